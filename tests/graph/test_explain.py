from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import gold
import made
import pytest

import bilat_kg.graph
from bilat_kg.errors import QueryError
from bilat_kg.graph.explain import ArticleExplanation, FactExplanation
from bilat_kg.graph.quads import fact_iri
from bilat_kg.model import Abstention, Evidence, PartialDate, Reading
from tests.graph.conftest import publish

MYS, RUS = gold.country("MYS"), gold.country("RUS")


def test_a_fact_by_its_iri_its_path_or_a_short_name(graph):
    fact = gold.reading("mys-tjk").facts[0]
    iri = fact_iri(fact).value
    explained = graph.explain(iri)
    assert isinstance(explained, FactExplanation)
    assert graph.explain(iri.removeprefix("https://w3id.org/bilat-kg/id/")) == explained
    assert explained.iri == iri
    assert explained.type == "Embassy"
    assert dict(explained.roles) == {
        "sender": ("Tajikistan",),
        "receiver": ("Malaysia",),
        "city": ("Putrajaya",),
        "status": ("planned",),
    }
    (statement,) = explained.statements
    text = gold.article("mys-tjk").text
    assert statement.before + statement.evidence.quote + statement.after in text
    assert statement.evidence == fact.evidence[0]
    assert (statement.rule, statement.confidence, statement.article) == ("gold.Embassy", Decimal(1), "mys-tjk")


def test_an_article_by_its_name_or_its_iri(graph):
    explained = graph.explain("mys-tls")
    assert isinstance(explained, ArticleExplanation)
    assert graph.explain("https://w3id.org/bilat-kg/id/article/mys-tls") == explained
    assert graph.explain("article:mys-tls") == explained
    assert explained.article == gold.article("mys-tls")
    assert len(explained.facts) == 11
    starts = [fact.statements[0].evidence.start for fact in explained.facts]
    assert starts == sorted(starts)
    assert explained.abstentions == (
        Abstention(explained.article.iri, "embassy.in-city", "no city", Evidence(0, 10, explained.article.text[:10])),
    )


def test_two_articles_say_so_and_a_third_disagrees(tmp_path: Path):
    readings = []
    for name, date in (("one", "1967"), ("two", "1967"), ("three", "1968")):
        of = made.article(name, f"{name}: মালয়েশিয়া ও রাশিয়া")
        fact = made.fact("DiplomaticRelation", of, rule=name, party=(MYS, RUS), establishedOn=PartialDate(date))
        readings.append(made.reading(of, fact))
    publish(tmp_path / "a.store", readings)
    agreed, other = fact_iri(readings[0].facts[0]).value, fact_iri(readings[2].facts[0]).value
    with bilat_kg.graph.open(tmp_path / "a.store") as graph:
        explained = graph.explain(agreed)
        assert [(one.article, one.rule) for one in explained.statements] == [("one", "one"), ("two", "two")]
        assert explained.conflicts == (other,)
        assert graph.explain(other).conflicts == (agreed,)
        in_one = graph.explain("one").facts[0]
        assert [statement.article for statement in in_one.statements] == ["one"]
        conflicts = graph.query("SELECT ?a ?b WHERE { GRAPH id:graph\\/conflicts { ?a bilat:conflictsWith ?b } }")
        assert set(conflicts.rows()) == {(agreed, other), (other, agreed)}


def test_abstentions_are_kept_once_in_the_order_of_the_text(tmp_path: Path):
    of = made.article("one")
    refused = [Abstention("one", "rule", reason, Evidence(start, start + 2, of.text[start : start + 2]))
               for start, reason in ((5, "b"), (0, "c"), (5, "a"), (5, "a"))]  # fmt: skip
    manifest = publish(tmp_path / "a.store", [Reading(of, abstentions=tuple(refused))])
    assert manifest.abstentions == 3
    with bilat_kg.graph.open(tmp_path / "a.store") as graph:
        kept = graph.explain("one").abstentions
    assert [(one.evidence.start, one.reason) for one in kept] == [(0, "c"), (5, "a"), (5, "b")]


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ("mys-tkj", "names no article and is no IRI; did you mean mys-tjk"),
        ("embassy/0", "names neither an article nor a fact of this store"),
        ("https://w3id.org/bilat-kg/id/country/MYS", "names neither an article nor a fact"),
        ("> } #", "names no article and is no IRI; give the name of an article, or the IRI of a fact"),
        ("' OR 1=1 --", "names no article"),
        ("", "names no article"),
    ],
)
def test_what_cannot_be_explained(graph, what, message):
    with pytest.raises(QueryError, match=message):
        graph.explain(what)
