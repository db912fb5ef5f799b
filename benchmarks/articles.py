"""Articles for measuring, as many as are wanted: every one another pair of states, another length, other facts.

What is around facts in real articles is there, too: background that states none, headings, figures of other things,
names that no gazetteer knows, in brackets and quotation marks, inflected, many of them met once. ``python -m
benchmarks.likeness`` compares them with real articles and with those of the gold sets.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path

from benchmarks.metamorphic.inflection import Ending, inflection
from bilat_kg import resources
from bilat_kg.text.language import read_toml

_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
_NAMES = 3  # made-up names of each kind in an article, at the least
_STEEP = 8  # the first of n words is chosen (n + this) / this times as often as the last


class _Word(str):
    """A word or name as a template takes it: ``{place}``, ``{place.Gen}``, ``{place.Loc}``."""

    __slots__ = ()

    def __getattr__(self, case: str) -> str:
        if case not in {"Gen", "Loc"}:
            raise AttributeError(f"{case}: a slot takes Gen or Loc")
        return inflection("bn").put(self, Ending(case=case))


class _Slots(dict[str, _Word]):
    """What fills the slots of one sentence: a slot not given yet is filled as its name without its digit says."""

    def __init__(self, given: dict[str, _Word], fillers: dict[str, Callable[[], str]]) -> None:
        super().__init__(given)
        self._fillers = fillers

    def __missing__(self, slot: str) -> _Word:
        word = self[slot] = _Word(self._fillers[slot.rstrip("0123456789")]())
        return word


@cache
def _stock() -> dict[str, list[str]]:
    return read_toml(Path(__file__).with_suffix(".toml"))


@cache
def _often(count: int) -> list[float]:
    """How often each of ``count`` words is chosen, summed up to it: Zipf's law with a flat beginning."""
    return list(accumulate(1 / (rank + _STEEP) for rank in range(count)))


@cache
def _states() -> list[tuple[str, str, str]]:
    """The code, name and capital of every state whose capital is known by its item."""

    def rows(file: str) -> list[dict[str, str]]:
        with (resources.GAZETTEER / file).open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    cities = {row["qid"]: row["label_bn"] for row in rows("cities.csv") if row["qid"]}
    found = []
    for row in rows("countries.csv"):
        capital = cities.get(row["capital_qids"].split("|")[0])
        if row["label_bn"] and capital and len(row["iso3"]) == 3 and row["type"] != "historical":
            found.append((row["iso3"].lower(), row["label_bn"], capital))
    return sorted(found)


class _Author:
    """Writes the sentences of one article: its names come again in it, and most of them in no other."""

    def __init__(self, chance: random.Random, states: dict[str, str]) -> None:
        self._chance = chance
        self._states = {slot: _Word(name) for slot, name in states.items()}
        self._known: dict[str, list[str]] = {}
        stock = _stock()
        self._fillers: dict[str, Callable[[], str]] = {
            "person": lambda: self._named("person", self._person),
            "place": lambda: self._named("place", lambda: self._name(1) + chance.choice(stock["place_last"])),
            "firm": lambda: self._named("firm", lambda: f"{self._name(2)} {chance.choice(stock['firm_last'])}"),
            "work": lambda: self._named("work", self._work),
            "latin": lambda: "".join(chance.choices("ABCDEFGIKLMNPRST", k=chance.randint(3, 5))),
            "noun": lambda: self._ordinary("nouns"),
            "adj": lambda: self._ordinary("adjectives"),
            "topic": lambda: chance.choice(stock["topics"]),
            "good": lambda: chance.choice(stock["goods"]),
            "month": lambda: chance.choice(stock["months"]),
            "year": lambda: _told(chance.randint(1946, 2023)),
            "day": lambda: _told(chance.randint(1, 28)),
            "amount": lambda: _told(chance.randint(11, 9999)),
            "thousands": lambda: _told(f"{chance.randint(2, 98)},{chance.randint(0, 999):03}"),
            "decimal": lambda: _told(f"{chance.randint(1, 97)}.{chance.randint(1, 99)}"),
            "ref": lambda: _told(chance.randint(1, 40)),
        }

    def sentence(self, kind: str) -> str:
        """A sentence of a ``kind``, its slots filled."""
        return self._chance.choice(_stock()[kind]).format_map(_Slots(self._states, self._fillers))

    def _named(self, kind: str, name: Callable[[], str]) -> str:
        """A name of the article, or another one: the more there are, the less often."""
        known = self._known.setdefault(kind, [])
        if self._chance.random() < _NAMES / (_NAMES + len(known)):
            known.append(name())
            return known[-1]
        return self._chance.choice(known)

    def _person(self) -> str:
        return f"{self._chance.choice(_stock()['person_first'])}{self._name(1)} {self._name(2)}"

    def _work(self) -> str:
        return f"{self._ordinary('nouns')} {self._chance.choice(_stock()['work_last'])}"

    def _name(self, syllables: int) -> str:
        stock, choice = _stock(), self._chance.choice
        parts = ("syllable_onsets", "syllable_vowels", "syllable_codas")
        return "".join(choice(stock[part]) for _ in range(syllables) for part in parts)

    def _ordinary(self, words: str) -> str:
        listed = _stock()[words]
        return self._chance.choices(listed, cum_weights=_often(len(listed)))[0]


def _told(figure: object) -> str:
    return str(figure).translate(_DIGITS)


def article(number: int, revision: int = 0) -> tuple[str, str]:
    """The name and text of an article; another ``revision`` of it says one thing more."""
    chance = random.Random(f"article {number}")
    (code_a, a, capital_a), (code_b, b, capital_b) = chance.sample(_states(), 2)
    author = _Author(chance, {"a": a, "b": b, "capital_a": capital_a, "capital_b": capital_b})
    paragraphs = [author.sentence("lead")]
    # from some hundred characters to ten thousand, most about two thousand, as articles on two countries are
    for _ in range(max(1, min(18, round(chance.lognormvariate(1.2, 0.6))))):
        sentences = [author.sentence("facts") for _ in range(chance.randint(1, 5))]
        sentences += [author.sentence("background") for _ in range(chance.randint(2, 5))]
        chance.shuffle(sentences)
        paragraphs += [author.sentence("headings"), " ".join(sentences)]
    paragraphs += [author.sentence("addition") for _ in range(revision)]
    return f"{code_a}-{code_b}-{number:07}", "\n\n".join(paragraphs) + "\n"


def write(folder: Path, count: int) -> Iterator[Path]:
    """Write ``count`` articles below a folder, a thousand in each folder of it."""
    for number in range(count):
        name, text = article(number)
        path = folder / f"{number // 1000:04}" / f"{name}.bn.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        yield path
