"""Single points in time as they are written: a year, a month or a day, in every order of their parts."""

from __future__ import annotations

from dataclasses import dataclass

from bilat_kg.text.values.lexicon import Case, Lexicon
from bilat_kg.text.values.numbers import read_number
from bilat_kg.text.values.relative import partial
from bilat_kg.text.values.view import View, digit_ending, is_digits

_EARLIEST, _LATEST = 1000, 2100


@dataclass(slots=True)
class Point:
    """A point read at ``[start, end)``; parts that the text does not give are ``None``.

    ``supported``: something beside the digits says that they are a date. ``last_*`` make it a span (২০১৮-১৯, ২২-২৫ জুন).
    ``others`` are days named before in the same phrase, each with the word it stands at (১০ ও ১৫ মে).
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
    foreign: bool = False  # a year of another calendar: read over
    others: tuple[tuple[int, int, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    """Reads points of one text."""

    view: View
    lexicon: Lexicon

    def read(self, at: int) -> Point | None:
        """The point that begins at word ``at``."""
        words, lexicon = self.view.words, self.lexicon
        word = words[at]
        if word in lexicon.weekdays:
            after = at + 2 if words[at + 1] == "," else at + 1
            point = self.read(after) if words[after] not in lexicon.weekdays else None
            if point is None or point.day is None:
                return None
            point.start = at
            return point
        if is_digits(word):
            point = self._numeric(at)
            if point is None:
                point = self._year_led(at) if len(word) == 4 else self._day_led(at)
            return point
        if word in lexicon.months:
            return self._month_led(at)
        if word in lexicon.span_starts:
            return self._span_led(at)
        if word in lexicon.day_words or (word in lexicon.words and words[at + 1] in lexicon.months):
            return self._day_led(at)
        return self._word_led(at)

    def within_year(self, at: int) -> Point | None:
        """A month, with or without day, that names no year of its own (সালের ৩রা এপ্রিল, সালের অক্টোবর মাসে)."""
        word = self.view.words[at]
        if word in self.lexicon.months:
            point = self._month_led(at, dated=True)
        elif word in self.lexicon.weekdays:
            point = self.within_year(at + 2 if self.view.words[at + 1] == "," else at + 1)
            point = point if point is not None and point.day is not None else None
        elif is_digits(word) or word in self.lexicon.day_words or word in self.lexicon.words:
            point = self._day_led(at, dated=True)
        else:
            return None
        return point if point is not None and self.plain_year(point.end) is None else None

    def plain_year(self, at: int) -> int | None:
        """The year that four ungrouped digits at ``at`` may be."""
        word = self.view.words[at]
        if len(word) == 4 and is_digits(word) and word.isdigit():
            year = int(word)
            if _EARLIEST <= year <= _LATEST:
                return year
        return None

    def _year_led(self, at: int) -> Point | None:
        """A year and what may follow: its word or ending, a second year, a decade, then month and day."""
        year = self.plain_year(at)
        if year is None:
            return None
        point = Point(at, at + 1, year, supported=False)
        self._second_year(point)
        self._year_word(point)
        if point.foreign or point.decade:
            return point
        if point.last_year is None and not point.fiscal:
            words = self.view.words
            follow = point.end + 1 if words[point.end] == "," and point.supported else point.end
            inner = self.within_year(follow)
            if inner is not None and (point.supported or inner.day is None or words[at + 1] in self.lexicon.months):
                inner.start, inner.year, inner.supported = at, year, True
                return inner
        return point

    def _second_year(self, point: Point) -> None:
        """২০১৮-১৯, ২০১২–২০১৩, ১৯৭২-৭৫: the year that a span ends in, where it is written with a dash."""
        words = self.view.words
        if words[point.end] not in self.lexicon.slashes or point.year is None:
            return
        after = words[point.end + 1]
        if len(after) == 2 and after.isdigit():
            last = point.year // 100 * 100 + int(after)
            if int(after) == 0 and point.year % 100 == 99:
                last += 100
            beyond = words[point.end + 2]
            if (
                last <= point.year
                or beyond in self.lexicon.months
                or (beyond in self.lexicon.slashes and is_digits(words[point.end + 3]))
            ):
                return
        else:
            second = self.plain_year(point.end + 1)
            if second is None or second <= point.year:
                return
            last = second
        point.last_year = last
        point.end += 2
        point.supported = last == point.year + 1

    def _year_word(self, point: Point) -> None:
        """The word or ending that says of digits that they are a year, and in which case."""
        words, lexicon = self.view.words, self.lexicon
        if self._span_word(point):
            return
        word = words[point.end]
        form = lexicon.year_words.get(word)
        if form is not None:
            point.end += 1
            point.case, point.supported = form.case, True
            if words[point.end] == "." and self.view.glued[point.end] and len(word) <= 4 and form.bare:
                point.end += 1
            self._span_word(point)
            if words[point.end] in lexicon.other_eras:
                point.end, point.foreign = point.end + 1, True
            return
        if word in lexicon.other_eras:
            point.end, point.foreign, point.supported = point.end + 1, True, True
            return
        end, ending = digit_ending(self.view, lexicon, point.end)
        if ending is not None and words[end] in lexicon.approximate_after and point.last_year is None:
            return  # ১০০০-এর বেশি
        filler = end + 1 if words[end] in lexicon.decade_fillers else end
        decade = lexicon.decade_words.get(words[filler])
        if decade is not None and point.year is not None and point.year % 10 == 0:
            point.end, point.case, point.supported, point.decade = filler + 1, decade.case, True, True
            point.last_year = point.year + 9
        elif ending is not None:
            point.end, point.case, point.supported = end, ending.case, True
            self._span_word(point)

    def _span_word(self, point: Point) -> bool:
        """The word of a fiscal or academic year, of one word or two."""
        words, lexicon = self.view.words, self.lexicon
        if words[point.end] not in lexicon.span_starts:
            return False
        for size in (1, 2, 3):
            form = lexicon.span_words.get(tuple(words[point.end : point.end + size]))
            if form is not None and (form.value == "fiscal" or point.last_year is not None):
                point.end += size
                point.case, point.supported, point.fiscal = form.case, True, form.value == "fiscal"
                return True
        return False

    def _span_led(self, at: int) -> Point | None:
        """অর্থবছর ২০১৮-১৯."""
        for size in (1, 2, 3):
            form = self.lexicon.span_words.get(tuple(self.view.words[at : at + size]))
            if form is not None and form.bare and form.value == "fiscal":
                point = self._year_led(at + size)
                if point is not None and point.last_year is not None and point.month is None:
                    point.start, point.fiscal, point.supported = at, True, True
                    return point
        return None

    def _day_led(self, at: int, dated: bool = False) -> Point | None:
        """Days, then the month, then perhaps the year: ২২-২৫ জুন ২০১৪, ৩রা এপ্রিল, ১৪ তারিখে."""
        days = self._days(at)
        if days is None:
            return None
        end, groups = days
        words, lexicon = self.view.words, self.lexicon
        *others, (_, first, last) = groups
        point = Point(at, end, day=first, last_day=last, others=tuple(others))
        form = lexicon.months.get(words[end])
        if form is None:
            date = lexicon.date_words.get(words[end])
            if date is None:
                return None
            point.end, point.case = end + 1, date.case
            return point
        point.month, point.end, point.case = form.value, end + 1, form.case
        self._month_tail(point)
        if not dated:
            self._trailing_year(point)
        self._date_word(point)
        return point if self._valid(point) else None

    def _days(self, at: int) -> tuple[int, list[tuple[int, int, int | None]]] | None:
        """Days of a month in a row: the word after them, and each as (word, first, last); neighbours make a range."""
        read = self._day(at)
        if read is None:
            return None
        words, lexicon = self.view.words, self.lexicon
        end, day = read
        groups: list[tuple[int, int, int | None]] = [(at, day, None)]
        while len(groups) < 8:
            joint = words[end]
            following = self._day(end + 1)
            if following is None:
                break
            after, day = following
            where, first, last = groups[-1]
            if joint in lexicon.dashes or joint in lexicon.to:
                if last is not None or day <= first:
                    break
                groups[-1] = (where, first, day)
            elif joint in lexicon.conjunctions or (joint == "," and self._listed(after)):
                if day == (last or first) + 1:
                    groups[-1] = (where, first, day)
                else:
                    groups.append((end + 1, day, None))
            else:
                break
            end = after
        return end, groups

    def _listed(self, at: int) -> bool:
        """Whether a list of days goes on at ``at`` with a conjunction (১০, ১১ ও ১২ মে)."""
        words = self.view.words
        for joint in range(at, at + 8, 2):
            if words[joint] in self.lexicon.conjunctions:
                return self._day(joint + 1) is not None
            if words[joint] != ",":
                return False
        return False

    def _day(self, at: int) -> tuple[int, int] | None:
        word = self.view.words[at]
        if is_digits(word):
            if len(word) > 2 or not 1 <= int(word) <= 31:
                return None
            glued = self.view.glued[at + 1] and self.view.words[at + 1] in self.lexicon.day_endings
            return at + 1 + glued, int(word)
        day = self.lexicon.day_words.get(word)
        if day is None:
            value = self.lexicon.words.get(word)
            day = int(value) if value is not None and 1 <= value <= 31 else None
        return None if day is None else (at + 1, day)

    def _month_led(self, at: int, dated: bool = False) -> Point | None:
        """A month, then perhaps a day, then perhaps the year: এপ্রিল ৩, ১৯৬৭; জুন ১৯৭২; জুলাইয়ের ৫ তারিখে."""
        words, lexicon = self.view.words, self.lexicon
        form = lexicon.months[words[at]]
        point = Point(at, at + 1, month=form.value, case=form.case, supported=not form.bare)
        self._month_tail(point)
        if self.plain_year(point.end) is None and not (words[point.end] == "," and self.plain_year(point.end + 1)):
            days = self._days(point.end)
            if days is not None and len(days[1]) == 1:
                end, ((_, first, last),) = days
                date = lexicon.date_words.get(words[end])
                marked = date is not None or view_glued_day(self.view, lexicon, end)
                year = self.plain_year(end + 1 if words[end] == "," else end)
                if (marked or year is not None or self._bare_day(end)) and (point.case != "Loc" or marked):
                    point.day, point.last_day, point.end = first, last, end
                    point.case, point.supported = "Nom", point.supported or marked or year is not None
        if not dated:
            self._trailing_year(point)
        self._date_word(point)
        return point if self._valid(point) else None

    def _bare_day(self, end: int) -> bool:
        """Whether nothing after a number says that it counts things: এপ্রিল ৩, but not এপ্রিলে ৩ জন."""
        word = self.view.words[end]
        return not word[0].isalpha() and not is_digits(word) and word not in self.lexicon.not_counts

    def _month_tail(self, point: Point) -> None:
        """মাসে, মাসের after a month, or an ending behind a hyphen (মে-তে)."""
        words = self.view.words
        end, ending = digit_ending(self.view, self.lexicon, point.end)
        if ending is not None and end == point.end + 2:
            point.end, point.case, point.supported = end, ending.case, True
        unit = self.lexicon.units.get(words[point.end])
        if unit is not None and unit.value == "month":
            point.end, point.case, point.supported = point.end + 1, unit.case, True

    def _trailing_year(self, point: Point) -> None:
        """The year after a month, with or without a comma: জুন ১৯৭২, ৩ এপ্রিল, ১৯৬৭ সালে."""
        words = self.view.words
        at = point.end + 1 if words[point.end] in {",", "/"} else point.end
        year = self.plain_year(at)
        if year is None or self.counts(at + 1) or point.case == "Loc":
            return
        tail = Point(at, at + 1, year)
        self._year_word(tail)
        if tail.foreign or tail.decade or tail.fiscal:
            return
        if at > point.end and tail.case == "Gen" and self.within_year(tail.end) is not None:
            return  # the year of the next date: ২৭ অক্টোবর, ২০১৯ সালের ১৭ ফেব্রুয়ারি
        point.year, point.end, point.case, point.supported = year, tail.end, tail.case, True

    def counts(self, at: int) -> bool:
        """Whether the word at ``at`` says that the number before it counts or measures something."""
        word, lexicon = self.view.words[at], self.lexicon
        if word in lexicon.classifiers or word in lexicon.not_counts:
            return True
        scale = lexicon.scales.get(word)
        return scale is not None or word in lexicon.about_scales

    def _date_word(self, point: Point) -> None:
        """তারিখে after a full date."""
        date = self.lexicon.date_words.get(self.view.words[point.end])
        if date is not None and point.day is not None:
            point.end, point.case = point.end + 1, date.case

    def _word_led(self, at: int) -> Point | None:
        """A year in words (উনিশশ একাত্তর সালে), or a decade (নব্বইয়ের দশকে, '৯০-এর দশকে)."""
        words, lexicon = self.view.words, self.lexicon
        word = words[at]
        counted = lexicon.counted.get(word)
        if counted is not None and counted.case == "Gen" and 30 <= counted.value <= 90 and counted.value % 10 == 0:
            return self._decade(at, at + 1, 1900 + int(counted.value))
        if word in {"'", "’", "‘"} and len(words[at + 1]) == 2 and words[at + 1].isdigit():
            tens = int(words[at + 1])
            end, _ = digit_ending(self.view, lexicon, at + 2)
            return self._decade(at, end, (1900 if tens >= 30 else 2000) + tens) if tens % 10 == 0 else None
        if word not in lexicon.words:
            return None
        reading = read_number(self.view, lexicon, at)
        if reading is None or not _EARLIEST <= reading.value <= _LATEST or reading.value != int(reading.value):
            return None
        form = lexicon.year_words.get(words[reading.end])
        if form is None:
            return None
        point = Point(at, reading.end, int(reading.value))
        self._year_word(point)
        inner = self.within_year(point.end)
        if inner is not None:
            inner.start, inner.year, inner.supported = at, point.year, True
            return inner
        return point

    def _decade(self, at: int, end: int, year: int) -> Point | None:
        words = self.view.words
        if words[end] in self.lexicon.decade_fillers:
            end += 1
        form = self.lexicon.decade_words.get(words[end])
        return None if form is None else Point(at, end + 1, year, last_year=year + 9, case=form.case, decade=True)

    def _numeric(self, at: int) -> Point | None:
        """1967-04-03, 03/04/1967, 3.4.1967: year first or day first, never the month."""
        words, glued = self.view.words, self.view.glued
        word = words[at]
        end = at + 1
        if word.count(".") == 2:
            parts = word.split(".")
        elif words[at + 1] in self.lexicon.slashes and words[at + 3] == words[at + 1] and all(glued[at + 1 : at + 5]):
            parts, end = [word, words[at + 2], words[at + 4]], at + 5
        else:
            return None
        if (
            not all(part.isdigit() for part in parts)
            or sorted(map(len, parts))[-1] != 4
            or max(map(len, parts[1:2])) > 2
        ):
            return None
        if len(parts[0]) == 4:
            year, month, day = map(int, parts)
        else:
            day, month, year = map(int, parts)
        if not _EARLIEST <= year <= _LATEST or partial(year, month, day) is None:
            return None
        point = Point(at, end, year, month, day)
        self._year_word(point)
        self._date_word(point)
        return point

    def _valid(self, point: Point) -> bool:
        """Whether the calendar has the days of ``point`` (in a leap year, where the year is not known)."""
        if point.month is None:
            return True
        year = point.year if point.year is not None else 2000
        days = (day for _, first, last in (*point.others, (0, point.day, point.last_day)) for day in (first, last))
        return all(day is None or partial(year, point.month, day) is not None for day in days)


def view_glued_day(view: View, lexicon: Lexicon, end: int) -> bool:
    """Whether the word before ``end`` is the ending of a day (৩রা)."""
    return view.glued[end - 1] and view.words[end - 1] in lexicon.day_endings
