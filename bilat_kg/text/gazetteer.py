"""Names of the gazetteer as entities: who is known, and by which words in a language."""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bilat_kg.model import Entity
from bilat_kg.resources import GAZETTEER
from bilat_kg.text.spelling import fold

KINDS = ("country", "weak", "demonym", "city", "person", "organization", "office")


@dataclass(frozen=True, slots=True)
class Name:
    """One way to name one entity: ``kind`` is one of ``KINDS``; an office has senses and no entity.

    A ``weak`` name stands for a country, or a city of it, only in an article about that country (কঙ্গো, বন).
    Regions and bodies of water (দক্ষিণ আমেরিকা, ওমান উপসাগর) are words with a sense, so that no state is read in them.
    """

    text: str
    kind: str
    entity: Entity | None
    senses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the gazetteer with the office and years by which a bare surname may be told."""

    entity: Entity
    names: tuple[str, ...]
    office: str
    first_year: int | None
    last_year: int | None


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (GAZETTEER / file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _split(value: str | None) -> list[str]:
    return [unicodedata.normalize("NFC", part.strip()) for part in (value or "").split("|") if part.strip()]


def slug(label: str) -> str:
    """The local part of an IRI for an entity without a QID: ``Khalifa bin Salman`` → ``khalifa-bin-salman``."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "unnamed"


@cache
def countries() -> dict[str, Entity]:
    """Every country and former country, by its ISO 3166-1 alpha-3 (or the gazetteer's own) code."""
    return {
        row["iso3"]: Entity(
            "country", sys.intern(row["iso3"]), row["label_en"], _first(row["label_bn"]), row["qid"] or None
        )
        for row in _rows("countries.csv")
    }


@cache
def capitals() -> dict[str, frozenset[str]]:
    """The QIDs of the capitals of each country."""
    return {row["iso3"]: frozenset(_split(row["capital_qids"])) for row in _rows("countries.csv")}


@cache
def lifetimes() -> dict[str, tuple[int | None, int | None]]:
    """For each former country the years in which it began and ended."""
    return {
        row["iso3"]: (_year(row["start_year"]), _year(row["end_year"]))
        for row in _rows("countries.csv")
        if row["type"] == "historical"
    }


@cache
def successors() -> dict[str, tuple[str, bool]]:
    """For each former state the one that carries on its relations, and whether facts keep its own name.

    A treaty with Czechoslovakia names Czechoslovakia; one with the Federation of Malaya names Malaysia.
    """
    return {
        row["former"]: (sys.intern(row["successor"]), row["keeps_name"] == "yes") for row in _rows("successors.csv")
    }


@cache
def cities() -> dict[str, tuple[Entity, int, bool]]:
    """Every city by its id, with its inhabitants (0 where unknown) and whether it is a capital."""
    found = {}
    for row in _rows("cities.csv"):
        key = row["qid"] or f"{slug(row['label_en'])}-{row['country_iso3'].lower()}"
        entity = Entity(
            "city", key, row["label_en"], _first(row["label_bn"]), row["qid"] or None, _code(row["country_iso3"])
        )
        people = int(float(row["population"] or 0))
        found[key] = (entity, people, row["is_capital"] in {"yes", "administrative", "de_facto"})
    return found


@cache
def _city_rows() -> Mapping[str, Sequence[tuple[Mapping[str, str], Entity]]]:
    """The rows of the cities of each country, each with its city."""
    found: dict[str, list[tuple[Mapping[str, str], Entity]]] = {}
    known = cities()
    for row in _rows("cities.csv"):
        key = row["qid"] or f"{slug(row['label_en'])}-{row['country_iso3'].lower()}"
        found.setdefault(row["country_iso3"], []).append((row, known[key][0]))
    return found


@cache
def city_names(lang: str, state: str) -> tuple[tuple[str, Entity], ...]:
    """The folded names of the cities of a country in the language ``lang``."""
    return tuple(
        (fold(text), city)
        for row, city in _city_rows().get(state, ())
        for text in _split(row.get(f"label_{lang}")) + _split(row.get(f"aliases_{lang}"))
    )


@cache
def city_labels(state: str) -> tuple[tuple[str, Entity], ...]:
    """The English names of the cities of a country, as slugs."""
    return tuple(
        (slug(text), city)
        for row, city in _city_rows().get(state, ())
        for text in (row["label_en"], *_split(row.get("aliases_en")))
    )


