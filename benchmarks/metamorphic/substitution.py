"""A text recast: other states, cities, people, dates and amounts in it, and the facts that must follow."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from benchmarks.metamorphic.casts import LANG, Cast, Words, states
from benchmarks.metamorphic.figures import Shift, money, names_weekday, scaled, shift
from benchmarks.metamorphic.inflection import Ending, inflection
from bilat_kg import sources
from bilat_kg.model import Article, Concept, Entity, Fact, PartialDate, Period, Text, Value
from bilat_kg.text.chunks import Chunk
from bilat_kg.text.pair import Pair
from bilat_kg.text.pipeline import load
from bilat_kg.text.places import misspelt
from bilat_kg.text.rules import rule_files
from bilat_kg.text.spelling import fold
from bilat_kg.text.states import party
from bilat_kg.text.tokens import Tokens, tokenize
from bilat_kg.text.values import AmountMention, CurrencyMention, NumberMention

_NAMES = {"country", "city", "person"}
_UNCOMPARED = {"about", "good", "label", "name"}  # free text, and goods, in which nothing was substituted
_COUNTED = 20  # a smaller number counts things, not people

Key = tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A text that is put through substitutions: where it comes from, its two states, its facts as it stands."""

    origin: str
    text: str
    pair: Pair
    facts: tuple[Fact, ...]
    slots: tuple[Slot, ...]

    @property
    def dates(self) -> list[list[str]]:
        """The tokens of its dates."""
        return [slot.tokens for slot in self.slots if slot.kind == "date"]

    @property
    def amounts(self) -> list[list[str]]:
        """The tokens of its amounts."""
        return [slot.tokens for slot in self.slots if slot.kind == "amount"]

    @property
    def currencies(self) -> dict[str, str]:
        """The currencies that it names by a noun that several share, and those that take their place."""
        bare = {
            slot.currency for slot in self.slots if slot.currency and money(slot.tokens, slot.currency) != slot.tokens
        }
        return {code: "USD" if code == "USD" else "EUR" for code in bare}


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """A piece of a text that can be another: its characters, what it is, who is meant and in which form."""

    start: int
    end: int
    kind: str
    entity: Entity | None = None
    stem: str = ""
    ending: Ending = field(default_factory=Ending)
    adjective: bool = False
    tokens: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    currency: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Recast:
    """A unit after a substitution: its text and pair, the keys of the facts that must be read, and how to key them."""

    unit: Unit
    text: str
    pair: Pair
    expected: tuple[Key, ...]
    lost: frozenset[str]

    def keys(self, facts: tuple[Fact, ...]) -> list[Key]:
        """The facts read from the new text, comparable with ``expected``."""
        return [key(fact, self.lost) for fact in facts]


def article(name: str, text: str) -> Article:
    """A text as an article to be read."""
    return Article(name, f"https://w3id.org/bilat-kg/id/article/{name}", LANG, text)


def of_rules() -> Iterator[Unit]:
    """The examples of all rules, negative ones too, but for those that are bound to their states."""
    for file in rule_files(LANG):
        for rule in file.rules:
            for n, example in enumerate(rule.examples):
                unit = None if example.bound else make(f"{rule.name} #{n}", example.text, Pair(*sorted(example.pair)))
                if unit:
                    yield unit


def of_articles(folder: Path) -> Iterator[Unit]:
    """The sentences of the articles of a folder that yield facts when they stand alone; names are ``<iso3>-<iso3>``."""
    pipeline = load(LANG)
    for each in sources.read(folder):
        first, second = sorted(each.name.upper().split("-"))
        pair = Pair(party(first), party(second))
        for sentence in pipeline.scene(each, tokenize(each.text), pair).sentences:
            unit = make(f"{each.name} {sentence.start}", each.text[sentence.start : sentence.end], pair)
            if unit and unit.facts:
                yield unit


def make(origin: str, text: str, pair: Pair) -> Unit | None:
    """A unit of ``text``; ``None`` where its names cannot be put to others: their form, or two states of one heir."""
    facts = load(LANG).read(article("unit", text), pair).facts
    found = slots(text, pair, facts)
    if None in found:
        return None
    played = {slot.entity.id for slot in found if slot and slot.kind == "country" and slot.entity}
    if len({party(code) for code in played}) < len(played):
        return None  # two states with one successor (East and West Germany) cannot both be played by one
    return Unit(origin, text, pair, facts, tuple(slot for slot in found if slot is not None))


