from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"rdflib", "pyshacl", "pandas", "polars", "spacy", "numpy"}
OF_BUILDS = {"sqlite3", "csv", "bilat_kg.model", "bilat_kg.graph.writer", "bilat_kg.graph.vocabulary"}


def imported_by(statement: str) -> set[str]:
    script = f"import sys\n{statement}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "statement",
    ["import bilat_kg.graph", "from bilat_kg.graph import StoreWriter", "import bilat_kg.graph.export"],
)
def test_the_graph_wing_imports_nothing_heavy(statement):
    assert imported_by(statement) & HEAVY == set()


def test_a_question_does_not_wait_for_what_builds(gold_store):
    asked = imported_by(f"import bilat_kg.graph; bilat_kg.graph.open({str(gold_store)!r}).query('ASK {{}}')")
    assert asked & (HEAVY | OF_BUILDS) == set()
    assert "pyoxigraph" in asked


def test_only_the_writer_comes_late():
    import bilat_kg.graph

    assert bilat_kg.graph.StoreWriter.__name__ == "StoreWriter"
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        bilat_kg.graph.Nothing  # noqa: B018
