"""The page where people ask: SPARQL or a named query in, and the answer in the view that suits what it holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode, QueryBoolean, QueryResultsFormat, parse_query_results

from bilat_kg.errors import BilatError, QueryError
from bilat_kg.graph.query import Query, find, parse_query, queries
from bilat_kg.web.answers import Answer, RefusalError
from bilat_kg.web.pages.asking import Ask, Term
from bilat_kg.web.pages.drawing import as_chart, as_map, as_ties, as_timeline
from bilat_kg.web.pages.language import Language
from bilat_kg.web.pages.render import Page, address
from bilat_kg.web.pages.results import SHOWN, Table, table, views

if TYPE_CHECKING:
    from starlette.datastructures import QueryParams

_TRIPLES = "application/n-triples"
_FORMATS = ("csv", "tsv", "json", "xml")
_GRAPH_FORMATS = ("turtle", "ntriples", "jsonld", "rdfxml")
_LABELLED = 600  # terms whose names are looked up for one answer
_EXAMPLE = """SELECT ?country ?name WHERE {
  ?country a bilat:Country ; rdfs:label ?name .
  FILTER(LANG(?name) = "en")
}
ORDER BY ?name
LIMIT 20
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer on the page: as rows, as yes or no; the views that it allows, the chosen one, and what that draws."""

    table: Table | None = None
    truth: bool | None = None
    views: tuple[str, ...] = ()
    view: str = "table"
    drawn: Any = None
    downloads: tuple[tuple[str, str], ...] = ()
    hidden: int = 0
    links: Mapping[str, str] = field(default_factory=dict)


async def question(ask: Ask, language: Language, name: str | None, given: QueryParams) -> Page | None:
    """Give the page with a question and its answer; ``None`` for the name of no query."""
    try:
        query = find(name) if name else parse_query(given.get("query", ""))
    except QueryError as error:
        return None if name else _page(language, Query(given.get("query", "")), None, {}, None, error, 400)
    declared = {parameter.name for parameter in query.parameters}
    values = {key: value for key, value in given.items() if key in declared and value.strip()}
    missing = [each for each in query.parameters if each.default is None and each.name not in values]
    if not query.text.strip() or missing:
        return _page(language, query, name, values, None, None, 200)
    try:
        answer = await ask(query.text, values)
        shown = await _shown(ask, answer, language, query, name, values, given.get("view"))
    except QueryError as error:
        return _page(language, query, name, values, None, error, 400)
    except RefusalError as error:
        return _page(language, query, name, values, None, error, error.status)
    return _page(language, query, name, values, shown, None, 200)


def _page(
    language: Language,
    query: Query,
    name: str | None,
    values: Mapping[str, str],
    shown: Shown | None,
    error: BilatError | None,
    status: int,
) -> Page:
    line, column = _place(str(error or ""))
    return Page(
        "ask.html",
        {
            "query": query,
            "name": name,
            "text": query.text or _EXAMPLE,
            "values": values,
            "shown": shown,
            "error": str(error) if error else None,
            "error_line": line,
            "error_column": column,
            "groups": _groups(),
        },
        status,
    )


def _place(message: str) -> tuple[str, str]:
    found = re.search(r"line (\d+), column (\d+)", message)
    return (found[1], found[2]) if found else ("", "")


_GROUPS = (
    ("pair", ("pair", "timeline", "relationships", "partners", "relations-established")),
    ("missions", ("embassies", "missions")),
    ("agreements", ("agreements", "signatories")),
    ("trade", ("trade", "exports")),
    ("visits", ("visits", "who-met", "people")),
    ("more", ("",)),
)


def _groups() -> list[tuple[str, list[Query]]]:
    """The named queries by what they are about, as their names begin."""
    grouped: dict[str, list[Query]] = {key: [] for key, _ in _GROUPS}
    for query in queries():
        exact = [key for key, starts in _GROUPS if query.name in starts]
        key = exact[0] if exact else next(key for key, starts in _GROUPS if query.name.startswith(starts))
        grouped[key].append(query)
    return [(key, found) for key, found in grouped.items() if found]


async def _shown(
    ask: Ask,
    answer: Answer,
    language: Language,
    query: Query,
    name: str | None,
    values: Mapping[str, str],
    wanted: str | None,
) -> Shown:
    source = dict(values) if name else {"query": query.text, **values}
    base = (f"/queries/{name}" if name else "/sparql", source)
    if answer.media_type == _TRIPLES:
        columns: tuple[str, ...] = ("subject", "predicate", "object")
        rows: Sequence[Sequence[Term | None]] = [
            tuple(part if isinstance(part, NamedNode | Literal) else Literal(str(part)) for part in triple)
            for triple in answer.triples()
        ]
        formats = _GRAPH_FORMATS
    else:
        parsed = parse_query_results(answer.body, format=QueryResultsFormat.JSON)
        if isinstance(parsed, QueryBoolean):
            return Shown(truth=bool(parsed), downloads=_downloads(*base, ("json", "xml")))
        columns, rows = answer.table()
        formats = _FORMATS
    names = await _names(ask, rows[:SHOWN], language)
    found = table(columns, rows, language, names, truncated=answer.truncated)
    possible = ("graph", "table") if formats is _GRAPH_FORMATS and rows else views(found)
    view = wanted if wanted in possible else possible[0]
    steps = ("ask", name) if name else ("ask",)
    return Shown(
        table=found,
        views=possible,
        view=view,
        drawn=_drawn(found, view, language),
        downloads=_downloads(*base, formats),
        hidden=max(len(found.rows) - SHOWN, 0),
        links={each: address(language, *steps, **source, view=each) for each in possible},
    )


def _drawn(found: Table, view: str, language: Language) -> Any:  # noqa: ANN401  what each view draws is its own
    match view:
        case "chart":
            return as_chart(found, language)
        case "map":
            return as_map(found)
        case "timeline":
            return as_timeline(found)
        case "graph":
            return as_ties(found)
        case _:
            return None


def _downloads(path: str, source: Mapping[str, str], formats: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((each, f"{path}?{urlencode({**source, 'format': each})}") for each in formats)


async def _names(ask: Ask, rows: Sequence[Sequence[Term | None]], language: Language) -> dict[Term, str]:
    """What the graph calls the things of an answer, and labels in another language, in the language of the page."""
    terms = {
        term: None
        for row in rows
        for term in row
        if isinstance(term, NamedNode) or (isinstance(term, Literal) and term.language not in {None, language.code})
    }
    listed = list(terms)[:_LABELLED]
    things = " ".join(str(term) for term in listed if isinstance(term, NamedNode))
    labels = " ".join(str(term) for term in listed if isinstance(term, Literal) and len(term.value) < 100)
    text = f"""SELECT ?term ?own WHERE {{
      {{ VALUES ?term {{ {things} }} ?term rdfs:label ?own }}
      UNION {{ VALUES ?term {{ {labels} }} ?thing rdfs:label ?term , ?own }}
      FILTER(LANG(?own) = "{language.code}")
    }}"""
    if not listed or len(text.encode()) > 15_000:
        listed = listed[: len(listed) // 4]
        return await _names(ask, [listed], language) if listed else {}
    _, found = (await ask(text, {})).table()
    return {term: own.value for term, own in found if term is not None and own is not None}
