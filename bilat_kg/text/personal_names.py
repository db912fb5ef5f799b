"""How far a name that no gazetteer knows reaches, and in which case it stands.

What a name is made of is data (``lang/<code>/names.toml``). A word is cut only on evidence: the name without its ending
stands elsewhere in the article or in the gazetteer, or what follows asks for the ending.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache

from bilat_kg.resources import LANG
from bilat_kg.text.chunks import Chunk
from bilat_kg.text.common_words import common_words
from bilat_kg.text.language import read_toml
from bilat_kg.text.morphology import Case, Morphology, morphology
from bilat_kg.text.states import is_capital
from bilat_kg.text.tokens import Tokens

_LONGEST = 6  # words of a name, without its particles
_INITIAL = 6  # letters of the longest word that stands for an initial (ডব্লিউ)
_AHEAD = 9  # chunks that may stand between a visitor and the word visit
_HYPHENS = frozenset("-‐‑")
_VOWEL_SIGNS = frozenset("অআইঈউঊঋএঐওঔািীুূৃেৈোৌঁংঃ")


@dataclass(frozen=True, slots=True)
class _Words:
    particles: frozenset[str]
    patronymics: frozenset[str]
    regnal: frozenset[str]
    titles: frozenset[str]
    never_endings: tuple[str, ...]
    endings: tuple[str, ...]
    initials: frozenset[str]
    short_initials: frozenset[str]


@cache
def _words(lang: str) -> _Words:
    data = read_toml(LANG / lang / "names.toml")
    return _Words(
        frozenset(data["particles"]), frozenset(data.get("patronymics", ())),
        frozenset(data["regnal"]), frozenset(data["titles"]),
        tuple(data["never_endings"]), tuple(data["endings"]), frozenset(data["initials"]),
        frozenset(data.get("short_initials", ())),
    )  # fmt: skip


def _nobody(_: str) -> bool:
    return False


class PersonalNames:
    """Reads unknown names in one article.

    ``known`` says whether a word is part of the name of somebody in the gazetteer or met before.
    """

    def __init__(self, lang: str, tokens: Tokens, states: Collection[str], known: Callable[[str], bool]) -> None:
        self._lang = lang
        self._words = _words(lang)
        self._morphology: Morphology = morphology(lang)
        self._tokens = tokens
        self._states = frozenset(states)
        self._known = known
        self._forms: frozenset[str] | None = None  # the words of the article, once somebody asks
        self._common: dict[str, bool] = {}

    def close(self) -> None:
        """Let go of ``known``, which is mostly bound to what holds this: all of an article is freed at once."""
        self._known = _nobody

    def particle(self, word: str) -> bool:
        """Whether a word stands inside names and names nobody on its own (আল, বিন, শেখ)."""
        return word in self._words.particles

    def patronymic(self, word: str) -> bool:
        """Whether a word says whose child somebody is (বিন), so that no name begins with it."""
        return word in self._words.patronymics

    def initial(self, chunk: Chunk) -> bool:
        """Whether a word may be the Latin initial of a name, by its letter's name (কে)."""
        word = self._word(chunk)
        return word in self._words.initials or word in self._words.short_initials

    def _is_initial(self, chunks: list[Chunk], i: int) -> bool:
        """Whether a short word with a full stop glued to it, and a word after it, is an initial: ``এ. কে. কোভালিক``."""
        if chunks[i].kind not in {"word", "verb"} or i + 2 >= len(chunks) or len(self._word(chunks[i])) > _INITIAL:
            return False
        dot, following = chunks[i + 1], chunks[i + 2]
        return dot.text == "." and self._tokens.glued[dot.start] and _lettered(following) and _is_word(following)

    def joins(self, chunk: Chunk) -> bool:
        """Whether a chunk carries a name on: a particle, or a title that is one here (বিন সুলতান)."""
        return self.particle(self._word(chunk))

    def extent(self, chunks: list[Chunk], first: int) -> int:
        """The index after the last chunk of the name that begins at ``first``; ``first`` where none does."""
        i, count = first, 0
        while i < len(chunks) and count < _LONGEST:
            step = self._step(chunks, i, inside=i > first)
            if not step:
                break
            i += step
            word = self._word(chunks[i - 1])
            if word not in self._words.particles and word not in self._words.regnal:
                count += 1
            if self.cut(chunks, i)[1] != "Nom":
                break
        while i > first and (self._word(chunks[i - 1]) in self._words.regnal or chunks[i - 1].kind == "mark"):
            i -= 1
        if count >= _LONGEST:
            return first
        following = chunks[i] if i < len(chunks) else None
        if i > first and following is not None and _light(following) and not self._known(self._word(chunks[i - 1])):
            i -= 1  # the noun of a compound verb: শোক প্রকাশ করেন
        return i

    def _step(self, chunks: list[Chunk], i: int, *, inside: bool) -> int:
        """How many chunks the name goes on by at ``i``."""
        chunk = chunks[i]
        if self._is_initial(chunks, i):
            return 2
        if self.nameable(chunk):
            return 1
        following = chunks[i + 1] if i + 1 < len(chunks) else None
        glued = following is not None and self._tokens.glued[following.start]
        if chunk.kind == "mark":
            if not inside or following is None or not self._tokens.glued[chunk.start] or not _lettered(following):
                return 0
            if chunk.text in _HYPHENS:
                return 2 if glued and _is_word(following) else 0
            return 0
        if following is None:
            return 0
        if chunk.kind in {"verb", "word"} and glued and following.text in _HYPHENS:
            third = chunks[i + 2] if i + 2 < len(chunks) else None  # এক-চীন নীতি: nobody is called so
            return 1 if third is not None and _is_word(third) and third.kind != "country" else 0
        if not inside and chunk.verb is not None and chunk.verb.mood == "noun" and "verb.be" not in chunk.senses:
            return 1 if self._step(chunks, i + 1, inside=True) else 0  # a verbal noun that is also a name: আনা
        word = self._word(chunk)
        if word in self._words.initials:  # কে পি শর্মা
            return 1 if self._word(following) in self._words.initials or self.nameable(following) else 0
        if not inside and chunk.senses and all(sense.startswith("topic.") for sense in chunk.senses):
            return 1 if i + 2 < len(chunks) and all(map(self.nameable, chunks[i + 1 : i + 3])) else 0  # শক্তি বাহাদুর
        if word in self._words.regnal:
            return 1 if self.nameable(following) else 0
        if chunk.kind == "word" and self._known(word) and chunk.senses.isdisjoint(_GRAMMAR):
            return 1 if self.nameable(following) else 0  # a word that is also a name: নানা আকুফো-আদ্দো
        if chunk.kind == "office":
            return 1 if inside and word in self._words.titles else 0
        if chunk.kind == "city" and inside and self.doubtful(chunk) and following.kind == "mark":
            return 1
        if chunk.kind in {"city", "country"} and chunk.own == "Nom" and not chunk.adjective:
            state = chunk.entity and (chunk.entity.country or chunk.entity.id)
            named = inside or (chunk.kind == "city" and self._known(following.text))  # সান্না মারিন is not of Sanaa
            return 1 if named and state not in self._states and self.nameable(following) else 0
        return 0

    def doubtful(self, chunk: Chunk) -> bool:
        """Whether a word that is the name of a lesser city in a third state may just as well be a person's (বাশেলে)."""
        city = chunk.entity
        if city is None or city.country in self._states or chunk.end - chunk.start > 1:
            return False
        return not is_capital(city)

    def form(self, chunk: Chunk) -> str:
        """The last word of a chunk as written."""
        return self._word(chunk)

    def nameable(self, chunk: Chunk) -> bool:
        """Whether a chunk can be part of a name: a word that means nothing else."""
        return chunk.kind == "word" and not chunk.senses and _lettered(chunk) and not self._is_common(chunk.text)

    def _is_common(self, word: str) -> bool:
        known = self._common.get(word)
        if known is None:
            words = self._words
            known = word in words.regnal or word.endswith(words.never_endings) or word in common_words(self._lang)
            self._common[word] = known
        return known

    def titled(self, word: str) -> bool:
        """Whether an office title may just as well be part of a name (খলিফা)."""
        return word in self._words.titles

    def text(self, chunks: list[Chunk], first: int, last: int, stem: str) -> str:
        """The words of the chunks ``[first, last)`` as a name, the last one without its ending."""
        tokens = self._tokens
        parts: list[str] = []
        for chunk in chunks[first:last]:
            for t in range(chunk.start, chunk.end):
                parts.append(("" if tokens.glued[t] or not parts else " ") + tokens.word[t])
        if self._apart(chunks, last) is not None:
            del parts[-2:]
        parts[-1] = (" " if parts[-1].startswith(" ") else "") + stem
        return "".join(parts)

    def _apart(self, chunks: list[Chunk], after: int) -> Case | None:
        """The case of an ending that stands behind a hyphen as the last word of a name: ``লুওং-এর``."""
        if after < 3 or chunks[after - 2].text not in _HYPHENS:
            return None
        return self._morphology.apart.get("-" + self._word(chunks[after - 1]))

    def cut(self, chunks: list[Chunk], after: int) -> tuple[str, Case]:
        """The stem and the case of the word before ``after``, the last of a name."""
        if (apart := self._apart(chunks, after)) is not None:
            return self._word(chunks[after - 3]), apart
        word = self._word(chunks[after - 1])
        if chunks[after - 1].kind != "word":
            return word, "Nom"
        plain = _unstressed(word)
        if self._known(word) or self._known(plain):
            return plain if not self._known(word) else word, "Nom"
        cuts = [
            (self._words.endings.index(word[len(cut.stem) :]), cut.stem, cut.case)
            for cut in self._morphology.cuts(word)[1:]
            if len(cut.stem) >= 3 and word[len(cut.stem) :] in self._words.endings
        ]
        for _, stem, case in cuts:
            if self._known(stem):
                return stem, case
        for _, stem, case in cuts:
            if self._stands(stem):
                return stem, case
        for _, stem, case in sorted(cuts):
            if case == "Acc" or _asks_genitive(chunks, after):
                return stem, case
        return plain, "Nom"

    def _stands(self, word: str) -> bool:
        """Whether a word stands in the article as it is."""
        if self._forms is None:
            self._forms = frozenset(self._tokens.word)
        return word in self._forms

    def _word(self, chunk: Chunk) -> str:
        return self._tokens.word[chunk.end - 1]


