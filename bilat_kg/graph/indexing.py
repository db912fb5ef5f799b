"""Canonical N-Quads indexed for queries: the named graphs, and all of their triples once as the default graph."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from itertools import islice
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from bilat_kg import interpreter
from bilat_kg.errors import StoreError
from bilat_kg.graph.canonical import indexed

# Oxigraph sorts in memory what it is given at once: 2.5 GB for a million quads and more, 0.1 GB for these, as fast.
_AT_ONCE = 60_000
# A file of more bytes is indexed by a process of its own, with which all goes that Oxigraph does not give back. glibc
# lets threads keep what they freed, the more the longer they run, unless all take their memory from one place.
_SMALL = 16 << 20
_ONE_PLACE = {"MALLOC_ARENA_MAX": "1"}


def load(canonical: Path, index: Path) -> None:
    """Index canonical N-Quads in a new directory for Oxigraph; ``StoreError`` unless as many quads come out.

    Each triple goes once into the default graph as well. Oxigraph can also take all graphs together for the default
    graph, but then a triple of two graphs is there twice.
    """
    if canonical.stat().st_size <= _SMALL:
        _load(canonical, index)
        return
    call = interpreter.command("bilat_kg.graph.indexing", "serve", str(canonical), str(index))
    done = subprocess.run(call, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_ONE_PLACE | os.environ)
    if done.stdout:
        raise pickle.loads(done.stdout)
    if done.returncode:
        raise StoreError(f"{index}: the process that makes it ended (exit {done.returncode}): build again")


def serve(canonical: str, index: str) -> None:
    """Index, and say on standard output what went wrong, if something did: the whole life of such a process."""
    try:
        _load(Path(canonical), Path(index))
    except (StoreError, OSError) as error:
        sys.stdout.buffer.write(pickle.dumps(error))


def _load(canonical: Path, index: Path) -> None:
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
