"""What every request passes: whose name it calls, and from which site; and the headers of every answer."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bilat_kg.web.answers import RefusalError
from bilat_kg.web.refusals import refuse

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
ANY = "*"
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class Guard:
    """Refuses a Host that is not ours (DNS rebinding) and an Origin that may not read here; the others get CORS.

    A server that has no other name than those of the loopback is private: pages of other sites may not read it. One
    that was given a name to be called by is public, and any page may read it. Nobody may write, so that no more has to
    be kept from anyone.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str]) -> None:
        self.hosts = LOOPBACK | {host.lower() for host in hosts}
        self.public = bool(self.hosts - LOOPBACK)
        self.app = CORSMiddleware(
            app,
            allow_origins=["*"] if self.public else [],
            allow_origin_regex=None if self.public else ".*",  # those that are refused do not come this far
            allow_methods=["GET", "POST"],
            allow_headers=["Content-Type"],
            expose_headers=["Bilat-Build", "Bilat-Truncated", "Retry-After"],
            max_age=86_400,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    answered.setdefault(name, value)
            await send(message)

        reason = self._refused(Headers(scope=scope))
        app = refuse(Request(scope), RefusalError(403, reason)) if reason else self.app
        await app(scope, receive, with_headers)

    def _refused(self, headers: Headers) -> str | None:
        if not self._ours(headers.get("host", "")):
            return "this server does not answer to that Host; whoever runs it names more with --allow-host"
        origin = headers.get("origin")
        if origin and not self.public and not self._ours(urlsplit(origin).netloc):
            return "pages of that Origin may not read this server; whoever runs it makes it public with --allow-host"
        return None

    def _ours(self, host: str) -> bool:
        name, colon, port = host.rpartition(":")
        return ANY in self.hosts or (name if colon and port.isdigit() else host).lower() in self.hosts
