"""A query through the Python API against the same query on the bare store, results consumed."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import graphs
from benchmarks.timing import report, side_by_side
from bilat_kg import graph
from bilat_kg.graph.namespaces import PREFIXES

COPIES = 100
ROUNDS = 15
QUERIES = {
    "a look-up (1 row)": "SELECT ?label WHERE { country:MYS rdfs:label ?label FILTER(LANG(?label) = 'bn') }",
    "embassies with their words": """
        SELECT ?sender ?receiver ?quote WHERE {
          ?mission a bilat:Embassy ; bilat:sender ?sender ; bilat:receiver ?receiver ; bilat:evidence ?evidence .
          ?evidence bilat:quote ?quote } ORDER BY ?sender ?receiver""",
    "trade by year": """
        SELECT ?year (SUM(?amount) AS ?total) WHERE {
          ?trade a bilat:TradeObservation ; bilat:year ?year ; bilat:amount ?amount } GROUP BY ?year ORDER BY ?year""",
    "all statements of all facts": "SELECT ?fact ?property ?value WHERE { ?fact a bilat:Fact ; ?property ?value }",
}


def main() -> None:
    """Measure each query."""
    with TemporaryDirectory() as folder:
        store = Path(folder, "store")
        size = graphs.make(store, COPIES)
        with graph.open(store) as opened:
            raw, prefixes = opened.build.store, dict(PREFIXES)
            for name, query in QUERIES.items():

                def ours(query: str = query) -> None:
                    answer = opened.query(query)
                    assert isinstance(answer, graph.Solutions)
                    for _ in answer:
                        pass

                def bare(query: str = query) -> None:
                    for _ in raw.query(query, prefixes=prefixes, use_default_graph_as_union=True):  # type: ignore[union-attr]
                        pass

                took, base = side_by_side(ours, bare, ROUNDS)
                report(f"Graph.query / pyoxigraph, {size:,} quads: {name}", took / base, "at most 1.1")
