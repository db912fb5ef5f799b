"""The named queries on a large graph: through the API, on the bare store, and in rdflib, which holds it in memory.

``python -m benchmarks.named 100`` takes a number of copies of the seed articles, each about other states. A query that
rdflib does not answer within the time given to it is left out there, and told.
"""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks import graphs
from benchmarks.timing import report
from bilat_kg import graph
from bilat_kg.graph.namespaces import PREFIXES
from bilat_kg.graph.parameters import bind
from bilat_kg.graph.query import queries
from bilat_kg.graph.sparql import prepare

COPIES = 20
ROUNDS = 3
PATIENCE = 30  # seconds for a query in rdflib


class _LateError(BaseException):
    """No ``Exception``: rdflib catches those on its way and goes on."""


def _timed(call: Callable[[], object], rounds: int = ROUNDS) -> float:
    times = []
    for _ in range(rounds):
        started = perf_counter()
        call()
        times.append(perf_counter() - started)
    return median(times)


def _late(*_: object) -> None:
    raise _LateError


def main(copies: int = COPIES) -> None:
    """Measure every named query with its default parameters."""
    with TemporaryDirectory() as folder:
        store = Path(folder, "store")
        size = graphs.make(store, copies)
        signal.signal(signal.SIGALRM, _late)
        ours_raw, rdflib_ours, late = [], [], []
        with graph.open(store) as opened:
            memory = opened.to_rdflib()
            gc.freeze()
            for query in queries():
                given = {name: str(term) for name, term in bind(query.parameters, {}, query.name).items()}
                prepared = prepare(query.text)
                text = prepared.bind(given).text
                prefixes = {name: PREFIXES[name] for name in prepared.prefixes if name in PREFIXES}

                def ours(query: graph.Query = query) -> None:
                    opened.query(query).rows()  # type: ignore[union-attr]

                def bare(text: str = text, prefixes: dict[str, str] = prefixes) -> None:
                    for row in opened.build.store.query(text, prefixes=prefixes):  # type: ignore[union-attr]
                        tuple(row)

                def in_memory(text: str = text, prefixes: dict[str, str] = prefixes) -> None:
                    list(memory.query(text, initNs=prefixes))

                took = _timed(ours)
                ours_raw.append(took / _timed(bare))
                signal.alarm(PATIENCE)
                try:
                    rdflib_ours.append(_timed(in_memory, 1) / took)
                except _LateError:
                    late.append(query.name)
                finally:
                    signal.alarm(0)
        report(f"named queries, Graph.query / pyoxigraph, {size:,} quads, median", median(ours_raw), "told")
        report(f"named queries, rdflib / Graph.query, {size:,} quads, median", median(rdflib_ours), "told")
        print(f"  rdflib took longer than {PATIENCE} s for {len(late)} of {len(ours_raw)}: {', '.join(late) or 'none'}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
