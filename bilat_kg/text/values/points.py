"""Single points in time as they are written: a year, a month or a day, in every order of their parts."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass

from bilat_kg.text.values.days import Days, MonthDays
from bilat_kg.text.values.endings import Case
from bilat_kg.text.values.lexicon import Lexicon
from bilat_kg.text.values.numbers import Numbers
from bilat_kg.text.values.relative import partial
from bilat_kg.text.values.view import View, is_digits
from bilat_kg.text.values.years import Year, Years

_FEBRUARY = 2


@dataclass(slots=True)
class Point:
    """A point read at ``[start, end)``; parts that the text does not give are ``None``.

    ``supported``: something beside the digits says that they are a date. ``last_year`` and ``last_day`` make it a span
    (২০১৮-১৯, ২২-২৫ জুন). ``year_first``: the year stands before month and day. ``others`` are days named before in
    the same phrase (১০ ও ১৫ মে), ``day_at`` is the word at which its own day stands. ``refused``: it is a date, but
    none of our calendar. ``weekday``: the day of the week stands before it.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_year: int | None = None
    last_day: int | None = None
    case: Case = "Nom"
    supported: bool = True
    fiscal: bool = False
    decade: bool = False
    refused: bool = False
    year_first: bool = False
    others: tuple[Days, ...] = ()
    day_at: int = -1
    weekday: bool = False


