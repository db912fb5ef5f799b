"""Date phrases: points joined to ranges and lists, since and until, and steps from another date."""

from __future__ import annotations

from dataclasses import replace

from bilat_kg.model import PartialDate
from bilat_kg.text.values.dates import Boundary, DateMention
from bilat_kg.text.values.endings import Case
from bilat_kg.text.values.lexicon import Lexicon
from bilat_kg.text.values.numbers import Numbers
from bilat_kg.text.values.points import Point, Points
from bilat_kg.text.values.relative import Parts, Relative, Unit, partial
from bilat_kg.text.values.steps import Step, Steps, parts_of
from bilat_kg.text.values.view import View

_LONGEST_LIST = 6  # points that a list may put before the one that states the year
_PLAUSIBLE = 1800  # what may be a year by little more than its four digits


class DatePhrases:
    """Reads the dates of one text, from left to right."""

    def __init__(self, view: View, lexicon: Lexicon, numbers: Numbers) -> None:
        self._view = view
        self._lexicon = lexicon
        self._points = Points(view, lexicon, numbers)
        self._numbers = numbers
        self._steps = Steps(view, lexicon, numbers, self._points)
        self._goes_on = -1  # the word at which a list of dates goes on, and the year that it has stated
        self._year: int | None = None

    def read(self, at: int) -> tuple[int, list[DateMention]] | None:
        """The dates of the phrase that begins at word ``at``, and the word after it."""
        point = self._points.read(at)
        if point is not None:
            found = self._from_point(point)
            if found is not None:
                return found
        step = self._steps.read(at)
        return None if step is None else self._from_step(step)

    def _from_step(self, step: Step) -> tuple[int, list[DateMention]]:
        relative, case = step.relative, step.case
        last = self._last_day(step)
        if last is None:
            end, boundary = self._boundary(step.end, step.case)
            case = "Abl" if boundary == "since" else case
        else:
            end, boundary = last.end + (self._view.words[last.end] in self._lexicon.until), None
            relative, case = replace(relative, last=Parts(last.month, last.last_day or last.day)), last.case
        start, stop = self._view.span(step.start, end)
        return end, [DateMention(start, stop, None, relative=relative, case=case, boundary=boundary)]

    def _last_day(self, step: Step) -> Point | None:
        """The day that a range ends on which begins in a step: পরের বছর ৩০ এপ্রিল থেকে ৫ মে."""
        first, joint = step.relative.first, self._view.words[step.end]
        if first is None or first.day is None or step.relative.last is not None:
            return None
        if joint not in self._lexicon.dashes and joint not in self._lexicon.to:
            return None
        point = self._points.within_year(step.end + 1)
        plain = point is not None and not point.others and not point.refused and point.day is not None
        return point if plain else None

    def _from_point(self, point: Point) -> tuple[int, list[DateMention]] | None:
        if point.refused:
            return point.end, []
        joint = self._view.words[point.end]
        if joint in self._lexicon.dashes or joint in self._lexicon.to:
            second = self._points.read(point.end + 1)
            if second is not None and joint in self._lexicon.dashes and _labels(point, second):
                return self._from_point(replace(second, start=point.start, year=point.year))
            if second is not None and self._joins(point, second):
                return self._range(point, second)
        self._inherit(point)
        bare = False
        if not point.supported:
            if point.year is None or self._points.counts(point.end):
                return None
            marked = self._marked_by_place(point)
            if not marked and not self._lost_its_word(point):
                return None
            bare = not marked
        end, boundary = self._boundary(point.end, point.case)
        if point.last_day is not None or point.last_year is not None:
            boundary = None if boundary == "until" else boundary  # ২২ থেকে ২৫ জুন পর্যন্ত is the range itself
        end = self._weekday(end)
        self._follow(end, point.year)
        return end, self._mentions(point, end, boundary, bare)

    def _joins(self, first: Point, second: Point) -> bool:
        """Whether two points are the ends of a range; the parts that one lacks come from the other."""
        if first.others or second.others or second.refused or first.decade != second.decade:
            return False
        if (first.last_year is None) != (second.last_year is None):
            return False
        if not (first.supported or second.supported):
            return self._bare_years(first, second)
        if first.year is None and second.year is not None:
            if first.month is None:
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

    def _bare_years(self, first: Point, second: Point) -> bool:
        """Whether two bare numbers are years: ২০০৭–২০১৪, ১৯৭২ থেকে ১৯৭৫ পর্যন্ত; but not ১৫০০ থেকে ২০০০ টাকা."""
        if first.year is None or second.year is None or first.month or second.month or first.year >= second.year:
            return False
        if self._points.counts(second.end):
            return False
        words, lexicon = self._view.words, self._lexicon
        return words[first.end] in lexicon.dashes or words[second.end] in lexicon.until

    def _range(self, first: Point, second: Point) -> tuple[int, list[DateMention]]:
        end = second.end + (self._view.words[second.end] in self._lexicon.until)
        end = self._weekday(end)
        start, stop = self._view.span(first.start, end)
        if first.year is None:
            last = Parts(second.month, second.last_day or second.day)
            relative = Relative("year", first=Parts(first.month, first.day), last=last, implied=True)
            return end, [DateMention(start, stop, None, relative=relative, case=second.case)]
        final = partial(second.last_year or second.year or 0, second.month, second.last_day or second.day)
        self._follow(end, second.year)
        return end, [DateMention(start, stop, _date(first), final, case=second.case)]

    def _inherit(self, point: Point) -> None:
        """What a list states once: the year before it, the year after it, or that its digits are years."""
        goes_on = self._goes_on == point.start
        self._goes_on = -1
        if point.year is None and point.month is not None and goes_on:
            point.year, point.supported = self._year, True
            return
        if point.supported and not (point.year is None and point.day is not None):
            if point.year is not None and point.last_year is not None and not point.fiscal:
                following = self._next_in_list(point)
                point.fiscal = following is not None and following.fiscal
            return
        following = self._next_in_list(point)
        if following is None or following.year is None:
            return
        if point.year is not None:  # ১৯৯৬ ও ১৯৯৮ সালে
            point.supported, point.fiscal = following.year_first, following.fiscal
        elif following.month is not None and not following.year_first:  # ২০ সেপ্টেম্বর ও ২০ ডিসেম্বর ২০২৩
            point.year, point.supported = following.year, True

    def _next_in_list(self, point: Point) -> Point | None:
        """The next point of a list that states its year, behind bare ones."""
        words, lexicon = self._view.words, self._lexicon
        at = point.end
        for _ in range(_LONGEST_LIST):
            if words[at] != "," and words[at] not in lexicon.conjunctions:
                return None
            following = self._points.read(at + 1)
            if following is None or following.refused or following.decade:
                return None
            if following.supported and following.year is not None:
                return following
            at = following.end
        return None

    def _marked_by_place(self, point: Point) -> bool:
        """Whether four digits are a year by what stands after them: a colon, a closing bracket, since or until."""
        words, lexicon = self._view.words, self._lexicon
        after = words[point.end]
        if after in {":", ")"} or self._numbers.labels(point.start, point.end):
            return True
        if self._stands_among_years(point):
            return True
        if self._opens_a_time(point):
            return True
        if after not in lexicon.since and after not in lexicon.until:
            return False
        beyond = self._points.years.plain(point.end + 1)
        return point.year is not None and point.year >= 1500 and beyond is None

    def _opens_a_time(self, point: Point) -> bool:
        """``তার পর ১৯৫৯, …``, ``সময়টা ১৯৭২।``: a year that stands for itself, behind a word that says so."""
        words, lexicon = self._view.words, self._lexicon
        if point.year is None or point.year < _PLAUSIBLE or point.month is not None or point.start == 0:
            return False
        after = words[point.end]
        return words[point.start - 1] in lexicon.year_openers and (after in lexicon.line_starts or after in {",", "—"})

    def _stands_among_years(self, point: Point) -> bool:
        """``(২০০৩, ২০০৪)``, ``যান: ১৯৯৫, ২০০১ ও ২০০৪।``: nothing but years in order from an opening mark to its end."""
        words, year = self._view.words, point.year or 0
        if point.month is not None or year < _PLAUSIBLE:
            return False
        begin, before = point.start - 1, year
        while begin > 1 and self._goes_on_after(begin):
            earlier = self._points.years.plain(begin - 1)
            if earlier is None or not _PLAUSIBLE <= earlier < before:
                return False
            begin, before = begin - 2, earlier
        if words[begin] not in {"(", ":"}:
            return False
        at, last = point.end, year
        while self._goes_on_after(at):
            later = self._points.years.plain(at + 1)
            if later is None or later <= last:
                return False
            at, last = at + 2, later
        return words[at] == ")" if words[begin] == "(" else words[at] in self._lexicon.line_starts and before < last

    def _goes_on_after(self, at: int) -> bool:
        return self._view.words[at] == "," or self._view.words[at] in self._lexicon.conjunctions

    def _lost_its_word(self, point: Point) -> bool:
        """Whether four digits may be a year whose word or ending is lost: they open or close a sentence."""
        words, lexicon = self._view.words, self._lexicon
        if point.year is None or point.year < _PLAUSIBLE or point.month is not None:
            return False
        if point.start == 0 or words[point.start - 1] in lexicon.line_starts:
            return True
        before = words[point.start - 1]
        after = words[point.end]
        if before in lexicon.dashes and not self._view.glued[point.start] and not self._view.glued[point.start - 1]:
            return after in lexicon.line_starts or after in {"(", ","}  # রাষ্ট্রপতি X – ১৯৮৮ (সরকারি)
        return before == "," and after in lexicon.line_starts

    def _boundary(self, at: int, case: Case) -> tuple[int, Boundary | None]:
        word = self._view.words[at]
        if word in self._lexicon.since:
            return at + 1, "since"
        if case == "Gen" and word in self._lexicon.parts and self._view.words[at + 1] in self._lexicon.since:
            return at + 2, "since"  # ১৯৪৮ সালের গোড়া থেকে
        if word in self._lexicon.until:
            return at + 1, "until"
        return at, None

    def _weekday(self, at: int) -> int:
        """The word after a weekday that follows the date: (শুক্রবার); , সোমবার; সোমবার ও মঙ্গলবার."""
        words, lexicon = self._view.words, self._lexicon
        if words[at] == "(" and words[at + 1] in lexicon.weekdays and words[at + 2] == ")":
            return at + 3
        after = at + 1 if words[at] == "," else at
        if words[after] not in lexicon.weekdays:
            return at
        if words[after + 1] in lexicon.conjunctions and words[after + 2] in lexicon.weekdays:
            return after + 3
        opens_next = self._points.within_year(after) is not None or self._points.read(after) is not None
        return at if opens_next else after + 1

    def _follow(self, end: int, year: int | None) -> None:
        """Remember the year for a date that goes on with a comma or a conjunction."""
        word = self._view.words[end]
        if year is not None and (word == "," or word in self._lexicon.conjunctions):
            self._goes_on, self._year = end + 1, year

    def _mentions(self, point: Point, end: int, boundary: Boundary | None, bare: bool) -> list[DateMention]:
        begin = point.start
        mentions: list[DateMention] = []
        if point.others:
            following_days = [*(days.at for days in point.others[1:]), point.day_at]
            for this, following in zip(point.others, following_days, strict=True):
                single = replace(point, day=this.first, last_day=this.last)
                mentions.append(self._mention(begin, following - 1, single, None, False))
                begin = following
        mentions.append(self._mention(begin, end, point, boundary, bare))
        return mentions

    def _mention(self, begin: int, end: int, point: Point, boundary: Boundary | None, bare: bool) -> DateMention:
        start, stop = self._view.span(begin, end)
        case: Case = "Abl" if boundary == "since" else point.case
        if point.year is None:
            first, last = parts_of(point)
            unit: Unit = "weekday" if point.month and point.weekday else "year" if point.month else "month"
            relative = Relative(unit, first=first, last=last, implied=True)
            return DateMention(start, stop, None, relative=relative, case=case, boundary=boundary)
        final: PartialDate | None = None
        if point.last_year is not None:
            final = partial(point.last_year)
        elif point.last_day is not None:
            final = partial(point.year, point.month, point.last_day)
        return DateMention(start, stop, _date(point), final, point.fiscal, point.decade, None, case, boundary, bare)


def _labels(year: Point, day: Point) -> bool:
    """Whether a year stands before a dash as the label of a line: ``১৯৯৫ — নভেম্বরের ২৫ তারিখে``."""
    alone = year.year is not None and year.month is None and year.last_year is None and not year.decade
    return alone and day.year is None and day.month is not None and not day.others and not day.refused


def _date(point: Point) -> PartialDate | None:
    return None if point.year is None else partial(point.year, point.month, point.day)
