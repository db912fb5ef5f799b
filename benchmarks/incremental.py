"""A build after one article of many has changed, against a full build of the same articles.

``python -m benchmarks.incremental 10000`` takes the number of articles that it is given.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import articles
from benchmarks.builds import build
from benchmarks.timing import report

SIZE = 1_000


def main(size: int = SIZE) -> None:
    """Measure both, with one process that reads."""
    with TemporaryDirectory() as folder:
        *_, last = articles.write(Path(folder, "in"), size)
        full = build(Path(folder, "in"), Path(folder, "store"))
        last.write_text(articles.article(size - 1, revision=1)[1], encoding="utf-8")
        again = build(Path(folder, "in"), Path(folder, "store"))
        assert again.kept == size - 1, again
        same = build(Path(folder, "in"), Path(folder, "other"), jobs=2)
    assert again.sha256 == same.sha256
    print(f"  {size:,} articles: in full {full.seconds:.1f} s, after a change {again.seconds:.2f} s")
    times = again.processor + again.workers, full.processor + full.workers
    report("the same in processor time", times[0] / times[1], "told")
    report(f"one changed article of {size:,} / full build", again.seconds / full.seconds, "at most 0.05 of 10,000")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
