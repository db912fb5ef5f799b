"""When a mission came to its end, where one sentence tells of its opening as well, and whether it is there no more."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk, Sentence, date_of, dates
from bilat_kg.text.clauses import Clause
from bilat_kg.text.frames.mission.closing import MISSIONS, not_closed
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.values import DateMention

_STILL = frozenset({"and", "agreement.ongoing"})  # এবং এখনো


def ends_of(sentence: Sentence, clause: Clause, noun: int) -> list[DateMention]:
    """``১৯৯৭ সালে দূতাবাস খুলে ২০০৯ সালে তা বন্ধ করে``: the dates behind an opening that one clause tells with the end."""
    chunks = sentence.chunks
    opening = next((i for i in range(noun + 1, clause.end) if "mission.open" in chunks[i].senses), clause.end)
    ending = (date_of(chunk) for chunk in chunks[opening + 1 : clause.end])
    until = any(mention is not None and mention.boundary == "until" for mention in ending)
    if not until and not any("mission.closed" in chunk.senses for chunk in chunks[opening + 1 : clause.end]):
        return []
    if not any(i < opening and i >= clause.start for i, _ in dates(sentence)):
        return []
    return [mention for i, mention in dates(sentence) if opening < i < clause.end]


def ended_before(sentence: Sentence, clause: Clause) -> bool:
    """``২০১৩ সালে আবার চালু হয়, ২০০৩-এর যুদ্ধে সেটি বন্ধ হয়েছিল``: the end that a later clause tells came first."""
    inside = [str(m.first) for i, m in dates(sentence) if clause.start <= i < clause.end]
    behind = [str(m.first) for i, m in dates(sentence) if i >= clause.end]
    return bool(inside) and bool(behind) and behind[0] < inside[-1]


def opened_first(sentence: Sentence, clause: Clause, noun: int) -> bool:
    """``১৯৯৮-এ … যে কনস্যুলেট খোলা হয়েছিল সেটি তখন বন্ধ হয়``: the one date told is that of the opening."""
    chunks = sentence.chunks
    opening = next((i for i in range(noun + 1, clause.end) if "mission.open" in chunks[i].senses), clause.end)
    told = [i for i, _ in dates(sentence) if clause.start <= i < clause.end]
    after = any("mission.closed" in chunk.senses for chunk in chunks[opening + 1 : clause.end])
    return after and len(told) == 1 and told[0] < opening


def no_more(sentence: Sentence, clause: Clause) -> bool:
    """``কনস্যুলেট ছিল, এখন নেই``: the clause behind denies that it is there now, and says no more."""
    behind = [chunk for chunk in sentence.chunks[clause.end :] if chunk.kind != "mark"]
    verb = behind[-1].verb if behind else None
    if verb is None or "mission.is" not in behind[-1].senses or not verb.negated:
        return False
    return all(chunk.kind == "word" and chunk.senses.isdisjoint(MISSIONS) for chunk in behind[:-1])


def still_there(chunks: list[Chunk], noun: int) -> bool:
    """``কনস্যুলেট আগে থেকেই ছিল এবং এখনো আছে``: a second verb of being says that it is, and of nothing else."""
    last = next((i for i in range(len(chunks) - 1, noun, -1) if chunks[i].kind != "mark"), noun)
    verb = chunks[last].verb
    if verb is None or verb.negated or verb.mood != "present" or "mission.is" not in chunks[last].senses:
        return False
    was = next((i for i in range(last - 1, noun, -1) if chunks[i].verb is not None), noun)
    between = [chunk for chunk in chunks[was + 1 : last] if chunk.kind != "mark"]
    return was > noun and bool(between) and all(not chunk.senses.isdisjoint(_STILL) for chunk in between)


def closed_next(scene: Scene, sentence: Sentence) -> bool:
    """``… কনস্যুলেট ছিল। ২০০৭ সালে তা বন্ধ হয়ে যায়।``: the next sentence closes what this one tells to have been."""
    index = sentence.index + 1
    following = scene.sentences[index] if index < len(scene.sentences) else None
    if following is None or not {"mission.it", "mission.closed"} <= following.senses:
        return False
    chunks = following.chunks
    opening = any("mission.it" in chunk.senses and chunk.own in {"Nom", "Acc"} for chunk in chunks[:4])
    return opening and not any(not_closed(chunks, i) for i in range(len(chunks)))
