"""Real server processes to ask."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.conftest import SCRIPT

GOLDEN = Path(__file__).parents[1] / "data" / "queries"


class Server:
    """A real server process; ``client`` asks it, ``pid`` is the listening process."""

    def __init__(self, process: subprocess.Popen[str], url: str) -> None:
        self.process, self.url, self.pid = process, url, process.pid
        self.killed = False
        self.client = httpx.Client(base_url=url, timeout=30)

    def get(self, path: str, **more) -> httpx.Response:
        return self.client.get(path, **more)

    def ask(self, query: str, **more) -> httpx.Response:
        return self.client.get("/sparql", params={"query": query, **more.pop("params", {})}, **more)

    @property
    def port(self) -> int:
        return int(self.url.rstrip("/").rpartition(":")[2])

    def workers(self) -> list[int]:
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]


@contextmanager
def serving(store: Path, *options: object) -> Iterator[Server]:
    process = subprocess.Popen(
        [str(SCRIPT), "serve", "--store", str(store), "--port", "0", *map(str, options)],
        stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONWARNINGS": "error"},
    )  # fmt: skip
    assert process.stderr is not None
    try:
        line = process.stderr.readline()
        found = re.search(r"http://\S+", line)
        assert found, line + process.stderr.read()
        server = Server(process, found[0])
        with server.client:
            yield server
        assert server.killed or process.poll() is None, process.stderr.read()
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(10)
        said = process.stderr.read()
        process.stderr.close()
        assert "Traceback" not in said, said
