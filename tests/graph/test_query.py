from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolution

from bilat_kg.errors import QueryError
from bilat_kg.graph import Solutions, Triples, Truth
from bilat_kg.graph.namespaces import DATA_NS
from bilat_kg.graph.query import find, interruptible, parse_query, read, resolve

MISSIONS = """# title: Missions of a country
# title@bn: একটি দেশের মিশন
# description: Every mission that a country has, with its city.
# param: country country = MYS — whose missions
PREFIX bilat: <https://w3id.org/bilat-kg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?receiver ?city WHERE {
  ?mission a bilat:DiplomaticMission ; bilat:sender $country ; bilat:receiver/bilat:iso3 ?receiver .
  OPTIONAL { ?mission bilat:city/rdfs:label ?city FILTER(LANG(?city) = "en") }
} ORDER BY ?receiver
"""
MISSIONS_OF_MALAYSIA = [("OMN", "Muscat"), ("RUS", "Moscow"), ("TJK", None), ("TLS", "Dili")]


def test_the_header_is_read():
    query = parse_query(MISSIONS)
    assert query.title == "Missions of a country"
    assert query.titles["bn"] == "একটি দেশের মিশন"
    assert query.description.startswith("Every mission")
    assert [(one.name, one.type, one.default) for one in query.parameters] == [("country", "country", "MYS")]


def test_what_comes_after_the_first_line_of_the_query_is_no_header():
    assert parse_query("ASK {}\n# title: x").titles == {}


def test_a_question_with_and_without_its_parameter(graph):
    assert graph.query(parse_query(MISSIONS)).rows() == MISSIONS_OF_MALAYSIA
    assert graph.query(MISSIONS).rows() == MISSIONS_OF_MALAYSIA
    assert graph.query(MISSIONS, country="RUS").rows() == [("MYS", "Kuala Lumpur")]
    assert graph.query(MISSIONS, {"country": f"{DATA_NS}country/RUS"}).rows() == [("MYS", "Kuala Lumpur")]
    assert graph.query(MISSIONS, country=NamedNode(f"{DATA_NS}country/RUS")).rows() == [("MYS", "Kuala Lumpur")]
    assert len(graph.query(MISSIONS, country="*").rows()) == 10


def test_a_parameter_works_where_substitution_alone_would_not(graph):
    """Not projected, in a subquery, in a filter, beside an aggregate."""
    counted = """# param: country country = MYS
    SELECT (COUNT(?m) AS ?n) WHERE {
      { SELECT ?m WHERE { ?m bilat:sender $country } }
      FILTER NOT EXISTS { ?m bilat:receiver $country }
      FILTER($country != country:XXX)
    }"""
    assert graph.query(counted).rows() == [(4,)]


def test_terms_are_given_to_undeclared_parameters_too(graph):
    text = "SELECT ?o WHERE { country:MYS bilat:iso3 ?o FILTER(?o = $code) }"
    assert graph.query(text, code=Literal("MYS")).rows() == [("MYS",)]
    with pytest.raises(QueryError, match="has no parameter 'code'"):
        graph.query(text, code="MYS")


def test_the_default_graph_is_all_graphs_unless_the_query_says_from(graph):
    everywhere = "SELECT (COUNT(*) AS ?n) WHERE { ?f a bilat:Fact }"
    one = "SELECT (COUNT(*) AS ?n) FROM article:mys-tls WHERE { ?f a bilat:Fact }"
    named = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH article:mys-tls { ?f a bilat:Fact } }"
    assert [graph.query(text).rows() for text in (everywhere, one, named)] == [[(70,)], [(11,)], [(11,)]]


def test_columns_come_as_projected_and_those_of_a_star_as_they_appear(graph):
    pattern = "{ ?z bilat:sender ?b ; bilat:receiver ?a . BIND(1 AS ?c) { SELECT ?a ?kind { ?a a ?kind, ?h } } }"
    assert graph.query(f"SELECT ?z ?a ?b WHERE {pattern}").columns == ("z", "a", "b")
    star = graph.query(f"SELECT * WHERE {pattern}")
    assert star.columns == ("z", "b", "a", "c", "kind")
    row = next(iter(star))
    assert [row[name] for name in star.columns] == list(row)
    assert graph.query("SELECT DISTINCT * WHERE { ?z bilat:sender ?b }").columns == ("z", "b")
    assert graph.query("SELECT(COUNT(*) AS ?n)?b WHERE { ?z bilat:sender ?b } GROUP BY ?b").columns == ("n", "b")
    assert graph.query("SELECT * WHERE { country:MYS a bilat:Country }").columns == ()


