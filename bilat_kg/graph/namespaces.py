"""The names of the graph: namespaces, prefixes, named graphs, and the IRIs of terms and things."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from pyoxigraph import NamedNode

ONTOLOGY_NS = "https://w3id.org/bilat-kg/ontology#"
DATA_NS = "https://w3id.org/bilat-kg/id/"
DESCRIPTION_NS = "https://w3id.org/bilat-kg/void#"
WIKIDATA_NS = "http://www.wikidata.org/entity/"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OWL = "http://www.w3.org/2002/07/owl#"

PREFIXES: Mapping[str, str] = {
    "bilat": ONTOLOGY_NS,
    "country": f"{DATA_NS}country/",
    "city": f"{DATA_NS}city/",
    "person": f"{DATA_NS}person/",
    "organization": f"{DATA_NS}organization/",
    "currency": f"{DATA_NS}currency/",
    "relationship": f"{DATA_NS}relationship/",
    "topic": f"{DATA_NS}topic/",
    "office": f"{DATA_NS}office/",
    "visitkind": f"{DATA_NS}visit-kind/",
    "people": f"{DATA_NS}people/",
    "stance": f"{DATA_NS}stance/",
    "eventkind": f"{DATA_NS}event-kind/",
    "article": f"{DATA_NS}article/",
    "evidence": f"{DATA_NS}evidence/",
    "id": DATA_NS,
    "wd": WIKIDATA_NS,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "qb": "http://purl.org/linked-data/cube#",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "spdx": "http://spdx.org/rdf/terms#",
    "dataset": DESCRIPTION_NS,
}
"""What queries may use without declaring it, and what exports abbreviate."""

TYPE = NamedNode(f"{RDF}type")
LABEL = NamedNode(f"{RDFS}label")
COMMENT = NamedNode(f"{RDFS}comment")
ALT_LABEL = NamedNode(f"{SKOS}altLabel")
NOTATION = NamedNode(f"{SKOS}notation")
SAME_AS = NamedNode(f"{OWL}sameAs")

GAZETTEER_GRAPH = NamedNode(f"{DATA_NS}graph/gazetteer")
ONTOLOGY_GRAPH = NamedNode(f"{DATA_NS}graph/ontology")
LINKS_GRAPH = NamedNode(f"{DATA_NS}graph/links")
CONFLICTS_GRAPH = NamedNode(f"{DATA_NS}graph/conflicts")
DESCRIPTION_GRAPH = NamedNode(f"{DATA_NS}graph/description")
COMMON_GRAPHS = (CONFLICTS_GRAPH, DESCRIPTION_GRAPH, GAZETTEER_GRAPH, LINKS_GRAPH, ONTOLOGY_GRAPH)
"""The graphs of a build that are no article's."""

FACT = "Fact"
NUMERIC = frozenset(f"{XSD}{name}" for name in ("integer", "decimal"))


@lru_cache(maxsize=4096)
def term(name: str) -> NamedNode:
    """The IRI of a class, property or concept of the ontology by its local name."""
    return NamedNode(ONTOLOGY_NS + name)


def resource(path: str) -> NamedNode:
    """The IRI of a thing in the data by its path below the namespace, such as ``country/MYS``."""
    return NamedNode(DATA_NS + path)


def concept(name: str) -> NamedNode:
    """The IRI of a concept: ``Open`` stands in the ontology, ``topic/trade`` in the data."""
    return resource(name) if "/" in name else term(name)


def kebab(name: str) -> str:
    """A class name as a path segment: ``HighCommission`` → ``high-commission``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()


def is_ours(iri: str) -> bool:
    """Say whether the IRI names something in the namespaces of the project, so that the graph has to describe it."""
    return iri.startswith((DATA_NS, ONTOLOGY_NS)) and iri not in {DATA_NS, ONTOLOGY_NS}
