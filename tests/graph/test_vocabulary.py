from __future__ import annotations

from pathlib import Path

import pytest

from bilat_kg.graph.vocabulary import Vocabulary, vocabulary

NEW_CLASS = """
@prefix bilat: <https://w3id.org/bilat-kg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
bilat:Loan rdfs:subClassOf bilat:Fact ; bilat:recordClass "Loan" ; bilat:kindField "kind" ;
  bilat:role
    [ bilat:property bilat:amount ; bilat:recordField "value" ; bilat:order 2 ; bilat:key true ; bilat:single true ] ,
    [ bilat:property bilat:lender ; bilat:recordField "lender" ; bilat:order 1 ; bilat:key true ; bilat:list false ] .
bilat:SoftLoan rdfs:subClassOf bilat:Loan ; skos:notation "soft_loan" .
bilat:amount rdfs:range xsd:decimal .
"""


def test_a_class_that_only_the_ontology_knows_is_known(tmp_path: Path):
    path = tmp_path / "new.ttl"
    path.write_text(NEW_CLASS, "utf-8")
    loan = Vocabulary([path]).family("SoftLoan")
    assert (loan.name, loan.record, loan.kind_field) == ("Loan", "Loan", "kind")
    assert [(role.name, role.field, role.key, role.single, role.many) for role in loan.roles] == [
        ("lender", "lender", True, False, False),
        ("amount", "value", True, True, False),
    ]
    assert loan.role("amount").datatype == "http://www.w3.org/2001/XMLSchema#decimal"
    assert Vocabulary([path]).notation("https://w3id.org/bilat-kg/ontology#SoftLoan") == "soft_loan"


def test_the_nine_families_of_the_ontology():
    assert {family.record for family in vocabulary().families.values()} == {
        "DiplomaticRelation", "Embassy", "Agreement", "TradeObservation", "Visit", "PeopleObservation",
        "CommodityTrade", "Position", "Event",
    }  # fmt: skip
    assert len(vocabulary().subclasses("Fact")) == 9 + 8 + 4


def test_every_family_has_key_roles_and_orders_them():
    for family in vocabulary().families.values():
        orders = [role.order for role in family.roles]
        assert orders == sorted(set(orders)), family.name
        assert any(role.key for role in family.roles), family.name
        assert sum(role.dating for role in family.roles) <= 1, family.name


def test_an_unknown_class_is_named():
    with pytest.raises(ValueError, match="no fact class 'Embasy'"):
        vocabulary().family("Embasy")
