"""A query through the Python API against the same query on the bare store, results consumed.

Both ask the same store and default graph; the bare one is given the prefixes that the query uses and no more.
"""

from __future__ import annotations

import gc
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import graphs
from benchmarks.timing import report, side_by_side
from bilat_kg import graph
from bilat_kg.graph.namespaces import PREFIXES

COPIES = 100
ROUNDS = 31
LOOK_UP = "a look-up (1 row)"
LOOK_UPS = 1000  # rounds: one is over so fast that the median of a few says more of the machine
QUERIES = {
    LOOK_UP: "SELECT ?label WHERE { country:MYS rdfs:label ?label FILTER(LANG(?label) = 'bn') }",
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
        gc.freeze()  # what made the graph is not to be looked through between the rounds
        with graph.open(store) as opened:
            raw = opened.build.store
            for name, query in QUERIES.items():
                used = {prefix: iri for prefix, iri in PREFIXES.items() if f"{prefix}:" in query}

                def ours(query: str = query) -> None:
                    for _ in opened.query(query):  # type: ignore[union-attr]
                        pass

                def bare(query: str = query, prefixes: dict[str, str] = used) -> None:
                    for _ in raw.query(query, prefixes=prefixes):  # type: ignore[union-attr]
                        pass

                took, base = side_by_side(ours, bare, LOOK_UPS if name == LOOK_UP else ROUNDS)
                report(f"Graph.query / pyoxigraph, {size:,} quads: {name}", took / base, "at most 1.1")
