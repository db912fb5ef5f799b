"""The bytes of a source as they come: opened once, looked at in front, read once, never held as a whole."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from bilat_kg.errors import SourceError
from bilat_kg.sources.limits import shown

CHUNK = 1 << 18
HEAD = 1 << 16


class Reader:
    """Chunks of bytes with a look ahead.

    ``where`` names the source in messages. ``damages``: what could not be uncompressed, one sentence each, without
    ``where``; a NUL stands in the bytes in its place, so that nothing joins across it.
    """

    def __init__(self, chunks: Iterator[bytes], where: str, damages: list[str] | None = None) -> None:
        self.where = where
        self.damages: list[str] = [] if damages is None else damages
        self._chunks = chunks
        self._ahead = b""

    def head(self) -> bytes:
        """The first bytes, up to ``HEAD``; they stay to be read."""
        parts, size = [self._ahead], len(self._ahead)
        while size < HEAD and (chunk := next(self._chunks, None)) is not None:
            parts.append(chunk)
            size += len(chunk)
        self._ahead = b"".join(parts)
        return self._ahead[:HEAD]

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        """The next bytes, never empty."""
        while True:
            chunk, self._ahead = self._ahead or next(self._chunks), b""
            if chunk:
                return chunk

    def read(self, size: int = -1, /) -> bytes:
        """``size`` bytes, fewer at the end alone: as a file reads."""
        parts, missing = [], size
        while missing and (chunk := next(self, b"")):
            if 0 <= missing < len(chunk):
                chunk, self._ahead = chunk[:missing], chunk[missing:]
            parts.append(chunk)
            missing -= len(chunk) if missing > 0 else 0
        return b"".join(parts)

    def whole(self, most: int) -> bytes:
        """All bytes of a source that is one article.

        Raises:
            SourceError: nothing but blanks, more than ``most`` bytes, or damaged on the way.
        """
        data = self.read(most + 1)
        if self.damages:
            raise SourceError(f"{self.where}: {self.damages[0]}")
        if len(data) > most:
            raise SourceError(f"{self.where}: is larger than {most:,} bytes, the most an article may have; split it")
        if not data.strip():
            raise SourceError(f"{self.where}: is empty; give an article's text")
        return data

    def lines(self, most: int) -> Iterator[tuple[int, bytes | None]]:
        """Numbered lines, from 1, without their ends; ``None`` for one of more than ``most`` bytes."""
        number, parts, size = 1, [], 0
        for chunk in self:
            first, *rest = chunk.split(b"\n")
            size += len(first)
            if size <= most:
                parts.append(first)
            for line in rest:
                yield number, b"".join(parts) if size <= most else None
                number, parts, size = number + 1, [line], len(line)
        if size:
            yield number, b"".join(parts) if size <= most else None


def open_file(path: Path) -> Reader:
    """The bytes of a regular file.

    Raises:
        SourceError: the path is missing, no regular file or not readable.
    """
    where = shown(str(path))
    try:
        # Not blocking, so that a pipe without a writer cannot hold the build up before it is refused.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise SourceError(f"{where}: is no regular file; give a file or a folder of them")
    except FileNotFoundError:
        raise SourceError(f"{where}: there is no such file or folder; check the path") from None
    except OSError as error:
        raise SourceError(f"{where}: cannot be read ({error.strerror}); make it readable or leave it out") from None
    return Reader(_chunks(descriptor, where), where)


def _chunks(descriptor: int, where: str) -> Iterator[bytes]:
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        while True:
            try:
                chunk = file.read(CHUNK)
            except OSError as error:
                raise SourceError(
                    f"{where}: cannot be read ({error.strerror}); make it readable or leave it out"
                ) from None
            if not chunk:
                return
            yield chunk
