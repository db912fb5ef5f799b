"""The data of one language: the files of ``lang/<code>/``, read once and brought to NFC.

Bengali keyboards write য়, ড় and ঢ় in two ways; data and text meet in NFC, where each has one.
"""

from __future__ import annotations

import sys
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bilat_kg.resources import LANG

_EXAMPLES = "example"  # tables of whole sentences, of which nothing is compared


@cache
def read_toml(path: Path) -> Mapping[str, Any]:
    """The tables of a TOML file, its text in NFC; parsed once for all who ask, so nobody may change them.

    Names in them (senses, cases, moods, all in ASCII) are the same objects as equal names in the code, so that
    most comparisons end with the first look.
    """
    tables: Mapping[str, Any] = _interned(tomllib.loads(unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))))
    return tables


def _interned(told: Any) -> Any:  # noqa: ANN401  # a value of a TOML file
    match told:
        case str():
            return sys.intern(told) if told.isascii() else told
        case list():
            return [_interned(each) for each in told]
        case dict():
            return {sys.intern(key): value if key == _EXAMPLES else _interned(value) for key, value in told.items()}
    return told


def read_words(path: Path) -> frozenset[str]:
    """The words of a text file, in NFC, but for lines that begin with ``#``; none where there is no such file."""
    if not path.exists():
        return frozenset()
    lines = unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def languages() -> tuple[str, ...]:
    """The codes of the languages that can be read: those whose folder has rules."""
    return tuple(sorted(folder.parent.name for folder in LANG.glob("*/rules")))
