"""The dates of a part that can be when a visit was, of all that stand in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bilat_kg.model import PartialDate
from bilat_kg.text.chunks import Chunk, date_of
from bilat_kg.text.elapsed import of_event_before
from bilat_kg.text.frames.mission.closing import MISSIONS
from bilat_kg.text.frames.visit.anchors import Anchor
from bilat_kg.text.frames.visit.wording import Part, has_manner, is_visit
from bilat_kg.text.values import DateMention

_MADE = frozenset({"agreement.sign", "relation.established", "mission.open"})
_MAKING = frozenset({"agreement", "relation"}) | MISSIONS
_ITS_TIME = frozenset({"visit.during", "visit.its_day", "visit.day", "visit.part_of_time", "visit.begin", "visit.end"})
_NEAR = 4  # chunks from the word that says that something was made to what it was
_DAY = len("2000-01-01")
Dated = tuple[int, DateMention]
"""A date with the index of its chunk."""


def find_dates(chunks: list[Chunk], part: Part, anchor: Anchor) -> list[Dated]:
    """The dates of the visits of a part, in its order."""
    return _from_its_first_day(chunks, anchor, _dates(chunks, part, anchor))


def _dates(chunks: list[Chunk], part: Part, anchor: Anchor) -> list[Dated]:
    found = [
        date
        for date in _absolute(chunks, part.start, part.end)
        if not _of_another(chunks, date[0])
        and not _of_jubilee(chunks, date[0], anchor)
        and not _since_which_nobody(chunks, date[0], anchor)
    ]
    if anchor.mode == "named" and anchor.noun is not None and (about := _about_it(chunks, part, anchor.noun)):
        found = [date for date in found if date[0] < about]
        if not found:
            return []
    if not found and part.head is not None:
        found = _absolute(chunks, *part.head)
    if not found and part.start and "visit.onward" in chunks[part.start].senses:
        found = [(i, _month_of(mention)) for i, mention in _absolute(chunks, 0, part.start)[-1:]]
    if not found and part.start and "visit.there" in chunks[part.start].senses and anchor.mode == "made":
        found = _absolute(chunks, 0, part.start)[-1:]
    if not found and _trails(chunks, part, anchor):
        found = _absolute(chunks, 0, part.start)[-1:]
    if not found and part.start and any("visit.while" in c.senses for c in chunks[part.start - 1 : part.start + 1]):
        found = _absolute(chunks, 0, part.start)[-1:]
    if not found and part.start and (_is_of_before(chunks, part) or chunks[part.start - 1].text == ":"):
        found = _absolute(chunks, 0, part.start)[-1:]
    if anchor.mode == "named" and anchor.noun is not None:
        if "visit.meanwhile" in chunks[anchor.noun].senses and "visit.that" in chunks[max(anchor.noun - 1, 0)].senses:
            return _sharpened([date for date in found if date[0] < anchor.noun])  # উক্ত সফরকালে ২৩ ডিসেম্বর: a day of it
        found = _of_named(chunks, anchor.noun, found)
    if not found and anchor.mode in {"made", "named", "stub"}:
        since = _absolute(chunks, part.start, part.end, since=True)
        since = [date for date in since if not _of_jubilee(chunks, date[0], anchor)]
        if any("visit.any" in chunk.senses for chunk in chunks[part.start : part.end]):
            since = []  # ১৯৭৯ সালের পর কোনো ইরানি রাষ্ট্রপতির প্রথম সফর
        found = since if anchor.noun is not None or anchor.staying else [d for d in since if _of_a_day(d)]
    return _sharpened(found)


def _about_it(chunks: list[Chunk], part: Part, noun: int) -> int | None:
    """``সফরের কর্মসূচি ২০১৯ সালে প্রকাশিত হয়``: where something of the visit begins of which all that follows is told."""
    if chunks[noun].case != "Gen" or noun + 2 >= part.end or not chunks[noun + 1].senses.isdisjoint(_ITS_TIME):
        return None
    for chunk in chunks[noun + 1 : part.end]:
        if chunk.kind == "mark":
            return None
        if chunk.verb is not None and chunk.verb.finite:
            return noun + 1
    return None


def _trails(chunks: list[Chunk], part: Part, anchor: Anchor) -> bool:
    """``… দেখা করেন X, লিমায় নেমে``: what is only done along with what was told before, comes when that was."""
    if not part.start or chunks[part.start - 1].text != "," or anchor.mode != "made" or anchor.verb is None:
        return False
    return all(chunk.verb is None or chunk.verb.mood == "participle" for chunk in chunks[part.start : part.end])


def _is_of_before(chunks: list[Chunk], part: Part) -> bool:
    """``…, আর তাতে যোগ দিতে X আসেন``: who comes for what was told just before, comes when that was."""
    return any(
        "visit.in_it" in chunks[i].senses and "visit.attend" in chunks[i + 1].senses
        for i in range(part.start, part.end - 1)
    )


def _month_of(mention: DateMention) -> DateMention:
    """The month of a date: who goes on from somewhere (সেখান থেকে) goes soon after."""
    return replace(mention, first=PartialDate(mention.first.iso[:7]), last=None) if mention.first else mention


def _of_a_day(dated: Dated) -> bool:
    """A date to the day: ``১২ মে থেকে ছয় দিনের জন্য এসেছিলেন`` dates a visit, ``২০১০ সাল থেকে আসেন`` a habit."""
    first = dated[1].first
    return first is not None and len(first.iso) == len("2000-01-01")


def _absolute(chunks: list[Chunk], start: int, end: int, *, since: bool = False) -> list[Dated]:
    """The dates in ``[start, end)`` that can be when something happened, or since when it went on."""
    found = []
    for i in range(start, end):
        mention = date_of(chunks[i])
        if mention is None or mention.first is None or mention.decade or mention.fiscal:
            continue
        if mention.boundary is not None and not (since and mention.boundary == "since"):
            continue
        if _of_what_was_made(chunks, i) or _only_after(chunks, i):
            continue
        if len(mention.first.iso) < _DAY and of_event_before(chunks, i):
            continue
        found.append((i, mention))
    return found


def _only_after(chunks: list[Chunk], i: int) -> bool:
    """``১৯৭৭ সালের পর X প্রথম …``: when it had not happened yet, or no more."""
    return chunks[i].own == "Gen" and i + 1 < len(chunks) and "visit.after" in chunks[i + 1].senses


def _of_another(chunks: list[Chunk], i: int) -> bool:
    """Whether a date belongs to a noun after it that is no visit: ``২০০৭ সালের পরিকল্পনা``."""
    mention = date_of(chunks[i])
    if mention is None or mention.case != "Gen":
        return False
    for chunk in chunks[i + 1 : i + 6]:
        if is_visit(chunk) or "visit.part_of_time" in chunk.senses or chunk.kind in {"mark", "verb", "date"}:
            return False
        if chunk.kind == "word" and not has_manner(chunk):
            return True
    return False


def _of_jubilee(chunks: list[Chunk], i: int, anchor: Anchor) -> bool:
    """``১৮৪৫ সালে প্রথম যাত্রীদের আগমনের ১৮০তম বার্ষিকীতে এই সফর``: when that was whose jubilee it is now."""
    if anchor.mode != "named" or anchor.noun is None:  # ২০১১ সালে, স্বাধীনতার কুড়ি বছর পূর্তিতে, X সফর করেন
        return False
    for chunk in chunks[i + 1 : anchor.noun]:
        if "agreement.jubilee" in chunk.senses:
            return True
        if chunk.kind in {"date", "mark"} or (chunk.verb is not None and chunk.verb.mood != "noun"):
            return False
    return False


def _of_what_was_made(chunks: list[Chunk], i: int) -> bool:
    """``১৯৬২ সালে সই হওয়া চুক্তির পূর্তিতে``, ``১৯৯১ সালে স্থাপিত সম্পর্কের …``: when that was made which is spoken of."""
    if i + 2 >= len(chunks) or chunks[i + 1].senses.isdisjoint(_MADE):
        return False
    form = next((chunk.verb for chunk in chunks[i + 1 : i + 3] if chunk.verb is not None), None)
    if form is not None and form.mood != "noun":
        return False
    return any(not chunk.senses.isdisjoint(_MAKING) for chunk in chunks[i + 2 : i + 2 + _NEAR])


def _since_which_nobody(chunks: list[Chunk], i: int, anchor: Anchor) -> bool:
    """``১৯৭৩ সালে সম্পর্ক স্থাপনের পর থেকে কোনও সভাপতির প্রথম সফর``: when nobody had come yet, and not when somebody came."""
    if anchor.mode != "named" or anchor.noun is None or i > anchor.noun:
        return False
    after = next((n for n in range(i + 1, anchor.noun) if "visit.after" in chunks[n].senses), None)
    return after is not None and any("visit.any" in chunk.senses for chunk in chunks[after + 1 : anchor.noun])


def _of_named(chunks: list[Chunk], noun: int, found: list[Dated]) -> list[Dated]:
    """The date of a visit that is only named: the nearest before the word, in brackets after it, or of its copula."""
    before = [date for date in found if date[0] < noun]
    if before:
        return runs(chunks, before)[-1]
    after = [date for date in found if date[0] > noun]
    if not after:
        return []
    plain = all(chunk.kind in {"mark", "number"} or has_manner(chunk) for chunk in chunks[noun + 1 : after[0][0]])
    return after[:1] if plain or any("verb.be" in chunk.senses for chunk in chunks[noun + 1 : after[0][0]]) else []


def _sharpened(found: list[Dated]) -> list[Dated]:
    """Without dates that another one only makes more precise: ``তার দু'বছর পরে … ১১ সেপ্টেম্বর``."""
    kept: list[Dated] = []
    for i, mention in found:
        iso = mention.first.iso if mention.first else ""
        last = kept[-1][1].first.iso if kept and kept[-1][1].first else None
        if last is not None and last.startswith(iso):
            continue
        if last is not None and iso.startswith(last):
            kept.pop()
        kept.append((i, mention))
    return kept


