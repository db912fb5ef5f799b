"""Items in Wikidata's JSON say the same as the RDF of them."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, Store
from written import DATA, SAMPLE

ENTITY, PROP = "http://www.wikidata.org/entity/", "http://www.wikidata.org/prop/"
PRECISION = NamedNode("http://wikiba.se/ontology#timePrecision")
RANK = NamedNode("http://wikiba.se/ontology#rank")


def sample() -> dict[str, dict[str, Any]]:
    """The items of the sample as Wikidata's JSON has them, read from its RDF."""
    store = Store()
    store.load(path=str(SAMPLE))
    items: defaultdict[str, dict[str, Any]] = defaultdict(
        lambda: {"type": "item", "labels": {}, "aliases": {}, "claims": defaultdict(list)}
    )

    def snak(name: str, value: Any, node: NamedNode | None) -> dict[str, Any]:
        if isinstance(value, NamedNode):
            datavalue = {"type": "wikibase-entityid", "value": {"id": value.value.removeprefix(ENTITY)}}
        elif node is None:
            return {"snaktype": "somevalue", "property": name}
        else:
            precision = next(store.quads_for_pattern(node, PRECISION, None)).object.value
            datavalue = {"type": "time", "value": {"time": f"+{value.value}", "precision": int(precision)}}
        return {"snaktype": "value", "property": name, "datavalue": datavalue}

    for quad in store:
        predicate, subject = quad.predicate.value, quad.subject.value
        if not subject.startswith(f"{ENTITY}Q"):
            continue
        item = items[subject.removeprefix(ENTITY)]
        if predicate.endswith("#label"):
            item["labels"][quad.object.language] = {"language": quad.object.language, "value": quad.object.value}
        elif predicate.endswith("#altLabel"):
            item["aliases"].setdefault(quad.object.language, []).append({"value": quad.object.value})
        elif predicate == f"{PROP}direct/P279" or "Q9000000050" in subject or subject.endswith("/Q1865"):
            name = predicate.rpartition("/")[2]
            if name.startswith("P"):
                item["claims"][name].append({"mainsnak": snak(name, quad.object, None), "rank": "normal"})
        elif predicate.startswith(f"{PROP}P"):
            name = predicate.removeprefix(PROP)
            told = {each.predicate.value: each.object for each in store.quads_for_pattern(quad.object, None, None)}
            statement: dict[str, Any] = {
                "mainsnak": snak(name, told[f"{PROP}statement/{name}"], told.get(f"{PROP}statement/value/{name}")),
                "rank": "deprecated" if told[RANK.value].value.endswith("DeprecatedRank") else "normal",
                "qualifiers": defaultdict(list),
            }
            for each, value in told.items():
                if each.startswith(f"{PROP}qualifier/P"):
                    qualifier = each.rpartition("/")[2]
                    node = told[f"{PROP}qualifier/value/{qualifier}"]
                    statement["qualifiers"][qualifier].append(snak(qualifier, value, node))
            item["claims"][name].append(statement)
    return {qid: {"id": qid, **body} for qid, body in items.items()}


def written(items: dict[str, dict[str, Any]], form: str) -> str:
    """The three forms in which Wikidata gives items out."""
    match form:
        case "dump":
            return "[\n" + ",\n".join(map(json.dumps, items.values())) + "\n]\n"
        case "lines":
            return "\n".join(map(json.dumps, items.values()))
        case _:
            return json.dumps({"entities": items}, indent=2)


@pytest.mark.parametrize("form", ["dump", "lines", "entity data"])
def test_json_says_the_same_as_rdf(seeds, tmp_path: Path, form: str) -> None:
    items = sample()
    assert len(items) == 21
    file = tmp_path / ("items.jsonl" if form == "lines" else "items.json")
    file.write_text(written(items, form), encoding="utf-8")
    found = list(csv.DictReader(io.StringIO(seeds("diff", file, "--format", "csv").stdout)))
    assert found == list(csv.DictReader(io.StringIO((DATA / "differences.csv").read_text(encoding="utf-8"))))


def test_a_preferred_statement_is_the_truthy_one(seeds, tmp_path: Path) -> None:
    items = sample()
    (operator,) = items["Q9000000001"]["claims"]["P137"]
    other = {"mainsnak": {"datavalue": {"value": {"id": "Q30"}}}, "rank": "preferred"}
    items["Q9000000001"]["claims"]["P137"] = [operator, other]
    file = tmp_path / "items.json"
    file.write_text(written(items, "dump"), encoding="utf-8")
    assert "Q9000000001" not in seeds("diff", file, "--class", "mission").stdout


def test_broken_items_and_broken_json(seeds, tmp_path: Path) -> None:
    file = tmp_path / "items.jsonl"
    odd: list[Any] = [
        {}, {"id": 5}, {"id": "Q1"}, {"id": "P31", "type": "property"}, {"id": "Q2", "claims": []},
        {"id": "Q3", "labels": {"en": "x", "bn": {"value": 7}}, "aliases": {"en": {}}, "claims": {"P31": {"a": 1}}},
        {"id": "Q4", "claims": {"P571": [7, {}, {"mainsnak": []}, {"mainsnak": {"datavalue": {"value": "1968"}}}]}},
        {"id": "Q5", "claims": {"P571": [{"mainsnak": {"datavalue": {"value": {"time": "no", "precision": "x"}}}}]}},
        {"id": "Q833", "claims": {"P530": [{"mainsnak": {"datavalue": {"value": {"id": "Q842> <x"}}}}]}},
    ]  # fmt: skip
    file.write_text("\n".join(map(json.dumps, odd)), encoding="utf-8")
    assert "confirmed" not in seeds("diff", file).stdout
    for text, reason in (('{"id": "Q1"}\n{', "line 2: this is not JSON"), ("{", "line 1: this is not JSON"),
                         ("[" * 100_000, "line 1: this is not JSON"), ('"Q1"', "line 1: this is no item")):  # fmt: skip
        file.write_text(text, encoding="utf-8")
        assert reason in seeds.refused("diff", "items.jsonl")
