"""A build that goes on from the one before it: what it need not read, and that its result is that of a full build."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import bilat_kg
from bilat_kg import building, workers
from bilat_kg.building import Report, build
from bilat_kg.graph import writer
from bilat_kg.graph.store import check
from bilat_kg.graph.writer import take_back
from bilat_kg.sources import opening, stamps

WORDS = "ওমান ও মালয়েশিয়া দুই দেশ "


class Builds:
    """Articles in a folder, built on one store again and again, and anew on another to compare."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.store = folder / "in", folder / "store"
        self.folder.mkdir()

    def write(self, **articles: str) -> None:
        for name, words in articles.items():
            (self.folder / f"{name}.txt").write_text(f"{WORDS}{words}", encoding="utf-8")

    def remove(self, name: str) -> None:
        (self.folder / f"{name}.txt").unlink()

    def __call__(self, **more) -> Report:
        return build([self.folder], self.store, **{"validate": False} | more)

    def anew(self, **more) -> Report:
        other = self.store.with_name("other")
        shutil.rmtree(other, ignore_errors=True)
        return build([self.folder], other, validate=False, **more)


@pytest.fixture
def builds(monkeypatch, tmp_path) -> Builds:
    monkeypatch.setattr(workers, "PIPELINE", "pipelines:scripted")
    return Builds(tmp_path)


@pytest.fixture
def many(builds) -> Builds:
    builds.write(**{f"a{n:02}": f"নিবন্ধ {n}" for n in range(24)})
    builds()
    return builds


def everything(store: Path) -> tuple[object, ...]:
    """All that a reader can get out of a store."""
    with bilat_kg.open(store) as graph:
        exports = [graph.export(name) for name in ("nquads", "trig", "facts", "jsonld")]
        return (*exports, *(repr(graph.explain(name)) for name in graph.build.readings.names()))


def same(one: Report, other: Report) -> bool:
    """Whether two reports tell the same, but for how much was read and how long it took."""
    told = [
        (
            *(r.sha256, r.quads, r.articles, r.facts, r.abstentions, r.mentions, r.linked, r.decisions, r.joined),
            [x.reason for x in r.refused],
        )
        for r in (one, other)
    ]
    return told[0] == told[1] and everything(one.store) == everything(other.store)


def test_what_has_not_changed_is_not_read_again(many, monkeypatch):
    def nobody(*settings):
        raise AssertionError("a worker was started")

    monkeypatch.setattr("bilat_kg.workers.crew.Worker", nobody)
    again = many()
    assert again.kept == len(again.articles) == 24
    assert check(many.store).articles == 24


