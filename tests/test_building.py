from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import bilat_kg
from bilat_kg import workers
from bilat_kg.building import EmptyBuildError, Progress, build
from bilat_kg.errors import StoreError

WORDS = "ওমান ও মালয়েশিয়া দুই দেশ "


@pytest.fixture
def scripted(monkeypatch, tmp_path):
    """Build files of the given words with a pipeline that does what a word says."""
    monkeypatch.setattr(workers, "PIPELINE", "pipelines:scripted")

    def run(files: dict[str, str], **more):
        folder = tmp_path / "in"
        for name, words in files.items():
            path = folder / f"{name}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{WORDS}{words}", encoding="utf-8")
        return build([folder], tmp_path / "store", **{"validate": False} | more)

    return run


def test_a_report_says_what_was_made(scripted, tmp_path):
    report = scripted({"b": "২", "a": "১", "bad": "CRASH"})
    assert report.store == tmp_path / "store"
    assert report.articles == ("a", "b")
    assert {name: n for name, n in report.facts.items() if n} == {"DiplomaticRelation": 1}  # both state the same one
    assert report.abstentions == {"negated": 2}
    assert {kind: n for kind, n in report.mentions.items() if n} == {"country": 2, "person": 2}
    assert {kind: n for kind, n in report.linked.items() if n} == {"country": 2}
    assert report.decisions == 0
    assert [each.where for each in report.refused] == [str(tmp_path / "in" / "bad.txt")]
    assert report.conforms is None
    with bilat_kg.open(report.store) as graph:
        assert graph.manifest.sha256 == report.sha256
        assert graph.manifest.quads == report.quads
        assert graph.manifest.articles == 2


def test_progress_is_told_after_each_file(scripted, tmp_path):
    steps: list[Progress] = []
    scripted({"a": "১", "b": "CRASH", "c": "২"}, watch=steps.append)
    assert [(step.done, step.total, Path(step.where).stem) for step in steps] == [(1, 3, "a"), (2, 3, "b"), (3, 3, "c")]


@pytest.mark.parametrize("jobs", [1, 2])
def test_of_two_articles_with_one_text_the_first_by_name_is_read(scripted, jobs):
    report = scripted({"b": "LATE", "a": "LATE", "c": "১"}, jobs=jobs)
    assert report.articles == ("a", "c")
    (refused,) = report.refused
    assert refused.reason.endswith("b.txt: has the same text as the article a; leave one of them out")


def test_a_reading_that_cannot_be_in_the_graph_is_refused(scripted):
    report = scripted({"a": "১", "b": "MISQUOTE"})
    assert report.articles == ("a",)
    assert "b.txt: what was read from it cannot be in the graph (" in report.refused[0].reason


def test_nothing_is_published_where_nothing_was_read(scripted, tmp_path):
    before = scripted({"a": "১"})
    (tmp_path / "in" / "a.txt").unlink()
    with pytest.raises(EmptyBuildError) as caught:
        scripted({"b": "CRASH", "c": "STATELESS"})
    assert len(caught.value.refused) == 2
    assert str(caught.value).startswith("none of the 2 sources could be read, so that nothing was built; the first: ")
    with bilat_kg.open(before.store) as graph:
        assert graph.manifest.sha256 == before.sha256
    with pytest.raises(EmptyBuildError, match="there is no source; give a file or a folder"):
        build([], tmp_path / "other")
    assert not (tmp_path / "other").exists()


def test_the_store_does_not_change_until_all_is_read(scripted, tmp_path):
    before = scripted({"a": "১"})

    def look(step: Progress) -> None:
        with bilat_kg.open(tmp_path / "store") as graph:
            assert graph.manifest.sha256 == before.sha256
        with pytest.raises(StoreError, match=r"is building this store|is under way in this process"):
            build([tmp_path / "in" / "a.txt"], tmp_path / "store")

    assert scripted({"b": "২"}, watch=look).sha256 != before.sha256


def test_the_hash_depends_on_nothing_but_the_articles(scripted, tmp_path):
    first = scripted({"a": "১", "deep/b": "২", "c": "৩"})
    moved = tmp_path / "in" / "deep" / "b.txt"
    moved.rename(tmp_path / "in" / "b.text.txt")
    assert scripted({}, jobs=2).sha256 == first.sha256
    assert scripted({"c": "৪"}).sha256 != first.sha256


def test_the_python_interface_has_the_nouns_of_the_command_line(seed_store):
    with bilat_kg.open(seed_store) as graph:
        rows = graph.query("SELECT ?name WHERE { ?a a bilat:Article ; bilat:name ?name } ORDER BY ?name").rows()
        assert rows == [("mys-omn",), ("mys-rus",), ("mys-tjk",), ("mys-tls",)]
        assert graph.export("facts").count(b"\n") >= 20
        assert graph.validate().conforms
        assert graph.explain("mys-rus").article.name == "mys-rus"
    gold = Path(__file__).parent / "data" / "gold" / "seeds"
    assert bilat_kg.evaluate(gold, seed_store).total.gold == 62
    assert {"build", "evaluate", "open", "queries", "read"} <= set(dir(bilat_kg))
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = bilat_kg.nothing


def test_a_script_without_a_main_guard_can_build(tmp_path):
    program = "import bilat_kg, sys\nprint(bilat_kg.build(store=sys.argv[1], jobs=2).sha256)"
    (tmp_path / "script.py").write_text(program, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "script.py", "x.store"], cwd=tmp_path, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.split()) == 1


def test_modules_in_the_working_directory_are_not_imported(tmp_path, seed_store):
    """A folder of downloaded articles must not be able to run code."""
    for name in ("spacy", "json", "pickle", "click", "bilat_kg"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('pwned')", encoding="utf-8")
    script = Path(sys.executable).with_name("bilat-kg")
    done = subprocess.run([script, "build"], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
