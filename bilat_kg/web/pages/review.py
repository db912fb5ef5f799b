"""Lists that an editor works through: facts that cannot both be true, and what Wikidata lacks or contradicts."""

from __future__ import annotations

from dataclasses import dataclass

from bilat_kg.web.pages.asking import Ask
from bilat_kg.web.pages.facts import Fact, facts
from bilat_kg.web.pages.language import Language
from bilat_kg.web.pages.render import Page


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two facts that cannot both be true, and the roles in which they differ."""

    one: Fact
    other: Fact
    differ: tuple[str, ...]


async def conflicts(ask: Ask, language: Language) -> Page:
    """Give the list of all conflicts."""
    found = await facts(ask, language, "conflict")
    by_path = {fact.path: fact for fact in found}
    pairs = [
        Conflict(fact, by_path[path], _differ(fact, by_path[path]))
        for fact in found
        for path in fact.conflicts
        if path in by_path and fact.path < path
    ]
    return Page("conflicts.html", {"conflicts": pairs})


def _differ(one: Fact, other: Fact) -> tuple[str, ...]:
    names = dict.fromkeys((*one.roles, *other.roles))
    return tuple(name for name in names if one.roles.get(name) != other.roles.get(name))
