"""The workers of the published build, who gets one when, and what has been answered already.

Every query begins as a quick one. One that takes longer than ``Limits.quick`` becomes a long one: it lets others go
first, and there are only so many places for those. So a few queries that run until they are killed leave the
processors to the many that take a millisecond. A build that is published takes over as soon as its workers are ready.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from bilat_kg.errors import StoreError
from bilat_kg.graph import manifest
from bilat_kg.graph.manifest import Manifest
from bilat_kg.graph.query import Query
from bilat_kg.graph.readings import Readings
from bilat_kg.web.answers import Answer, Question, RefusalError
from bilat_kg.web.crew import Crew
from bilat_kg.web.limits import MEBIBYTE, Limits
from bilat_kg.web.process import Ended, Reply, Worker, cause

log = logging.getLogger(__name__)
_LOOK = 0.25  # seconds between two looks at whether another build was published


class _Places:
    """So many places to run in, and a queue of so many who wait for one."""

    def __init__(self, places: int, queue: int) -> None:
        self.free = asyncio.Semaphore(places)
        self.queue = queue
        self.waiting = 0

    async def take(self) -> None:
        """Wait for a place; ``RefusalError`` where too many do."""
        if self.free.locked() and self.waiting >= self.queue:
            raise RefusalError(503, f"{self.waiting} queries are waiting; ask again in a moment", 5)
        self.waiting += 1
        try:
            await self.free.acquire()
        finally:
            self.waiting -= 1


class _Place:
    """The place that a query has, which may be changed for another."""

    def __init__(self, taken: _Places) -> None:
        self.taken = taken

    def release(self) -> None:
        """Give the place to who waits for it."""
        self.taken.free.release()


class Pool:
    """Answers queries on the published build of a store: ``async with Pool(path, Limits()) as pool: pool.ask(…)``.

    Entering raises ``StoreError`` where the store cannot be opened.
    """

    def __init__(self, store: Path, limits: Limits) -> None:
        self.store, self.limits = store, limits
        self.quick, self.long = (_Places(limits.places, limits.queue) for _ in range(2))
        self._known = Cache(64 * MEBIBYTE)

    async def __aenter__(self) -> Pool:
        self._seen = self._stamp()
        self.crew = Crew(self.store, manifest.read_manifest(self.store), self.limits)
        await self.crew.open()
        self._watching = asyncio.create_task(self._watch())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._watching.cancel()
        with suppress(asyncio.CancelledError):
            await self._watching
        await self.crew.close()

    @property
    def manifest(self) -> Manifest:
        """What the build that is served holds."""
        return self.crew.manifest

    @property
    def readings(self) -> Readings:
        """The texts of the build that is served, and what was refused in them."""
        return self.crew.readings

    async def ask(
        self, query: Question | Query | str, parameters: Mapping[str, str] | Iterable[tuple[str, str]] = ()
    ) -> Answer:
        """Answer a query; ``RefusalError`` for one that gets no answer, with the reason.

        A ``Query`` or text is answered as JSON (rows, yes or no) or N-Triples, for ``Answer.table`` and the like.
        """
        question = query if isinstance(query, Question) else _question(query, parameters)
        known = self._known.get((self.crew.manifest.sha256, question))
        if known:
            return known
        try:
            async with asyncio.timeout(self.limits.seconds):
                return await self._answer(question)
        except TimeoutError:
            raise RefusalError(503, f"no answer in {self.limits.seconds:g} s; ask for less, or ask again", 30) from None

    async def _answer(self, question: Question) -> Answer:
        again = True
        while True:
            try:
                crew, (header, body) = await self._turn(question)
            except Ended as ended:
                if again and not str(ended):  # somebody killed it, and not for what it was asked
                    again = False
                    continue
                raise cause(ended, self.limits) from None
            if "damaged" in header:
                if crew.closed or self._stamp() != self._seen:
                    await asyncio.sleep(_LOOK)
                    continue  # its files were cleared away, and another build takes over
                log.error(header["damaged"])
                raise RefusalError(503, "the store cannot be read; whoever keeps it finds the reason in the log", 60)
            if "refused" in header:
                raise RefusalError(header["status"], header["refused"], 30 if header["status"] == 503 else None)
            answer = Answer(body, header["media_type"], crew.manifest.sha256, header["truncated"], header["stable"])
            if answer.stable:
                self._known.put((answer.build, question), answer)
            return answer

    async def _turn(self, question: Question) -> tuple[Crew, Reply]:
        async with self._place(self.quick) as place, self._worker() as (crew, worker, asked):
            asking = asyncio.ensure_future(worker.ask(question, self.limits.seconds))
            asked.append(asking)
            await self._until_long(worker, asking)
            if not asking.done() and not self.long.free.locked():
                await self.long.take()
                place.release()
                place.taken = self.long
                worker.slow()
                await asyncio.wait({asking})
            if asking.done():
                return crew, asking.result()
        # As many long ones run as there is room for: this one makes way, and begins again when it is its turn.
        async with self._place(self.long), self._worker() as (crew, worker, asked):
            asking = asyncio.ensure_future(worker.ask(question, self.limits.seconds))
            asked.append(asking)
            worker.slow()
            await asyncio.wait({asking})
            return crew, asking.result()

    async def _until_long(self, worker: Worker, asking: asyncio.Future[Reply]) -> None:
        """Wait for an answer until the worker has worked on it for longer than a quick query takes.

        Time of the processor counts, or a query that met a busy machine would be taken for a long one.
        """
        started = worker.worked()
        while not asking.done() and worker.worked() - started < self.limits.quick / 2:
            await asyncio.wait({asking}, timeout=self.limits.quick)

    @asynccontextmanager
    async def _place(self, places: _Places) -> AsyncIterator[_Place]:
        await places.take()
        place = _Place(places)
        try:
            yield place
        finally:
            place.release()

    @asynccontextmanager
    async def _worker(self) -> AsyncIterator[tuple[Crew, Worker, list[asyncio.Future[Reply]]]]:
        while True:
            crew = self.crew
            worker = await crew.idle.get()
            if worker and worker.alive:
                break
            if worker:  # it ended while it had nothing to do
                crew.give_back(worker, answered=False)
        asked: list[asyncio.Future[Reply]] = []
        try:
            yield crew, worker, asked
        finally:
            answered = all(asking.done() and not asking.cancelled() and not asking.exception() for asking in asked)
            for asking in asked:
                asking.cancel()
            crew.give_back(worker, answered=answered)

    def _stamp(self) -> tuple[int, int] | None:
        try:
            found = (self.store / manifest.FILE).stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ino

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(_LOOK)
            stamp = self._stamp()
            if stamp == self._seen or stamp is None:
                continue
            try:
                made = manifest.read_manifest(self.store)
                if made.build != self.crew.manifest.build:
                    await self._take_over(Crew(self.store, made, self.limits))
                self._seen = stamp
            except (StoreError, OSError, TimeoutError) as error:
                if stamp == self._stamp():  # not one more build that came meanwhile
                    self._seen = stamp
                    log.error("%s; the build before it is served on", error)

    async def _take_over(self, new: Crew) -> None:
        try:
            await new.open()
        except BaseException:
            await new.close()
            raise
        old, self.crew = self.crew, new
        await old.close()


def _question(query: Query | str, parameters: Mapping[str, str] | Iterable[tuple[str, str]]) -> Question:
    text, name = (query, "the query") if isinstance(query, str) else (query.text, query.name)
    return Question(text, name, tuple(dict(parameters).items()))


class Cache:
    """Answers by build and question, the least recently used forgotten first; never more than ``size`` bytes."""

    def __init__(self, size: int) -> None:
        self.size, self.used = size, 0
        self._answers: OrderedDict[tuple[str, Question], Answer] = OrderedDict()

    def get(self, key: tuple[str, Question]) -> Answer | None:
        """Give the answer that is kept, if it is."""
        if key in self._answers:
            self._answers.move_to_end(key)
        return self._answers.get(key)

    def put(self, key: tuple[str, Question], answer: Answer) -> None:
        """Keep an answer, unless it would take more than a sixteenth of the room."""
        cost = _cost(key, answer)
        if cost > self.size // 16 or key in self._answers:
            return
        self._answers[key] = answer
        self.used += cost
        while self.used > self.size:
            self.used -= _cost(*self._answers.popitem(last=False))


def _cost(key: tuple[str, Question], answer: Answer) -> int:
    return len(answer.body) + 4 * len(key[1].query) + 1000
