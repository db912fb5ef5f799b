"""What a build says of itself: VoID and DCAT, in a named graph of its own.

It counts what stands in all other graphs and digests their canonical lines; it does not count itself, and it knows no
clock, so that the same sources still give the same bytes. When a build was made stands in the manifest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version

from pyoxigraph import Literal, NamedNode, Quad

from bilat_kg.graph import literals
from bilat_kg.graph.canonical import Counts
from bilat_kg.graph.namespaces import (
    COMMON_GRAPHS,
    DATA_NS,
    DESCRIPTION_GRAPH,
    DESCRIPTION_NS,
    LABEL,
    ONTOLOGY_NS,
    PREFIXES,
    XSD,
)

_TITLES = {"en": "A knowledge graph of the relations between states", "bn": "রাষ্ট্রসমূহের পারস্পরিক সম্পর্কের জ্ঞানলেখ"}
_ABOUT = {
    "en": "Facts on the relations of pairs of states as articles state them, each with the words that it came from. A "
    "fact says that an article says so.",
    "bn": "নিবন্ধে যেমন বলা আছে তেমনভাবে দুই রাষ্ট্রের সম্পর্কের তথ্য; প্রতিটি তথ্যের সঙ্গে তার উৎসের বাক্য আছে।",
}
_PROGRAM = "https://w3id.org/bilat-kg/"


@dataclass(frozen=True, slots=True)
class Described:
    """What there is to say of a build: its counts and the digest of their lines, articles by number, licences."""

    counts: Counts
    content: str
    articles: int
    licences: Sequence[str] = ()


def description(of: Described) -> Iterator[Quad]:
    """The self-description of a build."""
    dataset, activity, checksum = _node("dataset"), _node("build"), _node("checksum")

    def say(subject: NamedNode, name: str, value: NamedNode | Literal) -> Quad:
        prefix, _, local = name.partition(":")
        return Quad(subject, NamedNode(PREFIXES[prefix] + local), value, DESCRIPTION_GRAPH)

    for type_ in ("void:Dataset", "dcat:Dataset", "prov:Entity"):
        yield say(dataset, "rdf:type", _named(type_))
    for lang in _TITLES:
        yield say(dataset, "dcterms:title", Literal(_TITLES[lang], language=lang))
        yield say(dataset, "rdfs:label", Literal(_TITLES[lang], language=lang))
        yield say(dataset, "dcterms:description", Literal(_ABOUT[lang], language=lang))
    for licence in of.licences:
        if licence.startswith(("http://", "https://")) and not set(licence) & set(' <>"{}|^`\\'):
            yield say(dataset, "dcterms:license", NamedNode(licence))
        else:
            yield say(dataset, "dcterms:rights", literals.string(licence))
    for vocabulary in (ONTOLOGY_NS, PREFIXES["prov"], PREFIXES["oa"], PREFIXES["qb"], PREFIXES["skos"]):
        yield say(dataset, "void:vocabulary", NamedNode(vocabulary))
    yield say(dataset, "void:uriSpace", Literal(DATA_NS))
    yield say(dataset, "void:triples", literals.integer(of.counts.triples))
    yield say(dataset, "void:properties", literals.integer(_present(of.counts.properties)))
    yield say(dataset, "void:classes", literals.integer(_present(of.counts.classes)))
    yield say(dataset, "void:documents", literals.integer(of.articles))
    for graph in COMMON_GRAPHS:
        if graph != DESCRIPTION_GRAPH:
            part = _node(f"graph-{graph.value.rpartition('/')[2]}")
            yield say(dataset, "void:subset", part)
            yield say(part, "rdf:type", _named("void:Dataset"))
            yield say(part, "dcterms:identifier", Literal(graph.value, datatype=literals.ANY_URI))
            yield say(part, "void:triples", literals.integer(of.counts.graphs[graph.value]))
    for iri, number in sorted(of.counts.classes.items()):
        if number:
            part = _node(f"class-{_short(iri)}")
            yield say(dataset, "void:classPartition", part)
            yield say(part, "void:class", NamedNode(iri))
            yield say(part, "void:entities", literals.integer(number))
    for iri, number in sorted(of.counts.properties.items()):
        if number:
            part = _node(f"property-{_short(iri)}")
            yield say(dataset, "void:propertyPartition", part)
            yield say(part, "void:property", NamedNode(iri))
            yield say(part, "void:triples", literals.integer(number))
    yield say(dataset, "prov:wasGeneratedBy", activity)
    yield say(activity, "rdf:type", _named("prov:Activity"))
    yield Quad(activity, LABEL, Literal(f"bilat-kg {version('bilat-kg')}"), DESCRIPTION_GRAPH)
    yield say(activity, "prov:wasAssociatedWith", NamedNode(_PROGRAM))
    yield say(dataset, "spdx:checksum", checksum)
    yield say(checksum, "rdf:type", _named("spdx:Checksum"))
    yield say(checksum, "spdx:algorithm", _named("spdx:checksumAlgorithm_sha256"))
    yield say(checksum, "spdx:checksumValue", Literal(of.content, datatype=NamedNode(f"{XSD}hexBinary")))


def _present(counts: Mapping[str, int]) -> int:
    return sum(number > 0 for number in counts.values())


def _node(name: str) -> NamedNode:
    return NamedNode(DESCRIPTION_NS + name)


def _named(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def _short(iri: str) -> str:
    """An IRI as a part of another: its prefix and local name, or a digest where no prefix is known."""
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and local.replace("-", "").replace("_", "").isalnum():
            return f"{prefix}-{local}"
    return sha256(iri.encode()).hexdigest()[:12]
