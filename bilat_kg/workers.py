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
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Protocol

from bilat_kg.errors import BilatError, SourceError
from bilat_kg.model import Article, Reading
from bilat_kg.sources import Record, Refusal, parse

PIPELINE = "bilat_kg.text.pipeline:load"

# How many articles may be ahead of the one whose result is due: results come in the order of the records.
_AHEAD = 64
# The deadline counts processor time, so that a busy machine refuses nothing that an idle one reads; this many times as
# much real time ends a worker that waits for something that never comes.
_PATIENCE = 10
_SERVE = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from bilat_kg.workers import serve; serve(sys.argv[2], float(sys.argv[3]))"
)


class Pipeline(Protocol):
    """What reads an article of one language."""

    def read(self, article: Article) -> Reading:
        """All facts, refusals and mentions of ``article``; raises ``SourceError`` where it cannot be read."""


@dataclass(frozen=True, slots=True)
class _Unusable:
    """A worker's answer where the pipeline cannot be loaded at all."""

    reason: str


def extract(
    records: Iterable[Record], *, jobs: int = 1, deadline: float = 8.0, pipeline: str = PIPELINE
) -> Iterator[tuple[str, Reading | Refusal]]:
    """Read ``records``, and give for each its path and its reading, or the reason why there is none, in their order.

    Args:
        records: what to read; taken from the iterator as workers become free.
        jobs: how many processes read at once.
        deadline: seconds of processor time that an article may take.
        pipeline: ``module:function``; the function takes a language's code and gives its ``Pipeline``.

    Raises:
        BilatError: the pipeline cannot be loaded.
    """
    waiting = iter(records)
    idle: list[_Worker] = []
    busy: dict[int, _Worker] = {}
    done: dict[int, tuple[str, Reading | Refusal]] = {}
    taken = due = 0
    more = True
    try:
        while more or busy or done:
            while more and len(busy) < jobs and taken < due + _AHEAD * jobs:
                record = next(waiting, None)
                if record is None:
                    more = False
                    break
                worker = idle.pop() if idle else _Worker(pipeline, deadline)
                worker.send(taken, record)
                busy[worker.answers.fileno()] = worker
                taken += 1
            while due in done:
                yield done.pop(due)
                due += 1
            for answers in wait(list(busy)) if busy else ():
                assert isinstance(answers, int)
                worker = busy[answers]
                done[worker.index] = worker.where, worker.receive()
                del busy[answers]
                if worker.process.returncode is None:
                    idle.append(worker)
    finally:
        for worker in [*idle, *busy.values()]:
            worker.stop()


class _Worker:
    """One process that reads one article at a time."""

    def __init__(self, pipeline: str, deadline: float) -> None:
        self.deadline = deadline
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", _SERVE, json.dumps(sys.path), pipeline, str(deadline)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what a library mutters is neither a result nor a note
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.tasks, self.answers = self.process.stdin, self.process.stdout
        self.index, self.where = -1, ""

    def send(self, index: int, record: Record) -> None:
        """Hand over the next article."""
        self.index, self.where = index, record.where
        with suppress(BrokenPipeError):  # a worker that died is noticed when its answer is due
            pickle.dump(record, self.tasks)
            self.tasks.flush()

    def receive(self) -> Reading | Refusal:
        """The answer, once it has begun to come; a worker that died instead has a return code afterwards."""
        try:
            answer = pickle.load(self.answers)
        except (EOFError, pickle.UnpicklingError):
            self.stop()
            return Refusal(self.where, f"{self.where}: {self._cause(self.process.returncode)}")
        if isinstance(answer, _Unusable):
            raise BilatError(answer.reason)
        assert isinstance(answer, Reading | Refusal)
        return answer

    def _cause(self, code: int) -> str:
        if code in {-signal.SIGPROF, -signal.SIGALRM}:
            return f"took longer than {self.deadline:g} s to read; shorten it, or give a later --deadline"
        cause = f"signal {-code}" if code < 0 else f"exit {code}"
        return f"the process that read it ended ({cause}); leave the article out, and please report it"

    def stop(self) -> None:
        """End the process."""
        with suppress(BrokenPipeError):
            self.tasks.close()
        if self.process.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                # An idle worker ends when its tasks do; one that died is on its way.
                self.process.wait(0.05)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.answers.close()


def serve(pipeline: str, deadline: float) -> None:
    """Read records from standard input until it ends, and answer on standard output: the whole life of a worker."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    for ending in (signal.SIGINT, signal.SIGPROF, signal.SIGALRM):
        signal.signal(ending, signal.SIG_DFL)
    pipelines: dict[str, Pipeline] = {}
    while True:
        try:
            record = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        answer = _read(record, pipeline, pipelines, deadline)
        try:
            pickle.dump(answer, answers)
            answers.flush()
        except BrokenPipeError:
            return


def _read(
    record: Record, pipeline: str, pipelines: dict[str, Pipeline], deadline: float
) -> Reading | Refusal | _Unusable:
    try:
        _set_timers(deadline)
        article = parse(record)
        _set_timers(0)
        if article.lang not in pipelines:
            try:
                pipelines[article.lang] = _load(pipeline)(article.lang)
            except Exception as error:
                return _Unusable(
                    f"the reader of {article.lang} cannot be loaded ({_told(error)}); install bilat-kg anew"
                )
        _set_timers(deadline)
        return pipelines[article.lang].read(article)
    except SourceError as error:
        reason = str(error).removeprefix(f"{record.name}: ")
        return Refusal(record.where, reason if reason.startswith(record.where) else f"{record.where}: {reason}")
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


def _load(pipeline: str) -> Callable[[str], Pipeline]:
    module, _, function = pipeline.partition(":")
    loader: Callable[[str], Pipeline] = getattr(importlib.import_module(module), function)
    return loader


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".replace("\n", " ")
