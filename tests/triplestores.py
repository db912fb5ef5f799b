"""SPARQL servers of others, run for a test: real programs on loopback, on ports that the system chose."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

UNION = "https://w3id.org/bilat-kg/id/graph/union"


@dataclass(frozen=True)
class Server:
    """Where a server listens, and how it wants to be spoken to."""

    name: str
    query: str
    graph_store: str
    update: str
    user: str | None = None
    password: str | None = None
    union: str = "default"

    def login(self) -> dict[str, str | None]:
        return {"user": self.user, "password": self.password, "union": self.union}

    def ask(self, query: str) -> httpx.Response:
        more = {} if self.union == "default" else {"default-graph-uri": self.union}
        return httpx.post(self.query, data={"query": query, **more}, headers={"Accept": "text/csv"}, timeout=60)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@contextmanager
def running(command: list[str], ready: str, folder: Path, seconds: float = 90) -> Iterator[None]:
    """A process that answers at the address ``ready`` during the block."""
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        try:
            end = time.monotonic() + seconds
            while True:
                try:
                    httpx.get(ready, params={"query": "ASK {}"}, timeout=5)
                    break
                except httpx.TransportError:
                    assert process.poll() is None, (folder / "server.log").read_text()
                    assert time.monotonic() < end, (folder / "server.log").read_text()
                    time.sleep(0.1)
            yield
        finally:
            process.kill()
            process.wait()


@contextmanager
def oxigraph(folder: Path) -> Iterator[Server]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    program = str(Path(sys.executable).with_name("oxigraph"))
    with running([program, "serve", "--location", "data", "--bind", f"127.0.0.1:{port}"], f"{url}/query", folder):
        yield Server("oxigraph", f"{url}/query", f"{url}/store", f"{url}/update")


VIRTUOSO = """
[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = t.db
TransactionFile = t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CaseMode = 2
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 10
DefaultMailServer = localhost:25
[SPARQL]
ResultSetMaxRows = 100000
"""


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    port = free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(sql=free_port(), http=port))
    url = f"http://127.0.0.1:{port}"
    with running(["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"], f"{url}/sparql", folder):
        yield Server(
            "virtuoso", f"{url}/sparql", f"{url}/sparql-graph-crud-auth", f"{url}/sparql-auth", "dba", "dba", UNION
        )
