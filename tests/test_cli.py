from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph
import pytest

from bilat_kg import resources
from bilat_kg.sources.limits import MAX_BYTES

COMMANDS = [
    "build", "diff", "evaluate", "explain", "export", "link", "queries", "query", "reconcile", "serve", "validate",
]  # fmt: skip
PAIRS = (
    "SELECT ?one ?other WHERE { ?r a bilat:Relationship ; bilat:party ?one, ?other FILTER(STR(?one) < STR(?other)) }"
)
# Oxigraph would count the rows of this product for years.
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
HASH = re.compile(r"\b[0-9a-f]{64}\b")
GOLD = Path(__file__).parent / "data" / "gold" / "seeds"


def shipped_query() -> str:
    """The name of one of the queries that travel with the package."""
    return min(path.stem for path in resources.QUERIES.glob("*.rq"))


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


def slow_source(folder: Path) -> None:
    """The longest source that is taken: seconds of reading."""
    article = (resources.ARTICLES / "mys-omn.bn.txt").read_text("utf-8")
    times = MAX_BYTES // len(article.encode()) - 1
    (folder / "mys-omn.bn.txt").write_text("\n".join([article] * times), encoding="utf-8")


def wait_for(condition, seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_rows_come_in_every_format(seeds):
    as_csv = list(csv.reader(io.StringIO(seeds("query", PAIRS).stdout)))
    assert as_csv[0] == ["one", "other"]
    assert len(as_csv) >= 1 + 4
    assert seeds("query", PAIRS, "--format", "csv").stdout.splitlines() == seeds("query", PAIRS).stdout.splitlines()
    assert seeds("query", PAIRS, "--format", "tsv").stdout.startswith("?one\t?other\n")
    bindings = json.loads(seeds("query", PAIRS, "--format", "json").stdout)["results"]["bindings"]
    assert {row["other"]["value"].rpartition("/")[2] for row in bindings} >= {"OMN", "RUS", "TJK", "TLS"}
    assert "<variable name=" in seeds("query", PAIRS, "--format", "xml").stdout
    table = seeds("query", PAIRS, "--format", "table").stdout.splitlines()
    assert table[0].split() == ["one", "other"]
    assert {line.split()[0] for line in table[1:]} >= {"country:MYS"}


def test_triples_come_in_every_format(seeds):
    construct = "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a bilat:Country ; rdfs:label ?l }"
    turtle = seeds("query", construct).stdout
    expected = set(pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE))
    assert len(expected) >= 5
    for name, rdf in {
        "turtle": pyoxigraph.RdfFormat.TURTLE,
        "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
        "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
        "jsonld": pyoxigraph.RdfFormat.JSON_LD,
        "trig": pyoxigraph.RdfFormat.TRIG,
        "nquads": pyoxigraph.RdfFormat.N_QUADS,
    }.items():
        assert set(pyoxigraph.parse(seeds("query", construct, "--format", name).stdout, format=rdf)) == expected


def test_yes_and_no(seeds):
    assert seeds("query", "ASK { ?f a bilat:Embassy }").stdout == "yes\n"
    assert seeds("query", "ASK { ?f a bilat:Nothing }").stdout == "no\n"
    assert json.loads(seeds("query", "ASK { ?f a bilat:Embassy }", "--format", "json").stdout)["boolean"] is True


def test_a_query_comes_from_its_name_a_file_or_standard_input(seeds):
    (seeds.folder / "pairs.rq").write_text(PAIRS, encoding="utf-8")
    answers = {seeds("query", "pairs.rq").stdout, seeds("query", "-", stdin=PAIRS).stdout, seeds("query", PAIRS).stdout}
    assert len(answers) == 1
    named = seeds("query", shipped_query())
    assert named.returncode == 0
    assert named.stdout == seeds("query", resources.QUERIES / f"{shipped_query()}.rq").stdout


def test_parameters_are_bound_as_terms(seeds):
    query = (
        "# param: country country = MYS\nSELECT ?label WHERE { $country rdfs:label ?label FILTER(LANG(?label) = 'en') }"
    )
    assert seeds("query", "-", stdin=query).stdout.split() == ["label", "Malaysia"]
    assert seeds("query", "-", "-p", "country=OMN", stdin=query).stdout.split() == ["label", "Oman"]
    hostile = "MYS> rdfs:label ?x } #"
    assert "country=" in seeds.refused("query", "-", "-p", f"country={hostile}", stdin=query)


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


@pytest.mark.parametrize("name", ["turtle", "jsonld", "ntriples", "nquads", "trig", "rdfxml", "facts", "csv"])
def test_exports_go_to_standard_output_or_a_file(seeds, name):
    done = seeds("export", name)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout) > 1000
    assert seeds("export", name, "-o", "out").stdout == ""
    assert (seeds.folder / "out").read_bytes().decode() == done.stdout


