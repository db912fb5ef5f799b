"""The tokens of a text as the value readers walk them: footnote marks passed over, the end padded."""

from __future__ import annotations

from dataclasses import dataclass

from bilat_kg.text.tokens import Tokens
from bilat_kg.text.values.endings import Form
from bilat_kg.text.values.lexicon import Lexicon

PADDING = 16  # no reader looks further ahead than this without having read a word
_KEPT = 200_000  # words kept: a hostile text must not fill the memory


class Starters:
    """The words at which a value may begin: ``words``, and those that begin with a digit. ``others`` are none."""

    def __init__(self, words: frozenset[str]) -> None:
        self.words = words
        self.others: set[str] = set()

    def has(self, word: str) -> bool:
        """Whether a value may begin at ``word``."""
        found = word in self.words or is_digits(word)
        if not found and len(self.others) < _KEPT:
            self.others.add(word)
        return found


@dataclass(frozen=True, slots=True)
class View:
    """Columns of words without footnote marks. ``index[i]`` is the token that word ``i`` is.

    The columns are longer than ``size`` by a few line feeds, which no rule accepts, so that a reader may look ahead.
    Without footnote marks every token is a word, and ``index`` is ``None``.
    """

    words: list[str]
    glued: list[bool]
    index: list[int] | None
    size: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The token span of the words ``[start, end)``; a footnote mark inside belongs to it, one after it does not."""
        if self.index is None:
            return start, end
        return self.index[start], self.index[end - 1] + 1

    def digit_ending(self, lexicon: Lexicon, at: int) -> tuple[int, Form[str] | None]:
        """The case ending after a number in digits that ends before ``at``, and the word after it.

        It stands behind a hyphen (১৯৭৪-এর), glued (২০১৪তে) or, for some, on its own (১৯৮০ এর).
        """
        words, glued = self.words, self.glued
        word = words[at]
        if word in lexicon.dashes and (glued[at] or glued[at + 1]):
            table = lexicon.digit_endings if glued[at + 1] else lexicon.apart_endings
            form = table.get(words[at + 1])
            return (at + 2, form) if form is not None else (at, None)
        form = (lexicon.digit_endings if glued[at] else lexicon.apart_endings).get(word)
        return (at + 1, form) if form is not None else (at, None)

    def starts(self, starters: Starters) -> list[int]:
        """Where a value may begin, in order."""
        others = starters.others
        return [at for at, word in enumerate(self.words) if word not in others and starters.has(word)]


def view(tokens: Tokens) -> View:
    """``tokens`` without footnote marks: ``[১]``, ``[ক]``."""
    words, glued = tokens.word, tokens.glued
    size = len(words)
    index: list[int] | None = None
    if "[" in tokens.text and "[" in words:
        kept: list[int] = []
        at = 0
        while at < size:
            if words[at] == "[" and at + 2 < size and words[at + 2] == "]" and _footnote(words[at + 1]):
                at += 3
            else:
                kept.append(at)
                at += 1
        index = [*kept, *[size] * PADDING]
        words = [words[i] for i in kept]
        glued = [glued[i] for i in kept]
    return View([*words, *["\n"] * PADDING], [*glued, *[False] * PADDING], index, len(words))


def _footnote(word: str) -> bool:
    return len(word) <= 2 or (len(word) <= 4 and is_digits(word))


def is_digits(word: str) -> bool:
    """Whether ``word`` is a number token: it begins with a digit of either script."""
    if not word:
        return False
    first = ord(word[0])
    return 0x09E6 <= first <= 0x09EF or 0x30 <= first <= 0x39
