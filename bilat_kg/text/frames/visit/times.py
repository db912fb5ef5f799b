"""When: which dates of a part belong to which of its visitors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bilat_kg.model import PartialDate
from bilat_kg.text.chunks import Chunk, date_of
from bilat_kg.text.frames.visit.anchors import Anchor
from bilat_kg.text.frames.visit.mentions import Visitor
from bilat_kg.text.frames.visit.wording import Part, has_manner, is_visit
from bilat_kg.text.values import DateMention

_OTHERWISE = frozenset(
    {"with", "led", "invited", "between", "which", "side"}
)  # … goes to somebody who does no visiting
_COUNTED = frozenset({"week", "month", "year"})
_DAY = len("2000-01-01")
_APART = frozenset({";", "-", "–", "—"})
_Dated = tuple[int, DateMention]


@dataclass(frozen=True, slots=True)
class Told:
    """One visit told in a part: by whom, when, and the chunks ``[start, end)`` that speak of it alone."""

    visitor: Visitor
    when: DateMention | None
    start: int
    end: int


def times(chunks: list[Chunk], part: Part, anchor: Anchor, who: list[Visitor]) -> Iterator[Told]:
    """Each visit of a part: one a visitor and date, or one a visitor where there is no date."""
    who = _shared_office(_coordinated(chunks, part, anchor, who))
    found = _from_its_first_day(chunks, anchor, _dates(chunks, part, anchor))
    if len(who) == 1:
        yield from _of_one(chunks, part, anchor, who[0], found)
        return
    respective = any("respectively" in chunk.senses for chunk in chunks[part.start : part.end])
    if respective and len(found) == len(who):
        for visitor, date in zip(who, found, strict=True):
            yield from _told(visitor, [date], part, listed=False)
        return
    before = bool(found) and found[0][0] < who[0].at
    for n, visitor in enumerate(who):
        first, last = part.start, part.end
        if n:
            first = _joint(chunks, who[n - 1].at, visitor.at, who[n - 1].at + 1 if before else visitor.at)
        if n + 1 < len(who):
            last = _joint(chunks, visitor.at, who[n + 1].at, visitor.at + 1 if before else who[n + 1].at)
        own = [date for date in found if first <= date[0] < last]
        if not own:  # A ও B ২০১৫ সালে
            own = [date for date in found if date[0] < first][-1:] if before else [d for d in found if d[0] >= last][:1]
        yield from _told(visitor, own, Part(first, last), listed=anchor.mode == "listed")


def _from_its_first_day(chunks: list[Chunk], anchor: Anchor, found: list[_Dated]) -> list[_Dated]:
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


def _joint(chunks: list[Chunk], one: int, other: int, default: int) -> int:
    """Where what is told of one visitor ends and that of the next begins: the conjunction, where a date follows it."""
    at = next((i for i in range(other - 1, one, -1) if _sets_apart(chunks, one, i)), None)
    between = chunks[at + 1 : other] if at is not None else []
    if at is None or all(date_of(chunk) is None for chunk in between) or any(chunk.kind == "mark" for chunk in between):
        return default
    return at


def _sets_apart(chunks: list[Chunk], one: int, at: int) -> bool:
    """A conjunction or a dash; a comma between two dates: ``A ২০১৫ সালের মে মাসে, ২০১৭ সালে B এবং …``."""
    if chunks[at].text == "," and date_of(chunks[at + 1]) is not None:
        return any(date_of(chunk) is not None for chunk in chunks[one + 1 : at])
    return "and" in chunks[at].senses or chunks[at].text in _APART


def _told(visitor: Visitor, own: list[_Dated], part: Part, *, listed: bool) -> Iterator[Told]:
    """One visit a date; in a list what stands after a date (২০১৯, সরকারি) is said of that visit alone."""
    if not own:
        yield Told(visitor, None, part.start, part.end)
    for n, (at, mention) in enumerate(own):
        start = at if listed and n else part.start
        end = own[n + 1][0] if listed and n + 1 < len(own) else part.end
        yield Told(visitor, mention, start, end)


def _dates(chunks: list[Chunk], part: Part, anchor: Anchor) -> list[_Dated]:
    found = [
        date
        for date in _absolute(chunks, part.start, part.end)
        if not _of_another(chunks, date[0])
        and not _of_jubilee(chunks, date[0], anchor)
        and not _since_which_nobody(chunks, date[0], anchor)
    ]
    if not found and part.head is not None:
        found = _absolute(chunks, *part.head)
    if not found and part.start and "visit.onward" in chunks[part.start].senses:
        found = [(i, _month_of(mention)) for i, mention in _absolute(chunks, 0, part.start)[-1:]]
    if not found and part.start and "visit.while" in chunks[part.start - 1].senses:
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


def _is_of_before(chunks: list[Chunk], part: Part) -> bool:
    """``…, আর তাতে যোগ দিতে X আসেন``: who comes for what was told just before, comes when that was."""
    return any(
        "visit.in_it" in chunks[i].senses and "visit.attend" in chunks[i + 1].senses
        for i in range(part.start, part.end - 1)
    )


def _month_of(mention: DateMention) -> DateMention:
    """The month of a date: who goes on from somewhere (সেখান থেকে) goes soon after."""
    return replace(mention, first=PartialDate(mention.first.iso[:7]), last=None) if mention.first else mention


def _of_a_day(dated: _Dated) -> bool:
    """A date to the day: ``১২ মে থেকে ছয় দিনের জন্য এসেছিলেন`` dates a visit, ``২০১০ সাল থেকে আসেন`` a habit."""
    first = dated[1].first
    return first is not None and len(first.iso) == len("2000-01-01")


def _absolute(chunks: list[Chunk], start: int, end: int, *, since: bool = False) -> list[_Dated]:
    """The dates in ``[start, end)`` that can be when something happened, or since when it went on."""
    found = []
    for i in range(start, end):
        mention = date_of(chunks[i])
        if mention is None or mention.first is None or mention.decade or mention.fiscal:
            continue
        if mention.boundary is not None and not (since and mention.boundary == "since"):
            continue
        found.append((i, mention))
    return found


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


def _since_which_nobody(chunks: list[Chunk], i: int, anchor: Anchor) -> bool:
    """``১৯৭৩ সালে সম্পর্ক স্থাপনের পর থেকে কোনও সভাপতির প্রথম সফর``: when nobody had come yet, and not when somebody came."""
    if anchor.mode != "named" or anchor.noun is None or i > anchor.noun:
        return False
    after = next((n for n in range(i + 1, anchor.noun) if "visit.after" in chunks[n].senses), None)
    return after is not None and any("visit.any" in chunk.senses for chunk in chunks[after + 1 : anchor.noun])


def _of_named(chunks: list[Chunk], noun: int, found: list[_Dated]) -> list[_Dated]:
    """The date of a visit that is only named: the nearest before the word, in brackets after it, or of its copula."""
    before = [date for date in found if date[0] < noun]
    if before:
        return _runs(chunks, before)[-1]
    after = [date for date in found if date[0] > noun]
    if not after:
        return []
    plain = all(chunk.kind in {"mark", "number"} or has_manner(chunk) for chunk in chunks[noun + 1 : after[0][0]])
    return after[:1] if plain or any("verb.be" in chunk.senses for chunk in chunks[noun + 1 : after[0][0]]) else []


def _sharpened(found: list[_Dated]) -> list[_Dated]:
    """Without dates that another one only makes more precise: ``তার দু'বছর পরে … ১১ সেপ্টেম্বর``."""
    kept: list[_Dated] = []
    for i, mention in found:
        iso = mention.first.iso if mention.first else ""
        last = kept[-1][1].first.iso if kept and kept[-1][1].first else None
        if last is not None and last.startswith(iso):
            continue
        if last is not None and iso.startswith(last):
            kept.pop()
        kept.append((i, mention))
    return kept


