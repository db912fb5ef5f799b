"""Messages of the protocol that are right, and what makes each of them wrong."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

_TYPE = {"id": "City", "name": "City", "broader": [{"id": "Place", "name": "Place"}]}
_SETTINGS_02 = [
    {"type": "number", "name": "limit", "label": "Limit", "default": 3, "help_text": "How many"},
    {"type": "text", "name": "prefix", "label": "Prefix", "default": ""},
    {"type": "checkbox", "name": "count", "label": "Count", "default": False},
    {"type": "select", "name": "rank", "label": "Rank", "default": "a", "choices": [{"value": "a", "name": "A"}]},
]
_SETTINGS_10 = [
    {"type": "number", "id": "limit", "name": "Limit", "default": 3, "helpText": "How many", "lang": "en"},
    {"type": "text", "id": "prefix", "name": "Prefix", "default": ""},
    {"type": "checkbox", "id": "count", "name": "Count", "default": False},
    {
        "type": "select",
        "id": "rank",
        "name": "Rank",
        "default": "a",
        "choices": [{"value": "a", "name": "A"}],
    },
]
_CANDIDATE = {
    "id": "Q649",
    "name": "মস্কো",
    "description": "capital of Russia",
    "score": 97.5,
    "match": True,
    "type": [{"id": "Q515", "name": "City"}, "Q5119"],
}
_EXTENDED = [
    {},
    {"id": "Q159", "name": "Russia", "description": "state"},
    {"str": "RUS"},
    {"float": 1.5},
    {"int": 7},
    {"date": "1967-04-03T00:00:00Z"},
]
_META = [{"id": "country", "name": "country", "type": {"id": "Country"}, "service": "https://a.org/reconcile"}]

_MANIFEST_02 = {
    "versions": ["0.1", "0.2"],
    "name": "Cities",
    "identifierSpace": "https://a.org/id/",
    "schemaSpace": "https://a.org/ns#",
    "defaultTypes": [_TYPE],
    "documentation": "https://a.org/doc",
    "logo": "https://a.org/logo.png",
    "serviceVersion": "3",
    "view": {"url": "https://a.org/id/{{id}}"},
    "feature_view": {"url": "https://a.org/feature/{{id}}"},
    "preview": {"url": "https://a.org/preview?id={{id}}", "width": 400, "height": 100},
    "suggest": {"entity": {"service_url": "https://a.org", "service_path": "/s", "flyout_service_path": "/f?id=${id}"}},
    "extend": {
        "propose_properties": {"service_url": "https://a.org", "service_path": "/p"},
        "property_settings": _SETTINGS_02,
    },
    "batchSize": 20,
    "authentication": {"type": "apiKey", "name": "key", "in": "header"},
}
_MANIFEST_10 = {
    "versions": ["1.0-draft"],
    "name": "Cities",
    "lang": "bn",
    "dir": "ltr",
    "defaultTypes": [_TYPE],
    "documentation": "https://a.org/doc",
    "logo": "https://a.org/logo.png",
    "serviceVersion": "3",
    "view": {"url": "{+id}"},
    "featureView": {"url": "https://a.org/feature/{id}"},
    "preview": {"width": 400, "height": 100},
    "suggest": {"entity": True, "property": False, "type": True},
    "extend": {"proposeProperties": True, "propertySettings": _SETTINGS_10},
    "batchSize": 20,
    "standardizedScore": True,
    "authentication": {"type": "http", "scheme": "basic"},
}

VALID: dict[str, list[tuple[str, Any]]] = {
    "0.2": [
        ("manifest", _MANIFEST_02),
        ("manifest", {key: _MANIFEST_02[key] for key in ("versions", "name", "identifierSpace", "schemaSpace")}),
        ("security_scheme", {"type": "openIdConnect", "openIdConnectUrl": "https://a.org"}),
        ("security_scheme", {"type": "oauth2", "flow": "implicit"}),
        ("preview_metadata", _MANIFEST_02["preview"]),
        ("suggest_metadata", {"service_path": "/s"}),
        ("extend_metadata", _MANIFEST_02["extend"]),
        ("query_batch", {}),
        ("query_batch", {"q0": {"query": "মস্কোতে"}, "q1": {"query": "Kuala Lumpur", "limit": 3}}),
        ("query_batch", {"a": {"query": "x", "type": ["City", "Country"], "type_strict": "any", "properties": []}}),
        ("query_batch", {"a": {"properties": [{"pid": "iso3", "v": "MYS"}]}}),
        ("query_batch", {"a": {"query": "x", "properties": [{"pid": "p", "v": ["y", 1, 1.5, True, {"id": "Q1"}]}]}}),
        ("result_batch", {"q0": {"result": [_CANDIDATE]}, "q1": {"result": []}}),
        ("candidate", {**_CANDIDATE, "features": [{"id": "name", "value": 3.5}, {"id": "exact", "value": True}]}),
        ("candidate", {"id": "Q1", "name": "", "score": 0}),
        (
            "suggested_entities",
            {"result": [{"id": "Q1", "name": "x", "description": "", "notable": ["a", {"id": "b"}]}]},
        ),
        ("suggested_properties", {"result": [{"id": "P17", "name": "country"}]}),
        ("suggested_types", {"result": [_TYPE]}),
        ("flyout", {"id": "Q1", "html": "<p>x</p>"}),
        ("proposed_properties", {"properties": [{"id": "P17", "name": "country"}], "type": "City", "limit": 3}),
        ("extension_query", {"ids": ["Q1"], "properties": [{"id": "P17", "settings": {"limit": 1}}]}),
        ("extension", {"meta": _META, "rows": {"Q1": {"country": _EXTENDED}}}),
    ],
    "1.0-draft": [
        ("manifest", _MANIFEST_10),
        ("manifest", {key: _MANIFEST_10[key] for key in ("versions", "name", "view")}),
        ("security_scheme", {"type": "openIdConnect", "openIdConnectUrl": "https://a.org"}),
        ("security_scheme", {"type": "oauth2", "flow": "implicit"}),
        ("preview_metadata", _MANIFEST_10["preview"]),
        ("suggest_metadata", _MANIFEST_10["suggest"]),
        ("extend_metadata", _MANIFEST_10["extend"]),
        ("query_batch", {"queries": []}),
        (
            "query_batch",
            {"queries": [{"conditions": [{"matchType": "name", "propertyValue": "মস্কো", "lang": "bn"}]}]},
        ),
        (
            "query_batch",
            {"queries": [{"conditions": [{"matchType": "id", "propertyValue": ["Q1"]}], "limit": 2}]},
        ),
        (
            "query_batch",
            {
                "queries": [
                    {
                        "type": "City",
                        "lang": "en",
                        "dir": "ltr",
                        "conditions": [
                            {
                                "matchType": "property",
                                "propertyId": "country",
                                "propertyValue": ["y", 1, True, {"id": "Q1", "name": "one", "lang": "en"}],
                                "required": True,
                                "matchQuantifier": "none",
                                "matchQualifier": "exact",
                            }
                        ],
                    }
                ]
            },
        ),
        ("result_batch", {"results": [{"candidates": [_CANDIDATE]}, {"candidates": []}]}),
        ("candidate", {**_CANDIDATE, "lang": "bn", "features": [{"id": "name", "name": "Name", "value": 3.5}]}),
        ("candidate", {"id": "Q1", "name": "x"}),
        (
            "suggested_entities",
            {"result": [{"id": "Q1", "name": "x", "image": "https://a.org/i", "notable": ["a"]}]},
        ),
        (
            "suggested_properties",
            {"result": [{"id": "P17", "name": "c", "matchQualifiers": [{"id": "m", "name": "M"}]}]},
        ),
        ("suggested_types", {"result": [{**_TYPE, "lang": "en"}]}),
        ("proposed_properties", {"properties": [{"id": "P17", "name": "country", "dir": "auto"}]}),
        ("extension_query", {"ids": ["Q1"], "properties": [{"id": "P17", "settings": {"limit": 1}}]}),
        (
            "extension",
            {
                "meta": _META,
                "rows": [
                    {
                        "id": "Q1",
                        "dir": "ltr",
                        "properties": [{"id": "country", "values": [*_EXTENDED, {"str": "ي", "dir": "rtl"}]}],
                    }
                ],
            },
        ),
    ],
}

MISSING = object()
_QUERY = ("queries", 0, "conditions", 0)
# (version, message, which valid example of that message, where, what stands there instead)
WRONG: list[tuple[str, str, int, tuple[str | int, ...], Any]] = [
    ("0.2", "manifest", 0, ("versions",), MISSING),
    ("0.2", "manifest", 0, ("versions",), ["0.1"]),
    ("0.2", "manifest", 0, ("versions",), "0.2"),
    ("0.2", "manifest", 0, ("name",), MISSING),
    ("0.2", "manifest", 0, ("identifierSpace",), MISSING),
    ("0.2", "manifest", 0, ("schemaSpace",), ""),
    ("0.2", "manifest", 0, ("documentation",), 1234),
    ("0.2", "manifest", 0, ("view", "url"), "https://a.org/id/"),
    ("0.2", "manifest", 0, ("view",), "https://a.org/id/{{id}}"),
    ("0.2", "manifest", 0, ("feature_view", "url"), "https://a.org/feature/{id}"),
    ("0.2", "manifest", 0, ("preview", "width"), MISSING),
    ("0.2", "manifest", 0, ("preview", "url"), "https://a.org/preview"),
    ("0.2", "manifest", 0, ("suggest", "entity", "flyout_service_path"), "/flyout"),
    ("0.2", "manifest", 0, ("suggest", "entity"), True),
    ("0.2", "manifest", 0, ("extend", "property_settings", 0, "type"), "integer"),
    ("0.2", "manifest", 0, ("extend", "property_settings", 0, "default"), "three"),
    ("0.2", "manifest", 0, ("extend", "property_settings", 2, "default"), "no"),
    ("0.2", "manifest", 0, ("extend", "property_settings", 3, "choices"), MISSING),
    ("0.2", "manifest", 0, ("batchSize",), 0),
    ("0.2", "manifest", 0, ("authentication",), {"foo": "bar"}),
    ("0.2", "manifest", 0, ("authentication", "in"), "body"),
    ("0.2", "manifest", 0, ("defaultTypes",), [_TYPE, _TYPE]),
    ("0.2", "query_batch", 1, ("q0",), "মস্কোতে"),
    ("0.2", "query_batch", 1, ("q0", "query"), ""),
    ("0.2", "query_batch", 1, ("q0", "query"), MISSING),
    ("0.2", "query_batch", 1, ("q1", "limit"), 0),
    ("0.2", "query_batch", 1, ("q1", "limit"), 1.5),
    ("0.2", "query_batch", 1, ("q1", "props"), []),
    ("0.2", "query_batch", 2, ("a", "query"), MISSING),
    ("0.2", "query_batch", 2, ("a", "type_strict"), "none"),
    ("0.2", "query_batch", 2, ("a", "type", 0), 3),
    ("0.2", "query_batch", 3, ("a", "properties", 0, "v"), MISSING),
    ("0.2", "query_batch", 4, ("a", "properties", 0, "v", 4, "id"), MISSING),
    ("0.2", "result_batch", 0, (), []),
    ("0.2", "result_batch", 0, ("q0",), {}),
    ("0.2", "result_batch", 0, ("q0",), [_CANDIDATE]),
    ("0.2", "result_batch", 0, ("q0", "result", 0, "id"), MISSING),
    ("0.2", "result_batch", 0, ("q0", "result", 0, "id"), ""),
    ("0.2", "result_batch", 0, ("q0", "result", 0, "score"), MISSING),
    ("0.2", "result_batch", 0, ("q0", "result", 0, "score"), "97"),
    ("0.2", "result_batch", 0, ("q0", "result", 0, "match"), "true"),
    ("0.2", "result_batch", 0, ("q0", "result", 0, "type"), "City"),
    ("0.2", "candidate", 0, ("features", 0, "value"), "high"),
    ("0.2", "suggested_entities", 0, ("result", 0, "name"), MISSING),
    ("0.2", "suggested_entities", 0, ("result", 0, "notable", 1, "id"), MISSING),
    ("0.2", "suggested_properties", 0, ("result",), MISSING),
    ("0.2", "suggested_types", 0, ("result", 0, "broader", 0, "id"), MISSING),
    ("0.2", "flyout", 0, ("html",), MISSING),
    ("0.2", "proposed_properties", 0, ("properties",), MISSING),
    ("0.2", "extension_query", 0, ("ids",), MISSING),
    ("0.2", "extension", 0, ("rows", "Q1", "country", 2), {"str": "RUS", "label": "Russia"}),
    ("0.2", "extension", 0, ("rows", "Q1", "country", 5), {"date": "1967-13-03T00:00:00Z"}),
    ("0.2", "extension", 0, ("rows", "Q1", "country", 4), {"int": 7.5}),
    ("0.2", "extension", 0, ("meta", 0, "service"), "ftp://example.org"),
    ("1.0-draft", "manifest", 0, ("versions",), MISSING),
    ("1.0-draft", "manifest", 0, ("versions",), ["0.1", "0.2"]),
    ("1.0-draft", "manifest", 0, ("view",), MISSING),
    ("1.0-draft", "manifest", 0, ("view", "url"), "https://a.org/id/"),
    ("1.0-draft", "manifest", 0, ("featureView", "url"), "https://a.org/feature/"),
    ("1.0-draft", "manifest", 0, ("suggest", "type"), MISSING),
    ("1.0-draft", "manifest", 0, ("suggest", "entity"), {"service_url": "https://a.org"}),
    ("1.0-draft", "manifest", 0, ("preview", "height"), "100"),
    ("1.0-draft", "manifest", 0, ("extend", "propertySettings", 0, "type"), "integer"),
    ("1.0-draft", "manifest", 0, ("extend", "propertySettings", 0, "id"), MISSING),
    ("1.0-draft", "manifest", 0, ("authentication",), {"foo": "bar"}),
    ("1.0-draft", "manifest", 0, ("authentication", "scheme"), MISSING),
    ("1.0-draft", "manifest", 0, ("dir",), "up"),
    ("1.0-draft", "manifest", 0, ("standardizedScore",), "yes"),
    ("1.0-draft", "query_batch", 1, (), [{"conditions": [{"matchType": "name", "propertyValue": "x"}]}]),
    ("1.0-draft", "query_batch", 1, (), {"q0": {"query": "x"}}),
    ("1.0-draft", "query_batch", 1, ("queries", 0), {"limit": 1}),
    ("1.0-draft", "query_batch", 1, ("queries", 0, "conditions"), []),
    ("1.0-draft", "query_batch", 1, ("queries", 0, "props"), []),
    ("1.0-draft", "query_batch", 1, ("queries", 0, "type"), ["City", "Country"]),
    ("1.0-draft", "query_batch", 1, (*_QUERY, "matchType"), MISSING),
    ("1.0-draft", "query_batch", 1, (*_QUERY, "matchType"), "label"),
    ("1.0-draft", "query_batch", 1, (*_QUERY, "propertyValue"), MISSING),
    ("1.0-draft", "query_batch", 2, ("queries", 0, "limit"), 0),
    ("1.0-draft", "query_batch", 3, (*_QUERY, "propertyId"), MISSING),
    ("1.0-draft", "query_batch", 3, (*_QUERY, "matchQuantifier"), "some"),
    ("1.0-draft", "query_batch", 3, (*_QUERY, "required"), "true"),
    ("1.0-draft", "result_batch", 0, ("results",), MISSING),
    ("1.0-draft", "result_batch", 0, ("results", 0), {}),
    ("1.0-draft", "result_batch", 0, ("results", 0), [_CANDIDATE]),
    ("1.0-draft", "result_batch", 0, ("results", 0, "candidates", 0, "id"), MISSING),
    ("1.0-draft", "result_batch", 0, ("results", 0, "candidates", 0, "name"), None),
    ("1.0-draft", "result_batch", 0, ("results", 0, "candidates", 0, "score"), "97"),
    ("1.0-draft", "candidate", 0, ("features", 0, "name"), MISSING),
    ("1.0-draft", "candidate", 0, ("dir",), "sideways"),
    ("1.0-draft", "suggested_entities", 0, ("result", 0, "id"), MISSING),
    ("1.0-draft", "suggested_properties", 0, ("result", 0, "matchQualifiers", 0, "name"), MISSING),
    ("1.0-draft", "suggested_types", 0, ("result", 0), "City"),
    ("1.0-draft", "proposed_properties", 0, ("properties",), MISSING),
    ("1.0-draft", "extension", 0, ("rows",), {"Q1": {"country": []}}),
    ("1.0-draft", "extension", 0, ("rows", 0, "properties", 0, "values", 1), {"id": "Q159"}),
    ("1.0-draft", "extension", 0, ("rows", 0, "properties", 0, "values", 2), {"str": "RUS", "label": "Russia"}),
]


def invalid() -> Iterator[tuple[str, str, str, Any]]:
    """Version, message, what was done to it, and the message."""
    for version, message, which, place, instead in WRONG:
        value = copy.deepcopy([each for name, each in VALID[version] if name == message][which])
        told = f"{'.'.join(map(str, place))} {'left out' if instead is MISSING else repr(instead)[:40]}"
        if not place:
            yield version, message, told, instead
            continue
        inner = value
        for step in place[:-1]:
            inner = inner[step]
        if instead is MISSING:
            del inner[place[-1]]
        else:
            inner[place[-1]] = instead
        yield version, message, told, value
