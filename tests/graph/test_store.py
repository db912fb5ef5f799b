from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import random
import shutil
from contextlib import suppress
from pathlib import Path

import gold
import made
import pytest
from pyoxigraph import DefaultGraph, RdfFormat, Store

import bilat_kg.graph
from bilat_kg.errors import BilatError, StoreError
from bilat_kg.graph import Graph, StoreWriter
from bilat_kg.graph.store import Build, check, open_build
from bilat_kg.model import PartialDate, Reading
from tests.graph.conftest import publish

MYS, RUS = gold.country("MYS"), gold.country("RUS")


def little(*names: str) -> list[Reading]:
    articles = [made.article(name) for name in names]
    return [
        made.reading(of, made.fact("DiplomaticRelation", of, party=(MYS, RUS), establishedOn=PartialDate("1967")))
        for of in articles
    ]


@pytest.fixture
def copied(gold_store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(gold_store, tmp_path / "copy.store"))


def build_of(store: Path) -> Path:
    return next(store.glob("build-*"))


def quads(graph: Graph) -> int:
    """The quads in named graphs that the index holds."""
    return sum(quad.graph_name != DefaultGraph() for quad in graph.build.store)


def everything(store: Path) -> tuple[str, ...]:
    """All that a reader can get out of a store, boiled down."""
    with bilat_kg.graph.open(store) as graph:
        indexed = "\n".join(sorted(map(str, graph.build.store)))
        answer = graph.query("SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o").serialize("csv")
        texts = "".join(repr(graph.explain(name)) for name in graph.build.readings.names())
        parts = (indexed.encode(), answer, graph.export("nquads"), texts.encode())
    return tuple(hashlib.sha256(part).hexdigest() for part in parts)


def test_what_goes_in_comes_out(gold_store: Path):
    build = open_build(gold_store)
    assert build.manifest.articles == 4
    assert build.manifest.abstentions == 4
    lines = (build.path / "quads.nq").read_bytes().splitlines()
    assert build.manifest.quads == len(lines) == sum(quad.graph_name != DefaultGraph() for quad in build.store)
    triples = [quad.triple for quad in build.store if quad.graph_name == DefaultGraph()]
    assert len(triples) == len(set(triples)) == len({line.rsplit(b" ", 2)[0] for line in lines})
    assert build.manifest.sha256 == hashlib.sha256((build.path / "quads.nq").read_bytes()).hexdigest()
    assert [build.readings.article(stem) for stem in gold.STEMS] == [gold.article(stem) for stem in gold.STEMS]
    assert check(gold_store) == build.manifest


def test_the_same_readings_in_another_order_are_the_same_build(gold_store: Path, tmp_path: Path):
    digest = open_build(gold_store).manifest.sha256
    readings = gold.readings()
    shuffled = random.Random(3)
    for attempt in range(2):
        shuffled.shuffle(readings)
        mixed = [dataclasses.replace(one, facts=one.facts[::-1], mentions=one.mentions[::-1]) for one in readings]
        assert publish(tmp_path / f"{attempt}.store", mixed).sha256 == digest


def test_a_build_takes_the_place_of_the_one_before_it_and_leaves_nothing_else(tmp_path: Path):
    store = tmp_path / "a.store"
    publish(store, little("one"))
    with bilat_kg.graph.open(store) as reader:
        publish(store, little("one", "two"))
        assert quads(reader) == reader.manifest.quads  # who has the old build open keeps it
        assert len(reader.query("SELECT ?a WHERE { ?a a bilat:Article }").rows()) == 1
    with bilat_kg.graph.open(store) as graph:
        assert len(graph.query("SELECT ?a WHERE { ?a a bilat:Article }").rows()) == 2
    assert sorted(path.name for path in store.iterdir()) == sorted(["lock", "manifest.json", build_of(store).name])


def test_a_build_that_fails_leaves_the_store_as_it_was(tmp_path: Path):
    store = tmp_path / "a.store"
    publish(store, little("one"))
    before = everything(store)
    writer = StoreWriter(store)
    with suppress(ZeroDivisionError), writer:
        writer.add(little("two")[0])
        1 / 0  # noqa: B018
    assert everything(store) == before
    assert len(list(store.glob("build-*"))) == 1


