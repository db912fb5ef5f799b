"""Where Wikidata's side is read from: a SPARQL query service, asked politely, or a file of its items."""

from __future__ import annotations

import bz2
import gzip
import io
import time
import zlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse_query_results,
)

from bilat_kg.errors import BilatError
from bilat_kg.link.wikidata import entities
from bilat_kg.link.wikidata.cache import Answer, Cache

Row = Mapping[str, NamedNode | Literal | BlankNode]

ANSWER_SECONDS = 60.0
"""A query service of Wikidata gives up after so long, and so do we."""
ANSWER_BYTES = 50_000_000
FILE_BYTES = 500_000_000
LONGEST_WAIT = 120.0
ATTEMPTS = 4
_TRY_AGAIN = frozenset({429, 500, 502, 503, 504})
_JSON = frozenset({"json", "jsonl", "ndjson"})
_FORMATS = (RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.N_QUADS, RdfFormat.TRIG)


_UNPACK: Mapping[str, Callable[[Path], BinaryIO]] = {
    "gz": lambda path: cast(BinaryIO, gzip.GzipFile(path)),
    "bz2": lambda path: cast(BinaryIO, bz2.BZ2File(path)),
}


class WikidataError(BilatError):
    """A query service or a file that gives no answer that can be used."""


class Source(Protocol):
    """Something that answers SPARQL SELECT queries about data in Wikidata's shape."""

    name: str
    retrieved: datetime | None

    def select(self, query: str) -> list[Row]:
        """The rows of the answer; ``WikidataError`` where there is none."""


def source(where: str, cache: Cache | None = None) -> Source:
    """Take ``where`` for what it is, the URL of a query service, whose answers ``cache`` keeps, or a file."""
    return Service(where, cache) if where.startswith(("http://", "https://")) else File(Path(where))


class File:
    """A file, read into memory: Turtle, N-Triples, N-Quads, TriG or Wikidata's JSON, also with gzip or bzip2."""

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        suffixes = [suffix.removeprefix(".").lower() for suffix in path.suffixes]
        unpack = _UNPACK.get(suffixes[-1] if suffixes else "")
        kind = "".join(suffixes[-2:-1] if unpack else suffixes[-1:])
        format_ = RdfFormat.from_extension(kind)
        if kind not in _JSON and format_ not in _FORMATS:
            raise WikidataError(
                f"{path}: this is neither the URL of a query service nor a file of RDF (.ttl, .nt, .nq or .trig) "
                "or of Wikidata's JSON (.json or .jsonl), also with .gz or .bz2"
            )
        self._store = Store()
        try:
            self.retrieved: datetime | None = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            with unpack(path) if unpack else path.open("rb") as opened:
                capped = cast(BinaryIO, _Capped(opened, path))
                if kind in _JSON:
                    self._store.bulk_extend(entities.quads(capped))
                else:
                    self._store.bulk_load(capped, format_)
        except (SyntaxError, ValueError) as error:
            what = f"this is not {format_.name} ({error})" if format_ in _FORMATS and format_ else str(error)
            raise WikidataError(f"{path}: {what}") from None
        except (OSError, EOFError, zlib.error) as error:
            reason = getattr(error, "strerror", None) or error
            raise WikidataError(f"{path}: the file cannot be read ({reason})") from None

    def select(self, query: str) -> list[Row]:
        """The rows of the answer."""
        answer = self._store.query(query, use_default_graph_as_union=True)
        assert isinstance(answer, QuerySolutions)
        return _rows(answer)


class _Capped(io.BufferedIOBase):
    """What is read of a file, up to a limit: an unpacked bomb ends there."""

    def __init__(self, opened: BinaryIO, path: Path) -> None:
        self._opened = opened
        self._path = path
        self._left = FILE_BYTES

    def read(self, size: int | None = -1) -> bytes:
        return self._counted(self._opened.read(min(size, self._left + 1) if size and size > 0 else self._left + 1))

    def readline(self, size: int | None = -1) -> bytes:
        return self._counted(self._opened.readline(self._left + 1))

    def _counted(self, data: bytes) -> bytes:
        self._left -= len(data)
        if self._left < 0:
            raise WikidataError(
                f"{self._path}: more than {FILE_BYTES // 10**6} MB are too much to read into memory; "
                "load it into a SPARQL server and give the URL of that"
            )
        return data


class Service:
    """A SPARQL query service, asked one query at a time: it waits when told to, and rests as long as it kept it busy.

    The query service of Wikidata allows a client 60 seconds of processing a minute; half of that is used. Redirects
    are not followed.
    """

    def __init__(self, url: str, cache: Cache | None = None) -> None:
        import httpx  # takes a tenth of a second: nobody else shall pay it

        try:
            known = bool(httpx.URL(url).host)
        except httpx.InvalidURL:
            known = False
        if not known:
            raise WikidataError(f"{url}: a query service has a URL such as https://query.wikidata.org/sparql")
        self.name = url
        self.retrieved: datetime | None = None
        self._cache = cache
        self._rest = 0.0
        self._http = httpx
        self._certificates = httpx.create_ssl_context()  # once: it takes longer than many a query
        agent = f"bilat-kg/{version('bilat-kg')} (https://w3id.org/bilat-kg/) python-httpx/{httpx.__version__}"
        self._headers = {"User-Agent": agent, "Accept": "application/sparql-results+json"}

    def select(self, query: str) -> list[Row]:
        """The rows of the answer, from the cache where that has it."""
        answer = self._cache.get(self.name, query) if self._cache else None
        kept = answer is not None
        answer = answer or Answer(self._ask(query), datetime.now(UTC).replace(microsecond=0))
        try:
            solutions = parse_query_results(answer.body, QueryResultsFormat.JSON)
            rows = _rows(solutions) if isinstance(solutions, QuerySolutions) else None
        except (SyntaxError, ValueError):
            rows = None
        if rows is None:
            raise WikidataError(f"{self.name}: what it answered is no table of SPARQL results in JSON")
        if self._cache and not kept:
            self._cache.put(self.name, query, answer)
        self.retrieved = min(self.retrieved or answer.retrieved, answer.retrieved)
        return rows

    def _ask(self, query: str) -> bytes:
        for attempt in range(1, ATTEMPTS + 1):
            time.sleep(self._rest)
            began = time.monotonic()
            try:
                status, wait, body = self._post(query)
            except self._http.RequestError as error:
                status, wait, body = 0, None, b""
                reason = f"{type(error).__name__}: {error}".rstrip(": ")
            else:
                reason = f"HTTP {status}"
            self._rest = min(time.monotonic() - began, ANSWER_SECONDS / 2)
            if status == 200:
                return body
            if status and status not in _TRY_AGAIN:
                raise WikidataError(f"{self.name}: the service refused the query ({reason})")
            if wait is not None and wait > LONGEST_WAIT:
                raise WikidataError(f"{self.name}: the service asks to be left alone for {wait:.0f} seconds")
            self._rest = max(self._rest, 2.0**attempt if wait is None else wait)
        raise WikidataError(f"{self.name}: no answer after {ATTEMPTS} attempts ({reason})")

    def _post(self, query: str) -> tuple[int, float | None, bytes]:
        """Ask once: the status, for how long the service wants to be left alone, and the body of a good answer."""
        deadline = time.monotonic() + ANSWER_SECONDS + 5
        body = bytearray()
        timeout = self._http.Timeout(ANSWER_SECONDS + 5, connect=10)
        with self._http.stream(
            "POST", self.name, data={"query": query}, headers=self._headers, timeout=timeout,
            follow_redirects=False, verify=self._certificates,
        ) as answer:  # fmt: skip
            if answer.status_code == 200:
                for part in answer.iter_bytes(1 << 16):
                    body += part
                    if len(body) > ANSWER_BYTES:
                        raise WikidataError(
                            f"{self.name}: the answer has more than {ANSWER_BYTES // 10**6} MB; compare fewer --class"
                        )
                    if time.monotonic() > deadline:
                        raise self._http.ReadTimeout(f"no whole answer in {ANSWER_SECONDS + 5:.0f} seconds")
            return answer.status_code, retry_after(answer.headers.get("Retry-After")), bytes(body)


def retry_after(header: str | None) -> float | None:
    """How many seconds a ``Retry-After`` header asks for, whether it counts them or names a time."""
    if header is None:
        return None
    if header.strip().isdecimal():
        return float(header)
    try:
        return max(0.0, (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _rows(answer: QuerySolutions) -> list[Row]:
    names = [variable.value for variable in answer.variables]
    return [
        {name: term for name in names if isinstance(term := row[name], NamedNode | Literal | BlankNode)}
        for row in answer
    ]
