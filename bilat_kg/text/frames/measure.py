"""What an amount beside a word of trade does not measure: an aim, a price, one sort of goods, part of a year."""

from __future__ import annotations

from collections.abc import Iterable

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.frames.flow import IN, OUT

_LONGEST_GOODS = 8  # chunks of a list of goods between an amount and the verb that moves them


def aimed(chunks: list[Chunk], region: Iterable[int], at: int) -> bool:
    """Whether the amount at ``at`` is aimed at (লক্ষ্য ১৫ বিলিয়ন), expected, wished for, or taken back after it."""
    return any(
        ("flow.target" in chunks[i].senses and (i > at or chunks[i].own == "Nom") and not _reached(chunks, i))
        or (i > at and (_wished(chunks[i]) or "not" in chunks[i].senses or _undone(chunks[i])))
        for i in region
    )


def _undone(chunk: Chunk) -> bool:
    return chunk.verb is not None and (chunk.verb.negated or chunk.verb.mood == "future" or "flow.may" in chunk.senses)


def _wished(chunk: Chunk) -> bool:
    """``চায়``, ``রাজি``, ``প্রস্তাব``; চা itself is goods."""
    meant = "cue.planned" in chunk.senses or "cue.proposed" in chunk.senses
    return meant and ("good" not in chunk.senses or chunk.own == "Loc")


def _reached(chunks: list[Chunk], at: int) -> bool:
    """``উন্নীত হয়েছে``: what was aimed at is there."""
    verb = chunks[at + 1].verb if at + 1 < len(chunks) and "flow.raised" in chunks[at].senses else None
    return verb is not None and verb.mood in {"done", "present"} and not verb.negated


def is_price(chunks: list[Chunk], at: int, word: int, end: int) -> bool:
    """``৩০ কোটি ডলারে … বিক্রি করে``: what one thing was sold for; sales that reach an amount are trade."""
    sold = not chunks[word].senses.isdisjoint({"flow.sell", "flow.buy"})
    return sold and chunks[at].own == "Loc" and not any("flow.on" in chunks[i].senses for i in range(at + 1, end))


def one_good(chunks: list[Chunk], at: int, end: int) -> bool:
    """``৭ কোটি ডলারের পোশাক রপ্তানি করে``: what one sort of goods was worth, or a few."""
    if chunks[at].case != "Gen" or (at + 1 < end and chunks[at + 1].text == ","):
        return False
    good = False
    for i in range(at + 1, min(end, at + _LONGEST_GOODS)):
        senses = chunks[i].senses
        if not senses.isdisjoint({"flow.goods", "flow.on", "flow.sum"}) and "good" not in senses:
            return False
        if chunks[i].kind == "verb" or not senses.isdisjoint(OUT | IN):
            return good
        if chunks[i].kind != "word" and not chunks[i].adjective and chunks[i].text != ",":
            return good and chunks[i].kind == "mark"
        good = good or "good" in senses
    return good


def part_of_year(chunks: list[Chunk], region: Iterable[int]) -> bool:
    """``২০১৯ সালের প্রথম ছয় মাসে``, ``প্রতি মাসে``: a figure of less than a year."""
    return any("flow.part" in chunks[i].senses for i in region)


def of_now(chunks: list[Chunk], region: Iterable[int]) -> bool:
    """Whether the words are of a time of their own: no date of the sentence before holds for them."""
    return any("flow.now" in chunks[i].senses for i in region)
