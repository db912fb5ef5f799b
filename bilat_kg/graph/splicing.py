"""The canonical N-Quads of a build: a file, and beside it what builds since have taken from it and added to it.

The file is written once and shared by the builds that follow, so that a small change costs what has changed. When what
stands beside it is no longer small, the file is written anew.
"""

from __future__ import annotations

import heapq
import io
import mmap
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from bilat_kg.errors import StoreError
from bilat_kg.graph.canonical import DESCRIBED, CanonicalFile
from bilat_kg.graph.lines import without

_BLOCK = 4 << 20
_END = b"\xff"  # sorts behind every line
_GONE, _NEW, _MARK = range(3)


class DiffersError(StoreError):
    """A build is not what its files and its index say together, so that none can go on from it."""


@dataclass(frozen=True, slots=True)
class Canonical:
    """The canonical N-Quads of a build: the lines of ``written`` without those ``removed``, and those ``added``.

    The last two are files of sorted lines, where there are any: what is removed stands in ``written``, what is added
    does not.
    """

    written: Path
    removed: Path | None = None
    added: Path | None = None

    def blocks(self) -> Iterator[tuple[bytes, bool]]:
        """All lines in their order, in blocks that end anywhere, each with whether it is before the self-description.

        A block holds lines of the self-description only where that is in ``written``. Raises ``DiffersError`` where
        something that is removed was not there.
        """
        with self.changes() as (removed, added):
            yield from _spliced(self.written, removed, added)

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """All of it as a file to read."""
        if self.removed is self.added is None:
            with self.written.open("rb") as file:
                yield file
        else:
            with io.BufferedReader(_Blocks(block for block, _ in self.blocks()), _BLOCK) as blocks:
                yield cast("IO[bytes]", blocks)

    @contextmanager
    def changes(self) -> Iterator[tuple[Iterable[bytes], Iterable[bytes]]]:
        """The lines that were removed and those that were added, to go through once."""
        with ExitStack() as files:
            removed, added = (
                files.enter_context(path.open("rb")) if path else () for path in (self.removed, self.added)
            )
            yield removed, added

    def after(self, gone: Iterable[bytes], new: Iterable[bytes], removed: Path, added: Path) -> Canonical:
        """What it is without the lines that are ``gone`` and with ``new`` ones, both sorted and gone through twice.

        Those that are gone have to be in it, those that are new must not. ``removed`` and ``added`` are written.
        """
        with self.changes() as (less, more), removed.open("wb") as out:
            out.writelines(heapq.merge(without(less, new), without(gone, more)))
        with self.changes() as (less, more), added.open("wb") as out:
            out.writelines(heapq.merge(without(more, gone), without(new, less)))
        return Canonical(self.written, removed, added)

    def write_to(self, out: CanonicalFile) -> None:
        """Write all lines but those of the self-description, none of which may be left."""
        for block, before in self.blocks():
            out.write(block, before=before)

    def size(self) -> tuple[int, int]:
        """The bytes of the file, and those of what stands beside it."""
        beside = (path.stat().st_size for path in (self.removed, self.added) if path)
        return self.written.stat().st_size, sum(beside)


class _Blocks(io.RawIOBase):
    """Blocks to be read as a file."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks, self._rest = blocks, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # this is what io.BufferedReader gives
        if not self._rest:
            self._rest = memoryview(next(self._blocks, b""))
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


def _spliced(written: Path, gone: Iterable[bytes], new: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """The blocks of a file of sorted lines without those that are ``gone`` and with the ``new`` ones, sorted too."""
    with written.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as lines:
        at = 0
        marks = ((DESCRIBED, _MARK), (_END, _MARK))
        for line, turn in heapq.merge(((line, _GONE) for line in gone), ((line, _NEW) for line in new), marks):
            before = line <= DESCRIBED
            place = _place(lines, line, at)
            file.seek(at)  # read and not mapped, for what is mapped stays in memory
            while at < place:
                block = file.read(min(_BLOCK, place - at))
                at += len(block)
                yield block, before
            if turn == _NEW:
                yield line, before
            elif turn == _GONE:
                at += len(line)
                if lines[place:at] != line:
                    raise DiffersError(f"{written}: has not the line that a build after it took out at byte {place}")


def _place(lines: mmap.mmap, line: bytes, low: int) -> int:
    """Where ``line`` stands or would stand among sorted lines, from the line that begins at ``low`` on."""
    high = len(lines)
    while low < high:
        start = lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = lines.find(b"\n", start) + 1
        if lines[start:end] < line:
            low = end
        else:
            high = start
    return low
