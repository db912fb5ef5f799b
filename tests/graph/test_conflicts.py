from __future__ import annotations

import random
from decimal import Decimal

import gold
import made
import pytest

from bilat_kg.graph.conflicts import compatible, figure, ties
from bilat_kg.graph.quads import fact_iri
from bilat_kg.model import Concept, Entity, PartialDate, Period

MYS, RUS = gold.country("MYS"), gold.country("RUS")
USD = Entity("currency", "USD", "dollar")
OF = made.article("one")


def conflicts(*facts) -> set[frozenset[str]]:
    figures = sorted({found for fact in facts if (found := figure(fact))})
    pairs = [(quad.subject.value, quad.object.value) for quad in ties(figures)]
    assert {(b, a) for a, b in pairs} == set(pairs)  # both ways
    return {frozenset(pair) for pair in pairs}


def relation(date: str):
    return made.fact("DiplomaticRelation", OF, party=(MYS, RUS), establishedOn=PartialDate(date))


def trade(year: str, amount: str, **more):
    roles = {"flow": Concept("TotalTrade"), "party": (MYS, RUS), "currency": USD, "period": PartialDate(year)} | more
    return made.fact("TradeObservation", OF, amount=Decimal(amount), **roles)


def both(*facts) -> set[frozenset[str]]:
    return {frozenset(fact_iri(fact).value for fact in facts)}


def test_two_dates_of_one_relation_conflict_unless_one_is_the_other_less_precise():
    assert conflicts(relation("1967"), relation("1968")) == both(relation("1967"), relation("1968"))
    assert conflicts(relation("1967"), relation("1967-04"), relation("1967-04-03")) == set()
    assert conflicts(relation("1967-04"), relation("1967-05")) == both(relation("1967-04"), relation("1967-05"))


def test_two_figures_of_one_year_conflict_unless_one_is_the_other_rounded():
    assert conflicts(trade("2006", "1060000000"), trade("2006", "956000000"))
    assert not conflicts(trade("2006", "1060000000"), trade("2006", "1064000000"))
    assert not conflicts(trade("2006", "1060000000"), trade("2007", "956000000"))
    export = {"flow": Concept("Export"), "party": (), "exporter": MYS, "importer": RUS}
    assert not conflicts(trade("2006", "1060000000"), trade("2006", "956000000", **export))


def test_what_may_happen_twice_does_not_conflict():
    visits = [
        made.fact("Visit", OF, visitorOffice=Concept("office/president"), fromCountry=RUS, toCountry=MYS,
                  startDate=PartialDate(date))
        for date in ("2003", "2007")
    ]  # fmt: skip
    assert not conflicts(*visits)
    missions = [
        made.fact(kind, OF, sender=RUS, receiver=MYS, status=Concept("Open"), openedOn=PartialDate(date))
        for kind, date in (("Embassy", "1968"), ("TradeOffice", "1967"))
    ]
    assert not conflicts(*missions)


def test_a_mission_opens_once():
    missions = [
        made.fact("Embassy", OF, sender=RUS, receiver=MYS, status=Concept("Open"), openedOn=PartialDate(date))
        for date in ("1968", "1971")
    ]
    assert conflicts(*missions) == both(*missions)


def test_an_unknown_date_conflicts_with_none():
    assert not conflicts(relation("1967"), made.fact("DiplomaticRelation", OF, party=(MYS, RUS)))


def test_the_order_of_facts_does_not_matter():
    facts = [relation(str(year)) for year in range(1960, 1970)]
    shuffled = random.Random(1).sample(facts, len(facts))
    assert conflicts(*facts) == conflicts(*shuffled)
    assert len(conflicts(*facts)) == 45


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (Decimal(1000), Decimal(1040), True),
        (Decimal(1000), Decimal(1300), False),
        (Decimal(0), Decimal(5), False),
        (Decimal(0), Decimal(0), True),
        (Decimal(28100000), Decimal(28000000), True),
        (Decimal(21200000), Decimal(21300000), False),
        (PartialDate("1985-04"), Period(PartialDate("1980"), PartialDate("1989")), True),
        (PartialDate("1990"), Period(PartialDate("1980"), PartialDate("1989")), False),
    ],
)
def test_compatible_values(a, b, expected):
    assert compatible(a, b) is compatible(b, a) is expected
