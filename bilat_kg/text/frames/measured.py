"""The word that says what an amount is of: before it, behind it where it stands in the genitive, or after a comma."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.frames.flow import IN, OUT
from bilat_kg.text.frames.money import amount_of

_TRADED = OUT | IN | {"flow.total", "flow.else", "flow.goods"}

MOVES_ALONE = frozenset({"flow.go", "flow.come"})


def is_share(chunks: list[Chunk], at: int) -> bool:
    """``এর সিংহভাগ, ৬ কোটি ডলার, X থেকে Y-র আমদানি``: an amount between commas that says how much a share is."""
    closed = at > 1 and at + 1 < len(chunks) and chunks[at - 1].text == chunks[at + 1].text == ","
    return closed and not chunks[at - 2].senses.isdisjoint({"flow.share", "flow.rest"})


def flow_word(chunks: list[Chunk], at: int, start: int, end: int) -> int | None:
    """The word that says what the amount is of."""
    if at + 1 < end and "flow.else" in chunks[at + 1].senses:
        return at + 1
    comma = next((i for i in range(at + 1, end) if chunks[i].text == "," or chunks[i].kind == "date"), end)
    after = next((i for i in range(at + 1, comma) if _tells(chunks[i])), None)
    before = next((i for i in range(at - 1, start - 1, -1) if _tells(chunks[i])), None)
    if before is not None and (dealt_in := _spent_on(chunks, before, start)) is not None:
        return dealt_in
    worth = at + 1 < end and (_worth_of(chunks[at + 1]) or _of_goods(chunks, at + 1, end))
    if (chunks[at].case == "Gen" or worth) and after is not None:
        precise = next(
            (i for i in range(at + 1, end) if not chunks[i].senses.isdisjoint({*OUT, *IN, "flow.else"})), None
        )
        if precise is not None:
            return precise
        if "flow.goods" in chunks[after].senses and after + 1 < end and "flow.total" in chunks[after + 1].senses:
            return after + 1  # ডলারের পণ্য লেনদেন হয়
        moved = any(not chunks[i].senses.isdisjoint(MOVES_ALONE) for i in range(start, end))
        return after if moved or before is None else before
    if before is not None and "flow.goods" in chunks[before].senses:
        sure = (i for i in range(before - 1, start - 1, -1) if not chunks[i].senses.isdisjoint(OUT | IN))
        total = (i for i in range(before - 1, max(start, before - 3) - 1, -1) if "flow.total" in chunks[i].senses)
        return next(sure, next(total, before))  # লেনদেন হওয়া পণ্যের মূল্য
    return after if before is None else before


def said_after(chunks: list[Chunk], at: int, end: int) -> int | None:
    """``…, ৩ কোটি ডলার, X থেকে আমদানি``: the flow of the last amount, told after a comma."""
    if end >= len(chunks) or chunks[end].text != ",":
        return None
    rest = range(end + 1, len(chunks))
    if any(amount_of(chunks[i]) is not None or chunks[i].kind in {"number", "date"} for i in rest):
        return None
    return next((i for i in rest if not chunks[i].senses.isdisjoint(OUT | IN)), None)


def bought_after(chunks: list[Chunk], at: int, end: int) -> int | None:
    """``৫ কোটি ডলারের চা, কফি ও ফুল কিনেছে Y``: the flow of an amount, behind the list of the goods that it is worth."""
    if chunks[at].case != "Gen" and not (at + 1 < end and _worth_of(chunks[at + 1])):
        return None
    good = False
    for i in range(at + 1, end):
        senses = chunks[i].senses
        if good and not senses.isdisjoint(OUT | IN):
            return i
        if chunks[i].kind != "word" and chunks[i].text != ",":
            return None
        good = good or "good" in senses
    return None


def _tells(chunk: Chunk) -> bool:
    """Whether a word says what an amount is of."""
    return not chunk.senses.isdisjoint(_TRADED)


def _worth_of(chunk: Chunk) -> bool:
    """``ডলার মূল্যের``, ``ডলার সমপরিমাণ``: what stands behind the amount is worth it."""
    return "flow.worth" in chunk.senses or (chunk.case == "Gen" and "flow.on" in chunk.senses)


def _of_goods(chunks: list[Chunk], at: int, end: int) -> bool:
    """``৪ কোটি ডলার পণ্য আমদানি করে``: goods right behind an amount that has lost its ending."""
    return "flow.goods" in chunks[at].senses and at + 1 < end and not chunks[at + 1].senses.isdisjoint(OUT | IN)


def _spent_on(chunks: list[Chunk], at: int, start: int) -> int | None:
    """``আমদানিতে ব্যয় হয়েছে``, ``আমদানি বাবদ খরচ``: the trade for which was paid what the word at ``at`` tells."""
    if "flow.spent" not in chunks[at].senses:
        return None
    for i in range(at - 1, max(start, at - 3) - 1, -1):
        if not chunks[i].senses.isdisjoint(OUT | IN):
            return i
        verb = chunks[i].verb
        acts = verb is not None and not verb.finite
        if not acts and chunks[i].kind != "country" and chunks[i].senses.isdisjoint({"flow.spent_for", "matter"}):
            return None
    return None
