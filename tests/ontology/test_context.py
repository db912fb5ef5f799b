"""The JSON-LD context speaks of declared terms only, and loses nothing on the way there and back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import RDF, Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, SKOS

NS = "https://w3id.org/bilat-kg/ontology#"
KEYWORDS = {"@id", "@type", "@value", "@language"}

# Properties of the ontology that describe records, not data: an export of data has no use for a short name for them.
DESCRIBE_RECORDS = {
    "role", "property", "recordClass", "kindField", "recordField", "recordLanguage", "order", "key", "list", "dating",
    "single", "dataSet",
}  # fmt: skip


def target(context: dict[str, Any], term: str) -> str:
    """The IRI or keyword that a term of the context stands for."""
    definition = context[term]
    name = definition["@id"] if isinstance(definition, dict) else definition
    prefix, _, local = name.partition(":")
    return context[prefix] + local if isinstance(context.get(prefix), str) and not local.startswith("//") else name


@pytest.fixture(scope="module")
def names(context: dict[str, Any]) -> dict[str, str]:
    """Terms that are neither prefixes nor keywords, with what they stand for."""
    told = {term: target(context, term) for term in context if not term.startswith("@")}
    return {term: iri for term, iri in told.items() if iri not in KEYWORDS and not iri.endswith(("#", "/"))}


def test_short_names_are_local_names_of_declared_terms(names: dict[str, str], terms: Graph) -> None:
    own = {term: iri for term, iri in names.items() if iri.startswith(NS)}
    assert len(own) > 80
    for term, iri in own.items():
        assert iri == NS + term
        assert (URIRef(iri), RDF.type, None) in terms, iri


def test_no_two_names_stand_for_the_same(names: dict[str, str]) -> None:
    assert len(set(names.values())) == len(names)


def test_every_class_property_and_status_has_a_short_name(names: dict[str, str], terms: Graph) -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, SKOS.Concept)
    declared = {s for kind in kinds for s in terms.subjects(RDF.type, kind) if str(s).startswith(NS)}
    unnamed = {str(term).removeprefix(NS) for term in declared if str(term) not in names.values()}
    assert unnamed == DESCRIBE_RECORDS | {"Role"}


def test_coercion_agrees_with_the_ontology(context: dict[str, Any], names: dict[str, str], terms: Graph) -> None:
    checked = 0
    for term, iri in names.items():
        if not iri.startswith(NS) or not isinstance(context[term], dict):
            continue
        coercion = context[term].get("@type")
        is_link = (URIRef(iri), RDF.type, OWL.ObjectProperty) in terms
        assert (coercion in ("@id", "@vocab")) == is_link, term
        checked += 1
    assert checked > 30
    links = {str(s) for s in terms.subjects(RDF.type, OWL.ObjectProperty) if str(s).startswith(NS)}
    assert {iri for iri in links if not isinstance(context[iri.removeprefix(NS)], dict)} == set()


def test_the_valid_graph_survives_the_round_trip(context: dict[str, Any], valid: Graph) -> None:
    text = valid.serialize(format="json-ld", context=context, auto_compact=False)
    assert isomorphic(Graph().parse(data=text, format="json-ld"), valid)


DOCUMENT: dict[str, Any] = {
    "id": "kg:embassy/1",
    "type": ["Embassy", "Fact"],
    "label": {"en": "Embassy of Oman in Kuala Lumpur", "bn": ["কুয়ালালামপুরে ওমানের দূতাবাস", "ওমান দূতাবাস"]},
    "sender": "kg:country/OMN",
    "openedOn": {"type": "gYear", "@value": "2011"},
    "status": "Open",
    "topic": ["kg:topic/oil_gas", "kg:topic/trade"],
    "year": 2011,
    "confidence": "0.75",
    "approximate": False,
    "source": "https://bn.wikipedia.org/",
    "sameAs": "wd:Q833",
}
STATEMENTS = """
PREFIX bilat: <https://w3id.org/bilat-kg/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
<https://w3id.org/bilat-kg/id/embassy/1> a bilat:Embassy, bilat:Fact ;
  <http://www.w3.org/2000/01/rdf-schema#label> "Embassy of Oman in Kuala Lumpur"@en ,
    "কুয়ালালামপুরে ওমানের দূতাবাস"@bn , "ওমান দূতাবাস"@bn ;
  bilat:sender <https://w3id.org/bilat-kg/id/country/OMN> ;
  bilat:openedOn "2011"^^xsd:gYear ;
  bilat:status bilat:Open ;
  bilat:topic <https://w3id.org/bilat-kg/id/topic/oil_gas> , <https://w3id.org/bilat-kg/id/topic/trade> ;
  bilat:year 2011 ;
  bilat:confidence 0.75 ;
  bilat:approximate false ;
  bilat:source "https://bn.wikipedia.org/"^^xsd:anyURI ;
  <http://www.w3.org/2002/07/owl#sameAs> <http://www.wikidata.org/entity/Q833> .
"""


def test_two_parsers_read_a_short_document_as_meant(context: dict[str, Any]) -> None:
    text = json.dumps({"@context": context, **DOCUMENT}, ensure_ascii=False)
    meant = Graph().parse(data=STATEMENTS, format="turtle")
    assert set(Graph().parse(data=text, format="json-ld")) == set(meant)
    quads = {str(quad.triple) for quad in parse(text.encode(), format=RdfFormat.JSON_LD)}
    assert quads == {str(quad.triple) for quad in parse(STATEMENTS.encode(), format=RdfFormat.TURTLE)}
    assert len(quads) == 15
