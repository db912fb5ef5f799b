"""Times counted from something that happened: which date that has, and what such a time does not date."""

from __future__ import annotations

from dataclasses import replace

from bilat_kg.text.chunks import Chunk, Sentence, date_of, dates
from bilat_kg.text.values import DateMention

_EVENT = 8  # chunks from the date of an event to the time counted from it
_INSIDE = frozenset({"-", "–", "'", "’", "‘", "“", "”", '"'})  # marks within a phrase
_MADE = frozenset({"agreement.sign", "relation.established", "mission.open"})


def since_dated_event(chunks: list[Chunk], at: int, mention: DateMention, before: Sentence | None) -> DateMention:
    """``১৯৬৩ সালে সম্পর্ক স্থাপনের এক দশক পর``: counted from the date of the event, where the phrase gives it.

    Or where the sentence ``before`` tells the event with one date: ``১৯৬৩ সালে দূতাবাস খোলে। দূতাবাস খোলার এক বছর পর …``.
    """
    relative = mention.relative
    if at and before is not None and relative is not None:
        event = chunks[at - 1]
        told = bool(event.text) and any(chunk.text == event.text for chunk in before.chunks)  # a number has no text
        told = told or not _MADE.isdisjoint(event.senses & before.senses)
        if told and len([date for _, date in dates(before) if date.boundary is None]) == 1:
            return replace(mention, relative=replace(relative, base="date"))
    for chunk in reversed(chunks[max(0, at - _EVENT) : at]):
        dated = date_of(chunk)
        if dated is not None and dated.boundary is None and mention.relative is not None:
            return replace(mention, relative=replace(mention.relative, base="date")) if dated.first else mention
        if (chunk.kind == "mark" and chunk.text not in _INSIDE) or (
            chunk.verb is not None and chunk.verb.mood != "noun"
        ):
            return mention
    return mention


def of_event_before(chunks: list[Chunk], at: int) -> bool:
    """``১৯৭৫ সালে সম্পর্ক স্থাপনের পর …``: the date says when that was, after which something else happened.

    Of ``২০১৭ সালে সম্পর্ক স্থাপনের চার বছর পর`` nobody knows, unless the other year is told as well.
    """
    for i in range(at + 1, min(at + _EVENT, len(chunks) - 1)):
        chunk, after = chunks[i], chunks[i + 1]
        if chunk.kind in {"mark", "date"} or (chunk.verb is not None and chunk.verb.mood != "noun"):
            return False
        if chunk.kind not in {"word", "verb"} or (chunk.verb is None and chunk.own != "Gen"):
            continue
        if "visit.after" in after.senses:
            return "visit" not in chunk.senses
        then = date_of(after)
        if then is not None and then.relative is not None and then.relative.base == "event":
            told = date_of(chunks[i + 2]) if i + 2 < len(chunks) else None
            return told is not None and told.relative is None
    return False


def is_counted_from(mention: DateMention, i: int, at: int) -> bool:
    """``সম্পর্ক স্থাপনের চার বছর পর``: a date that is counted from what stands right before it does not date that."""
    return mention.relative is not None and mention.relative.base == "event" and at < i <= at + 2
