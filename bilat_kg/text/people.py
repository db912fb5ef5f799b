"""Who is named: people by the gazetteer, by an office beside an unknown name, or by a part of a name given before.

A person whom no gazetteer knows gets a name in Latin letters by transliteration and no QID. A mention is resolved only
where one person fits; otherwise it stays a word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from bilat_kg.model import Entity
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.gazetteer import slug
from bilat_kg.text.lexicon import Lexicon
from bilat_kg.text.morphology import Case
from bilat_kg.text.namesakes import Namesakes
from bilat_kg.text.offices import country_before, holds, office_of, state_before, title_beside
from bilat_kg.text.personal_names import PersonalNames
from bilat_kg.text.spelling import fold
from bilat_kg.text.tokens import Tokens
from bilat_kg.text.transliteration import romanize

_SHORT = 3  # letters of the shortest word that tells one name from another
_QUALIFIED = 2  # words that may stand between a country and an office (মাল্টার তৎকালীন প্রধানমন্ত্রী)
_LONG = 6  # letters of the shortest word that may be misspelt


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


class People:
    """The people of one article, met in reading order."""

    def __init__(self, lang: str, lexicon: Lexicon, states: Collection[str], tokens: Tokens) -> None:
        self._namesakes = Namesakes(lang, states)
        self._lexicon = lexicon
        self._morphology = lexicon.morphology
        self._states = frozenset(states)
        self._known: dict[str, list[Known]] = defaultdict(list)
        self._by_id: dict[str, Known] = {}
        self._names = PersonalNames(lang, tokens, self._states, self._is_part)
        self._mentions: list[Chunk] = []
        self._follows: dict[int, Chunk] = {}  # by the number of a mention: whose successor or predecessor it names
        self._heads: set[str] = set()  # how the words of the names met so far begin

    def read(self, sentence: Sentence) -> None:
        """Turn the words of names into person chunks, and give each its office and country where the text does."""
        chunks = sentence.chunks
        i = 0
        while i < len(chunks):
            chunk = chunks[i]
            if chunk.kind == "person":
                at, i = i, self._of_gazetteer(chunks, i)
                if i > at:  # a title was parted from the name
                    sentence.senses |= chunks[at].senses | {"office"}
            elif chunk.kind == "office":
                self._at_office(chunks, i)
            elif "succession" in chunk.senses:
                self._at_succession(chunks, i)
            elif chunk.kind == "word" and not chunk.senses and len(chunk.text) >= _SHORT:
                if not self._by_known_part(chunks, i):
                    self._by_two_parts(chunks, i)
            elif chunk.kind == "city" and self._names.doubtful(chunk):
                self._by_known_part(chunks, i)
            i += 1
        for i, chunk in enumerate(chunks):
            if chunk.kind == "person":
                self._office(chunks, i)
        self._nameless(chunks)
        sentence.clauses = None  # they count chunks, and names have joined some

    def _nameless(self, chunks: list[Chunk]) -> None:
        """``X যোগ দেন; জ্যামাইকার প্রধানমন্ত্রীকে …``: an office without a name after a person of that state is his."""
        people = [chunk for chunk in chunks if chunk.kind == "person" and chunk.entity is not None]
        bare = [k for chunk in people if chunk.entity and not (k := self._by_id[chunk.entity.id]).offices]
        self._pointed(chunks)
        self._among(chunks, people)
        if not bare:
            return
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
                    known.offices.append((len(self._mentions), office))

    def _among(self, chunks: list[Chunk], people: list[Chunk]) -> None:
        """``মেক্সিকোর রাষ্ট্রপতিদের মধ্যে A ও B``: the office of each who is named as one of those who held it."""
        for i, chunk in enumerate(chunks[:-1]):
            if chunk.kind != "office" or not chunk.plural or "between" not in chunks[i + 1].senses:
                continue
            state, office = state_before(chunks, i), office_of(chunks, i)
            for person in people:
                known = self._by_id[person.entity.id] if person.entity else None
                if office and known and person.case == "Nom" and not known.offices and known.country in {None, state}:
                    known.offices.append((len(self._mentions), office))
                    known.country = known.country or state

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
                last.offices.append((len(self._mentions), office))

    def _held(self, chunks: list[Chunk], people: list[Chunk]) -> None:
        """``X দুবার এসেছেন, রাষ্ট্রপতি থাকতে``: an office that somebody is said to have held, beside nobody's name.

        Somebody: the one person who is the subject and has none, or each of them (দুজনেই).
        """
        subjects = [self._by_id[c.entity.id] for c in people if c.entity and c.case == "Nom" and not c.office]
        bare = list(dict.fromkeys(known for known in subjects if not known.offices))
        each = any("each" in chunk.senses for chunk in chunks)
        if not bare or (len(bare) > 1 and not each):
            return
        for i in range(len(chunks) - 1):
            alone = chunks[i].kind == "office" and not chunks[i].plural and holds(chunks[i + 1])
            if alone and not any(title_beside(chunks, at) == i for at, c in enumerate(chunks) if c.kind == "person"):
                office = office_of(chunks, i)
                for known in bare:
                    if office is not None and state_before(chunks, i) in {None, known.country}:
                        known.offices.append((len(self._mentions), office))
                return

    def close(self) -> None:
        """After the last sentence: give each mention the office and country that other sentences say."""
        for at, chunk in enumerate(self._mentions):
            known = self._by_id[chunk.entity.id] if chunk.entity else None
            if known is None:
                continue
            chunk.office = chunk.office or known.office(at)
            chunk.state = chunk.state or known.country
            other = self._follows.get(at)
            if other is not None and chunk.office is None and chunk.state in {None, other.state}:
                chunk.office, chunk.state, known.country = other.office, other.state, known.country or other.state
                if other.office is not None:
                    known.offices.append((at, other.office))

    def _is_part(self, word: str) -> bool:
        key = fold(word)
        return len(word) >= _SHORT and (key in self._known or self._namesakes.has_part(key))

    def _meet(self, entity: Entity, words: Collection[str]) -> Known:
        known = self._by_id.get(entity.id)
        if known is None:
            known = self._by_id[entity.id] = Known(entity, tuple(words), entity.country)
        for word in words:
            for part in fold(word).split():
                if len(part) >= _SHORT and not self._names.particle(word):
                    records = self._known[part]
                    self._heads.add(part[:2])
                    if known not in records:
                        records.append(known)
        return known

    def _of_gazetteer(self, chunks: list[Chunk], at: int) -> int:
        """A name that the gazetteer knows whole: choose whom of its bearers, and part it from a title (রাজা ভূমিবল).

        Returns where the name now stands.
        """
        chunk = chunks[at]
        named = {e.entity.id for e in chunk.entries if e.kind == "person" and e.entity is not None}
        if named:  # and not a name that an office told a moment ago
            chunk.entity = self._namesakes.choose(named)
            if chunk.entity is None:
                chunk.entity, chunk.others = self._unknown(chunk.text), self._namesakes.bearers(named)
        assert chunk.entity is not None
        title, _, name = chunk.text.partition(" ")
        offices = tuple(e for e in self._lexicon.word(title).entries if e.kind == "office")
        if name and offices and (not self._names.titled(title) or self._namesakes.is_name(chunk.entity, name)):
            office = Chunk(
                "office", chunk.start, chunk.start + 1, title, "Nom", frozenset().union(*(e.senses for e in offices))
            )
            chunk.start, chunk.text = chunk.start + 1, name
            chunk.entity = self._unknown(name) if chunk.others else chunk.entity
            chunks.insert(at, office)
            at += 1
        before = chunks[at - 1] if at else None
        if chunk.own == "Nom" and before is not None and before.kind == "office" and before.own == "Nom":
            last = self._names.extent(chunks, at + 1) if at + 1 < len(chunks) else at
            if last > at + 1 and (
                " " not in chunk.text or self._names.joins(chunks[at + 1]) or self._is_part(chunks[at + 1].text)
            ):
                stem, case = self._names.cut(chunks, last)
                self._replace(chunks, at, last, self._names.text(chunks, at, last, stem), case, chunk.entity)
        self._meet(chunk.entity, chunks[at].text.split())
        return at

    def _at_office(self, chunks: list[Chunk], at: int) -> None:
        """Take unknown words after an office title for a name: ``প্রধানমন্ত্রী ক্রিয়াংসাক চোমানান``.

        Or before it, as in ``রবার্ট মুগাবে, জিম্বাবুয়ের রাষ্ট্রপতি`` and ``জেরি রলিংস রাষ্ট্রপ্রধান থাকাকালে``.
        """
        if at + 1 < len(chunks) and chunks[at + 1].text in {":", "—", "–"}:
            self._list(chunks, at)
            return
        if chunks[at].own != "Nom" or chunks[at].plural:
            return
        first = at + 1
        if first < len(chunks) and chunks[first].text == ",":
            first += 1
        last = self._names.extent(chunks, first) if first < len(chunks) else first
        if last > first and chunks[last - 1].kind != "person" and last < len(chunks) and chunks[last].kind == "person":
            last += 1
        if last > first and (first == at + 1 or last - first > 1):
            if last - first > 1 or self._single(chunks, first):
                self._name(chunks, first, last, chunks[at])
            return
        if last == first:
            self._before_office(chunks, at)

    def _at_succession(self, chunks: list[Chunk], at: int) -> None:
        """A name of two words or more after a word for somebody's successor or predecessor: ``তাঁর উত্তরসূরি আলঁ বেরসে``."""
        first = _succeeding(chunks, at)
        last = self._names.extent(chunks, first) if first < len(chunks) else first
        if last - first > 1 and chunks[first].kind == "word":
            self._name(chunks, first, last, chunks[at])

    def _list(self, chunks: list[Chunk], at: int) -> None:
        """``ব্রাজিলের রাষ্ট্রপতিগণ: A (২৭ জানুয়ারি ১৯৮৯), B (নভেম্বর ১৯৯৬)``: names in a list that an office opens."""
        office, state = office_of(chunks, at), state_before(chunks, at)
        i, depth = at + 2, 0
        fresh = True
        while i < len(chunks):
            depth += {"(": 1, ")": -1}.get(chunks[i].text, 0)
            if not depth and fresh and chunks[i].kind != "person":
                last = self._names.extent(chunks, i)
                if last > i:
                    self._name(chunks, i, last, chunks[at])
            if not depth and fresh and chunks[i].kind == "person" and (entity := chunks[i].entity):
                known = self._meet(entity, chunks[i].text.split())
                known.country = known.country or state
                if office is not None:
                    known.offices.append((len(self._mentions), office))
            fresh = chunks[i].text in {",", ";"} or "and" in chunks[i].senses
            i += 1

    def _single(self, chunks: list[Chunk], at: int) -> bool:
        """Whether one unknown word after an office title is a name: known, cut by a case, or before a place or date."""
        stem, case = self._names.cut(chunks, at + 1)
        if case != "Nom" or self._is_part(stem):
            return True
        following = chunks[at + 1] if at + 1 < len(chunks) else None
        return (
            following is None
            or following.kind in {"city", "country", "date", "mark"}
            or not following.senses.isdisjoint({"visit", "visit.go", "visit.kind", "and", "also"})
        )

    def _before_office(self, chunks: list[Chunk], at: int) -> None:
        """A name of two words or more that an office follows in apposition, or with the word for holding it."""
        last = at
        while last and at - last < _QUALIFIED and chunks[last - 1].kind == "word" and chunks[last - 1].own == "Nom":
            last -= 1
        if last and chunks[last - 1].kind == "country" and chunks[last - 1].case == "Gen":
            last -= 1
        else:
            last = at
        if last and chunks[last - 1].text in {",", "("}:
            last -= 1
            following = chunks[at + 1] if at + 1 < len(chunks) else None
            closed = following is None or following.kind in {"country", "city", "date", "mark"}
            if not closed:
                return
        elif last != at or at + 1 >= len(chunks) or not holds(chunks[at + 1]):
            return
        first = last
        while first and self._names.nameable(chunks[first - 1]) and chunks[first - 1].own == "Nom":
            first -= 1
        if 1 < last - first <= 5 and self._names.extent(chunks, first) == last:
            self._name(chunks, first, last, chunks[at])

    def _name(self, chunks: list[Chunk], first: int, last: int, office: Chunk) -> None:
        """Make one person of the chunks ``[first, last)``."""
        stem, case = self._names.cut(chunks, last)
        if chunks[last - 1].kind == "person":
            stem, case = chunks[last - 1].text, chunks[last - 1].case
        text = self._names.text(chunks, first, last, stem)
        words = text.split()
        self._meet(self._replace(chunks, first, last, text, case, self._resolve(words, office)), words)

    @staticmethod
    def _replace(chunks: list[Chunk], first: int, last: int, text: str, case: Case, entity: Entity) -> Entity:
        chunk = Chunk("person", chunks[first].start, chunks[last - 1].end, text, case)
        chunk.entity = entity
        if case == "Nom" and chunks[last - 1].case != chunks[last - 1].own:
            chunk.case = chunks[last - 1].case  # a postposition follows
        elif case == "Gen" and chunks[last - 1].case in {"Com", "All", "Abl"}:
            chunk.case = chunks[last - 1].case
        chunks[first:last] = [chunk]
        return entity

    def _resolve(self, words: list[str], office: Chunk) -> Entity:
        """The one person of the article or the gazetteer whom these words and this office fit, or a new one."""
        if self._names.patronymic(words[0]):  # the name itself was read as a title: সুলতান বিন আবদুল আজিজ
            return self._unknown(" ".join(words))
        folded = fold(" ".join(words)).split()
        met = [k for k in self._known.get(folded[-1], ()) if set(folded) <= set(fold(" ".join(k.parts)).split())]
        if len({known.entity.id for known in met}) == 1:
            return met[0].entity
        found = self._namesakes.find(folded, office)
        if found is not None:
            return found
        return self._unknown(" ".join(words))

    @staticmethod
    def _unknown(name: str) -> Entity:
        """Somebody of this name, whoever that is."""
        latin = romanize(name)
        return Entity("person", slug(latin), latin, name)

    def _by_known_part(self, chunks: list[Chunk], at: int) -> bool:
        """A word, or several, of the name of exactly one person met before."""
        word = self._names.form(chunks[at])
        if fold(word)[:2] not in self._heads or self._names.particle(word):
            return False
        for cut in self._morphology.cuts(word):
            if len(cut.stem) < _SHORT:
                continue
            found = self._known.get(fold(cut.stem))
            if chunks[at].kind == "city" and cut.stem != word:
                return False
            if not found and cut.case == "Nom" and len(word) >= _LONG:
                found = self._misspelt(word)
            if not found or len({known.entity.id for known in found}) != 1:
                continue
            known, case, stem = found[0], cut.case, cut.stem
            last = at + 1
            while case == "Nom" and last < len(chunks) and chunks[last].kind == "word" and not chunks[last].senses:
                inner = next(
                    (c for c in self._morphology.cuts(chunks[last].text) if known in self._known.get(fold(c.stem), ())),
                    None,
                )
                if inner is None:
                    break
                case, stem = inner.case, inner.stem
                last += 1
            self._replace(chunks, at, last, self._names.text(chunks, at, last, stem), case, known.entity)
            return True
        return False

    def _by_two_parts(self, chunks: list[Chunk], at: int) -> bool:
        """Two words or more of the name of one person of the gazetteer, of one of the two states, without a title."""
        if not self._namesakes.has_part(fold(chunks[at].text)):
            return False
        last = self._names.extent(chunks, at)
        if last - at < 2:
            return False
        stem, case = self._names.cut(chunks, last)
        text = self._names.text(chunks, at, last, stem)
        words = text.split()
        found = self._namesakes.find(fold(text).split(), None)
        if found is None:
            return False
        self._meet(self._replace(chunks, at, last, text, case, found), words)
        return True

    def _misspelt(self, word: str) -> list[Known] | None:
        """A long word that differs in one letter from a part of the name of somebody met before."""
        near = [
            known
            for part, persons in self._known.items()
            if len(part) == len(word) and sum(a != b for a, b in zip(part, word, strict=True)) == 1
            for known in persons
        ]
        return near or None

    def _office(self, chunks: list[Chunk], at: int) -> None:
        """The office before or after a name, and the country whose office it is."""
        chunk = chunks[at]
        assert chunk.entity is not None
        known = self._meet(chunk.entity, ())
        office = title_beside(chunks, at)
        if office is not None:
            chunk.office = office_of(chunks, office)
            country = country_before(chunks, office)
            pointed = country is not None and country.anaphor and chunk.entity.country is not None
            if country is not None and country.entity is not None and not pointed:
                known.country = chunk.state = country.entity.id
            if chunk.office is not None:
                known.offices.append((len(self._mentions), chunk.office))
        chunk.state = chunk.state or known.country
        for i in range(max(0, at - _QUALIFIED - 1), at):
            if "succession" in chunks[i].senses and _succeeding(chunks, i) == at and self._mentions:
                self._follows[len(self._mentions)] = self._mentions[-1]
        self._mentions.append(chunk)


def _any_before(chunks: list[Chunk], office: int) -> bool:
    """``ভারতের কোনো প্রধানমন্ত্রী``: whether an office is that of anybody who ever held it."""
    return any("any" in chunk.senses for chunk in chunks[max(0, office - 2) : office])


def _succeeding(chunks: list[Chunk], at: int) -> int:
    """Where the name begins of the successor whom the word at ``at`` speaks of: ``উত্তরসূরিদের একজন, X`` too."""
    first = at + 1
    while (
        first < len(chunks)
        and first < at + 1 + _QUALIFIED
        and (chunks[first].text == "," or "one" in chunks[first].senses)
    ):
        first += 1
    return first
