"""Indexing a build's quads against Oxigraph's own bulk load of the same quads from a file."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import RdfFormat, Store

from benchmarks import graphs
from benchmarks.timing import report, side_by_side
from bilat_kg import graph
from bilat_kg.graph.canonical import indexed
from bilat_kg.graph.indexing import load
from bilat_kg.graph.store import QUADS

COPIES = 100
ROUNDS = 7


def main() -> None:
    """Measure the load of a graph of some hundred thousand quads."""
    with TemporaryDirectory() as folder:
        graphs.make(Path(folder, "store"), COPIES)
        with graph.open(Path(folder, "store")) as opened:
            quads = opened.build.path / QUADS
            index, whole = Path(folder, "index"), Path(folder, "whole.nq")
            with whole.open("wb") as out, quads.open("rb") as lines:
                out.writelines(indexed(lines))
            size = len(opened.build.store)

            def ours() -> None:
                shutil.rmtree(index, ignore_errors=True)
                load(quads, index)

            def bare() -> None:
                shutil.rmtree(index, ignore_errors=True)
                Store(str(index)).bulk_load(path=str(whole), format=RdfFormat.N_QUADS)

            took, base = side_by_side(ours, bare, ROUNDS)
        report(f"speed of loading a build / bulk_load, {size:,} quads", base / took, "at least 0.8")
