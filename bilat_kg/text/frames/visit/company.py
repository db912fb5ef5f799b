"""Who received a visitor, and whom the visitor met."""

from __future__ import annotations

from itertools import pairwise

from bilat_kg.model import Entity
from bilat_kg.text.chunks import Chunk
from bilat_kg.text.frames.visit.mentions import is_diplomat
from bilat_kg.text.frames.visit.wording import Part

_MEETS = frozenset({"visit.meeting", "visit.talks"})
_CAME = frozenset({"verb.be", "visit.go"})
_OF_NO_STATE = frozenset({"office:secretary_general", "office:commission_president"})
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
        if invites or (receives and chunk.case == "Nom" and not is_diplomat(chunks, i)):
            found.append(chunk.entity)
    return found


def leader(chunks: list[Chunk], part: Part) -> list[Entity]:
    """Who is said to have led a delegation: ``নেতৃত্ব দেন X``, ``নেতৃত্বে ছিলেন X``."""
    if not any("led" in chunk.senses for chunk in chunks[part.start : part.end]):
        return []
    return _subjects(chunks, part)[:1]


def companions(chunks: list[Chunk], part: Part) -> list[Entity]:
    """Who came along: ``সঙ্গে ছিলেন X``, ``তাঁর সফরসঙ্গী ছিলেন X``."""
    for i in range(part.start, part.end):
        with_him = "with" in chunks[i].senses and (
            i == part.start
            or chunks[i - 1].kind == "mark"
            or not chunks[i - 1].senses.isdisjoint({"own", "and", "visit"})
        )
        if not with_him and "visit.companion" not in chunks[i].senses:
            continue
        span = chunks[part.start : part.end]
        verbs = [c for c in span if c.verb is not None]
        came = any(not c.senses.isdisjoint(_CAME) and c.verb and c.verb.finite and not c.verb.negated for c in verbs)
        return _subjects(chunks, part) if came or (not verbs and "visit.companion" in chunks[i].senses) else []
    return []


def _subjects(chunks: list[Chunk], part: Part) -> list[Entity]:
    return [
        chunk.entity
        for chunk, before in zip(chunks[part.start : part.end], [None, *chunks[part.start :]], strict=False)
        if chunk.kind == "person" and chunk.case == "Nom" and chunk.entity is not None and not _of_no_state(before)
    ]


def _of_no_state(office: Chunk | None) -> bool:
    """``জাতিসংঘের মহাসচিব X``: who serves no state comes along with nobody's delegation."""
    return office is not None and not office.senses.isdisjoint(_OF_NO_STATE)


def _is_done(chunk: Chunk) -> bool:
    return chunk.verb is not None and not chunk.verb.negated and chunk.verb.mood in {"done", "present"}


def met(chunks: list[Chunk], part: Part, visitor: Entity | None) -> list[Entity]:
    """Persons with whom somebody meets, talks or dines: ``A ও B-র সঙ্গে বৈঠক`` names two."""
    span = chunks[part.start : part.end]
    talks = any("visit.word" in one.senses and _is_done(two) for one, two in pairwise(span))  # কথা হয়, কথা বলেন
    if not talks and not any(not chunk.senses.isdisjoint(_MEETS) for chunk in span):
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
