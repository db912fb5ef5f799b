"""Dumps with broken pages: cut into records by the build, against a parser of XML that only looks at them.

``python -m benchmarks.dumps [PAGES…]`` measures other sizes than 1,000 and 10,000 pages.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from xml.parsers import expat

from benchmarks.dumps.damages import DAMAGES
from benchmarks.dumps.writing import write
from benchmarks.timing import report, side_by_side
from bilat_kg.sources import Notes, locate, records

SIZES = (1_000, 10_000)
ROUNDS = 3


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Measure the cutting of dumps, and see that nothing is lost."""
    for size in sizes:
        with TemporaryDirectory() as folder:
            whole = write(Path(folder, "whole.xml"), size)
            dump = write(Path(folder, "broken.xml"), size, broken=True)

            def ours(path: Path = whole.path) -> tuple[int, Notes]:
                notes = Notes()
                return sum(1 for _ in records(locate([path], notes), notes)), notes

            def bare(path: Path = whole.path) -> None:
                parser = expat.ParserCreate()
                with path.open("rb") as file:
                    parser.ParseFile(file)

            found, notes = ours(dump.path)
            told = len(notes.refused) + sum(notes.pages_passed.values()) + found
            took, base = side_by_side(ours, bare, ROUNDS)
            report(f"cutting a dump of {size:,} pages / expat over the same", took / base, "at most 12")
            print(
                f"  {told:,} of {size + len(DAMAGES):,} pages told of; {size / took:,.0f} pages a second, "
                f"{whole.path.stat().st_size / took / 1e6:,.0f} MB a second"
            )
