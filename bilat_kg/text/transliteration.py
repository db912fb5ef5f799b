"""A Latin form for a name written in Bengali letters: ``romanize("আব্দুল হামিদ") == "Abdul Hamid"``.

``romanize`` gives what a newspaper in English would print, ``iso15919`` the exact form of the standard. All letters are
data, in ``lang/<code>/transliteration.toml``; computed here is which inherent vowels are spoken.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from bilat_kg.resources import LANG
from bilat_kg.text.spelling import CONSONANT, VIRAMA, fold_letters, plain

_SPOKEN = "\u09fa"  # ৺, which no name holds
_LETTER = rf"[{CONSONANT}\u09f0\u09f1]\u09bc?"
_UNIT = re.compile(
    rf"((?:{_LETTER}{VIRAMA})*{_LETTER})([\u09be-\u09cc]?)({VIRAMA}?)|([\u0985-\u0994])|([\u0980-\u09ff])"
)
_BLOCK = "\u0980-\u09e5\u09f0-\u09ff"  # but for the digits
_DIGITS = {0x09E6 + value: str(value) for value in range(10)}
_PIECE = re.compile(rf"([{_BLOCK}]+)|([^{_BLOCK}]+)")


class _Table:
    """Rewrites a word by a table, the longest entry first; ``^`` and ``$`` in an entry are the ends of the word."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._results = {plain(entry, nukta=True): plain(result, nukta=True) for entry, result in table.items()}
        sizes: dict[str, set[int]] = {}
        for entry in self._results:
            sizes.setdefault(entry[0], set()).add(len(entry))
        self._sizes = {letter: sorted(found, reverse=True) for letter, found in sizes.items()}

    def __call__(self, word: str) -> str:
        bounded = f"^{word}$"
        out: list[str] = []
        at, end = 0, len(bounded)
        results = self._results
        while at < end:
            for size in self._sizes.get(bounded[at], ()):
                result = results.get(bounded[at : at + size])
                if result is not None:
                    out.append(result)
                    at += size
                    break
            else:
                out.append(bounded[at])
                at += 1
        return "".join(out).strip("^$")


