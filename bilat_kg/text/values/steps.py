"""Phrases that lean on another date: the same year, the day after, four years later, the second day of the visit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from bilat_kg.text.values.lexicon import Case, Form, Lexicon
from bilat_kg.text.values.numbers import read_number
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
    "decade": "decade",
    "time": "time",
}
_LONGEST_STEP = 500


class Step(NamedTuple):
    """A phrase that was read: its words, what it says, and its case."""

    start: int
    end: int
    relative: Relative
    case: Case


@dataclass(frozen=True, slots=True)
class Steps:
    """Reads the phrases of one text."""

    view: View
    lexicon: Lexicon
    points: Points

    def read(self, at: int) -> Step | None:
        """The phrase whose core begins at word ``at``; an anaphor before it (তার, এর) is taken in."""
        core = self._core(at)
        if core is None:
            return None
        start, inexact, anaphor, event = self._before(at)
        relative, case, end = core.relative, core.case, core.end
        if relative.base == "date" and relative.offset != 0 and not anaphor:
            if event and relative.base == "date":
                relative = _change(relative, base="event")
            elif relative.unit != "time" and self._ago(end):
                relative = _change(relative, base="now")
        if relative.base == "visit":
            if relative.beside == 0 and event == "event":
                relative = _change(relative, base="event")
        elif event == "visit" and relative.unit == "day":
            relative = _change(relative, base="visit", beside=relative.offset)
        elif event in {"visit_end", "visit_start"} and relative.unit == "day":
            ordinal = {("visit_end", -1): -2, ("visit_start", 1): 2}.get((event, relative.offset))
            relative = (
                _change(relative, base="visit", offset=ordinal)
                if ordinal is not None
                else _change(relative, base="visit", beside=relative.offset)
            )
        if inexact and relative.offset != 0:
            relative = _change(relative, inexact=True)
        return self._with_point(Step(start, end, relative, case))

    def _core(self, at: int) -> Step | None:
        words, lexicon = self.view.words, self.lexicon
        word = words[at]
        if word in lexicon.same or word in lexicon.same_if_stressed:
            return self._same(at)
        fused = lexicon.steps.get(word)
        if fused is not None:
            return Step(at, at + 1, Relative(_UNITS[fused.value.unit], fused.value.offset), fused.case)
        if word in lexicon.next_words or word in lexicon.previous_words:
            offset = 1 if word in lexicon.next_words else -1
            return self._unit(at + 1, offset, "date", {"time", "date"})
        if word in lexicon.now:
            return self._unit(at + 1, lexicon.now[word], "now", {"time", "date"}) or self._last(at)
        if word in lexicon.now_days:
            return Step(at, at + 1, Relative("day", lexicon.now_days[word], "now"), "Loc")
        if word in lexicon.visit_ordinals:
            unit = lexicon.units.get(words[at + 1])
            if unit is None or unit.value != "day":
                return None
            return Step(at, at + 2, Relative("day", lexicon.visit_ordinals[word], "visit"), unit.case)
        return self._counted(at)

    def _same(self, at: int) -> Step | None:
        """সে বছর, ওই একই দিনে, সেই জানুয়ারিতেই; এই বছরই, but not এই বছর."""
        words, lexicon = self.view.words, self.lexicon
        end = at
        certain = False
        while end < at + 3 and (words[end] in lexicon.same or words[end] in lexicon.same_if_stressed):
            certain = certain or words[end] in lexicon.same
            end += 1
        month = lexicon.months.get(words[end])
        if month is not None and certain:
            if month.bare:
                return None
            parts = Parts(month.value)
            return Step(at, end + 1, Relative("year", first=parts), month.case)
        form = lexicon.units.get(words[end])
        if form is None:
            return None
        base: Base = "date" if certain or form.stressed or form.value == "time" else "now"
        return self._unit_step(at, end, form, 0, base)

    def _unit(self, at: int, offset: int, base: Base, refused: set[str]) -> Step | None:
        form = self.lexicon.units.get(self.view.words[at])
        return None if form is None or form.value in refused else self._unit_step(at - 1, at, form, offset, base)

    def _unit_step(self, start: int, at: int, form: Form[str], offset: int, base: Base) -> Step:
        return Step(start, at + 1, Relative(_UNITS[form.value], offset, base), form.case)

    def _last(self, at: int) -> Step | None:
        """গত ৫ মে: a date of the year of writing."""
        point = self.points.within_year(at + 1)
        if point is None or point.day is None or point.others:
            return None
        first, last = parts_of(point)
        return Step(at, point.end, Relative("year", 0, "now", first, last, implied=True), point.case)

    def _counted(self, at: int) -> Step | None:
        """চার বছর পরে, দু'দিন পর, ৩ মাস আগে."""
        words, lexicon = self.view.words, self.lexicon
        glued = lexicon.counted_units.get(words[at])
        if glued is not None:
            value, form = glued
            end = at + 1
        else:
            if not is_digits(words[at]) and words[at] not in lexicon.words:
                return None
            reading = read_number(self.view, lexicon, at)
            if reading is None or reading.closed:
                return None
            unit = lexicon.units.get(words[reading.end])
            if unit is None:
                return None
            value, form, end = reading.value, unit, reading.end + 1
        if form.case != "Nom" or form.value not in {"day", "week", "month", "year", "decade"}:
            return None
        word = words[end]
        sign = 1 if word in lexicon.after else -1 if word in lexicon.before else 0
        if sign == 0 or words[end + 1] in lexicon.after or (at > 0 and words[at - 1] in lexicon.every):
            return None
        if value != int(value) or value > _LONGEST_STEP:
            return None
        offset, unit_name = sign * int(value), form.value
        if unit_name == "decade":
            offset, unit_name = offset * 10, "year"
        return Step(at, end + 1, Relative(_UNITS[unit_name], offset), "Loc")

    def _ago(self, end: int) -> bool:
        """Whether the step ends in "ago" with nothing to count from: তিন বছর আগে."""
        return self.view.words[end - 1] in self.lexicon.before

    def _before(self, at: int) -> tuple[int, bool, bool, str]:
        """What stands before a step: where the phrase begins, whether it is inexact, has an anaphor, or an event."""
        words, lexicon = self.view.words, self.lexicon
        start, inexact = at, False
        while start > 0 and at - start < 3 and words[start - 1] in lexicon.fillers:
            start -= 1
            inexact = inexact or words[start] in lexicon.inexact
        if start == 0:
            return start, inexact, False, ""
        before = words[start - 1]
        if before in lexicon.anaphors:
            return start - 1, inexact, True, ""
        visit = lexicon.visits.get(before)
        if visit is not None and visit.case == "Gen":
            return start - 1, inexact, False, "visit"
        if before in lexicon.visit_ends:
            return start - 1, inexact, False, "visit_end"
        if before in lexicon.visit_starts:
            return start - 1, inexact, False, "visit_start"
        if before.endswith(lexicon.event_endings) and before not in lexicon.no_event:
            return start, inexact, False, "event"
        return start, inexact, False, ""

    def _with_point(self, step: Step) -> Step:
        """``step`` made precise by month and day beside it: পরের বছর ১৪ জানুয়ারি, পরদিন, ৩ নভেম্বর, ওই একই তারিখে."""
        words = self.view.words
        relative = step.relative
        if relative.implied or relative.first is not None or relative.base == "event":
            return step
        at = step.end + 1 if words[step.end] == "," else step.end
        point = self.points.within_year(at)
        if point is not None and not point.others and relative.unit in {"day", "month", "year"}:
            if relative.unit == "month" and point.day is None:
                return step._replace(end=point.end, case=point.case)  # দুই মাস পর, জুলাইতে
            if (point.day is not None and (point.month or relative.unit == "month")) or point.supported:
                first, last = parts_of(point)
                return Step(step.start, point.end, _change(relative, first=first, last=last), point.case)
        if relative.unit == "year" and relative.offset != 0:
            again = self._core(at)
            if again is not None and again.relative.unit == "time" and again.relative.offset == 0:
                return Step(step.start, again.end, _change(relative, same_date=True), again.case)
        return step


def parts_of(point: Point) -> tuple[Parts, Parts | None]:
    """Month and day of a point, and of its end where it is a range of days."""
    last = None if point.last_day is None else Parts(point.month, point.last_day)
    return Parts(point.month, point.day), last


def _change(relative: Relative, **changes: object) -> Relative:
    return replace(relative, **changes)  # type: ignore[arg-type]
