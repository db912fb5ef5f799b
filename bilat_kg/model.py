"""The plain values that pass between the steps: articles, entities, dates, facts, abstentions.

Both wings meet here and nowhere else. Everything is frozen; nothing here knows spaCy or Oxigraph.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

EntityKind = Literal["country", "city", "person", "organization", "office", "currency", "relationship"]
Ground = Literal["decision", "sitelink", "label", "alias", "context", "spelling", "gazetteer"]
"""What a link rests on, the surest first.

``decision``: somebody decided. ``sitelink``: the words carry a wikilink to a page whose title names this entity alone.
``label``, ``alias``: they are a name of this one entity. ``context``: the states of the article, or an office, tell it
from its namesakes. ``spelling``: they spell its name differently. ``gazetteer``: no words; the gazetteer has its item.
"""


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink of the source: its words, as offsets into the article's text, and the title that it leads to."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an infobox: its name and value, and its line in the article's text, as offsets."""

    name: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read: ``text`` is the one text that every offset refers to (NFC, markup already gone).

    ``name`` is the source file's name up to its first dot, or a title made fit for a path; it names the article in
    records and commands. ``iri`` names it in the graph. ``source`` is the address that it was taken from; of a wiki's
    page, that of the very ``revision``. ``body``: where the running text ends, of a page with an infobox: its fields
    stand behind, a line each, so that they can be quoted like everything else.
    """

    name: str
    iri: str
    lang: str
    text: str
    title: str | None = None
    source: str | None = None
    revision: str | None = None
    licence: str | None = None
    links: tuple[Link, ...] = ()
    infobox: tuple[Field, ...] = ()
    body: int | None = None

    @property
    def running(self) -> str:
        """The running text, without the lines of the infobox."""
        return self.text[: self.body]

    @property
    def sha256(self) -> str:
        """Hex digest of the text's UTF-8 bytes."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that a gazetteer knows, or that an article names.

    ``id`` is the local part of its IRI: an ISO 3166-1 alpha-3 code for a country, a QID where Wikidata has one, else
    a slug of the English name. ``country`` is the ISO code of the country that it belongs to, where known.
    """

    kind: EntityKind
    id: str
    label_en: str
    label_bn: str | None = None
    qid: str | None = None
    country: str | None = None


_PARTIAL = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as precise as its source: ``"1967"``, ``"1967-04"`` or ``"1967-04-03"`` (ISO 8601)."""

    iso: str

    def __post_init__(self) -> None:
        if not _PARTIAL.fullmatch(self.iso):
            raise ValueError(f"not a partial ISO date: {self.iso!r}")

    @property
    def year(self) -> int:
        """The calendar year."""
        return int(self.iso[:4])

    def __str__(self) -> str:
        return self.iso


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of time between two partial dates, such as a fiscal year; both ends belong to it."""

    first: PartialDate
    last: PartialDate

    @property
    def year(self) -> int:
        """The year in which the period begins."""
        return self.first.year

    def __str__(self) -> str:
        joint = "-" if len(self.first.iso) == len(self.last.iso) == 4 else "/"
        return f"{self.first}{joint}{self.last}"


@dataclass(frozen=True, slots=True)
class Concept:
    """A value from a closed list of the ontology, by its local name: ``Open``, ``topic/trade``."""

    name: str


@dataclass(frozen=True, slots=True)
class Text:
    """A string in a language, such as what a position is about or the label of an event."""

    value: str
    lang: str | None = None


Value = Entity | PartialDate | Period | Concept | Text | Decimal | int | bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that state a fact: ``text[start:end] == quote`` in the article's text, in Python string positions."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of one article.

    ``type`` is the local name of its most specific class in the ontology (``HighCommission``, ``Agreement``).
    ``roles`` maps the local names of ontology properties (``sender``, ``party``, ``openedOn``) to their values, in
    order; a role with no value is absent. ``confidence`` is 1 where every key role stands in the clause of the
    trigger, and less the further away they were found. ``warnings`` are remarks on plausibility that change nothing.
    """

    type: str
    article: str
    roles: tuple[tuple[str, tuple[Value, ...]], ...]
    evidence: tuple[Evidence, ...]
    rule: str
    confidence: Decimal = Decimal(1)
    warnings: tuple[str, ...] = ()

    def role(self, name: str) -> tuple[Value, ...]:
        """The values of one role, ``()`` where the fact has none."""
        for key, values in self.roles:
            if key == name:
                return values
        return ()


@dataclass(frozen=True, slots=True)
class Abstention:
    """A candidate that a rule opened and refused: where, by which rule, and why."""

    article: str
    rule: str
    reason: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity named in an article: the words, as offsets, and for whom or what they were taken.

    ``ground`` is what that rests on, ``None`` where the gazetteer knows nobody whom the words must mean. ``others`` are
    entities of the gazetteer whom the words may mean where they cannot be told apart. ``score`` is how alike the words
    and the nearest name of the entity are, from 0 to 1 (a name of it, its case ending aside).
    """

    start: int
    end: int
    entity: Entity
    ground: Ground | None
    others: tuple[Entity, ...] = ()
    score: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Naming:
    """That an article names an entity on one ground: all mentions with these ``others``, ``score`` that of the best."""

    entity: Entity
    ground: Ground | None
    others: tuple[Entity, ...]
    mentions: int
    score: Decimal


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """A Wikidata item that an entity may be.

    ``label`` is its English name, ``score`` how alike its name and the words are, from 0 to 1 (the same).
    """

    qid: str
    label: str
    ground: Ground
    score: Decimal


@dataclass(frozen=True, slots=True)
class ItemLink:
    """Which Wikidata item an entity is, as one article names it, or which ones it may be.

    ``article`` is an IRI; ``None`` for an entity that only the gazetteer tells of. ``mentions`` is how often the
    article names the entity on the ground of the link. ``item`` is ``None`` where the link is open; ``candidates`` are
    then those between whom nothing decides. ``note`` is who decided, when and why, where somebody did.
    """

    entity: Entity
    article: str | None
    mentions: int
    item: Candidate | None
    candidates: tuple[Candidate, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one article: facts, refused candidates and the entities that it names."""

    article: Article
    facts: tuple[Fact, ...] = ()
    abstentions: tuple[Abstention, ...] = ()
    mentions: tuple[Mention, ...] = ()

    def namings(self) -> tuple[Naming, ...]:
        """Whom the article names, how often on which ground: all that links are made of."""
        groups: dict[tuple[Entity, Ground | None, tuple[Entity, ...]], list[Decimal]] = {}
        for mention in self.mentions:
            groups.setdefault((mention.entity, mention.ground, mention.others), []).append(mention.score)
        return tuple(Naming(*key, len(scores), max(scores)) for key, scores in groups.items())
