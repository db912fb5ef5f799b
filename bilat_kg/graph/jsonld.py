"""JSON-LD, compact with the context of the ontology: what Oxigraph writes is expanded, and nobody reads it.

Only what a flat graph of IRIs and literals takes: no blank nodes, no lists, no nesting. A value that its term in the
context could not give back exactly is written out in full under the compact IRI of its property, so that the
document always means the triples it was made of.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

from pyoxigraph import Literal, NamedNode, Triple

from bilat_kg.graph.namespaces import TYPE, XSD
from bilat_kg.resources import ONTOLOGY

Json = Any

_INTEGER = re.compile(r"0|-?[1-9]\d{0,14}")  # what every JSON reader keeps exactly
_XSD_STRING, _XSD_INTEGER, _XSD_BOOLEAN = f"{XSD}string", f"{XSD}integer", f"{XSD}boolean"


@dataclass(frozen=True, slots=True)
class TermDefinition:
    """One term of the context: the IRI it stands for, and how its values are coerced."""

    iri: str
    type: str | None = None
    by_language: bool = False


class Context:
    """A JSON-LD context, as far as it has prefixes, terms, coercion to a type and language maps."""

    def __init__(self, document: Mapping[str, Json]) -> None:
        self.document = document
        entries = {
            name: entry if isinstance(entry, dict) else {"@id": entry}
            for name, entry in document.items()
            if not name.startswith("@")
        }
        self._simple: dict[str, str] = {name: entry["@id"] for name, entry in entries.items() if set(entry) == {"@id"}}
        self.keywords = {entry["@id"]: name for name, entry in entries.items() if entry["@id"].startswith("@")}
        prefixes = {name: iri for name, iri in self._simple.items() if iri.endswith(("#", "/", ":", "?"))}
        # the longest namespace first, so that the shortest name is found
        self._prefixes = sorted(prefixes.items(), key=lambda item: (-len(item[1]), item[0]))
        self._terms: dict[str, tuple[str, TermDefinition]] = {}
        for name, entry in entries.items():
            if not entry["@id"].startswith("@") and name not in prefixes:
                coerced = entry.get("@type")
                definition = TermDefinition(
                    self.expand(entry["@id"]),
                    coerced if coerced is None or coerced.startswith("@") else self.expand(coerced),
                    entry.get("@container") == "@language",
                )
                self._terms.setdefault(definition.iri, (name, definition))
        self.order = {name: place for place, name in enumerate(entries)}

    def expand(self, name: str) -> str:
        """Give the IRI that a compact IRI or a simple term of the context stands for."""
        prefix, colon, local = name.partition(":")
        if colon and prefix in self._simple and not local.startswith("//"):
            return self._simple[prefix] + local
        return self._simple.get(name, name)

    def keyword(self, name: str) -> str:
        """Give the alias of a keyword such as ``@id``, or the keyword where it has none."""
        return self.keywords.get(name, name)

    def iri(self, iri: str) -> str:
        """Compact an IRI that names a node."""
        for prefix, namespace in self._prefixes:
            if iri.startswith(namespace) and not iri[len(namespace) :].startswith("//"):
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri

    def word(self, iri: str) -> str:
        """Compact an IRI that names a class, a datatype, or a value of a ``@vocab`` term."""
        return self._terms[iri][0] if iri in self._terms else self.iri(iri)

    def value(self, property_: str, value: NamedNode | Literal) -> tuple[str, str | None, Json]:
        """Give the key, the language in its map (if it has one) and the JSON of one value of a property."""
        name, definition = self._terms.get(property_, (None, None))
        if name is not None and definition is not None:
            if definition.by_language:
                if isinstance(value, Literal) and value.language:
                    return name, value.language, value.value
            elif isinstance(value, NamedNode):
                coerced = {"@id": self.iri, "@vocab": self.word}.get(definition.type or "")
                return name, None, coerced(value.value) if coerced else self._node(value)
            elif definition.type == value.datatype.value:
                return name, None, value.value
            elif definition.type is None:
                return name, None, self._literal(value)
            else:
                return name, None, self._full(value)
        return self.iri(property_), None, self._node(value) if isinstance(value, NamedNode) else self._literal(value)

    def _node(self, value: NamedNode) -> Json:
        return {self.keyword("@id"): self.iri(value.value)}

    def _literal(self, value: Literal) -> Json:
        datatype = value.datatype.value
        if datatype == _XSD_STRING:
            return value.value
        if datatype == _XSD_BOOLEAN and value.value in {"true", "false"}:
            return value.value == "true"
        if datatype == _XSD_INTEGER and _INTEGER.fullmatch(value.value):
            return int(value.value)
        return self._full(value)

    def _full(self, value: Literal) -> Json:
        if value.language:
            return {"@value": value.value, "@language": value.language}
        return {"@value": value.value, self.keyword("@type"): self.word(value.datatype.value)}


@cache
def ontology_context(path: Path = ONTOLOGY / "context.jsonld") -> Context:
    """Read the context that travels with the package."""
    return Context(json.loads(path.read_text("utf-8"))["@context"])


def node(context: Context, subject: str, triples: Iterable[Triple]) -> dict[str, Json]:
    """One subject with all its triples as a node object, its terms in the order of the context."""
    types: list[str] = []
    values: dict[str, Json] = {}
    for triple in triples:
        if not isinstance(triple.object, NamedNode | Literal):
            raise ValueError(f"{subject}: a blank node or a triple term cannot be written as compact JSON-LD")
        if triple.predicate == TYPE and isinstance(triple.object, NamedNode):
            types.append(context.word(triple.object.value))
            continue
        key, language, value = context.value(triple.predicate.value, triple.object)
        if language is None:
            _append(values, key, value)
        else:
            _append(values.setdefault(key, {}), language, value)
    found: dict[str, Json] = {context.keyword("@id"): context.iri(subject)}
    if types:
        found[context.keyword("@type")] = types[0] if len(types) == 1 else types
    last = len(context.order)
    return found | {key: values[key] for key in sorted(values, key=lambda key: (context.order.get(key, last), key))}


def _append(values: dict[str, Json], key: str, value: Json) -> None:
    if key not in values:
        values[key] = value
    elif isinstance(values[key], list):
        values[key].append(value)
    else:
        values[key] = [values[key], value]


def nodes(triples: Iterable[Triple], context: Context) -> Iterator[dict[str, Json]]:
    """Node objects for triples that come sorted by subject."""
    for subject, about in groupby(triples, key=lambda triple: triple.subject):
        if not isinstance(subject, NamedNode):
            raise ValueError(f"{subject}: a blank node cannot be written as compact JSON-LD")
        yield node(context, subject.value, about)


def write(triples: Iterable[Triple], out: BinaryIO) -> None:
    """Write triples that come sorted by subject as one JSON-LD document with its context in it: nothing is fetched."""
    context = ontology_context()
    out.write(b'{\n"@context": ' + _json(context.document) + b',\n"@graph": [\n')
    for place, found in enumerate(nodes(triples, context)):
        out.write((b",\n" if place else b"") + _json(found))
    out.write(b"\n]\n}\n")


def _json(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()
