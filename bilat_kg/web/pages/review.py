"""Lists that an editor works through: facts that cannot both be true, and what Wikidata lacks or contradicts."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bilat_kg.graph.namespaces import DATA_NS
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


FILE = "differences.json"
"""What ``bilat-kg diff SOURCE --format json`` wrote, kept in the directory of the store."""

_OUTCOMES = ("conflicting", "more precise", "undecided", "new", "less precise", "confirmed")
_ITEM, _PROPERTY = re.compile(r"Q[1-9]\d*"), re.compile(r"P[1-9]\d*")
_MOST = 500


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim of ours beside Wikidata's, as ``bilat-kg diff`` found it; ``items`` are the items that may be meant."""

    outcome: str
    path: str
    about: str
    property: str
    ours: str
    theirs: tuple[str, ...]
    items: tuple[str, ...]
    quote: str
    quote_lang: str


def wikidata(store: Path, outcome: str | None) -> Page:
    """Give the list of differences from Wikidata, of one outcome or of all; how to make one where there is none."""
    made = _read(store / FILE)
    if made is None:
        return Page("wikidata.html", {"made": None, "differences": [], "outcomes": [], "chosen": None, "hidden": 0})
    found = [each for each in map(_difference, made["differences"]) if each]
    counted = Counter(each.outcome for each in found)
    chosen = outcome if outcome in counted else None
    shown = sorted(
        (each for each in found if chosen in {None, each.outcome}),
        key=lambda each: (_OUTCOMES.index(each.outcome), each.about, each.property, each.ours),
    )
    return Page(
        "wikidata.html",
        {
            "made": {"source": str(made.get("source") or ""), "retrieved": str(made.get("retrieved") or "")[:16]},
            "outcomes": [(name, counted[name]) for name in _OUTCOMES if counted[name]],
            "chosen": chosen,
            "differences": shown[:_MOST],
            "hidden": max(len(shown) - _MOST, 0),
        },
    )


def _read(file: Path) -> dict[str, Any] | None:
    try:
        made = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
    return made if isinstance(made, dict) and isinstance(made.get("differences"), list) else None


def _difference(each: Any) -> Difference | None:  # noqa: ANN401  whatever a file says
    """One entry of the file, ``None`` for what is none: it may have been written by hand."""
    if not isinstance(each, dict) or each.get("outcome") not in _OUTCOMES:
        return None
    words: Any = next(iter(each.get("quotations") or ()), {})
    items = [each.get("item"), *(each.get("candidates") or ())]
    name = str(each.get("property") or "")
    return Difference(
        outcome=each["outcome"],
        path=str(each.get("fact") or "").removeprefix(DATA_NS),
        about=str(each.get("about") or ""),
        property=name if _PROPERTY.fullmatch(name) else "",
        ours=str(each.get("ours") or ""),
        theirs=tuple(map(str, each.get("theirs") or ())),
        items=tuple(item for item in items if isinstance(item, str) and _ITEM.fullmatch(item)),
        quote=str(words.get("text") or ""),
        quote_lang=str(words.get("lang") or ""),
    )
