"""Charts as plain geometry: series over years, bars, and marks on lanes of time. Templates write them as SVG.

All coordinates are user units of an SVG that is ``WIDTH`` wide; figures go in as they are in the graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor, log10

WIDTH = 800.0
_LEFT, _RIGHT, _TOP = 0.0, 0.0, 28.0
_INSET = 130.0  # room for the figures of the grid, which stand on its lines


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a year in a series; ``rough`` ones are approximate."""

    series: str
    year: int
    amount: Decimal
    note: str = ""
    href: str | None = None
    rough: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A point on the sheet."""

    point: Point
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Series:
    """The points of one series by year; ``path`` joins them, ``""`` where there is but one."""

    name: str
    points: tuple[Placed, ...]
    path: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid with the figure that it stands for."""

    at: float
    value: Decimal | int


@dataclass(frozen=True, slots=True)
class Chart:
    """Series over years, with their grid."""

    height: float
    left: float
    right: float
    base: float
    series: tuple[Series, ...]
    amounts: tuple[Tick, ...]
    years: tuple[Tick, ...]


def chart(points: Iterable[Point], order: Sequence[str] = (), height: float = 320.0) -> Chart:
    """Draw points as series over the years, from zero up; negative figures get room below."""
    points = sorted(points, key=lambda point: (point.year, point.amount))
    base = height - 34
    years = [point.year for point in points] or [0]
    first, last = min(years), max(years)
    low = min((point.amount for point in points), default=Decimal(0))
    amounts = ticks(min(low, Decimal(0)), max((point.amount for point in points), default=Decimal(1)))
    bottom, top = amounts[0], amounts[-1]

    def x(year: int) -> float:
        span = last - first
        inner = WIDTH - _INSET - 40
        return round(_INSET + (inner * (year - first) / span if span else inner / 2), 1)

    def y(amount: Decimal) -> float:
        return round(base - float((amount - bottom) / (top - bottom)) * (base - _TOP), 1)

    by_name: defaultdict[str, list[Placed]] = defaultdict(list)
    for point in points:
        by_name[point.series].append(Placed(point, x(point.year), y(point.amount)))
    names = [name for name in order if name in by_name] + sorted(name for name in by_name if name not in order)
    return Chart(
        height,
        _LEFT,
        WIDTH - _RIGHT,
        base,
        tuple(Series(name, tuple(by_name[name]), _line(by_name[name])) for name in names),
        tuple(Tick(y(amount), amount) for amount in amounts),
        tuple(Tick(x(year), year) for year in _years(first, last)),
    )


def _line(points: Sequence[Placed]) -> str:
    if len({placed.x for placed in points}) < 2:
        return ""
    return "M" + "L".join(f"{placed.x:g} {placed.y:g}" for placed in points)


def ticks(low: Decimal, high: Decimal, about: int = 4, *, whole: bool = False) -> tuple[Decimal, ...]:
    """Round figures from at or below ``low`` to at or above ``high``, some ``about`` steps; ``whole`` for counts."""
    span = float(high - low) or 1.0
    rough = max(span / about, 1.0 if whole else 0.0)
    power = Decimal(10) ** floor(log10(rough))
    steps = (power * factor for factor in (1, 2, Decimal("2.5"), 5, 10, 20))
    step = next(step for step in steps if float(step) >= rough * 0.999 and not (whole and step % 1))
    first = floor(low / step)
    found = [step * first]
    while found[-1] < high or len(found) < 2:
        found.append(found[-1] + step)
    return tuple(found)


def _years(first: int, last: int, most: int = 8) -> list[int]:
    span = last - first
    step = next(step for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 10000) if span / step < most)
    inner = [year for year in range(first - first % step, last + 1, step) if year >= first]
    return inner or [first]


@dataclass(frozen=True, slots=True)
class Columns:
    """Upright columns, one a year: left edge, top and height of each, and their grid."""

    height: float
    left: float
    right: float
    base: float
    width: float
    columns: tuple[tuple[float, float, float, int, int], ...]
    amounts: tuple[Tick, ...]
    years: tuple[Tick, ...]


