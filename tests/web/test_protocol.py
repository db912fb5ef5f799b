"""SPARQL 1.1 Protocol: our own requests for the situations of the W3C's manifest, and what goes beyond it."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import urlencode

import pytest
from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat, Store, parse, parse_query_results

import bilat_kg.graph
from bilat_kg.graph.namespaces import DATA_NS, ONTOLOGY_NS

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
RUS, OMN = f"{DATA_NS}article/mys-rus", f"{DATA_NS}article/mys-omn"
ABOUT_RUS = f"{{ ?r <{ONTOLOGY_NS}relationship> <{DATA_NS}relationship/MYS-RUS> }}"
ABOUT_OMN = f"{{ ?o <{ONTOLOGY_NS}relationship> <{DATA_NS}relationship/MYS-OMN> }}"
BOTH = f"ASK {{ {ABOUT_RUS} {ABOUT_OMN} }}"
NEITHER = f"ASK {{ {ABOUT_RUS} UNION {ABOUT_OMN} }}"
NAMED = f"ASK {{ GRAPH ?g1 {ABOUT_RUS} GRAPH ?g2 {ABOUT_OMN} }}"
FULL = f"ASK {{ {ABOUT_RUS} GRAPH ?g {ABOUT_OMN} FILTER NOT EXISTS {{ GRAPH ?h {ABOUT_RUS} }} }}"


def url(*pairs: tuple[str, str]) -> str:
    return f"/sparql?{urlencode(pairs)}"


def default(*graphs: str) -> list[tuple[str, str]]:
    return [("default-graph-uri", graph) for graph in graphs]


def named(*graphs: str) -> list[tuple[str, str]]:
    return [("named-graph-uri", graph) for graph in graphs]


def posted(body: str | bytes, media_type: str | None, *pairs: tuple[str, str]) -> tuple:
    content = body if isinstance(body, bytes) else body.encode()
    return "POST", url(*pairs), {"Content-Type": media_type} if media_type else {}, content


def got(*pairs: tuple[str, str]) -> tuple:
    return "GET", url(*pairs), {}, None


def form(*pairs: tuple[str, str]) -> str:
    return urlencode(pairs)


# name: the request, and the truth value or status that it is answered with
QUERIES = {
    "a query by GET": (got(("query", "ASK {}")), True),
    "a query in a form": (posted(form(("query", "ASK {}")), FORM), True),
    "a query as the body": (posted("ASK {}", QUERY), True),
    "a query as the body, with its charset": (posted("ASK {}", f"{QUERY}; charset=utf-8"), True),
    "no such graph is an empty one": (got(("query", "ASK { ?s ?p ?o }"), *default("http://example.org/none")), False),
    "default graphs, by GET": (got(("query", BOTH), *default(RUS, OMN)), True),
    "default graphs, as the body": (posted(BOTH, QUERY, *default(RUS, OMN)), True),
    "default graphs, in the form": (posted(form(("query", BOTH), *default(RUS, OMN)), FORM), True),
    "one default graph is not both": (got(("query", BOTH), *default(RUS)), False),
    "named graphs, by GET": (got(("query", NAMED), *named(RUS, OMN)), True),
    "named graphs, as the body": (posted(NAMED, QUERY, *named(RUS, OMN)), True),
    "one named graph is not both": (posted(NAMED, QUERY, *named(RUS)), False),
    "with named graphs alone the default graph is empty": (got(("query", NEITHER), *named(RUS, OMN)), False),
    "with default graphs alone there is no named one": (got(("query", NAMED), *default(RUS, OMN)), False),
    "both kinds of graphs": (posted(FULL, QUERY, *default(RUS), *named(OMN)), True),
    "the protocol goes before FROM": (posted(f"ASK FROM <{OMN}> {ABOUT_OMN}", QUERY, *default(RUS)), False),
    "FROM, without a dataset in the protocol": (got(("query", f"ASK FROM <{OMN}> {ABOUT_RUS}")), False),
    "another method": (("PUT", url(("query", "ASK {}")), {}, b""), 405),
    "two queries": (got(("query", "ASK {}"), ("query", "ASK {}")), 400),
    "two queries in a form": (posted(form(("query", "ASK {}"), ("query", "ASK {}")), FORM), 400),
    "a query in the URL and one in the form": (posted(form(("query", "ASK {}")), FORM, ("query", "ASK {}")), 400),
    "no query in a form": (posted("", FORM), 400),
    "another media type": (posted("ASK {}", "text/plain"), 415),
    "a form of no media type": (posted(form(("query", "ASK {}")), None), 415),
    "a query of no media type": (posted("ASK {}", None), 415),
    "another charset": (posted("ASK {}".encode("utf-16"), f"{QUERY}; charset=UTF-16"), 400),
    "bytes that are not UTF-8": (posted(b"ASK { ?s ?p '\xff' }", QUERY), 400),
    "a form that is not UTF-8": (posted("query=ASK%20%7B%7D%FF", FORM), 400),
    "no SPARQL": (got(("query", "ASK {")), 400),
    "a graph with a relative name": (got(("query", "ASK {}"), *default("mys-rus")), 400),
}  # fmt: skip
UPDATES = {
    "by GET": got(("update", "CLEAR ALL")),
    "in a form": posted(form(("update", "CLEAR ALL")), FORM),
    "as the body": posted("CLEAR ALL", UPDATE),
    "two": posted(form(("update", "CLEAR NAMED"), ("update", "CLEAR DEFAULT")), FORM),
    "with a default graph": posted("INSERT DATA { <x:s> <x:p> 1 }", UPDATE, ("using-graph-uri", RUS)),
    "with default graphs": posted("DROP ALL", UPDATE, ("using-graph-uri", RUS), ("using-graph-uri", OMN)),
    "with named graphs": posted("DROP ALL", UPDATE, ("using-named-graph-uri", RUS)),
    "with both": posted("DROP ALL", UPDATE, ("using-graph-uri", RUS), ("using-named-graph-uri", OMN)),
    "with a base": posted("INSERT DATA { <x:s> <x:p> <test> }", UPDATE),
    "of another media type": posted("CLEAR NAMED", "text/plain"),
    "of no media type": posted("update=CLEAR%20NAMED", None),
    "in another charset": posted("CLEAR NAMED".encode("utf-16"), f"{UPDATE}; charset=UTF-16"),
    "not in order": posted(form(("update", "CLEAR XYZ")), FORM),
    "with graphs twice": posted(f"WITH <{RUS}> DELETE WHERE {{ ?s ?p 1 }}", UPDATE, ("using-graph-uri", OMN)),
    "said to be a query": posted("INSERT DATA { <x:s> <x:p> 1 }", QUERY),
    "said to be a query, in a form": posted(form(("query", "LOAD <http://127.0.0.1:9/x>")), FORM),
    "by GET, said to be a query": got(("query", "DELETE WHERE { ?s ?p ?o }")),
}  # fmt: skip


def send(server, request: tuple):
    method, target, headers, content = request
    return server.client.request(method, target, headers=headers, content=content)


def test_there_are_as_many_situations_as_the_manifest_has() -> None:
    assert len(QUERIES) >= 20
    assert len(UPDATES) >= 14


@pytest.mark.parametrize("name", QUERIES)
def test_queries(server, name: str) -> None:
    request, expected = QUERIES[name]
    answer = send(server, request)
    if isinstance(expected, bool):
        assert answer.status_code == 200, answer.text
        assert answer.json()["boolean"] is expected
        assert answer.headers["content-type"] == "application/sparql-results+json"
    else:
        refused(answer, expected)


@pytest.mark.parametrize("name", UPDATES)
def test_updates_are_refused(server, name: str) -> None:
    refused(send(server, UPDATES[name]))


def refused(answer, *statuses: int) -> str:
    """The one sentence of a refusal."""
    assert answer.status_code in (statuses or range(400, 500)), answer.text
    said = answer.json()
    assert set(said) == {"error", "status"}
    assert said["status"] == answer.status_code
    assert "\n" not in said["error"]
    assert len(said["error"]) < 400
    return said["error"]


def test_every_method_but_reading_ones_is_refused_and_nothing_changes(server, seed_store) -> None:
    paths = ("/sparql", "/queries", "/queries/embassies-of", "/id/country/MYS", "/ontology", "/.well-known/void")
    for path in paths:
        for method in ("PUT", "DELETE", "PATCH", "TRACE", *(("POST",) if path != "/sparql" else ())):
            answer = server.client.request(method, path, content=b"DROP ALL")
            refused(answer, 405)
            assert "GET" in answer.headers["allow"]
    bilat_kg.graph.store.check(seed_store)


TABLES = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
    "application/json": QueryResultsFormat.JSON,
    "application/xml": QueryResultsFormat.XML,
}
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
}
ROWS = "SELECT ?m ?l { ?m a bilat:Embassy ; bilat:city/rdfs:label ?l FILTER(LANG(?l) = 'bn') } ORDER BY ?m"
TRIPLES = "CONSTRUCT { ?m bilat:city ?c } WHERE { ?m a bilat:Embassy ; bilat:city ?c }"


@pytest.fixture(scope="module")
def store(seed_store) -> Store:
    with bilat_kg.graph.open(seed_store) as graph:
        return graph.build.store


@pytest.mark.parametrize("media_type", TABLES)
def test_tables_in_every_format(server, store: Store, media_type: str) -> None:
    prefixes = {"bilat": ONTOLOGY_NS, "rdfs": "http://www.w3.org/2000/01/rdf-schema#"}
    answer = server.ask(ROWS, headers={"Accept": media_type})
    assert answer.headers["content-type"].partition(";")[0] == media_type
    raw = store.query(ROWS, prefixes=prefixes)
    assert answer.content == raw.serialize(format=TABLES[media_type])
    if "csv" not in media_type:
        rows = list(parse_query_results(answer.content, format=TABLES[media_type]))
        assert len(rows) > 3
    truth = server.ask("ASK {}", headers={"Accept": media_type})
    assert truth.status_code == 200
    assert b"true" in truth.content


@pytest.mark.parametrize("media_type", GRAPHS)
def test_graphs_in_every_format(server, media_type: str) -> None:
    answer = server.ask(TRIPLES, headers={"Accept": media_type})
    assert answer.headers["content-type"].partition(";")[0] == media_type
    found = {quad.triple for quad in parse(answer.content, format=GRAPHS[media_type])}
    assert len(found) > 3
    plain = server.ask(TRIPLES, headers={"Accept": "application/n-triples"})
    assert found == {quad.triple for quad in parse(plain.content, format=RdfFormat.N_TRIPLES)}


@pytest.mark.parametrize(
    ("accept", "table", "graph"),
    [
        (None, "application/sparql-results+json", "text/turtle"),
        ("*/*", "application/sparql-results+json", "text/turtle"),
        ("text/csv;q=0.5, text/turtle;q=0.1, */*;q=0.01", "text/csv", "text/turtle"),
        ("text/*", "text/csv", "text/turtle"),
        ("application/json;q=0.2, text/tab-separated-values", "text/tab-separated-values", "application/json"),
        (
            "application/ld+json, application/sparql-results+xml",
            "application/sparql-results+xml",
            "application/ld+json",
        ),
        ("text/turtle", 406, "text/turtle"),
        ("text/csv", "text/csv", 406),
        ("image/png", 406, 406),
        ("nonsense", 406, 406),
    ],
)
def test_the_format_is_negotiated(server, accept: str | None, table: str | int, graph: str | int) -> None:
    for query, expected in ((ROWS, table), (TRIPLES, graph)):
        headers = {"Accept": accept} if accept else {"Accept": ""}
        answer = server.ask(query, headers=headers)
        if expected == 406:
            assert "to be had as" in refused(answer, 406)
        else:
            assert answer.headers["content-type"].partition(";")[0] == expected
        assert "accept" in answer.headers["vary"].lower() or expected == 406


def test_a_format_in_the_url_goes_before_the_header(server) -> None:
    answer = server.ask(ROWS, params={"format": "csv"}, headers={"Accept": "application/json"})
    assert next(csv.reader(io.StringIO(answer.text))) == ["m", "l"]
    assert server.ask(TRIPLES, params={"format": "ntriples"}).headers["content-type"] == "application/n-triples"
    assert "formats are csv" in refused(server.ask(ROWS, params={"format": "exe"}), 400)


def test_our_prefixes_and_our_base_are_known(server) -> None:
    assert server.ask("ASK { <country/MYS> bilat:iso3 'MYS' . country:MYS a bilat:Country }").json()["boolean"]


def test_a_syntax_error_says_where(server) -> None:
    said = refused(server.ask("SELECT ?x WHERE {\n  ?x a ?y ;\n  foo ?z }"), 400)
    assert "line 3, column" in said


@pytest.mark.parametrize("media_type", [None, "text/turtle", "application/rdf+xml", "application/ld+json"])
def test_the_service_describes_itself(server, media_type: str | None) -> None:
    sd = "http://www.w3.org/ns/sparql-service-description#"
    answer = server.get("/sparql", headers={"Accept": media_type} if media_type else {})
    assert answer.status_code == 200
    media_type = answer.headers["content-type"].partition(";")[0]
    described = Store()
    described.extend(parse(answer.content, format=GRAPHS[media_type]))
    endpoint = NamedNode(f"{server.url}sparql")
    assert described.query(f"ASK {{ {endpoint} a <{sd}Service> ; <{sd}endpoint> {endpoint} }}")
    wanted = {
        "supportedLanguage": {f"{sd}SPARQL11Query"},
        "feature": {f"{sd}UnionDefaultGraph"},
        "resultFormat": {
            f"http://www.w3.org/ns/formats/{name}"
            for name in (
                "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
                "Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads",
            )
        },
    }  # fmt: skip
    for name, values in wanted.items():
        rows = described.query(f"SELECT ?v {{ {endpoint} <{sd}{name}> ?v }}")
        assert {row["v"].value for row in rows} == values
    names = described.query(f"SELECT ?n {{ {endpoint} <{sd}defaultDataset>/<{sd}namedGraph>/<{sd}name> ?n }}")
    asked = server.ask("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").json()["results"]["bindings"]
    assert {row["n"].value for row in names} == {row["g"]["value"] for row in asked}
    assert len(asked) >= 7


def test_void_counts_what_is_there(server) -> None:
    answer = server.get("/.well-known/void")
    described = Store()
    described.extend(parse(answer.content, format=RdfFormat.TURTLE))
    void = "http://rdfs.org/ns/void#"
    (row,) = described.query(
        f"SELECT ?all ?n ?where {{ ?d a <{void}Dataset> ; <{void}triples> ?all ; <{void}sparqlEndpoint> ?where ; "
        f"<{void}classPartition> [ <{void}class> <{ONTOLOGY_NS}Embassy> ; <{void}entities> ?n ] }}"
    )
    count = "SELECT (COUNT(*) AS ?n) {{ {} }}"
    asked = [
        int(server.ask(count.format(pattern)).json()["results"]["bindings"][0]["n"]["value"])
        for pattern in ("?s ?p ?o", "?s a bilat:Embassy")
    ]
    assert [int(row["all"].value), int(row["n"].value)] == asked
    assert row["where"].value == f"{server.url}sparql"


def test_head_is_get_without_a_body(server) -> None:
    answer = server.client.head(url(("query", ROWS)))
    assert answer.status_code == 200
    assert answer.content == b""
    assert int(answer.headers["content-length"]) == len(server.ask(ROWS).content)


def test_the_same_question_is_answered_alike_and_names_its_build(server, seed_store) -> None:
    made = json.loads((seed_store / "manifest.json").read_bytes())
    first, second = server.ask(ROWS), server.ask(ROWS)
    assert first.content == second.content
    assert first.headers["bilat-build"] == made["sha256"]
    assert server.ask("SELECT (RAND() AS ?x) {}").content != server.ask("SELECT (RAND() AS ?x) {}").content
