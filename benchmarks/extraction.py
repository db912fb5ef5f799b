"""Reading articles against bare spaCy tokenisation of the same text."""

from __future__ import annotations

import spacy

from benchmarks.timing import report, side_by_side
from bilat_kg import resources, sources
from bilat_kg.text.pipeline import load

ROUNDS = 15


def main() -> None:
    """Measure the four seed articles, both sides warm."""
    articles = list(sources.read(resources.ARTICLES))
    pipeline = load("bn")
    tokenizer = spacy.blank("bn").tokenizer

    def ours() -> None:
        for article in articles:
            pipeline.read(article)

    def bare() -> None:
        for article in articles:
            tokenizer(article.text)

    took, base = side_by_side(ours, bare, ROUNDS)
    characters = sum(len(article.text) for article in articles)
    report("speed of reading / bare spaCy tokenisation, seed articles", base / took, "at least 0.15")
    print(f"  {characters / took:,.0f} characters a second in one process; bare tokenisation {characters / base:,.0f}")
