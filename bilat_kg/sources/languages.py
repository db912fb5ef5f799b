"""In which language an article is written, told by the script of its letters."""

from __future__ import annotations

import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache

from bilat_kg import resources
from bilat_kg.errors import SourceError

# Assamese is written in the Bengali script, with an r of its own that every page of it holds and no Bengali one does.
_ASSAMESE = "ৰৱ"


@dataclass(frozen=True, slots=True)
class Language:
    """A language that can be read: its code, its English name, and the first and last letter of its script."""

    code: str
    name: str
    first: int
    last: int


@cache
def languages() -> tuple[Language, ...]:
    """Every language whose folder in ``lang/`` has rules, by code."""
    found = []
    for rules in sorted(resources.LANG.glob("*/rules")):
        data = tomllib.loads(rules.with_name("language.toml").read_text(encoding="utf-8"))
        first, last = data["script"]
        found.append(Language(data["code"], data["name"], first, last))
    return tuple(found)


def check_language(code: str | None, where: str) -> None:
    """Refuse a whole wiki in a language that is not read; ``code`` is what it says of itself.

    Raises:
        SourceError: names the languages that are read.
    """
    if code is not None and code not in {each.code for each in languages()}:
        known = ", ".join(f"{each.name} ({each.code})" for each in languages())
        raise SourceError(f"{where}: is of a wiki in the language {code!r}; give one in {known}")


def language_of(text: str, hint: str | None, where: str) -> str:
    """The code of the language that ``text`` is written in.

    ``hint`` is the code that the file's name holds, if any; it decides between languages of one script.

    Raises:
        SourceError: most letters belong to no script that is read.
    """
    letters = Counter(c for c in text if c.isalpha())
    total = sum(letters.values())
    known = ", ".join(f"{each.name} ({each.code})" for each in languages())
    if not total:
        raise SourceError(f"{where}: holds no letters; give an article in {known}")
    fitting = [
        each
        for each in languages()
        if 2 * sum(n for c, n in letters.items() if each.first <= ord(c) <= each.last) > total
    ]
    if not fitting:
        raise SourceError(f"{where}: is written in {_script(letters)} letters; give an article in {known}")
    if 100 * sum(letters[c] for c in _ASSAMESE) > total:
        raise SourceError(f"{where}: is written in Assamese; give an article in {known}")
    return next((each.code for each in fitting if each.code == hint), fitting[0].code)


def _script(letters: Counter[str]) -> str:
    """The name of the script that most letters belong to, as Unicode calls it."""
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        scripts[unicodedata.name(letter, "unnamed").split()[0].title()] += count
    return scripts.most_common(1)[0][0]
