"""``export``, ``explain``, ``validate`` and ``evaluate``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bilat_kg import resources

GOLD = Path(__file__).parents[1] / "data" / "gold" / "seeds"


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
