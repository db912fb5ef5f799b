"""Shallow parsing: the tokens of a text as sentences of chunks.

A noun takes the case of the postposition after it, or of the preposition before it; the members of a coordination
(``X ও Y-এর``) share the case of the last. Headings and the bullets of lists are passed over, but leave their mark on
the sentences.
"""

from __future__ import annotations

from collections.abc import Iterable

from bilat_kg.text.chunks import NAMES, Chunk, Kind, Sentence, Value
from bilat_kg.text.coordination import coordinate, introduce
from bilat_kg.text.entries import Entry, Phrase, Word
from bilat_kg.text.headings import date_of_heading, is_heading
from bilat_kg.text.insertions import OPENERS, move_behind
from bilat_kg.text.lexicon import Lexicon
from bilat_kg.text.lines import bullet, direction, labels_visits, spans
from bilat_kg.text.morphology import Case
from bilat_kg.text.tokens import Tokens
from bilat_kg.text.values import AmountMention, CurrencyMention, DateMention, NumberMention, Values

_OPENING = frozenset({":", "—", "-", "–"})  # marks that announce a list
_CHUNK_KINDS: dict[str, Kind] = {"demonym": "country", "weak": "word"}
_PRIORITY = {"country": 0, "demonym": 1, "office": 2, "organization": 3, "person": 4, "word": 5, "city": 6, "weak": 7}
_KEPT = 200_000  # forms kept ready: a hostile text must not fill the memory
_PLACES = frozenset({"country", "city"})
_TRAVELS = frozenset({"from", "visit"})
_NO_SENSES: frozenset[str] = frozenset()