class Points:
    """Reads the points of one text."""

    def __init__(self, view: View, lexicon: Lexicon, numbers: Numbers) -> None:
        self._view = view
        self._lexicon = lexicon
        self._days = MonthDays(view, lexicon)
        self.years = Years(view, lexicon, numbers)

    def read(self, at: int) -> Point | None:
        """The point that begins at word ``at``."""
        words, lexicon = self._view.words, self._lexicon
        word = words[at]
        if is_digits(word):
            if len(word) == 4:
                return self._numeric(at) or self._year_led(at)
            if len(word) <= 2 and words[at + 1] in lexicon.year_words:
                return self._year_led(at)  # ৭২ সালে
            if len(word) <= 2 and words[at + 1] not in lexicon.after_day:
                return None
            return self._day_led(at) or self._numeric(at)
        match lexicon.point_kinds.get(word):
            case "month":
                return self._month_led(at)
            case "weekday":
                return self._weekday_led(at)
            case "day":
                return self._day_led(at) or self._from_year(at, self.years.in_words(at))
            case "span":
                return self._from_year(at, self.years.fiscal(at))
            case "year":
                return self._from_year(at, self.years.in_words(at))
        return None

    def within_year(self, at: int) -> Point | None:
        """A month, with or without day, that names no year of its own (সালের ৩রা এপ্রিল, সালের অক্টোবর মাসে)."""
        words, lexicon = self._view.words, self._lexicon
        word = words[at]
        if word in lexicon.months:
            point = self._month_led(at, dated=True)
        elif word in lexicon.weekdays:
            point = self.within_year(at + 2 if words[at + 1] == "," else at + 1)
            point = None if point is None or point.day is None else point
        elif is_digits(word) or word in lexicon.day_words or word in lexicon.words:
            point = self._day_led(at, dated=True)
        else:
            return None
        return None if point is None or self.years.plain(point.end) is not None else point

    def counts(self, at: int) -> bool:
        """Whether the word at ``at`` says that the number before it counts or measures something."""
        word, lexicon = self._view.words[at], self._lexicon
        return (
            word in lexicon.classifiers
            or word in lexicon.not_counts
            or word in lexicon.scales
            or word in lexicon.about_scales
        )

    def _year_led(self, at: int) -> Point | None:
        year = self.years.read(at)
        point = self._from_year(at, year)
        if point is None or year is None or point.month is not None or year.supported or year.last is not None:
            return point
        if self._view.words[at - 1 : at + 2 : 2] == ["(", ","]:  # (১৯৭৫, ১৫ অক্টোবর)
            inner = self.within_year(at + 2)
            if inner is not None and inner.day is not None and self._view.words[inner.end] == ")":
                return self._in_year(at, point, inner)
        if self._view.words[at + 1] in self._lexicon.months:  # ১৯৬৭ এপ্রিল ৩
            inner = self.within_year(at + 1)
            if inner is not None:
                return self._in_year(at, point, inner)
        return point

    def _from_year(self, at: int, year: Year | None) -> Point | None:
        """The point that a year makes with month and day after it."""
        if year is None:
            return None
        point = Point(at, year.end, year.value, last_year=year.last, case=year.case, supported=year.supported)
        point.fiscal, point.decade, point.refused, point.year_first = year.fiscal, year.decade, year.refused, True
        if year.supported and year.last is None and not year.fiscal and not year.refused:
            inner = self.within_year(year.end + 1 if self._view.words[year.end] == "," else year.end)
            if inner is not None:
                return self._in_year(at, point, inner)
        return point

    def _in_year(self, at: int, year: Point, inner: Point) -> Point:
        inner.start, inner.year, inner.supported, inner.year_first = at, year.year, True, True
        return inner

    def _weekday_led(self, at: int) -> Point | None:
        """সোমবার, ২০ মে ২০০২; মঙ্গলবার (১৫ এপ্রিল)."""
        words = self._view.words
        bracket = words[at + 1] == "("
        after = at + 2 if bracket or words[at + 1] == "," else at + 1
        point = None if words[after] in self._lexicon.weekdays else self.read(after)
        if point is None or point.day is None or point.others:
            return None
        if bracket:
            if words[point.end] != ")":
                return None
            point.end += 1
        point.start, point.weekday = at, True
        return point

    def _day_led(self, at: int, dated: bool = False) -> Point | None:
        """Days, then the month, then perhaps the year: ২২-২৫ জুন ২০১৪, ৩রা এপ্রিল, ১৪ তারিখে."""
        days = self._days.read(at)
        if days is None:
            return None
        end, (*others, (day_at, first, last)) = days
        words, lexicon = self._view.words, self._lexicon
        point = Point(at, end, day=first, last_day=last, others=tuple(others), day_at=day_at)
        if words[end] in lexicon.dashes and self._view.glued[end] and self._view.glued[end + 1]:
            end += words[end + 1] in lexicon.months  # ৫-মার্চ-২০২৩
        form = lexicon.months.get(words[end])
        if form is None:
            if words[end] in lexicon.other_months:
                point.end, point.refused = self._other_calendar(end + 1), True
                return point
            date = lexicon.date_words.get(words[end])
            if date is None:
                return None
            point.end, point.case = end + 1, date.case
            return point
        point.month, point.end, point.case = form.value, end + 1, form.case
        return self._finish(point, dated)

    def _month_led(self, at: int, dated: bool = False) -> Point | None:
        """A month, then perhaps a day, then perhaps the year: এপ্রিল ৩, ১৯৬৭; জুলাইয়ের ৫ তারিখে; জুনের শেষ দিনে."""
        words, lexicon, years = self._view.words, self._lexicon, self.years
        form = lexicon.months[words[at]]
        point = Point(at, at + 1, month=form.value, case=form.case, supported=not form.bare)
        self._month_tail(point)
        if self._outer_day(point) or self._days_behind(point):
            return self._finish(point, dated, tail=False)
        days = self._days.read(point.end) if years.plain(point.end) is None else None
        if days is not None and len(days[1]) == 1:
            end, ((_, first, last),) = days
            marked = words[end] in lexicon.date_words or words[end - 1] in lexicon.day_endings
            marked = marked or (last is not None and words[end] in lexicon.until)  # এপ্রিলের ৬ থেকে ৭ পর্যন্ত
            dated_after = years.plain(end + 1 if words[end] == "," else end) is not None
            if marked or (point.case != "Loc" and (dated_after or self._days.bare(end))):
                point.day, point.last_day, point.end, point.case = first, last, end, "Nom"
                point.supported = True
        return self._finish(point, dated, tail=False)

    def _days_behind(self, point: Point) -> bool:
        """The days of a month in brackets: ২০১৩-র মার্চে (১৮ থেকে ২০)."""
        if self._view.words[point.end] != "(" or (days := self._days.read(point.end + 1)) is None:
            return False
        end, groups = days
        if self._view.words[end] != ")" or len(groups) != 1 or groups[0].last is None:
            return False
        point.day, point.last_day, point.end, point.supported = groups[0].first, groups[0].last, end + 1, True
        return True

    def _outer_day(self, point: Point) -> bool:
        """The first or last day of a month in the genitive: জুনের শেষ দিনে. That of February depends on the year."""
        words, lexicon = self._view.words, self._lexicon
        outer, unit = lexicon.outer_days.get(words[point.end]), lexicon.units.get(words[point.end + 1])
        if point.case != "Gen" or point.month is None or outer is None or unit is None or unit.value != "day":
            return False
        if outer == "first":
            point.day = 1
        elif point.month != _FEBRUARY:
            point.day = monthrange(2000, point.month)[1]
        point.end, point.case, point.supported = point.end + 2, unit.case, True
        return True

    def _finish(self, point: Point, dated: bool, tail: bool = True) -> Point | None:
        """What may follow month and day: মাসে, the year unless it stood before (``dated``), তারিখে."""
        if tail:
            self._month_tail(point)
        if not dated:
            self._trailing_year(point)
        date = self._lexicon.date_words.get(self._view.words[point.end])
        if date is not None and point.day is not None:
            point.end, point.case = point.end + 1, date.case
        point.refused = point.refused or not _valid(point)
        return point

    def _month_tail(self, point: Point) -> None:
        """মাসে, মাসের after a month, or an ending behind a hyphen (মে-তে)."""
        words = self._view.words
        end, ending = self._view.digit_ending(self._lexicon, point.end)
        if ending is not None and end == point.end + 2:
            point.end, point.case, point.supported = end, ending.case, True
        unit = self._lexicon.units.get(words[point.end])
        if unit is not None and unit.value == "month":
            point.end, point.case, point.supported = point.end + 1, unit.case, True

    def _trailing_year(self, point: Point) -> None:
        """The year after a month, with or without a comma or a weekday: জুন ১৯৭২, ৩ এপ্রিল (সোমবার), ১৯৬৭ সালে."""
        words = self._view.words
        at = point.end
        if words[at] == "(" and words[at + 1] in self._lexicon.weekdays and words[at + 2] == ")":
            at += 3
        if words[at] in {",", "/"} or (words[at] in self._lexicon.dashes and self._view.glued[at + 1]):
            at += 1
        elif words[at] in self._lexicon.quotes:  # মার্চ'২৩, মার্চ' ২০২৩
            short = self.years.short(at)
            if short is not None:
                point.year, point.end, point.supported = short, at + 2, True
                return
            at += 1
        if point.case == "Loc" or self.years.plain(at) is None or self.counts(at + 1):
            return
        year = self.years.read(at, spans=False)
        if year is None or year.refused or year.decade or year.fiscal:
            return
        if words[at - 1] == "," and year.case == "Gen" and self.within_year(year.end) is not None:
            return  # the year of the next date: ২৭ অক্টোবর, ২০১৯ সালের ১৭ ফেব্রুয়ারি
        point.year, point.end, point.case, point.supported = year.value, year.end, year.case, True

    def _other_calendar(self, at: int) -> int:
        """The word after the year of a date of another calendar, and after its era."""
        at += self.years.plain(at) is not None
        return at + (
            self._view.words[at] in self._lexicon.other_eras or self._view.words[at] in self._lexicon.year_words
        )

    def _numeric(self, at: int) -> Point | None:
        """1967-04-03, 03/04/1967, 3.4.1967: year first or day first, never the month."""
        words, glued = self._view.words, self._view.glued
        word, end = words[at], at + 1
        if word.count(".") == 2:
            parts = word.split(".")
        elif words[at + 1] in self._lexicon.slashes and words[at + 3] == words[at + 1] and all(glued[at + 1 : at + 5]):
            parts, end = [word, words[at + 2], words[at + 4]], at + 5
        else:
            return None
        if not all(part.isdigit() for part in parts) or max(map(len, parts)) != 4 or len(parts[1]) > 2:
            return None
        day, month, year = map(int, parts if len(parts[2]) == 4 else reversed(parts))
        if not 1000 <= year <= 2100 or partial(year, month, day) is None:
            return None
        point = Point(at, end, year, month, day)
        form = self._lexicon.year_words.get(words[end])
        if form is not None:
            point.end, point.case = end + 1, form.case
        return self._finish(point, dated=True, tail=False)


def _valid(point: Point) -> bool:
    """Whether the calendar has the days of ``point``, in a leap year where the year is not known."""
    if point.month is None:
        return True
    year = 2000 if point.year is None else point.year
    if point.last_day is None and not point.others:
        return partial(year, point.month, point.day) is not None
    days = (day for _, *group in (*point.others, (0, point.day, point.last_day)) for day in group)
    return all(day is None or partial(year, point.month, day) is not None for day in days)