def test_an_article_added_twice_is_refused_and_the_rest_goes_on(tmp_path: Path):
    one, two = little("one", "two")
    with StoreWriter(tmp_path / "a.store") as writer:
        writer.add(one)
        with pytest.raises(ValueError, match="article/one was added twice"):
            writer.add(one)
        writer.add(two)
        assert writer.publish().articles == 2


def test_an_empty_build_is_a_build(tmp_path: Path):
    assert publish(tmp_path / "a.store", []).articles == 0
    assert check(tmp_path / "a.store").quads > 1500  # the ontology


# What is not a store


def test_a_missing_directory(tmp_path: Path):
    with pytest.raises(StoreError, match=r"none\.store: there is no such store; `bilat-kg build` makes one"):
        bilat_kg.graph.open(tmp_path / "none.store")


def test_a_file_in_its_place(tmp_path: Path):
    path = tmp_path / "file"
    path.write_text("text")
    with pytest.raises(StoreError, match="a store is a directory, and this is a file"):
        bilat_kg.graph.open(path)
    with pytest.raises(StoreError, match="a store is a directory, and this is a file"), StoreWriter(path):
        pass
    assert path.read_text() == "text"


@pytest.mark.parametrize(
    "files",
    [
        {"notes.txt": "mine"},
        {"manifest.json": '{"name": "a web page"}'},
        {"build-12345678/mine.txt": "mine"},
        {"CURRENT": "MANIFEST-000001\n", "MANIFEST-000001": ""},
    ],
)
def test_a_directory_of_somebody_else_is_neither_read_nor_written(tmp_path: Path, files: dict[str, str]):
    for name, text in files.items():
        (tmp_path / "theirs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "theirs" / name).write_text(text)
    with pytest.raises(StoreError, match=r"not a bilat-kg store|not that of a bilat-kg store|no finished build"):
        bilat_kg.graph.open(tmp_path / "theirs")
    with pytest.raises(StoreError, match="not a bilat-kg store"), StoreWriter(tmp_path / "theirs"):
        pass
    assert {
        str(path.relative_to(tmp_path / "theirs")) for path in (tmp_path / "theirs").rglob("*") if path.is_file()
    } == {*files}


def test_the_store_of_an_earlier_format_is_named(copied: Path):
    manifest = json.loads((copied / "manifest.json").read_text("utf-8"))
    (copied / "manifest.json").write_text(json.dumps({**manifest, "format": 1}))
    with pytest.raises(StoreError, match="in format 1 and this version reads format 4; `bilat-kg build` makes it anew"):
        bilat_kg.graph.open(copied)


def test_what_a_first_build_leaves_when_it_fails_is_a_store_without_a_build(tmp_path: Path):
    store = tmp_path / "a.store"
    with suppress(ZeroDivisionError), StoreWriter(store):
        1 / 0  # noqa: B018
    assert [path.name for path in store.iterdir()] == ["lock"]
    with pytest.raises(StoreError, match=r"a\.store: the store holds no finished build"):
        bilat_kg.graph.open(store)
    (store / "mine.txt").write_text("mine")
    with pytest.raises(StoreError, match=r"this directory is not a bilat-kg store"):
        bilat_kg.graph.open(store)


def test_an_index_without_its_default_graph_is_no_build_of_ours(gold_store: Path, tmp_path: Path, monkeypatch):
    copied = Path(shutil.copytree(gold_store, tmp_path / "copy.store"))
    build = open_build(copied)
    thin = Store()
    thin.bulk_load(path=str(build.path / "quads.nq"), format=RdfFormat.N_QUADS)
    monkeypatch.setattr("bilat_kg.graph.store.open_build", lambda path, **more: Build(build.path, build.manifest, thin))
    with pytest.raises(StoreError, match="its graphs are not those of its manifest"):
        check(copied)


def test_an_empty_directory_is_written(tmp_path: Path):
    assert publish(tmp_path, little("one")).articles == 1


def test_another_format_version_is_named(copied: Path):
    manifest = json.loads((copied / "manifest.json").read_text("utf-8"))
    (copied / "manifest.json").write_text(json.dumps({**manifest, "format": 7}))
    with pytest.raises(StoreError, match="in format 7 and this version reads format 4"):
        bilat_kg.graph.open(copied)
    assert publish(copied, little("one")).articles == 1  # what we cannot read, we may still replace


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest: {**manifest, "graphs": {**manifest["graphs"], "https://example.org/": 1}},
        lambda manifest: {**manifest, "articles": 5},
        lambda manifest: {**manifest, "build": "build-00000000"},
        lambda manifest: {**manifest, "digest": None},
        lambda manifest: {"kind": manifest["kind"], "format": manifest["format"]},
    ],
)
def test_a_manifest_that_was_changed_is_refused(copied: Path, change):
    manifest = json.loads((copied / "manifest.json").read_text("utf-8"))
    (copied / "manifest.json").write_text(json.dumps(change(manifest)))
    with pytest.raises(StoreError, match=r"manifest\.json is damaged"):
        bilat_kg.graph.open(copied)


