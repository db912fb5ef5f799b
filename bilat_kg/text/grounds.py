"""What it rests on that words were taken for an entity, and whom else they may mean.

Reading has decided by now; this only says by what: a name of the entity, the states of the article, another spelling.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from bilat_kg.model import Article, Entity, Ground, Mention
from bilat_kg.text.chunks import NAMES, Chunk
from bilat_kg.text.gazetteer import currencies, names, offices
from bilat_kg.text.spelling import fold
from bilat_kg.text.tokens import Tokens
from bilat_kg.text.values import AmountMention, CurrencyMention

_Key = tuple[str, str]


@cache
def _bearers(lang: str) -> Mapping[str, frozenset[_Key]]:
    """The kind and id of all who bear a name; a weak name is that of a namesake, too."""
    found: defaultdict[str, set[_Key]] = defaultdict(set)
    for name in names(lang):
        if name.entity is not None:
            found[name.text].add((name.entity.kind, name.entity.id))
    return {name: frozenset(keys) for name, keys in found.items()}


@cache
def _spellings(lang: str) -> Mapping[_Key, frozenset[str]]:
    """All names of an entity, folded."""
    found: defaultdict[_Key, set[str]] = defaultdict(set)
    for name, keys in _bearers(lang).items():
        for key in keys:
            found[key].add(fold(name))
    return {key: frozenset(spellings) for key, spellings in found.items()}


class Mentions:
    """The mentions of one article, chunk by chunk."""

    def __init__(self, article: Article, tokens: Tokens) -> None:
        self._lang = article.lang
        self._text = article.text
        self._tokens = tokens
        self._pages = {(link.start, link.end): link.target for link in article.links}

    def of(self, chunk: Chunk) -> Mention | None:
        """The entity that a chunk names, if it names one; what only points at somebody (দেশটি) is no mention."""
        if chunk.anaphor:
            return None
        if chunk.kind in NAMES and chunk.entity is not None:
            return self._name(chunk, chunk.entity)
        if chunk.kind == "office":
            ids = {sense.removeprefix("office:") for sense in chunk.senses if sense.startswith("office:")}
            office = offices().get(next(iter(ids))) if len(ids) == 1 else None
            return self._mention(chunk, office, self._own(chunk.text, office)) if office else None
        if isinstance(chunk.value, CurrencyMention | AmountMention):
            return self._currency(chunk, chunk.value)
        return None

    def _name(self, chunk: Chunk, entity: Entity) -> Mention:
        if chunk.others or not entity.qid:
            return self._mention(chunk, entity, None)
        key = (entity.kind, entity.id)
        page = self._page(chunk)
        if page is not None and _bearers(self._lang).get(page) == {key}:
            return self._mention(chunk, entity, "sitelink")
        alike = {other.id for e in chunk.entries if (other := e.entity) is not None and other.kind == entity.kind}
        known = _bearers(self._lang).get(chunk.text, frozenset())
        if key in known and alike <= {entity.id} and not any(entry.kind == "weak" for entry in chunk.entries):
            return self._mention(chunk, entity, self._own(chunk.text, entity))
        if key not in known and fold(chunk.text) in _spellings(self._lang).get(key, ()):
            return self._mention(chunk, entity, "spelling")
        whole = len(chunk.text.split()) > 1 or entity.kind != "person"
        return self._mention(chunk, entity, "spelling" if key not in known and whole else "context")

    @staticmethod
    def _own(text: str, entity: Entity) -> Ground:
        return "label" if text == entity.label_bn else "alias"

    def _page(self, chunk: Chunk) -> str | None:
        """The title that the words of a chunk, or those words without their ending, link to."""
        start, end = self._place(chunk)
        return next((t for (s, e), t in self._pages.items() if start <= s < e <= end), None) if self._pages else None

    def _currency(self, chunk: Chunk, value: CurrencyMention | AmountMention) -> Mention | None:
        currency = currencies().get(value.currency or "")
        if currency is None or (isinstance(value, AmountMention) and value.inherited):
            return None
        start, end = self._place(chunk)
        words = self._text[start:end]
        own: Ground = "context"  # a bare noun (রুপি) that the countries of the text tell apart
        if currency.label_bn and currency.label_bn in words:
            own = "label"
        return Mention(start, end, currency, own if currency.qid else None)

    def _mention(self, chunk: Chunk, entity: Entity, ground: Ground | None) -> Mention:
        start, end = self._place(chunk)
        return Mention(start, end, entity, ground if entity.qid else None, chunk.others)

    def _place(self, chunk: Chunk) -> tuple[int, int]:
        return self._tokens.start[chunk.start], self._tokens.end[chunk.end - 1]
