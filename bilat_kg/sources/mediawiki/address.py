"""The address of a page of a wiki, as a user copies it from a browser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote, urlsplit

from bilat_kg.errors import SourceError
from bilat_kg.sources.limits import shown
from bilat_kg.sources.mediawiki.markup import names
from bilat_kg.sources.mediawiki.wiki import page_title


@dataclass(frozen=True, slots=True)
class Address:
    """A page: ``server`` is scheme and host, ``title`` its title."""

    server: str
    title: str

    @classmethod
    def read(cls, source: str) -> Address | None:
        """The address that ``source`` is; ``None`` for the path of a file.

        Raises:
            SourceError: an address that is no page of a wiki.
        """
        if not re.match(r"https?://", source, re.IGNORECASE):
            return None
        try:
            parts = urlsplit(source)
            port = f":{parts.port}" if parts.port else ""
        except ValueError:
            parts, port = urlsplit(""), ""
        given = parse_qs(parts.query).get("title", [""])[0]
        at = parts.path.find("/wiki/")
        title = page_title(given or (unquote(parts.path[at + len("/wiki/") :]) if at >= 0 else ""))
        host = parts.hostname or ""
        if title is None or not re.fullmatch(r"[a-z0-9.-]+|[0-9a-f:]+", host) or parts.username is not None:
            raise SourceError(
                f"{shown(source[:300])}: is no page of a wiki; give its address, such as https://bn.wikipedia.org/wiki/…"
            )
        host = f"[{host}]" if ":" in host else host
        return cls(f"{parts.scheme.lower()}://{host}{port}", title)

    @property
    def name(self) -> str:
        """The title, by which addresses are sorted among files."""
        return self.title

    @property
    def is_category(self) -> bool:
        """Whether it stands for the pages that are filed under it."""
        namespace, colon, _ = self.title.partition(":")
        return bool(colon) and namespace.strip().casefold() in names().category

    def __str__(self) -> str:
        return f"{self.server}/wiki/{quote(self.title.replace(' ', '_'), safe=':')}"
