from __future__ import annotations

import json
from urllib.parse import urlencode

import httpx
import pytest

from bilat_kg.link.reconciliation.dialects import RefusalError
from bilat_kg.link.reconciliation.entities import KINDS
from bilat_kg.link.reconciliation.extension import COLUMNS_OFFERED
from bilat_kg.link.reconciliation.messages import VERSIONS, fault

QUERY = {
    "ids": ["country/MYS", "city/Q649", "nobody"],
    "properties": [{"id": id_} for id_ in ("item", "label_bn", "country", "P36", "iso3", "colour")],
}


def test_columns_are_filled_with_what_is_known(service):
    answer = service.extend(QUERY, "0.2")
    assert fault(answer, "extension", "0.2") is None
    assert [each["name"] for each in answer["meta"]][:3] == ["Wikidata item", "name in Bengali", "country"]
    malaysia, moscow, nobody = (answer["rows"][id_] for id_ in QUERY["ids"])
    assert malaysia == {
        "item": [{"str": "Q833"}],
        "label_bn": [{"str": "মালয়েশিয়া"}],
        "country": [],
        "P36": [{"id": "city/Q1865", "name": "Kuala Lumpur"}, {"id": "city/Q182378", "name": "Putrajaya"}],
        "iso3": [{"str": "MYS"}],
        "colour": [],
    }
    assert moscow["country"] == [{"id": "country/RUS", "name": "Russia"}]
    assert all(values == [] for values in nobody.values())


def test_the_draft_lists_rows_and_says_languages(items):
    asked = {"ids": ["Q649", "Q334"], "properties": [{"id": "P17", "settings": {}}, {"id": "label_bn"}]}
    answer = items.extend(asked, "1.0-draft")
    assert fault(answer, "extension", "1.0-draft") is None
    moscow, singapore = answer["rows"]
    assert moscow == {
        "id": "Q649",
        "properties": [
            {"id": "P17", "values": [{"id": "Q159", "name": "Russia"}]},
            {"id": "label_bn", "values": [{"str": "মস্কো", "lang": "bn"}]},
        ],
    }
    assert singapore["properties"][0]["values"] == [{"id": "Q334", "name": "Singapore"}]  # the city's


@pytest.mark.parametrize("version", VERSIONS)
def test_every_column_of_every_entity_has_the_right_form(service, items, version):
    for each in (service, items):
        ids = [id_ for entity in service.index.entities[::100] if (id_ := each.space.id(entity))]
        asked = {"ids": ids[:100], "properties": [{"id": id_} for id_ in COLUMNS_OFFERED]}
        assert len(asked["ids"]) > 50
        assert fault(each.extend(asked, version), "extension", version) is None
        for kind in KINDS.values():
            proposed = each.propose(kind.id, 3)
            assert fault(proposed, "proposed_properties", version) is None
            assert len(proposed["properties"]) == 3
    assert service.propose("nothing")["properties"] == []


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ({}, 400, "this is no data extension query: 'ids' is a required property"),
        ({"ids": [f"Q{at}" for at in range(101)], "properties": []}, 413, "at most 100 entities and 20 properties"),
        ({"ids": [], "properties": [{"id": f"P{at}"} for at in range(21)]}, 413, "at most 100 entities"),
        ({"ids": ["x" * 257], "properties": []}, 400, "an id has more than 256 characters"),
    ],
)
def test_a_query_beyond_the_limits_is_refused(service, query, status, said):
    for version in VERSIONS:
        with pytest.raises(RefusalError, match=said) as refused:
            service.extend(query, version)
        assert refused.value.status == status
    with pytest.raises(RefusalError, match="a limit of 1 or more"):
        service.propose("City", 0)


def test_columns_are_served_in_both_versions(endpoint):
    def told(answer):
        assert answer.status_code == 200
        assert answer.headers["access-control-allow-origin"] == "*"
        return answer.json()

    form = {"Content-Type": "application/x-www-form-urlencoded"}
    body = urlencode({"extend": json.dumps(QUERY)})
    by_post = told(httpx.post(endpoint, content=body, headers=form))
    assert by_post == told(httpx.get(f"{endpoint}/?{body}"))
    assert by_post["rows"]["country/MYS"]["item"] == [{"str": "Q833"}]
    asked = {"ids": ["Q649"], "properties": [{"id": "P17"}]}
    in_draft = told(httpx.post(f"{endpoint}/wikidata/1.0-draft/extend", json=asked))
    assert in_draft["rows"][0]["properties"][0]["values"] == [{"id": "Q159", "name": "Russia"}]
    for root in ("", "/1.0-draft"):
        proposed = told(httpx.get(f"{endpoint}{root}/extend/propose?type=City&limit=2"))
        assert (proposed["type"], proposed["limit"], len(proposed["properties"])) == ("City", 2, 2)
        assert httpx.get(f"{endpoint}{root}/extend/propose").status_code == 400
