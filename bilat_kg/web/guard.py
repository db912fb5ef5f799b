"""What every request passes: whose name it calls, and from which site; and the headers of every answer."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bilat_kg.web.answers import RefusalError
from bilat_kg.web.refusals import refuse

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class Guard:
    """Refuses a Host that is not ours (DNS rebinding) and an Origin that may not read here; answers CORS.

    A server that has no other name than those of the loopback is private: pages of other sites may not read it. One
    that was given a name to be called by is public, and any page may read it.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str]) -> None:
        self.app = app
        self.hosts = LOOPBACK | {host.lower() for host in hosts}
        self.public = bool(self.hosts - LOOPBACK)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    answered.setdefault(name, value)
                if origin and self._may_read(origin):
                    answered["Access-Control-Allow-Origin"] = "*" if self.public else origin
                    answered["Access-Control-Expose-Headers"] = "Bilat-Build, Bilat-Truncated, Retry-After"
                    answered.add_vary_header("Origin")
            await send(message)

        reason = self._refused(headers.get("host", ""), origin)
        app = refuse(Request(scope), RefusalError(403, reason)) if reason else self.app
        await app(scope, receive, with_headers)

    def _refused(self, host: str, origin: str | None) -> str | None:
        if _name(host) not in self.hosts:
            return "this server does not answer to that Host; whoever runs it names more with --allow-host"
        if origin and not self._may_read(origin):
            return "pages of that Origin may not read this server; whoever runs it names more with --allow-host"
        return None

    def _may_read(self, origin: str) -> bool:
        return self.public or _name(urlsplit(origin).netloc) in self.hosts


def _name(host: str) -> str:
    """A host without its port."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower()
