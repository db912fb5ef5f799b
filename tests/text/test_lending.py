"""Dates that one sentence gives another, and who takes none."""

from __future__ import annotations

import pytest
from scenes import article, said, scene

from bilat_kg.text.chunks import dates
from bilat_kg.text.pair import Pair
from bilat_kg.text.pipeline import load
from bilat_kg.text.timeline import as_value


def told(text: str) -> list[list[str]]:
    """The absolute dates of every sentence."""
    return [[str(as_value(date)) for _, date in dates(sentence)] for sentence in scene(text).sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("কেনিয়া লিমায় যায়। সেটি ছিল ১৯৮৩ সাল।", [["1983"], ["1983"]]),
        ("কেনিয়া লিমায় যায়। ঘটনাটি ২০০৫ সালের মে মাসের।", [["2005-05"], ["2005-05"]]),
        ("৬ জুন, ২০১৫। পেরু নাইরোবিতে যায়।", [["2015-06-06"], ["2015-06-06"]]),
        ("সময়রেখা\n১৯৮৩\nপেরু যায়।\n১৯৮৪\nকেনিয়া যায়।", [["1983"], ["1983"], ["1984"], ["1984"]]),
        ("পেরু ও কেনিয়া\n== ১৯৮৩ ==\nপেরু যায়।", [[], ["1983"]]),
        ("পেরু ১৯৮৩ সালে যায়, দিনটি ছিল ৪ মে।", [["1983-05-04", "1983-05-04"]]),
        # a time of its own, a day of writing, a span of years
        ("১৯৮৩ সাল। পেরু ১৯৯০ সালে যায়।", [["1983"], ["1990"]]),
        ("পেরু লিমায়\nনাইরোবি, ৬ মে ২০২১\nকেনিয়া যায়।", [[], ["2021-05-06"], []]),
        ("১৯৮৩–১৯৯০। পেরু যায়।", [["1983"], []]),
    ],
)
def test_a_date_that_stands_alone_is_lent_to_whom_it_governs(text: str, expected: list[list[str]]) -> None:
    found = told(text)
    assert [sentence for sentence in found if sentence] == [sentence for sentence in expected if sentence]


def test_the_sentence_that_says_when_is_evidence_too() -> None:
    text = "লিমায় কেনিয়ার দূতাবাস খোলা হয়। সেটি ছিল ১৯৮৩ সাল।"
    (fact,) = load("bn").read(article(text), Pair("KEN", "PER")).facts
    assert [evidence.quote for evidence in fact.evidence] == [said(text, s) for s in scene(text).sentences]
