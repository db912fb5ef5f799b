"""Dates of Wikidata are read with the precision that they have, and two are told apart, or one found in the other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilat_kg.link.wikidata.claims import Time, overlap, relation, span, time_of
from bilat_kg.model import PartialDate, Period

YEARS = st.integers(1900, 2020).map(str)
MONTHS = st.tuples(YEARS, st.integers(1, 12)).map(lambda parts: f"{parts[0]}-{parts[1]:02}")
DAYS = st.dates().filter(lambda day: day.year >= 1000).map(lambda day: day.isoformat())
DATES = st.one_of(YEARS, MONTHS, DAYS).map(PartialDate)


@pytest.mark.parametrize(
    ("moment", "precision", "expected"),
    [
        ("1968-04-03T00:00:00Z", 11, "1968-04-03"),
        ("+1968-04-03T00:00:00Z", 14, "1968-04-03"),
        ("1968-04-01T00:00:00Z", 10, "1968-04"),
        ("1968-01-01T00:00:00Z", 9, "1968"),
        ("1968-00-00T00:00:00Z", 11, "1968"),
        ("1960-01-01T00:00:00Z", 8, "1960-1969"),
        ("1901-01-01T00:00:00Z", 7, "1901-2000"),
        ("2000-01-01T00:00:00Z", 7, "1901-2000"),
        ("1500-01-01T00:00:00Z", 6, "1001-2000"),
        ("1968-04-03T00:00:00Z", None, "1968-04-03"),
        ("1968-04-01T00:00:00Z", None, "1968-04"),
        ("1968-01-01T00:00:00Z", None, "1968"),
        ("-0044-03-15T00:00:00Z", 11, None),
        ("12000-01-01T00:00:00Z", 9, None),
        ("1968-01-01T00:00:00Z", 3, None),
        ("yesterday", None, None),
    ],
)
def test_a_time_has_the_precision_that_it_has(moment: str, precision: int | None, expected: str | None) -> None:
    found = time_of(moment, precision)
    assert (str(found) if found else None) == expected


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (PartialDate("1983"), PartialDate("1983"), "same"),
        (PartialDate("1968-04"), PartialDate("1968"), "finer"),
        (PartialDate("1968"), PartialDate("1968-11-05"), "coarser"),
        (PartialDate("2011"), PartialDate("2009"), "other"),
        (PartialDate("1968"), Period(PartialDate("1960"), PartialDate("1969")), "finer"),
        (Period(PartialDate("1968"), PartialDate("1971")), Period(PartialDate("1970"), PartialDate("1979")), "other"),
        (PartialDate("1900-02-29"), PartialDate("1900-02"), "finer"),
    ],
)
def test_how_two_times_stand_to_each_other(ours: Time, theirs: Time, expected: str) -> None:
    assert relation(ours, theirs) == expected


@given(DATES, DATES)
def test_what_is_finer_one_way_is_coarser_the_other(one: PartialDate, other: PartialDate) -> None:
    there, back = relation(one, other), relation(other, one)
    assert back == {"same": "same", "finer": "coarser", "coarser": "finer", "other": "other"}[there]
    assert overlap(one, other) == (there != "other")  # partial dates are nested or apart


@given(DATES)
def test_a_date_of_ours_comes_back_from_wikidata(date: PartialDate) -> None:
    first, last = span(date)
    precision = {4: 9, 7: 10, 10: 11}[len(date.iso)]
    assert time_of(f"{first.isoformat()}T00:00:00Z", precision) == date
    assert last - first < timedelta(days=366)
