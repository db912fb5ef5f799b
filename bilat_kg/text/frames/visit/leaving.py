"""Leaving a state, and coming home: the end of a visit, or the way to one."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk, date_of
from bilat_kg.text.frames.visit.wording import Part, is_visit
from bilat_kg.text.states import state_of

GO = frozenset({"visit.go"})
SUPPORT = frozenset({"verb.light", "verb.be", "visit.keep", "visit.happen"})


def is_finite(chunk: Chunk) -> bool:
    """Whether a chunk is a finite verb."""
    return chunk.verb is not None and chunk.verb.finite


def returns_at(chunks: list[Chunk], i: int, part: Part) -> bool:
    """A finite verb of coming home: ফেরেন, ফিরে যান."""
    if not is_finite(chunks[i]):
        return False
    turned = i > part.start and "visit.return" in chunks[i - 1].senses and not GO.isdisjoint(chunks[i].senses)
    return turned or "visit.return" in chunks[i].senses


def sets_out_at(chunks: list[Chunk], i: int, part: Part) -> bool:
    """A finite verb of leaving: ছাড়েন, ত্যাগ করেন, রওনা হন."""
    if not is_finite(chunks[i]):
        return False
    noun = i > part.start and "visit.left" in chunks[i - 1].senses and not SUPPORT.isdisjoint(chunks[i].senses)
    return noun or "visit.leave" in chunks[i].senses


def home_before(chunks: list[Chunk], verb: int) -> str | None:
    """``… ঢাকায় ফিরেছেন X``: the state of the place right before a verb of coming home, or before ``ফিরে``."""
    at = verb - 2 if "visit.return" in chunks[verb - 1].senses else verb - 1
    place = chunks[at] if at >= 0 else None
    named = place is not None and place.kind in {"city", "country"} and place.own in {"Loc", "Nom"}
    return state_of(place) if place is not None and named and not place.adjective else None


def leaves_later(chunks: list[Chunk], at: int, part: Part) -> bool:
    """``লাহোর ঘুরে ২৪ এপ্রিল দেশে ফেরেন``: the day that is told is that of leaving."""
    if is_finite(chunks[at]):
        return False
    if any(date_of(chunk) is not None for chunk in chunks[part.start : at]):
        return False
    return any(returns_at(chunks, i, part) or sets_out_at(chunks, i, part) for i in range(at + 1, part.end))


def is_over(chunks: list[Chunk], part: Part) -> bool:
    """``সফর শেষ করে … ঢাকার উদ্দেশে টোকিও ত্যাগ করেন``: who leaves after a visit goes home, or on."""
    return any(is_visit(chunks[i]) and "visit.end" in chunks[i + 1].senses for i in range(part.end - 1))


def is_bound_for(chunks: list[Chunk], i: int) -> bool:
    """``পেরুর উদ্দেশে``, ``লিমার পথে``: a place that somebody sets out for."""
    return chunks[i].kind in {"country", "city"} and "flow.towards" in chunks[i + 1].senses
