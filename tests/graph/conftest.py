from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import gold
import pytest

import bilat_kg.graph
from bilat_kg.graph import Graph, Manifest, StoreWriter
from bilat_kg.model import Reading


def publish(path: Path, readings: Iterable[Reading]) -> Manifest:
    with StoreWriter(path) as writer:
        for reading in readings:
            writer.add(reading)
        return writer.publish()


@pytest.fixture(scope="session")
def gold_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gold") / "bilat-kg.store"
    publish(path, gold.readings())
    return path


@pytest.fixture(scope="session")
def graph(gold_store: Path) -> Graph:
    return bilat_kg.graph.open(gold_store)
