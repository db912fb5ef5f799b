"""Days of a month as they are written: one, a range, or several in a row."""

from __future__ import annotations

from typing import NamedTuple

from bilat_kg.text.values.lexicon import Lexicon
from bilat_kg.text.values.view import View, is_digits

_MOST_DAYS = 8  # of a list such as ১০, ১১ ও ১৫ মে


class Days(NamedTuple):
    """A day of the month or a range of days, at word ``at``."""

    at: int
    first: int
    last: int | None = None


class MonthDays:
    """Reads the days of months of one text."""

    def __init__(self, view: View, lexicon: Lexicon) -> None:
        self._view = view
        self._lexicon = lexicon

    def read(self, at: int) -> tuple[int, list[Days]] | None:
        """Days of a month in a row and the word after them; neighbours joined by ও make a range."""
        read = self._day(at)
        if read is None:
            return None
        words, lexicon = self._view.words, self._lexicon
        end, day = read
        groups = [Days(at, day)]
        while len(groups) < _MOST_DAYS:
            joint = words[end]
            following = self._day(end + 1)
            if following is None:
                break
            after, day = following
            last = groups[-1]
            if joint in lexicon.dashes or joint in lexicon.to:
                if last.last is not None or day <= last.first:
                    break
                groups[-1] = last._replace(last=day)
            elif joint in lexicon.conjunctions or (joint == "," and self._listed(after)):
                if day == (last.last or last.first) + 1:
                    groups[-1] = last._replace(last=day)
                else:
                    groups.append(Days(end + 1, day))
            else:
                break
            end = after
        return end, groups

    def _listed(self, at: int) -> bool:
        """Whether a list of days goes on at ``at`` with a conjunction (১০, ১১ ও ১২ মে)."""
        words = self._view.words
        for joint in range(at, at + _MOST_DAYS, 2):
            if words[joint] in self._lexicon.conjunctions:
                return self._day(joint + 1) is not None
            if words[joint] != ",":
                break
        return False

    def _day(self, at: int) -> tuple[int, int] | None:
        words, lexicon = self._view.words, self._lexicon
        word = words[at]
        if is_digits(word):
            if len(word) > 2 or not 1 <= int(word) <= 31:
                return None
            ending = words[at + 1] in lexicon.day_endings
            ending = ending and (self._view.glued[at + 1] or words[at + 2] in lexicon.months)
            return at + 1 + ending, int(word)
        day = lexicon.day_words.get(word)
        if day is None:
            value = lexicon.words.get(word)
            day = int(value) if value is not None and 1 <= value <= 31 else None
        return None if day is None else (at + 1, day)

    def bare(self, end: int) -> bool:
        """Whether nothing after a number says that it counts things: এপ্রিল ৩, but not এপ্রিল ৩ জন."""
        word = self._view.words[end]
        return not word[0].isalpha() and not is_digits(word) and word not in self._lexicon.not_counts
