"""Sixteen clients with small queries, alone, with the same query, and while two others ask what never ends."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterator
from itertools import count, repeat
from pathlib import Path
from tempfile import TemporaryDirectory

import bilat_kg
from benchmarks.serving.clients import Load, load, path
from benchmarks.serving.servers import ours

CLIENTS, SECONDS = 16, 15.0
_COUNTRIES = ("MYS", "RUS", "OMN", "TLS", "TJK")


def small(client: int) -> Iterator[str]:
    """Queries with an answer of some rows, none of them twice."""
    for number in count():
        code = _COUNTRIES[number % len(_COUNTRIES)]
        yield path(f"SELECT ?l {{ country:{code} rdfs:label ?l FILTER(?l != '{client} {number}') }}")


def same(client: int) -> Iterator[str]:
    """One query again and again."""
    return repeat(path("SELECT ?l { country:MYS rdfs:label ?l }"))


def runaway(client: int) -> Iterator[str]:
    """Queries that run until they are stopped."""
    for number in count():
        yield path(f"SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }} #{client} {number}")


def told(what: str, found: Load) -> None:
    """One line of figures."""
    shares = {"p50": 0.5, "p99": 0.99, "max": 1.0}
    milliseconds = " ".join(f"{name} {1000 * found.quantile(share):.0f}" for name, share in shares.items())
    failures = found.failures or "none"
    print(f"{what:<58} {found.rate:7.0f} requests/s, ms: {milliseconds}, failures: {failures}", flush=True)


async def _measured(port: int) -> None:
    told("16 clients, a query each time new", await load(port, CLIENTS, SECONDS, small))
    told("16 clients, the same query", await load(port, CLIENTS, SECONDS, same))
    endless = asyncio.create_task(load(port, 2, SECONDS, runaway))
    told("16 clients, new queries, beside two that never end", await load(port, CLIENTS, SECONDS, small))
    print(f"  the two were answered {(await endless).failures}; wanted: 500 requests/s, p99 below 100 ms, no failure")


def main(given: argparse.Namespace) -> None:
    """Measure on the seeds."""
    with TemporaryDirectory() as folder:
        store = Path(folder, "seeds.store")
        bilat_kg.build(store=store)
        with ours(store) as server:
            asyncio.run(_measured(server.port))
