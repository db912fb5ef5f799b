"""How pages ask: named queries of their own, answered as rows of terms."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from bilat_kg.graph.query import Query, read
from bilat_kg.web.answers import RefusalError

if TYPE_CHECKING:
    from bilat_kg.web.answers import Answer

Term = NamedNode | Literal
Row = Mapping[str, Term]

_QUERIES = Path(__file__).parent / "queries"


Ask = Callable[[str, Mapping[str, str]], Awaitable["Answer"]]
"""Answers SPARQL text, with values for the parameters that its header declares."""


@cache
def own(name: str) -> Query:
    """One of the queries of the pages, in ``queries/``."""
    return read(_QUERIES / f"{name}.rq")


async def rows(ask: Ask, name: str, **parameters: str) -> list[Row]:
    """Ask one of the pages' own queries; each row holds its bound variables by name."""
    answer = await ask(own(name).text, parameters)
    if answer.truncated:
        raise RefusalError(503, "this page needs more rows than the server gives; `bilat-kg serve` has --rows for that")
    columns, found = answer.table()
    return [{column: term for column, term in zip(columns, row, strict=True) if term is not None} for row in found]


def text(row: Row, name: str) -> str | None:
    """The text of a variable, ``None`` where it is unbound."""
    return row[name].value if name in row else None


def whole(row: Row, name: str) -> int:
    """A whole number; 0 where the variable is unbound."""
    return int(row[name].value) if name in row else 0


def named(row: Row, name: str, lang: str) -> str:
    """What ``?name`` is called in a language, from ``?name_en`` and ``?name_bn``, else the end of its IRI."""
    for code in dict.fromkeys((lang, "en", "bn")):
        if found := text(row, f"{name}_{code}"):
            return found
    return row[name].value.rsplit("/", 1)[-1] if name in row else ""
