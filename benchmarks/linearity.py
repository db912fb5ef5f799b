"""``python -m benchmarks.linearity``: whether time grows as the text does, and how long the slowest sentence takes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from time import process_time

from benchmarks.markdown import table
from benchmarks.metamorphic.substitution import article
from benchmarks.noise.measure import articles
from bilat_kg.text.pair import Pair
from bilat_kg.text.pipeline import load
from bilat_kg.text.states import party
from bilat_kg.text.tokens import tokenize

LANG = "bn"
SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)  # bytes of UTF-8
ENOUGH = 0.2  # seconds of measuring after which the best of several readings is taken
LIMIT = 0.050  # seconds that a sentence may take


@dataclass(frozen=True, slots=True)
class Step:
    """A text of so many bytes, the processor time of reading it in seconds, and the facts read."""

    size: int
    seconds: float
    facts: int


@dataclass(frozen=True, slots=True)
class Slowest:
    """The sentence that takes longest when read alone, and its processor time in seconds; how many were tried."""

    text: str
    seconds: float
    tried: int


def steps(sizes: Sequence[int] = SIZES) -> list[Step]:
    """One text a size, made of the development articles in turn."""
    found = []
    pair = Pair("IND", "MYS")
    pipeline = load(LANG)
    pipeline.read(article("warm", _text(100_000)), pair)
    for size in sizes:
        source = article("long", _text(size))
        best, spent, facts = math.inf, 0.0, 0
        while spent < ENOUGH:
            began = process_time()
            facts = len(pipeline.read(source, pair).facts)
            took = process_time() - began
            best, spent = min(best, took), spent + took
        found.append(Step(len(source.text.encode()), best, facts))
    return found


def _text(size: int) -> str:
    parts: list[str] = []
    missing = size
    for each in cycle(articles()):
        part = each.text.encode()[:missing].decode(errors="ignore")
        parts.append(part)
        missing -= len(part.encode()) + 1
        if missing < 4:
            return "\n".join(parts)
    raise AssertionError("a cycle does not end")


def slope(measured: Sequence[Step]) -> float:
    """The slope of time over size, both as logarithms, by least squares: 1 where time grows as the text does."""
    points = [(math.log(step.size), math.log(step.seconds)) for step in measured]
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    rise: float = sum((a - x) * (b - y) for a, b in points)
    run: float = sum((a - x) ** 2 for a, _ in points)
    return rise / run


def slowest() -> Slowest:
    """The slowest of all sentences of the development articles: the best of three readings of each."""
    pipeline = load(LANG)
    worst, count = Slowest("", 0.0, 0), 0
    for each in articles():
        first, second = sorted(each.name.upper().split("-"))
        pair = Pair(party(first), party(second))
        for sentence in pipeline.scene(each, tokenize(each.text), pair).sentences:
            source = article("sentence", each.text[sentence.start : sentence.end])
            count += 1
            best = math.inf
            for _ in range(3):
                began = process_time()
                pipeline.read(source, pair)
                best = min(best, process_time() - began)
            if best > worst.seconds:
                worst = Slowest(source.text, best, 0)
    return Slowest(worst.text, worst.seconds, count)


def report(measured: Sequence[Step], worst: Slowest) -> str:
    """The table and the two figures that matter."""
    rows = [
        (f"{step.size:,}", f"{step.seconds:.4f}", f"{step.size / step.seconds / 1e6:.2f}", step.facts)
        for step in measured
    ]
    lines = table(["bytes", "seconds", "MB a second", "facts"], rows, left=0)
    tail = measured[1:]
    return (
        f"{lines}\n\nLog–log slope over all sizes {slope(measured):.2f}, from {tail[0].size:,} bytes on "
        f"{slope(tail):.2f} (1 is linear). The slowest of {worst.tried} sentences takes {worst.seconds * 1000:.1f} ms "
        f"({len(worst.text)} characters); none may take more than {LIMIT * 1000:.0f} ms."
    )


def main() -> None:
    """Measure and print."""
    print(report(steps(), slowest()))


if __name__ == "__main__":
    main()
