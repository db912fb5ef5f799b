"""What Wikidata says of the states that our facts name: its items with their claims, asked for country by country."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pyoxigraph import Literal, NamedNode

from bilat_kg.link.wikidata import terms
from bilat_kg.link.wikidata.claims import Claim, Time, time_of
from bilat_kg.link.wikidata.sources import Row, Source


@dataclass(frozen=True, slots=True)
class Item:
    """An item of Wikidata: what it is called in Bengali and English, of which checked classes it is, and its claims."""

    qid: str
    labels: frozenset[str]
    classes: frozenset[str]
    claims: tuple[Claim, ...]

    def of(self, *properties: str) -> tuple[Claim, ...]:
        """Its claims of these properties."""
        return tuple(claim for claim in self.claims if claim.property in properties)

    def items(self, *properties: str) -> frozenset[str]:
        """The items that are values of these properties."""
        return frozenset(claim.value for claim in self.of(*properties) if isinstance(claim.value, str))

    def times(self, *properties: str) -> tuple[Time, ...]:
        """The times that are values of these properties."""
        return tuple(claim.value for claim in self.of(*properties) if not isinstance(claim.value, str))


_PREFIXES = """
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX p: <http://www.wikidata.org/prop/>
PREFIX ps: <http://www.wikidata.org/prop/statement/>
PREFIX psv: <http://www.wikidata.org/prop/statement/value/>
PREFIX pq: <http://www.wikidata.org/prop/qualifier/>
PREFIX pqv: <http://www.wikidata.org/prop/qualifier/value/>
PREFIX wikibase: <http://wikiba.se/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""

# Which items there are is asked country by country; then all that is compared of so many items, a row a value. Each
# branch says for itself which items it is about, for a service may answer branches by themselves before it joins them.
# A deprecated statement is left out. A source that has truthy statements only has no statement nodes.
_CLAIMS = """
SELECT ?item ?statement ?property ?value ?precision ?qualifier ?label WHERE {
  {
    VALUES ?item { $items } VALUES (?property ?p ?ps ?psv) { $statements }
    ?item ?p ?statement . ?statement ?ps ?value .
    FILTER NOT EXISTS { ?statement wikibase:rank wikibase:DeprecatedRank }
    OPTIONAL { ?statement ?psv ?node . ?node wikibase:timePrecision ?precision }
  } UNION {
    VALUES ?item { $items } VALUES (?property ?p ?wdt) { $truthy }
    ?item ?wdt ?value
    FILTER NOT EXISTS { ?item ?p ?any }
  } $qualifiers UNION {
    VALUES ?item { $items }
    ?item rdfs:label|skos:altLabel ?label
    FILTER(LANG(?label) IN ("bn", "en"))
  }
}
"""
_QUALIFIERS = """UNION {
    VALUES ?item { $items } VALUES (?property ?p ?ps) { $qualified } VALUES (?qualifier ?pq ?pqv) { $qualifiers }
    ?item ?p ?statement . ?statement ?ps ?main ; ?pq ?value .
    OPTIONAL { ?statement ?pqv ?node . ?node wikibase:timePrecision ?precision }
  }"""
_MISSIONS = """
SELECT DISTINCT ?item ?root WHERE {
  VALUES ?sender { $countries } VALUES ?receiver { $partners } VALUES ?root { $roots }
  ?item wdt:P137 ?sender ; wdt:P17 ?receiver ; wdt:P31/wdt:P279* ?root
}
"""
_TREATIES = """
SELECT DISTINCT ?item ?root WHERE {
  VALUES ?one { $countries } VALUES ?other { $partners } VALUES ?root { $roots }
  ?item wdt:P1891 ?one , ?other ; wdt:P31/wdt:P279* ?root
}
"""
_VISITS = """
SELECT DISTINCT ?item ?root WHERE {
  VALUES ?place { $countries } VALUES ?root { $roots }
  { ?item wdt:P17 ?place } UNION { ?item wdt:P276 ?place }
  ?item wdt:P31/wdt:P279* ?root
}
"""
_PLACES = "SELECT ?place ?within WHERE { VALUES ?place { $places } ?place wdt:P131+ ?within }"
COUNTRIES_A_QUERY = 10
ITEMS_A_QUERY = 50
PLACES_A_QUERY = 100
Partners = Mapping[str, Collection[str]]


def relations(source: Source, countries: Collection[str]) -> dict[str, Item]:
    """The countries with their diplomatic relations, by QID."""
    found: dict[str, Item] = {}
    for some in _batches(countries, COUNTRIES_A_QUERY):
        found |= _items(source, some, {terms.DIPLOMATIC_RELATION: _SINCE})
    return found


def missions(source: Source, partners: Partners) -> tuple[Item, ...]:
    """The embassies and consulates of each state (a key) in its partners."""
    roots = frozenset().union(*terms.LEVELS.values())
    asked = {
        terms.OPERATOR: (),
        terms.COUNTRY: (),
        terms.LOCATED_IN: (),
        terms.INCEPTION: (),
        terms.DISSOLVED: (),
        terms.OFFICIAL_CLOSURE: (),
    }
    return _by_country(source, _MISSIONS, partners, roots, asked)


def treaties(source: Source, partners: Partners) -> tuple[Item, ...]:
    """The treaties that a state (a key) and one of its partners signed."""
    asked = {terms.SIGNATORY: (terms.POINT_IN_TIME,), terms.POINT_IN_TIME: (), terms.INCEPTION: ()}
    return _by_country(source, _TREATIES, partners, {terms.TREATY}, asked)


