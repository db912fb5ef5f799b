"""Dates that lean on another: what the text says of them, and what they are once the other is known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from bilat_kg.model import PartialDate, Period

_REPORTED = dt.timedelta(days=31)  # how far back the days lie that a report goes on about

Unit = Literal["day", "weekday", "week", "month", "year", "fiscal", "season", "decade", "time"]
Base = Literal["date", "visit", "event", "now"]


@dataclass(frozen=True, slots=True)
class Parts:
    """Month and day as the text gives them, either may be missing; ``day`` without ``month`` is a day of that month."""

    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Relative:
    """A date ``offset`` units away from its base.

    ``base``: ``date`` the last date of the discourse; ``visit`` the visit spoken of, where ``offset`` is the ordinal of
    the day, negative from its end (-1 the last day), and ``beside`` 1 or -1 a day after its end or before its start;
    ``event`` something named in the text that no date is known of; ``now`` the day of writing.
    Of an implied date, ``offset`` -1 and 1 are the last and the next such day, seen from the base (গত ৫ মে, পরের মার্চে).
    ``first`` and ``last`` are month and day given by the text beside the step (পরের বছর ৩ থেকে ৫ এপ্রিল).
    Of a ``weekday`` the ``offset`` is its number (Monday 1): the last such day up to the day of writing, or before it
    with ``beside`` -1.
    ``implied``: the text gives month and day only (৬ ডিসেম্বর), so the year is that of the discourse; with the day of
    the week before it (unit ``weekday``) a report means the nearest such date.
    ``same_date``: month and day stay those of the anchor (ওই একই তারিখে); of a day, that it is the one told last,
    however long ago (সেদিন, but not এ দিন). ``inexact``: প্রায় stands with the count.
    """

    unit: Unit
    offset: int = 0
    base: Base = "date"
    first: Parts | None = None
    last: Parts | None = None
    implied: bool = False
    same_date: bool = False
    inexact: bool = False
    beside: int = 0


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the discourse knows: the last date that was stated, the visit spoken of, and the day of writing."""

    date: PartialDate | Period | None = None
    visit: PartialDate | Period | None = None
    now: PartialDate | None = None
    fiscal: bool = False

    def during(self, visit: PartialDate | Period | None) -> Anchor:
        """The same, with another visit spoken of."""
        return Anchor(self.date, visit, self.now, self.fiscal)


Span = tuple[PartialDate, PartialDate | None]


def solve(relative: Relative, anchor: Anchor) -> Span | None:
    """The date that ``relative`` is, as precise as the text and the anchor allow; ``None`` where that is not known.

    Nothing is made up: a day's step needs a day to start from, a range is no single day, and the year is given on its
    own where it is the same whatever the unknown day may be.
    """
    if relative.base == "event":
        return None
    if relative.base == "visit":
        span = _ends(anchor.visit)
        found = None if span is None else _visit_day(relative, *span)
        return _given(relative, found, span)
    if relative.unit == "weekday" and relative.implied:  # রোববার (২৬ ফেব্রুয়ারি)
        relative = replace(relative, unit="year")
        if anchor.now is not None and len(anchor.now.iso) == 10:
            return _nearby(relative, anchor.now)
    if relative.base == "now" and relative.implied:
        return None if anchor.now is None else _nearest(relative, anchor.now)
    if relative.implied and relative.offset:  # পরের মার্চে
        span = _ends(anchor.date)
        return None if span is None else _nearest(relative, span[1 if relative.offset > 0 else 0])
    base = anchor.now if relative.base == "now" or (relative.implied and anchor.date is None) else anchor.date
    span = _ends(base)
    here = relative.base == "date" and relative.unit == "day" and relative.offset == 0 and not relative.same_date
    if here and _long_ago(span, anchor.now):
        span = _ends(anchor.now)  # এ দিন, in a report that has just looked back
    if span is None or relative.inexact:
        return None
    if relative.implied:
        return _implied(relative, *span)
    return _given(relative, _shifted(relative, anchor, *span), span)


def _long_ago(span: tuple[PartialDate, PartialDate] | None, now: PartialDate | None) -> bool:
    """Whether a report of the day ``now`` told last of a time that is no day of its last weeks."""
    if now is None or len(now.iso) < 10:
        return False
    if span is None or len(span[1].iso) < 10:
        return True
    return dt.date.fromisoformat(now.iso) - dt.date.fromisoformat(span[1].iso) > _REPORTED


def _ends(value: PartialDate | Period | None) -> tuple[PartialDate, PartialDate] | None:
    if value is None:
        return None
    return (value, value) if isinstance(value, PartialDate) else (value.first, value.last)


