from __future__ import annotations

import pytest

from bilat_kg.link.reconciliation.entities import Known
from bilat_kg.link.reconciliation.index import Index
from bilat_kg.link.reconciliation.scoring import CERTAIN, FEATURES, Condition, Query, candidates

SMALL = Index(
    [
        Known("country", "country/DEU", {"en": "Germany", "bn": "জার্মানি"}, weak=("German",), qid="Q183"),
        Known("country", "country/SGP", {"en": "Singapore", "bn": "সিঙ্গাপুর"}, qid="Q334"),
        Known("city", "city/Q334", {"en": "Singapore"}, qid="Q334", properties={"country": ("country/SGP",)}),
        Known("city", "city/Q586", {"en": "Bonn"}, weak=("বন",), properties={"country": ("country/DEU",)}, weight=3),
        Known("city", "city/one-usa", {"en": "Springfield"}, properties={"country": ("country/USA",)}),
        Known("city", "city/two", {"en": "Springfield"}, weight=9),
        Known("person", "person/mm", {"en": "Mahathir Mohamad"}, ("Dr M",), properties={"office": ("Prime Minister",)}),
        Known("country", "country/LKA", {"bn": "শ্রীলঙ্কা"}, properties={"iso3": ("LKA",), "iso2": ("LK",)}),
        Known("country", "country/BFA", {"bn": "বুর্কিনা ফাসো"}, weak=("বুর্কিনা ফাসোর",)),
        Known("organization", "organization/dots", {"en": "...."}),
        Known("city", "city/kata", {"bn": "কাতা"}),
        Known("country", "country/QAT", {"bn": "কাতার"}),
    ]
)


def ask(*names, types=(), strict="any", index=SMALL, identity=lambda each: each.id, **properties):
    conditions = [Condition("name", (name,)) for name in names]
    conditions += [Condition("property", (value,), name) for name, value in properties.items()]
    return candidates(index, Query(tuple(conditions), types, strict), identity)


def best(*names, **more):
    found = ask(*names, **more)
    return (found[0].entity.id, found[0].score, found[0].ground, found[0].match) if found else None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("country/DEU", ("country/DEU", 100, "id", True)),
        ("https://w3id.org/bilat-kg/id/country/DEU", ("country/DEU", 100, "id", True)),
        ("Q183", ("country/DEU", 100, "id", True)),
        ("http://www.wikidata.org/entity/Q183", ("country/DEU", 100, "id", True)),
        ("germany", ("country/DEU", 100, "label", True)),
        ("Dr M", ("person/mm", 98, "alias", True)),
        ("জার্মানিতে", ("country/DEU", 97, "label, inflected", True)),
        ("শ্রীলংকা", ("country/LKA", 95, "label, respelled", True)),
        ("শ্রীলংকার", ("country/LKA", 92, "label, inflected, respelled", True)),
        ("German", ("country/DEU", 60, "weak name", False)),
        ("বন", ("city/Q586", 60, "weak name", False)),
        ("Germny", ("country/DEU", 78.5, "near miss", False)),
        ("কাতার", ("country/QAT", 100, "label", True)),
        ("বুর্কিনা ফাসোর", ("country/BFA", 97, "label, inflected", True)),  # and an adjective, which says less
        ("জার্মানিও", ("country/DEU", 88, "label, inflected", False)),
        ("....", ("organization/dots", 100, "label", True)),
        ("q183", None),  # a code only as it is written
        ("Atlantis", None),
        ("", None),
        (" .,- ", None),
    ],
)
def test_the_score_says_what_a_candidate_was_found_by(name, expected):
    assert best(name) == expected


def test_a_plainer_reading_keeps_others_from_being_certain():
    found = {each.entity.id: each for each in ask("কাতার")}
    assert (found["city/kata"].score, found["city/kata"].ground) == (77, "label, inflected")
    assert best("কাতারে") == ("country/QAT", 97, "label, inflected", True)
    assert best("কাতার", types=("City",)) == ("city/kata", 97, "label, inflected", True)


def test_some_words_of_a_name_are_no_match():
    (found,) = ask("Mahathir")
    assert (found.entity.id, found.ground, found.match) == ("person/mm", "shared words", False)
    assert 0 < found.score < CERTAIN


