from __future__ import annotations

import json
from urllib.parse import quote, urlencode

import httpx
import pytest
from starlette.applications import Starlette

from bilat_kg.link.reconciliation.application import BODY, routes
from bilat_kg.link.reconciliation.messages import fault

FORM = "application/x-www-form-urlencoded"
BATCH_02 = {"q0": {"query": "মস্কোতে", "limit": 2}, "q1": {"query": "Kuala Lumpur", "type": "City"}}
BATCH_10 = {"queries": [{"conditions": [{"matchType": "name", "propertyValue": "মস্কোতে"}], "limit": 2}]}


@pytest.fixture(scope="module")
def ask(endpoint):
    with httpx.Client(base_url=endpoint, timeout=20) as client:
        yield client.request


def post(ask, path, body, media_type):
    return ask("POST", path, content=body, headers={"Content-Type": media_type})


def test_openrefines_way_from_the_manifest_to_a_preview(ask, endpoint):
    manifest = ask("GET", "/").json()
    assert fault(manifest, "manifest", "0.2") is None
    answer = post(ask, "/", urlencode({"queries": json.dumps(BATCH_02)}), FORM)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert fault(answer.json(), "result_batch", "0.2") is None
    first = answer.json()["q0"]["result"][0]
    assert (first["id"], first["match"]) == ("city/Q649", True)
    assert answer.json()["q1"]["result"][0]["id"] == "city/Q1865"

    suggest = manifest["suggest"]["entity"]
    assert suggest["service_url"] == endpoint
    assert ask("GET", f"{suggest['service_path']}?prefix=Mosc&cursor=0").json()["result"][0]["id"] == "city/Q649"
    preview = manifest["preview"]["url"].replace("{{id}}", quote(first["id"], safe=""))
    shown = ask("GET", preview.removeprefix(endpoint))
    assert shown.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in shown.headers["content-security-policy"]
    assert "মস্কো" in shown.text


def test_a_batch_may_come_by_get(ask):
    answer = ask("GET", "/?" + urlencode({"queries": json.dumps(BATCH_02)}))
    assert answer.json()["q0"]["result"][0]["id"] == "city/Q649"


@pytest.mark.parametrize(("space", "moscow"), [("", "city/Q649"), ("/wikidata", "Q649")])
def test_the_draft_has_an_endpoint_of_its_own(ask, endpoint, space, moscow):
    root = f"{space}/1.0-draft"
    manifest = ask("GET", root).json()
    assert fault(manifest, "manifest", "1.0-draft") is None
    answer = post(ask, f"{root}/match", json.dumps(BATCH_10), "application/json; charset=utf-8")
    assert fault(answer.json(), "result_batch", "1.0-draft") is None
    assert answer.json()["results"][0]["candidates"][0]["id"] == moscow
    for what, message in (("entity", "entities"), ("property", "properties"), ("type", "types")):
        suggested = ask("GET", f"{root}/suggest/{what}?prefix=&limit=3&offset=1").json()
        assert fault(suggested, f"suggested_{message}", "1.0-draft") is None
        assert len(suggested["result"]) == 3
    assert ask("GET", f"{root}/preview?id={quote(moscow, safe='')}").status_code == 200
    assert post(ask, root, json.dumps(BATCH_10), "application/json").status_code == 405


@pytest.mark.parametrize("path", ["/", "/1.0-draft/match", "/suggest/entity", "/preview", "/wikidata"])
def test_every_origin_may_read_every_answer(ask, path):
    asked = ask("OPTIONS", path, headers={"Origin": "https://a.org", "Access-Control-Request-Method": "POST"})
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-origin"] == "*"
    assert "content-type" in asked.headers["access-control-allow-headers"].lower()
    assert ask("GET", "/preview?id=nobody").headers["access-control-allow-origin"] == "*"


TOO_MANY = {f"q{at}": {"query": "x"} for at in range(51)}
LONG = {"q0": {"query": "x" * 257}}
DEEP = "[" * 100_000


def form(batch):
    return urlencode({"queries": batch if isinstance(batch, str) else json.dumps(batch)})


