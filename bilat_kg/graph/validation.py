"""Whether the graph has the shape that the ontology promises (SHACL). Imports rdflib and pySHACL when called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, Triple, serialize

from bilat_kg.graph.export import triples
from bilat_kg.graph.joining import writes
from bilat_kg.graph.namespaces import TYPE
from bilat_kg.graph.store import Build
from bilat_kg.resources import ONTOLOGY

if TYPE_CHECKING:
    import rdflib

SHAPES = ONTOLOGY / "shapes.ttl"
_BATCH = 20_000
_TYPE = str(TYPE).encode()


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
    return Report(tuple(sorted(_violations(triples, _shapes(shapes)), key=_order)))


def validate_build(build: Build, subjects: Iterable[str] | None = None, shapes: Path = SHAPES) -> Report:
    """Hold a build, without joined data, against the shapes.

    Some thousand triples are held at once, so that it takes no more memory if the build is large: a shape looks at a
    node, its properties and the classes of their values, and at nothing further, so that a node is judged the same with
    all its triples and the classes of its neighbours as with the whole graph. ``subjects``: the IRIs of the nodes to
    hold against the shapes, and of no others.
    """
    found: set[Violation] = set()
    prepared = _shapes(shapes)
    for batch in batched_by_subject(_triples(build, subjects)):
        focus = {str(triple.subject.value) for triple in batch if isinstance(triple.subject, NamedNode)}
        values = {triple.object for triple in batch if isinstance(triple.object, NamedNode)}
        around = (triple for value in values if value.value not in focus for triple in _ours(build, value, TYPE))
        found |= {each for each in _violations([*batch, *around], prepared) if each.focus in focus}
    return Report(tuple(sorted(found, key=_order)))


def touched(index: Path, lines: Iterable[bytes]) -> set[str]:
    """The nodes that have to be held against the shapes again when these lines came or went.

    They are the subjects of the lines and, where a line says of what class something is, what points to that.
    """
    found: set[str] = set()
    classed: set[str] = set()
    for line in lines:
        subject, predicate, _ = line.split(b" ", 2)
        (classed if predicate == _TYPE else found).add(subject[1:-1].decode())
    store = Store.read_only(str(index))
    for iri in classed:
        for quad in store.quads_for_pattern(None, None, NamedNode(iri), DefaultGraph()):
            if isinstance(quad.subject, NamedNode):
                found.add(quad.subject.value)
    return found | classed


def _triples(build: Build, subjects: Iterable[str] | None) -> Iterator[Triple]:
    if subjects is None:
        yield from triples(build, joined=False)
        return
    for subject in sorted(subjects):
        yield from _ours(build, NamedNode(subject))


def _ours(build: Build, subject: NamedNode, predicate: NamedNode | None = None) -> set[Triple]:
    """What the graphs that bilat-kg writes say of a subject."""
    found = build.store.quads_for_pattern(subject, predicate, None, None)
    return {quad.triple for quad in found if writes(quad.graph_name)}


def batched_by_subject(triples: Iterable[Triple], size: int = _BATCH) -> Iterator[list[Triple]]:
    """Cut triples that are sorted by subject into batches of some ``size``, none of which cuts a subject in two."""
    batch: list[Triple] = []
    for triple in triples:
        if len(batch) >= size and triple.subject != batch[-1].subject:
            yield batch
            batch = []
        batch.append(triple)
    if batch:
        yield batch


def _shapes(path: Path) -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(path, format="turtle")


def _violations(triples: Iterable[Triple], shapes: rdflib.Graph) -> set[Violation]:
    import pyshacl
    from rdflib import SH, Literal, URIRef

    graph = to_rdflib(triples)
    # pySHACL takes a pyoxigraph store as well, but is ten times slower on it
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inplace=True)

    def shown(node: object) -> str | None:
        return None if node is None else str(node) if isinstance(node, URIRef | Literal) else "(a path)"

    return {
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


def _order(violation: Violation) -> tuple[str, str, str]:
    return violation.focus, violation.path or "", violation.message
