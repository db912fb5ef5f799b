"""The description of the API in OpenAPI 3.1, made from the headers of the named queries."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from bilat_kg.graph.parameters import Parameter
from bilat_kg.graph.query import Query
from bilat_kg.web.media_types import GRAPHS, TABLES

Json = dict[str, Any]


def document(queries: Iterable[Query], server: str) -> Json:
    """Describe the API of a server that has these named queries."""
    named = {f"/queries/{query.name}": {"get": _named(query)} for query in queries}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "bilat-kg",
            "version": version("bilat-kg"),
            "summary": "Relations between countries, with the words that every fact came from.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": server.rstrip("/")}],
        "paths": {
            "/queries": {
                "get": {
                    "operationId": "queries",
                    "summary": "The named queries with their questions and parameters",
                    "responses": {"200": _json("The list", {"type": "array", "items": _ref("Query")}), **_REFUSED},
                }
            },
            **named,
            "/sparql": {"get": _sparql("get", _GIVEN), "post": _posted()},
            "/id/{path}": {
                "get": {
                    "operationId": "resource",
                    "summary": "What the graph says of a thing whose IRI is https://w3id.org/bilat-kg/id/{path}",
                    "parameters": [
                        {**_parameter("path", "The path of the IRI", "country/MYS"), "in": "path", "required": True}
                    ],
                    "responses": {"200": _contents("Its triples", GRAPHS), "404": _error("No such thing"), **_REFUSED},
                }
            },
            "/ontology": {
                "get": {
                    "operationId": "ontology",
                    "summary": "The terms of the graph, in English and Bengali",
                    "responses": {"200": _contents("The ontology", GRAPHS), **_REFUSED},
                }
            },
            "/.well-known/void": {
                "get": {
                    "operationId": "void",
                    "summary": "The dataset as VoID describes it",
                    "responses": {"200": _contents("The description", GRAPHS), **_REFUSED},
                }
            },
        },
        "components": {"schemas": _SCHEMAS},
    }


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _json(description: str, schema: Json) -> Json:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _error(description: str) -> Json:
    return _json(description, _ref("Refusal"))


def _contents(description: str, media_types: Iterable[str]) -> Json:
    return {"description": description, "content": {media_type: {} for media_type in media_types}}


def _parameter(name: str, description: str, example: str | None = None) -> Json:
    schema: Json = {"type": "string"}
    if example is not None:
        schema["examples"] = [example]
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _asked(parameter: Parameter) -> Json:
    told = _parameter(parameter.name, f"{parameter.explanation} ({parameter.type})".strip())
    if parameter.default is None:
        return {**told, "required": True}
    told["schema"]["default"] = parameter.default
    return told


def _format(names: Iterable[str]) -> Json:
    told = _parameter("format", "The format, in place of what Accept says")
    told["schema"]["enum"] = list(dict.fromkeys(names))
    return told


def _named(query: Query) -> Json:
    return {
        "operationId": query.name,
        "summary": query.title,
        "description": query.description,
        "tags": ["named queries"],
        "parameters": [*map(_asked, query.parameters), _format(TABLES.values())],
        "responses": {"200": _table("The rows"), "400": _error("A parameter is not in order"), **_REFUSED},
    }


def _table(description: str) -> Json:
    found = _contents(description, TABLES)
    for media_type, format_ in TABLES.items():
        if format_ == "json":
            found["content"][media_type] = {"schema": _ref("Results")}
    found["headers"] = {
        "Bilat-Build": {"description": "SHA-256 of the build that answered", "schema": {"type": "string"}},
        "Bilat-Truncated": {"description": "there are more rows than were sent", "schema": {"type": "string"}},
    }
    return found


def _sparql(operation: str, parameters: list[Json]) -> Json:
    found = _table("The answer; without a query, what the service says of itself")
    found["content"] |= {media_type: {} for media_type in GRAPHS if media_type not in found["content"]}
    return {
        "operationId": f"sparql-{operation}",
        "summary": "SPARQL 1.1 Protocol, queries only",
        "parameters": parameters,
        "responses": {
            "200": found,
            "400": _error("The query is not in order"),
            "403": _error("An update"),
            "413": _error("Too long"),
            **_REFUSED,
        },
    }


def _posted() -> Json:
    told = _sparql("post", _GIVEN[1:])
    fields = {each["name"]: each["schema"] for each in _GIVEN}
    told["requestBody"] = {
        "required": True,
        "content": {
            "application/sparql-query": {"schema": {"type": "string"}},
            "application/x-www-form-urlencoded": {
                "schema": {"type": "object", "properties": fields, "required": ["query"]}
            },
        },
    }
    told["responses"]["415"] = _error("A body of another type")
    return told


_GIVEN = [
    _parameter("query", "A SPARQL query", "ASK { ?fact a bilat:Fact }"),
    *(
        {
            **_parameter(f"{kind}-graph-uri", f"A graph of the dataset ({kind})"),
            "schema": {"type": "array", "items": {"type": "string"}},
        }
        for kind in ("default", "named")
    ),
    _format([*TABLES.values(), *GRAPHS.values()]),
]
_REFUSED = {
    "406": _error("None of the accepted media types can be had"),
    "503": _error("Too much is asked at once, or too much of one query; Retry-After says when to come again"),
}
_SCHEMAS: Json = {
    "Refusal": {
        "type": "object",
        "properties": {"error": {"type": "string"}, "status": {"type": "integer"}},
        "required": ["error", "status"],
    },
    "Query": {
        "type": "object",
        "properties": {
            "name": {"type": "string"},
            "path": {"type": "string"},
            "titles": {"type": "object", "additionalProperties": {"type": "string"}},
            "description": {"type": "string"},
            "parameters": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "name": {"type": "string"},
                        "type": {"type": "string"},
                        "default": {"type": ["string", "null"]},
                        "explanation": {"type": "string"},
                    },
                    "required": ["name", "type", "default", "explanation"],
                },
            },
        },
        "required": ["name", "path", "titles", "description", "parameters"],
    },
    "Results": {
        "description": "SPARQL 1.1 Query Results JSON Format",
        "type": "object",
        "properties": {"head": {"type": "object"}, "results": {"type": "object"}, "boolean": {"type": "boolean"}},
        "required": ["head"],
    },
}