class _Romanizer:
    """The newspaper form of names in the letters of one language."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._sounds = _Table(data["sounds"])
        self._letters = _Table({**data["vowels"], **data["consonants"], **data["neighbours"]})
        syllables = data["syllables"]
        self._ending = re.compile(rf"{_LETTER}|(?:.{VIRAMA})+[^{syllables['end_never']}]")
        self._closing = re.compile(rf"{_LETTER}|(?:.{VIRAMA})+[{syllables['close']}]")
        never, first, last = (syllables[key] for key in ("open_never", "open_first", "open_last"))
        self._opening = re.compile(rf"{_LETTER}|[{first}]{VIRAMA}.+|[^{never}]{VIRAMA}[{last}]")
        self._lean = frozenset(syllables["lean"])
        self._lean_pairs = frozenset(syllables["lean_pairs"])
        parts: dict[str, str] = data["parts"]
        self._exact = {plain(part): printed for part, printed in parts.items()}
        self._parts = {fold_letters(part): printed for part, printed in parts.items() if not part.endswith("-")}
        self._joined = {fold_letters(part): printed for part, printed in parts.items() if part.endswith("-")}
        initials = data["initials"]
        self._initials: dict[str, str] = {plain(word): letter for word, letter in initials["letters"].items()}
        self._certain = frozenset(map(plain, initials["certain"]))
        self._ordinals: dict[str, str] = {plain(word): number for word, number in data["ordinals"].items()}
        self._latin = str.maketrans(data["latin"])

    def __call__(self, name: str) -> str:
        pieces = [(word, other) for word, other in _PIECE.findall(plain(name, nukta=True).translate(_DIGITS))]
        printed: list[str] = []
        number = ""
        for i, (word, other) in enumerate(pieces):
            if other:
                printed.append(self._ascii(other))
                continue
            if word in self._ordinals and i + 2 < len(pieces) and pieces[i + 1][1].isspace():
                number = self._ordinals[word]
                continue
            part = self._initial(pieces, i) or self._part(word, pieces[i + 1][1] if i + 1 < len(pieces) else "")
            printed.append(f"{part} {number}" if number else part)
            number = ""
        text = " ".join("".join(printed).split())
        return (text[0].upper() + text[1:]) if any(map(str.isalnum, text)) else _code_points(name)

    def _part(self, word: str, following: str) -> str:
        known = self._exact.get(word + "-") if following.startswith("-") else None
        known = known or self._exact.get(word)
        if known is None:
            key = fold_letters(word)
            known = (self._joined.get(key) if following.startswith("-") else None) or self._parts.get(key)
        return self._ascii(known) if known else self._word(word).capitalize()

    def _initial(self, pieces: list[tuple[str, str]], i: int) -> str:
        """Return the Latin letter that a word names, where it or what stands beside it says so, else nothing."""
        letter = self._initials.get(pieces[i][0])
        if letter is None:
            return ""
        dotted = i + 1 < len(pieces) and pieces[i + 1][1].startswith(".")
        beside = any(
            0 <= j < len(pieces) and pieces[j][0] in self._initials and pieces[(i + j) // 2][1].isspace()
            for j in (i - 2, i + 2)
        )
        certain = pieces[i][0] in self._certain and not (i + 1 < len(pieces) and pieces[i + 1][1].startswith("-"))
        return letter if dotted or beside or certain else ""

    def _ascii(self, text: str) -> str:
        if text.isascii():
            return text
        return unicodedata.normalize("NFKD", text.translate(self._latin)).encode("ascii", "ignore").decode()

    def _word(self, word: str) -> str:
        return self._ascii(self._letters(self._speak(self._sounds(word))))

    def _speak(self, word: str) -> str:
        """Mark the inherent vowels of ``word`` that are spoken: from the right, each falls silent where it can."""
        onsets: list[str] = []
        vowels: list[str] = []
        for cluster, sign, virama, independent, other in _UNIT.findall(word):
            onsets.append(cluster)
            vowels.append(sign or virama or independent or other or _SPOKEN)
        last = len(vowels) - 1
        for i in range(last, 0, -1):
            if vowels[i] == _SPOKEN and self._silent(i, last, onsets, vowels):
                vowels[i] = ""
        return "".join(onset + vowel for onset, vowel in zip(onsets, vowels, strict=True))

    def _silent(self, i: int, last: int, onsets: list[str], vowels: list[str]) -> bool:
        onset = onsets[i]
        if i == last:
            return self._ending.fullmatch(onset) is not None
        if not vowels[i + 1]:
            return i + 1 == last and (onsets[last] in self._lean or onset + onsets[last] in self._lean_pairs)
        if vowels[i + 1] == VIRAMA or not self._opening.fullmatch(onsets[i + 1]):
            return False
        return self._closing.fullmatch(onset) is not None


def _code_points(name: str) -> str:
    """Say what can be said of a name without any letter that a table knows, in one order of its signs."""
    return " ".join(f"U+{ord(character):04X}" for character in unicodedata.normalize("NFC", name))


class _Iso15919:
    """The transliteration of ISO 15919: every inherent vowel is written, unless a virama takes it."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._letters = {unicodedata.normalize("NFC", letter): latin for letter, latin in data["letters"].items()}
        self._sequences: dict[str, str] = data["sequences"]
        self._inherent: str = data["inherent"]
        self._hiatus: str = data["hiatus"]
        self._hiatus_before = frozenset(data["hiatus_before"])
        self._unit = re.compile(rf"({_LETTER})([\u09be-\u09cc{VIRAMA}]?)|([^{CONSONANT}\u09f0\u09f1])", re.DOTALL)

    def __call__(self, name: str) -> str:
        name = "".join(c for c in unicodedata.normalize("NFC", name) if c not in "\u200b\u200c\u200d")
        for sequence, latin in self._sequences.items():
            name = name.replace(sequence, latin)
        out: list[str] = []
        open_vowel = False
        for consonant, sign, other in self._unit.findall(name.translate(_DIGITS)):
            if consonant:
                out.append(self._letters.get(consonant) or self._letters.get(consonant[0], ""))
                out.append(self._letters.get(sign, self._inherent))
                open_vowel = not sign
            else:
                if open_vowel and other in self._hiatus_before:
                    out.append(self._hiatus)
                out.append(self._letters.get(other, other))
                open_vowel = self._letters.get(other) == self._inherent
        words = unicodedata.normalize("NFC", "".join(out)).split(" ")
        return " ".join(word[:1].upper() + word[1:] for word in words)


@cache
def _tables(lang: str) -> tuple[_Romanizer, _Iso15919]:
    data = tomllib.loads((LANG / lang / "transliteration.toml").read_text(encoding="utf-8"))
    return _Romanizer(data), _Iso15919(data["iso15919"])


@lru_cache(maxsize=50_000)
def romanize(name: str, lang: str = "bn") -> str:
    """Return ``name`` as newspapers in English print such names: ASCII, in title case, never empty.

    Latin letters are kept, without their marks. A name in which no letter is known comes back as its code points
    (``U+0416``); the empty name is the one error: ``ValueError``.
    """
    if not name:
        raise ValueError("an empty name has no Latin form")
    return _tables(lang)[0](name)


def iso15919(name: str, lang: str = "bn") -> str:
    """Return ``name`` by ISO 15919, with its marks, in NFC and title case; what is not Bengali is kept as it is."""
    return _tables(lang)[1](name)
