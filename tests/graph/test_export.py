from __future__ import annotations

import io
import os
import stat
from hashlib import sha256
from pathlib import Path

import gold
import made
import pytest
import rdflib
from pyoxigraph import DefaultGraph, RdfFormat, parse
from rdflib.compare import isomorphic

import bilat_kg.graph
from bilat_kg.errors import ExportError
from bilat_kg.graph.export import FORMATS, prefixes
from tests.graph.conftest import publish

TRIPLES = {"turtle": "turtle", "jsonld": "json-ld", "ntriples": "nt", "rdfxml": "xml"}
QUADS = {"nquads": "nquads", "trig": "trig"}


def test_the_formats_of_the_commands():
    assert [*FORMATS] == ["turtle", "jsonld", "ntriples", "nquads", "trig", "rdfxml", "facts", "csv"]
    assert len({format_.extension for format_ in FORMATS.values()}) == len(FORMATS)


@pytest.fixture(scope="module")
def union(graph) -> rdflib.Graph:
    return graph.to_rdflib()


@pytest.mark.parametrize("name", TRIPLES)
def test_rdflib_reads_the_same_graph_from_every_format(graph, union, name):
    read = rdflib.Graph().parse(data=graph.export(name), format=TRIPLES[name])
    assert len(read) == len(union) > 4000
    assert isomorphic(read, union)


@pytest.mark.parametrize("name", QUADS)
def test_rdflib_reads_the_same_named_graphs(graph, name):
    read = rdflib.Dataset()
    read.parse(data=graph.export(name), format=QUADS[name])
    counts = {str(one.identifier): len(one) for one in read.graphs() if len(one)}
    assert counts == {iri: quads for iri, quads in graph.build.graphs() if quads}


@pytest.mark.parametrize("name", [*TRIPLES, *QUADS])
def test_oxigraph_reads_them_too(graph, name):
    rdf = {"turtle": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD, "ntriples": RdfFormat.N_TRIPLES,
           "rdfxml": RdfFormat.RDF_XML, "nquads": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG}[name]  # fmt: skip
    read, held = set(parse(graph.export(name), format=rdf)), set(graph.build.store)
    held = {quad for quad in held if quad.graph_name != DefaultGraph()}
    if name in TRIPLES:
        read, held = {quad.triple for quad in read}, {quad.triple for quad in held}
    assert read == held


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_sources_give_the_same_bytes(graph, tmp_path, name):
    publish(tmp_path / "again.store", gold.readings()[::-1])
    with bilat_kg.graph.open(tmp_path / "again.store") as again:
        assert again.export(name) == graph.export(name)


def test_the_canonical_quads_have_the_digest_of_the_manifest(graph):
    assert sha256(graph.export("nquads")).hexdigest() == graph.manifest.sha256


def test_turtle_is_for_people(graph):
    text = graph.export("turtle").decode()
    header, _, body = text.partition("\n\n")
    names = [line.split()[1] for line in header.splitlines()]
    assert names == [f"{name}:" for name in sorted(prefixes())]
    assert "@prefix country: <https://w3id.org/bilat-kg/id/country/> ." in header
    assert "@prefix high-commission: <https://w3id.org/bilat-kg/id/high-commission/> ." in header
    assert "\tbilat:sender country:MYS ;" in body
    assert "@prefix" not in body


def test_an_export_to_a_file_and_to_a_stream(graph, tmp_path):
    graph.export("facts", tmp_path / "facts.jsonl")
    stream = io.BytesIO()
    assert graph.export("facts", stream) is None
    assert (tmp_path / "facts.jsonl").read_bytes() == stream.getvalue() == graph.export("facts")
    graph.export("csv", str(tmp_path / "facts.jsonl"))  # a file is replaced
    assert (tmp_path / "facts.jsonl").read_bytes() == graph.export("csv")
    assert stat.S_IMODE((tmp_path / "facts.jsonl").stat().st_mode) & 0o077 == 0o077 & ~_umask() & 0o666
    assert [one.name for one in tmp_path.iterdir()] == ["facts.jsonl"]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_an_unknown_format_is_named(graph):
    with pytest.raises(ExportError, match="there is no export format 'turtel'; formats are turtle, jsonld, ntriples"):
        graph.export("turtel")


def tree(path: Path) -> dict[str, str]:
    return {
        str(one.relative_to(path)): one.read_bytes().hex() if one.is_file() and not one.is_symlink() else "-"
        for one in sorted(path.rglob("*"))
    }


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("link.ttl", "this is a symbolic link"),
        ("dangling.ttl", "this is a symbolic link"),
        ("folder", "this is not a file"),
        ("pipe", "this is not a file"),
        ("none/out.ttl", "cannot be written"),
        ("file/out.ttl", "cannot be written"),
        ("a.store/out.ttl", "this is inside the store"),
        ("a.store/manifest.json", "this is inside the store"),
        ("to-store/build-x/../quads.nq", "this is inside the store"),
        ("x" * 300, "cannot be written"),
    ],
)
def test_where_an_export_is_not_written(graph, tmp_path, target, message):
    publish(tmp_path / "a.store", [])
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.ttl").symlink_to(tmp_path / "file")
    (tmp_path / "dangling.ttl").symlink_to(tmp_path / "nowhere")
    (tmp_path / "to-store").symlink_to(tmp_path / "a.store")
    os.mkfifo(tmp_path / "pipe")
    before = tree(tmp_path)
    with pytest.raises(ExportError, match=message):
        graph.export("turtle", tmp_path / target)
    assert tree(tmp_path) == before


def test_an_export_that_fails_leaves_the_file_as_it_was(graph, tmp_path, monkeypatch):
    path = tmp_path / "facts.jsonl"
    path.write_text("mine")
    monkeypatch.setitem(graph.build.manifest.files, "quads.nq", graph.build.manifest.files["readings.sqlite"])
    monkeypatch.setattr(graph.build, "_checked", set())
    with pytest.raises(bilat_kg.errors.StoreError, match=r"quads\.nq is damaged"):
        graph.export("turtle", path)
    assert path.read_text() == "mine"
    assert [one.name for one in tmp_path.iterdir()] == ["facts.jsonl"]


@pytest.mark.parametrize("name", ["../../escape", "a/b", "con\n", "x" * 300, "';--"])
def test_the_names_of_articles_are_data_and_never_paths(tmp_path, name):
    article = made.article("one", title='> } # " \\ `\n</title><script>')
    article = type(article)(name, article.iri, "bn", article.text, article.title)
    store = tmp_path / "in" / "a.store"
    store.parent.mkdir()
    parties = (gold.country("MYS"), gold.country("RUS"))
    publish(store, [made.reading(article, made.fact("DiplomaticRelation", article, party=parties))])
    outside = tree(tmp_path)
    with bilat_kg.graph.open(store) as opened:
        assert opened.explain(name).article == article
        for format_ in FORMATS:
            opened.export(format_, tmp_path / "in" / f"out.{format_}")
        rows = opened.query("SELECT ?title WHERE { ?a bilat:title ?title }").rows()
    assert rows == [(article.title,)]
    assert {path: data for path, data in tree(tmp_path).items() if "/out." not in path} == outside
