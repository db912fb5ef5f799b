"""What a sentence leaves to those before it: which state ``দেশটি`` means.

Runs over the sentences of an article in reading order and completes their chunks in place, so that frames see entities
wherever the text allows. What stays open stays without entity.
"""

from __future__ import annotations

from itertools import pairwise

from bilat_kg.model import Entity
from bilat_kg.text.chunks import Sentence
from bilat_kg.text.clauses import clause_at
from bilat_kg.text.gazetteer import countries
from bilat_kg.text.pair import Pair

_OBLIQUE = frozenset({"Loc", "Acc", "All", "Com", "Abl"})
_DASHES = frozenset({"—", "–"})
_BESIDE = frozenset({"Abl", "Com", "Loc"})
_SHORTEST = 5  # chunks of a sentence that does nothing but name a state: এরপরই রয়েছে X


class Discourse:
    """The state of the reading: which country was named last, in which order."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self._last: Entity | None = None
        self._other: Entity | None = None
        self._partner: tuple[Entity, frozenset[str]] | None = None

    def read(self, sentence: Sentence) -> None:
        """Give every ``দেশটি`` its country: the state of the pair named last before it."""
        points = "that_country" in sentence.senses
        for at, chunk in enumerate(sentence.chunks):
            if chunk.kind == "country" and chunk.entity and chunk.entity.id in self.pair:
                self._last = chunk.entity
                self._other = self._partner = None
            elif not points or "that_country" not in chunk.senses:
                continue
            elif self._other is not None:
                chunk.kind, chunk.entity, chunk.anaphor = "country", self._other, True
            elif self._partner is not None and chunk.case in self._partner[1]:
                chunk.kind, chunk.entity, chunk.anaphor = "country", self._partner[0], True
            elif chunk.case == "Abl" and _facing(sentence, at):
                continue
            elif self._last is not None:
                if _named_beside(sentence, at, self._last) and (other := self.pair.other(self._last.id)):
                    self._last = countries()[other]
                chunk.kind = "country"
                chunk.entity = self._last
                chunk.anaphor = True
        self._other = self._spoken_of(sentence)
        self._partner = _partner(sentence)

    def _spoken_of(self, sentence: Sentence) -> Entity | None:
        """The third state that a sentence ranks, of which it alone speaks: ``দ্বিতীয় স্থানে রয়েছে চীন। দেশটির …``."""
        is_ranked = "flow.nth" in sentence.senses
        if not is_ranked and ("verb.be" not in sentence.senses or len(sentence.chunks) > _SHORTEST):
            return None
        named = [c for c in sentence.chunks if c.kind == "country" and c.entity is not None and not c.adjective]
        last = named[-1] if named else None
        if last is None or last.own != "Nom" or (last.entity is not None and last.entity.id in self.pair):
            return None
        at_its_end = is_ranked and last.start >= sentence.chunks[-3:][0].start
        return last.entity if at_its_end or len(named) == 1 else None


def _partner(sentence: Sentence) -> tuple[Entity, frozenset[str]] | None:
    """``X-এর সঙ্গে বাণিজ্য শুরু করেছে Y। দেশটি থেকে আসে …``: what comes from a state comes from the partner.

    Where somebody bought from it (``X থেকে চিনি কেনে Y``), so it is with what goes there: ``দেশটিতে গেছে …``. With the
    partner: the cases of which this is true.
    """
    named = [i for i, c in enumerate(sentence.chunks) if c.kind == "country" and not (c.adjective or c.anaphor)]
    if len(named) != 2:
        return None
    one, other = (sentence.chunks[i] for i in named)
    if one.entity is None or one.entity is other.entity or (other.own, other.case) != ("Nom", "Nom"):
        return None
    if one.case == "Com":
        return one.entity, frozenset({"Abl"})
    bought = one.case == "Abl" and sentence.chunks[named[1] - 1].verb is not None
    return (one.entity, frozenset({"Abl", "Loc"})) if bought else None


def _facing(sentence: Sentence, at: int) -> bool:
    """``এ দেশ থেকে যায় ওষুধ; সে দেশ থেকে আসে পোশাক``: that country is whichever this one is not."""
    return any("this" in one.senses and "country_noun" in two.senses for one, two in pairwise(sentence.chunks[:at]))


def _named_beside(sentence: Sentence, at: int, state: Entity) -> bool:
    """Whether the clause names the state itself beside ``দেশটি``, which then is the other one: দেশটিতে পণ্য পাঠায় X."""
    clause = clause_at(sentence, at)
    for i in range(clause.start, clause.end):
        chunk = sentence.chunks[i]
        if chunk.adjective and chunk.entity is state and i > at and sentence.chunks[at].own == "Loc":
            return True  # সে দেশে কেনীয় রপ্তানি
        thing = sentence.chunks[i + 1] if chunk.adjective and at == i + 2 else None
        if thing is not None and chunk.entity is state and thing.own == "Loc" and sentence.chunks[at].own == "Gen":
            return True  # কেনীয় বিশ্ববিদ্যালয়ে সে দেশের শিক্ষার্থী
        if chunk.kind == "country" and chunk.entity is state and not chunk.adjective and not chunk.anaphor:
            if any(between.text in _DASHES for between in sentence.chunks[i + 1 : at]):
                continue  # … অংশীদার কেনিয়া—… সে দেশ থেকে আসেন
            subject = chunk.case == "Nom" and sentence.chunks[at].case in _OBLIQUE
            following = sentence.chunks[i + 1] if i + 1 < len(sentence.chunks) else None
            visitor = chunk.own == "Gen" and following is not None and following.kind in {"office", "person"}
            if i < at and chunk.case == "Abl" and sentence.chunks[at].own in {"Loc", "All"}:
                return True  # X থেকে চা দেশটিতে যায়
            beside = i < at and sentence.chunks[at].own == "Gen" and chunk.case in _BESIDE
            if beside and (at == i + 1 or (at == i + 2 and chunk.own != chunk.case)):
                return True  # কাতার থেকে দেশটির আমদানি, কাতারে দেশটির দূতাবাস
            led = chunk.own == "Gen" and following is not None and "led" in following.senses
            if led and sentence.chunks[at].case in _OBLIQUE:
                return True  # X-এর নেতৃত্বে বাহিনী দেশটিতে নামে
            if visitor and at + 1 < clause.end and "visit" in sentence.chunks[at + 1].senses:
                return True
            if i > at or subject:
                return True
    return False
