"""What the graph says of the entities that a build names, once for the whole build.

What the gazetteer knows is said as the gazetteer has it; what only an article names is said as the article has it.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from bilat_kg.graph import literals
from bilat_kg.graph.namespaces import (
    ALT_LABEL,
    GAZETTEER_GRAPH,
    LABEL,
    NOTATION,
    PREFIXES,
    TYPE,
    concept,
    resource,
    term,
)
from bilat_kg.graph.quads import Statement, relationship_iri, types
from bilat_kg.graph.vocabulary import vocabulary
from bilat_kg.model import Entity, EntityKind
from bilat_kg.normal_form import nfc
from bilat_kg.resources import GAZETTEER

_CLASSES: Mapping[EntityKind, str] = {
    "country": "Country",
    "city": "City",
    "person": "Person",
    "organization": "Organization",
    "currency": "Currency",
}
_QID = re.compile(r"Q[1-9]\d*")


@dataclass
class Description:
    """What is known of one entity: labels with their languages, codes, and ties to other entities by (kind, id)."""

    kind: EntityKind
    qid: str | None = None
    labels: dict[str, str] = field(default_factory=dict)
    others: set[tuple[str, str]] = field(default_factory=set)
    ties: set[tuple[str, EntityKind, str]] = field(default_factory=set)
    values: list[tuple[NamedNode, Literal | NamedNode]] = field(default_factory=list)

    def label(self, lang: str, text: str) -> None:
        """Add a name: the first in a language is its label, any other an alternative."""
        text = nfc(text.strip())
        if text and self.labels.setdefault(lang, text) != text:
            self.others.add((lang, text))


Row = Mapping[str, str]
Key = tuple[EntityKind, str]


def slug(label: str) -> str:
    """The local part of an IRI for an entity without a QID: ``Khalifa bin Salman`` → ``khalifa-bin-salman``."""
    text = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "unnamed"


def _many(row: Row, column: str) -> list[str]:
    return [part.strip() for part in (row.get(column) or "").split("|") if part.strip()]


def _named(kind: EntityKind, row: Row, *more: str) -> Description:
    found = Description(kind, row.get("qid") or None)
    for lang in ("en", "bn"):
        for column in (f"label_{lang}", f"aliases_{lang}", *(f"{name}_{lang}" for name in more)):
            for text in _many(row, column):
                found.label(lang, text)
    return found


def _country(row: Row) -> Description:
    found = _named("country", row)
    found.values.append((term("iso3"), Literal(row["iso3"])))
    for name, column in (("existedFrom", "start_year"), ("existedUntil", "end_year")):
        if row.get(column, "")[:4].isdigit():
            found.values.append((term(name), literals.date(row[column][:4])))
    found.ties |= {("capital", "city", qid) for qid in _many(row, "capital_qids")}
    found.ties |= {("succeededBy", "country", code) for code in _many(row, "succeeded_by")}
    return found


def _city(row: Row) -> Description:
    found = _named("city", row)
    found.ties |= {("country", "country", code) for code in _many(row, "country_iso3")}
    for name, column in (("lat", "lat"), ("long", "lon")):
        if row.get(column):
            found.values.append((NamedNode(PREFIXES["geo"] + name), literals.decimal(Decimal(row[column]))))
    return found


def _person(row: Row) -> Description:
    found = _named("person", row)
    found.ties |= {("country", "country", code) for code in _many(row, "country_iso3")}
    office = concept_of_office(row)
    if office:
        found.values.append((term("office"), office))
    return found


def _currency(row: Row) -> Description:
    found = _named("currency", row)
    found.values.append((NOTATION, Literal(row["iso4217"])))
    found.ties |= {("country", "country", code) for code in _many(row, "countries_iso3")}
    return found


def _qid_or_slug(row: Row) -> str:
    return row["qid"] or slug(row["label_en"])


def _city_id(row: Row) -> str:
    return row["qid"] or f"{slug(row['label_en'])}-{row['country_iso3'].lower()}"


_FILES: tuple[tuple[EntityKind, str, Callable[[Row], str], Callable[[Row], Description]], ...] = (
    ("country", "countries.csv", lambda row: row["iso3"], _country),
    ("city", "cities.csv", _city_id, _city),
    ("person", "people.csv", _qid_or_slug, _person),
    ("organization", "organisations.csv", _qid_or_slug, lambda row: _named("organization", row, "abbreviations")),
    ("currency", "currencies.csv", lambda row: row["iso4217"], _currency),
)


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


@cache
def _offices() -> Mapping[str, str]:
    """The concept that stands for an office, by the office's English label."""
    return {row["label_en"]: row.get("visitor_office") or row["office_id"] for row in _rows(GAZETTEER / "offices.csv")}


def concept_of_office(row: Row) -> NamedNode | None:
    """Give the concept for the office of a person of the gazetteer, where the ontology has one."""
    for name in (row.get("kind", ""), _offices().get(row.get("office", ""), "")):
        if name and vocabulary().notation(concept(f"office/{name}").value):
            return concept(f"office/{name}")
    return None


@cache
def _index() -> Mapping[Key, list[tuple[Row, Callable[[Row], Description]]]]:
    found: defaultdict[Key, list[tuple[Row, Callable[[Row], Description]]]] = defaultdict(list)
    for kind, file, identify, describe_row in _FILES:
        for row in _rows(GAZETTEER / file):
            found[kind, identify(row)].append((row, describe_row))
    return found


