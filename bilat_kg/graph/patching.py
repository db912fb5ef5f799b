"""A build made from the one before it, where little has changed: its file is spliced and its index patched.

The index of the new build shares with the old one whatever files stay as they are (Oxigraph writes a file once and
never again), so that the cost is that of what changed, and of copying one file.
"""

from __future__ import annotations

import heapq
import mmap
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from bilat_kg.errors import StoreError
from bilat_kg.graph.canonical import DESCRIBED, CanonicalFile, Counts

_BLOCK = 16 << 20


class DiffersError(StoreError):
    """The index of a build is not that of its canonical file, so that it cannot be patched."""


def splice(before: Path, gone: Sequence[bytes], new: Sequence[bytes], out: CanonicalFile) -> None:
    """Copy the canonical file of a build without the lines that are ``gone`` and with the ``new`` ones, all sorted.

    ``gone`` has to hold the self-description of the build before, ``new`` must not hold that of the new one. Raises
    ``DiffersError`` where something that is gone was not there.
    """
    with (
        before.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as old,
        memoryview(old) as all_,
    ):
        at, described = 0, _place(old, DESCRIBED, 0)
        turns = heapq.merge(((line, False) for line in gone), ((line, True) for line in new), [(DESCRIBED, None)])
        for line, added in turns:
            place = _place(old, line, at)
            for start in range(at, place, _BLOCK):
                with all_[start : min(start + _BLOCK, place)] as block:
                    out.write(block, before=start < described)
            at = place
            if added:
                out.write(line, before=line < DESCRIBED)
            elif added is not None:
                at += len(line)
                if old[place:at] != line:
                    raise DiffersError(f"{before}: differs from its index at byte {place}")
        for start in range(at, len(old), _BLOCK):
            with all_[start : start + _BLOCK] as block:
                out.write(block, before=False)


def _place(lines: mmap.mmap, line: bytes, low: int) -> int:
    """Where ``line`` stands or would stand among sorted lines, from the line that begins at ``low`` on."""
    high = len(lines)
    while low < high:
        start = lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = lines.find(b"\n", start) + 1
        if lines[start:end] < line:
            low = end
        else:
            high = start
    return low


def share(before: Path, index: Path) -> None:
    """Make an index of the files of the one before; those that are never written again are shared."""
    index.mkdir()
    for path in before.iterdir():
        if path.name.startswith("LO"):
            continue  # Oxigraph's lock and log
        if path.suffix == ".sst":
            try:
                os.link(path, index / path.name)
                continue
            except OSError:
                pass  # a file system without hard links
        shutil.copyfile(path, index / path.name)


def patch(index: Path, gone: Sequence[bytes], new: Sequence[bytes], counts: Counts | None = None) -> None:
    """Change an index by the lines that are ``gone`` and ``new``; ``counts``, if given, go with them."""
    store = Store(str(index))
    for quad in _quads(gone):
        store.remove(quad)
    store.extend(_quads(new))
    for name in {quad.graph_name for quad in _quads(gone)}:
        if isinstance(name, NamedNode) and not next(store.quads_for_pattern(None, None, None, name), None):
            store.remove_graph(name)
    for lines, times in ((gone, -1), (new, 1)):
        for line, quad in zip(lines, _quads(lines), strict=True):
            triple, graph, _ = line.rsplit(b" ", 2)
            alone = Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())
            if counts:
                counts.quad(graph, times)
            if times < 0 and (alone not in store or _is_said(store, quad)):
                continue
            if times > 0 and alone in store:
                continue
            (store.add if times > 0 else store.remove)(alone)
            if counts:
                _, predicate, value = triple.split(b" ", 2)
                counts.triple(predicate, value, times)
    store.flush()


def _is_said(store: Store, quad: Quad) -> bool:
    """Whether a named graph holds the triple of a quad."""
    found = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return any(each.graph_name != DefaultGraph() for each in found)


def _quads(lines: Iterable[bytes]) -> Iterator[Quad]:
    return parse(b"".join(lines), format=RdfFormat.N_QUADS, lenient=True)
