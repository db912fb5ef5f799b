"""Whether the graph has the shape that the ontology promises (SHACL). Imports rdflib and pySHACL when called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Triple, serialize

from bilat_kg.resources import ONTOLOGY

if TYPE_CHECKING:
    import rdflib

SHAPES = ONTOLOGY / "shapes.ttl"


@dataclass(frozen=True, slots=True)
class Violation:
    """One place where the graph breaks a shape: the node, the property (where it is one), the value, what is wrong.

    ``messages`` are by language, as the shapes have them; all IRIs are in full.
    """

    focus: str
    path: str | None
    value: str | None
    severity: str
    messages: tuple[tuple[str, str], ...]

    @property
    def message(self) -> str:
        """What is wrong, in English where the shapes say it in English."""
        texts = dict(self.messages)
        return texts.get("en") or next(iter(texts.values()), "the node does not have the shape of its class")


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a validation: ``conforms`` where there are no violations."""

    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """Whether the graph has the shape that it should."""
        return not self.violations

    def __bool__(self) -> bool:
        return self.conforms


def to_rdflib(triples: Iterable[Triple]) -> rdflib.Graph:
    """Give triples as an rdflib graph, for those who live there; some 50 times the memory and time of Oxigraph."""
    import rdflib

    graph = rdflib.Graph()
    return graph.parse(data=serialize(triples, format=RdfFormat.N_TRIPLES) or b"", format="nt")


def validate(triples: Iterable[Triple], shapes: Path = SHAPES) -> Report:
    """Hold triples (the union of all graphs) against the shapes; nothing is fetched and nothing inferred."""
    import pyshacl
    from rdflib import SH, Literal, URIRef

    graph = to_rdflib(triples)
    # pySHACL takes a pyoxigraph store as well, but is ten times slower on it
    _, report, _ = pyshacl.validate(graph, shacl_graph=str(shapes), shacl_graph_format="turtle", inplace=True)

    def shown(node: object) -> str | None:
        return None if node is None else str(node) if isinstance(node, URIRef | Literal) else "(a path)"

    found = {
        Violation(
            focus=str(report.value(result, SH.focusNode)),
            path=shown(report.value(result, SH.resultPath)),
            value=shown(report.value(result, SH.value)),
            severity=str(report.value(result, SH.resultSeverity)).rpartition("#")[2].lower(),
            messages=tuple(
                sorted((text.language or "", str(text)) for text in report.objects(result, SH.resultMessage))
            ),
        )
        for result in report.subjects(predicate=SH.resultSeverity)
    }
    return Report(
        tuple(sorted(found, key=lambda violation: (violation.focus, violation.path or "", violation.message)))
    )
