"""The store directory: a build is made beside the one that is served and put in its place in one step.

::

    bilat-kg.store/
      manifest.json     names the build that counts; replacing this one file publishes another
      build-3f9a61c2/   quads.nq (canonical), oxigraph/ (its index), readings.sqlite (what was read); after small
                        changes removed.nq and added.nq, by which the quads differ from quads.nq
      lock              held by the process that is building

The index holds the named graphs and, in its default graph, each of their triples once: that is what queries ask.
Whoever is killed at whatever moment, ``manifest.json`` names the old build or the new one.
"""

from __future__ import annotations

import heapq
import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Store

from bilat_kg.errors import StoreError
from bilat_kg.graph import manifest
from bilat_kg.graph.manifest import Manifest

if TYPE_CHECKING:
    from bilat_kg.graph.readings import Readings
    from bilat_kg.graph.splicing import Canonical

QUADS, REMOVED, ADDED = "quads.nq", "removed.nq", "added.nq"
INDEX = "oxigraph"
READINGS = "readings.sqlite"


class Build:
    """A published build, open for reading: its directory, what it holds, and its index."""

    def __init__(self, path: Path, manifest: Manifest, store: Store, checked: Iterable[str] = ()) -> None:
        self.path = path
        self.manifest = manifest
        self.store = store
        self._checked = set(checked)

    def file(self, name: str) -> Path:
        """Give the path of a file of the build, checked against the manifest when it is first asked for."""
        if name not in self._checked:
            manifest.check_file(self.path, name, self.manifest.files[name])
            self._checked.add(name)
        return self.path / name

    def graphs(self) -> Iterator[tuple[str, int]]:
        """The IRI of each named graph, sorted, with the number of its quads."""
        return graphs(self.manifest, self.readings)

    @property
    def canonical(self) -> Canonical:
        """The canonical N-Quads of the build."""
        from bilat_kg.graph.splicing import Canonical

        beside = (self.file(name) if name in self.manifest.files else None for name in (REMOVED, ADDED))
        return Canonical(self.file(QUADS), *beside)

    @cached_property
    def readings(self) -> Readings:
        """The texts of the build and what was refused in them."""
        from bilat_kg.graph.readings import Readings

        return Readings(self.file(READINGS))


def graphs(made: Manifest, readings: Readings) -> Iterator[tuple[str, int]]:
    """The IRI of each named graph of a build, an article's or not, sorted, with the number of its quads."""
    return heapq.merge(readings.graphs(), sorted(made.graphs.items()))


def open_build(path: str | os.PathLike[str], *, verify: bool = True, whole: bool = False) -> Build:
    """Open the published build of a store for reading; ``StoreError`` where there is none, or it is damaged.

    ``verify`` digests the whole index, some 2 GB a second, and ``whole`` all other files as well. Without either only
    sizes are compared, which is for those who open again what they have just verified: Oxigraph meets a damaged block
    with errors without end, and a query that gathers them takes all memory and the process with it.
    """
    store = Path(path)
    while True:
        made = manifest.read_manifest(store)
        build = store / made.build
        try:
            if whole:
                manifest.check_files(build, made.files)
            for name, entry in () if whole else made.files.items():
                manifest.check_file(build, name, entry, digest=verify and name.startswith(f"{INDEX}/"))
            return Build(build, made, Store.read_only(str(build / INDEX)), made.files if whole else ())
        except (StoreError, OSError, RuntimeError) as error:  # Oxigraph calls some damage the one, some the other
            if published(store) != made.build:
                continue  # another build was published meanwhile, and this one was cleared away
            if isinstance(error, StoreError):
                raise
            raise StoreError(f"{store}: {made.build} is damaged ({error}); `bilat-kg build` makes it anew") from None


def check(path: str | os.PathLike[str]) -> Manifest:
    """Compare every byte and count of a store with its manifest; ``StoreError`` says what differs."""
    store = Path(path)
    build = open_build(store, whole=True)
    made, index = build.manifest, build.store
    from bilat_kg.graph.canonical import indexed

    counted = {
        graph.value: sum(1 for _ in index.quads_for_pattern(None, None, None, graph))
        for graph in index.named_graphs()
        if isinstance(graph, NamedNode)
    }
    digest = sha256()
    for block, _ in build.canonical.blocks():
        digest.update(block)
    with build.canonical.open() as lines:
        size = sum(1 for _ in indexed(lines))
    graphs = {iri: quads for iri, quads in build.graphs() if quads}
    if counted != graphs or len(index) != size or digest.hexdigest() != made.sha256:
        raise StoreError(f"{store}: its graphs are not those of its manifest; `bilat-kg build` makes it anew")
    return made


def published(store: Path) -> str | None:
    """Name the build that counts, if the manifest of the store is whole."""
    try:
        return manifest.read_manifest(store).build
    except StoreError:
        return None
