"""The life of a worker process: it opens a build for reading, gives up all else, and answers one query after another.

It may be killed at any moment. The server takes nothing from it but frames of JSON and bytes.
"""

from __future__ import annotations

import json
import os
import signal
import threading
from contextlib import suppress
from typing import Any, BinaryIO

from bilat_kg.errors import QueryError, StoreError
from bilat_kg.graph.store import Build, open_build
from bilat_kg.web import frames
from bilat_kg.web.answering import UnanswerableError, answer
from bilat_kg.web.answers import Question
from bilat_kg.web.confinement import confine, die_with_parent
from bilat_kg.web.limits import Limits

# Oxigraph's parser, optimiser and evaluator recurse. What 16 kB of query can nest without brackets fits in here, and
# what does not ends this process alone.
_STACK = 512 << 20
_GRACE = 2.0  # seconds after the deadline at which the kernel ends a worker that the server forgot


def serve(store: str, limits: str, verify: str, descriptor: str) -> None:
    """Answer at the socket ``descriptor`` within ``limits`` (JSON): the whole life of a worker.

    ``verify`` is whether the store is compared with its manifest first (``verify``) or not (``trust``).
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's, who ends its workers
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    die_with_parent()
    with os.fdopen(int(descriptor), "r+b", buffering=0) as stream:
        _serve(stream, store, Limits(**json.loads(limits)), verify == "verify")


def _serve(stream: BinaryIO, store: str, limits: Limits, verify: bool) -> None:
    try:
        build = open_build(store, verify=verify)
        answer(build, Question("ASK {}"), limits)  # what is imported late is imported now
        confine(limits.memory + _STACK)
    except (StoreError, OSError) as error:
        stream.write(frames.pack({"error": str(error)}))
        return
    stream.write(frames.pack({"build": build.manifest.build}))
    threading.stack_size(_STACK)
    while True:
        thread = _Asking(stream, build, limits)
        thread.start()
        thread.join()
        if not thread.slowed:
            return


class _Asking(threading.Thread):
    """Answers queries until there are no more, or until the server has made this thread give way to others.

    Niceness belongs to a thread and cannot be taken back, so the thread that comes after has its own.
    """

    def __init__(self, stream: BinaryIO, build: Build, limits: Limits) -> None:
        super().__init__(daemon=True)
        self.stream, self.build, self.limits = stream, build, limits
        self.slowed = False

    def run(self) -> None:
        with suppress(BrokenPipeError):
            self.stream.write(frames.pack({"thread": threading.get_native_id()}))
            usual = os.getpriority(os.PRIO_PROCESS, 0)
            while (asked := frames.receive(self.stream)) is not None:
                header, body = self._answer(asked)  # a panic of Oxigraph is no Exception, and ends the process
                self.slowed = os.getpriority(os.PRIO_PROCESS, 0) > usual
                _send(self.stream, frames.pack({**header, "rest": self.slowed}, body))
                if self.slowed:
                    return

    def _answer(self, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        signal.setitimer(signal.ITIMER_REAL, asked.pop("seconds") + _GRACE)
        lists = {name: tuple(value) for name, value in asked.items() if isinstance(value, list)}
        if parameters := asked.get("parameters"):
            lists["parameters"] = tuple((name, value) for name, value in parameters)
        try:
            found = answer(self.build, Question(**{**asked, **lists}), self.limits)
            header = {"media_type": found.media_type, "truncated": found.truncated, "stable": found.stable}
            return header, found.body
        except UnanswerableError as error:
            return {"refused": str(error), "status": error.status}, b""
        except QueryError as error:
            return {"refused": str(error), "status": 400}, b""
        except StoreError as error:
            return {"damaged": str(error)}, b""
        except MemoryError:
            return {
                "refused": f"the query takes more than {self.limits.memory >> 20} MiB of memory",
                "status": 503,
            }, b""
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


def _send(stream: BinaryIO, message: bytes) -> None:
    rest = memoryview(message)
    while rest:
        rest = rest[stream.write(rest) :]
