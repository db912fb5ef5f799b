"""Bad answers from a service, as many as came to mind: none becomes a link, and each ends in one sentence."""

from __future__ import annotations

import gzip
import time
from dataclasses import replace

import pytest
from stub_service import MANIFEST, MANIFEST_10, http, stub

from bilat_kg.errors import ReconciliationError
from bilat_kg.link.reconciliation.client import Client
from bilat_kg.link.reconciliation.entities import Known
from bilat_kg.link.reconciliation.exchange import Manners
from bilat_kg.link.reconciliation.runs import name, search, take_back, write

QUICK = Manners(pause=0, attempts=2, backoff=0.01, deadline=20, largest=300_000)
MOSCOW = {"id": "Q649", "name": "Moscow", "score": 100, "match": True}
SMALL = {**MOSCOW, "match": False}


def result(*found):
    return {"q0": {"result": list(found)}}


def drip(asked, write_):
    write_(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(15):
        write_(b" ")
        time.sleep(0.2)


def dripping_head(asked, write_):
    write_(b"HTTP/1.1 200 OK\r\n")
    for at in range(15):
        write_(f"X-{at}: y\r\n".encode())
        time.sleep(0.2)


def endless(asked, write_):
    write_(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[")
    for _ in range(10_000):
        write_(b'"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",' * 100)


def silent(asked, write_):
    time.sleep(2)


BOMB = http(gzip.compress(b"[" + b" " * 20_000_000 + b"]"), Content_Encoding="gzip")
RAW = b'{"q0": {"result": [{"id": "Q649", "name": "Moscow", "score": %s, "match": true}]}}'

BROKEN = {
    "a page of HTML": (http(b"<html>Moscow</html>"), "is not JSON"),
    "nothing": (http(b""), "is not JSON"),
    "half an object": (http(b'{"q0": {"result": ['), "is not JSON"),
    "half a body": (b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{}", "breaks off|no proper HTTP"),
    "not HTTP": (b"220 mail ready\r\n", "no proper HTTP"),
    "a closed line": (b"", "no proper HTTP"),
    "Latin-1": (http('{"q0": "é"}'.encode("latin-1")), "is not UTF-8"),
    "deep nesting": (http(b"[" * 100_000), "nested too deep"),
    "a bomb": (BOMB, "compressed"),
    "an endless body": (endless, "larger than 300,000 bytes"),
    "a large body": (http(b" " * 400_000), "larger than 300,000 bytes"),
    "a body drop by drop": (drip, "within 1 s"),
    "headers drop by drop": (dripping_head, "within 1 s"),
    "silence": (silent, "within 1 s|no answer in time"),
    "another host": (http(b"", "302 Found", Location="http://169.254.169.254/latest"), "sends elsewhere"),
    "a file": (http(b"", "301 Moved Permanently", Location="file:///etc/passwd"), "sends elsewhere"),
    "a refusal": (http({"error": "no"}, "403 Forbidden"), "answers 403"),
    "a fault": (http({}, "500 Internal Server Error"), "answers 500"),
    "a year of patience": (http({}, "503 Service Unavailable", Retry_After="31536000"), "come again in 31,536,000 s"),
    "patience that is none": (http({}, "503 Service Unavailable", Retry_After="-1e9"), "asked 2 times"),
    "an array": (http([[MOSCOW]]), "no result batch"),
    "no result": (http({"q0": {}}), "no result batch"),
    "other queries": (http({"q7": {"result": [MOSCOW]}}), "to other queries"),
    "more queries": (http({**result(MOSCOW), "q1": {"result": [MOSCOW]}}), "to other queries"),
    "no queries": (http({}), "to other queries"),
    "no id": (http(result({"name": "Moscow", "score": 100, "match": True})), "no result batch"),
    "an id that is a number": (http(result({**MOSCOW, "id": 649})), "no result batch"),
    "a match in words": (http(result({**MOSCOW, "match": "true"})), "no result batch"),
    "a score in words": (http(result({**MOSCOW, "score": "100"})), "no result batch"),
    "a score that is none": (http(RAW % b"NaN"), "NaN, which is no number"),
    "an infinite score": (http(RAW % b"1e999"), "a number that is too large"),
    "a score of 5,000 digits": (http(RAW % (b"9" * 5000)), "too many digits"),
    "a key twice": (http(b'{"q0": {"result": []}, "q0": {"result": []}}'), "twice in one object"),
    "half a character": (
        http(b'{"q0": {"result": [{"id": "Q649", "name": "\\ud800", "score": 1}]}}'),
        "half a character",
    ),
}
UNBELIEVED = {
    "no item": result({**MOSCOW, "id": "Q0"}),
    "a property": result({**MOSCOW, "id": "P31"}),
    "another item's address": result({**MOSCOW, "id": "https://a.org/Q649"}),
    "an id with a line break": result({**MOSCOW, "id": "Q649\n"}),
    "an id with a quotation mark": result({**MOSCOW, "id": 'Q649" . <x> <y> <z> .'}),
    "an id in Bengali digits": result({**MOSCOW, "id": "Q৬৪৯"}),
    "an id of many digits": result({**MOSCOW, "id": "Q" + "1" * 400}),
    "a formula beside it": result(MOSCOW, {**SMALL, "id": "=1+1"}),
    "a name that turns the writing": result({**MOSCOW, "name": "Mos\u202ecow"}),
    "a name with an escape": result({**MOSCOW, "name": "Moscow\u001b[2J"}),
    "a name of 1,000 letters": result({**MOSCOW, "name": "Moscow" * 200}),
    "a name of nothing": result({**MOSCOW, "name": " "}),
    "a thousand candidates": result(*[MOSCOW] * 1000),
}
UNCERTAIN = {
    "two that match": result(MOSCOW, {**MOSCOW, "id": "Q1"}),
    "a match twice": result(MOSCOW, MOSCOW),
    "a match with a low score": result({**MOSCOW, "score": 12}),
    "a score below nothing": result({**MOSCOW, "score": -100}),
    "somebody else": result({**MOSCOW, "name": "Muscat"}),
    "other letters": result({**MOSCOW, "name": "Москва"}),
    "no match": result(SMALL),
    "nobody": result(),
}
PLACE = Known("city", "city/moscow-x", {"en": "Moscow"})


def links(address, folder, manners=QUICK):
    """A run over one entity without an item; the links that it wrote."""
    file = folder / "decisions.csv"
    found = search(Client(address, manners=manners), [PLACE])
    return write(file, found, "run-1"), file


def test_the_answers_are_many():
    assert (len(BROKEN), len(UNBELIEVED), len(UNCERTAIN)) == (34, 13, 8)


@pytest.mark.parametrize(("reply", "said"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_answer_ends_the_run_in_one_sentence(tmp_path, reply, said):
    started = time.monotonic()
    with stub(http(MANIFEST), reply) as served:
        manners = replace(QUICK, deadline=1) if "within 1 s" in said else QUICK
        with pytest.raises(ReconciliationError, match=said) as refused:
            links(served.address, tmp_path, manners)
        asked = len(served.asked)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 400
    assert time.monotonic() - started < 15
    assert asked <= 3  # nobody was sent elsewhere
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("answer", UNBELIEVED.values(), ids=UNBELIEVED.keys())
def test_an_answer_that_is_not_believed_offers_nothing(tmp_path, answer):
    with stub(http(MANIFEST), http(answer)) as served:
        (told,) = Client(served.address, manners=QUICK).candidates(["Moscow"])
        assert told.offers == ()
        assert told.refused
        assert told.refused.isprintable()
        served.replies[:] = [http(MANIFEST), http(answer)]
        assert links(served.address, tmp_path)[0] == ()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("answer", UNCERTAIN.values(), ids=UNCERTAIN.keys())
def test_an_answer_that_is_not_certain_makes_no_link(tmp_path, answer):
    with stub(http(MANIFEST), http(answer)) as served:
        assert links(served.address, tmp_path)[0] == ()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("score", [100.5, -1, 1e300])
def test_a_score_outside_its_promise_is_not_believed(score):
    with stub(http(MANIFEST_10), http({"results": [{"candidates": [{**MOSCOW, "score": score}]}]})) as served:
        (told,) = Client(served.address, manners=QUICK).candidates(["Moscow"])
    assert "outside the 0 to 100" in told.refused
    without = {"results": [{"candidates": [{"id": "Q649", "name": "Moscow", "match": True}]}]}
    with stub(http(MANIFEST_10), http(without)) as served:
        (told,) = Client(served.address, manners=QUICK).candidates(["Moscow"])
    assert told.certain is None  # it says that it matches, but not how well
    with (
        stub(http(MANIFEST_10), http({"results": []})) as served,
        pytest.raises(ReconciliationError, match="0 results"),
    ):
        Client(served.address, manners=QUICK).candidates(["Moscow"])


def test_a_service_of_other_ids_makes_no_link(tmp_path):
    other = {**MANIFEST, "identifierSpace": "https://a.org/?http://www.wikidata.org/entity/"}
    with stub(http(other), http(result(MOSCOW))) as served:
        assert links(served.address, tmp_path)[0] == ()


def test_a_good_answer_makes_a_link_and_a_run_can_be_taken_back(tmp_path):
    with stub(http(MANIFEST), http(result(MOSCOW))) as served:
        written, file = links(served.address, tmp_path)
    assert [(each.entity, each.qid) for each in written] == [("city/moscow-x", "Q649")]
    host = "reconciliation at 127.0.0.1"
    header, line = file.read_text().splitlines()
    assert header == "entity,decision,qid,who,when,note"
    today = f"{written[0].retrieved:%Y-%m-%d}"
    assert line == f'city/moscow-x,accept,Q649,{host},{today},"run-1: asked for Moscow, told Moscow, score 100"'
    by_hand = "person/rana-das,refuse,Q1,Mina,2026-01-02,run-1 was wrong\n"
    file.write_text(file.read_text() + by_hand)
    before = file.read_text()

    assert write(file, written, "run-2") == ()  # decided already
    assert file.read_text() == before
    assert take_back(file, "run-1") == 1
    assert file.read_text() == f"{header}\n{by_hand}"
    with pytest.raises(ReconciliationError, match="nothing of a run 'run-1' in it; it has no runs"):
        take_back(file, "run-1")


def test_a_file_by_hand_may_leave_out_who_when_and_why(tmp_path):
    file = tmp_path / "decisions.csv"
    file.write_text("\ufeffentity,decision,qid\r\ncity/a,accept,Q1\r\ncity/b,open\r\n")
    with stub(http(MANIFEST), http(result(MOSCOW))) as served:
        links(served.address, tmp_path)
    assert take_back(file, "run-1") == 1
    assert file.read_text() == "entity,decision,qid,who,when,note\ncity/a,accept,Q1,,,\ncity/b,open,,,,\n"


def test_two_names_that_mean_two_items_make_no_link(tmp_path):
    both = Known("city", "city/x", {"en": "Moscow", "bn": "মস্কো"})
    one, other = http(result(MOSCOW)), http(result({**MOSCOW, "id": "Q1", "name": "মস্কো"}))
    with stub(http(MANIFEST), one, other) as served:
        assert search(Client(served.address, manners=QUICK), [both]) == ()
    pair = Known("relationship", "relationship/MYS-RUS", {"en": "Moscow"})
    with stub(http(MANIFEST), one) as served:
        assert search(Client(served.address, manners=QUICK), [pair]) == ()
        assert served.asked == []


@pytest.mark.parametrize(
    "text",
    [
        "entity,qid\nx,Q1\n",
        "entity".encode("utf-16"),
        'entity,decision,qid,who,when,note\n"',
        "a\x00b\n",
        "entity,decision,qid\na,open,,d\n",
        "\n\n",
    ],
)
def test_a_file_that_holds_no_decisions_is_left_as_it_is(tmp_path, text):
    file = tmp_path / "decisions.csv"
    data = text if isinstance(text, bytes) else text.encode()
    file.write_bytes(data)
    with pytest.raises(ReconciliationError, match=r"decisions\.csv"):
        take_back(file, "run-1")
    assert file.read_bytes() == data


def test_runs_have_names_of_their_own():
    from bilat_kg.link.reconciliation.cache import now

    assert name(now()) != name(now())
