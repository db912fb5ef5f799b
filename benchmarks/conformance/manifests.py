"""The tests of w3c/rdf-tests as values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from rdflib import RDF, Graph, Namespace, Node
from rdflib.collection import Collection

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
RDFS_LABEL = Namespace("http://www.w3.org/2000/01/rdf-schema#").label


@dataclass(frozen=True)
class Evaluation:
    """A query, the data that it is asked of (default graph, named graphs by IRI), and the file of its result."""

    name: str
    query: Path
    data: tuple[Path, ...]
    named: tuple[tuple[str, Path], ...]
    result: Path | None


@dataclass(frozen=True)
class Exchange:
    """A request and what its response may be: classes of status codes, and a truth value where one is expected."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    statuses: frozenset[str]
    truth: bool | None
    format: str | None


@dataclass(frozen=True)
class Protocol:
    """A test of the protocol: named graphs by IRI, and the requests to be made one after the other."""

    name: str
    named: tuple[tuple[str, Path], ...]
    exchanges: tuple[Exchange, ...]


def _read(manifest: Path) -> tuple[Graph, Iterator[Node]]:
    graph = Graph().parse(manifest, publicID=manifest.resolve().as_uri())
    entries = next(graph.objects(None, MF.entries), None)
    return graph, iter(Collection(graph, entries) if entries else ())


def _path(iri: Node | None) -> Path:
    return Path(unquote(urlsplit(str(iri)).path))


def evaluations(folder: Path) -> Iterator[Evaluation]:
    """Yield the tests of query evaluation that need no entailment."""
    index = folder / "manifest-sparql11-query.ttl"
    graph = Graph().parse(index, publicID=index.resolve().as_uri())
    for listed in graph.objects(None, MF.include):
        for included in Collection(graph, listed):
            yield from _evaluations(_path(included))
    for name in ("json-res", "csv-tsv-res"):
        yield from _evaluations(folder / name / "manifest.ttl")


def _evaluations(manifest: Path) -> Iterator[Evaluation]:
    graph, entries = _read(manifest)
    for entry in entries:
        if graph.value(entry, RDF.type) not in {MF.QueryEvaluationTest, MF.CSVResultFormatTest}:
            continue
        action = graph.value(entry, MF.action)
        yield Evaluation(
            f"{manifest.parent.name}/{str(entry).partition('#')[2]}",
            _path(graph.value(action, QT.query)),
            tuple(_path(data) for data in graph.objects(action, QT.data)),
            tuple(_named(graph, data) for data in graph.objects(action, QT.graphData)),
            _path(graph.value(entry, MF.result)) if graph.value(entry, MF.result) else None,
        )


def _named(graph: Graph, data: Node) -> tuple[str, Path]:
    described = graph.value(data, UT.graph) or graph.value(data, QT.graph)
    name = str(graph.value(data, RDFS_LABEL)) if described else str(data)
    return name, _path(described or data)


def protocol(folder: Path) -> Iterator[Protocol]:
    """Yield the tests of the protocol."""
    graph, entries = _read(folder / "protocol" / "manifest.ttl")
    for entry in entries:
        requests = Collection(graph, graph.value(graph.value(entry, MF.action), HT.requests))
        yield Protocol(
            str(entry).partition("#")[2],
            tuple(_named(graph, data) for data in graph.objects(entry, UT.graphData)),
            tuple(_exchange(graph, request) for request in requests),
        )


def _exchange(graph: Graph, request: Node) -> Exchange:
    body, headers, response = (graph.value(request, name) for name in (HT.body, HT.headers, HT.resp))
    truth, format_ = graph.value(response, MF.expectedBoolean), graph.value(response, MF.expectedFormat)
    encoding = str(graph.value(body, CNT.characterEncoding)) if body else ""
    return Exchange(
        str(graph.value(request, HT.methodName)),
        str(graph.value(request, HT.absolutePath)),
        tuple(
            (str(graph.value(header, HT.fieldName)), str(graph.value(header, HT.fieldValue)))
            for header in (Collection(graph, headers) if headers else ())
        ),
        str(graph.value(body, CNT.chars)).encode(encoding) if body else None,
        frozenset(str(status)[-3] for status in graph.objects(response, MF.expectedStatus)),
        None if truth is None else str(truth) == "true",
        None if format_ is None else str(format_),
    )
