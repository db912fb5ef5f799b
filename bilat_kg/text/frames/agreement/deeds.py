"""What was done by an agreement on a date, which says that it was made then."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.frames.agreement.context import Context, Place
from bilat_kg.text.frames.agreement.topics import is_topical

_NAME = 2  # chunks that the name of one has: আঙ্কারা চুক্তি, হেগের গোলটেবিল চুক্তি


def dealt_by(context: Context, place: Place) -> bool:
    """What was done by it then says when it was made.

    ``১৯৩৬ সালের ৯ মার্চ একটি প্রোটোকল দিয়ে সীমান্ত পাকা করা হয়``, ``… এক প্রোটোকলে সীমান্ত নির্ধারণ করা হয়``, ``… আঙ্কারা চুক্তির
    মাধ্যমে মৈত্রীর সূচনা করে``.
    """
    chunks, head = context.chunks, place.head
    behind = chunks[head.end : place.clause.end]
    by_it = bool(behind) and "agreement.means" in behind[0].senses
    if by_it or (behind and _followed(chunks, head.at, place)):
        topical = any(is_topical(chunk, context.lang) for chunk in chunks[head.start : head.at])
        if (
            topical
            and not (head.weak or head.known)
            and chunks[head.at].own == "Gen"
            and place.clause.start <= head.start - 1 in context.dates.at
        ):
            return True  # ১৯৯৫ সালে মৈত্রী চুক্তির পর ২০০৫ সালে শ্রম চুক্তি সই হয়
    means = by_it
    if not means and chunks[head.at].own == "Loc":
        settled = any("agreement.settle" in chunk.senses for chunk in behind)
        means = settled and any(is_topical(chunk, context.lang) for chunk in [*chunks[head.start : head.at], *behind])
    related = any("which" in chunk.senses for chunk in chunks[head.start : head.at])  # যে চুক্তিতে … মেনে নেয়
    named = _named(chunks[max(place.low, head.at - _NAME) : head.at])
    if named and chunks[head.at].own == "Loc":
        means = any(not chunk.senses.isdisjoint({"agreement.settle", "agreement.land"}) for chunk in behind)
    if not behind or behind[0].kind == "mark":  # সীমা বেঁধে দেয় এক চুক্তিতে
        lead = chunks[place.clause.start : head.at]
        told = [c.verb for c in lead if c.verb is not None and c.verb.finite]
        dated = any(place.clause.start <= i < head.at for i in context.dates.at)
        inverted = head.single and not head.weak and chunks[head.at].own == "Loc" and len(told) == 1
        return inverted and dated and told[0].mood in {"done", "present"} and not told[0].negated
    if not means or not (head.single or related or named) or (head.weak and not named):
        return False
    done = [c.verb for c in behind if c.verb is not None and c.verb.finite]
    dated = any(place.clause.start <= i < head.at for i in context.dates.at)
    return dated and bool(done) and all(verb.mood != "future" and not verb.negated for verb in done)


def _followed(chunks: list[Chunk], at: int, place: Place) -> bool:
    """``… চুক্তির পর``, ``… চুক্তির মধ্য দিয়ে``: what came of it, or after it."""
    first = chunks[place.head.end]
    way = place.head.end + 1 < len(chunks) and "agreement.means" in chunks[place.head.end + 1].senses
    return chunks[at].own == "Gen" and ("agreement.then" in first.senses or (way and "relation.means" in first.senses))


def _named(lead: list[Chunk]) -> bool:
    """Whether a city gives it its name, alone or before a word of the name: ``আঙ্কারা``, ``হেগের গোলটেবিল``."""
    if not lead:
        return False
    if lead[-1].kind == "city":
        return lead[-1].own == "Nom"
    word = lead[-1].kind == "word" and not lead[-1].senses
    return word and len(lead) == _NAME and lead[0].kind == "city" and lead[0].own == "Gen"
