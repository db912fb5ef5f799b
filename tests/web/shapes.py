"""Queries that a server has to survive: each stops, stalls or fills an unguarded one, or is close to one that does."""

from __future__ import annotations

_ROOM = 15_900  # bytes: as much as a query may have


def _deep(opening: str, middle: str, closing: str, depth: int, around: str = "ASK {{ {} }}") -> str:
    return around.format(opening * depth + middle + closing * depth)


def _long(piece: str, around: str, joint: str = " ") -> str:
    return around.format(joint.join([piece] * ((_ROOM - len(around)) // (len(piece) + len(joint)))))


_FILTER = "ASK {{ ?s ?p ?o FILTER({}) }}"
_VALUES = " ".join(str(number) for number in range(2_500))
_DOUBLED = " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(40))
_GROWN = "0123456789" * 100


def _shapes() -> dict[str, str]:
    found = {}
    for depth in (50, 99, 101, 1_000, 5_000):
        found[f"groups {depth}"] = _deep("{", "?s ?p ?o", "}", depth)
        found[f"brackets {depth}"] = _deep("(", "1", ")", depth, _FILTER)
        found[f"not {depth}"] = _deep("!", "true", "", depth, _FILTER)
    for name, opening, middle, closing in (
        ("exists", "FILTER EXISTS {", "?s ?p ?o", "}"),
        ("not exists", "FILTER NOT EXISTS {", "?s ?p ?o", "}"),
        ("optional", "OPTIONAL {", "?s ?p ?o", "}"),
        ("minus", "?s ?p ?o MINUS {", "?s ?p ?o", "}"),
        ("graph", "GRAPH ?g {", "?s ?p ?o", "}"),
        ("subselect", "{SELECT * {", "?s ?p ?o", "}}"),
        ("union", "{?s ?p ?o} UNION {", "?s ?p ?o", "}"),
    ):
        for depth in (45, 400):
            found[f"{name} {depth}"] = _deep(opening, middle, closing, depth)
    found |= {
        "blank nodes": _deep("[ ?p ", "1", "]", 3_000, "ASK {{ ?s ?q {} }}"),
        "lists": _deep("(", "1", ")", 3_000, "ASK {{ ?s ?q {} }}"),
        "paths in brackets": _deep("(", "a", ")*", 3_000, "ASK {{ ?s {} ?o }}"),
        "inverse paths": _deep("^", "a", "", 7_000, "ASK {{ ?s {} ?o }}"),
        "minus signs": _deep("- ", "1", "", 7_000, _FILTER),
        "plus signs": _deep("+ ", "1", "", 7_000, _FILTER),
        "sums": _long("1", _FILTER, " + "),
        "or": _long("?s=1", _FILTER, "||"),
        "and": _long("?s!=1", _FILTER, "&&"),
        "sequence path": _long("a", "ASK {{ ?s {} ?o }}", "/"),
        "alternative path": _long("a", "ASK {{ ?s {} ?o }}", "|"),
        "functions": _deep("STR(", "?s", ")", 2_500, _FILTER),
        "unions in a row": _long("{?s ?p ?o}", "ASK {{ {} }}", "UNION"),
        "optionals in a row": _long("OPTIONAL{?s ?p ?o}", "ASK {{ {} }}"),
        "filters in a row": _long("FILTER(?s=1)", "ASK {{ ?s ?p ?o {} }}"),
        "patterns": "SELECT * { " + " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(750)) + " }",
        "joined patterns": "SELECT * { " + " . ".join(f"?a ?b{n} ?c{n}" for n in range(950)) + " }",
        "product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "product, sorted": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c",
        "product, distinct": "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "product, grouped": "SELECT ?a ?d (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } GROUP BY ?a ?d",
        "product, in one string": "SELECT (GROUP_CONCAT(?c) AS ?n) { ?a ?b ?c . ?d ?e ?f }",
        "product, constructed": "CONSTRUCT { ?a ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "product, described": "DESCRIBE ?a ?d { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "product, empty": "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = 1) }",
        "rows without end": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "closure": "SELECT (COUNT(*) AS ?n) { ?a (!<x:y>|^!<x:y>)* ?b . ?c (!<x:y>|^!<x:y>)* ?d }",
        "closures nested": "ASK { ?a ((!<x:y>)*/(^!<x:y>)*)* ?b . ?b ((!<x:y>)*)* ?c FILTER(?a = 1) }",
        "strings doubled": f'SELECT ?v40 {{ BIND("0123456789" AS ?v0) {_DOUBLED} }}',
        "strings grown": f'SELECT (REPLACE(REPLACE("{_GROWN}", ".", "{_GROWN}"), ".", "{_GROWN}") AS ?x) {{}}',
        "a slow pattern": f'ASK {{ ?s ?p ?o FILTER(REGEX("{"a" * 5_000}!", "^(a+)+$")) }}',
        "a large pattern": 'ASK { ?s ?p ?o FILTER(REGEX(STR(?o), "((a{1,100}){1,100}){1,100}")) }',
        "values squared": f"SELECT (COUNT(*) AS ?n) {{ VALUES ?a {{ {_VALUES} }} ?s ?p ?o . ?t ?q ?r }}",
        "unknown function": "SELECT (<http://example.org/f>(1) AS ?x) {}",
        "a number of many digits": f"SELECT ({'9' * 15_000} * {'9' * 100} AS ?x) {{}}",
        "not ended": "SELECT * { ?s ?p '''",
        "NUL": "ASK { ?s ?p '\0' }",
        "a lone escape": "ASK { ?s ?p '\\uD800' }",
        "too long": "ASK { } #" + "x" * 20_000,
    }  # fmt: skip
    return found


SHAPES = _shapes()
