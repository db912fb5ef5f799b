"""Canonical N-Quads indexed for queries: the named graphs, and all of their triples once as the default graph."""

from __future__ import annotations

import io
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store

from bilat_kg.errors import StoreError
from bilat_kg.graph.canonical import indexed

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class Indexed(io.RawIOBase):
    """The lines of an index as a file to read: canonical N-Quads, and each of their triples once in the default graph.

    Oxigraph can also take all graphs together for the default graph, but then a triple of two graphs is there twice.
    """

    def __init__(self, canonical: Path) -> None:
        self._lines = indexed(canonical)
        self._rest = memoryview(b"")
        self.count = 0

    def readable(self) -> bool:
        """Say that this can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer as far as the lines at hand go; 0 is the end."""
        if not self._rest:
            lines = list(islice(self._lines, 1000))
            self.count += len(lines)
            self._rest = memoryview(b"".join(lines))
        target = memoryview(buffer).cast("B")
        size = min(len(target), len(self._rest))
        target[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def load(canonical: Path, index: Path) -> None:
    """Index canonical N-Quads in a new directory for Oxigraph; ``StoreError`` unless as many quads come out."""
    store, lines = Store(str(index)), Indexed(canonical)
    # lenient: Oxigraph wrote the lines itself, and does not need to look at their IRIs again
    store.bulk_load(input=io.BufferedReader(lines, 1 << 20), format=RdfFormat.N_QUADS, lenient=True)
    store.flush()
    if len(store) != lines.count:
        raise StoreError(f"{index}: {len(store)} quads were indexed, and {lines.count} were written")
