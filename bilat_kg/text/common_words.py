"""Words that name nobody and no place: they end a name that no gazetteer knows, and are none by themselves."""

from __future__ import annotations

from functools import cache

from bilat_kg.resources import LANG
from bilat_kg.text.language import read_toml, read_words
from bilat_kg.text.morphology import Morphology, morphology

_STEM = 4  # letters that a word must have before an ending may hide in it


class CommonWords:
    """The common words of a language: ``word in common_words("bn")``, with whatever ending."""

    def __init__(self, words: frozenset[str], morphology: Morphology) -> None:
        self._words, self._morphology = words, morphology

    def __contains__(self, word: str) -> bool:
        if word in self._words:
            return True
        return len(word) > _STEM and any(
            cut.stem in self._words for cut in self._morphology.cuts(word) if len(cut.stem) >= _STEM
        )


@cache
def common_words(lang: str) -> CommonWords:
    """Those of ``common_words.txt`` and ``names.toml`` among the data of a language."""
    folder = LANG / lang
    never = frozenset[str](read_toml(folder / "names.toml")["never"])
    return CommonWords(never | read_words(folder / "common_words.txt"), morphology(lang))
