"""The reconciliation service is mounted, over the gazetteer and the graph."""

from __future__ import annotations

import json


def test_a_name_is_reconciled(server) -> None:
    manifest = server.get("/reconcile").json()
    assert "0.2" in manifest["versions"]
    asked = {"q0": {"query": "মালয়েশিয়ার"}, "q1": {"query": "Russia", "type": "Country"}}
    found = server.client.post("/reconcile", data={"queries": json.dumps(asked)}).json()
    assert found["q0"]["result"][0]["id"] == "country/MYS"
    assert found["q1"]["result"][0]["id"] == "country/RUS"


def test_the_manifest_names_the_address_that_was_asked(server) -> None:
    assert f"{server.url}reconcile" in server.get("/reconcile").text
    assert server.get("/reconcile/1.0-draft").status_code == 200
    assert server.get("/reconciled").status_code == 404


def test_what_is_wrong_is_told(server) -> None:
    answer = server.client.post("/reconcile", data={"queries": "["})
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert (
        server.client.post("/reconcile", data={"queries": "{}"}, headers={"Origin": "http://evil.example"}).status_code
        == 403
    )
