"""The federated questions of ``docs/wikidata.md``, asked of two real servers on loopback instead of the public ones."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from bilat_kg import graph

PAGE = (Path(__file__).parents[3] / "docs" / "wikidata.md").read_text(encoding="utf-8")
SERVICE = "https://query.wikidata.org/sparql"
SECTION = PAGE.partition("\n## Federation\n")[2].partition("\n## ")[0]
QUESTIONS = re.findall(r"```sparql\n(.*?)```", SECTION, re.DOTALL)
OXIGRAPH = Path(sys.executable).with_name("oxigraph")


@pytest.fixture(scope="session")
def ours(serve, gold_seeds: Path, tmp_path_factory) -> str:
    """The query service of our own graph, as exported."""
    export = tmp_path_factory.mktemp("export") / "graph.nt"
    with graph.open(gold_seeds) as opened:
        opened.export("ntriples", export)
    return serve(export)


def ask(service: str, question: str) -> list[dict[str, str]]:
    request = Request(service, urlencode({"query": question}).encode(), {"Accept": "text/csv"})
    with urlopen(request, timeout=30) as answer:
        return list(csv.DictReader(io.StringIO(answer.read().decode())))


def local(question: str, wikidata: str) -> str:
    assert question.count(f"<{SERVICE}>") == 1
    return question.replace(SERVICE, wikidata)


def test_there_are_as_many_questions_as_there_should_be_and_each_asks_one_service() -> None:
    assert len(QUESTIONS) == 3
    assert all(re.findall(r"SERVICE (?:SILENT )?<(.+?)>", question) == [SERVICE] for question in QUESTIONS)


def test_what_wikidata_lacks(ours: str, wikidata: str) -> None:
    (row,) = ask(ours, local(QUESTIONS[0], wikidata))
    assert row["receiver"] == "East Timor"
    assert "দিলিতে মালয়েশিয়ার একটি স্থায়ী দূতাবাস" in row["sentence"]


def test_both_dates_of_a_mission(ours: str, wikidata: str) -> None:
    rows = ask(ours, local(QUESTIONS[1], wikidata))
    assert [(row["item"].rpartition("/")[2], row["ours"], row["theirs"][:10]) for row in rows] == [
        ("Q9000000001", "2011", "2009-01-01"),
        ("Q9000000002", "1983", "1983-01-01"),
        ("Q9000000003", "1968-04", "1968-01-01"),
        ("Q9000000004", "1968", "1968-11-01"),
    ]


def test_what_our_sentences_add(ours: str, wikidata: str) -> None:
    rows = ask(ours, local(QUESTIONS[2], wikidata))
    told = {row["country"].rpartition("/")[2]: "সম্পর্ক" in row["sentence"] for row in rows}
    assert told == {"Q842": True, "Q15180": True, "Q863": True, "Q159": True}


def test_the_local_tool_of_the_page(seeds, wikidata: str, tmp_path: Path) -> None:
    """The commands of the page, with the question in a file."""
    commands = re.search(r"```sh\n(.*?)```", SECTION, re.DOTALL)
    assert commands
    (tmp_path / "question.rq").write_text(local(QUESTIONS[0], wikidata), encoding="utf-8")
    install, export, load, query = commands[1].splitlines()
    assert install == "pip install oxigraph"
    assert seeds(*export.split()[1:]).returncode == 0
    for command in (load, query):
        done = subprocess.run(
            [OXIGRAPH, *command.split()[1:]], cwd=tmp_path, capture_output=True, timeout=60, check=True
        )
    assert b"East Timor" in done.stdout


def test_no_named_query_asks_another_service() -> None:
    named = graph.queries()
    assert len(named) >= 25
    assert not [each.name for each in named if re.search(r"\bSERVICE\b", each.text, re.IGNORECASE)]
