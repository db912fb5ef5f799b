"""Endings: which stems a word may have, what the ending says, and what a verb's form says of the act."""

from __future__ import annotations

import pytest

from bilat_kg.text.morphology import Cut, VerbForm, morphology

BN = morphology("bn")

# A word, the stem that is meant, and what its ending says.
CUTS = [
    ("লিমায়", "লিমা", "Loc"),
    ("নাইরোবিতে", "নাইরোবি", "Loc"),
    ("মিয়ানমারে", "মিয়ানমার", "Loc"),
    ("মস্কোয়", "মস্কো", "Loc"),
    ("পেরুর", "পেরু", "Gen"),
    ("কাতারের", "কাতার", "Gen"),
    ("মিশরের", "মিশর", "Gen"),
    ("ভারতের", "ভারত", "Gen"),
    ("চিলির", "চিলি", "Gen"),
    ("কেনিয়াকে", "কেনিয়া", "Acc"),
    ("ভারতকে", "ভারত", "Acc"),
    ("শ্রমিকদের", "শ্রমিক", "Gen"),
    ("ভারতেরই", "ভারত", "Gen"),
    ("পেরুও", "পেরু", "Nom"),
    ("ভারতেই", "ভারত", "Loc"),
    ("দেশটিতেও", "দেশ", "Loc"),
    ("দূতাবাসগুলোর", "দূতাবাস", "Gen"),
    ("রাষ্ট্রসমূহে", "রাষ্ট্র", "Loc"),
    ("চুক্তিগুলি", "চুক্তি", "Nom"),
    ("ঢাকারটি", "ঢাকা", "Poss"),
    ("বুসানেরটি", "বুসান", "Poss"),
    ("মাক্রোঁর", "মাক্রোঁ", "Gen"),
]
# Names that only look as if they ended like that.
WHOLE = ["কাতার", "মিশর", "মিয়ানমার", "আলজের", "নাইজের", "সুদান", "কুয়েত", "কোরিয়া"]
# After a vowel no ending for consonants, and the other way round.
NEVER = [("ভারতর", "ভারত"), ("পেরুের", "পেরু"), ("ভারতয়", "ভারত"), ("লিমাে", "লিমা"), ("কেনিয়াদেরগণ", "কেনিয়া")]


def test_there_are_cases() -> None:
    assert (len(CUTS), len(WHOLE), len(NEVER), len(FORMS)) == (22, 8, 5, 43)


@pytest.mark.parametrize(("word", "stem", "case"), CUTS)
def test_an_ending_gives_stem_and_case(word: str, stem: str, case: str) -> None:
    assert (stem, case) in {(cut.stem, cut.case) for cut in BN.cuts(word)}


@pytest.mark.parametrize("word", [*WHOLE, *(word for word, _, _ in CUTS)])
def test_the_whole_word_comes_first_and_then_the_longer_stems(word: str) -> None:
    cuts = BN.cuts(word)
    assert cuts[0] == Cut(word, "Nom")
    sizes = [len(cut.stem) for cut in cuts]
    assert sizes == sorted(sizes, reverse=True)
    assert all(cut.stem and word.startswith(cut.stem) for cut in cuts)


@pytest.mark.parametrize(("word", "stem"), NEVER)
def test_an_ending_stands_only_after_what_it_may_stand_after(word: str, stem: str) -> None:
    assert stem not in {cut.stem for cut in BN.cuts(word)}


def test_plural_and_article_are_told() -> None:
    told = {
        word: {cut.stem: (cut.plural, cut.article) for cut in BN.cuts(word)} for word in ("দূতাবাসগুলোর", "দেশটির", "পেরুর")
    }
    assert told["দূতাবাসগুলোর"]["দূতাবাস"] == (True, False)
    assert told["দেশটির"]["দেশ"] == (False, True)
    assert told["পেরুর"]["পেরু"] == (False, False)


def test_no_more_is_cut_than_there_is() -> None:
    for word in ("র", "এর", "ে", "তে"):
        assert all(cut.stem for cut in BN.cuts(word))


# A form, its lemma, its mood, and whether it denies the act.
FORMS = [
    ("করে", "কর", "present", False),
    ("করেন", "কর", "present", False),
    ("করেছে", "কর", "done", False),
    ("করেছিলেন", "কর", "done", False),
    ("করল", "কর", "done", False),
    ("করছে", "কর", "progressive", False),
    ("করত", "কর", "habitual", False),
    ("করবে", "কর", "future", False),
    ("করতে", "কর", "infinitive", False),
    ("করলে", "কর", "conditional", False),
    ("করা", "কর", "noun", False),
    ("করার", "কর", "noun", False),
    ("করেনি", "কর", "done", True),
    ("করেননি", "কর", "done", True),
    ("খোলে", "খোল", "present", False),
    ("খুলেছে", "খোল", "done", False),
    ("খুলছে", "খোল", "progressive", False),
    ("খুলবে", "খোল", "future", False),
    ("খুলতে", "খোল", "infinitive", False),
    ("খোলা", "খোল", "noun", False),
    ("খোলেনি", "খোল", "done", True),
    ("খোলেননি", "খোল", "done", True),
    ("পাঠায়", "পাঠা", "present", False),
    ("পাঠিয়েছে", "পাঠা", "done", False),
    ("পাঠাবে", "পাঠা", "future", False),
    ("পাঠায়নি", "পাঠা", "done", True),
    ("হয়", "হ", "present", False),
    ("হয়েছে", "হ", "done", False),
    ("হয়েছিল", "হ", "done", False),
    ("হবে", "হ", "future", False),
    ("হয়নি", "হ", "done", True),
    ("নয়", "হ", "present", True),
    ("নন", "হ", "present", True),
    ("আছে", "আছ", "present", False),
    ("ছিল", "আছ", "done", False),
    ("নেই", "আছ", "present", True),
    ("নাই", "আছ", "present", True),
    ("দেয়", "দে", "present", False),
    ("দিয়েছে", "দে", "done", False),
    ("দেবে", "দে", "future", False),
    ("দেয়নি", "দে", "done", True),
    ("যায়", "যা", "present", False),
    ("গিয়েছিলেন", "যা", "done", False),
]


@pytest.mark.parametrize(("form", "lemma", "mood", "negated"), FORMS)
def test_a_form_of_a_verb(form: str, lemma: str, mood: str, negated: bool) -> None:
    assert BN.verbs[form] == VerbForm(lemma, mood, negated)  # type: ignore[arg-type]  # moods, as words


def test_what_denies_on_its_own_or_by_its_ending_is_all_that_denies() -> None:
    denying = {form for form, verb in BN.verbs.items() if verb.negated}
    assert len(denying) > 100
    assert {form for form in denying if not form.endswith("নি")} == {"নেই", "নাই", "নয়", "নন"}


def test_only_finite_forms_end_a_sentence() -> None:
    finite = {verb.mood for verb in BN.verbs.values() if verb.finite}
    assert finite == {"done", "present", "progressive", "habitual", "future"}
    assert {verb.mood for verb in BN.verbs.values()} - finite == {"infinitive", "noun", "conditional", "participle"}


@pytest.mark.parametrize("word", ["লিমা", "চুক্তি", "দূতাবাস", "দেশ", "নিনি"])
def test_a_noun_is_no_verb(word: str) -> None:
    assert word not in BN.verbs
