"""A query service is asked politely, and what it answers is never trusted: against a real server on loopback."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from bilat_kg.link.wikidata import sources
from bilat_kg.link.wikidata.cache import Answer, Cache
from bilat_kg.link.wikidata.sources import Service, WikidataError, retry_after
from bilat_kg.link.wikidata.theirs import missions, places

EMPTY = json.dumps({"head": {"vars": ["item"]}, "results": {"bindings": []}}).encode()
ROW = b'{"head": {"vars": ["item"]}, "results": {"bindings": [{"item": {"type": "uri", "value": "%s"}}]}}'
Reply = tuple[int, dict[str, str], bytes]


class Scripted(ThreadingHTTPServer):
    """Gives the replies that it was told to, in order and then the last for ever, and keeps what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        self.replies: list[Reply] = [(200, {}, EMPTY)]
        self.asked: list[tuple[dict[str, str], str]] = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(handler) -> None:  # noqa: N805  self is the server here
                body = handler.rfile.read(int(handler.headers["Content-Length"])).decode()
                self.asked.append((dict(handler.headers), parse_qs(body)["query"][0]))
                status, headers, answer = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
                handler.send_response(status)
                for name, value in {"Content-Length": str(len(answer)), **headers}.items():
                    handler.send_header(name, value)
                handler.end_headers()
                handler.wfile.write(answer)

            def log_message(handler, *_: object) -> None:  # noqa: N805  as above
                """Keep silent."""

        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/sparql"


@pytest.fixture
def server() -> Iterator[Scripted]:
    with Scripted() as scripted:
        thread = threading.Thread(target=scripted.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield scripted
        scripted.shutdown()
        thread.join()


def test_it_says_who_it_is_and_what_it_wants(server: Scripted) -> None:
    Service(server.url).select("SELECT ?item {}")
    ((headers, query),) = server.asked
    assert query == "SELECT ?item {}"
    assert headers["User-Agent"].startswith("bilat-kg/")
    assert "https://w3id.org/bilat-kg/" in headers["User-Agent"]
    assert headers["Accept"] == "application/sparql-results+json"


def test_it_waits_as_long_as_it_is_told_to(server: Scripted) -> None:
    server.replies = [(429, {"Retry-After": "1"}, b"slow down"), (200, {}, EMPTY)]
    began = time.monotonic()
    assert Service(server.url).select("SELECT ?item {}") == []
    assert time.monotonic() - began >= 1
    assert len(server.asked) == 2


def test_it_does_not_wait_for_ever(server: Scripted) -> None:
    server.replies = [(429, {"Retry-After": "3600"}, b"")]
    with pytest.raises(WikidataError, match="asks to be left alone for 3600 seconds"):
        Service(server.url).select("SELECT ?item {}")
    assert len(server.asked) == 1


def test_it_gives_up_and_rests_longer_each_time(server: Scripted, monkeypatch) -> None:
    rests: list[float] = []
    monkeypatch.setattr(sources.time, "sleep", rests.append)
    server.replies = [(503, {}, b"")]
    with pytest.raises(WikidataError, match=r"no answer after 4 attempts \(HTTP 503\)"):
        Service(server.url).select("SELECT ?item {}")
    assert len(server.asked) == 4
    assert rests == [0, 2, 4, 8]


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        ((400, {}, b"<html>"), "the service refused the query \\(HTTP 400\\)"),
        ((302, {"Location": "/elsewhere"}, b""), "the service refused the query \\(HTTP 302\\)"),
        ((200, {}, b"<html>no</html>"), "no table of SPARQL results"),
        ((200, {}, b'{"head": {}, "boolean": true}'), "no table of SPARQL results"),
        ((200, {}, b'{"head": {"vars": ["item"]}, "results": {"bindings": [{"item": 1}]}}'), "no table of SPARQL"),
        ((200, {}, ROW % b"http://www.wikidata.org/entity/Q1> ?x"), "no table of SPARQL results"),
        ((200, {}, EMPTY[:-2]), "no table of SPARQL results"),
        ((200, {}, b"[" * 100_000), "no table of SPARQL results"),
    ],
)
def test_an_answer_that_is_none_gets_one_sentence(server: Scripted, reply: Reply, reason: str, tmp_path: Path) -> None:
    server.replies = [reply]
    cache = Cache(tmp_path)
    with pytest.raises(WikidataError, match=reason):
        Service(server.url, cache).select("SELECT ?item {}")
    assert len(server.asked) == 1  # and no redirect was followed
    assert not list(tmp_path.iterdir())  # and nothing kept


def test_an_answer_without_end_is_cut_off(server: Scripted, monkeypatch) -> None:
    monkeypatch.setattr(sources, "ANSWER_BYTES", 100_000)
    server.replies = [(200, {}, b" " * 1_000_000)]
    with pytest.raises(WikidataError, match="the answer has more than"):
        Service(server.url).select("SELECT ?item {}")


