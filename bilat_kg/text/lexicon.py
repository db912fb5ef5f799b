"""Every word that means something to the rules, in one index: names, offices, senses of words, verbs.

A *sense* is a name that the rules give to a group of words (``embassy``, ``sign``, ``support``). Senses stand in
``lang/<code>/lexicon.toml`` and at the head of each rule file; names come from the gazetteer.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from bilat_kg.resources import LANG
from bilat_kg.text.entries import Entry, Phrase, Word
from bilat_kg.text.gazetteer import Name, names
from bilat_kg.text.language import read_toml
from bilat_kg.text.morphology import Case, Morphology, morphology
from bilat_kg.text.respelling import Spellings
from bilat_kg.text.spelling import fold
from bilat_kg.text.tokens import name_words
from bilat_kg.text.variants import before_endings, dotless, hyphenated, unquoted

_NO_SIZES: list[int] = []
_FOLDED = 5  # code points of the shortest stem that may be another spelling of a name
_ADJECTIVE = 6  # and of an adjective of a state: আইরিস is a name, and not আইরিশ
_VERB = "-"  # ends the last word of a phrase that is a verb in any of its forms: উঠে যা-
_BARE = frozenset({"country", "city", "person"})  # kinds of names that take no article: কেনিয়াটা is no কেনিয়া


@dataclass(frozen=True, slots=True, eq=False)
class _Pair:
    """Two words: the phrase that they are, and how many words the phrases have, longest first, that they begin."""

    phrase: Phrase | None
    sizes: list[int]


class Lexicon:
    """The index of one language. Look-ups cost a dictionary access a token; inflected forms are cached.

    ``goods`` gives the English name of each kind of goods, by its words in bare form; ``tied`` that form of those
    written together with a word that ends a list (পাটসহ); ``starts`` are the words that a
    phrase may begin with; ``spelt`` gives the usual form of those words met so far that are spelt in another way.
    """

    def __init__(self, lang: str) -> None:
        self.morphology: Morphology = morphology(lang)
        self._lemmas = frozenset(form.lemma for form in self.morphology.verbs.values())
        self._single: dict[str, list[Entry]] = {}
        self._folded: dict[str, list[Entry]] = {}
        self._phrases: dict[str, dict[tuple[str, ...], list[Entry]]] = {}
        self._sizes: dict[str, dict[str, list[int]]] = {}  # of phrases of three words or more, by their first two
        self._pairs: dict[str, dict[str, _Pair]] = {}  # first word, second word
        self._kept = 0  # of them
        self._read: dict[tuple[str, ...], Phrase | None] = {}
        self._words: dict[str, Word] = {}
        self.spelt: dict[str, str] = {}
        self._label_forms: set[tuple[str, ...]] = set()
        self._verb_senses: dict[str, set[str]] = {}
        folder = LANG / lang
        general = read_toml(folder / "lexicon.toml")
        self._dwellers: list[str] = general.get("dwellers", {}).get("endings", [])
        self._offices: list[str] = general.get("offices", {}).get("endings", [])
        for name in names(lang):
            self._add_name(name)
        files = [folder / "lexicon.toml", *sorted((folder / "rules").glob("*.toml"))]
        for file in files:
            data = read_toml(file)
            for sense, words in data.get("senses", {}).items():
                for word in words:
                    self._add(word.lstrip("="), Entry("word", frozenset((sense,)), fixed=word.startswith("=")))
            for sense, lemmas in data.get("verbs", {}).items():
                for lemma in lemmas:
                    self._verb_senses.setdefault(lemma, set()).add(sense)
        self.goods: dict[str, str] = {}
        self.tied: dict[str, str] = {}
        goods = read_toml(folder / "goods.toml")
        for good, english in goods["goods"].items():
            for spelt in before_endings(good):
                self.goods[" ".join(name_words(spelt))] = english
                self._add(spelt, Entry("word", frozenset(("good",))))
            for ending in goods.get("last", {}).get("endings", []):  # চা, কফি, পাটসহ বিভিন্ন পণ্য
                tied = " ".join(name_words(good + ending))
                self.goods[tied], self.tied[tied] = english, good
                self._add(good + ending, Entry("word", frozenset(("good",)), fixed=True))
        for first, phrases in self._phrases.items():
            sizes: dict[str, set[int]] = {}
            for rest in phrases:
                if len(rest) > 1:
                    sizes.setdefault(rest[0], set()).add(len(rest) + 1)
            self._sizes[first] = {second: sorted(found, reverse=True) for second, found in sizes.items()}
            self._pairs[first] = {}
        self.starts = frozenset(self._phrases)
        common = {word for word, entries in self._single.items() if any(entry.kind == "word" for entry in entries)}
        common |= {
            word
            for word, rest in self._phrases.items()
            if any(e.kind == "word" for all_ in rest.values() for e in all_)
        }
        self._spellings = Spellings(sorted(common), self.morphology)

    def _add_name(self, name: Name) -> None:
        if self._is_form_of_label(name):
            self._label_forms.add(tuple(name_words(name.text)))
        entry = Entry(name.kind, frozenset(name.senses), name.entity)
        self._add(name.text, entry)
        if name.kind == "person" and name.text.count(" ") > 1:  # অটলবিহারী বাজপেয়ী for অটল বিহারী বাজপেয়ী
            self._add(name.text.replace(" ", "", 1), entry)
        if name.kind == "country":
            for ending in self._dwellers:
                self._add(name.text + ending, Entry("demonym", entry.senses, name.entity))

    def _is_form_of_label(self, name: Name) -> bool:
        """Whether a name of a place is its label with a case ending (লিয়েজে), by which it is then read."""
        label = name.entity.label_bn if name.entity and name.kind in {"country", "city"} else None
        if not label or name.text == label or not name.text.startswith(label):
            return False
        last = label.split()[-1]
        word = last + name.text[len(label) :]
        return any(cut.stem == last and cut.case != "Nom" for cut in self.morphology.cuts(word))

    def _add(self, text: str, entry: Entry) -> None:
        *head, last = text.split()
        if head and last.endswith(_VERB):
            words = [*name_words(" ".join(head)), last]
            if last.removesuffix(_VERB) not in self._lemmas:
                raise ValueError(f"{text}: {last.removesuffix(_VERB)} is the lemma of no verb in verbs.toml")
        else:
            words = name_words(text)
        if "'" in text:  # দু'দেশ and দু’দেশ
            self._add(text.replace("'", "’"), entry)
        for variant in hyphenated(words):
            first, rest = variant[0], tuple(map(dotless, variant[1:]))
            if rest:
                self._phrases.setdefault(first, {}).setdefault(rest, []).append(entry)
            else:
                self._single.setdefault(first, []).append(entry)
                if entry.kind not in {"word", "weak"}:  # ভিন্ন, different, is no spelling of ভিন
                    key = fold(first)
                    if entry.kind != "demonym" or len(key) >= _ADJECTIVE:
                        self._folded.setdefault(key, []).append(entry)

    def word(self, form: str) -> Word:
        """What the lexicon knows of the word ``form``, inflected or not; a word with no entries is unknown to it."""
        known = self._words.get(form)
        if known is None:
            known = self._analyse(form)
            if "’" in form and not known.entries and known.verb is None:  # দু’দেশ, দু'দেশ
                straight = self._analyse(form.replace("’", "'"))
                known = straight if straight.entries else known
            if not known.entries and known.verb is None and (bare := unquoted(form)) != form:  # ‘… চুক্তি’তে
                closed = self._analyse(bare)
                known = closed if closed.entries and closed.case != "Nom" else known
            if not known.entries and known.verb is None and form not in self._phrases:
                usual = self._spellings.usual(form, self._knows)
                if usual is not None:
                    known = self._analyse(usual)
                    if len(self.spelt) < 200_000:
                        self.spelt[form] = usual
            if len(self._words) < 200_000:  # a hostile text must not fill the memory
                self._words[form] = known
        return known

    def _knows(self, form: str) -> bool:
        word = self._analyse(form)
        return word.verb is not None or form in self._phrases or any(entry.kind == "word" for entry in word.entries)

    def _analyse(self, form: str) -> Word:
        verb = self.morphology.verbs.get(form)
        if verb is None and form[-1:] in "ইও":
            verb = self.morphology.verbs.get(form[:-1])
        senses = set(self._verb_senses.get(verb.lemma, ())) if verb else set()
        entries, stem, case, plural = self._inflected(form, verb is None)
        if verb is not None and verb.mood == "infinitive" and case == "Loc":
            entries, stem, case, plural = (), form, "Nom", False  # সারতে is no fertiliser
        for entry in entries:
            senses |= entry.senses
        return Word(entries, stem, case, plural, verb, frozenset(senses))

    def _inflected(self, form: str, folding: bool) -> tuple[tuple[Entry, ...], str, Case, bool]:
        """What a form is of; ``folding``: also by another spelling, but not of a verb (করিয়া is not Korea)."""
        fixed: list[Entry] = []  # a fixed form is also a form of its stem: সফরে of সফর
        cuts = self.morphology.cuts(form)
        for cut in cuts[1:] if (form,) in self._label_forms else cuts:
            found = self._single.get(cut.stem)
            if found is not None and cut.stem != form:
                found = [entry for entry in found if not entry.fixed and not (cut.article and entry.kind in _BARE)]
            if found and all(entry.fixed for entry in found):
                fixed = found
            elif found:
                if fixed and (cut.case == "Nom" or any(entry.kind != "word" for entry in found)):
                    break
                return tuple(dict.fromkeys([*found, *fixed])), cut.stem, cut.case, cut.plural
        if fixed:
            return tuple(dict.fromkeys(fixed)), form, "Nom", False
        for cut in cuts:  # পাটমন্ত্রী is some minister
            for title in self._offices:
                if len(cut.stem) > len(title) and cut.stem.endswith(title):
                    return tuple(self._single.get(title, ())), cut.stem, cut.case, cut.plural
        if folding and len(form) > 3:
            for cut in self.morphology.cuts(form):
                found = self._folded.get(fold(cut.stem)) if len(cut.stem) >= _FOLDED else None
                if found and cut.article:
                    found = [entry for entry in found if entry.kind not in _BARE]
                if found:
                    return tuple(dict.fromkeys(found)), cut.stem, cut.case, cut.plural
        return (), form, "Nom", False

    def beginnings(self, kinds: Container[str], letters: int) -> frozenset[str]:
        """The first ``letters`` of all names of one word that are of one of these kinds, shorter names left out."""
        return frozenset(
            name[:letters]
            for name, entries in self._single.items()
            if len(name) >= letters and any(entry.kind in kinds for entry in entries)
        )

    def phrase(self, words: list[str], at: int) -> Phrase | None:
        """The longest phrase that begins at ``words[at]``; its last word may be inflected."""
        first = self.spelt.get(words[at], words[at])
        if at + 1 >= len(words):
            return None
        second = words[at + 1]
        pair = self._pairs[first].get(second)
        if pair is None:
            pair = self._read_pair(first, second)
        for size in pair.sizes:
            end = at + size
            if end <= len(words):
                key = tuple(words[at:end])
                if key not in self._read:
                    found = self._phrase(key)
                    if len(self._read) < 200_000:
                        self._read[key] = found
                    if found is not None:
                        return found
                elif (known := self._read[key]) is not None:
                    return known
        return pair.phrase

    def _read_pair(self, first: str, second: str) -> _Pair:
        sizes = self._sizes[first].get(dotless(second)) or self._sizes[first].get(self._usual(second))
        pair = _Pair(self._phrase((first, second)), sizes or _NO_SIZES)
        if self._kept < 200_000:
            self._kept += 1
            self._pairs[first][second] = pair
        return pair

    def _phrase(self, words: tuple[str, ...]) -> Phrase | None:
        """The phrase that these words are, as they stand or in their usual spelling; the last may be inflected."""
        found = self._spelt_so(words) if words[0] in self._phrases else None
        if found is None and (usual := tuple(map(self._usual, words))) != words:
            found = self._spelt_so(usual)
        return found

    def _usual(self, word: str) -> str:
        self.word(word)  # by which it is known how it is spelt
        return self.spelt.get(word, word)

    def _spelt_so(self, words: tuple[str, ...]) -> Phrase | None:
        first = words[0]
        phrases = self._phrases[first]
        *head, last = map(dotless, words[1:])
        for cut in self.morphology.cuts(last):
            found = phrases.get((*head, cut.stem))
            if cut.stem == last and (first, *head, last) in self._label_forms:
                continue
            if found is not None and cut.case != "Nom":
                found = [entry for entry in found if not entry.fixed]
            if found:
                stem = " ".join((first, *head, cut.stem))
                return Phrase(len(words), self._with_parts(found, words), stem, cut.case, cut.plural)
        verb = self.word(words[-1]).verb
        if verb is not None and (found := phrases.get((*head, verb.lemma + _VERB))):
            return Phrase(
                len(words), tuple(dict.fromkeys(found)), " ".join((*words[:-1], verb.lemma)), "Nom", False, verb
            )
        return None

    def _with_parts(self, found: list[Entry], words: Sequence[str]) -> tuple[Entry, ...]:
        """A phrase that only names goods still means what its words mean (প্রাকৃতিক গ্যাস is about gas)."""
        entries = tuple(dict.fromkeys(found))
        if all(entry.senses == {"good"} for entry in entries):
            parts = frozenset().union(*(self.word(word).senses for word in words))
            return (Entry("word", parts | {"good"}),)
        return entries

    def heads(self, of: Callable[[Iterable[Entry]], str | None]) -> frozenset[str]:
        """The first words of those phrases of which ``of`` finds something in what they name."""
        return frozenset(
            first
            for first, phrases in self._phrases.items()
            if any(of(entries) is not None for entries in phrases.values())
        )

    def verb_senses(self, lemma: str) -> frozenset[str]:
        """The senses that the rules give to a verb, by its lemma."""
        return frozenset(self._verb_senses.get(lemma, ()))


@cache
def lexicon(lang: str) -> Lexicon:
    """The lexicon of the language ``lang``, loaded once."""
    return Lexicon(lang)