def columns(counts: Iterable[tuple[int, int]], height: float = 190.0) -> Columns | None:
    """Draw a count for each year as a column; ``None`` for fewer than two years."""
    counts = sorted(counts)
    if len(counts) < 2:
        return None
    first, last = counts[0][0], counts[-1][0]
    left, right, base = 0.0, WIDTH, height - 30
    step = (right - left) / (last - first + 1)
    amounts = ticks(Decimal(0), Decimal(max(number for _, number in counts)), 3, whole=True)
    top = float(amounts[-1])

    def y(number: float) -> float:
        return round(base - number / top * (base - 28), 1)

    drawn = tuple(
        (round(left + (year - first) * step, 2), y(number), round(base - y(number), 1), year, number)
        for year, number in counts
    )
    years = tuple(Tick(round(left + (year - first + 0.5) * step, 1), year) for year in _years(first, last, 9))
    grid = tuple(Tick(y(float(amount)), amount) for amount in amounts)
    return Columns(height, left, right, base, round(max(step - 1, 1), 2), drawn, grid, years)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its figure, its share of the longest, and where it leads."""

    name: str
    amount: Decimal
    length: float
    y: float
    note: str = ""
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars one below the other."""

    height: float
    left: float
    bars: tuple[Bar, ...]


def bars(figures: Iterable[tuple[str, Decimal, str | None]], step: float = 30.0) -> Bars:
    """Draw figures as bars in the order given; the longest fills the sheet but for its name and figure."""
    figures = list(figures)
    left = min(max((len(name) for name, _, _ in figures), default=0) * 7.5 + 16, 250.0)
    longest = max((abs(amount) for _, amount, _ in figures), default=Decimal(1)) or Decimal(1)
    room = Decimal(WIDTH - left - 130)
    placed = tuple(
        Bar(name, amount, round(float(room * abs(amount) / longest), 1), index * step, href=href)
        for index, (name, amount, href) in enumerate(figures)
    )
    return Bars(max(len(figures), 1) * step, left, placed)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something in a year on a lane."""

    lane: str
    year: int
    note: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """The marks of one lane; marks of one year stand one above the other."""

    name: str
    label: str
    y: float
    marks: tuple[tuple[Mark, float, float], ...]


@dataclass(frozen=True, slots=True)
class Lanes:
    """Lanes of time, one for each sort of mark."""

    height: float
    left: float
    lanes: tuple[Lane, ...]
    years: tuple[Tick, ...]


def lanes(marks: Iterable[Mark], names: Sequence[tuple[str, str]]) -> Lanes:
    """Lay marks out by year on lanes; ``names`` gives key and label of the lanes in order, empty ones left out."""
    marks = sorted(marks, key=lambda mark: (mark.year, mark.note))
    left, right, top, step = 232.0, 20.0, 12.0, 34.0
    first = min((mark.year for mark in marks), default=0)
    last = max((mark.year for mark in marks), default=0)
    inner = WIDTH - left - right - 20

    def x(year: int) -> float:
        return round(left + 10 + (inner * (year - first) / (last - first) if last > first else inner / 2), 1)

    found: list[Lane] = []
    for key, label in names:
        own = [mark for mark in marks if mark.lane == key]
        if not own:
            continue
        y = top + step * len(found) + step / 2
        placed: list[tuple[Mark, float, float]] = []
        ends: list[float] = []  # where the marks of each row within the lane end
        for mark in own:
            at = x(mark.year)
            row = next((index for index, end in enumerate(ends) if at - end >= 10), len(ends))
            ends[row:] = [at, *ends[row + 1 :]]
            placed.append((mark, at, round(y + (row + 1) // 2 * 7 * (-1) ** row, 1)))
        found.append(Lane(key, label, y, tuple(placed)))
    height = top + step * max(len(found), 1) + 30
    return Lanes(height, left, tuple(found), tuple(Tick(x(year), year) for year in _years(first, last, 9)))
