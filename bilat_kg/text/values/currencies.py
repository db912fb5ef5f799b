"""What a currency is called: nouns, adjectives and symbols of the gazetteer, with the spellings of the language."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from bilat_kg.resources import GAZETTEER
from bilat_kg.text.values.lexicon import Case, Endings, Form, normal, read_table
from bilat_kg.text.values.view import View

_NUKTA_ZA = "জ়"


@dataclass(frozen=True, slots=True)
class Name:
    """What one name may mean: the currency that it names, or those that share the noun.

    ``holders`` gives the currency of each country whose currency bears the noun.
    """

    code: str | None = None
    default: str | None = None
    holders: dict[str, str] = field(default_factory=dict)

    def resolve(self, countries: Collection[str]) -> str | None:
        """The ISO 4217 code, ``None`` where several are possible."""
        if self.code is not None:
            return self.code
        codes = {self.holders[country] for country in countries if country in self.holders}
        if len(codes) == 1:
            return codes.pop()
        return self.default if not codes or self.default in codes else None


@dataclass(frozen=True, slots=True)
class CurrencyReading:
    """A currency name that was read: the word after it, what it may mean, the case of its noun."""

    end: int
    name: Name
    case: Case
    bare: bool


@dataclass(frozen=True, slots=True)
class Currencies:
    """The names of all currencies in one language: whole names by their last word, and symbols."""

    nouns: dict[str, Form[str]]
    phrases: dict[tuple[str, ...], Name]
    heads: frozenset[str]
    symbols: dict[str, Name]
    longest: int

    def read(self, view: View, at: int) -> CurrencyReading | None:
        """The longest currency name that begins at word ``at``: adjectives, then a noun in any case."""
        words = view.words
        word = words[at]
        noun = self.nouns.get(word)
        if noun is None and word not in self.heads:
            return None
        for size in range(self.longest, 0, -1):
            last = self.nouns.get(words[at + size - 1])
            if last is None:
                continue
            name = self.phrases.get((*words[at : at + size - 1], last.value))
            if name is not None:
                return CurrencyReading(at + size, name, last.case, last.bare)
        return None


@lru_cache(maxsize=8)
def currencies(lang: str) -> Currencies:
    """The currency names of the language ``lang``, from the gazetteer and ``lang/<code>/values/currencies.toml``."""
    data = read_table(lang, "currencies")
    spellings = {normal(word): tuple(map(normal, group)) for group in data["spellings"] for word in group}
    adjectives = _adjectives(lang, data)
    rows = list(_rows("currencies.csv"))
    by_adjective = {words: country for country, group in adjectives.items() for words in group}
    # Each name, with who has the currencies that it may mean; the noun alone is a name that many share.
    bearers: dict[tuple[str, ...], dict[str, set[str]]] = {}
    historical = {row["iso4217"] for row in rows if row["status"] != "current"}
    for row in rows:
        written = [normal(name).split() for name in (row[f"label_{lang}"], *row[f"aliases_{lang}"].split("|")) if name]
        owners = set(filter(None, row["countries_iso3"].split("|")))
        owners.update(by_adjective[tuple(words[:-1])] for words in written if tuple(words[:-1]) in by_adjective)
        for *before, noun in written:
            for spelling in spellings.get(noun, (noun,)):
                for name in ((*before, spelling), (spelling,)):
                    bearers.setdefault(name, {}).setdefault(row["iso4217"], set()).update(owners)
    default = {normal(noun): code for noun, code in data["default"].items()}
    fixed = frozenset(map(normal, data["fixed"]["nouns"]))
    middles: list[tuple[str, ...]] = [(), *((normal(word),) for word in data["between"]["words"])]
    phrases: dict[tuple[str, ...], Name] = {}
    for name, codes in bearers.items():
        held = {
            country: code for code in sorted(codes, key=lambda code: code not in historical) for country in codes[code]
        }
        if len(name) > 1:
            phrases[name] = Name(next(iter(codes))) if len(codes) == 1 else Name(holders=held)
            continue
        group = spellings.get(name[0], name)
        usual = (
            next(iter(codes)) if len(codes) == 1 else next((default[word] for word in group if word in default), None)
        )
        phrases[name] = Name(default=usual, holders={} if fixed.intersection(group) else held)
        for country, code in held.items():
            for adjective in adjectives.get(country, ()):
                for middle in middles:
                    phrases.setdefault((*adjective, *middle, *name), Name(code))
    endings = Endings(read_table(lang, "endings"))
    nouns = endings.table((name[-1], name[-1]) for name in bearers)
    return Currencies(
        nouns=nouns,
        phrases=phrases,
        heads=frozenset(phrase[0] for phrase in phrases),
        symbols=_symbols(rows),
        longest=max(map(len, phrases)),
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (GAZETTEER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _adjectives(lang: str, data: dict[str, Any]) -> dict[str, set[tuple[str, ...]]]:
    """By country, the words that may stand before the noun of its currency: demonym, name, genitive of the name."""
    endings = Endings(read_table(lang, "endings"))
    found: dict[str, set[tuple[str, ...]]] = {}
    for row in _rows("countries.csv"):
        group = found.setdefault(row["iso3"], set())
        names = [row[f"label_{lang}"], *row[f"aliases_{lang}"].split("|")]
        for name in filter(None, names):
            *head, last = normal(name).split()
            for word, case, stressed, _ in endings.forms(last):
                if case in {"Nom", "Gen"} and not stressed and word.removeprefix(last) not in {"টি", "টা", "টির", "টার"}:
                    group.add((*head, word))
        for name in filter(None, row[f"demonym_{lang}"].split("|")):
            group.add(tuple(normal(name).split()))
        group.update(tuple(normal(name).split()) for name in data["adjectives"].get(row["iso3"], ()))
        group.update([tuple(word.replace("জ", _NUKTA_ZA) for word in words) for words in group])
    return found


def _symbols(rows: list[dict[str, str]]) -> dict[str, Name]:
    """Symbols and codes, by the text that they are written as; a symbol of several currencies needs the country."""
    bearers: dict[str, dict[str, str]] = {}
    plain: dict[str, list[str]] = {}
    for row in rows:
        code = row["iso4217"]
        for symbol in {code, row["symbol"], row["symbol_narrow"]} - {""}:
            plain.setdefault(symbol, []).append(code)
            for country in filter(None, row["countries_iso3"].split("|")):
                bearers.setdefault(symbol, {})[country] = code
    return {
        symbol: Name(codes[0]) if len(codes) == 1 else Name(holders=bearers.get(symbol, {}))
        for symbol, codes in plain.items()
    }
