"""Claims as Wikidata has them: a property, a value, qualifiers; and how two dates for one thing stand to each other."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bilat_kg.model import PartialDate, Period

Time = PartialDate | Period
Relation = Literal["same", "finer", "coarser", "other"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A property with its value, an item (its QID) or a time, and qualifiers as (property, value)."""

    property: str
    value: str | Time
    qualifiers: tuple[tuple[str, str | Time], ...] = ()

    def qualified(self, *properties: str) -> tuple[Time, ...]:
        """The times among its qualifiers, of these properties."""
        return tuple(
            value for name, value in self.qualifiers if name in properties and isinstance(value, PartialDate | Period)
        )


def relation(ours: Time, theirs: Time) -> Relation:
    """Whether two times are the same, or ours lies within theirs (``finer``) or around it (``coarser``), or neither."""
    (first, last), (start, end) = span(ours), span(theirs)
    if (first, last) == (start, end):
        return "same"
    if start <= first and last <= end:
        return "finer"
    return "coarser" if first <= start and end <= last else "other"


def overlap(ours: Time, theirs: Time) -> bool:
    """Whether both may be said of one day."""
    (first, last), (start, end) = span(ours), span(theirs)
    return first <= end and start <= last


def span(time: Time) -> tuple[date, date]:
    """The first and the last day of a time."""
    first, last = (time.first, time.last) if isinstance(time, Period) else (time, time)
    return _day(first, last=False), _day(last, last=True)


def _day(time: PartialDate, *, last: bool) -> date:
    year, month, day = (*(int(part) for part in time.iso.split("-")), None, None)[:3]
    assert year is not None
    month = month or (12 if last else 1)
    longest = calendar.monthrange(year, month)[1]
    return date(year, month, min(day or (longest if last else 1), longest))


_YEAR, _MONTH, _DAY = 9, 10, 11
_SPANS = {8: 10, 7: 100, 6: 1000}  # decade, century, millennium, in years


def time_of(moment: str, precision: int | None) -> Time | None:
    """A time of Wikidata, such as ``1968-04-01T00:00:00Z`` with precision 10; ``None`` for one we cannot compare.

    A truthy statement has no precision. Its January 1st then counts as the year and any other 1st as the month, since
    that is how less precise times are written: a day would be made up.
    """
    iso = moment.removeprefix("+").partition("T")[0]
    try:
        year, month, day = (int(part) for part in iso.split("-"))
    except ValueError:  # before the year 0, or no date
        return None
    if not 1 <= year <= 9999:
        return None
    if precision is None:
        precision = _DAY if day > 1 else _MONTH if month > 1 else _YEAR
    if precision in _SPANS:
        return _span(year, _SPANS[precision])
    if precision < min(_SPANS):
        return None
    text = (f"{year:04}", f"{month:02}", f"{day:02}")[: max(1, precision - _YEAR + 1)]
    try:
        return PartialDate("-".join(text))
    except ValueError:  # a month or day of 0, with a precision that promises one
        return PartialDate(text[0])


def _span(year: int, years: int) -> Period | None:
    # Wikidata's centuries and millennia begin with the year 1, its decades with the year 0
    first = year - year % 10 if years == 10 else (year - 1) // years * years + 1
    last = first + years - 1
    return Period(PartialDate(f"{first:04}"), PartialDate(f"{last:04}")) if first >= 1 and last <= 9999 else None
