"""T11: no query reaches another machine, by its text and by what its process may do."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from tests.web.test_protocol import refused


class Listener:
    """Counts who connects to the loopback, and sends them on to where they came from."""

    def __init__(self, family: int, address: str) -> None:
        self.socket = socket.create_server((address, 0), family=family)
        self.port = self.socket.getsockname()[1]
        self.heard: list[bytes] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self.socket.accept()
            except OSError:
                return
            with client:
                self.heard.append(client.recv(1_000))
                target = f"http://127.0.0.1:{self.port}/again"
                client.sendall(f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode())


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    found = Listener(socket.AF_INET, "127.0.0.1")
    yield found
    found.socket.close()


@pytest.fixture(scope="module")
def sixth() -> Iterator[Listener]:
    try:
        found = Listener(socket.AF_INET6, "::1")
    except OSError:
        pytest.skip("this machine has no IPv6")
    yield found
    found.socket.close()


SPELLINGS = [
    "ASK {{ SERVICE <{}> {{ ?s ?p ?o }} }}",
    "ASK {{ service silent <{}> {{ ?s ?p ?o }} }}",
    "ASK {{ SeRvIcE\tSILENT\n<{}> {{ ?s ?p ?o }} }}",
    "ASK {{ SERVICE#comment\n<{}> {{ ?s ?p ?o }} }}",
    "ASK {{ SERVICE<{}>{{}} }}",
    "ASK {{ BIND(<{}> AS ?where) SERVICE ?where {{ ?s ?p ?o }} }}",
    "ASK {{ VALUES ?where {{ <{}> }} SERVICE SILENT ?where {{ ?s ?p ?o }} }}",
    "PREFIX x: <{}> ASK {{ SERVICE x: {{ ?s ?p ?o }} }}",
    "BASE <{}> ASK {{ SERVICE <> {{ ?s ?p ?o }} }}",
    "ASK {{ OPTIONAL {{ SERVICE <{}> {{ ?s ?p ?o }} }} }}",
    "ASK {{ FILTER EXISTS {{ SERVICE <{}> {{ ?s ?p ?o }} }} }}",
    "ASK {{ {{ SELECT * {{ SERVICE <{}> {{ ?s ?p ?o }} }} }} }}",
    "ASK {{ FILTER(true)SERVICE <{}> {{ ?s ?p ?o }} }}",
    "ASK {{ FILTER(1=1SERVICE <{}> {{ }}) }}",
    "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE <{}> {{ ?s ?p ?o }} }}",
    "DESCRIBE ?s {{ SERVICE <{}> {{ ?s ?p ?o }} }}",
    "ASK {{ ?s ?p '''\\''' . SERVICE <{}> {{ ''' }}",
    "LOAD <{}>",
    "LOAD SILENT <{}> INTO GRAPH <x:g>",
    "INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{}> {{ ?s ?p ?o }} }}",
]


def test_service_and_load_are_refused_in_every_spelling(server, listener, sixth) -> None:
    addresses = [
        f"http://127.0.0.1:{listener.port}/",
        f"http://localhost:{listener.port}/",
        f"http://[::1]:{sixth.port}/",
    ]
    asked = 0
    for spelling in SPELLINGS:
        for address in addresses:
            answer = server.ask(spelling.format(address))
            if "'''" not in spelling:
                refused(answer, 400)
            asked += 1
    assert asked >= 60
    assert listener.heard == sixth.heard == []


def test_graphs_are_names_and_are_never_fetched(server, listener) -> None:
    address = f"http://127.0.0.1:{listener.port}/data.ttl"
    for text in (f"ASK FROM <{address}> {{ ?s ?p ?o }}", f"ASK FROM NAMED <{address}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"):
        assert server.ask(text).json()["boolean"] is False
    for name in ("default-graph-uri", "named-graph-uri"):
        assert server.ask("ASK { ?s ?p ?o }", params={name: address}).json()["boolean"] is False
    jsonld = server.ask("CONSTRUCT WHERE { ?s a bilat:Embassy }", headers={"Accept": "application/ld+json"})
    assert jsonld.status_code == 200
    assert listener.heard == []


ASKING = """
import sys
from pyoxigraph import Store
from bilat_kg.web.confinement import confine
store = Store()
if sys.argv[2] == "confined":
    confine(1 << 30)
for silent in ("", "SILENT"):
    try:
        list(store.query("SELECT * { SERVICE %s <http://127.0.0.1:%s/> { ?s ?p ?o } }" % (silent, sys.argv[1])))
    except OSError as error:
        print(error)
"""


def test_a_worker_cannot_reach_the_network_even_if_it_wanted_to(listener) -> None:
    """The same query, past any look at its text, with and without what a worker gives up."""
    for state, expected in (("open", True), ("confined", False)):
        listener.heard.clear()
        done = subprocess.run(
            [sys.executable, "-c", ASKING, str(listener.port), state],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        assert bool(listener.heard) is expected, done
        assert done.stdout
