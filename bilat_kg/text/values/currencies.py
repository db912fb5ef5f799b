"""What a currency is called: nouns, adjectives and symbols of the gazetteer, with the spellings of the language."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Any

from bilat_kg.resources import GAZETTEER
from bilat_kg.text.values.endings import Case, Endings, Form, normal, read_table
from bilat_kg.text.values.view import PADDING, View

Words = tuple[str, ...]

_HEADS: frozenset[Case] = frozenset({"Nom", "Gen"})  # cases of a country's name before the noun: ফিজি, ফিজির


@dataclass(frozen=True, slots=True)
class Name:
    """What one name may mean: ``default`` where nothing else is said, or what the countries spoken of have by it.

    ``holders`` gives the currency of each country whose currency bears the name.
    """

    default: str | None = None
    holders: dict[str, str] = field(default_factory=dict)

    def resolve(self, countries: Collection[str]) -> str | None:
        """The ISO 4217 code, ``None`` where several are possible."""
        codes = {self.holders[country] for country in countries if country in self.holders}
        if len(codes) == 1:
            return codes.pop()
        return self.default if not codes or self.default in codes else None


@dataclass(frozen=True, slots=True)
class CurrencyReading:
    """A currency name that was read: where it begins and ends, what it may mean, the case of its noun."""

    start: int
    end: int
    name: Name
    case: Case


@dataclass(frozen=True, slots=True)
class Currencies:
    """The names of all currencies in one language.

    ``nouns``: the inflected nouns (ডলারের). ``names``: what a noun, or a whole name that the gazetteer lists, may mean.
    ``adjectives``: the words that may name a country before a noun. ``holders``: by noun, who has the currency.
    ``titles``: by noun, how words begin before which it is none (ক্রাউন প্রিন্স, আফগানি কর্মী).
    """

    nouns: dict[str, Form[str]]
    names: dict[Words, Name]
    adjectives: dict[Words, frozenset[str]]
    holders: dict[str, dict[str, str]]
    titles: dict[str, tuple[str, ...]]
    heads: frozenset[str]
    symbols: dict[str, Name]
    weak: frozenset[str]
    longest: int

    def read(self, view: View, at: int) -> CurrencyReading | None:
        """The longest currency name that begins at word ``at``: adjectives, then a noun in any case."""
        words = view.words
        if words[at] not in self.nouns and words[at] not in self.heads:
            return None
        for size in range(self.longest, 0, -1):
            noun = self.nouns.get(words[at + size - 1])
            if noun is not None and self._is_title(noun.value, words, at + size):
                return None
            if noun is not None and (name := self._name(tuple(words[at : at + size - 1]), noun.value)) is not None:
                return CurrencyReading(at, at + size, name, noun.case)
        return None

    def read_back(self, view: View, at: int) -> CurrencyReading | None:
        """The longest currency name whose noun is word ``at``."""
        noun = self.nouns[view.words[at]]
        if self._is_title(noun.value, view.words, at + 1):
            return None
        for size in range(min(self.longest - 1, at), -1, -1):
            name = self._name(tuple(view.words[at - size : at]), noun.value)
            if name is not None:
                return CurrencyReading(at - size, at + 1, name, noun.case)
        return None

    def _is_title(self, noun: str, words: Sequence[str], after: int) -> bool:
        title = self.titles.get(noun)
        return title is not None and after < len(words) and words[after].startswith(title)

    def _name(self, head: Words, noun: str) -> Name | None:
        name = self.names.get((*head, noun))
        if name is not None or not head:
            return name
        bearers = self.holders.get(noun, {})
        codes = {bearers[country] for country in self.adjectives.get(head, ()) if country in bearers}
        return Name(codes.pop()) if len(codes) == 1 else None


@lru_cache(maxsize=8)
def currencies(lang: str) -> Currencies:
    """The currency names of the language ``lang``, from the gazetteer and ``lang/<code>/values/currencies.toml``."""
    data = read_table(lang, "currencies")
    endings = Endings(lang)
    adjectives = _adjectives(lang, data, endings)
    rows = list(_rows("currencies.csv"))
    spellings = {normal(word): tuple(map(normal, group)) for group in data["spellings"] for word in group}
    bearers = _bearers(lang, rows, spellings, adjectives)
    historical = {row["iso4217"] for row in rows if row["status"] != "current"}
    default = {normal(noun): code for noun, code in data["default"].items()}
    fixed, weak = (frozenset(map(normal, data[key])) for key in ("fixed", "weak"))
    names: dict[Words, Name] = {}
    holders: dict[str, dict[str, str]] = {}
    for name, codes in bearers.items():
        by_age = sorted(codes, key=lambda code: code not in historical)  # today's currency of a country comes last
        held = {country: code for code in by_age for country in codes[code]}
        *head, noun = name
        group = spellings.get(noun, (noun,))
        usual = next(iter(codes)) if len(codes) == 1 else None
        if not head:
            holders[noun] = held
            usual = None if noun in weak else next((default[word] for word in group if word in default), usual)
        names[name] = Name(usual, {} if fixed.intersection(group) else held)
    return Currencies(
        nouns=endings.table((noun, noun) for noun in holders),
        names=names,
        adjectives={words: frozenset(countries) for words, countries in adjectives.items()},
        holders=holders,
        titles={normal(noun): tuple(map(normal, words)) for noun, words in data.get("titles", {}).items()},
        heads=frozenset(words[0] for words in chain(names, adjectives)),
        symbols=_symbols(rows, data),
        weak=weak,
        longest=min(1 + max(map(len, chain(names, adjectives))), PADDING),
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (GAZETTEER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _names(row: dict[str, str], *columns: str) -> Iterator[list[str]]:
    for column in columns:
        for name in filter(None, row.get(column, "").split("|")):
            yield normal(name).split()


def _bearers(
    lang: str, rows: list[dict[str, str]], spellings: dict[str, Words], adjectives: dict[Words, set[str]]
) -> dict[Words, dict[str, set[str]]]:
    """Each name in each spelling, the noun alone too: the currencies that bear it, and who has them."""
    bearers: dict[Words, dict[str, set[str]]] = {}
    for row in rows:
        written = list(_names(row, f"label_{lang}", f"aliases_{lang}"))
        owners = set(filter(None, row["countries_iso3"].split("|")))
        for *head, _ in written:
            known = adjectives.get(tuple(head), set())
            owners.update(known if len(known) == 1 else ())
        for *head, noun in written:
            for spelling in spellings.get(noun, (noun,)):
                for name in ((*head, spelling), (spelling,)):
                    bearers.setdefault(name, {}).setdefault(row["iso4217"], set()).update(owners)
    return bearers


def _adjectives(lang: str, data: dict[str, Any], endings: Endings) -> dict[Words, set[str]]:
    """The words that may name a country before the noun of its currency: demonym, name, genitive of the name."""
    found: dict[Words, set[str]] = {}
    variants = [(normal(plain), normal(marked)) for plain, marked in data["letter_variants"].items()]
    for row in _rows("countries.csv"):
        group: set[Words] = {tuple(words) for words in _names(row, f"demonym_{lang}")}
        for *head, last in _names(row, f"label_{lang}", f"aliases_{lang}"):
            group.update(
                (*head, word) for word, case, stressed, _ in endings.forms(last) if case in _HEADS and not stressed
            )
        group.update(tuple(normal(name).split()) for name in data["adjectives"].get(row["iso3"], ()))
        for plain, marked in variants:
            group.update([tuple(word.replace(plain, marked) for word in words) for words in group])
        for words in group:
            found.setdefault(words, set()).add(row["iso3"])
    return found


def _symbols(rows: Iterable[dict[str, str]], data: dict[str, Any]) -> dict[str, Name]:
    """Symbols and codes, by the text that they are written as; a symbol of several currencies needs the country."""
    bearers: dict[str, dict[str, set[str]]] = {}
    for row in rows:
        for symbol in {row["iso4217"], row["symbol"], row["symbol_narrow"]} - {""}:
            owners = set(filter(None, row["countries_iso3"].split("|")))
            bearers.setdefault(symbol, {})[row["iso4217"]] = owners
    names = {
        symbol: Name(next(iter(codes)))
        if len(codes) == 1
        else Name(holders={country: code for code, owners in codes.items() for country in owners})
        for symbol, codes in bearers.items()
    }
    return names | {symbol: Name(code) for symbol, code in data["symbols"].items()}
