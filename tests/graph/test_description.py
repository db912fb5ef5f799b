"""What a build says of itself, held against what SPARQL counts in it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import made
from test_store import little

import bilat_kg.graph
from bilat_kg.graph import Graph
from bilat_kg.graph.namespaces import DESCRIPTION_GRAPH, DESCRIPTION_NS
from bilat_kg.model import Reading
from tests.graph.conftest import publish

BUT_ITSELF = f"FILTER(!STRSTARTS(STR(?s), '{DESCRIPTION_NS}'))"


def said(graph: Graph, partition: str, of: str, number: str) -> dict[str, int]:
    rows = graph.query(f"SELECT ?of ?n WHERE {{ ?d {partition} ?p . ?p {of} ?of ; {number} ?n }}").rows()
    assert len(rows) == len({name for name, _ in rows})
    return {str(name): int(str(n)) for name, n in rows}


def counted(graph: Graph, what: str, pattern: str) -> dict[str, int]:
    asked = f"SELECT ?{what} (COUNT(*) AS ?n) WHERE {{ {pattern} {BUT_ITSELF} }} GROUP BY ?{what}"
    return {str(name): int(str(n)) for name, n in graph.query(asked).rows()}


def test_partitions_are_what_sparql_counts(graph: Graph):
    classes = said(graph, "void:classPartition", "void:class", "void:entities")
    assert classes == counted(graph, "c", "?s a ?c")
    assert len(classes) > 30
    properties = said(graph, "void:propertyPartition", "void:property", "void:triples")
    assert properties == counted(graph, "p", "?s ?p ?o")
    ((triples, documents),) = graph.query(
        "SELECT ?t ?d WHERE { dataset:dataset void:triples ?t ; void:documents ?d }"
    ).rows()
    assert int(str(triples)) == sum(properties.values())
    assert documents == graph.manifest.articles


def test_the_checksum_is_that_of_all_lines_but_its_own(graph: Graph):
    ((checksum,),) = graph.query("SELECT ?c WHERE { dataset:dataset spdx:checksum/spdx:checksumValue ?c }").rows()
    lines = graph.export("nquads").splitlines(keepends=True)
    own = [line for line in lines if line.endswith(f"<{DESCRIPTION_GRAPH.value}> .\n".encode())]
    rest = hashlib.sha256(b"".join(line for line in lines if line not in set(own))).hexdigest()
    assert checksum == rest == graph.manifest.content
    assert len(own) == graph.manifest.graphs[DESCRIPTION_GRAPH.value] > 100


def test_licences_are_those_that_articles_state(tmp_path: Path):
    readings = [*little("one"), Reading(made.article("two", licence="https://creativecommons.org/licenses/by-sa/4.0/"))]
    readings.append(Reading(made.article("three", "মালয়েশিয়া", licence="all rights <reserved>")))
    publish(tmp_path / "a.store", readings)
    with bilat_kg.graph.open(tmp_path / "a.store") as graph:
        assert graph.query("SELECT ?l WHERE { dataset:dataset dcterms:license ?l }").rows() == [
            ("https://creativecommons.org/licenses/by-sa/4.0/",)
        ]
        assert graph.query("SELECT ?l WHERE { dataset:dataset dcterms:rights ?l }").rows() == [
            ("all rights <reserved>",)
        ]


def test_the_clock_is_in_the_manifest_and_not_in_the_graph(tmp_path: Path):
    first = publish(tmp_path / "a.store", little("one"))
    again = publish(tmp_path / "b.store", little("one"))
    assert first.sha256 == again.sha256
    assert "2026" <= first.made <= again.made
