from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from written import SAMPLE, gold_store

OXIGRAPH = Path(sys.executable).with_name("oxigraph")

Serve = Callable[[Path], str]


@pytest.fixture(scope="session")
def serve(tmp_path_factory) -> Iterator[Serve]:
    """Load a file into an Oxigraph server on loopback and give the URL of its query service."""
    started: list[subprocess.Popen[bytes]] = []

    def start(file: Path) -> str:
        location = tmp_path_factory.mktemp("oxigraph") / "store"
        subprocess.run(
            [OXIGRAPH, "load", "--location", location, "--file", file], check=True, capture_output=True, timeout=60
        )
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [OXIGRAPH, "serve-read-only", "--location", location, "--bind", f"127.0.0.1:{port}"]
        process = subprocess.Popen(
            [*command, "--union-default-graph"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        started.append(process)
        url = f"http://127.0.0.1:{port}"
        for _ in range(200):
            try:
                with urlopen(url, timeout=5):
                    return f"{url}/query"
            except OSError:
                assert process.poll() is None, "the server ended"
                time.sleep(0.05)
        raise AssertionError("the server does not answer")

    yield start
    for process in started:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def wikidata(serve: Serve) -> str:
    """The query service of the sample."""
    return serve(SAMPLE)


@pytest.fixture(scope="session")
def gold_seeds(tmp_path_factory) -> Path:
    """A store of the gold of the seeds, for reading only."""
    return gold_store(tmp_path_factory.mktemp("gold-seeds") / "bilat-kg.store")


@pytest.fixture
def seeds(run, gold_seeds: Path):
    """The command line in an empty directory, on the gold of the seeds."""
    run.store = gold_seeds
    return run


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch) -> Path:
    """Answers are kept in the test's own folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "bilat-kg" / "answers"
