"""Clauses that leave out what the clause before has said."""

from __future__ import annotations

import pytest
from scenes import sentences


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("পেরু ১৯৮১ সালে নাইরোবিতে দূতাবাস খোলে, আর কেনিয়া পরের বছর লিমায়।", 2),
        ("পেরু নাইরোবিতে দূতাবাস খোলে; কেনিয়া লিমায়, ১৯৮৩ সালে।", 2),
        ("পেরু নাইরোবিতে দূতাবাস খোলে, আর কেনিয়া।", 1),  # where?
        ("পেরু নাইরোবিতে দূতাবাস খোলে, ১৯৮১ সালে।", 1),  # the same clause
        ("পেরু দূতাবাস খোলে, আর কেনিয়া লিমায়।", 1),  # the first does not say where
        ("পেরু নাইরোবিতে দূতাবাস খোলে, আর কেনিয়া লিমায় নতুন জমির সন্ধানে।", 1),  # something else
    ],
)
def test_a_clause_of_names_and_dates_takes_the_predicate_before_it(text: str, verbs: int) -> None:
    (sentence,) = sentences(text)
    assert sum(chunk.verb is not None for chunk in sentence.chunks) == verbs


def test_the_object_is_taken_over_by_the_same_verb_alone() -> None:
    def embassies(text: str) -> int:
        return sum(1 for _ in sentences(text)[0].having("mission.embassy"))

    assert embassies("পেরু নাইরোবিতে দূতাবাস খোলে, কেনিয়া লিমায় খোলে ১৯৮৩ সালে।") == 2
    assert embassies("পেরু নাইরোবিতে দূতাবাস খোলে, কেনিয়া লিমায় পাঠায় ১৯৮৩ সালে।") == 1
