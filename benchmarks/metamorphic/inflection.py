"""Bengali word forms: a name with the ending that another name had, as the sound of its own last letter demands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product

from bilat_kg.resources import LANG
from bilat_kg.text.language import read_toml

_VOWEL_SIGNS = frozenset("ািীুূৃেৈোৌ")
_VOWELS = _VOWEL_SIGNS | frozenset("অআইঈউঊঋএঐওঔ")
_AFTER_A = frozenset("াো")  # after these the locative is -য় (ঢাকায়, কলম্বোয়), after other vowels -তে (দিল্লিতে)
_GLIDE = frozenset("ইঈউঊংঃ")  # after these the genitive takes a য় (ব্রুনাইয়ের, বেইজিংয়ের)
_NASAL = frozenset("ংঃ")  # and after these the locative too (বেইজিংয়ে)


@dataclass(frozen=True, slots=True)
class Ending:
    """What follows the stem of a word: an article or plural, a case, an emphatic; ``apart`` is the hyphen or blank."""

    apart: str = ""
    article: str = ""
    case: str | None = None
    form: str = ""
    emphatic: str = ""


class Inflection:
    """The endings of ``lang/<code>/endings.toml``, read off one word and put on another."""

    def __init__(self, lang: str) -> None:
        data = read_toml(LANG / lang / "endings.toml")
        self._articles = [("", "any"), *((each["form"], each["after"]) for each in data["article"])]
        self._cases = [(None, "", "any"), *((each["case"], each["form"], each["after"]) for each in data["case"])]
        self._emphatics = ["", *data["emphatic"]]
        self._apart: dict[str, str] = data["apart"]
        self._endings: dict[str, list[Ending]] = {}
        for (article, _), (case, form, _), emphatic in product(self._articles, self._cases, self._emphatics):
            ending = Ending("", article, case, form, emphatic)
            self._endings.setdefault(article + form + emphatic, []).append(ending)

    def read(self, tail: str, stem: str) -> Ending | None:
        """The ending that ``tail`` is after ``stem``; ``None`` where it is none, or none that ``stem`` could take."""
        if tail[:1] in {"-", " "} and tail.strip(" -"):
            form = tail.lstrip(" -")
            case = self._apart.get("-" + form) or self._apart.get(form)
            return Ending(tail[: len(tail) - len(form)], "", case, form) if case else None
        fitting = [ending for ending in self._endings.get(tail, ()) if self._fits(ending, stem)]
        return min(fitting, key=lambda ending: (bool(ending.article), bool(ending.emphatic)), default=None)

    def _fits(self, ending: Ending, stem: str) -> bool:
        article = next(after for form, after in self._articles if form == ending.article)
        case = next(a for c, form, a in self._cases if (c, form) == (ending.case, ending.form))
        return _after(stem, article) and _after(stem + ending.article, case)

    def put(self, stem: str, ending: Ending) -> str:
        """``stem`` with ``ending``, in the forms that ``stem`` asks for."""
        if ending.apart:
            return stem + ending.apart + _apart(stem, ending)
        article = self._article(stem, ending.article)
        return stem + article + self._case(stem + article, ending) + ending.emphatic

    def _article(self, stem: str, form: str) -> str:
        if form in {"রা", "েরা"}:
            return "রা" if ends_in_vowel(stem) else "েরা"
        return form

    def _case(self, stem: str, ending: Ending) -> str:
        vowel = ends_in_vowel(stem)
        glide = stem[-1] in _GLIDE
        match ending.case:
            case "Loc" if stem[-1] in _NASAL:
                return "য়ে"
            case "Gen" if ending.form.endswith("দের"):
                return "দের"
            case "Gen" if ending.form == "কার":
                return "কার"
            case "Gen":
                return "য়ের" if glide else "র" if vowel else "ের"
            case "Loc":
                return ("য়" if stem[-1] in _AFTER_A else "তে") if vowel else "ে"
            case "Poss":
                return "য়েরটি" if glide else "রটি" if vowel else "েরটি"
        return ending.form


def ends_in_vowel(stem: str) -> bool:
    """Whether ``stem`` ends in a vowel sign or letter; a chandrabindu (মাক্রোঁ) is no letter."""
    return stem.rstrip("ঁ")[-1:] in _VOWELS


def _after(stem: str, what: str) -> bool:
    return what == "any" or (what == "vowel") == ends_in_vowel(stem)


def _apart(stem: str, ending: Ending) -> str:
    """Behind a hyphen or a blank the short forms ask for a vowel before them."""
    if not ends_in_vowel(stem):
        return {"র": "এর", "তে": "এ", "য়": "এ"}.get(ending.form, ending.form)
    if ending.form == "য়" and stem[-1] not in _AFTER_A:
        return "তে"
    return ending.form


@cache
def inflection(lang: str) -> Inflection:
    """The inflection of the language ``lang``, loaded once."""
    return Inflection(lang)
