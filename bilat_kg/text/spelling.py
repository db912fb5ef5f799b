"""One key for all the spellings of a name: ``fold("শ্রীলঙ্কা") == fold("শ্রীলংকা")``.

The letters are data, in ``lang/<code>/spelling.toml``. What all Bengali spelling shares is here: a nukta makes a letter
of its own only in ড় ঢ় য়, and inside a word a joined pair of consonants is also written apart (হ্যামিল্টন, হ্যামিলটন).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

from bilat_kg.resources import LANG

CONSONANT = "\u0995-\u09b9\u09dc-\u09df"  # the block's two ranges; the second holds U+09DC, U+09DD and U+09DF
VIRAMA = "\u09cd"
_NUKTA = "\u09bc"
_ZERO_WIDTH = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF])
_OWN_LETTERS = (("য়", "\u09df"), ("ড়", "\u09dc"), ("ঢ়", "\u09dd"))


def plain(name: str, *, nukta: bool = False) -> str:
    """Return ``name`` in NFC, without zero-width characters, ড় ঢ় য় as one character; other nuktas only on demand."""
    name = unicodedata.normalize("NFC", name).translate(_ZERO_WIDTH)
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


@cache
def _folding(lang: str) -> Callable[[str], str]:
    data = tomllib.loads((LANG / lang / "spelling.toml").read_text(encoding="utf-8"))
    letters = str.maketrans(data["letters"])
    classes = data["classes"]
    doubled = re.compile(rf"([{classes['doubled']}])(?:{VIRAMA}\1)+")
    sequences = data["sequences"]
    rewrites = re.compile("|".join(f"({anchored(sequence)})" for sequence in sequences))
    results = [plain(result) for result in sequences.values()]
    # A pair at the beginning of a word stays: ট্রেন is no spelling of তোরেন.
    pair = re.compile(rf"(?<=[\u0980-\u09ff][{CONSONANT}]){VIRAMA}(?!য)")
    unwritten = re.compile(rf"[{classes['unwritten']}](?=[{CONSONANT}])")

    def rewrite(match: re.Match[str]) -> str:
        return results[(match.lastindex or 1) - 1]

    def fold(name: str) -> str:
        name = unwritten.sub("", doubled.sub(r"\1", plain(name)))
        name = pair.sub("", rewrites.sub(rewrite, name))
        return " ".join(name.translate(letters).split()).casefold()

    return fold


@lru_cache(maxsize=100_000)
def fold(name: str, lang: str = "bn") -> str:
    """Return the key that all usual spellings of ``name`` share: a second look-up, where an exact one found nothing.

    NFC and zero-width characters are taken care of; dashes and full stops count as blanks. Different names may meet:
    use it only against a closed list, within which a test shows that no two countries or capitals do.
    """
    return _folding(lang)(name)
