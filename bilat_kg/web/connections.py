"""A connection that is not kept waiting: uvicorn's HTTP/1.1, with limits on what a slow or endless client may hold."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

PATIENCE = 10.0
"""Seconds for the head of a request to come whole, from the connection or from the answer before."""

_HEAD = 65_536  # bytes of a request's head: its line and its headers
_PACE = 10_000  # bytes a second at least, at which an answer is taken


class Connection(HttpToolsProtocol):
    """One client. It is cut off where a request does not begin, or an answer is not taken, in good time."""

    open: ClassVar[set[Connection]] = set()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to wait for the head of a request."""
        super().connection_made(transport)
        self.open.add(self)
        self._head: int | None = 0
        self._unsent = 0
        self._timer = self.loop.call_later(PATIENCE, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the client."""
        self._timer.cancel()
        self.open.discard(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came, unless the head has no end."""
        if self._head is not None:
            self._head += len(data)
        super().data_received(data)
        if self._head is not None and self._head > _HEAD:
            self.transport.abort()

    def on_headers_complete(self) -> None:
        """Stop waiting."""
        self._head = None
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        """Wait again."""
        super().on_response_complete()
        self._head = self._head or 0
        self._unsent = self.unsent
        self._timer.cancel()
        self._timer = self.loop.call_later(PATIENCE, self._look)

    @property
    def unsent(self) -> int:
        """How many bytes of answers the client has not taken yet."""
        return 0 if self.transport.is_closing() else self.transport.get_write_buffer_size()

    def _look(self) -> None:
        if self.cycle is not None and not self.cycle.response_complete:
            return  # an answer is being made, and the timer is set again when it is
        unsent = self.transport.get_write_buffer_size()
        if unsent and unsent <= self._unsent - PATIENCE * _PACE:
            self._unsent = unsent
            self._timer = self.loop.call_later(PATIENCE, self._look)
        else:
            self.transport.abort()


def unsent() -> int:
    """How many bytes of answers all clients together have not taken yet."""
    return sum(connection.unsent for connection in Connection.open)
