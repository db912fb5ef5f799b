"""Whom a name means in an article whose pair is known."""

from __future__ import annotations

import pytest
from scenes import names, sentences

from bilat_kg.text.pair import Pair


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
