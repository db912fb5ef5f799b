"""The alignments speak of declared terms, of Wikidata ids that were checked, and make well-formed data cubes."""

from __future__ import annotations

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.namespace import QB

BILAT = Namespace("https://w3id.org/bilat-kg/ontology#")
DATASET = Namespace("https://w3id.org/bilat-kg/id/dataset/")
WIKIDATA = "http://www.wikidata.org/entity/"
# Ids that the project checked against Wikidata's own property lists. A new one is checked first, then added here.
CHECKED = """
P17 P36 P131 P137 P248 P298 P530 P571 P576 P580 P582 P585 P664 P710 P854 P887 P1891 P3999 P4656 P7081
Q131569 Q2324916 Q3917681 Q5244910 Q7843791 Q15221623 Q18414273
"""


@pytest.fixture(scope="module")
def both(terms: Graph, alignments: Graph) -> Graph:
    return terms + alignments


def test_wikidata_ids_are_those_that_were_checked(alignments: Graph) -> None:
    used = {str(o).removeprefix(WIKIDATA) for o in alignments.objects() if str(o).startswith(WIKIDATA)}
    assert used == set(CHECKED.split())


def test_trade_has_no_wikidata_match(alignments: Graph) -> None:
    for term in (BILAT.TradeObservation, BILAT.amount, BILAT.exporter, BILAT.importer, BILAT.CommodityTrade):
        assert not [o for o in alignments.objects(term) if str(o).startswith(WIKIDATA)]


def test_every_property_or_class_of_ours_is_matched_as_what_it_is(terms: Graph, alignments: Graph) -> None:
    ours = [(s, p) for s, p in alignments.subject_predicates() if str(s).startswith(str(BILAT))]
    assert len(set(ours)) > 60
    for subject, predicate in ours:
        kinds = set(terms.objects(subject, RDF.type))
        assert kinds, subject
        if predicate == RDFS.subClassOf:
            assert OWL.Class in kinds, subject
        if predicate == RDFS.subPropertyOf:
            assert kinds & {OWL.ObjectProperty, OWL.DatatypeProperty}, subject


def test_fact_classes_are_below_statements_only(both: Graph) -> None:
    """A fact may be of an embassy that is absent: nothing may follow that calls it an embassy, an event, a place."""
    facts = set(both.transitive_subjects(RDFS.subClassOf, BILAT.Fact))
    above = {c for fact in facts for c in both.objects(fact, RDFS.subClassOf)} - facts
    assert above == {URIRef("http://www.w3.org/ns/prov#Entity"), QB.Observation}


def test_a_subproperty_is_of_the_kind_of_what_is_above_it(both: Graph) -> None:
    pairs = list(both.subject_objects(RDFS.subPropertyOf))
    assert len(pairs) >= 10
    for below, above in pairs:
        assert set(both.objects(below, RDF.type)) & set(both.objects(above, RDF.type)), (below, above)


@pytest.fixture(scope="module")
def structures(both: Graph) -> dict[URIRef, URIRef]:
    """Data set → structure: each data set has one (integrity constraint 2)."""
    found = {}
    for dataset in both.subjects(RDF.type, QB.DataSet):
        (found[dataset],) = both.objects(dataset, QB.structure)
    assert set(found) == {DATASET["total-trade"], DATASET.exports, DATASET.people}
    return found


def test_observations_know_their_data_set(both: Graph, structures: dict[URIRef, URIRef]) -> None:
    told = dict(both.subject_objects(BILAT.dataSet))
    assert told == {
        BILAT.TotalTrade: DATASET["total-trade"],
        BILAT.Export: DATASET.exports,
        BILAT.PeopleObservation: DATASET.people,
    }


def test_structures_are_well_formed(both: Graph, structures: dict[URIRef, URIRef]) -> None:
    """Integrity constraints 3 to 6, 19 and 20 of the RDF Data Cube recommendation, as far as they concern us."""
    kinds = {QB.dimension: QB.DimensionProperty, QB.measure: QB.MeasureProperty, QB.attribute: QB.AttributeProperty}
    for structure in structures.values():
        assert (structure, RDF.type, QB.DataStructureDefinition) in both
        components = list(both.objects(structure, QB.component))
        orders = sorted(int(both.value(component, QB.order)) for component in components)
        assert orders == list(range(1, len(components) + 1))
        counts = dict.fromkeys(kinds, 0)
        for component in components:
            (role,) = kinds.keys() & set(both.predicates(component))
            property_ = both.value(component, role)
            counts[role] += 1
            assert (property_, RDF.type, kinds[role]) in both
            assert both.value(property_, RDFS.range) is not None  # 4: a dimension has a range
            required = both.value(component, QB.componentRequired)
            assert role == QB.attribute or required is None  # 6: only an attribute may be optional
            if (property_, RDF.type, QB.CodedProperty) in both:  # 5: a coded property has a list of codes
                codes = both.value(property_, QB.codeList)
                assert len(list(both.subjects(SKOS.inScheme, codes))) >= 2
            elif role == QB.dimension:
                assert both.value(property_, RDFS.range) != SKOS.Concept
        assert counts[QB.measure] == 1  # 3
        assert counts[QB.dimension] >= 3


@pytest.mark.parametrize(
    ("observation", "dataset"),
    [("TradeObservation", "exports"), ("Total", "total-trade"), ("PeopleObservation", "people")],
)
def test_an_observation_has_what_its_structure_asks_for(
    both: Graph, valid: Graph, structures: dict[URIRef, URIRef], observation: str, dataset: str
) -> None:
    node = URIRef(f"https://w3id.org/bilat-kg/id/example/{observation}")
    assert valid.value(node, QB.dataSet) == DATASET[dataset]
    asked = {
        both.value(component, role)
        for component in both.objects(structures[DATASET[dataset]], QB.component)
        for role in (QB.dimension, QB.measure, QB.attribute)
        if (component, QB.componentRequired, None) not in both or both.value(component, QB.componentRequired).toPython()
    } - {None}
    assert len(asked) >= 5
    assert asked <= set(valid.predicates(node))
