"""Links to Wikidata as quads, in a graph of their own, and what of a build has none.

The graph holds, for each entity, ``owl:sameAs`` with its item, and one ``bilat:Link`` for each article that names it
and each ground on which it does. Without that graph nothing in a build says which item an entity is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from bilat_kg.graph import literals
from bilat_kg.graph.namespaces import (
    COMMENT,
    DATA_NS,
    LABEL,
    LINKS_GRAPH,
    PREFIXES,
    SAME_AS,
    TYPE,
    WIKIDATA_NS,
    resource,
    term,
)
from bilat_kg.graph.quads import Statement, entity_iri
from bilat_kg.graph.store import Build
from bilat_kg.model import ItemLink
from bilat_kg.normal_form import nfc

_CONTEXT = 80  # characters on either side of a name, unless a sentence begins or ends there
_START, _END = re.compile(r"[।\n=]"), re.compile(r"(?<=।)|[\n=]")
TARGET = NamedNode(f"{PREFIXES['oa']}hasTarget")
"""What leads from a link to its article."""
LINK = f"<{DATA_NS}link/".encode()
"""What the lines of a link begin with; all others of their graph may be said by several."""


def link_quads(links: Iterable[ItemLink]) -> Iterator[Quad]:
    """The quads of links, all of them in the graph of links."""
    for link in links:
        for subject, predicate, value in _statements(link):
            yield Quad(subject, predicate, value, LINKS_GRAPH)


def _statements(link: ItemLink) -> Iterator[Statement]:
    entity, item = entity_iri(link.entity), link.item
    parts = (entity.value, link.article or "", item.ground if item else "", *sorted(c.qid for c in link.candidates))
    node = resource(f"link/{sha256(chr(10).join(parts).encode()).hexdigest()[:20]}")
    yield node, TYPE, term("Link")
    yield node, term("entity"), entity
    if link.article is not None:
        yield node, TARGET, NamedNode(link.article)
        yield node, term("mentions"), literals.integer(link.mentions)
    if link.note:
        yield node, COMMENT, Literal(link.note)
    if item is not None:
        wikidata = NamedNode(WIKIDATA_NS + item.qid)
        yield node, term("item"), wikidata
        yield node, term("ground"), Literal(item.ground)
        yield node, term("score"), literals.decimal(item.score)
        yield entity, SAME_AS, wikidata
    for candidate in link.candidates:
        other = NamedNode(WIKIDATA_NS + candidate.qid)
        yield node, term("candidate"), other
        yield other, LABEL, Literal(candidate.label, language="en")


@dataclass(frozen=True, slots=True)
class Unlinked:
    """An entity of a build without an item.

    ``entity`` is the path of its IRI, ``labels`` its names by language, ``mentions`` how often the articles name it,
    ``articles`` their names, ``sentence`` the words around one of its names in the first of them that has one (or
    nothing), ``candidates`` the items, by QID with their English label, that it may be.
    """

    entity: str
    kind: str
    labels: dict[str, str]
    mentions: int
    articles: tuple[str, ...]
    sentence: str
    candidates: dict[str, str]


_UNLINKED = """
SELECT ?entity ?name ?mentions WHERE {
  { VALUES ?type { bilat:Country bilat:City bilat:Person bilat:Organization bilat:Currency } ?entity a ?type }
  UNION { SELECT DISTINCT ?entity WHERE { ?naming oa:hasBody ?entity . ?entity a skos:Concept } }
  FILTER NOT EXISTS { ?entity owl:sameAs ?item }
  OPTIONAL { ?naming a oa:Annotation ; oa:hasBody ?entity ; oa:hasTarget ?article ; bilat:mentions ?mentions .
    ?article bilat:name ?name }
}
"""
_NAMES = "SELECT ?label ?other WHERE { $entity rdfs:label ?label OPTIONAL { $entity skos:altLabel ?other } }"
_ENTITIES = """
SELECT DISTINCT ?entity WHERE {
  { VALUES ?type { bilat:Country bilat:City bilat:Person bilat:Organization bilat:Currency } ?entity a ?type }
  UNION { ?naming a oa:Annotation ; oa:hasBody ?entity }
}
"""
_CALLED = "SELECT ?entity ?name WHERE { ?entity rdfs:label|skos:altLabel ?name }"
_CANDIDATES = """
SELECT DISTINCT ?item ?label WHERE { ?link bilat:entity $entity ; bilat:candidate ?item . ?item rdfs:label ?label }
"""


def unlinked(build: Build) -> list[Unlinked]:
    """All entities without an item, those first that the articles name most often."""
    times: defaultdict[str, int] = defaultdict(int)
    articles: defaultdict[str, set[str]] = defaultdict(set)
    for entity, name, mentions in _ask(build.store, _UNLINKED):
        times[entity.value] += int(mentions.value) if mentions else 0
        articles[entity.value] |= {name.value} if name else set()
    texts = {name: build.readings.article(name) for name in set().union(*articles.values())}
    found = []
    for iri, mentions in times.items():
        node = NamedNode(iri)
        names = [each for row in _ask(build.store, _NAMES, node) for each in row if each is not None]
        labels = {row[0].language: row[0].value for row in _ask(build.store, _NAMES, node) if row[0].language}
        rows = _ask(build.store, _CANDIDATES, node)
        candidates = dict(sorted((item.value.removeprefix(WIKIDATA_NS), label.value) for item, label in rows))
        told = tuple(sorted(articles[iri]))
        words = _around([text.text for name in told if (text := texts[name])], [name.value for name in names])
        path = iri.removeprefix(DATA_NS)
        found.append(Unlinked(path, path.partition("/")[0], labels, mentions, told, words, candidates))
    return sorted(found, key=lambda each: (-each.mentions, each.entity))


def entities_called(build: Build, given: str) -> list[str]:
    """The paths of the entities of a build that somebody may mean by a path, an IRI or a name, sorted."""
    iri = given if given.startswith(DATA_NS) else f"{DATA_NS}{given}"
    named = {row[0].value for row in _ask(build.store, _ENTITIES)}
    if iri in named:
        return [iri.removeprefix(DATA_NS)]
    words = nfc(given).casefold()
    rows = ((entity.value, name.value) for entity, name in _ask(build.store, _CALLED))
    return sorted({iri.removeprefix(DATA_NS) for iri, name in rows if iri in named and name.casefold() == words})


def _around(texts: list[str], names: list[str]) -> str:
    """The words around the first place where a text has the longest of the names that it has, on one line."""
    for text in texts:
        name = max((name for name in names if name in text), key=len, default="")
        if name:
            before, _, after = text.partition(name)
            before, after = _START.split(before)[-1], _END.split(after)[0]
            if len(before) > _CONTEXT:
                before = f"… {before[-_CONTEXT:].partition(' ')[2]}"
            if len(after) > _CONTEXT:
                after = f"{after[:_CONTEXT].rpartition(' ')[0]} …"
            return " ".join(f"{before}{name}{after}".split())
    return ""


def _ask(store: Store, query: str, entity: NamedNode | None = None) -> QuerySolutions:
    """The rows of a query of ours; ``$entity`` in it stands for one entity."""
    text = query.replace("$entity", str(entity)) if entity else query
    rows = store.query(text, prefixes=dict(PREFIXES))
    assert isinstance(rows, QuerySolutions)
    return rows
