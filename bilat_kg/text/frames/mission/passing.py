"""Missions named in passing: what happens before their gate, or what their people say, tells that they stand."""

from __future__ import annotations

from collections.abc import Iterator

from bilat_kg.text.chunks import Chunk, Sentence, date_of
from bilat_kg.text.clauses import Clause
from bilat_kg.text.frames.mission.drafts import drafts
from bilat_kg.text.frames.mission.segments import Segment
from bilat_kg.text.frames.mission.sides import complete_states
from bilat_kg.text.frames.mission.status import Status
from bilat_kg.text.frames.scene import FactDraft, Scene

_PLACED = 3  # chunks that may stand between a place and the sender: কুসকোয় অবস্থিত …
_DENIED = frozenset({"cue.planned", "cue.proposed", "cue.ended", "mission.closed", "mission.changed", "negated"})


def in_passing(
    scene: Scene, sentence: Sentence, clause: Clause, noun: int, kind: str, segment: Segment
) -> Iterator[FactDraft]:
    """``লিমায় কেনিয়ার দূতাবাসের সামনে মানববন্ধন হয়``: the mission stands there, where its place and sender are named.

    Not where a year is told (১৯৭৯ সালে … দূতাবাসের কর্মীরা), for it may be gone since, nor where it is planned or over.
    """
    chunks = sentence.chunks
    if not _stands_now(chunks, clause, noun) or not segment.placed or segment.sender is None:
        return
    sends, where = chunks[noun - 1], chunks[max(clause.start, noun - 1 - _PLACED) : noun - 1]
    if sends.kind != "country" or not any(chunk.kind in {"city", "country"} for chunk in where):
        return
    segment.date = None
    sender, receiver = complete_states(scene, segment, None)
    if sender is not None and receiver is not None:
        yield from drafts(scene, sentence, kind, segment, sender, receiver, Status("Open", ""))


def _stands_now(chunks: list[Chunk], clause: Clause, noun: int) -> bool:
    inside = {sense for chunk in chunks[noun + 1 : noun + 3] for sense in chunk.senses}
    if "mission.within" not in inside:
        return False
    span = chunks[clause.start : clause.end]
    if any(not chunk.senses.isdisjoint(_DENIED) for chunk in chunks[max(clause.start, noun - _PLACED) : noun + 3]):
        return False
    dates = (mention for chunk in span if (mention := date_of(chunk)) is not None)
    return not any(mention.first is not None and mention.relative is None for mention in dates)
