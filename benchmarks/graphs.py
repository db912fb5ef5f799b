"""A graph of any size for measuring: the readings of the seed articles, copied to other states."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache
from pathlib import Path

from bilat_kg import resources, sources
from bilat_kg.graph import StoreWriter
from bilat_kg.model import Entity, Fact, PartialDate, Period, Reading, Value
from bilat_kg.text.pipeline import load


def make(store: Path, copies: int) -> int:
    """Write a store of four times ``copies`` articles with facts of their own; give the number of its quads."""
    readings = [load(article.lang).read(article) for article in sources.read(resources.ARTICLES)]
    with StoreWriter(store) as writer:
        for number in range(copies):
            for reading in readings:
                writer.add(_copy(reading, number))
        return writer.publish().quads


def _copy(reading: Reading, number: int) -> Reading:
    """The same article about other states, and once the states are used up, about other years."""
    article = reading.article
    name = f"{article.name}-{number}"
    renamed = replace(article, name=name, iri=f"{article.iri}-{number}")
    facts = tuple(_moved(replace(fact, article=name), number) for fact in reading.facts)
    mentions = tuple(replace(mention, entity=_neighbour(mention.entity, number)) for mention in reading.mentions)
    return replace(reading, article=renamed, facts=facts, mentions=mentions)


def _moved(fact: Fact, number: int) -> Fact:
    years = number // len(_states())

    def moved(value: Value) -> Value:
        match value:
            case Entity():
                return _neighbour(value, number)
            case Period(first, last):
                return Period(_later(first, years), _later(last, years))
            case PartialDate():
                return _later(value, years)
        return value

    return replace(fact, roles=tuple((name, tuple(map(moved, values))) for name, values in fact.roles))


@cache
def _states() -> tuple[str, ...]:
    with (resources.GAZETTEER / "countries.csv").open(encoding="utf-8", newline="") as rows:
        return tuple(sorted({row["iso3"] for row in csv.DictReader(rows) if len(row["iso3"]) == 3}))


def _neighbour(entity: Entity, number: int) -> Entity:
    """The state that stands so many places further in the list; any other entity itself."""
    states = _states()
    if entity.kind != "country" or entity.id not in states:
        return entity
    return Entity("country", states[(states.index(entity.id) + number) % len(states)], entity.label_en)


def _later(date: PartialDate, years: int) -> PartialDate:
    return PartialDate(f"{(date.year + years) % 10_000:04}{date.iso[4:]}")
