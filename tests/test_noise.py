"""Facts are found under the damage of real pages: ``benchmarks.noise``, once over the development articles."""

from __future__ import annotations

import random

import pytest

from benchmarks.noise.damages import APART, HARMLESS
from benchmarks.noise.measure import articles, clean, measure
from bilat_kg.text.pair import Pair

KEPT = 0.97


@pytest.fixture(scope="module")
def without() -> float:
    return clean().total.prf("core")[1]


@pytest.mark.parametrize("kind", HARMLESS)
def test_every_kind_of_damage_is_done(kind):
    changed = 0
    for article in articles():
        pair = Pair(*sorted(article.name.upper().split("-")))
        once, again = (HARMLESS[kind](article.text, pair, random.Random(article.name)) for _ in range(2))
        assert once == again
        changed += once != article.text
    assert changed >= len(articles()) // 2, f"{changed} of {len(articles())} articles"


def test_recall_under_noise(without):
    losses = {kind: measure(kind, damage) for kind, damage in HARMLESS.items()}
    kept = {kind: loss.recall / without for kind, loss in losses.items()}
    assert len(kept) == 13
    assert sum(kept.values()) / len(kept) >= KEPT, kept
    for kind, share in kept.items():
        assert share >= (0.95 if kind == "glued names" else KEPT), kind
    assert not any(loss.evaluation.total.hallucinated for loss in losses.values())


def test_damage_that_adds_up_or_changes_the_meaning_costs_more_but_not_much(without):
    kept = {kind: measure(kind, damage).recall / without for kind, damage in APART.items()}
    assert kept["all of these at once"] >= 0.90
    assert kept["lost case endings"] >= 0.95
