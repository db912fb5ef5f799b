"""An article: its text with the words of every fact marked, and what was refused and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bilat_kg.graph.namespaces import DATA_NS
from bilat_kg.model import Abstention
from bilat_kg.model import Article as ReadArticle
from bilat_kg.web.pages import terms
from bilat_kg.web.pages.asking import Ask, named, rows
from bilat_kg.web.pages.facts import MOST, Fact, facts
from bilat_kg.web.pages.language import Language
from bilat_kg.web.pages.render import Page

_BREAK = re.compile(r"[ \t]*(?:\n+|(?P<heading>={2,6})[ \t]*(?P<title>[^=\n]{1,200}?)[ \t]*(?P=heading)(?!=))[ \t]*\n*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in which the same facts and refusals are told; ``starts`` are the facts that begin there."""

    text: str
    facts: tuple[Fact, ...]
    refused: tuple[int, ...]
    starts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a heading (``level`` 2 to 6; 0 for a paragraph)."""

    level: int
    pieces: tuple[Piece, ...]


async def article(
    ask: Ask, language: Language, read: ReadArticle, refused: Sequence[Abstention], chosen: str | None = None
) -> Page:
    """Give the page of an article; ``chosen`` is the key of the fact whose words stand out."""
    found = await facts(ask, language, "article", article=read.iri)
    pairs = [(key, await between(ask, language, key)) for key in _pairs(found)]
    counted = [
        (name, terms.label(name, language.code), sum(fact.family == name for fact in found))
        for name in terms.families()
    ]
    return Page(
        "article.html",
        {
            "article": read,
            "blocks": blocks(read, found, refused),
            "facts": sorted(found, key=lambda fact: _first(fact, read.name)),
            "most": MOST,
            "classes": [each for each in counted if each[2]],
            "refused": list(enumerate(refused)),
            "pairs": pairs,
            "heading": read.title or next((name for _, name in pairs), read.name),
            "chosen": chosen,
        },
    )


def _pairs(found: Sequence[Fact]) -> list[str]:
    """The pairs that facts are about, that of most facts first."""
    counted = Counter(pair for fact in found for pair in fact.relationships)
    return sorted(counted, key=lambda pair: (-counted[pair], pair))[:12]


async def between(ask: Ask, language: Language, key: str) -> str:
    """The names of the two of a pair."""
    found = await rows(ask, "parties", relationship=f"{DATA_NS}relationship/{key}")
    return " – ".join(sorted({named(row, "country", language.code) for row in found})) or key


def _first(fact: Fact, name: str) -> int:
    return min((said.start for said in fact.statements if said.article == name), default=0)


def blocks(read: ReadArticle, found: Iterable[Fact], refused: Sequence[Abstention]) -> tuple[Block, ...]:
    """Cut a text at headings and line breaks, and each block where the words of a fact or a refusal begin or end."""
    spans = [(said.start, said.end, fact) for fact in found for said in fact.statements if said.article == read.name]
    refusals = [(each.evidence.start, each.evidence.end, index) for index, each in enumerate(refused)]
    made = []
    for level, start, end in _stretches(read.text):
        edges = {edge for first, last, _ in (*spans, *refusals) for edge in (first, last) if start < edge < end}
        cuts = [start, *sorted(edges), end]
        pieces = [
            Piece(
                read.text[left:right],
                tuple(fact for first, last, fact in spans if first <= left and right <= last),
                tuple(index for first, last, index in refusals if first <= left and right <= last),
                tuple(fact for first, last, fact in spans if max(first, start) == left and left < last),
            )
            for left, right in pairwise(cuts)
        ]
        made.append(Block(level, tuple(pieces)))
    return tuple(made)


def _stretches(text: str) -> Iterator[tuple[int, int, int]]:
    """Level, start and end of each heading and paragraph; what only marks headings is left out."""
    at = 0
    for found in _BREAK.finditer(text):
        if text[at : found.start()].strip():
            yield 0, at, found.start()
        if found["heading"]:
            yield len(found["heading"]), found.start("title"), found.end("title")
        at = found.end()
    if text[at:].strip():
        yield 0, at, len(text)
