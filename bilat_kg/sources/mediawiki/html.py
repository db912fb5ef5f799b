"""HTML of MediaWiki to an article: a page saved from a browser, or what Parsoid makes (REST API, Enterprise).

It is read as a stream of tags, and no tree is built, so that no nesting is too deep. The text comes out as that of
wikitext does: headings with their ``==``, list items with their mark, each on a line of its own.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from urllib.parse import unquote

from bilat_kg.sources.limits import check_json, check_links
from bilat_kg.sources.mediawiki.markup import names
from bilat_kg.sources.mediawiki.wiki import Wiki, page_title
from bilat_kg.sources.mediawiki.writer import Writer
from bilat_kg.sources.page import Page
from bilat_kg.sources.records import Record

NAME = "HTML"

_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
_LINES = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "footer",
    "form", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "ul",
})  # fmt: skip
_NO_TEXT = frozenset({
    "audio", "button", "canvas", "figure", "head", "iframe", "map", "math", "noscript", "object", "script", "select",
    "style", "svg", "table", "template", "textarea", "title", "video",
})  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LIST_DEPTH = 20  # marks before an item; a hostile page nests lists without end
# Where the text of a page stands, the surest first.
_PLACES = ('class="mw-parser-output', "mw-parser-output", 'id="mw-content-text"', "<main", "<article", "<body")
_REVISION = re.compile(r'"wgRevisionId":\s*(\d{1,20})|[?&;]oldid=(\d{1,20})|/revision/(\d{1,20})"')


def fits(head: bytes) -> bool:
    """Whether a file that begins so is HTML."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:2_000].lower()
    return start.startswith((b"<!doctype html", b"<html")) or (
        start.startswith((b"<?xml", b"<!--")) and b"<html" in start
    )


def parse(record: Record) -> Page:
    """Read the HTML of one page.

    Raises:
        SourceError: more links than are read.
    """
    check_links(record.text.count("<a "), record.where)
    reader = _Reader(record.text)
    reader.feed(record.text)
    reader.close()
    title = page_title(reader.title) or None
    page = reader.writer.page(reader.infobox, record.title or title)
    wiki = Wiki.at(reader.canonical, reader.lang, reader.licence)
    found = _REVISION.search(record.text)
    revision = next(filter(None, found.groups()), None) if found else None
    address = title or page.title
    return Page(
        page.text,
        page.links,
        page.infobox,
        page.body,
        page.title,
        wiki.lang,
        wiki.permalink(address, revision) if address else None,
        revision,
        wiki.licence,
    )


