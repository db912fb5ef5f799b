"""What the endpoint says of itself (SPARQL 1.1 Service Description) and of its data (VoID)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bilat_kg.graph.manifest import Manifest
from bilat_kg.graph.namespaces import DATA_NS, ONTOLOGY_NS, PREFIXES, TYPE, XSD
from bilat_kg.graph.readings import Readings
from bilat_kg.graph.results import TRIPLE_FORMATS
from bilat_kg.graph.store import graphs
from bilat_kg.web.answers import Answer, RefusalError
from bilat_kg.web.media_types import GRAPHS, wanted, with_charset
from bilat_kg.web.pool import Pool

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_DCTERMS = PREFIXES["dcterms"]
# https://www.w3.org/ns/formats/
_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads",
)  # fmt: skip
_CLASSES = "SELECT ?term (COUNT(?s) AS ?n) { ?s a ?term } GROUP BY ?term ORDER BY ?term"
_PROPERTIES = "SELECT ?term (COUNT(?s) AS ?n) { ?s ?term ?o } GROUP BY ?term ORDER BY ?term"

MEDIA_TYPES = tuple(GRAPHS)


def routes(pool: Pool) -> list[BaseRoute]:
    """The description of the data, at its well-known place."""

    async def void(request: Request) -> Response:
        media_type = wanted(request.headers.get("accept"), MEDIA_TYPES)
        if media_type is None:
            raise RefusalError(406, f"this description is to be had as {', '.join(MEDIA_TYPES)}")
        classes, properties = await pool.ask(_CLASSES), await pool.ask(_PROPERTIES)
        home = str(request.base_url)
        triples = list(_dataset(f"{home}.well-known/void#dataset", f"{home}sparql", pool.manifest, classes, properties))
        return described(_serialized(triples, media_type), media_type)

    return [Route("/.well-known/void", void)]


def described(body: bytes, media_type: str) -> Response:
    """Give a description as a response."""
    return Response(body, headers={"Content-Type": with_charset(media_type), "Vary": "Accept"})


def service(made: Manifest, readings: Readings, endpoint: str, media_type: str) -> bytes:
    """Describe the service at an IRI, in one of ``MEDIA_TYPES``."""
    return _service(made.sha256, tuple(graphs(made, readings)), endpoint, media_type)


@lru_cache(maxsize=32)
def _service(sha256: str, graphs: tuple[tuple[str, int], ...], endpoint: str, media_type: str) -> bytes:
    return _serialized(list(_described(endpoint, graphs)), media_type)


def _described(endpoint: str, graphs: tuple[tuple[str, int], ...]) -> Iterator[Triple]:
    service, dataset, default = NamedNode(endpoint), BlankNode(), BlankNode()
    yield Triple(service, TYPE, _sd("Service"))
    yield Triple(service, _sd("endpoint"), service)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for name in _FORMATS:
        yield Triple(service, _sd("resultFormat"), NamedNode(f"http://www.w3.org/ns/formats/{name}"))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, TYPE, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield Triple(default, TYPE, _sd("Graph"))
    for name, size in graphs:
        if not size:
            continue
        named, graph = BlankNode(), BlankNode()
        yield Triple(dataset, _sd("namedGraph"), named)
        yield Triple(named, TYPE, _sd("NamedGraph"))
        yield Triple(named, _sd("name"), NamedNode(name))
        yield Triple(named, _sd("graph"), graph)
        yield Triple(graph, TYPE, _sd("Graph"))
        yield Triple(graph, _void("triples"), _count(size))


def _dataset(iri: str, endpoint: str, made: Manifest, classes: Answer, properties: Answer) -> Iterator[Triple]:
    dataset = NamedNode(iri)
    yield Triple(dataset, TYPE, _void("Dataset"))
    yield Triple(dataset, NamedNode(f"{_DCTERMS}title"), Literal("Relations between countries", language="en"))
    yield Triple(dataset, NamedNode(f"{_DCTERMS}title"), Literal("দেশগুলোর পারস্পরিক সম্পর্ক", language="bn"))
    yield Triple(dataset, NamedNode(f"{_DCTERMS}identifier"), Literal(made.sha256))
    yield Triple(dataset, _void("sparqlEndpoint"), NamedNode(endpoint))
    yield Triple(dataset, _void("uriSpace"), Literal(DATA_NS))
    yield Triple(dataset, _void("vocabulary"), NamedNode(ONTOLOGY_NS))
    yield Triple(dataset, _void("documents"), _count(made.articles))
    total = 0
    for answer, partition, term, size in (
        (classes, "classPartition", "class", "entities"),
        (properties, "propertyPartition", "property", "triples"),
    ):
        for value, number in answer.table()[1]:
            if not isinstance(value, NamedNode) or not isinstance(number, Literal):
                continue
            part = BlankNode()
            yield Triple(dataset, _void(partition), part)
            yield Triple(part, _void(term), value)
            yield Triple(part, _void(size), number)
            total += int(number.value) if size == "triples" else 0
    yield Triple(dataset, _void("triples"), _count(total))


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)


def _void(name: str) -> NamedNode:
    return NamedNode(_VOID + name)


def _count(number: int) -> Literal:
    return Literal(str(number), datatype=NamedNode(f"{XSD}integer"))


def _serialized(triples: list[Triple], media_type: str) -> bytes:
    format_ = TRIPLE_FORMATS[GRAPHS[media_type]]
    prefixes = {"sd": _SD, "void": _VOID, "dcterms": _DCTERMS} if format_ == RdfFormat.TURTLE else None
    return serialize(triples, format=format_, prefixes=prefixes) or b""
