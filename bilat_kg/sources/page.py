"""What a reader of a format finds in a source."""

from __future__ import annotations

from dataclasses import dataclass

from bilat_kg.model import Field, Link


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its markup read away.

    ``text`` is NFC; links are offsets into it. ``infobox``: its fields in order, which stand at the end of ``text``;
    ``body`` is where the running text ends before them. ``title`` and what follows it: as an article has them, where
    the page itself tells.
    """

    text: str
    links: tuple[Link, ...] = ()
    infobox: tuple[Field, ...] = ()
    body: int | None = None
    title: str | None = None
    lang: str | None = None
    source: str | None = None
    revision: str | None = None
    licence: str | None = None
