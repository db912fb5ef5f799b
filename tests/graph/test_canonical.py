from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, RdfFormat, parse

from bilat_kg.graph.canonical import CanonicalQuads, ontology_quads
from bilat_kg.graph.namespaces import ONTOLOGY_GRAPH
from bilat_kg.graph.vocabulary import ontology_files

GRAPHS = [NamedNode(f"http://example.org/graph/{n}") for n in range(3)]


def some_quads(count: int) -> list[Quad]:
    values = [Literal('a "b" \\ \n _:c'), Literal("দেশ", language="bn"), NamedNode("http://example.org/o")]
    return [
        Quad(NamedNode(f"http://example.org/s{n % 50}"), NamedNode("http://example.org/p"), value, GRAPHS[n % 3])
        for n in range(count)
        for value in [*values, Literal(str(n))]
    ]


def written(quads: list[Quad], path: Path, in_memory: int = 1_000_000):
    canonical = CanonicalQuads(path.parent, in_memory)
    for start in range(0, len(quads), 7):
        canonical.add(quads[start : start + 7])
    return canonical.write(path)


def test_the_same_quads_are_the_same_file_whatever_their_order_or_the_memory(tmp_path):
    quads = some_quads(300)
    shuffled = random.Random(2).sample(quads + quads[:100], len(quads) + 100)
    one, other = tmp_path / "one.nq", tmp_path / "other.nq"
    summary = written(quads, one)
    assert written(shuffled, other, in_memory=20) == summary
    assert one.read_bytes() == other.read_bytes()
    assert hashlib.sha256(one.read_bytes()).hexdigest() == summary.sha256
    assert list(tmp_path.glob("run-*")) == []
    assert set(parse(path=str(one))) == set(quads)
    assert summary.quads == len(set(quads)) == len(one.read_bytes().splitlines())
    assert summary.graphs == {graph.value: sum(quad.graph_name == graph for quad in set(quads)) for graph in GRAPHS}


def test_sorted_lines_are_what_rdf_canonicalisation_gives(tmp_path):
    quads = some_quads(20)
    written(quads, tmp_path / "quads.nq")
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    assert sorted(f"{quad} .\n" for quad in dataset) == (tmp_path / "quads.nq").read_text("utf-8").splitlines(True)


@pytest.mark.parametrize("where", ["subject", "object"])
def test_a_blank_node_is_refused(tmp_path, where):
    node, iri = BlankNode(), NamedNode("http://example.org/x")
    quad = Quad(node if where == "subject" else iri, iri, node if where == "object" else iri, iri)
    with pytest.raises(ValueError, match="blank node"):
        CanonicalQuads(tmp_path).add([quad])


def test_the_ontology_is_told_without_blank_nodes_and_the_same_each_time():
    once, again = list(ontology_quads()), list(ontology_quads())
    assert set(once) == set(again)
    assert {quad.graph_name for quad in once} == {ONTOLOGY_GRAPH}
    read = sum(len(Dataset(parse(path=str(path), format=RdfFormat.TURTLE))) for path in ontology_files())
    assert len(once) == read > 1500
    assert not [quad for quad in once if isinstance(quad.object, BlankNode) or isinstance(quad.subject, BlankNode)]
