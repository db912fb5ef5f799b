"""What a sentence leaves to the text around it: the article's pair of states, ``দেশটি``, dates that lean on others.

Runs once over the sentences of an article, in reading order, and completes their chunks in place, so that frames see
entities and absolute dates wherever the text allows. What stays open stays without entity or value.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from bilat_kg.errors import SourceError
from bilat_kg.model import Entity
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import clause_at
from bilat_kg.text.gazetteer import capitals, cities, countries, homes, slug, successors
from bilat_kg.text.morphology import Morphology
from bilat_kg.text.places import namesake
from bilat_kg.text.transliteration import romanize

_SETTLED = frozenset({"city", "word", "country", "organization"})  # kinds of chunks whose names may be several entities
_OBLIQUE = frozenset({"Loc", "Acc", "All", "Com", "Abl"})
_MENDABLE = 7  # letters that a name must have before one of them may be wrong
_LARGE, _WORLD = 300_000, 1_000_000  # inhabitants of a city of a third state, to be meant and to be meant for sure
_LEAD = 60  # tokens of the opening, where an article names what it is about

_TODAY: dict[str, str] = {}  # what ``party`` has answered, for the codes of the gazetteer


def party(code: str) -> str:
    """The state that carries on the relations of ``code``: itself, or its successor."""
    today = _TODAY.get(code)
    if today is None:
        heir = successors().get(code)
        today = _TODAY[code] = heir[0] if heir else code
    return today


def with_former(codes: tuple[str, str]) -> tuple[str, ...]:
    """Two states and those that they succeeded: whose people an article on them may name."""
    return (*codes, *(former for former, (heir, _) in successors().items() if heir in codes))


@dataclass(frozen=True, slots=True)
class Pair:
    """The two states that an article is about, as today's codes; ``names`` gives the entity for every code met."""

    first: str
    second: str

    def other(self, code: str | None) -> str | None:
        """The opposite party of ``code``; ``None`` for a third state."""
        if code is None:
            return None
        today = party(code)
        if today == self.first:
            return self.second
        if today == self.second:
            return self.first
        return None

    def __contains__(self, code: str | None) -> bool:
        return code is not None and party(code) in (self.first, self.second)

    @property
    def codes(self) -> tuple[str, str]:
        """Both codes."""
        return (self.first, self.second)


def find_pair(sentences: list[Sentence], article: str) -> Pair:
    """The two states that the text is about: those named most, with a lead for the opening.

    Raises:
        SourceError: the text names no state, or only one.
    """
    votes: Counter[str] = Counter()
    opening: list[str] = []
    for sentence in sentences:
        for chunk in sentence.chunks:
            if chunk.entity is None or chunk.kind not in {"country", "city"}:
                continue
            if chunk.kind == "country":
                code = party(chunk.entity.id)
                votes[code] += 2
                if chunk.start < _LEAD and code not in opening and not chunk.adjective:
                    opening.append(code)
            elif chunk.entity.country and is_capital(chunk.entity):
                votes[party(chunk.entity.country)] += 1
    for code in opening[:2]:
        votes[code] += 6
    if len(votes) < 2:
        named = next(iter(votes), None)
        found = f"names only one country ({countries()[named].label_en})" if named else "names no country"
        raise SourceError(f"{article}: the text {found}; an article about the relations of two countries is needed")
    (first, _), (second, _) = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:2]
    return Pair(*sorted((first, second)))


def is_capital(city: Entity) -> bool:
    """Whether a city is a seat of government today."""
    known = cities().get(city.id)
    return bool(known and known[2]) or city.qid in capitals().get(city.country or "", ())


def choose_entities(sentences: list[Sentence], pair: Pair) -> None:
    """Settle names that several entities bear, now that the pair is known.

    A city of the pair outranks cities elsewhere. A short name of a city elsewhere that is also a word (or that nobody
    would mean) is left as a word: only capitals and large cities of third states are taken. Where nothing tells which
    city is meant, it stays open.
    """
    chunks = [chunk for sentence in sentences for chunk in sentence.chunks]
    named = {chunk.entity.id for chunk in chunks if chunk.kind == "country" and chunk.entity is not None}
    for sentence in sentences:
        for at, chunk in enumerate(sentence.chunks):
            if not chunk.entries or chunk.kind not in _SETTLED:
                continue
            if chunk.kind == "organization":
                _settle_body(chunk, pair)
                continue
            if chunk.kind == "country" and (chunk.entity is None or chunk.entity.id in pair):
                if _shared(chunk, pair):
                    chunk.kind, chunk.entity = "word", None
                continue
            weak = _weak(chunk, pair)
            if weak is not None:
                chunk.kind, chunk.entity = ("country" if weak.kind == "country" else "city"), weak
                continue
            options = _cities(chunk, pair)
            if not options:
                continue
            ours = [city for city in options if city.country in pair]
            if ours:
                if chunk.kind == "word" and not all(is_capital(city) for city in ours):
                    following = sentence.chunks[at + 1] if at + 1 < len(sentence.chunks) else None
                    if following is None or "town" not in following.senses:  # লোহা শহরে: Loja, no iron
                        continue
                chunk.kind = "city"
                _settle(chunk, ours, sure=True)
            elif chunk.kind == "city":
                best = max(options, key=lambda city: (is_capital(city), cities()[city.id][1]))
                if is_capital(best) or cities()[best.id][1] > _LARGE or len(chunk.text) > 5:
                    place = chunk.own == "Loc" or best.country in named
                    _settle(chunk, options, sure=is_capital(best) or cities()[best.id][1] > _WORLD or place)
                else:
                    chunk.kind, chunk.entity = "word", None