def slots(text: str, pair: Pair, facts: Iterable[Fact]) -> list[Slot | None]:
    """The names and figures of a text that gives ``facts``; ``None`` for a name in a form of no use."""
    pipeline = load(LANG)
    types = {fact.type for fact in facts}
    values = [value for fact in facts for _, values in fact.roles for value in values]
    years = {value.year for value in values if isinstance(value, PartialDate)}
    scene = pipeline.scene(article("unit", text), tokenize(text), pair)
    found: list[Slot | None] = []
    for sentence in scene.sentences:
        for chunk in sentence.chunks:
            if chunk.kind in _NAMES and chunk.entity is not None and not chunk.anaphor:
                found.append(_name(chunk, scene.tokens))
            elif chunk.kind in {"date", "amount", "currency"} or (chunk.kind == "number" and _counts(chunk, types)):
                found.append(_figure(chunk, scene.tokens))
            elif isinstance(chunk.value, NumberMention) and chunk.value.value in years:  # প্রটোকল ১৯৬১
                found.append(replace(_figure(chunk, scene.tokens), kind="date"))
            elif "Visit" in types and misspelt(chunk, LANG, pair.codes, scene.morphology) is not None:
                found.append(None)  # তাল্লিনায়: of the old pair's cities, but by no name that another could take
    return found


def _counts(chunk: Chunk, types: set[str]) -> bool:
    """Whether a number is one of people, or an amount whose currency stands elsewhere, and not of things."""
    number = chunk.value
    if not isinstance(number, NumberMention):
        return False
    if "TradeObservation" in types:
        return number.scaled
    return types == {"PeopleObservation"} and number.value >= _COUNTED


def _figure(chunk: Chunk, tokens: Tokens) -> Slot:
    inside = range(chunk.start, chunk.end)
    gaps = [tokens.text[tokens.end[i - 1] if i > chunk.start else tokens.start[i] : tokens.start[i]] for i in inside]
    kind = "amount" if chunk.kind == "number" else chunk.kind
    words = [tokens.word[i] for i in inside]
    values = (chunk.value, chunk.other)
    currency = next((v.currency for v in values if isinstance(v, AmountMention | CurrencyMention)), None)
    return Slot(tokens.start[chunk.start], tokens.end[chunk.end - 1], kind, tokens=words, gaps=gaps, currency=currency)


def _name(chunk: Chunk, tokens: Tokens) -> Slot | None:
    """The slot of a name: its stem ends in the last token that is no ending of its own."""
    start, end = tokens.start[chunk.start], tokens.end[chunk.end - 1]
    last = chunk.text.split()[-1]
    for i in reversed(range(chunk.start, chunk.end)):
        word = tokens.word[i]
        if word.startswith(last):
            tail = word[len(last) :] + tokens.text[tokens.end[i] : end]
            ending = inflection(LANG).read(tail, last) if tail else Ending()
            if ending is None:
                return None
            return Slot(start, end, chunk.kind, chunk.entity, chunk.text, ending, chunk.adjective)
    return None


def recast(unit: Unit, code: str, dice: random.Random, *, aliases: bool = False) -> Recast | None:
    """``unit`` with the state ``code`` for one of its two, and another for the other.

    ``None`` where that cannot be done: the new state has too few cities or known people, or a date would be none.
    """
    other = dice.choice([each for each in states() if each != code])
    first, second = (code, other) if dice.random() < 0.5 else (other, code)
    codes = {unit.pair.first: first, unit.pair.second: second}
    cast = Cast(unit.pair, codes, dice, aliases)
    moved = shift(unit.dates, unit.amounts, dice, whole_weeks=names_weekday(unit.text))
    pieces: list[str] = []
    at = 0
    for slot in unit.slots:
        new = _new(slot, cast, moved, unit)
        if new is None:
            return None
        pieces += [unit.text[at : slot.start], new]
        at = slot.end
    text = "".join([*pieces, unit.text[at:]])
    lost = _lost(unit, cast)
    try:
        expected = tuple(key(_follow(fact, unit, cast, moved), lost) for fact in unit.facts)
    except ValueError:  # a date that was worked out would fall on no day
        return None
    return Recast(unit, text, Pair(*sorted((first, second))), expected, lost)


