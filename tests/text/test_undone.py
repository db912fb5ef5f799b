"""Deeds that are only spoken of are no facts, whatever the deed and whatever leaves it undone."""

from __future__ import annotations

from itertools import product

import pytest

from bilat_kg.model import Article, Concept, Fact
from bilat_kg.text.pair import Pair
from bilat_kg.text.pipeline import load

# A sentence that states a deed, up to its light verb, and what it states where the verb is করে.
DEEDS = {
    "relation": ("১৯৭০ সালের ৫ মে পেরু ও কেনিয়া কূটনৈতিক সম্পর্ক স্থাপন {}।", "DiplomaticRelation"),
    "mission": ("১৯৮০ সালে পেরু নাইরোবিতে দূতাবাস স্থাপন {}।", "Open"),
    "closing": ("১৯৮০ সালে পেরু নাইরোবির দূতাবাস বন্ধ {}।", "Closed"),
    "agreement": ("২০১২ সালের ৩ মে পেরু ও কেনিয়া কৃষি বিষয়ে একটি চুক্তি সই {}।", "Signed"),
    "visit": ("২০১২ সালের ৩ মে পেরুর রাষ্ট্রপতি ওইয়ান্তা উমালা কেনিয়া সফর {}।", "Visit"),
    "export": ("পেরু কেনিয়ায় চা ও তামা রপ্তানি {}।", "CommodityTrade"),
    "import": ("পেরু কেনিয়া থেকে চা ও তামা আমদানি {}।", "CommodityTrade"),
    "support": ("পেরু জাতিসংঘে কেনিয়ার প্রার্থিতা সমর্থন {}।", "supports"),
    "troops": ("২০২০ সালে পেরু কেনিয়ায় ৫০০ সেনা মোতায়েন {}।", "PeopleObservation"),
    "rupture": ("১৯৮০ সালে পেরু কেনিয়ার সঙ্গে সম্পর্ক ছিন্ন {}।", "dispute"),
}
# What leaves a deed undone, in place of করে.
UNDONE = (
    "করেনি", "করতে চায়", "করতে চেয়েছিল", "করবে", "করতে পারেনি", "করতে ব্যর্থ হয়", "করতে রাজি হয়নি", "করতে অস্বীকার করে",
    "করতে যাচ্ছে", "করতে চলেছে", "করতে উদ্যোগী হয়", "করতে মরিয়া", "করতে উৎসাহ দেখায়", "করতে হবে",
    "করার পরিকল্পনা করে", "করার কথা ভাবছে", "করার আশা করে", "করার সিদ্ধান্ত বাতিল করে", "করার আগ্রহ দেখায়", "করার দাবি ওঠে",
    "করার চেষ্টা করে", "করার কথা ছিল", "করার কাছাকাছি পৌঁছায়", "করার অঙ্গীকার করে", "করার আহ্বান জানায়", "করার উদ্যোগ নেয়",
    "করার সময় এসেছে", "করার জন্য প্রস্তুত", "করার স্বপ্ন দেখে", "করার জল্পনা চলছে", "না করার সিদ্ধান্ত নেয়", "করা থেকে বিরত থাকে",
    "করা হয়নি", "করা যায়নি", "করা উচিত", "করা দরকার", "করা প্রয়োজন", "করা সম্ভব", "করা জরুরি", "করাই লক্ষ্য",
    "করা নিয়ে আলোচনা করে", "করলে লাভ হতো", "করেছে বলে দাবি করে", "করেছে বলে মনে করা হয়", "করেছে বলে শোনা যায়",
    "করেছে এমন কোনো প্রমাণ নেই", "হয়তো করেছে",
)  # fmt: skip
# The same behind a noun of the deed, in place of its ending.
NOUNS = {"relation": "স্থাপন", "mission": "স্থাপন", "closing": "বন্ধ", "agreement": "সই", "troops": "মোতায়েন"}
BEHIND_NOUNS = (
    "ের চেষ্টা করে", "ের আশা প্রকাশ করে", "ের আগ্রহ দেখায়", "ের ইচ্ছা জানায়", "ের অঙ্গীকার করে", "ের প্রতিশ্রুতি দেয়", "ের দাবি জানায়",
    "ের আহ্বান জানায়", "ের উদ্যোগ নেয়", "ের কথা ভাবছে", "ের কথা ছিল", "ের পরিকল্পনা করে", "ের স্বপ্ন দেখে", "ের প্রস্তুতি নেয়",
    "ের পথে এগোয়", "ের সম্ভাবনা দেখে", "ের বিরোধিতা করে", "ের হুমকি দেয়", "ে ব্যর্থ হয়", "ে অস্বীকৃতি জানায়", "ে অনীহা দেখায়",
)  # fmt: skip
# What does not: the deed is told in another form, or said to be done.
DONE = ("করে", "করেছে", "করেছিল", "করল")
# A sentence that holds a whole statement and does not tell it as true.
UNTOLD = (
    "যদি {}, তবে লাভ হবে।", "{} কি?", "কেউ কেউ বলেন, {}, যার কোনো প্রমাণ নেই।", "গুজব রটে যে {}।", "{} — এমন খবর সত্য নয়।",
    "{}, এমন দাবি ভিত্তিহীন।", "কথিত আছে, {}।", "শোনা যায়, {}।", "একটি উপন্যাসে {}।", "সম্ভবত {}।", "হয়তো {}।",
    "{} বলে একটি গুজব ছড়ায়।", "{} বলে যে খবর ছড়ায়, তা মিথ্যা।", "এটা সত্য নয় যে {}।", "ধরা যাক, {}।", "ভুলবশত লেখা হয়, {}।",
)  # fmt: skip
# Of whoever is named with respect: the verb that ends the sentence in another form.
HONOURED = {
    "করে": "করেন", "করেছে": "করেছেন", "করেছিল": "করেছিলেন", "করল": "করলেন", "করেনি": "করেননি", "করবে": "করবেন",
    "চায়": "চান", "চেয়েছিল": "চেয়েছিলেন", "পারেনি": "পারেননি", "যাচ্ছে": "যাচ্ছেন", "চলেছে": "চলেছেন", "ভাবছে": "ভাবছেন",
    "দেখায়": "দেখান",    "পৌঁছায়": "পৌঁছান", "জানায়": "জানান", "নেয়": "নেন", "দেখে": "দেখেন", "থাকে": "থাকেন",
}  # fmt: skip
PROMISED = {("support", "করার অঙ্গীকার করে")}  # a promise of support is a position


