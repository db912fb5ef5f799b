"""Readings as flat records without a store between: what ``export facts`` would give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode

from bilat_kg.graph.namespaces import term
from bilat_kg.graph.quads import fact_iri, role_terms, value_term
from bilat_kg.graph.records import Properties, record
from bilat_kg.graph.vocabulary import vocabulary
from bilat_kg.model import Concept, Entity, Fact, Reading, Value

Record = dict[str, Any]


def records(readings: Iterable[Reading]) -> Iterator[Record]:
    """The records of the facts of some articles, one for each fact that an article states, however often."""
    for reading in readings:
        stated: dict[str, list[Fact]] = {}
        for fact in reading.facts:
            stated.setdefault(fact_iri(fact).value, []).append(fact)
        for iri, facts in stated.items():
            yield _record(iri, facts, reading.article.name)


def _record(iri: str, facts: list[Fact], article: str) -> Record:
    surest = min(facts, key=lambda fact: (-fact.confidence, fact.rule))
    values: dict[str, list[Literal | NamedNode]] = {
        term("rule").value: [Literal(surest.rule)],
        term("confidence").value: [Literal(str(surest.confidence))],
    }
    names: dict[str, str] = {}
    for fact in facts:
        for role, terms in role_terms(fact):
            known = values.setdefault(role.iri.value, [])
            known += [value for value in terms if value not in known]
        for _, given in fact.roles:
            names |= {value_term(value).value: name for value in given if (name := _name(value))}
    words = {(e.start, e.end, e.quote) for fact in facts for e in fact.evidence}
    return record(Properties(iri, surest.type, values, tuple(sorted(words))), article, names)


def _name(value: Value) -> str | None:
    """What the record calls an entity or a concept."""
    match value:
        case Entity(kind="country" | "currency"):
            return value.id
        case Entity():
            return value.label_en
        case Concept():
            return vocabulary().notation(value_term(value).value) or value.name
    return None
