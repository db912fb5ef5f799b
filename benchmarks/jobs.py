"""Reading with several processes against reading with one; the time that processes take to begin is in it.

``python -m benchmarks.jobs 2000`` takes the number of articles that it is given.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import articles
from benchmarks.builds import build
from benchmarks.timing import report

SIZE = 1_000
JOBS = 2


def main(size: int = SIZE) -> None:
    """Measure reading alone, and the build with its publication."""
    with TemporaryDirectory() as folder:
        for _ in articles.write(Path(folder, "in"), size):
            pass
        one, two = (build(Path(folder, "in"), Path(folder, f"store{n}"), jobs=n) for n in (1, JOBS))
    assert one.sha256 == two.sha256
    share = one.processor / (one.processor + one.workers)
    print(
        f"  of {one.processor + one.workers:.1f} s of processor time, the build's own process takes {100 * share:.0f} %"
    )
    report(f"reading {size:,} articles, --jobs 1 / --jobs {JOBS}", one.reading / two.reading, "at least 1.8")
    report(f"building {size:,} articles, --jobs 1 / --jobs {JOBS}", one.seconds / two.seconds, "told")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
