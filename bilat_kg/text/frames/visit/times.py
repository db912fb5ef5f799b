"""When: which dates of a part belong to which of its visitors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bilat_kg.text.chunks import Chunk, date_of
from bilat_kg.text.frames.visit.anchors import Anchor
from bilat_kg.text.frames.visit.dating import Dated, find_dates, runs
from bilat_kg.text.frames.visit.mentions import Visitor
from bilat_kg.text.frames.visit.wording import Part, has_manner
from bilat_kg.text.values import DateMention

_OTHERWISE = frozenset(
    {"with", "led", "invited", "between", "which", "side"}
)  # … goes to somebody who does no visiting
_COUNTED = frozenset({"week", "month", "year"})
_APART = frozenset({";", "-", "–", "—"})


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
    found = find_dates(chunks, part, anchor)
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


def _told(visitor: Visitor, own: list[Dated], part: Part, *, listed: bool) -> Iterator[Told]:
    """One visit a date; in a list what stands after a date (২০১৯, সরকারি) is said of that visit alone."""
    if not own:
        yield Told(visitor, None, part.start, part.end)
    for n, (at, mention) in enumerate(own):
        start = at if listed and n else part.start
        end = own[n + 1][0] if listed and n + 1 < len(own) else part.end
        yield Told(visitor, mention, start, end)


def _of_one(chunks: list[Chunk], part: Part, anchor: Anchor, visitor: Visitor, found: list[Dated]) -> Iterator[Told]:
    found = _named(chunks, found)
    if anchor.mode == "listed" or len(found) < 2:
        yield from _told(visitor, found, part, listed=anchor.mode == "listed")
        return
    told = runs(chunks, found)
    at = anchor.verb if anchor.verb is not None else anchor.noun
    before = [run for run in told if at is not None and run[0][0] < at]
    yield from _told(visitor, before[-1] if before else told[0], part, listed=anchor.mode == "stub")


def _named(chunks: list[Chunk], found: list[Dated]) -> list[Dated]:
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
