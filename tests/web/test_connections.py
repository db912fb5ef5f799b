"""T16: slow clients, many connections, large bodies."""

from __future__ import annotations

import resource
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import quote

import pytest

from tests.web.servers import serving
from tests.web.test_protocol import refused

SOON = 10.0  # seconds: on a quiet machine it is hundredths; `python -m benchmarks.serving` measures
SMALL = "ASK {{ ?s ?p {} }}"


@contextmanager
def connected(server, sent: bytes) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as client:
        client.sendall(sent)
        yield client


def resident(pid: int) -> int:
    """Bytes of memory that a process holds."""
    with open(f"/proc/{pid}/statm") as figures:  # noqa: PTH123
        return int(figures.read().split()[1]) * resource.getpagesize()


def answered(server, number: int) -> float:
    """Ask a small query that was not asked before; give how long it took."""
    started = time.monotonic()
    assert server.ask(SMALL.format(number)).status_code == 200
    return time.monotonic() - started


def test_three_hundred_half_open_connections_keep_nobody_waiting(server) -> None:
    halves = [b"", b"GET /sparql HTTP/1.1\r\nHost: 127", b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\n"
              b"Content-Type: application/sparql-query\r\nContent-Length: 100\r\n\r\nASK"]  # fmt: skip
    with ExitStack() as clients:
        opened = [clients.enter_context(connected(server, halves[number % 3])) for number in range(300)]
        assert max(answered(server, number) for number in range(20)) < SOON
        # the server does not wait for them for ever
        ends = [client.recv(4096) for client in opened[:6]]
        assert ends[0] == ends[1] == b""
        assert b" 408 " in ends[2]
    assert answered(server, 1_000) < SOON


def test_a_head_without_end_is_cut_off(server) -> None:
    before, line = resident(server.pid), b"X-Name: " + b"x" * 1_000 + b"\r\n"
    with connected(server, b"GET /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\n") as client:
        assert not taken(client, line, 20_000_000)
    assert resident(server.pid) - before < 20_000_000


def taken(client: socket.socket, piece: bytes, size: int) -> bool:
    """Send pieces until the server takes no more; tell whether it took so many bytes."""
    try:
        for _ in range(size // len(piece)):
            client.sendall(piece)
    except OSError:
        return False
    return True


@pytest.mark.parametrize("told", [True, False])
def test_a_body_of_a_gigabyte_is_refused_unread(server, told: bool) -> None:
    before = resident(server.pid)
    length = b"Content-Length: 1000000000\r\n" if told else b"Transfer-Encoding: chunked\r\n"
    head = b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/sparql-query\r\n" + length + b"\r\n"
    with connected(server, head) as client:
        assert not taken(client, b"x" * 65_536 if told else b"10000\r\n" + b"x" * 65_536 + b"\r\n", 1_000_000_000)
        assert answered(server, 2_000 + told) < SOON
    assert resident(server.pid) - before < 20_000_000


def test_the_refusal_of_a_large_body_says_how_much_is_taken(server) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    body = b"query=" + b"x" * 20_000
    assert "16,000 bytes" in refused(server.client.post("/sparql", content=body, headers=form), 413)
    body = b"x=" + b"x" * 1_000_001
    assert "1,000,000 bytes" in refused(server.client.post("/sparql", content=body, headers=form), 413)


def test_what_is_no_http_is_told_so_and_left(server) -> None:
    for sent in (
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\r\n" * 100 + b"NONSENSE\n",
    ):
        with connected(server, sent) as client:
            said = client.recv(4096)
            assert said.startswith(b"HTTP/1.1 400 ") or not said
    assert answered(server, 3_000) < SOON


def test_several_requests_at_once_on_one_connection(server) -> None:
    request = b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    with connected(server, request * 20) as client:
        said = b""
        while said.count(b'"boolean":true') < 20:
            said += client.recv(65_536) or pytest.fail(said.decode())


def test_a_query_ends_when_its_client_leaves(seed_store) -> None:
    with serving(seed_store, "--jobs", 1, "--deadline", 600) as patient:
        before = patient.workers()
        asked = quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
        with connected(patient, f"GET /sparql?query={asked} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()):
            time.sleep(1)
            assert patient.workers() == before
        until = time.monotonic() + 30
        while patient.workers() == before:  # the one that worked for nobody is replaced
            assert time.monotonic() < until
            time.sleep(0.05)
        assert answered(patient, 1) < SOON
