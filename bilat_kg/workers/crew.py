"""The workers of one extraction, and who of them reads what."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from multiprocessing.connection import wait
from typing import Any

from bilat_kg.sources import Record, Unread
from bilat_kg.workers.worker import Task, Worker

# How many articles may be ahead of the one whose result is due: results come in the order of the records. Files that
# were not opened take next to no memory, and do not count.
_AHEAD = 64
_BATCH_SIZE = 200_000  # characters that a worker is given at once


class Crew:
    """The workers of one extraction, and what is under way."""

    def __init__(
        self,
        records: Iterator[Record | Unread],
        known: Callable[[Record | Unread], object],
        jobs: int,
        settings: tuple[str, str, str],
    ) -> None:
        self.records, self.known, self.jobs, self.settings = records, known, jobs, settings
        self.idle: list[Worker] = []
        self.busy: dict[int, Worker] = {}
        self.again: deque[Task] = deque()  # given to a worker that could not take it, or died before it did
        self.done: dict[int, tuple[Record | Unread, Any]] = {}
        self.taken = self.due = 0
        self.held = 0  # texts
        self.more = True

    def results(self) -> Iterator[tuple[Record | Unread, Any]]:
        """All records with what came of them, in their order."""
        while self.more or self.again or self.busy or self.done:
            while self.hand_out():
                pass
            while self.due in self.done:
                record, result = self.done.pop(self.due)
                self.held -= isinstance(record, Record)
                yield record, result
                self.due += 1
            if self.busy and not (self.has_work() and self.has_room()):
                for answers in wait(list(self.busy)):
                    assert isinstance(answers, int)
                    self.receive(self.busy[answers])

    def has_work(self) -> bool:
        """Whether there is something to give to a worker, as far as one can say."""
        return bool(self.again) or (self.more and self.held < _AHEAD * self.jobs)

    def has_room(self) -> bool:
        """Whether there is a worker to give something to, or may be one more."""
        return len(self.busy) < self.jobs or any(worker.takes_more for worker in self.busy.values())

    def hand_out(self) -> bool:
        """Give a worker what it is to read next; whether there was something, and somebody to take it."""
        if not (self.has_work() and self.has_room()):
            return False
        if len(self.busy) < self.jobs:
            batch = self.batch(self.idle[-1].appetite if self.idle else 1)
            if batch:
                worker = self.idle.pop() if self.idle else Worker(*self.settings)
                worker.send(batch)
                self.busy[worker.answers] = worker
        else:
            worker = next(worker for worker in self.busy.values() if worker.takes_more)
            batch = self.batch(worker.appetite)
            if batch and not worker.send_more(batch):
                self.again.extendleft(reversed(batch))
        return bool(batch)

    def batch(self, most: int) -> list[Task]:
        """Take what the next worker is to read; nothing where all that may be taken is known or there is no more."""
        tasks: list[Task] = []
        size = 0
        while self.has_work() and len(tasks) < most and size < _BATCH_SIZE:
            if self.again:
                task = self.again.popleft()
            else:
                record = next(self.records, None)
                if record is None:
                    self.more = False
                    break
                place = self.taken
                self.taken += 1
                self.held += isinstance(record, Record)
                if (found := self.known(record)) is not None:
                    self.done[place] = record, found
                    continue
                assert isinstance(record, Record)
                task = Task(place, record)
            tasks.append(task)
            size += len(task.record.text)
        return tasks

    def receive(self, worker: Worker) -> None:
        """Take the next answer of a worker."""
        task, answer = worker.receive()
        self.done[task.place] = task.record, answer
        if worker.dead or not worker.tasks:
            del self.busy[worker.answers]
            self.again.extend(worker.tasks)
            if not worker.dead:
                self.idle.append(worker)

    def stop(self) -> None:
        """End all processes."""
        for worker in [*self.idle, *self.busy.values()]:
            worker.stop()
