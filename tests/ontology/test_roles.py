"""The roles of the fact classes are the fields of the flat record: no more, no fewer, in that order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, Namespace, URIRef

BILAT = Namespace("https://w3id.org/bilat-kg/ontology#")
ID = "https://w3id.org/bilat-kg/id/"
GOLD = Path(__file__).parents[1] / "data" / "gold" / "seeds"

# The fact record, class by class: its fields in order, and of these the lists.
RECORD = {
    "DiplomaticRelation": ("parties* established", "party establishedOn"),
    "Embassy": ("kind sender receiver city opened status", "sender receiver city openedOn closedOn status"),
    "Agreement": (
        "kind parties* signatory_orgs* signed topics* status count",
        "party signatoryOrganization signedOn topic status count",
    ),
    "TradeObservation": (
        "flow parties* exporter importer year value currency approx",
        "flow party exporter importer period amount currency approximate",
    ),
    "Visit": (
        "visitor visitor_office from to start end kind host met*",
        "visitor visitorOffice fromCountry toCountry startDate endDate visitKind host met",
    ),
    "PeopleObservation": (
        "what from to year value approx",
        "group fromCountry toCountry period number approximate",
    ),
    "CommodityTrade": ("exporter importer goods*", "exporter importer good"),
    "Position": ("holder stance towards about", "holder stance towards about"),
    "Event": ("kind parties* date label_en", "eventKind party date label"),
}
KEYS = {
    "DiplomaticRelation": "party establishedOn",
    "Embassy": "sender receiver city openedOn status",
    "Agreement": "party signatoryOrganization signedOn topic status",
    "TradeObservation": "flow party exporter importer period amount currency",
    "Visit": "visitor visitorOffice fromCountry toCountry startDate",
    "PeopleObservation": "group fromCountry toCountry period number",
    "CommodityTrade": "exporter importer good",
    "Position": "holder stance towards about",
    "Event": "eventKind party date label",
}
DATING = {
    "DiplomaticRelation": "establishedOn",
    "Embassy": "openedOn",
    "Agreement": "signedOn",
    "TradeObservation": "period",
    "Visit": "startDate",
    "PeopleObservation": "period",
    "Event": "date",
}
SINGLE = {
    "DiplomaticRelation": "establishedOn",
    "Embassy": "openedOn",
    "TradeObservation": "amount",
    "PeopleObservation": "number",
}
# The closed lists of the record: scheme → values.
LISTS = {
    "mission-status": "open planned closed none",
    "agreement-status": "signed proposed in_negotiation",
    "flow": "total export",
    "topic": "trade investment taxation defence security cyber_security health education culture tourism energy "
    "oil_gas agriculture labour visa transport aviation shipping science_technology space sports environment border "
    "water nuclear finance general_cooperation legal media other",
    "office": "president prime_minister monarch crown_prince vice_president deputy_prime_minister foreign_minister "
    "minister speaker army_chief delegation other",
    "visit-kind": "state official working unspecified",
    "people": "students tourists workers diaspora troops",
    "stance": "supports opposes proposes recognises",
    "event-kind": "peacekeeping dispute space_programme project aid war other",
}
KINDS = {
    "DiplomaticMission": "embassy high_commission deputy_high_commission consulate consulate_general "
    "honorary_consulate trade_office interests_section",
    # the record's "other" has no class of its own: an agreement of no special kind is a bilat:Agreement
    "Agreement": "agreement treaty mou protocol declaration",
}
# Fields that every record has besides those of its class, or that only gold has.
COMMON = {"class", "span", "uncertain", "note"}


class Role(NamedTuple):
    property: str
    field: str | None
    order: int
    key: bool
    list: bool
    dating: bool
    single: bool
    language: str | None


class Family(NamedTuple):
    iri: URIRef
    kind_field: str | None
    roles: list[Role]


@pytest.fixture(scope="module")
def families(terms: Graph) -> dict[str, Family]:
    def one(role: object, name: str) -> object | None:
        values = list(terms.objects(role, BILAT[name]))
        assert len(values) <= 1
        return values[0].toPython() if values else None

    found = {}
    for iri, record in terms.subject_objects(BILAT.recordClass):
        roles = [
            Role(
                property=str(one(role, "property")).split("#")[1],
                field=one(role, "recordField"),
                order=one(role, "order"),
                key=one(role, "key"),
                list=one(role, "list"),
                dating=bool(one(role, "dating")),
                single=bool(one(role, "single")),
                language=one(role, "recordLanguage"),
            )
            for role in terms.objects(iri, BILAT.role)
        ]
        found[str(record)] = Family(iri, one(iri, "kindField"), sorted(roles, key=lambda role: role.order))
    assert set(found) == set(RECORD)
    return found


@pytest.mark.parametrize("record", RECORD)
def test_roles_are_the_fields_of_the_record(families: dict[str, Family], record: str) -> None:
    fields, properties = (text.split() for text in RECORD[record])
    family = families[record]
    told = [role.field + ("*" if role.list else "") for role in family.roles if role.field]
    assert [*([family.kind_field] if family.kind_field else []), *told] == fields
    assert [role.property for role in family.roles] == properties
    first = 2 if family.kind_field else 1
    assert [role.order for role in family.roles] == list(range(first, first + len(family.roles)))


@pytest.mark.parametrize("record", RECORD)
def test_flags_of_the_roles(families: dict[str, Family], record: str) -> None:
    roles = families[record].roles
    assert [role.property for role in roles if role.key] == KEYS[record].split()
    assert [role.property for role in roles if role.dating] == DATING.get(record, "").split()
    assert [role.property for role in roles if role.single] == SINGLE.get(record, "").split()
    assert all(role.key for role in roles if role.single), "only a key role can set two facts apart"


def test_words_are_shown_in_english(families: dict[str, Family], terms: Graph) -> None:
    told = {(name, role.property) for name, family in families.items() for role in family.roles if role.language}
    assert told == {("CommodityTrade", "good"), ("Position", "about"), ("Event", "label")}
    for _, name in told - {("Event", "label")}:
        assert terms.value(BILAT[name], RDFS.range) == URIRef(str(RDF) + "PlainLiteral")


def test_domains_hold_for_every_family_that_uses_a_property(families: dict[str, Family], terms: Graph) -> None:
    checked = 0
    for family in families.values():
        above = set(terms.transitive_objects(family.iri, RDFS.subClassOf))
        for role in family.roles:
            for domain in terms.objects(BILAT[role.property], RDFS.domain):
                assert domain in above, f"{role.property} has domain {domain}, but {family.iri} uses it"
                checked += 1
    assert checked > 35


@pytest.mark.parametrize("scheme", LISTS)
def test_closed_lists_are_those_of_the_record(terms: Graph, scheme: str) -> None:
    concepts = list(terms.subjects(SKOS.inScheme, URIRef(ID + scheme)))
    notations = [str(notation) for concept in concepts for notation in terms.objects(concept, SKOS.notation)]
    assert len(notations) == len(concepts)
    assert set(notations) == set(LISTS[scheme].split())
    if scheme not in ("mission-status", "agreement-status", "flow"):
        assert {str(concept) for concept in concepts} == {f"{ID}{scheme}/{value}" for value in notations}


def test_status_and_flow_stand_in_the_ontology_namespace(terms: Graph) -> None:
    told = {
        str(c).removeprefix(str(BILAT)): str(terms.value(c, SKOS.notation))
        for c in terms.subjects(RDF.type, SKOS.Concept)
        if str(c).startswith(str(BILAT))
    }
    assert told == {
        "Open": "open", "Planned": "planned", "Closed": "closed", "Absent": "none",
        "Signed": "signed", "Proposed": "proposed", "InNegotiation": "in_negotiation",
        "TotalTrade": "total", "Export": "export",
    }  # fmt: skip


@pytest.mark.parametrize("family", KINDS)
def test_kinds_have_the_notations_of_the_record(terms: Graph, family: str) -> None:
    classes = list(terms.transitive_subjects(RDFS.subClassOf, BILAT[family]))
    notations = {str(n) for c in classes for n in terms.objects(c, SKOS.notation)}
    assert notations == set(KINDS[family].split())
    assert terms.value(BILAT[family], BILAT.kindField) is not None


def test_every_gold_record_fits(families: dict[str, Family], terms: Graph) -> None:
    """Each field and each closed value of the gold records has its place in the ontology."""
    schemes = {"flow": "flow", "topics": "topic", "visitor_office": "office", "what": "people", "stance": "stance"}
    own = {
        ("Visit", "kind"): "visit-kind",
        ("Event", "kind"): "event-kind",
        ("Embassy", "status"): "mission-status",
        ("Agreement", "status"): "agreement-status",
    }
    records = 0
    for path in sorted(GOLD.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            fact = json.loads(line)
            records += 1
            name = fact["class"]
            fields = {field.rstrip("*") for field in RECORD[name][0].split()}
            assert set(fact) - COMMON <= fields
            for field, value in fact.items():
                scheme = own.get((name, field)) or schemes.get(field)
                if scheme and value:
                    assert set(value if isinstance(value, list) else [value]) <= set(LISTS[scheme].split())
                elif field == "kind":
                    assert value in KINDS[{"Embassy": "DiplomaticMission"}.get(name, name)].split()
    assert records > 60
