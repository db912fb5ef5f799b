"""The formats of articles: how each is told, cut into records by the build, and parsed by its workers.

A format is one value in ``FORMATS``. What it imports for parsing it imports late: the build itself parses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bilat_kg.errors import SourceError
from bilat_kg.sources.decode import decode
from bilat_kg.sources.limits import MAX_BYTES, MAX_HTML
from bilat_kg.sources.mediawiki import api, dump, enterprise, html
from bilat_kg.sources.page import Page
from bilat_kg.sources.reader import Reader
from bilat_kg.sources.records import Notes, Record

TEXT, WIKITEXT = "text", "wikitext"
_WIKI_SUFFIXES = (".wiki", ".wikitext", ".mediawiki")
_HINT = re.compile(r"\.([a-z]{2,3})\.[^.]+$")

# What only wikitext holds. Plain text that was cut from a page keeps == and ''' at times, so that these tell nothing.
_MARKUP = re.compile(r"\[\[[^\[\]\n]+\]\]|\{\{[^{}]+\}\}|<ref[\s>/]|^\{\|", re.MULTILINE)
_MARKS = ("[[", "{{", "<ref", "{|")  # one of which all of that begins with
# Formats that are text, but not the text of an article.
_FOREIGN = (
    (re.compile(r"\s*<\?xml\b|\s*<!DOCTYPE\b"), "XML"),
    (re.compile(r'\s*(?:\{\s*"|\[\s*[\{"])'), "JSON"),
    (re.compile(r"\d+:\d+:\S.*\n(?:\d+:\d+:\S.*(?:\n|$))+"), "the index of a multistream dump"),
)


@dataclass(frozen=True, slots=True)
class File:
    """A file being read: its name as an article's, its file name, and its bytes."""

    name: str
    file_name: str
    bytes: Reader

    @property
    def where(self) -> str:
        """Its path, for messages."""
        return self.bytes.where

    def article(self, notes: Notes, format_: str, most: int = MAX_BYTES) -> Record:
        """The one record of a file that is one article; a text that had to be normalised is remarked on.

        The code that the file's name holds before its suffix (``mys-omn.bn.txt``) is taken for its language's.

        Raises:
            SourceError: more than ``most`` bytes, nothing but blanks, or no UTF-8.
        """
        text, changed = decode(self.bytes.whole(most), self.where)
        if changed:
            notes.remarks.append(
                f"{self.where}: was not in Unicode's normal form C; offsets count in the normalised text"
            )
        hint = _HINT.search(self.file_name)
        return Record(self.name, self.where, format_, text, hint[1] if hint else None)


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files: ``fits`` tells it by the first bytes, ``split`` gives the records.

    ``suffixes``: what files of this format are called in folders. ``split`` runs in the build itself and has to be
    quick; it refuses single records in the notes and raises ``SourceError`` for what ends the file.
    """

    name: str
    suffixes: tuple[str, ...]
    fits: Callable[[bytes], bool]
    split: Callable[[File, Notes], Iterator[Record]]


def _dump(file: File, notes: Notes) -> Iterator[Record]:
    return dump.split(file.bytes, notes)


def _html(file: File, notes: Notes) -> Iterator[Record]:
    yield file.article(notes, html.NAME, MAX_HTML)


def _enterprise(file: File, notes: Notes) -> Iterator[Record]:
    return enterprise.split(file.bytes, notes)


def _answer(file: File, notes: Notes) -> Iterator[Record]:
    return api.split(file.bytes, notes)


def _text(file: File, notes: Notes) -> Iterator[Record]:
    """Plain text, or wikitext by its suffix or by what stands in it."""
    record = file.article(notes, TEXT)
    for pattern, kind in _FOREIGN:
        if pattern.match(record.text):
            raise SourceError(f"{file.where}: looks like {kind}, which is not read; give {GIVE}")
    marked = any(mark in record.text for mark in _MARKS) and _MARKUP.search(record.text)
    if marked or file.file_name.lower().endswith(_WIKI_SUFFIXES):
        record = Record(record.name, record.where, WIKITEXT, record.text, record.lang)
    yield record


def _parse_wikitext(record: Record) -> Page:
    from bilat_kg.sources.mediawiki import wikitext

    return wikitext.parse(record.text, record.where)


def _parse_text(record: Record) -> Page:
    return Page(record.text)


GIVE = "plain text, wikitext, HTML, a MediaWiki dump or JSON of its API"

FORMATS = (
    Format("MediaWiki dump", (".xml",), dump.fits, _dump),
    Format("HTML", (".html", ".htm"), html.fits, _html),
    Format("Wikimedia Enterprise", (".ndjson",), enterprise.fits, _enterprise),
    Format("MediaWiki API", (".json",), api.fits, _answer),
    Format("text", (".txt", *_WIKI_SUFFIXES), lambda _: True, _text),
)
"""Every format of files, in the order in which they are tried: the first that fits is taken, and text fits all."""

PARSERS: Mapping[str, Callable[[Record], Page]] = {
    TEXT: _parse_text,
    WIKITEXT: _parse_wikitext,
    html.NAME: html.parse,
    dump.NAME: dump.parse,
}
"""What reads a record's text, by its format; it runs in a worker and raises ``SourceError`` for its record."""
