"""Articles that agree: what several of them say is one fact, and is found, added and joined once."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import gold
import made
import pytest
from pyoxigraph import DefaultGraph

import bilat_kg.graph
from bilat_kg.graph import Graph
from bilat_kg.graph.export import triples
from bilat_kg.graph.store import check
from bilat_kg.model import Concept, Entity, PartialDate, Reading
from tests.graph.conftest import publish

MYS, RUS = gold.country("MYS"), gold.country("RUS")
DOLLARS = Entity("currency", "USD", "dollar")
NAMES = ("one", "two", "three")
TRADE = "?trade a bilat:TradeObservation ; bilat:amount ?amount"


def reading(name: str) -> Reading:
    """An article with six facts: exports both ways and their total, in two years."""
    of = made.article(name)
    facts = []
    for year, there, back in (("2011", 1200, 700), ("2012", 1500, 900)):
        for amount, flow in (
            (there, {"flow": Concept("Export"), "exporter": MYS, "importer": RUS}),
            (back, {"flow": Concept("Export"), "exporter": RUS, "importer": MYS}),
            (there + back, {"flow": Concept("TotalTrade"), "party": (MYS, RUS)}),
        ):
            more = {"amount": Decimal(amount), "currency": DOLLARS, "period": PartialDate(year)}
            facts.append(made.fact("TradeObservation", of, **flow, **more))
    return made.reading(of, *facts)


@pytest.fixture(scope="module", params=[1, 2, 3])
def agreeing(request, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    path = tmp_path_factory.mktemp("agreeing") / "a.store"
    publish(path, [reading(name) for name in NAMES[: request.param]])
    return bilat_kg.graph.open(path)


def test_facts_are_counted_and_added_once_however_many_articles_say_so(agreeing: Graph):
    text = f"SELECT (COUNT(*) AS ?n) (SUM(?amount) AS ?s) WHERE {{ {TRADE} }}"
    assert agreeing.query(text).rows() == [(6, Decimal(2 * (1200 + 700 + 1500 + 900)))]


def test_a_join_gives_a_pair_once(agreeing: Graph):
    text = """SELECT ?one ?two WHERE {
      ?one bilat:flow bilat:Export ; bilat:exporter ?a ; bilat:importer ?b ; bilat:period ?period .
      ?two bilat:flow bilat:Export ; bilat:exporter ?b ; bilat:importer ?a ; bilat:period ?period
    }"""
    rows = agreeing.query(text).rows()
    assert len(rows) == len(set(rows)) == 4


def test_the_query_of_sums_has_a_row_a_year(agreeing: Graph):
    rows = agreeing.query("trade-sums").rows()
    assert [row[:6] for row in rows] == [
        ("Malaysia", "Russia", "2011", Decimal(1900), Decimal(1900), Decimal(0)),
        ("Malaysia", "Russia", "2012", Decimal(2400), Decimal(2400), Decimal(0)),
    ]


def test_who_says_so_is_asked_of_the_named_graphs(agreeing: Graph):
    articles = len(agreeing.build.readings.names())
    per_article = f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ {TRADE} }} }} GROUP BY ?g ORDER BY ?g"
    assert [n for _, n in agreeing.query(per_article).rows()] == [6] * articles
    graphs = agreeing.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }").rows()
    assert {name for (name,) in graphs} == {iri for iri, quads in agreeing.build.graphs() if quads}


@pytest.mark.parametrize(
    ("dataset", "pattern", "count"),
    [
        ("FROM article:one", TRADE, 6),
        ("FROM article:none", TRADE, 0),
        ("FROM NAMED article:one", TRADE, 0),
        ("FROM NAMED article:one", f"GRAPH ?g {{ {TRADE} }}", 6),
        ("FROM article:one", f"GRAPH ?g {{ {TRADE} }}", 0),
        ("FROM article:one FROM NAMED article:one", f"{TRADE} GRAPH ?g {{ {TRADE} }}", 6),
    ],
)
def test_a_query_that_names_its_graphs_sees_no_others(agreeing: Graph, dataset: str, pattern: str, count: int):
    assert agreeing.query(f"SELECT (COUNT(*) AS ?n) {dataset} WHERE {{ {pattern} }}").rows() == [(count,)]


def test_the_default_graph_is_the_union_of_the_named_ones_and_is_in_no_count_or_export(agreeing: Graph):
    union = {quad.triple for quad in agreeing.build.store if quad.graph_name != DefaultGraph()}
    held = [quad.triple for quad in agreeing.build.store if quad.graph_name == DefaultGraph()]
    assert len(held) == len(set(held)) == len(list(triples(agreeing.build)))
    assert set(held) == union
    assert agreeing.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows() == [(len(union),)]
    assert len(agreeing.export("nquads").splitlines()) == agreeing.manifest.quads
    assert len(agreeing.export("facts").splitlines()) == 6 * agreeing.manifest.articles


def test_a_fact_is_explained_by_each_article_once(agreeing: Graph):
    (iri, *_), *_ = agreeing.query("SELECT ?trade WHERE { ?trade a bilat:TradeObservation } ORDER BY ?trade").rows()
    names = [statement.article for statement in agreeing.explain(str(iri)).statements]
    assert names == sorted(agreeing.build.readings.names())


def test_such_a_store_is_whole(tmp_path: Path):
    store = tmp_path / "a.store"
    assert publish(store, [reading("two"), reading("one")]) == check(store)
    assert publish(store, [reading("one"), reading("two")]).sha256 == check(store).sha256
