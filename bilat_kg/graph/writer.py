"""Making a build: quads, index and texts in a fresh directory beside the build that is served, then one switch."""

from __future__ import annotations

import heapq
import os
import re
import secrets
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from bilat_kg.errors import StoreError
from bilat_kg.graph import lock, manifest
from bilat_kg.graph.canonical import CanonicalFile, Counts, canonical_lines, counted, ontology_quads
from bilat_kg.graph.conflicts import ties
from bilat_kg.graph.contributions import Contribution, contribution
from bilat_kg.graph.description import Described, description
from bilat_kg.graph.gazetteer import describe, with_items
from bilat_kg.graph.indexing import load
from bilat_kg.graph.lines import SortedLines, without
from bilat_kg.graph.links import link_quads
from bilat_kg.graph.manifest import Manifest
from bilat_kg.graph.namespaces import (
    COMMON_GRAPHS,
    CONFLICTS_GRAPH,
    DESCRIPTION_GRAPH,
    GAZETTEER_GRAPH,
    LINKS_GRAPH,
    TYPE,
)
from bilat_kg.graph.patching import DiffersError, patch, share, splice
from bilat_kg.graph.register import Register
from bilat_kg.graph.store import INDEX, QUADS, READINGS, Build, open_build, published
from bilat_kg.model import Entity, ItemLink, Naming, Reading

if TYPE_CHECKING:
    from bilat_kg.graph.validation import Report

_BUILD = re.compile(r"build-[0-9a-f]{8}")
_SHARED_GRAPHS = (GAZETTEER_GRAPH, LINKS_GRAPH, CONFLICTS_GRAPH)
# A build of which one article in so many has changed is patched; indexing all of it anew is faster beyond that.
_SMALL = 10
_TYPE = str(TYPE).encode()


@dataclass(frozen=True, slots=True)
class _Said:
    """What the canonical file of a build holds, and its digests: without the self-description, and of the file."""

    counts: Counts
    content: str
    digest: str


