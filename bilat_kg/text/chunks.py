"""Sentences and their chunks: each a name, a value, a word of the lexicon, a verb or a mark.

Every token belongs to exactly one chunk. Chunks carry the case that roles are read from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bilat_kg.model import Entity
from bilat_kg.text.entries import Entry
from bilat_kg.text.morphology import Case, VerbForm
from bilat_kg.text.values import AmountMention, CurrencyMention, DateMention, NumberMention

Kind = Literal[
    "country", "city", "person", "organization", "office",
    "date", "amount", "number", "currency",
    "word", "verb", "mark",
]  # fmt: skip
Value = DateMention | AmountMention | NumberMention | CurrencyMention
NAMES = frozenset({"country", "city", "person", "organization"})
_NO_SENSES: frozenset[str] = frozenset()
_NO_VALUE: Value | None = None  # a bare None would be no default to mypyc, for a union of more than two
if TYPE_CHECKING:
    from bilat_kg.text.clauses import Clause


class Chunk:
    """One piece of a sentence.

    ``start``, ``end``: token indices, half open. ``text``: the stem for a name or a known word, the form otherwise.
    ``case``: the case that counts, ``own``: the case of its own ending. ``entity``: who is meant, for names; other
    readings stay in ``entries``, which are empty where none is a name, and where nothing tells who is meant, those who
    may be are ``others``. ``adjective``: a country named by its adjective (থাই, চীনা), which stands in ``Gen``;
    ``anaphor``: a country that the text only points at (দেশটি).
    ``value``: the date, amount, number or currency read here; ``other``: its second reading, where it has one (a bare
    year may be a number, a number with a scale but no currency an amount). ``group``: chunks of one coordination share
    a number. ``office`` and ``state``: of a person, the office that the text gives and the code of the country that the
    person speaks for.
    """

    # What most chunks do not have stands on the class: a text has many chunks, and making one must be cheap.
    entries: tuple[Entry, ...] = ()
    entity: Entity | None = None
    others: tuple[Entity, ...] = ()
    adjective: bool = False
    anaphor: bool = False
    plural: bool = False
    verb: VerbForm | None = None
    value: Value | None = _NO_VALUE
    other: Value | None = _NO_VALUE
    group: int = 0
    office: str | None = None
    state: str | None = None

    def __init__(
        self, kind: Kind, start: int, end: int, text: str, case: Case = "Nom", senses: frozenset[str] = _NO_SENSES
    ) -> None:
        self.kind: Kind = kind
        self.start = start
        self.end = end
        self.text = text
        self.case: Case = case
        self.own: Case = case
        self.senses = senses

    def at(self, start: int, end: int) -> Chunk:
        """The same chunk at another place: how the forms that the chunker keeps become chunks of a text."""
        chunk = Chunk(self.kind, start, end, self.text, self.case, self.senses)
        chunk.take(self)
        return chunk

    def copied(self) -> Chunk:
        """The same chunk once more, with all that the text has told of it."""
        chunk = Chunk(self.kind, self.start, self.end, self.text, self.case, self.senses)
        chunk.own, chunk.plural, chunk.verb, chunk.group = self.own, self.plural, self.verb, self.group
        chunk.entries, chunk.entity, chunk.others = self.entries, self.entity, self.others
        chunk.adjective, chunk.anaphor = self.adjective, self.anaphor
        chunk.value, chunk.other = self.value, self.other
        chunk.office, chunk.state = self.office, self.state
        return chunk

    def take(self, form: Chunk) -> None:
        """Take what ``form`` has beyond what every chunk has."""
        if form.entries:
            self.entries = form.entries
            self.entity = form.entity
            if form.adjective:
                self.adjective = True
        if form.plural:
            self.plural = True
        if form.verb is not None:
            self.verb = form.verb

    def __repr__(self) -> str:
        what = self.entity.id if self.entity else self.value or "|".join(sorted(self.senses))
        return f"<{self.kind} {self.text!r} {self.case} {what}>"


def all_senses(chunks: list[Chunk]) -> frozenset[str]:
    """The senses of a stretch of chunks, all together."""
    return _NO_SENSES.union(*[chunk.senses for chunk in chunks if chunk.senses])


def bears(chunks: list[Chunk], sense: str) -> bool:
    """Whether a chunk of a stretch bears a sense."""
    return any(chunk.senses and sense in chunk.senses for chunk in chunks)


@dataclass(slots=True, eq=False)
class Sentence:
    """One sentence: its chunks, its place in the text (character offsets, trimmed), its heading, its place in a list.

    ``item``: the sentence is an item of a list, and ``intro`` the sentence that opens the list, where one does.
    ``above``: the senses of its marked heading and of those above that.
    ``senses``: the senses and kinds of its chunks, all together, by which a frame is opened.
    ``dated``: the date that its heading is, and ``lender`` another sentence that says when what it tells of was.
    ``elsewhere``: it goes on about others than the two states.
    """

    index: int
    start: int
    end: int
    chunks: list[Chunk]
    heading: frozenset[str] = _NO_SENSES
    item: bool = False
    intro: Sentence | None = None
    above: frozenset[str] = _NO_SENSES
    senses: frozenset[str] = _NO_SENSES
    clauses: list[Clause] | None = None
    dated: DateMention | None = None
    lender: Sentence | None = None
    elsewhere: bool = False

    def having(self, *senses: str) -> Iterator[int]:
        """Indices of the chunks that bear one of ``senses``."""
        if len(senses) == 1:
            sense = senses[0]
            if self.senses and sense not in self.senses:  # those of a line of an infobox are not gathered
                return iter(())
            return iter([i for i, chunk in enumerate(self.chunks) if sense in chunk.senses])
        if self.senses and self.senses.isdisjoint(senses):
            return iter(())
        wanted = set(senses)
        return iter([i for i, chunk in enumerate(self.chunks) if not wanted.isdisjoint(chunk.senses)])

    def of(self, *kinds: Kind) -> Iterator[int]:
        """Indices of the chunks of the given kinds."""
        return (i for i, chunk in enumerate(self.chunks) if chunk.kind in kinds)


def dates(sentence: Sentence) -> Iterator[tuple[int, DateMention]]:
    """The absolute dates of a sentence with the indices of their chunks."""
    if sentence.senses and "date" not in sentence.senses:  # those of a line of an infobox are not gathered
        return
    for i, chunk in enumerate(sentence.chunks):
        mention = date_of(chunk)
        if mention is not None and mention.first is not None:
            yield i, mention


def date_of(chunk: Chunk) -> DateMention | None:
    """The date that a chunk holds, absolute or not."""
    return chunk.value if isinstance(chunk.value, DateMention) else None
