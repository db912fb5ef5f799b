"""Each hostile shape with the usual limits, and a small query after it."""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import httpx

import bilat_kg
from benchmarks.serving.servers import ours
from bilat_kg.web.limits import Limits
from tests.web.shapes import SHAPES


def main(given: argparse.Namespace) -> None:
    """Ask each on the seeds."""
    limit = Limits().seconds + 0.5
    with TemporaryDirectory() as folder:
        store = Path(folder, "seeds.store")
        bilat_kg.build(store=store)
        with ours(store) as server, httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=60) as client:
            longest = [0.0, 0.0]
            statuses: dict[int, int] = {}
            for number, (name, shape) in enumerate(SHAPES.items()):
                for place, query in enumerate((shape, f"ASK {{ ?s ?p {number} }}")):
                    started = perf_counter()
                    answer = client.post("/sparql", data={"query": query})
                    took = perf_counter() - started
                    longest[place] = max(longest[place], took)
                    if place == 0:
                        statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1
                    if took > (limit, 0.5)[place] or answer.status_code not in {200, 400, 413, 503}:
                        print(f"  {name}: {answer.status_code} after {took:.2f} s")
            print(
                f"hostile: {len(SHAPES)} shapes, {statuses}, the longest {longest[0]:.2f} s (at most {limit:g}); "
                f"the small query after it at most {longest[1]:.3f} s (at most 0.5)"
            )
