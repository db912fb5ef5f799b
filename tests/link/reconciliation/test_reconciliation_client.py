from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta

import pytest
from stub_service import MANIFEST, MANIFEST_10, http, stub

from bilat_kg.errors import ReconciliationError
from bilat_kg.link.reconciliation.cache import Cache
from bilat_kg.link.reconciliation.client import Client, candidates
from bilat_kg.link.reconciliation.exchange import Manners, user_agent

QUICK = Manners(pause=0, backoff=0.01, deadline=10)
MOSCOW = {"id": "Q649", "name": "মস্কো", "score": 100, "match": True}
ENDPOINTS = ["", "/1.0-draft", "/wikidata", "/wikidata/1.0-draft"]


def result(*found, count=1):
    return {f"q{at}": {"result": list(found)} for at in range(count)}


@pytest.mark.parametrize("path", ENDPOINTS)
def test_our_own_service_is_understood_in_both_versions(endpoint, path):
    client = Client(endpoint + path, manners=QUICK)
    names = ["মস্কোতে", "Kuala Lumpur", "Qwxzzy", "মস্কোতে"]
    answers = client.candidates(names, type="Q515", limit=3)
    assert [answer.name for answer in answers] == names
    assert answers[0] == answers[3]
    assert answers[0].version == ("1.0-draft" if path.endswith("draft") else "0.2")
    ids = [[offer.id for offer in answer.offers][:1] for answer in answers]
    if "wikidata" in path:
        assert ids == [["Q649"], ["Q1865"], [], ["Q649"]]
        assert [answer.certain and answer.certain.id for answer in answers] == ["Q649", "Q1865", None, "Q649"]
    else:
        assert ids == [["city/Q649"], ["city/Q1865"], [], ["city/Q649"]]
        assert not any(answer.certain for answer in answers)  # a link needs an item


def test_properties_types_and_the_language_reach_the_service(endpoint):
    for path in ("/wikidata", "/wikidata/1.0-draft"):
        client = Client(endpoint + path, manners=QUICK)
        (answer,) = client.candidates(["বন"], properties={"P17": ["জার্মানি", "Chile"]})
        assert [(offer.id, offer.match) for offer in answer.offers] == [("Q586", True)]
        (answer,) = client.candidates(["Georgia"], type="Q5")
        assert "Q230" not in [offer.id for offer in answer.offers]
    (answer,) = Client(endpoint + "/1.0-draft", manners=QUICK).candidates(["মস্কো"], lang="en", limit=1)
    assert [offer.name for offer in answer.offers] == ["Moscow"]


def test_batches_are_as_large_as_the_service_wants_and_we_are_polite():
    with stub(http(MANIFEST | {"batchSize": 3}), *[http(result(MOSCOW, count=size)) for size in (3, 3, 1)]) as served:
        client = Client(served.address + "/", manners=Manners(agent=user_agent("mailto:me@a.org"), pause=0.2))
        started = time.monotonic()
        answers = client.candidates([f"name {at}" for at in range(7)])
        assert time.monotonic() - started >= 3 * 0.2
    assert len(answers) == 7
    assert [asked.method for asked in served.asked] == ["GET", "POST", "POST", "POST"]
    assert [len(asked.batch) for asked in served.asked[1:]] == [3, 3, 1]
    for asked in served.asked:
        assert asked.headers["user-agent"].startswith("bilat-kg/")
        assert "mailto:me@a.org" in asked.headers["user-agent"]
        assert "cookie" not in asked.headers
        assert "referer" not in asked.headers


def test_a_service_that_is_busy_is_asked_again_when_it_says():
    busy = http({}, "429 Too Many Requests", Retry_After="1")
    with stub(http(MANIFEST), busy, http({}, "503 Service Unavailable"), http(result(MOSCOW))) as served:
        started = time.monotonic()
        (answer,) = Client(served.address, manners=QUICK).candidates(["মস্কোতে"])
        assert time.monotonic() - started >= 1
    assert answer.certain.id == "Q649"
    assert len(served.asked) == 4


def test_a_service_that_stays_busy_or_asks_for_patience_is_left_alone():
    with stub(http({}, "503 Service Unavailable")) as served:
        with pytest.raises(ReconciliationError, match="was asked 4 times and answered 503; try again later"):
            Client(served.address, manners=QUICK).candidates(["x"])
        assert len(served.asked) == 4
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    for patience in ("86400", tomorrow):
        with stub(http({}, "429 Too Many Requests", Retry_After=patience)) as served:
            with pytest.raises(ReconciliationError, match=r"asks to come again in 86,\d\d\d s; try again then"):
                Client(served.address, manners=QUICK).candidates(["x"])
            assert len(served.asked) == 1


def test_answers_are_kept_with_the_time_of_retrieval(tmp_path):
    notes = []
    with stub(http(MANIFEST), http(result(MOSCOW, count=2))) as served:
        (first, _) = candidates(["মস্কোতে", "x"], served.address, cache_folder=tmp_path, note=notes.append)
        address = served.address
    assert datetime.now(UTC) - first.retrieved < timedelta(seconds=30)
    for path in tmp_path.rglob("*.json"):
        entry = json.loads(path.read_text())
        assert entry["retrieved"].endswith("+00:00")
        assert entry["asked"]["endpoint"] == address
    time.sleep(1.1)
    (again, _) = candidates(["মস্কোতে", "x"], address, cache_folder=tmp_path, note=notes.append)  # the server is gone
    assert again == first
    assert not notes
    with pytest.raises(ReconciliationError, match="nobody answers there"):
        candidates(["মস্কোতে", "another"], address, cache_folder=tmp_path)


