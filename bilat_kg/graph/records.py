"""The flat record: one JSON object a fact and article, read back from the store by SPARQL.

Which roles become which fields the ontology says (``bilat:role``), so a new fact class needs nothing here.
"""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, BinaryIO

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from bilat_kg.graph.literals import BOOLEAN, EDTF, NUMERIC
from bilat_kg.graph.namespaces import ONTOLOGY_NS, PREFIXES, TYPE, term
from bilat_kg.graph.vocabulary import Family, Role, vocabulary

Record = dict[str, Any]

_PREFIXES = dict(PREFIXES)
_STATEMENTS = """
SELECT ?fact ?property ?value WHERE { GRAPH $article { ?fact a bilat:Fact ; ?property ?value } }
"""
_EVIDENCE = """
SELECT ?fact ?start ?end ?quote WHERE {
  GRAPH $article { ?fact bilat:evidence ?evidence . ?evidence bilat:start ?start ; bilat:end ?end ; bilat:quote ?quote }
}
"""
_ARTICLES = "SELECT ?article ?name WHERE { GRAPH ?article { ?article a bilat:Article ; bilat:name ?name } }"
_CODES = """
SELECT ?entity ?code WHERE {
  { ?entity skos:notation ?code FILTER NOT EXISTS { ?entity a rdfs:Class } } UNION { ?entity bilat:iso3 ?code }
}
"""
_NAMES = 'SELECT ?entity ?name WHERE { ?entity rdfs:label ?name FILTER(LANG(?name) = "en") }'


@dataclass(frozen=True, slots=True)
class Properties:
    """All that one article says of one fact: the values of each property by IRI, and the words, first to last."""

    iri: str
    type: str
    values: dict[str, list[Literal | NamedNode]]
    evidence: tuple[tuple[int, int, str], ...]

    def first(self, name: str) -> str | None:
        """The text of the first value of a property of the ontology, by local name."""
        return next(iter(self.all(name)), None)

    def all(self, name: str) -> list[str]:
        """The text of all values of a property of the ontology, by local name."""
        return [value.value for value in self.values.get(ONTOLOGY_NS + name, [])]