class _Reader(HTMLParser):
    """Writes the text of a page as its tags go by."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.writer = Writer()
        self.title = ""
        self.lang: str | None = None
        self.canonical: str | None = None
        self.licence: str | None = None
        self.infobox: list[tuple[str, str]] = []
        self._place = next((place for place in _PLACES if place in text), None)
        self._inside = self._place is None
        self._ended = False
        self._container: str | None = None  # the element that holds the text, and how many of its name are open
        self._depth = 0
        self._hidden: list[str] = []  # the element that hides, and those of its name inside it
        self._lists: list[str] = []
        self._heading: list[str] | None = None
        self._link: tuple[str, list[str]] | None = None
        self._in_title = False
        self._table: _Rows | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._metadata(tag, given)
        if not self._inside and not self._ended and self._begins(tag, given):
            self._inside, self._container = True, tag
        if self._inside and tag == self._container:
            self._depth += 1
        if "data-mw" in given and not self.infobox:
            self.infobox = _template(given["data-mw"])
        if self._hidden:
            if tag == self._hidden[0] and tag not in _VOID:
                self._hidden.append(tag)
            if self._table is not None:
                self._table.start(tag)
            return
        classes = set(given.get("class", "").split())
        hides = (
            tag in _NO_TEXT
            or not classes.isdisjoint(names().hidden_classes)
            or "display:none" in given.get("style", "").replace(" ", "")
        )
        if hides and tag not in _VOID:
            self._hidden.append(tag)
            if tag == "table" and "infobox" in classes and not self.infobox:
                self._table = _Rows()
            return
        if not self._inside:
            return
        if tag in _HEADINGS:
            self.writer.line()
            self._heading = []
        elif tag in {"ul", "ol"}:
            self._lists.append("*" if tag == "ul" else "#")
            self.writer.line()
        elif tag == "li":
            self.writer.line()
            self._write("".join(self._lists[-_LIST_DEPTH:]) or "*")
            self._write(" ")
        elif tag == "br" or tag in _LINES:
            self._gap(tag)
        elif tag == "a":
            self._end_link()
            target = _target(given)
            if target is not None:
                self._link = target, []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if self._inside and tag == self._container:
            self._depth -= 1
            if not self._depth:
                self._end_link()
                self._inside, self._ended = False, True
        if self._hidden:
            if self._table is not None:
                self._table.end(tag)
            if tag == self._hidden[0]:
                self._hidden.pop()
                if not self._hidden and self._table is not None:
                    self.infobox, self._table = self._table.fields(), None
            return
        if tag in _HEADINGS and self._heading is not None:
            words, marks = " ".join("".join(self._heading).split()), "=" * _HEADINGS[tag]
            self._heading = None
            if words:
                self.writer.write(f"{marks} {words} {marks}")
            self.writer.line()
        elif tag == "a":
            self._end_link()
        elif tag in {"ul", "ol"}:
            if self._lists:
                self._lists.pop()
            self.writer.line()
        elif tag in _LINES or tag == "li":
            self._gap(tag)

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        if self._table is not None:
            self._table.data(data)
        if self._inside and not self._hidden:
            self._write(data)

    def close(self) -> None:
        super().close()
        self._end_link()

    def _write(self, words: str) -> None:
        words = re.sub(r"\s+", " ", words)
        if self._heading is not None:
            self._heading.append(words)
        elif self._link is not None:
            self._link[1].append(words)
        elif words != " ":
            self.writer.write(words)
        else:
            self.writer.space(words)

    def _gap(self, tag: str) -> None:
        """A line of its own; a paragraph has an empty one before it."""
        self._end_link()
        self.writer.line()
        if tag == "p" and not self._lists:
            self.writer.space("\n")

    def _end_link(self) -> None:
        if self._link is not None:
            (target, words), self._link = self._link, None
            self.writer.link("".join(words), target)

    def _begins(self, tag: str, given: dict[str, str]) -> bool:
        """Whether the text of the page begins with this element."""
        place = self._place or ""
        if place.startswith("<"):
            return tag == place[1:]
        if place.startswith("id="):
            return given.get("id") == "mw-content-text"
        return "mw-parser-output" in given.get("class", "").split()

    def _metadata(self, tag: str, given: dict[str, str]) -> None:
        """What the head of a page says of it."""
        relation = given.get("rel", "").lower().split()
        if tag == "html":
            self.lang = given.get("lang") or None
        elif tag == "title":
            self._in_title = not self.title
        elif tag == "link" and ({"canonical", "dc:isversionof"} & set(relation)):
            self.canonical = self.canonical or given.get("href")
            if "/wiki/" in given.get("href", ""):
                self.title = unquote(given["href"].partition("/wiki/")[2].partition("?")[0].partition("#")[0])
        elif "license" in relation and given.get("href"):
            self.licence = self.licence or given["href"]


class _Rows:
    """The rows of an infobox that was made into a table: what heads a row names the cells after it."""

    def __init__(self) -> None:
        self._rows: list[list[tuple[str, list[str]]]] = []
        self._off = 0

    def start(self, tag: str) -> None:
        if tag == "tr":
            self._rows.append([])
        elif tag in {"th", "td"}:
            if not self._rows:
                self._rows.append([])
            self._rows[-1].append((tag, []))
        elif tag in {"style", "script", "sup"}:
            self._off += 1
        elif tag in {"br", "li", "p", "div"}:
            self.data(" ")

    def end(self, tag: str) -> None:
        if tag in {"style", "script", "sup"} and self._off:
            self._off -= 1

    def data(self, words: str) -> None:
        if self._rows and self._rows[-1] and not self._off:
            self._rows[-1][-1][1].append(words)

    def fields(self) -> list[tuple[str, str]]:
        """Names and values; of several cells under one head, each has its number."""
        found: list[tuple[str, str]] = []
        heading = ""
        for row in self._rows:
            cells = [(tag, " ".join("".join(words).split())) for tag, words in row]
            heads = [words for tag, words in cells if tag == "th" and words]
            values = [words for tag, words in cells if tag == "td"]
            if heads:
                heading = heads[-1]
            for number, value in enumerate(values, 1):
                if value and heading:
                    found.append((heading if len(values) == 1 else f"{heading} {number}", value))
        return found


def _target(given: dict[str, str]) -> str | None:
    """The title that a link leads to; ``None`` for one that leads out of the wiki, or to no article."""
    address = given.get("href", "")
    if "extiw" in given.get("class", "") or "mw:WikiLink/Interwiki" in given.get("rel", ""):
        return None
    found = re.match(r"(?:\./|/wiki/|(?:https?:)?//[^/]+\.(?:m\.)?wikipedia\.org/wiki/)([^?#]+)", address)
    title = page_title(unquote(found[1])) if found else None
    namespace, colon, _ = (title or "").partition(":")
    return None if colon and namespace.strip().casefold() in names().hidden_namespaces else title


def _template(data: str) -> list[tuple[str, str]]:
    """The fields of the infobox that Parsoid tells of, as wikitext has them."""
    try:
        check_json(data.encode())
        parts = json.loads(data).get("parts", [])
        for part in parts:
            template = part.get("template", {}) if isinstance(part, dict) else {}
            name = " ".join(template.get("target", {}).get("wt", "").replace("_", " ").split()).casefold()
            if name.startswith(names().infobox):
                from bilat_kg.sources.mediawiki import wikitext

                params = template.get("params", {})
                return [(key.strip().casefold(), wikitext.plain(value.get("wt", ""))) for key, value in params.items()]
    except (ValueError, AttributeError, TypeError, RecursionError):
        pass  # no data of Parsoid's: the table is read as it is shown
    return []
