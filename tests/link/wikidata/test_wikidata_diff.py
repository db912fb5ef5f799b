"""``bilat-kg diff`` finds what the sample holds for it, in a real query service and in files."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from written import DATA, SAMPLE

from bilat_kg import graph
from bilat_kg.link.wikidata import reports, sources, terms
from bilat_kg.link.wikidata.comparison import compare
from bilat_kg.link.wikidata.sources import WikidataError, source

EXPECTED = (DATA / "differences.csv").read_text(encoding="utf-8")
PLANTED = {"confirmed": 23, "new": 16, "more precise": 2, "less precise": 4, "conflicting": 6, "undecided": 3}


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_query_service_has_exactly_what_was_planted(seeds, wikidata: str) -> None:
    done = seeds("diff", wikidata, "--format", "csv")
    assert done.returncode == 0
    assert rows(done.stdout) == rows(EXPECTED)
    assert Counter(row["outcome"] for row in rows(done.stdout)) == PLANTED
    assert "23 confirmed, 16 new, 2 more precise, 4 less precise, 6 conflicting, 3 undecided" in done.stderr


def test_a_file_says_the_same_as_a_service(seeds, wikidata: str, tmp_path: Path) -> None:
    packed = tmp_path / "sample.ttl.gz"
    packed.write_bytes(gzip.compress(SAMPLE.read_bytes()))
    for where in (SAMPLE, packed):
        assert rows(seeds("diff", where, "--format", "csv").stdout) == rows(EXPECTED)


def test_truthy_statements_alone_have_no_precision_and_none_is_made_up(seeds, tmp_path: Path) -> None:
    truthy = tmp_path / "truthy.ttl"
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    truthy.write_text("\n".join(line for line in lines if " p:P" not in line), encoding="utf-8")
    found = rows(seeds("diff", truthy, "--format", "csv", "--class", "mission").stdout)
    told = {(row["item"], row["property"]): (row["outcome"], row["theirs"]) for row in found}
    assert told["Q9000000002", "P571"] == ("confirmed", "1983")
    assert told["Q9000000003", "P571"] == ("more precise", "1968")
    assert told["Q9000000004", "P571"] == ("less precise", "1968-11")


def test_classes_and_outcomes_can_be_chosen(seeds, wikidata: str) -> None:
    done = seeds("diff", wikidata, "--class", "visit", "--class", "relation", "--format", "csv")
    assert {row["class"] for row in rows(done.stdout)} == {"Visit", "DiplomaticRelation"}
    done = seeds("diff", wikidata, "--outcome", "conflicting", "--format", "csv")
    assert [row["outcome"] for row in rows(done.stdout)] == ["conflicting"] * PLANTED["conflicting"]


def test_both_sides_and_the_sentence_are_shown(seeds, wikidata: str) -> None:
    table = seeds("diff", wikidata, "--class", "mission", "--outcome", "conflicting").stdout
    (line,) = (line for line in table.splitlines() if "Q9000000001" in line)
    assert re.search(r"inception \(P571\) +2011 +2009 +Q9000000001 +মালয়েশিয়ার রাজধানী.* \[mys-omn\]", line)
    found = json.loads(seeds("diff", wikidata, "--class", "visit", "--format", "json").stdout)
    assert found["source"] == wikidata
    assert found["retrieved"] > "2020"
    ended = next(each for each in found["differences"] if each["property"] == "P582")
    assert (ended["outcome"], ended["ours"], ended["theirs"]) == ("conflicting", "2014-06-25", ["2014-06-27"])
    assert "রাষ্ট্রীয় সফরে" in ended["quotations"][0]["text"]
    assert [(each["reason"], each["property"]) for each in found["omissions"]] == [
        ("no class of Wikidata was checked for a visit that is no state visit", None),
        ("it points at something that has no item of its own", "P664"),
    ]


def test_a_comparison_can_be_kept_and_shown_later(gold_seeds: Path) -> None:
    with graph.open(gold_seeds) as opened:
        compared = compare(opened.build, source(str(SAMPLE)))
    written = reports.to_json(compared)
    assert reports.from_json(written) == compared
    body = json.loads(written)
    for changed in (
        b"", b"[]", b"{}", b"[" * 100_000, json.dumps(body | {"differences": [{}]}).encode(),
        written.replace(b'"confirmed"', b'"sure"'), written.replace(b'"Q9000000001"', b'"javascript:x"'),
        written.replace(b'"P571"', b'"P1"'), written.replace(b'"about"', b'"abouts"'),
    ):  # fmt: skip
        with pytest.raises(WikidataError, match="this is no comparison"):
            reports.from_json(changed)


def test_an_answer_is_kept_until_a_fresh_one_is_wanted(seeds, wikidata: str, cache: Path) -> None:
    first = seeds("diff", wikidata, "--class", "visit", "--format", "json")
    kept = {file: file.stat().st_mtime_ns for file in cache.glob("*.answer")}
    assert len(kept) == 2  # which visits, and what is said of them
    again = seeds("diff", wikidata, "--class", "visit", "--format", "json")
    assert again.stdout == first.stdout
    assert {file: file.stat().st_mtime_ns for file in cache.glob("*.answer")} == kept
    seeds("diff", wikidata, "--class", "visit", "--fresh")
    assert all(file.stat().st_mtime_ns > when for file, when in kept.items())


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("nothing.ttl", None, "the file cannot be read (No such file or directory)"),
        ("wrong.ttl", b"this is no Turtle", "this is not Turtle"),
        ("wrong.json", b"[\nno", "line 2: this is not JSON"),
        ("wrong.nt", b"\xff\xfe\x00", "this is not N-Triples"),
        ("cut.ttl.gz", gzip.compress(b"# " + bytes(range(32, 128)) * 99)[:-20], "the file cannot be read"),
        ("no.ttl.bz2", b"BZh9 no", "the file cannot be read"),
        ("items.rdf", b"<rdf/>", "neither the URL of a query service nor a file of RDF"),
        ("items", b"", "neither the URL of a query service nor a file of RDF"),
    ],
)
def test_a_file_that_is_none_gets_one_sentence(seeds, name: str, content: bytes | None, reason: str) -> None:
    if content is not None:
        (seeds.folder / name).write_bytes(content)
    sentence = seeds.refused("diff", name)
    assert sentence.startswith(f"{name}: ")
    assert reason in sentence


@pytest.mark.parametrize("name", ["bomb.ttl.gz", "bomb.json.gz"])
def test_a_bomb_is_stopped(tmp_path: Path, monkeypatch, name: str) -> None:
    monkeypatch.setattr(sources, "FILE_BYTES", 1_000_000)
    bomb = tmp_path / name
    bomb.write_bytes(gzip.compress((b"{" if "json" in name else b"#") + b" " * 50_000_000))
    with pytest.raises(WikidataError, match="too much to read into memory"):
        source(str(bomb))


def test_the_page_names_every_id_that_is_used_and_the_code_uses_no_other() -> None:
    page = (DATA.parents[2] / "docs" / "wikidata.md").read_text(encoding="utf-8")
    used = {*terms.LABELS, *terms.CLASS_LABELS}
    assert len(used) == 26
    assert not [each for each in used if not re.search(rf"\b{each}\b", page)]
    code = "\n".join(path.read_text(encoding="utf-8") for path in Path(terms.__file__).parent.glob("*.py"))
    named = set(re.findall(r"\b[PQ][1-9]\d+\b", code))
    states = {qid for same in terms.SAME_STATE for qid in same}
    assert named == used | states | {"P279"}  # subclass of, which is part of the shape of the data


def test_nothing_is_asked_of_the_network_unless_it_is_asked_for(seeds) -> None:
    """Help and other commands do not even import what could."""
    code = (
        "import sys; sys.argv = ['bilat-kg', '--help']\n"
        "try:\n    from bilat_kg.cli import main; main()\nexcept SystemExit: pass\n"
        "assert not {'httpx', 'pyoxigraph', 'bilat_kg.link.wikidata.sources'} & set(sys.modules)"
    )
    python = Path(seeds.command()[0]).with_name("python")
    done = subprocess.run([python, "-c", code], capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr.decode()
