"""What a sentence leaves to those before it: which state ``দেশটি`` means.

Runs over the sentences of an article in reading order and completes their chunks in place, so that frames see entities
wherever the text allows. What stays open stays without entity.
"""

from __future__ import annotations

from itertools import pairwise

from bilat_kg.model import Entity
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import clause_at
from bilat_kg.text.gazetteer import countries
from bilat_kg.text.pair import Pair
from bilat_kg.text.states import party, with_former

_OBLIQUE = frozenset({"Loc", "Acc", "All", "Com", "Abl"})
_DASHES = frozenset({"—", "–"})
_BESIDE = frozenset({"Abl", "Com", "Loc"})
_BOTH = 2
_FRONT = 2  # chunks of a sentence, the first of them, before whom it is about
_THEY = frozenset({"people.they", "them"})
_SPOKEN = frozenset({"Nom", "Gen", "Loc"})
_SHORTEST = 5  # chunks of a sentence that does nothing but name a state: এরপরই রয়েছে X


class Discourse:
    """The state of the reading: which country was named last, in which order."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self._ours = frozenset(with_former(pair.codes))
        self._last: Entity | None = None
        self._other: Entity | None = None
        self._partner: tuple[Entity, frozenset[str]] | None = None
        self._others = False  # the sentence before speaks of one of the two and a third state together

    def read(self, sentence: Sentence) -> None:
        """Give every ``দেশটি`` its country: the state of the pair named last before it, or a third one spoken of."""
        sentence.elsewhere = self._goes_on_elsewhere(sentence)
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
        named = [i for i, chunk in enumerate(sentence.chunks) if chunk.kind == "country"]
        told = [sentence.chunks[i] for i in named] if "country" in sentence.senses else []
        self._other = self._spoken_of(sentence, told)
        alone = sentence.elsewhere and "country" not in sentence.senses
        self._others = alone or (bool(told) and self._two_with_a_third(sentence, named))
        self._partner = _partner(sentence, named)

    def _two_with_a_third(self, sentence: Sentence, states: list[int]) -> bool:
        """``কেনিয়া ও উগান্ডা জোট গড়ে``: a sentence begins with one of the two and a third state, and names no other."""
        chunks = sentence.chunks
        named = [i for i in states if chunks[i].entity is not None and not chunks[i].adjective]
        if len(named) < _BOTH or named[0] > _FRONT:
            return False
        group = chunks[named[0]].group
        if not group or any(chunks[i].group != group for i in named):
            return False
        codes = {entity.id for i in named if (entity := chunks[i].entity) is not None}
        return len(codes) == _BOTH and len(codes & self._ours) == 1

    def _goes_on_elsewhere(self, sentence: Sentence) -> bool:
        """``… দুই দেশ চুক্তি করে`` behind such a sentence; ``… তাদের দূতাবাস`` behind one that speaks of a third alone."""
        if not self._others and (self._other is None or sentence.senses.isdisjoint(_THEY)):
            return False
        if "country" in sentence.senses:
            named = {c.entity.id for c in sentence.chunks if c.kind == "country" and c.entity is not None}
            if len({party(code) for code in named & self._ours}) == _BOTH:
                return False
        if self._others:
            return "pair" in sentence.senses
        return any(not chunk.senses.isdisjoint(_THEY) for chunk in sentence.chunks[: _FRONT + 2])

    def _spoken_of(self, sentence: Sentence, named: list[Chunk]) -> Entity | None:
        """The third state of which alone a sentence speaks: ``উগান্ডায় নির্বাচন হয়। দেশটি …``; or which it ranks last."""
        if not named:
            return None
        told = [chunk for chunk in named if chunk.entity is not None and not chunk.anaphor]
        states = {c.entity.id for c in told if c.entity is not None}
        alone = len(states) == 1 and states.isdisjoint(self._ours) and "pair" not in sentence.senses
        if alone and not told[0].adjective and told[0].own in _SPOKEN and told[0].case == told[0].own:
            return told[0].entity
        if _of_one_of_the_two(told, self._ours):
            return told[0].entity  # চীন কেনিয়ার বড় অংশীদার
        is_ranked = "flow.nth" in sentence.senses
        if not is_ranked and ("verb.be" not in sentence.senses or len(sentence.chunks) > _SHORTEST):
            return None
        named = [chunk for chunk in named if chunk.entity is not None and not chunk.adjective]
        last = named[-1] if named else None
        if last is None or last.own != "Nom" or (last.entity is not None and last.entity.id in self.pair):
            return None
        at_its_end = is_ranked and last.start >= sentence.chunks[-3:][0].start
        return last.entity if at_its_end or len(named) == 1 else None


def _of_one_of_the_two(told: list[Chunk], ours: frozenset[str]) -> bool:
    """Whether a third state is the subject, named first, and one of the two only in the genitive."""
    codes = [chunk.entity.id if chunk.entity is not None else "" for chunk in told]
    if len(told) != _BOTH or codes[0] in ours or codes[1] not in ours or told[0].adjective:
        return False
    return told[0].own == told[0].case == "Nom" and told[1].own == told[1].case == "Gen"


def _partner(sentence: Sentence, states: list[int]) -> tuple[Entity, frozenset[str]] | None:
    """``X-এর সঙ্গে বাণিজ্য শুরু করেছে Y। দেশটি থেকে আসে …``: what comes from a state comes from the partner.

    Where somebody bought from it (``X থেকে চিনি কেনে Y``), so it is with what goes there: ``দেশটিতে গেছে …``. With the
    partner: the cases of which this is true.
    """
    if len(states) < _BOTH:
        return None
    named = [i for i in states if not (sentence.chunks[i].adjective or sentence.chunks[i].anaphor)]
    if len(named) != _BOTH:
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
            if i < at and chunk.case == "Nom" and any(_is_when(between) for between in sentence.chunks[i + 1 : at]):
                continue  # X স্বাধীন হলে … দেশটিকে স্বীকৃতি দেয়
            following = sentence.chunks[i + 1] if i + 1 < len(sentence.chunks) else None
            governs = following is not None and "government" in following.senses and following.own == "Nom"
            subject = (chunk.case == "Nom" or governs) and sentence.chunks[at].case in _OBLIQUE
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


def _is_when(chunk: Chunk) -> bool:
    """Whether a verb tells only when something else is done (হলে), mostly by another."""
    return chunk.verb is not None and chunk.verb.mood == "conditional"