def test_two_that_are_certain_mean_that_none_is():
    found = ask("Springfield")
    assert [(each.entity.id, each.score, each.match) for each in found] == [
        ("city/two", 100, False),  # the larger one first
        ("city/one-usa", 100, False),
    ]


def test_two_entities_that_are_one_item_are_one():
    assert [each.match for each in ask("Singapore")] == [False, False]
    assert ask("Singapore", identity=lambda each: each.qid)[0].match


def test_a_type_leaves_others_out_and_should_only_puts_them_behind():
    assert best("Singapore", types=("City",))[0] == "city/Q334"
    assert best("Singapore", types=("Q515",)) == ("city/Q334", 100, "label", True)
    assert best("Singapore", types=("https://w3id.org/bilat-kg/ontology#Country",))[0] == "country/SGP"
    assert len(ask("Singapore", types=("City", "Country"))) == 2
    assert ask("Singapore", types=("City", "Country"), strict="all") == ()
    assert ask("Singapore", types=("Volcano",)) == ()
    assert [
        (each.entity.id, each.score, each.match) for each in ask("Singapore", types=("City",), strict="should")
    ] == [
        ("city/Q334", 100, True),
        ("country/SGP", 70, False),
    ]


@pytest.mark.parametrize("germany", ["জার্মানি", "জার্মানির", "Germany", "Q183", "country/DEU", "DEU"])
def test_a_property_makes_a_weak_name_certain(germany):
    assert best("বন", country=germany) == ("city/Q586", 92, "weak name", True)
    assert best("বন", P17=germany) == ("city/Q586", 92, "weak name", True)


def test_a_property_that_contradicts_or_is_not_known_makes_less_certain():
    scores = {each.entity.id: (each.score, each.match) for each in ask("Springfield", country="Germany")}
    assert scores == {"city/one-usa": (50, False), "city/two": (88, False)}
    assert best("Bonn", country="Singapore")[1] == 50
    assert best("Bonn", country="Atlantis")[1] == 88  # which no state here is called
    assert best("Bonn", colour="red")[1] == 88
    assert ask("Bonn", country="Germany")[0].features["properties"] == 1


def test_properties_alone_find_who_has_them():
    assert best(iso3="LKA") == ("country/LKA", 100, "properties", True)
    assert best(country="Germany") == ("city/Q586", 50, "properties", False)
    assert best(office="prime minister") == ("person/mm", 50, "properties", False)
    assert best(country="LK") is None


def query(*conditions):
    return candidates(SMALL, Query(conditions), lambda each: each.id)


def test_quantifiers_and_required_conditions():
    every = query(Condition("name", ("Bonn", "বন"), quantifier="all"))
    assert [(each.entity.id, each.score) for each in every] == [("city/Q586", 60)]
    assert query(Condition("name", ("Bonn", "Germany"), quantifier="all")) == ()
    either = query(Condition("name", ("Bonn", "Germany")))
    assert {each.entity.id for each in either if each.score == 100} == {"city/Q586", "country/DEU"}
    named, not_a_city = Condition("name", ("Singapore",)), Condition("id", ("city/Q334",), quantifier="none")
    assert [each.entity.id for each in query(named, not_a_city)] == ["country/SGP"]
    elsewhere = Condition("property", ("Singapore",), "country", "none", required=True)
    assert [each.entity.id for each in query(named, elsewhere)] == ["country/SGP"]
    required = Condition("property", ("Singapore",), "country", required=True)
    assert [each.entity.id for each in query(named, required)] == ["city/Q334"]
    germany = Condition("id", ("Q183",), required=True)
    assert [(each.entity.id, each.score) for each in query(named, germany)] == [("country/DEU", 50)]
    assert query(Condition("name", ("Singapore",), required=True), germany) == ()
    assert query(Condition("id", ("Singapore",))) == ()


def test_every_feature_has_a_name():
    told = {name for asked in ("Bonn", "Q183", "Germny") for each in ask(asked, country="x") for name in each.features}
    assert told == FEATURES.keys()
