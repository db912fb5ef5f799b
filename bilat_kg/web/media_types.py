"""The media types of answers, and which of them a request wants (RFC 9110)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import mimeparse

TABLES: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
"""Rows and truth values: the format of the graph wing by media type, the one that we would rather send first."""

GRAPHS: Mapping[str, str] = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
    "application/trig": "trig",
    "application/n-quads": "nquads",
    "application/json": "jsonld",
    "application/x-turtle": "turtle",
    "text/plain": "ntriples",
}
"""Triples, likewise."""

HTML = "text/html"
_LONGEST = 2_000  # characters of an Accept header that are looked at: browsers send some 150


def by_name(name: str) -> tuple[str | None, str | None]:
    """Give the media types of a format's short name, such as ``csv`` or ``turtle``: for tables, for graphs."""
    table = next((media_type for media_type, format_ in TABLES.items() if format_ == name), None)
    graph = next((media_type for media_type, format_ in GRAPHS.items() if format_ == name), None)
    return table, "application/ld+json" if name == "json" else graph


@lru_cache(maxsize=512)
def _wanted(accept: str, offers: tuple[str, ...]) -> str | None:
    try:
        # of equals it takes the last
        return mimeparse.best_match(list(reversed(offers)), accept) or None
    except mimeparse.MimeTypeParseException:
        return None


def wanted(accept: str | None, offers: Sequence[str]) -> str | None:
    """Choose among the offers, the one that we would rather send first; ``None`` if none is accepted."""
    if not accept or not accept.strip():
        return offers[0]
    return _wanted(accept[:_LONGEST], tuple(offers))


def with_charset(media_type: str) -> str:
    """Give the value of Content-Type: text is UTF-8, and the others say so themselves."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
