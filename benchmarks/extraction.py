"""Reading articles against bare spaCy tokenisation of the same text."""

from __future__ import annotations

import gc
from multiprocessing import get_context
from statistics import median
from time import perf_counter

import spacy

from benchmarks import likeness
from benchmarks.timing import report, side_by_side
from bilat_kg.text.pipeline import load

ROUNDS = 15
FRESH = 5  # processes that read each article once
MADE = 1_000
_WANTED = "at least 0.3"


def main() -> None:
    """Measure the four seed articles again and again, each article of the gold sets once, and so many made up."""
    articles = likeness.real()
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
    report("speed of reading / bare spaCy tokenisation, seed articles", base / took, _WANTED)
    print(f"  {characters / took:,.0f} characters a second in one process; bare tokenisation {characters / base:,.0f}")
    with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for what, made in (("article of the gold sets", 0), (f"of {MADE:,} made-up articles", MADE)):
            ratios = pool.map(_once, [made] * FRESH, chunksize=1)
            report(f"the same, each {what} read once by a fresh process", median(ratios), _WANTED)
            print(f"  {FRESH} processes: {min(ratios):.2f} to {max(ratios):.2f}")


def _once(made: int) -> float:
    """Bare time by ours over articles that neither has met, as in a build: so many made up, or those of gold sets."""
    articles = likeness.made(made) if made else likeness.gold()
    pipeline = load("bn")
    tokenizer = spacy.blank("bn").tokenizer
    gc.collect()
    started = perf_counter()
    for article in articles:
        pipeline.read(article)
    between = perf_counter()
    for article in articles:
        tokenizer(article.text)
    return (perf_counter() - between) / (between - started)
