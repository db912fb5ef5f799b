"""Headings without markup: what they head, and what is none."""

from __future__ import annotations

import pytest

from bilat_kg.model import Article
from bilat_kg.text.pair import Pair
from bilat_kg.text.pipeline import load

HEADED = "পেরু ও কেনিয়া\n\n{}\nরাষ্ট্রপতি এমোস কিবেত, লিমা: ৩–৫ জুন ১৯৯৯।\n"


@pytest.mark.parametrize("line", ["সফর", "উচ্চ পর্যায়ের সফর", "২। রাষ্ট্রীয় সফর"])
def test_a_short_line_heads_what_follows(line: str) -> None:
    found = load("bn").read(Article("a", "x:a", "bn", HEADED.format(line)), Pair("KEN", "PER")).facts
    assert [(fact.type, str(fact.role("startDate")[0])) for fact in found] == [("Visit", "1999-06-03")]


@pytest.mark.parametrize("line", ["সফর হয়েছিল", "১৯৯৯ সালের সফর", "বাণিজ্য"])
def test_a_line_with_a_verb_or_a_date_or_of_something_else_does_not(line: str) -> None:
    assert not load("bn").read(Article("a", "x:a", "bn", HEADED.format(line)), Pair("KEN", "PER")).facts
