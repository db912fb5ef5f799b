"""Terms are declared, said in both languages, used, and nothing is used that is not declared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS

from bilat_kg.resources import ONTOLOGY

NS = "https://w3id.org/bilat-kg/ontology#"
ID = "https://w3id.org/bilat-kg/id/"
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
FILES = ("alignments.ttl", "bilat.ttl", "shapes.ttl")

# Declared, and yet in no shape and not in the context; each with its reason.
UNUSED: dict[str, str] = {}


def is_ours(term: object) -> bool:
    return isinstance(term, URIRef) and str(term).startswith((NS, ID))  # URIRef.startswith takes no tuple


def declared(terms: Graph, *kinds: URIRef) -> set[URIRef]:
    return {term for kind in kinds for term in terms.subjects(RDF.type, kind) if is_ours(term)}


def everything(terms: Graph) -> set[URIRef]:
    return declared(terms, OWL.Class, *PROPERTY_KINDS, SKOS.Concept, SKOS.ConceptScheme)


def ours(graph: Graph) -> Iterator[URIRef]:
    """Every IRI of ours that a graph speaks of, in any position."""
    for triple in graph:
        yield from filter(is_ours, triple)


@pytest.mark.parametrize("name", FILES)
def test_two_parsers_read_the_same_number_of_triples(name: str) -> None:
    path = ONTOLOGY / name
    count = sum(1 for _ in parse(path=str(path), format=RdfFormat.TURTLE))
    assert count > 100
    assert count == len(Graph().parse(path))


@pytest.mark.parametrize("name", [*FILES, "context.jsonld"])
def test_files_are_in_normal_form(name: str) -> None:
    text = (ONTOLOGY / name).read_text(encoding="utf-8")
    assert text == unicodedata.normalize("NFC", text)


def test_every_term_has_label_and_comment_in_both_languages(terms: Graph) -> None:
    checked = declared(terms, OWL.Class, *PROPERTY_KINDS, SKOS.ConceptScheme)
    assert len(checked) > 100
    for term in checked:
        for property_ in (RDFS.label, RDFS.comment):
            languages = sorted(value.language for value in terms.objects(term, property_))
            assert languages == ["bn", "en"], f"{term} {property_}: {languages}"


def test_every_concept_has_its_labels_twice(terms: Graph) -> None:
    concepts = declared(terms, SKOS.Concept)
    assert len(concepts) == 4 + 3 + 2 + 30 + 12 + 4 + 5 + 4 + 7
    for concept in concepts:
        labels = set(terms.objects(concept, SKOS.prefLabel))
        assert sorted(label.language for label in labels) == ["bn", "en"], concept
        assert labels == set(terms.objects(concept, RDFS.label)), concept


def test_bengali_is_bengali_and_english_is_not(terms: Graph, alignments: Graph, shapes: Graph) -> None:
    bengali = re.compile("[\u0980-\u09ff]")
    strings = [o for g in (terms, alignments, shapes) for o in g.objects() if isinstance(o, Literal) and o.language]
    assert len(strings) > 400
    for string in strings:
        assert bool(bengali.search(string)) == (string.language == "bn"), string


def test_the_glossary_speaks_of_declared_terms(terms: Graph) -> None:
    pages = Path(__file__).parents[2] / "docs" / "concepts.md"
    told = {URIRef(NS + name) for name in re.findall(r"`bilat:(\w+)`", pages.read_text(encoding="utf-8"))}
    assert len(told) > 5
    assert told <= everything(terms)


def test_every_label_tells_its_term_from_the_others(terms: Graph) -> None:
    for kinds in ((OWL.Class,), (SKOS.ConceptScheme,)):
        labels = [str(label) for term in declared(terms, *kinds) for label in terms.objects(term, RDFS.label)]
        assert len(labels) == len(set(labels))


def test_nothing_is_used_that_is_not_declared(terms: Graph, alignments: Graph, shapes: Graph) -> None:
    known = everything(terms) | {t for t in alignments.subjects() if isinstance(t, URIRef)}
    used = {term for graph in (terms, alignments, shapes) for term in ours(graph)}
    assert len(used) > 150
    assert used <= known


def test_every_property_and_class_is_used_in_a_shape_or_the_context(
    terms: Graph, shapes: Graph, context: dict[str, object]
) -> None:
    used = set(ours(shapes)) | {URIRef(NS + term) for term in context}
    unused = {term.removeprefix(NS) for term in declared(terms, OWL.Class, *PROPERTY_KINDS) - used}
    assert unused == set(UNUSED)


def test_every_property_is_of_one_kind(terms: Graph) -> None:
    kinds = [declared(terms, kind) for kind in PROPERTY_KINDS]
    assert sum(map(len, kinds)) == len(set.union(*kinds)) > 60


def test_every_concept_value_is_listed_by_the_shapes_and_the_other_way_round(terms: Graph, shapes: Graph) -> None:
    listed = {value for head in shapes.objects(None, SH["in"]) for value in Collection(shapes, head)}
    classes = declared(terms, OWL.Class)
    assert listed - classes == declared(terms, SKOS.Concept)


def test_superclasses_lead_to_a_fact(terms: Graph) -> None:
    families = set(terms.subjects(URIRef(NS + "recordClass"), None))
    assert len(families) == 9
    facts = set(terms.transitive_subjects(RDFS.subClassOf, URIRef(NS + "Fact")))
    assert families < facts
    assert len(facts) == 1 + 9 + 8 + 4  # the root, the families, kinds of mission, kinds of agreement
    assert not any(isinstance(fact, BNode) for fact in facts)


def test_dates_have_no_range_that_owl_does_not_know(terms: Graph) -> None:
    owl_datatypes = {
        "http://www.w3.org/2001/XMLSchema#" + name for name in ("string", "integer", "decimal", "boolean", "anyURI")
    } | {str(RDFS.Literal), str(RDF) + "PlainLiteral"}
    ranges = {str(r) for p in declared(terms, OWL.DatatypeProperty) for r in terms.objects(p, RDFS.range)}
    assert ranges == owl_datatypes
