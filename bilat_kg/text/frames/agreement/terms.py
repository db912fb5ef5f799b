"""For how long an agreement holds, and that it is to hold longer."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk

_NEAR = 8  # chunks from the term to the verb: মেয়াদ ২০৩২ সাল পর্যন্ত আরও পাঁচ বছর বাড়ায়


def extended(tail: list[Chunk], at: int) -> bool:
    """Whether the word at ``at`` is a term that was made longer: ``চুক্তির মেয়াদ … বাড়ায়``, ``বাড়ানো হয়``, ``বৃদ্ধি করে``."""
    if "agreement.term" not in tail[at].senses:
        return False
    for i in range(at + 1, min(len(tail), at + _NEAR)):
        verb = tail[i].verb
        longer = "agreement.longer" in tail[i].senses
        if verb is None and not longer:
            continue
        closes = i + 1 == len(tail) or tail[i + 1].kind == "mark"
        if verb is not None and longer and verb.mood == "noun" and closes:
            return True  # বাড়ায় ends the clause: it is no noun there
        if verb is not None and verb.finite:
            return longer and verb.mood in {"done", "present"} and not verb.negated
        after = tail[i + 1].verb if not closes else None
        passive = after is not None and after.finite and after.mood in {"done", "present"} and not after.negated
        return longer and passive
    return False
