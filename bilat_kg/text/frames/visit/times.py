"""When: which dates of a part belong to which of its visitors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.frames.visit.parts import Anchor, Part
from bilat_kg.text.frames.visit.roles import Visitor, dates, of_another
from bilat_kg.text.values import DateMention

_Dated = tuple[int, DateMention]


def times(
    chunks: list[Chunk], part: Part, anchor: Anchor, who: list[Visitor]
) -> Iterator[tuple[Visitor, list[DateMention | None]]]:
    """Each visitor with the dates of the visits: one date a visit, ``None`` for a visit without date."""
    who = _shared_office(_coordinated(chunks, part, anchor, who))
    found = [date for date in dates(chunks, part.start, part.end) if not of_another(chunks, date[0])]
    if part.head is not None and not found:
        found = dates(chunks, *part.head)
    if not found and part.start and "visit.while" in chunks[part.start - 1].senses:
        found = dates(chunks, 0, part.start)[-1:]
    if anchor.mode == "named" and anchor.noun is not None:
        found = _of_named(chunks, anchor.noun, found)
    found = _sharpened(found)
    if len(who) == 1:
        yield who[0], _of_one(chunks, anchor, found)
        return
    if len(found) <= 1:
        for visitor in who:
            yield visitor, [found[0][1] if found else None]
        return
    before = found[0][0] < who[0].at
    for n, visitor in enumerate(who):
        if before:
            first, last = (who[n - 1].at if n else part.start), visitor.at
        else:
            first, last = visitor.at, who[n + 1].at if n + 1 < len(who) else part.end
        own = [mention for i, mention in found if first <= i < last]
        if not own:  # A ও B ২০১৫ সালে
            own = (
                [mention for i, mention in found if i >= last][:1]
                if not before
                else [m for i, m in found if i < first][-1:]
            )
        yield visitor, list(own) or [None]


def _coordinated(chunks: list[Chunk], part: Part, anchor: Anchor, who: list[Visitor]) -> list[Visitor]:
    """Of several subjects those that are one coordination with the one nearest before the verb, or after it."""
    if len(who) < 2 or anchor.mode in {"listed", "stub"}:
        return who
    at = anchor.verb if anchor.verb is not None else anchor.noun
    assert at is not None
    before = [n for n, visitor in enumerate(who) if visitor.at < at]
    chosen = before[-1] if before else 0
    first = last = chosen
    while first > 0 and _joined(chunks, who[first - 1].at, who[first].at):
        first -= 1
    while last + 1 < len(who) and _joined(chunks, who[last].at, who[last + 1].at):
        last += 1
    return who[first : last + 1]


def _shared_office(who: list[Visitor]) -> list[Visitor]:
    """``রাষ্ট্রপতি A এবং B``: a title before the first of several names is that of all who have none."""
    found: list[Visitor] = []
    for visitor in who:
        if visitor.office is None and visitor.entity is not None and found:
            visitor = replace(visitor, office=found[-1].office, state=visitor.state or found[-1].state)
        found.append(visitor)
    return found


def _joined(chunks: list[Chunk], first: int, last: int) -> bool:
    """Whether nothing but dates, titles, places and a conjunction or comma stands between two subjects."""
    between = chunks[first + 1 : last]
    return any("and" in chunk.senses or chunk.text == "," for chunk in between) and all(
        chunk.kind in {"date", "office", "country", "city", "number", "mark"}
        or "and" in chunk.senses
        or "also" in chunk.senses
        or (chunk.kind == "word" and not chunk.senses)
        or any(sense.startswith("visit.") for sense in chunk.senses)
        for chunk in between
    )


def _of_named(chunks: list[Chunk], noun: int, found: list[_Dated]) -> list[_Dated]:
    """The date of a visit that is only named: the nearest before the word, or one in brackets right after it."""
    before = [date for date in found if date[0] < noun]
    if before:
        return before[-1:]
    after = [date for date in found if date[0] == noun + 2 and chunks[noun + 1].text == "("]
    if after:
        return after
    copula = any("verb.be" in chunk.senses for chunk in chunks[noun + 1 :])
    return [date for date in found if date[0] > noun][:1] if copula else []


def _sharpened(found: list[_Dated]) -> list[_Dated]:
    """Without dates that another one only makes more precise: ``তার দু'বছর পরে … ১১ সেপ্টেম্বর``."""
    kept: list[_Dated] = []
    for i, mention in found:
        iso = mention.first.iso if mention.first else ""
        if kept and kept[-1][1].first is not None:
            last = kept[-1][1].first.iso
            if iso.startswith(last):
                kept[-1] = (i, mention)
                continue
            if last.startswith(iso):
                continue
        kept.append((i, mention))
    return kept


def _of_one(chunks: list[Chunk], anchor: Anchor, found: list[_Dated]) -> list[DateMention | None]:
    if not found:
        return [None]
    run = _runs(chunks, found)
    if len(found) == 1 or anchor.mode in {"listed", "stub"}:
        return [mention for _, mention in found] if anchor.mode == "listed" or len(found) == 1 else [found[0][1]]
    at = anchor.verb if anchor.verb is not None else anchor.noun
    assert at is not None
    before = [dates_ for dates_ in run if dates_[0][0] < at]
    chosen = before[-1] if before else run[0]
    return [mention for _, mention in chosen]


def _runs(chunks: list[Chunk], found: list[_Dated]) -> list[list[_Dated]]:
    """Dates that stand in one enumeration together."""
    runs: list[list[_Dated]] = []
    for date in found:
        if runs:
            between = chunks[runs[-1][-1][0] + 1 : date[0]]
            if (
                between
                and all(
                    chunk.text == ","
                    or "and" in chunk.senses
                    or chunk.kind == "number"
                    or (chunk.kind == "word" and chunk.own == "Nom")
                    for chunk in between
                )
                and any(chunk.text == "," or "and" in chunk.senses for chunk in between)
            ):
                runs[-1].append(date)
                continue
        runs.append([date])
    return runs
