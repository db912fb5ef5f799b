"""Missions that are still to come: what a verb, a leave or a matter of talks says of their opening."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.clauses import Clause

_THOUGHTS = frozenset({"cue.planned", "cue.proposed", "mission.part", "mission.message", "mission.leave"})
_DEEDS = frozenset({"done", "present"})
_OPENING = frozenset({"mission.open", "mission.reopen"})


def to_be(chunks: list[Chunk], noun: int, stop: int) -> bool:
    """``কনস্যুলেট হবে``: the verb right after the noun puts it into the future."""
    verb = chunks[noun + 1].verb if noun + 1 < stop else None
    return verb is not None and verb.mood == "future" and "verb.be" in chunks[noun + 1].senses


def allowed(chunks: list[Chunk], noun: int, stop: int) -> bool:
    """``কনস্যুলেট খোলার অনুমতি দেয়``: somebody may open it, and has not yet."""
    return any("mission.leave" in chunks[i].senses and _of_doing(chunks[i - 1]) for i in range(noun + 2, stop))


def dealt_with(chunks: list[Chunk], noun: int, stop: int) -> bool:
    """``দূতাবাস পুনরায় খোলার বিষয়ে চুক্তি``, ``দূতাবাস চালুর ব্যাপারে কথা``: its opening is only a matter of talks."""
    return any(
        "matter" in chunks[i].senses and _of_doing(chunks[i - 1]) and not chunks[i - 1].senses.isdisjoint(_OPENING)
        for i in range(noun + 2, stop)
    )


def _of_doing(chunk: Chunk) -> bool:
    """``খোলার …``, ``চালু করার …``: a deed in the genitive, by its noun or by its verb."""
    return chunk.own == "Gen" if chunk.verb is None else chunk.verb.mood == "noun"


def _is_opening(one: Chunk, two: Chunk) -> bool:
    """``চালু হচ্ছে``, ``খুলছে``: it is about to be opened."""
    if two.verb is None or two.verb.negated or two.verb.mood != "progressive":
        return False
    return "mission.open" in two.senses or (one.verb is None and "mission.open" in one.senses)


def may_be(chunks: list[Chunk], clause: Clause, noun: int, stop: int) -> bool:
    """``ঢাকায় হবে চিলির দূতাবাস``, ``দূতাবাস চালু হতে পারে``, ``খুলতে যাচ্ছে``, ``খুলছে``: in the future, or possible."""
    if noun + 1 < stop and (verb := chunks[noun + 1].verb) is not None and verb.mood == "progressive":
        return "mission.open" in chunks[noun + 1].senses and not verb.negated
    before = chunks[max(clause.start, noun - 3) : noun]
    if any(_is_opening(chunks[i - 1], chunks[i]) for i in range(max(clause.start, noun - 4) + 1, noun)):
        return True  # চালু হচ্ছে X-এর দূতাবাস
    if any(chunk.verb is not None and chunk.verb.mood == "future" and "verb.be" in chunk.senses for chunk in before):
        return True
    for i in range(noun + 2, stop):
        one, two = chunks[i - 1], chunks[i]
        if two.verb is None or two.verb.negated:
            continue
        if two.verb.mood == "progressive" and "mission.open" in (two.senses if one.verb else one.senses | two.senses):
            return True  # দূতাবাস চালু করছে, খুলছে
        if one.verb is None or one.verb.mood != "infinitive":
            continue
        going = "mission.going" in two.senses and two.verb.mood == "progressive"
        going = going or ("mission.about" in two.senses and two.verb.mood == "done")
        if going or "mission.can" in two.senses:
            return any("mission.open" in chunk.senses for chunk in chunks[noun + 1 : stop])
    return False


def only_thought_of(chunks: list[Chunk], noun: int, stop: int) -> bool:
    """``দূতাবাস খোলার কথা ভাবছে না``, ``খোলার উদ্যোগ ভেস্তে যায়``: what is denied, or came to nothing, is the thought of it."""
    opening = next((i for i in range(noun + 1, stop) if "mission.open" in chunks[i].senses), None)
    thought = opening + 1 if opening is not None else stop
    if thought < stop and "any" in chunks[thought].senses:
        thought += 1  # খোলার কোনো পরিকল্পনা
    if opening is None or thought >= stop or chunks[thought].senses.isdisjoint(_THOUGHTS):
        return False
    deed = chunks[opening].verb
    if chunks[opening].own != "Gen" and (deed is None or deed.finite):
        return False
    for i in range(thought + 1, stop):
        verb = chunks[i].verb
        if "mission.dropped" in chunks[i].senses or (
            "not" in chunks[i].senses and (i + 1 == stop or chunks[i + 1].kind == "mark")
        ):
            return True
        if verb is not None and verb.mood != "participle":
            return verb.negated or (i + 1 < stop and "not" in chunks[i + 1].senses)
    return False


def came_to_nothing(chunks: list[Chunk], noun: int) -> bool:
    """``কনস্যুলেট খোলার যে প্রস্তাব পেরু দিয়েছিল, কেনিয়া তাতে সায় দেয়নি``: what became of a thought told as known is denied."""
    opening = next((i for i in range(noun + 1, len(chunks)) if "mission.open" in chunks[i].senses), len(chunks))
    if opening + 2 >= len(chunks) or "cue.that" not in chunks[opening + 1].senses:
        return False
    if all(chunk.senses.isdisjoint(_THOUGHTS) for chunk in chunks[opening + 2 : opening + 5]):
        return False
    last = next((chunk for chunk in reversed(chunks) if chunk.kind != "mark"), chunks[opening])
    denied = last.verb is not None and last.verb.finite and last.verb.negated
    return denied or "not" in last.senses or any("mission.dropped" in c.senses for c in chunks[opening + 3 :])


def first_opened(chunks: list[Chunk], clause: Clause, noun: int) -> bool:
    """Whether what sounds like a plan comes only behind the deed: ``কনস্যুলেট খোলে, শ্রমিকদের কথা ভেবে``."""
    at = next((i for i in range(clause.start, clause.end) if "cue.planned" in chunks[i].senses), None)
    return at is not None and at > noun and has_opened(chunks[noun + 1 : at])


def has_opened(told: list[Chunk]) -> bool:
    """Whether a finite verb has said already that the mission was opened."""
    return any(
        chunk.verb is not None and chunk.verb.finite and "mission.open" in chunk.senses and chunk.verb.mood in _DEEDS
        for chunk in told
    )
