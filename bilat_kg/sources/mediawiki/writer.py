"""The text of a page as it is written: white space in order, links with their places, the infobox behind."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bilat_kg.model import Field, Link
from bilat_kg.normal_form import is_nfc, nfc
from bilat_kg.sources.mediawiki.markup import names
from bilat_kg.sources.page import Page


class Writer:
    """The text so far. White space is held back until something follows, so that what is left out leaves no gap."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.links: list[Link] = []
        self.length = 0
        self._gap = ""

    def write(self, text: str) -> None:
        """Words and the white space between them."""
        for piece in re.findall(r"\s+|\S+", text):
            if piece.isspace():
                self.space(piece)
            else:
                self._put(self._gap)
                self._gap = ""
                self._put(piece)

    def space(self, white: str) -> None:
        """White space: two line feeds at most, a single blank at most, none at the start."""
        if not self.length:
            return
        lines = min(2, (self._gap + white).count("\n"))
        self._gap = "\n" * lines or (self._gap or white)[0]

    def line(self) -> None:
        """What follows stands on a line of its own."""
        if "\n" not in self._gap:
            self.space("\n")

    def link(self, words: str, target: str) -> None:
        """Words that lead to the page ``target``; blanks at their ends belong to no link."""
        self.write(words[: len(words) - len(words.lstrip())])
        inner = words.strip()
        if not inner:
            return
        self._put(self._gap)
        self._gap = ""
        start = self.length
        self.write(inner)
        self.links.append(Link(start, self.length, target))
        self.write(words[len(words.rstrip()) :])

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def page(self, infobox: Iterable[tuple[str, str]] = (), title: str | None = None) -> Page:
        """The page as written, in NFC; the fields of ``infobox`` (name and value) that say something stand behind."""
        text, links = _composed("".join(self.parts), self.links)
        body = len(text)
        fields: list[Field] = []
        for name, value in infobox:
            name, value = (" ".join(nfc(each).split()) for each in (name, value))
            if name and value:
                gap, line = "\n" if fields else "\n\n", f"{name} = {value}"
                start = len(text) + len(gap)
                text += gap + line
                fields.append(Field(name, value, start, start + len(line)))
        title = title or next((each.value for each in fields if each.name in names().title), None)
        return Page(text, links, tuple(fields), body if fields else None, title)


def _composed(text: str, links: list[Link]) -> tuple[str, tuple[Link, ...]]:
    """The text in NFC: where markup stood between a letter and its sign, taking it out can bring the two together."""
    if is_nfc(text):
        return text, tuple(links)
    moved: dict[int, int] = {}
    source = target = 0
    for offset in sorted({place for link in links for place in (link.start, link.end)}):
        # Nothing composes with a blank, so that one can count on from there.
        blank = max(text.rfind(" ", source, offset), text.rfind("\n", source, offset), source)
        target += len(nfc(text[source:blank]))
        source = blank
        moved[offset] = target + len(nfc(text[source:offset]))
    return nfc(text), tuple(Link(moved[x.start], moved[x.end], x.target) for x in links)
