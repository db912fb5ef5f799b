"""Phrases that lean on another date: the same year, the day after, four years later, the second day of the visit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bilat_kg.text.values.endings import Case, Form
from bilat_kg.text.values.lexicon import Lexicon
from bilat_kg.text.values.numbers import Numbers
from bilat_kg.text.values.points import Point, Points
from bilat_kg.text.values.relative import Base, Parts, Relative, Unit
from bilat_kg.text.values.view import View, is_digits

_UNITS: dict[str, Unit] = {
    "day": "day",
    "date": "time",
    "week": "week",
    "month": "month",
    "year": "year",
    "fiscal": "fiscal",
    "season": "season",
    "decade": "decade",
    "time": "time",
}
_LONGEST_STEP = 500


@dataclass(frozen=True, slots=True)
class Step:
    """A phrase that was read: its words, what it says, and its case."""

    start: int
    end: int
    relative: Relative
    case: Case


class Steps:
    """Reads the phrases of one text."""

    def __init__(self, view: View, lexicon: Lexicon, numbers: Numbers, points: Points) -> None:
        self._view = view
        self._lexicon = lexicon
        self._numbers = numbers
        self._points = points

    def read(self, at: int) -> Step | None:
        """The phrase whose core begins at word ``at``; what it counts from, standing before it, is taken in."""
        core = self._core(at)
        if core is None:
            return None
        start, inexact, base = self._before(at)
        relative = core.relative
        if relative.inexact:  # কয়েক বছর পরে, but not যুদ্ধের কয়েক বছর পরে
            return replace(core, start=start) if base in {"", "anaphor", "date"} else None
        if relative.base == "date" and relative.offset != 0:
            relative = self._based(relative, base, core.end)
        elif relative.base == "visit" and base in {"event", "date"}:
            relative = replace(relative, base="event")
        if inexact and relative.offset != 0:
            relative = replace(relative, inexact=True)
        exact = (relative.unit == "year" and base == "anaphor") or (
            relative.unit == "month" and relative.base == "date"
        )
        if exact and self._exact(start, at):
            relative = replace(relative, same_date=True)
        return self._with_point(replace(core, start=start, relative=relative))

    def _based(self, relative: Relative, base: str, end: int) -> Relative:
        """``relative`` counted from what stands before it: an event, a visit or one of its ends, or nothing."""
        if base == "event":
            return replace(relative, base="event")
        if base.startswith("visit") and relative.unit == "day":
            inside = {("visit_end", -1): -2, ("visit_start", 1): 2}.get((base, relative.offset))
            if inside is not None:  # দেশে ফেরার আগের দিন
                return replace(relative, base="visit", offset=inside)
            return replace(relative, base="visit", beside=relative.offset)
        if base == "" and self._view.words[end - 1] in self._lexicon.before:
            return replace(relative, base="now")  # তিন বছর আগে
        return relative

    def _core(self, at: int) -> Step | None:
        words, lexicon = self._view.words, self._lexicon
        word = words[at]
        match lexicon.step_kinds.get(word):
            case "same":
                return self._same(at)
            case "fused":
                step = lexicon.steps[word]
                told = Relative(_UNITS[step.value.unit], step.value.offset, same_date=step.value.back)
                return Step(at, at + 1, told, step.case)
            case "next":
                return self._unit(at, 1, "date") or self._nearest(at, 1, "date")
            case "previous":
                return self._unit(at, -1, "date") or self._nearest(at, -1, "date")
            case "weekday":
                return self._weekday(at, at, 0)
            case "now" if f"{word} {words[at + 1]}" in lexicon.now_days:  # গত কাল, apart
                return self._day_from_now(at, at + 2, lexicon.now_days[f"{word} {words[at + 1]}"])
            case "now":
                return self._seen_from_now(at)
            case "today":
                return self._day_from_now(at, at + 1, lexicon.now_days[word])
            case "ordinal":
                return self._ordinal(at, at + 1, lexicon.visit_ordinals[word])
            case "number":
                return self._counted(at)
            case "vague":
                return self._vague(at)
        if not is_digits(word):
            return None
        if len(word) == 1 and self._view.glued[at + 1] and words[at + 1] in lexicon.ordinal_endings:
            return self._ordinal(at, at + 2, int(word))
        return self._counted(at)

    def _day_from_now(self, at: int, end: int, offset: int) -> Step:
        end += self._view.words[end] in self._lexicon.weekdays  # গতকাল সোমবার
        return Step(at, end, Relative("day", offset, "now"), "Loc")

    def _vague(self, at: int) -> Step | None:
        """কয়েক বছর পরে, মাস তিনেক পর, সপ্তাহখানেক আগে: a time of its own that nobody can count to.

        So is বছর দুই বাদে, but where a month follows, which says that the years are those that it counts.
        """
        words, lexicon = self._view.words, self._lexicon
        end = at + 1
        years, unit_of = 0, ""
        if words[at] not in lexicon.vague_times:
            unit = lexicon.units.get(words[at])
            if unit is not None and not unit.bare:
                return self._part_of_year(at, unit)
            if unit is not None:
                unit_of = unit.value
                value = lexicon.words.get(words[end])
                counted = value is not None and value == int(value) and 1 < value <= _LONGEST_STEP
                years = int(value) if value is not None and counted and unit.value == "year" else 0
                known = counted or words[end] in lexicon.so_many or words[end] in lexicon.vague_numbers
            else:
                unit = lexicon.units.get(words[end])
                known = unit is not None and unit.bare
            if not known:
                return None
            end += 1
        if words[end] not in lexicon.after and words[end] not in lexicon.before:
            return None
        offset = 1 if words[end] in lexicon.after else -1
        if offset > 0 and unit_of == "month" and self._month_after(end + 1 + (words[end + 1] == ",")):
            return self._soon(at, end + 1)  # মাস তিনেক পরে, জানুয়ারিতে
        if years and self._month_after(end + 1):
            return Step(at, end + 1, Relative("year", offset * years), "Loc")
        return Step(at, end + 1, Relative("year", offset, inexact=True), "Loc")

    def _part_of_year(self, at: int, unit: Form[str]) -> Step | None:
        """বছরের শেষ দিকে, where a sentence or a clause begins with it: of the year spoken of."""
        words, lexicon = self._view.words, self._lexicon
        opens = at == 0 or words[at - 1] == "," or words[at - 1] in lexicon.line_starts
        if not opens or unit.value != "year" or unit.case != "Gen" or words[at + 1] not in lexicon.parts_of_year:
            return None
        return Step(at, at + 1, Relative("year"), "Gen")

    def _seen_from_now(self, at: int) -> Step | None:
        offset = self._lexicon.now[self._view.words[at]]
        return self._unit(at, offset, "now") or self._nearest(at, offset, "now") or self._weekday(at, at + 1, -1)

    def _exact(self, start: int, end: int) -> bool:
        """তার ঠিক এক বছর পর: counted to the day."""
        return not self._lexicon.exact.isdisjoint(self._view.words[start:end])

    def _ordinal(self, at: int, end: int, number: int) -> Step | None:
        """দ্বিতীয় দিনে, ২য় দিনে: a day of the visit spoken of."""
        unit = self._lexicon.units.get(self._view.words[end])
        if unit is None or unit.value != "day":
            return None
        return Step(at, end + 1, Relative("day", number, "visit"), unit.case)

    def _same(self, at: int) -> Step | None:
        """সে বছর, ওই একই দিনে, সেই জানুয়ারিতেই; এই বছরই, but not এই বছর."""
        words, lexicon = self._view.words, self._lexicon
        end = at
        certain = False
        while end < at + 3 and (words[end] in lexicon.same or words[end] in lexicon.same_if_stressed):
            certain = certain or words[end] in lexicon.same
            end += 1
        month = lexicon.months.get(words[end])
        if month is not None:
            inflected = certain and not month.bare
            return Step(at, end + 1, Relative("year", first=Parts(month.value)), month.case) if inflected else None
        form = lexicon.units.get(words[end])
        if form is None:
            return None
        base: Base = "date" if certain or form.stressed or form.value in {"time", "day"} else "now"
        back = certain and form.value == "day"
        return Step(at, end + 1, Relative(_UNITS[form.value], 0, base, same_date=back), form.case)

    def _weekday(self, at: int, day: int, beside: int) -> Step | None:
        """সোমবার, গত সোমবার: the last one, seen from the day of writing."""
        form = self._lexicon.weekdays.get(self._view.words[day])
        if form is None or (day > at and self._lexicon.now.get(self._view.words[at]) != -1):
            return None
        return Step(at, day + 1, Relative("weekday", form.value, "now", beside=beside), form.case)

    def _unit(self, at: int, offset: int, base: Base) -> Step | None:
        form = self._lexicon.units.get(self._view.words[at + 1])
        if form is None or form.value in {"time", "date"}:
            return None
        return Step(at, at + 2, Relative(_UNITS[form.value], offset, base), form.case)

    def _nearest(self, at: int, offset: int, base: Base) -> Step | None:
        """গত ৫ মে, গত মার্চে, আগামী ৫ মে, পরের মার্চে: seen from the day of writing, or from the last date."""
        after = at + 1
        if at > 0 and self._view.words[at - 1] in self._lexicon.units:
            return None  # তিন বছর পরের মার্চে
        if self._view.words[after] in self._lexicon.weekdays:
            after += 1
        after += self._view.words[after] in {",", "("}
        point = self._points.within_year(after)
        if point is None or point.others or point.month is None or not point.supported:
            return None
        end = point.end + (self._view.words[after - 1] == "(" and self._view.words[point.end] == ")")
        end += after == at + 1 and self._view.words[end] in self._lexicon.weekdays  # গত ৩ মে বুধবার
        first, last = parts_of(point)
        return Step(at, end, Relative("year", offset, base, first, last, implied=True), point.case)

    def _counted(self, at: int) -> Step | None:
        """চার বছর পরে, দু'দিন পর, ৩ মাস আগে."""
        words, lexicon = self._view.words, self._lexicon
        glued = lexicon.counted_units.get(words[at])
        if glued is not None:
            (value, form), end = glued, at + 1
        else:
            bound = lexicon.bound.get(words[at])  # তার দু বছর পরে
            reading = self._numbers.read(at) if bound is None else None
            if reading is not None and not reading.closed:
                count, end = reading.value, reading.end
            elif bound is not None:
                count, end = bound, at + 1
            else:
                return None
            if words[end] == "-" and self._view.glued[end] and self._view.glued[end + 1]:
                end += 1  # দু-বছর পরে
            unit = lexicon.units.get(words[end])
            if unit is None:
                return None
            value, form, end = count, unit, end + 1
        if form.case == "Nom" and (behind := self._not_over(end)) > end:
            return self._soon(at, behind)
        if form.case == "Nom" and form.value == "year" and value == int(value) and self._took(at, end):
            return Step(at, end, Relative("year", int(value)), "Loc")
        word = words[end]
        elapsed = form.case == "Gen" and word in lexicon.at_the_end  # এক বছরের মাথায়
        if not (elapsed or form.case == "Nom") or form.value not in {"day", "week", "month", "year", "decade"}:
            return None
        sign = 1 if elapsed or word in lexicon.after else -1 if word in lexicon.before else 0
        if sign == 0 and form.value == "year" and self._month_after(end + 1):
            sign = 1 if word in lexicon.next_words else -1 if word in lexicon.previous_words else 0
        if sign == 0 or words[end + 1] in lexicon.after or (at > 0 and words[at - 1] in lexicon.every):
            return None
        if value != value.to_integral_value() or value > _LONGEST_STEP:
            return None
        offset, unit_name = sign * int(value), form.value
        if unit_name == "decade":
            offset, unit_name = offset * 10, "year"
        return Step(at, end + 1, Relative(_UNITS[unit_name], offset), "Loc")

    def _took(self, at: int, end: int) -> bool:
        """Whether words beside a number of years say that it took so many more: লেগে যায় আরও চার বছর, আরও চার বছর লাগে."""
        words, start = self._view.words, at
        while start > 0 and words[start - 1] in self._lexicon.fillers:
            start -= 1
        sides = ((max(start - len(p), 0), start, p) for p in self._lexicon.took)
        behind = ((end, end + len(p), p) for p in self._lexicon.took)
        return start < at and any(tuple(words[first:last]) == p for first, last, p in (*sides, *behind))

    def _not_over(self, at: int) -> int:
        """The word after ``না যেতেই``, which says that a time was not over yet; ``at`` where nothing says so."""
        words = self._view.words
        phrases = (phrase for phrase in self._lexicon.not_over if tuple(words[at : at + len(phrase)]) == phrase)
        return at + max(map(len, phrases), default=0)

    def _soon(self, at: int, end: int) -> Step:
        """দুই মাস না যেতেই, ২৪ ফেব্রুয়ারি: the next such day; without one, a time that nobody can count to."""
        point = self._points.within_year(end + (self._view.words[end] == ","))
        if point is None or point.others or point.month is None or not point.supported:
            return Step(at, end, Relative("year", 1, inexact=True), "Loc")
        first, last = parts_of(point)
        return Step(at, point.end, Relative("year", 1, "date", first, last, implied=True), point.case)

    def _month_after(self, at: int) -> bool:
        """পাঁচ বছর পরের অক্টোবরে: whether the month of that year follows."""
        point = self._points.within_year(at)
        return point is not None and not point.others and point.month is not None and point.supported

    def _before(self, at: int) -> tuple[int, bool, str]:
        """What stands before a step: where the phrase begins, whether it is inexact, and what it is counted from.

        That is ``anaphor``, ``date``, ``visit``, ``visit_end``, ``visit_start``, ``event``, or an empty string.
        """
        words, lexicon = self._view.words, self._lexicon
        start, inexact = at, False
        while start > 0 and at - start < 3 and words[start - 1] in lexicon.fillers:
            start -= 1
            inexact = inexact or words[start] in lexicon.inexact
        if start == 0:
            return start, inexact, ""
        before = words[start - 1]
        visit = lexicon.visits.get(before)
        if before in lexicon.anaphors or (before in lexicon.events and start > 1 and words[start - 2] in lexicon.same):
            return start - 1, inexact, "anaphor"  # ওই ঘটনার চার বছর পরে
        if visit is not None and visit.case == "Gen":
            return start - 1, inexact, "visit"
        if before in lexicon.visit_ends:
            return start - 1, inexact, "visit_end"
        if before in lexicon.visit_starts:
            return start - 1, inexact, "visit_start"
        if before in lexicon.year_words or before in lexicon.months:
            return start, inexact, "date"  # ১৯৭১ সালের পরের বছর
        if before.endswith(lexicon.event_endings) and before not in lexicon.no_event:
            return start, inexact, "event"
        return start, inexact, ""

    def _with_point(self, step: Step) -> Step:
        """``step`` made precise by month and day beside it: পরের বছর ১৪ জানুয়ারি, পরদিন, ৩ নভেম্বর, ওই একই তারিখে."""
        words = self._view.words
        relative = step.relative
        if relative.implied or relative.first is not None or relative.base == "event":
            return step
        at = step.end + 1 if words[step.end] == "," else step.end
        point = self._points.within_year(at)
        if point is not None and self._fits(point, relative):
            first, last = parts_of(point)
            return Step(step.start, point.end, replace(relative, first=first, last=last), point.case)
        if relative.unit == "year" and relative.offset != 0:
            again = self._core(at)
            if again is not None and again.relative.unit == "time" and again.relative.offset == 0:
                return Step(step.start, again.end, replace(relative, same_date=True), again.case)
        return step

    def _fits(self, point: Point, relative: Relative) -> bool:
        """Whether a month or day says more precisely when the step ends."""
        if point.others or point.refused or relative.unit not in {"day", "week", "month", "year"}:
            return False
        return point.supported and (point.month is not None or relative.unit == "month")


def parts_of(point: Point) -> tuple[Parts, Parts | None]:
    """Month and day of a point, and of its end where it is a range of days."""
    last = None if point.last_day is None else Parts(point.month, point.last_day)
    return Parts(point.month, point.day), last
