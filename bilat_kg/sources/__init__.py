"""Bytes to articles: files, dumps and pages, each format by one reader, chosen by content.

Three steps: ``locate`` says which files and pages there are, ``records`` gives their articles before markup is read,
one at a time, and ``parse`` reads the markup of one. The first two are cheap and are done by the build itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from bilat_kg.errors import SourceError
from bilat_kg.model import Article
from bilat_kg.sources.formats import PARSERS
from bilat_kg.sources.languages import language_of
from bilat_kg.sources.limits import check_text, check_words
from bilat_kg.sources.locating import locate
from bilat_kg.sources.mediawiki import html
from bilat_kg.sources.mediawiki.address import Address
from bilat_kg.sources.opening import records, records_but, unpacked
from bilat_kg.sources.records import DataFile, Notes, Record, Refusal, Unread

__all__ = [
    "Address", "DataFile", "Notes", "Record", "Refusal", "Unread", "locate", "parse", "read", "records", "records_but",
    "unpacked",
]  # fmt: skip

ARTICLE_IRI = "https://w3id.org/bilat-kg/id/article/"


def read(source: str | Path) -> Iterator[Article]:
    """The articles at ``source``: a file, a folder (sorted by name), or the address of a page.

    Raises:
        SourceError: the first of them that cannot be read; one sentence with file, line or offset.
    """
    notes = Notes()
    for record in records(locate([source], notes), notes):
        _raise(notes)
        yield parse(record)
    _raise(notes)


def _raise(notes: Notes) -> None:
    for refusal in notes.refused:
        raise SourceError(refusal.reason)
    for data in notes.data:
        raise SourceError(f"{data.where}: is RDF and no article; `bilat-kg build` joins it to the graph as it is")


def parse(record: Record) -> Article:
    """Read a record's markup away and tell its language.

    Raises:
        SourceError: a redirect, a language that is not read, or a text beyond the limits.
    """
    if record.format != html.NAME:  # whose tags are no text
        check_text(record.text, record.where)
    page = PARSERS[record.format](record)
    check_text(page.text, record.where)
    check_words(page.text, record.where)
    return Article(
        name=record.name,
        iri=ARTICLE_IRI + quote(record.name, safe=""),
        lang=language_of(page.text, record.lang or page.lang, record.where),
        text=page.text,
        title=record.title or page.title,
        source=record.source or page.source,
        revision=record.revision or page.revision,
        licence=record.licence or page.licence,
        links=page.links,
        infobox=page.infobox,
        body=page.body,
    )
