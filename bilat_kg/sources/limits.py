"""What a source may be at most, and the sentence that refuses one that is more."""

from __future__ import annotations

import re

from bilat_kg.errors import SourceError

MAX_BYTES = 2_000_000
MAX_RUN = 1_000
MAX_WORD = 5_000
MAX_DEPTH = 100
MAX_LINKS = 10_000
# A page of HTML is many times as large as its text, and so is a line or an answer that holds one beside other things.
MAX_HTML = 16_000_000
MAX_ANSWER = 32_000_000
MAX_VALUES = 2_000_000

# A control character cannot be written to XML or steers a terminal, and shows that a file is no text; tab and line
# feed are text.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
# Possessive, and from the start of a word only: both stay linear on any input.
_RUN = re.compile(r"(\S)\1{15,}+")
_WORD = re.compile(rf"(?<!\S)\S{{{MAX_WORD + 1},}}+")


# Joiners shape the letters of Bengali and other scripts, and are part of how a name is spelt.
_JOINERS = frozenset("\u200c\u200d")


def printable(text: str) -> bool:
    """Whether all of ``text`` can stand in a line of a terminal."""
    return text.isprintable() or all(c.isprintable() or c in _JOINERS for c in text)


def shown(text: str) -> str:
    """``text`` fit for one line of a terminal: what is not printable is written as an escape."""
    if printable(text):
        return text
    return "".join(c if printable(c) else c.encode("unicode_escape", "surrogatepass").decode() for c in text)


def line_of(text: str, offset: int) -> int:
    """The number of the line that ``offset`` stands in, from 1."""
    return text.count("\n", 0, offset) + 1


def check_text(text: str, where: str) -> None:
    """Refuse what later steps would choke on: control characters, runs of one mark, words without end.

    The text is refused, not cut: every offset refers to the text as it was given.

    Raises:
        SourceError: names the line, what stands there and how much of it is read.
    """
    if found := _CONTROL.search(text):
        raise SourceError(
            f"{where}, line {line_of(text, found.start())}: holds the control character U+{ord(found[0]):04X}, so "
            "it is no text file; give plain text or wikitext"
        )
    for run in _RUN.finditer(text):
        if (length := len(run[0])) > MAX_RUN:
            raise SourceError(
                f"{where}, line {line_of(text, run.start())}: repeats {shown(run[1])!r} {length:,} times in a row; "
                f"take the repetition out, at most {MAX_RUN:,} are read"
            )


def check_json(data: bytes) -> None:
    """Refuse JSON whose values, one by one, would fill the memory many times over.

    Raises:
        ValueError: says how many they are at most.
    """
    if data.count(b"[") + data.count(b"{") + data.count(b",") > MAX_VALUES:
        raise ValueError(f"it holds more than {MAX_VALUES:,} values")


_MARKUP = re.compile(r"\{\{|\}\}|\[\[|\]\]|^\{\||^\|\}|<ref\b[^<>/]*>|</ref", re.MULTILINE)


def check_markup(text: str, where: str) -> None:
    """Refuse wikitext that a parser would look at for ever: markup that nests without end, links without number.

    Raises:
        SourceError: names the line, or the number of links.
    """
    depth = 0
    for mark in _MARKUP.finditer(text):
        depth = max(0, depth - 1) if mark[0] in {"}}", "]]", "|}", "</ref"} else depth + 1
        if depth > MAX_DEPTH:
            raise SourceError(
                f"{where}, line {line_of(text, mark.start())}: nests markup more than {MAX_DEPTH} deep, as MediaWiki "
                "reads none; close what is open"
            )
    check_links(text.count("[["), where)


def check_links(number: int, where: str) -> None:
    """Refuse a page of links alone.

    Raises:
        SourceError: names how many there are.
    """
    if number > MAX_LINKS:
        raise SourceError(f"{where}: holds {number:,} links; at most {MAX_LINKS:,} are read, take a part of the page")


def check_words(text: str, where: str) -> None:
    """Refuse a text with a word that is longer than any language's, such as encoded data.

    Raises:
        SourceError: names the line and the length.
    """
    if found := _WORD.search(text):
        raise SourceError(
            f"{where}, line {line_of(text, found.start())}: {len(found[0]):,} characters without a space are no word; "
            f"take them out, at most {MAX_WORD:,} are read"
        )