def _new(slot: Slot, cast: Cast, moved: Shift, unit: Unit) -> str | None:
    if slot.kind in {"date", "amount", "currency"}:
        tokens = moved.tokens(slot.tokens) if slot.kind == "date" else scaled(slot.tokens, moved.factor)
        if slot.currency is not None:
            tokens = money(tokens, slot.currency)
        return "".join(gap + token for gap, token in zip(slot.gaps, tokens, strict=True))
    assert slot.entity is not None
    name: str | None = None
    if slot.kind == "country":
        name = cast.country(slot.entity.id, slot.adjective)
    elif slot.kind == "city":
        city = cast.city(slot.entity)
        name = cast.name(city) if city else None
    else:
        name = _person(slot, cast, unit)
    return inflection(LANG).put(name, slot.ending) if name else None


def _person(slot: Slot, cast: Cast, unit: Unit) -> str | None:
    """The new name in the length of the old mention: whole, or the part of it that stands there."""
    assert slot.entity is not None
    person = cast.person(slot.entity)
    if person is None:
        return None
    name = person if isinstance(person, str) else person.label
    mentions = [
        other.stem.split() for other in unit.slots if other.entity is slot.entity or other.entity == slot.entity
    ]
    longest, words = max(mentions, key=len), slot.stem.split()
    if len(words) < len(longest):
        parts = name.split()
        return parts[0] if words[0] == longest[0] else parts[-1]
    return name


def _lost(unit: Unit, cast: Cast) -> frozenset[str]:
    """Roles that are not compared: free text, and the city where it bears its country's name, before or after.

    Such a country's name alone says in which city something is, as that of another does not.
    """
    lost = set(_UNCOMPARED)
    named = {slot.entity.id for slot in unit.slots if slot.kind == "city" and slot.entity}
    if any(isinstance(city, Entity) and city.id not in named for fact in unit.facts for city in fact.role("city")):
        lost.add("city")
    if any(states()[code].is_city for code in cast.codes.values()):
        lost.add("city")
    return frozenset(lost)


def _follow(fact: Fact, unit: Unit, cast: Cast, moved: Shift) -> Fact:
    """The fact after the substitution."""
    currencies = unit.currencies
    roles = tuple(
        (name, tuple(_value(name, value, cast, moved, currencies) for value in values)) for name, values in fact.roles
    )
    return Fact(fact.type, fact.article, roles, fact.evidence, fact.rule)


def _value(role: str, value: Value, cast: Cast, moved: Shift, currencies: Mapping[str, str]) -> Value:
    match value:
        case Entity(kind="country"):
            state = cast.state(value.id)
            return state.country.entity if state else value
        case Entity(kind="city"):
            words = cast.city(value)
            return words.entity if words else value
        case Entity(kind="person"):
            person = cast.person(value)
            if isinstance(person, Words):
                return person.entity
            return Entity("person", "", person or "", person)
        case Entity(kind="currency"):
            return replace(value, id=currencies.get(value.id, value.id))
        case PartialDate() | Period():
            return moved.date(value)
        case Decimal() if role == "amount" or (role == "number" and value >= _COUNTED):
            return value * moved.factor
        case bool():
            return value
        case int() if role == "number" and value >= _COUNTED:
            return value * moved.factor
    return value


def key(fact: Fact, lost: frozenset[str]) -> Key:
    """What of a fact has to follow: its type and its roles, people without a QID by their Bengali name."""
    roles = {
        name: tuple(sorted(_plain(value) for value in values if not isinstance(value, Text)))
        for name, values in fact.roles
        if name not in lost and values
    }
    return fact.type, tuple(sorted(roles.items()))


def _plain(value: Value) -> str:
    match value:
        case Entity(kind="country"):
            return party(value.id)  # other years may make of a state the one before it
        case Entity(kind="city" | "currency"):
            return value.id
        case Entity(kind="person"):
            return value.qid or fold(value.label_bn or "")
        case Entity():
            return value.kind  # a ministry or central bank bears its country's name
        case Concept():
            return value.name
        case Decimal():
            return format(value.normalize(), "f")
    return str(value)