class Chunker:
    """Cuts token columns into sentences of chunks with the lexicon of one language."""

    def __init__(self, lexicon: Lexicon, sentence_end: Iterable[str]) -> None:
        self._lexicon = lexicon
        self._end = frozenset(sentence_end)
        self._apart = lexicon.morphology.apart
        self._postposition = lexicon.morphology.postposition
        self._preposition = lexicon.morphology.preposition
        self._forms: dict[str, Chunk] = {}
        self._alone: dict[str, Chunk] = {}  # of them, those that make no phrase and change nothing around them
        self._phrases: dict[Phrase, Chunk] = {}

    def sentences(
        self,
        tokens: Tokens,
        values: Values,
    ) -> list[Sentence]:
        """All sentences of a text whose values have been found."""
        placed = _placed(values)
        found: list[Sentence] = []
        marked = heading = _NO_SENSES
        intro: Sentence | None = None
        level, above = 0, _NO_SENSES
        dated: DateMention | None = None
        for span in spans(tokens, self._end):
            first, last = span.first, span.last
            if span.kind == "heading":
                if len(tokens.word[first - 1]) <= level:  # none of the headings before is above this one
                    level, above = len(tokens.word[first - 1]), _NO_SENSES
                marked = heading = frozenset(
                    sense for i in range(first, last) for sense in self._lexicon.word(tokens.word[i]).senses
                )
                above |= marked
                at = _first_from(placed, first)
                dated = date_of_heading(first, last, placed[at][0]) if at < len(placed) else None
                intro = None
                chunks = [] if _TRAVELS.isdisjoint(marked) else self._chunks(tokens, first, last, placed)
                if chunks and labels_visits(chunks):
                    intro = self._sentence(tokens, chunks, len(found), heading)
                    intro.above = above
                    found.append(intro)
                continue
            start, item = (first, True) if span.kind == "item" else bullet(tokens, first, last)
            if start >= last:
                continue
            chunks = self._chunks(tokens, start, last, placed)
            if not item and chunks[-1].text not in _OPENING and intro is not None and not self._listed(tokens, first):
                intro = None
            label: list[Chunk] = []
            labelled = direction(chunks) if span.ruled else None  # the heading of the list that follows
            if labelled:
                chunks, label = chunks[:labelled], chunks[labelled:]
            sentence = self._sentence(tokens, chunks, len(found), heading)
            sentence.item, sentence.intro = item, intro if item else None
            sentence.above = above
            sentence.dated = dated
            if not item and is_heading(tokens, start, last, chunks):
                heading, intro = sentence.senses | marked, None
                if _PLACES.isdisjoint(sentence.senses):
                    continue  # it states nothing
                intro = sentence  # whose visits, and where
            if chunks[-1].text in _OPENING or (span.leads and not item) or labelled == 0:
                intro = sentence
            elif span.ruled:
                intro = None
            found.append(sentence)
            if label:
                intro = self._sentence(tokens, label, len(found), heading)
                intro.above = above
                found.append(intro)
        return found

    @staticmethod
    def _sentence(tokens: Tokens, chunks: list[Chunk], index: int, heading: frozenset[str]) -> Sentence:
        sentence = Sentence(index, tokens.start[chunks[0].start], tokens.end[chunks[-1].end - 1], chunks, heading)
        kinds: list[str] = [chunk.kind for chunk in chunks]
        sentence.senses = _NO_SENSES.union(kinds, *[chunk.senses for chunk in chunks if chunk.senses])
        return sentence

    @staticmethod
    def _listed(tokens: Tokens, first: int) -> bool:
        return first > 0 and tokens.word[first - 1] == "\n"

    def _chunks(
        self,
        tokens: Tokens,
        first: int,
        last: int,
        values: list[tuple[Value, Value | None]],
    ) -> list[Chunk]:
        words, forms, alone = tokens.word, self._forms, self._alone
        lexicon = self._lexicon
        starts, spelt = lexicon.starts, lexicon.spelt
        chunks: list[Chunk] = []
        names: list[int] = []
        governing: list[int] = []
        parted = False  # by a clause that may have to move
        v = _first_from(values, first)
        i = first
        valued = values[v][0].start if v < len(values) else last
        while i < last:
            form = words[i]
            word = alone.get(form) if i < valued else None
            if word is not None:  # most words
                chunk = Chunk(word.kind, i, i + 1, word.text, word.case, word.senses)
                i += 1
                if word.entries or word.plural or word.verb is not None:
                    chunk.take(word)
                    if word.entity is not None:
                        names.append(len(chunks))
                        if word.case == "Nom":
                            i = self._take_apart(tokens, chunk, i, min(last, valued))
                chunks.append(chunk)
                continue
            known = forms.get(form) or self._form(form)
            phrase = lexicon.phrase(words, i) if spelt.get(form, form) in starts else None
            if phrase is not None and i + phrase.length > _free(values, v, i, last):
                phrase = None
            if v < len(values) and values[v][0].start == i and _of_a_state(values[v][0], known):
                v += 1
            if phrase is not None:
                chunk = self._phrase(phrase).at(i, i + phrase.length)
                while v < len(values) and values[v][0].start < chunk.end:
                    v += 1
            elif v < len(values) and values[v][0].start == i:
                chunk = _of_value(*values[v])
                v += 1
            else:
                chunk = known.at(i, i + 1)
            i = chunk.end
            if chunk.value is None:
                if chunk.kind in NAMES:
                    names.append(len(chunks))
                if chunk.text in self._postposition:
                    governing.append(len(chunks))
                parted = parted or not chunk.senses.isdisjoint(OPENERS)
            chunks.append(chunk)
            valued = values[v][0].start if v < len(values) else last
            if chunk.entity is not None and chunk.case == "Nom":
                i = self._take_apart(tokens, chunk, i, min(last, valued))
        self._govern(chunks, governing)
        coordinate(chunks, names)
        if parted:
            move_behind(chunks)
        if self._preposition:
            introduce(chunks, self._preposition)
        return chunks

    def _form(self, form: str) -> Chunk:
        """The chunk that the word ``form`` makes on its own, kept for the next time it is met."""
        word = self._lexicon.word(form)
        if word.entries or word.verb:
            chunk = _of_word(0, word)
        elif form.isalnum() or (len(form) > 1 and form[0].isalpha()):
            chunk = Chunk("word", 0, 1, form, word.case)
        else:
            chunk = Chunk("mark", 0, 1, form)
        if len(self._forms) < _KEPT:
            self._forms[form] = chunk
            if self._lexicon.spelt.get(form, form) not in self._lexicon.starts and self._leaves_all(chunk):
                self._alone[form] = chunk
        return chunk

    def _leaves_all(self, chunk: Chunk) -> bool:
        """Whether a word changes nothing of what stands around it, but may share the case of another name."""
        unnamed = chunk.kind in NAMES and chunk.entity is None
        return not unnamed and chunk.text not in self._postposition and chunk.senses.isdisjoint(OPENERS)

    def _phrase(self, phrase: Phrase) -> Chunk:
        chunk = self._phrases.get(phrase)
        if chunk is None:
            chunk = _of_entries(0, phrase.length, phrase.stem, phrase.case, phrase.entries)
            chunk.plural = phrase.plural
            if phrase.verb is not None:
                chunk.kind, chunk.verb = "verb", phrase.verb
            if len(self._phrases) < _KEPT:
                self._phrases[phrase] = chunk
        return chunk

    def _take_apart(self, tokens: Tokens, chunk: Chunk, i: int, last: int) -> int:
        """An ending that stands apart from its name (মালয়েশিয়া এর, ওমান-এ) joins it, unless a date begins with it."""
        words = tokens.word
        if i + 1 < last and words[i] == "-" and tokens.glued[i + 1]:
            case = self._apart.get("-" + words[i + 1])
            if case:
                chunk.case = chunk.own = case
                chunk.end = i + 2
                return i + 2
        if i < last and words[i] in self._apart and not self._of_this(words, i + 1, last):
            chunk.case = chunk.own = self._apart[words[i]]
            chunk.end = i + 1
            return i + 1
        return i

    def _of_this(self, words: list[str], i: int, last: int) -> bool:
        """``লিমা এর তীব্র প্রতিবাদ জানায়।``: the word before ``i`` is no ending but says of what, as nobody else acts.

        Or when: ``কিবাকি এর আগে লিমায় এসেছিলেন``.
        """
        if i < last and "before_this" in self._form(words[i]).senses:
            return True
        noun = next((at for at in range(i, min(i + 2, last)) if "of_this" in self._form(words[at]).senses), last)
        at = noun + 1
        while at < last and self._form(words[at]).kind == "verb":
            at += 1
        return noun + 1 < at and (at >= last or self._form(words[at]).kind == "mark")

    def _govern(self, chunks: list[Chunk], governing: list[int]) -> None:
        """Each postposition, of which these are the indices, gives its case to the noun before it."""
        cases = self._postposition
        for i in governing:
            if i + 1 < len(chunks) and "span_of_time" in chunks[i + 1].senses and cases[chunks[i].text] == "All":
                continue  # কেনিয়া প্রতি বছর …: every year
            if i and chunks[i - 1].kind not in {"mark", "verb"}:
                chunks[i - 1].case = cases[chunks[i].text]


