"""Dates: points, ranges, lists, and dates that lean on another, with the precision that the text gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from bilat_kg.model import PartialDate
from bilat_kg.text.values.lexicon import Case, Lexicon
from bilat_kg.text.values.points import Point, Points
from bilat_kg.text.values.relative import Anchor, Parts, Relative, partial, solve
from bilat_kg.text.values.steps import Step, Steps, parts_of
from bilat_kg.text.values.view import View

Boundary = Literal["since", "until"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text, ``tokens[start:end]``, as precise as the text.

    ``first`` is the date, or the beginning of a range whose inclusive end is ``last``. Both are ``None`` while
    ``relative`` waits for an anchor (``resolve``). ``fiscal``: the years are a fiscal year; ``decade``: they are one.
    ``boundary``: since or until that date (থেকে, পর্যন্ত). ``bare``: four digits that only their place makes a year.
    """

    start: int
    end: int
    first: PartialDate | None
    last: PartialDate | None = None
    fiscal: bool = False
    decade: bool = False
    relative: Relative | None = None
    case: Case = "Nom"
    boundary: Boundary | None = None
    bare: bool = False


def resolve(mention: DateMention, anchor: Anchor) -> DateMention:
    """``mention`` with its dates, where ``anchor`` gives what it leans on; otherwise ``mention`` as it is."""
    if mention.relative is None:
        return mention
    solved = solve(mention.relative, anchor)
    if solved is None:
        return mention
    first, last = solved
    fiscal = mention.relative.unit == "fiscal" or (anchor.fiscal and last is not None and len(first.iso) == 4)
    return replace(mention, first=first, last=last, fiscal=fiscal)


