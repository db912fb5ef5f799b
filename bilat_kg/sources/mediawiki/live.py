"""Pages of a wiki by its API, for addresses that a user named: one request at a time, and as slowly as the wiki asks.

What the Wikimedia Foundation asks of clients is kept: a User-Agent that says who this is, ``maxlag``, ``Retry-After``,
one connection, pages in batches. Nothing is fetched but from the host that was named, and no redirect is followed.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from itertools import groupby
from typing import TYPE_CHECKING, Any

from bilat_kg.errors import SourceError
from bilat_kg.sources import choosing
from bilat_kg.sources.limits import MAX_ANSWER, check_json, shown
from bilat_kg.sources.mediawiki import api
from bilat_kg.sources.mediawiki.address import Address
from bilat_kg.sources.mediawiki.wiki import Wiki
from bilat_kg.sources.records import Notes, Record, Refusal

if TYPE_CHECKING:
    import httpx

BATCH = 50  # titles in a request: what the API allows to everybody
TRIES = 5
MAX_WAIT = 300.0  # seconds that a wiki may ask to be left alone before it is given up
_LAG = 5
_TIMEOUT = 30.0
_PATHS = ("/w/api.php", "/api.php")
_ASK = {
    "action": "query",
    "format": "json",
    "formatversion": "2",
    "maxlag": str(_LAG),
    "meta": "siteinfo",
    "siprop": "general|rightsinfo",
    "prop": "revisions|info",
    "rvprop": "ids|content",
    "rvslots": "main",
    "inprop": "url",
}


def records(
    addresses: Iterable[Address], notes: Notes, sleep: Callable[[float], None] = time.sleep
) -> Iterator[Record]:
    """The articles at ``addresses``, and those about two countries in the categories among them.

    ``sleep`` waits so many seconds. A wiki that cannot be reached, and each page that is not there, is refused in
    ``notes``.
    """
    ordered = sorted(addresses, key=lambda each: (each.server, each.title))
    for server, group in groupby(ordered, key=lambda each: each.server):
        named = list(group)
        try:
            with _client() as client:
                wiki = _Api(client, server, sleep)
                titles = [each.title for each in named if not each.is_category]
                for first in range(0, len(titles), BATCH):
                    yield from wiki.titles(titles[first : first + BATCH], notes)
                for category in named:
                    if category.is_category:
                        yield from wiki.category(category, notes)
        except SourceError as error:
            notes.refused += [Refusal(str(each), str(error)) for each in named]


@contextmanager
def _client() -> Iterator[httpx.Client]:
    import httpx  # takes longer to import than all else that a build imports

    contact = os.environ.get("BILAT_KG_CONTACT", "https://w3id.org/bilat-kg")
    agent = f"bilat-kg/{version('bilat-kg')} ({contact}) python-httpx/{httpx.__version__}"
    with httpx.Client(headers={"User-Agent": agent}, timeout=_TIMEOUT, follow_redirects=False) as client:
        yield client


@dataclass(slots=True)
class _Api:
    """The API of one wiki."""

    client: httpx.Client
    server: str
    sleep: Callable[[float], None]
    path: str | None = field(default=None)

    def titles(self, titles: list[str], notes: Notes) -> Iterator[Record]:
        """The pages of these titles, redirects followed."""
        ask = {"titles": "|".join(titles), "redirects": "1"}
        yield from self._pages(ask, self.server, notes)

    def category(self, category: Address, notes: Notes) -> Iterator[Record]:
        """The articles about two countries that are filed directly under a category."""
        ask = {
            "generator": "categorymembers",
            "gcmtitle": category.title,
            "gcmnamespace": "0",
            "gcmlimit": str(BATCH),
        }
        for record in self._pages(ask, str(category), notes):
            if choosing.redirects(record.text):
                notes.pages_passed[choosing.REDIRECT] += 1
                continue
            choice = choosing.choose(record.title or "", record.text, record.lang)
            (notes.pages_chosen if choice.chosen else notes.pages_passed)[choice.by] += 1
            if choice.chosen:
                yield record

    def _pages(self, ask: dict[str, str], where: str, notes: Notes) -> Iterator[Record]:
        """The pages of a query, which comes in as many answers as the wiki likes."""
        more: dict[str, str] = {}
        seen: set[str] = set()
        incomplete: dict[str, Refusal] = {}
        while True:
            answer = self._ask(_ASK | ask | more)
            query = answer.get("query")
            listed = query.get("pages") if isinstance(query, dict) else None
            if listed or not more:
                # A page whose text does not fit into one answer comes again in the next, so it is refused at the end.
                own = Notes()
                for record in api.pages(answer, where, own, self._wiki(answer)):
                    incomplete.pop(record.where, None)
                    if record.where not in seen:
                        seen.add(record.where)
                        yield record
                incomplete |= {each.where: each for each in own.refused if each.where not in seen}
            following = answer.get("continue")
            if not isinstance(following, dict) or following == more:
                break
            more = {str(key): str(value) for key, value in following.items()}
        notes.refused += incomplete.values()

    def _wiki(self, answer: dict[str, Any]) -> Wiki:
        query = answer.get("query")
        general: Any = query.get("general") if isinstance(query, dict) else None
        rights: Any = query.get("rightsinfo") if isinstance(query, dict) else None
        lang = general.get("lang") if isinstance(general, dict) else None
        licence = rights.get("url") if isinstance(rights, dict) else None
        script = str(general.get("script")) if isinstance(general, dict) else ""
        found = Wiki.at(self.server, str(lang or ""), str(licence or "") or None)
        return Wiki(found.server, found.lang, found.licence, script) if _is_path(script) else found

    def _ask(self, data: dict[str, str]) -> dict[str, Any]:
        """The answer to one question, asked as often as the wiki is busy."""
        paths = [self.path] if self.path else list(_PATHS)
        for path in paths:
            answer = self._patiently(f"{self.server}{path}", data)
            if answer is not None:
                self.path = path
                return answer
        raise SourceError(f"{self.server}: has no MediaWiki API at {' or '.join(paths)}; give a page of a MediaWiki")

    def _patiently(self, url: str, data: dict[str, str]) -> dict[str, Any] | None:
        """The answer, or ``None`` where there is no such address.

        Raises:
            SourceError: no answer after ``TRIES``, or one that is none of MediaWiki's.
        """
        told, wait = "", 0.0
        for attempt in range(TRIES):
            if attempt:
                self.sleep(wait)
            wait = float(2**attempt)
            try:
                status, headers, body = self._post(url, data)
            except OSError as error:
                told = str(error)
                continue
            asked = _seconds(headers.get("retry-after"))
            if status == 404:
                return None
            if 300 <= status < 400:
                to = shown(headers.get("location", "")[:200])
                raise SourceError(f"{self.server}: sends on to {to}; give the address that you mean")
            if status in {429, 500, 502, 503, 504}:
                told = f"status {status}"
            elif status != 200:
                raise SourceError(f"{self.server}: answers with status {status}; look at the page in a browser")
            else:
                answer = _answer(body, self.server)
                fault = answer.get("error")
                code = fault.get("code") if isinstance(fault, dict) else None
                if code not in {"maxlag", "ratelimited", "readonly"}:
                    return answer
                told = f"{code}: the wiki is busy"
            wait = max(wait, asked or 0.0)
            if wait > MAX_WAIT:
                raise SourceError(f"{self.server}: asks to be left alone for {wait:,.0f} s ({told}); try again then")
        raise SourceError(f"{self.server}: gave no answer in {TRIES} tries ({told}); try again later")

    def _post(self, url: str, data: dict[str, str]) -> tuple[int, httpx.Headers, bytes]:
        """Status, headers and body of one answer, of which no more is read than an answer may have.

        Raises:
            OSError: the wiki cannot be reached, or breaks off.
        """
        import httpx

        try:
            with self.client.stream("POST", url, data=data) as response:
                body, size = [], 0
                for chunk in response.iter_bytes(1 << 16):
                    body.append(chunk)
                    size += len(chunk)
                    if size > MAX_ANSWER:
                        raise SourceError(f"{self.server}: answers with more than {MAX_ANSWER:,} bytes; ask for less")
                return response.status_code, response.headers, b"".join(body)
        except httpx.HTTPError as error:
            raise OSError(shown(" ".join(str(error).split()))[:200] or type(error).__name__) from None


def _answer(body: bytes, server: str) -> dict[str, Any]:
    try:
        check_json(body)
        answer = json.loads(body)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        raise SourceError(f"{server}: answers with something that is no answer of MediaWiki's API; look at the address")
    return answer


def _seconds(value: str | None) -> float | None:
    """The seconds of a ``Retry-After``; a date is not worth reading: the wait between tries grows anyway."""
    return float(value) if value and value.isascii() and value.isdigit() and len(value) < 9 else None


def _is_path(value: object) -> bool:
    return (
        isinstance(value, str)
        and value.startswith("/")
        and value.isascii()
        and value.isprintable()
        and " " not in value
    )
