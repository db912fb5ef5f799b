"""One process that reads, as the build sees it."""

from __future__ import annotations

import signal
import subprocess
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bilat_kg import interpreter
from bilat_kg.errors import BilatError
from bilat_kg.sources import Record, Refusal
from bilat_kg.workers.messages import packed, unpacked, widened
from bilat_kg.workers.reader import Unusable

# What a worker is given at once grows up to so many articles, so that those of a small build are still shared out. It
# is given more while it reads, so that it need not wait for a build that is busy with what came before.
_BATCH = 16


@dataclass(frozen=True, slots=True)
class Task:
    """A record to read, with its place among the results."""

    place: int
    record: Record


class Worker:
    """One process that reads one article after the other."""

    def __init__(self, pipeline: str, prepare: str, deadline: str) -> None:
        self.deadline = float(deadline)
        self.process = subprocess.Popen(
            interpreter.command("bilat_kg.workers.reader", "serve", pipeline, prepare, deadline),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what a library mutters is neither a result nor a note
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.answers = self.process.stdout.fileno()
        self.room = widened(self.process.stdin.fileno())
        widened(self.answers)
        self.tasks: deque[Task] = deque()
        self.given, self.appetite = 0, 1
        self.takes_more = self.dead = False

    def send(self, tasks: list[Task]) -> None:
        """Hand over articles to an idle worker, which takes in all of them before it begins."""
        self._send(tasks, packed([task.record for task in tasks]))

    def send_more(self, tasks: list[Task]) -> bool:
        """Hand over articles to a worker that has begun those that it was given last, and say whether it was possible.

        Their pipe is empty then, and takes what fits into it at once; more would have to wait until the worker is idle,
        and the worker might wait for somebody to take its answers.
        """
        data = packed([task.record for task in tasks])
        if len(data) > self.room:
            self.takes_more = False
            return False
        self._send(tasks, data)
        return True

    def _send(self, tasks: list[Task], data: bytes) -> None:
        self.tasks.extend(tasks)
        self.given, self.takes_more = len(tasks), False
        self.appetite = min(2 * self.appetite, _BATCH)
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):  # a worker that died is noticed when its answer is due
            self.process.stdin.write(data)
            self.process.stdin.flush()

    def receive(self) -> tuple[Task, Any]:
        """The next answer, once it has begun to come; the worker may be found dead instead."""
        task = self.tasks.popleft()
        try:
            answer = unpacked(self.answers)
        except EOFError:
            self.stop()
            self.dead = True
            return task, Refusal(task.record.where, f"{task.record.where}: {self._cause(self.process.returncode)}")
        if isinstance(answer, Unusable):
            raise BilatError(answer.reason)
        if len(self.tasks) == self.given - 1:
            self.takes_more = True
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
