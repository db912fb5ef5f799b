"""The graph wing: from facts to an Oxigraph store, and from the store to answers.

``open(path)`` gives a ``Graph``; ``StoreWriter(path)`` makes what it opens. Importing this costs pyoxigraph and no
more: rdflib, pySHACL, pandas and polars are imported by the calls that need them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from pyoxigraph import Store

from bilat_kg.graph.manifest import Manifest
from bilat_kg.graph.query import Query, interruptible, queries, resolve, run
from bilat_kg.graph.readings import Readings
from bilat_kg.graph.results import Result, Solutions, Triples, Truth
from bilat_kg.graph.store import StoreWriter, open_build

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


class Graph:
    """A published build, open for reading: ``with open("bilat-kg.store") as graph: graph.query("…")``.

    It may be shared between threads; what ``query`` returns may not.
    """

    def __init__(self, manifest: Manifest, store: Store, readings: Readings) -> None:
        self.manifest = manifest
        self.store = store
        self.readings = readings

    def query(self, query: str | Query, parameters: Mapping[str, object] | None = None, **more: object) -> Result:
        """Answer SPARQL text or a named query, such as ``query("missions-of", country="MYS")``.

        Parameters are text as on the command line, plain values or pyoxigraph terms. Raises ``QueryError``.
        """
        return run(self.store, resolve(query), {**parameters, **more} if parameters else more)

    def close(self) -> None:
        """Let go of the store."""
        del self.store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open(path: str | os.PathLike[str] = "bilat-kg.store") -> Graph:  # noqa: A001  the noun of the command line
    """Open the store at ``path``; ``StoreError`` where there is none, or it is damaged, or not ours."""
    return Graph(*open_build(path))
