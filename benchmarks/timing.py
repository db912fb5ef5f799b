"""Times taken side by side."""

from __future__ import annotations

import gc
from collections.abc import Callable
from statistics import median
from time import perf_counter


def side_by_side(one: Callable[[], object], other: Callable[[], object], rounds: int) -> tuple[float, float]:
    """The median times of two calls in seconds. They take turns, so that both meet the same disturbances."""
    times: tuple[list[float], list[float]] = ([], [])
    for call in (one, other):
        call()  # caches of the disk and of the code are warm for both
    for _ in range(rounds):
        for call, taken in zip((one, other), times, strict=True):
            gc.collect()
            started = perf_counter()
            call()
            taken.append(perf_counter() - started)
    return median(times[0]), median(times[1])


def report(what: str, ratio: float, wanted: str) -> None:
    """One line: what was measured, the ratio, and what it has to be."""
    print(f"{what:<74} {ratio:7.2f}  ({wanted})", flush=True)
