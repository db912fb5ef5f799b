"""gzip, bzip2, Zstandard and tar, told by their first bytes and unpacked as they are read; nothing touches the disk.

Files of these kinds are rows of members (a multistream dump has one for each hundred pages). Where one is damaged, the
reading goes on at the next that begins, and a NUL stands for what is lost.
"""

from __future__ import annotations

import bz2
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from bilat_kg.errors import SourceError
from bilat_kg.sources.reader import Reader

# A text that is larger than this and shrinks to less than a 300th is no text that anybody wrote.
BOMB_BYTES = 64 << 20
BOMB_RATIO = 300
MAX_DAMAGES = 20
_PIECE = 1 << 20  # bytes uncompressed at once
_ZSTD_INPUT = 1 << 10  # 4 bytes of Zstandard can stand for 128 KiB, and its library has no limit on what comes out
_ZSTD_WINDOW = 1 << 27
_OVERLAP = 16
_SKIPPABLE = re.compile(rb"[\x50-\x5f]\x2a\x4d\x18", re.DOTALL)


class _Member(Protocol):
    """One member being uncompressed."""

    @property
    def eof(self) -> bool:
        """Whether its end was reached."""

    @property
    def hungry(self) -> bool:
        """Whether nothing comes out before more goes in."""

    def feed(self, data: bytes) -> tuple[bytes, bytes]:
        """What comes out, ``_PIECE`` or little more, and what of ``data`` has not gone in."""


class _Gzip:
    errors: tuple[type[Exception], ...] = (zlib.error,)

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(wbits=31)
        self.hungry = True

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    def feed(self, data: bytes) -> tuple[bytes, bytes]:
        out = self._zlib.decompress(data, _PIECE)
        return out, self._zlib.unused_data if self.eof else self._zlib.unconsumed_tail


class _Bzip2:
    errors: tuple[type[Exception], ...] = (OSError, ValueError)

    def __init__(self) -> None:
        self._bz2 = bz2.BZ2Decompressor()

    @property
    def eof(self) -> bool:
        return self._bz2.eof

    @property
    def hungry(self) -> bool:
        return self._bz2.needs_input

    def feed(self, data: bytes) -> tuple[bytes, bytes]:
        out = self._bz2.decompress(data, _PIECE)
        return out, self._bz2.unused_data


class _Zstandard:
    def __init__(self) -> None:
        import zstandard  # not every build reads one

        self.errors: tuple[type[Exception], ...] = (zstandard.ZstdError,)
        self._zstd = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
        self.hungry = True

    @property
    def eof(self) -> bool:
        return self._zstd.eof

    def feed(self, data: bytes) -> tuple[bytes, bytes]:
        out = self._zstd.decompress(data[:_ZSTD_INPUT])
        return out, self._zstd.unused_data + data[_ZSTD_INPUT:] if self.eof else data[_ZSTD_INPUT:]


@dataclass(frozen=True, slots=True)
class Compression:
    """A kind of compression: its name, how a member of it begins, and what uncompresses one."""

    name: str
    magic: re.Pattern[bytes]
    member: Callable[[], _Gzip | _Bzip2 | _Zstandard]


COMPRESSIONS = (
    Compression("gzip", re.compile(rb"\x1f\x8b\x08"), _Gzip),
    Compression("bzip2", re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), _Bzip2),
    Compression("Zstandard", re.compile(rb"\x28\xb5\x2f\xfd"), _Zstandard),
)


def compression(head: bytes) -> Compression | None:
    """What a source that begins with ``head`` is compressed by."""
    return next((each for each in COMPRESSIONS if each.magic.match(head)), None)


def uncompressed(packed: Reader, kind: Compression) -> Reader:
    """What ``packed`` holds. Reading it raises ``SourceError`` for what grows beyond any text."""
    damages = packed.damages
    return Reader(_Unpacking(packed, kind, damages).pieces(), packed.where, damages)


class _Unpacking:
    """The way through the members of one file."""

    def __init__(self, packed: Reader, kind: Compression, damages: list[str]) -> None:
        self._packed = packed
        self._kind = kind
        self._damages = damages
        self._data = b""
        self._taken = 0  # bytes of the file up to the end of `_data`
        self._made = 0

    def pieces(self) -> Iterator[bytes]:
        """The uncompressed bytes."""
        while self._data or self._more():
            if not self._begins():
                return
            member, before = self._kind.member(), self._data
            try:
                while not member.eof:
                    if member.hungry and not self._data and not self._more():
                        self._damages.append(
                            f"ends in the middle of its {self._kind.name} data at byte {self._taken:,}; what follows "
                            "is lost, fetch the file again"
                        )
                        yield b"\0"
                        return
                    before = self._data or before  # what a member holds back can hold the next one, too
                    out, self._data = member.feed(self._data)
                    self._made += len(out)
                    self._check_ratio()
                    yield out
            except member.errors as error:
                self._data = before
                yield b"\0"
                if not self._goes_on(str(error)):
                    return

    def _more(self) -> bool:
        chunk = next(self._packed, b"")
        self._data += chunk
        self._taken += len(chunk)
        return bool(chunk)

    def _begins(self) -> bool:
        """Whether a member begins here; blocks of other uses and zeros that fill up are stepped over."""
        while len(self._data) < _OVERLAP and self._more():
            pass
        while self._kind.name == "Zstandard" and _SKIPPABLE.match(self._data):
            self._step(8 + int.from_bytes(self._data[4:8], "little"))
        if self._kind.magic.match(self._data):
            return True
        while not self._data.strip(b"\0"):
            self._data = b""
            if not self._more():
                return False
        return bool(self._kind.magic.match(self._data)) or self._goes_on("no member begins there")

    def _step(self, size: int) -> None:
        while len(self._data) < size:
            size -= len(self._data)
            self._data = b""
            if not self._more():
                return
        self._data = self._data[size:]
        while len(self._data) < _OVERLAP and self._more():
            pass

    def _goes_on(self, error: str) -> bool:
        """Find the next member behind a damaged place, and say what was lost; whether there is one."""
        at = self._taken - len(self._data)
        found = self._kind.magic.search(self._data, 1)
        while found is None and len(self._damages) < MAX_DAMAGES:
            self._data = self._data[-_OVERLAP:]
            if not self._more():
                break
            found = self._kind.magic.search(self._data)
        end = self._taken - len(self._data) + (found.start() if found else len(self._data))
        self._damages.append(
            f"its {self._kind.name} data is damaged at byte {at:,} ({error}); the pages up to byte {end:,} are lost, "
            "fetch the file again"
        )
        self._data = self._data[found.start() :] if found else b""
        return found is not None and len(self._damages) < MAX_DAMAGES

    def _check_ratio(self) -> None:
        if self._made > BOMB_BYTES and self._made > BOMB_RATIO * self._taken:
            raise SourceError(
                f"{self._packed.where}: {self._taken:,} bytes of {self._kind.name} grow to more than {self._made:,}, "
                "as no text does; reading stopped there"
            )
