"""Rule files: what a fact class's frames are called, what they mean, their words, and their examples.

A rule file (``lang/<code>/rules/<class>.toml``) is data: senses, the reader that interprets them, and rules with
examples, at least one of them negative. Conditions live in the reader, a named component.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from bilat_kg.resources import LANG
from bilat_kg.text.language import read_toml


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the facts that must be read from it, no more and no fewer; none for a negative example.

    ``pair`` holds the codes of the two states that the article would be about. Each fact gives ``type`` and the roles
    that matter, by the ontology's names: a country by its code, everything else by its English label or value.
    ``infobox`` has the fields that the article's infobox would have. ``bound``: what is read depends on these very
    states (the calendar of one, a currency of both), so that no others can take their places.
    """

    text: str
    pair: tuple[str, str]
    facts: tuple[Mapping[str, Any], ...]
    infobox: Mapping[str, str] = field(default_factory=dict)
    bound: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which a language states a fact; ``name`` is what the fact's ``rule`` says."""

    name: str
    about: str
    examples: tuple[Example, ...]
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RuleFile:
    """The rules of one frame: ``reader`` names the component, ``triggers`` the senses that open the frame."""

    name: str
    reader: str
    triggers: frozenset[str]
    rules: tuple[Rule, ...]
    settings: Mapping[str, Any]


@cache
def rule_files(lang: str) -> tuple[RuleFile, ...]:
    """All rule files of a language, in the order of their names."""
    return tuple(_read(path.stem, read_toml(path)) for path in sorted((LANG / lang / "rules").glob("*.toml")))


def _read(name: str, data: Mapping[str, Any]) -> RuleFile:
    rules = tuple(
        Rule(
            rule["name"],
            rule["about"],
            tuple(_example(example) for example in rule.get("example", ())),
            {key: value for key, value in rule.items() if key not in {"name", "about", "example"}},
        )
        for rule in data.get("rule", ())
    )
    frame = data["frame"]
    settings = {key: value for key, value in data.items() if key not in {"frame", "rule", "senses", "verbs"}}
    return RuleFile(name, frame["reader"], frozenset(frame["triggers"]), rules, settings)


def _example(data: Mapping[str, Any]) -> Example:
    first, second = data["pair"].split()
    return Example(
        data["text"], (first, second), tuple(data["facts"]), data.get("infobox", {}), data.get("bound", False)
    )
