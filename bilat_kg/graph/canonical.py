"""Canonical N-Quads: every quad once, one a line, sorted by its bytes, so that the same graph is the same file.

There are no blank nodes in a build, so sorting is all that canonicalisation takes.
"""

from __future__ import annotations

import heapq
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, parse, serialize

from bilat_kg.graph.namespaces import ONTOLOGY_GRAPH, resource
from bilat_kg.graph.vocabulary import ontology_files

_BATCH = 50_000  # quads turned into lines at once
_IN_MEMORY = 1_000_000  # lines kept before they are sorted and set aside on disk


@dataclass(frozen=True, slots=True)
class Summary:
    """What was written: the quads in each graph (by IRI), and the SHA-256 of the file."""

    graphs: dict[str, int]
    sha256: str

    @property
    def quads(self) -> int:
        """How many quads there are in all."""
        return sum(self.graphs.values())


class CanonicalQuads:
    """Takes quads in any order, with repetitions, and writes them canonically.

    ``directory`` holds what is more than ``in_memory`` lines until it is written.
    """

    def __init__(self, directory: Path, in_memory: int = _IN_MEMORY) -> None:
        self._directory = directory
        self._in_memory = in_memory
        self._lines: set[bytes] = set()
        self._runs: list[Path] = []

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads; ``ValueError`` for one with a blank node."""
        quads = iter(quads)
        while batch := list(islice(quads, _BATCH)):
            lines = (serialize(batch, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
            if any(line.startswith(b"_:") or b" _:" in line.partition(b'"')[0] for line in lines):
                raise ValueError("a blank node cannot be in a build: give it an IRI")
            self._lines.update(lines)
            if len(self._lines) > self._in_memory:
                self._set_aside()

    def add_lines(self, lines: Iterable[bytes]) -> None:
        """Add lines of canonical N-Quads."""
        lines = iter(lines)
        while batch := list(islice(lines, _BATCH)):
            self._lines.update(batch)
            if len(self._lines) > self._in_memory:
                self._set_aside()

    def write(self, path: Path) -> Summary:
        """Write all quads to a file, sorted, each once."""
        digest, graphs, last = sha256(), Counter[bytes](), b""
        with ExitStack() as files:
            runs: list[Iterable[bytes]] = [files.enter_context(run.open("rb")) for run in self._runs]
            with path.open("wb") as out:
                for line in heapq.merge(*runs, sorted(self._lines)):
                    if line != last:
                        out.write(line)
                        digest.update(line)
                        graphs[line.rsplit(b" ", 2)[1]] += 1
                        last = line
        for run in self._runs:
            run.unlink()
        return Summary({iri.decode()[1:-1]: n for iri, n in sorted(graphs.items())}, digest.hexdigest())

    def _set_aside(self) -> None:
        with tempfile.NamedTemporaryFile(dir=self._directory, prefix="run-", suffix=".nq", delete=False) as out:
            out.writelines(sorted(self._lines))
        self._runs.append(Path(out.name))
        self._lines.clear()


def indexed(canonical: Path) -> Iterator[bytes]:
    """Yield what an index holds: the lines of canonical N-Quads, and each triple of theirs once without its graph."""
    last = b""
    with canonical.open("rb") as lines:
        for line in lines:
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
