"""An index that is made from the one before it, where little has changed.

The two share whatever files stay as they are, so that the cost is that of what changed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from bilat_kg.graph.canonical import Counts

_AT_ONCE = 20_000  # quads that are parsed and added together


def share(before: Path, after: Path) -> None:
    """Have a file that is never written again at another place as well; a copy, where there are no hard links."""
    try:
        os.link(before, after)
    except OSError:
        shutil.copyfile(before, after)


def share_index(before: Path, index: Path) -> None:
    """Make an index of the files of the one before.

    RocksDB, in which Oxigraph keeps its quads, writes a table (``.sst``) once, under a number given to no other,
    and takes it away as a whole. These are shared. The lists of them and the log of what is in none are copied.
    """
    index.mkdir()
    for path in before.iterdir():
        if path.suffix == ".sst":
            share(path, index / path.name)
        elif not path.name.startswith("LO"):  # its lock and log
            shutil.copyfile(path, index / path.name)


class Patch:
    """An index being changed: ``with Patch(index) as patch: patch.apply(gone, new, counts)``."""

    def __init__(self, index: Path) -> None:
        self._index = index

    def __enter__(self) -> Self:
        self._store = Store(str(self._index))
        return self

    def apply(self, gone: Iterable[bytes], new: Iterable[bytes], counts: Counts | None = None) -> None:
        """Take out lines and put in others, both gone through once; ``counts``, if given, go with them."""
        graphs: set[NamedNode] = set()
        for lines, times in ((gone, -1), (new, 1)):
            for batch in _batches(lines):
                quads = list(parse(b"".join(batch), format=RdfFormat.N_QUADS, lenient=True))
                if times < 0:
                    graphs |= {quad.graph_name for quad in quads if isinstance(quad.graph_name, NamedNode)}
                    for quad in quads:
                        self._store.remove(quad)
                else:
                    self._store.extend(quads)
                for line, quad in zip(batch, quads, strict=True):
                    self._follow(line, quad, times, counts)
        for graph in graphs:
            if not next(self._store.quads_for_pattern(None, None, None, graph), None):
                self._store.remove_graph(graph)

    def _follow(self, line: bytes, quad: Quad, times: int, counts: Counts | None) -> None:
        """Keep each triple once in the default graph, and count it."""
        triple, graph, _ = line.rsplit(b" ", 2)
        if counts:
            counts.quad(graph, times)
        alone = Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())
        there = alone in self._store
        if there == (times > 0) or (times < 0 and self._is_said(quad)):
            return
        (self._store.add if times > 0 else self._store.remove)(alone)
        if counts:
            _, predicate, value = triple.split(b" ", 2)
            counts.triple(predicate, value, times)

    def _is_said(self, quad: Quad) -> bool:
        """Whether a named graph holds the triple of a quad."""
        found = self._store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        return any(each.graph_name != DefaultGraph() for each in found)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._store.flush()
        del self._store  # before another opens it


def _batches(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    rest = iter(lines)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch
