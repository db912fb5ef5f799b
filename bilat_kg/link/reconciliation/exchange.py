"""One polite and distrustful exchange with a server: it is told who asks, waited for, and bounded in size and time."""

from __future__ import annotations

import json
import random
import ssl
import threading
import time
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bilat_kg.errors import ReconciliationError
from bilat_kg.link.reconciliation import strict_json

if TYPE_CHECKING:
    from ssl import SSLContext

_AGAIN = frozenset({429, 502, 503, 504})


def user_agent(contact: str | None = None) -> str:
    """How this program names itself; ``contact`` is an address at which its user can be reached, as Wikimedia asks."""
    try:
        number = version_of("bilat-kg")
    except PackageNotFoundError:  # run from a folder that was never installed
        number = "0"
    return f"bilat-kg/{number} (https://w3id.org/bilat-kg{f'; {contact}' if contact else ''})"


@dataclass(frozen=True, slots=True)
class Manners:
    """How a server is asked. Times in seconds, sizes in bytes.

    ``pause`` passes between two requests; a failure that may pass is tried ``attempts`` times, after ``backoff``, then
    twice as long, or as long as the server says (Retry-After), but never longer than ``longest_wait``. One answer may
    take ``deadline`` and be ``largest``.
    """

    agent: str = field(default_factory=user_agent)
    pause: float = 0.5
    attempts: int = 4
    backoff: float = 2.0
    longest_wait: float = 120.0
    deadline: float = 60.0
    largest: int = 4_000_000


class Exchange:
    """Asks one server at a time for JSON. Redirects are not followed, and nothing is sent but what is asked."""

    def __init__(self, manners: Manners | None = None) -> None:
        self.manners = manners or Manners()
        self._certificates: SSLContext | None = None  # read once: that takes longer than many an answer
        self._last = float("-inf")

    def get(self, url: str) -> object:
        """The JSON at ``url``; ``ReconciliationError`` where none is to be had."""
        return self._asked("GET", url, None, None)

    def post(self, url: str, body: bytes, media_type: str) -> object:
        """The JSON that answers ``body``; ``ReconciliationError`` where none is to be had."""
        return self._asked("POST", url, body, media_type)

    def _asked(self, method: str, url: str, body: bytes | None, media_type: str | None) -> object:
        where = _checked(url)
        for attempt in range(1, self.manners.attempts + 1):
            self._rest()
            status, headers, answer = self._within_deadline(method, url, body, media_type, where)
            if status == 200:
                try:
                    return strict_json.read(answer)
                except strict_json.NotJsonError as error:
                    raise ReconciliationError(f"{where}: the answer cannot be read: {error}") from None
            if status not in _AGAIN:
                raise ReconciliationError(f"{where}: {_refused(status, headers)}")
            wait = self._wait(attempt, headers.get("retry-after"))
            if wait > self.manners.longest_wait:
                raise ReconciliationError(f"{where}: the service asks to come again in {wait:,.0f} s; try again then")
            if attempt < self.manners.attempts:
                time.sleep(wait)
        raise ReconciliationError(
            f"{where}: the service was asked {self.manners.attempts} times and answered {status}; try again later"
        )

    def _rest(self) -> None:
        time.sleep(max(0.0, self._last + self.manners.pause - time.monotonic()))
        self._last = time.monotonic()

    def _wait(self, attempt: int, said: str | None) -> float:
        """As long as the server says, or else twice as long each time, a little more or less."""
        asked = _seconds(said) if said else None
        return asked if asked is not None else self.manners.backoff * 2.0 ** (attempt - 1) * random.uniform(0.8, 1.2)

    def _within_deadline(
        self, method: str, url: str, body: bytes | None, media_type: str | None, where: str
    ) -> tuple[int, dict[str, str], bytes]:
        """One request in a thread of its own, which is left behind if it is still reading drops at the deadline."""
        found: list[tuple[int, dict[str, str], bytes]] = []
        failed: list[str] = []
        over = threading.Event()

        def ask() -> None:
            try:
                found.append(self._request(method, url, body, media_type, over))
            except ReconciliationError as error:
                failed.append(str(error))
            except Exception as error:  # whatever the library raises is told in one sentence
                failed.append(_reason(error))

        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        thread.join(self.manners.deadline)
        if thread.is_alive():
            over.set()
            raise ReconciliationError(f"{where}: no whole answer within {self.manners.deadline:g} s; try again later")
        if failed:
            raise ReconciliationError(f"{where}: {failed[0]}")
        return found[0]

    def _request(
        self, method: str, url: str, body: bytes | None, media_type: str | None, over: threading.Event
    ) -> tuple[int, dict[str, str], bytes]:
        import httpx  # late: 0.1 s that only this pays

        if self._certificates is None:
            self._certificates = httpx.create_ssl_context()
        headers = {"User-Agent": self.manners.agent, "Accept": "application/json", "Accept-Encoding": "identity"}
        if media_type:
            headers["Content-Type"] = media_type
        with httpx.stream(
            method, url, content=body, headers=headers, timeout=self.manners.deadline, verify=self._certificates
        ) as answer:
            if answer.headers.get("content-encoding", "identity").lower() != "identity":
                raise ReconciliationError("the answer is compressed, though it was asked not to be")
            read = bytearray()
            for part in answer.iter_raw() if answer.status_code == 200 else ():
                read += part
                if len(read) > self.manners.largest:
                    raise ReconciliationError(f"the answer is larger than {self.manners.largest:,} bytes")
                if over.is_set():
                    break
            return answer.status_code, dict(answer.headers), bytes(read)


def _checked(url: str) -> str:
    """The host to name in messages; refuses what is no plain address of the web."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise ReconciliationError(f"{url[:80]!r} is no address") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ReconciliationError(f"{url[:80]!r} is no address of a service: it has to begin with https:// or http://")
    if parts.username or parts.password:
        raise ReconciliationError("an address with a password in it is not asked; it would end up in the cache")
    return f"{parts.hostname}{port}"


def _seconds(retry_after: str) -> float | None:
    """What Retry-After asks for: seconds, or the time until a date."""
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:12])
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except (ValueError, OverflowError):
        return None


def _refused(status: int, headers: dict[str, str]) -> str:
    if 300 <= status < 400:
        to = "".join(c for c in headers.get("location", "") if c.isprintable())[:120]
        return f"the service sends elsewhere ({to}); give that address yourself if you trust it"
    return f"the service answers {status}"


def _reason(error: Exception) -> str:
    import httpx

    if isinstance(error, httpx.TimeoutException):
        return "no answer in time; try again later"
    if isinstance(error, httpx.ConnectError):
        if isinstance(_first(error), ssl.SSLError):
            return "no safe connection (TLS)"
        return "nobody answers there; is the address right, and the network up?"
    if isinstance(error, httpx.RemoteProtocolError) and "incomplete" in str(error):
        return "the answer breaks off"
    return f"the answer is no proper HTTP ({type(error).__name__})"


def _first(error: BaseException) -> BaseException:
    """What an exception began with: the library wraps what it is told, more than once."""
    while (cause := error.__cause__ or error.__context__) is not None:
        error = cause
    return error


def as_json(value: object) -> bytes:
    """A value as the bytes of JSON, the same for equal values."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
