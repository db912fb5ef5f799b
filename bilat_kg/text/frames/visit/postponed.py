"""Visits that were put off, and took place after all."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk, date_of
from bilat_kg.text.frames.visit.wording import Part, has_manner, is_visit
from bilat_kg.text.values import DateMention

_GOES_ON = frozenset({"and", "but", "contrast", "relation.it", "agreement.then", "visit.happen", "until", "visit.end"})


def held_after(chunks: list[Chunk], part: Part) -> DateMention | None:
    """``… সফর স্থগিত হয়, শেষে তা হয় ২০২১ সালের মে মাসে``: when it took place, where nothing else is told in between."""
    off = next((i for i in range(part.start, part.end) if "cue.cancelled" in chunks[i].senses), None)
    if off is None:
        return None
    start = off + 1
    if start < len(chunks) and chunks[start].verb is not None:
        start += 1  # স্থগিত হয়
    told: DateMention | None = None
    happened = False
    for chunk in chunks[start:]:
        mention = date_of(chunk)
        if mention is not None:
            told = mention if mention.first is not None and mention.boundary is None and told is None else told
        elif chunk.verb is not None:
            if chunk.verb.negated or not chunk.verb.finite or "verb.be" not in chunk.senses:
                return None
            if chunk.verb.mood not in {"done", "present"}:
                return None
            happened = True
        elif (
            (chunk.text in {";", "।"} and happened)
            or is_visit(chunk)
            or not (chunk.kind == "mark" or has_manner(chunk) or not chunk.senses or chunk.senses & _GOES_ON)
        ):
            break
    return told if happened else None
