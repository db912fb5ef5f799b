"""Data of a test as a published build, and a server that has gone over to it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from bilat_kg.graph import manifest
from bilat_kg.graph.manifest import Manifest
from bilat_kg.graph.register import Register
from bilat_kg.graph.store import READINGS

_FORMATS = {".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES, ".rdf": RdfFormat.RDF_XML, ".trig": RdfFormat.TRIG}


def quads(default: Iterable[Path], named: Iterable[tuple[str, Path]]) -> list[Quad]:
    """Read the files of a dataset."""
    graphs = [(DefaultGraph(), path) for path in default] + [(NamedNode(name), path) for name, path in named]
    return [
        Quad(*quad.triple, graph)
        for graph, path in graphs
        for quad in parse(path=str(path), format=_FORMATS[path.suffix], base_iri=path.as_uri(), rename_blank_nodes=True)
    ]


def publish(store: Path, data: Iterable[Quad], number: int) -> str:
    """Put quads in the place of the build that a store has; give the digest that its answers will name."""
    build = store / f"build-{number:08x}"
    build.mkdir(parents=True, exist_ok=True)
    index = Store(str(build / "oxigraph"))
    index.extend(data)
    index.flush()
    del index
    Register(build / READINGS).close()
    digest = sha256(build.name.encode()).hexdigest()
    made = Manifest(
        build=build.name,
        made="",
        sha256=digest,
        content=digest,
        quads=0,
        triples=0,
        graphs={},
        classes={},
        properties={},
        articles=0,
        abstentions=0,
        edition=None,
        linking=None,
        conforms=None,
        files=manifest.inventory(build),
    )
    new = store / f"{manifest.FILE}.new"
    new.write_bytes(made.to_json())
    new.replace(store / manifest.FILE)
    for old in store.glob("build-*"):
        if old != build:
            shutil.rmtree(old)
    return digest


class Served:
    """A server on a store of its own, in the place of whose build any quads can be put."""

    def __init__(self, folder: Path) -> None:
        self.store = folder / "served.store"
        self.published = 0
        publish(self.store, [], 0)

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "bilat_kg", "serve", "--store", str(self.store), "--port", "0", "--jobs", "1"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert self.process.stderr is not None
        found = re.search(r"http://\S+", self.process.stderr.readline())
        assert found, "the server does not start"
        self.client = httpx.Client(base_url=found[0], timeout=30)
        return self

    def put(self, data: Iterable[Quad]) -> None:
        """Publish quads and wait until the server has gone over to them."""
        self.published += 1
        digest = publish(self.store, data, self.published)
        until = time.monotonic() + 30
        while self.client.get("/sparql", params={"query": "ASK {}"}).headers["bilat-build"] != digest:
            assert time.monotonic() < until, "the server does not take a build up"
            time.sleep(0.05)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.close()
        self.process.terminate()
        self.process.wait(10)
