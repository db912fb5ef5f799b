"""What is made of answers: cells in words, the view that suits them, and what it draws."""

from __future__ import annotations

from collections import Counter

import pytest
from pyoxigraph import Literal, NamedNode

from bilat_kg import graph
from bilat_kg.graph.query import queries
from bilat_kg.web.pages.drawing import as_chart, as_map, as_ties, as_timeline
from bilat_kg.web.pages.language import languages
from bilat_kg.web.pages.results import Table, cell, link, table, views

EN, BN = languages()["en"], languages()["bn"]
XSD = "http://www.w3.org/2001/XMLSchema#"
ID = "https://w3id.org/bilat-kg/id/"


def number(value: object) -> Literal:
    return Literal(str(value), datatype=NamedNode(f"{XSD}decimal"))


def year(value: int) -> Literal:
    return Literal(str(value), datatype=NamedNode(f"{XSD}gYear"))


def label(text: str) -> Literal:
    return Literal(text, language="en")


FACT = NamedNode(f"{ID}embassy/00")


@pytest.mark.parametrize(
    ("term", "words", "kind"),
    [
        (number("1060000000"), "১,০৬,০০,০০,০০০", "number"),
        (Literal("NaN", datatype=NamedNode(f"{XSD}double")), "NaN", "number"),
        (year(1967), "১৯৬৭", "date"),
        (Literal("true", datatype=NamedNode(f"{XSD}boolean")), "হ্যাঁ", "text"),
        (label("Malaysia"), "মালয়েশিয়া", "label"),
        (NamedNode(f"{ID}country/MYS"), "country:MYS", "thing"),
        (NamedNode("https://w3id.org/bilat-kg/ontology#Embassy"), "দূতাবাস", "link"),
    ],
)
def test_a_term_in_bengali(term, words, kind):
    shown = cell(term, BN, {label("Malaysia"): "মালয়েশিয়া"})
    assert (shown.words, shown.kind) == (words, kind)


@pytest.mark.parametrize(
    ("iri", "path"),
    [
        (f"{ID}country/MYS", "/en/country/MYS"),
        (f"{ID}relationship/MYS-RUS", "/en/pair/MYS-RUS"),
        (f"{ID}high-commission/0a", "/en/why/high-commission/0a"),
        (f"{ID}article/mys-rus", "/en/article/mys-rus"),
        (f"{ID}person/Q1", None),
        (f"{ID}country/", None),
        ("javascript:alert(1)", None),
        ("https://www.wikidata.org/entity/Q1", None),
    ],
)
def test_only_what_has_a_page_leads_to_one(iri, path):
    assert link(iri, EN) == path


def made(columns: str, *rows: tuple) -> Table:
    return table(columns.split(), rows, EN, {})


def test_figures_over_the_years_are_a_chart_with_a_series_for_each_name():
    found = made(
        "period exporter amount fact",
        (year(2001), label("A"), number(5), FACT), (year(2002), label("A"), number(7), FACT),
        (year(2001), label("B"), number(3), FACT),
    )  # fmt: skip
    assert views(found)[0] == "chart"
    drawn = as_chart(found, EN)
    assert {series.name: len(series.points) for series in drawn.series} == {"A": 2, "B": 1}
    assert drawn.series[0].points[0].point.href == "/en/why/embassy/00"


def test_figures_by_name_are_bars():
    found = made("topic agreements", (label("trade"), number(5)), (label("oil"), number(2)))
    assert views(found)[0] == "chart"
    assert [bar.name for bar in as_chart(found, EN).bars] == ["trade", "oil"]


def test_coordinates_are_a_map():
    found = made(
        "name lat long", (label("Moscow"), number("55.75"), number("37.6")), (label("?"), number(95), number(0))
    )
    assert views(found)[0] == "map"
    assert [dot.spot.name for dot in as_map(found).dots] == ["Moscow"]


def test_dates_without_figures_are_a_timeline():
    found = made("date sentence fact", (year(2002), Literal("then"), FACT), (year(1999), Literal("before"), FACT))
    assert views(found)[0] == "timeline"
    lanes, moments = as_timeline(found)
    assert [moment.when.raw for moment in moments] == ["1999", "2002"]
    assert len(lanes.lanes[0].marks) == 2


def test_things_that_are_tied_are_a_graph():
    things = [NamedNode(f"{ID}country/{code}") for code in ("MYS", "RUS", "OMN")]
    found = made("one other", (things[0], things[1]), (things[0], things[2]))
    assert views(found)[0] == "graph"
    assert [(tie.start.raw[-3:], tie.end.raw[-3:]) for tie in as_ties(found)] == [("MYS", "RUS"), ("MYS", "OMN")]


def test_who_is_tied_to_whom_and_nothing_else_is_a_graph():
    rows = [(label("Oman"), label("Malaysia"), FACT), (label("Oman"), label("Russia"), FACT)]
    assert views(made("sender receiver fact", *rows)) == ("graph", "table")


@pytest.mark.parametrize("rows", [(), ((None, None),), ((Literal("x"), None),)])
def test_what_says_nothing_is_a_table(rows):
    assert views(made("a b", *rows)) == ("table",)


def test_every_named_query_finds_a_view_that_draws_it(seed_store):
    """Over the seeds; golden counts, so that a change of the rules shows."""
    first: Counter[str] = Counter()
    with graph.open(seed_store) as opened:
        for query in queries():
            answer = opened.query(query)
            columns, rows = answer.columns, [tuple(row) for row in answer]
            found = table(columns, rows, EN, {})
            for view in views(found):
                match view:
                    case "chart":
                        drawn = as_chart(found, EN)
                    case "map":
                        drawn = as_map(found)
                    case "timeline":
                        drawn = as_timeline(found)[1]
                    case "graph":
                        drawn = as_ties(found)
                    case _:
                        drawn = found
                assert drawn, (query.name, view)
            first[views(found)[0]] += 1
    assert sum(first.values()) == len(queries())
    assert first >= Counter({"chart": 14, "timeline": 12, "table": 6, "map": 1})
