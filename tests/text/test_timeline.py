"""When things happened: dates that lean on others, and the date that governs a place in a sentence."""

from __future__ import annotations

import pytest
from scenes import scene, told

from bilat_kg.text.timeline import as_value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("১৯৮৩ সালে পেরু যায়। ওই একই বছর কেনিয়া আসে।", ["1983", "1983"]),
        ("১৯৮৩ সালে পেরু যায়। পরের বছর কেনিয়া আসে।", ["1983", "1984"]),
        ("১৯৮৩ সালে পেরু যায়। তার দুই বছর পর কেনিয়া আসে।", ["1983", "1985"]),
        ("১৯৮৩ সালের ৩ এপ্রিল পেরু যায়। এর পরের দিন কেনিয়া আসে।", ["1983-04-03", "1983-04-04"]),
        ("১৯৮৩ সালের ৩১ ডিসেম্বর পেরু যায়। পরদিন কেনিয়া আসে।", ["1983-12-31", "1984-01-01"]),
        ("১৯৮৩ সালের ৩ এপ্রিল পেরু যায়। একই মাসে কেনিয়া আসে।", ["1983-04-03", "1983-04"]),
        ("১৯৮৩ সালে পেরু যায়। ১৯৯০ সালে আসে। পরের বছর যায়।", ["1983", "1990", "1991"]),  # the last one
        ("১৯৮৩ সালে পেরু যায়। কাজ চলে ১৯৯০ সাল পর্যন্ত। ওই বছর কেনিয়া আসে।", ["1983", "1990", "1990"]),
        ("১৯৮৩ সালে পেরু যায়, তার দুই বছর আগে চিলি। পরের বছর কেনিয়া আসে।", ["1983", "1981", "1984"]),  # told aside
        ("পরের বছর কেনিয়া আসে।", []),  # after what?
        ("২০১২-১৩ অর্থবছরে বাণিজ্য হয়।", ["2012-2013"]),
    ],
)
def test_dates_that_lean_on_others_become_absolute(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def governing(text: str, word: str, sense: str = "mission.embassy") -> str | None:
    """The date that governs the mission (or ``sense``) nearest after ``word``, in the last sentence of the text."""
    read = scene(text)
    sentence = read.sentences[-1]
    first = next(i for i, chunk in enumerate(sentence.chunks) if chunk.text == word)
    at = next(i for i in sentence.having(sense) if i >= first)
    date = as_value(read.timeline.governing(sentence, at))
    return None if date is None else str(date)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("১৯৮৩ সালে লিমায় দূতাবাস খোলে।", "লিমা", "1983"),
        ("লিমায় দূতাবাস খোলে ১৯৮৩ সালে।", "লিমা", "1983"),  # after it, where none stands before
        ("১৯৮৩ সালে লিমায় দূতাবাস খোলে ১৯৮৫ সালে।", "লিমা", "1983"),  # before it first
        ("১৯৮৩ সালে লিমায় দূতাবাস খোলে, ১৯৮৫ সালে নাইরোবিতে দূতাবাস খোলে।", "লিমা", "1983"),
        ("১৯৮৩ সালে লিমায় দূতাবাস খোলে, ১৯৮৫ সালে নাইরোবিতে দূতাবাস খোলে।", "নাইরোবি", "1985"),
        ("১৯৮৩ সালে পেরু যায়, নাইরোবিতে দূতাবাস খোলে।", "নাইরোবি", "1983"),  # of a clause before
        ("১৯৮৩ সালে পেরু যায়, নাইরোবিতে দূতাবাস খোলে ১৯৮৫ সালে।", "নাইরোবি", "1985"),  # its own clause first
        ("লিমায় দূতাবাস খোলে, ১৯৮৫ সালে কেনিয়া যায়।", "লিমা", None),  # not of one after
        ("১৯৮৩ সালে পেরু যায়। লিমায় দূতাবাস খোলে।", "লিমা", None),  # nor of a sentence before
    ],
)
def test_which_date_governs(text: str, word: str, expected: str | None) -> None:
    assert governing(text, word) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("১৯৬৩ সালে সম্পর্ক স্থাপনের এক দশক পর পেরু যায়।", ["1963", "1973"]),
        ("১৯৬৩ সালে যুদ্ধের অবসানের পরের বছর পেরু যায়।", ["1963", "1964"]),
        ("১৯৬৩ সালে পেরু যায়, যুদ্ধের অবসানের পরের বছর।", ["1963"]),  # another clause
        ("১৯৮৩ সালে পেরু যায়। এর এক বছরের মাথায় কেনিয়া আসে।", ["1983", "1984"]),
    ],
)
def test_a_time_after_a_dated_event_counts_from_its_date(text: str, expected: list[str]) -> None:
    assert told(text) == expected