@pytest.mark.parametrize(
    ("method", "path", "body", "media_type", "status", "said"),
    [
        ("POST", "/", form(TOO_MANY), FORM, 413, "the batch has 51 queries"),
        ("POST", "/", form(LONG), FORM, 400, "a text of 257 characters"),
        ("POST", "/", form("{"), FORM, 400, "it is not JSON at line 1"),
        ("POST", "/", form(DEEP), FORM, 400, "nested too deep"),
        ("POST", "/", form('{"q0": {"query": "\\ud800"}}'), FORM, 400, "half a character"),
        ("POST", "/", form('{"q0": {"query": "a"}, "q0": {"query": "b"}}'), FORM, 400, "the key 'q0' twice"),
        ("POST", "/", form('{"q0": {"query": "a", "limit": NaN}}'), FORM, 400, "NaN, which is no number"),
        ("POST", "/", form('{"q0": {"query": "a", "limit": 1e999}}'), FORM, 400, "a number that is too large"),
        ("POST", "/", form(f'{{"q0": {{"query": "a", "limit": {"9" * 5000}}}}}'), FORM, 400, "too many digits"),
        ("POST", "/", b"queries=%ff", FORM, 400, "not UTF-8"),
        ("POST", "/", "&".join(f"a{at}=1" for at in range(30)), FORM, 400, "more than 20 fields"),
        ("POST", "/", "query=x", FORM, 400, "no field queries"),
        ("POST", "/", json.dumps(BATCH_02), "application/json", 415, f"has to be {FORM}"),
        ("POST", "/", form("x" * BODY), FORM, 413, "larger than 1,000,000 bytes"),
        ("POST", "/1.0-draft/match", form(BATCH_10), FORM, 415, "has to be application/json"),
        ("POST", "/1.0-draft/match", json.dumps(BATCH_02), "application/json", 400, "'queries' is a required"),
        ("POST", "/1.0-draft/match", b"\xff", "application/json", 400, "not UTF-8: byte 0"),
        ("GET", "/?queries=%5B%5D", None, None, 400, "is not of type 'object'"),
        ("GET", "/suggest/entity?prefix=" + "x" * 257, None, None, 400, "the prefix has 257 characters"),
        ("GET", "/suggest/entity?prefix=x&limit=0", None, None, 400, "limit has to be 1 or more"),
        ("GET", "/suggest/entity?prefix=x&limit=-1", None, None, 400, "limit has to be a whole number"),
        ("GET", "/suggest/entity?prefix=x&cursor=১", None, None, 400, "cursor has to be a whole number"),
        ("GET", "/suggest/everything", None, None, 404, "entity, property and type"),
        ("GET", "/preview", None, None, 400, "?id=country/MYS"),
        ("GET", "/preview?id=%3Cscript%3E", None, None, 404, "there is no entity"),
    ],
)
def test_abuse_is_refused_in_one_sentence(ask, method, path, body, media_type, status, said):
    answer = ask(method, path, content=body, headers={"Content-Type": media_type} if media_type else {})
    assert answer.status_code == status
    told = answer.json()
    assert list(told) == ["error"]
    assert said in told["error"]
    assert "\n" not in told["error"]
    assert "/site-packages" not in told["error"]
    assert answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize("host", ["[", "a b", 'evil"><script>', "a.org:99999", "a/b?c=", "me:secret@a.org"])
def test_a_host_that_is_none_gets_the_address_that_was_asked(ask, endpoint, host):
    manifest = ask("GET", "/", headers={"Host": host}).json()
    assert manifest["preview"]["url"] == f"{endpoint}/preview?id={{{{id}}}}"


def test_another_application_may_take_the_routes(index):
    app = Starlette(routes=routes(index, "/reconcile", root="https://a.org/reconcile", view="https://a.org/id/{id}"))
    paths = [route.path for route in app.routes]
    assert {"/reconcile", "/reconcile/wikidata", "/reconcile/1.0-draft/match", "/reconcile/preview"} <= set(paths)
    assert len(paths) == len(set(paths))
