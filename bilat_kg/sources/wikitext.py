"""MediaWiki wikitext to an article: its running text, its links with their offsets, its infobox.

Templates, references, tables, files and categories are left out; headings keep their ``==`` and list items their mark,
each on a line of its own, as in the plain text of a page.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import mwparserfromhell
from mwparserfromhell.nodes import (
    Argument,
    Comment,
    ExternalLink,
    Heading,
    HTMLEntity,
    Tag,
    Template,
    Text,
    Wikilink,
)
from mwparserfromhell.wikicode import Wikicode

from bilat_kg.errors import SourceError
from bilat_kg.model import Link
from bilat_kg.sources.page import Page

_SWITCH = re.compile(r"__[^\W\d_]+__")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Names:
    infobox: tuple[str, ...]
    title: frozenset[str]
    hidden_namespaces: frozenset[str]
    hidden_tags: frozenset[str]
    redirect: tuple[str, ...]
    shown_templates: dict[str, str]


@cache
def _names() -> _Names:
    file = Path(__file__).with_name("wikitext.toml")
    data = tomllib.loads(unicodedata.normalize("NFC", file.read_text(encoding="utf-8")))
    return _Names(
        infobox=tuple(data["infobox"]),
        title=frozenset(data["title"]),
        hidden_namespaces=frozenset(data["hidden_namespaces"]),
        hidden_tags=frozenset(data["hidden_tags"]),
        redirect=tuple(data["redirect"]),
        shown_templates=data["shown_templates"],
    )


class _Writer:
    """The text so far. White space is held back until something follows, so that what is left out leaves no gap."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.links: list[Link] = []
        self.length = 0
        self._gap = ""

    def write(self, text: str) -> None:
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


def parse(source: str, where: str) -> Page:
    """Read the wikitext of one page.

    Raises:
        SourceError: the page is a redirect.
    """
    names = _names()
    if source.lstrip().casefold().startswith(names.redirect):
        target = re.search(r"\[\[([^\[\]|]+)", source)
        raise SourceError(
            f"{where}: is a redirect{f' to {target[1].strip()!r}' if target else ''}; give the page that it leads to"
        )
    code = mwparserfromhell.parse(_SWITCH.sub("", source))
    writer = _Writer()
    infobox: list[tuple[str, str]] = []
    _walk(code, writer, infobox)
    text, links = _composed("".join(writer.parts), writer.links)
    title = next((value for key, value in infobox if key in names.title), None)
    return Page(text, links, tuple(infobox), title)


def _walk(code: Wikicode, writer: _Writer, infobox: list[tuple[str, str]]) -> None:
    """Write the text of parsed wikitext; the first infobox met fills ``infobox``."""
    names = _names()
    for node in code.nodes:
        match node:
            case Text():
                writer.write(node.value)
            case HTMLEntity():
                writer.write(_entity(node))
            case Heading():
                if words := _plain(node.title):
                    marks = "=" * node.level
                    writer.line()
                    writer.write(f"{marks} {words} {marks}")  # the line feed after a heading is in the source
            case Wikilink():
                _wikilink(node, writer)
            case ExternalLink():
                if node.title is not None:
                    _walk(node.title, writer, infobox)
                elif not node.brackets:
                    writer.write(str(node.url))
            case Template():
                name = _key(node.name)
                if name.startswith(names.infobox):
                    if not infobox:
                        infobox += [(_key(each.name), _plain(each.value)) for each in node.params]
                elif (shown := names.shown_templates.get(name)) and node.has(shown):
                    _walk(node.get(shown).value, writer, infobox)
            case Tag():
                _tag(node, writer, infobox)
            case Argument() | Comment():
                pass


def _tag(node: Tag, writer: _Writer, infobox: list[tuple[str, str]]) -> None:
    """Write a tag's contents, or its mark if it opens a list item."""
    tag = str(node.tag).strip().lower()
    if tag in {"li", "dt", "dd"} and not node.contents:
        # Marks of nested items follow each other as tags of their own (**): the line then holds the marks as written.
        writer.write(str(node.wiki_markup or ""))
    elif tag in {"br", "hr", "p", "div", "li", "ul", "ol", "blockquote"}:
        writer.line()
        if node.contents is not None:
            _walk(node.contents, writer, infobox)
            writer.line()
    elif tag not in _names().hidden_tags and node.contents is not None:
        _walk(node.contents, writer, infobox)


def _wikilink(node: Wikilink, writer: _Writer) -> None:
    """Write the words of a link and remember its target; files, categories and other languages show nothing."""
    title = _SPACE.sub(" ", str(node.title).replace("_", " ")).strip()
    namespace, colon, _ = title.partition(":")
    visible = title.startswith(":")
    if colon and not visible and namespace.strip().casefold() in _names().hidden_namespaces:
        return
    # A prefix of two or three small letters is the code of another Wikipedia.
    if colon and not visible and re.fullmatch(r"[a-z]{2,3}", namespace):
        return
    target = title.lstrip(":").partition("#")[0].strip()
    words = _plain(node.text) if node.text is not None else title.lstrip(":")
    if target:
        writer.link(words, target)
    else:
        writer.write(words)


def _entity(node: HTMLEntity) -> str:
    """The character that an entity stands for; a blank for any space, and for what is no character."""
    character: str = node.normalize()
    return " " if unicodedata.category(character) in {"Zs", "Zl", "Zp", "Cc", "Cs", "Cn", "Co"} else character


def _plain(code: Wikicode) -> str:
    """The text of parsed wikitext on one line."""
    writer = _Writer()
    _walk(code, writer, [("", "")])
    return _SPACE.sub(" ", "".join(writer.parts))


def _key(code: Wikicode) -> str:
    """A name of a template or parameter, as it is compared: without markup, in lower case, blanks for underscores."""
    return _SPACE.sub(" ", str(code.strip_code()).replace("_", " ")).strip().casefold()


def _composed(text: str, links: list[Link]) -> tuple[str, tuple[Link, ...]]:
    """The text in NFC: where markup stood between a letter and its sign, taking it out can bring the two together."""
    if unicodedata.is_normalized("NFC", text):
        return text, tuple(links)

    def moved(offset: int) -> int:
        return len(unicodedata.normalize("NFC", text[:offset]))

    return unicodedata.normalize("NFC", text), tuple(Link(moved(x.start), moved(x.end), x.target) for x in links)