def _of_one(chunks: list[Chunk], part: Part, anchor: Anchor, visitor: Visitor, found: list[_Dated]) -> Iterator[Told]:
    found = _named(chunks, found)
    if anchor.mode == "listed" or len(found) < 2:
        yield from _told(visitor, found, part, listed=anchor.mode == "listed")
        return
    runs = _runs(chunks, found)
    at = anchor.verb if anchor.verb is not None else anchor.noun
    before = [run for run in runs if at is not None and run[0][0] < at]
    yield from _told(visitor, before[-1] if before else runs[0], part, listed=anchor.mode == "stub")


def _named(chunks: list[Chunk], found: list[_Dated]) -> list[_Dated]:
    """Without dates that are only counted, where another is named: ``তিন সপ্তাহ পরে, ১৫ মার্চ``."""
    counted = [n for n, (_, mention) in enumerate(found) if _is_counted(mention)]
    if not counted or len(counted) == len(found):
        return found
    kept = []
    for n, date in enumerate(found):
        ends = [other[0] for other in found[max(0, n - 1) : n + 2]]
        if n not in counted or any("and" in chunk.senses for chunk in chunks[min(ends) : max(ends)]):
            kept.append(date)
    return kept


def _is_counted(mention: DateMention) -> bool:
    relative = mention.relative
    return relative is not None and relative.first is None and relative.offset != 0 and relative.unit in _COUNTED


def _runs(chunks: list[Chunk], found: list[_Dated]) -> list[list[_Dated]]:
    """Dates that stand in one enumeration together."""
    runs: list[list[_Dated]] = []
    for date in found:
        if runs and _enumerated(chunks[runs[-1][-1][0] + 1 : date[0]]):
            runs[-1].append(date)
        else:
            runs.append([date])
    return runs


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


def _coordinated(chunks: list[Chunk], part: Part, anchor: Anchor, who: list[Visitor]) -> list[Visitor]:
    """Of several subjects those that are one coordination with the one nearest before the verb, or after it."""
    if len(who) < 2 or anchor.mode in {"listed", "stub"}:
        return who
    at = anchor.verb if anchor.verb is not None else anchor.noun
    assert at is not None
    before = [n for n, visitor in enumerate(who) if visitor.at < at]
    first = last = before[-1] if before else 0
    while first > 0 and _joined(chunks[who[first - 1].at + 1 : who[first].at]):
        first -= 1
    while last + 1 < len(who) and _joined(chunks[who[last].at + 1 : who[last + 1].at]):
        last += 1
    return who[first : last + 1]


def _joined(between: list[Chunk]) -> bool:
    """Whether nothing but dates, titles, places and a conjunction or comma stands between two subjects."""
    return any("and" in chunk.senses or chunk.text == "," for chunk in between) and all(
        chunk.kind in {"office", "country", "city", "mark"}
        or not chunk.senses.isdisjoint({"and", "also", "own"})
        or (chunk.kind == "word" and chunk.verb is None and chunk.senses.isdisjoint(_OTHERWISE))
        or has_manner(chunk)
        for chunk in between
    )


def _shared_office(who: list[Visitor]) -> list[Visitor]:
    """``রাষ্ট্রপতি A এবং B``: a title before the first of several names is that of all who have none."""
    found: list[Visitor] = []
    for visitor in who:
        if visitor.office is None and visitor.entity is not None and found:
            visitor = replace(visitor, office=found[-1].office, state=visitor.state or found[-1].state)
        found.append(visitor)
    return found