class DateReader:
    """Reads the dates of one text, one after the other."""

    def __init__(self, view: View, lexicon: Lexicon) -> None:
        self._view = view
        self._lexicon = lexicon
        self._points = Points(view, lexicon)
        self._steps = Steps(view, lexicon, self._points)
        self._year: int | None = None  # the year of the date before, where a list goes on at word _goes_on
        self._goes_on = -1

    def read(self, at: int) -> tuple[int, list[DateMention]] | None:
        """The dates of the phrase that begins at word ``at``, and the word after it."""
        point = self._points.read(at)
        if point is not None:
            if point.foreign:
                return point.end, []
            found = self._from_point(point)
            if found is not None:
                return found
        step = self._steps.read(at)
        return None if step is None else self._from_step(step)

    def _from_step(self, step: Step) -> tuple[int, list[DateMention]]:
        end, boundary = self._boundary(step.end)
        start, stop = self._view.span(step.start, end)
        case: Case = "Abl" if boundary == "since" else step.case
        return end, [DateMention(start, stop, None, relative=step.relative, case=case, boundary=boundary)]

    def _from_point(self, point: Point) -> tuple[int, list[DateMention]] | None:
        words, lexicon = self._view.words, self._lexicon
        joint = words[point.end]
        if joint in lexicon.dashes or joint in lexicon.to:
            second = self._points.read(point.end + 1)
            if second is not None and not second.foreign and self._joins(point, second):
                return self._range(point, second)
        if not point.supported and not self._supports(point):
            return None
        self._inherit(point)
        bare = not point.supported and point.year is not None
        if bare and not self._placed(point):
            self._goes_on = -1
            return None
        end, boundary = self._boundary(point.end)
        end = self._weekday(end)
        mentions = list(self._mentions(point, end, boundary, bare and not self._placed_well(point)))
        self._follow(end, point.year)
        return end, mentions

    def _joins(self, first: Point, second: Point) -> bool:
        """Whether two points are the ends of a range; missing parts go from one to the other."""
        if first.last_year or first.others or second.others or first.decade:
            return False
        if not (first.supported or second.supported):
            years_only = first.month is None and second.month is None and first.year and second.year
            dash = self._view.words[first.end] in self._lexicon.dashes
            return bool(years_only and first.year and second.year and first.year < second.year) and (
                not self._points.counts(second.end) and (dash or self._until(second.end))
            )
        if first.year is None and second.year is not None:
            if first.month is None and first.day is not None:
                return False
            first.year = second.year
        elif second.year is None and first.year is not None:
            if second.month is None:
                return False
            second.year = first.year
            if (second.month, second.day or 0) < (first.month or 0, first.day or 0):
                second.year += 1
        if first.year is None:
            return first.month is not None and second.month is not None and first.day is not None
        begin, end = _date(first), _date(second)
        return begin is not None and end is not None and begin.iso <= end.iso

    def _until(self, at: int) -> bool:
        return self._view.words[at] in self._lexicon.until

    def _range(self, first: Point, second: Point) -> tuple[int, list[DateMention]]:
        end = second.end
        if self._until(end):
            end += 1
        end = self._weekday(end)
        start, stop = self._view.span(first.start, end)
        if first.year is None:
            relative = Relative(
                "year", first=Parts(first.month, first.day), last=Parts(second.month, second.day), implied=True
            )
            return end, [DateMention(start, stop, None, relative=relative, case=second.case)]
        last = _date(second) if second.last_day is None else partial(second.year or 0, second.month, second.last_day)
        self._follow(end, second.year)
        return end, [DateMention(start, stop, _date(first), last, case=second.case)]

    def _supports(self, point: Point) -> bool:
        """Whether a bare month or year is borne by what follows in its list (১৯৯৬ ও ১৯৯৮ সালে) or by its place."""
        if point.year is None:
            return self._goes_on == point.start or self._next_in_list(point) is not None
        return True

    def _next_in_list(self, point: Point) -> Point | None:
        """The next point of the same make in a list, passing over bare ones, that is supported."""
        words, lexicon = self._view.words, self._lexicon
        at = point.end
        for _ in range(6):
            if words[at] != "," and words[at] not in lexicon.conjunctions:
                return None
            following = self._points.read(at + 1)
            if following is None or following.foreign or following.decade:
                return None
            if following.supported and following.year is not None:
                return following
            at = following.end
        return None

    def _inherit(self, point: Point) -> None:
        """The parts that a list states once: the year before it, or the year after it."""
        if point.year is None:
            if self._goes_on == point.start and point.month is not None:
                point.year = self._year
            elif (point.month is not None and point.day is not None) or not point.supported:
                following = self._next_in_list(point)
                if following is not None and following.month and self._points.plain_year(following.start) is None:
                    point.year = following.year
            if point.year is not None:
                point.supported = True
        elif not point.supported:
            following = self._next_in_list(point)
            point.supported = following is not None and following.month is None
            if self._goes_on == point.start and self._year is not None and not self._points.counts(point.end):
                point.supported = point.supported or self._in_brackets(point)

    def _placed(self, point: Point) -> bool:
        """Whether the place of four digits makes them a year: alone in brackets, before a colon, at a beginning."""
        if self._points.counts(point.end):
            return False
        return self._placed_well(point) or self._begins(point)

    def _placed_well(self, point: Point) -> bool:
        words, lexicon = self._view.words, self._lexicon
        after = words[point.end]
        if after in {":", ")"}:
            return True
        return (after in lexicon.since or after in lexicon.until) and point.year is not None and point.year >= 1500

    def _in_brackets(self, point: Point) -> bool:
        return self._view.words[point.end] == ")"

    def _begins(self, point: Point) -> bool:
        """Whether the digits open a sentence, their word or ending lost (২০১৯ মোট বাণিজ্য)."""
        if point.start > 0 and self._view.words[point.start - 1] not in {"\n", "।", "==", "===", "*", ";", "("}:
            return False
        return point.year is not None and point.year >= 1800

    def _boundary(self, at: int) -> tuple[int, Boundary | None]:
        word = self._view.words[at]
        if word in self._lexicon.since:
            return at + 1, "since"
        if word in self._lexicon.until:
            return at + 1, "until"
        return at, None

    def _weekday(self, at: int) -> int:
        """The word after a weekday that follows the date, with its comma or brackets: (শুক্রবার), , সোমবার ও মঙ্গলবার."""
        words, lexicon = self._view.words, self._lexicon
        if words[at] == "(" and words[at + 1] in lexicon.weekdays and words[at + 2] == ")":
            return at + 3
        after = at + 1 if words[at] == "," else at
        if words[after] not in lexicon.weekdays:
            return at
        if words[after + 1] in lexicon.conjunctions and words[after + 2] in lexicon.weekdays:
            return after + 3
        beyond = after + 2 if words[after + 1] == "," else after + 1
        following = self._points.within_year(beyond)  # the weekday opens the next date: … ; সোমবার, ২০ মে ২০০২
        return at if following is not None else after + 1

    def _follow(self, end: int, year: int | None) -> None:
        """Remember the year for a date that goes on with a comma or a conjunction."""
        word = self._view.words[end]
        goes_on = year is not None and (word == "," or word in self._lexicon.conjunctions)
        self._goes_on, self._year = (end + 1, year) if goes_on else (-1, None)

    def _mentions(self, point: Point, end: int, boundary: Boundary | None, bare: bool) -> Iterator[DateMention]:
        at = point.start
        for where, first_day, last_day in point.others:
            stop = where + 1
            start, stop = self._view.span(at, stop)
            yield self._mention(start, stop, replace_days(point, first_day, last_day), None, False)
            at = self._next_word(where)
        start, stop = self._view.span(at, end)
        yield self._mention(start, stop, point, boundary, bare)

    def _next_word(self, where: int) -> int:
        words, lexicon = self._view.words, self._lexicon
        at = where + 1
        while words[at] != "," and words[at] not in lexicon.conjunctions:
            at += 1
        return at + 1

    def _mention(self, start: int, end: int, point: Point, boundary: Boundary | None, bare: bool) -> DateMention:
        case: Case = "Abl" if boundary == "since" else point.case
        if point.year is None:
            first, last = parts_of(point)
            relative = Relative("year" if point.month else "month", first=first, last=last, implied=True)
            return DateMention(start, end, None, relative=relative, case=case, boundary=boundary)
        begin = _date(point)
        finish = None
        if point.last_year is not None:
            finish = partial(point.last_year)
        elif point.last_day is not None:
            finish = partial(point.year, point.month, point.last_day)
        return DateMention(start, end, begin, finish, point.fiscal, point.decade, None, case, boundary, bare)


def replace_days(point: Point, first: int, last: int | None) -> Point:
    """``point`` with other days."""
    return replace(point, day=first, last_day=last, others=())


def _date(point: Point) -> PartialDate | None:
    return None if point.year is None else partial(point.year, point.month, point.day)
