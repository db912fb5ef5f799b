"""Sending a build to another SPARQL 1.1 store: graph by graph, resumable, verified by counts.

What was sent is marked on the server, in a graph of its own, with the digest of the build. Whoever sends the same build
again goes on after the last mark; another build begins anew. Nothing is marked that the server does not count right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from bilat_kg import graph
from bilat_kg.endpoints import By, Endpoint
from bilat_kg.errors import PublishError
from bilat_kg.graph.export import triples
from bilat_kg.graph.namespaces import DATA_NS, DESCRIPTION_GRAPH, DESCRIPTION_NS, ONTOLOGY_NS
from bilat_kg.graph.store import Build

MARKS = f"{DATA_NS}graph/published"
DEFAULT_GRAPH = "default"
_SENT = f"{DESCRIPTION_NS}sent"
_TOGETHER = 100  # graphs that are counted and marked together
_BATCH = 20_000  # triples in a request


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a publication is: triples sent and those there were already, of ``total``, and the graph of the last."""

    done: int
    total: int
    where: str


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: ``graphs`` and ``triples`` sent, graphs ``kept`` that were there, and ``dropped`` ones."""

    graphs: int
    triples: int
    kept: int
    dropped: int


@dataclass(frozen=True, slots=True)
class _Part:
    """What is sent and marked as one: a named graph, or a batch of the graph that holds all triples once."""

    mark: str
    graph: str | None
    triples: Iterable[Triple]
    size: int
    first: bool


def publish(
    store: str | Path,
    url: str,
    *,
    query: str,
    by: By = "graph-store",
    union: str | None = DEFAULT_GRAPH,
    user: str | None = None,
    password: str | None = None,
    watch: Callable[[Progress], None] | None = None,
) -> Published:
    """Send the build of ``store`` to a SPARQL 1.1 store, in the place of what was published there before.

    Args:
        store: the store directory.
        url: where to send to: the Graph Store Protocol, or the endpoint for updates.
        query: the endpoint for queries, by which what was sent is counted.
        by: which of the two ``url`` is.
        union: the graph that gets every triple once, as named queries ask for: ``"default"`` for the default graph, the
            IRI of a named graph for a store that has no default graph of its own, ``None`` for none.
        user: the name to log in with, if any; the server says how.
        password: the password to it.
        watch: told after each group of graphs.

    Raises:
        StoreError: the store cannot be read.
        PublishError: the server cannot be reached, refuses, or does not hold what was sent.
    """
    with graph.open(store) as opened, Endpoint(url, query, by, user, password) as endpoint:
        return _Publication(opened.build, endpoint, union, watch).run()


class _Publication:
    def __init__(
        self, build: Build, endpoint: Endpoint, union: str | None, watch: Callable[[Progress], None] | None
    ) -> None:
        self.build, self.endpoint, self.union, self.watch = build, endpoint, union, watch
        self.digest = build.manifest.sha256
        described = build.manifest.graphs[DESCRIPTION_GRAPH.value]
        self.distinct = build.manifest.triples + described
        self.total = build.manifest.quads + (self.distinct if union else 0)

    def run(self) -> Published:
        done = Counter[str]()
        self.begin()
        parts = self.parts()
        while group := list(islice(parts, _TOGETHER)):
            marked = self.marked(group)
            marked -= self.wrong([part for part in group if part.mark in marked]).keys()
            there = [part for part in group if part.mark in marked]
            missing = [part for part in group if part.mark not in marked]
            for part in missing:
                self.send(part)
            for mark, held in self.wrong(missing).items():
                raise PublishError(
                    f"{self.endpoint.url}: holds {held} triples of {mark} and was sent another number; see what its "
                    "log says of them, and publish again"
                )
            self.mark(missing)
            done.update(sent=len(missing), kept=len(there), triples=sum(part.size for part in missing))
            done["all"] += sum(part.size for part in group)
            if self.watch:
                self.watch(Progress(done["all"], self.total, group[-1].mark))
        if self.union:
            self.check_union()
        return Published(done["sent"], done["triples"], done["kept"], self.drop_others())

    @property
    def target(self) -> str | None:
        """The graph that gets every triple once; ``None`` is the default graph, and ``""`` none at all."""
        return "" if self.union is None else None if self.union == DEFAULT_GRAPH else self.union

    def begin(self) -> None:
        """Take away the marks of another build, or of another way to send this one."""
        head = f"{self.digest} {self.union}"
        rows = self.endpoint.select(f"SELECT ?d WHERE {{ GRAPH <{MARKS}> {{ <{MARKS}> <{_SENT}> ?d }} }}")
        if [row["d"] for row in rows] != [head]:
            self.endpoint.drop(MARKS)
            self.endpoint.add(MARKS, f'<{MARKS}> <{_SENT}> "{head}" .\n'.encode())

    def parts(self) -> Iterator[_Part]:
        """All that there is to send, the same in the same order each time."""
        for iri, size in self.build.graphs():
            if size:
                quads = self.build.store.quads_for_pattern(None, None, None, NamedNode(iri))
                yield _Part(iri, iri, (quad.triple for quad in quads), size, True)
        if self.union:
            everything, number = triples(self.build), 0
            while batch := list(islice(everything, _BATCH)):
                yield _Part(f"{MARKS}/{number}", self.target, batch, len(batch), number == 0)
                number += 1

    def marked(self, parts: list[_Part]) -> set[str]:
        values = " ".join(f"<{part.mark}>" for part in parts)
        asked = f"SELECT ?m WHERE {{ GRAPH <{MARKS}> {{ ?m <{_SENT}> 'yes' }} VALUES ?m {{ {values} }} }}"
        return {row["m"] for row in self.endpoint.select(asked)}

    def mark(self, parts: list[_Part]) -> None:
        if parts:
            self.endpoint.add(MARKS, "".join(f'<{part.mark}> <{_SENT}> "yes" .\n' for part in parts).encode())

    def send(self, part: _Part) -> None:
        rest, first = iter(part.triples), part.first
        while batch := list(islice(rest, _BATCH)):
            data = serialize(batch, format=RdfFormat.N_TRIPLES)
            assert data is not None
            (self.endpoint.replace if first else self.endpoint.add)(part.graph, data)
            first = False

    def wrong(self, parts: list[_Part]) -> dict[str, int]:
        """Those named graphs of which the server holds another number of triples than the build, with that number."""
        named = {part.mark: part.size for part in parts if part.graph != self.target}
        if not named:
            return {}
        values = " ".join(f"<{iri}>" for iri in named)
        asked = f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ ?s ?p ?o }} VALUES ?g {{ {values} }} }} GROUP BY ?g"
        counted = {row["g"]: int(row["n"]) for row in self.endpoint.select(asked)}
        return {iri: counted.get(iri, 0) for iri, size in named.items() if counted.get(iri, 0) != size}

    def check_union(self) -> None:
        where = f"GRAPH <{self.target}> {{ ?s ?p ?o }}" if self.target else "?s ?p ?o"
        (row,) = self.endpoint.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {where} }}")
        if int(row["n"]) != self.distinct:
            self.endpoint.drop(MARKS)
            hint = "" if self.target else "; a store without a default graph of its own takes --union IRI"
            raise PublishError(
                f"{self.endpoint.url}: its {self.target or 'default graph'} holds {row['n']} triples and the build "
                f"{self.distinct}{hint}"
            )

    def drop_others(self) -> int:
        """Take away the articles that an earlier publication left and this build has not."""
        ours = {iri for iri, _ in self.build.readings.graphs()}
        article = f"{ONTOLOGY_NS}Article"
        dropped, last = 0, ""
        while True:
            rows = self.endpoint.select(
                f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?g a <{article}> }} "
                f'FILTER(STR(?g) > "{last}") }} ORDER BY ?g LIMIT 5000'
            )
            for row in rows:
                last = row["g"]
                if last not in ours:
                    self.endpoint.drop(last)
                    dropped += 1
            if len(rows) < 5000:
                return dropped
