"""Who plays whom: the states, cities and people of a text, recast with others of the gazetteer."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from bilat_kg.model import Entity
from bilat_kg.text.gazetteer import Name, cities, countries, lifetimes, names, people
from bilat_kg.text.lexicon import lexicon
from bilat_kg.text.pair import Pair
from bilat_kg.text.spelling import fold
from bilat_kg.text.states import is_capital, party

LANG = "bn"


@dataclass(frozen=True, slots=True)
class Words:
    """The Bengali names of one entity; ``label`` is the first of ``all``."""

    entity: Entity
    all: tuple[str, ...]

    @property
    def label(self) -> str:
        """The name to show."""
        return self.all[0]


@dataclass(frozen=True, slots=True)
class State:
    """A state that can play a part: its names, its adjectives, its capital, its other cities by size, its leaders."""

    code: str
    country: Words
    adjectives: tuple[str, ...]
    capital: Words
    cities: tuple[Words, ...]
    leaders: tuple[Words, ...]

    @property
    def is_city(self) -> bool:
        """Whether its capital bears its name."""
        return not {fold(name) for name in self.country.all}.isdisjoint(fold(name) for name in self.capital.all)


@cache
def states() -> dict[str, State]:
    """Every state of today with a Bengali name, an adjective and a capital with a Bengali name, by its code."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    entities: dict[tuple[str, str], Entity] = {}
    for name in names(LANG):
        if name.entity is not None and name.kind in {"country", "demonym", "city"} and inflects(name.text):
            found[name.kind, name.entity.id].append(name.text)
            entities[name.kind, name.entity.id] = name.entity
    towns: dict[str | None, list[Words]] = defaultdict(list)
    for key, (city, _, _) in sorted(cities().items(), key=lambda item: (-item[1][1], item[0])):
        if city.label_bn and found.get(("city", key)):
            towns[city.country].append(Words(city, tuple(found["city", key])))
    cast = {}
    for code, country in countries().items():
        own = found.get(("country", code))
        adjectives = found.get(("demonym", code))
        capital = next((town for town in towns[code] if is_capital(town.entity)), None)
        if code in lifetimes() or not own or not adjectives or capital is None:
            continue
        others = tuple(town for town in towns[code] if not is_capital(town.entity))
        cast[code] = State(code, Words(country, tuple(own)), tuple(adjectives), capital, others, leaders(code))
    return cast


def inflects(name: str) -> bool:
    """Whether a name is one that a writer would put an ending on, unlike ``ওয়াশিংটন, ডি.সি.`` or ``কোলন, পানামা``."""
    return not set(name) & set(",.()") and name[-1] not in "-–'"


@cache
def _bearers() -> Counter[str]:
    """How many people of the gazetteer bear a name."""
    return Counter(key for person in _by_id().values() for key in {fold(name) for name in person.all})


@cache
def _by_id() -> dict[str, Words]:
    found: dict[str, list[str]] = defaultdict(list)
    entities = {}
    for person in people(LANG):
        found[person.entity.id] += [name for name in person.names if name not in found[person.entity.id]]
        entities[person.entity.id] = person.entity
    return {key: Words(entities[key], tuple(all_)) for key, all_ in found.items()}


@cache
def _offices() -> dict[str, set[str]]:
    """The kinds of office that the people of the gazetteer have held."""
    held: dict[str, set[str]] = defaultdict(set)
    for person in people(LANG):
        held[person.entity.id].add(person.office)
    return held


@cache
def leaders(code: str) -> tuple[Words, ...]:
    """People of one state alone, whose name is of two words or more and borne by nobody else."""
    of: dict[str, set[str | None]] = defaultdict(set)
    for person in people(LANG):
        of[person.entity.id].add(person.entity.country)
    return tuple(
        words
        for key, words in _by_id().items()
        if of[key] == {code} and " " in words.label and _bearers()[fold(words.label)] == 1 and not _titled(words.label)
    )


def _titled(name: str) -> bool:
    """Whether a name begins with an office (রাজা ফিলিপ, গ্র্যান্ড ডিউক অঁরি): it would say more than a name."""
    known, words = lexicon(LANG), name.split()
    title = known.phrase(words[:2], 0) if words[0] in known.starts else None
    entries = (*known.word(words[0]).entries, *(title.entries if title is not None else ()))
    return any(entry.kind == "office" for entry in entries)


