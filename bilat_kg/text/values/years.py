"""Years as they are written: with their word or ending, as spans, as decades, in digits and in words."""

from __future__ import annotations

from dataclasses import dataclass

from bilat_kg.text.values.endings import Case
from bilat_kg.text.values.lexicon import Lexicon
from bilat_kg.text.values.numbers import Numbers
from bilat_kg.text.values.view import View, is_digits

_EARLIEST, _LATEST = 1000, 2100
_OUR_ERA = 1600  # behind the name of another era, a smaller year is one of it
_PLAUSIBLE = 1800  # what may be a year by little more than its four digits
_OLDEST_TENS = 30  # '৩০-এর দশক is the 1930s, '২০-এর দশক the 2020s


@dataclass(slots=True)
class Year:
    """A year read up to word ``end``, or a span of years with ``last``.

    ``supported``: something beside the digits says that they are a year. ``refused``: it is one of another calendar.
    """

    end: int
    value: int
    last: int | None = None
    case: Case = "Nom"
    supported: bool = False
    fiscal: bool = False
    decade: bool = False
    refused: bool = False


class Years:
    """Reads the years of one text."""

    def __init__(self, view: View, lexicon: Lexicon, numbers: Numbers) -> None:
        self._view = view
        self._lexicon = lexicon
        self._numbers = numbers

    def plain(self, at: int) -> int | None:
        """The year that four ungrouped digits at ``at`` may be."""
        word = self._view.words[at]
        if len(word) == 4 and is_digits(word) and word.isdigit():
            year = int(word)
            if _EARLIEST <= year <= _LATEST:
                return year
        return None

    def short(self, at: int) -> int | None:
        """The year of two digits behind an apostrophe at ``at``: '৭১."""
        digits = self._view.words[at + 1]
        if self._view.words[at] not in self._lexicon.quotes or len(digits) != 2 or not digits.isdigit():
            return None
        return _in_full(int(digits)) if self._view.glued[at + 1] else None

    def _of_two_digits(self, at: int) -> int | None:
        """The year of two digits that the word for a year follows: ৭২ সালে."""
        digits = self._view.words[at]
        if len(digits) != 2 or not digits.isdigit() or self._view.words[at + 1] not in self._lexicon.year_words:
            return None
        return _in_full(int(digits))

    def read(self, at: int, spans: bool = True) -> Year | None:
        """The year in digits at word ``at``, with a second one (``spans``) and with what says that it is a year."""
        value = self.plain(at) or self._of_two_digits(at)
        if value is None:
            return None
        year = Year(at + 1, value)
        if at > 0:
            before = self._view.words[at - 1]
            year.supported = before in self._lexicon.year_before
            year.refused = before in self._lexicon.eras_before and value < _OUR_ERA
        if spans and not self._numbers.labels(at, year.end):
            self._second(year)
        self._word(year)
        return year

    def in_words(self, at: int) -> Year | None:
        """A year in words (উনিশশ একাত্তর সালে), or a decade (নব্বইয়ের দশকে, '৯০-এর দশকে)."""
        words, lexicon = self._view.words, self._lexicon
        word = words[at]
        counted = lexicon.counted.get(word)
        if counted is not None:
            tens = counted.value
            if counted.case == "Gen" and _OLDEST_TENS <= tens < 100 and words[at + 1] in lexicon.months:
                return Year(at + 1, _in_full(int(tens)), case="Gen", supported=True)  # একাত্তরের মার্চে
            named = counted.case == "Gen" and _OLDEST_TENS <= tens <= 90 and tens % 10 == 0
            return self._decade(at + 1, 1900 + int(tens)) if named else None
        if word in lexicon.quotes:
            short = self.short(at)
            if short is None:
                return None
            year = Year(at + 2, short)
            self._word(year)
            return year if year.supported else None
        if word not in lexicon.words:
            return None
        reading = self._numbers.read(at)
        if reading is None or reading.value != int(reading.value) or words[reading.end] not in lexicon.year_words:
            return None
        value = int(reading.value)
        if _OLDEST_TENS <= value < 100:
            value = _in_full(value)  # একাত্তর সালে
        if not _EARLIEST <= value <= _LATEST:
            return None
        year = Year(reading.end, value)
        self._word(year)
        return year

    def fiscal(self, at: int) -> Year | None:
        """A fiscal year whose word stands first: অর্থবছর ২০১৮-১৯."""
        for size in (1, 2, 3):
            form = self._lexicon.span_words.get(tuple(self._view.words[at : at + size]))
            if form is not None and form.bare and form.value == "fiscal":
                year = self.read(at + size)
                if year is not None and year.last is not None and not year.refused:
                    year.fiscal = year.supported = True
                    return year
        return None

    def _decade(self, end: int, value: int) -> Year | None:
        words, lexicon = self._view.words, self._lexicon
        end += words[end] in lexicon.decade_fillers
        form = lexicon.decade_words.get(words[end])
        return None if form is None else Year(end + 1, value, value + 9, form.case, supported=True, decade=True)

    def _second(self, year: Year) -> None:
        """The year that a span ends in, written behind a dash: ২০১৮-১৯, ২০১২–২০১৩, ১৯৭২-৭৫."""
        words, lexicon = self._view.words, self._lexicon
        at = year.end + 1
        if words[year.end] not in lexicon.slashes:
            return
        after = words[at]
        if len(after) == 2 and after.isdigit():
            last = year.value // 100 * 100 + int(after)
            last += 100 if year.value % 100 == 99 and int(after) == 0 else 0
            goes_on = words[at + 1] in lexicon.slashes and is_digits(words[at + 2])  # 1967-04-03
            if goes_on or words[at + 1] in lexicon.months:
                return
        else:
            last = self.plain(at) or 0
        if last > year.value:
            year.last, year.end, year.supported = last, at + 1, year.supported or last == year.value + 1

    def _word(self, year: Year) -> None:
        """The word or ending that says of digits that they are a year, and in which case."""
        words, lexicon = self._view.words, self._lexicon
        if self._span_word(year):
            return
        word = words[year.end]
        form = lexicon.year_words.get(word)
        if form is not None:
            year.end, year.case, year.supported = year.end + 1, form.case, True
            if form.bare and words[year.end] == "." and self._view.glued[year.end] and len(word) <= 4:
                year.end += 1  # খ্রি.
            self._span_word(year)
            word = words[year.end]
        if word in lexicon.other_eras:
            year.end, year.refused = year.end + 1, True
        if form is not None or year.refused:
            return
        end, ending = self._view.digit_ending(lexicon, year.end)
        if year.last is None:
            if ending is not None and words[end] in lexicon.approximate_after:
                return  # ১০০০-এর বেশি
            decade = self._decade(end, year.value) if year.value % 10 == 0 else None
            if decade is not None:
                year.end, year.last, year.case = decade.end, decade.last, decade.case
                year.supported = year.decade = True
                return
        if ending is None and year.value >= _PLAUSIBLE:
            ending = None if self._view.glued[end] else lexicon.apart_year_endings.get(words[end])
            end += ending is not None
        if ending is not None:
            year.end, year.case, year.supported = end, ending.case, True
            self._span_word(year)

    def _span_word(self, year: Year) -> bool:
        """The word of a fiscal or academic year, of one word or more."""
        words, lexicon = self._view.words, self._lexicon
        at = year.end + (words[year.end] in lexicon.slashes)  # ২০২৪-অর্থবছরে
        if words[at] not in lexicon.span_starts:
            return False
        for size in (1, 2, 3):
            form = lexicon.span_words.get(tuple(words[at : at + size]))
            if form is not None and (form.value in {"fiscal", "calendar"} or year.last is not None):
                year.end, year.case, year.supported = at + size, form.case, True
                year.fiscal = form.value == "fiscal"
                return True
        return False


def _in_full(digits: int) -> int:
    """The year that its last two digits stand for."""
    return digits + (1900 if digits >= _OLDEST_TENS else 2000)
