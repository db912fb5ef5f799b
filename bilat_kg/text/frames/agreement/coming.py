"""Words around a signing that put it off to a time still to come: aims, wishes, plans and what is only supposed."""

from __future__ import annotations

from itertools import pairwise

from bilat_kg.text.chunks import Chunk

_LAST = 3  # chunks that close a clause


def aimed_at(tail: list[Chunk], at: int) -> bool:
    """It is still to be signed: ``সইয়ের লক্ষ্যে``, ``সই করার জন্য চূড়ান্ত``, ``সই করতে যাচ্ছে``, ``সই হতে চলেছে``."""
    i = at + 1
    if i >= len(tail) or any("agreement.sign" in chunk.senses for chunk in tail[i:]):
        return False
    verb, following = tail[i].verb, tail[i + 1] if i + 1 < len(tail) else None
    if tail[at].own != "Gen" and verb is None:
        return False
    if following is not None and (verb is not None or "from" in tail[i].senses):  # হতে: to be, or from
        if verb is not None and verb.mood == "infinitive" and following.kind in {"country", "city"}:
            return True  # সই করতে ঢাকা যান
        if "agreement.about_to" in following.senses and following.verb is not None:
            return following.verb.mood in {"progressive", "done"} and (verb is None or verb.mood == "infinitive")
        if verb is not None and verb.mood == "noun":
            i += 1
        elif tail[at].own != "Gen":
            return False
    return "agreement.purpose" in tail[i].senses


def by_way_of(tail: list[Chunk], at: int) -> bool:
    """``স্বাক্ষরের মাধ্যমে সম্পর্ক জোরদার করতে চায়``: what is to come of it is only wished for, or still to come."""
    means = any("agreement.means" in chunk.senses for chunk in tail[at + 1 : at + 3])
    if tail[at].own != "Gen" or not means:
        return False
    last = next((chunk for chunk in reversed(tail) if chunk.verb is not None and chunk.verb.finite), None)
    wished = any("agreement.wish" in chunk.senses for chunk in tail[-_LAST:])
    return wished or (last is not None and last.verb is not None and last.verb.mood == "future")


def supposed(tail: list[Chunk], at: int) -> bool:
    """``চুক্তি সই হলে বাণিজ্য বাড়বে``: what would follow, were it signed."""
    signing = tail[at + 1].verb if at + 1 < len(tail) else None
    if signing is None or signing.mood != "conditional" or any(chunk.kind == "date" for chunk in tail[:at]):
        return False
    return any(chunk.verb is not None and chunk.verb.mood == "future" for chunk in tail[at + 2 :])


def demanded(tail: list[Chunk], at: int) -> bool:
    """``সই করতে হয়``, ``সই করতে হবে``: whoever comes must sign one."""
    verb = tail[at + 1].verb if at + 1 < len(tail) else None
    must = tail[at + 2].verb if at + 2 < len(tail) else None
    if verb is None or must is None or verb.mood != "infinitive" or "verb.be" not in tail[at + 2].senses:
        return False
    return must.mood == "present" and not any(chunk.kind == "date" for chunk in tail[:at])


def only_thought_of(tail: list[Chunk], at: int) -> bool:
    """A signing still to come: ``স্বাক্ষরের ওপর জোর দেন``, ``স্বাক্ষরে সম্মত হন``, ``সই হতে পারে``, ``সই করতে বলেন``."""
    if at + 2 >= len(tail):
        return False
    after, further = tail[at + 1], tail[at + 2]
    if "agreement.able" in further.senses and further.verb is not None and further.verb.mood == "present":
        return "from" in after.senses or (after.verb is not None and after.verb.mood == "infinitive")
    if "agreement.asked" in further.senses and after.verb is not None and further.verb is not None:
        return after.verb.mood == "infinitive" and not further.verb.negated
    if tail[at].own == "Loc":
        return not after.senses.isdisjoint({"agreement.wish", "agreement.urged", "agreement.force", "agreement.draft"})
    if tail[at].own != "Gen":
        return False
    fixed = any("agreement.fixed" in chunk.senses for chunk in tail[at + 2 : at + 2 + _LAST])
    if "agreement.date" in after.senses and fixed:  # সইয়ের দিন ঠিক করে
        return True
    return "agreement.urged" in after.senses | further.senses


def only_meant(tail: list[Chunk], at: int) -> bool:
    """A verb that only says what is to be done: ``চূড়ান্ত করতে রাজি হয়``, ``চূড়ান্ত করার কাজ চলছে``."""
    verb, after = tail[at].verb, tail[at + 1] if at + 1 < len(tail) else None
    if verb is None or after is None:
        return False
    worked_at = not after.senses.isdisjoint({"agreement.process", "agreement.wish"})
    return verb.mood == "infinitive" or (verb.mood == "noun" and (worked_at or still_to_do(tail, at)))


def still_to_do(tail: list[Chunk], at: int) -> bool:
    """``চূড়ান্ত করার লক্ষ্য``, ``চূড়ান্ত করার ওপর জোর``: it is not done yet; ``… করার পর``, ``… করার ঘোষণা`` it is."""
    verb, after = tail[at].verb, tail[at + 1] if at + 1 < len(tail) else None
    if verb is None or verb.mood != "noun" or after is None or after.kind == "mark" or after.verb is not None:
        return False
    return after.senses.isdisjoint({"agreement.then", "agreement.declaration"})


def to_be(after: list[Chunk]) -> bool:
    """``সই হওয়ার কথা``, ``সই করার লক্ষ্য``: it is to be signed."""
    return any(
        chunk.verb is not None
        and chunk.verb.mood == "noun"
        and ({"cue.planned", "visit.planned"} <= behind.senses or "agreement.aim" in behind.senses)
        for chunk, behind in pairwise(after)
    )


def meant(after: list[Chunk]) -> bool:
    """``সইয়ের কথা থাকলেও``: it was only meant to be signed."""
    return any(
        "cue.planned" in chunk.senses and behind.verb is not None and behind.verb.mood == "conditional"
        for chunk, behind in pairwise(after)
    )


def about_to_be(tail: list[Chunk], at: int) -> bool:
    """``চুক্তি করতে যাচ্ছে``, ``চুক্তি হতে চলেছে``: a light verb that is only about to happen."""
    verb, after = tail[at].verb, tail[at + 1] if at + 1 < len(tail) else None
    if after is None or after.verb is None or "agreement.about_to" not in after.senses:
        return False
    light = verb is not None and verb.mood == "infinitive" and "agreement.make" in tail[at].senses
    return (light or "from" in tail[at].senses) and after.verb.mood in {"progressive", "done"}  # হতে: to be, or from
