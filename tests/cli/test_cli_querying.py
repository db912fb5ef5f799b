"""``query`` and ``queries``: where a query comes from, its parameters, the formats of answers."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph

from bilat_kg import resources

PAIRS = (
    "SELECT ?one ?other WHERE { ?r a bilat:Relationship ; bilat:party ?one, ?other FILTER(STR(?one) < STR(?other)) }"
)


def shipped_query() -> str:
    """The name of one of the queries that travel with the package."""
    return min(path.stem for path in resources.QUERIES.glob("*.rq"))


def test_rows_come_in_every_format(seeds):
    as_csv = list(csv.reader(io.StringIO(seeds("query", PAIRS).stdout)))
    assert as_csv[0] == ["one", "other"]
    assert len(as_csv) >= 1 + 4
    assert seeds("query", PAIRS, "--format", "csv").stdout.splitlines() == seeds("query", PAIRS).stdout.splitlines()
    assert seeds("query", PAIRS, "--format", "tsv").stdout.startswith("?one\t?other\n")
    bindings = json.loads(seeds("query", PAIRS, "--format", "json").stdout)["results"]["bindings"]
    assert {row["other"]["value"].rpartition("/")[2] for row in bindings} >= {"OMN", "RUS", "TJK", "TLS"}
    assert "<variable name=" in seeds("query", PAIRS, "--format", "xml").stdout
    table = seeds("query", PAIRS, "--format", "table").stdout.splitlines()
    assert table[0].split() == ["one", "other"]
    assert {line.split()[0] for line in table[1:]} >= {"country:MYS"}


def test_triples_come_in_every_format(seeds):
    construct = "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a bilat:Country ; rdfs:label ?l }"
    turtle = seeds("query", construct).stdout
    expected = set(pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE))
    assert len(expected) >= 5
    for name, rdf in {
        "turtle": pyoxigraph.RdfFormat.TURTLE,
        "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
        "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
        "jsonld": pyoxigraph.RdfFormat.JSON_LD,
        "trig": pyoxigraph.RdfFormat.TRIG,
        "nquads": pyoxigraph.RdfFormat.N_QUADS,
    }.items():
        assert set(pyoxigraph.parse(seeds("query", construct, "--format", name).stdout, format=rdf)) == expected


def test_yes_and_no(seeds):
    assert seeds("query", "ASK { ?f a bilat:Embassy }").stdout == "yes\n"
    assert seeds("query", "ASK { ?f a bilat:Nothing }").stdout == "no\n"
    assert json.loads(seeds("query", "ASK { ?f a bilat:Embassy }", "--format", "json").stdout)["boolean"] is True


def test_a_query_comes_from_its_name_a_file_or_standard_input(seeds):
    (seeds.folder / "pairs.rq").write_text(PAIRS, encoding="utf-8")
    answers = {seeds("query", "pairs.rq").stdout, seeds("query", "-", stdin=PAIRS).stdout, seeds("query", PAIRS).stdout}
    assert len(answers) == 1
    named = seeds("query", shipped_query())
    assert named.returncode == 0
    assert named.stdout == seeds("query", resources.QUERIES / f"{shipped_query()}.rq").stdout


def test_parameters_are_bound_as_terms(seeds):
    query = (
        "# param: country country = MYS\nSELECT ?label WHERE { $country rdfs:label ?label FILTER(LANG(?label) = 'en') }"
    )
    assert seeds("query", "-", stdin=query).stdout.split() == ["label", "Malaysia"]
    assert seeds("query", "-", "-p", "country=OMN", stdin=query).stdout.split() == ["label", "Oman"]
    hostile = "MYS> rdfs:label ?x } #"
    assert "country=" in seeds.refused("query", "-", "-p", f"country={hostile}", stdin=query)


def test_queries_are_listed_with_their_questions(run):
    listed = json.loads(run("queries", "--json").stdout)
    assert [each["name"] for each in listed] == [path.stem for path in sorted(resources.QUERIES.glob("*.rq"))]
    shown = run("queries").stdout
    assert all(title in shown for each in listed for title in each["titles"].values())