def _shared(chunk: Chunk, pair: Pair) -> bool:
    """Whether both states of the pair bear the name (কোরিয়া)."""
    states = {e.entity.id for e in chunk.entries if e.entity is not None and e.entity.kind == "country"}
    return len({party(code) for code in states if code in pair}) > 1


def _cities(chunk: Chunk, pair: Pair) -> list[Entity]:
    """The cities that a chunk may name; one of which it is a weak name, only where that is a city of the pair."""
    found = [
        entry.entity
        for entry in chunk.entries
        if entry.entity is not None
        and (entry.kind == "city" or (entry.kind == "weak" and chunk.kind == "city" and entry.entity.country in pair))
    ]
    return list(dict.fromkeys(found)) if found else found


def _settle(chunk: Chunk, options: list[Entity], *, sure: bool) -> None:
    """Take a name for the one city that it can mean, or for a city of that name where it can mean others."""
    if len(options) == 1 and sure:
        chunk.entity = options[0]
        return
    largest = max(options, key=lambda city: cities()[city.id][1])
    states = {city.country for city in options}
    chunk.entity = replace(namesake(largest), country=states.pop() if sure and len(states) == 1 else None)
    chunk.others = tuple(options)


def _settle_body(chunk: Chunk, pair: Pair) -> None:
    """Take a name that several organizations share (আইসিসি) for the one of the two states, if one is."""
    options = {entry.entity for entry in chunk.entries if entry.kind == "organization" and entry.entity is not None}
    if len(options) > 1:
        ours = [body for body in options if homes().get(body.id) in pair]
        latin = romanize(chunk.text)
        chunk.entity = ours[0] if len(ours) == 1 else Entity("organization", slug(latin), latin, chunk.text)
        chunk.others = () if len(ours) == 1 else tuple(sorted(options, key=lambda body: body.id))


def _weak(chunk: Chunk, pair: Pair) -> Entity | None:
    """The state of the pair, or its city, that a weak name means, where the chunk means nothing else."""
    if chunk.kind == "city" or chunk.senses:
        return None
    weak = [entry.entity for entry in chunk.entries if entry.kind == "weak" and entry.entity is not None]
    ours = {entity for entity in weak if entity.id in pair or entity.country in pair}
    return ours.pop() if len(ours) == 1 else None


def mend_names(sentences: list[Sentence], pair: Pair, morphology: Morphology) -> None:
    """Take an unknown word for the name of a state of the pair that it misspells in one letter (তাজকিস্তানে).

    Only long names, only with the same beginning.
    """
    names = {
        name: entity
        for code in pair.codes
        for entity in (countries()[code],)
        if (name := entity.label_bn) and len(name) >= _MENDABLE
    }
    heads = {name[:2] for name in names}
    if not heads:
        return
    for sentence in sentences:
        for chunk in sentence.chunks:
            if chunk.kind != "word" or chunk.senses or chunk.text[:2] not in heads or len(chunk.text) < _MENDABLE - 1:
                continue
            for cut in morphology.cuts(chunk.text):
                entity = next((names[name] for name in names if _one_slip(cut.stem, name)), None)
                if entity is not None:
                    chunk.kind, chunk.entity, chunk.text = "country", entity, cut.stem
                    chunk.case = chunk.case if chunk.case in {"Com", "Abl", "All"} else cut.case
                    chunk.own = cut.case
                    break


def _one_slip(written: str, name: str) -> bool:
    """Whether two different words differ by one letter put in, left out or changed."""
    if written == name or abs(len(written) - len(name)) > 1:
        return False
    start = 0
    while start < min(len(written), len(name)) and written[start] == name[start]:
        start += 1
    if len(written) == len(name):
        return written[start + 1 :] == name[start + 1 :]
    longer, shorter = (written, name) if len(written) > len(name) else (name, written)
    return longer[start + 1 :] == shorter[start:]


