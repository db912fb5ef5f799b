"""``python -m benchmarks.conformance FOLDER``: what passes over HTTP, and what raw pyoxigraph passes."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    parse,
    parse_query_results,
)

from benchmarks.conformance import manifests, served
from benchmarks.conformance.manifests import Evaluation, Exchange

_RESULTS = {
    ".srx": QueryResultsFormat.XML, ".srj": QueryResultsFormat.JSON,
    ".csv": QueryResultsFormat.CSV, ".tsv": QueryResultsFormat.TSV,
}  # fmt: skip
_ACCEPT = {".csv": "text/csv", ".tsv": "text/tab-separated-values", ".srx": "application/sparql-results+xml"}
_NODE = "urn:row:"


def _canonical(quads: list[Quad]) -> frozenset[str]:
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return frozenset(map(str, dataset))


def _rows(solutions: QuerySolutions) -> object:
    """Solutions as a value: equal if the same rows come as often, whatever their blank nodes are called."""
    names = sorted(variable.value for variable in solutions.variables)
    quads = []
    for row in solutions:
        node = BlankNode()
        quads.append(Quad(node, NamedNode(_NODE), Literal("row")))
        for name in names:
            if row[name] is not None:
                quads.append(Quad(node, NamedNode(_NODE + name), row[name]))  # type: ignore[arg-type]
    return tuple(names), _canonical(quads)


def _graph(triples: list[Triple]) -> object:
    return _canonical([Quad(*triple) for triple in triples])


def _expected(test: Evaluation) -> object:
    assert test.result
    if test.result.suffix in {".ttl", ".rdf", ".nt"}:
        return _graph([quad.triple for quad in served.quads([test.result], ())])
    return _parsed(test.result.read_bytes(), _RESULTS[test.result.suffix])


def _parsed(body: bytes, format_: QueryResultsFormat) -> object:
    if format_ == QueryResultsFormat.CSV:  # has no terms, and its rows have no order
        return Counter(body.decode().replace("\r\n", "\n").rstrip("\n").split("\n"))
    found = parse_query_results(body, format=format_)
    return bool(found) if isinstance(found, QueryBoolean) else _rows(found)


def _raw(store: Store, text: str, test: Evaluation) -> object:
    answer = store.query(text)
    if isinstance(answer, QueryBoolean):
        return bool(answer)
    if not isinstance(answer, QuerySolutions):
        return _graph(list(set(answer)))
    format_ = _RESULTS.get(test.result.suffix if test.result else "", QueryResultsFormat.JSON)
    return _parsed(answer.serialize(format=format_) or b"", format_)


def _over_http(server: served.Served, text: str, test: Evaluation) -> object:
    suffix = test.result.suffix if test.result else ""
    accept = _ACCEPT.get(suffix, "application/sparql-results+json, application/n-triples")
    answer = server.client.get("/sparql", params={"query": text}, headers={"Accept": accept})
    if answer.status_code != 200:
        return answer.text
    if answer.headers["content-type"].startswith("application/n-triples"):
        return _graph([quad.triple for quad in parse(answer.content, format=RdfFormat.N_TRIPLES)])
    return _parsed(answer.content, _RESULTS.get(suffix, QueryResultsFormat.JSON))


def evaluation(server: served.Served, folder: Path) -> bool:
    """Run the tests of query evaluation against the server and against pyoxigraph, and print where they differ."""
    counts: Counter[tuple[bool, bool]] = Counter()
    loaded: object = None
    for test in sorted(manifests.evaluations(folder), key=lambda each: (each.data, each.named)):
        text = f"BASE <{test.query.as_uri()}>\n{test.query.read_text('utf-8')}"
        quads = served.quads(test.data, test.named)
        if (test.data, test.named) != loaded:
            server.put(quads)
            loaded = (test.data, test.named)
        store = Store()
        store.extend(quads)
        expected = _expected(test)
        try:
            raw = _raw(store, text, test) == expected
        except (SyntaxError, RuntimeError, OSError, ValueError):
            raw = False
        answer = _over_http(server, text, test)
        ours = answer == expected
        counts[raw, ours] += 1
        if raw != ours:
            print(f"  {test.name}: pyoxigraph {'passes' if raw else 'fails'}, over HTTP {answer!r:.300}")
    total = sum(counts.values())
    print(
        f"query evaluation: {total} tests; pyoxigraph passes {counts[True, True] + counts[True, False]}, over HTTP "
        f"{counts[True, True] + counts[False, True]}; {counts[True, False]} fail over HTTP alone"
    )
    return total > 200 and not counts[True, False]


def protocol(server: served.Served, folder: Path) -> bool:
    """Run the tests of the protocol: queries have to be right, updates to be refused."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for test in manifests.protocol(folder):
        kind = "updates" if "update" in test.name else "queries"
        total[kind] += 1
        server.put(served.quads((), test.named))
        exchanges = test.exchanges[:1] if kind == "updates" else test.exchanges
        wrong = [said for each in exchanges if (said := _exchanged(server, each, refused=kind == "updates"))]
        right[kind] += not wrong
        for said in wrong:
            print(f"  {test.name}: {said}")
    for kind, verb in (("queries", "answered right"), ("updates", "refused")):
        print(f"protocol: {right[kind]} of {total[kind]} {kind} {verb}")
    return right == total == Counter(queries=20, updates=14)


def _exchanged(server: served.Served, exchange: Exchange, *, refused: bool) -> str | None:
    answer = server.client.request(
        exchange.method, exchange.path, content=exchange.body, headers=dict(exchange.headers)
    )
    wanted = {"4"} if refused else exchange.statuses
    if str(answer.status_code)[0] not in {status[0] for status in wanted}:
        return f"{answer.status_code} {answer.text:.200}"
    if exchange.truth is not None and not refused and answer.json().get("boolean") is not exchange.truth:
        return answer.text[:200]
    kinds = {
        "boolean": ("sparql-results",),
        "tabular": ("sparql-results", "text/"),
        "RDF": ("turtle", "triples", "rdf"),
    }
    media_type = answer.headers["content-type"]
    if exchange.format and not refused and not any(kind in media_type for kind in kinds[exchange.format]):
        return media_type
    return None


def main() -> None:
    """Run all, and end with 1 where anything is wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.conformance", description=__doc__)
    parser.add_argument("folder", type=Path, help="a checkout of w3c/rdf-tests")
    folder = parser.parse_args().folder.resolve() / "sparql" / "sparql11"
    with TemporaryDirectory() as made, served.Served(Path(made)) as server:
        passed = [protocol(server, folder), evaluation(server, folder)]
    raise SystemExit(not all(passed))


if __name__ == "__main__":
    main()
