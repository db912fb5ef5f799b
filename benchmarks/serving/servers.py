"""Servers to measure: ours, and the native one on the same build."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class Server:
    """A server process on a port of the loopback."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process, self.port = process, port

    def memory(self) -> int:
        """Bytes that the process and its children hold, shared ones counted once (proportional set size)."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text("ascii").split()
        total = 0
        for pid in [self.process.pid, *map(int, children)]:
            with suppress(OSError):  # a worker may have ended
                rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
                total += int(re.findall(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)[0]) * 1024
        return total


@contextmanager
def ours(store: Path, *options: object) -> Iterator[Server]:
    """Serve a store with ``bilat-kg serve``."""
    command = [sys.executable, "-m", "bilat_kg", "serve", "--store", str(store), "--port", "0", *map(str, options)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    line = process.stderr.readline()
    found = re.search(r":(\d+)/", line)
    try:
        assert found, line
        yield Server(process, int(found[1]))
        assert process.poll() is None, "the server ended"
    finally:
        process.terminate()
        process.wait(10)
        process.stderr.close()


@contextmanager
def native(program: str, index: Path) -> Iterator[Server]:
    """Serve an index with ``oxigraph serve-read-only``."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [program, "serve-read-only", "--location", str(index), "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True)
    try:
        until = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                assert time.monotonic() < until, "the native server does not start"
                time.sleep(0.05)
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait(10)
