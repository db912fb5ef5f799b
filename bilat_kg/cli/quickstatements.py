"""``bilat-kg export quickstatements``: what Wikidata may be given, for an editor to look at."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from bilat_kg.cli.output import note
from bilat_kg.graph.export import Format, write
from bilat_kg.graph.manifest import FILE
from bilat_kg.link.wikidata.batches import batch
from bilat_kg.model import PartialDate

if TYPE_CHECKING:
    from bilat_kg.graph.store import Build

NAME, EXTENSION, MEDIA_TYPE = "quickstatements", "txt", "text/plain"


def export(build: Build, output: str | None, against: str | None, retrieved: str | None, *, fresh: bool) -> None:
    """Write the batch to a file, or to standard output, and tell on standard error what was left out and why.

    ``against`` is where to look for what Wikidata says already; ``retrieved`` the day on which the articles were
    retrieved (ISO 8601), by default that of the build.
    """
    compared = None
    if against:
        from bilat_kg.cli.differences import wikidata
        from bilat_kg.link.wikidata.comparison import compare

        compared = compare(build, wikidata(against, fresh=fresh))
    made = batch(build, PartialDate(retrieved) if retrieved else _built(build), compared)

    def commands(_: Build, out: BinaryIO) -> None:
        out.write(made.text())

    write(Format(NAME, EXTENSION, MEDIA_TYPE, commands), build, output or sys.stdout.buffer)
    sys.stdout.buffer.flush()
    note(f"statements: {made.statements}, new items: {made.items}; nothing was sent to Wikidata")
    if not against:
        note("not compared with Wikidata: it may say some of this already, or otherwise (--against)")
    for counted, what in ((made.left_out, "left out"), (made.remarks, "remark")):
        for reason, count in sorted(counted.items(), key=lambda each: (-each[1], each[0])):
            note(f"{what}, {count}: {reason}")


def _built(build: Build) -> PartialDate:
    made = datetime.fromtimestamp((Path(build.path).parent / FILE).stat().st_mtime, UTC)
    return PartialDate(made.date().isoformat())