def test_the_four_forms(graph):
    assert isinstance(graph.query("SELECT ?s WHERE { ?s a bilat:Fact }"), Solutions)
    assert isinstance(graph.query("ASK { ?s a bilat:Fact }"), Truth)
    assert isinstance(graph.query("CONSTRUCT WHERE { ?s bilat:sender ?o }"), Triples)
    described = graph.query("DESCRIBE country:OMN")
    assert isinstance(described, Triples)
    assert b'rdfs:label "' in described.serialize("turtle")
    assert bool(graph.query("ASK { country:OMN a bilat:Country }")) is True
    assert bool(graph.query("ASK { country:OMN a bilat:City }")) is False


def test_triples_are_written_for_people(graph):
    text = "CONSTRUCT WHERE { ?m a bilat:Embassy ; bilat:sender country:OMN ; bilat:openedOn ?date }"
    turtle = graph.query(text).serialize("turtle").decode()
    assert turtle.splitlines()[:4] == [
        "@prefix bilat: <https://w3id.org/bilat-kg/ontology#> .",
        "@prefix country: <https://w3id.org/bilat-kg/id/country/> .",
        "@prefix id: <https://w3id.org/bilat-kg/id/> .",
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .",
    ]
    assert "bilat:sender country:OMN" in turtle
    (node,) = json.loads(graph.query(text).serialize("jsonld"))["@graph"]
    assert (node["type"], node["sender"]) == ("Embassy", "kg:country/OMN")
    made = graph.query("CONSTRUCT { [] bilat:sender ?c } WHERE { ?m bilat:sender ?c }").serialize("jsonld")
    assert b"https://w3id.org/bilat-kg/ontology#sender" in made  # blank nodes: expanded
    for name in ("turtle", "jsonld", "ntriples", "rdfxml"):
        assert graph.query(text).serialize(name) == graph.query(text).serialize(name)


def test_rows_as_they_are_and_as_plain_values(graph):
    text = """SELECT ?year ?amount ?approximate ?name ?nothing WHERE {
      ?t a bilat:TradeObservation ; bilat:year ?year ; bilat:amount ?amount ; bilat:approximate ?approximate ;
         bilat:flow/rdfs:label ?name FILTER(LANG(?name) = "bn" && ?amount = 21200000)
    }"""
    (row,) = list(graph.query(text))
    assert isinstance(row, QuerySolution)
    assert row["name"] == Literal("মোট বাণিজ্য", language="bn")
    assert graph.query(text).rows() == [(2013, Decimal(21200000), False, "মোট বাণিজ্য", None)]


def test_data_frames(graph):
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    frame = graph.query(MISSIONS).to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame.columns) == ["receiver", "city"]
    assert frame["receiver"].tolist() == [name for name, _ in MISSIONS_OF_MALAYSIA]
    frame = graph.query(MISSIONS).to_polars()
    assert isinstance(frame, polars.DataFrame)
    assert frame.rows() == MISSIONS_OF_MALAYSIA
    assert graph.query("SELECT ?x WHERE { ?x a bilat:Nothing }").to_polars().shape == (0, 1)


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("csv", b"receiver,city\r\nOMN,Muscat\r\n"),
        ("tsv", b'?receiver\t?city\n"OMN"\t"Muscat"@en\n'),
        ("json", b'{"head":{"vars":["receiver","city"]}'),
        ("xml", b'<?xml version="1.0"?><sparql'),
    ],
)
def test_results_in_the_formats_of_the_web(graph, name, beginning):
    assert graph.query(MISSIONS).serialize(name).startswith(beginning)
    assert graph.query("ASK {}").serialize(name)


