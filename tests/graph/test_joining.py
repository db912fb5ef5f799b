from __future__ import annotations

import bz2
import gzip
import io

import pytest
from pyoxigraph import NamedNode, Quad

from bilat_kg.errors import SourceError
from bilat_kg.graph.joining import Joined

MYS = "https://w3id.org/bilat-kg/id/country/MYS"
ONTOLOGY = "https://w3id.org/bilat-kg/ontology#"
TURTLE = f"""@prefix ex: <https://example.org/> .
<{MYS}> ex:population 33000000 ; ex:seen [ ex:on "2020-01-01" ; ex:by _:me ] .
_:me ex:name "ক\u09c7\u09be"@bn ."""


def quads(text: str | bytes, syntax: str = "trig", name: str = "mine.ttl") -> list[Quad]:
    data = text if isinstance(text, bytes) else text.encode()
    joined = Joined(name, name, syntax)
    count = joined.check(io.BytesIO(data))
    found = list(joined.quads(io.BytesIO(data)))
    assert len(found) == count
    return found


def test_the_default_graph_is_named_after_the_file_and_blank_nodes_get_iris():
    found = quads(TURTLE)
    assert {quad.graph_name.value for quad in found} == {"https://w3id.org/bilat-kg/id/graph/data/mine.ttl"}
    assert len(found) == 5
    assert "_:" not in " ".join(map(str, found))
    assert {quad.subject.value.rpartition("/")[0] for quad in found if quad.subject.value != MYS} == {
        "https://w3id.org/bilat-kg/id/genid"
    }


def test_the_same_file_gives_the_same_quads_and_another_one_other_nodes():
    assert quads(TURTLE) == quads(TURTLE)
    here, there = ({str(quad.subject) for quad in quads(text)} - {f"<{MYS}>"} for text in (TURTLE, TURTLE + "\n"))
    assert here.isdisjoint(there)


def test_named_graphs_stay_and_strings_are_composed():
    found = quads(
        f"GRAPH <https://example.org/g> {{ <{MYS}> <https://example.org/p> 'ক\u09c7\u09be', 1.50, <https://x.org/> }}"
    )
    assert {quad.graph_name.value for quad in found} == {"https://example.org/g"}
    assert {quad.object.value for quad in found} == {"ক\u09cb", "1.50", "https://x.org/"}


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        (f'<{MYS}> <https://example.org/p> "x"@en <https://example.org/g> .\n', "nq"),
        (f'{{"@id": "{MYS}", "https://example.org/p": [{{"@value": "x", "@language": "en"}}]}}', "jsonld"),
        (f'@prefix ex: <https://example.org/> . <{MYS}> ex:p "x"@en .', "trig"),
    ],
)
def test_every_syntax_says_the_same(text, syntax):
    (quad,) = quads(text, syntax)
    assert (quad.subject, quad.predicate) == (NamedNode(MYS), NamedNode("https://example.org/p"))
    assert (quad.object.value, quad.object.language) == ("x", "en")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@prefix ex: <https://example.org/> . ex:a ex:b", "is no RDF that can be read (Parser error at line 1"),
        ("# nothing\n", "holds no triple; leave it out"),
        ("<a> <b> <c> .", "is no RDF that can be read ("),
        (f"<x:a> a <{ONTOLOGY}Embassy> .", f"uses {ONTOLOGY}Embassy, which only bilat-kg states, with evidence; use a"),
        (
            f"<x:a> <{ONTOLOGY}sender> <{MYS}> .",
            f"uses {ONTOLOGY}sender, which only bilat-kg states, with evidence; use",
        ),
        (f"GRAPH <{MYS}> {{ <x:a> <x:b> <x:c> }}", f"writes into the graph {MYS}, which is bilat-kg's; name another"),
        (
            f"<{MYS}> <http://www.w3.org/2000/01/rdf-schema#label> 'X'@en .",
            f"gives {MYS} another label; leave that out",
        ),
        ("<x:a> <x:b> <<( <x:a> <x:b> <x:c> )>> .", "says something about a triple, which JSON-LD cannot; leave that"),
        ("<x:a> <x:b> " + "<<( <x:a> <x:b> " * 200_000, "puts triples into triples without end; leave that out"),
        ("<x:a> <x:b> " + "[ <x:b> " * 200_000, "is no RDF that can be read ("),
        (b"<x:a> <x:b> '\xff' .", "is no RDF that can be read ("),
    ],
)
def test_what_cannot_be_joined_is_refused_in_a_sentence(text, message):
    with pytest.raises(SourceError) as caught:
        quads(text)
    assert str(caught.value).startswith(f"mine.ttl: {message}")
    assert "\n" not in str(caught.value)


def test_a_context_is_never_fetched():
    with pytest.raises(SourceError, match="is no RDF that can be read"):
        quads('{"@context": "http://127.0.0.1:9/context", "@id": "x:a", "name": "b"}', "jsonld")


def test_joined_data_stands_beside_the_graph_and_queries_see_both(run):
    (run.folder / "mine.ttl.gz").write_bytes(gzip.compress(TURTLE.encode()))
    (run.folder / "terms.nq.bz2").write_bytes(
        bz2.compress(b"<x:c> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
                     b"<http://www.w3.org/2004/02/skos/core#Concept> <x:g> .\n")  # no shape of ours is for it
    )  # fmt: skip
    (run.folder / "bad.nq").write_text("<x:a> <x:b> <x:c> .\n<x:a> <x:b>\n", encoding="utf-8")
    (run.folder / "mys-omn.bn.txt").write_text("ওমানে মালয়েশিয়ার দূতাবাস আছে।", encoding="utf-8")
    done = run("build", ".")
    assert done.returncode == 1
    assert done.stderr.startswith("bilat-kg: bad.nq: is no RDF that can be read (")
    assert done.stderr.count("\n") == 1
    assert "6 quads of 2 RDF files" in done.stdout
    assert "SHACL     conforms" in done.stdout
    rows = run(
        "query",
        "SELECT ?n WHERE { ?e a bilat:Embassy ; bilat:sender ?s . ?s <https://example.org/population> ?n }",
    ).stdout.split()
    assert rows == ["n", "33000000"]
    first = run("export", "nquads").stdout
    assert run("build", "bad.nq", "terms.nq.bz2", "mys-omn.bn.txt", "mine.ttl.gz").returncode == 1
    assert run("export", "nquads").stdout == first
    assert "x:g" in first
    assert "x:a" not in first
