"""The build that a new one goes on from: what it holds, as far as the new one keeps or replaces it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from bilat_kg.errors import StoreError
from bilat_kg.graph import manifest
from bilat_kg.graph.canonical import Counts
from bilat_kg.graph.namespaces import COMMON_GRAPHS
from bilat_kg.graph.store import Build, open_build


class Before:
    """A build whose files are whole and that was made by the same edition of the program."""

    def __init__(self, build: Build) -> None:
        self.build = build
        self.manifest = build.manifest

    @classmethod
    def of(cls, store: Path, edition: str | None) -> Before | None:
        """The published build of a store, if a build by that edition may go on from it."""
        if edition is None:
            return None
        try:
            if manifest.read_manifest(store).edition != edition:
                return None
            return cls(open_build(store, whole=True))
        except StoreError:
            return None  # damage is no matter to those who make the store anew

    def joined(self) -> list[NamedNode]:
        """The graphs that neither an article nor the build itself states."""
        ours = {graph.value for graph in COMMON_GRAPHS}
        return [NamedNode(iri) for iri in self.manifest.graphs if iri not in ours]

    def quads(self, *graphs: NamedNode) -> Iterator[Quad]:
        """The quads of some graphs."""
        for graph in graphs:
            yield from self.build.store.quads_for_pattern(None, None, None, graph)

    def still_there(self, lines: Iterable[bytes], gone: Iterable[str]) -> Iterator[bytes]:
        """Those of its canonical lines that stand in graphs of articles, but for the articles (IRIs) that are gone."""
        others = (graph.value for graph in (*COMMON_GRAPHS, *self.joined()))
        graphs = {f"<{iri}>".encode() for iri in (*gone, *others)}
        return (line for line in lines if line.rsplit(b" ", 2)[1] not in graphs)

    def counts(self, described: int, graphs: Iterable[str]) -> Counts:
        """What it holds but for its self-description of so many quads; ``graphs`` (IRIs) are counted as well."""
        was = self.manifest
        return Counts(
            quads=was.quads - described,
            triples=was.triples,
            graphs=Counter({**was.graphs, **{iri: was.graphs.get(iri, 0) for iri in graphs}}),
            properties=Counter(was.properties),
            classes=Counter(was.classes),
        )
