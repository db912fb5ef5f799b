"""Which state it was at the time: whoever went to Moscow in 1972 went to the Soviet Union.

Where a text speaks of a state by its name of today, that name stands, and so it does for ``দুই দেশ``, which stands for
names given before; a city or a leader names no state.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from bilat_kg.model import Entity, PartialDate, Period, Value
from bilat_kg.text.chunks import Sentence
from bilat_kg.text.gazetteer import countries, lifetimes, successors

_WHEN = ("startDate", "signedOn", "establishedOn", "date")
_STATES = ("fromCountry", "toCountry", "party")
_PLACED = "party"  # a role that points at the state by a city alone, and not by who came or where to


@cache
def _predecessors() -> Mapping[str, tuple[tuple[str, int, int], ...]]:
    """For each state those that it carries on, with the years of their lives."""
    found: dict[str, list[tuple[str, int, int]]] = {}
    for former, (heir, _) in successors().items():
        first, last = lifetimes().get(former, (None, None))
        if first is not None and last is not None:
            found.setdefault(heir, []).append((former, first, last))
    return {heir: tuple(each) for heir, each in found.items()}


def at_the_time(code: str, year: int) -> str:
    """The former state that ``code`` was in ``year``, if facts keep its name and it was the only one; else ``code``."""
    alive = [former for former, first, last in _predecessors().get(code, ()) if first <= year < last]
    if len(alive) != 1 or not successors()[alive[0]][1]:
        return code
    return alive[0]


def of_their_time(roles: dict[str, list[Value]], sentences: Collection[Sentence]) -> None:
    """Put the former state in place of its successor in the roles of a fact that no sentence names it for."""
    heirs = _predecessors()
    year = 0  # not looked for yet
    for role in _STATES:
        values = roles.get(role)
        if values is None:
            continue
        for at, value in enumerate(values):
            if not isinstance(value, Entity) or value.id not in heirs or value.kind != "country":
                continue  # most states are the first of their name
            year = year or _first_year(roles)
            if not year:
                return
            former = at_the_time(value.id, year)
            if former == value.id or _named(value.id, sentences):
                continue
            if role != _PLACED or _placed(value.id, sentences):
                values[at] = countries()[former]


def _first_year(roles: Mapping[str, list[Value]]) -> int:
    """The first year that the dates of a fact tell; 0 where none does."""
    for role in _WHEN:
        values = roles.get(role)
        for value in values or ():
            if isinstance(value, PartialDate | Period) and value.year:
                return value.year
    return 0


def _placed(code: str, sentences: Collection[Sentence]) -> bool:
    return any(
        chunk.kind == "city" and chunk.entity is not None and chunk.entity.country == code
        for sentence in sentences
        for chunk in sentence.chunks
    )


def _named(code: str, sentences: Collection[Sentence]) -> bool:
    return any(
        chunk.kind == "country" and chunk.entity is not None and chunk.entity.id == code and not chunk.anaphor
        for sentence in sentences
        for chunk in sentence.chunks
    )