def stated(deed: str, ending: str) -> str:
    """The sentence of a deed with an ending."""
    if deed == "visit":
        *before, last = ending.split()
        ending = " ".join([*(word if word != "করেছে" else "করেছেন" for word in before), HONOURED.get(last, last)])
    return DEEDS[deed][0].format(ending)


def told(text: str) -> set[str]:
    """The types of the facts of a text, and the concepts that they hold."""
    facts: tuple[Fact, ...] = load("bn").read(Article("x", "x:x", "bn", text), Pair("KEN", "PER")).facts
    concepts = {
        value.name for fact in facts for _, values in fact.roles for value in values if isinstance(value, Concept)
    }
    return {fact.type for fact in facts} | {name.rpartition("/")[2] for name in concepts}


def test_every_deed_meets_every_ending() -> None:
    assert len(list(product(DEEDS, UNDONE))) == 10 * 47
    assert len(list(product(NOUNS, BEHIND_NOUNS))) == 5 * 21


@pytest.mark.parametrize("deed", DEEDS)
def test_what_is_done_is_told(deed: str) -> None:
    assert [ending for ending in DONE if DEEDS[deed][1] not in told(stated(deed, ending))] == []


@pytest.mark.parametrize("deed", DEEDS)
def test_what_is_only_spoken_of_is_not(deed: str) -> None:
    read = [ending for ending in UNDONE if DEEDS[deed][1] in told(stated(deed, ending))]
    assert [ending for ending in read if (deed, ending) not in PROMISED] == []


@pytest.mark.parametrize("deed", NOUNS)
def test_nor_is_what_stands_behind_its_noun(deed: str) -> None:
    sentence, fact = DEEDS[deed]
    start, noun = sentence.split(NOUNS[deed])[0], NOUNS[deed]
    vowel = {"ে": "য়ে", "ের": "য়ের"} if noun == "সই" else {}
    read = []
    for ending in BEHIND_NOUNS:
        case, rest = ending.split(maxsplit=1)
        if fact in told(f"{start}{noun}{vowel.get(case, case)} {rest}।"):
            read.append(ending)
    assert read == []


@pytest.mark.parametrize("deed", DEEDS)
def test_nor_is_what_a_sentence_does_not_tell_as_true(deed: str) -> None:
    statement = stated(deed, "করে").rstrip("।")
    read = [around for around in UNTOLD if DEEDS[deed][1] in told(around.format(statement))]
    assert len(UNTOLD) == 16
    assert read == []
