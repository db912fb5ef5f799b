"""Builds of more and more articles: time has to grow with them, and memory not at all.

``python -m benchmarks.throughput 1000 10000 100000`` takes the sizes that it is given.
"""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import articles
from benchmarks.builds import Built, build
from benchmarks.timing import report

SIZES = (500, 2_000)
JOBS = 2


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Measure each size."""
    found: list[tuple[int, int, Built]] = []
    for size in sizes:
        with TemporaryDirectory() as folder:
            characters = sum(path.stat().st_size for path in articles.write(Path(folder, "in"), size)) // 3
            made = build(Path(folder, "in"), Path(folder, "store"), jobs=JOBS)
            found.append((size, characters, made))
            print(
                f"  {size:>7,} articles, {made.quads:,} quads, --jobs {JOBS}: {made.seconds:.1f} s, of which reading "
                f"{made.reading:.1f} s; {size / made.seconds:.1f} articles and some {characters / made.seconds:,.0f} "
                f"characters a second; {made.megabytes:.0f} MB",
                flush=True,
            )
    for (few, _, small), (many, _, large) in pairwise(found):
        report(f"time an article, {many:,} / {few:,}", (large.seconds / many) / (small.seconds / few), "at most 1.1")
        report(f"peak memory of the build, {many:,} / {few:,}", large.megabytes / small.megabytes, "at most 1.1")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
