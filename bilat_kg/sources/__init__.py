"""Bytes to articles: plain text and MediaWiki wikitext, each format by one reader, chosen by content."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from bilat_kg.model import Article
from bilat_kg.sources.languages import language_of
from bilat_kg.sources.limits import check_text, check_words
from bilat_kg.sources.page import Page
from bilat_kg.sources.records import Notes, Record, Refusal, find, locate, record, records

__all__ = ["Notes", "Record", "Refusal", "locate", "parse", "read", "records"]

ARTICLE_IRI = "https://w3id.org/bilat-kg/id/article/"


def read(path: str | Path) -> Iterator[Article]:
    """The articles at ``path``, a file or a folder, sorted by name.

    Raises:
        SourceError: the first source that cannot be read; one sentence with file, line or offset.
    """
    notes = Notes()
    for file in find(Path(path), notes):
        yield parse(record(file, notes))


def parse(record: Record) -> Article:
    """Read a record's markup away and tell its language.

    Raises:
        SourceError: a redirect, a language that is not read, or a text beyond the limits.
    """
    page = Page(record.text)
    if record.format == "wikitext":
        from bilat_kg.sources import wikitext  # imports a parser that plain text need not pay for

        page = wikitext.parse(record.text, record.where)
        check_text(page.text, record.where)
    check_words(page.text, record.where)
    return Article(
        name=record.name,
        iri=ARTICLE_IRI + quote(record.name, safe=""),
        lang=language_of(page.text, record.lang, record.where),
        text=page.text,
        title=page.title,
        links=page.links,
        infobox=page.infobox,
    )
