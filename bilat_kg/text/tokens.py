"""Cutting a text into tokens, once, for every later step.

spaCy's own tokeniser is quadratic on runs of punctuation and keeps ``করেন।পরে`` whole; one regular expression is linear
and splits at every danda. ``documents.Tokenizer`` makes a spaCy document of its tokens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# A number keeps its inner points and commas; letters glued to it (৮ই, ২২টি, ২০১৪তে) are a token of their own.
# A word keeps its inner apostrophe (দু'দেশের). A run of one punctuation mark (===) is one token.
_TOKEN = re.compile(
    r"([০-৯0-9]+(?:[.,][০-৯0-9]+)*"
    r"|[\u0980-\u09e5\u09f0\u09f1\u09fc\u200c\u200d]+(?:['’][\u0980-\u09e5\u200c\u200d]+)*"
    r"|[^\W\d_\u0980-\u09ff]+(?:['’][^\W\d_]+)*"
    r"|\n"
    r"|(\S)\2*)",
    re.DOTALL,
)
# What a reader of the page would not see inside a word or date: characters without width, footnote marks that stand
# against a word (১৯৭২[১] সালে), and what is left of bold and italics, between two words excepted.
_ZERO_WIDTH = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_LETTER = "\u0980-\u09e5A-Za-z"
_UNSEEN = re.compile(
    rf"[{_ZERO_WIDTH}\['](?:(?<=[{_ZERO_WIDTH}])"
    r"|(?<=\S\[)(?:[^\[\]\d\n]{0,12}\d{1,3}|\w)\]"
    rf"|(?<=')(?<!'')(?:(?<![{_LETTER}]')'+|'+(?![{_LETTER}'])|'+(?=[{_LETTER}]{{1,4}}(?![{_LETTER}])))"
    ")"
)
# Each of what is unseen begins with one of these.
_SIGNS = "'[\u00ad\ufeff" + "".join(map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A))))
# Hyphens and minus signs that look like those of the keyboard, and any dash between two letters.
_DASHES = "‐‑‒–−"
_DASH = re.compile(rf"[{_DASHES}](?:(?<=[{_LETTER}].)(?=[{_LETTER}])|(?<=([‒−]))|(?<=[‐‑]))")
_LETTERS = re.compile("[\u0980-\u09e5]+(?: [\u0980-\u09e5]+)*")  # with one blank between words

_NUMERATOR = "\u09f7"  # ৷, which many newspapers write for the danda that it looks like


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text, column by column; white space is no token, but for the line feed.

    ``word``: the token as a reader sees it: without zero-width characters, footnote marks and leftover quotes, and with
    one sign for all hyphens and for all dandas.
    ``start``, ``end``: offsets into the text. ``glued``: no white space stands before the token.
    """

    text: str
    word: list[str]
    start: list[int]
    end: list[int]
    glued: list[bool]

    def __len__(self) -> int:
        return len(self.word)


# What stands between blanks, as it was cut before: the token that it is, or the tokens with their offsets, and whether
# they are glued. Most of a text has been met before, and its tokens are then the same objects, which compare fast.
_Cut = tuple[tuple[str, int, int, bool], ...]
_WHOLE: dict[str, str] = {}
_PARTED: dict[str, _Cut] = {}
_KEPT = 50_000  # of each: a hostile text must not fill the memory
_LONGEST = 40  # characters of what is kept
_NOWHERE = 1 << 60  # behind the end of every text


def tokenize(text: str) -> Tokens:
    """Cut ``text`` into tokens; linear in its length."""
    unseen = [match.span() for match in _matches(_UNSEEN, text, _SIGNS)]
    seen = _with_plain_dashes(_without(text, unseen) if unseen else text)
    if _NUMERATOR in seen:
        seen = seen.replace(_NUMERATOR, "।")
    tokens = Tokens(text, [], [], [], [])
    unseen.reverse()
    at = 0
    before: str | None = None
    for line in seen.split("\n"):
        if before is not None:
            _close_line(tokens, before, at)
            at += 1
        at = _add_line(tokens, line, at, unseen)
        before = line
    return tokens


def name_words(name: str) -> list[str]:
    """The words of ``tokenize(name)``, without their places: for the many names of Bengali letters alone."""
    return name.split(" ") if _LETTERS.fullmatch(name) else tokenize(name).word


