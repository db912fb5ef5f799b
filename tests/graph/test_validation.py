from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Triple
from rdflib import SH

from bilat_kg.graph.export import triples
from bilat_kg.graph.namespaces import DATA_NS, XSD, resource, term
from bilat_kg.graph.validation import SHAPES, validate


def test_the_gold_conforms(graph):
    report = graph.validate()
    assert report.conforms
    assert report
    assert report.violations == ()


def test_what_breaks_a_shape_is_told_with_node_path_and_message(graph):
    whole = list(triples(graph.build))
    mission = next(triple.subject for triple in whole if triple.predicate == term("sender"))
    broken = [triple for triple in whole if not (triple.subject == mission and triple.predicate == term("evidence"))]
    broken.append(Triple(mission, term("year"), Literal("19680", datatype=NamedNode(f"{XSD}integer"))))
    report = validate(broken)
    assert not report
    found = {(one.focus, one.path): one for one in report.violations}
    missing = found[mission.value, term("evidence").value]
    assert missing.message == "A fact must have evidence: the words that state it."
    assert dict(missing.messages)["bn"].startswith("তথ্যের অবশ্যই প্রমাণ থাকবে")
    assert missing.severity == "violation"
    assert found[mission.value, term("year").value].value == "19680"
    assert [one.focus for one in report.violations] == sorted(one.focus for one in report.violations)


@pytest.mark.parametrize("predicate", ["relationship", "rule", "confidence", "status"])
def test_every_fact_needs_what_every_fact_has(graph, predicate):
    whole = list(triples(graph.build))
    subject = next(triple.subject for triple in whole if triple.predicate == term("receiver"))
    report = validate(one for one in whole if not (one.subject == subject and one.predicate == term(predicate)))
    assert {(one.focus, one.path) for one in report.violations} == {(subject.value, term(predicate).value)}


def test_an_object_that_nobody_describes_is_found(graph):
    whole = list(triples(graph.build))
    report = validate(one for one in whole if one.subject != resource("country/IDN"))
    assert {one.value for one in report.violations if one.value and "/country/" in one.value} == {
        f"{DATA_NS}country/IDN"
    }


# What of SHACL asks about a node, its properties and the classes of their values, and about nothing behind these.
NEAR = {
    "class", "datatype", "disjoint", "equals", "hasValue", "in", "languageIn", "lessThan", "maxCount", "maxInclusive",
    "message", "minCount", "minExclusive", "minInclusive", "minLength", "node", "nodeKind", "or", "path", "pattern",
    "property", "qualifiedMaxCount", "qualifiedMinCount", "qualifiedValueShape", "targetClass", "targetSubjectsOf",
    "uniqueLang", "xone",
}  # fmt: skip


def test_no_shape_looks_further_than_the_classes_of_values():
    """So only what has changed, and what points to something of another class, is to be held against them again."""
    shapes = rdflib.Graph().parse(SHAPES)
    used = {str(each).removeprefix(str(SH)) for each in shapes.predicates() if each in SH}
    assert "class" in used
    assert used <= NEAR
    assert all(isinstance(path, rdflib.URIRef) for path in shapes.objects(None, SH.path))

    def within(node) -> set:
        found, waiting = set(), [node]
        while waiting:
            found.add(each := waiting.pop())
            waiting += [value for value in shapes.objects(each) if value not in found and (value, None, None) in shapes]
        return found

    of_values = {*shapes.objects(None, SH.node), *shapes.objects(None, SH.qualifiedValueShape)}
    assert len(of_values) > 3
    for shape in of_values:
        assert not [
            each for each in within(shape) if (each, SH.path, None) in shapes or (each, SH["class"], None) in shapes
        ]
    assert not [each for each in shapes.subjects(SH.property) if (each, SH.path, None) in shapes]
