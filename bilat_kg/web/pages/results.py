"""An answer as pages show it: cells in words, and the views that its columns allow, the best first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode

from bilat_kg.graph.literals import EDTF
from bilat_kg.graph.namespaces import DATA_NS, NUMERIC, XSD, kebab
from bilat_kg.graph.vocabulary import vocabulary
from bilat_kg.web.pages import terms
from bilat_kg.web.pages.asking import Term
from bilat_kg.web.pages.facts import literal
from bilat_kg.web.pages.language import Language

SHOWN = 500  # rows of a table on a page; downloads hold all
_DATES = {f"{XSD}gYear", f"{XSD}gYearMonth", f"{XSD}date", EDTF.value}
_NUMBERS = NUMERIC | {f"{XSD}double", f"{XSD}float"}
_YEAR_NAMES = {"year", "decade"}
_DATE_NAMES = {"date", "start", "signed", "opened", "period", "established"}
_PARTIAL = re.compile(r"\d{4}(-\d{2}){0,2}(/.*)?")

Kind = OneOf["fact", "thing", "link", "date", "year", "number", "label", "text", "empty"]
View = OneOf["table", "chart", "map", "timeline", "graph"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One term: its words, its text, its kind, and where it leads (a path of the pages, or an address of the web)."""

    words: str
    raw: str
    kind: Kind
    href: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the query, what it is called, and the kind that all its cells have (``text`` if mixed)."""

    name: str
    label: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with their columns; ``truncated`` where the server left rows out."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    truncated: bool = False

    def of(self, *kinds: Kind) -> list[int]:
        """The places of all columns of these kinds."""
        return [index for index, column in enumerate(self.columns) if column.kind in kinds]

    def called(self, *names: str) -> int | None:
        """The place of the first column with one of these names."""
        return next((index for index, column in enumerate(self.columns) if column.name in names), None)


_EMPTY = Cell("", "", "empty")


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[Term | None]],
    language: Language,
    names: dict[Term, str],
    *,
    truncated: bool = False,
) -> Table:
    """Read an answer; ``names`` gives the words for terms that the graph has a label for in the language."""
    cells = [tuple(_EMPTY if term is None else cell(term, language, names) for term in row) for row in rows]
    if cells:
        cells = [
            tuple(_dated(value, name, language) for value, name in zip(row, columns, strict=True)) for row in cells
        ]
    kinds = [_kind([row[index] for row in cells]) for index in range(len(columns))]
    made = [Column(name, language.column(name), kind) for name, kind in zip(columns, kinds, strict=True)]
    shown = tuple(
        tuple(_year(value, column, language) for value, column in zip(row, made, strict=True)) for row in cells
    )
    made = [Column(each.name, each.label, "year") if _is_year(each) else each for each in made]
    return Table(tuple(made), shown, truncated)


def _is_year(column: Column) -> bool:
    return column.kind == "number" and column.name.lower() in _YEAR_NAMES


def _year(value: Cell, column: Column, language: Language) -> Cell:
    """A year is written without separators."""
    return Cell(language.digits(value.raw), value.raw, "year") if _is_year(column) and value is not _EMPTY else value


def _dated(value: Cell, name: str, language: Language) -> Cell:
    """Queries that sort by dates give some of them as text."""
    if value.kind == "text" and name.lower() in _DATE_NAMES and _PARTIAL.fullmatch(value.raw):
        return Cell(language.date(value.raw), value.raw, "date")
    return value


def cell(term: Term, language: Language, names: dict[Term, str]) -> Cell:
    """One term in the words of a language."""
    if isinstance(term, NamedNode):
        words = names.get(term) or terms.label(term.value, language.code)
        href = link(term.value, language)
        if is_fact(term.value):
            return Cell(words, term.value, "fact", href)
        outside = None if href else term.value if term.value.startswith(("https://", "http://")) else None
        return Cell(words, term.value, "thing" if href or term.value.startswith(DATA_NS) else "link", href or outside)
    if not isinstance(term, Literal):
        return Cell(str(term), str(term), "text")
    kind = term.datatype.value
    if kind in _DATES:
        return Cell(language.date(term.value), term.value, "date")
    if kind in _NUMBERS:
        return Cell(_number(term.value, language), term.value, "number")
    words = names.get(term, "")
    if words:
        return Cell(words, term.value, "label", lang=language.code)
    return Cell(
        literal(term, language),
        term.value,
        "label" if term.language and len(term.value) < 60 else "text",
        lang=term.language,
    )


def _number(digits: str, language: Language) -> str:
    try:
        return language.number(Decimal(digits))
    except (InvalidOperation, ValueError):
        return digits


def is_fact(iri: str) -> bool:
    """Whether an IRI is that of a fact, by its first step."""
    return iri.startswith(DATA_NS) and iri.removeprefix(DATA_NS).partition("/")[0] in _fact_paths()


@cache
def _fact_paths() -> frozenset[str]:
    families = vocabulary().families
    return frozenset(kebab(name) for family in families for name in (family, *vocabulary().subclasses(family)))


_PAGES = {"country": "country", "relationship": "pair", "article": "article"}


def link(iri: str, language: Language) -> str | None:
    """The path of the page about a thing, ``None`` where there is no page about it."""
    from bilat_kg.web.pages.render import address

    if not iri.startswith(DATA_NS):
        return None
    kind, _, rest = iri.removeprefix(DATA_NS).partition("/")
    if is_fact(iri) and rest:
        return address(language, "why", kind, rest)
    return address(language, _PAGES[kind], rest) if kind in _PAGES and rest else None


def _kind(cells: Sequence[Cell]) -> Kind:
    kinds = {each.kind for each in cells if each.kind != "empty"}
    if len(kinds) == 1:
        return kinds.pop()
    return (
        "label"
        if kinds == {"label", "text"} and all(len(each.raw) < 60 for each in cells)
        else "text"
        if kinds
        else "empty"
    )


def views(found: Table) -> tuple[View, ...]:
    """The views in which an answer can be shown, the one that tells most first; a table always can."""
    possible: list[View] = []
    if not found.rows:
        return ("table",)
    if found.called("lat", "latitude") is not None and found.called("long", "lon", "longitude") is not None:
        possible.append("map")
    numbers, times, names = found.of("number"), found.of("date", "year"), found.of("label", "thing")
    numbers = [
        each for each in numbers if found.columns[each].name not in {"lat", "long", "latitude", "longitude", "lon"}
    ]
    if numbers and (times or names) and len(found.rows) > 1 and not possible:
        possible.append("chart")
    if times and (found.of("text", "label", "thing")) and "chart" not in possible:
        possible.append("timeline")
    ties = len(found.of("thing")) >= 2
    labels = len(found.of("label"))
    told = labels == 2 and labels + len(found.of("fact")) == len(found.columns)  # nothing but who with whom
    if (ties or told) and not possible and len(found.rows) > 1:
        possible.append("graph")
    possible.append("table")
    if (len(names) >= 2 or ties) and "graph" not in possible:
        possible.append("graph")
    if times and "timeline" not in possible:
        possible.append("timeline")
    return tuple(possible)
