"""Sentences about the two states that state no fact of any class: geography, sport, culture, third states."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilat_kg.model import Article
from bilat_kg.text.pair import Pair
from bilat_kg.text.pipeline import load

SENTENCES = (Path(__file__).parents[1] / "data" / "silence" / "bn.txt").read_text(encoding="utf-8").splitlines()


def test_there_are_as_many_sentences_as_meant() -> None:
    assert len(set(SENTENCES)) == 170


@pytest.mark.parametrize("sentence", SENTENCES)
def test_nothing_is_read(sentence: str) -> None:
    assert load("bn").read(Article("x", "x:x", "bn", sentence), Pair("KEN", "PER")).facts == ()
