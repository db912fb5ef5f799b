"""Turtle and TriG for people: Oxigraph's, with the prefixes in order."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from pyoxigraph import Quad, RdfFormat, Triple, serialize


def write(
    statements: Iterable[Triple] | Iterable[Quad], out: BinaryIO, rdf: RdfFormat, prefixes: Mapping[str, str]
) -> None:
    """Write statements, which should come sorted by graph and subject, as Turtle or TriG."""
    for name, namespace in sorted(prefixes.items()):
        out.write(f"@prefix {name}: <{namespace}> .\n".encode())
    out.write(b"\n")
    body = _WithoutHeader(out, len(prefixes))
    serialize(statements, body, format=rdf, prefixes=dict(prefixes))  # type: ignore[arg-type]  # it has a write method


class _WithoutHeader(io.RawIOBase):
    """Passes on what Oxigraph writes but for its prefixes, which it gives in another order every time."""

    def __init__(self, out: BinaryIO, lines: int) -> None:
        self._out = out
        self._lines = lines

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        rest = bytes(data)
        while self._lines and rest:
            _, newline, rest = rest.partition(b"\n")
            self._lines -= bool(newline)
        self._out.write(rest)
        return len(data)
