"""Links of whole articles against what somebody read there."""

from __future__ import annotations

import csv

import pytest

from benchmarks.linking import GOLD, articles, gold, score
from bilat_kg.text.gazetteer import names, offices


def test_the_gold_is_whole():
    assert (len(gold("seeds")), len(gold("dev"))) == (88, 844)
    assert {kind for _, kind, _ in gold("dev")} == {"country", "city", "person", "organization", "office", "currency"}
    for name in ("seeds", "dev"):
        texts = {article.name: " ".join(article.text.split()) for article in articles(name)}
        assert {article for article, _, _ in gold(name)} == texts.keys()
        assert not [(article, words) for article, _, words in gold(name) if words not in texts[article]]


def test_every_item_of_the_gold_is_one_of_the_gazetteer():
    known = {name.entity.qid for name in names("bn") if name.entity} | {office.qid for office in offices().values()}
    with (GOLD.parents[2] / "seeds" / "gazetteer" / "currencies.csv").open(encoding="utf-8", newline="") as lines:
        known |= {row["qid"] for row in csv.DictReader(lines)}
    assert {qid for name in ("seeds", "dev") for qid in gold(name).values() if qid} <= known


def test_the_seeds_are_linked_right_wherever_the_gazetteer_knows():
    made = score("seeds")
    assert made.mentions.total() == 196
    assert (made.wrong, made.missed) == ([], [])


def test_links_of_dev_are_right():
    made = score("dev")
    assert made.mentions.total() > 1300
    assert made.precision("country") == 1.0
    assert made.precision() >= 0.995
    assert made.recall() >= 0.99


@pytest.mark.parametrize("kind", ["country", "city", "person", "organization", "office", "currency"])
def test_no_kind_of_dev_falls_behind(kind):
    made = score("dev")
    assert made.known[kind] > 20
    assert made.precision(kind) >= 0.99
    assert made.recall(kind) >= 0.97
