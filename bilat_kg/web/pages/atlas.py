"""Maps: points and arcs placed on the Equal Earth projection, with labels that do not cover each other.

The outlines of the land are drawn by d3-geo when the package is built (``frontend/``), in the same projection; its
figures stand in ``projection.json``. Coordinates in are longitude and latitude in degrees, out are user units of an SVG
that is ``WIDTH`` wide.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asin, cos, hypot, radians, sin, sqrt
from pathlib import Path

WIDTH = 800.0
_PROJECTION = json.loads((Path(__file__).parent / "projection.json").read_text("utf-8"))
_WORLD = (float(_PROJECTION["width"]), float(_PROJECTION["height"]))
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2
_LETTER = 7.2  # user units that a letter of a label takes on average
_LINE = 16.0


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Where a point is on the sheet of the whole world (Šavrič, Patterson and Jenny 2018)."""
    turned = (longitude + _PROJECTION["turned"] + 180) % 360 - 180
    parametric = asin(_M * sin(radians(latitude)))
    square = parametric * parametric
    sixth = square**3
    x = radians(turned) * cos(parametric) / (_M * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)))
    y = parametric * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    left, top = _PROJECTION["translate"]
    return left + _PROJECTION["scale"] * x, top - _PROJECTION["scale"] * y


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to show: its name, longitude and latitude, how much it weighs, what is said of it and where it leads."""

    name: str
    place: tuple[float, float]
    weight: int = 1
    note: str = ""
    href: str | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Arc:
    """A tie between two places."""

    start: tuple[float, float]
    end: tuple[float, float]
    kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """Where a name stands, its ``start`` or ``end`` at the point; a ``fine`` one gives way on a small screen."""

    x: float
    y: float
    anchor: str
    fine: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """A spot on the sheet; ``label`` is ``None`` where there is no room for its name."""

    spot: Spot
    x: float
    y: float
    radius: float
    label: Label | None


@dataclass(frozen=True, slots=True)
class Map:
    """A map: its size, the transform that brings the outlines of the world under it, dots and the paths of arcs."""

    width: float
    height: float
    scale: float
    left: float
    top: float
    dots: tuple[Dot, ...]
    arcs: tuple[tuple[Arc, str], ...]
    whole: bool

    @property
    def transform(self) -> str:
        """The transform of the outlines."""
        return f"scale({self.scale:.4f}) translate({-self.left:.2f} {-self.top:.2f})"


def draw(spots: Iterable[Spot], arcs: Iterable[Arc] = (), *, whole: bool = False) -> Map:
    """Draw a map of the spots: of the whole world, or of the part that holds them all."""
    spots, arcs = sorted(spots, key=lambda spot: (-spot.weight, spot.name)), list(arcs)
    on_sheet = [project(*spot.place) for spot in spots]
    on_sheet += [project(*end) for arc in arcs for end in (arc.start, arc.end)]
    left, top, width, height = (0.0, 0.0, *_WORLD) if whole or not on_sheet else _frame(on_sheet)
    scale = WIDTH / width

    def at(place: tuple[float, float]) -> tuple[float, float]:
        x, y = project(*place)
        return round((x - left) * scale, 1), round((y - top) * scale, 1)

    dots: list[Dot] = []
    taken: list[tuple[float, float, float, float]] = []
    placed = [(spot, *at(spot.place), min(3.0 + 1.3 * sqrt(spot.weight), 12.0)) for spot in spots]
    taken += [(x - r, y - r, x + r, y + r) for _, x, y, r in placed]
    for spot, x, y, radius in placed:
        label = _label(spot.name, x, y, radius, taken, height * scale)
        dots.append(Dot(spot, x, y, round(radius, 1), label))
    curves = tuple((arc, _curve(at(arc.start), at(arc.end))) for arc in arcs)
    return Map(WIDTH, round(height * scale, 1), scale, left, top, tuple(dots), curves, left == 0 and width == _WORLD[0])


def _frame(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    """Left, top, width and height of the part of the sheet that holds the points, with room around."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    across, down = max(xs) - min(xs), max(ys) - min(ys)
    shape = 1.9 if across >= down else 1.3  # width to height: what lies north and south of each other gets a taller map
    width = min(max(across * 1.45, down * 1.4 * shape, 150.0), _WORLD[0], _WORLD[1] * shape)
    width = max(width, min(across * 1.45, _WORLD[0]))
    height = min(width / shape, _WORLD[1])
    left = min(max((max(xs) + min(xs)) / 2 - width / 2, 0), _WORLD[0] - width)
    top = min(max((max(ys) + min(ys)) / 2 - height / 2, 0), _WORLD[1] - height)
    return left, top, width, height


def _label(
    name: str, x: float, y: float, radius: float, taken: list[tuple[float, float, float, float]], height: float
) -> Label | None:
    """Find room for a name beside its dot and take it; one that has room at twice the size is not ``fine``."""
    length = len(name) * _LETTER
    for size in (2.0, 1.0):
        wide, high = length * size, _LINE * size
        for anchor, step in (("start", 0), ("end", 0), ("start", -1), ("start", 1), ("end", -1), ("end", 1)):
            middle = y + step * (radius + high / 2)
            near = x + (radius + 4) * (1 if anchor == "start" else -1)
            box = (near, middle - high / 2, near + wide, middle + high / 2)
            if anchor == "end":
                box = (near - wide, box[1], near, box[3])
            inside = box[0] >= 0 and box[2] <= WIDTH and box[1] >= 0 and box[3] <= height
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                return Label(round(near, 1), round(middle + _LINE * 0.3, 1), anchor, size == 1.0)
    return None


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    """A path that bends upwards, the more the longer it is."""
    (x1, y1), (x2, y2) = start, end
    bend = hypot(x2 - x1, y2 - y1) * 0.18
    return f"M{x1:g} {y1:g}Q{(x1 + x2) / 2:g} {(y1 + y2) / 2 - bend:g} {x2:g} {y2:g}"
