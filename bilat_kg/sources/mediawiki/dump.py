"""MediaWiki XML dumps: the file is cut into pages by their tags, and each page is parsed by itself.

A parser of the whole file stops where its XML breaks, and the pages behind are lost. Here a broken page is refused by
its title, and the next ``<page>`` begins anew; nothing but one page is ever held. No DOCTYPE is read, so there are no
entities but XML's own five.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from xml.parsers import expat

from bilat_kg.errors import SourceError
from bilat_kg.sources import choosing
from bilat_kg.sources.languages import check_language
from bilat_kg.sources.limits import MAX_BYTES, shown
from bilat_kg.sources.mediawiki.wiki import Wiki, page_title
from bilat_kg.sources.page import Page
from bilat_kg.sources.reader import Reader
from bilat_kg.sources.records import Notes, Record

NAME = "page of a dump"

_BEGIN, _END, _CLOSE = b"<page>", b"</page>", b"</mediawiki>"
# Escaping makes five bytes of one, and there is more to a page than its text.
_MAX_PAGE = 2 * MAX_BYTES
_MAX_HEAD = 1 << 20
_SAMPLE = 4_096
_TITLE = re.compile(rb"<title>([^<]{1,1024})</title>")
_REVISION = re.compile(rb"<revision>\s*<id>(\d{1,20})</id>")
_DEPTH = 20
_FIELDS = frozenset(
    {
        "title",
        "ns",
        "redirect",
        "revision/id",
        "revision/timestamp",
        "revision/model",
        "revision/format",
        "revision/text",
    }
)


def fits(head: bytes) -> bool:
    """Whether a file that begins so is a dump, or pages cut out of one."""
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:14].lower() == b"<!doctype html":
        return False
    return head.startswith((b"<mediawiki", _BEGIN)) or (head.startswith((b"<?xml", b"<!")) and b"<mediawiki" in head)


@dataclass(slots=True)
class _Cutter:
    """Takes the bytes of a dump and gives its pages, each with its place, or what is wrong at that place."""

    buffer: bytes = b""
    start: int = 0  # the place of the buffer in the uncompressed file
    lost: bytes = b""  # the beginning of what is not a page
    lost_at: int = 0
    skipping: bool = False  # inside a page that is too large

    def add(self, chunk: bytes) -> Iterator[tuple[int, bytes, str | None]]:
        """The pages that ``chunk`` completes: place, bytes and, of what is no whole page, what is wrong with it."""
        self.buffer += chunk
        at = 0
        while True:
            if self.skipping:
                at = self._skip(at)
                if self.skipping:
                    break
            begin = self.buffer.find(_BEGIN, at)
            if begin < 0:
                keep = max(at, len(self.buffer) - len(_BEGIN))
                self._lose(at, keep)
                at = keep
                break
            self._lose(at, begin)
            yield from self.told()
            end = self.buffer.find(_END, begin)
            following = self.buffer.find(_BEGIN, begin + 1, None if end < 0 else end)
            if following >= 0:
                yield self.start + begin, self.buffer[begin : begin + _SAMPLE], "breaks off before the next page begins"
                at = following
                continue
            if (len(self.buffer) if end < 0 else end) - begin > _MAX_PAGE:
                yield self.start + begin, self.buffer[begin : begin + _SAMPLE], f"is larger than {_MAX_PAGE:,} bytes"
                self.skipping, at = True, begin + len(_BEGIN)
                continue
            if end < 0:
                at = begin
                break
            at = end + len(_END)
            yield self.start + begin, self.buffer[begin:at], None
        self.buffer, self.start = self.buffer[at:], self.start + at

    def _skip(self, at: int) -> int:
        """Step to the end of a page that is too large, or to the beginning of the next."""
        places = [place for place in (self.buffer.find(_END, at), self.buffer.find(_BEGIN, at)) if place >= 0]
        if not places:
            return max(at, len(self.buffer) - len(_END))
        self.skipping = False
        return min(places) + (len(_END) if self.buffer.startswith(_END, min(places)) else 0)

    def _lose(self, begin: int, end: int) -> None:
        """Note what stands outside of pages, where it is more than blanks."""
        if len(self.lost) < _SAMPLE and (text := self.buffer[begin : min(end, begin + _SAMPLE)]):
            if not self.lost.strip():
                self.lost, self.lost_at = b"", self.start + begin
            self.lost += text

    def close(self) -> Iterator[tuple[int, bytes, str]]:
        """What is left where the file ends, and is no whole page."""
        if self.buffer.startswith(_BEGIN):
            yield self.start, self.buffer[:_SAMPLE], "breaks off where the file ends"
        elif not self.skipping:
            self._lose(0, len(self.buffer))
        yield from self.told()

    def told(self) -> Iterator[tuple[int, bytes, str]]:
        """What stood outside of pages up to here."""
        text, self.lost = self.lost, b""
        if _CLOSE in text:
            text = text.replace(_CLOSE, b"")
        if text.strip():
            yield self.lost_at, text, "holds something that is no page"


def split(reader: Reader, notes: Notes) -> Iterator[Record]:
    """The pages of a dump that are about two countries; all others are counted in ``notes``.

    Raises:
        SourceError: a DOCTYPE, a wiki in a language that is not read, or a source that cannot be uncompressed.
    """
    cutter, wiki, chunks = _Cutter(), Wiki(), iter(reader)
    whole = not reader.head().removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_BEGIN)
    if whole:
        wiki, cutter.start, rest = _site(reader)
        chunks = chain([rest], reader)
    tail = b""
    for chunk in chunks:
        tail = (tail + chunk)[-_SAMPLE:]
        for place in cutter.add(chunk):
            yield from _record(*place, wiki, reader, notes)
    for place in cutter.close():
        _refuse(*place, reader, notes)
        whole = False
    for damage in reader.damages:
        notes.refuse(reader.where, damage)
    if whole and not reader.damages and _CLOSE not in tail:
        notes.refuse(reader.where, "ends without </mediawiki>, so that pages are missing; fetch the file again")


def _site(reader: Reader) -> tuple[Wiki, int, bytes]:
    """What the beginning of a dump says of its wiki, how long that is, and the bytes behind it."""
    head = b""
    for chunk in reader:
        head += chunk
        if b"</siteinfo>" in head or _BEGIN in head or len(head) > _MAX_HEAD:
            break
    end = head.find(b"</siteinfo>")
    end = end + len(b"</siteinfo>") if end >= 0 else head.find(_BEGIN)
    if end < 0:
        end = head.find(b">", head.find(b"<mediawiki")) + 1
    site, rest = head[:end], head[end:]
    if b"<!DOCTYPE" in site or b"<!ENTITY" in site:
        raise SourceError(
            f"{reader.where}: declares a DOCTYPE, as no dump of MediaWiki does; take it out, entities are not read"
        )
    base = re.search(rb"<base>([^<]{1,2048})</base>", site)
    lang = re.search(rb"<mediawiki[^<>]*\sxml:lang=\"([a-z-]{2,20})\"", site)
    code = lang[1].decode() if lang else None
    check_language(code, reader.where)
    return Wiki.at(base[1].decode("utf-8", "replace") if base else None, code), end, rest


def _record(at: int, page: bytes, wrong: str | None, wiki: Wiki, reader: Reader, notes: Notes) -> Iterator[Record]:
    """The record of a page, where it is about two countries."""
    if wrong:
        _refuse(at, page, wrong, reader, notes)
        return
    cut = page.find(b"<revision>")
    try:
        if cut < 0:
            raise SourceError("has no revision")
        head = _fields(page[:cut] + _END)
        title = page_title(head.get("title", ""))
        if title is None:
            raise SourceError("has no title that MediaWiki would allow")
        if not re.fullmatch(r"-?\d{1,6}", head.get("ns", "0")):
            raise SourceError("has no number for its namespace")
    except SourceError as error:
        _refuse(at, page, str(error), reader, notes)
        return
    if head.get("ns", "0") != "0":
        notes.pages_passed[choosing.NOT_ARTICLES] += 1
        return
    text = page.decode("utf-8", "replace")
    begin = text.find("<text")
    body = text[text.find(">", begin) + 1 :] if begin >= 0 else ""
    if "redirect" in head or choosing.redirects(body):
        notes.pages_passed[choosing.REDIRECT] += 1
        return
    choice = choosing.choose(title, body, wiki.lang)
    if not choice.chosen:
        notes.pages_passed[choice.by] += 1
        return
    notes.pages_chosen[choice.by] += 1
    try:
        text = page.decode()
    except UnicodeDecodeError as error:
        wrong = f"byte {at + error.start:,} (0x{page[error.start]:02X}) is not valid UTF-8"
        _refuse(at, page, wrong, reader, notes)
        return
    revision = _REVISION.match(page, page.rfind(b"<revision>"))  # of several, the text of the last is read
    yield wiki.record(
        f"{reader.where}, page {shown(title)}", title, NAME, text, revision=revision[1].decode() if revision else None
    )


def _refuse(at: int, page: bytes, wrong: str, reader: Reader, notes: Notes) -> None:
    title = _TITLE.search(page)
    name = shown(title[1].decode("utf-8", "backslashreplace").strip()) if title else f"at byte {at:,}"
    place = "" if wrong.startswith("byte ") else f" at byte {at:,}" if title else ""
    notes.refuse(f"{reader.where}, page {name}", f"{wrong}{place}; fetch the file again")


def parse(record: Record) -> Page:
    """Read a page of a dump: its XML, then its wikitext.

    Raises:
        SourceError: XML that is not well-formed, a page without text, or a text that is not what its digest says.
    """
    try:
        fields = _fields(record.text.encode())
    except SourceError as error:
        raise SourceError(f"{record.where}: {error}; fetch the file again") from None
    model = fields.get("revision/model", "wikitext")
    if model != "wikitext":
        raise SourceError(f"{record.where}: is {shown(model[:40])} and no wikitext; leave it out")
    text = fields.get("revision/text")
    if text is None or not text.strip():
        raise SourceError(f"{record.where}: has no text; fetch the file again")
    digest = fields.get("@sha1")
    if digest and digest not in {_base36(text), _base16(text)}:
        raise SourceError(f"{record.where}: its text is not the one that its SHA-1 says; fetch the file again")
    from bilat_kg.sources.mediawiki import wikitext  # imports a parser that the build itself need not pay for

    return wikitext.parse(text, record.where)


def _base36(text: str) -> str:
    """The SHA-1 of a text as dumps write it: 31 digits to the base of 36."""
    number, digits = int.from_bytes(hashlib.sha1(text.encode(), usedforsecurity=False).digest(), "big"), ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits.rjust(31, "0")


def _base16(text: str) -> str:
    return base64.b16encode(hashlib.sha1(text.encode(), usedforsecurity=False).digest()).decode().lower()


@dataclass(slots=True)
class _Collector:
    """The fields of one page as expat finds them; of several revisions the last."""

    path: list[str] = field(default_factory=list)
    found: dict[str, str] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if "/".join(self.path[1:]) in _FIELDS:
            raise SourceError(f"has markup in its <{self.path[-1]}> that is not escaped")
        self.path.append(name)
        if len(self.path) > _DEPTH:
            raise SourceError("nests its XML deeper than any page")
        here = "/".join(self.path[1:])
        if here == "revision":
            for key in [key for key in self.found if key.startswith(("revision/", "@"))]:
                del self.found[key]
        elif here == "redirect":
            self.found["redirect"] = attributes.get("title", "")
        elif here == "revision/text":
            self.found["@sha1"] = attributes.get("sha1", "")
        self.parts.clear()

    def end(self, name: str) -> None:
        here = "/".join(self.path[1:])
        if here in _FIELDS and here != "redirect":
            if here in self.found:
                raise SourceError(f"has two of {name}")
            self.found[here] = "".join(self.parts)
        self.path.pop()
        self.parts.clear()


def _fields(page: bytes) -> dict[str, str]:
    """The fields of a page by their path in it.

    Raises:
        SourceError: XML that is not well-formed; what is wrong, without where.
    """
    parser, collector = expat.ParserCreate("utf-8"), _Collector()
    parser.buffer_text = True
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.parts.append
    try:
        parser.Parse(page, True)
    except expat.ExpatError as error:
        reason = expat.errors.messages.get(error.code, "unknown")
        raise SourceError(f"its XML is broken in line {error.lineno} of the page ({reason})") from None
    return collector.found
