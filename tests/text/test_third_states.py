"""What goes on about a third state, right after it was spoken of, is no fact of the two."""

from __future__ import annotations

from itertools import product

import pytest

from bilat_kg.model import Article, Entity
from bilat_kg.text.pair import Pair
from bilat_kg.text.pipeline import load

LEAD = "পেরু ও কেনিয়ার সম্পর্ক বহু পুরোনো।"
# Sentences that speak of a third state alone, or of one that is something to one of the two.
OF_A_THIRD = (
    "প্রতিবেশী উগান্ডায় ২০১০ সালে নির্বাচন হয়।",
    "উগান্ডা পূর্ব আফ্রিকার একটি স্থলবেষ্টিত দেশ।",
    "একই সময়ে চিলির অর্থনীতি দ্রুত বাড়ছিল।",
    "চীন কেনিয়ার বড় অংশীদার।",
)
GOES_ON = (
    "দেশটি ২০১২ সালে নাইরোবিতে দূতাবাস খোলে।",
    "২০১২ সালে দেশটি পেরুর সঙ্গে কৃষি চুক্তি করে।",
    "২০১২ সালে দেশটির রাষ্ট্রপতি কেনিয়া সফর করেন।",
    "দেশটি কেনিয়া থেকে চা আমদানি করে।",
    "২০১৫ সালে দেশটি কেনিয়াকে স্বীকৃতি দেয়।",
    "২০১২ সালে দেশটিতে পেরুর রপ্তানি ছিল ৩ কোটি ডলার।",
    "১৯৭০ সালের ৫ মে দেশটির সঙ্গে কেনিয়ার কূটনৈতিক সম্পর্ক স্থাপিত হয়।",
    "২০১২ সালে দেশটি কেনিয়ার সঙ্গে সম্পর্ক ছিন্ন করে।",
    "২০০৭ সালে দেশটি পেরুকে ত্রাণ পাঠায়।",
    "দেশটি জাতিসংঘে পেরুর প্রার্থিতা সমর্থন করে।",
)
OF_OTHERS = (
    "২০১২ সালে সেখানে ৫০০ কেনীয় শ্রমিক ছিলেন।",
    "পরের বছর নাইরোবিতে তাদের দূতাবাস খোলা হয়।",
    "১৯৬৫ সালে তারা নাইরোবিতে দূতাবাস খোলে।",
)
WITH_A_THIRD = ("কেনিয়া ও উগান্ডা ১৯৯৯ সালে জোট গড়ে।", "চিলি ও পেরুর মধ্যে সীমান্ত বিরোধ ছিল।", "উগান্ডা ও কেনিয়া প্রতিবেশী।")
OF_BOTH = (
    "২০১২ সালে দুই দেশ কৃষি চুক্তি সই করে।",
    "২০১২ সালে দুই দেশের বাণিজ্য ছিল ৩ কোটি ডলার।",
    "১৯৮০ সালে দুই দেশের মধ্যে কূটনৈতিক সম্পর্ক স্থাপিত হয়।",
)
CASES = [*product(OF_A_THIRD, GOES_ON), *product(OF_A_THIRD[:3], OF_OTHERS), *product(WITH_A_THIRD, OF_BOTH)]


def states(text: str) -> list[set[str]]:
    """The states that each fact of a text names."""
    facts = load("bn").read(Article("x", "x:x", "bn", text), Pair("KEN", "PER")).facts
    named = ([v for _, values in fact.roles for v in values if isinstance(v, Entity)] for fact in facts)
    return [{entity.id for entity in each if entity.kind == "country"} for each in named]


def test_there_are_as_many_cases_as_meant() -> None:
    assert len(CASES) == 4 * 10 + 3 * 3 + 3 * 3


@pytest.mark.parametrize(("before", "sentence"), CASES)
def test_it_is_not_told_of_the_two(before: str, sentence: str) -> None:
    assert [named for named in states(f"{LEAD} {before} {sentence}") if named >= {"KEN", "PER"}] == []


@pytest.mark.parametrize("sentence", [*GOES_ON[:6], *GOES_ON[7:], *OF_BOTH])
def test_but_where_the_two_were_spoken_of_it_is(sentence: str) -> None:
    lead = "কেনিয়া ও পেরুর কথা।" if sentence in OF_BOTH else ("কেনিয়া দূরে।" if "পেরু" in sentence else "পেরু দূরে।")
    assert {"KEN", "PER"} in states(f"{LEAD} {lead} {sentence}")