def test_files_that_are_what_they_were_are_not_opened(many, monkeypatch):
    monkeypatch.setattr(stamps, "_RACY", 0)
    opened = []
    open_file = opening.open_file

    def watched(path: Path):
        opened.append(path.name)
        return open_file(path)

    monkeypatch.setattr(opening, "open_file", watched)
    assert many().kept == 24
    assert len(opened) == 24  # when they were first read they had been written too lately to be known by their stamps
    opened.clear()
    assert many().kept == 24
    assert opened == []
    changed, touched, moved = (many.folder / f"a{n:02}.txt" for n in (3, 4, 5))
    was = changed.stat()
    changed.write_text(changed.read_text("utf-8").replace("নিবন্ধ", "নিবম্ধ"), encoding="utf-8")
    os.utime(changed, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert (changed.stat().st_size, changed.stat().st_mtime_ns) == (was.st_size, was.st_mtime_ns)
    touched.touch()
    moved.rename(many.folder / "c05.txt")
    report = many()
    assert opened == ["a03.txt", "a04.txt", "c05.txt"]
    assert (report.kept, report.articles[-1]) == (22, "c05")
    assert same(report, many.anew())


def test_a_file_that_was_written_lately_has_no_stamp(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("১")
    assert stamps.stamp(file) is None
    os.utime(file, (0, 0))
    assert stamps.stamp(file) is None  # it can be told from its entry, which was changed now
    assert stamps.stamp(tmp_path / "none.txt") is None


@pytest.mark.parametrize("path", ["patched", "written"])
@pytest.mark.parametrize("jobs", [1, 2])
def test_changed_new_and_removed_articles_are_replaced_and_the_result_is_that_of_a_full_build(
    many, monkeypatch, path, jobs
):
    monkeypatch.setattr(writer, "_SMALL", 0 if path == "patched" else 10**9)
    many.write(a03="অন্য কথা", b="নতুন")
    many.remove("a20")
    report = many(jobs=jobs)
    assert (report.kept, len(report.articles)) == (22, 24)
    assert same(report, many.anew())
    assert check(many.store)


def test_after_any_number_of_changes_it_is_still_that_of_a_full_build(many, monkeypatch):
    chance = random.Random(7)
    kept = []
    for step in range(3):
        monkeypatch.setattr(writer, "_SMALL", 0 if step != 1 else 10**9)
        for _ in range(3):
            name = f"a{chance.randrange(26):02}"
            match chance.choice(["change", "twin", "refuse", "remove"]):
                case "remove":
                    (many.folder / f"{name}.txt").unlink(missing_ok=True)
                case "refuse":
                    many.write(**{name: "STATELESS"})
                case "twin":
                    many.write(**{name: f"নিবন্ধ {chance.randrange(24)}"})
                case "change":
                    many.write(**{name: f"কথা {step}"})
        report = many()
        kept.append(report.kept)
        assert same(report, many.anew()), step
    assert all(number > 15 for number in kept)
    assert check(many.store)


def test_articles_that_are_kept_are_linked_by_the_decisions_of_the_build(many):
    file = many.store.with_name("decisions.csv")
    digests = set()
    for lines in ("person/nobody,accept,Q7\n", "country/OMN,refuse,Q842\ncity/none,open,\n", ""):
        file.write_text(f"entity,decision,qid\n{lines}", encoding="utf-8")
        report = many(decisions=file)
        assert report.kept == 24
        assert same(report, many.anew(decisions=file))
        digests.add((report.sha256, report.linked["person"], report.linked["country"], report.decisions))
    assert len({digest for digest, *_ in digests}) == 3
    assert {tuple(told) for _, *told in digests} == {(24, 24, 1), (0, 0, 1), (0, 24, 0)}
    take_back(many.store)
    report = many()
    assert report.kept == 24
    assert same(report, many.anew())


def test_joined_data_comes_and_goes_with_its_file_and_the_shapes_leave_it_out(many):
    oman = "<https://w3id.org/bilat-kg/id/country/OMN>"
    for words in ("5", "6 , <http://example.org/x>", ""):
        file = many.folder / "people.ttl"
        if words:
            file.write_text(f"{oman} <http://example.org/people> {words} .", encoding="utf-8")
        else:
            file.unlink()
        report = many(validate=True)
        assert report.conforms
        assert report.kept == 24
        assert same(report, many.anew())
        assert check(many.store)


def test_of_twins_the_first_by_name_stays_even_where_the_other_was_there_before(builds):
    builds.write(b="একই", c="অন্য")
    assert builds().articles == ("b", "c")
    builds.write(a="একই")
    report = builds()
    assert report.articles == ("a", "c")
    assert same(report, builds.anew())


def test_a_refusal_for_what_a_source_holds_is_remembered_and_one_for_time_is_not(builds):
    builds.write(a="১", b="STATELESS", c="SLEEP")
    first = builds(deadline=0.1)
    assert [each.lasting for each in first.refused] == [True, False]
    again = builds(deadline=0.1)
    assert [each.reason for each in again.refused] == [each.reason for each in first.refused]
    builds.write(b="২")
    assert builds(deadline=0.1).articles == ("a", "b")


def test_another_edition_and_a_build_anew_read_everything(many, monkeypatch):
    assert many(anew=True).kept == 0
    assert many().kept == 24
    monkeypatch.setattr(building, "edition", lambda *more: "another")
    assert many().kept == 0
    assert many().kept == 24


def test_editions_differ_with_code_rules_and_gazetteer(tmp_path, monkeypatch):
    from bilat_kg import editions

    found = {editions.edition.__wrapped__(), editions.edition.__wrapped__("other pipeline")}
    for attribute, file in (
        ("PACKAGE", "lang/bn/rules/visit.toml"),
        ("GAZETTEER", "cities.csv"),
        ("ONTOLOGY", "bilat.ttl"),
    ):
        with monkeypatch.context() as patch:
            copy = tmp_path / attribute
            shutil.copytree(getattr(editions, attribute), copy, ignore=shutil.ignore_patterns("__pycache__"))
            patch.setattr(editions, attribute, copy)
            with (copy / file).open("a") as out:
                out.write("# more\n")
            found.add(editions.edition.__wrapped__())
    assert len(found) == 5


def build_of(store: Path) -> Path:
    return next(store.glob("build-*"))


@pytest.mark.parametrize(
    ("damaged", "how"),
    [
        ("quads.nq", "flip"),
        ("readings.sqlite", "cut"),
        ("oxigraph/*.sst", "flip"),
        ("oxigraph/*.sst", "remove"),
        ("../manifest.json", "flip"),
    ],
)
def test_a_damaged_build_is_not_gone_on_from(many, damaged, how):
    whole = many.anew()
    many.write(a01="বদলেছে")
    (file, *_) = sorted(build_of(many.store).glob(damaged), key=lambda path: -path.stat().st_size)
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.unlink()  # the file may be shared
    if how != "remove":
        file.write_bytes(data if how == "flip" else data[: len(data) // 3])
    report = many()
    assert report.kept == 0
    assert report.sha256 != whole.sha256
    assert same(report, many.anew())
    assert check(many.store)


def test_a_build_whose_index_says_what_its_quads_do_not_is_not_gone_on_from(many, monkeypatch):
    changes = writer.shared.add_changes

    def lying(register, before, gone, new, *, links_again):
        changes(register, before, gone, new, links_again=links_again)
        gone.add(b'<https://example.org/a> <https://example.org/b> "never said" <https://example.org/c> .\n')

    monkeypatch.setattr(writer.shared, "add_changes", lying)
    many.write(a01="বদলেছে")
    report = many()
    assert report.kept == 0
    assert same(report, many.anew())
    assert check(many.store)


# Goes on from a build and kills itself at the step of that number, as in tests/graph/test_publication.py.
GOING_ON = """
import os, signal, sys
sys.path[:0] = sys.argv[1].split(os.pathsep)
from bilat_kg import workers
from bilat_kg.building import build
workers.PIPELINE = "pipelines:scripted"
steps, last = [], sys.argv[4]
FILES = "open os.rename os.remove os.mkdir os.rmdir os.scandir shutil.rmtree sqlite3.connect os.link".split()
def step(event, arguments):
    if event in FILES:
        if last in {event, str(len(steps)), "after " + (steps or [""])[-1]}:
            os.kill(os.getpid(), signal.SIGKILL)
        steps.append(event)
sys.addaudithook(step)
build([sys.argv[2]], sys.argv[3], validate=False)
print(*steps)
"""


def test_killed_at_any_step_the_store_is_the_old_build_or_the_new_one(many, tmp_path):
    def go_on(store: Path, last: str) -> subprocess.CompletedProcess[str]:
        paths = os.pathsep.join(sys.path)
        command = [sys.executable, "-c", GOING_ON, paths, str(many.folder), str(store), last]
        return subprocess.run(command, capture_output=True, text=True, timeout=120)

    old = everything(many.store)
    many.write(a01="বদলেছে")
    shutil.copytree(many.store, tmp_path / "whole")
    done = go_on(tmp_path / "whole", "never")
    steps, new = done.stdout.split(), everything(tmp_path / "whole")
    assert old != new, done.stderr
    assert "os.link" in steps
    middle = str((steps.index("os.link") + steps.index("os.rename")) // 2)
    moments = {"sqlite3.connect": old, "after os.link": old, middle: old, "os.rename": old, "after os.rename": new}
    for last, then in moments.items():
        store = tmp_path / last
        shutil.copytree(many.store, store)
        assert go_on(store, last).returncode == -signal.SIGKILL, last
        assert everything(store) == then, last
        assert check(store)


def test_shapes_are_asked_of_what_has_changed_only_where_the_rest_conforms(many, monkeypatch):
    from bilat_kg.graph import validation

    asked = []
    whole = validation.validate_build

    def watched(build, subjects=None):
        asked.append(subjects)
        return whole(build, subjects)

    monkeypatch.setattr(validation, "validate_build", watched)
    many(validate=True)
    many.write(a02="বদলেছে")
    report = many(validate=True)
    assert report.conforms
    assert asked[0] is None  # the build before was not held against the shapes
    assert asked[1] is not None
    assert len(asked[1]) < 20
    assert "https://w3id.org/bilat-kg/id/article/a02" in asked[1]


def test_graphs_that_no_article_states_come_and_go_with_their_build(tmp_path):
    from pyoxigraph import Literal, NamedNode, Quad

    from bilat_kg.graph import StoreWriter
    from bilat_kg.graph.store import open_build

    def joined(store: str, *words: str, anew: bool = False) -> str:
        node = [NamedNode(f"http://example.org/{name}") for name in ("thing", "says", "graph")]
        with StoreWriter(tmp_path / store, "edition", anew=anew) as made:
            made.join(Quad(node[0], node[1], Literal(word), node[2]) for word in words)
            digest = made.publish().sha256
        assert check(tmp_path / store)
        graphs = dict(open_build(tmp_path / store).graphs())
        assert graphs.get("http://example.org/graph", 0) == len(words)
        return digest

    for words in (("a", "b"), ("b", "c"), (), ("a",)):
        assert joined("again", *words) == joined("anew", *words, anew=True)
