"""Look-ups of names: exact, inflected, in another spelling, nearly, by some of the words, by the first letters."""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice, takewhile

from bilat_kg.link.reconciliation.entities import ID, WIKIDATA, Known
from bilat_kg.link.reconciliation.names import FOLDED, Form, folded, folded_key, forms, key

_NEAR = 75.0  # of 100: a letter in four may differ
_FORMS = 6  # readings of a query that a search by likeness tries
_SPACES = (ID, WIKIDATA, "https://www.wikidata.org/entity/", "https://www.wikidata.org/wiki/")


class Rank(IntEnum):
    """What sort of name was found."""

    LABEL = 0
    ALIAS = 1
    WEAK = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity found by a name: ``at`` is its place in ``Index.entities``.

    ``layer`` counts the looks that came before this one found something: 0 is the first that did, and what a later
    one finds is only a second reading. ``likeness`` is from 0 to 1; 1 but for near misses and shared words.
    """

    at: int
    rank: Rank
    form: Form
    respelled: bool = False
    layer: int = 0
    likeness: float = 1.0
    by: str = "name"


class Index:
    """All names of some entities, once; to be shared between threads, since look-ups change nothing."""

    def __init__(self, entities: Iterable[Known]) -> None:
        self.entities: tuple[Known, ...] = tuple(entities)
        self._exact: defaultdict[str, list[tuple[int, Rank]]] = defaultdict(list)
        self._folded: defaultdict[str, list[tuple[int, Rank]]] = defaultdict(list)
        self._ids: defaultdict[str, list[int]] = defaultdict(list)
        for at, each in enumerate(self.entities):
            for id_ in {each.id, each.id.partition("/")[2], each.qid} - {None}:
                self._ids[id_.casefold()].append(at)  # type: ignore[union-attr]  # None was taken out
            ranked = dict.fromkeys(each.weak, Rank.WEAK)
            ranked |= dict.fromkeys(each.aliases, Rank.ALIAS)
            ranked |= dict.fromkeys(each.labels.values(), Rank.LABEL)
            exact: dict[str, Rank] = {}
            spelt: dict[str, Rank] = {}
            for name, rank in ranked.items():
                written = key(name)
                exact[written] = min(rank, exact.get(written, rank))
            for written, rank in exact.items():
                reduced = folded_key(written)
                spelt[reduced] = min(rank, spelt.get(reduced, rank))
            for table, names in ((self._exact, exact), (self._folded, spelt)):
                for reduced, rank in names.items():
                    if reduced:
                        table[reduced].append((at, rank))
        self._by_letter: defaultdict[str, list[str]] = defaultdict(list)
        postings: defaultdict[str, set[str]] = defaultdict(set)
        for reduced in self._folded:
            self._by_letter[reduced[:1]].append(reduced)
            for word in reduced.split():
                postings[word].add(reduced)
        total = len(self._folded) or 1
        self._names_with: Mapping[str, frozenset[str]] = {word: frozenset(names) for word, names in postings.items()}
        self._rarity = {word: math.log(1 + total / len(names)) for word, names in postings.items()}
        self._values: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        for at, each in enumerate(self.entities):
            for name, values in each.properties.items():
                for value in values:
                    self._values[name, key(value)].add(at)
        self._sorted = sorted((name, at, rank) for name, found in self._exact.items() for at, rank in found)

    def by_id(self, text: str) -> tuple[int, ...]:
        """The entities of that id, the last part of it, IRI or QID; a code such as MYS only as it is written."""
        text = text.strip()
        for space in _SPACES:
            text = text.removeprefix(space)
        found = self._ids.get(text.casefold(), ())
        return tuple(at for at in found if text in (self.entities[at].id, self._last(at), self.entities[at].qid))

    def _last(self, at: int) -> str:
        return self.entities[at].id.partition("/")[2]

    def having(self, property_: str, values: Iterable[str]) -> set[int]:
        """The entities that have one of these values of a property of that name."""
        return {at for value in values for at in self._values.get((property_, key(value)), ())}

    def find(self, name: str, accept: Callable[[Known], bool]) -> dict[int, Hit]:
        """The best hit for each entity that ``accept`` lets through, near misses and shared words among them."""
        found = dict(self.named(name, accept))
        for hit in (*self._near(name), *self._sharing(name)):
            if accept(self.entities[hit.at]):
                old = found.get(hit.at)
                if old is None or (old.by != "name" and old.likeness < hit.likeness):
                    found[hit.at] = hit
        return found

    def named(self, name: str, accept: Callable[[Known], bool]) -> dict[int, Hit]:
        """Who bears that name: as it stands, without an ending, and both in another spelling."""
        found: dict[int, Hit] = {}
        layer = 0
        for hits in self._looks(name):
            told = False
            for hit in hits:
                if accept(self.entities[hit.at]):
                    told = told or hit.rank != Rank.WEAK
                    if hit.at not in found or (found[hit.at].rank == Rank.WEAK and hit.rank != Rank.WEAK):
                        found[hit.at] = Hit(hit.at, hit.rank, hit.form, hit.respelled, layer)
            layer += told
        return found

    def _looks(self, name: str) -> Iterator[list[Hit]]:
        read = list(forms(name))
        for form in read:
            yield [Hit(at, rank, form) for at, rank in self._exact.get(form.text, ())]
        for form in read:
            if len(form.text) >= FOLDED:
                yield [Hit(at, rank, form, respelled=True) for at, rank in self._folded.get(folded(form.text), ())]

    def _near(self, name: str) -> Iterator[Hit]:
        from rapidfuzz import fuzz, process

        for form in islice(forms(name), _FORMS):
            wanted = folded(form.text)
            if len(wanted) < FOLDED:
                continue
            alike = process.extract(
                wanted, self._by_letter.get(wanted[:1], ()), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=20
            )
            for reduced, ratio, _ in alike:
                for at, rank in self._folded[reduced]:
                    if rank != Rank.WEAK:
                        yield Hit(at, rank, form, respelled=True, likeness=ratio / 100, by="near")

    def _sharing(self, name: str) -> Iterator[Hit]:
        """Names with some of the words; they are as alike as the shared words weigh among all, rare words more."""
        read = list(islice(forms(name), _FORMS))
        words = [[word] for word in folded(read[0].text).split()]
        if not words:
            return
        words[-1] = list(dict.fromkeys(word for form in read for word in folded(form.text).split()[-1:]))
        unknown = self._rarity_of("")
        asked = sum(max((self._rarity.get(word, 0.0) for word in each), default=0.0) or unknown for each in words)
        shared: defaultdict[str, float] = defaultdict(float)
        for each in words:
            known = [word for word in each if word in self._names_with]
            for reduced in {reduced for word in known for reduced in self._names_with[word]}:
                shared[reduced] += max(self._rarity[word] for word in known if reduced in self._names_with[word])
        alike = ((2 * weight / (asked + self._weight(reduced)), reduced) for reduced, weight in shared.items())
        for likeness, reduced in heapq.nlargest(30, alike):
            for at, rank in self._folded[reduced]:
                if rank != Rank.WEAK:
                    yield Hit(at, rank, read[0], likeness=min(likeness, 1.0), by="words")

    def _rarity_of(self, word: str) -> float:
        return self._rarity.get(word) or math.log(1 + len(self._folded))

    def _weight(self, reduced: str) -> float:
        return sum(self._rarity[word] for word in reduced.split())

    def beginning(self, prefix: str) -> list[int]:
        """The entities that a prefix may become: their ids, those called so in any form, names that begin so."""
        ids = self.by_id(prefix)
        start = key(prefix)
        hits = self.named(prefix, lambda _: True).values() if start else ()
        named = sorted((hit for hit in hits if hit.layer == 0), key=lambda hit: hit.rank)
        begun: dict[int, tuple[int, int, str]] = {}
        behind = self._sorted[bisect_left(self._sorted, (start,)) :]
        for name, at, rank in takewhile(lambda entry: entry[0].startswith(start), behind):
            order = (rank, -self.entities[at].weight, name)
            begun[at] = min(order, begun.get(at, order))
        return list(dict.fromkeys((*ids, *(hit.at for hit in named), *sorted(begun, key=begun.__getitem__))))
