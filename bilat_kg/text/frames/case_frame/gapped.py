"""What leaves its verb out after a clause that has said it: ``প্রথম তারটি চালু হয় ১৯৯৭-এ, দ্বিতীয়টি ২০০৬-এর জুনে``."""

from __future__ import annotations

from collections.abc import Iterator

from bilat_kg.model import PartialDate
from bilat_kg.text.chunks import Chunk, date_of

_TIES = frozenset({"-", "–"})
_LONGEST = 8  # chunks of one more thing and its date


def later_dates(chunks: list[Chunk], at: int, things: frozenset[str]) -> Iterator[PartialDate]:
    """The dates of the things, by their senses, of which the verb after the trigger ``at`` is understood as well."""
    verb = next((i for i in range(at, len(chunks)) if (form := chunks[i].verb) is not None and form.finite), None)
    if verb is None:
        return
    segments = _segments(chunks, verb + 1)
    next(segments, None)  # what belongs to the verb itself
    for start, end in segments:
        date = _dated(chunks[start:end], things)
        if date is None:
            return
        yield date


def _segments(chunks: list[Chunk], first: int) -> Iterator[tuple[int, int]]:
    """Where a comma, a semicolon or a conjunction cuts what follows; nothing between two cuts is no segment."""
    start = first
    for i in range(first, len(chunks)):
        if (chunks[i].kind == "mark" and chunks[i].text not in _TIES) or "and" in chunks[i].senses:
            if start < i or start == first:
                yield start, i
            start = i + 1
    if start < len(chunks):
        yield start, len(chunks)


def _dated(segment: list[Chunk], things: frozenset[str]) -> PartialDate | None:
    """The date of a segment that names a thing and when, and nobody and nothing else."""
    mentions = [mention for chunk in segment if (mention := date_of(chunk)) is not None]
    if len(segment) > _LONGEST or len(mentions) != 1 or mentions[0].boundary is not None:
        return None
    if any(chunk.verb is not None or chunk.kind not in {"word", "date", "city", "mark"} for chunk in segment):
        return None
    named = any(not chunk.senses.isdisjoint(things) for chunk in segment)
    return mentions[0].first if named else None
