"""What it rests on that words were taken for an entity, and whom else they may mean.

Reading has decided by now; this only says by what: a name of the entity, the states of the article, another spelling.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cache

from bilat_kg.model import Article, Entity, Ground, Mention
from bilat_kg.text.chunks import NAMES, Chunk
from bilat_kg.text.gazetteer import currencies, currency_names, names, offices
from bilat_kg.text.spelling import fold
from bilat_kg.text.tokens import Tokens
from bilat_kg.text.values import AmountMention, CurrencyMention

_Key = tuple[str, str]
_SAME = Decimal(1)


@cache
def _bearers(lang: str) -> Mapping[str, frozenset[_Key]]:
    """Who bears a name, by kind and id; whoever it names weakly does not."""
    found: defaultdict[str, set[_Key]] = defaultdict(set)
    for name in names(lang):
        if name.entity is not None and name.kind != "weak":
            found[name.text].add((name.entity.kind, name.entity.id))
    return {name: frozenset(keys) for name, keys in found.items()}


@cache
def _names(lang: str) -> Mapping[_Key, frozenset[str]]:
    """All names of an entity, the weak ones too."""
    found: defaultdict[_Key, set[str]] = defaultdict(set)
    for name in names(lang):
        if name.entity is not None:
            found[name.entity.kind, name.entity.id].add(name.text)
    return {key: frozenset(texts) for key, texts in found.items()}


class Mentions:
    """The mentions of one article, chunk by chunk."""

    def __init__(self, article: Article, tokens: Tokens) -> None:
        self._lang = article.lang
        self._text = article.text
        self._tokens = tokens
        self._links = article.links

    def of(self, chunk: Chunk) -> Mention | None:
        """The entity that a chunk names, if it names one; what only points at somebody (দেশটি) is no mention."""
        if chunk.kind in NAMES:
            return self._name(chunk, chunk.entity) if chunk.entity is not None and not chunk.anaphor else None
        if chunk.kind == "office":
            office = offices().get(_office(chunk) or "")
            return self._mention(chunk, office, _own(chunk.text, office)) if office else None
        if isinstance(chunk.value, CurrencyMention | AmountMention):
            return self._currency(chunk, chunk.value)
        return None

    def _name(self, chunk: Chunk, entity: Entity) -> Mention:
        if chunk.others or not entity.qid:
            return self._mention(chunk, entity, None)
        key: _Key = (entity.kind, entity.id)
        bearers = _bearers(self._lang)
        if any(bearers.get(page) == frozenset({key}) for page in self._pages(chunk)):
            return self._mention(chunk, entity, "sitelink")
        known = _names(self._lang).get(key, frozenset())
        if chunk.text in known:
            namesakes = {e.entity.id for e in chunk.entries if e.entity and e.entity.kind == entity.kind} - {entity.id}
            alone = key in bearers.get(chunk.text, ()) and not namesakes
            return self._mention(chunk, entity, _own(chunk.text, entity) if alone else "context")
        folded = fold(chunk.text)
        spellings = {fold(name) for name in known}
        if folded in spellings:
            return self._mention(chunk, entity, "spelling")
        score = max((SequenceMatcher(None, folded, name, autojunk=False).ratio() for name in spellings), default=0.0)
        part = entity.kind == "person" and any(set(folded.split()) < set(name.split()) for name in spellings)
        return self._mention(chunk, entity, "context" if part else "spelling", Decimal(f"{score:.2f}").normalize())

    def _pages(self, chunk: Chunk) -> Iterator[str]:
        """The titles that the words of a chunk link to, their endings aside."""
        if self._links:
            start, end = self._place(chunk)
            yield from (link.target for link in self._links if start <= link.start and link.end <= end)

    def _currency(self, chunk: Chunk, value: CurrencyMention | AmountMention) -> Mention | None:
        """The currency of an amount, or one named alone; an amount that takes it from another names none."""
        currency = currencies().get(value.currency or "")
        if currency is None or (isinstance(value, AmountMention) and value.inherited):
            return None
        start, end = self._place(chunk)
        written = currency_names(self._lang)[currency.id]
        named = next((name for name in written if name in self._text[start:end]), "")
        ground: Ground = _own(named, currency) if " " in named else "context"  # the states tell one রুপি from another
        return self._mention(chunk, currency, ground)

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
