"""The tables of a lexicon, built from the data of its language: every form that a stem may take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from bilat_kg.text.values.endings import Endings, Form, normal, read_table
from bilat_kg.text.values.lexicon import Counted, Kind, Lexicon, Step

T = TypeVar("T")


@lru_cache(maxsize=8)
def lexicon(lang: str) -> Lexicon:
    """The tables of the language ``lang`` (an ISO 639-1 code), built once from its data."""
    tables = {name: read_table(lang, name) for name in ("numbers", "dates", "relative")}
    built = _build(Endings(lang), tables["numbers"], tables["dates"], tables["relative"])
    points = _kinds(
        ("year", built.counted),
        ("year", built.quotes),
        ("span", built.span_starts),
        ("day", built.words),
        ("day", built.day_words),
        ("weekday", built.weekdays),
        ("month", built.months),
    )
    steps = _kinds(
        ("vague", (word for word, form in built.units.items() if form.bare or form.value == "year")),
        ("vague", built.vague_counts),
        ("vague", built.vague_times),
        ("weekday", built.weekdays),
        ("number", built.bound),
        ("number", built.words),
        ("number", built.fractions),
        ("number", built.counted_units),
        ("ordinal", built.visit_ordinals),
        ("today", built.now_days),
        ("now", built.now),
        ("previous", built.previous_words),
        ("next", built.next_words),
        ("fused", built.steps),
        ("same", built.same_if_stressed),
        ("same", built.same),
    )
    scales = (word for word, form in built.scales.items() if form.bare)
    starters = frozenset().union(points, steps, built.shifts, built.about_scales, built.about_counters, scales)
    after_day = frozenset({","}).union(
        built.months,
        built.other_months,
        built.day_endings,
        built.date_words,
        built.slashes,
        built.to,
        built.conjunctions,
    )
    return replace(built, point_kinds=points, after_day=after_day, step_kinds=steps, starters=starters)


def _kinds(*tables: tuple[str, Iterable[str]]) -> dict[str, str]:
    """What each word begins; where a word begins several things, the later table wins."""
    return {word: kind for kind, words in tables for word in words}


def _pairs(table: dict[str, list[str]], number: Callable[[str], T]) -> Iterator[tuple[str, T]]:
    for key, words in table.items():
        for word in words:
            yield normal(word), number(key)


def _set(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(normal, words))


def _without(table: dict[str, Form[T]], words: frozenset[str]) -> dict[str, Form[T]]:
    return {word: form for word, form in table.items() if word not in words}


def _forms(endings: Endings, words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form, *_ in endings.forms(normal(word)))


def _build(endings: Endings, numbers: dict[str, Any], dates: dict[str, Any], relative: dict[str, Any]) -> Lexicon:
    words = dict(_pairs(numbers["words"], Decimal))
    bound = [*words.items(), *_pairs(numbers["bound"], Decimal)]
    around = numbers["around"]
    fractions = dict(_pairs(numbers["fractions"], Decimal))
    for word, value in (*bound, *fractions.items()):
        if 1 <= value < 20:
            for hundred in around["hundreds"]:
                words.setdefault(normal(word + hundred), value * 100)
    scales = dict(_pairs(numbers["scales"], Decimal))
    for word, value in _pairs(numbers["bound"], Decimal):
        words.update({normal(word + scale): value * size for scale, size in scales.items() if size > 100})  # দু'লক্ষ
    counted = {
        form: Counted(value, case)
        for word, value in bound
        for classifier in around["classifiers"]
        for form, case, _, _ in endings.forms(normal(word + classifier))
    }
    for word, value in list(words.items()):
        for form, case, stressed, _ in endings.forms(word):
            if (
                value > 1 and case in {"Gen", "Loc"} and (value >= 100 or not stressed)
            ):  # একই, একে, আটকে are words of their own
                counted.setdefault(form, Counted(value, case, classifier=False))
    small = [(word, value) for word, value in words.items() if 1 < value < 10]
    for hundred in around["hundreds"]:
        for word, value in small:  # শ’তিনেক
            so_many = normal(hundred + word + around["about_so_many"])
            counted.setdefault(so_many, Counted(value * 100, classifier=False, approximate=True))
        for word, value in bound:
            if 1 <= value < 20:  # তিনশর
                genitive = normal(word + hundred + around["of_hundreds"])
                counted.setdefault(genitive, Counted(value * 100, "Gen", classifier=False))
    so_many_words = [(word + around["about_so_many"], value) for word, value in (*words.items(), *fractions.items())]
    so_many_words += _pairs(around.get("so_many", {}), Decimal)
    for word, value in _pairs(around["fused"], Decimal):
        counted[word] = Counted(value, classifier=False, approximate=True)
    about_scales = {
        normal(scale + ending): value
        for scale, value in scales.items()
        for ending in (*around["about_one"], *around["more_than"])
    }
    unit_words = [(word, unit) for unit, names in relative["units"].items() for word in names]
    units = endings.table(unit_words, articles=True)
    counted_units = {
        normal(number) + form: (value, Form(unit, case, stressed, bare))
        for number, value in bound
        if value <= 31
        for word, unit in unit_words
        if unit in {"day", "week", "month", "year", "decade"}
        for form, case, stressed, bare in endings.forms(normal(word))
    }
    here = relative["same"]["stressed"]
    fused = [
        (first + word, Step(offset, unit, unit == "day" and name == "same"))
        for name, offset in (("same", 0), ("next", 1), ("previous", -1))
        for first in relative[name]["fused"]
        for word, unit in unit_words
    ]
    days = [word for word, unit in unit_words if unit == "day"]
    fused.extend(
        (first + word, Step(0, "day", first not in here)) for first in relative["same"]["fused_days"] for word in days
    )
    uninflected = {form for word in around["uninflected"] for form, *_ in endings.forms(normal(word))}
    of_hundreds = {normal(word + around["of_hundreds"]): word for word in around["uninflected"]}  # আড়াই শর মতো
    not_counts: dict[str, Kind] = {
        form: kind
        for kind, names in numbers["not_counts"].items()
        for word in names
        for form, *_ in endings.forms(normal(word))
    }
    years = dates["years"]
    joints = dates["joints"]
    year_words = endings.table(((word, "year") for word in years["words"]), articles=True)
    year_words.update((normal(word), Form("year", "Loc", bare=False)) for word in years["misspelt_locatives"])
    span_words: dict[tuple[str, ...], Form[str]] = {}
    for kind in ("fiscal", "calendar", "spans"):
        for phrase in years.get(kind, ()):  # not every language has words for each
            *head, last = normal(phrase.replace("-", " - ")).split()
            for form, case, stressed, bare in endings.forms(last):
                span_words[(*head, form)] = Form(kind, case, stressed, bare)
    vague = relative.get("vague", {})
    vague_counts = _set(vague.get("counts", ()))
    vague_times = frozenset(
        {normal(count + word) for count in vague.get("counts", ()) for word, _ in unit_words}
        | {normal(word + ending) for word, _ in unit_words for ending in vague.get("endings", ())}
        | _set(vague.get("words", ()))
    )
    visit = relative["visit"]
    now = relative["now"]
    return Lexicon(
        digit_endings=endings.after_digits,
        apart_endings=endings.apart,
        apart_year_endings=endings.apart_year,
        words=words,
        fractions=fractions,
        shifts=dict(_pairs(numbers["shifts"], Decimal)),
        counted=counted,
        scales={
            word: form
            for word, form in endings.table(scales.items()).items()
            if form.bare or (word not in not_counts and word not in uninflected)
        }
        | {form: Form(scales[word], "Gen", bare=False) for form, word in of_hundreds.items()},
        about_scales=about_scales,
        about_one=_set(around["about_one"]),
        about_counters=_set(around.get("about_counters", ())),
        so_many={
            form: value
            for word, value in so_many_words
            for form, case, *_ in endings.forms(normal(word))
            if case in {"Nom", "Gen"}
        },
        classifiers=endings.table((word, word) for word in around["classifiers"]),
        approximate_before=_set(numbers["approximate"]["before"]),
        approximate_after=_set(numbers["approximate"]["after"]),
        approximate_fillers=_set(numbers["approximate"]["fillers"]),
        not_counts=not_counts,
        ordinal_endings=_set(numbers["ordinal"]["endings"]),
        ordinals_apart=_set(numbers["ordinal"]["apart"]),
        decimal_points=_set(numbers["decimal_points"]),
        doubtful=_set(numbers["doubtful"]),
        hours=_set(around["hours"]),
        line_starts=frozenset(joints["line_starts"]),
        list_marks=frozenset(joints["list_marks"]),
        closing=frozenset(joints["closing"]),
        months=_without(endings.table(_pairs(dates["months"], int)), _set(dates["other_words"])),
        weekdays=endings.table(_pairs(dates["weekdays"], int)),
        day_words=dict(_pairs(dates["days"]["words"], int)),
        day_endings=_set(dates["days"]["endings"]),
        outer_days={word: end for end, words in dates["days"].get("outer", {}).items() for word in words},
        date_words=endings.table((word, "date") for word in dates["days"]["date_words"]),
        year_words=year_words,
        year_before=_set(years["before"]),
        year_openers=_set(years.get("openers", ())),
        span_words=span_words,
        span_starts=frozenset(phrase[0] for phrase in span_words),
        decade_words=endings.table((word, "decade") for word in years["decades"]),
        decade_fillers=_set(years["between_year_and_decade"]),
        other_eras=_forms(endings, years["other_eras"]),
        other_months=_forms(endings, years["other_months"]),
        eras_before=_set(years["eras_before"]),
        quotes=frozenset(joints["quotes"]),
        dashes=frozenset(joints["dashes"]),
        slashes=frozenset((*joints["dashes"], *joints["slashes"])),
        to=_set(joints["to"]),
        conjunctions=_set(joints["and"]),
        since=_set(joints["since"]),
        parts=_set(joints.get("parts", ())),
        until=_set((*joints["until"], *joints["by"])),
        units=units,
        counted_units=counted_units,
        bound=dict(_pairs(numbers["bound"], Decimal)),
        vague_counts=vague_counts,
        vague_times=vague_times,
        vague_numbers=_set(vague.get("numbers", ())),
        parts_of_year=_set(relative.get("year", {}).get("parts", ())),
        steps=endings.table(fused),
        same=_set(relative["same"]["words"]),
        same_if_stressed=_set(relative["same"]["stressed"]),
        next_words=_set(relative["next"]["words"]),
        previous_words=_set(relative["previous"]["words"]),
        anaphors=_set(relative["anaphor"]["words"]),
        events=_set(relative["anaphor"].get("events", ())),
        fillers=_set(relative["anaphor"]["fillers"]),
        inexact=_set(relative["anaphor"]["inexact"]),
        exact=_set(relative["anaphor"].get("exact", ())),
        event_endings=tuple(map(normal, relative["anaphor"]["event_endings"])),
        no_event=_set(relative["anaphor"]["no_event"]),
        after=_set(relative["counted"]["after"]),
        took=tuple(tuple(phrase.split()) for phrase in relative["counted"].get("took", ())),
        not_over=tuple(tuple(phrase.split()) for phrase in relative["counted"].get("not_over", ())),
        before=_set(relative["counted"]["before"]),
        at_the_end=_set(relative["counted"].get("end", ())),
        every=_set(relative["counted"]["every"]),
        visits=endings.table((word, "visit") for word in visit["words"]),
        visit_anaphors=_set(visit["anaphors"]),
        visit_ends=_set(visit["ends"]),
        visit_starts=_set(visit["starts"]),
        visit_ordinals=dict(_pairs(visit["ordinals"], int)),
        now={
            normal(word): offset for name, offset in (("previous", -1), ("same", 0), ("next", 1)) for word in now[name]
        },
        now_days=dict(_pairs(now["days"], int)),
        point_kinds={},
        after_day=frozenset(),
        step_kinds={},
        starters=frozenset(),
    )
