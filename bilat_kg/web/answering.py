"""A query becomes the bytes of an answer, within the limits. Runs in a worker."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, NoReturn, cast

from pyoxigraph import NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results

from bilat_kg.errors import QueryError
from bilat_kg.graph.query import Dataset, Query, parse_query, run
from bilat_kg.graph.results import TABLE_FORMATS, Result, Solutions, Triples, Truth, damage_told
from bilat_kg.graph.sparql import place, tokens
from bilat_kg.graph.store import Build
from bilat_kg.web.answers import TRUNCATED, Answer, Question
from bilat_kg.web.limits import Limits
from bilat_kg.web.media_types import GRAPHS, TABLES

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_CHANGING = frozenset({"RAND", "NOW", "UUID", "STRUUID", "BNODE"})
# What stands between two rows at least once: exact for TSV and XML, and never too few for the others
_MARKS = {"tsv": b"\n", "xml": b"</result>", "csv": b"\n", "json": b"},{"}


class UnanswerableError(QueryError):
    """A query that is in order and gets no answer here; ``status`` is that of HTTP."""

    def __init__(self, reason: str, status: int = 400) -> None:
        super().__init__(reason)
        self.status = status


class _Full(Exception):  # noqa: N818  no error: the writer has what it wanted
    pass


class _Page(io.RawIOBase):
    """A stream for Oxigraph to write to, that ends the writing by ``_Full`` after so many marks or bytes."""

    def __init__(self, mark: bytes, marks: int | None, limit: int) -> None:
        self.mark, self.marks, self.limit = mark, marks, limit
        self.written = bytearray()
        self.seen = 0

    def write(self, data: ReadableBuffer) -> int:
        before = max(0, len(self.written) - len(self.mark) + 1)
        self.written += data
        if len(self.written) > self.limit:
            _too_large(self.limit)
        if self.marks is not None:
            self.seen += self.written.count(self.mark, before)
            if self.seen > self.marks:
                raise _Full
        return memoryview(data).nbytes


def _too_large(limit: int) -> NoReturn:
    raise UnanswerableError(f"the answer is larger than {limit:,} bytes; ask for less, for instance with LIMIT")


def answer(build: Build, question: Question, limits: Limits) -> Answer:
    """Answer a question; ``QueryError`` for one that is not in order, or goes beyond a limit."""
    stable = _look_through(question.query, question.name, limits.nesting)
    query = parse_query(question.query, question.name)
    found = _run(build, query, question)
    if isinstance(found, Triples):
        body, media_type, truncated = _graph(found, question, limits)
    else:
        body, media_type, truncated = _table(found, question, limits, lambda: _run(build, query, question))
    return Answer(body, media_type, build.manifest.sha256, truncated, stable)


@lru_cache(maxsize=256)
def _look_through(text: str, name: str, nesting: int) -> bool:
    """Refuse a query that nests too deep; say whether a build always answers it the same."""
    depth, stable = 0, True
    for token in tokens(text):
        if token.kind == "other":
            depth += (token.text in "([{") - (token.text in ")]}")
            if depth > nesting:
                raise QueryError(f"{name}: {place(text, token.start)}: more than {nesting} brackets are open")
        elif token.kind == "word" and token.text.upper() in _CHANGING:
            stable = False
    return stable


def _run(build: Build, query: Query, question: Question) -> Result:
    dataset = None
    if question.default_graphs is not None or question.named_graphs is not None:
        dataset = Dataset(_graphs(question.default_graphs), _graphs(question.named_graphs))
    return run(build.store, query, dict(question.parameters), dataset)


def _graphs(iris: tuple[str, ...] | None) -> list[NamedNode]:
    try:
        return [NamedNode(iri) for iri in iris or ()]
    except ValueError:
        raise QueryError("a graph of the dataset has to be named by an absolute IRI") from None


def _table(
    found: Solutions | Truth, question: Question, limits: Limits, again: Callable[[], Result]
) -> tuple[bytes, str, bool]:
    if question.table is None:
        raise UnanswerableError(f"the answer is a table, to be had as {', '.join(TABLES)}", 406)
    name = TABLES[question.table]
    if isinstance(found, Truth):
        return found.serialize(name), question.table, False
    page = _Page(_MARKS[name], limits.rows, limits.answer)
    try:
        with damage_told():
            found.solutions.serialize(cast(BinaryIO, page), format=TABLE_FORMATS[name])
        return bytes(page.written), question.table, False
    except _Full:
        repeated = again()
        assert isinstance(repeated, Solutions)
        body, truncated = _first_rows(repeated, name, limits)
        return body, question.table, truncated


def _first_rows(found: Solutions, name: str, limits: Limits) -> tuple[bytes, bool]:
    """As many rows as the limit allows, by way of TSV, in which a line is a row."""
    page = _Page(b"\n", limits.rows + 1, limits.answer)
    try:
        with damage_told():
            found.solutions.serialize(cast(BinaryIO, page), format=QueryResultsFormat.TSV)
    except _Full:
        lines = page.written.split(b"\n", limits.rows + 1)
        body = _written(b"\n".join(lines[:-1]) + b"\n", name)
        return body.replace(*_FLAGS[name], 1) if name in _FLAGS else body, True
    return _written(bytes(page.written), name), False


def _written(rows: bytes, name: str) -> bytes:
    if name == "tsv":
        return rows
    parsed = parse_query_results(rows, format=QueryResultsFormat.TSV)
    assert isinstance(parsed, QuerySolutions)
    return parsed.serialize(format=TABLE_FORMATS[name]) or b""


# where the head of a table ends, and how it ends where rows were left out
_FLAGS = {
    "json": (b"]}", f'],"link":["{TRUNCATED}"]}}'.encode()),
    "xml": (b"</head>", f'<link href="{TRUNCATED}"/></head>'.encode()),
}


def _graph(found: Triples, question: Question, limits: Limits) -> tuple[bytes, str, bool]:
    if question.graph is None:
        raise UnanswerableError(f"the answer is a graph, to be had as {', '.join(GRAPHS)}", 406)
    with damage_told():
        triples = list(islice(found, limits.rows + 1))
    truncated = len(triples) > limits.rows
    body = Triples(triples[: limits.rows]).serialize(GRAPHS[question.graph])
    if len(body) > limits.answer:
        _too_large(limits.answer)
    return body, question.graph, truncated
