from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilat_kg.web.pages.charts import Mark, Point, bars, chart, columns, lanes, ticks

amounts = st.decimals(-(10**15), 10**15, places=2)
points = st.builds(Point, st.sampled_from("abc"), st.integers(1000, 2100), amounts)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0, 1_903_000_000, "0 500000000 1000000000 1500000000 2000000000"), (-5, 7, "-5 0 5 10"), (0, 0, "0 0.25")],
)
def test_ticks_are_round(low, high, expected):
    assert " ".join(format(tick.normalize(), "f") for tick in ticks(Decimal(low), Decimal(high))) == expected


@given(amounts, amounts)
def test_ticks_hold_what_they_are_for(one, other):
    low, high = min(one, other), max(one, other)
    found = ticks(low, high)
    assert found[0] <= low
    assert found[-1] >= high
    assert 2 <= len(found) <= 9
    assert len({b - a for a, b in pairwise(found)}) == 1


@given(st.integers(1, 10**6), st.integers(2, 5))
def test_counts_have_whole_ticks(most, about):
    found = ticks(Decimal(0), Decimal(most), about, whole=True)
    assert found[-1] >= most
    assert 2 <= len(found) <= 9
    assert not any(tick % 1 for tick in found)


@given(st.lists(points, min_size=1, max_size=30))
def test_more_is_higher_and_later_is_further_right(given_points):
    drawn = chart(given_points)
    placed = [each for series in drawn.series for each in series.points]
    assert len(placed) == len(given_points)
    for one in placed:
        assert 0 <= one.x <= 800
        assert 0 <= one.y <= drawn.base + 0.1
        for other in placed:
            assert one.point.year <= other.point.year or one.x >= other.x
            assert one.point.amount <= other.point.amount or one.y <= other.y


def test_a_series_with_one_year_has_no_line():
    drawn = chart([Point("a", 2000, Decimal(5)), Point("b", 2000, Decimal(1)), Point("b", 2001, Decimal(2))])
    assert [(series.name, bool(series.path)) for series in drawn.series] == [("a", False), ("b", True)]


def test_bars_are_as_long_as_their_share():
    drawn = bars([("ten", Decimal(10), None), ("five", Decimal(5), None), ("none", Decimal(0), None)])
    ten, five, none = (bar.length for bar in drawn.bars)
    assert five == pytest.approx(ten / 2, abs=0.1)
    assert none == 0


def test_marks_of_one_year_do_not_cover_each_other():
    drawn = lanes(
        [Mark("a", 2000, str(n)) for n in range(5)] + [Mark("b", 1990, "x")], [("a", "A"), ("b", "B"), ("c", "C")]
    )
    assert [lane.name for lane in drawn.lanes] == ["a", "b"]
    assert len({(x, y) for _, x, y in drawn.lanes[0].marks}) == 5


def test_columns_need_two_years():
    assert columns([(2000, 3)]) is None
    drawn = columns([(2001, 6), (2000, 3)])
    assert [(year, number) for *_, year, number in drawn.columns] == [(2000, 3), (2001, 6)]
    assert drawn.columns[1][2] == pytest.approx(2 * drawn.columns[0][2], abs=0.2)
