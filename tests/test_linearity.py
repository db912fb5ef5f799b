"""Time grows as the text does, and no sentence is slow: a small run of ``benchmarks.linearity``."""

from __future__ import annotations

import pytest

from benchmarks.linearity import LIMIT, Step, slope, slowest, steps


def test_the_slope_of_a_straight_line_and_of_a_square():
    assert slope([Step(size, size * 3e-7, 1) for size in (10, 100, 1000)]) == pytest.approx(1)
    assert slope([Step(size, size**2 * 3e-7, 1) for size in (10, 100, 1000)]) == pytest.approx(2)


def test_time_grows_as_the_text_does():
    measured = steps((30_000, 100_000, 300_000, 1_000_000))
    assert [step.size for step in measured] == pytest.approx([30_000, 100_000, 300_000, 1_000_000], abs=4)
    assert slope(measured) < 1.25, measured
    assert measured[-1].facts > measured[0].facts > 0


def test_no_sentence_is_slow():
    worst = slowest()
    assert worst.tried > 500
    assert worst.seconds < LIMIT, worst