class Discourse:
    """The state of the reading: which country was named last, in which order."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self._last: Entity | None = None
        self._other: Entity | None = None
        self._partner: tuple[Entity, frozenset[str]] | None = None

    def read(self, sentence: Sentence) -> None:
        """Give every ``দেশটি`` its country: the state of the pair named last before it."""
        for at, chunk in enumerate(sentence.chunks):
            if chunk.kind == "country" and chunk.entity and chunk.entity.id in self.pair:
                self._last = chunk.entity
                self._other = self._partner = None
            elif "that_country" in chunk.senses and self._other is not None:
                chunk.kind, chunk.entity, chunk.anaphor = "country", self._other, True
            elif "that_country" in chunk.senses and self._partner is not None and chunk.case in self._partner[1]:
                chunk.kind, chunk.entity, chunk.anaphor = "country", self._partner[0], True
            elif "that_country" in chunk.senses and chunk.case == "Abl" and _facing(sentence, at):
                continue
            elif "that_country" in chunk.senses and self._last is not None:
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
        if chunk.kind == "country" and chunk.entity is state and not chunk.adjective and not chunk.anaphor:
            subject = chunk.case == "Nom" and sentence.chunks[at].case in _OBLIQUE
            following = sentence.chunks[i + 1] if i + 1 < len(sentence.chunks) else None
            visitor = chunk.own == "Gen" and following is not None and following.kind in {"office", "person"}
            led = chunk.own == "Gen" and following is not None and "led" in following.senses
            if led and sentence.chunks[at].case in _OBLIQUE:
                return True  # X-এর নেতৃত্বে বাহিনী দেশটিতে নামে
            if visitor and at + 1 < clause.end and "visit" in sentence.chunks[at + 1].senses:
                return True
            if i > at or subject:
                return True
    return False


def state_of(chunk: Chunk) -> str | None:
    """The code of the state that a chunk stands for: a country, a city's country, a person's."""
    if chunk.kind == "country":
        return chunk.entity.id if chunk.entity else None
    if chunk.kind == "city":
        return chunk.entity.country if chunk.entity else None
    if chunk.kind == "person":
        return chunk.state
    return None


_SHORTEST = 5  # chunks of a sentence that does nothing but name a state: এরপরই রয়েছে X
_BACK = 2  # sentences that a pronoun may point back over
_POINTED = frozenset({"person", "he", "we", "his"})
_SPEAKS = frozenset({"office", "country"})
_TITLES = (
    "president", "prime_minister", "monarch", "crown_prince", "vice_president", "deputy_prime_minister",
    "foreign_minister", "minister",
)  # fmt: skip
_SPOKEN = frozenset({"“", '"', "‘", "'", "«", "”", "’", "»"})


def point_back(sentences: list[Sentence]) -> None:
    """Give তিনি, and আমরা in what somebody is quoted with, the office and the state of the person spoken of last.

    That person is the last one named as a subject, within a few sentences; whoever stands in another case is not meant.
    A government that is his (তাঁর সরকার) is that of the state of whoever is named last in the sentence, or spoken of.
    """
    last: Chunk | None = None
    since = 0
    for sentence in sentences:
        since += 1
        if sentence.senses.isdisjoint(_POINTED) and not sentence.senses >= _SPEAKS:
            continue
        named: Chunk | None = None
        his = False
        quoted = "we" in sentence.senses and any(chunk.text in _SPOKEN for chunk in sentence.chunks)
        for at, chunk in enumerate(sentence.chunks):
            if his and "government" in chunk.senses and (whose := named or (last if since <= _BACK else None)):
                chunk.state = whose.state
            his = "his" in chunk.senses
            if chunk.kind == "person":
                named = chunk
                if chunk.own == "Nom":
                    last, since = chunk, 0
                continue
            if chunk.kind == "office" and (speaker := _speaker_by_office(sentence.chunks, at)) is not None:
                chunk.state, chunk.office = speaker
                named = last = chunk
                since = 0
                continue
            meant = "he" in chunk.senses or (quoted and "we" in chunk.senses)
            if meant and last is not None and since <= _BACK:
                chunk.state, chunk.office = last.state, last.office
                since = 0


def _speaker_by_office(chunks: list[Chunk], at: int) -> tuple[str, str] | None:
    """``কেনিয়ার মন্ত্রী বলেন``: the state and the office of somebody whom the text only calls by it, as a subject."""
    before = chunks[at - 1] if at else None
    after = chunks[at + 1] if at + 1 < len(chunks) else None
    if before is None or before.kind != "country" or before.entity is None or before.case != "Gen":
        return None
    if chunks[at].own != "Nom" or after is None or after.kind in {"person", "office"} or "and" in after.senses:
        return None
    office = next((title for title in _TITLES if title in chunks[at].senses), None)
    return (before.entity.id, office) if office is not None else None
