"""Answers drawn: the rows of a table as a chart, a map, a timeline or ties between things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from bilat_kg.web.pages.atlas import Map, Spot, draw
from bilat_kg.web.pages.charts import Bars, Chart, Lanes, Mark, Point, bars, chart, lanes
from bilat_kg.web.pages.language import Language
from bilat_kg.web.pages.results import Cell, Table

_MOST_SERIES, _MOST_BARS, _MOST_TIES = 6, 40, 300


@dataclass(frozen=True, slots=True)
class Tie:
    """Two things of one row, and what ties them: the column of the second, or a predicate."""

    start: Cell
    end: Cell
    name: str
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A row with a date: when, what the other columns say, and where its fact is explained."""

    key: str
    when: Cell
    words: tuple[Cell, ...]
    fact: str | None


def _fact(found: Table, row: Sequence[Cell]) -> str | None:
    return next((row[index].href for index in found.of("fact")), None)


def _amount(value: Cell) -> Decimal | None:
    try:
        amount = Decimal(value.raw)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and abs(amount) < Decimal(10) ** 30 else None


def _when(value: Cell) -> int | None:
    digits = value.raw[:4]
    return int(digits) if digits.isdecimal() and len(digits) == 4 else None


def as_chart(found: Table, language: Language) -> Chart | Bars | None:
    """Figures over the years, a series for each combination of names; without years, bars by name."""
    numbers = [index for index in found.of("number") if found.columns[index].name not in {"lat", "long"}]
    if not numbers:
        return None
    amount, times, names = numbers[0], found.of("date", "year"), found.of("label", "thing")
    varied = [index for index in names if len({row[index].raw for row in found.rows}) > 1]
    if times:
        points = []
        for row in found.rows:
            year, value = _when(row[times[0]]), _amount(row[amount])
            if year is None or value is None:
                continue
            series = (
                ", ".join(row[index].words for index in varied[:2] if row[index].words) or found.columns[amount].label
            )
            note = f"{series}, {row[times[0]].words}: {language.short(value)}"
            points.append(Point(series, year, value, note, _fact(found, row)))
        kept = _largest({point.series for point in points}, points)
        return chart([point for point in points if point.series in kept]) if points else None
    figures = []
    for row in found.rows[:_MOST_BARS]:
        if (value := _amount(row[amount])) is not None:
            figures.append(
                (" – ".join(row[index].words for index in names[:3] if row[index].words), value, _fact(found, row))
            )
    return bars(figures) if figures else None


def _largest(names: set[str], points: Sequence[Point]) -> set[str]:
    """The series with most points: more than a few cannot be told apart."""
    often = sorted(names, key=lambda name: (-sum(point.series == name for point in points), name))
    return set(often[:_MOST_SERIES])


def as_map(found: Table) -> Map | None:
    """Places by their longitude and latitude; those that several rows name grow."""
    lat, long = found.called("lat", "latitude"), found.called("long", "lon", "longitude")
    if lat is None or long is None:
        return None
    names = found.of("label", "thing")
    spots: dict[tuple[float, float], Spot] = {}
    for row in found.rows:
        try:
            place = (float(row[long].raw), float(row[lat].raw))
        except ValueError:
            continue
        if not (-180 <= place[0] <= 180 and -90 <= place[1] <= 90):
            continue
        before = spots.get(place)
        words = [row[index].words for index in names if row[index].words]
        note = ", ".join(words[1:])
        spots[place] = Spot(
            words[0] if words else "",
            place,
            before.weight + 1 if before else 1,
            "; ".join(filter(None, (before.note if before else "", note)))[:300],
            _fact(found, row),
        )
    return draw(spots.values(), whole=len(spots) > 25) if spots else None


def as_timeline(found: Table) -> tuple[Lanes | None, tuple[Moment, ...]]:
    """Rows by their date, as marks on one lane and as a list."""
    times = found.of("date", "year")
    moments = []
    for number, row in enumerate(found.rows):
        if times and _when(row[times[0]]) is not None:
            rest = tuple(
                each for index, each in enumerate(row) if index != times[0] and each.words and each.kind != "fact"
            )
            moments.append(Moment(f"r-{number}", row[times[0]], rest, _fact(found, row)))
    moments.sort(key=lambda moment: moment.when.raw)
    marks = [
        Mark(
            "rows",
            int(moment.when.raw[:4]),
            f"{moment.when.words}: {moment.words[0].words if moment.words else ''}",
            f"#{moment.key}",
        )
        for moment in moments
    ]
    return (lanes(marks, [("rows", "")]) if marks else None), tuple(moments)


def as_ties(found: Table) -> tuple[Tie, ...]:
    """What ties things: in each row the first thing to the second; triples by their predicate."""
    columns = found.of("thing") if len(found.of("thing")) >= 2 else found.of("label", "thing")
    if [column.name for column in found.columns] == ["subject", "predicate", "object"]:
        return tuple(Tie(row[0], row[2], row[1].words) for row in found.rows[:_MOST_TIES])
    if len(columns) < 2:
        return ()
    one, other = columns[:2]
    name = found.columns[other].label
    return tuple(
        Tie(row[one], row[other], name, _fact(found, row))
        for row in found.rows[:_MOST_TIES]
        if row[one].words and row[other].words
    )
