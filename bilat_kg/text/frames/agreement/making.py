"""The light verb that makes an agreement (চুক্তি হয়, চুক্তি করে): whether it takes the noun, and whether it is done."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk


def will_be(tail: list[Chunk], at: int) -> bool:
    """``হয়ে যাবে``: a participle before a verb of the future."""
    verb, after = tail[at].verb, tail[at + 1].verb if at + 1 < len(tail) else None
    return verb is not None and not verb.finite and after is not None and after.mood == "future"


def passive(tail: list[Chunk], at: int) -> bool:
    """``চুক্তি করা হয়``, ``চুক্তি করা হয়েছিল``."""
    verb, after = tail[at].verb, tail[at + 1].verb if at + 1 < len(tail) else None
    if verb is None or after is None or verb.mood != "noun" or tail[at].own != "Nom":
        return False
    return "verb.be" in tail[at + 1].senses and after.mood in {"done", "present"} and not after.negated


def done_before(lead: list[Chunk], tail: list[Chunk], at: int) -> bool:
    """``২০০৪ সালের ১৮ নভেম্বর একটি স্মারক হওয়ার পর …``: it was made on the date before it, and something came of it."""
    verb, after = tail[at].verb, tail[at + 1].senses if at + 1 < len(tail) else frozenset()
    dated = any(chunk.kind == "date" for chunk in lead)
    return dated and verb is not None and verb.mood == "noun" and not verb.negated and "agreement.then" in after


def takes_noun(tail: list[Chunk], verb: int) -> bool:
    """The verb takes the noun itself, not another noun beside it (চুক্তি করে, but চুক্তি পর্যালোচনা করে)."""
    if verb == 0:
        return True
    before = tail[verb - 1]
    if "cue.planned" in before.senses and "agreement.declaration" in before.senses and verb > 1:
        return False  # চুক্তি বাতিল ঘোষণা করে
    if "agreement" in before.senses and before.own == "Nom":
        return True
    if all(chunk.kind == "country" or "and" in chunk.senses for chunk in tail[:verb]):  # চুক্তি পেরু ও কেনিয়া করে
        return True
    if before.kind in {"date", "number"} or before.text in {")", ","}:
        return True
    if before.kind in {"country", "city"} and before.case == "Loc":
        return True
    return not before.senses.isdisjoint({"between", "with", "agreement.light", "also"})