def forget() -> None:
    """Forget what was cut before: names of the lexicon, of which a text has few, stand in the way of its own words."""
    _WHOLE.clear()
    _PARTED.clear()


def _close_line(tokens: Tokens, line: str, at: int) -> None:
    tokens.word.append("\n")
    tokens.start.append(at)
    tokens.end.append(at + 1)
    tokens.glued.append(line != "" and not line[-1].isspace())


def _add_line(tokens: Tokens, line: str, at: int, unseen: list[tuple[int, int]]) -> int:
    """Add the tokens of a line that begins at ``at``; where it ends.

    ``unseen`` is what is left out of the line and of those after it, the first last; what the line has is taken away.
    """
    word, start, end, glued = tokens.word, tokens.start, tokens.end, tokens.glued
    left_out = unseen[-1][0] if unseen else _NOWHERE
    for piece in line.split(" "):
        if left_out <= at + len(piece):
            at = _add_broken(tokens, piece, at, unseen) + 1
            left_out = unseen[-1][0] if unseen else _NOWHERE
            continue
        whole = _WHOLE.get(piece)
        if whole is not None:
            word.append(whole)
            start.append(at)
            at += len(piece)
            end.append(at)
            glued.append(False)
        elif piece:
            for token, first, last, joined in _PARTED.get(piece) or _cut(piece):
                word.append(token)
                start.append(at + first)
                end.append(at + last)
                glued.append(joined)
            at += len(piece)
        at += 1
    return _behind(unseen, at - 1, at)


def _add_broken(tokens: Tokens, piece: str, at: int, unseen: list[tuple[int, int]]) -> int:
    """Add the tokens of a piece in which something is left out; at the edge of a token it is outside."""
    for token, first, last, joined in _cut(piece):
        at = _behind(unseen, at, at + first + 1)
        tokens.word.append(token)
        tokens.start.append(at + first)
        at = _behind(unseen, at, at + last)
        tokens.end.append(at + last)
        tokens.glued.append(joined)
    return at + len(piece)


def _behind(unseen: list[tuple[int, int]], at: int, before: int) -> int:
    """``at``, moved on by what is left out before the place ``before``, which moves on with it."""
    moved = 0
    while unseen and unseen[-1][0] < before + moved:
        first, last = unseen.pop()
        moved += last - first
    return at + moved


def _cut(piece: str) -> _Cut:
    parts = _TOKEN.split(piece)  # gap, token, repeated mark; gap, token, …
    found: list[tuple[str, int, int, bool]] = []
    at = 0
    for i in range(0, len(parts) - 1, 3):
        gap, token = parts[i], parts[i + 1]
        first = at + len(gap)
        at = first + len(token)
        found.append((token, first, at, bool(found) and not gap))
    cut = tuple(found)
    if len(piece) <= _LONGEST:
        if len(cut) == 1 and cut[0][0] == piece:
            if len(_WHOLE) < _KEPT:
                _WHOLE[piece] = piece
        elif len(_PARTED) < _KEPT:
            _PARTED[piece] = cut
    return cut


def _matches(pattern: re.Pattern[str], text: str, signs: str) -> list[re.Match[str]]:
    """The matches of a pattern that begins with one of ``signs``, in order.

    To search a text for each of the signs takes a tenth of the time in which the pattern scans it for all of them.
    """
    places: list[int] = []
    for sign in signs:
        at = text.find(sign)
        while at >= 0:
            places.append(at)
            at = text.find(sign, at + 1)
    places.sort()
    found: list[re.Match[str]] = []
    end = 0
    for place in places:
        match = pattern.match(text, place) if place >= end else None
        if match is not None:
            found.append(match)
            end = match.end()
    return found


def _with_plain_dashes(text: str) -> str:
    parts: list[str] = []
    end = 0
    for match in _matches(_DASH, text, _DASHES):
        parts += [text[end : match.start()], "–" if match[1] else "-"]
        end = match.end()
    return "".join([*parts, text[end:]]) if parts else text


def _without(text: str, unseen: Sequence[tuple[int, int]]) -> str:
    ends = [0, *(end for _, end in unseen)]
    return "".join([text[end:start] for end, (start, _) in zip(ends, [*unseen, (len(text), 0)], strict=True)])
