"""What a name is looked up by: its usual spelling, its spelling folded, and both without a Bengali case ending."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bilat_kg.text.morphology import morphology
from bilat_kg.text.spelling import fold, plain

FOLDED = 4  # shorter names are no other spelling of a name: too many of them meet
_BENGALI = re.compile(r"[\u0980-\u09ff]")
_APOSTROPHES = str.maketrans("’‘ʼʻ`´", "''''''")
_NO_LETTER = re.compile(r"[^\w\u0980-\u09ff]+")  # \w alone would leave out the vowel signs


def bengali(text: str) -> bool:
    """Whether there are Bengali letters in ``text``."""
    return _BENGALI.search(text) is not None


def key(name: str) -> str:
    """The name as it is written, whatever the case of its letters, its blanks and its invisible characters."""
    return " ".join(plain(name).translate(_APOSTROPHES).casefold().split())


def folded(name: str) -> str:
    """One key for the spellings of a name: Bengali by ``spelling.fold``, Latin without accents and punctuation."""
    return folded_key(key(name))


def folded_key(name: str) -> str:
    """``folded`` of what ``key`` gave."""
    if bengali(name):
        return " ".join(_NO_LETTER.sub(" ", fold(name)).split())
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(_NO_LETTER.sub(" ", bare.replace("'", "").casefold()).split())


@dataclass(frozen=True, slots=True)
class Form:
    """One way to read a query: as the name ``text``, in the case ``case``.

    ``Nom`` is the query as it stands; ``Def`` a name with an article, a plural or an emphatic ending (ঢাকাই), which names
    seldom bear, so that it is another name as often as not.
    """

    text: str
    case: str = "Nom"

    @property
    def inflected(self) -> bool:
        """Whether an ending was cut to get here."""
        return self.case != "Nom"


def forms(query: str) -> Iterator[Form]:
    """The query as it stands, then without each ending that its last word may have, the longest stem first.

    মস্কোতে → মস্কো; মালয়েশিয়া-র, মালয়েশিয়া এর → মালয়েশিয়া; রাশিয়ার সাথে → রাশিয়া. Whether a stem is a name is for the
    look-up to say: কাতার is not কাতা with an ending, since nobody is called so.
    """
    text = key(query)
    yield Form(text)
    if not bengali(text):
        return
    known = morphology("bn")
    words = unicodedata.normalize("NFC", text).split()  # as the endings are: য় is a letter and a dot there
    outer = None
    ends = known.postposition if len(words) > 1 and words[-1] in known.postposition else known.apart
    if len(words) > 1 and words[-1] in ends:
        outer = ends[words.pop()]
        yield Form(key(" ".join(words)), outer)
    *head, last = words
    for ending, case in known.apart.items():
        if ending.startswith("-") and last.endswith(ending) and len(last) > len(ending):
            yield Form(key(" ".join((*head, last.removesuffix(ending)))), outer or case)
    for cut in known.cuts(last)[1:]:
        if len(cut.stem) > 1:
            marked = cut.case if cut.case != "Nom" else "Def"
            yield Form(key(" ".join((*head, cut.stem))), outer or marked)


def agree(asked: str, told: str) -> bool | None:
    """Whether ``told`` is a name that ``asked`` can be read as; ``None`` where the two are written in other letters."""
    if bengali(asked) != bengali(told):
        return None
    same, alike = key(told), folded(told)
    return any(form.text == same or (len(form.text) >= FOLDED and folded(form.text) == alike) for form in forms(asked))
