from __future__ import annotations

import csv
import io
import json
import socket

import pytest
from stub_service import MANIFEST, http, stub

from bilat_kg.graph import StoreWriter
from bilat_kg.link.linker import Linker
from bilat_kg.model import Article, Entity, Mention, Reading


def rows(output):
    return list(csv.DictReader(io.StringIO(output)))


def test_names_are_found_offline_inflected_and_nearly(run):
    done = run("reconcile", "মস্কোতে", "Kuala Lumpr", "--limit", 1, "--format", "csv")
    assert done.returncode == 0
    assert done.stderr == ""
    assert [(row["name"], row["id"], row["qid"], row["match"]) for row in rows(done.stdout)] == [
        ("মস্কোতে", "city/Q649", "Q649", "true"),
        ("Kuala Lumpr", "city/Q1865", "Q1865", "false"),
    ]
    table = run("reconcile", "-", "--type", "City", "-p", "country=জার্মানি", stdin="বন\n\n")
    header, *lines = table.stdout.splitlines()
    assert header.split() == ["name", "score", "match", "id", "qid", "label", "type", "description"]
    assert len(lines) == 1
    assert "92.0  yes    city/Q586" in lines[0]
    found = json.loads(run("reconcile", "moscow", "--lang", "bn", "--format", "json", "--limit", 1).stdout)
    assert [(each["label"], each["match"], each["score"]) for each in found] == [("মস্কো", True, 100.0)]


def test_a_service_elsewhere_is_asked_only_if_it_is_named(run, endpoint, tmp_path):
    asked = (
        "reconcile",
        "মস্কোতে",
        "--endpoint",
        f"{endpoint}/wikidata",
        "--cache",
        tmp_path / "kept",
        "--format",
        "csv",
    )
    done = run(*asked)
    assert done.returncode == 0, done.stderr
    first = rows(done.stdout)[0]
    assert (first["id"], first["match"], first["label"], first["type"]) == ("Q649", "true", "মস্কো", "Q515")
    assert f"answered by {endpoint}/wikidata, the oldest answer of 20" in done.stderr
    assert len(list((tmp_path / "kept").rglob("*.json"))) == 2


def test_bad_input_gets_one_sentence(run, tmp_path):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{unused.getsockname()[1]}"
    cache = ("--cache", tmp_path / "kept")
    assert "nobody answers there" in run.refused("reconcile", "x", "--endpoint", nobody, *cache)
    assert "it has to begin with https:// or http://" in run.refused(
        "reconcile", "x", "--endpoint", "ftp://a.org", *cache
    )
    assert "is no name to ask for: 1 to 256 characters" in run.refused("reconcile", "x" * 300)
    assert run.refused("reconcile", "") == "'' is no name to ask for: 1 to 256 characters in UTF-8 are"
    assert "there is nothing of a run 'run-9'" in run.refused("reconcile", "--links", "d.csv", "--take-back", "run-9")
    assert "nothing.store" in run.refused("reconcile", "x", "--store", "nothing.store")
    with stub(http({**MANIFEST, "versions": ["9"]})) as served:
        assert "speaks none of the versions" in run.refused("reconcile", "x", "--endpoint", served.address, *cache)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("x", "--links", "d.csv", "--endpoint", "http://127.0.0.1:1"),
        ("--links", "d.csv"),
        ("--take-back", "run-1"),
        ("x", "-p", "country"),
        ("x", "--limit", "0"),
    ],
)
def test_wrong_usage(run, arguments):
    done = run("reconcile", *arguments)
    assert done.returncode == 2
    assert "Usage: bilat-kg reconcile" in done.stderr


def test_a_run_over_a_store_writes_links_and_takes_them_back(run, tmp_path):
    article = Article("one", "https://w3id.org/bilat-kg/id/article/one", "bn", "রানা দাস মস্কোতে।")
    rana = Entity("person", "rana-das", "Rana Das", "রানা দাস")
    moscow = Entity("city", "Q649", "Moscow", "মস্কো", "Q649", "RUS")
    reading, linker = Reading(article, (), (), (Mention(0, 8, rana, None), Mention(9, 14, moscow, "label"))), Linker()
    with StoreWriter(tmp_path / "bilat-kg.store") as writer:
        writer.add(reading)
        writer.link(linker.link(reading))
        writer.link(linker.complete(writer.with_items()))
        writer.publish()
    found = {"id": "Q42", "name": "Rana Das", "score": 99, "match": True}
    answers = [http({"q0": {"result": [each]}}) for each in (found, {**found, "name": "রানা দাস"})]
    with stub(http(MANIFEST), *answers) as served:
        done = run("reconcile", "--links", "d.csv", "--endpoint", served.address, "--cache", tmp_path / "kept")
    assert done.returncode == 0, done.stderr
    assert [asked.batch["q0"]["query"] for asked in served.asked[1:]] == ["Rana Das", "রানা দাস"]
    assert [asked.batch["q0"]["type"] for asked in served.asked[1:]] == ["Q5", "Q5"]
    first, last = done.stdout.splitlines()
    assert first == "person/rana-das is Q42, Rana Das"
    assert last.startswith("1 entities have no item; 1 links are written to d.csv as run-")
    (line,) = rows((tmp_path / "d.csv").read_text())
    assert (line["entity"], line["decision"], line["qid"]) == ("person/rana-das", "accept", "Q42")
    taken = run("reconcile", "--links", "d.csv", "--take-back", last.rpartition(" ")[2])
    assert taken.returncode == 0, taken.stderr
    assert rows((tmp_path / "d.csv").read_text()) == []
