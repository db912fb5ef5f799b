"""MediaWiki wikitext to an article: its running text, its links with their offsets, its infobox.

Templates, references, tables, files and categories are left out; headings keep their ``==`` and list items their mark,
each on a line of its own, as in the plain text of a page.
"""

from __future__ import annotations

import re
import unicodedata

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
from bilat_kg.sources.choosing import disambiguates
from bilat_kg.sources.limits import check_markup
from bilat_kg.sources.mediawiki.markup import names
from bilat_kg.sources.mediawiki.writer import Writer
from bilat_kg.sources.page import Page
from bilat_kg.sources.records import Record

_SWITCH = re.compile(r"__[^\W\d_]+__")
_SPACE = re.compile(r"\s+")


def read(record: Record) -> Page:
    """Read the wikitext of a record.

    Raises:
        SourceError: the page is a redirect or only lists others of its name; markup beyond the limits.
    """
    return parse(record.text, record.where)


def parse(source: str, where: str) -> Page:
    """Read the wikitext of one page.

    Raises:
        SourceError: the page is a redirect or only lists others of its name; markup beyond the limits.
    """
    known = names()
    if source.lstrip().casefold().startswith(known.redirect):
        target = re.search(r"\[\[([^\[\]|]+)", source)
        raise SourceError(
            f"{where}: is a redirect{f' to {target[1].strip()!r}' if target else ''}; give the page that it leads to"
        )
    if disambiguates(source):
        raise SourceError(f"{where}: only lists pages of one name; give the page that is meant")
    check_markup(source, where)
    writer = Writer()
    infobox: list[tuple[str, str]] = []
    _walk(mwparserfromhell.parse(_SWITCH.sub("", source)), writer, infobox)
    return writer.page(infobox)


def plain(source: str) -> str:
    """The text of a piece of wikitext on one line."""
    return _plain(mwparserfromhell.parse(source))


def _walk(code: Wikicode, writer: Writer, infobox: list[tuple[str, str]]) -> None:
    """Write the text of parsed wikitext; the first infobox met fills ``infobox``."""
    known = names()
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
                if name.startswith(known.infobox):
                    if not infobox:
                        infobox += [(_key(each.name), _plain(each.value)) for each in node.params]
                elif (shown := known.shown_templates.get(name)) and node.has(shown):
                    _walk(node.get(shown).value, writer, infobox)
            case Tag():
                _tag(node, writer, infobox)
            case Argument() | Comment():
                pass


def _tag(node: Tag, writer: Writer, infobox: list[tuple[str, str]]) -> None:
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
    elif tag not in names().hidden_tags and node.contents is not None:
        _walk(node.contents, writer, infobox)


def _wikilink(node: Wikilink, writer: Writer) -> None:
    """Write the words of a link and remember its target; files, categories and other languages show nothing."""
    title = _SPACE.sub(" ", str(node.title).replace("_", " ")).strip()
    namespace, colon, _ = title.partition(":")
    visible = title.startswith(":")
    if colon and not visible and namespace.strip().casefold() in names().hidden_namespaces:
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
    writer = Writer()
    _walk(code, writer, [("", "")])
    return _SPACE.sub(" ", "".join(writer.parts))


def _key(code: Wikicode) -> str:
    """A name of a template or parameter, as it is compared: without markup, in lower case, blanks for underscores."""
    return _SPACE.sub(" ", str(code.strip_code()).replace("_", " ")).strip().casefold()
