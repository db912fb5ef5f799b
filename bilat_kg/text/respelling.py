"""Common words that are spelt otherwise than the lexicon has them: কারিগরী, পন্য, দফতর."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bilat_kg.text.morphology import Morphology
from bilat_kg.text.spelling import respelt

_SHORTEST = 4  # code points of a word that may be spelt in another way


class Spellings:
    """The usual spellings of known ``words``, for those that nobody knows as they stand."""

    def __init__(self, words: Iterable[str], morphology: Morphology) -> None:
        self._cuts = morphology.cuts
        self._usual: dict[str, str] = {}  # words by the key of their spellings, where that is another word
        for word in words:
            if len(word) >= _SHORTEST and (key := respelt(word)) != word:
                self._usual.setdefault(key, word)

    def usual(self, form: str, knows: Callable[[str], bool]) -> str | None:
        """The known word, perhaps inflected, that an unknown ``form`` spells in another way, if there is one.

        ``knows`` tells whether the lexicon has a word as it is spelt.
        """
        if len(form) < _SHORTEST:
            return None
        key = respelt(form)
        if key != form and knows(key):
            return key
        for cut in self._cuts(key):
            usual = self._usual.get(cut.stem)
            found = usual + key[len(cut.stem) :] if usual is not None else form
            if found != form:
                return found
        return None
