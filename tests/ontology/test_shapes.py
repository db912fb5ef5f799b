"""A small graph conforms; each way to break it is found, by the shape and path it should be, and by nothing else.

Every case copies one node of ``data/ontology/valid.ttl`` under a name of its own and spoils the copy in one place. All
copies are checked in one run, so that a case that breaks more than it should is seen as well.
"""

from __future__ import annotations

from collections import defaultdict

import pyshacl
import pytest
from rdflib import RDF, RDFS, BNode, Graph, Literal
from rdflib.namespace import OWL, SH
from rdflib.term import Node
from shape_cases import BILAT, BSH, CASES, EX, FAMILIES, Case


@pytest.fixture(scope="module")
def whole(terms: Graph, alignments: Graph, valid: Graph) -> Graph:
    return terms + alignments + valid


def spoil(case: Case, number: int, whole: Graph) -> tuple[Node, Graph]:
    """The spoilt copy of one case, in a graph of its own, and its name."""
    templates: dict[str, Node] = {
        "Concept": BILAT.InNegotiation,
        "Family": BILAT.PeopleObservation,
        "Role": next(whole.subjects(BILAT.recordField, Literal("established"))),
    }
    template = templates.get(case.of, EX[case.of])
    node = BNode(f"case{number}") if case.blank else EX[f"case-{number}"]
    copy = Graph()
    for predicate, value in whole.predicate_objects(template):
        gone = (
            predicate in case.drop or value in case.drop or (predicate == case.path and not case.drop and not case.keep)
        )
        # the copy of a class is no class, or what is below it would be checked as well
        if not gone and value != OWL.Class:
            copy.add((node, predicate, value))
    path = case.path or (case.drop[0] if case.drop else None)
    for value in case.put:
        copy.add((node, path, value))
    return node, copy


@pytest.fixture(scope="module")
def broken(whole: Graph, shapes: Graph) -> dict[Node, list[tuple[Node | None, str]]]:
    """What is reported of each node when all cases stand in the graph beside what is valid."""
    data = Graph()
    for triple in whole:
        data.add(triple)
    for number, case in enumerate(CASES):
        data += spoil(case, number, whole)[1]
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    found: defaultdict[Node, list[tuple[Node | None, str]]] = defaultdict(list)
    for result in report.objects(None, SH.result):
        component = str(report.value(result, SH.sourceConstraintComponent)).removeprefix(str(SH))
        name = component.removesuffix("ConstraintComponent")
        found[report.value(result, SH.focusNode)].append((report.value(result, SH.resultPath), name))
    return dict(found)


def test_the_ontology_and_the_valid_graph_conform(whole: Graph, shapes: Graph) -> None:
    conforms, _, text = pyshacl.validate(whole, shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_the_valid_graph_has_every_family_and_every_shape_has_something_to_check(
    whole: Graph, valid: Graph, shapes: Graph
) -> None:
    classes = set(shapes.objects(None, SH.targetClass))
    assert len(classes) >= 20
    assert {c for c in classes if not any(whole.subjects(RDF.type, c))} == set()
    assert all((EX[family], RDF.type, BILAT[family]) in valid for family in FAMILIES)


def test_no_constraint_is_sparql(shapes: Graph) -> None:
    assert not {SH.sparql, SH.select, SH.rule, SH.js} & set(shapes.predicates())


@pytest.mark.parametrize("number", range(len(CASES)))
def test_each_break_is_found_where_it_is(number: int, whole: Graph, broken: dict[Node, list[tuple[Node, str]]]) -> None:
    case = CASES[number]
    node, _ = spoil(case, number, whole)
    expected = [*((case.path, name) for name in case.fails), *case.elsewhere]
    assert sorted(broken[node], key=str) == sorted(expected, key=str), case


def test_nothing_else_is_reported(whole: Graph, broken: dict[Node, list[tuple[Node, str]]]) -> None:
    cases = {spoil(case, number, whole)[0] for number, case in enumerate(CASES)}
    assert set(broken) == cases
    assert len(cases) == len(CASES) > 500


def test_every_shape_and_every_property_of_it_is_broken_by_a_case(shapes: Graph) -> None:
    targets: defaultdict[Node, set[str]] = defaultdict(set)
    for shape, class_ in shapes.subject_objects(SH.targetClass):
        targets[shape].add(str(class_).split("#")[-1])
    names = {"Annotation": "Naming"}
    targets[BSH.Family] = {"Family"}
    paths: defaultdict[str, set[Node | None]] = defaultdict(set)
    for case in CASES:
        paths["TradeObservation" if case.of == "Total" else case.of].add(case.path)
    checked = 0
    for shape, classes in targets.items():
        for property_ in shapes.objects(shape, SH.property):
            path = shapes.value(property_, SH.path)
            assert any(path in paths[names.get(name, name)] for name in classes), (shape, path)
            checked += 1
        if shapes.value(shape, SH.nodeKind) or shapes.value(shape, SH.xone) or shapes.value(shape, SH["or"]):
            assert any(None in paths[name] for name in classes), shape
    assert checked > 110


def test_every_class_has_a_shape(terms: Graph, shapes: Graph) -> None:
    targets = set(shapes.objects(None, SH.targetClass))
    classes = [c for c in terms.subjects(RDF.type, OWL.Class) if str(c).startswith(str(BILAT))]
    assert len(classes) == 6 + 22 + 3 + 1  # entities, facts, evidence, article and link, role
    for class_ in classes:
        assert targets & set(terms.transitive_objects(class_, RDFS.subClassOf)) - {BILAT.Fact} or class_ == BILAT.Fact


def test_every_constraint_has_a_message_in_both_languages(shapes: Graph) -> None:
    targeted = {*shapes.subjects(SH.targetClass), *shapes.subjects(SH.targetSubjectsOf)}
    speakers = {property_ for shape in targeted for property_ in shapes.objects(shape, SH.property)}
    assert len(speakers) > 100
    speakers |= {
        shape for shape in targeted if any(shapes.value(shape, on) for on in (SH.nodeKind, SH.xone, SH["or"], SH["in"]))
    }
    for speaker in speakers:
        assert sorted(message.language for message in shapes.objects(speaker, SH.message)) == ["bn", "en"], speaker
