"""Two names of places run together, where a link or a line was lost between them: ``মাস্কাটমালয়েশিয়ার``."""

from __future__ import annotations

import unicodedata

from bilat_kg.text.entries import Entry
from bilat_kg.text.lexicon import Lexicon
from bilat_kg.text.states import is_capital
from bilat_kg.text.tokens import Tokens

_SHORTEST = 4  # letters of a name that can be told inside a word
_RANKS = {"country": 2, "demonym": 2, "city": 1, "weak": 1}
_SURE = 2  # two names of rank 1 are too little: many a word can be cut into two towns
_KEPT = 100_000  # words kept with their joint: a hostile text must not fill the memory
_LONGEST = 60  # letters of a word that is looked into


class Gluing:
    """Finds the joint of glued words; one for a language, as it keeps what it found."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._joints: dict[str, int] = {}

    def part(self, tokens: Tokens) -> Tokens:
        """The tokens with every word that is two names cut in two, one of them of a state or a capital."""
        joints = self._joints
        glued: list[tuple[int, int]] = []
        for i, word in enumerate(tokens.word):
            if len(word) >= 2 * _SHORTEST:
                joint = joints.get(word, -1)
                if joint < 0:
                    joint = self._joint(word)
                # A character without width inside the word would put the joint elsewhere in the text.
                if joint and tokens.end[i] - tokens.start[i] == len(word):
                    glued.append((i, joint))
        return _cut(tokens, glued) if glued else tokens

    def _joint(self, word: str) -> int:
        """Where the second name begins; 0 where the word is known or is not two names."""
        found = 0
        known = self._lexicon.word(word)
        if not known.entries and known.verb is None and len(word) <= _LONGEST:
            for at in range(_SHORTEST, len(word) - _SHORTEST + 1):
                if unicodedata.category(word[at]) == "Lo":
                    first, second = self._rank(word[:at]), self._rank(word[at:])
                    if first and second and first + second > _SURE:
                        found = at
                        break
        if len(self._joints) < _KEPT:
            self._joints[word] = found
        return found

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
        middle = start[i] + joint
        word[i : i + 1] = [word[i][:joint], word[i][joint:]]
        start.insert(i + 1, middle)
        end.insert(i, middle)
        joined.insert(i + 1, False)
    return Tokens(tokens.text, word, start, end, joined)
