"""A baseline to hold the figures against: a trigger word, and whatever stands nearest to it in the sentence.

It has what extraction has of words: the gazetteer, the triggers of the rule files, dates, numbers and amounts. It does
without what the rules do with them: no case endings, no clauses, no negation or plan, no reference from one sentence to
another, and of states it knows the article's two alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from bilat_kg.model import Article, Concept, Entity, Evidence, Fact, PartialDate, Period, Reading, Text, Value
from bilat_kg.resources import LANG
from bilat_kg.text.chunker import Chunker
from bilat_kg.text.chunks import Chunk, Kind, Sentence
from bilat_kg.text.disambiguation import choose_entities
from bilat_kg.text.gazetteer import countries
from bilat_kg.text.language import read_toml
from bilat_kg.text.lexicon import Lexicon, lexicon
from bilat_kg.text.namings import Namings
from bilat_kg.text.pair import Pair, find_pair
from bilat_kg.text.rules import RuleFile, rule_files
from bilat_kg.text.states import state_of
from bilat_kg.text.tokens import tokenize
from bilat_kg.text.values import AmountMention, DateMention, NumberMention, find_values

_PEOPLE = ("students", "tourists", "workers", "diaspora", "troops")
_EVENTS = {
    "war": "war",
    "fire": "war",
    "attack": "war",
    "relief": "aid",
    "rescue": "aid",
    "peacekeeping": "peacekeeping",
    "astronaut": "space_programme",
    "construction": "project",
    "open": "project",
}
_STANCES = {"oppose": "opposes", "propose": "proposes", "recognise": "recognises"}

Roles = Mapping[str, Sequence[Value]]
Made = tuple[str, Roles]


class Baseline:
    """Reads articles by trigger and distance."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._lexicon: Lexicon = lexicon(lang)
        self._namings = Namings(self._lexicon)
        self._chunker = Chunker(self._lexicon, read_toml(LANG / lang / "language.toml")["sentence_end"])
        self._files = {file.name: file for file in rule_files(lang)}

    def read(self, article: Article) -> Reading:
        """The facts of an article; refuses nothing."""
        tokens = tokenize(article.running)
        values = find_values(tokens, self.lang, self._namings.most(tokens.word))
        sentences = self._chunker.sentences(tokens, values)
        pair = find_pair(sentences, article.name)
        choose_entities(sentences, pair)
        facts: list[Fact] = []
        for sentence in sentences:
            words = Evidence(sentence.start, sentence.end, article.text[sentence.start : sentence.end])
            for name, (make, frequent) in _CLASSES.items():
                file = self._files[name]
                for at in sentence.having(*file.triggers):
                    if sentence.chunks[at].kind in {"person", "office"}:
                        continue
                    made = list(make(Place(sentence, at, pair, file, self._lexicon.goods)))
                    for type_, roles in made:
                        filled = tuple((role, tuple(given)) for role, given in roles.items() if given)
                        facts.append(Fact(type_, article.name, filled, (words,), f"baseline.{name}"))
                    if made and not frequent:
                        break
        return Reading(article, tuple(facts))


class Place:
    """A trigger in its sentence, and what stands nearest to it."""

    def __init__(self, sentence: Sentence, at: int, pair: Pair, file: RuleFile, goods: Mapping[str, str]) -> None:
        self.chunks, self.at, self.pair, self.file, self.goods = sentence.chunks, at, pair, file, goods

    @property
    def senses(self) -> frozenset[str]:
        """The senses of the trigger."""
        return self.chunks[self.at].senses

    def nearest(self, *kinds: Kind) -> Chunk | None:
        """The chunk of these kinds that the fewest chunks part from the trigger; of two, the one before it."""
        found = [i for i, chunk in enumerate(self.chunks) if chunk.kind in kinds and i != self.at]
        best = min(found, key=lambda i: (abs(i - self.at), i), default=None)
        return None if best is None else self.chunks[best]

    def states(self) -> tuple[Entity, Entity] | None:
        """The state of the pair that is named nearest, and the other one."""
        named = [
            (abs(i - self.at), i, code)
            for i, chunk in enumerate(self.chunks)
            if (code := state_of(chunk)) is not None and code in self.pair
        ]
        if not named:
            return None
        other = self.pair.other(min(named)[2])
        assert other is not None
        one = self.pair.first if other == self.pair.second else self.pair.second
        return countries()[one], countries()[other]

    @property
    def both(self) -> list[Value]:
        """The two states of the article."""
        return [countries()[code] for code in self.pair.codes]

    def date(self) -> list[PartialDate | Period]:
        """The nearest date."""
        chunk = self.nearest("date")
        value = chunk.value if chunk else None
        return [value.first] if isinstance(value, DateMention) and value.first is not None else []

    def city(self) -> list[Value]:
        """The nearest city."""
        chunk = self.nearest("city")
        return [chunk.entity] if chunk and chunk.entity else []


def _relation(place: Place) -> Iterator[Made]:
    if place.date():
        yield "DiplomaticRelation", {"party": place.both, "establishedOn": place.date()}


