"""When it was what a rule reads: by the date that governs its words, the sentence before, or the year in a name."""

from __future__ import annotations

from bilat_kg.model import PartialDate, Period
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import Clause
from bilat_kg.text.frames.case_frame.declaration import Role
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.values import DateMention, NumberMention

_LONGEST = 30  # years of the longest event
_OPENING = 2  # chunks in which a sentence says that it answers the one before
_MONTH = len("2000-01")
_CALENDAR = range(1000, 2200)


def when(
    scene: Scene, sentence: Sentence, clause: Clause, at: int, role: Role, before: Sentence | None
) -> PartialDate | Period | None:
    """The time of what the trigger at ``at`` tells; ``before`` is the sentence that it may lean on."""
    if role.own and not any(_tells_when(chunk) for chunk in sentence.chunks):
        return None
    mention = scene.timeline.governing(sentence, at)
    if role.since:
        cause = next(before.having(*role.since), None) if before is not None else None
        if before is None or cause is None:
            return None  # পেরুতে বন্যা হয় ২০০৯ সালে। কেনিয়া ত্রাণ পাঠায়।
        mention = mention or scene.timeline.governing(before, cause)
    if mention is None and role.answers and (told := _answered(scene, sentence, role, before)) is not None:
        return told
    if mention is None and sentence.intro is not None:
        intro = sentence.intro
        mention = scene.timeline.governing(intro, len(intro.chunks) - 1)
    if mention is None or mention.first is None:
        return _bare_year(sentence.chunks, clause)
    if mention.last is not None and mention.last.year - mention.first.year > _LONGEST:
        return None  # a title: X ও Y-এর সম্পর্ক, ১৯৬০–২০২৫
    return Period(mention.first, mention.last) if mention.last is not None else mention.first


def _tells_when(chunk: Chunk) -> bool:
    """A date that says when by itself or by the year before it; ``প্রথম দিনেই`` counts from something else."""
    date = chunk.value
    return isinstance(date, DateMention) and (date.relative is None or date.relative.base in {"date", "now"})


def _answered(scene: Scene, sentence: Sentence, role: Role, before: Sentence | None) -> PartialDate | None:
    """``এর জবাবে কেনিয়া রাষ্ট্রদূতকে ডেকে নেয়``: the month of what the sentence before tells."""
    opening = sentence.chunks[:_OPENING]
    if before is None or not any(not chunk.senses.isdisjoint(role.answers) for chunk in opening):
        return None
    mention = scene.timeline.governing(before, len(before.chunks) - 1)
    return PartialDate(mention.first.iso[:_MONTH]) if mention is not None and mention.first is not None else None


def _bare_year(chunks: list[Chunk], clause: Clause) -> PartialDate | None:
    """``২০০৬ পূর্ব তিমুর সংকট``: four digits before a name, where nothing else tells the time."""
    for i in range(clause.start, min(clause.end, len(chunks) - 1)):
        value = chunks[i].value
        if not isinstance(value, NumberMention) or chunks[i + 1].kind != "country":
            continue
        if value.value == int(value.value) and int(value.value) in _CALENDAR:
            return PartialDate(f"{int(value.value):04d}")
    return None
