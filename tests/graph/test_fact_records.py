from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import gold
import made
import pytest

import bilat_kg.graph
from bilat_kg.graph.records import columns
from bilat_kg.model import Concept, Entity, PartialDate, Text
from tests.graph.conftest import publish

MYS, RUS = gold.country("MYS"), gold.country("RUS")
NOT_IN_THE_GRAPH = {"span", "note", "uncertain"}


def exported(graph) -> list[dict]:
    return [json.loads(line) for line in graph.export("facts").splitlines()]


def same(gold_record: dict, record: dict) -> bool:
    """Every field that the gold states, letter for letter; lists in any order, and absent is empty."""

    def plain(value: object) -> object:
        return sorted(value) if isinstance(value, list) else value or None

    stated = {name: value for name, value in gold_record.items() if name not in NOT_IN_THE_GRAPH}
    return all(plain(record[name]) == plain(value) for name, value in stated.items()) and (
        record["evidence"]["start"],
        record["evidence"]["end"],
    ) == tuple(gold_record["span"])


def test_gold_to_quads_to_store_and_back_is_the_gold_in_every_field(graph):
    records = exported(graph)
    texts = {stem: gold.article(stem).text for stem in gold.STEMS}
    matched = 0
    for stem in gold.STEMS:
        left = [record for record in records if record["article"] == stem]
        for gold_record in gold.records(stem):
            (found,) = [record for record in left if same(gold_record, record)]
            left.remove(found)
            evidence = found["evidence"]
            assert texts[stem][evidence["start"] : evidence["end"]] == evidence["quote"]
            assert found["confidence"] == (0.5 if gold_record.get("uncertain") else 1)
            matched += 1
        assert left == []
    assert matched == len(records) == 70


def test_records_say_how_they_are_known_and_come_in_the_order_of_the_text(graph):
    records = exported(graph)
    for record in records:
        assert list(record)[:2] == ["article", "class"]
        assert list(record)[-4:] == ["iri", "rule", "confidence", "evidence"]
        assert record["iri"].startswith("https://w3id.org/bilat-kg/id/")
    places = [(record["article"], record["evidence"]["start"]) for record in records]
    assert places == sorted(places)


def test_a_fact_of_two_articles_is_one_record_in_each(tmp_path: Path):
    articles = [made.article("one"), made.article("two", "অন্য কথা")]
    relation = {"party": (MYS, RUS), "establishedOn": PartialDate("1967")}
    facts = [
        made.fact("DiplomaticRelation", of, rule=of.name, confidence=sure, **relation)
        for of, sure in zip(articles, ("0.9", "0.25"), strict=True)
    ]
    publish(tmp_path / "a.store", [made.reading(of, fact) for of, fact in zip(articles, facts, strict=True)])
    with bilat_kg.graph.open(tmp_path / "a.store") as opened:
        one, two = exported(opened)
    assert one["iri"] == two["iri"]
    assert [(record["article"], record["rule"], record["confidence"]) for record in (one, two)] == [
        ("one", "one", 0.9),
        ("two", "two", 0.25),
    ]
    assert two["evidence"] == {"start": 0, "end": 8, "quote": "অন্য কথা"}


def test_of_strings_in_two_languages_the_record_shows_english_where_there_is_some(tmp_path: Path):
    of = made.article("one")
    goods = (Text("পাম তেল", "bn"), Text("palm oil", "en"))
    facts = [
        made.fact("CommodityTrade", of, exporter=MYS, importer=RUS, good=goods),
        made.fact("CommodityTrade", of, exporter=RUS, importer=MYS, good=Text("লোহা", "bn")),
    ]
    publish(tmp_path / "a.store", [made.reading(of, *facts)])
    with bilat_kg.graph.open(tmp_path / "a.store") as opened:
        assert {tuple(record["goods"]) for record in exported(opened)} == {("palm oil",), ("লোহা",)}


def test_figures_keep_every_digit(tmp_path: Path):
    of = made.article("one")
    usd = Entity("currency", "USD", "dollar")
    trade = made.fact(
        "TradeObservation", of, flow=Concept("Export"), exporter=MYS, importer=RUS, currency=usd,
        amount=Decimal("12345678901234567.25"), approximate=True,
    )  # fmt: skip
    people = made.fact(
        "PeopleObservation", of, group=Concept("people/workers"), fromCountry=MYS, toCountry=RUS, number=Decimal("1E+6")
    )
    publish(tmp_path / "a.store", [made.reading(of, trade, people)])
    with bilat_kg.graph.open(tmp_path / "a.store") as opened:
        by_class = {record["class"]: record for record in exported(opened)}
    assert by_class["TradeObservation"]["value"] == "12345678901234567.25"
    assert by_class["TradeObservation"]["currency"] == "USD"
    assert by_class["TradeObservation"]["approx"] is True
    assert by_class["PeopleObservation"]["value"] == "1000000"


def test_the_table_is_the_records_flat(graph):
    rows = list(csv.DictReader(io.StringIO(graph.export("csv").decode(), newline="")))
    records = exported(graph)
    assert len(rows) == len(records) == 70
    assert list(rows[0]) == columns()
    assert len(set(columns())) == len(columns())
    for row, record in zip(rows, records, strict=True):
        assert row["iri"] == record["iri"]
        assert (int(row["evidence_start"]), row["quote"]) == (record["evidence"]["start"], record["evidence"]["quote"])
        assert row.get("parties", "") == "|".join(record.get("parties", []))
        assert row["approx"] == {True: "true", False: "false", None: ""}[record.get("approx")]


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", 'a "quoted" word', "two\nlines", "a,b", "\t-1"])
def test_cells_hold_what_the_text_says_and_nothing_is_done_to_it(tmp_path: Path, text: str):
    of = made.article("one", f"ক {text} খ")
    fact = made.fact("Event", of, eventKind=Concept("event-kind/aid"), party=(MYS, RUS), label=Text(text, "en"))
    publish(tmp_path / "a.store", [made.reading(of, fact)])
    with bilat_kg.graph.open(tmp_path / "a.store") as opened:
        table = opened.export("csv")
    (row,) = csv.DictReader(io.StringIO(table.decode(), newline=""))
    assert (row["label_en"], row["quote"]) == (text, of.text)
    assert table.count(b"\r\n") == 2
