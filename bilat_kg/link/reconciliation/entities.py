"""Who can be found: the entities of the gazetteer, and those that only a graph knows."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bilat_kg.model import EntityKind
from bilat_kg.resources import GAZETTEER
from bilat_kg.text.gazetteer import slug

LANGUAGES = ("en", "bn")
QID = re.compile(r"Q[1-9]\d{0,11}")
ID = "https://w3id.org/bilat-kg/id/"  # as in graph.namespaces, which loads Oxigraph
WIKIDATA = "http://www.wikidata.org/entity/"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one entity.

    ``id`` is the part of its IRI after ``https://w3id.org/bilat-kg/id/``: ``country/MYS``, ``city/Q1865``. ``labels``
    is by language; ``aliases`` are further names, ``weak`` those that mean something else more often (বন for Bonn), and
    the adjectives of states. ``properties`` maps names of ``PROPERTIES`` to values, other entities by their ids.
    ``weight`` orders namesakes: a city by its inhabitants, states of today before all cities, 0 where nothing is known.
    """

    kind: EntityKind
    id: str
    labels: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    qid: str | None = None
    description: str = ""
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    weight: int = 0

    def name(self, lang: str = "en") -> str:
        """The label in ``lang``, or else in the first language that has one."""
        return self.labels.get(lang) or next((self.labels[each] for each in LANGUAGES if each in self.labels), self.id)


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of entities that the service offers, with the Wikidata item that says the same."""

    id: str
    name: str
    label_bn: str
    item: str | None
    description: str


KINDS: Mapping[str, Kind] = {
    "country": Kind("Country", "Country", "দেশ", "Q6256", "A state or a territory, past or present"),
    "city": Kind("City", "City", "শহর", "Q515", "A city or town"),
    "person": Kind("Person", "Person", "ব্যক্তি", "Q5", "A holder of an office, or somebody named in an article"),
    "organization": Kind("Organization", "Organization", "সংগঠন", "Q43229", "A body, company, bank or university"),
    "currency": Kind("Currency", "Currency", "মুদ্রা", "Q8142", "A currency, current or historical"),
    "relationship": Kind("Relationship", "Relationship", "সম্পর্ক", "Q15221623", "The relations of two states"),
}


@dataclass(frozen=True, slots=True)
class Property:
    """What can be said of an entity in a query to tell it from its namesakes.

    ``item`` is the Wikidata property; ``of`` the kind of entity that the values are, ``None`` for plain codes.
    """

    id: str
    name: str
    label_bn: str
    item: str
    description: str
    of: EntityKind | None = None


PROPERTIES: Mapping[str, Property] = {
    each.id: each
    for each in (
        Property("country", "country", "দেশ", "P17", "The state of a city, person, body or currency", "country"),
        Property("capital", "capital", "রাজধানী", "P36", "The capital of a state", "city"),
        Property("office", "office", "পদ", "P39", "The office that a person holds or held, in English"),
        Property("iso3", "ISO 3166-1 alpha-3", "আইএসও ৩১৬৬-১ আলফা-৩", "P298", "The code of a state, three letters"),
        Property("iso2", "ISO 3166-1 alpha-2", "আইএসও ৩১৬৬-১ আলফা-২", "P297", "The code of a state, two letters"),
        Property("iso4217", "ISO 4217", "আইএসও ৪২১৭", "P498", "The code of a currency"),
    )
}
_SAME_PROPERTY = {"P27": "country", "P495": "country"}  # a person's, a work's: one property here


def property_of(id_: str) -> Property | None:
    """The property of that name, IRI or Wikidata id."""
    last = re.split(r"[/#:]", id_)[-1]
    if last in PROPERTIES:
        return PROPERTIES[last]
    by_item = {each.item: each for each in PROPERTIES.values()}
    return by_item.get(last) or PROPERTIES.get(_SAME_PROPERTY.get(last, ""))


def kind_of(id_: str) -> EntityKind | None:
    """The kind of that class: its name, IRI or Wikidata item."""
    last = re.split(r"[/#:]", id_)[-1]
    for kind, each in KINDS.items():
        if last in (each.id, each.item):
            return kind  # type: ignore[return-value]  # the keys are kinds
    return None


Row = Mapping[str, str]
_STATE = 1_000_000_000


def _rows(file: str) -> Iterator[Row]:
    with (GAZETTEER / file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _many(row: Row, *columns: str) -> tuple[str, ...]:
    parts = (part.strip() for column in columns for part in (row.get(column) or "").split("|"))
    return tuple(dict.fromkeys(unicodedata.normalize("NFC", part) for part in parts if part))


def _known(kind: EntityKind, id_: str, row: Row, description: str, *more: str, **properties: tuple[str, ...]) -> Known:
    labels = {lang: names[0] for lang in LANGUAGES if (names := _many(row, f"label_{lang}"))}
    columns = [f"{name}_{lang}" for name in ("label", "aliases", *more) for lang in LANGUAGES]
    weak = _many(row, "weak_aliases_bn", "demonym_bn", "demonym_en")
    return Known(
        kind,
        f"{kind}/{id_}",
        labels,
        tuple(name for name in _many(row, *columns) if name not in labels.values()),
        weak,
        row["qid"] if QID.fullmatch(row["qid"]) else None,
        description,
        {name: values for name, values in properties.items() if values},
    )


def gazetteer() -> tuple[Known, ...]:
    """Everybody whom ``seeds/gazetteer`` knows, in the order of its files; rows of one id are one entity."""
    found: dict[str, Known] = {}
    states = {row["iso3"]: row["label_en"] for row in _rows("countries.csv")}

    def add(each: Known) -> None:
        found[each.id] = _joined(found[each.id], each) if each.id in found else each

    def state(row: Row) -> tuple[str, ...]:
        return tuple(f"country/{code}" for code in _many(row, "country_iso3", "countries_iso3"))

    for row in _rows("countries.csv"):
        capitals = tuple(f"city/{qid}" for qid in _many(row, "capital_qids"))
        codes = {"iso3": _many(row, "iso3"), "iso2": _many(row, "iso2")}
        country = _known("country", row["iso3"], row, _of_state(row), capital=capitals, **codes)
        add(replace(country, weight=0 if row["type"] == "historical" else _STATE))
    for row in _rows("cities.csv"):
        id_ = row["qid"] or f"{slug(row['label_en'])}-{row['country_iso3'].lower()}"
        where = states.get(row["country_iso3"], "")
        what = f"capital of {where}" if row["is_capital"] == "yes" else f"city in {where}" if where else "city"
        city = _known("city", id_, row, what, country=state(row))
        add(replace(city, weight=int(float(row["population"] or 0))))
    for row in _rows("organisations.csv"):
        where = ", ".join(states[code] for code in _many(row, "country_iso3") if code in states)
        what = f"{row['kind'].replace('_', ' ')}{f' in {where}' if where else ''}"
        id_ = row["qid"] or slug(row["label_en"])
        add(_known("organization", id_, row, what, "abbreviations", country=state(row)))
    for row in _rows("people.csv"):
        where = states.get(row["country_iso3"], "")
        years = "–".join(dict.fromkeys(filter(None, (row["from_year"], row["to_year"]))))
        what = f"{row['office']}{f' of {where}' if where else ''}{f', {years}' if years else ''}"
        id_ = row["qid"] or slug(row["label_en"])
        add(_known("person", id_, row, what, country=state(row), office=_many(row, "office")))
    for row in _rows("currencies.csv"):
        where = ", ".join(states[code] for code in _many(row, "countries_iso3")[:3] if code in states)
        what = f"{'former ' if row['status'] == 'historical' else ''}currency{f' of {where}' if where else ''}"
        code = row["iso4217"]
        add(_known("currency", code, row, what, country=state(row), iso4217=(code,)))
    return tuple(found.values())


def _of_state(row: Row) -> str:
    years = "–".join(filter(None, (row["start_year"], row["end_year"])))
    kinds = {
        "un_member": "member state of the United Nations",
        "un_observer": "observer state of the United Nations",
        "partially_recognised": "partially recognised state",
    }
    what = "former state" if row["type"] == "historical" else kinds.get(row["type"], row["type"].replace("_", " "))
    return f"{what}, {years}" if years else what


def _joined(old: Known, new: Known) -> Known:
    """Two rows of one entity: a person with two offices."""
    labels = {**new.labels, **old.labels}
    names = dict.fromkeys((*old.aliases, *new.labels.values(), *new.aliases))
    parts = dict.fromkeys(filter(None, (old.description, new.description)))
    return replace(
        old,
        labels=labels,
        aliases=tuple(name for name in names if name not in labels.values()),
        weak=tuple(dict.fromkeys((*old.weak, *new.weak))),
        qid=old.qid or new.qid,
        description="; ".join(parts),
        properties={
            name: tuple(dict.fromkeys((*old.properties.get(name, ()), *new.properties.get(name, ()))))
            for name in (*old.properties, *new.properties)
        },
        weight=max(old.weight, new.weight),
    )


NAMED = """
SELECT ?entity ?class ?property ?value WHERE {
  VALUES ?class { bilat:Country bilat:City bilat:Person bilat:Organization bilat:Currency bilat:Relationship }
  VALUES ?property { rdfs:label skos:altLabel owl:sameAs bilat:country bilat:party }
  ?entity a ?class ; ?property ?value .
} ORDER BY ?entity ?property ?value"""


def of_rows(rows: Iterable[Sequence[Any]]) -> tuple[Known, ...]:
    """The entities that a graph names, from the rows that it answers to the query ``NAMED``: terms of RDF."""
    found: dict[str, Known] = {}
    for entity, class_, property_, value in rows:
        kind = kind_of(class_.value)
        if kind is None or not entity.value.startswith(ID):
            continue
        id_ = entity.value.removeprefix(ID)
        each = found.get(id_) or Known(kind, id_, {}, description=f"{KINDS[kind].name.lower()} named in the graph")
        match re.split(r"[/#]", property_.value)[-1]:
            case "label" if value.language in LANGUAGES and value.language not in each.labels:
                each = replace(each, labels={**each.labels, value.language: value.value})
            case "label" | "altLabel":
                each = replace(each, aliases=(*each.aliases, value.value))
            case "sameAs" if QID.fullmatch(item := value.value.removeprefix(WIKIDATA)):
                each = replace(each, qid=item)
            case "country" | "party" if value.value.startswith(ID):
                states = (*each.properties.get("country", ()), value.value.removeprefix(ID))
                each = replace(each, properties={**each.properties, "country": states})
        found[id_] = each
    return tuple(each for each in found.values() if each.labels or each.aliases)


def together(*sources: Iterable[Known]) -> tuple[Known, ...]:
    """Entities of several sources as one list: what the first says of an entity stands before what the others add."""
    found: dict[str, Known] = {}
    for source in sources:
        for each in source:
            old = found.get(each.id)
            found[each.id] = _joined(old, replace(each, description=old.description)) if old else each
    return tuple(found.values())
