"""What it rests on that words were taken for an entity, and whom else they may mean.

Reading has decided by now; this only says by what: a name of the entity, the states of the article, another spelling.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cache, lru_cache

from bilat_kg.model import Article, Entity, Ground, Mention
from bilat_kg.resources import LANG
from bilat_kg.text.chunks import NAMES, Chunk
from bilat_kg.text.gazetteer import currencies, currency_names, currency_users, names, offices
from bilat_kg.text.language import read_toml
from bilat_kg.text.spelling import fold
from bilat_kg.text.tokens import Tokens
from bilat_kg.text.values import AmountMention, CurrencyMention

_Key = tuple[str, str]
_SAME = Decimal(1)
_NOBODY: frozenset[_Key] = frozenset()


@cache
def _bearers(lang: str) -> dict[str, frozenset[_Key]]:
    """Who bears a name, by kind and id; whoever it names weakly does not."""
    found: defaultdict[str, set[_Key]] = defaultdict(set)
    for name in names(lang):
        if name.entity is not None and name.kind != "weak":
            found[name.text].add((name.entity.kind, name.entity.id))
    return {name: frozenset(keys) for name, keys in found.items()}


@cache
def _names(lang: str) -> dict[_Key, frozenset[str]]:
    """All names of an entity, the weak ones too."""
    found: defaultdict[_Key, set[str]] = defaultdict(set)
    for name in names(lang):
        if name.entity is not None:
            found[name.entity.kind, name.entity.id].add(name.text)
    return {key: frozenset(texts) for key, texts in found.items()}


@cache
def _places_in(lang: str) -> frozenset[str]:
    """The words that make of the name of a city that of a place in it."""
    return frozenset(read_toml(LANG / lang / "names.toml").get("places_in", ()))


@lru_cache(maxsize=10_000)
def _likeness(lang: str, key: _Key, text: str) -> tuple[Ground, Decimal]:
    """What ``text``, which is no name of an entity, is to its names: another spelling, a part, or how like it is."""
    folded = fold(text)
    spellings = {fold(name) for name in _names(lang).get(key, ())}
    if folded in spellings:
        return "spelling", _SAME
    score = max((SequenceMatcher(None, folded, name, autojunk=False).ratio() for name in spellings), default=0.0)
    part = key[0] == "person" and any(set(folded.split()) < set(name.split()) for name in spellings)
    return "context" if part else "spelling", Decimal(f"{score:.2f}").normalize()


class Mentions:
    """The mentions of one article on two states, chunk by chunk."""

    def __init__(self, article: Article, tokens: Tokens, states: Collection[str]) -> None:
        self._lang = article.lang
        self._states = frozenset(states)
        self._text = article.text
        self._tokens = tokens
        self._links = article.links
        self._bearers: dict[str, frozenset[_Key]] = _bearers(article.lang)
        self._names: dict[_Key, frozenset[str]] = _names(article.lang)
        self._places_in = _places_in(article.lang)
        self._money: dict[str, Collection[str]] | None = None  # the names of the currencies of the two, once asked for

    def among(self, chunks: list[Chunk]) -> list[Mention]:
        """The mentions of a sentence, in its order."""
        said = [c for c in chunks if c.entity is not None or c.value is not None or c.kind == "office"]
        return [mention for chunk in said if (mention := self.of(chunk)) is not None]

    def of(self, chunk: Chunk) -> Mention | None:
        """The entity that a chunk names, if it names one; what only points at somebody (দেশটি) is no mention."""
        if chunk.entity is not None and chunk.kind in NAMES:
            return None if chunk.anaphor else self._name(chunk, chunk.entity)
        if chunk.kind == "office":
            office = offices().get(_office(chunk) or "")
            return self._mention(chunk, office, _own(chunk.text, office)) if office else None
        value = chunk.value
        if value is not None and isinstance(value, CurrencyMention | AmountMention):
            return self._currency(chunk, value)
        return None

    def _name(self, chunk: Chunk, entity: Entity) -> Mention:
        if chunk.others or not entity.qid:
            return self._mention(chunk, entity, None)
        key: _Key = (entity.kind, entity.id)
        bearers = self._bearers
        if self._links and any(bearers.get(page) == frozenset({key}) for page in self._pages(chunk)):
            return self._mention(chunk, entity, "sitelink")
        if entity.kind == "city" and chunk.text.rpartition(" ")[2] in self._places_in:
            return replace(self._mention(chunk, entity, None), others=(entity,))  # চট্টগ্রাম বন্দর is no city
        known = self._names.get(key)
        if known is not None and chunk.text in known:
            alone = key in bearers.get(chunk.text, _NOBODY) and not any(
                e.entity is not None and e.entity.kind == entity.kind and e.entity.id != entity.id
                for e in chunk.entries
            )
            return self._mention(chunk, entity, _own(chunk.text, entity) if alone else "context")
        ground, score = _likeness(self._lang, key, chunk.text)
        return self._mention(chunk, entity, ground, score)

    def _pages(self, chunk: Chunk) -> Iterator[str]:
        """The titles that the words of a chunk link to, their endings aside."""
        start, end = self._place(chunk)
        yield from (link.target for link in self._links if start <= link.start and link.end <= end)

    def _currency(self, chunk: Chunk, value: CurrencyMention | AmountMention) -> Mention | None:
        """The currency of an amount, or one named alone: the words of its name; an amount may take it from another."""
        currency = currencies().get(value.currency or "")
        if currency is None or (isinstance(value, AmountMention) and value.inherited):
            return None
        start, end = self._place(chunk)
        written = currency_names(self._lang)[currency.id]
        named = next((name for name in written if name in self._text[start:end]), "")
        if named:
            start = self._text.rindex(named, start, end)
            end = min(at for at in self._tokens.end[chunk.start : chunk.end] if at >= start + len(named))
        if self._elsewhere(named, currency.id):
            return None
        plain = " " not in named and named != currency.label_bn  # the states tell one রুপি from another
        ground: Ground = "context" if plain else _own(named, currency)
        return Mention(start, end, currency, ground if currency.qid else None)

    def _elsewhere(self, named: str, code: str) -> bool:
        """Whether a bare noun (ডলার) was taken for a third currency where one of the two states has one of that name."""
        if " " in named:
            return False
        if self._money is None:
            known, users = currency_names(self._lang), currency_users()
            self._money = {code: known[code] for code in known if not users[code].isdisjoint(self._states)}
        return code not in self._money and any(
            name.split()[-1] == named for names in self._money.values() for name in names
        )

    def _mention(self, chunk: Chunk, entity: Entity, ground: Ground | None, score: Decimal = _SAME) -> Mention:
        start, end = self._place(chunk)
        return Mention(start, end, entity, ground if entity.qid else None, chunk.others, score)

    def _place(self, chunk: Chunk) -> tuple[int, int]:
        return self._tokens.start[chunk.start], self._tokens.end[chunk.end - 1]


def _own(text: str, entity: Entity) -> Ground:
    return "label" if text == entity.label_bn else "alias"


def _office(chunk: Chunk) -> str | None:
    """The id of the one office that a title names."""
    ids = [sense.removeprefix("office:") for sense in chunk.senses if sense.startswith("office:")]
    return ids[0] if len(ids) == 1 else None
