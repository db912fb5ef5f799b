"""Who was met in an article so far, and which offices and countries the text gives them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from bilat_kg.model import Entity
from bilat_kg.text.chunks import Chunk
from bilat_kg.text.offices import country_before, holds, office_of, state_before, title_beside
from bilat_kg.text.spelling import fold
from bilat_kg.text.values import NumberMention

SHORT = 3  # letters of the shortest word that tells one name from another
_VISITS = frozenset({"visit", "visit.go", "visit.arrival"})
QUALIFIED = 2  # words that may stand between a country and an office (মাল্টার তৎকালীন প্রধানমন্ত্রী)


@dataclass(slots=True, eq=False)
class Known:
    """A person met in this article: the entity, the words of the name, and what the text says of the office."""

    entity: Entity
    parts: tuple[str, ...]
    country: str | None = None
    offices: list[tuple[int, str]] = field(default_factory=list)

    def office(self, at: int) -> str | None:
        """The office given last before the mention number ``at``, else the first given after it."""
        before = [office for place, office in self.offices if place <= at]
        return before[-1] if before else self.offices[0][1] if self.offices else None


class Acquaintances:
    """The people met in one article, and each mention of them in reading order.

    ``particle`` says whether a word stands inside names and names nobody on its own.
    """

    def __init__(self, particle: Callable[[str], bool]) -> None:
        self._particle = particle
        self._by_part: dict[str, list[Known]] = defaultdict(list)
        self._short: dict[str, list[Known]] = defaultdict(list)  # by a family name of two letters: সি, ওং
        self._by_id: dict[str, Known] = {}
        self._mentions: list[Chunk] = []
        self._follows: dict[int, Chunk] = {}  # by the number of a mention: whose successor or predecessor it names
        self._peers: dict[int, Chunk] = {}  # and whose counterpart
        self._awaited: tuple[str, str] | None = None  # an office of a state that somebody, told next, is said to hold
        self._heads: set[str] = set()  # how the words of the names met so far begin

    def begins(self, word: str) -> bool:
        """Whether the name of somebody met before has a word that begins like this one."""
        return fold(word)[:2] in self._heads

    def of_part(self, part: str) -> list[Known]:
        """Whose name has a word, as ``fold`` writes it."""
        return self._by_part.get(part, [])

    def of_short(self, word: str) -> Known | None:
        """Whose family name a word of two letters is, where it is that of one person met before."""
        found = self._short.get(word, [])
        return found[0] if len(found) == 1 else None

    def meet(self, entity: Entity, words: Collection[str]) -> Known:
        """Somebody whose name is told, in these words of it."""
        known = self._by_id.get(entity.id)
        if known is None:
            known = self._by_id[entity.id] = Known(entity, tuple(words), entity.country)
        ends = [*words][:1] + [*words][-1:] if len(words) > 1 else []
        for word in ends:
            if len(word) == SHORT - 1 and not self._particle(word) and known not in self._short[word]:
                self._short[word].append(known)
        for word in words:
            for part in fold(word).split():
                if len(part) >= SHORT and not self._particle(word):
                    records = self._by_part[part]
                    self._heads.add(part[:2])
                    if known not in records:
                        records.append(known)
        return known

    def misspelt(self, word: str) -> list[Known]:
        """A long word that differs in one letter from a part of the name of somebody met before."""
        return [
            known
            for part, persons in self._by_part.items()
            if len(part) == len(word) and sum(a != b for a, b in zip(part, word, strict=True)) == 1
            for known in persons
        ]

    def named(self, chunks: list[Chunk]) -> None:
        """After the names of a sentence are found: the office of each, and those told of somebody named elsewhere."""
        for i, chunk in enumerate(chunks):
            if chunk.kind == "person":
                self._office(chunks, i)
        self._nameless(chunks)

    def add(self, known: Known, office: str | None) -> None:
        """An office that the text gives somebody here."""
        if office is not None:
            known.offices.append((len(self._mentions), office))

    def close(self) -> None:
        """After the last sentence: give each mention the office and country that other sentences say."""
        for at, chunk in enumerate(self._mentions):
            known = self._by_id[chunk.entity.id] if chunk.entity else None
            if known is None:
                continue
            chunk.office = chunk.office or known.office(at)
            chunk.state = chunk.state or known.country
            peer = self._peers.get(at)
            if peer is not None and chunk.office is None and peer.state != chunk.state:
                chunk.office = peer.office
                self.add(known, peer.office)
            other = self._follows.get(at)
            if other is not None and chunk.office is None and chunk.state in {None, other.state}:
                chunk.office, chunk.state, known.country = other.office, other.state, known.country or other.state
                if other.office is not None:
                    known.offices.append((at, other.office))

    def _office(self, chunks: list[Chunk], at: int) -> None:
        """The office before or after a name, and the country whose office it is."""
        chunk = chunks[at]
        assert chunk.entity is not None
        known = self.meet(chunk.entity, ())
        office = title_beside(chunks, at)
        if office is not None:
            chunk.office = office_of(chunks, office)
            country = country_before(chunks, office)
            sure = country is not None and not country.anaphor and country.end == chunks[office].start
            if country is not None and country.entity is not None and (sure or chunk.entity.country is None):
                known.country = chunk.state = country.entity.id
            self.add(known, chunk.office)
        chunk.state = chunk.state or known.country
        if at and "counterpart" in chunks[at - 1].senses and self._mentions:
            self._peers[len(self._mentions)] = self._mentions[-1]
        for i in range(max(0, at - QUALIFIED - 1), at):
            if "succession" in chunks[i].senses and succeeding(chunks, i) == at and self._mentions:
                self._follows[len(self._mentions)] = self._mentions[-1]
        self._mentions.append(chunk)

    def _nameless(self, chunks: list[Chunk]) -> None:
        """``X যোগ দেন; জ্যামাইকার প্রধানমন্ত্রীকে …``: an office without a name after a person of that state is his."""
        people = [chunk for chunk in chunks if chunk.kind == "person" and chunk.entity is not None]
        self._shared(chunks)
        self._announced(chunks, people)
        bare = [k for chunk in people if chunk.entity and not (k := self._by_id[chunk.entity.id]).offices]
        self._pointed(chunks)
        self._among(chunks, people)
        if not bare:
            return
        self._listed(chunks)
        self._held(chunks, people)
        for i, chunk in enumerate(chunks):
            if chunk.kind != "office" or chunk.plural or (i + 1 < len(chunks) and chunks[i + 1].kind == "person"):
                continue
            state, office = state_before(chunks, i), office_of(chunks, i)
            owners = [known for known in bare if known.country == state]
            others = [p for p in people if p.state == state and p.office == office]
            several = len({id(known) for known in owners}) > 1 and not _any_before(chunks, i)
            if state and office and not several and not others:
                for known in owners:
                    self.add(known, office)

    def _among(self, chunks: list[Chunk], people: list[Chunk]) -> None:
        """``মেক্সিকোর রাষ্ট্রপতিদের মধ্যে A ও B``: the office of each who is named as one of those who held it."""
        for i, chunk in enumerate(chunks[:-1]):
            if chunk.kind != "office" or not chunk.plural or "between" not in chunks[i + 1].senses:
                continue
            state, office = state_before(chunks, i), office_of(chunks, i)
            for person in people:
                known = self._by_id[person.entity.id] if person.entity else None
                if office and known and person.case == "Nom" and not known.offices and known.country in {None, state}:
                    self.add(known, office)
                    known.country = known.country or state

    def _listed(self, chunks: list[Chunk]) -> None:
        """``ভারতের প্রধানমন্ত্রীরা মাস্কাট গেছেন: A (১৯৮৫), B (১৯৯৩)``: the office of each who is listed behind a colon."""
        colon = next((i for i, chunk in enumerate(chunks) if chunk.text == ":"), 0)
        for i in range(colon):
            if chunks[i].kind != "office" or not (chunks[i].plural or (i and "of_those" in chunks[i - 1].senses)):
                continue
            state, office = state_before(chunks, i), office_of(chunks, i)
            for person in chunks[colon + 1 :]:
                known = self._by_id[person.entity.id] if person.kind == "person" and person.entity else None
                if office and known and person.office is None and known.country in {None, state}:
                    person.office = office
                    known.country = known.country or state
                    self.add(known, office)
            return

    def _announced(self, chunks: list[Chunk], people: list[Chunk]) -> None:
        """``লিমায় পা পড়ল কোনও কেনীয় প্রেসিডেন্টের। X …``: who is told next of an office that somebody of a state held.

        Or in the same sentence: ``কোনো প্রেসিডেন্ট শেষবার গেছেন ২০২০ সালে: X-এর সেই সফরে …``.
        """
        awaited, self._awaited = self._awaited, None
        first = next((p for p in people if p.entity and not self._by_id[p.entity.id].offices), None)
        for i, chunk in enumerate(chunks):
            if chunk.kind != "office" or chunk.plural or not _any_before(chunks, i):
                continue
            state, office = state_before(chunks, i), office_of(chunks, i)
            if not state or not office or not _was_there(chunks):
                continue
            if first is None or chunks.index(first) < i:
                self._awaited = (state, office)
            else:
                awaited = (state, office)
        if first is None or first.entity is None or awaited is None or people[0] is not first:
            return
        known = self._by_id[first.entity.id]
        if known.country == awaited[0]:
            self.add(known, awaited[1])
            first.office = first.office or awaited[1]

    def _shared(self, chunks: list[Chunk]) -> None:
        """``দুই প্রেসিডেন্ট A ও B``, ``দুই দেশের প্রধানমন্ত্রী A ও B``: the office is that of each."""
        for i, chunk in enumerate(chunks[1:-1], 1):
            first, told = chunks[i + 1], chunks[i - 1]
            if chunk.kind != "office" or chunk.plural or first.kind != "person" or not first.group:
                continue
            all_ = [c for c in chunks[i + 1 :] if c.kind == "person" and c.group == first.group]
            number = told.value if isinstance(told.value, NumberMention) else None
            if "pair" not in told.senses and (number is None or number.value != len(all_)):
                continue
            for person in all_:
                if person.office is None and person.entity is not None:
                    person.office = office_of(chunks, i)
                    self.add(self._by_id[person.entity.id], person.office)

    def _pointed(self, chunks: list[Chunk]) -> None:
        """``দক্ষিণ কোরিয়ার এই প্রেসিডেন্ট``: the office of the person of that state who was named last.

        Also where a visit is called the first of any such: ``কোনো অস্ট্রীয় রাষ্ট্রপতির প্রথম সফর``.
        """
        for i, chunk in enumerate(chunks):
            if chunk.kind != "office" or chunk.plural or not i:
                continue
            first = _any_before(chunks, i) and any("visit.first" in other.senses for other in chunks)
            if "visit.that" not in chunks[i - 1].senses and not first:
                continue
            state, office = state_before(chunks, i), office_of(chunks, i)
            if i + 1 < len(chunks) and chunks[i + 1].kind == "person":
                continue
            last = next(
                (known for m in reversed(self._mentions) if m.entity and (known := self._by_id[m.entity.id])), None
            )
            if last is not None and state and office and last.country == state and not last.offices:
                self.add(last, office)

    def _held(self, chunks: list[Chunk], people: list[Chunk]) -> None:
        """``X দুবার এসেছেন, রাষ্ট্রপতি থাকতে``: an office that somebody is said to have held, beside nobody's name.

        Somebody: the one person who is the subject and has none, or each of them (দুজনেই, তিনজনই প্রধানমন্ত্রী).
        """
        subjects = [self._by_id[c.entity.id] for c in people if c.entity and c.case == "Nom" and not c.office]
        bare = list(dict.fromkeys(known for known in subjects if not known.offices))
        each = any(_counts(chunk, len(bare)) for chunk in chunks)
        if not bare or (len(bare) > 1 and not each):
            return
        for i in range(len(chunks) - 1):
            said = holds(chunks[i + 1]) or (i > 0 and each and _counts(chunks[i - 1], len(bare))) or _he_was(chunks, i)
            alone = chunks[i].kind == "office" and not chunks[i].plural and said
            if alone and not any(title_beside(chunks, at) == i for at, c in enumerate(chunks) if c.kind == "person"):
                office = office_of(chunks, i)
                for known in bare:
                    if state_before(chunks, i) in {None, known.country}:
                        self.add(known, office)
                return


def _he_was(chunks: list[Chunk], office: int) -> bool:
    """``…, তখন তিনি প্রধানমন্ত্রী।``: what somebody was at the time, with nothing behind it."""
    before = chunks[max(0, office - 2) : office]
    told = {"he", "tenure"} <= {sense for chunk in before for sense in chunk.senses}
    return told and (chunks[office + 1].kind == "mark" or "verb.be" in chunks[office + 1].senses)


def _counts(chunk: Chunk, people: int) -> bool:
    """``দুজনেই``, ``তিনজনই``: whether a chunk speaks of each of so many people."""
    number = chunk.value if isinstance(chunk.value, NumberMention) else None
    return "each" in chunk.senses or (number is not None and number.classifier and number.value == people > 1)


def _was_there(chunks: list[Chunk]) -> bool:
    """Whether a sentence tells of a visit that was made."""
    verbs = [chunk.verb for chunk in chunks if chunk.verb is not None]
    if any(verb.negated or verb.mood == "future" for verb in verbs):
        return False
    return any(not chunk.senses.isdisjoint(_VISITS) for chunk in chunks)


def _any_before(chunks: list[Chunk], office: int) -> bool:
    """``ভারতের কোনো প্রধানমন্ত্রী``: whether an office is that of anybody who ever held it."""
    return any("any" in chunk.senses for chunk in chunks[max(0, office - 2) : office])


def succeeding(chunks: list[Chunk], at: int) -> int:
    """Where the name begins of the successor whom the word at ``at`` speaks of: ``উত্তরসূরিদের একজন, X`` too."""
    first = at + 1
    while (
        first < len(chunks)
        and first < at + 1 + QUALIFIED
        and (chunks[first].text == "," or "one" in chunks[first].senses)
    ):
        first += 1
    return first
