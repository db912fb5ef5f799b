from __future__ import annotations

import io
import json

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from bilat_kg.graph import jsonld
from bilat_kg.graph.jsonld import Context, node, ontology_context
from bilat_kg.graph.namespaces import DATA_NS, ONTOLOGY_NS, TYPE, XSD, resource, term

S = resource("embassy/x")


def datatype(name: str) -> NamedNode:
    return NamedNode(XSD + name)


def test_a_node_reads_like_a_sentence(graph):
    document = json.loads(graph.export("jsonld"))
    nodes = {one["id"]: one for one in document["@graph"]}
    assert nodes["kg:country/OMN"]["label"] == {"bn": "ওমান", "en": "Oman"}
    assert nodes["kg:country/OMN"]["capital"] == "kg:city/Q3826"
    (embassy,) = [
        one for one in nodes.values() if one.get("sender") == "kg:country/OMN" and "Embassy" in one.get("type", [])
    ]
    assert list(embassy)[:2] == ["id", "type"]
    assert embassy["status"] == "Open"
    assert embassy["openedOn"] == {"@value": "2011", "type": "gYear"}
    assert embassy["year"] == 2011
    assert embassy["confidence"] == "1"
    assert nodes[embassy["evidence"]]["quote"]["bn"].startswith("মালয়েশিয়ার")
    assert document["@context"] == ontology_context().document  # nothing has to be fetched


ODD = [
    (term("openedOn"), Literal("1968")),  # not typed as a date
    (term("openedOn"), Literal("1968", datatype=datatype("gYear"))),
    (term("openedOn"), NamedNode("http://example.org/date")),
    (term("sender"), Literal("Malaysia")),  # a literal where the context expects an IRI
    (term("sender"), NamedNode("urn:x:y")),
    (term("sender"), NamedNode(f"{DATA_NS}//x")),  # kg:// would be read as a scheme
    (term("sender"), NamedNode(DATA_NS)),
    (term("status"), term("Open")),
    (term("status"), NamedNode("http://example.org/Open")),
    (term("status"), resource("Open")),
    (term("amount"), Literal("5", datatype=datatype("decimal"))),
    (term("amount"), Literal("5", datatype=datatype("integer"))),
    (term("amount"), Literal("5")),
    (term("year"), Literal("2011", datatype=datatype("integer"))),
    (term("year"), Literal("-3", datatype=datatype("integer"))),
    (term("year"), Literal("123456789012345678901234567890", datatype=datatype("integer"))),
    (term("year"), Literal("2011", datatype=datatype("int"))),
    (term("approximate"), Literal("true", datatype=datatype("boolean"))),
    (term("approximate"), Literal("false", datatype=datatype("boolean"))),
    (term("approximate"), Literal("1.5E0", datatype=datatype("double"))),
    (term("label"), Literal("x")),
    (NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), Literal("plain")),
    (NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), Literal("en", language="en")),
    (NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), Literal("also en", language="en")),
    (NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), Literal("british", language="en-gb")),
    (NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), NamedNode("http://example.org/label")),
    (NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), Literal("5", datatype=datatype("integer"))),
    (NamedNode("http://example.org/unknown#p"), Literal("bn", language="bn")),
    (NamedNode("http://example.org/unknown#p"), Literal('@id " \\ \n', datatype=datatype("string"))),
    (term("rule"), Literal("@type")),
    (term("rule"), Literal("kg:country/MYS")),  # looks like a compact IRI
    (term("notInTheContext"), term("NorThis")),
    (TYPE, term("Embassy")),
    (TYPE, NamedNode("http://example.org/Type")),
    (TYPE, resource("Type")),
]


@pytest.mark.parametrize(("predicate", "value"), ODD)
def test_whatever_the_value_the_document_means_the_triple(predicate, value):
    assert read_back([Triple(S, predicate, value)]) == {Triple(S, predicate, value)}


def test_all_of_them_at_once():
    triples = [Triple(S, predicate, value) for predicate, value in ODD]
    triples += [Triple(resource("embassy/y"), predicate, value) for predicate, value in ODD]
    assert read_back(triples) == set(triples)


def read_back(triples: list[Triple]) -> set[Triple]:
    out = io.BytesIO()
    jsonld.write(triples, out)
    by_oxigraph = {quad.triple for quad in parse(out.getvalue(), format=RdfFormat.JSON_LD)}
    by_rdflib = rdflib.Graph().parse(data=out.getvalue(), format="json-ld")
    assert len(by_rdflib) == len(by_oxigraph)
    return by_oxigraph


def test_a_blank_node_has_no_place_in_it():
    with pytest.raises(ValueError, match="blank node"):
        node(ontology_context(), S.value, [Triple(S, term("sender"), BlankNode())])
    with pytest.raises(ValueError, match="blank node"):
        read_back([Triple(BlankNode(), term("sender"), S)])


def test_another_context():
    context = Context({"ex": "http://example.org/", "knows": {"@id": "ex:knows", "@type": "@id"}, "n": "ex:n"})
    triples = [
        Triple(S, NamedNode("http://example.org/knows"), NamedNode("http://example.org/b")),
        Triple(S, NamedNode("http://example.org/n"), Literal("x")),
        Triple(S, TYPE, NamedNode(f"{ONTOLOGY_NS}Embassy")),
    ]
    assert node(context, S.value, triples) == {
        "@id": S.value,
        "@type": f"{ONTOLOGY_NS}Embassy",
        "knows": "ex:b",
        "n": "x",
    }
