"""Clients that ask one request after the other over connections of their own, and note what each took."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import perf_counter
from urllib.parse import quote_plus


@dataclass
class Load:
    """What the clients saw: seconds a request, and how often which status was no 200."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    failures: dict[str, int] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        """Requests that were answered, a second."""
        return len(self.times) / self.seconds

    def quantile(self, share: float) -> float:
        """The time within which that share of the requests was answered."""
        return sorted(self.times)[min(len(self.times) - 1, int(share * len(self.times)))]


def path(query: str) -> str:
    """The path of a query."""
    return f"/sparql?query={quote_plus(query)}"


async def load(port: int, clients: int, seconds: float, paths: Callable[[int], Iterator[str]]) -> Load:
    """Have so many clients ask for the paths that ``paths`` gives each by its number, for so long."""
    found = Load()
    started = perf_counter()
    await asyncio.gather(*(_client(port, paths(number), started + seconds, found) for number in range(clients)))
    found.seconds = perf_counter() - started
    return found


async def _client(port: int, paths: Iterator[str], until: float, found: Load) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        while (began := perf_counter()) < until:
            try:
                status = await ask(reader, writer, next(paths))
            except (OSError, asyncio.IncompleteReadError) as error:
                status = type(error).__name__
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
            if status == "200":
                found.times.append(perf_counter() - began)
            else:
                found.failures[status] = found.failures.get(status, 0) + 1
    finally:
        writer.close()


async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, target: str) -> str:
    """Ask one request and read its answer; give its status."""
    accept = "application/sparql-results+json"
    writer.write(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: {accept}\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if b"transfer-encoding: chunked" in head:
        while length := int(await reader.readline(), 16):
            await reader.readexactly(length + 2)
        await reader.readline()
    else:
        await reader.readexactly(int(head.partition(b"content-length: ")[2].partition(b"\r")[0]))
    return head[9:12].decode()