@cache
def people(lang: str) -> tuple[Person, ...]:
    """Everybody with a name in the language ``lang``, one row an office held."""
    found = []
    for row in _rows("people.csv"):
        labels = tuple(_split(row.get(f"label_{lang}")) + _split(row.get(f"aliases_{lang}")))
        if labels:
            entity = Entity(
                "person",
                row["qid"] or slug(row["label_en"]),
                row["label_en"],
                _first(row["label_bn"]),
                row["qid"] or None,
                _code(row["country_iso3"]),
            )
            found.append(Person(entity, labels, row["kind"], _year(row["from_year"]), _year(row["to_year"])))
    return tuple(found)


@cache
def homes() -> dict[str, str]:
    """The state of each organization that belongs to one, by the organization's id."""
    return {
        row["qid"] or slug(row["label_en"]): row["country_iso3"]
        for row in _rows("organisations.csv")
        if row["country_iso3"]
    }


@cache
def currencies() -> dict[str, Entity]:
    """Every currency by its ISO 4217 code."""
    return {
        row["iso4217"]: Entity("currency", row["iso4217"], row["label_en"], _first(row["label_bn"]), row["qid"] or None)
        for row in _rows("currencies.csv")
    }


@cache
def currency_users() -> dict[str, frozenset[str]]:
    """The states that use, or used, each currency, by its ISO 4217 code."""
    return {row["iso4217"]: frozenset(_split(row["countries_iso3"])) for row in _rows("currencies.csv")}


@cache
def currency_names(lang: str) -> dict[str, tuple[str, ...]]:
    """The names of every currency in the language ``lang``, the longest first, by its ISO 4217 code."""
    return {
        row["iso4217"]: tuple(
            sorted(_split(row.get(f"label_{lang}")) + _split(row.get(f"aliases_{lang}")), key=len, reverse=True)
        )
        for row in _rows("currencies.csv")
    }


@cache
def offices() -> dict[str, Entity]:
    """The offices that facts tell apart (``bilat:office``), by id; the others are only titles."""
    return {
        row["office_id"]: Entity(
            "office", row["office_id"], row["label_en"], _first(row["label_bn"]), row["qid"] or None
        )
        for row in _rows("offices.csv")
        if row["office_id"] == row["visitor_office"]
    }


@cache
def names(lang: str) -> tuple[Name, ...]:
    """Every name in the language ``lang`` of everything that the gazetteer knows."""
    return tuple(_names(lang))


def _names(lang: str) -> Iterator[Name]:
    label, aliases, demonyms = f"label_{lang}", f"aliases_{lang}", f"demonym_{lang}"
    by_code = countries()
    for row in _rows("countries.csv"):
        country = by_code[row["iso3"]]
        for text in _split(row.get(label)) + _split(row.get(aliases)):
            yield Name(text, "country", country)
        for text in _split(row.get(label)):
            if " " in text:
                yield Name(text.replace(" ", ""), "country", country)  # সৌদিআরব
        for text in _split(row.get(f"weak_{aliases}")):
            yield Name(text, "weak", country)
        for text in _split(row.get(demonyms)):
            yield Name(text, "demonym", country)
    known = cities()
    for row in _rows("cities.csv"):
        key = row["qid"] or f"{slug(row['label_en'])}-{row['country_iso3'].lower()}"
        for text in _split(row.get(label)) + _split(row.get(aliases)):
            yield Name(text, "city", known[key][0])
        for text in _split(row.get(f"weak_{aliases}")):
            yield Name(text, "weak", known[key][0])
    for row in _rows("regions.csv"):
        wide = row["kind"] in {"continent", "region"}
        for text in _split(row.get(label)) + _split(row.get(aliases)):
            yield Name(text, "word", None, ("region" if wide else "feature",))
    for row in _rows("organisations.csv"):
        entity = Entity(
            "organization", row["qid"] or slug(row["label_en"]), row["label_en"], _first(row["label_bn"]),
            row["qid"] or None,
        )  # fmt: skip
        for column in (label, aliases, f"abbreviations_{lang}"):
            for text in _split(row.get(column)):
                yield Name(text, "organization", entity)
    seen = set()
    for person in people(lang):
        for text in person.names:
            if (text, person.entity.id) not in seen and " " in text:
                seen.add((text, person.entity.id))
                yield Name(text, "person", person.entity)
    for row in _rows("offices.csv"):
        for text in _split(row.get(label)) + _split(row.get(f"variants_{lang}")):
            yield Name(text, "office", None, (f"office:{row['office_id']}", row["visitor_office"]))


def _code(value: str) -> str | None:
    """The code of a state; equal ones are the same object."""
    return sys.intern(value) or None


def _first(value: str) -> str | None:
    return unicodedata.normalize("NFC", value) or None


def _year(value: str) -> int | None:
    return int(value[:4]) if value[:4].isdigit() else None
