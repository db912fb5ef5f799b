"""Every named query asks in two languages, has defaults, and answers the seeds as it did when last looked at.

The golden answers stand in ``tests/data/queries``; ``python -m tests.queries.regenerate`` writes them anew, and the
difference is to be read like any other change.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import bilat_kg
from bilat_kg.graph.query import Query, queries

GOLDEN = Path(__file__).parent.parent / "data" / "queries"
ALL = queries()


def test_there_are_as_many_golden_answers_as_queries() -> None:
    assert len(ALL) >= 25
    assert {path.stem for path in GOLDEN.glob("*.csv")} == {query.name for query in ALL}


@pytest.mark.parametrize("query", ALL, ids=[query.name for query in ALL])
def test_a_query_says_what_it_asks_in_both_languages(query: Query) -> None:
    assert query.titles["en"].strip()
    assert any("\u0980" <= letter <= "\u09ff" for letter in query.titles["bn"])
    assert query.description.endswith(".")
    assert all(parameter.default is not None for parameter in query.parameters)
    assert all(parameter.explanation for parameter in query.parameters)


@pytest.mark.parametrize("query", ALL, ids=[query.name for query in ALL])
def test_the_seeds_answer_as_recorded(query: Query, seed_store: Path) -> None:
    with bilat_kg.open(seed_store) as graph:
        answer = graph.query(query.name).serialize("csv")
    text = answer.decode() if isinstance(answer, bytes) else answer
    assert text.replace("\r\n", "\n") == (GOLDEN / f"{query.name}.csv").read_text(encoding="utf-8")
