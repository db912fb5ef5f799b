"""Frames: how each class of fact is read from sentences of chunks. One module a reader; rule files say what they read.

A reader is a named component: ``read(scene, sentence)`` yields facts of one sentence and refuses candidates through the
scene; ``read_field(scene, field, line, rules)``, where a reader has one, does the same for a field of the infobox;
``settle(scene, facts)``, where it has one, brings the facts of a whole article together; ``prepare(lang, rules)``,
where it has one, builds what it reads by, before the first article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module

from bilat_kg.model import Field
from bilat_kg.text.chunks import Sentence
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.rules import RuleFile, rule_files

Read = Callable[[Scene, Sentence, RuleFile], Iterator[FactDraft]]
ReadField = Callable[[Scene, Field, Sentence, RuleFile], Iterator[FactDraft]]
Settle = Callable[[Scene, list[FactDraft]], Iterable[FactDraft]]


@dataclass(frozen=True, slots=True)
class Frame:
    """A rule file and the component that reads it."""

    rules: RuleFile
    read: Read
    read_field: ReadField
    settle: Settle


def frames(lang: str) -> tuple[Frame, ...]:
    """The frames of a language, in the order of their rule files."""
    found = []
    for rules in rule_files(lang):
        module = import_module(f"bilat_kg.text.frames.{rules.reader}")
        read_field = getattr(module, "read_field", _nothing)
        getattr(module, "prepare", _nothing)(lang, rules)
        found.append(Frame(rules, module.read, read_field, getattr(module, "settle", _as_they_are)))
    return tuple(found)


def _nothing(*_: object) -> Iterator[FactDraft]:
    return iter(())


def _as_they_are(_: Scene, facts: list[FactDraft]) -> Iterable[FactDraft]:
    return facts


__all__ = ["FactDraft", "Frame", "Scene", "frames"]
