"""RDF of the user's own, taken as it is into its named graphs beside ours, so that queries join the two.

What it may not do is speak in our name: write into our graphs, state facts without evidence, or name our entities anew.
Blank nodes get IRIs, numbered in the order of the file, for a build has none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from typing import IO, Protocol, cast
from urllib.parse import quote

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from bilat_kg.errors import SourceError
from bilat_kg.graph.namespaces import DATA_NS, LABEL, NOTATION, ONTOLOGY_NS, TYPE, resource

_FORMATS = {"nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}
_MAX_NESTING = 100  # Oxigraph's parser has no limit of its own, and the process ends where the stack does
_DATA = resource("graph/data/")
_OURS = (DATA_NS, ONTOLOGY_NS)


def writes(graph: object) -> bool:
    """Whether a named graph is one that bilat-kg writes, and not one that was joined to them."""
    return isinstance(graph, NamedNode) and graph.value.startswith(DATA_NS) and not graph.value.startswith(_DATA.value)


class Readable(Protocol):
    """What gives bytes as a file does."""

    def read(self, size: int = -1, /) -> bytes:
        """``size`` bytes, fewer at the end alone."""


class Joined:
    """One file of RDF: ``name`` is what its default graph is called after, ``where`` stands in messages.

    ``syntax`` is the usual extension: ``nq``, ``trig`` (Turtle as well) or ``jsonld``.
    """

    def __init__(self, name: str, where: str, syntax: str) -> None:
        self.graph = NamedNode(_DATA.value + quote(name, safe=""))
        self.where = where
        self._format = _FORMATS[syntax]
        self._digest = ""

    def check(self, content: Readable) -> int:
        """Read the file once, so that nothing of it is taken unless all can be; how many quads it holds.

        Raises:
            SourceError: broken RDF, a triple about a triple, or something said in our name.
        """
        guarded = _Guarded(content, self.where)
        count = 0
        for _ in self._parse(guarded):
            count += 1
        self._digest = guarded.digest.hexdigest()[:20]
        if not count:
            raise SourceError(f"{self.where}: holds no triple; leave it out")
        return count

    def quads(self, content: Readable) -> Iterator[Quad]:
        """The quads of a file that was checked, as they go into the build."""
        names: dict[str, NamedNode] = {}

        def named(node: object) -> NamedNode:
            if isinstance(node, BlankNode):
                return names.setdefault(node.value, resource(f"genid/{self._digest}-{len(names)}"))
            assert isinstance(node, NamedNode)
            return node

        for quad in self._parse(_Guarded(content, self.where)):
            graph = self.graph if isinstance(quad.graph_name, DefaultGraph) else named(quad.graph_name)
            value = quad.object if isinstance(quad.object, Literal) else named(quad.object)
            yield Quad(named(quad.subject), quad.predicate, _composed(value), graph)

    def _parse(self, content: Readable) -> Iterator[Quad]:
        try:
            for quad in parse(input=cast(IO[bytes], content), format=self._format):
                self._look(quad)
                yield quad
        except (SyntaxError, ValueError, OSError) as error:
            reason = " ".join(str(error).split())[:300]
            raise SourceError(
                f"{self.where}: is no RDF that can be read ({reason}); correct it or leave it out"
            ) from None

    def _look(self, quad: Quad) -> None:
        subject, predicate, value, graph = quad.subject, quad.predicate, quad.object, quad.graph_name
        if isinstance(subject, Triple) or isinstance(value, Triple):
            raise SourceError(f"{self.where}: says something about a triple, which JSON-LD cannot; leave that out")
        if isinstance(graph, NamedNode) and graph.value.startswith(_OURS):
            raise SourceError(f"{self.where}: writes into the graph {graph.value}, which is bilat-kg's; name another")
        typed = predicate == TYPE and isinstance(value, NamedNode) and value.value.startswith(ONTOLOGY_NS)
        if typed or predicate.value.startswith(ONTOLOGY_NS):
            said = value.value if typed and isinstance(value, NamedNode) else predicate.value
            raise SourceError(
                f"{self.where}: uses {said}, which only bilat-kg states, with evidence; use a term of your own"
            )
        ours = isinstance(subject, NamedNode) and subject.value.startswith(_OURS)
        if ours and predicate in {LABEL, NOTATION}:
            raise SourceError(
                f"{self.where}: gives {subject.value} another {predicate.value.rpartition('#')[2]}; leave that out, or "
                "say it with skos:altLabel"
            )


def _composed(value: NamedNode | Literal) -> NamedNode | Literal:
    """A string in Unicode's normal form C, in which queries ask for it."""
    if isinstance(value, NamedNode) or unicodedata.is_normalized("NFC", value.value):
        return value
    text = unicodedata.normalize("NFC", value.value)
    return Literal(text, language=value.language) if value.language else Literal(text, datatype=value.datatype)


class _Guarded:
    """The bytes of a file, digested on their way, and watched for triples in triples."""

    def __init__(self, content: Readable, where: str) -> None:
        self.digest = sha256()
        self._content = content
        self._where = where
        self._depth = 0
        self._last = b""

    def read(self, size: int = -1, /) -> bytes:
        data = self._content.read(size)
        self.digest.update(data)
        joint = self._last + data
        self._depth = max(0, self._depth + joint.count(b"<<") - joint.count(b">>"))
        self._last = b"" if joint[-2:] in {b"<<", b">>"} else joint[-1:]
        if self._depth > _MAX_NESTING:
            raise SourceError(f"{self._where}: puts triples into triples without end; leave that out")
        return data
