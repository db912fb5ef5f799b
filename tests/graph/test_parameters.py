from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from bilat_kg.errors import QueryError
from bilat_kg.graph.namespaces import DATA_NS, ONTOLOGY_NS, XSD
from bilat_kg.graph.parameters import Parameter, bind, parse_parameter, types
from bilat_kg.graph.query import parse_query, run

SAYS = NamedNode("http://example.org/says")


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("country", "MYS", f"<{DATA_NS}country/MYS>"),
        ("country", "mys", f"<{DATA_NS}country/MYS>"),
        ("country", f"{DATA_NS}country/MYS", f"<{DATA_NS}country/MYS>"),
        ("country", "country:MYS", f"<{DATA_NS}country/MYS>"),
        ("country", "IND-BR", f"<{DATA_NS}country/IND-BR>"),
        ("iri", "country/MYS", f"<{DATA_NS}country/MYS>"),
        ("iri", "<http://example.org/x>", "<http://example.org/x>"),
        ("iri", "topic:trade", f"<{DATA_NS}topic/trade>"),
        ("city", "Q1865", f"<{DATA_NS}city/Q1865>"),
        ("topic", "oil_gas", f"<{DATA_NS}topic/oil_gas>"),
        ("relationship", "MYS-RUS", f"<{DATA_NS}relationship/MYS-RUS>"),
        ("class", "Embassy", f"<{ONTOLOGY_NS}Embassy>"),
        ("currency", "usd", f"<{DATA_NS}currency/USD>"),
        ("string", 'চুক্তি "x"\n', '"চুক্তি \\"x\\""'),
        ("string", "\u09df", '"\u09af\u09bc"'),  # looked up as it is stored: decomposed, as NFC has it
        ("integer", "007", f'"7"^^<{XSD}integer>'),
        ("integer", 2014, f'"2014"^^<{XSD}integer>'),
        ("decimal", "12.50", f'"12.5"^^<{XSD}decimal>'),
        ("decimal", Decimal("1E+3"), f'"1000"^^<{XSD}decimal>'),
        ("boolean", True, f'"true"^^<{XSD}boolean>'),
        ("date", "1967-04", f'"1967-04"^^<{XSD}gYearMonth>'),
        ("date", date(1967, 4, 3), f'"1967-04-03"^^<{XSD}date>'),
        ("string", Literal("x", language="bn"), '"x"@bn'),
    ],
)
def test_values_are_read_by_type(kind, value, expected):
    assert str(Parameter("x", kind).term(value)) == expected


HOSTILE = [
    "> } #",
    'x" . ?s ?p ?o . #',
    "MYS> ; bilat:status ?z . <x",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "`",
    "\\u003e",
    "a b",
    "}\n} UNION { ?s ?p ?o",
    "../../x",
    "x\x00y",
    "%zz",
    "''' \"\"\"",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("kind", [kind for kind in types() if kind != "string"])
def test_what_is_not_of_the_type_is_refused_in_one_sentence(kind, value):
    with pytest.raises(QueryError, match=r"^x=.*: this has to be ") as caught:
        Parameter("x", kind).term(value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: text.strip() not in {"", "*"}))
@settings(max_examples=200, deadline=None)
def test_any_text_is_found_as_itself_and_as_nothing_else(text):
    """Titles with whatever signs they have: the right subject, and no other row."""
    query = parse_query("# param: title string\nSELECT ?s ?t WHERE { ?s ?p $title . ?s ?p ?t }")
    wanted = Parameter("title", "string").term(text)
    assert isinstance(wanted, Literal)
    store = Store()
    store.add(Quad(NamedNode("http://example.org/right"), SAYS, wanted))
    store.add(Quad(NamedNode("http://example.org/wrong"), SAYS, Literal(wanted.value + "x")))
    rows = run(store, query, {"title": text}).rows()
    assert rows == [("http://example.org/right", wanted.value)]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text):
    query = parse_query(
        "# param: title string\nSELECT ?s WHERE { ?s ?p ?o FILTER(STR(?o) = $title || CONTAINS(?o, $title)) }"
    )
    store = Store()
    store.add(Quad(NamedNode("http://example.org/right"), SAYS, Literal(f"a {text.strip()} b")))
    store.add(Quad(NamedNode("http://example.org/wrong"), SAYS, Literal("other")))
    assert run(store, query, {"title": text}).rows() == [("http://example.org/right",)]


def test_an_iri_parameter_takes_the_bare_name_of_what_it_is_called_after():
    assert str(Parameter("country", "iri").term("MYS")) == f"<{DATA_NS}country/MYS>"
    assert str(Parameter("other", "iri", "country/RUS").term("MYS")) == f"<{DATA_NS}country/MYS>"
    with pytest.raises(QueryError, match="an IRI, or its path"):
        Parameter("other", "iri").term("MYS")


def test_a_line_of_the_header():
    assert parse_parameter("country country = MYS — whose missions", "q") == Parameter(
        "country", "country", "MYS", "whose missions"
    )
    assert parse_parameter("year integer", "q") == Parameter("year", "integer")
    assert parse_parameter("title string = a = b", "q").default == "a = b"
    assert parse_parameter("since integer = *", "q").default == "*"
    with pytest.raises(QueryError, match=r"q, line 2: 'yeer' is no type of parameter; types are iri, country"):
        parse_query("# title: x\n# param: a yeer = 1\nASK {}", "q")
    with pytest.raises(QueryError, match="a parameter is written"):
        parse_parameter("country", "q")


def test_missing_unknown_and_default_parameters():
    declared = (Parameter("country", "country", "MYS"), Parameter("since", "integer", None, "the first year"))
    assert bind(declared, {"since": 5}, "q").keys() == {"country", "since"}
    with pytest.raises(QueryError, match="q needs since: the first year"):
        bind(declared, {}, "q")
    with pytest.raises(QueryError, match="q has no parameter 'contry'; it has country, since"):
        bind(declared, {"contry": "MYS"}, "q")
    assert "since" not in bind(declared, {"since": "*"}, "q")  # anything
    with pytest.raises(QueryError, match="not a list"):
        bind(declared, {"since": [1]}, "q")
