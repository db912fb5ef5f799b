"""A text as the frames see it: chunked, with its discourse resolved."""

from __future__ import annotations

from bilat_kg.model import Article
from bilat_kg.text.chunks import Chunk, Sentence, dates
from bilat_kg.text.clauses import Clause, clauses
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.pair import Pair
from bilat_kg.text.pipeline import load
from bilat_kg.text.timeline import as_value
from bilat_kg.text.tokens import tokenize

PAIR = Pair("KEN", "PER")
FLAGS = ("negated", "planned", "proposed", "ended", "cancelled", "doubted")


def article(text: str, name: str = "ken-per") -> Article:
    return Article(name, f"https://w3id.org/bilat-kg/id/article/{name}", "bn", text)


def scene(text: str, pair: Pair | None = PAIR) -> Scene:
    return load("bn").scene(article(text), tokenize(text), pair)


def sentences(text: str, pair: Pair | None = PAIR) -> list[Sentence]:
    return scene(text, pair).sentences


def told(text: str) -> list[str]:
    """Every absolute date of a text, as a fact would carry it."""
    return [str(as_value(date)) for sentence in scene(text).sentences for _, date in dates(sentence)]


def said(text: str, sentence: Sentence) -> str:
    return text[sentence.start : sentence.end]


def names(text: str, pair: Pair | None = PAIR) -> list[str]:
    """Every name of a text with its case: ``KEN Gen``; a name that is left open has no entity."""
    kinds = {"country", "city", "person", "organization"}
    return [f"{shown(chunk)} {chunk.case}" for s in sentences(text, pair) for chunk in s.chunks if chunk.kind in kinds]


def shown(chunk: Chunk) -> str:
    if chunk.entity is None:
        return "?"
    return chunk.entity.id if chunk.kind == "country" else chunk.entity.label_en


def parts(text: str) -> list[tuple[str, set[str]]]:
    """The words of each clause of a text, and what it says of its own truth."""
    tokens = tokenize(text)
    found = []
    for sentence in sentences(text):
        for clause in clauses(sentence):
            first, last = sentence.chunks[clause.start], sentence.chunks[clause.end - 1]
            found.append((text[tokens.start[first.start] : tokens.end[last.end - 1]], flags(clause)))
    return found


def flags(clause: Clause) -> set[str]:
    return {flag for flag in FLAGS if getattr(clause, flag)}
