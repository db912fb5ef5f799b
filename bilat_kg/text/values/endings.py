"""The forms of a word: stem, article, case and emphatic, as ``lang/<code>/values/endings.toml`` gives them."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from bilat_kg.resources import LANG

Case = Literal["Nom", "Gen", "Loc", "Acc", "Abl"]
T = TypeVar("T")

_CASES: tuple[Case, ...] = ("Gen", "Loc", "Acc")


class Form(NamedTuple, Generic[T]):
    """One inflected word: what it means, its case, whether it is stressed (-ই, -ও) and whether it is the bare stem."""

    value: T
    case: Case = "Nom"
    stressed: bool = False
    bare: bool = True


def normal(word: str) -> str:
    """``word`` as the tokeniser writes it: NFC, without zero-width characters."""
    return unicodedata.normalize("NFC", word).replace("\u200c", "").replace("\u200d", "")


def read_table(lang: str, name: str) -> dict[str, Any]:
    """The data file ``lang/<lang>/values/<name>.toml``."""
    return tomllib.loads((LANG / lang / "values" / f"{name}.toml").read_text(encoding="utf-8"))


class Endings:
    """Builds the forms of stems in the language ``lang``."""

    def __init__(self, lang: str) -> None:
        data = read_table(lang, "endings")
        self._vowels = frozenset(data["vowels"])
        self._emphatics: list[str] = ["", *data["emphatics"]]
        self._articles: list[str] = ["", *data["articles"]]
        self._after: dict[bool, list[tuple[str, Case]]] = {
            vowel: [("", "Nom"), *((ending, case) for case in _CASES for ending in data[name].get(case, ()))]
            for vowel, name in ((True, "after_vowel"), (False, "after_consonant"))
        }
        self._instead: dict[str, list[tuple[str, Case]]] = {
            letter: [(letter, "Nom"), *((normal(ending), case) for case in _CASES for ending in table.get(case, ()))]
            for letter, table in data.get("instead", {}).items()
        }
        self.after_digits = self._digits(data["after_digits"])
        self.apart = self._digits(data["apart"])
        self.apart_year = self._digits(data["apart_year"])

    def _digits(self, table: dict[Case, list[str]]) -> dict[str, Form[str]]:
        return {
            normal(ending + emphatic): Form(ending, case, bool(emphatic), False)
            for case, endings in table.items()
            for ending in endings
            for emphatic in self._emphatics
        }

    def forms(self, stem: str, articles: bool = False) -> Iterator[tuple[str, Case, bool, bool]]:
        """Every form of ``stem``: the word, its case, whether it is stressed, whether it is the bare stem.

        ``articles``: also with an article between stem and ending (সালটিতে).
        """
        for article in self._articles if articles else ("",):
            body = stem + article
            endings = self._after[body[-1] in self._vowels]
            if body[-1] in self._instead:
                body, endings = body[:-1], self._instead[body[-1]]
            for ending, case in endings:
                for emphatic in self._emphatics:
                    bare = case == "Nom" and not (article or emphatic)
                    yield body + ending + emphatic, case, bool(emphatic), bare

    def table(self, stems: Iterable[tuple[str, T]], articles: bool = False) -> dict[str, Form[T]]:
        """The look-up table of all forms of all stems; a bare stem wins over a form of another."""
        table: dict[str, Form[T]] = {}
        for stem, value in stems:
            for word, case, stressed, bare in self.forms(normal(stem), articles):
                if bare or word not in table:
                    table[word] = Form(value, case, stressed, bare)
        return table
