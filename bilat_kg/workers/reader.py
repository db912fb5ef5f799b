"""What reads in a worker, and the whole life of one."""

from __future__ import annotations

import importlib
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol, cast

from bilat_kg.errors import SourceError
from bilat_kg.model import Article, Reading
from bilat_kg.sources import Record, Refusal, parse
from bilat_kg.workers.messages import packed, unpacked

PIPELINE = "bilat_kg.text.pipeline:load"

# The deadline counts processor time, so that a busy machine refuses nothing that an idle one reads; this many times as
# much real time ends a worker that waits for something that never comes.
_PATIENCE = 10


class Pipeline(Protocol):
    """What reads an article of one language."""

    def read(self, article: Article) -> Reading:
        """All facts, refusals and mentions of ``article``; raises ``SourceError`` where it cannot be read."""


@dataclass(frozen=True, slots=True)
class Unusable:
    """A worker's answer where the pipeline cannot be loaded at all."""

    reason: str


def serve(pipeline: str, prepare: str, deadline: str) -> None:
    """Read records from standard input until it ends, and answer on standard output: the whole life of a worker.

    ``deadline`` is seconds of processor time, as ``Reader`` takes them.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    for ending in (signal.SIGINT, signal.SIGPROF, signal.SIGALRM):
        signal.signal(ending, signal.SIG_DFL)
    reader = Reader(pipeline, prepare, float(deadline))
    with suppress(EOFError, BrokenPipeError):
        while True:
            for record in cast("list[Record]", unpacked(0)):
                answers.write(packed(reader.read(record)))
                answers.flush()


class Reader:
    """Reads records in this process, which the kernel ends when one takes longer than the deadline."""

    def __init__(self, pipeline: str = PIPELINE, prepare: str = "", deadline: float = 8.0) -> None:
        self._pipeline, self._deadline = pipeline, deadline
        self._pipelines: dict[str, Pipeline] = {}
        self._prepare: Callable[[Reading], object] = _load(prepare) if prepare else lambda reading: reading

    def read(self, record: Record) -> object:
        """The reading of a record, prepared; a ``Refusal`` if it has none; ``Unusable`` without a pipeline."""
        try:
            _set_timers(self._deadline)
            article = parse(record)
            _set_timers(0)
            if article.lang not in self._pipelines:
                try:
                    self._pipelines[article.lang] = _load(self._pipeline)(article.lang)
                except Exception as error:
                    told = _told(error)
                    return Unusable(f"the reader of {article.lang} cannot be loaded ({told}); install bilat-kg anew")
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
