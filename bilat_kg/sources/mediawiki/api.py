"""Answers of MediaWiki's APIs, saved or just come: ``action=query``, ``action=parse``, page objects of the REST API."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bilat_kg.errors import SourceError
from bilat_kg.sources.limits import MAX_ANSWER, check_json, shown
from bilat_kg.sources.mediawiki import html
from bilat_kg.sources.mediawiki.wiki import Wiki, page_title
from bilat_kg.sources.reader import Reader
from bilat_kg.sources.records import Notes, Record

WIKITEXT = "wikitext"


def fits(head: bytes) -> bool:
    """Whether a file that begins so is an answer of an API of MediaWiki."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text.startswith(b"{"):
        return False
    keys = (b'"query"', b'"parse"', b'"content_model"', b'"batchcomplete"')
    return any(key in text[:8_000] for key in keys) and b'"@context"' not in text[:8_000]


def split(reader: Reader, notes: Notes) -> Iterator[Record]:
    """The pages of a saved answer.

    Raises:
        SourceError: no JSON, an answer that reports an error, or one without pages.
    """
    data = reader.whole(MAX_ANSWER)
    try:
        check_json(data)
        answer = json.loads(data)
    except UnicodeDecodeError as error:
        raise SourceError(f"{reader.where}: byte {error.start} is not valid UTF-8; save the file as UTF-8") from None
    except (ValueError, RecursionError) as error:
        reason = shown(str(error))[:200] if isinstance(error, ValueError) else "it nests too deep"
        raise SourceError(f"{reader.where}: is no JSON ({reason}); fetch the file again") from None
    return pages(answer, reader.where, notes)


def pages(answer: Any, where: str, notes: Notes, wiki: Wiki | None = None) -> Iterator[Record]:  # noqa: ANN401  JSON
    """The pages of an answer, in the order of their titles; what cannot be read of it is refused in ``notes``.

    ``wiki`` is known of an answer that was asked for.

    Raises:
        SourceError: an answer that reports an error, or one without pages.
    """
    try:
        if "error" in answer:
            raise SourceError(f"{where}: reports an error ({_error(answer['error'])}); ask again")
        if "query" in answer:
            yield from _query(answer["query"], where, notes, wiki)
        elif "parse" in answer:
            yield from _parsed(answer["parse"], where)
        elif "title" in answer and ("source" in answer or "html" in answer):
            yield from _rest(answer, where)
        else:
            raise SourceError(f"{where}: holds no page with its text; ask for prop=revisions and rvprop=ids|content")
    except (AttributeError, TypeError, KeyError, IndexError, ValueError) as error:
        told = shown(f"{type(error).__name__}: {error}")[:200]
        raise SourceError(f"{where}: is not what MediaWiki's API answers ({told}); fetch it again") from None


def _query(query: dict[str, Any], where: str, notes: Notes, wiki: Wiki | None) -> Iterator[Record]:
    general, rights = query.get("general") or {}, query.get("rightsinfo") or {}
    listed = query.get("pages") or {}
    found = list(listed.values()) if isinstance(listed, dict) else list(listed)
    if not found:
        raise SourceError(f"{where}: holds no pages; ask for titles that there are")
    for page in sorted(found, key=lambda each: str(each.get("title"))):
        title = page_title(str(page.get("title") or ""))
        here = f"{where}, page {shown(str(page.get('title'))[:300])}"
        if title is None or "invalid" in page:
            notes.refuse(here, "has no title that MediaWiki would allow; correct it")
        elif "missing" in page and page["missing"] is not False:
            notes.refuse(here, "there is no such page; check the title")
        elif not page.get("revisions"):
            notes.refuse(here, "came without its text; ask for prop=revisions and rvprop=ids|content")
        else:
            revision = page["revisions"][0]
            content = (revision.get("slots") or {}).get("main", revision)
            text = content.get("content", content.get("*"))
            if content.get("contentmodel", "wikitext") != "wikitext" or not isinstance(text, str) or not text.strip():
                notes.refuse(here, "has no wikitext; leave it out")
                continue
            address = page.get("canonicalurl") or page.get("fullurl") or general.get("base")
            home = wiki or Wiki.at(address, page.get("pagelanguage") or general.get("lang"), rights.get("url"))
            yield home.record(here, title, WIKITEXT, text, revision=str(revision.get("revid") or ""))


def _parsed(parsed: dict[str, Any], where: str) -> Iterator[Record]:
    title = page_title(str(parsed["title"]))
    wikitext, rendered = (_text(parsed.get(key)) for key in ("wikitext", "text"))
    if title is None or not (wikitext or rendered):
        raise SourceError(f"{where}: holds no page with its text; ask for prop=wikitext or prop=text")
    revision = str(parsed.get("revid") or "")
    format_ = WIKITEXT if wikitext else html.NAME
    yield Wiki().record(f"{where}, page {shown(title)}", title, format_, wikitext or rendered, revision=revision)


def _rest(page: dict[str, Any], where: str) -> Iterator[Record]:
    title = page_title(str(page["title"]))
    wikitext, rendered = (_text(page.get(key)) for key in ("source", "html"))
    if title is None or not (wikitext or rendered):
        raise SourceError(f"{where}: holds no page with its text; ask for /page/TITLE or /page/TITLE/with_html")
    wiki = Wiki.at(page.get("html_url"), licence=(page.get("license") or {}).get("url"))
    revision = str((page.get("latest") or {}).get("id") or "")
    format_ = WIKITEXT if wikitext else html.NAME
    yield wiki.record(f"{where}, page {shown(title)}", title, format_, wikitext or rendered, revision=revision)


def _text(value: Any) -> str:  # noqa: ANN401  JSON
    """A text of an answer, as either version of the format has it."""
    found = value.get("*") if isinstance(value, dict) else value
    return found if isinstance(found, str) and found.strip() else ""


def _error(error: Any) -> str:  # noqa: ANN401  JSON
    words = f"{error.get('code')}: {error.get('info')}" if isinstance(error, dict) else str(error)
    return shown(" ".join(words.split()))[:200]
