"""Start-up from the shell against a bare interpreter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.timing import report, side_by_side
from bilat_kg import building
from bilat_kg.graph.query import named_queries

SCRIPT = Path(sys.executable).with_name("bilat-kg")
ROUNDS = 40


def main() -> None:
    """Measure ``--help`` and a named query of a built store."""
    with TemporaryDirectory() as folder:
        building.build(store=f"{folder}/bilat-kg.store", validate=False)

        def shell(*words: object) -> None:
            subprocess.run([str(word) for word in words], cwd=folder, check=True, stdout=subprocess.DEVNULL)

        def bare() -> None:
            shell(sys.executable, "-c", "pass")

        took, base = side_by_side(lambda: shell(SCRIPT, "--help"), bare, ROUNDS)
        report("bilat-kg --help / bare interpreter", took / base, "at most 8")
        name = min(named_queries())
        took, base = side_by_side(lambda: shell(SCRIPT, "query", name), bare, ROUNDS)
        report(f"bilat-kg query {name} / bare interpreter", took / base, "at most 12")
