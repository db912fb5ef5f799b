"""The terms of the ontology as the pages name them: labels and comments in each language, and the short form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from pyoxigraph import Literal, NamedNode, parse

from bilat_kg.graph.namespaces import ONTOLOGY_NS, PREFIXES, RDFS
from bilat_kg.graph.vocabulary import ontology_files, vocabulary

_ORDER = (
    "DiplomaticRelation", "DiplomaticMission", "Agreement", "TradeObservation", "CommodityTrade", "Visit",
    "PeopleObservation", "Position", "Event",
)  # fmt: skip


@cache
def _said() -> Mapping[str, Mapping[tuple[str, str], str]]:
    said: defaultdict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for path in ontology_files():
        for quad in parse(path=str(path)):
            if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, Literal):
                continue
            for name in ("label", "comment"):
                if quad.predicate.value == RDFS + name and quad.object.language:
                    said[quad.subject.value][name, quad.object.language] = quad.object.value
    return said


def label(iri: str, lang: str) -> str:
    """What the ontology calls a term of that IRI or local name in a language, else in English, else its short form."""
    iri = iri if ":" in iri else ONTOLOGY_NS + iri
    said = _said().get(iri, {})
    return said.get(("label", lang)) or said.get(("label", "en")) or short(iri)


def comment(iri: str, lang: str) -> str:
    """What the ontology says of a term, ``""`` where it says nothing."""
    said = _said().get(iri, {})
    return said.get(("comment", lang)) or said.get(("comment", "en")) or ""


def described() -> list[str]:
    """The IRIs of all terms that have a label, sorted."""
    return sorted(iri for iri, said in _said().items() if any(name == "label" for name, _ in said))


def short(iri: str) -> str:
    """An IRI with the longest prefix that fits it: ``country:MYS``."""
    fitting = [(len(start), name, start) for name, start in PREFIXES.items() if iri.startswith(start) and iri != start]
    if not fitting:
        return iri
    _, name, start = max(fitting)
    return f"{name}:{iri.removeprefix(start)}"


@cache
def families() -> tuple[str, ...]:
    """The families of facts in the order of the pages; one that the ontology gained stands last."""
    known = vocabulary().families
    return tuple(name for name in _ORDER if name in known) + tuple(name for name in known if name not in _ORDER)