def _of_a_state(value: Value, known: Chunk) -> bool:
    """Whether a currency without an amount is rather the adjective of a state (আফগানি)."""
    return isinstance(value, CurrencyMention) and value.end == value.start + 1 and known.kind == "country"


def _placed(values: Values) -> list[tuple[Value, Value | None]]:
    """All values in the order of the text, each with its second reading; none overlap."""
    dates = {mention.start: mention for mention in values.dates}
    amounts = {mention.start: mention for mention in values.amounts}
    found: list[tuple[Value, Value | None]] = [(mention, None) for mention in values.currencies]
    for number in values.numbers:
        other: Value | None = amounts.pop(number.start, None)
        date = dates.pop(number.start, None)
        found.append((date, number) if date else (number, other))
    found += [(mention, None) for mention in dates.values()]
    found += [(mention, None) for mention in amounts.values()]
    found.sort(key=lambda pair: pair[0].start)
    placed: list[tuple[Value, Value | None]] = []
    end = 0
    for value, other in found:
        if value.start >= end:
            placed.append((value, other))
            end = value.end
    return placed


def _free(values: list[tuple[Value, Value | None]], v: int, at: int, last: int) -> int:
    """How far a phrase from ``at`` may reach: to the next date or amount; a plain number is in দুই দেশ."""
    while v < len(values):
        value, other = values[v]
        inside = isinstance(value, CurrencyMention) and value.start > at  # সিয়েরা লিয়নে names no currency
        plain = isinstance(value, NumberMention) and other is None and not (value.start <= at and value.end > at + 1)
        if not inside and not plain:
            return min(value.start, last)
        v += 1
    return last


def _first_from(values: list[tuple[Value, Value | None]], token: int) -> int:
    low, high = 0, len(values)
    while low < high:
        middle = (low + high) // 2
        if values[middle][0].start < token:
            low = middle + 1
        else:
            high = middle
    return low


_VALUE_KINDS: dict[type, Kind] = {
    DateMention: "date",
    AmountMention: "amount",
    NumberMention: "number",
    CurrencyMention: "currency",
}


def _of_value(value: Value, other: Value | None) -> Chunk:
    chunk = Chunk(_VALUE_KINDS[type(value)], value.start, max(value.end, value.start + 1), "")
    chunk.value = value
    chunk.other = other
    chunk.case = chunk.own = getattr(value, "case", "Nom")
    return chunk


def _of_word(at: int, word: Word) -> Chunk:
    if word.entries:
        chunk = _of_entries(at, at + 1, word.stem, word.case, word.entries)
        chunk.plural = word.plural
        if chunk.kind == "word":
            chunk.senses = word.senses
            chunk.verb = word.verb if "named" not in word.senses else None  # নামে: by the name, not he alights
        return chunk
    chunk = Chunk("verb", at, at + 1, word.verb.lemma if word.verb else word.stem, "Nom", word.senses)
    chunk.verb = word.verb
    return chunk


def _of_entries(start: int, end: int, stem: str, case: Case, entries: tuple[Entry, ...]) -> Chunk:
    best = min(entries, key=lambda entry: _PRIORITY[entry.kind]) if len(entries) > 1 else entries[0]
    kind: Kind = _CHUNK_KINDS.get(best.kind, best.kind)  # type: ignore[arg-type]  # the rest are kinds
    senses = best.senses
    if len(entries) > 1 and kind not in NAMES:
        senses = frozenset().union(*(entry.senses for entry in entries if entry.kind in {best.kind, "word"}))
    chunk = Chunk(kind, start, end, stem, case, senses)
    if any(entry.entity is not None for entry in entries):
        chunk.entries = entries
    chunk.entity = best.entity if kind in NAMES else None
    if best.kind == "demonym":
        chunk.adjective = True
        if case == "Nom":
            chunk.case = chunk.own = "Gen"
    return chunk
