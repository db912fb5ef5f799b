"""Facts that cannot both be true: one class, the same key roles, another date or figure where one can be right."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from itertools import combinations, groupby
from operator import attrgetter

from pyoxigraph import NamedNode, Quad

from bilat_kg.graph.namespaces import CONFLICTS_GRAPH, term
from bilat_kg.graph.quads import fact_iri, role_terms, value_term
from bilat_kg.model import Fact, PartialDate, Period, Text, Value

_Singles = Mapping[str, frozenset[Value]]


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """What a fact says where only one value can be right.

    ``group`` is the same for all facts that speak of the same thing, ``fact`` the fact's IRI, and ``singles`` its
    values by role, as JSON, so that figures can wait on a disk.
    """

    group: str
    fact: str
    singles: str


def figure(fact: Fact) -> Figure | None:
    """The figure of a fact, where it has roles that conflict."""
    roles = role_terms(fact)
    singles = {role.name: sorted(map(_written, fact.role(role.name))) for role, _ in roles if role.single}
    if not singles:
        return None
    rest = [f"{role.name} {' '.join(map(str, terms))}" for role, terms in roles if role.key and not role.single]
    group = sha256("\n".join([fact.type, *sorted(rest)]).encode()).hexdigest()[:32]
    return Figure(group, fact_iri(fact).value, json.dumps(singles, ensure_ascii=False, sort_keys=True))


def ties(figures: Iterable[Figure]) -> Iterator[Quad]:
    """``bilat:conflictsWith`` both ways for every two facts of ``figures`` that conflict; these sorted by group."""
    relation = term("conflictsWith")
    for _, group in groupby(figures, attrgetter("group")):
        facts = {each.fact: _read(each.singles) for each in group}
        for (one, these), (other, those) in combinations(facts.items(), 2):
            if any(not _some_agree(these[name], those[name]) for name in these.keys() & those.keys()):
                yield Quad(NamedNode(one), relation, NamedNode(other), CONFLICTS_GRAPH)
                yield Quad(NamedNode(other), relation, NamedNode(one), CONFLICTS_GRAPH)


def _written(value: Value) -> list[str]:
    match value:
        case PartialDate(iso):
            return ["date", iso]
        case Period(first, last):
            return ["period", first.iso, last.iso]
        case bool():
            return ["other", str(value)]
        case Decimal() | int():
            return ["number", str(value)]
    return ["other", str(value_term(value))]


def _read(singles: str) -> _Singles:
    def value(kind: str, first: str, last: str = "") -> Value:
        match kind:
            case "date":
                return PartialDate(first)
            case "period":
                return Period(PartialDate(first), PartialDate(last))
            case "number":
                return Decimal(first)
        return Text(first)

    return {name: frozenset(value(*each) for each in values) for name, values in json.loads(singles).items()}


def _some_agree(these: frozenset[Value], those: frozenset[Value]) -> bool:
    return any(compatible(a, b) for a in these for b in those)


def compatible(a: Value, b: Value) -> bool:
    """Whether two values may describe the same thing with different precision.

    Dates are compatible if they overlap (1967 and 1967-04), figures if one is the other rounded (1.06 and 1.064
    billion); anything else has to be equal.
    """
    if isinstance(a, PartialDate | Period) and isinstance(b, PartialDate | Period):
        (first, last), (start, end) = _span(a), _span(b)
        return first <= end and start <= last
    if isinstance(a, Decimal | int) and isinstance(b, Decimal | int):
        # a round 1,000 is taken to be exact to two digits: it may stand for 1,040, not for 1,300
        digits = max(2, min(_significant(Decimal(a)), _significant(Decimal(b))))
        return abs(Decimal(a) - Decimal(b)) <= max(_half_unit(Decimal(n), digits) for n in (a, b))
    return a == b


def _span(date: PartialDate | Period) -> tuple[str, str]:
    first, last = (date.first, date.last) if isinstance(date, Period) else (date, date)
    return first.iso, f"{last.iso}~"  # "~" sorts after every digit and hyphen: the end of that year, month or day


def _significant(number: Decimal) -> int:
    return len(number.normalize().as_tuple().digits)


def _half_unit(number: Decimal, digits: int) -> Decimal:
    return Decimal(5).scaleb(number.adjusted() - digits) if number else Decimal(0)
