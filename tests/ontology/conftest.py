"""The four ontology files, each parsed once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph

from bilat_kg.resources import ONTOLOGY


@pytest.fixture(scope="session")
def terms() -> Graph:
    return Graph().parse(ONTOLOGY / "bilat.ttl")


@pytest.fixture(scope="session")
def alignments() -> Graph:
    return Graph().parse(ONTOLOGY / "alignments.ttl")


@pytest.fixture(scope="session")
def shapes() -> Graph:
    return Graph().parse(ONTOLOGY / "shapes.ttl")


@pytest.fixture(scope="session")
def context() -> dict[str, Any]:
    return json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]


@pytest.fixture(scope="session")
def valid() -> Graph:
    return Graph().parse(Path(__file__).parents[1] / "data" / "ontology" / "valid.ttl")
