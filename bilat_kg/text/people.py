"""Who is named: people by the gazetteer, by an office beside an unknown name, or by a part of a name given before.

A person whom no gazetteer knows gets a name in Latin letters by transliteration and no QID. A mention is resolved only
where one person fits; otherwise it stays a word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from bilat_kg.model import Entity
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.gazetteer import Person, people, slug
from bilat_kg.text.morphology import Case, Morphology
from bilat_kg.text.spelling import fold
from bilat_kg.text.transliteration import romanize

_LONGEST_NAME = 6
_CUT_CASES: tuple[Case, ...] = ("Acc", "Gen", "Loc")


@dataclass(slots=True)
class Known:
    """A person met in this article: the entity, the words of the name, and the office last given."""

    entity: Entity
    parts: tuple[str, ...]
    office: str | None = None
    country: str | None = None


@cache
def _by_part(lang: str) -> dict[str, tuple[Person, ...]]:
    """People of the gazetteer by each word of their names, folded."""
    found: dict[str, dict[str, Person]] = defaultdict(dict)
    for person in people(lang):
        for name in person.names:
            for part in name.split():
                if len(part) > 2:
                    found[fold(part)][person.entity.id + person.office] = person
    return {part: tuple(persons.values()) for part, persons in found.items()}


class People:
    """The people of one article, met in reading order."""

    def __init__(self, lang: str, morphology: Morphology, states: Iterable[str]) -> None:
        self._by_part = _by_part(lang)
        self._morphology = morphology
        self._states = frozenset(states)
        self._known: dict[str, list[Known]] = defaultdict(list)

    def read(self, sentence: Sentence) -> None:
        """Turn the words of names into person chunks, and give each its office and country where the text does."""
        chunks = sentence.chunks
        i = 0
        while i < len(chunks):
            chunk = chunks[i]
            if chunk.kind == "person":
                self._meet(chunk)
            elif chunk.kind == "office":
                self._after_office(chunks, i)
            elif chunk.kind == "word" and not chunk.senses and len(chunk.text) > 2:
                self._by_known_part(chunks, i)
            i += 1
        for i, chunk in enumerate(chunks):
            if chunk.kind == "person":
                self._office(chunks, i)

    def _meet(self, chunk: Chunk) -> Known:
        assert chunk.entity is not None
        parts = tuple(chunk.text.split())
        for known in self._known.get(fold(parts[-1]), ()):
            if known.entity.id == chunk.entity.id:
                return known
        known = Known(chunk.entity, parts, country=chunk.entity.country)
        for part in parts:
            if len(part) > 2:
                self._known[fold(part)].append(known)
        return known

    def _after_office(self, chunks: list[Chunk], at: int) -> None:
        """``প্রধানমন্ত্রী ক্রিয়াংসাক চোমানান``: unknown words after an office title are a name."""
        first = at + 1
        if chunks[at].own != "Nom":
            return
        if first < len(chunks) and chunks[first].text == ",":
            first += 1
        if first >= len(chunks) or not _nameable(chunks[first]):
            return
        last = first
        while last < len(chunks) and last - first < _LONGEST_NAME and _nameable(chunks[last]):
            last += 1
            if _cut_name(self._morphology, chunks[last - 1].text, chunks, last)[1] != "Nom":
                break
        if chunks[first - 1].text == "," and last - first < 2:
            return
        self._name(chunks, first, last, chunks[at])

    def _name(self, chunks: list[Chunk], first: int, last: int, office: Chunk) -> None:
        stem, case = _cut_name(self._morphology, chunks[last - 1].text, chunks, last)
        words = [chunk.text for chunk in chunks[first : last - 1]] + [stem]
        entity, parts = self._resolve(words, office)
        chunk = Chunk("person", chunks[first].start, chunks[last - 1].end, " ".join(words), case)
        chunk.entity = entity
        chunks[first:last] = [chunk]
        known = Known(entity, tuple(parts), country=entity.country)
        for part in parts:
            if len(part) > 2:
                self._known[fold(part)].append(known)

    def _resolve(self, words: list[str], office: Chunk) -> tuple[Entity, list[str]]:
        """The one person of the article or the gazetteer whom these words and this office fit, or a new one."""
        folded = [fold(word) for word in words]
        met = [k for k in self._known.get(folded[-1], ()) if set(folded) <= {fold(part) for part in k.parts}]
        if len({known.entity.id for known in met}) == 1:
            return met[0].entity, words
        candidates = {
            person.entity.id: person
            for part in folded
            for person in self._by_part.get(part, ())
            if person.entity.country in self._states and self._fits(folded, person)
        }
        if len(candidates) > 1:
            in_office = {key: p for key, p in candidates.items() if p.office in office.senses}
            candidates = in_office or candidates
        if len(candidates) == 1:
            return next(iter(candidates.values())).entity, words
        name = romanize(" ".join(words))
        return Entity("person", slug(name), name, " ".join(words)), words

    @staticmethod
    def _fits(folded: list[str], person: Person) -> bool:
        """Every word stands in one of the person's names, or all but one of three or more."""
        for name in person.names:
            parts = {fold(part) for part in name.split()}
            hits = sum(word in parts for word in folded)
            if hits == len(folded) or (hits >= 2 and hits >= len(folded) - 1):
                return True
        return False

    def _by_known_part(self, chunks: list[Chunk], at: int) -> None:
        """A single word that is part of the name of exactly one person met before."""
        word = chunks[at].text
        for cut in self._morphology.cuts(word):
            if len(cut.stem) < 3:
                continue
            found = self._known.get(fold(cut.stem))
            if not found and cut.case == "Nom" and len(word) >= 6:
                found = self._misspelt(word)
            if found and len({known.entity.id for known in found}) == 1:
                last = at + 1
                while last < len(chunks) and chunks[last].kind == "word" and not chunks[last].senses:
                    again = self._known.get(fold(chunks[last].text))
                    if cut.case != "Nom" or not again or again[0].entity.id != found[0].entity.id:
                        break
                    last += 1
                chunk = Chunk("person", chunks[at].start, chunks[last - 1].end, cut.stem, cut.case)
                if cut.case == "Nom" and chunks[at].case != "Nom":
                    chunk.case = chunks[at].case
                chunk.entity = found[0].entity
                chunks[at:last] = [chunk]
                return

    def _misspelt(self, word: str) -> list[Known] | None:
        """A long word that differs in one letter from a part of the name of somebody met before."""
        near = [
            known
            for part, persons in self._known.items()
            if len(part) == len(word) and sum(a != b for a, b in zip(part, word, strict=True)) == 1
            for known in persons
        ]
        return near or None

    def _office(self, chunks: list[Chunk], at: int) -> None:
        """The office before or after a name, and the country whose office it is."""
        chunk = chunks[at]
        assert chunk.entity is not None
        records = self._known.get(fold(chunk.text.split()[-1]), [])
        known = next((k for k in records if k.entity.id == chunk.entity.id), None)
        for j in _beside(chunks, at):
            office = chunks[j]
            chunk.office = _visitor_office(office)
            state = _state_before(chunks, j)
            if known:
                known.office = chunk.office or known.office
                known.country = known.country or state
            break
        if known:
            chunk.office = chunk.office or known.office
            chunk.state = chunk.entity.country or known.country
        else:
            chunk.state = chunk.entity.country