def _shifted(relative: Relative, anchor: Anchor, first: PartialDate, last: PartialDate) -> Span | None:
    offset = relative.offset
    match relative.unit:
        case "time":
            return (first, last if last != first else None)
        case "day" | "week":
            days = offset * 7 if relative.unit == "week" else offset
            if first != last:
                return None
            if days == 0:
                return (first, None)
            if relative.unit == "week" and relative.base == "now":
                return _shared(_add_days(first, days - 6), _add_days(first, days + 6)) if len(first.iso) == 10 else None
            if len(first.iso) == 10:
                return (_add_days(first, days), None)
            return _same_year(first, days)
        case "weekday":
            if len(first.iso) < 10:
                return None
            back = (dt.date.fromisoformat(first.iso).isoweekday() - offset) % 7
            return (_add_days(first, -(back or (7 if relative.beside else 0))), None)
        case "month":
            if len(first.iso) == 4:
                return _months_within(relative, first) if first == last else None
            if first.iso[:7] != last.iso[:7]:
                return None
            month = _month(first.year * 12 + int(first.iso[5:7]) - 1 + offset)
            if relative.same_date and first == last and len(first.iso) == 10:  # ঠিক এক মাস পর
                return (partial(month.year, int(month.iso[5:7]), int(first.iso[8:10])) or month, None)
            return (month, None)
        case "fiscal" | "season":
            if relative.base == "now":
                return _fiscal(first, offset) if relative.unit == "fiscal" else None
            if first.year == last.year or not (anchor.fiscal or last.year == first.year + 1):
                return None
            return (_year(first.year + offset), _year(last.year + offset))
        case "decade":
            start = first.year // 10 * 10 + offset * 10
            return (_year(start), _year(start + 9)) if last.year // 10 == first.year // 10 else None
        case "year":
            if relative.same_date:
                moved, end = _move_year(first, offset), _move_year(last, offset)
                return None if moved is None or end is None else (moved, end if first != last else None)
            if first.year == last.year:
                return (_year(first.year + offset), None)
            if len(first.iso) == len(last.iso) == 4:
                return (_year(first.year + offset), _year(last.year + offset))
            return None


def _months_within(relative: Relative, year: PartialDate) -> Span | None:
    """Months from an unknown month of ``year``; the month that the text gives says which (দুই মাস পর, জুলাইতে)."""
    month = None if relative.first is None else relative.first.month
    if month is None:
        return (year, None) if relative.offset == 0 else None
    start = (month - 1 - relative.offset) % 12
    return (_month(year.year * 12 + start + relative.offset), None)


def _fiscal(now: PartialDate, offset: int) -> Span | None:
    """A fiscal year seen from a day, where those that begin in April and those that begin in July agree."""
    if len(now.iso) < 7 or 4 <= int(now.iso[5:7]) <= 6:
        return None
    start = now.year + offset - (int(now.iso[5:7]) < 4)
    return (_year(start), _year(start + 1))


def _given(relative: Relative, found: Span | None, anchor: tuple[PartialDate, PartialDate] | None) -> Span | None:
    """``found`` made precise by the month and day that the text gives beside the step."""
    if relative.first is None:
        return found
    if found is None:
        if relative.unit != "day" or anchor is None or anchor[0].year != anchor[1].year:
            return None
        found = anchor  # পরদিন, ৩ নভেম্বর: the year is the anchor's, the rest is given
    year, month = found[0].year, found[0].iso[5:7]
    if found[1] is not None and found[1].year != year and relative.unit != "day":
        return None
    first = _compose(year, relative.first, month)
    if first is None:
        return None
    if relative.last is None:
        return (first, None)
    last = _compose(year, relative.last, month)
    if last is not None and last < first:
        last = _compose(year + 1, relative.last, month)
    return None if last is None else (first, last)


def _compose(year: int, parts: Parts, month: str = "") -> PartialDate | None:
    """The date of ``parts`` in ``year``; a day without month needs the month of the anchor."""
    if parts.month is None and parts.day is None:
        return _year(year)
    if parts.month is None and not month:
        return None
    return partial(year, parts.month or int(month), parts.day)


