"""What the lexicon says of a word or a phrase."""

from __future__ import annotations

from dataclasses import dataclass

from bilat_kg.model import Entity
from bilat_kg.text.morphology import Case, VerbForm


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a word or phrase: an entity by one of its names (``kind`` says how), or senses (``word``)."""

    kind: str
    senses: frozenset[str] = frozenset()
    entity: Entity | None = None
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """All that the lexicon knows of one word form, cached: its meanings, the case of its ending, its verb form."""

    entries: tuple[Entry, ...]
    stem: str
    case: Case
    plural: bool
    verb: VerbForm | None
    senses: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """The longest phrase of the lexicon at a place: how many tokens it covers, its meanings and its ending.

    The same words give the same object, so that it can be told by identity. ``verb`` is the form of a phrase that ends
    with a verb in any of its forms (উঠে যায়, উঠে গেছে); other phrases have none.
    """

    length: int
    entries: tuple[Entry, ...]
    stem: str
    case: Case
    plural: bool
    verb: VerbForm | None = None
