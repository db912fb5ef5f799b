"""Reading articles in processes of their own, so that none can stop a build.

Hostile text can keep a parser busy for hours inside C code that no exception reaches. A worker therefore sets the
kernel's timers on itself: past its deadline it is killed, its article is refused, and another worker takes over. A
crash costs an article, too, and not the build. The build itself never imports spaCy.
"""

from __future__ import annotations

import importlib
import json
import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Any, Protocol, cast

from bilat_kg.errors import BilatError, SourceError
from bilat_kg.model import Article, Reading
from bilat_kg.sources import Record, Refusal, Unread, parse

PIPELINE = "bilat_kg.text.pipeline:load"

# How many articles may be ahead of the one whose result is due: results come in the order of the records. Files that
# were not opened take next to no memory, and do not count.
_AHEAD = 64
# What a worker is given at once grows up to this, so that it does not wait for the build between two articles, and the
# articles of a small build are still shared out.
_BATCH, _BATCH_SIZE = 8, 200_000  # articles, characters
# The deadline counts processor time, so that a busy machine refuses nothing that an idle one reads; this many times as
# much real time ends a worker that waits for something that never comes.
_PATIENCE = 10
_SERVE = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from bilat_kg.workers import serve; serve(sys.argv[2], sys.argv[3], float(sys.argv[4]))"
)


class Pipeline(Protocol):
    """What reads an article of one language."""

    def read(self, article: Article) -> Reading:
        """All facts, refusals and mentions of ``article``; raises ``SourceError`` where it cannot be read."""


@dataclass(frozen=True, slots=True)
class _Unusable:
    """A worker's answer where the pipeline cannot be loaded at all."""

    reason: str


@dataclass(frozen=True, slots=True)
class _Task:
    """A record to read, with its place among the results."""

    place: int
    record: Record


def extract(
    records: Iterable[Record | Unread],
    *,
    jobs: int = 1,
    deadline: float = 8.0,
    pipeline: str = PIPELINE,
    prepare: str = "",
    known: Callable[[Record | Unread], object] = lambda record: None,
) -> Iterator[tuple[Record | Unread, Any]]:
    """Read ``records``, and give each with its reading, or the ``Refusal`` why there is none, in their order.

    Args:
        records: what to read; taken from the iterator as workers become free.
        jobs: how many processes read at once.
        deadline: seconds of processor time that an article may take.
        pipeline: ``module:function``; the function takes a language's code and gives its ``Pipeline``.
        prepare: ``module:function``; the function takes a reading and gives what stands in its place, so that this is
            made where the article is read. It raises ``ValueError`` for one to be refused.
        known: gives what stands in the place of a record's reading, which is then not read, or ``None``; it knows all
            that are ``Unread``.

    Raises:
        BilatError: the pipeline cannot be loaded.
    """
    crew = _Crew(iter(records), known, jobs, (pipeline, prepare, str(deadline)))
    try:
        yield from crew.results()
    finally:
        crew.stop()


class _Crew:
    """The workers of one extraction, and what is under way."""

    def __init__(
        self,
        records: Iterator[Record | Unread],
        known: Callable[[Record | Unread], object],
        jobs: int,
        settings: tuple[str, str, str],
    ) -> None:
        self.records, self.known, self.jobs, self.settings = records, known, jobs, settings
        self.idle: list[_Worker] = []
        self.busy: dict[int, _Worker] = {}
        self.again: deque[_Task] = deque()  # what a worker that died had not begun
        self.done: dict[int, tuple[Record | Unread, Any]] = {}
        self.taken = self.due = 0
        self.held = 0  # texts
        self.more = True

    def results(self) -> Iterator[tuple[Record | Unread, Any]]:
        """All records with what came of them, in their order."""
        while self.more or self.again or self.busy or self.done:
            while self.has_work() and len(self.busy) < self.jobs:
                batch = self.batch(self.idle[-1].appetite if self.idle else 1)
                if not batch:
                    break
                worker = self.idle.pop() if self.idle else _Worker(*self.settings)
                worker.send(batch)
                self.busy[worker.answers] = worker
            while self.due in self.done:
                record, result = self.done.pop(self.due)
                self.held -= isinstance(record, Record)
                yield record, result
                self.due += 1
            if self.busy and not (self.has_work() and len(self.busy) < self.jobs):
                for answers in wait(list(self.busy)):
                    assert isinstance(answers, int)
                    self.receive(self.busy[answers])

    def has_work(self) -> bool:
        """Whether there is something to give to a worker, as far as one can say."""
        return bool(self.again) or (self.more and self.held < _AHEAD * self.jobs)

    def batch(self, most: int) -> list[_Task]:
        """Take what the next worker is to read; nothing where all that may be taken is known or there is no more."""
        tasks: list[_Task] = []
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
                task = _Task(place, record)
            tasks.append(task)
            size += len(task.record.text)
        return tasks

    def receive(self, worker: _Worker) -> None:
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


