from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, RdfFormat, parse

from bilat_kg.graph.canonical import CanonicalFile, Counts, canonical_lines, counted, ontology_quads
from bilat_kg.graph.lines import SortedLines, without
from bilat_kg.graph.namespaces import DESCRIPTION_NS, LINKS_GRAPH, ONTOLOGY_GRAPH, TYPE
from bilat_kg.graph.vocabulary import ontology_files

GRAPHS = [NamedNode(f"http://example.org/graph/{n}") for n in range(3)]


def some_quads(count: int) -> list[Quad]:
    values = [Literal('a "b" \\ \n _:c'), Literal("দেশ", language="bn"), NamedNode("http://example.org/o")]
    return [
        Quad(NamedNode(f"http://example.org/s{n % 50}"), NamedNode("http://example.org/p"), value, GRAPHS[n % 3])
        for n in range(count)
        for value in [*values, Literal(str(n))]
    ]


def written(quads: list[Quad], path: Path, in_memory: int = 1 << 20):
    lines, counts = SortedLines(path.parent, in_memory), Counts()
    for start in range(0, len(quads), 7):
        lines.add(b"".join(canonical_lines(quads[start : start + 7])))
    with CanonicalFile(path) as out:
        out.write_all(counted(lines, counts))
        out.finish([])
    lines.clear()
    return counts, out.digest.hexdigest()


@pytest.mark.parametrize("in_memory", [200, 20_000])  # hundreds of runs, which are merged twice, and some
def test_the_same_quads_are_the_same_file_whatever_their_order_or_the_memory(tmp_path, in_memory):
    quads = some_quads(300)
    shuffled = random.Random(2).sample(quads + quads[:100], len(quads) + 100)
    one, other = tmp_path / "one.nq", tmp_path / "other.nq"
    counts, digest = written(quads, one)
    assert written(shuffled, other, in_memory) == (counts, digest)
    assert one.read_bytes() == other.read_bytes()
    assert hashlib.sha256(one.read_bytes()).hexdigest() == digest
    assert list(tmp_path.glob("run-*")) == []
    assert set(parse(path=str(one))) == set(quads)
    assert counts.quads == len(set(quads)) == len(one.read_bytes().splitlines())


def test_counts_are_of_distinct_triples_and_of_graphs_that_are_no_articles(tmp_path):
    node, kind = NamedNode("http://example.org/x"), NamedNode("http://example.org/Kind")
    quads = [Quad(node, TYPE, kind, graph) for graph in (*GRAPHS, LINKS_GRAPH)]
    counts, _ = written([*quads, Quad(node, kind, Literal("a b"), GRAPHS[0])], tmp_path / "quads.nq")
    assert (counts.quads, counts.triples) == (5, 2)
    assert +counts.graphs == {LINKS_GRAPH.value: 1}
    assert counts.properties == {TYPE.value: 1, kind.value: 1}
    assert counts.classes == {kind.value: 1}


def test_the_self_description_stands_in_its_place_and_not_in_the_digest_that_it_states(tmp_path):
    lines = [b"<a> <p> <o> <g> .\n", f"<{DESCRIPTION_NS}x> <p> <o> <g> .\n".encode(), b"<z> <p> <o> <g> .\n"]
    with CanonicalFile(tmp_path / "quads.nq") as out:
        out.write_all([lines[0], lines[2]])
        out.finish([lines[1]])
    assert (tmp_path / "quads.nq").read_bytes() == b"".join(lines)
    assert out.digest.hexdigest() == hashlib.sha256(b"".join(lines)).hexdigest()
    assert out.content == hashlib.sha256(lines[0] + lines[2]).hexdigest()


def test_without_takes_lines_away():
    lines = [b"a", b"b", b"c", b"d"]
    assert list(without(lines, [b"0", b"b", b"bb", b"d", b"e"])) == [b"a", b"c"]
    assert list(without(lines, [])) == lines


def test_sorted_lines_are_what_rdf_canonicalisation_gives(tmp_path):
    quads = some_quads(20)
    written(quads, tmp_path / "quads.nq")
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    assert sorted(f"{quad} .\n" for quad in dataset) == (tmp_path / "quads.nq").read_text("utf-8").splitlines(True)


@pytest.mark.parametrize("where", ["subject", "object"])
def test_a_blank_node_is_refused(where):
    node, iri = BlankNode(), NamedNode("http://example.org/x")
    quad = Quad(node if where == "subject" else iri, iri, node if where == "object" else iri, iri)
    with pytest.raises(ValueError, match="blank node"):
        canonical_lines([quad])


def test_the_ontology_is_told_without_blank_nodes_and_the_same_each_time():
    once, again = list(ontology_quads()), list(ontology_quads())
    assert set(once) == set(again)
    assert {quad.graph_name for quad in once} == {ONTOLOGY_GRAPH}
    read = sum(len(Dataset(parse(path=str(path), format=RdfFormat.TURTLE))) for path in ontology_files())
    assert len(once) == read > 1500
    assert not [quad for quad in once if isinstance(quad.object, BlankNode) or isinstance(quad.subject, BlankNode)]