def _implied(relative: Relative, first: PartialDate, last: PartialDate) -> Span | None:
    """Month and day whose year the text leaves to the discourse: in a range of years, the year that puts it there."""
    parts = relative.first
    if parts is None:
        return None
    if parts.month is None:  # ২২ তারিখে: a day of the month spoken of
        if first.iso[:7] != last.iso[:7] or len(first.iso) == 4:
            return None
        year, month = first.year, first.iso[5:7]
    elif first.year == last.year:
        year, month = first.year, ""
    else:
        inside = [
            year
            for year in range(first.year, min(last.year, first.year + 20) + 1)
            if (date := _compose(year, parts)) is not None
            and first.iso <= date.iso[: len(first.iso)]
            and date.iso[: len(last.iso)] <= last.iso
        ]
        if len(inside) != 1:
            return None
        year, month = inside[0], ""
    start = _compose(year, parts, month)
    if start is None or relative.last is None:
        return None if start is None else (start, None)
    end = _compose(year, relative.last, month)
    if end is not None and end < start:
        end = _compose(year + 1, relative.last, month)
    return None if end is None else (start, end)


def _nearest(relative: Relative, now: PartialDate) -> Span | None:
    """The last or the next date of that month and day, seen from ``now``."""
    parts = relative.first
    if parts is None or parts.month is None:
        return None
    year = now.year
    if relative.offset != 0:
        if len(now.iso) == 4:
            return None
        here, there = now.iso[5:], f"{parts.month:02d}" + (f"-{parts.day:02d}" if parts.day is not None else "")
        size = min(len(here), len(there))
        passed = there[:size] < here[:size]
        if there[:size] == here[:size] and size < len(there):
            return None
        year += (0 if passed else -1) if relative.offset < 0 else (1 if there[:size] <= here[:size] else 0)
    return _implied(Relative("year", first=parts, last=relative.last, implied=True), _year(year), _year(year))


def _nearby(relative: Relative, now: PartialDate) -> Span | None:
    """The date of that month and day that lies nearest to ``now``, before it or after it."""
    day = dt.date.fromisoformat(now.iso)
    found = [_implied(relative, _year(year), _year(year)) for year in (now.year - 1, now.year, now.year + 1)]
    told = [span for span in found if span is not None and len(span[0].iso) == 10]
    return min(told, key=lambda span: abs(dt.date.fromisoformat(span[0].iso) - day), default=None)


def _visit_day(relative: Relative, first: PartialDate, last: PartialDate) -> Span | None:
    if relative.beside:
        edge = last if relative.beside > 0 else first
        return (_add_days(edge, relative.beside), None) if len(edge.iso) == 10 else None
    number = relative.offset
    edge = first if number > 0 else last
    if len(edge.iso) < 10:
        return (edge, None) if number == 1 else None
    if number < 0 and first == last:
        return None  # one day is known of the visit, not its end
    day = _add_days(edge, number - 1 if number > 0 else number + 1)
    inside = first <= day and (day <= last or first == last)
    return (day, None) if inside else None


def _shared(first: PartialDate, last: PartialDate) -> Span | None:
    """The month that two days share, else the year: of গত সপ্তাহে nobody knows the day."""
    size = next((size for size in (7, 4) if first.iso[:size] == last.iso[:size]), 0)
    return (PartialDate(first.iso[:size]), None) if size else None


def _same_year(date: PartialDate, days: int) -> Span | None:
    """The year of a date ``days`` from an unknown day of a known month, where it is the same for all days."""
    if len(date.iso) == 4:
        return None
    begin = dt.date(date.year, int(date.iso[5:7]), 1)
    following = dt.date(begin.year + begin.month // 12, begin.month % 12 + 1, 1) if begin.year < 9999 else begin
    early, late = begin + dt.timedelta(days), following - dt.timedelta(1) + dt.timedelta(days)
    return (_year(early.year), None) if early.year == late.year else None


def _add_days(date: PartialDate, days: int) -> PartialDate:
    return PartialDate((dt.date.fromisoformat(date.iso) + dt.timedelta(days)).isoformat())


def _move_year(date: PartialDate, years: int) -> PartialDate | None:
    month, day = date.iso[5:7], date.iso[8:10]
    return partial(date.year + years, int(month) if month else None, int(day) if day else None)


def _month(months: int) -> PartialDate:
    return PartialDate(f"{months // 12:04d}-{months % 12 + 1:02d}")


def _year(year: int) -> PartialDate:
    return PartialDate(f"{year:04d}")


@lru_cache(maxsize=8192)
def partial(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    """The partial date of the parts that are known; ``None`` where the calendar has no such day."""
    if month is None:
        return _year(year)
    if not 1 <= month <= 12:
        return None
    if day is None:
        return PartialDate(f"{year:04d}-{month:02d}")
    try:
        return PartialDate(dt.date(year, month, day).isoformat())
    except ValueError:
        return None
