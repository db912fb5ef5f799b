"""Facts as pages show them: class, roles in words, and who states them where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from bilat_kg.graph.literals import EDTF
from bilat_kg.graph.namespaces import DATA_NS, NUMERIC, ONTOLOGY_NS, RDF, XSD
from bilat_kg.graph.vocabulary import vocabulary
from bilat_kg.web.pages import terms
from bilat_kg.web.pages.asking import Ask, Row, named, rows, text
from bilat_kg.web.pages.language import Language

MOST = 500
"""Facts that one page shows; the queries of a pair and of an article choose no more."""

_DATES = frozenset((f"{XSD}gYear", f"{XSD}gYearMonth", f"{XSD}date", EDTF.value))


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a role: the words for it in the language of the page, and what it is.

    ``raw`` is the term's own text (an IRI, a date, digits); ``path`` is that of a thing of the graph, such as
    ``country/MYS``; ``place`` is its longitude and latitude, where it has one.
    """

    words: str
    raw: str
    path: str | None = None
    lang: str | None = None
    place: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One article's words for a fact: ``text[start:end]`` of that article is ``quote``."""

    article: str
    title: str | None
    lang: str
    revision: str | None
    source: str | None
    licence: str | None
    start: int
    end: int
    quote: str
    rule: str
    confidence: Decimal


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: its class and family (local names), its roles in the order of the ontology, and its statements."""

    path: str
    type: str
    family: str
    label: str
    roles: Mapping[str, tuple[Value, ...]]
    year: int | None
    statements: tuple[Statement, ...]
    warnings: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    relationships: tuple[str, ...] = field(default=())

    @property
    def key(self) -> str:
        """The last step of its IRI: a name for its place on a page."""
        return self.path.rsplit("/", 1)[-1]

    def first(self, role: str) -> Value | None:
        """The first value of a role, ``None`` where it has none."""
        return next(iter(self.roles.get(role, ())), None)

    def raw(self, role: str) -> str:
        """The text of the first value of a role as the graph has it, ``""`` where it has none."""
        value = self.first(role)
        return value.raw if value else ""

    @property
    def when(self) -> Value | None:
        """The value that dates it, if any."""
        for role in vocabulary().families[self.family].roles:
            if role.dating and role.name in self.roles:
                return self.roles[role.name][0]
        return None


async def facts(ask: Ask, language: Language, scope: str, **parameters: str) -> tuple[Fact, ...]:
    """The facts that ``queries/<scope>-facts.rq`` chooses, by year, undated ones last.

    ``queries/<scope>-statements.rq`` chooses their statements.
    """
    described = await rows(ask, f"{scope}-facts", **parameters)
    stated = await rows(ask, f"{scope}-statements", **parameters)
    return assemble(described, stated, language)


def assemble(described: Iterable[Row], stated: Iterable[Row], language: Language) -> tuple[Fact, ...]:
    """Put facts together from rows of properties and rows of statements."""
    properties: defaultdict[str, defaultdict[str, dict[str, Value]]] = defaultdict(lambda: defaultdict(dict))
    for row in described:
        value = _value(row, language)
        properties[row["fact"].value][row["property"].value].setdefault(value.raw, value)
    statements: defaultdict[str, dict[tuple[str, int, int], Statement]] = defaultdict(dict)
    for row in stated:
        said = _statement(row)
        statements[row["fact"].value].setdefault((said.article, said.start, said.end), said)
    found = [
        _fact(iri, values, tuple(said for _, said in sorted(statements[iri].items())), language)
        for iri, values in properties.items()
        if statements[iri]
    ]
    return tuple(sorted(found, key=_place_in_time))


def _place_in_time(fact: Fact) -> tuple[bool, int, str, str]:
    when = fact.when
    return fact.year is None, fact.year or 0, when.raw if when else "", fact.path


def _fact(
    iri: str,
    values: Mapping[str, Mapping[str, Value]],
    statements: tuple[Statement, ...],
    language: Language,
) -> Fact:
    classes = [name.removeprefix(ONTOLOGY_NS) for name in values[f"{RDF}type"] if name.startswith(ONTOLOGY_NS)]
    kind = max(classes, key=lambda name: (len(vocabulary().superclasses(name)), name))
    family = vocabulary().family(kind)

    def said(name: str) -> Sequence[str]:
        return sorted(values.get(ONTOLOGY_NS + name, ()))

    roles = {
        role.name: _in_language(values[role.iri.value].values(), language)
        for role in family.roles
        if role.iri.value in values
    }
    year = next(iter(said("year")), None)
    return Fact(
        path=iri.removeprefix(DATA_NS),
        type=kind,
        family=family.name,
        label=terms.label(kind, language.code),
        roles=roles,
        year=int(year) if year else None,
        statements=statements,
        warnings=tuple(said("warning")),
        conflicts=tuple(each.removeprefix(DATA_NS) for each in said("conflictsWith")),
        relationships=tuple(each.removeprefix(f"{DATA_NS}relationship/") for each in said("relationship")),
    )


def _in_language(values: Iterable[Value], language: Language) -> tuple[Value, ...]:
    """Values by their words; of strings in several languages those in the language of the page, where there are any."""
    found = sorted(values, key=lambda value: value.words)
    own = [value for value in found if value.lang in {None, language.code}]
    return tuple(own or found)


def _value(row: Row, language: Language) -> Value:
    term = row["value"]
    if isinstance(term, NamedNode):
        name = named(row, "value", language.code)
        place = (float(row["long"].value), float(row["lat"].value)) if "long" in row and "lat" in row else None
        path = term.value.removeprefix(DATA_NS) if term.value.startswith(DATA_NS) else None
        if path and path.startswith("currency/") and "code" in row:
            name = language.currency(row["code"].value)
        return Value(name, term.value, path, place=place)
    return Value(literal(term, language), term.value, lang=term.language)


def literal(term: Literal, language: Language) -> str:
    """A literal in the words of a language: dates, numbers and truth values; other text as it is."""
    kind = term.datatype.value
    if kind in _DATES:
        return language.date(term.value)
    if kind in NUMERIC:
        return language.number(Decimal(term.value))
    if kind == f"{XSD}boolean":
        return language("yes" if term.value == "true" else "no")
    return term.value


def _statement(row: Row) -> Statement:
    return Statement(
        article=row["name"].value,
        title=text(row, "title"),
        lang=text(row, "lang") or "",
        revision=text(row, "revision"),
        source=text(row, "source"),
        licence=text(row, "licence"),
        start=int(row["start"].value),
        end=int(row["end"].value),
        quote=row["quote"].value,
        rule=row["rule"].value,
        confidence=Decimal(row["confidence"].value),
    )
