"""Whether every name of every state and city is read back in every case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.metamorphic.casts import LANG, inflects
from benchmarks.metamorphic.inflection import Ending, inflection
from bilat_kg.text.gazetteer import Name, names
from bilat_kg.text.lexicon import Lexicon, lexicon
from bilat_kg.text.tokens import tokenize

_CASES = {
    "Nom": Ending(),
    "Gen": Ending(case="Gen", form="র"),
    "Loc": Ending(case="Loc", form="ে"),
    "Acc": Ending(case="Acc", form="কে"),
}


@dataclass(frozen=True, slots=True)
class Misread:
    """A form of a name that is read as another entity's or in another case; ``got`` is what was read."""

    name: Name
    form: str
    case: str
    got: str


def misread() -> tuple[int, list[Misread]]:
    """How many forms there are, and those that are misread."""
    known = lexicon(LANG)
    count, wrong = 0, []
    for name, case, form in _forms():
        count += 1
        got = _read(known, name, form)
        if got != case:
            wrong.append(Misread(name, form, case, got))
    return count, wrong


def _forms() -> Iterator[tuple[Name, str, str]]:
    """Every form but those that another name is as it stands (লিয়েজে, also a name of লিয়েজ): they tell no case."""
    placed = [name for name in names(LANG) if name.kind in {"country", "demonym", "city"} and inflects(name.text)]
    whole = {name.text.replace("-", " ") for name in placed}
    for name in placed:
        for case, ending in _CASES.items():
            form = inflection(LANG).put(name.text, ending)
            if case == "Nom" or form.replace("-", " ") not in whole:
                yield name, case, form


def _read(known: Lexicon, name: Name, form: str) -> str:
    """The case in which ``form`` is read, if it may be ``name``."""
    words = tokenize(form).word
    if len(words) == 1:
        word = known.word(form)
        return word.case if any(entry.entity == name.entity for entry in word.entries) else "another word"
    phrase = known.phrase(words, 0)
    if phrase is None or phrase.length < len(words):
        return "no phrase"
    return phrase.case if any(entry.entity == name.entity for entry in phrase.entries) else "another phrase"
