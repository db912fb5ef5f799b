from __future__ import annotations

import dataclasses
import random
from decimal import Decimal

import gold
import made
import pytest
from pyoxigraph import Literal, NamedNode

from bilat_kg.graph.gazetteer import describe
from bilat_kg.graph.namespaces import (
    DATA_NS,
    GAZETTEER_GRAPH,
    LABEL,
    ONTOLOGY_NS,
    TYPE,
    XSD,
    is_ours,
    kebab,
    resource,
    term,
)
from bilat_kg.graph.quads import entities, evidence_iri, fact_iri, pairs, quads, value_term, year
from bilat_kg.model import Concept, Entity, PartialDate, Period, Text

MYS, RUS, SUN = (gold.country(code) for code in ("MYS", "RUS", "SUN"))


def statements(of) -> set[tuple[str, str, str]]:
    return {(str(quad.subject), quad.predicate.value.rsplit("/", 1)[-1], str(quad.object)) for quad in of}


@pytest.mark.parametrize(
    ("value", "datatype", "expected"),
    [
        (PartialDate("1967"), None, f'"1967"^^<{XSD}gYear>'),
        (PartialDate("1967-04"), None, f'"1967-04"^^<{XSD}gYearMonth>'),
        (PartialDate("1967-04-03"), None, f'"1967-04-03"^^<{XSD}date>'),
        (
            Period(PartialDate("2012"), PartialDate("2013")),
            None,
            '"2012/2013"^^<http://id.loc.gov/datatypes/edtf/EDTF>',
        ),
        (Decimal("21200000"), f"{XSD}decimal", f'"21200000"^^<{XSD}decimal>'),
        (Decimal("1.50"), f"{XSD}decimal", f'"1.5"^^<{XSD}decimal>'),
        (Decimal("1E+6"), f"{XSD}decimal", f'"1000000"^^<{XSD}decimal>'),
        (1300, f"{XSD}decimal", f'"1300"^^<{XSD}decimal>'),
        (Decimal("1300"), f"{XSD}integer", f'"1300"^^<{XSD}integer>'),
        (1, None, f'"1"^^<{XSD}integer>'),
        (True, None, f'"true"^^<{XSD}boolean>'),
        (Text("পাম তেল", "bn"), None, '"পাম তেল"@bn'),
        (Text("\u09df"), None, '"\u09af\u09bc"'),  # YYA is stored decomposed, as NFC has it
        (Concept("Open"), None, f"<{ONTOLOGY_NS}Open>"),
        (Concept("topic/cyber_security"), None, f"<{DATA_NS}topic/cyber_security>"),
        (Entity("currency", "USD", "dollar"), None, f"<{DATA_NS}currency/USD>"),
    ],
)
def test_values_become_canonical_terms(value, datatype, expected):
    assert str(value_term(value, datatype)) == expected


def test_a_whole_number_is_asked_for_where_the_ontology_says_integer():
    with pytest.raises(ValueError, match="no whole number"):
        value_term(Decimal("1.5"), f"{XSD}integer")


def test_class_names_become_path_segments():
    assert [kebab(name) for name in ("Embassy", "HighCommission", "MemorandumOfUnderstanding")] == [
        "embassy",
        "high-commission",
        "memorandum-of-understanding",
    ]


def test_the_iri_of_a_fact_is_a_function_of_its_class_and_key_roles():
    one, other = made.article("one"), made.article("other", "অন্য কথা")
    mission = {"sender": MYS, "receiver": RUS, "status": Concept("Open"), "openedOn": PartialDate("1968")}
    here = made.fact("Embassy", one, **mission)
    iri = fact_iri(here)
    assert iri == fact_iri(made.fact("Embassy", other, rule="x", confidence="0.5", **dict(reversed(mission.items()))))
    assert iri == fact_iri(made.fact("Embassy", one, closedOn=PartialDate("1990"), **mission))  # not a key role
    assert iri.value.startswith(f"{DATA_NS}embassy/")
    others = [
        made.fact("HighCommission", one, **mission),
        made.fact("Embassy", one, **{**mission, "openedOn": PartialDate("1968-04")}),
        made.fact("Embassy", one, **{**mission, "sender": RUS, "receiver": MYS}),
        made.fact("Embassy", one, **{**mission, "status": Concept("Closed")}),
    ]
    assert len({iri, *map(fact_iri, others)}) == 5


def test_the_iri_does_not_depend_on_the_order_of_parties():
    of = made.article("one")
    assert fact_iri(made.fact("DiplomaticRelation", of, party=(MYS, RUS))) == fact_iri(
        made.fact("DiplomaticRelation", of, party=(RUS, MYS))
    )


