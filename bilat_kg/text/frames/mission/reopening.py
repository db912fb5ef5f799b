"""Missions that were closed and opened again, told in one sentence or in the one that follows."""

from __future__ import annotations

from bilat_kg.text.chunks import Sentence, all_senses, dates
from bilat_kg.text.clauses import clause_at
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.values import DateMention


def opened_again(sentence: Sentence, noun: int) -> DateMention | None:
    """``… ১৯৯১ সালে বন্ধ হয়, ২০০৪ সালে ফের চালু হয়``: when it was opened again, where nothing says when it first was."""
    chunks = sentence.chunks
    closed = next((i for i in range(noun + 1, len(chunks)) if "mission.closed" in chunks[i].senses), None)
    if closed is None or any("mission.open" in chunk.senses for chunk in chunks[:closed]):
        return None
    again = next((i for i in range(closed + 1, len(chunks)) if "mission.reopen" in chunks[i].senses), None)
    if again is None:
        return None
    clause = clause_at(sentence, again)
    told = [mention for i, mention in dates(sentence) if max(closed, clause.start - 1) < i < clause.end]
    return told[-1] if told else None


def opened_again_next(scene: Scene, sentence: Sentence) -> tuple[Sentence, DateMention | None] | None:
    """``…। ২০০৪ সালে সেটি আবার খোলা হয়।``: the next sentence, where a pronoun stands for the mission, and when."""
    at = sentence.index + 1
    following = scene.sentences[at] if at < len(scene.sentences) else None
    if following is None or not {"mission.it", "mission.reopen", "mission.open"} <= following.senses:
        return None
    it = next(following.having("mission.it"))
    clause = clause_at(following, it)
    inside = following.chunks[it : clause.end]
    told = all_senses(inside)
    named = any(chunk.kind in {"city", "country"} for chunk in inside)
    if named or not clause.asserted or not {"mission.reopen", "mission.open"} <= told:
        return None
    return following, next((mention for i, mention in dates(following) if clause.start <= i < clause.end), None)
