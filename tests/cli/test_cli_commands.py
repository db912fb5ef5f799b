"""What all commands share: help, usage, one sentence for what is wrong, the terminal, what is imported."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = [
    "build",
    "diff",
    "evaluate",
    "explain",
    "export",
    "link",
    "publish",
    "queries",
    "query",
    "reconcile",
    "serve",
    "spark",
    "validate",
]
PAIRS = (
    "SELECT ?one ?other WHERE { ?r a bilat:Relationship ; bilat:party ?one, ?other FILTER(STR(?one) < STR(?other)) }"
)
HASH = re.compile(r"\b[0-9a-f]{64}\b")


def test_help_names_every_command(run):
    done = run("--help")
    assert done.returncode == 0
    assert re.findall(r"^  (\w+)  ", done.stdout.partition("Commands:")[2], re.MULTILINE) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_documented(run, command):
    done = run(command, "--help")
    assert done.returncode == 0
    options = done.stdout.partition("Options:")[2]
    for line in re.findall(r"^  -.*", options, re.MULTILINE):
        assert re.search(r"\S  +\S|^  \S+( \S+)?$", line), line
    assert len(done.stdout.split("\n\n")[1]) > 20


@pytest.mark.parametrize(
    "arguments",
    [
        ["bild"],
        ["build", "--jobs", "0"],
        ["build", "--deadline", "x"],
        ["query"],
        ["query", "x", "-p", "country"],
        ["export"],
    ],
)
def test_wrong_usage_exits_with_2(run, arguments):
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("Usage: bilat-kg")
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["query", "SELECT * WHERE {\n ?s ?p }"], r"the query: line 2, column \d+"),
        (["query", "embasies"], r"there is no query 'embasies'; "),
        (["query", "none.rq"], r"none.rq: the query cannot be read \(No such file or directory\)"),
        (["query", "ASK {}", "-p", "x=1"], r"the query has no parameter 'x'"),
        (["query", "ASK {}", "--format", "turtle"], r"yes or no cannot be written as 'turtle'; formats are csv, "),
        (["query", "SELECT * WHERE { ?s ?p ?o }", "--format", "turtle"], r"a table cannot be written as 'turtle'"),
        (["query", "CONSTRUCT WHERE { ?s ?p ?o }", "--format", "csv"], r"triples cannot be written as 'csv'"),
        (["export", "word"], r"there is no export format 'word'; formats are turtle, jsonld, "),
        (["export", "turtle", "-o", "none/x.ttl"], r"none/x.ttl: "),
        (["explain", "mys-oma"], r"'mys-oma' names no article and is no IRI; did you mean mys-omn"),
        (["evaluate", "none"], r"none: holds no gold"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(seeds, arguments, sentence):
    assert re.match(sentence, seeds.refused(*arguments))


def test_stores_that_are_none(run):
    assert "there is no such store; `bilat-kg build` makes one" in run.refused("query", "ASK {}")
    (run.folder / "file").touch()
    (run.folder / "folder").mkdir()
    (run.folder / "folder" / "letter.txt").touch()
    for store in ("file", "folder"):
        assert store in run.refused("query", "ASK {}", "--store", store)
        assert store in run.refused("build", "--store", store)
        assert store in run.refused("export", "turtle", "--store", store)
    assert sorted(path.name for path in run.folder.rglob("*")) == ["file", "folder", "letter.txt"]


def on_a_terminal(command: list[str], folder: Path) -> str:
    """What a command shows on a terminal of 200 columns."""
    leader, follower = pty.openpty()
    environment = os.environ | {"COLUMNS": "200", "TERM": "xterm"}
    running = subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, cwd=folder, env=environment)
    os.close(follower)
    shown = b""
    while True:
        try:
            more = os.read(leader, 4096)
        except OSError:
            break
        if not more:
            break
        shown += more
    os.close(leader)
    assert running.wait(60) == 0, shown
    return shown.decode()


def test_on_a_terminal_rows_are_a_table(seeds):
    shown = on_a_terminal(seeds.command("query", PAIRS), seeds.folder)
    assert "country:OMN" in shown
    assert "─" in shown


def test_on_a_terminal_a_build_shows_its_progress_and_leaves_the_cursor(run):
    shown = on_a_terminal(run.command("build"), run.folder)
    assert "reading" in shown
    assert "\x1b[?25l" not in shown
    assert len(HASH.findall(shown)) == 1


def test_output_is_utf_8_whatever_the_locale(seeds):
    environment = os.environ | {
        "LC_ALL": "C",
        "PYTHONIOENCODING": "ascii",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    }
    assert "ওমান" in seeds("explain", "mys-omn", env=environment).stdout


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import bilat_kg", ["spacy", "pyoxigraph", "rdflib", "pyshacl", "click", "rich"]),
        ("import bilat_kg; bilat_kg.build; bilat_kg.open", ["spacy", "rdflib", "pyshacl", "rich"]),
        ("from bilat_kg.cli import cli; cli(['--help'], standalone_mode=False)", ["pyoxigraph", "rich", "spacy"]),
        (
            "from bilat_kg.cli import cli; cli(['query', 'ASK {}', '--store', STORE], standalone_mode=False)",
            ["spacy", "rdflib", "pyshacl", "rich", "bilat_kg.text", "bilat_kg.sources"],
        ),
    ],
)
def test_what_is_not_needed_is_not_imported(seed_store, code, absent):
    program = f"import sys; STORE = sys.argv[1]; {code}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program, str(seed_store)], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = done.stdout.split()
    assert "bilat_kg" in loaded
    assert not set(absent) & set(loaded)
