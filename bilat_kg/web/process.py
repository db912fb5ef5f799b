"""A worker as the server sees it: a process at the other end of a socket, to be killed without a thought."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from bilat_kg import interpreter
from bilat_kg.errors import StoreError
from bilat_kg.web import frames
from bilat_kg.web.answers import Question, RefusalError
from bilat_kg.web.limits import MEBIBYTE, Limits

_NICE = 10  # of a query that takes long: beside a quick one it gets a tenth of a processor
_PATIENCE = 60.0  # seconds for a worker to open a store that somebody has verified
_DIGESTED = 100 * MEBIBYTE  # bytes a second, on a slow disk
_HEADER = MEBIBYTE
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Reply = tuple[dict[str, Any], bytes]


class Ended(Exception):  # noqa: N818  what happened, in one word
    """The process ended before it answered; ``str`` is the last that it said."""


class Worker:
    """One process that has a build open and answers one query at a time."""

    def __init__(self, process: subprocess.Popen[bytes], streams: Streams, said: IO[bytes], limits: Limits) -> None:
        self.process = process
        self.limits = limits
        self.build = ""
        self._reader, self._writer = streams
        self._said = said
        self._thread = 0

    @classmethod
    async def start(cls, store: Path, limits: Limits, verify: int | None = None) -> Worker:
        """Start a process on the published build of a store; ``StoreError`` where it cannot be opened.

        ``verify`` is the number of bytes that it has to compare with the manifest first, if it has to.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            streams = await asyncio.open_connection(sock=ours)
            arguments = [str(store.absolute()), json.dumps(asdict(limits)), "trust" if verify is None else "verify"]
            said = tempfile.TemporaryFile()  # noqa: SIM115  open for as long as the process runs
            # from this thread, which stays: the kernel ends a worker with the thread that started it
            process = subprocess.Popen(
                interpreter.command("bilat_kg.web.worker", "serve", *arguments, str(theirs.fileno())),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                pass_fds=(theirs.fileno(),),
                cwd="/",
                env={"PYTHONUTF8": "1"},  # no secret that the server was given goes further
            )
        worker = cls(process, streams, said, limits)
        try:
            async with asyncio.timeout(_PATIENCE + (verify or 0) / _DIGESTED):
                hello, _ = await worker._receive()
                if "error" in hello:
                    raise StoreError(hello["error"])
                worker.build = hello["build"]
                await worker._rested()
        except Ended as error:
            await worker.stop()
            raise StoreError(f"{store}: the process that opens it ended ({error})") from None
        except BaseException:
            await worker.stop()
            raise
        return worker

    async def ask(self, question: Question, seconds: float) -> Reply:
        """Hand over a query and wait for what comes of it; ``Ended`` where the process ends first."""
        asked = {name: getattr(question, name) for name in Question.__slots__}
        try:
            self._writer.write(frames.pack({**asked, "seconds": seconds}))
            header, body = await self._receive()
            if header.pop("rest", False):
                await self._rested()
        except (OSError, asyncio.IncompleteReadError):
            raise Ended(self._last()) from None
        return header, body

    async def _rested(self) -> None:
        self._thread = int((await self._receive())[0]["thread"])

    async def _receive(self) -> Reply:
        try:
            head, body = frames.LENGTHS.unpack(await self._reader.readexactly(frames.LENGTHS.size))
            if head > _HEADER or body > self.limits.answer:
                raise Ended("it sent more than was asked for")
            header: dict[str, Any] = json.loads(await self._reader.readexactly(head))
            return header, await self._reader.readexactly(body)
        except (OSError, asyncio.IncompleteReadError):
            raise Ended(self._last()) from None

    @property
    def alive(self) -> bool:
        """Whether the process is there."""
        return self.process.poll() is None

    def slow(self) -> None:
        """Let quicker queries go first."""
        if sys.platform != "linux":
            return  # niceness belongs to processes there
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._thread, _NICE)

    def worked(self) -> float:
        """How many seconds of a processor the process has taken."""
        if sys.platform != "linux":
            return time.monotonic()  # as if it had a processor to itself
        try:
            return time.clock_gettime(~self.process.pid << 3 | 2)  # as clock_getcpuclockid(3) makes it
        except OSError:  # it has ended
            return float("inf")

    def _last(self) -> str:
        with suppress(OSError, ValueError):
            self._said.seek(0, os.SEEK_END)
            self._said.seek(max(0, self._said.tell() - 2000))
            return " ".join(self._said.read().decode("utf-8", "replace").split())
        return ""

    async def stop(self) -> None:
        """End the process, whatever it does."""
        self._writer.close()
        self.process.kill()
        self._said.close()
        # a process that has taken much memory needs a moment to give it back
        await asyncio.get_running_loop().run_in_executor(None, self.process.wait)


def cause(ended: Ended, limits: Limits) -> RefusalError:
    """Say what a query did to the process that worked on it."""
    said = str(ended)
    if "overflowed its stack" in said:
        return RefusalError(400, "the query nests too deep to be worked out; write it flatter")
    if "memory allocation" in said or "MemoryError" in said:
        return RefusalError(503, f"the query takes more than {limits.memory >> 20} MiB of memory; ask for less", 30)
    if not said:  # it was killed, perhaps by the system for want of memory
        return RefusalError(503, "the process that worked on this query was ended; ask for less, or ask again", 30)
    return RefusalError(400, "the store cannot work this query out; write it another way, and please report it")
