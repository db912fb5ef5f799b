"""Which verb a word of visiting makes one with, and what a verb only describes."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.frames.visit.leaving import GO, SUPPORT, is_finite
from bilat_kg.text.frames.visit.wording import Part, has_manner

_BOUND = frozenset({"visit.after", "visit.during", "visit.planned", "cue.planned", "cue.proposed", "invited"})


def verb_of_noun(chunks: list[Chunk], noun: int, part: Part) -> int | None:
    """The verb that makes the visit: সফর করেন, সফর সম্পন্ন করেন."""
    begins = noun + 1 < part.end and "visit.begin" in chunks[noun + 1].senses and chunks[noun].case == "Gen"
    if chunks[noun].case != "Nom" and not begins:
        return None
    for i in range(noun + 1, min(noun + 4, part.end)):
        chunk = chunks[i]
        if i == noun + 2 and "visit.repay" in chunks[i - 1].senses and "visit.pay" in chunk.senses:
            return i  # সেই সফর ফিরিয়ে দেন
        if i == noun + 1 and "visit.repay" in chunk.senses:
            continue
        if "visit.make" in chunk.senses or ("visit.pay" in chunk.senses and (i == noun + 1 or begins)):
            if i + 1 < part.end and _goes_to_make(chunks, i):
                return i + 1
            return None if is_attribute(chunks, i) else i
        if chunk.kind != "date" and chunk.senses.isdisjoint({"visit.done", "visit.begin", "also", "visit.manner"}):
            break
    return _verb_before(chunks, noun, part)


def _verb_before(chunks: list[Chunk], noun: int, part: Part) -> int | None:
    """``সম্পন্ন করেন একটি সরকারি সফর``: the verb, where it stands before the visit and what is said of it."""
    i = noun - 1
    while i > part.start and chunks[i].verb is None and has_manner(chunks[i]):
        i -= 1
    made = i > part.start and "visit.done" in chunks[i - 1].senses and is_finite(chunks[i])
    return i if made and not chunks[i].senses.isdisjoint({"visit.make", "visit.pay"}) else None


def _goes_to_make(chunks: list[Chunk], i: int) -> bool:
    """``সফর করতে গিয়ে``, ``সফর করতে আসেন``: who went to make it, made it."""
    verb = chunks[i].verb
    return verb is not None and verb.mood == "infinitive" and not GO.isdisjoint(chunks[i + 1].senses)


def is_obliged(chunks: list[Chunk], at: int) -> bool:
    """``আসতে হয়``, ``যেতে হয়েছিল``: who had to go, went."""
    verb = chunks[at].verb
    if verb is None or verb.mood != "infinitive" or at + 1 >= len(chunks) or "verb.be" not in chunks[at + 1].senses:
        return False
    must = chunks[at + 1].verb
    return must is not None and must.finite and not must.negated and must.mood not in {"future", "habitual"}


def is_attribute(chunks: list[Chunk], i: int) -> bool:
    """Whether a verbal noun only describes what follows it (প্রশিক্ষণ নিতে যাওয়া নভোচারী), and tells no time by it."""
    verb = chunks[i].verb
    if verb is None or verb.mood != "noun":
        return False
    following = chunks[i + 1] if i + 1 < len(chunks) else None
    if following is not None and "verb.be" in following.senses:  # করা হয়
        return False
    return following is None or following.senses.isdisjoint(_BOUND)


def supports_at(chunks: list[Chunk], noun: int, part: Part) -> int | None:
    """The verb that a noun of arriving or taking part makes one verb with, where it is more than a purpose."""
    verb = next((i for i in range(noun + 1, min(noun + 3, part.end)) if chunks[i].verb is not None), None)
    if verb is None or chunks[verb].senses.isdisjoint(SUPPORT) or "visit.planned" in chunks[verb - 1].senses:
        return None
    form = chunks[verb].verb
    return None if form is None or form.mood == "infinitive" else verb


def gives_at(chunks: list[Chunk], noun: int, part: Part) -> int | None:
    """The verb of ``আতিথ্য দেয়``, ``আতিথেয়তা করে``, right behind the noun."""
    verb = noun + 1
    if verb >= part.end or chunks[verb].senses.isdisjoint({"visit.pay", "visit.make", "verb.light"}):
        return None
    form = chunks[verb].verb
    return None if form is None or form.mood == "infinitive" else verb


def is_said_of(chunks: list[Chunk], verb: int) -> bool:
    """Whether a verb makes a noun its subject: ``আগমন ঘটে``, ``পদার্পণ ছিল``."""
    return not chunks[verb].senses.isdisjoint({"verb.be", "visit.happen"})
