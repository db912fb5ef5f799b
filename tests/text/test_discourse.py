"""The text around a sentence: which two states an article is about, whom names mean in it, and who দেশটি is."""

from __future__ import annotations

import pytest
from scenes import names, scene, sentences

from bilat_kg.errors import SourceError
from bilat_kg.text.discourse import Pair


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("পেরু ও কেনিয়ার সম্পর্ক ভালো।", ("KEN", "PER")),
        ("কেনিয়া ও পেরুর সম্পর্ক ভালো। চিলি, চিলির, চিলিতে।", ("KEN", "PER")),  # the opening counts
        ("লিমা ও নাইরোবি।", ("KEN", "PER")),  # capitals stand for their states
        ("সোভিয়েত ইউনিয়ন ও মালয়েশিয়ার সম্পর্ক।", ("MYS", "RUS")),  # as today's states
    ],
)
def test_the_pair_is_found(text: str, pair: tuple[str, str]) -> None:
    assert scene(text, None).pair.codes == pair


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("আবহাওয়া ভালো।", "names no country"),
        ("পেরু সুন্দর। পেরুতে পাহাড় আছে।", "names only one country (Peru)"),
        ("রাশিয়া ও সোভিয়েত ইউনিয়ন।", "names only one country (Russia)"),  # one state under two names
    ],
)
def test_without_two_states_an_article_is_refused(text: str, reason: str) -> None:
    with pytest.raises(SourceError, match=r"^ken-per: the text ") as refused:
        scene(text, None)
    assert reason in str(refused.value)
    assert "is needed" in str(refused.value)


def test_a_pair_knows_its_parties_under_former_names_too() -> None:
    pair = Pair("MYS", "RUS")
    assert (pair.other("SUN"), pair.other("RUS"), pair.other("MYS")) == ("MYS", "MYS", "RUS")
    assert pair.other("PER") is pair.other(None) is None
    assert "SUN" in pair
    assert "PER" not in pair
    assert None not in pair


def city(text: str, first: str, second: str) -> list[str | None]:
    found = [c.entity for s in sentences(text, Pair(first, second)) for c in s.chunks if c.kind == "city"]
    return [entity.country if entity else None for entity in found]


@pytest.mark.parametrize(
    ("text", "first", "second", "country"),
    [
        ("জর্জ টাউনে দূতাবাস।", "GUY", "KEN", "GUY"),
        ("জর্জ টাউনে দূতাবাস।", "KEN", "MYS", "MYS"),
        ("কর্দোবায় দূতাবাস।", "ARG", "KEN", "ARG"),
        ("কর্দোবায় দূতাবাস।", "ESP", "KEN", "ESP"),
        ("হায়দ্রাবাদে দূতাবাস।", "IND", "KEN", "IND"),
    ],
)
def test_of_namesakes_the_city_of_the_pair_is_meant(text: str, first: str, second: str, country: str) -> None:
    assert city(text, first, second) == [country]


@pytest.mark.parametrize(
    ("text", "pair", "expected"),
    [
        ("বনে দূতাবাস।", Pair("DEU", "KEN"), ["Bonn Loc"]),
        ("বনে দূতাবাস।", Pair("KEN", "PER"), []),  # in the forest
        ("কঙ্গো যায়।", Pair("COD", "KEN"), ["COD Nom"]),
        ("কঙ্গো যায়।", Pair("COG", "KEN"), ["COG Nom"]),
        ("কঙ্গো যায়।", Pair("KEN", "PER"), []),  # which of the two?
    ],
)
def test_a_weak_name_is_taken_only_where_the_pair_says_so(text: str, pair: Pair, expected: list[str]) -> None:
    assert names(text, pair) == expected


@pytest.mark.parametrize(
    ("text", "pair", "expected"),
    [
        ("তাজকিস্তানে দূতাবাস।", Pair("MYS", "TJK"), ["TJK Loc"]),  # a letter left out
        ("তাজিককিস্তানের দূতাবাস।", Pair("MYS", "TJK"), ["TJK Gen"]),  # one too many
        ("তাজিকিস্তারকে ধন্যবাদ।", Pair("MYS", "TJK"), ["TJK Acc"]),  # another one
        ("তাজকিস্তানে দূতাবাস।", Pair("KEN", "PER"), []),  # no state of the pair
        ("তাকিস্তানে দূতাবাস।", Pair("MYS", "TJK"), []),  # two letters left out
        ("বাজিকিস্তানে দূতাবাস।", Pair("MYS", "TJK"), []),  # another beginning
        ("পেরা যায়।", Pair("KEN", "PER"), []),  # too short to mend
    ],
)
def test_a_misspelt_name_of_the_pair_is_mended_in_one_letter(text: str, pair: Pair, expected: list[str]) -> None:
    assert names(text, pair) == expected


@pytest.mark.parametrize(
    ("text", "pair", "expected"),
    [
        ("পেরু চুক্তি করে। দেশটি যায়।", Pair("KEN", "PER"), ["PER Nom", "PER Nom"]),
        ("পেরু যায়। কেনিয়া যায়। দেশটির চুক্তি।", Pair("KEN", "PER"), ["PER Nom", "KEN Nom", "KEN Gen"]),
        ("পেরু যায়। চিলি আসে। দেশটিতে যায়।", Pair("KEN", "PER"), ["PER Nom", "CHL Nom", "PER Loc"]),  # a third state
        ("সোভিয়েত ইউনিয়ন যায়। দেশটি আসে।", Pair("MYS", "RUS"), ["SUN Nom", "SUN Nom"]),
        ("দেশটি যায়। পেরু আসে।", Pair("KEN", "PER"), ["PER Nom"]),  # nothing to point at yet
        ("পেরু যায়। দেশটিতে যায় পেরুর", Pair("KEN", "PER"), ["PER Nom", "KEN Loc", "PER Gen"]),  # cut off
    ],
)
def test_that_country_is_the_one_named_last_of_the_pair(text: str, pair: Pair, expected: list[str]) -> None:
    assert names(text, pair) == expected


def test_that_country_is_told_from_a_name() -> None:
    found = [c for s in sentences("পেরু যায়। দেশটি আসে।") for c in s.chunks if c.kind == "country"]
    assert [chunk.anaphor for chunk in found] == [False, True]
