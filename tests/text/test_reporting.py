"""The day of writing of reports without a dateline, and what is counted from it."""

from __future__ import annotations

import pytest

from bilat_kg.model import Article
from bilat_kg.text.pair import Pair
from bilat_kg.text.pipeline import load


def starts(text: str) -> list[str]:
    facts = load("bn").read(Article("a", "x:a", "bn", text), Pair("KEN", "PER")).facts
    return [str(dict(fact.roles).get("startDate", ("",))[0]) for fact in facts if fact.type == "Visit"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("গতকাল শুক্রবার (২২ সেপ্টেম্বর ২০২৩) বৈঠক হয়। বৃহস্পতিবার পেরুর রাষ্ট্রপতি নাইরোবি সফর করেন।", ["2023-09-21"]),
        ("রবিবার পেরুর রাষ্ট্রপতি নাইরোবি সফর করেন। সোমবার, ১৭ মার্চ ২০২৫, বৈঠক হয়।", ["2025-03-16"]),
        ("রবিবার পেরুর রাষ্ট্রপতি নাইরোবি সফর করেন। ১৭ মার্চ ২০২৫ বৈঠক হয়।", []),  # no report says that it is its day
        ("২০১৯ সালে পেরুর রাষ্ট্রপতি নাইরোবি সফর করেন। সোমবার, ১৭ মার্চ ২০২৫, বৈঠক হয়।", ["2019"]),
    ],
)
def test_days_are_counted_from_the_day_that_a_report_tells(text, expected):
    assert starts(text) == expected