def test_what_was_answered_before_a_failure_is_not_asked_again(tmp_path):
    names = [f"name {at}" for at in range(20)]
    with stub(
        http(MANIFEST), http(result(MOSCOW, count=10)), http(b"<html>"), http(result(MOSCOW, count=10))
    ) as served:
        client = Client(served.address, cache=Cache(tmp_path), manners=QUICK)
        with pytest.raises(ReconciliationError, match="the answer cannot be read: it is not JSON"):
            client.candidates(names)
        assert len(client.candidates(names)) == 20
    assert len(served.asked) == 4


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"\xff" * 100,
        b"[" * 100_000,
        b'{"asked": 1, "retrieved": "2026-01-01T00:00:00+00:00", "answer": []}',
        lambda entry: entry | {"retrieved": "yesterday"},
        lambda entry: entry | {"retrieved": 5},
        lambda entry: entry | {"retrieved": "2026-01-01T00:00:00"},  # in which time zone?
        lambda entry: entry | {"answer": [{"id": "Q1"}]},
        lambda entry: entry | {"answer": "Q1"},
        lambda entry: {**entry, "more": 1},
        b"0" * 2_000_000,
    ],
)
def test_a_damaged_entry_of_the_cache_is_passed_over_with_a_note(tmp_path, damage):
    notes = []
    replies = http(MANIFEST), http(result(MOSCOW)), http(result({**MOSCOW, "score": 91}))
    with stub(*replies) as served:
        cache = Cache(tmp_path, notes.append)
        client = Client(served.address, cache=cache, manners=QUICK)
        client.candidates(["মস্কো"])
        (path,) = [path for path in tmp_path.rglob("*.json") if "query" in json.loads(path.read_text())["asked"]]
        if callable(damage):
            path.write_text(json.dumps(damage(json.loads(path.read_text()))))
        else:
            path.write_bytes(damage)
        (answer,) = client.candidates(["মস্কো"])
        assert answer.offers[0].score == 91
        assert len(notes) == 1
        assert "the service is asked instead" in notes[0]
        (kept,) = client.candidates(["মস্কো"])
        assert kept.offers == answer.offers
    assert len(served.asked) == 3


def test_a_manifest_in_the_cache_that_is_none_is_asked_for_again(tmp_path):
    with stub(http(MANIFEST), http(result(MOSCOW)), http(MANIFEST)) as served:
        Client(served.address, cache=Cache(tmp_path), manners=QUICK).candidates(["মস্কো"])
        (path,) = [path for path in tmp_path.rglob("*.json") if "message" in json.loads(path.read_text())["asked"]]
        entry = json.loads(path.read_text())
        path.write_text(json.dumps(entry | {"answer": {"versions": ["9"]}}))
        assert Client(served.address, cache=Cache(tmp_path), manners=QUICK).candidates(["মস্কো"])[0].certain
        assert json.loads(path.read_text())["answer"] == MANIFEST


def test_an_old_entry_is_asked_for_again_and_a_folder_that_cannot_be_written_does_no_harm(tmp_path):
    with stub(http(MANIFEST), http(result(MOSCOW))) as served:
        client = Client(served.address, cache=Cache(tmp_path, lasting=timedelta(days=-1)), manners=QUICK)
        client.candidates(["মস্কো"])
        client.candidates(["মস্কো"])
        assert len(served.asked) == 3
        (tmp_path / "file").write_text("x")
        notes = []
        client = Client(served.address, cache=Cache(tmp_path / "file", notes.append), manners=QUICK)
        served.replies[:] = [http(MANIFEST), http(result(MOSCOW))]
        assert client.candidates(["মস্কো"])[0].certain
        assert any("the answer is not kept" in note for note in notes)


@pytest.mark.parametrize("name", ["", "  ", "x" * 257, "half \ud800"])
def test_what_is_no_name_is_not_asked(name):
    with pytest.raises(ReconciliationError, match="is no name to ask for"):
        Client("http://127.0.0.1:1").candidates([name])
    assert Client("http://127.0.0.1:1").candidates([]) == ()


@pytest.mark.parametrize(
    "address", ["", "ftp://a.org", "file:///etc/passwd", "//a.org", "http://", "http://[", "http://me:secret@a.org"]
)
def test_what_is_no_address_is_not_asked(address):
    with pytest.raises(ReconciliationError, match="address") as refused:
        Client(address).candidates(["x"])
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        ([], "its manifest is no object"),
        ({"name": "old"}, "speaks none of the versions 0.2, 1.0-draft"),
        ({**MANIFEST, "versions": ["9"]}, "speaks none of the versions"),
        ({**MANIFEST, "versions": "0.2"}, "speaks none of the versions"),
        ({"versions": ["0.2"], "name": "x"}, "is none of version 0.2: 'identifierSpace' is a required property"),
        ({**MANIFEST_10, "view": {"url": "x"}}, "is none of version 1.0-draft"),
        ({**MANIFEST, "authentication": {"type": "http", "scheme": "basic"}}, "wants a password or key"),
    ],
)
def test_a_manifest_that_we_do_not_understand_is_refused(manifest, said):
    with stub(http(manifest)) as served, pytest.raises(ReconciliationError, match=said):
        Client(served.address, manners=QUICK).candidates(["x"])
