"""Meetings that tell of a visit: two people of different states, a place and a day."""

from __future__ import annotations

from collections.abc import Sequence

from bilat_kg.text.chunks import Chunk, date_of
from bilat_kg.text.frames.visit.wording import Part


def meets(chunks: list[Chunk], noun: int, part: Part) -> bool:
    """``ঢাকায় X-এর সঙ্গে বৈঠক করেন``: a meeting of two people with a date and a place tells that one of them came."""
    span = chunks[part.start : noun]
    return (
        (any(_is_met(chunk) for chunk in span) or _two_meet(span))
        and any(_is_where(span, i) for i in range(len(span)))
        and any(date_of(chunk) is not None for chunk in span)
    )


def _is_where(span: Sequence[Chunk], i: int) -> bool:
    """A place in the locative: ``ঢাকায়``, ``গোমা শহরে``."""
    if span[i].kind not in {"city", "country"}:
        return False
    town = i + 1 < len(span) and "city_noun" in span[i + 1].senses and span[i + 1].own == "Loc"
    return span[i].own == "Loc" or town


def _is_met(chunk: Chunk) -> bool:
    """Somebody with whom something is done; of a counterpart (তাঁর কেনীয় সমকক্ষ Y-এর সঙ্গে) the name may be unknown."""
    return (chunk.kind in {"person", "office"} and chunk.case == "Com") or "counterpart" in chunk.senses


def _two_meet(span: Sequence[Chunk]) -> bool:
    """``রাষ্ট্রপতি A ও প্রধানমন্ত্রী B … বৈঠক করেন``: two people of different states, and nobody else."""
    people = [i for i, chunk in enumerate(span) if chunk.kind == "person"]
    if len(people) != 2 or any(span[i].case != "Nom" for i in people):
        return False
    states = {span[i].state for i in people}
    between = span[people[0] + 1 : people[1]]
    return (
        None not in states
        and len(states) > 1
        and any("and" in chunk.senses for chunk in between)
        and all(chunk.kind in {"office", "country"} or "and" in chunk.senses for chunk in between)
    )