def test_two_articles_that_agree_make_one_fact_with_two_pieces_of_evidence():
    readings = [
        made.reading(of, made.fact("DiplomaticRelation", of, party=(MYS, RUS), establishedOn=PartialDate("1967")))
        for of in (made.article("one"), made.article("two"))
    ]
    all_quads = [quad for reading in readings for quad in quads(reading)]
    facts = {quad.subject for quad in all_quads if quad.predicate == TYPE and quad.object == term("Fact")}
    evidence = {quad.object for quad in all_quads if quad.predicate == term("evidence")}
    assert (len(facts), len(evidence)) == (1, 2)
    assert evidence == {evidence_iri(reading.article, reading.facts[0].evidence[0]) for reading in readings}


def test_a_fact_stated_twice_in_one_article_keeps_the_surer_rule_and_both_places():
    of = made.article("one", "ক খ")
    roles = {"party": (MYS, RUS), "establishedOn": PartialDate("1967")}
    weak = made.fact("DiplomaticRelation", of, rule="weak", confidence="0.4", span=(0, 1), **roles)
    strong = made.fact("DiplomaticRelation", of, rule="strong", confidence="0.9", span=(2, 3), **roles)
    for facts in ((weak, strong), (strong, weak)):
        found = list(quads(made.reading(of, *facts)))
        values = {
            name: [quad.object.value for quad in found if quad.predicate == term(name)]
            for name in ("rule", "confidence", "quote")
        }
        assert values["rule"] == ["strong"]
        assert values["confidence"] == ["0.9"]
        assert sorted(values["quote"]) == ["ক", "খ"]


def test_superclasses_the_pair_and_the_year_are_stated():
    of = made.article("one")
    fact = made.fact(
        "HighCommission", of, sender=MYS, receiver=RUS, status=Concept("Open"), openedOn=PartialDate("1968-04")
    )
    found = list(quads(made.reading(of, fact)))
    types = {quad.object.value for quad in found if quad.subject == fact_iri(fact) and quad.predicate == TYPE}
    assert {ONTOLOGY_NS + name for name in ("HighCommission", "DiplomaticMission", "Fact")} <= types
    about = {(quad.predicate, quad.object) for quad in found if quad.subject == fact_iri(fact)}
    assert (term("relationship"), resource("relationship/MYS-RUS")) in about
    assert (term("year"), Literal("1968", datatype=NamedNode(f"{XSD}integer"))) in about
    parties = {quad.object for quad in found if quad.subject == resource("relationship/MYS-RUS")}
    assert {resource("country/MYS"), resource("country/RUS")} <= parties


def test_the_year_of_a_period_is_the_one_it_begins_in():
    of = made.article("one")
    period = Period(PartialDate("2012"), PartialDate("2013"))
    assert year(made.fact("TradeObservation", of, period=period)) == 2012
    assert year(made.fact("TradeObservation", of)) is None


def test_a_fact_of_three_states_points_to_each_of_its_pairs():
    fact = made.fact("Agreement", made.article("one"), party=(SUN, RUS, MYS))
    assert pairs(fact) == [("MYS", "RUS"), ("MYS", "SUN"), ("RUS", "SUN")]


def test_observations_belong_to_the_data_set_that_the_ontology_names():
    of = made.article("one")
    trade = made.fact("TradeObservation", of, flow=Concept("Export"), exporter=MYS, importer=RUS, amount=Decimal(5))
    people = made.fact("PeopleObservation", of, group=Concept("people/students"), fromCountry=MYS, toCountry=RUS)
    found = {
        (quad.subject, quad.object.value)
        for quad in quads(made.reading(of, trade, people))
        if quad.predicate.value.endswith("cube#dataSet")
    }
    assert found == {
        (fact_iri(trade), f"{DATA_NS}dataset/exports"),
        (fact_iri(people), f"{DATA_NS}dataset/people"),
    }


def test_what_the_text_does_not_say_is_refused():
    of = made.article("one")
    fact = made.fact("DiplomaticRelation", of, party=(MYS, RUS))
    lie = dataclasses.replace(fact, evidence=(dataclasses.replace(fact.evidence[0], quote="চুক্তি"),))
    with pytest.raises(ValueError, match=r"one: the text at 0–\d+ does not read 'চুক্তি'"):
        list(quads(made.reading(of, lie)))


