"""Lines sorted by their bytes, each once, however many there are: what does not fit in memory waits on the disk."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path

from pyoxigraph import Quad

from bilat_kg.graph.canonical import canonical_lines

_TOGETHER = 500  # quads, or their lines; blocks of a megabyte that come and go would leave the heap full of holes
_IN_MEMORY = 4 << 20  # bytes kept before they are sorted and set aside
_RUNS = 64  # files of a size that are merged into one; far fewer than a process may have open


class SortedLines:
    """Takes lines in any order, with repetitions; iterating gives them sorted, each once.

    ``directory`` holds what is more than ``in_memory`` bytes; ``clear`` removes it.
    """

    def __init__(self, directory: Path, in_memory: int = _IN_MEMORY) -> None:
        self._directory = directory
        self._in_memory = in_memory
        self._blobs: list[bytes] = []
        self._size = 0
        self._runs: list[list[Path]] = []  # of what was in memory once; of _RUNS such files; of _RUNS of these; …

    def add(self, lines: bytes) -> None:
        """Add whole lines, each with its line feed."""
        self._blobs.append(lines)
        self._size += len(lines)
        if self._size > self._in_memory:
            self._set_aside(self._sorted(), 0)
            self._blobs, self._size = [], 0

    def extend(self, lines: Iterable[bytes]) -> None:
        """Add lines one by one."""
        for batch in _batches(lines):
            self.add(batch)

    def add_quads(self, quads: Iterable[Quad]) -> None:
        """Add quads; ``ValueError`` for one with a blank node."""
        rest = iter(quads)
        while batch := list(islice(rest, _TOGETHER)):
            self.add(b"".join(canonical_lines(batch)))

    def __iter__(self) -> Iterator[bytes]:
        return _merged(chain.from_iterable(self._runs), self._sorted())

    def clear(self) -> None:
        """Forget all lines."""
        _remove(chain.from_iterable(self._runs))
        self._runs, self._blobs, self._size = [], [], 0

    def _sorted(self) -> list[bytes]:
        """The lines in memory, repeated ones too; most blobs are sorted, so that this is a merge."""
        lines = [line for blob in self._blobs for line in blob.splitlines(keepends=True)]
        lines.sort()
        return lines

    def _set_aside(self, lines: Iterable[bytes], level: int) -> None:
        """Write a run; where it completes the runs of its level, they become one of the next.

        So each line is written as often as there are levels, which are few however many lines there are.
        """
        if level == len(self._runs):
            self._runs.append([])
        runs = self._runs[level]
        with tempfile.NamedTemporaryFile(dir=self._directory, prefix="run-", suffix=".nq", delete=False) as out:
            runs.append(Path(out.name))
            for batch in _batches(lines):
                out.write(batch)
        if len(runs) == _RUNS:
            self._set_aside(_merged(runs, []), level + 1)
            _remove(runs)
            runs.clear()


def _batches(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines, many at once, which are far sooner written than one by one."""
    rest = iter(lines)
    return iter(lambda: b"".join(islice(rest, _TOGETHER)), b"")


def _merged(runs: Iterable[Path], lines: Iterable[bytes]) -> Iterator[bytes]:
    with ExitStack() as files:
        last = b""
        for line in heapq.merge(*(files.enter_context(run.open("rb")) for run in runs), lines):
            if line != last:
                yield line
                last = line


def _remove(runs: Iterable[Path]) -> None:
    for run in runs:
        run.unlink(missing_ok=True)


def without(lines: Iterable[bytes], removed: Iterable[bytes]) -> Iterator[bytes]:
    """Those of sorted ``lines`` that are not among the ``removed``, sorted too."""
    gone = iter(removed)
    next_gone = next(gone, None)
    for line in lines:
        while next_gone is not None and next_gone < line:
            next_gone = next(gone, None)
        if line != next_gone:
            yield line