@cache
def _name_parts() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """First and last words of people's names that are no other words of the lexicon, for names that nobody bears."""
    known = lexicon(LANG)
    parts: tuple[set[str], set[str]] = (set(), set())
    for words in _by_id().values():
        for text in words.all:
            first, *_, last = text.split() if " " in text else ("", "")
            for part, store in ((first, parts[0]), (last, parts[1])):
                word = known.word(part)
                if len(part) > 3 and part.isalpha() and not word.entries and word.verb is None:
                    store.add(part)
    return tuple(sorted(parts[0])), tuple(sorted(parts[1]))


@cache
def _full_names() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(fold(text).split()) for words in _by_id().values() for text in words.all)


@dataclass(slots=True)
class Cast:
    """One recasting: every state, city and person that is asked for gets a part once, and keeps it.

    ``pair`` are the two states of the text, ``codes`` says which state plays each. ``aliases``: take any name of
    the gazetteer and not its label alone.
    """

    pair: Pair
    codes: dict[str, str]
    dice: random.Random
    aliases: bool = False
    cities: dict[str, Words] = field(default_factory=dict)
    people: dict[str, Words | str] = field(default_factory=dict)

    def state(self, code: str) -> State | None:
        """The state that plays ``code``; a third state is given a part when it is first met."""
        code = party(code)
        if code not in self.codes:
            taken = {*self.codes.values(), *self.pair.codes}
            self.codes[code] = self.dice.choice([other for other in states() if other not in taken])
        return states()[self.codes[code]]

    def country(self, code: str, adjective: bool) -> str | None:
        """A name, or an adjective, of the state that plays ``code``."""
        state = self.state(code)
        if state is None:
            return None
        if adjective:
            return self.dice.choice(state.adjectives)
        return self.name(state.country)

    def name(self, words: Words) -> str:
        """A name of somebody or something: its label, or any."""
        return self.dice.choice(words.all) if self.aliases else words.label

    def city(self, city: Entity) -> Words | None:
        """The city that plays ``city``: a capital for a capital; ``None`` where the new state has too few."""
        if city.id not in self.cities:
            state = self.state(city.country or "")
            if state is None:
                return None
            if is_capital(city):
                self.cities[city.id] = state.capital
            else:
                taken = {words.entity.id for words in self.cities.values()}
                free = [w for w in state.cities[:12] if w.entity.id not in taken and self._clear(w)]
                if not free:
                    return None
                self.cities[city.id] = self.dice.choice(free)
        return self.cities[city.id]

    def _clear(self, words: Words) -> bool:
        """Whether the name is of this city alone within the new pair, or anywhere for a third state."""
        code = words.entity.country
        ours = set(self.codes.values())
        bearers = [name.entity for name in _city_names().get(fold(words.label), ()) if name.entity is not None]
        if code in {self.codes.get(each) for each in self.pair.codes}:
            bearers = [city for city in bearers if city.country in ours]
        return len({city.id for city in bearers}) == 1

    def person(self, person: Entity) -> Words | str | None:
        """Who plays ``person``: for somebody whom the gazetteer knows a leader, if it can be of the same office.

        For others it is a name that nobody bears. ``None`` where the new state has no leader in the gazetteer.
        """
        if person.id not in self.people:
            if person.id in _by_id():
                state = self.state(person.country) if person.country else None
                taken = {p.entity.id for p in self.people.values() if isinstance(p, Words)}
                free = [words for words in state.leaders if words.entity.id not in taken] if state else []
                alike = [words for words in free if _offices()[words.entity.id] & _offices()[person.id]]
                if not free:
                    return None
                self.people[person.id] = self.dice.choice(alike or free)
            else:
                self.people[person.id] = self._invented()
        return self.people[person.id]

    def _invented(self) -> str:
        given, family = _name_parts()
        while True:
            name = f"{self.dice.choice(given)} {self.dice.choice(family)}"
            words = set(fold(name).split())
            if not any(words <= full for full in _full_names()):
                return name


@cache
def _city_names() -> Mapping[str, list[Name]]:
    found: dict[str, list[Name]] = defaultdict(list)
    for name in names(LANG):
        if name.kind == "city":
            found[fold(name.text)].append(name)
    return found