def test_a_truncated_manifest_of_oxigraph_is_named_and_not_an_empty_store(copied: Path):
    path = next((build_of(copied) / "oxigraph").glob("MANIFEST-*"))
    path.write_bytes(b"")
    with pytest.raises(StoreError, match=r"oxigraph/MANIFEST-\d+ is damaged"):
        bilat_kg.graph.open(copied)


def test_a_missing_file_is_named(copied: Path):
    (build_of(copied) / "readings.sqlite").unlink()
    with pytest.raises(StoreError, match=r"build-\w+/readings\.sqlite is missing"):
        bilat_kg.graph.open(copied)


def test_two_hundred_flips_cuts_and_removals_give_the_right_answer_or_a_refusal(gold_store: Path, tmp_path: Path):
    right = everything(gold_store)
    chance = random.Random(19)
    files = sorted(path for path in gold_store.rglob("*") if path.is_file())
    outcomes = {"right": 0, "refused": 0}
    for case in range(200):
        store = tmp_path / f"{case}.store"
        victim = chance.choice(files)
        shutil.copytree(gold_store, store, copy_function=os.link)
        path = store / victim.relative_to(gold_store)
        data = bytearray(path.read_bytes())
        path.unlink()  # the link, not the file that it leads to
        match chance.choice(["flip", "cut", "remove"]):
            case "flip" if data:
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
                path.write_bytes(data)
            case "cut":
                path.write_bytes(data[: chance.randrange(len(data) + 1)])
            case _:
                pass
        answer, refusal = None, ""
        try:
            answer = everything(store)
        except BilatError as error:
            refusal = str(error)
        assert answer == right or str(store) in refusal, f"case {case}: {victim}"
        outcomes["refused" if refusal else "right"] += 1
        shutil.rmtree(store)
    assert sum(outcomes.values()) == 200
    assert outcomes["refused"] > 120
    assert everything(gold_store) == right


def test_what_a_question_does_not_need_is_checked_when_it_is_needed(copied: Path):
    for name in ("quads.nq", "readings.sqlite"):
        path = build_of(copied) / name
        data = bytearray(path.read_bytes())
        data[-9] ^= 1
        path.write_bytes(data)
    with bilat_kg.graph.open(copied) as graph:
        assert graph.query("ASK { ?s ?p ?o }")
        with pytest.raises(StoreError, match=r"quads\.nq is damaged"):
            graph.export("turtle")
        with pytest.raises(StoreError, match=r"readings\.sqlite is damaged"):
            graph.explain("mys-omn")
    with pytest.raises(StoreError, match=r"is damaged"):
        check(copied)


def test_what_was_verified_opens_again_by_sizes_alone(copied: Path):
    with bilat_kg.graph.open(copied, verify=False) as graph:
        assert graph.query("ASK { ?s ?p ?o }")
    path = next((build_of(copied) / "oxigraph").glob("*.sst"))
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(StoreError, match=r"\.sst is damaged"):
        bilat_kg.graph.open(copied, verify=False)