def test_what_is_no_item_and_no_time_counts_for_nothing(server: Scripted) -> None:
    entity = "http://www.wikidata.org/entity/"
    hostile = [
        {"item": {"type": "uri", "value": value}, "root": {"type": "uri", "value": f"{entity}Q3917681"}}
        for value in (
            "javascript:alert(1)", f"{entity}Q0", f"{entity}P31", "http://example.org/Q42",
            f"{entity}Q99999999999999999999", f"{entity}L1-F1", f"{entity}q5",
        )
    ]  # fmt: skip
    mission = {"type": "uri", "value": f"{entity}Q9000000001"}
    claims = []
    for value in (
        {"type": "literal", "value": "<script>"},
        {"type": "bnode", "value": "b0"},
        {"type": "literal", "value": "9" * 5000},
        {"type": "uri", "value": "file:///etc/passwd"},
    ):
        row = {"item": mission, "property": {"type": "literal", "value": "P571"}, "value": value}
        claims += [row | {"precision": {"type": "literal", "value": huge}} for huge in ("eleven", "1" * 5000)]
    not_asked_for = {
        "item": {"type": "uri", "value": f"{entity}Q42"},
        **{k: claims[0][k] for k in ("property", "value")},
    }
    for rows in ([*hostile, {"item": mission, "root": hostile[0]["root"]}], [*hostile, *claims, not_asked_for]):
        body = {"head": {"vars": ["item", "root", "property", "value", "precision"]}, "results": {"bindings": rows}}
        server.replies.insert(-1, (200, {}, json.dumps(body).encode()))
    (found,) = missions(Service(server.url), {"Q842": {"Q833"}})
    assert (found.qid, found.claims, found.classes) == ("Q9000000001", (), {"Q3917681"})
    server.replies.insert(-1, (200, {}, json.dumps(body).encode()))
    assert places(Service(server.url), {"Q1865"}) == {}


def test_a_service_is_asked_country_by_country(server: Scripted) -> None:
    missions(Service(server.url), {"Q842": {"Q833"}, "Q833": {"Q842", "Q159"}, "Q237": {"Q833"}})
    first, second, third = (query for _, query in server.asked)  # and no claims of no items
    assert "VALUES ?sender { wd:Q159583 wd:Q237 }" in first  # the Holy See is Vatican City here
    assert "VALUES ?sender { wd:Q833 }" in second
    assert "VALUES ?receiver { wd:Q159 wd:Q842 }" in second
    assert "VALUES ?sender { wd:Q842 }" in third


def test_nobody_is_asked_twice(server: Scripted, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    first = Service(server.url, cache)
    first.select("SELECT ?item {}")
    again = Service(server.url, cache)
    again.select("SELECT ?item {}")
    assert len(server.asked) == 1
    assert again.retrieved == first.retrieved
    Service(server.url, Cache(tmp_path, max_age=timedelta(0))).select("SELECT ?item {}")
    assert len(server.asked) == 2


def test_a_kept_answer_that_is_damaged_is_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("service", "query", Answer(EMPTY, datetime.now(UTC)))
    assert cache.get("service", "query")
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    for damaged in (whole[:-1], whole.replace(b"results", b"resulTs"), b"", b"{}\n", b"[]\n", b"\xff\n" + EMPTY):
        file.write_bytes(damaged)
        assert cache.get("service", "query") is None


def test_the_oldest_answers_make_room(tmp_path: Path) -> None:
    cache = Cache(tmp_path, max_bytes=2500)
    for number in range(5):
        cache.put("service", str(number), Answer(b"x" * 800, datetime.now(UTC)))
        time.sleep(0.01)
    assert [bool(cache.get("service", str(number))) for number in range(5)] == [False, False, False, True, True]
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "below")
    cache.put("service", "query", Answer(EMPTY, datetime.now(UTC)))
    assert cache.get("service", "query") is None


def test_retry_after_counts_seconds_or_names_a_time() -> None:
    assert retry_after(None) is None
    assert retry_after(" 17 ") == 17
    assert retry_after("soon") is None
    assert retry_after("-3") is None
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert 80 < (retry_after(later) or 0) <= 90
    assert retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0


def test_nobody_there_is_one_sentence(seeds, monkeypatch) -> None:
    monkeypatch.setattr(sources, "ATTEMPTS", 1)
    with pytest.raises(WikidataError, match=r"no answer after 1 attempts \(ConnectError"):
        Service("http://127.0.0.1:9/sparql").select("SELECT * {}")
    for url in ("https:///sparql", "http://[::1/sparql", "http://"):
        assert "a query service has a URL such as" in seeds.refused("diff", url)
