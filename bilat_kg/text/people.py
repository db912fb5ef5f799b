"""Who is named: people by the gazetteer, by an office beside an unknown name, or by a part of a name given before.

A person whom no gazetteer knows gets a name in Latin letters by transliteration and no QID. A mention is resolved only
where one person fits; otherwise it stays a word.
"""

from __future__ import annotations

from collections.abc import Collection

from bilat_kg.text.acquaintances import SHORT
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.entries import Entry
from bilat_kg.text.identification import Identification, put, unknown
from bilat_kg.text.lexicon import Lexicon
from bilat_kg.text.offices import state_before
from bilat_kg.text.spelling import fold
from bilat_kg.text.titled_names import TitledNames
from bilat_kg.text.tokens import Tokens

_INTRODUCING = frozenset({"between", "he"})
_SPEAKING = _INTRODUCING | {"succession"}
_TRAVELLING = frozenset({"visit", "visit.go", "visit.journey"})
_LONG = 6  # letters of the shortest word that may be misspelt


class People:
    """The people of one article, met in reading order."""

    def __init__(self, lang: str, lexicon: Lexicon, states: Collection[str], tokens: Tokens) -> None:
        self._lexicon = lexicon
        self._morphology = lexicon.morphology
        self._identification = identification = Identification(lang, states, tokens)
        self._names, self._namesakes, self._met = identification.names, identification.namesakes, identification.met
        self._titled = TitledNames(identification)

    def read(self, sentence: Sentence) -> None:
        """Turn the words of names into person chunks, and give each its office and country where the text does."""
        chunks = sentence.chunks
        travels = "date" in sentence.senses and not _TRAVELLING.isdisjoint(sentence.senses)
        introduces = not _SPEAKING.isdisjoint(sentence.senses)
        i = 0
        while i < len(chunks):
            chunk = chunks[i]
            kind = chunk.kind
            if kind == "word" and not chunk.senses:
                self._at_word(chunks, i, travels=travels)
            elif kind == "person":
                at, i = i, self._of_gazetteer(chunks, i)
                if i > at:  # a title was parted from the name
                    sentence.senses |= chunks[at].senses | {"office"}
            elif kind == "office":
                self._titled.at_office(chunks, i)
            elif introduces and "succession" in chunk.senses:
                self._titled.at_succession(chunks, i)
            elif introduces and not chunk.senses.isdisjoint(_INTRODUCING):
                self._titled.introduced(chunks, i)
            elif kind == "city" and self._names.doubtful(chunk):
                self._by_known_part(chunks, i)
            i += 1
        if "office" in sentence.senses:
            self._titled.take_initials(chunks)
        named = any(chunk.kind == "person" for chunk in chunks)
        if named or any(chunk.kind == "office" for chunk in chunks):
            self._met.named(chunks)
        if named and "person" not in sentence.senses:
            sentence.senses |= {"person"}
        sentence.clauses = None  # they count chunks, and names have joined some

    def _at_word(self, chunks: list[Chunk], i: int, *, travels: bool) -> None:
        """A word that says nothing else may be the name, or part of one, of somebody met before or known anyway."""
        chunk = chunks[i]
        if len(chunk.text) < SHORT:
            if (known := self._met.of_short(chunk.text)) is not None:
                put(chunks, i, i + 1, chunk.text, chunk.own, known.entity)
        elif not (self._goes_on(chunks, i) and self._by_two_parts(chunks, i)) and not self._by_known_part(chunks, i):
            _ = (
                self._by_two_parts(chunks, i)
                or self._in_series(chunks, i)
                or (travels and (self._by_two_parts(chunks, i, nearly=True) or self._leads(chunks, i)))
            )

    def close(self) -> None:
        """After the last sentence: give each mention the office and country that other sentences say."""
        self._met.close()
        self._names.close()

    def _of_gazetteer(self, chunks: list[Chunk], at: int) -> int:
        """A name that the gazetteer knows whole: choose whom of its bearers, and part it from a title (রাজা ভূমিবল).

        Returns where the name now stands.
        """
        chunk = chunks[at]
        named = {e.entity.id for e in chunk.entries if e.kind == "person" and e.entity is not None}
        if named:  # and not a name that an office told a moment ago
            chunk.entity = self._namesakes.choose(named)
            if chunk.entity is None:
                chunk.entity, chunk.others = unknown(chunk.text), self._namesakes.bearers(named)
        assert chunk.entity is not None
        title, name, offices = self._title(chunk.text.split())
        if name and offices and (not self._names.titled(title) or self._namesakes.is_name(chunk.entity, name)):
            end = chunk.start + len(title.split())
            senses = frozenset().union(*(e.senses for e in offices))
            office = Chunk("office", chunk.start, end, title, "Nom", senses)
            chunk.start, chunk.text = end, name
            chunk.entity = unknown(name) if chunk.others else chunk.entity
            chunks.insert(at, office)
            at += 1
        before = chunks[at - 1] if at else None
        if chunk.own == "Nom" and before is not None and before.kind == "office" and before.own == "Nom":
            last = self._names.extent(chunks, at + 1) if at + 1 < len(chunks) else at
            if last > at + 1 and (
                " " not in chunk.text
                or self._names.joins(chunks[at + 1])
                or self._identification.is_part(chunks[at + 1].text)
            ):
                stem, case = self._names.cut(chunks, last)
                name, state = self._names.text(chunks, at, last, stem), state_before(chunks, at - 1)
                if state is not None and chunk.entity.country not in {None, state} and chunk.entity.label_bn != name:
                    chunk.entity = unknown(name)  # ওমানের সচিব শেখ খলিফা আল হার্থি: no Sheikh Khalifa known
                put(chunks, at, last, name, case, chunk.entity)
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
        self._identification.name(chunks, at, last, chunks[at - 2])
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
        self._met.meet(put(chunks, at, at + 1, chunk.text, "Nom", found), chunk.text.split())
        return True

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
            put(chunks, at, last, self._names.text(chunks, at, last, stem), case, known.entity)
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
        self._met.meet(put(chunks, at, last, text, case, found), words)
        return True
