"""Facts that cannot both be true: one class, the same key roles, another date or figure where one can be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from pyoxigraph import NamedNode, Quad

from bilat_kg.graph.namespaces import CONFLICTS_GRAPH, term
from bilat_kg.graph.quads import fact_iri, role_terms
from bilat_kg.model import Fact, PartialDate, Period, Value

_Singles = dict[str, frozenset[Value]]


class Conflicts:
    """Gathers the facts of a build and tells which of them conflict, whatever the order they came in."""

    def __init__(self) -> None:
        self._groups: defaultdict[tuple[str, ...], dict[NamedNode, _Singles]] = defaultdict(dict)

    def add(self, fact: Fact) -> None:
        """Take one fact into account."""
        roles = role_terms(fact)
        singles = {role.name: frozenset(fact.role(role.name)) for role, _ in roles if role.single}
        if singles:
            rest = [f"{role.name} {' '.join(map(str, terms))}" for role, terms in roles if role.key and not role.single]
            self._groups[fact.type, *sorted(rest)][fact_iri(fact)] = singles

    def quads(self) -> Iterator[Quad]:
        """``bilat:conflictsWith`` both ways for every two facts that conflict."""
        relation = term("conflictsWith")
        for group in self._groups.values():
            for (one, these), (other, those) in combinations(group.items(), 2):
                if any(not _some_agree(these[name], those[name]) for name in these.keys() & those.keys()):
                    yield Quad(one, relation, other, CONFLICTS_GRAPH)
                    yield Quad(other, relation, one, CONFLICTS_GRAPH)


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
