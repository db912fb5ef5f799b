"""Reading with several processes against reading with one; the time that processes take to begin is in it.

``python -m benchmarks.jobs 2000`` takes the number of articles that it is given. With one process that reads, the
build's own works beside it already: of two cores, a second reader can only have what is left.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import articles
from benchmarks.builds import build
from benchmarks.timing import report
from bilat_kg import workers
from bilat_kg.sources import Notes, locate, records

SIZE = 1_000
JOBS = 2


def main(size: int = SIZE) -> None:
    """Measure reading by itself, reading into a build, and the build with its publication."""
    with TemporaryDirectory() as folder:
        for _ in articles.write(Path(folder, "in"), size):
            pass
        alone = [_extract(Path(folder, "in"), jobs) for jobs in (1, JOBS)]
        one, two = (build(Path(folder, "in"), Path(folder, f"store{n}"), jobs=n) for n in (1, JOBS))
    assert one.sha256 == two.sha256
    share = one.processor / (one.processor + one.workers)
    print(
        f"  of {one.processor + one.workers:.1f} s of processor time, the build's own process takes {100 * share:.0f} %"
    )
    report(f"extracting {size:,} articles, --jobs 1 / --jobs {JOBS}", alone[0] / alone[1], "at least 1.8")
    report(f"the same into a build, --jobs 1 / --jobs {JOBS}", one.reading / two.reading, "told")
    report(f"building {size:,} articles, --jobs 1 / --jobs {JOBS}", one.seconds / two.seconds, "told")


def _extract(folder: Path, jobs: int) -> float:
    """Seconds until all articles of a folder are read and their quads are made; nothing is done with them."""
    notes = Notes()
    started = time.perf_counter()
    prepare = "bilat_kg.graph.contributions:contribution"
    for _ in workers.extract(records(locate([folder], notes), notes), jobs=jobs, prepare=prepare):
        pass
    return time.perf_counter() - started


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
