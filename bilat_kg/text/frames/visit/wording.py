"""A part of a sentence in which a visit may be told, and which of its words speak of visiting."""

from __future__ import annotations

from dataclasses import dataclass

from bilat_kg.text.chunks import Chunk, all_senses, date_of

_THINGS = frozenset({"visit.site", "visit.memorial", "visit.thing"})
_VISITS = frozenset({"visit", "visit.meanwhile"})


@dataclass(frozen=True, slots=True)
class Part:
    """Chunks ``[start, end)`` of a sentence; ``head`` is the range before the colon that the part is an item of."""

    start: int
    end: int
    head: tuple[int, int] | None = None


def is_visit(chunk: Chunk) -> bool:
    """The word visit, or a date counted from one, which has swallowed it (সফরের প্রথম দিনে)."""
    if not chunk.senses.isdisjoint(_VISITS):
        return True
    mention = date_of(chunk)
    return mention is not None and mention.relative is not None and mention.relative.base == "visit"


def has_manner(chunk: Chunk) -> bool:
    """Whether a chunk only says how, how long or as the how-manieth visit."""
    if chunk.kind in {"date", "number"}:
        return True
    return chunk.senses.isdisjoint(_THINGS) and any(sense.startswith("visit.") for sense in chunk.senses)


def senses_of(chunks: list[Chunk], part: Part) -> frozenset[str]:
    """All senses in a part."""
    return all_senses(chunks[part.start : part.end])
