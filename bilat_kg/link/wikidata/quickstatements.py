"""QuickStatements, version 1: commands that an editor of Wikidata may look at and run, written as OpenRefine does.

One command a line, its parts parted by tabs. Nothing can be escaped, so that what holds a quotation mark, a tab or a
line end cannot be said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bilat_kg.link.wikidata.claims import Claim, Time
from bilat_kg.model import PartialDate

Reference = Sequence[tuple[str, str]]
"""The parts of one reference, as (property, value in the syntax of QuickStatements)."""

LONGEST_TEXT = 400
"""Characters that a text of Wikidata may have wherever its software runs."""
LAST = "LAST"
_PRECISION = {4: 9, 7: 10, 10: 11}  # by the length of a partial date: year, month, day


class InexpressibleError(ValueError):
    """A value that QuickStatements has no way to write; ``str(error)`` says why."""


def string(text: str) -> str:
    """A string in quotation marks; ``InexpressibleError`` where it cannot be written."""
    if '"' in text:
        raise InexpressibleError("it holds a quotation mark")
    if any(sign in text for sign in "\t\r\n"):
        raise InexpressibleError("it holds a tab or a line end")
    if "/*" in text:
        raise InexpressibleError("it holds /*, which begins a comment")
    if not text.strip() or len(text) > LONGEST_TEXT:
        raise InexpressibleError(f"it is empty or longer than {LONGEST_TEXT} characters")
    return f'"{text}"'


def monolingual(lang: str, text: str) -> str:
    """A text in a language, such as ``bn:"…"``."""
    return f"{lang}:{string(text)}"


def time(value: Time) -> str:
    """A time with its precision: 9 a year, 10 a month, 11 a day. A span of years cannot be written."""
    if not isinstance(value, PartialDate):
        raise InexpressibleError("it is a span of time")
    year, month, day = (*value.iso.split("-"), "00", "00")[:3]
    return f"+{year}-{month}-{day}T00:00:00Z/{_PRECISION[len(value.iso)]}"


def value(of: str | Time) -> str:
    """An item or a time."""
    return of if isinstance(of, str) else time(of)


def create(labels: Iterable[tuple[str, str]], descriptions: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A new item with its labels and descriptions by language; ``LAST`` names it in what follows."""
    yield "CREATE"
    for letter, texts in (("L", labels), ("D", descriptions)):
        for lang, text in texts:
            yield f"{LAST}\t{letter}{lang}\t{string(text)}"


def statement(item: str, claim: Claim, references: Sequence[Reference]) -> Iterator[str]:
    """A claim of an item with its qualifiers: a command for each reference, for a command takes but one."""
    parts = [item, claim.property, value(claim.value)]
    for name, qualified in claim.qualifiers:
        parts += [name, value(qualified)]
    for reference in references:
        yield "\t".join([*parts, *(part for name, text in reference for part in (name.replace("P", "S"), text))])
