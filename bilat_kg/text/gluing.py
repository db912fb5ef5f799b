"""Two names of places run together, where a link or a line was lost between them: ``মাস্কাটমালয়েশিয়ার``."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from bilat_kg.text.entries import Entry
from bilat_kg.text.lexicon import Lexicon
from bilat_kg.text.states import is_capital
from bilat_kg.text.tokens import Tokens

_SHORTEST = 4  # letters of a name that can be told inside a word
_REST = 3  # letters of a name of which the words beside are needed to tell it
_RANKS = {"country": 2, "demonym": 2, "city": 1, "weak": 1}
_SURE = 2  # two names of rank 1 are too little: many a word can be cut into two towns
_NAMES = frozenset({"person", "organization", "city", "country", "demonym"})
_WIDEST = 4  # words of a name
_KEPT = 100_000  # words kept with their joints: a hostile text must not fill the memory
_LONGEST = 60  # letters of a word that is looked into


@dataclass(frozen=True, slots=True)
class _Joint:
    """Where in a word the second of two names begins, and the rank of each by itself, 0 for none that can be told."""

    at: int
    first: int
    second: int

    @property
    def sure(self) -> bool:
        """Whether the word is two names, whatever stands beside it."""
        return bool(self.first and self.second) and self.first + self.second > _SURE


class Gluing:
    """Finds the joint of glued words; one for a language, as it keeps what it found."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._begins = lexicon.beginnings(_RANKS, _SHORTEST)
        self._joints: dict[str, tuple[_Joint, ...]] = {}

    def part(self, tokens: Tokens) -> Tokens:
        """The tokens with every word that is two names cut in two, one of which is a place's."""
        joints = self._joints
        glued: list[tuple[int, int]] = []
        for i, word in enumerate(tokens.word):
            if len(word) >= _SHORTEST + _REST:
                found = joints.get(word)
                for joint in self._find(word) if found is None else found:
                    if joint.sure or self._goes_on(tokens.word, i, joint):
                        glued.append((i, joint.at))
                        break
        return _cut(tokens, glued) if glued else tokens

    def _find(self, word: str) -> tuple[_Joint, ...]:
        """The joints that the word may have, the sure ones first; none where it is known."""
        found: list[_Joint] = []
        known = self._lexicon.word(word)
        if not known.entries and known.verb is None and len(word) <= _LONGEST:
            begins = word[:_SHORTEST] in self._begins
            for at in range(_REST, len(word) - _REST + 1):
                goes_on = word[at : at + _SHORTEST] in self._begins
                if (begins or goes_on) and unicodedata.category(word[at]) == "Lo":
                    first = self._rank(word[:at]) if begins else 0
                    second = self._rank(word[at:]) if goes_on else 0
                    if first or second:
                        found.append(_Joint(at, first, second))
        found.sort(key=lambda joint: (not joint.sure, joint.at))
        joints = tuple(found)
        if len(self._joints) < _KEPT:
            self._joints[word] = joints
        return joints

    def _goes_on(self, words: list[str], i: int, joint: _Joint) -> bool:
        """Whether one of the names has more words than this: ``বুয়েনোস আইরেসেচিলির``, ``জিম্বাবুয়েতেদক্ষিণ আফ্রিকার``."""
        first, second = words[i][: joint.at], words[i][joint.at :]
        if joint.second:
            for before in range(max(0, i - _WIDEST + 1), i):
                if self._is_name([*words[before:i], first]):
                    return True
            return joint.second >= _SURE and self._is_titled(words, i)
        return any(self._is_name([second, *words[i + 1 : i + size]]) for size in range(2, _WIDEST + 1))

    def _is_name(self, words: list[str]) -> bool:
        """Whether the words, two or more, are a name, the last of them inflected or not."""
        if words[0] not in self._lexicon.starts:
            return False
        phrase = self._lexicon.phrase(words, 0)
        return (
            phrase is not None and phrase.length == len(words) and any(entry.kind in _NAMES for entry in phrase.entries)
        )

    def _is_titled(self, words: list[str], i: int) -> bool:
        """Whether an office and a first name stand before: ``প্রধানমন্ত্রী ক্রিয়াংসাক চোমানানভিয়েনতিয়েন``."""
        for at in range(i - 1, max(-1, i - _WIDEST), -1):
            known = self._lexicon.word(words[at])
            if any(entry.kind == "office" for entry in known.entries):
                return at < i - 1
            if known.entries or known.verb is not None or not words[at][0].isalpha():
                return False
        return False

    def _rank(self, form: str) -> int:
        """2 for a state, its adjective or its capital, 1 for another city or a short name of a state, else 0."""
        word = self._lexicon.word(form)
        if len(word.stem) < _SHORTEST:
            return 0
        return max((_RANKS.get(entry.kind, 0) + _is_seat(entry) for entry in word.entries), default=0)


def _is_seat(entry: Entry) -> bool:
    return entry.kind == "city" and entry.entity is not None and is_capital(entry.entity)


def _cut(tokens: Tokens, glued: list[tuple[int, int]]) -> Tokens:
    word, start, end, joined = list(tokens.word), list(tokens.start), list(tokens.end), list(tokens.glued)
    for i, joint in reversed(glued):
        last, first = _places(tokens, i, joint)
        word[i : i + 1] = [word[i][:joint], word[i][joint:]]
        start.insert(i + 1, first)
        end.insert(i, last)
        joined.insert(i + 1, False)
    return Tokens(tokens.text, word, start, end, joined)


def _places(tokens: Tokens, i: int, joint: int) -> tuple[int, int]:
    """Where in the text the first name of a token ends and the second begins, whatever unseen stands in the word."""
    text, word, at = tokens.text, tokens.word[i], tokens.start[i]
    if tokens.end[i] - at == len(word):
        return at + joint, at + joint
    for letter in word[:joint]:
        at = text.index(letter, at) + 1
    return at, text.index(word[joint], at)
