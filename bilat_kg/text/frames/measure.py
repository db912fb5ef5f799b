"""What an amount beside a word of trade does not measure: an aim, a price, a change, some goods, part of a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bilat_kg.model import PartialDate
from bilat_kg.text.chunks import Chunk
from bilat_kg.text.frames.flow import IN, OUT
from bilat_kg.text.undone import undone
from bilat_kg.text.values import DateMention

_DEALS = IN | OUT
_PARTS = frozenset({"agreement.among", "flow.rest"})
_LONGEST_GOODS = 8  # chunks of a list of goods between an amount and the verb that moves them


def aimed(chunks: list[Chunk], region: Iterable[int], at: int) -> bool:
    """Whether the amount at ``at`` is aimed at (লক্ষ্য ১৫ বিলিয়ন), expected, wished for, or taken back after it.

    What a bracket behind it denies is something else (… আমদানি করে (উল্টো দিকের হিসাব প্রকাশিত হয়নি)).
    """
    before = chunks[at - 1].verb if at else None
    if before is not None and before.mood == "future":
        return True  # পরিমাণ হবে ১৫ বিলিয়ন
    return any(
        ("flow.target" in chunks[i].senses and (i > at or chunks[i].own == "Nom") and not _reached(chunks, i))
        or (i > at and (_wished(chunks[i]) or "not" in chunks[i].senses or _undone(chunks[i])))
        or (i > at and not chunks[i].senses.isdisjoint(_DEALS) and undone(chunks, i))
        for i in _outside(chunks, region, at)
    )


def _outside(chunks: list[Chunk], region: Iterable[int], at: int) -> Iterator[int]:
    """The places of ``region`` but for those in a bracket that opens behind ``at``."""
    inside = False
    for i in region:
        inside |= i > at and chunks[i].text == "("
        if not inside:
            yield i
        inside &= chunks[i].text != ")"


def aimed_behind(chunks: list[Chunk], stop: int) -> bool:
    """``৫০ কোটিতে নিয়ে যাওয়ার | যে লক্ষ্য …``: the word for an aim stands behind the relative pronoun at ``stop``."""
    return stop + 1 < len(chunks) and "which" in chunks[stop].senses and "flow.target" in chunks[stop + 1].senses


def _undone(chunk: Chunk) -> bool:
    verb = chunk.verb
    return verb is not None and (
        verb.negated
        or verb.mood == "future"
        or "flow.may" in chunk.senses
        or (verb.finite and "flow.wish" in chunk.senses and "good" not in chunk.senses)
    )


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
    """``২০১৯ সালের প্রথম ছয় মাসে``, ``প্রতি মাসে``, ``অর্থবছরের জুলাই-মে মেয়াদে``: a figure of less than a year."""
    return any(
        "flow.part" in chunks[i].senses
        or ("flow.month" in chunks[i].senses and i > 0 and chunks[i - 1].kind == "date" and chunks[i - 1].own == "Gen")
        for i in region
    )


def part_of_total(chunks: list[Chunk], region: range) -> bool:
    """``…, যার ৯ কোটি ডলারই X-এর``, ``এর মধ্যে ৯ কোটি``: a part of the trade told before, of no flow that is named."""
    return any(
        ("flow.of_it" in chunks[i].senses and (chunks[i + 1].kind == "amount" or "between" in chunks[i + 1].senses))
        or not chunks[i].senses.isdisjoint(_PARTS)
        for i in region
    )


def of_unknown_time(chunks: list[Chunk], region: range) -> bool:
    """Whether the words are of a time that is not known: ``যুদ্ধের প্রথম বছরে``, a step from a date that is not told."""
    told = [value.first for i in region if isinstance(value := chunks[i].value, DateMention)]
    if told:
        return not any(told)
    years = (i for i in region if "flow.year" in chunks[i].senses and i > region.start)
    return any("flow.nth" in chunks[i - 1].senses or chunks[i - 1].kind == "number" for i in years)


def is_change(chunks: list[Chunk], at: int, start: int, end: int) -> bool:
    """``বাণিজ্য ৫ কোটি ডলার বেড়েছে``, ``আগের বছরের চেয়ে ৫ কোটি ডলার বেশি``: by how much, not how much."""
    if at > start and "flow.than" in chunks[at - 1].senses:
        return True
    return at + 1 < end and chunks[at].own == "Nom" and "flow.change" in chunks[at + 1].senses


def of_goods_before(chunks: list[Chunk], region: range, word: int | None) -> bool:
    """``চা রপ্তানি থেকে আয় ৩ কোটি``, ``এর মধ্যে চা ২ কোটি ডলারের``: goods, and then what they were worth."""
    if word is not None:
        return word - 1 in region and _good(chunks[word - 1])
    return any(_good(chunks[i]) for i in region)


def _good(chunk: Chunk) -> bool:
    return "good" in chunk.senses and chunk.senses.isdisjoint({"flow.goods", "matter", "agreement"})


def spans_years(mention: DateMention) -> bool:
    """Whether a date is a span of several years (২০১০ থেকে ২০২০), and neither a fiscal year nor a season."""
    if mention.first is None or mention.last is None or mention.fiscal:
        return False
    return mention.last.year > mention.first.year + 1 or (
        mention.last.year != mention.first.year and len(mention.first.iso) > len("2000")
    )


def years_before(mention: DateMention, years: int) -> DateMention | None:
    """The year, or fiscal year, so many years before; ``None`` where a date is no whole year."""
    ends = [date for date in (mention.first, mention.last) if date is not None]
    if not ends or any(len(date.iso) > len("2000") for date in ends):
        return None
    moved = [PartialDate(f"{date.year - years:04}") for date in ends]
    return replace(mention, first=moved[0], last=moved[1] if mention.last is not None else None)


def of_now(chunks: list[Chunk], region: Iterable[int]) -> bool:
    """Whether the words are of a time of their own: no date of the sentence before holds for them."""
    return any("flow.now" in chunks[i].senses for i in region)


def start_of_a_rise(chunks: list[Chunk], at: int, start: int, stop: int) -> bool:
    """``৭ কোটি থেকে বেড়ে ১০ কোটি``: the first figure is of a time that is not told, unless right before it.

    ``৩০০ কোটি ছাড়িয়ে ৩০৩ কোটিতে``: a mark that was passed on the way.
    """
    if at + 1 < len(chunks) and chunks[at].kind == chunks[at + 1].kind == "amount":
        return True
    following = chunks[at + 1] if at + 1 < stop else None
    leaves = chunks[at].case == "Abl" or (following is not None and "from" in following.senses)
    dated = at > start and chunks[at - 1].kind == "date"
    later = any(chunks[i].kind == "date" for i in range(at + 1, stop))
    if later and any(chunks[i].kind == "date" and chunks[i].own == "Loc" for i in range(start, at)):
        return False  # ২০১৪ সালে রপ্তানি ৫ কোটি থেকে ২০১৮ সালে ৯ কোটি হয়
    return leaves and not (dated and (later or chunks[at - 1].case == "Gen"))


def rises_from(chunks: list[Chunk], at: int) -> bool:
    """``২০১০ সালের ২ কোটি ডলার থেকে ২০২১ সালে বাণিজ্য … পৌঁছায়``: a figure of its own year, before what it is of."""
    if at == 0 or chunks[at].case != "Abl":
        return False
    return isinstance(chunks[at - 1].value, DateMention) and chunks[at - 1].case == "Gen"
