"""``build``: what it makes, refuses and leaves alone."""

from __future__ import annotations

import re
import signal
import subprocess

from bilat_kg import resources
from tests.cli.slowness import slow_source, wait_for

HASH = re.compile(r"\b[0-9a-f]{64}\b")


def test_build_reads_the_seeds_into_an_empty_directory(run):
    done = run("build")
    assert (done.returncode, done.stderr) == (0, "")
    assert "4 read, 0 refused" in done.stdout
    assert re.search(r"^SHACL +conforms$", done.stdout, re.MULTILINE)
    counted = dict(re.findall(r"^([A-Z]\w+) +(\d+)$", done.stdout, re.MULTILINE))
    assert len(counted) == 9
    assert int(counted["Embassy"]) >= 10
    assert len(HASH.findall(done.stdout)) == 1
    assert [path.name for path in run.folder.iterdir()] == ["bilat-kg.store"]


def test_the_same_sources_give_the_same_hash_in_any_order_and_with_any_jobs(run):
    articles = sorted(resources.ARTICLES.iterdir())
    hashes = {
        HASH.search(run("build", "--store", store, *more).stdout)[0]
        for store, more in {
            "one": [],
            "again": [resources.ARTICLES],
            "backwards": ["--jobs", 2, *reversed(articles)],
            "over": ["--jobs", 3, *articles],
        }.items()
    }
    assert len(hashes) == 1


def test_a_bad_source_is_refused_by_name_and_the_rest_is_built(run):
    good = min(resources.ARTICLES.iterdir())
    (run.folder / "bad.bn.txt").write_bytes(b"\xe0\xa6")
    done = run("build", "bad.bn.txt", good)
    assert done.returncode == 1
    sentence = "bad.bn.txt, line 1: byte 0 (0xE0) is not valid UTF-8; save the file as UTF-8"
    assert done.stderr == f"bilat-kg: {sentence}\n"
    assert "1 read, 1 refused" in done.stdout
    assert re.search(r"^bad.bn.txt +line 1: byte 0", done.stdout, re.MULTILINE)
    asked = run("query", "SELECT ?name WHERE { ?a a bilat:Article ; bilat:name ?name }")
    assert asked.stdout.split() == ["name", good.name.partition(".")[0]]


def test_build_of_nothing_leaves_the_store_as_it_was(run):
    assert run("build").returncode == 0
    before = run("query", "SELECT ?a WHERE { ?a a bilat:Article }").stdout
    done = run("build", "none.txt")
    assert done.returncode == 1
    assert done.stderr == "bilat-kg: none.txt: there is no such file or folder; check the path\n"
    assert done.stdout == ""
    assert run("query", "SELECT ?a WHERE { ?a a bilat:Article }").stdout == before


def test_a_second_build_at_the_same_time_is_refused_by_name(run):
    slow_source(run.folder)
    first = subprocess.Popen(
        run.command("build", "mys-omn.bn.txt", "--deadline", 60), cwd=run.folder, stderr=subprocess.PIPE
    )
    try:
        wait_for(lambda: (run.folder / "bilat-kg.store").is_dir())
        wait_for(lambda: (run.folder / "bilat-kg.store" / "lock").read_text().strip() == str(first.pid))
        sentence = run.refused("build")
        assert f"process {first.pid} is building this store" in sentence
    finally:
        first.send_signal(signal.SIGINT)
        first.communicate(timeout=10)
    assert run("build").returncode == 0
