"""Who is named: people by the gazetteer, by an office beside an unknown name, or by a part of a name given before.

A person whom no gazetteer knows gets a name in Latin letters by transliteration and no QID. A mention is resolved only
where one person fits; otherwise it stays a word.
"""

from __future__ import annotations

from collections.abc import Collection

from bilat_kg.model import Entity
from bilat_kg.text.acquaintances import QUALIFIED, SHORT, Acquaintances, succeeding
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.entries import Entry
from bilat_kg.text.gazetteer import slug
from bilat_kg.text.lexicon import Lexicon
from bilat_kg.text.morphology import Case
from bilat_kg.text.namesakes import Namesakes
from bilat_kg.text.offices import holds, office_of, state_before
from bilat_kg.text.personal_names import PersonalNames
from bilat_kg.text.spelling import fold
from bilat_kg.text.tokens import Tokens
from bilat_kg.text.transliteration import romanize

_INTRODUCING = frozenset({"between", "he"})
_SPEAKING = _INTRODUCING | {"succession"}
_TRAVELLING = frozenset({"visit", "visit.go", "visit.journey"})
_OF_PEOPLE = frozenset({"person", "office"})
_LONG = 6  # letters of the shortest word that may be misspelt


class People:
    """The people of one article, met in reading order."""

    def __init__(self, lang: str, lexicon: Lexicon, states: Collection[str], tokens: Tokens) -> None:
        self._namesakes = Namesakes(lang, states)
        self._lexicon = lexicon
        self._morphology = lexicon.morphology
        self._states = frozenset(states)
        self._names = PersonalNames(lang, tokens, self._states, self._is_part)
        self._met = Acquaintances(self._names.particle)

    def read(self, sentence: Sentence) -> None:
        """Turn the words of names into person chunks, and give each its office and country where the text does."""
        chunks = sentence.chunks
        travels = "date" in sentence.senses and not _TRAVELLING.isdisjoint(sentence.senses)
        introduces = not _SPEAKING.isdisjoint(sentence.senses)
        i = 0
        while i < len(chunks):
            chunk = chunks[i]
            if chunk.kind == "person":
                at, i = i, self._of_gazetteer(chunks, i)
                if i > at:  # a title was parted from the name
                    sentence.senses |= chunks[at].senses | {"office"}
            elif chunk.kind == "office":
                self._at_office(chunks, i)
            elif introduces and "succession" in chunk.senses:
                self._at_succession(chunks, i)
            elif introduces and not chunk.senses.isdisjoint(_INTRODUCING):
                self._introduced(chunks, i)
            elif chunk.kind == "word" and not chunk.senses and len(chunk.text) >= SHORT:
                if not (self._goes_on(chunks, i) and self._by_two_parts(chunks, i)) and not self._by_known_part(
                    chunks, i
                ):
                    _ = (
                        self._by_two_parts(chunks, i)
                        or self._in_series(chunks, i)
                        or (travels and (self._by_two_parts(chunks, i, nearly=True) or self._leads(chunks, i)))
                    )
            elif chunk.kind == "city" and self._names.doubtful(chunk):
                self._by_known_part(chunks, i)
            i += 1
        if "office" in sentence.senses:
            self._take_initials(chunks)
        kinds = {chunk.kind for chunk in chunks}
        if not kinds.isdisjoint(_OF_PEOPLE):
            self._met.named(chunks)
        if "person" in kinds and "person" not in sentence.senses:
            sentence.senses |= {"person"}
        sentence.clauses = None  # they count chunks, and names have joined some

    def close(self) -> None:
        """After the last sentence: give each mention the office and country that other sentences say."""
        self._met.close()
        self._names.close()

    def _is_part(self, word: str) -> bool:
        key = fold(word)
        return len(word) >= SHORT and (bool(self._met.of_part(key)) or self._namesakes.has_part(key))

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
        title, name, offices = self._title(chunk.text.split())
        if name and offices and (not self._names.titled(title) or self._namesakes.is_name(chunk.entity, name)):
            end = chunk.start + len(title.split())
            senses = frozenset().union(*(e.senses for e in offices))
            office = Chunk("office", chunk.start, end, title, "Nom", senses)
            chunk.start, chunk.text = end, name
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
                name, state = self._names.text(chunks, at, last, stem), state_before(chunks, at - 1)
                if state is not None and chunk.entity.country not in {None, state} and chunk.entity.label_bn != name:
                    chunk.entity = self._unknown(name)  # ওমানের সচিব শেখ খলিফা আল হার্থি: no Sheikh Khalifa known
                self._replace(chunks, at, last, name, case, chunk.entity)
        self._met.meet(chunk.entity, chunks[at].text.split())
        return at

    def _title(self, words: list[str]) -> tuple[str, str, tuple[Entry, ...]]:
        """The title with which a name begins, and the name: রাজা ভূমিবল, ক্রাউন প্রিন্স হাকন."""
        lexicon = self._lexicon
        size, entries = 1, lexicon.word(words[0]).entries
        for length in range(len(words) - 1, 1, -1) if words[0] in lexicon.starts else ():
            phrase = lexicon.phrase(words[:length], 0)
            if phrase is not None and phrase.length == length and any(e.kind == "office" for e in phrase.entries):
                size, entries = length, phrase.entries
                break
        offices = tuple(entry for entry in entries if entry.kind == "office")
        return " ".join(words[:size]), " ".join(words[size:]), offices

    def _take_initials(self, chunks: list[Chunk]) -> None:
        """``মন্ত্রী এ কে আব্দুল মোমেন``: initials between a title and a name belong to the name."""
        at = len(chunks) - 1
        while at > 0:
            first = at
            while chunks[at].kind == "person" and first:
                dotted = chunks[first - 1].text == "." and first > 1  # রাষ্ট্রপতি মো. আবদুল হামিদ
                head = chunks[first - 1 - dotted]
                if not (self._names.initial(head) or (dotted and self._names.joins(head))):
                    break
                first -= 1 + dotted
            before = chunks[first - 1] if first else None
            if first < at and before is not None and before.kind == "office" and before.own == "Nom":
                chunks[at].start = chunks[first].start
                del chunks[first:at]
                at = first
            at -= 1

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
        first = succeeding(chunks, at)
        last = self._names.extent(chunks, first) if first < len(chunks) else first
        if last - first > 1 and chunks[first].kind == "word":
            self._name(chunks, first, last, chunks[at])

    def _introduced(self, chunks: list[Chunk], at: int) -> None:
        """``মরক্কোর প্রধানমন্ত্রীদের মধ্যে A B``, ``…; তিনি A B``: a name of two words or more, where only one can stand."""
        first = at + 1
        last = self._names.extent(chunks, first) if at and first < len(chunks) else first
        if last - first < 2 or chunks[first].kind != "word":
            return
        before = chunks[at - 1]
        if "between" in chunks[at].senses:
            named = before.kind == "office" and before.plural and before.own == "Gen"
        else:
            named = before.kind == "mark" and (last == len(chunks) or chunks[last].text == "।")
        if named:
            self._name(chunks, first, last, chunks[at])

    def _in_series(self, chunks: list[Chunk], at: int) -> bool:
        """``A ২০০১ সালে, B C ২০০৪ সালে``: a name between two dates, behind somebody else and his."""
        if (
            at < 3
            or chunks[at - 2].kind != "date"
            or not (chunks[at - 1].text == "," or "and" in chunks[at - 1].senses)
        ):
            return False
        if not any(chunk.kind == "person" and chunk.own == "Nom" for chunk in chunks[max(0, at - 5) : at - 2]):
            return False
        last = self._names.extent(chunks, at)
        if last - at < 2 or last >= len(chunks) or chunks[last].kind != "date":
            return False
        if last + 1 < len(chunks) and chunks[last + 1].kind != "mark" and "and" not in chunks[last + 1].senses:
            return False
        self._name(chunks, at, last, chunks[at - 2])
        return True

    def _leads(self, chunks: list[Chunk], at: int) -> bool:
        """``সুহার্তো ১৯৭২ সালে … আসেন``: a word by which only one leader of the two states is known, who travels."""
        chunk = chunks[at]
        alone = at == 0 or chunks[at - 1].kind in {"date", "mark", "city", "country"} or chunks[at - 1].senses
        if not alone or len(chunk.text) < _LONG or chunk.own != "Nom" or not self._names.nameable(chunk):
            return False
        if at + 1 < len(chunks) and self._names.nameable(chunks[at + 1]):
            return False
        found = self._namesakes.leader(fold(chunk.text))
        if found is None:
            return False
        self._met.meet(self._replace(chunks, at, at + 1, chunk.text, "Nom", found), chunk.text.split())
        return True

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
                known = self._met.meet(entity, chunks[i].text.split())
                known.country = known.country or state
                self._met.add(known, office)
            fresh = chunks[i].text in {",", ";"} or "and" in chunks[i].senses
            i += 1

    def _single(self, chunks: list[Chunk], at: int) -> bool:
        """Whether one unknown word after an office title is a name: known, cut by a case, or before a place or date."""
        stem, case = self._names.cut(chunks, at + 1)
        if case != "Nom" or self._is_part(stem):
            return True
        following = chunks[at + 1] if at + 1 < len(chunks) else None
        if following is not None and following.text == "." and self._names.joins(chunks[at]):
            return False  # মো. before a name that is known
        return (
            following is None
            or following.kind in {"city", "country", "date", "mark"}
            or not following.senses.isdisjoint({"visit", "visit.go", "visit.kind", "and", "also"})
        )

    def _before_office(self, chunks: list[Chunk], at: int) -> None:
        """A name of two words or more that an office follows in apposition, or with the word for holding it."""
        last = at
        while last and at - last < QUALIFIED and chunks[last - 1].kind == "word" and chunks[last - 1].own == "Nom":
            last -= 1
        if last and chunks[last - 1].kind == "country" and chunks[last - 1].case == "Gen":
            last -= 1
        else:
            last = at
        while last and "tenure" in chunks[last - 1].senses:
            last -= 1
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
        self._met.meet(self._replace(chunks, first, last, text, case, self._resolve(words, office)), words)

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
        met = [k for k in self._met.of_part(folded[-1]) if set(folded) <= set(fold(" ".join(k.parts)).split())]
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
        if not self._met.begins(word) or self._names.particle(word):
            return False
        for cut in self._morphology.cuts(word):
            if len(cut.stem) < SHORT:
                continue
            found = self._met.of_part(fold(cut.stem))
            if chunks[at].kind == "city" and cut.stem != word:
                return False
            if not found and cut.case == "Nom" and len(word) >= _LONG:
                found = self._met.misspelt(word)
            if not found or len({known.entity.id for known in found}) != 1:
                continue
            known, case, stem = found[0], cut.case, cut.stem
            last = at + 1
            while case == "Nom" and last < len(chunks) and chunks[last].kind == "word" and not chunks[last].senses:
                inner = next(
                    (c for c in self._morphology.cuts(chunks[last].text) if known in self._met.of_part(fold(c.stem))),
                    None,
                )
                if inner is None:
                    break
                case, stem = inner.case, inner.stem
                last += 1
            self._replace(chunks, at, last, self._names.text(chunks, at, last, stem), case, known.entity)
            return True
        return False

    def _goes_on(self, chunks: list[Chunk], at: int) -> bool:
        """``মুস্তাফা আল-কাজিমি``: whether a name goes on after its first word, by a particle or another known part."""
        if at + 1 >= len(chunks) or chunks[at + 1].kind != "word" or chunks[at + 1].senses:
            return False
        return self._names.joins(chunks[at + 1]) or self._namesakes.has_part(fold(chunks[at + 1].text))

    def _by_two_parts(self, chunks: list[Chunk], at: int, *, nearly: bool = False) -> bool:
        """Two words or more of the name of one person of the gazetteer, of one of the two states, without a title.

        ``nearly``: the first may also be spelt otherwise.
        """
        if not nearly and not self._namesakes.has_part(fold(chunks[at].text)):
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
        self._met.meet(self._replace(chunks, at, last, text, case, found), words)
        return True