def _unstressed(word: str) -> str:
    """A word without ও or ই after a consonant, where no name ends so (আলিয়েভও); after a vowel they may be its own."""
    return word[:-1] if len(word) > 3 and word[-1] in "ওই" and word[-2] not in _VOWEL_SIGNS else word


def _asks_genitive(chunks: list[Chunk], after: int) -> bool:
    """Whether what follows a name asks for a genitive: with, a host's or a leader's noun, a visit that is only named.

    ``X-এর ২০১৮ সালের বেইজিং সফরে`` does, ``X ২০১৮ সালে বেইজিং সফর করেন`` does not.
    """
    if after < len(chunks) and not chunks[after].senses.isdisjoint(_GOVERNORS):
        return True
    for i in range(after, min(after + _AHEAD, len(chunks))):
        chunk = chunks[i]
        if "visit" in chunk.senses:
            senses = _phrase_senses(chunks, i + 1)
            return not senses & ({"visit.go", "visit.stay"} if chunk.case != "Nom" else {"visit.make"})
        if "and" in chunk.senses and chunks[i - 1].kind == "date":
            continue
        if chunk.kind not in {"date", "city", "country", "number"} and not any(
            sense.startswith("visit.") for sense in chunk.senses
        ):
            return False
    return False


_GRAMMAR = frozenset(
    {"and", "or", "not", "own", "pronoun", "with", "which", "visit", "also", "between", "pair", "government"}
)
_GOVERNORS = frozenset({"with", "invited", "led", "honour", "side", "presence"})


def _phrase_senses(chunks: list[Chunk], first: int) -> frozenset[str]:
    """The senses of the next few chunks, up to a mark."""
    found: frozenset[str] = frozenset()
    for chunk in chunks[first : first + 5]:
        if chunk.kind == "mark":
            break
        found |= chunk.senses
    return found


def _light(chunk: Chunk) -> bool:
    """A finite verb that makes a compound verb of the noun before it."""
    return chunk.verb is not None and "verb.light" in chunk.senses


def _is_word(chunk: Chunk) -> bool:
    return chunk.kind not in {"mark", "date", "number", "amount", "office"}


def _lettered(chunk: Chunk) -> bool:
    return chunk.text[:1].isalpha()
