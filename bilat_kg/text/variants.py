"""Ways in which a word or a phrase of the lexicon may be written."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUKTA = re.compile("(?<![ডঢয])\u09bc")  # a dot that makes no letter of its own: নিউ জ়িল্যান্ড
_QUOTED = 3  # letters of an ending behind a quote


def before_endings(name: str) -> tuple[str, ...]:
    """A word as it is, and as it stands before endings: বিদ্যুৎ, বিদ্যুতের."""
    return (name, name[:-1] + "ত") if name.endswith("ৎ") else (name,)


def dotless(word: str) -> str:
    """A word without a dot that makes no letter of its own, and without a quote before its ending."""
    word = unquoted(word) if "’" in word or "'" in word else word
    return _NUKTA.sub("", word) if "\u09bc" in word else word


def unquoted(form: str) -> str:
    """A word without the quote that stands between it and its ending: ‘… চুক্তি’তে."""
    at = max(form.rfind("’"), form.rfind("'"))
    return form[:at] + form[at + 1 :] if at > 0 and 0 < len(form) - at - 1 <= _QUOTED else form


def hyphenated(words: list[str]) -> Iterator[list[str]]:
    """A phrase as written, and with a hyphen at each blank (হাই কমিশন, হাই-কমিশন) or none at each hyphen."""
    yield words
    if 1 < len(words) <= 4:
        if "-" in words:
            yield [word for word in words if word != "-"]
        else:
            yield [part for word in words for part in (word, "-")][:-1]