class Facts:
    """The facts of a store, article by article."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def articles(self) -> list[tuple[str, str]]:
        """The names and IRIs of all articles, sorted by name."""
        rows = self._ask(_ARTICLES)
        return sorted((name.value, article.value) for article, name in rows)

    def of(self, article: str) -> list[Properties]:
        """The facts that an article (IRI) states, in the order in which it states them."""
        values: defaultdict[str, defaultdict[str, list[Literal | NamedNode]]] = defaultdict(lambda: defaultdict(list))
        evidence: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
        graph = NamedNode(article)
        for fact, property_, value in self._ask(_STATEMENTS, graph):
            values[fact.value][property_.value].append(value)
        for fact, start, end, quote in self._ask(_EVIDENCE, graph):
            evidence[fact.value].append((int(start.value), int(end.value), quote.value))
        found = [
            Properties(
                iri,
                most_specific(statements[TYPE.value]),
                {name: sorted(terms, key=str) for name, terms in statements.items()},
                tuple(sorted(evidence[iri])),
            )
            for iri, statements in values.items()
        ]
        return sorted(found, key=lambda fact: (fact.evidence[:1], fact.type, fact.iri))

    @cached_property
    def names(self) -> dict[str, str]:
        """What the record calls an entity or concept, by IRI: its code where it has one, else its English name."""
        return self.labels | {entity.value: code.value for entity, code in self._ask(_CODES)}

    @cached_property
    def labels(self) -> dict[str, str]:
        """The English name of everything that has one, by IRI."""
        return {entity.value: name.value for entity, name in self._ask(_NAMES)}

    def _ask(self, query: str, article: NamedNode | None = None) -> Iterator[Any]:
        # the graph stands in the text, as a term: bound any other way, Oxigraph looks through all of them
        text = query.replace("$article", str(article)) if article else query
        answer = self._store.query(text, prefixes=_PREFIXES)
        assert isinstance(answer, QuerySolutions)  # all queries here are SELECT
        return iter(answer)


def most_specific(types: list[Literal | NamedNode]) -> str:
    """The local name of the class with the most superclasses."""
    names = [iri.value.removeprefix(ONTOLOGY_NS) for iri in types if iri.value.startswith(ONTOLOGY_NS)]
    return max(sorted(names), key=lambda name: len(vocabulary().superclasses(name)))


def records(store: Store) -> Iterator[Record]:
    """The records of all facts, sorted by article and place in it."""
    facts = Facts(store)
    for name, iri in facts.articles():
        for fact in facts.of(iri):
            yield record(fact, name, facts.names)


def record(fact: Properties, article: str, names: dict[str, str]) -> Record:
    """One fact as the flat record: what the article states, then how that is known."""
    family = vocabulary().family(fact.type)
    found: Record = {"article": article, "class": family.record}
    if family.kind_field:
        found[family.kind_field] = vocabulary().notation(term(fact.type).value)
    for role in family.roles:
        if role.field:
            found[role.field] = _field(role, fact.values.get(role.iri.value, []), names)
    start, end, quote = fact.evidence[0]
    return found | {
        "iri": fact.iri,
        "rule": fact.first("rule"),
        "confidence": float(fact.first("confidence") or 0),
        "evidence": {"start": start, "end": end, "quote": quote},
    }


def _field(role: Role, values: list[Literal | NamedNode], names: dict[str, str]) -> object:
    spoken = [value for value in values if isinstance(value, Literal) and value.language == role.language]
    shown = [_value(role, value, names) for value in (role.language and spoken) or values]
    return sorted(shown) if role.many else shown[0] if shown else None


def _value(role: Role, value: Literal | NamedNode, names: dict[str, str]) -> Any:  # noqa: ANN401  as JSON has them
    if isinstance(value, NamedNode):
        return names.get(value.value, value.value)
    match value.datatype.value:
        case datatype if datatype in NUMERIC:
            # a figure is a string, for no digit may be lost; a count is a number
            return value.value if role.single or not datatype.endswith("integer") else int(value.value)
        case datatype if datatype == BOOLEAN.value:
            return value.value == "true"
        case datatype if datatype == EDTF.value:
            first, last = value.value.split("/")
            return f"{first}-{last}" if len(first) == len(last) == 4 else value.value
    return value.value


def write_jsonl(store: Store, out: BinaryIO) -> None:
    """Write all records, a JSON object a line."""
    for found in records(store):
        out.write(json.dumps(found, ensure_ascii=False).encode() + b"\n")


# a visit has a start and an end of its own
_EVIDENCE_COLUMNS = {"start": "evidence_start", "end": "evidence_end", "quote": "quote"}


def columns() -> list[str]:
    """The columns of the table of facts: every field of every class in the ontology's order, then the evidence."""
    fields: dict[str, None] = {"article": None, "class": None}
    for family in vocabulary().families.values():
        fields |= dict.fromkeys(_fields(family))
    return [*fields, "iri", "rule", "confidence", *_EVIDENCE_COLUMNS.values()]


def _fields(family: Family) -> list[str]:
    kind = [family.kind_field] if family.kind_field else []
    return kind + [role.field for role in family.roles if role.field]


def write_csv(store: Store, out: BinaryIO) -> None:
    """Write all facts as one table, RFC 4180: a row a fact and article, lists joined by ``|``, absent values empty."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        table = csv.DictWriter(text, columns(), restval="", lineterminator="\r\n")
        table.writeheader()
        for found in records(store):
            evidence = {_EVIDENCE_COLUMNS[name]: value for name, value in found.pop("evidence").items()}
            table.writerow({name: _cell(value) for name, value in (found | evidence).items()})
    finally:
        text.detach()


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return "|".join(map(str, value))
        case float():
            return str(Decimal(str(value)).normalize())
    return str(value)
