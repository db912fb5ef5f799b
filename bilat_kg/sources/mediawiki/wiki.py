"""A wiki, as its dumps, pages and answers tell of it: where its pages stand, and what follows for their articles."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from bilat_kg.sources.limits import printable
from bilat_kg.sources.mediawiki.markup import names
from bilat_kg.sources.records import Record

# A host's name, its port, and nothing that could mean something else in an IRI.
_SERVER = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?|https?://\[[0-9A-Fa-f:]+\](?::\d{1,5})?")
_REVISION = re.compile(r"[1-9]\d{0,19}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_LONGEST_TITLE = 255  # bytes, as MediaWiki has it


@dataclass(frozen=True, slots=True)
class Wiki:
    """``server``: scheme and host. ``script``: the path of ``index.php``. ``lang``: its language's code."""

    server: str | None = None
    lang: str | None = None
    licence: str | None = None
    script: str = "/w/index.php"

    @classmethod
    def at(cls, url: str | None, lang: str | None = None, licence: str | None = None) -> Wiki:
        """The wiki that a page's address belongs to; one of no known place where that is no web address."""
        url = f"https:{url}" if url and url.startswith("//") else url or ""
        found = _SERVER.match(url)
        server = found[0] if found and url[found.end() :][:1] in {"", "/", "?", "#"} else None
        host = (urlsplit(server).hostname or "") if server else ""
        lang = lang if lang and _LANGUAGE.fullmatch(lang) else None
        if licence is None or not re.match(r"https?://", licence):
            known = (text for end, text in names().licences.items() if host == end or host.endswith(f".{end}"))
            licence = next(known, None)
        return cls(server, lang, licence)

    def permalink(self, title: str, revision: str | None) -> str | None:
        """The address at which exactly this revision of a page stays, or the page where there is no revision."""
        if self.server is None:
            return None
        page = quote(title.replace(" ", "_"), safe="")
        return f"{self.server}{self.script}?title={page}" + (f"&oldid={revision}" if revision else "")

    def record(
        self, where: str, title: str, format_: str, text: str, *, revision: str | None = None, name: str | None = None
    ) -> Record:
        """The record of one of its pages."""
        revision = revision if revision and _REVISION.fullmatch(revision) else None
        return Record(
            name=name or page_name(title),
            where=where,
            format=format_,
            text=text,
            lang=self.lang,
            title=title,
            source=self.permalink(title, revision),
            revision=revision,
            licence=self.licence,
        )


def page_name(title: str) -> str:
    """A title as the name of an article: a slash would end it in a path."""
    return title.replace("/", "∕")


def page_title(title: str) -> str | None:
    """A title as MediaWiki shows it, NFC; ``None`` for what can be no title."""
    title = unicodedata.normalize("NFC", " ".join(title.replace("_", " ").split()))
    fits = title and printable(title) and len(title.encode("utf-8", "replace")) <= _LONGEST_TITLE
    return title if fits and not set(title) & set("<>[]{}|#") else None