class StoreWriter:
    """Makes one build: ``with StoreWriter(path) as writer: writer.add(reading) …; writer.publish()``.

    Whatever leaves the ``with`` block without ``publish`` leaves the store as it was. Entering raises ``StoreError``
    where another process is building here, or where the directory holds something that is not a store.

    With an ``edition`` (that names whatever a reading depends on besides its source) the build may go on from the one
    before, if that is whole and of the same edition: ``register.known`` tells what it read from a source. ``anew``
    has it not.
    """

    def __init__(self, path: str | os.PathLike[str], edition: str | None = None, *, anew: bool = False) -> None:
        self.path = Path(path)
        self._edition, self._anew = edition, anew
        self._changed: set[str] | None = None
        self._cleanup = ExitStack()

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self._cleanup.close()
            raise
        return self

    def _start(self) -> None:
        store = self.path
        with _told(store):
            if store.exists() and not store.is_dir():
                raise StoreError(f"{store}: a store is a directory, and this is a file; name another")
            if store.is_dir() and not _is_ours(store):
                raise StoreError(f"{store}: this directory is not a bilat-kg store; name another or an empty one")
            store.mkdir(parents=True, exist_ok=True)
            self._cleanup.enter_context(lock.writing(store))
            _remove_builds(store, keep=published(store))
            self._before = None if self._anew else _reusable(store, self._edition)
            self._build = store / f"build-{secrets.token_hex(4)}"
            self._build.mkdir()
            self._cleanup.callback(self._discard)
            self.register = Register(self._build / READINGS, self._before.path / READINGS if self._before else None)
            self._cleanup.callback(self.register.discard)
        self._new = SortedLines(self._build)
        self._added = 0
        self._joined: set[str] = set()

    def add(self, reading: Reading) -> None:
        """Add one article with what was read from it; ``ValueError`` for what cannot be in the graph."""
        self.contribute(contribution(reading))

    def contribute(self, given: Contribution, record: str | None = None) -> None:
        """Add what one article adds, read from the source of the digest ``record``; ``ValueError`` if it is there."""
        with _told(self.path):
            self.register.add(given, record)
            self._new.add(given.lines)
        self._added += 1

    def namings(self) -> Iterator[tuple[str, list[Naming]]]:
        """Whom each article of the build names, by its IRI, in a fixed order; then no article is added any more."""
        self.register.settle()
        return self.register.namings()

    def with_items(self) -> list[Entity]:
        """The entities that the build describes and whose item the gazetteer knows, in a fixed order.

        Then no article is added any more.
        """
        self.register.settle()
        return with_items(self.register.entities())

    def link(self, links: Iterable[ItemLink]) -> None:
        """Add links of entities to Wikidata; those of the build before do not count."""
        with _told(self.path):
            _add(self._new, link_quads(links))

    def join(self, quads: Iterable[Quad]) -> None:
        """Add quads of the user's own, which stand in graphs of their own; ``ValueError`` for a blank node."""
        quads = iter(quads)
        while batch := list(islice(quads, 20_000)):
            with _told(self.path):
                _add(self._new, batch)
            self._joined |= {quad.graph_name.value for quad in batch if isinstance(quad.graph_name, NamedNode)}

    def publish(self) -> Manifest:
        """Complete the build, put it in the place of the one before it, and say what it holds."""
        with _told(self.path):
            self.register.settle()
            gone = list(self.register.gone())
            small = self._before and (len(gone) + self._added) * _SMALL <= self._before.manifest.articles
            try:
                said = self._patched(gone) if small else self._written(gone)
            except DiffersError:
                shutil.rmtree(self._build / INDEX)
                said = self._written(gone)
            made = self._finish(said, self._edition)
        if self._before is None or not self._before.manifest.conforms:
            self._changed = None
        self._before = None
        _remove_builds(self.path, keep=made.build)
        return made

    def publish_again(self, old: Build, without: NamedNode) -> Manifest:
        """Publish what another build holds, but for a graph that is no article's; nothing may have been added."""
        left = {f"<{graph.value}>".encode() for graph in (without, DESCRIPTION_GRAPH)}
        with _told(self.path):
            self.register.discard()
            self.register = Register(self._build / READINGS, old.file(READINGS))
            with old.file(QUADS).open("rb") as lines:
                said = self._all_written(
                    (line for line in lines if line.rsplit(b" ", 2)[1] not in left), old.manifest.graphs
                )
            made = self._finish(said, old.manifest.edition)
        _remove_builds(self.path, keep=made.build)
        return made

    def _finish(self, said: _Said, edition: str | None) -> Manifest:
        articles, abstentions = self.register.count("article"), self.register.count("abstention")
        self.register.close()
        made = Manifest(
            build=self._build.name,
            made=datetime.now(UTC).isoformat(timespec="seconds"),
            sha256=said.digest,
            content=said.content,
            quads=said.counts.quads + said.counts.graphs[DESCRIPTION_GRAPH.value],
            triples=said.counts.triples,
            graphs=_kept_graphs(said.counts),
            classes=dict(+said.counts.classes),
            properties=dict(+said.counts.properties),
            articles=articles,
            abstentions=abstentions,
            edition=edition,
            conforms=None,
            files=manifest.inventory(
                self._build,
                (self._before.path, self._before.manifest) if self._before else None,
                {QUADS: said.digest},
            ),
        )
        _switch(self.path, made)
        return made

    def validate(self) -> Report:
        """Hold what was published against its shapes, and remember the outcome.

        Where the build before conforms, this looks at what has changed since and at nothing else.
        """
        from bilat_kg.graph.validation import validate_build

        report = validate_build(open_build(self.path, verify=False), self._changed)
        _switch(self.path, replace(manifest.read_manifest(self.path), conforms=report.conforms))
        return report

    def _written(self, gone: list[str]) -> _Said:
        """Write all lines, and index them."""
        for quads in (self._shared_quads(), ontology_quads()):
            _add(self._new, quads)
        lines: Iterable[bytes] = self._new
        with ExitStack() as files:
            if self._before:
                old = files.enter_context(self._before.file(QUADS).open("rb"))
                lines = heapq.merge(self._still_there(old, gone), self._new)
            return self._all_written(lines, self._joined)

    def _all_written(self, lines: Iterable[bytes], joined: Iterable[str]) -> _Said:
        """Write sorted lines and the self-description; ``joined`` are graphs that are no articles'."""
        counts = Counts()
        counts.graphs.update(dict.fromkeys(joined, 0))
        with CanonicalFile(self._build / QUADS) as out:
            out.write_all(counted(lines, counts))
            described = self._describe(counts, out)
        counts.graphs[DESCRIPTION_GRAPH.value] = len(described)
        self._new.clear()
        load(self._build / QUADS, self._build / INDEX)
        return _Said(counts, out.content, out.digest.hexdigest())

    def _patched(self, gone: list[str]) -> _Said:
        """Change the lines and the index of the build before."""
        assert self._before
        _add(self._new, self._shared_quads())
        removed = SortedLines(self._build)
        _add(removed, self._before_quads(gone, *_SHARED_GRAPHS, *self._joined_before()))
        was = self._before.manifest
        told = canonical_lines(self._before_quads([], DESCRIPTION_GRAPH))
        counts = Counts(
            quads=was.quads - len(told),
            triples=was.triples,
            graphs=Counter({**was.graphs, **{iri: was.graphs.get(iri, 0) for iri in self._joined}}),
            properties=Counter(was.properties),
            classes=Counter(was.classes),
        )
        lost, new = list(without(removed, self._new)), list(without(self._new, removed))
        removed.clear()
        share(self._before.path / INDEX, self._build / INDEX)
        patch(self._build / INDEX, lost, new, counts)
        with CanonicalFile(self._build / QUADS) as out:
            splice(self._before.file(QUADS), sorted([*lost, *told]), new, out)
            described = self._describe(counts, out)
        patch(self._build / INDEX, list(without(told, described)), list(without(described, told)))
        counts.graphs[DESCRIPTION_GRAPH.value] = len(described)
        self._changed = _touched(self._build / INDEX, [*lost, *new])
        return _Said(counts, out.content, out.digest.hexdigest())

    def _joined_before(self) -> list[NamedNode]:
        """The graphs of the build before that neither an article nor the build itself states."""
        assert self._before
        ours = {graph.value for graph in COMMON_GRAPHS}
        return [NamedNode(iri) for iri in self._before.manifest.graphs if iri not in ours]

    def _shared_quads(self) -> Iterator[Quad]:
        """What the articles of the build say together."""
        yield from describe(self.register.entities(), self.register.pairs())
        yield from ties(self.register.figures())

    def _before_quads(self, gone: Iterable[str], *graphs: NamedNode) -> Iterator[Quad]:
        """The quads of articles of the build before, and of some of its graphs."""
        assert self._before
        for graph in (*map(NamedNode, gone), *graphs):
            yield from self._before.store.quads_for_pattern(None, None, None, graph)

    def _still_there(self, lines: Iterable[bytes], gone: Iterable[str]) -> Iterator[bytes]:
        """Those lines of the build before that other articles than those ``gone`` stated."""
        shared = (graph.value for graph in (*COMMON_GRAPHS, *self._joined_before()))
        graphs = {f"<{iri}>".encode() for iri in (*gone, *shared)}
        return (line for line in lines if line.rsplit(b" ", 2)[1] not in graphs)

    def _describe(self, counts: Counts, out: CanonicalFile) -> list[bytes]:
        of = Described(counts, out.content, self.register.count("article"), self.register.licences())
        lines = canonical_lines(description(of))
        out.finish(lines)
        return lines

    def _discard(self) -> None:
        if published(self.path) != self._build.name:
            shutil.rmtree(self._build, ignore_errors=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._cleanup.close()


def _kept_graphs(counts: Counts) -> dict[str, int]:
    """The graphs that are no article's, with their quads; those that nothing is left of only where they are ours."""
    ours = {graph.value for graph in COMMON_GRAPHS}
    return {iri: number for iri, number in counts.graphs.items() if number or iri in ours}


def _add(lines: SortedLines, quads: Iterable[Quad]) -> None:
    quads = iter(quads)
    while batch := list(islice(quads, 20_000)):
        lines.add(b"".join(canonical_lines(batch)))


def _touched(index: Path, lines: Iterable[bytes]) -> set[str]:
    """The subjects of lines that came or went, and where those say of what class something is, what points to it."""
    touched: set[str] = set()
    classed: set[str] = set()
    for line in lines:
        subject, predicate, _ = line.split(b" ", 2)
        (classed if predicate == _TYPE else touched).add(subject[1:-1].decode())
    store = Store.read_only(str(index))
    for iri in classed - touched:
        touched.add(iri)
    for iri in classed:
        for quad in store.quads_for_pattern(None, None, NamedNode(iri), DefaultGraph()):
            if isinstance(quad.subject, NamedNode):
                touched.add(quad.subject.value)
    return touched


def _reusable(store: Path, edition: str | None) -> Build | None:
    """The published build, if this one may go on from it."""
    if edition is None:
        return None
    try:
        if manifest.read_manifest(store).edition != edition:
            return None
        before = open_build(store)
        for name in (READINGS, QUADS):
            before.file(name)
    except StoreError:
        return None  # damage is no matter to those who make the store anew
    return before


def take_back(path: str | os.PathLike[str]) -> Manifest:
    """Publish the build of a store again without its links.

    The build before it stays as it was until the new one is complete. Raises ``StoreError``.
    """
    with StoreWriter(path) as writer:
        old = open_build(path)
        if not old.manifest.graphs[LINKS_GRAPH.value]:
            raise StoreError(f"{path}: the build holds no links; there is nothing to take back")
        return writer.publish_again(old, without=LINKS_GRAPH)


def _switch(store: Path, made: Manifest) -> None:
    """Make a complete build the one that counts: the only step that a reader can see."""
    new = store / f"{manifest.FILE}.new"
    with new.open("wb") as file:
        file.write(made.to_json())
        file.flush()
        os.fsync(file.fileno())
    new.replace(store / manifest.FILE)
    manifest.sync_directory(store)


def _is_ours(store: Path) -> bool:
    """Whether we may write here: an empty directory, a store in whatever state, or what a first build left behind."""
    names = {path.name for path in store.iterdir()}
    if manifest.FILE in names and manifest.KIND.encode() in (store / manifest.FILE).read_bytes():
        return True
    return names <= {lock.FILE} or any(_is_build(path) for path in store.iterdir())


def _is_build(path: Path) -> bool:
    names = {child.name for child in path.iterdir()} if _BUILD.fullmatch(path.name) and path.is_dir() else {""}
    return all(name in {QUADS, INDEX, READINGS} or name.startswith("run-") for name in names)


def _remove_builds(store: Path, keep: str | None) -> None:
    """Clear away the builds that do not count; a reader that has one open keeps what it has."""
    for path in store.iterdir():
        if path.name != keep and _is_build(path):
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _told(store: Path) -> Iterator[None]:
    """Turn what the disk says into a sentence."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        if "no space left" in reason.lower() or "disk is full" in reason:
            reason = "no space is left on the disk"
        raise StoreError(f"{store}: the build cannot be written ({reason}); the store is as it was") from None
