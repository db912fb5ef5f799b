from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilat_kg.web.pages.atlas import WIDTH, Arc, Spot, draw, project
from bilat_kg.web.pages.render import BUILT
from tests.web.pages.conftest import needed

# what d3-geo's geoEqualEarth().rotate([-11, 0]).scale(184.6).translate([500, 244]) gives
PLACES = {
    (0, 0): (469.46620641725974, 244),
    (101.698, 3.1686): (751.5755796358586, 232.15372530838945),
    (37.6, 55.75): (557.9401074243995, 54.08290570254837),
    (-175, -21): (967.5894247500714, 321.6049252643701),
    (-169.5, 65): (856.5669366223747, 31.35474095707437),
    (180, 89): (778.0536301613386, 0.8699036915124054),
}
places = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
spots = st.builds(Spot, st.text("আকখABC ", min_size=1, max_size=20), places, st.integers(1, 40))


@pytest.mark.parametrize("place", PLACES)
def test_places_stand_where_d3_puts_them(place):
    assert project(*place) == pytest.approx(PLACES[place])


@given(st.lists(spots, min_size=1, max_size=30), st.booleans())
def test_everything_is_on_the_sheet_and_labels_do_not_cover_each_other(given_spots, whole):
    drawn = draw(given_spots, whole=whole)
    assert len(drawn.dots) == len(given_spots)
    boxes = []
    for dot in drawn.dots:
        assert -1 <= dot.x <= WIDTH + 1
        assert -1 <= dot.y <= drawn.height + 1
        if dot.label:
            wide = len(dot.spot.name) * 7.2
            left = dot.label.x if dot.label.anchor == "start" else dot.label.x - wide
            boxes.append((left, dot.label.y - 12, left + wide, dot.label.y + 2))
    for index, (left, top, right, bottom) in enumerate(boxes):
        assert left >= -0.2
        assert right <= WIDTH + 0.2
        for other in boxes[:index]:
            apart = (
                right <= other[0] + 0.3 or other[2] <= left + 0.3 or bottom <= other[1] + 0.3 or other[3] <= top + 0.3
            )
            assert apart


def test_what_is_near_is_drawn_near():
    close = draw([Spot("Dhaka", (90.4, 23.7)), Spot("Kolkata", (88.4, 22.6))])
    far = draw([Spot("Dhaka", (90.4, 23.7)), Spot("Lima", (-77.0, -12.0))], [Arc((90.4, 23.7), (-77.0, -12.0))])
    assert close.scale > 2 * far.scale
    assert not close.whole
    assert far.arcs[0][1].startswith("M")


def test_the_outlines_are_of_the_same_projection():
    """Moscow lies within the outline of Russia, and Kuala Lumpur within that of Malaysia, as they were built."""
    needed("the front end: pip install -e . with a network", BUILT / "world.svg")
    assert len(list((BUILT / "country").glob("*.svg"))) > 200
    for code, place in {"RUS": (37.6, 55.75), "MYS": (101.698, 3.1686), "BGD": (90.4, 23.7)}.items():
        assert _holds(_rings((BUILT / "country" / f"{code}.svg").read_text()), project(*place)), code


def _rings(svg: str) -> list[list[tuple[float, float]]]:
    scale = float(re.search(r"scale\(([\d.]+)\)", svg)[1])
    rings = []
    for part in re.findall(r"M([^MZ]+)Z", svg):
        start, _, moves = part.partition("l")
        x, y = map(float, start.split())
        ring = [(x * scale, y * scale)]
        steps = [float(number) for number in re.findall(r"-?\d+", moves)]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x * scale, y * scale))
        rings.append(ring)
    return rings


def _holds(rings: list[list[tuple[float, float]]], point: tuple[float, float]) -> bool:
    px, py = point
    crossings = 0
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y1 > py) != (y2 > py) and px < (x2 - x1) * (py - y1) / (y2 - y1) + x1:
                crossings += 1
    return crossings % 2 == 1
