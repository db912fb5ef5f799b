"""The workers of one build, and its texts."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bilat_kg.errors import StoreError
from bilat_kg.graph import manifest
from bilat_kg.graph.manifest import Manifest
from bilat_kg.graph.readings import Readings
from bilat_kg.graph.store import READINGS
from bilat_kg.web.limits import Limits
from bilat_kg.web.process import Worker

_RETRY = 1.0  # seconds after which a worker that could not be started is tried again


class Crew:
    """The workers of a published build; ``None`` comes in the place of a worker once another build has taken over."""

    def __init__(self, store: Path, made: Manifest, limits: Limits) -> None:
        self.store, self.manifest, self.limits = store, made, limits
        self.idle: asyncio.LifoQueue[Worker | None] = asyncio.LifoQueue()
        self.closed = False
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Start as many workers as there are places, the first of which looks at every byte."""
        self.readings = await asyncio.to_thread(_HeldReadings, self.store, self.manifest)
        first = await self._hire(sum(file.size for file in self.manifest.files.values()))
        others = await asyncio.gather(
            *(self._hire() for _ in range(2 * self.limits.places - 1)), return_exceptions=True
        )
        for worker in (first, *others):
            if isinstance(worker, Worker):
                self.idle.put_nowait(worker)
            else:
                self._replace()

    async def _hire(self, verify: int | None = None) -> Worker:
        worker = await Worker.start(self.store, self.limits, verify)
        if worker.build != self.manifest.build:
            await worker.stop()
            raise StoreError(f"{self.store}: another build was published meanwhile")
        return worker

    def give_back(self, worker: Worker, *, answered: bool) -> None:
        """Take a worker back; one that did not answer is replaced."""
        if answered and not self.closed:
            self.idle.put_nowait(worker)
            return
        self._run(worker.stop())
        if not self.closed:
            self._replace()

    def _replace(self) -> None:
        async def replace() -> None:
            while not self.closed:
                try:
                    self.give_back(await self._hire(), answered=True)
                    return
                except (StoreError, OSError, TimeoutError):
                    await asyncio.sleep(_RETRY)  # another build takes over, or the store comes back

        self._run(replace())

    def _run(self, work: object) -> None:
        task = asyncio.ensure_future(work)  # type: ignore[call-overload]
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Send the idle workers home; the others follow when they have answered."""
        self.closed = True
        idle = [self.idle.get_nowait() for _ in range(self.idle.qsize())]
        for _ in range(2 * self.limits.places + self.limits.queue):
            self.idle.put_nowait(None)
        await asyncio.gather(*(worker.stop() for worker in idle if worker))


class _HeldReadings(Readings):
    """The texts of a build, whose file stays open: it is cleared away while the next build takes over."""

    def __init__(self, store: Path, made: Manifest) -> None:
        build = store / made.build
        manifest.check_file(build, READINGS, made.files[READINGS])
        super().__init__(build / READINGS)
        self._connection = sqlite3.connect(self._uri, uri=True, check_same_thread=False)
        self._one_by_one = threading.Lock()
        self.names()  # SQLite opens the file when it is first read

    def _rows(self, sql: str, *values: str) -> Iterator[tuple[Any, ...]]:
        try:
            with self._one_by_one:
                rows = self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise StoreError(f"the texts of the build cannot be read ({error})") from None
        return iter(rows)