def _mission(place: Place) -> Iterator[Made]:
    types = place.file.settings["types"]
    states = place.states()
    kind = next((types[sense] for sense in sorted(place.senses) if sense in types), None)
    if states and kind:
        roles: Roles = {"sender": [states[0]], "receiver": [states[1]], "city": place.city(), "openedOn": place.date()}
        yield kind, {**roles, "status": [Concept("Open")]}


def _agreement(place: Place) -> Iterator[Made]:
    types = place.file.settings["types"]
    kind = next((types[sense] for sense in sorted(place.senses) if sense in types), "Agreement")
    senses = {sense for chunk in place.chunks for sense in chunk.senses}
    topics = [
        Concept(f"topic/{sense.removeprefix('topic.')}") for sense in sorted(senses) if sense.startswith("topic.")
    ]
    yield kind, {"party": place.both, "signedOn": place.date(), "topic": topics, "status": [Concept("Signed")]}


def _trade(place: Place) -> Iterator[Made]:
    chunk = place.nearest("amount", "number")
    values = (chunk.value, chunk.other) if chunk else ()
    amount = next((value for value in values if isinstance(value, AmountMention) and value.currency), None)
    if amount is None or not place.date() or not place.senses & {"flow.total", "flow.export", "flow.import"}:
        return
    roles: dict[str, Sequence[Value]] = {
        "period": place.date(),
        "amount": [amount.value],
        "currency": [Entity("currency", amount.currency or "", amount.currency or "")],
        "approximate": [amount.approximate],
    }
    if "flow.total" in place.senses:
        yield "TradeObservation", {"flow": [Concept("TotalTrade")], "party": place.both, **roles}
    elif states := place.states():
        one, other = states if "flow.export" in place.senses else states[::-1]
        yield "TradeObservation", {"flow": [Concept("Export")], "exporter": [one], "importer": [other], **roles}


def _visit(place: Place) -> Iterator[Made]:
    chunk = place.nearest("country", "city")
    code = state_of(chunk) if chunk else None
    other = place.pair.other(code)
    if code is None or other is None or not place.date():
        return
    guest, person = place.nearest("office"), place.nearest("person")
    offices = [sense for sense in sorted(guest.senses) if ":" not in sense] if guest else []
    yield (
        "Visit",
        {
            "visitor": [person.entity] if person and person.entity else [],
            "visitorOffice": [Concept(f"office/{offices[0]}")] if offices else [],
            "fromCountry": [countries()[other]],
            "toCountry": [countries()[place.pair.other(other) or code]],
            "startDate": place.date(),
            "visitKind": [Concept("visit-kind/unspecified")],
        },
    )


def _people(place: Place) -> Iterator[Made]:
    group = next((name for name in _PEOPLE if f"people.{name}" in place.senses), None)
    chunk, states = place.nearest("number"), place.states()
    number = chunk.value if chunk else None
    if group and states and isinstance(number, NumberMention):
        yield (
            "PeopleObservation",
            {
                "group": [Concept(f"people/{group}")],
                "fromCountry": [states[0]],
                "toCountry": [states[1]],
                "period": place.date(),
                "number": [Decimal(int(number.value))],
                "approximate": [number.approximate],
            },
        )


def _commodity(place: Place) -> Iterator[Made]:
    goods: list[Value] = [
        Text(place.goods.get(chunk.text, chunk.text), "en") for chunk in place.chunks if "good" in chunk.senses
    ]
    states = place.states()
    if goods and states and place.senses & {"flow.export", "flow.import"}:
        one, other = states if "flow.export" in place.senses else states[::-1]
        yield "CommodityTrade", {"exporter": [one], "importer": [other], "good": goods}


def _position(place: Place) -> Iterator[Made]:
    names = [sense.removeprefix("position.") for sense in sorted(place.senses) if sense in place.file.triggers]
    stance = next((_STANCES[name] for name in names if name in _STANCES), "supports")
    if states := place.states():
        yield "Position", {"holder": [states[0]], "stance": [Concept(f"stance/{stance}")], "towards": [states[1]]}


def _event(place: Place) -> Iterator[Made]:
    names = [sense.removeprefix("event.") for sense in sorted(place.senses) if sense in place.file.triggers]
    kind = next((_EVENTS[name] for name in names if name in _EVENTS), "dispute")
    if place.date():
        yield "Event", {"eventKind": [Concept(f"event-kind/{kind}")], "party": place.both, "date": place.date()}


# For each rule file what a trigger makes, and whether every trigger of a sentence makes one or only the first that can.
_CLASSES: Mapping[str, tuple[Callable[[Place], Iterator[Made]], bool]] = {
    "relation": (_relation, False),
    "mission": (_mission, True),
    "agreement": (_agreement, True),
    "trade": (_trade, True),
    "visit": (_visit, False),
    "people": (_people, False),
    "commodity": (_commodity, False),
    "position": (_position, False),
    "event": (_event, False),
}


@cache
def load(lang: str) -> Baseline:
    """The baseline of the language ``lang``, loaded once."""
    return Baseline(lang)
