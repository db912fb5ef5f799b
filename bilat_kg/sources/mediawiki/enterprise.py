"""Snapshots of Wikimedia Enterprise: one JSON object a line, each a page with its HTML, its wikitext or both."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bilat_kg.errors import SourceError
from bilat_kg.sources import choosing
from bilat_kg.sources.languages import check_language
from bilat_kg.sources.limits import MAX_ANSWER, check_json, shown
from bilat_kg.sources.mediawiki import html
from bilat_kg.sources.mediawiki.wiki import Wiki, page_title
from bilat_kg.sources.reader import Reader
from bilat_kg.sources.records import Notes, Record


def fits(head: bytes) -> bool:
    """Whether a file that begins so is such a snapshot."""
    line = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
    return line.startswith(b"{") and (
        b'"article_body"' in head or (b'"in_language"' in line and b'"identifier"' in line)
    )


def split(reader: Reader, notes: Notes) -> Iterator[Record]:
    """The pages about two countries; all others are counted in ``notes``, broken lines refused by their number."""
    for number, line in reader.lines(MAX_ANSWER):
        where = f"{reader.where}, line {number}"
        if line is None:
            notes.refuse(where, f"is longer than {MAX_ANSWER:,} bytes; leave it out")
        elif line.strip():
            try:
                check_json(line)
                page = json.loads(line)
                if not isinstance(page, dict):
                    raise TypeError("no object")
                yield from _record(page, where, reader, notes)
            except SourceError:
                raise
            except UnicodeDecodeError as error:
                notes.refuse(where, f"byte {error.start} is not valid UTF-8; fetch the file again")
            except (ValueError, TypeError, AttributeError, RecursionError) as error:
                notes.refuse(where, f"is no page in JSON ({_told(error)}); fetch the file again")
    for damage in reader.damages:
        notes.refuse(reader.where, damage)


def _record(page: dict[str, Any], where: str, reader: Reader, notes: Notes) -> Iterator[Record]:
    title = page_title(_string(page, "name"))
    if title is None:
        raise ValueError("its name is no title that MediaWiki would allow")
    if _object(page, "namespace").get("identifier", 0) != 0:
        notes.pages_passed[choosing.NOT_ARTICLES] += 1
        return
    body = _object(page, "article_body")
    lang = _object(page, "in_language").get("identifier")
    check_language(lang if isinstance(lang, str) else None, reader.where)
    wikitext, rendered = _string(body, "wikitext"), _string(body, "html")
    if not wikitext.strip() and not rendered.strip():
        raise ValueError("it has no text")
    if choosing.redirects(wikitext):
        notes.pages_passed[choosing.REDIRECT] += 1
        return
    choice = choosing.choose(title, wikitext or _outline(page), lang, _names(page, "categories"))
    if not choice.chosen:
        notes.pages_passed[choice.by] += 1
        return
    notes.pages_chosen[choice.by] += 1
    licences = page.get("license") or [{}]
    wiki = Wiki.at(_string(page, "url"), lang, licences[0].get("url") if isinstance(licences, list) else None)
    revision = _object(page, "version").get("identifier")
    yield wiki.record(
        f"{reader.where}, page {shown(title)}",
        title,
        "wikitext" if wikitext.strip() else html.NAME,
        wikitext if wikitext.strip() else rendered,
        revision=str(revision) if revision else None,
    )


def _outline(page: dict[str, Any]) -> str:
    """What is told of a page besides its HTML, as wikitext: its templates and its opening."""
    templates = "".join(f"{{{{{name}}}}}" for name in _names(page, "templates"))
    return f"{templates}'''{_string(page, 'abstract')}"


def _names(page: dict[str, Any], key: str) -> list[str]:
    """The titles without namespace of the pages that are listed under a key."""
    listed = page.get(key) or []
    return [_string(each, "name").partition(":")[2] for each in listed if isinstance(each, dict)]


def _string(value: dict[str, Any], key: str) -> str:
    found = value.get(key) or ""
    if not isinstance(found, str):
        raise TypeError(f"its {key} is no string")
    return found


def _object(value: dict[str, Any], key: str) -> dict[str, Any]:
    found = value.get(key) or {}
    if not isinstance(found, dict):
        raise TypeError(f"its {key} is no object")
    return found


def _told(error: Exception) -> str:
    return "nested too deep" if isinstance(error, RecursionError) else shown(" ".join(str(error).split()))[:200]