def test_a_format_that_does_not_fit_is_named(graph):
    with pytest.raises(QueryError, match="a table cannot be written as 'turtle'; formats are csv, tsv, json, xml"):
        graph.query(MISSIONS).serialize("turtle")
    with pytest.raises(QueryError, match="triples cannot be written as 'csv'; formats are turtle"):
        graph.query("DESCRIBE country:OMN").serialize("csv")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT ?x WHERE {\n  ?x a ?y ;\n  foo ?z }", r"line 3, column \d+, near '.*foo \?z }'"),
        ("SELECT ?x WHERE { ?x a nothing:known }", r"line 1, column \d+, .*prefix not found"),
        ("SELECT ?x ?x WHERE { ?x a ?y }", "duplicated variable name in SELECT"),
        ("SELEC ?x", "the query: line 1, column"),
        ("INSERT DATA { <http://x/> <http://x/> 1 }", "line 1, column"),
        ("LOAD <http://127.0.0.1:9/>", "line 1, column"),
        ("SELECT (<http://example.org/f>(1) AS ?x) {}", "custom function <http://example.org/f> is not supported"),
        ("ASK { ?s ?p '\ud800' }", "line 1, column 14: a lone surrogate"),
        ("", "line 1, column 1"),
    ],
)
def test_a_syntax_error_says_where(graph, text, message):
    with pytest.raises(QueryError, match=message) as caught:
        graph.query(text)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 250


def test_a_syntax_error_after_a_parameter_says_where_in_the_query_as_written(graph):
    text = "# param: a country = MYS\n# param: b country = RUS\nSELECT ?m WHERE { ?m ?p $a . ?m ?q $b ] }"
    with pytest.raises(QueryError, match=r"line 3, column 4\d, near '.*\?m \?q \$b \] }'"):
        graph.query(text)


def test_a_value_that_cannot_stand_where_the_parameter_does_is_named(graph):
    with pytest.raises(QueryError, match=r"the value of \$p cannot stand there"):
        graph.query("# param: p string = x\nSELECT ?m WHERE { ?m $p ?o }")


def test_an_unknown_name_gives_the_nearest(tmp_path, monkeypatch):
    for name in ("missions-of", "missions-in", "trade-balance"):
        (tmp_path / f"{name}.rq").write_text(MISSIONS, "utf-8")
    monkeypatch.setattr("bilat_kg.graph.query.named_queries", lambda: {p.stem: p for p in tmp_path.glob("*.rq")})
    assert find("missions-of").name == "missions-of"
    assert resolve("missions-of").title == "Missions of a country"
    with pytest.raises(QueryError, match="there is no query 'mission-of'; did you mean missions-of or missions-in"):
        resolve("mission-of")
    with pytest.raises(QueryError, match="`bilat-kg queries` lists them"):
        resolve("zzzz")


def test_a_file_that_is_no_query(tmp_path: Path):
    with pytest.raises(QueryError, match=r"none\.rq: the query cannot be read"):
        read(tmp_path / "none.rq")
    (tmp_path / "latin.rq").write_bytes(b"# title: caf\xe9\nASK {}")
    with pytest.raises(QueryError, match=r"latin\.rq: the query is not UTF-8 \(byte 12\)"):
        read(tmp_path / "latin.rq")


SLOW = """
import sys, bilat_kg.graph
from bilat_kg.graph import interruptible
graph = bilat_kg.graph.open(sys.argv[1])
with interruptible():
    print("asking", flush=True)
    graph.query("SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }").rows()
"""


def test_ctrl_c_stops_a_query_at_once(gold_store: Path, tmp_path: Path):
    store = shutil.copytree(gold_store, tmp_path / "a.store")
    asking = subprocess.Popen([sys.executable, "-c", SLOW, str(store)], stdout=subprocess.PIPE, text=True)
    with asking:
        assert asking.stdout is not None
        assert asking.stdout.readline() == "asking\n"
        time.sleep(0.5)
        assert asking.poll() is None
        started = time.monotonic()
        asking.send_signal(signal.SIGINT)
        assert asking.wait(timeout=5) == -signal.SIGINT
        assert time.monotonic() - started < 2


def test_the_handler_of_ctrl_c_is_put_back():
    before = signal.getsignal(signal.SIGINT)
    with interruptible():
        assert signal.getsignal(signal.SIGINT) == signal.SIG_DFL
    assert signal.getsignal(signal.SIGINT) is before