@cache
def known(kind: EntityKind, id_: str) -> Description | None:
    """What ``seeds/gazetteer`` says of an entity, if it is there; several rows of one id are one entity."""
    rows = [describe_row(row) for row, describe_row in _index().get((kind, id_), ())]
    for other in rows[1:]:
        _merge(rows[0], other)
    return rows[0] if rows else None


def _merge(old: Description, new: Description) -> None:
    for lang, text in (*new.labels.items(), *new.others):
        old.label(lang, text)
    old.ties |= new.ties
    if new.kind == "person":
        old.values += new.values
    old.qid = old.qid or new.qid


def described(entities: Iterable[Entity]) -> dict[Key, Description]:
    """What a build says of the entities named in it and of those that they are tied to."""
    told: defaultdict[Key, set[Entity]] = defaultdict(set)
    for entity in entities:
        told[entity.kind, entity.id].add(entity)
    found: dict[Key, Description] = {}
    waiting = list(told)
    while waiting:
        key = waiting.pop()
        about = known(*key) or (_told(key, told[key]) if key in told else None)
        if key not in found and about:
            found[key] = about
            if key[0] != "currency":  # or every build with a dollar in it would hold all who pay in dollars
                waiting += [(kind, id_) for _, kind, id_ in about.ties]
    return found


def describe(entities: Iterable[Entity], relationships: Iterable[tuple[str, str]] = ()) -> Iterator[Quad]:
    """The gazetteer graph of a build: the entities named in it, those they are tied to, and the pairs of states.

    ``relationships`` are pairs of codes of countries that are among the entities. The order of neither matters.
    """
    known_of = described(entities)
    return _quads(known_of, known_of, relationships)


Named = tuple[Iterable[Entity], Iterable[tuple[str, str]]]


def describe_again(before: Named, now: Named) -> tuple[Iterator[Quad], Iterator[Quad]]:
    """What the graph said, and what it says by now, of whatever it does not describe as ``before``."""
    was, is_ = described(before[0]), described(now[0])
    others = {key for key in was.keys() | is_.keys() if _told_of(key, was) != _told_of(key, is_)}
    pairs = set(before[1]), set(now[1])
    about = (pairs[0] ^ pairs[1]) | {
        pair for pair in pairs[0] & pairs[1] if any(("country", code) in others for code in pair)
    }
    return _quads(was, others & was.keys(), about & pairs[0]), _quads(is_, others & is_.keys(), about & pairs[1])


def _told_of(key: Key, described: Mapping[Key, Description]) -> object:
    """All that the statements on an entity depend on."""
    about = described.get(key)
    return about and (about, {(kind, id_) for _, kind, id_ in about.ties if (kind, id_) in described})


def _quads(
    described: Mapping[Key, Description], keys: Iterable[Key], relationships: Iterable[tuple[str, str]]
) -> Iterator[Quad]:
    for key in sorted(keys):
        for subject, predicate, value in _statements(key, described):
            yield Quad(subject, predicate, value, GAZETTEER_GRAPH)
    for pair in sorted(set(relationships)):
        for subject, predicate, value in _pair(pair, described):
            yield Quad(subject, predicate, value, GAZETTEER_GRAPH)


def with_items(entities: Iterable[Entity]) -> list[Entity]:
    """Those of the entities named in a build, and of those that they are tied to, whose item the gazetteer knows."""
    return [
        Entity(about.kind, id_, about.labels.get("en", id_), about.labels.get("bn"), about.qid)
        for (_, id_), about in sorted(described(entities).items(), key=lambda item: item[0])
        if about.qid and _QID.fullmatch(about.qid)
    ]


def _told(key: Key, entities: set[Entity]) -> Description:
    found = Description(key[0])
    for entity in sorted(entities, key=lambda entity: (entity.label_en, entity.label_bn or "", entity.qid or "")):
        found.label("en", entity.label_en)
        found.label("bn", entity.label_bn or "")
        found.qid = found.qid or entity.qid
        if entity.country:
            found.ties.add(("country", "country", entity.country))
    return found


def _statements(key: Key, described: Mapping[Key, Description]) -> Iterator[Statement]:
    about, iri = described[key], resource("/".join(key))
    yield from ((iri, TYPE, type_) for type_ in types(_CLASSES[about.kind]))
    for lang, text in about.labels.items():
        yield iri, LABEL, Literal(text, language=lang)
    for lang, text in about.others:
        yield iri, ALT_LABEL, Literal(text, language=lang)
    for predicate, value in about.values:
        yield iri, predicate, value
    for name, kind, id_ in about.ties:
        if (kind, id_) in described:
            yield iri, term(name), resource(f"{kind}/{id_}")


def _pair(pair: tuple[str, str], described: Mapping[Key, Description]) -> Iterator[Statement]:
    iri = relationship_iri(pair)
    countries = [described["country", code].labels for code in sorted(pair)]
    for lang, pattern in (("en", "{}–{} relations"), ("bn", "{}–{} সম্পর্ক")):
        names = [labels[lang] for labels in countries if lang in labels]
        if len(names) == len(countries):
            yield iri, LABEL, Literal(pattern.format(*names), language=lang)
