"""Nominal and verbal endings: which stems a word may have, and what each ending says.

Nothing is cut here for good: ``cuts`` lists the stems that a word may have, and a look-up keeps those that are known.
Cases carry the values of Universal Dependencies (``Nom Gen Loc Acc``); postpositions and prepositions add ``Com``,
``Abl`` and ``All``; ``Poss`` marks the one of somebody (ঢাকারটি).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from bilat_kg.resources import LANG
from bilat_kg.text.language import read_toml

Case = Literal["Nom", "Gen", "Loc", "Acc", "Com", "Abl", "All", "Poss"]
Mood = Literal[
    "done", "present", "progressive", "habitual", "future", "infinitive", "noun", "conditional", "participle"
]

_SOUNDS = frozenset({"any", "vowel", "consonant"})
_VOWELS = frozenset("অআইঈউঊঋএঐওঔািীুূৃেৈোৌ")


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to take a word apart: its stem, its case, whether it stands in the plural or has an article (-টি, -টা)."""

    stem: str
    case: Case
    plural: bool = False
    article: bool = False


@dataclass(frozen=True, slots=True)
class VerbForm:
    """An inflected verb: its lemma, what its form says of the act, and whether the form itself denies it (করেনি)."""

    lemma: str
    mood: Mood
    negated: bool = False

    @property
    def finite(self) -> bool:
        """Whether the form can end a sentence."""
        return self.mood in {"done", "present", "progressive", "habitual", "future"}


@dataclass(frozen=True, slots=True)
class _Ending:
    form: str
    case: Case
    after: str
    plural: bool
    article: bool


class Morphology:
    """The endings of one language, read from ``lang/<code>/endings.toml`` and ``verbs.toml``."""

    def __init__(self, folder: Path) -> None:
        data = read_toml(folder / "endings.toml")
        self.apart: dict[str, Case] = data["apart"]
        self.postposition: dict[str, Case] = data.get("postposition", {})
        self.preposition: dict[str, Case] = data.get("preposition", {})
        self.adverbs: tuple[str, ...] = tuple(data.get("adverb", ()))
        self._endings = sorted(_combine(data), key=lambda ending: -len(ending.form))
        self._longest = max(len(ending.form) for ending in self._endings)
        self._by_form: dict[str, list[_Ending]] = {}
        for ending in self._endings:
            self._by_form.setdefault(ending.form, []).append(ending)
        self._cuts: dict[str, tuple[Cut, ...]] = {}
        self.verbs = _conjugate(read_toml(folder / "verbs.toml"))

    def cuts(self, word: str) -> tuple[Cut, ...]:
        """Every stem that ``word`` may have, the whole word first, then by the length of the stem."""
        known = self._cuts.get(word)
        if known is None:
            known = tuple(self._cut(word))
            if len(self._cuts) < 200_000:  # a hostile text must not fill the memory
                self._cuts[word] = known
        return known

    def _cut(self, word: str) -> list[Cut]:
        found = [Cut(word, "Nom")]
        for size in range(1, min(self._longest, len(word) - 1) + 1):
            endings = self._by_form.get(word[-size:])
            if not endings:
                continue
            stem = word[:-size]
            vowel = (stem[-2:-1] if stem[-1] == "ঁ" else stem[-1]) in _VOWELS  # মাক্রোঁ-র
            for ending in endings:
                if ending.after in _SOUNDS:
                    fits = ending.after == "any" or (ending.after == "vowel") == vowel
                else:
                    fits = stem.endswith(ending.after)
                if fits:
                    found.append(Cut(stem, ending.case, ending.plural, ending.article))
        return found


def _combine(data: Mapping[str, Any]) -> set[_Ending]:
    """Article or plural, case and emphatic, in every order of presence that the language allows."""
    none: dict[str, str] = {"form": "", "after": "any"}
    endings: set[_Ending] = set()
    for article in [none, *data["article"]]:
        for case in [none, *data["case"]]:
            if article["form"] and case["form"]:
                vowel = article["form"][-1] in _VOWELS
                if case["after"] != "any" and (case["after"] == "vowel") != vowel:
                    continue
            for emphatic in ["", *data["emphatic"]]:
                form = article["form"] + case["form"] + emphatic
                if form:
                    after = article["after"] if article["form"] else case["after"]
                    value: Case = case.get("case", "Nom")
                    plural = article.get("number") == "Plur" or case["form"].startswith(("দের", "েদের"))
                    endings.add(_Ending(form, value, after, plural, bool(article["form"]) and not plural))
    return endings


def _conjugate(data: Mapping[str, Any]) -> dict[str, VerbForm]:
    """Every form of every verb: the endings of its class, on the stem that the ending asks for."""
    classes: dict[str, Any] = data["class"]
    forms: dict[str, VerbForm] = {}
    for verb in data["verb"]:
        for ending in classes[verb["class"]]:
            stem = verb.get(ending["stem"])
            if stem is None and ending["stem"] == "front" and "close" in verb:
                stem = _fronted(verb["close"], data["front"])
            if stem is None:
                continue
            for form in ending["forms"]:
                forms.setdefault(stem + form, VerbForm(verb["lemma"], ending["mood"]))
                if ending["mood"] in {"done", "present"}:
                    forms.setdefault(stem + form + "নি", VerbForm(verb["lemma"], "done", negated=True))
        irregular: dict[Mood, list[str]] = verb.get("irregular", {})
        for mood, words in irregular.items():
            for word in words:
                forms[word] = VerbForm(verb["lemma"], mood)
                if mood in {"done", "present"}:
                    forms.setdefault(word + "নি", VerbForm(verb["lemma"], "done", negated=True))
    for word, lemma in data["negative"].items():
        forms[word] = VerbForm(lemma, "present", negated=True)
    return forms


def _fronted(stem: str, front: dict[str, str]) -> str:
    """``stem`` with its last vowel drawn forward, where ``front`` says how: রাখ, রেখ."""
    at = next((i for i in range(len(stem) - 1, -1, -1) if stem[i] in _VOWELS), None)
    return stem if at is None else stem[:at] + front.get(stem[at], stem[at]) + stem[at + 1 :]


@cache
def morphology(lang: str) -> Morphology:
    """The morphology of the language ``lang``, loaded once."""
    return Morphology(LANG / lang)
