"""Which state it was at the time of a fact."""

from __future__ import annotations

import pytest

from bilat_kg.model import Article
from bilat_kg.text.former import at_the_time
from bilat_kg.text.pair import Pair
from bilat_kg.text.pipeline import load


@pytest.mark.parametrize(
    ("code", "year", "expected"),
    [
        ("RUS", 1972, "SUN"),
        ("RUS", 1991, "RUS"),
        ("RUS", 1910, "RUS"),
        ("SRB", 1961, "YUG"),
        ("SRB", 2004, "SCG"),
        ("SRB", 2010, "SRB"),
        ("CZE", 1958, "CSK"),
        ("DEU", 1972, "DEU"),  # two Germanies
        ("MMR", 1960, "MMR"),  # another name of the same state
        ("PER", 1960, "PER"),
    ],
)
def test_the_state_of_a_year(code, year, expected):
    assert at_the_time(code, year) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("১৯৭২ সালের মার্চে কেনিয়ার রাষ্ট্রপতি মস্কো সফর করেন।", "SUN"),
        ("১৯৭২ সালের মার্চে কেনিয়ার রাষ্ট্রপতি রাশিয়া সফর করেন।", "RUS"),  # today's name stands
        ("২০১২ সালের মার্চে কেনিয়ার রাষ্ট্রপতি মস্কো সফর করেন।", "RUS"),
        ("১৯৭২ সালে মস্কোতে কেনিয়ার দূতাবাস খোলা হয়।", "RUS"),  # a mission outlives the state
        ("১৯৭২ সালে মস্কোতে দুই দেশ একটি বাণিজ্য চুক্তি সই করে।", "SUN"),
        ("১৯৭২ সালে দুই দেশ একটি বাণিজ্য চুক্তি সই করে।", "RUS"),  # those that were named before
    ],
)
def test_a_capital_stands_for_the_state_of_its_time(text, expected):
    (fact,) = load("bn").read(Article("a", "x:a", "bn", text), Pair("KEN", "RUS")).facts
    roles = dict(fact.roles)
    states = [value.id for role in ("toCountry", "receiver", "party") for value in roles.get(role, ())]
    assert [code for code in states if code != "KEN"] == [expected]
