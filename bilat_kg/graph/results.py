"""What a query answers: rows, a truth value, or triples, as Oxigraph hands them out and in the formats of the web."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolution,
    QuerySolutions,
    RdfFormat,
    Triple,
    serialize,
)

from bilat_kg.errors import QueryError, StoreError
from bilat_kg.graph.namespaces import PREFIXES, XSD

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped,unused-ignore]  # its stubs are a package of their own
    import polars

TABLE_FORMATS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
TRIPLE_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
}
_PYTHON: dict[str, Callable[[str], object]] = {
    f"{XSD}integer": int,
    f"{XSD}decimal": Decimal,
    f"{XSD}double": float,
    f"{XSD}boolean": lambda text: text == "true",
}


def python(term: object) -> object:
    """A term as a plain value: numbers and truth values as such, anything else as its text, unbound as ``None``."""
    if isinstance(term, Literal):
        read = _PYTHON.get(term.datatype.value)
        return read(term.value) if read else term.value
    return term.value if isinstance(term, NamedNode) else None if term is None else str(term)


@contextmanager
def damage_told() -> Iterator[None]:
    """Turn what Oxigraph says of a damaged block that a query came upon into a ``StoreError``."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the store is damaged ({error}); `bilat-kg build` makes it anew") from None


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer to a SELECT query: iterate over its rows once, each a ``QuerySolution`` by column name or place.

    An answer belongs to the thread that asked: Oxigraph ends the process if another one touches it.
    """

    solutions: QuerySolutions

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the variables in the order in which the query projects them."""
        return tuple([variable.value for variable in self.solutions.variables])

    def __iter__(self) -> Iterator[QuerySolution]:
        return iter(self.solutions)

    def rows(self) -> list[tuple[object, ...]]:
        """Give what is left of the answer as plain Python values, a tuple a row, ``None`` for what is unbound."""
        with damage_told():
            return [tuple(map(python, row)) for row in self.solutions]

    def serialize(self, format_name: str) -> bytes:
        """Write what is left of the answer as ``csv``, ``tsv``, ``json`` or ``xml`` (SPARQL 1.1 result formats)."""
        table = _format(TABLE_FORMATS, format_name, "a table")
        with damage_told():
            return self.solutions.serialize(format=table) or b""

    def to_pandas(self) -> pandas.DataFrame:
        """Give what is left of the answer as a pandas data frame; pandas has to be installed."""
        import pandas

        return pandas.DataFrame(self.rows(), columns=list(self.columns))

    def to_polars(self) -> polars.DataFrame:
        """Give what is left of the answer as a polars data frame; polars has to be installed."""
        import polars

        return polars.DataFrame(self.rows(), schema=list(self.columns), orient="row", infer_schema_length=None)


@dataclass(frozen=True, slots=True)
class Truth:
    """The answer to an ASK query; ``bool(answer)`` is it."""

    answer: QueryBoolean

    def __bool__(self) -> bool:
        return bool(self.answer)

    def serialize(self, format_name: str) -> bytes:
        """Write the answer as ``csv``, ``tsv``, ``json`` or ``xml``."""
        return self.answer.serialize(format=_format(TABLE_FORMATS, format_name, "yes or no")) or b""


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer to a CONSTRUCT or DESCRIBE query: iterate over its triples once."""

    triples: Iterable[Triple]

    def __iter__(self) -> Iterator[Triple]:
        return iter(self.triples)

    def serialize(self, format_name: str) -> bytes:
        """Write what is left of the triples, sorted, in an RDF format: ``turtle``, ``ntriples``, ``jsonld``…."""
        rdf = _format(TRIPLE_FORMATS, format_name, "triples")
        with damage_told():
            triples = sorted(set(self.triples), key=str)
        out = io.BytesIO()
        if rdf == RdfFormat.TURTLE:
            from bilat_kg.graph import turtle

            turtle.write(triples, out, rdf, _used(triples))
            return out.getvalue()
        if rdf == RdfFormat.JSON_LD:
            from bilat_kg.graph import jsonld

            with suppress(ValueError):  # blank nodes, which a query can make: expanded, as Oxigraph writes them
                jsonld.write(triples, out)
                return out.getvalue()
        return serialize(triples, format=rdf) or b""


def _used(triples: list[Triple]) -> dict[str, str]:
    """The prefixes of our own that stand for something in these triples."""
    terms = {term for triple in triples for term in (triple.subject, triple.predicate, triple.object)}
    terms |= {term.datatype for term in terms if isinstance(term, Literal)}
    iris = {term.value for term in terms if isinstance(term, NamedNode)}
    return {name: start for name, start in PREFIXES.items() if any(iri.startswith(start) for iri in iris)}


Result = Solutions | Truth | Triples


def _format(formats: dict[str, Any], name: str, what: str) -> Any:  # noqa: ANN401  the caller knows which of the two
    if name not in formats:
        raise QueryError(f"{what} cannot be written as {name!r}; formats are {', '.join(formats)}")
    return formats[name]
