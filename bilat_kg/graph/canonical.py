"""Canonical N-Quads: every quad once, one a line, sorted by its bytes, so that the same graph is the same file.

There are no blank nodes in a build, so sorting is all that canonicalisation takes.
"""

from __future__ import annotations

import os
import tempfile
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, parse, serialize

from bilat_kg.graph.namespaces import COMMON_GRAPHS, DESCRIPTION_NS, ONTOLOGY_GRAPH, TYPE, resource
from bilat_kg.graph.vocabulary import ontology_files

_TYPE = str(TYPE).encode()
DESCRIBED = f"<{DESCRIPTION_NS}".encode()
"""What the lines of the self-description begin with."""


def canonical_lines(quads: Iterable[Quad]) -> list[bytes]:
    """Quads as sorted lines, each once; ``ValueError`` for one with a blank node."""
    data = serialize(quads, format=RdfFormat.N_QUADS) or b""
    lines = sorted(set(data.splitlines(keepends=True)))
    if b"_:" in data and any(line.startswith(b"_:") or b" _:" in line.partition(b'"')[0] for line in lines):
        raise ValueError("a blank node cannot be in a build: give it an IRI")
    return lines


@dataclass(slots=True)
class Counts:
    """What canonical lines hold, the self-description left out: quads, distinct triples, and these by kind.

    ``graphs`` are the quads of each graph that begins with a count, as those do that are no articles'; ``properties``
    and ``classes`` count the distinct triples with that predicate or, after ``rdf:type``, object. All keys are IRIs.
    """

    quads: int = 0
    triples: int = 0
    graphs: Counter[str] = field(default_factory=lambda: Counter({graph.value: 0 for graph in COMMON_GRAPHS}))
    properties: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)

    def quad(self, graph: bytes, times: int) -> None:
        """Count a quad of ``graph`` (as N-Quads write it) ``times`` (1 or -1)."""
        self.quads += times
        if (iri := graph[1:-1].decode()) in self.graphs:
            self.graphs[iri] += times

    def triple(self, predicate: bytes, value: bytes, times: int) -> None:
        """Count a distinct triple ``times`` (1 or -1)."""
        self.triples += times
        self.properties[predicate[1:-1].decode()] += times
        if predicate == _TYPE:
            self.classes[value[1:-1].decode()] += times


def counted(lines: Iterable[bytes], counts: Counts) -> Iterator[bytes]:
    """Pass sorted lines on, and add them to ``counts``."""
    last, quads, triples = b"", 0, 0
    graphs, properties, classes = Counter[bytes](), Counter[bytes](), Counter[bytes]()
    told = {f"<{iri}>".encode() for iri in counts.graphs}
    for line in lines:
        triple, graph, _ = line.rsplit(b" ", 2)
        quads += 1
        if graph in told:
            graphs[graph] += 1
        if triple != last:
            _, predicate, value = triple.split(b" ", 2)
            triples += 1
            properties[predicate] += 1
            if predicate == _TYPE:
                classes[value] += 1
            last = triple
        yield line
    counts.quads += quads
    counts.triples += triples
    for total, more in ((counts.graphs, graphs), (counts.properties, properties), (counts.classes, classes)):
        total.update({iri[1:-1].decode(): n for iri, n in more.items()})


class CanonicalFile:
    """A file of canonical N-Quads being written; the self-description is put in its place when the rest is there.

    ``digest`` digests the file; ``content`` all lines but the self-description, which can therefore state it. Where it
    is not ``kept``, there are only these.
    """

    def __init__(self, path: Path, *, kept: bool = True) -> None:
        self._path, self._kept = path, kept
        self.digest = sha256()
        self._content = ""

    def __enter__(self) -> Self:
        self._out = (self._path if self._kept else Path(os.devnull)).open("wb")
        self._rest = tempfile.TemporaryFile(dir=self._path.parent)
        return self

    def write(self, lines: bytes, *, before: bool) -> None:
        """Write lines, in their order; ``before`` says whether they sort before the self-description."""
        if before:
            self.digest.update(lines)
        (self._out if before else self._rest).write(lines)

    def write_all(self, lines: Iterable[bytes]) -> None:
        """Write sorted lines."""
        lines = iter(lines)
        while batch := list(islice(lines, 2_000)):
            place = bisect_left(batch, DESCRIBED)
            self.write(b"".join(batch[:place]), before=True)
            self.write(b"".join(batch[place:]), before=False)

    @property
    def content(self) -> str:
        """The digest of all lines but the self-description, once they are written; in hexadecimal digits."""
        if not self._content:
            digest = self.digest.copy()  # little or nothing comes behind the self-description
            for block in self._behind():
                digest.update(block)
            self._content = digest.hexdigest()
        return self._content

    def finish(self, description: Sequence[bytes]) -> None:
        """Put the sorted lines of the self-description in their place."""
        _ = self.content  # while it still can be told
        for block in chain([b"".join(description)], self._behind()):
            self._out.write(block)
            self.digest.update(block)

    def _behind(self) -> Iterator[bytes]:
        self._rest.seek(0)
        return iter(lambda: self._rest.read(1 << 20), b"")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._rest.close()
        self._out.close()


def indexed(canonical: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what an index holds: the lines of canonical N-Quads, and each triple of theirs once without its graph."""
    last = b""
    for line in canonical:
        yield line
        triple = line.rsplit(b" ", 2)[0]
        if triple != last:
            yield triple + b" .\n"
            last = triple


def ontology_quads() -> Iterator[Quad]:
    """Yield the ontology graph: the ontology files, their blank nodes named by canonical labels (RDFC-1.0)."""
    for path in ontology_files():
        dataset = Dataset(parse(path=str(path)))
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)

        def name(node: object, stem: str = path.stem) -> NamedNode:
            return node if isinstance(node, NamedNode) else resource(f"genid/{stem}-{str(node).removeprefix('_:')}")

        for quad in dataset:
            subject = name(quad.subject)
            value = name(quad.object) if str(quad.object).startswith("_:") else quad.object
            yield Quad(subject, quad.predicate, value, ONTOLOGY_GRAPH)
