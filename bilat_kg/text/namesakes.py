"""Whom of the gazetteer a name means: by all its words, by a spelling near it, by the office that stands beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from functools import cache, lru_cache

from bilat_kg.model import Entity
from bilat_kg.resources import LANG
from bilat_kg.text.chunks import Chunk
from bilat_kg.text.gazetteer import Person, people
from bilat_kg.text.language import read_toml
from bilat_kg.text.spelling import fold, near_spelling

_SHORT = 3  # letters of the shortest word that tells one name from another
_REALMS = 2  # states that one person may head in turn
_SEAT = "GBR"  # where the monarch of more of them lives
# Which offices of the gazetteer a title may mean.
_HOLDS = {
    "president": {"head_of_state", "head_of_government"},
    "monarch": {"head_of_state", "crown_prince"},
    "prime_minister": {"head_of_government"},
    "vice_president": {"vice_president"},
    "deputy_prime_minister": {"deputy_head_of_government"},
    "foreign_minister": {"foreign_minister"},
    "crown_prince": {"crown_prince", "head_of_state"},
}
_LEADS = frozenset({"head_of_state", "head_of_government"})


_Named = tuple[Person, tuple[tuple[str, ...], ...]]
"""Somebody of the gazetteer with the words of each name, folded."""


@cache
def _named(lang: str) -> tuple[_Named, ...]:
    return tuple((person, tuple(tuple(fold(name).split()) for name in person.names)) for person in people(lang))


@cache
def _by_part(lang: str) -> dict[str, tuple[_Named, ...]]:
    """People of the gazetteer by each word of their names."""
    found: dict[str, dict[str, _Named]] = defaultdict(dict)
    for named in _named(lang):
        person, names = named
        for part in {part for name in names for part in name}:
            if len(part) >= _SHORT:
                found[part][f"{person.entity.id} {person.entity.country} {person.office}"] = named
    return {part: tuple(persons.values()) for part, persons in found.items()}


@cache
def _bearers(lang: str) -> dict[str, tuple[Entity, ...]]:
    """The people of the gazetteer by id, once for each state that they held an office of."""
    found: dict[str, dict[str | None, Entity]] = defaultdict(dict)
    for person in people(lang):
        found[person.entity.id].setdefault(person.entity.country, person.entity)
    return {key: tuple(entities.values()) for key, entities in found.items()}


@cache
def _by_letter(lang: str) -> dict[tuple[str | None, str], tuple[_Named, ...]]:
    """People by their state and each letter that a word of their names begins with: near spellings share it."""
    found: dict[tuple[str | None, str], list[_Named]] = defaultdict(list)
    for named in _named(lang):
        person, names = named
        for letter in {word[0] for name in names for word in name}:
            found[person.entity.country, letter].append(named)
    return {key: tuple(persons) for key, persons in found.items()}


@lru_cache(maxsize=4096)
def _nearly(lang: str, state: str, words: tuple[str, ...]) -> tuple[Person, ...]:
    """The people of a state whose names are spelt nearly like ``words``; the same few are asked for again and again."""
    return tuple(
        person
        for person, names in _by_letter(lang).get((state, words[0][0]), ())
        if any(_is_near(words, name) for name in names)
    )


@cache
def _particles(lang: str) -> frozenset[str]:
    """The folded words that stand inside names and tell nobody from anybody else."""
    return frozenset(fold(word) for word in read_toml(LANG / lang / "names.toml")["particles"])


class Namesakes:
    """The gazetteer's people as an article on two states may mean them."""

    def __init__(self, lang: str, states: Collection[str]) -> None:
        self._by_part = _by_part(lang)
        self._bearers = _bearers(lang)
        self._lang = lang
        self._particles = _particles(lang)
        self._states = frozenset(states)

    def has_part(self, key: str) -> bool:
        """Whether the folded word ``key`` is part of anybody's name."""
        return key in self._by_part

    def bearers(self, ids: Collection[str]) -> tuple[Entity, ...]:
        """One entity for each of these ids."""
        return tuple(self._bearers[key][0] for key in sorted(ids))

    def choose(self, ids: Collection[str]) -> Entity | None:
        """Of the bearers of one full name the one who held an office of one of the two states, if only one did.

        Who heads many states (the Commonwealth's monarch) speaks for the one that he lives in.
        """
        options = [entity for key in sorted(ids) for entity in self._bearers[key]]
        if len(ids) == 1 and len({entity.country for entity in options}) > _REALMS:
            return next((entity for entity in options if entity.country == _SEAT), options[0])
        ours = {entity.id: entity for entity in reversed(options) if entity.country in self._states}
        if len(ours) == 1:
            return next(iter(ours.values()))
        return options[0] if len(ids) == 1 else None

    def is_name(self, entity: Entity, name: str) -> bool:
        """Whether these words name somebody of the gazetteer without what stands before them: ``কাবুস``, ``সুলতান কাবুস``."""
        words = fold(name).split()
        return any(
            person.entity.id == entity.id
            and any(known[0] == words[0] and _fits(words, known, self._particles) for known in names)
            for state in self._states
            for person, names in _by_letter(self._lang).get((state, words[0][0]), ())
        )

    def leader(self, key: str) -> Entity | None:
        """Who led one of the two states, if ``key`` ends the name of nobody else there; it is folded."""
        ours = [named for named in self._by_part.get(key, ()) if named[0].entity.country in self._states]
        if len({person.entity.id for person, _ in ours}) != 1:
            return None
        led = any(person.office in _LEADS and any(name[-1] == key for name in names) for person, names in ours)
        return ours[0][0].entity if led else None

    def find(self, words: list[str], office: Chunk | None) -> Entity | None:
        """The one person of the two states whose name the folded ``words`` are and whose office fits, if any."""
        exact: list[Person] = []
        whole: list[Person] = []  # of whom every word is told
        for part in dict.fromkeys(words):
            for person, names in self._by_part.get(part, ()):
                if person.entity.country in self._states and any(_fits(words, name, self._particles) for name in names):
                    exact.append(person)
                    if any(all(word in name for word in words) for name in names):
                        whole.append(person)
        found = _one(whole or exact, office)
        if found is None and not exact:
            near = [person for state in self._states for person in _nearly(self._lang, state, tuple(words))]
            found = _one([person for person in near if len(words) > 1 or _held(person, office)], office)
        return found


def _one(options: list[Person], office: Chunk | None) -> Entity | None:
    if len({person.entity.id for person in options}) > 1:
        options = [person for person in options if _held(person, office)]
    return options[0].entity if len({person.entity.id for person in options}) == 1 else None


def _held(person: Person, office: Chunk | None) -> bool:
    return office is not None and any(person.office in _HOLDS.get(sense, ()) for sense in office.senses)


def _fits(words: list[str], name: tuple[str, ...], particles: Collection[str]) -> bool:
    """Every word stands in the name, or all but one of three or more that are no particles (আহমেদ আল-রাজি).

    Then both begin alike or end alike: জ্যাং সং-মিন is not সং মিন-সুন.
    """
    if all(word in name for word in words):
        return True
    if words[0] != name[0] and words[-1] != name[-1]:
        return False
    telling = [word for word in words if word not in particles]
    hits = sum(word in name for word in telling)
    return hits >= 2 and hits >= len(telling) - 1


def _is_near(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Every word is a spelling near one of the name: one letter in four may differ, and none of a short word."""
    return all(any(near_spelling(word, part) for part in name) for word in words)
