"""What a reader of a format finds in a source."""

from __future__ import annotations

from dataclasses import dataclass

from bilat_kg.model import Link


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its markup read away.

    ``text`` is NFC; links are offsets into it; ``infobox`` holds its parameters in order, as plain text.
    """

    text: str
    links: tuple[Link, ...] = ()
    infobox: tuple[tuple[str, str], ...] = ()
    title: str | None = None
