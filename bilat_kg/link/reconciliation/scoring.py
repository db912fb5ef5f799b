"""Candidates for a query: who may be meant, with a score from 0 to 100, and whether that is certain.

| found by | score |
|---|---|
| its id or QID | 100 |
| its label; an alias | 100; 98 |
| … with a case ending cut off (মস্কোতে) | 3 less |
| … with an article, a plural or an emphatic ending cut off (ঢাকাই) | 12 less |
| … in another spelling of the same letters (শ্রীলংকা) | 5 less |
| … in a way that the query can also be read, where a plainer reading names somebody | 20 less |
| a weak name (বন for Bonn), an adjective of a state | 60; 92 where a property agrees |
| a near miss | 85 times the likeness of the letters, at least 0.75 |
| some of its words | 75 times the weight of the shared words among all words |
| properties alone | 100 where a code agrees, else 50 |

A property that contradicts halves the score; one of which nothing is known, or whose value means nothing here, takes
12 % off. ``CERTAIN`` and above is as
good as certain, but only if a single entity is: two mean that the name is ambiguous, and none matches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from bilat_kg.link.reconciliation.entities import Known, kind_of, property_of
from bilat_kg.link.reconciliation.index import Hit, Index, Rank
from bilat_kg.link.reconciliation.names import key

CERTAIN = 90.0
_BY_RANK = {Rank.LABEL: 100.0, Rank.ALIAS: 98.0, Rank.WEAK: 60.0}
_INFLECTED, _DEFINITE, _RESPELLED, _SECOND = 3.0, 12.0, 5.0, 20.0
_NEAR, _WORDS = 85.0, 75.0
_WEAK_IN_CONTEXT = 92.0
_CONTRADICTS, _SILENT, _OTHER_TYPE = 0.5, 0.88, 0.7
_CODES = frozenset({"iso2", "iso3", "iso4217"})
_LEAST = 20.0  # below it a candidate only costs the reader's time

Quantifier = Literal["any", "all", "none"]


@dataclass(frozen=True, slots=True)
class Condition:
    """What an entity should be called, be identified by, or have as a property: one value or several."""

    on: Literal["name", "id", "property"]
    values: tuple[str, ...]
    property: str = ""
    quantifier: Quantifier = "any"
    required: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A reconciliation query of either version. ``types`` are as the client gave them; ``lang`` is of the answer."""

    conditions: tuple[Condition, ...]
    types: tuple[str, ...] = ()
    strict: Literal["any", "all", "should"] = "any"
    limit: int | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may be meant. ``ground`` is what it was found by; ``features`` say the same in numbers."""

    entity: Known
    score: float
    ground: str
    features: Mapping[str, float | bool]
    match: bool = False


class _Types:
    """Which entities have the types of a query; a type that nobody has leaves nobody."""

    def __init__(self, query: Query) -> None:
        kinds = [kind_of(type_) for type_ in query.types]
        self.kinds = frozenset(kind for kind in kinds if kind)
        self.given = bool(kinds)
        self.none = query.strict == "all" and len(set(kinds)) > 1  # nobody is a city and a person
        self.filters = self.given and query.strict != "should"

    def accept(self, each: Known) -> bool:
        return not self.filters or (not self.none and each.kind in self.kinds)

    def factor(self, each: Known) -> float:
        return _OTHER_TYPE if self.given and each.kind not in self.kinds else 1.0


def candidates(index: Index, query: Query, identity: Callable[[Known], str | None]) -> tuple[Candidate, ...]:
    """Give the candidates, best first; at most one of them is a ``match``.

    Two entities with one ``identity`` are one: Singapore is a country and a city, but one item of Wikidata.
    """
    types = _Types(query)
    told = [each for each in query.conditions if each.on != "property"]
    context = [_Context(index, each) for each in query.conditions if each.on == "property"]
    found = _by_names(index, told, types) if told else _by_properties(index, context, types)
    scored = []
    for at, (score, hit) in found.items():
        candidate = _weighed(index.entities[at], score, hit, context)
        if candidate:
            score = candidate.score * types.factor(candidate.entity)
            if score >= _LEAST:
                scored.append(replace(candidate, score=round(score, 1)))
    scored.sort(key=lambda each: (-each.score, -each.entity.weight, each.entity.id))
    certain = {identity(each.entity) or each.entity.id for each in scored if each.score >= CERTAIN}
    if len(certain) == 1:
        scored[0] = replace(scored[0], match=True)
    return tuple(scored)


def _score(hit: Hit) -> float:
    if hit.by == "near":
        return _NEAR * hit.likeness
    if hit.by == "words":
        return _WORDS * hit.likeness
    score = _BY_RANK[hit.rank]
    if hit.form.inflected:
        score -= _DEFINITE if hit.form.case == "Def" else _INFLECTED
    return score - _RESPELLED * hit.respelled - _SECOND * bool(hit.layer)


_Found = dict[int, tuple[float, Hit | str]]  # a hit, or what else an entity was found by


def _by_names(index: Index, conditions: Iterable[Condition], types: _Types) -> _Found:
    """Entities by names and ids; of several conditions each counts alike."""
    told: list[tuple[Condition, _Found]] = [(each, _by_name(index, each, types)) for each in conditions]
    positive = [(condition, found) for condition, found in told if condition.quantifier != "none"]
    refused = {at for condition, found in told if condition.quantifier == "none" for at, (score, _) in found.items()
               if score >= CERTAIN}  # fmt: skip
    every = {at for _, found in positive for at in found} - refused
    for condition, found in positive:
        if condition.required:
            every &= found.keys()
    result: _Found = {}
    for at in every:
        met = [found[at] for _, found in positive if at in found]
        score = sum(each for each, _ in met) / len(positive)
        result[at] = (score, max(met, key=lambda each: each[0])[1])
    return result


def _by_name(index: Index, condition: Condition, types: _Types) -> _Found:
    tables: list[_Found] = []
    for value in condition.values:
        found: _Found = {}
        for at in index.by_id(value):
            if types.accept(index.entities[at]):
                found[at] = (100.0, "id")
        if condition.on == "name":
            for at, hit in index.find(value, types.accept).items():
                found.setdefault(at, (_score(hit), hit))
        tables.append(found)
    joint: _Found = {}
    for found in tables:
        for at, each in found.items():
            if condition.quantifier == "all":
                if all(at in other for other in tables):
                    joint[at] = min(joint.get(at, each), each, key=lambda one: one[0])
            else:
                joint[at] = max(joint.get(at, each), each, key=lambda one: one[0])
    return joint


def _by_properties(index: Index, context: list[_Context], types: _Types) -> _Found:
    """Entities by what they have; a condition that only excludes finds nobody."""
    found: _Found = {}
    positive = [each for each in context if each.condition.quantifier != "none"]
    for at in {at for each in positive for wanted in each.wanted for at in index.having(each.name, wanted)}:
        each = index.entities[at]
        agreed = [condition for condition in context if condition.judge(each)]
        if agreed and types.accept(each):
            code = any(condition.code for condition in agreed)
            found[at] = (100.0 if code else 50.0 * len(agreed) / len(context), "properties")
    return found


class _Context:
    """A property condition, its values resolved once: who is meant by রাশিয়া, RUS, Q159 or Russia."""

    def __init__(self, index: Index, condition: Condition) -> None:
        self.condition = condition
        self.property = property_of(condition.property)
        self.name = self.property.id if self.property else condition.property
        self.code = self.name in _CODES and condition.quantifier != "none"
        self.wanted = [self._resolved(index, value) for value in condition.values]

    def _resolved(self, index: Index, value: str) -> frozenset[str]:
        if self.property is None or self.property.of is None:
            return frozenset({key(value)})
        kind = self.property.of
        meant = [index.entities[at].id for at in index.by_id(value) if index.entities[at].kind == kind]
        if not meant:
            hits = index.named(value, lambda each: each.kind == kind).values()
            meant = [index.entities[hit.at].id for hit in hits if hit.layer == 0 and hit.rank != Rank.WEAK]
        if not meant and kind == "country":
            meant = [each.id for each in index.entities if value in each.properties.get("iso2", ())]
        return frozenset(meant)

    def judge(self, each: Known) -> bool | None:
        """Whether the entity agrees, ``None`` where nothing is known of it or of the values."""
        has = each.properties.get(self.name) if self.property else None
        if not has or not any(self.wanted):
            return True if self.condition.quantifier == "none" else None
        values = frozenset(has) if self.property and self.property.of else frozenset(map(key, has))
        met = [bool(values & wanted) for wanted in self.wanted]
        match self.condition.quantifier:
            case "all":
                return all(met)
            case "none":
                return not any(met)
        return any(met)


def _weighed(each: Known, score: float, hit: Hit | str, context: list[_Context]) -> Candidate | None:
    agreed = 0
    silent = 0
    for condition in context:
        judgement = condition.judge(each)
        if condition.condition.required and not judgement:
            return None
        agreed += judgement is True
        silent += judgement is None
    features: dict[str, float | bool] = {"name": round(score, 1)}
    weak = isinstance(hit, Hit) and hit.by == "name" and hit.rank == Rank.WEAK and hit.layer == 0
    if weak and agreed:
        score = _WEAK_IN_CONTEXT
    score *= _SILENT**silent * _CONTRADICTS ** (len(context) - agreed - silent)
    if isinstance(hit, Hit):
        features |= {"inflected": hit.form.inflected, "respelled": hit.respelled}
    if context:
        features["properties"] = round(agreed / len(context), 3)
    return Candidate(each, score, _ground(hit), features)


def _ground(hit: Hit | str) -> str:
    if isinstance(hit, str):
        return hit
    if hit.by != "name":
        return {"near": "near miss", "words": "shared words"}[hit.by]
    what = {Rank.LABEL: "label", Rank.ALIAS: "alias", Rank.WEAK: "weak name"}[hit.rank]
    more = [word for word, holds in (("inflected", hit.form.inflected), ("respelled", hit.respelled)) if holds]
    return ", ".join((what, *more))


FEATURES: Mapping[str, str] = {
    "name": "How well the name fits, from 0 to 100, before properties and types are looked at",
    "inflected": "Whether a Bengali case ending was cut off",
    "respelled": "Whether the name was found in another spelling",
    "properties": "The share of the properties that agree, from 0 to 1",
}
