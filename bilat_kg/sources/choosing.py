"""Whether a page is about two countries, told by its title, infobox, categories and opening, before it is parsed.

A dump holds a hundred thousand pages and a few hundred articles of ours, so this looks no further than it has to.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bilat_kg import resources
from bilat_kg.sources.mediawiki.markup import Names, names

_LEAD = 1_200  # characters of the opening
_WORDS = 4  # words in the name of a country
_PUNCTUATION = re.compile(r"[\s.,;:!?()\[\]{}|'\"“”‘’।–—=*/]+")
_LINK = re.compile(r"\[\[([^\[\]|]{1,255})(?:\|([^\[\]]{0,255}))?\]\]")
_BRACKET = re.compile(r" \([^()]*\)$")

NOT_ARTICLES = "outside the namespace of articles"
REDIRECT = "a redirect"
DISAMBIGUATION = "a page that lists others of its name"
OTHER_RELATIONS = "about relations, but not those of two countries"
OTHER = "not about two countries by title, infobox, category or opening"


@dataclass(frozen=True, slots=True)
class Choice:
    """Whether a page is chosen; ``by`` is what told it, or why it is passed over."""

    chosen: bool
    by: str


def choose(title: str, text: str, lang: str | None, categories: Sequence[str] | None = None) -> Choice:
    """Whether the page ``title`` with the wikitext ``text`` is about two countries.

    ``lang``: the code of the wiki's language, of all that are read where it is unknown. ``categories``: their titles
    without namespace, where they are known apart from the text.
    """
    known = names()
    if disambiguates(text):
        return Choice(False, DISAMBIGUATION)
    states = _states(lang)
    words = _BRACKET.sub("", title).casefold()
    if _pair(words, states, known):
        return Choice(True, "title")
    if _infobox().search(text):
        return Choice(True, "infobox")
    filed = [each.casefold() for each in (_categories(text) if categories is None else categories)]
    if any(_pair(each, states, known) for each in filed):
        return Choice(True, "category")
    about = words.endswith(known.relations)
    if about or any(each.endswith(known.relations) for each in filed):
        opening = _opening(text)
        if any(word in opening for word in known.bilateral) and len(_named(opening, states)) == 2:
            return Choice(True, "opening")
    return Choice(False, OTHER_RELATIONS if about else OTHER)


def redirects(text: str) -> bool:
    """Whether wikitext only leads to another page."""
    return text[:200].lstrip().casefold().startswith(names().redirect)


def disambiguates(text: str) -> bool:
    """Whether wikitext only lists pages of one name."""
    return _disambiguation().search(text) is not None


@cache
def _disambiguation() -> re.Pattern[str]:
    return re.compile(r"\{\{\s*(?:" + "|".join(map(re.escape, names().disambiguation)) + r")\s*[|}]", re.IGNORECASE)


@cache
def _infobox() -> re.Pattern[str]:
    forms = "|".join(re.escape(each).replace(r"\ ", "[ _]+") for each in names().bilateral_infobox)
    return re.compile(r"\{\{\s*(?:" + forms + r")\s*[|}<\n]", re.IGNORECASE)


@cache
def _states(lang: str | None) -> dict[str, str]:
    """The code of each country by its names in a language (or in all), in lower case; adjectives too."""
    found: dict[str, str] = {}
    with (resources.GAZETTEER / "countries.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for column, cell in row.items():
                kind, _, code = column.rpartition("_")
                if kind in {"label", "aliases", "demonym"} and (lang is None or code == lang):
                    for name in filter(None, (cell or "").split("|")):
                        found.setdefault(unicodedata.normalize("NFC", name.strip()).casefold(), row["iso3"])
    return found


def _pair(title: str, states: dict[str, str], known: Names) -> bool:
    """Whether a title says that it is about the relations of two countries (lower case)."""
    ending = next((each for each in known.relations if title.endswith(each)), None)
    if ending is None:
        return False
    head = title[: -len(ending)].rstrip()
    for joint in known.joints:
        at = head.find(joint)
        while at >= 0:
            first = _state(head[:at].strip(), states, known)
            second = _state(head[at + len(joint) :].strip(), states, known)
            if first and second and first != second:
                return True
            at = head.find(joint, at + 1)
    return False


def _state(name: str, states: dict[str, str], known: Names) -> str | None:
    """The country that a name stands for, with or without the ending of a genitive."""
    if name in states:
        return states[name]
    stems = (name[: -len(ending)] for ending in known.genitive if name.endswith(ending))
    return next((states[stem] for stem in stems if stem in states), None)


def _categories(text: str) -> Iterator[str]:
    for target, _ in _LINK.findall(text[-20_000:]):
        namespace, colon, category = target.partition(":")
        if colon and namespace.strip().casefold() in names().category:
            yield category.strip().replace("_", " ")


def _opening(text: str) -> str:
    """The sentence that begins with the bold title, without the marks of links, in lower case."""
    at = text.find("'''")
    lead = text[at : at + _LEAD] if at >= 0 else ""
    return _LINK.sub(lambda link: f" {link[2] or link[1]}", lead).partition("।")[0].partition("\n")[0].casefold()


def _named(words: str, states: dict[str, str]) -> set[str]:
    """The codes of the countries that a few words name, by their names or with an ending."""
    known = names()
    found: set[str] = set()
    tokens = [token for token in _PUNCTUATION.split(words) if token]
    at = 0
    while at < len(tokens):
        for size in range(min(_WORDS, len(tokens) - at), 0, -1):
            state = _state(" ".join(tokens[at : at + size]), states, known)
            if state:
                found.add(state)
                at += size - 1
                break
        at += 1
    return found