def visits(source: Source, places: Collection[str]) -> tuple[Item, ...]:
    """The state visits to each of these countries."""
    asked: dict[str, tuple[str, ...]] = {
        terms.PARTICIPANT: (),
        terms.COUNTRY: (),
        terms.LOCATION: (),
        terms.START: (),
        terms.END: (),
        terms.POINT_IN_TIME: (),
        terms.ORGANIZER: (),
    }
    return _by_country(source, _VISITS, dict.fromkeys(places, ()), {terms.STATE_VISIT}, asked)


def places(source: Source, items: Collection[str]) -> dict[str, frozenset[str]]:
    """For each of these places the items that it lies within, at whatever remove."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for some in _batches(items, PLACES_A_QUERY):
        for row in source.select(_PREFIXES + _fill(_PLACES, places=some)):
            place, within = _qid(row.get("place")), _qid(row.get("within"))
            if place and within:
                found[place].add(within)
    return {place: frozenset(within) for place, within in found.items()}


_PRECISION = re.compile(r"[0-9]{1,2}")
_SINCE = (terms.START, terms.POINT_IN_TIME)
_Asked = Mapping[str, tuple[str, ...]]


def _by_country(
    source: Source, selector: str, partners: Partners, roots: Iterable[str], asked: _Asked
) -> tuple[Item, ...]:
    classes: defaultdict[str, set[str]] = defaultdict(set)
    for country in sorted(partners):
        others = sorted(other for partner in partners[country] for other in terms.states(partner))
        which = _fill(selector, countries=sorted(terms.states(country)), partners=others, roots=sorted(roots))
        for row in source.select(_PREFIXES + which):
            item, root = _qid(row.get("item")), _qid(row.get("root"))
            if item and root:
                classes[item].add(root)
    found: dict[str, Item] = {}
    for some in _batches(classes, ITEMS_A_QUERY):
        found |= _items(source, some, asked)
    return tuple(replace(found[qid], classes=frozenset(classes[qid])) for qid in sorted(found))


def _fill(text: str, **names: Iterable[str]) -> str:
    for name, qids in names.items():
        text = text.replace(f"${name}", " ".join(f"wd:{qid}" for qid in qids))
    return text


def _batches(items: Collection[str], size: int) -> Iterator[list[str]]:
    ordered = sorted(items)
    return (ordered[start : start + size] for start in range(0, len(ordered), size))


@dataclass
class _Gathered:
    labels: set[str] = field(default_factory=set)
    values: dict[tuple[str, str], str | Time] = field(default_factory=dict)  # by statement and property
    qualifiers: defaultdict[str, set[tuple[str, str | Time]]] = field(default_factory=lambda: defaultdict(set))

    def claims(self) -> Iterator[Claim]:
        for (statement, name), value in self.values.items():
            yield Claim(name, value, tuple(sorted(self.qualifiers[statement], key=str)))


def _items(source: Source, items: Collection[str], asked: _Asked) -> dict[str, Item]:
    """Ask for the claims of these items, with the properties of ``asked`` and their qualifiers."""
    gathered: defaultdict[str, _Gathered] = defaultdict(_Gathered)
    for row in source.select(_query(items, asked)):
        qid = _qid(row.get("item"))
        if qid is None or qid not in items:
            continue
        item = gathered[qid]
        if "label" in row:
            item.labels.add(row["label"].value)
        value = _value(row)
        if value is None:
            continue
        name, statement = row["property"].value, row.get("statement")
        key = statement.value if statement else f"{name} {value}"
        if "qualifier" in row:
            item.qualifiers[key].add((row["qualifier"].value, value))
        else:
            item.values[key, name] = value
    return {
        qid: Item(qid, frozenset(item.labels), frozenset(), tuple(sorted(item.claims(), key=str)))
        for qid, item in gathered.items()
    }


def _query(items: Iterable[str], asked: _Asked) -> str:
    def rows(names: Iterable[str], *prefixes: str) -> str:
        return " ".join(f"({' '.join([repr(name), *(f'{each}:{name}' for each in prefixes)])})" for name in names)

    names = sorted({name for those in asked.values() for name in those})
    qualified = rows((name for name, those in asked.items() if those), "p", "ps")
    qualifiers = _QUALIFIERS.replace("$qualified", qualified).replace("$qualifiers", rows(names, "pq", "pqv"))
    text = _CLAIMS.replace("$qualifiers", qualifiers if names else "")
    text = text.replace("$statements", rows(asked, "p", "ps", "psv")).replace("$truthy", rows(asked, "p", "wdt"))
    return _PREFIXES + _fill(text, items=items)


def _qid(term: object) -> str | None:
    """The id of an item; an answer may hold anything, so that only what is one counts."""
    if isinstance(term, NamedNode) and term.value.startswith(terms.ENTITY_NS):
        qid = term.value.removeprefix(terms.ENTITY_NS)
        if terms.QID.fullmatch(qid):
            return qid
    return None


def _value(row: Row) -> str | Time | None:
    """The value of a row, an item or a time; anything else (an unknown value is a blank node) is none."""
    value, precision = row.get("value"), row.get("precision")
    if isinstance(value, Literal):
        known = isinstance(precision, Literal) and _PRECISION.fullmatch(precision.value)
        return time_of(value.value, int(known[0]) if known else None)
    return _qid(value)
