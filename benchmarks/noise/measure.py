"""Recall on damaged articles as a share of recall on the articles as they are."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.noise.damages import Damage
from benchmarks.records import records
from bilat_kg import sources
from bilat_kg.evaluation import Evaluation, score
from bilat_kg.model import Article, Reading
from bilat_kg.sources.decode import decode
from bilat_kg.sources.records import Record
from bilat_kg.text.pair import Pair
from bilat_kg.text.pipeline import load
from bilat_kg.text.states import party

DEV = Path(__file__).parents[2] / "tests" / "data" / "gold" / "dev"


@dataclass(frozen=True, slots=True)
class Loss:
    """What one kind of damage cost: the scores on damaged texts, and how many characters it changed or added."""

    kind: str
    evaluation: Evaluation

    @property
    def recall(self) -> float:
        """Core recall on the damaged texts."""
        return self.evaluation.total.prf("core")[1]


@cache
def articles() -> tuple[Article, ...]:
    """The development articles."""
    return tuple(sources.read(DEV))


def clean() -> Evaluation:
    """The scores on the texts as they are."""
    return _score(articles())


def measure(kind: str, damage: Damage, seeds: Sequence[int] = (1,)) -> Loss:
    """The scores on the damaged texts, all seeds together."""
    parts = [_score([_damaged(article, damage, seed) for article in articles()]) for seed in seeds]
    scores = {name: sum((part.scores[name] for part in parts[1:]), parts[0].scores[name]) for name in parts[0].scores}
    return Loss(kind, Evaluation(scores, tuple(miss for part in parts for miss in part.misses), parts[0].refused))


def _damaged(article: Article, damage: Damage, seed: int) -> Article:
    """The article after the damage, read anew as any source is."""
    first, second = sorted(article.name.upper().split("-"))
    text = damage(article.running, Pair(party(first), party(second)), random.Random(f"{seed} {article.name}"))
    if text == article.running:
        return article
    read, _ = decode(text.encode(), article.name)
    return sources.parse(Record(article.name, article.name, "text", read, article.lang))


def _score(texts: Iterable[Article]) -> Evaluation:
    readings: list[Reading] = [load(each.lang).read(each) for each in texts]
    return score(DEV, records(readings), readings)