class _Worker:
    """One process that reads one article after the other."""

    def __init__(self, pipeline: str, prepare: str, deadline: str) -> None:
        self.deadline = float(deadline)
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", _SERVE, json.dumps(sys.path), pipeline, prepare, deadline],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what a library mutters is neither a result nor a note
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.answers = self.process.stdout.fileno()
        self.tasks: deque[_Task] = deque()
        self.appetite = 1
        self.dead = False

    def send(self, tasks: list[_Task]) -> None:
        """Hand over articles, all of which an idle worker takes in before it begins."""
        self.tasks.extend(tasks)
        self.appetite = min(2 * self.appetite, _BATCH)
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):  # a worker that died is noticed when its answer is due
            self.process.stdin.write(_packed([task.record for task in tasks]))
            self.process.stdin.flush()

    def receive(self) -> tuple[_Task, Any]:
        """The next answer, once it has begun to come; the worker may be found dead instead."""
        task = self.tasks.popleft()
        try:
            answer = _unpacked(self.answers)
        except EOFError:
            self.stop()
            self.dead = True
            return task, Refusal(task.record.where, f"{task.record.where}: {self._cause(self.process.returncode)}")
        if isinstance(answer, _Unusable):
            raise BilatError(answer.reason)
        return task, answer

    def _cause(self, code: int) -> str:
        if code in {-signal.SIGPROF, -signal.SIGALRM}:
            return f"took longer than {self.deadline:g} s to read; shorten it, or give a later --deadline"
        cause = f"signal {-code}" if code < 0 else f"exit {code}"
        return f"the process that read it ended ({cause}); leave the article out, and please report it"

    def stop(self) -> None:
        """End the process."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with suppress(BrokenPipeError):
            self.process.stdin.close()
        if self.process.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                # An idle worker ends when its tasks do; one that died is on its way.
                self.process.wait(0.05)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()


def _packed(message: object) -> bytes:
    """A message with its length before it."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return len(data).to_bytes(8, "big") + data


def _unpacked(descriptor: int) -> object:
    """Read exactly one message, so that what comes after it is still to be waited for; ``EOFError`` if it is cut."""
    size = int.from_bytes(_exactly(descriptor, 8), "big")
    return pickle.loads(_exactly(descriptor, size))


def _exactly(descriptor: int, size: int) -> bytes:
    parts = []
    while size:
        part = os.read(descriptor, min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def serve(pipeline: str, prepare: str, deadline: float) -> None:
    """Read records from standard input until it ends, and answer on standard output: the whole life of a worker."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    for ending in (signal.SIGINT, signal.SIGPROF, signal.SIGALRM):
        signal.signal(ending, signal.SIG_DFL)
    reader = Reader(pipeline, prepare, deadline)
    with suppress(EOFError, BrokenPipeError):
        while True:
            for record in cast("list[Record]", _unpacked(0)):
                answers.write(_packed(reader.read(record)))
                answers.flush()


class Reader:
    """Reads records in this process, which the kernel ends when one takes longer than the deadline."""

    def __init__(self, pipeline: str = PIPELINE, prepare: str = "", deadline: float = 8.0) -> None:
        self._pipeline, self._deadline = pipeline, deadline
        self._pipelines: dict[str, Pipeline] = {}
        self._prepare: Callable[[Reading], object] = _load(prepare) if prepare else lambda reading: reading

    def read(self, record: Record) -> object:
        """The reading of a record, prepared; a ``Refusal`` if it has none; ``_Unusable`` without a pipeline."""
        try:
            _set_timers(self._deadline)
            article = parse(record)
            _set_timers(0)
            if article.lang not in self._pipelines:
                try:
                    self._pipelines[article.lang] = _load(self._pipeline)(article.lang)
                except Exception as error:
                    told = _told(error)
                    return _Unusable(f"the reader of {article.lang} cannot be loaded ({told}); install bilat-kg anew")
            _set_timers(self._deadline)
            reading = self._pipelines[article.lang].read(article)
            try:
                return self._prepare(reading)
            except ValueError as error:
                reason = f"what was read from it cannot be in the graph ({error}); leave it out, and please report it"
                return Refusal(record.where, f"{record.where}: {reason}")
        except SourceError as error:
            reason = str(error).removeprefix(f"{record.name}: ")
            told = reason if reason.startswith(record.where) else f"{record.where}: {reason}"
            return Refusal(record.where, told, lasting=True)
        except Exception as error:
            return Refusal(
                record.where, f"{record.where}: reading it failed ({_told(error)}); leave it out, and please report it"
            )
        finally:
            _set_timers(0)


def _set_timers(seconds: float) -> None:
    """Have the kernel kill this process after so many seconds of work; 0 calls it off."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * _PATIENCE)


def _load(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return found


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".replace("\n", " ")
