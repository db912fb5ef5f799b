"""Write the golden answers of the named queries anew from a build of the seeds."""

from __future__ import annotations

import tempfile
from pathlib import Path

import bilat_kg
from bilat_kg.graph.query import queries

GOLDEN = Path(__file__).parent.parent / "data" / "queries"


def main() -> None:
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for old in GOLDEN.glob("*.csv"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "seeds.store"
        bilat_kg.build(store=store)
        with bilat_kg.open(store) as graph:
            for query in queries():
                answer = graph.query(query.name).serialize("csv")
                text = answer.decode() if isinstance(answer, bytes) else answer
                (GOLDEN / f"{query.name}.csv").write_text(text.replace("\r\n", "\n"), encoding="utf-8")


if __name__ == "__main__":
    main()