def runs(chunks: list[Chunk], found: list[Dated]) -> list[list[Dated]]:
    """Dates that stand in one enumeration together."""
    told: list[list[Dated]] = []
    for date in found:
        if told and _enumerated(chunks[told[-1][-1][0] + 1 : date[0]]):
            told[-1].append(date)
        else:
            told.append([date])
    return told


def _enumerated(between: list[Chunk]) -> bool:
    if not any(chunk.text == "," or "and" in chunk.senses for chunk in between):
        return False
    return all(
        chunk.text in {",", "(", ")"}
        or "and" in chunk.senses
        or chunk.kind == "number"
        or (chunk.kind == "word" and chunk.own == "Nom")
        for chunk in between
    )


def _from_its_first_day(chunks: list[Chunk], anchor: Anchor, found: list[Dated]) -> list[Dated]:
    """``৮ অক্টোবর, X-এর সফরের দ্বিতীয় দিনে``: the visit began a day before; of its last day only the month is told."""
    counted = date_of(chunks[anchor.noun]) if anchor.noun is not None and anchor.noun < len(chunks) else None
    relative = counted.relative if counted is not None and counted.first is None else None
    if relative is None or relative.base != "visit" or relative.beside or len(found) != 1:
        return found
    at, told = found[0]
    if told.first is None or told.last is not None or len(told.first.iso) != _DAY:
        return found
    if relative.offset < 0:
        return [(at, replace(told, first=PartialDate(told.first.iso[:7])))]
    began = dt.date.fromisoformat(told.first.iso) - dt.timedelta(days=relative.offset - 1)
    return [(at, replace(told, first=PartialDate(began.isoformat())))]