def test_explain_a_fact_shows_its_words_in_their_context(seeds):
    facts = [json.loads(line) for line in seeds("export", "facts").stdout.splitlines()]
    fact = next(fact for fact in facts if fact["article"] == "mys-omn")
    text = (resources.ARTICLES / "mys-omn.bn.txt").read_text(encoding="utf-8")
    for name in (fact["iri"], fact["iri"].removeprefix("https://w3id.org/bilat-kg/id/")):
        shown = seeds("explain", name).stdout
        assert text[max(0, fact["evidence"]["start"] - 20) : fact["evidence"]["end"] + 20] in shown
        assert fact["rule"] in shown


def test_explain_an_article_shows_what_was_read_and_what_was_refused(seeds):
    facts = [json.loads(line) for line in seeds("export", "facts").stdout.splitlines()]
    shown = seeds("explain", "mys-tls").stdout
    quotes = [fact["evidence"]["quote"] for fact in facts if fact["article"] == "mys-tls"]
    assert len(quotes) >= 3
    assert all(quote in shown for quote in quotes)
    assert re.search(r"^\d+ refused candidates$", shown, re.MULTILINE)


def test_validate(seeds):
    done = seeds("validate")
    assert done.returncode == 0, done
    assert re.search(r"\d+ quads as the manifest says, and the graph conforms to its shapes", done.stdout)


def test_queries_are_listed_with_their_questions(run):
    listed = json.loads(run("queries", "--json").stdout)
    assert [each["name"] for each in listed] == [path.stem for path in sorted(resources.QUERIES.glob("*.rq"))]
    shown = run("queries").stdout
    assert all(title in shown for each in listed for title in each["titles"].values())


def test_evaluate_scores_the_store_or_sources(seeds):
    as_json = json.loads(seeds("evaluate", GOLD, "--json").stdout)
    assert as_json["ALL"]["gold"] == 62
    assert as_json["ALL"]["hallucinated"] == 0
    assert json.loads(seeds("evaluate", GOLD, resources.ARTICLES, "--json").stdout) == as_json
    table = seeds("evaluate", GOLD).stdout
    assert re.search(rf"^ALL +62 +{as_json['ALL']['predicted']} ", table, re.MULTILINE)


def test_evaluate_shows_what_was_missed(seeds):
    gold = seeds.folder / "gold"
    gold.mkdir()
    text = (resources.ARTICLES / "mys-omn.bn.txt").read_text(encoding="utf-8")
    record = {
        "class": "Event",
        "kind": "war",
        "parties": ["MYS", "OMN"],
        "date": "1802",
        "span": [0, text.index("।") + 1],
    }
    (gold / "mys-omn.jsonl").write_text(json.dumps(record), encoding="utf-8")
    shown = seeds("evaluate", gold, "--errors").stdout
    assert "missed Event in mys-omn\n  gold: kind=war, parties=['MYS', 'OMN'], date=1802\n" in shown
    assert f"  text: {text[: text.index('।') + 1]}" in shown


def test_ctrl_c_stops_a_query_at_once(seeds):
    running = subprocess.Popen(seeds.command("query", ENDLESS), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(1.5)
    assert running.poll() is None
    assert interrupted(running) < 1


def test_ctrl_c_stops_a_build_at_once_with_its_workers(run):
    slow_source(run.folder)
    running = subprocess.Popen(
        run.command("build", "mys-omn.bn.txt", "--deadline", 3),
        cwd=run.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    wait_for(lambda: children(running.pid))
    time.sleep(0.5)
    workers = children(running.pid)
    assert interrupted(running) < 1
    # Ctrl-C on a terminal reaches the workers as well; sent to the build alone, they end by their own timers,
    # at the latest after ten times the deadline.
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers), 60)
    assert run("build").returncode == 0


def interrupted(running: subprocess.Popen) -> float:
    """Seconds from Ctrl-C to the end of a process, which must end by it and say nothing."""
    sent = time.monotonic()
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=10)
    took = time.monotonic() - sent
    assert running.returncode == -signal.SIGINT  # a shell shows this as 130
    assert (out, err) == (b"", b"")
    return took


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.parametrize(
    "arguments", [["export", "nquads"], ["query", "SELECT * WHERE { ?s ?p ?o }"], ["explain", "mys-rus"]]
)
def test_a_reader_that_stops_reading_is_no_error(seeds, arguments):
    running = subprocess.Popen(seeds.command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    running.stdout.read(10)
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    running.wait(10)


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
