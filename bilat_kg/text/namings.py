"""Which states a text names most, before anything of it is read: whose currency রুপি or দিনার will be."""

from __future__ import annotations

from collections.abc import Iterable

from bilat_kg.text.entries import Entry
from bilat_kg.text.lexicon import Lexicon

_KEPT = 200_000  # words: a hostile text must not fill the memory
_BOTH = 2


class Namings:
    """Counts the names of states in the words of a text; what each word names is kept."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._heads = lexicon.heads(_state_of)
        self._states: dict[str, str | None] = {}
        self._stateless: set[str] = set()  # words that name no state, and with which the name of none begins

    def most(self, words: list[str]) -> tuple[str, ...]:
        """The codes of the two states that most of ``words`` name, the one that is named most first."""
        named: dict[str, int] = {}
        known, stateless = self._states, self._stateless
        stop = 0
        for at, word in enumerate(words):
            if word in stateless or at < stop:
                continue  # most words; নিউ গিনি in পাপুয়া নিউ গিনি
            code = known[word] if word in known else self._state(word)
            if word in self._heads and (phrase := self._lexicon.phrase(words, at)) is not None:
                named_here = _state_of(phrase.entries)
                if named_here is not None:
                    code, stop = named_here, at + phrase.length
            if code is not None:
                named[code] = named.get(code, 0) + 1
        return tuple(sorted(named, key=lambda code: (-named[code], code))[:_BOTH])

    def _state(self, word: str) -> str | None:
        code = _state_of(self._lexicon.word(word).entries)
        if code is None and word not in self._heads:
            if len(self._stateless) < _KEPT:
                self._stateless.add(word)
        elif len(self._states) < _KEPT:
            self._states[word] = code
        return code


def _state_of(entries: Iterable[Entry]) -> str | None:
    """The code of the state that the first of some entries is a name of."""
    first = next(iter(entries), None)
    if first is None or first.entity is None or first.kind not in {"country", "demonym"}:
        return None
    return first.entity.id
