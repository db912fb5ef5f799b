"""Missions that are still to come: what a verb, a leave or a matter of talks says of their opening."""

from __future__ import annotations

from itertools import pairwise

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.clauses import Clause


def to_be(chunks: list[Chunk], noun: int, stop: int) -> bool:
    """``কনস্যুলেট হবে``: the verb right after the noun puts it into the future."""
    verb = chunks[noun + 1].verb if noun + 1 < stop else None
    return verb is not None and verb.mood == "future" and "verb.be" in chunks[noun + 1].senses


def allowed(chunks: list[Chunk], noun: int, stop: int) -> bool:
    """``কনস্যুলেট খোলার অনুমতি দেয়``: somebody may open it, and has not yet."""
    return any(
        "mission.leave" in two.senses and (one.own == "Gen" if one.verb is None else one.verb.mood == "noun")
        for one, two in pairwise(chunks[noun + 1 : stop])
    )


def dealt_with(chunks: list[Chunk], noun: int, stop: int) -> bool:
    """``দূতাবাস পুনরায় খোলার বিষয়ে চুক্তি``, ``দূতাবাস চালুর ব্যাপারে কথা``: its opening is only a matter of talks."""
    return any(
        not one.senses.isdisjoint({"mission.open", "mission.reopen"})
        and (one.own == "Gen" if one.verb is None else one.verb.mood == "noun")
        and "matter" in two.senses
        for one, two in pairwise(chunks[noun + 1 : stop])
    )


def may_be(chunks: list[Chunk], clause: Clause, noun: int, stop: int) -> bool:
    """``ঢাকায় হবে চিলির দূতাবাস``, ``দূতাবাস চালু হতে পারে``, ``খুলতে যাচ্ছে``, ``খুলছে``: in the future, or possible."""
    if noun + 1 < stop and (verb := chunks[noun + 1].verb) is not None and verb.mood == "progressive":
        return "mission.open" in chunks[noun + 1].senses and not verb.negated
    before = chunks[max(clause.start, noun - 3) : noun]
    if any(chunk.verb is not None and chunk.verb.mood == "future" and "verb.be" in chunk.senses for chunk in before):
        return True
    for one, two in pairwise(chunks[noun + 1 : stop]):
        if two.verb is None or two.verb.negated:
            continue
        if two.verb.mood == "progressive" and "mission.open" in (two.senses if one.verb else one.senses | two.senses):
            return True  # দূতাবাস চালু করছে, খুলছে
        if one.verb is None or one.verb.mood != "infinitive":
            continue
        going = (two.verb.lemma, two.verb.mood) in {("যা", "progressive"), ("চল", "done")}
        if going or two.verb.lemma == "পার":
            return any("mission.open" in chunk.senses for chunk in chunks[noun + 1 : stop])
    return False
