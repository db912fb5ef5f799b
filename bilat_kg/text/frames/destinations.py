"""People of one state in many others, counted place by place: ``চিলিতে ৪ হাজার, পেরুতে ৩ হাজার … কেনীয় কর্মী``."""

from __future__ import annotations

from collections.abc import Iterator

from bilat_kg.text.chunks import Chunk, Sentence, dates
from bilat_kg.text.frames.headcount import GROUPS, is_count, unreal
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.frames.tally import Group, observation
from bilat_kg.text.states import party, state_of
from bilat_kg.text.values import NumberMention

_NOT = frozenset({"people.not", "people.share", "flow.total", "flow.goods", "not", "flow.part"})
_FEWEST = 3  # places of a list


def by_place(scene: Scene, sentence: Sentence, used: set[int]) -> Iterator[FactDraft]:
    """The one item of such a list that is of the pair; the numbers of all are ``used``."""
    chunks = sentence.chunks
    places = [i for i in range(len(chunks) - 1) if _is_place(chunks[i]) and is_count(chunks[i + 1])]
    ours = [i for i in places if state_of(chunks[i]) in scene.pair]
    if len(places) < _FEWEST or len(ours) != 1:
        return
    used.update(i + 1 for i in places)
    goal = party(state_of(chunks[ours[0]]) or "")
    origin = scene.pair.other(goal)
    senses = {sense for chunk in chunks for sense in chunk.senses}
    group = next((g for g in GROUPS if f"people.{g}" in senses and g != "diaspora"), None)
    value = chunks[ours[0] + 1].value
    if origin is None or group is None or not _NOT.isdisjoint(senses) or unreal(chunks, 0, len(chunks)):
        return
    before = scene.sentences[sentence.index - 1] if sentence.index else None
    theirs = _whose(chunks) or (_whose(before.chunks) if before is not None else set())
    if theirs == {party(origin)} and isinstance(value, NumberMention):
        mention = scene.timeline.governing(sentence, ours[0])
        told = [date for _, date in dates(before)] if before is not None and not _whose(chunks) else []
        if mention is None and len(told) == 1:
            mention = told[0]
        yield observation(scene, sentence, Group(group, origin, goal), mention, value)


def _is_place(chunk: Chunk) -> bool:
    return chunk.kind == "country" and chunk.own == "Loc" and not chunk.adjective and not chunk.anaphor


def _whose(chunks: list[Chunk]) -> set[str]:
    """The states that people are said to be of, or to come from."""
    return {
        party(code)
        for chunk in chunks
        if chunk.kind == "country" and (chunk.adjective or chunk.case in {"Gen", "Abl"}) and (code := state_of(chunk))
    }
