"""What a date in a text is, and what it becomes once the date that it leans on is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from bilat_kg.model import PartialDate
from bilat_kg.text.values.endings import Case
from bilat_kg.text.values.relative import Anchor, Relative, solve

Boundary = Literal["since", "until"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text, ``tokens[start:end]``, as precise as the text.

    ``first`` is the date, or the beginning of a range whose inclusive end is ``last``. Both are ``None`` while
    ``relative`` waits for an anchor (``resolve``). ``fiscal``: the years are a fiscal year; ``decade``: they are one.
    ``boundary``: since or until that date (থেকে, পর্যন্ত). ``bare``: four digits that only their place makes a year.

    Days joined by ও are a range where they are neighbours (৬ ও ৭ সেপ্টেম্বর), else dates of their own (১০ ও ১৫ মে).
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
    whole_years = last is not None and len(first.iso) == 4
    fiscal = mention.relative.unit == "fiscal" or (anchor.fiscal and whole_years and mention.relative.base == "date")
    return replace(mention, first=first, last=last, fiscal=fiscal)
