"""What the ontology says of each fact class: its family, its roles, its notation.

``ontology/bilat.ttl`` describes every role of every fact class; this module only reads it, so that a new class needs
no code here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, parse

from bilat_kg.graph.namespaces import ONTOLOGY_NS, OWL, RDFS, SKOS
from bilat_kg.resources import ONTOLOGY


@dataclass(frozen=True, slots=True)
class Role:
    """How one property serves the facts of a family.

    ``field`` is its name in the flat record (``None``: not in the record) and ``order`` its place there. A ``key`` role
    is part of the fact's identity; a ``dating`` one gives its year; a ``single`` one has but one true value, so that
    two facts that differ only there conflict. ``language`` is the one that the record shows, where strings have one.
    """

    name: str
    iri: NamedNode
    field: str | None
    order: int
    key: bool
    many: bool
    dating: bool
    single: bool
    language: str | None
    datatype: str | None


@dataclass(frozen=True, slots=True)
class Family:
    """A fact class that has roles of its own, with all its subclasses: ``DiplomaticMission``, ``Agreement``.

    ``record`` names it in the flat record, where ``kind_field`` (if any) holds the notation of the subclass.
    """

    name: str
    record: str
    kind_field: str | None
    roles: tuple[Role, ...]

    def role(self, name: str) -> Role:
        """The role of that property (local name); a ``ValueError`` says which roles there are."""
        for role in self.roles:
            if role.name == name:
                return role
        raise ValueError(f"{self.name} has no role {name!r}; it has {', '.join(role.name for role in self.roles)}")


class Vocabulary:
    """What the ontology files say, indexed: classes with their families, roles, notations and data sets."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._values: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        described = set()
        for path in paths:
            for quad in parse(path=str(path)):
                subject = str(quad.subject) if not isinstance(quad.subject, NamedNode) else quad.subject.value
                if not isinstance(quad.object, NamedNode | Literal):
                    value = f"{path.name}:{quad.object}"
                else:
                    value = quad.object.value
                node = f"{path.name}:{subject}" if subject.startswith("_:") else subject
                self._values[node, quad.predicate.value].append(value)
                described.add(node)
        self.described: frozenset[str] = frozenset(described)
        self._parents = {
            node.removeprefix(ONTOLOGY_NS): tuple(sorted(values))
            for (node, predicate), values in self._values.items()
            if predicate == f"{RDFS}subClassOf" and node.startswith(ONTOLOGY_NS)
        }
        self._family_of: dict[str, Family] = {}
        self.families: Mapping[str, Family] = {
            family.name: family
            for family in sorted(
                (self._family(node) for node, predicate in self._values if predicate == f"{ONTOLOGY_NS}recordClass"),
                key=lambda family: family.name,
            )
        }

    def superclasses(self, name: str) -> tuple[str, ...]:
        """The IRIs of all named classes above the class of that local name, nearest first."""
        found: dict[str, None] = {}
        waiting = list(self._parents.get(name, ()))
        while waiting:
            iri = waiting.pop(0)
            if iri not in found and not iri.startswith(OWL) and "_:" not in iri:
                found[iri] = None
                waiting += self._parents.get(iri.removeprefix(ONTOLOGY_NS), ())
        return tuple(found)

    def family(self, name: str) -> Family:
        """The family that a fact class belongs to; a ``ValueError`` where the ontology knows no such fact class."""
        if name not in self._family_of:
            above = (name, *(iri.removeprefix(ONTOLOGY_NS) for iri in self.superclasses(name)))
            known = [candidate for candidate in above if candidate in self.families]
            if not known:
                raise ValueError(f"the ontology has no fact class {name!r}")
            self._family_of[name] = self.families[known[0]]
        return self._family_of[name]

    def subclasses(self, name: str) -> tuple[str, ...]:
        """The local names of all classes of the ontology below the class of that local name, sorted."""
        return tuple(sorted(child for child in self._parents if ONTOLOGY_NS + name in self.superclasses(child)))

    def notation(self, iri: str) -> str | None:
        """The ``skos:notation`` of a class or concept: ``mou``, ``in_negotiation``."""
        return self._one(iri, f"{SKOS}notation")

    def dataset(self, iri: str) -> str | None:
        """The ``qb:DataSet`` that the observations of a class, or with a concept as a value, belong to."""
        return self._one(iri, f"{ONTOLOGY_NS}dataSet")

    def _one(self, node: str, predicate: str) -> str | None:
        values = self._values.get((node, predicate))
        return values[0] if values else None

    def _family(self, node: str) -> Family:
        roles = [self._role(role) for role in self._values[node, f"{ONTOLOGY_NS}role"]]
        return Family(
            name=node.removeprefix(ONTOLOGY_NS),
            record=self._values[node, f"{ONTOLOGY_NS}recordClass"][0],
            kind_field=self._one(node, f"{ONTOLOGY_NS}kindField"),
            roles=tuple(sorted(roles, key=lambda role: role.order)),
        )

    def _role(self, node: str) -> Role:
        def said(name: str) -> str | None:
            return self._one(node, ONTOLOGY_NS + name)

        iri = said("property")
        if iri is None:
            raise ValueError(f"a bilat:role in the ontology names no bilat:property ({node})")
        return Role(
            name=re.split(r"[#/]", iri)[-1],
            iri=NamedNode(iri),
            field=said("recordField"),
            order=int(said("order") or 0),
            key=said("key") == "true",
            many=said("list") == "true",
            dating=said("dating") == "true",
            single=said("single") == "true",
            language=said("recordLanguage"),
            datatype=self._one(iri, f"{RDFS}range"),
        )


def ontology_files() -> tuple[Path, ...]:
    """The files that make up the ontology graph: all Turtle beside ``bilat.ttl`` except the shapes."""
    return tuple(path for path in sorted(ONTOLOGY.glob("*.ttl")) if path.name != "shapes.ttl")


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the ontology that travels with the package."""
    return Vocabulary(ontology_files())
