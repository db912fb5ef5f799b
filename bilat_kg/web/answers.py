"""What is asked of a worker, what it answers, and why it may refuse."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bilat_kg.errors import BilatError

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from bilat_kg.graph.parameters import Term

JSON = "application/sparql-results+json"
N_TRIPLES = "application/n-triples"
TRUNCATED = "https://w3id.org/bilat-kg/docs/serving#truncated"
"""The link in the head of a table from which rows were left out."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query for a worker.

    Attributes:
        query: SPARQL text.
        name: what the query is called in messages.
        parameters: values as a person gives them, for the parameters that the query's header declares.
        table: the media type for rows and truth values, ``None`` if they are not accepted.
        graph: the media type for triples, ``None`` if they are not accepted.
        default_graphs: IRIs that make up the default graph.
        named_graphs: IRIs of the named graphs. Where both are ``None``, the query or the store decides.
    """

    query: str
    name: str = "the query"
    parameters: tuple[tuple[str, str], ...] = ()
    table: str | None = JSON
    graph: str | None = N_TRIPLES
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, whole, in the media type that was asked for.

    Attributes:
        body: the bytes to send.
        media_type: what they are.
        build: SHA-256 of the canonical N-Quads that were asked.
        truncated: whether rows or triples were left out.
        stable: whether the same build will always answer the same (no ``RAND``, ``NOW`` or ``UUID``).
    """

    body: bytes
    media_type: str
    build: str
    truncated: bool = False
    stable: bool = True

    def table(self) -> tuple[tuple[str, ...], list[tuple[Term | None, ...]]]:
        """Give the columns and the rows of an answer to SELECT that was asked for as JSON, unbound as ``None``."""
        solutions = self._parsed()
        names = tuple(variable.value for variable in solutions.variables)
        return names, [tuple(row) for row in solutions]

    def truth(self) -> bool:
        """Give the answer to ASK that was asked for as JSON."""
        return bool(self._parsed())

    def triples(self) -> list[Triple]:
        """Give the answer to CONSTRUCT or DESCRIBE that was asked for as N-Triples."""
        from pyoxigraph import RdfFormat, parse

        return [quad.triple for quad in parse(self.body, format=RdfFormat.N_TRIPLES)]

    def _parsed(self) -> Any:  # noqa: ANN401  solutions or a truth value: the caller knows what it asked
        from pyoxigraph import QueryResultsFormat, parse_query_results

        return parse_query_results(self.body, format=QueryResultsFormat.JSON)


@dataclass
class RefusalError(BilatError):
    """A request that gets no answer: the status code of HTTP, one sentence, and when to come again (seconds)."""

    status: int
    reason: str
    retry: int | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.reason
