"""The words of dates, numbers and amounts of one language, inflected and laid out as look-up tables.

The data (``lang/<code>/values/*.toml``) lists stems; every form that a stem may take is built once, at load. Reading a
text is then one dictionary look-up a word.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from bilat_kg.text.values.endings import Case, Form

Kind = Literal["count", "percent", "multiple", "fraction", "measure", "duration", "ordinal", "range"]


@dataclass(frozen=True, slots=True)
class Counted:
    """A number written in one word with what it counts: দুটি, পাঁচজনের, হাজারখানেক."""

    value: Decimal
    case: Case = "Nom"
    classifier: bool = True
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A demonstrative with its unit in one word: সেদিন, পরদিন, পরবছর; ``back``: it is no day but that told last."""

    offset: int
    unit: str
    back: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables of one language; keys are words as the tokeniser writes them."""

    digit_endings: dict[str, Form[str]]
    apart_endings: dict[str, Form[str]]
    apart_year_endings: dict[str, Form[str]]
    # numbers
    words: dict[str, Decimal]
    fractions: dict[str, Decimal]
    shifts: dict[str, Decimal]
    counted: dict[str, Counted]
    scales: dict[str, Form[Decimal]]
    about_scales: dict[str, Decimal]
    about_one: frozenset[str]
    so_many: dict[str, Decimal]
    about_counters: frozenset[str]
    classifiers: dict[str, Form[str]]
    approximate_before: frozenset[str]
    approximate_after: frozenset[str]
    approximate_fillers: frozenset[str]
    not_counts: dict[str, Kind]
    ordinal_endings: frozenset[str]
    ordinals_apart: frozenset[str]
    decimal_points: frozenset[str]
    doubtful: frozenset[str]
    hours: frozenset[str]
    line_starts: frozenset[str]
    list_marks: frozenset[str]
    closing: frozenset[str]
    # dates
    months: dict[str, Form[int]]
    weekdays: dict[str, Form[int]]
    day_words: dict[str, int]
    day_endings: frozenset[str]
    outer_days: dict[str, Literal["first", "last"]]
    date_words: dict[str, Form[str]]
    year_words: dict[str, Form[str]]
    year_before: frozenset[str]
    year_openers: frozenset[str]
    span_words: dict[tuple[str, ...], Form[str]]
    span_starts: frozenset[str]
    decade_words: dict[str, Form[str]]
    decade_fillers: frozenset[str]
    other_eras: frozenset[str]
    other_months: frozenset[str]
    eras_before: frozenset[str]
    quotes: frozenset[str]
    dashes: frozenset[str]
    slashes: frozenset[str]
    to: frozenset[str]
    conjunctions: frozenset[str]
    since: frozenset[str]
    parts: frozenset[str]
    until: frozenset[str]
    # times that lean on another
    units: dict[str, Form[str]]
    counted_units: dict[str, tuple[Decimal, Form[str]]]
    bound: dict[str, Decimal]
    vague_counts: frozenset[str]
    vague_times: frozenset[str]
    vague_numbers: frozenset[str]
    parts_of_year: frozenset[str]
    steps: dict[str, Form[Step]]
    same: frozenset[str]
    same_if_stressed: frozenset[str]
    next_words: frozenset[str]
    previous_words: frozenset[str]
    anaphors: frozenset[str]
    events: frozenset[str]
    fillers: frozenset[str]
    inexact: frozenset[str]
    exact: frozenset[str]
    event_endings: tuple[str, ...]
    no_event: frozenset[str]
    after: frozenset[str]
    took: tuple[tuple[str, ...], ...]
    not_over: tuple[tuple[str, ...], ...]
    before: frozenset[str]
    at_the_end: frozenset[str]
    every: frozenset[str]
    visits: dict[str, Form[str]]
    visit_anaphors: frozenset[str]
    visit_ends: frozenset[str]
    visit_starts: frozenset[str]
    visit_ordinals: dict[str, int]
    now: dict[str, int]
    now_days: dict[str, int]
    # what may begin at a word
    point_kinds: dict[str, str] = field(repr=False)
    after_day: frozenset[str] = field(repr=False)
    step_kinds: dict[str, str] = field(repr=False)
    starters: frozenset[str] = field(repr=False)
