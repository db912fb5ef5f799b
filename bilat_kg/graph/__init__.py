"""The graph wing: from facts to an Oxigraph store, and from the store to answers.

``open(path)`` gives a ``Graph``; ``StoreWriter(path)`` makes what it opens. Importing this costs pyoxigraph and no
more: rdflib, pySHACL, pandas and polars are imported by the calls that need them.
"""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self, overload

from bilat_kg.graph.manifest import Manifest
from bilat_kg.graph.query import Query, interruptible, queries, resolve, run
from bilat_kg.graph.results import Result, Solutions, Triples, Truth
from bilat_kg.graph.store import Build, open_build

if TYPE_CHECKING:
    import rdflib

    from bilat_kg.graph.explain import ArticleExplanation, FactExplanation
    from bilat_kg.graph.links import Unlinked
    from bilat_kg.graph.validation import Report
    from bilat_kg.graph.writer import StoreWriter

__all__ = [
    "Graph",
    "Manifest",
    "Query",
    "Result",
    "Solutions",
    "StoreWriter",
    "Triples",
    "Truth",
    "interruptible",
    "open",
    "queries",
]


def __getattr__(name: str) -> object:
    # those who only ask questions need not wait for what builds
    if name == "StoreWriter":
        from bilat_kg.graph.writer import StoreWriter

        return StoreWriter
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class Graph:
    """A published build, open for reading: ``with open("bilat-kg.store") as graph: graph.query("…")``.

    It may be shared between threads; what ``query`` returns may not.
    """

    def __init__(self, build: Build) -> None:
        self.build = build

    @property
    def manifest(self) -> Manifest:
        """What the build holds: counts, and the digest of its canonical N-Quads."""
        return self.build.manifest

    def query(self, query: str | Query, parameters: Mapping[str, object] | None = None, **more: object) -> Result:
        """Answer SPARQL text or a named query, such as ``query("embassies-of", country="MYS")``.

        Parameters are text as on the command line, plain values or pyoxigraph terms. Raises ``QueryError``.
        """
        return run(self.build.store, resolve(query), {**parameters, **more} if parameters else more)

    @overload
    def export(self, format_name: str) -> bytes: ...
    @overload
    def export(self, format_name: str, target: str | os.PathLike[str] | BinaryIO) -> None: ...
    def export(self, format_name: str, target: str | os.PathLike[str] | BinaryIO | None = None) -> bytes | None:
        """Write the graph in a format of ``export.FORMATS`` to a file or binary stream, or give it as bytes.

        Raises ``ExportError`` for an unknown format or a target that cannot be written.
        """
        from bilat_kg.graph.export import export

        out = io.BytesIO()
        export(self.build, format_name, out if target is None else target)
        return out.getvalue() if target is None else None

    def validate(self) -> Report:
        """Hold the graph, without joined data, against the shapes (SHACL); takes rdflib and pySHACL, and their time."""
        from bilat_kg.graph.export import triples
        from bilat_kg.graph.validation import validate

        return validate(triples(self.build, joined=False))

    def explain(self, what: str) -> FactExplanation | ArticleExplanation:
        """Explain an article, by name or IRI, or a fact, by IRI: the words, in context, and what was refused.

        Raises ``QueryError`` for what is neither.
        """
        from bilat_kg.graph.explain import explain

        return explain(self.build, what)

    def unlinked(self) -> list[Unlinked]:
        """Give all entities without a Wikidata item, those first that the articles name most often."""
        from bilat_kg.graph.links import unlinked

        return unlinked(self.build)

    def to_rdflib(self) -> rdflib.Graph:
        """Give the union of all graphs as an rdflib graph in memory."""
        from bilat_kg.graph.export import triples
        from bilat_kg.graph.validation import to_rdflib

        return to_rdflib(triples(self.build))

    def close(self) -> None:
        """Let go of the store; nothing can be asked of it any more."""
        self.__dict__.pop("build", None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open(path: str | os.PathLike[str] = "bilat-kg.store", *, verify: bool = True) -> Graph:  # noqa: A001  the noun
    """Open the store at ``path``; ``StoreError`` where there is none, or it is damaged, or not ours.

    ``verify`` digests the index, some 2 GB a second; without it a damaged index may end the process.
    """
    return Graph(open_build(path, verify=verify))