def test_a_fact_without_words_is_refused():
    of = made.article("one")
    fact = dataclasses.replace(made.fact("DiplomaticRelation", of, party=(MYS, RUS)), evidence=())
    with pytest.raises(ValueError, match="one: a fact of the rule 'made' has no evidence"):
        list(quads(made.reading(of, fact)))


@pytest.mark.parametrize(
    ("kind", "roles", "message"),
    [
        ("Embasy", {}, "no fact class 'Embasy'"),
        ("Embassy", {"snder": MYS}, "DiplomaticMission has no role 'snder'; it has sender, receiver"),
    ],
)
def test_a_fact_outside_the_ontology_is_refused(kind, roles, message):
    of = made.article("one")
    with pytest.raises(ValueError, match=message):
        list(quads(made.reading(of, made.fact(kind, of, **roles))))


def test_the_order_of_facts_roles_and_mentions_does_not_matter():
    shuffled = random.Random(4)
    for stem in gold.STEMS:
        reading = gold.reading(stem)
        facts = [
            dataclasses.replace(fact, roles=tuple(shuffled.sample(fact.roles, len(fact.roles))))
            for fact in reading.facts
        ]
        shuffled.shuffle(facts)
        other = dataclasses.replace(reading, facts=tuple(facts), mentions=reading.mentions[::-1])
        assert set(quads(reading)) == set(quads(other))


def test_an_article_counts_how_often_it_names_each_entity():
    reading = gold.reading("mys-omn")
    found = [quad for quad in quads(reading) if quad.predicate == term("mentions")]
    assert sum(int(quad.object.value) for quad in found) == len(reading.mentions) == 39
    assert {quad.graph_name for quad in found} == {NamedNode(reading.article.iri)}
    assert len(found) == len({mention.entity for mention in reading.mentions})


def test_everything_named_is_described():
    readings = gold.readings()
    named = [entity for reading in readings for entity in entities(reading)]
    facts = [fact for reading in readings for fact in reading.facts]
    gazetteer = list(describe(named, [pair for fact in facts for pair in pairs(fact)]))
    described = {quad.subject for quad in gazetteer}
    for reading in readings:
        described |= {quad.subject for quad in quads(reading)}
    data = [quad.object for quad in [*gazetteer, *(quad for reading in readings for quad in quads(reading))]]
    dangling = {iri for iri in data if isinstance(iri, NamedNode) and iri.value.startswith(DATA_NS)} - described
    lists = {"topic", "office", "visit-kind", "people", "stance", "event-kind", "dataset"}  # the ontology has these
    assert {iri.value.removeprefix(DATA_NS).split("/")[0] for iri in dangling} <= lists
    assert all(quad.graph_name == GAZETTEER_GRAPH for quad in gazetteer)


def test_no_object_of_the_whole_graph_dangles(graph):
    subjects = {quad.subject for quad in graph.build.store}
    dangling = {
        quad.object
        for quad in graph.build.store
        if isinstance(quad.object, NamedNode) and is_ours(quad.object.value) and quad.object not in subjects
    }
    assert dangling == set()
    assert len(subjects) > 400


def test_the_gazetteer_knows_better_than_an_article_and_an_article_tells_the_rest():
    known = Entity("country", "MYS", "Malaya", "মালয়", "Q1")
    told = Entity("person", "fulan", "Fulan", "ফুলান", None, "MYS")
    found = list(describe([told, known, Entity("person", "fulan", "Fulan al-Fulani", "ফুলান")]))
    about = {(quad.subject.value.removeprefix(DATA_NS), quad.predicate, str(quad.object)) for quad in found}
    assert ("country/MYS", LABEL, '"Malaysia"@en') in about
    assert ("person/fulan", LABEL, '"Fulan"@en') in about
    assert ("person/fulan", NamedNode("http://www.w3.org/2004/02/skos/core#altLabel"), '"Fulan al-Fulani"@en') in about
    assert ("person/fulan", term("country"), f"<{DATA_NS}country/MYS>") in about
    assert not [one for one in about if "Malaya" in one[2]]
    assert ("city/Q1865", LABEL, '"Kuala Lumpur"@en') in about  # the capital comes with its country


def test_a_dollar_does_not_bring_all_who_pay_in_dollars():
    found = list(describe([Entity("currency", "USD", "dollar"), Entity("country", "ECU", "Ecuador")]))
    countries = {quad.subject.value for quad in found if quad.object == term("Country")}
    assert countries == {f"{DATA_NS}country/ECU"}
    assert [quad for quad in found if quad.subject == resource("currency/USD") and quad.predicate == term("country")]
