"""``python -m benchmarks.dumps.building [PAGES…]``: builds of dumps, a tenth of whose pages are about two countries.

A page of every broken kind is among them. Time has to grow with the pages, memory not at all, and what is refused is
what was broken.
"""

from __future__ import annotations

import sys
from itertools import pairwise
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.builds import Built, build
from benchmarks.dumps.writing import write
from benchmarks.timing import report

SIZES = (2_000, 10_000)
JOBS = 2


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Measure each size."""
    found: list[tuple[int, Built]] = []
    for size in sizes:
        with TemporaryDirectory() as folder:
            dump = write(Path(folder, "dump.xml.bz2"), size, broken=True)
            made = build(dump.path, Path(folder, "store"), jobs=JOBS)
            found.append((size, made))
            print(
                f"  {size + len(dump.broken):>7,} pages, {len(dump.about):,} good ones about two countries: "
                f"{made.articles:,} read, {made.refused} of {len(dump.broken)} broken ones refused by name, "
                f"{made.quads:,} quads; --jobs {JOBS}: {made.seconds:.1f} s, {made.megabytes:.0f} MB",
                flush=True,
            )
    for (few, small), (many, large) in pairwise(found):
        slope = log(large.seconds / small.seconds) / log(many / few)
        report(f"slope of time by pages, logarithms of both, {few:,} to {many:,}", slope, "at most 1.05")
        report(f"peak memory of the build, {many:,} / {few:,}", large.megabytes / small.megabytes, "at most 1.1")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
