"""Minutes of load, and how much memory the server and its workers hold before and after."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import bilat_kg
from benchmarks.serving.clients import load, path
from benchmarks.serving.load import runaway, small, told
from benchmarks.serving.servers import Server, ours
from tests.web.shapes import SHAPES


def mixed(client: int) -> Iterator[str]:
    """Mostly small queries, some large answers, some that are refused."""
    large = "SELECT ?s ?p ?o {{ ?s ?p ?o }} LIMIT 2000 #{} {}"
    refused = [path(shape) for name, shape in SHAPES.items() if "1000" in name or name == "too long"]
    queries = small(client)
    for number in count():
        yield from islice(queries, 50)
        yield path(large.format(client, number))
        yield refused[number % len(refused)]


def main(given: argparse.Namespace) -> None:
    """Load a server for as long as was asked."""
    with TemporaryDirectory() as folder:
        store = Path(folder, "seeds.store")
        bilat_kg.build(store=store)
        with ours(store) as server:
            asyncio.run(_run(server, given.minutes))


async def _run(server: Server, minutes: float) -> None:
    await load(server.port, 16, 60, mixed)  # caches and pools fill
    before = server.memory()
    endless = asyncio.create_task(load(server.port, 1, 60 * minutes, runaway))
    told(
        f"{minutes:g} minutes, 16 clients, mixed, beside one that never ends",
        await load(server.port, 16, 60 * minutes, mixed),
    )
    await endless
    await asyncio.sleep(5)  # the worker that was stopped last is replaced
    after = server.memory()
    grown = 100 * (after / before - 1)
    print(f"  memory {before >> 20} MiB, then {after >> 20} MiB: {grown:+.1f} % (wanted: below +10 %)")
