"""Queries of 10 ms and more, against the native server on the same index, in turn."""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks import graphs
from benchmarks.serving.clients import ask, path
from benchmarks.serving.servers import native, ours
from benchmarks.timing import report
from bilat_kg.graph.namespaces import PREFIXES

COPIES, ROUNDS = 100, 15
QUERIES = {
    "trade by year": """
        SELECT ?year (SUM(?amount) AS ?total) WHERE {
          ?trade a bilat:TradeObservation ; bilat:year ?year ; bilat:amount ?amount } GROUP BY ?year ORDER BY ?year""",
    "embassies with their words": """
        SELECT ?sender ?receiver ?quote WHERE {
          ?mission a bilat:Embassy ; bilat:sender ?sender ; bilat:receiver ?receiver ; bilat:evidence ?evidence .
          ?evidence bilat:quote ?quote } ORDER BY ?sender ?receiver LIMIT 2000""",
    "10,000 statements": "SELECT ?fact ?property ?value WHERE { ?fact a bilat:Fact ; ?property ?value } LIMIT 10000",
    "facts by class": """
        SELECT ?class (COUNT(?fact) AS ?n) WHERE { ?fact a bilat:Fact , ?class } GROUP BY ?class ORDER BY ?class""",
    "agreements of a pair with all that is said": """
        SELECT ?a ?p ?o WHERE { ?a a bilat:Agreement ; bilat:party ?x , ?y ; ?p ?o FILTER(?x != ?y) } LIMIT 5000""",
}  # fmt: skip


async def _times(ports: tuple[int, int], query: str) -> tuple[float, float]:
    """Median seconds of two servers that take turns; each query is a new text, so that no cache answers."""
    streams = [await asyncio.open_connection("127.0.0.1", port) for port in ports]
    times: list[list[float]] = [[], []]
    for number in range(ROUNDS + 2):
        for (reader, writer), taken in zip(streams, times, strict=True):
            started = perf_counter()
            status = await ask(reader, writer, path(f"{query} #{number}"))
            assert status == "200", status
            taken.append(perf_counter() - started)
    for _, writer in streams:
        writer.close()
    return median(times[0][2:]), median(times[1][2:])


def main(given: argparse.Namespace) -> None:
    """Measure on copies of the seeds."""
    program = shutil.which(given.native)
    if not program:
        print("native: there is no program oxigraph; `pip install oxigraph`, or name it with --native")
        return
    prologue = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items() if name in {"bilat", "rdfs"})
    with TemporaryDirectory() as folder:
        store = Path(folder, "store")
        size = graphs.make(store, COPIES)
        build = json.loads((store / "manifest.json").read_bytes())["build"]
        copied = shutil.copytree(store / build / "oxigraph", Path(folder, "index"))
        with ours(store) as one, native(program, copied) as other:
            for name, query in QUERIES.items():
                took, base = asyncio.run(_times((one.port, other.port), prologue + query))
                wanted = "at most 1.25" if base >= 0.01 else "for information: less than 10 ms"
                report(f"serve / native, {size:,} quads: {name}, {1000 * base:.0f} ms", took / base, wanted)
