"""Who received a visitor, and whom the visitor met."""

from __future__ import annotations

from bilat_kg.model import Entity
from bilat_kg.text.chunks import Chunk
from bilat_kg.text.frames.visit.parts import Part

_RECEIVES = frozenset({"visit.welcome", "visit.host", "visit.banquet"})


def hosts(chunks: list[Chunk], part: Part, visitor: Entity | None) -> list[Entity]:
    """Persons at whose invitation a visit is made (``X-এর আমন্ত্রণে``), or who welcome, host or dine the visitor."""
    found = []
    receives = any(not chunk.senses.isdisjoint(_RECEIVES) for chunk in chunks[part.start : part.end])
    for i in range(part.start, part.end):
        chunk = chunks[i]
        if chunk.kind != "person" or chunk.entity is None or chunk.entity == visitor:
            continue
        invites = chunk.case == "Gen" and any(
            "invited" in later.senses for later in chunks[i + 1 : min(i + 3, part.end)]
        )
        if invites or (receives and chunk.case == "Nom"):
            found.append(chunk.entity)
    return found


def met(chunks: list[Chunk], part: Part, visitor: Entity | None) -> list[Entity]:
    """Persons with whom somebody meets, talks or dines: ``A ও B-র সঙ্গে বৈঠক`` names two."""
    if not any("visit.meeting" in chunk.senses for chunk in chunks[part.start : part.end]):
        return []
    people: list[Entity] = []
    joined = False
    for chunk in reversed(chunks[part.start : part.end]):
        if chunk.kind == "person" and chunk.entity is not None and (chunk.case == "Com" or joined):
            if chunk.entity != visitor and chunk.entity not in people:
                people.append(chunk.entity)
            joined = False
        elif people and "and" in chunk.senses:
            joined = True
        elif chunk.kind not in {"office", "country"}:
            joined = False
    return people[::-1]
