"""One key for all the spellings of a name: ``fold("শ্রীলঙ্কা") == fold("শ্রীলংকা")``.

The letters are data, in ``lang/<code>/spelling.toml``. What all Bengali spelling shares is here: a nukta makes a letter
of its own only in ড় ঢ় য়, and inside a word a joined pair of consonants is also written apart (হ্যামিল্টন, হ্যামিলটন).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache

from bilat_kg.resources import LANG

CONSONANT = "\u0995-\u09b9\u09dc-\u09df"  # the block's two ranges; the second holds U+09DC, U+09DD and U+09DF
VIRAMA = "\u09cd"
_NUKTA = "\u09bc"
_ZERO_WIDTH = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF])
_TURNED = ("\u09be\u09c7", "\u09cb")  # ো with its halves in the wrong order, as old typesetting leaves it
_OWN_LETTERS = (("য়", "\u09df"), ("ড়", "\u09dc"), ("ঢ়", "\u09dd"))


def plain(name: str, *, nukta: bool = False) -> str:
    """Return ``name`` in NFC, without zero-width characters, ড় ঢ় য় ো as one character; other nuktas only on demand."""
    name = unicodedata.normalize("NFC", name).translate(_ZERO_WIDTH).replace(*_TURNED)
    if _NUKTA in name:
        for pair, letter in _OWN_LETTERS:
            name = name.replace(pair, letter)
        if not nukta:
            name = name.replace(_NUKTA, "")
    return name


def anchored(sequence: str) -> str:
    """Make a regular expression of ``sequence``, where ``^`` and ``$`` stand for the two ends of a Bengali word."""
    body = re.escape(plain(sequence.strip("^$")))
    start = r"(?<![\u0980-\u09ff])" if sequence.startswith("^") else ""
    end = r"(?![\u0980-\u09ff])" if sequence.endswith("$") else ""
    return f"{start}{body}{end}"


class _Folding:
    """The foldings of one language."""

    def __init__(self, lang: str) -> None:
        data = tomllib.loads((LANG / lang / "spelling.toml").read_text(encoding="utf-8"))
        self._letters = str.maketrans(data["letters"])
        classes = data["classes"]
        self._doubled = re.compile(rf"([{classes['doubled']}])(?:{VIRAMA}\1)+")
        sequences = data["sequences"]
        first = "".join({plain(sequence.strip("^$"))[0] for sequence in sequences})  # spares most letters the choice
        self._sequences = re.compile(
            f"(?=[{first}])(?:{'|'.join(f'({anchored(sequence)})' for sequence in sequences)})"
        )
        self._results = [plain(result) for result in sequences.values()]
        # A pair at the beginning of a word stays: ট্রেন is no spelling of তোরেন.
        self._pair = re.compile(rf"(?<=[\u0980-\u09ff][{CONSONANT}]){VIRAMA}(?!য)")
        self._unwritten = re.compile(rf"[{classes['unwritten']}](?=[{CONSONANT}\u09ce])")
        self._names = {
            self.letters(other): self.letters(name) for name, all_ in data["names"].items() for other in all_
        }

        words = data["words"]
        self._words = re.compile("|".join(f"({anchored(sequence)})" for sequence in words))
        self._written = list(words.values())

    def word(self, word: str) -> str:
        return self._words.sub(lambda match: self._written[(match.lastindex or 1) - 1], word)

    def letters(self, name: str) -> str:
        name = plain(name)
        joined = VIRAMA in name
        name = self._unwritten.sub("", self._doubled.sub(r"\1", name) if joined else name)
        name = self._sequences.sub(self._rewrite, name)
        if joined:
            name = self._pair.sub("", name)
        return " ".join(name.translate(self._letters).split()).casefold()

    def names(self, name: str) -> str:
        words = self.letters(name).split()
        return " ".join([self._names.get(word, word) for word in words])

    def _rewrite(self, match: re.Match[str]) -> str:
        return self._results[(match.lastindex or 1) - 1]


@cache
def _folding(lang: str) -> _Folding:
    return _Folding(lang)


@lru_cache(maxsize=100_000)
def fold(name: str, lang: str = "bn") -> str:
    """Return the key that all usual spellings of ``name`` share: a second look-up, where an exact one found nothing.

    NFC and zero-width characters are taken care of; dashes and full stops count as blanks; whole words that are forms
    of one name (মুহাম্মদ, মোহামেদ) become one. Different names may meet: use it only against a closed list, within which
    a test shows that no two countries or capitals do.
    """
    return _folding(lang).names(name)


def respelt(word: str, lang: str = "bn") -> str:
    """Return the key that the usual spellings of a common word share: পণ্য, পন্য."""
    return _folding(lang).word(word)


def fold_letters(name: str, lang: str = "bn") -> str:
    """``fold``, but for the forms of one name: only letters that stand for one another become one."""
    return _folding(lang).letters(name)


def near_spelling(one: str, other: str) -> bool:
    """Whether two folded words may be one: the same first letter, and no more than one letter in four differs."""
    if one == other:
        return True
    if not one or not other or one[0] != other[0]:
        return False
    slack = min(len(one), len(other)) // 4
    if abs(len(one) - len(other)) > slack or not slack:
        return False
    from rapidfuzz.distance import Levenshtein  # who only folds names goes without it

    return Levenshtein.distance(one, other) <= slack
