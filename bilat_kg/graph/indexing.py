"""Canonical N-Quads indexed for queries: the named graphs, and all of their triples once as the default graph."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store

from bilat_kg.errors import StoreError
from bilat_kg.graph.canonical import indexed

if TYPE_CHECKING:
    from pathlib import Path

# Oxigraph sorts in memory what it is given at once: 2.5 GB for a million quads and more, 0.4 GB for these, as fast.
_AT_ONCE = 150_000


def load(canonical: Path, index: Path) -> None:
    """Index canonical N-Quads in a new directory for Oxigraph; ``StoreError`` unless as many quads come out.

    Each triple goes once into the default graph as well. Oxigraph can also take all graphs together for the default
    graph, but then a triple of two graphs is there twice.
    """
    store, count = Store(str(index)), 0
    with canonical.open("rb") as file:
        lines = indexed(file)
        while part := b"".join(islice(lines, _AT_ONCE)):
            count += part.count(b"\n")
            # lenient: Oxigraph wrote the lines itself, and does not need to look at their IRIs again
            store.bulk_load(input=part, format=RdfFormat.N_QUADS, lenient=True)
    store.flush()
    if len(store) != count:
        raise StoreError(f"{index}: {len(store)} quads were indexed, and {count} were written")
