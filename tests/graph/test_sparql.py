from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat_kg.errors import QueryError
from bilat_kg.graph.sparql import place, prepare, tokens

PIECES = (
    "SELECT |$a|?b|<|>|<http://x/y#$z>|ex:a.b|:|.|SERVICE|service:|@en|$|?| |দেশ|$দেশ|&&|1|*"
    "|\"|'|\"\"\"|'''|\\|#|\n|{|}|(|)"
)
NASTY = st.lists(st.sampled_from(PIECES.split("|")), max_size=30).map("".join)


@given(NASTY | st.text())
@settings(max_examples=400, deadline=None)
def test_tokens_are_the_whole_text(text):
    found = list(tokens(text))
    assert "".join(token.text for token in found) == text
    assert all(text[token.start :].startswith(token.text) for token in found)


@given(NASTY)
@settings(max_examples=400, deadline=None)
def test_only_parameters_change(text):
    try:
        prepared = prepare(text)
    except QueryError:
        return
    assert prepared.bind({}).text == text
    bound = prepared.bind({"a": "<urn:a>"})
    assert len(bound.text) == len(text) + len([token for token in prepared.parameters if token.text == "$a"]) * 5
    for offset in range(len(bound.text)):
        original, parameter = bound.original(offset)
        assert parameter or text[original] == bound.text[offset]


@pytest.mark.parametrize(
    ("text", "parameters"),
    [
        ("ASK { ?s ?p $x }", ["$x"]),
        ("ASK { $x?p$y}", ["$x", "$y"]),
        ("ASK { ?s ?p '$x' , \"$x\" , '''$x\n' $x''' , <http://example.org/$x> } # $x", []),
        ("ASK { ?s ?p 'it\\'s $x' . ?s ?p $x }", ["$x"]),
        ("ASK { ?s <http://example.org/a'b> $x ; <http://example.org/c#d> $y }", ["$x", "$y"]),
        ("ASK { ?s ?p $দেশ_১ }", ["$দেশ_১"]),
        ("ASK { FILTER(?a < $b && ?c > $d) }", ["$b", "$d"]),
        ("ASK { ?s ex:a\\,b.c $x . }", ["$x"]),
        ("ASK { ?s ex:p$x }", ["$x"]),
    ],
)
def test_where_parameters_stand(text, parameters):
    assert [token.text for token in prepare(text).parameters] == parameters


@pytest.mark.parametrize(
    "text",
    [
        "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "ASK { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "ASK { FILTER EXISTS { SeRvIcE ?x { ?s ?p ?o } } }",
        "PREFIX s: <http://127.0.0.1:9/> ASK { ?s ?p true SERVICE s: { ?s ?p ?o } }",
        "ASK { ?s ?p trueSERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "ASK { ?s ?p 1SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "PREFIX a: <http://127.0.0.1:9/> ASK { ?s ?p trueSERVICE:x { ?s ?p ?o } }",
        "ASK { FILTER(1<2)SERVICE?x#>\n{ ?s ?p ?o } }",
        "ASK { FILTER(?a<'>'&&'x'='x') SERVICE <http://127.0.0.1:9/> { ?s ?p 'y' } }",
        "ASK { FILTER(1<2#>'''\n) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #'''\n }",
        "ASK { #'\n SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #'\n }",
        "ASK { ?s ?p 'x'@en SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_no_query_reaches_another_server(graph, text):
    with pytest.raises(QueryError, match=r"SERVICE asks another server|two comparisons"):
        graph.query(text)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?service ?p 'SERVICE' } # SERVICE",
        "ASK { ?s ex:SERVICE <http://example.org/service#x> }",
        "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> ASK { ?s a sd:Service }",
    ],
)
def test_the_word_alone_is_no_service(text):
    prepare(text)


def test_a_query_that_cannot_be_told_apart_takes_no_parameter():
    with pytest.raises(QueryError, match="two comparisons"):
        prepare("ASK { FILTER(?a<'>'&&?b=$x) }")


def test_deep_nesting_is_refused_before_the_parser_falls():
    with pytest.raises(QueryError, match="line 1, column 204: the query nests more than 200 brackets"):
        prepare("ASK" + "{" * 5000)


@pytest.mark.parametrize("piece", ["a.", "'", '"', "<", "$", "''' ", "a:", "\\", "{}", "<a"])
def test_long_queries_take_linear_time(piece):
    text = piece * (100_000 // len(piece))
    started = time.process_time()
    assert sum(len(token.text) for token in tokens(text)) == len(text)
    assert time.process_time() - started < 2


def test_places_are_counted_from_one():
    assert place("abc", 0) == "line 1, column 1"
    assert place("a\nbc\n", 3) == "line 2, column 2"
