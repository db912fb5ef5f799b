"""Where sentences, headings and the items of lists begin and end, also where the lines of a list have run together."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.tokens import Tokens

_RULES = frozenset("=" * size for size in range(2, 7))
_BULLETS = frozenset({"*", "•"})
_HEADING = 14  # tokens of the longest heading
_PLACES = frozenset({"country", "city"})
_THITHER = frozenset({"Loc", "All", "Nom"})


@dataclass(frozen=True, slots=True)
class Span:
    """The tokens ``[first, last)`` of a piece of the text.

    ``leads``: a list follows in the same line, so that what it ends with may be the heading of that list. ``ruled``:
    the second half of the marks of a heading stands behind it, whose first half is lost.
    """

    first: int
    last: int
    kind: Literal["sentence", "item", "heading"]
    leads: bool = False
    ruled: bool = False


def spans(tokens: Tokens, ends: Collection[str]) -> Iterator[Span]:
    """The pieces of a text in order; ``ends``: what closes a sentence."""
    word, n, begin = tokens.word, len(tokens), 0
    stopping = _MARKS.union(ends, ("\n",))
    stops = [at for at, token in enumerate(word) if token in stopping]
    bullets = _bullets(tokens, stops) if any(word[at] in _BULLETS for at in stops) else frozenset()
    kind: Literal["sentence", "item"] = "sentence"
    for i in stops:
        token = word[i]
        if i < begin or (token in _BULLETS and i not in bullets):
            continue  # inside a heading; a bullet that opens a line, or none
        if token in ends:
            yield Span(begin, i + 1, kind)
            begin, kind = i + 1, "sentence"
        elif token == "\n" or i in bullets:
            if i > begin:
                yield Span(begin, i, kind, token != "\n" and kind == "sentence")
            begin, kind = i + 1, "sentence" if token == "\n" else "item"
        else:
            close = next((j for j in range(i + 1, min(i + _HEADING, n)) if word[j] == token), None)
            inside = range(i + 1, close or 0)
            if close is not None and not any(word[j] in ends or j in bullets for j in inside):
                if i > begin:
                    yield Span(begin, i, kind)
                yield Span(i + 1, close, "heading")
                begin, kind = close + 1, "sentence"
            elif i > begin and (i + 1 in bullets or (i + 2 < n and word[i + 1] == "\n" and word[i + 2] in _BULLETS)):
                yield Span(begin, i, kind, leads=True, ruled=True)
                begin, kind = i + 1, "sentence"
    if begin < n:
        yield Span(begin, n, kind)


_MARKS = _RULES | _BULLETS


def _bullets(tokens: Tokens, stops: list[int]) -> frozenset[int]:
    """The bullets inside lines: each stands alone, after the mark of a heading or a colon, or is one of several."""
    word, glued, n = tokens.word, tokens.glued, len(tokens)
    found: list[int] = []
    line: list[int] = []  # bullets of this line so far
    opened = False  # a list has begun in it
    for i in [*stops, n]:
        if i == n or word[i] == "\n":
            if opened or len([at for at in line if word[at] == "*"]) > 1:
                found.extend(line)
            line, opened = [], False
        elif word[i] in _BULLETS:
            if i == 0 or word[i - 1] == "\n":
                opened = True
            elif i + 1 < n and word[i + 1] != "\n" and not glued[i] and not glued[i + 1] and not _times(word, i):
                opened = opened or word[i - 1] in _RULES or word[i - 1] == ":"
                line.append(i)
    return frozenset(found)


def _times(word: list[str], i: int) -> bool:
    """Whether an asterisk multiplies: ``৫ * ৩``."""
    return word[i - 1][:1].isdigit() and word[i + 1][:1].isdigit()


def bullet(tokens: Tokens, first: int, last: int) -> tuple[int, bool]:
    """Where the words begin after a bullet, a number or a letter that opens a line, and whether one does."""
    word = tokens.word
    if first > 0 and word[first - 1] != "\n":
        return first, False
    if word[first][0] in "*#•·–-" and not word[first].isalnum():
        return first + 1, True
    if first + 1 < last:
        mark = word[first + 1]
        short = len(word[first]) <= 2
        if short and mark in {".", ")"} and (word[first].isdigit() or len(word[first]) == 1):
            return first + 2, True
        if word[first] == "(" and first + 2 < last and len(mark) <= 2 and word[first + 2] == ")":
            return first + 3, True
    return first, False


def direction(chunks: list[Chunk]) -> int | None:
    """Where the words begin that close ``chunks`` and say from which place to which: ``… পেরু থেকে কেনিয়ায়``."""
    if len(chunks) < 3:
        return None
    source, tie, goal = chunks[-3:]
    told = source.kind in _PLACES and goal.kind in _PLACES and "from" in tie.senses
    return len(chunks) - 3 if told and source.case == "Abl" and goal.case in _THITHER else None


def labels_visits(chunks: list[Chunk]) -> bool:
    """Whether a heading says where those below it go: from one place to another, or on a visit to a place."""
    if direction(chunks) == 0:
        return True
    kinds = {chunk.kind for chunk in chunks}
    return (
        not kinds.isdisjoint(_PLACES)
        and kinds <= {"country", "city", "word"}
        and any("visit" in chunk.senses for chunk in chunks)
    )
