from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn

from bilat_kg.link.reconciliation.application import application
from bilat_kg.link.reconciliation.entities import gazetteer
from bilat_kg.link.reconciliation.index import Index
from bilat_kg.link.reconciliation.service import GRAPH, ITEMS, Service


@pytest.fixture(scope="session")
def index() -> Index:
    return Index(gazetteer())


@pytest.fixture(scope="session")
def service(index) -> Service:
    return Service(index, GRAPH)


@pytest.fixture(scope="session")
def items(index) -> Service:
    return Service(index, ITEMS)


@pytest.fixture(scope="session")
def endpoint(index) -> Iterator[str]:
    """The address of our own service, really served on loopback."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(application(index), log_level="warning", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)
