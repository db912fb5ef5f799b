"""Whom the server answers, and what every answer says or does not say."""

from __future__ import annotations

import pytest

from tests.web.servers import serving
from tests.web.test_protocol import refused

PATHS = ("/sparql", "/sparql?query=ASK%20%7B%7D", "/queries", "/id/country/MYS", "/", "/nothing", "/openapi.json")


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:80", "localhost.", "", "[::2]"]
)
def test_a_host_that_is_not_ours_is_refused(server, host: str) -> None:
    for path in PATHS:
        assert "does not answer to that Host" in refused(server.get(path, headers={"Host": host}), 403)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1", "[::1]:80"])
def test_a_host_of_the_loopback_is_ours(server, host: str) -> None:
    assert server.get("/sparql", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "https://localhost.evil.example", "null", "file://"])
def test_a_private_server_is_not_read_by_pages_of_other_sites(server, origin: str) -> None:
    for path in PATHS:
        answer = server.get(path, headers={"Origin": origin})
        refused(answer, 403)
        assert "access-control-allow-origin" not in answer.headers
    form = server.client.post("/sparql", data={"query": "ASK {}"}, headers={"Origin": origin})
    assert "may not read" in refused(form, 403)


def test_pages_of_this_machine_read_a_private_server(server) -> None:
    origin = "http://localhost:5173"
    answer = server.ask("ASK {}", headers={"Origin": origin})
    assert answer.json()["boolean"]
    assert answer.headers["access-control-allow-origin"] == origin
    assert "bilat-truncated" in answer.headers["access-control-expose-headers"].lower()
    assert "origin" in answer.headers["vary"].lower()


def test_any_page_reads_a_public_server(seed_store) -> None:
    with serving(seed_store, "--allow-host", "graph.example", "--jobs", 1) as public:
        headers = {"Host": "graph.example", "Origin": "https://yasgui.example"}
        assert public.ask("ASK {}", headers=headers).headers["access-control-allow-origin"] == "*"
        asking = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
        flown = public.client.options("/sparql", headers={**headers, **asking})
        assert flown.status_code == 200
        assert flown.headers["access-control-allow-origin"] == "*"
        assert "content-type" in flown.headers["access-control-allow-headers"].lower()
        refusal = public.ask("SELEC", headers=headers)
        assert refusal.status_code == 400
        assert refusal.headers["access-control-allow-origin"] == "*"
        refused(public.get("/sparql", headers={"Host": "other.example"}), 403)
        assert "<http://graph.example/sparql>" in public.get("/sparql", headers=headers).text
        writing = {**asking, "Access-Control-Request-Method": "DELETE"}
        assert public.client.options("/sparql", headers={**headers, **writing}).status_code == 400


def test_every_answer_is_kept_from_being_taken_for_something_else(server) -> None:
    for path in PATHS:
        headers = server.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "server" not in headers


def test_no_answer_holds_a_path_or_a_trace(server, seed_store) -> None:
    """T22: whatever is wrong, nothing of the machine is told."""
    requests = [
        ("GET", "/sparql?query=%00", None), ("GET", "/sparql?query=SELECT%20*", None), ("GET", "/queries/..", None),
        ("GET", "/queries/embassies-of?country=%2Fetc%2Fpasswd", None), ("GET", "/id/%ff", None),
        ("POST", "/sparql", b"\xff"), ("GET", "/assets/../../etc/passwd", None), ("GET", "/%2e%2e/%2e%2e/etc", None),
        ("GET", "/sparql?query=" + "%7B" * 5_000, None), ("GET", "//etc/passwd", None), ("GET", "/\\", None),
    ]  # fmt: skip
    for method, path, content in requests:
        for accept in ("application/json", "text/html"):
            answer = server.client.request(method, path, content=content, headers={"Accept": accept})
            assert 400 <= answer.status_code < 500 or answer.is_redirect, path
            for secret in (str(seed_store.parent), "Traceback", "site-packages", ".py", "/root", "/home", "root:"):
                assert secret not in answer.text


def test_a_refusal_is_a_page_for_people(server) -> None:
    answer = server.get("/queries/<script>", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<script>" not in answer.text
    assert "&lt;script&gt;" in answer.text
