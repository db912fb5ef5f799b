"""States: which carries on the relations of another, which somebody or something stands for, where each is governed."""

from __future__ import annotations

from functools import cache, lru_cache

from bilat_kg.model import Entity
from bilat_kg.text.chunks import Chunk
from bilat_kg.text.gazetteer import capitals, cities, successors

_TODAY: dict[str, str] = {}  # what ``party`` has answered, for the codes of the gazetteer


def party(code: str) -> str:
    """The state that carries on the relations of ``code``: itself, or its successor."""
    today = _TODAY.get(code)
    if today is None:
        heir = successors().get(code)
        today = _TODAY[code] = heir[0] if heir else code
    return today


@lru_cache(maxsize=4096)
def with_former(codes: tuple[str, str]) -> tuple[str, ...]:
    """Two states and those that they succeeded: whose people an article on them may name."""
    return (*codes, *(former for former, (heir, _) in successors().items() if heir in codes))


@cache
def has_former(code: str) -> bool:
    """Whether a state carries on the relations of another that is no more."""
    return any(heir == code for former, (heir, _) in successors().items() if former != code)


def is_capital(city: Entity) -> bool:
    """Whether a city is a seat of government today."""
    known = cities().get(city.id)
    return bool(known and known[2]) or city.qid in capitals().get(city.country or "", ())


def state_of(chunk: Chunk) -> str | None:
    """The code of the state that a chunk stands for: a country, a city's country, a person's."""
    if chunk.kind == "country":
        return chunk.entity.id if chunk.entity else None
    if chunk.kind == "city":
        return chunk.entity.country if chunk.entity else None
    if chunk.kind == "person":
        return chunk.state
    return None
