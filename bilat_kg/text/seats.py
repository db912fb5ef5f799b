"""States whose capital bears their name (সিঙ্গাপুর): where the name is the city's, and where it may be."""

from __future__ import annotations

from bilat_kg.model import Entity
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.coordination import coordinate
from bilat_kg.text.states import is_capital


def seat(chunk: Chunk) -> Entity | None:
    """The capital that has its state's name, where a chunk names that state."""
    if chunk.kind != "country" or len(chunk.entries) < 2 or chunk.anaphor or chunk.adjective:
        return None
    return next((e.entity for e in chunk.entries if e.kind == "city" and e.entity and is_capital(e.entity)), None)


def beside_a_city(chunks: list[Chunk], at: int) -> bool:
    """``সিঙ্গাপুর ও জুরংয়ে``, ``জুরং ও সিঙ্গাপুরে``: of two places in one, of which one is a city, the other is as well."""
    one, other = at, at + 2
    if other >= len(chunks) or "and" not in chunks[at + 1].senses or chunks[other].kind != "city":
        one, other = at - 2, at
        if one < 0 or "and" not in chunks[at - 1].senses or chunks[one].kind != "city":
            return False
    return chunks[one].own == "Nom" and chunks[other].own == "Loc" and seat(chunks[at]) is not None


def take_for_city(chunks: list[Chunk], at: int) -> None:
    """Take the name of a state for its capital's, and coordinate it anew with what stands beside it."""
    chunks[at].entity, chunks[at].kind = seat(chunks[at]), "city"
    for chunk in chunks:
        chunk.group = 0
    coordinate(chunks)


class SeatsAsCities:
    """Within, such a name in the locative is the city's: ``X-এর দূতাবাস সিঙ্গাপুরে, Y-তে সিঙ্গাপুরের``."""

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self._changed: list[tuple[Chunk, Entity | None]] = []

    def __enter__(self) -> None:
        for chunk in self._sentence.chunks:
            if chunk.kind == "country" and chunk.own == "Loc" and (city := seat(chunk)) is not None:
                self._changed.append((chunk, chunk.entity))
                chunk.kind, chunk.entity = "city", city
        if self._changed:
            self._sentence.clauses = None

    def __exit__(self, *_: object) -> None:
        for chunk, state in self._changed:
            chunk.kind, chunk.entity = "country", state
        if self._changed:
            self._sentence.clauses = None