def _beside(chunks: list[Chunk], at: int) -> list[int]:
    """Where an office title stands beside a name: right before it, or after it behind a comma and a country."""
    found = []
    before = at - 1
    if before >= 0 and chunks[before].text == ",":
        before -= 1
    if before >= 0 and chunks[before].kind == "office" and chunks[before].own == "Nom":
        found.append(before)
    after = at + 1
    if after + 1 < len(chunks) and chunks[after].text == ",":
        after += 1
        if chunks[after].kind == "country" and after + 1 < len(chunks):
            after += 1
        if chunks[after].kind == "office" and chunks[after - 1].kind == "country":
            found.append(after)
    return found


def _state_before(chunks: list[Chunk], office: int) -> str | None:
    """The country in whose genitive or adjective an office title stands."""
    before = office - 1
    while before >= 0 and chunks[before].kind == "word" and not chunks[before].senses and office - before < 3:
        before -= 1
    if before >= 0 and chunks[before].kind == "country" and chunks[before].case == "Gen":
        entity = chunks[before].entity
        return entity.id if entity else None
    return None


def _visitor_office(office: Chunk) -> str | None:
    return next((sense for sense in office.senses if not sense.startswith("office:")), None)


def _nameable(chunk: Chunk) -> bool:
    """Whether a chunk can be part of a name: a word that means nothing else, or a hyphen between two."""
    return chunk.kind == "word" and not chunk.senses and chunk.own == "Nom"


def _cut_name(morphology: Morphology, word: str, chunks: list[Chunk], after: int) -> tuple[str, Case]:
    """The stem and case of the last word of an unknown name: its ending counts only where what follows asks for one."""
    following = chunks[after] if after < len(chunks) else None
    for cut in reversed(morphology.cuts(word)[1:]):
        if len(cut.stem) < 3 or cut.case not in _CUT_CASES:
            continue
        if cut.case == "Acc":
            return cut.stem, cut.case
        if (
            cut.case == "Gen"
            and following is not None
            and (following.senses & {"with", "visit", "governed"} or following.text in morphology.postposition)
        ):
            return cut.stem, cut.case
    return word, "Nom"
