"""One key for all the spellings of a name: ``fold("শ্রীলঙ্কা") == fold("শ্রীলংকা")``.

The letters are data, in ``lang/<code>/spelling.toml``. What all Bengali spelling shares is here: a nukta makes a letter
of its own only in ড় ঢ় য়, and inside a word a joined pair of consonants is also written apart (হ্যামিল্টন, হ্যামিলটন).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from bilat_kg.normal_form import nfc
from bilat_kg.resources import LANG

CONSONANT = "\u0995-\u09b9\u09dc-\u09df"  # the block's two ranges; the second holds U+09DC, U+09DD and U+09DF
VIRAMA = "\u09cd"
_NUKTA = "\u09bc"
_ZERO_WIDTH = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF])
_UNSEEN = re.compile(f"[{''.join(map(chr, _ZERO_WIDTH))}]")
_YA = "\u09af"
_TURNED = ("\u09be\u09c7", "\u09cb")  # ো with its halves in the wrong order, as old typesetting leaves it
_FIRST, _NUKTA_SIGN, _AA, _E, _AU_LENGTH, _YYA, _LAST = 0x0980, 0x09BC, 0x09BE, 0x09C7, 0x09D7, 0x09DF, 0x09EF
_OWN_LETTERS = (("য়", "\u09df"), ("ড়", "\u09dc"), ("ঢ়", "\u09dd"))


def plain(name: str, *, nukta: bool = False) -> str:
    """Return ``name`` in NFC, without zero-width characters, ড় ঢ় য় ো as one character; other nuktas only on demand."""
    if _is_plain(name):
        return name
    name = nfc(name)
    if _UNSEEN.search(name) is not None:
        name = name.translate(_ZERO_WIDTH)
    name = name.replace(*_TURNED)
    if _NUKTA in name:
        for pair, letter in _OWN_LETTERS:
            name = name.replace(pair, letter)
        if not nukta:
            name = name.replace(_NUKTA, "")
    return name


def _is_plain(name: str) -> bool:
    """Whether ``name`` holds but Bengali letters that have one form, as most words do."""
    at = before = 0
    while at < len(name):
        letter = ord(name[at])
        if not _FIRST <= letter <= _LAST or letter == _NUKTA_SIGN or _AU_LENGTH <= letter <= _YYA:
            return False
        if (before == _AA and letter == _E) or (before == _E and letter == _AA):
            return False  # ো in halves
        before = letter
        at += 1
    return True


@dataclass(frozen=True, slots=True)
class _Sequence:
    """Letters that are written for others: ``second`` is the code point of the next after the first, 0 for none.

    ``starts``, ``ends``: only at that end of a Bengali word.
    """

    body: str
    second: int
    result: str
    starts: bool
    ends: bool


class _Sequences:
    """Rewrites a word from its beginning by a table; of what begins at a letter, the first that fits wins.

    ``^`` and ``$`` at the ends of an entry stand for those of a Bengali word.
    """

    def __init__(self, table: Mapping[str, str]) -> None:
        by_letter: dict[int, list[_Sequence]] = {}
        for entry, result in table.items():
            body = plain(entry.strip("^$"))
            second = ord(body[1]) if len(body) > 1 else 0
            told = _Sequence(body, second, plain(result), entry.startswith("^"), entry.endswith("$"))
            by_letter.setdefault(ord(body[0]), []).append(told)
        self._first = min(by_letter)
        self._rows = [by_letter.get(letter, []) for letter in range(self._first, max(by_letter) + 1)]

    def rewrite(self, word: str) -> str:
        rows = self._rows
        out: list[str] = []
        begin = at = 0  # what stands between them is as it was
        size = len(word)
        while at < size:
            step = 1
            row = ord(word[at]) - self._first
            if 0 <= row < len(rows):
                second = ord(word[at + 1]) if at + 1 < size else 0
                for sequence in rows[row]:
                    end = at + len(sequence.body)
                    if sequence.second and (sequence.second != second or word[at:end] != sequence.body):
                        continue
                    if sequence.starts and at > 0 and _is_bengali(word[at - 1]):
                        continue
                    if sequence.ends and end < size and _is_bengali(word[end]):
                        continue
                    out.append(word[begin:at])
                    out.append(sequence.result)
                    step = len(sequence.body)
                    begin = end
                    break
            at += step
        return "".join([*out, word[begin:]]) if out else word


class _Folding:
    """The foldings of one language."""

    def __init__(self, lang: str) -> None:
        data = tomllib.loads((LANG / lang / "spelling.toml").read_text(encoding="utf-8"))
        self._letters: dict[int, str] = str.maketrans(data["letters"])
        classes = data["classes"]
        self._doubled = frozenset(classes["doubled"])
        self._unwritten: str = classes["unwritten"]
        self._left_out = re.compile(rf"[{self._unwritten}](?=[{CONSONANT}\u09ce])")
        self._sequences = _Sequences(data["sequences"])
        self.words = _Sequences(data["words"])
        self._names = {
            self.letters(other): self.letters(name) for name, all_ in data["names"].items() for other in all_
        }

    def letters(self, name: str) -> str:
        name = plain(name)
        joined = VIRAMA in name
        if joined:
            name = self._single(name)
        for sign in self._unwritten:
            if sign in name:
                name = self._left_out.sub("", name)
                break
        name = self._sequences.rewrite(name)
        if joined:
            name = _apart(name)
        name = name.translate(self._letters)
        return name if _is_bengali_word(name) else " ".join(name.split()).casefold()

    def names(self, name: str) -> str:
        name = self.letters(name)
        if " " not in name:
            return self._names.get(name, name)
        return " ".join([self._names.get(word, word) for word in name.split(" ")])

    def _single(self, name: str) -> str:
        """``name`` with letters that are doubled in some spellings written once."""
        out: list[str] = []
        begin = 0
        at = name.find(VIRAMA)
        while at >= 0:
            end = at + 1
            if 0 < at < len(name) - 1 and name[at - 1] == name[end] and name[end] in self._doubled:
                out.append(name[begin:at])
                begin = end = at + 2
            at = name.find(VIRAMA, end)
        return "".join([*out, name[begin:]]) if out else name


def _apart(name: str) -> str:
    """``name`` with its joined pairs of consonants written apart.

    A pair at the beginning of a word stays: ট্রেন is no spelling of তোরেন.
    """
    out: list[str] = []
    begin = 0
    at = name.find(VIRAMA, 2)
    while at >= 0:
        if _is_consonant(name[at - 1]) and _is_bengali(name[at - 2]) and name[at + 1 : at + 2] != _YA:
            out.append(name[begin:at])
            begin = at + 1
        at = name.find(VIRAMA, at + 1)
    return "".join([*out, name[begin:]]) if out else name


def _is_bengali_word(name: str) -> bool:
    """Whether ``name`` is of Bengali letters alone, as nearly all are: it holds no blank and has no case."""
    at = 0
    while at < len(name):
        if not 0x0980 <= ord(name[at]) <= 0x09FF:
            return False
        at += 1
    return True


def _is_bengali(letter: str) -> bool:
    return "\u0980" <= letter <= "\u09ff"


def _is_consonant(letter: str) -> bool:
    return "\u0995" <= letter <= "\u09b9" or "\u09dc" <= letter <= "\u09df"


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
    return _folding(lang).words.rewrite(word)


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
