"""Making a build: quads, index and texts in a fresh directory beside the build that is served, then one switch."""

from __future__ import annotations

import heapq
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pyoxigraph import NamedNode, Quad

from bilat_kg.errors import StoreError
from bilat_kg.graph import directory, lock, manifest, shared
from bilat_kg.graph.before import Before
from bilat_kg.graph.canonical import CanonicalFile, Counts, canonical_lines, counted, ontology_quads
from bilat_kg.graph.contributions import Contribution, contribution
from bilat_kg.graph.description import Described, description
from bilat_kg.graph.gazetteer import with_items
from bilat_kg.graph.indexing import load
from bilat_kg.graph.lines import SortedLines, without
from bilat_kg.graph.manifest import Manifest
from bilat_kg.graph.namespaces import COMMON_GRAPHS, DESCRIPTION_GRAPH, LINKS_GRAPH
from bilat_kg.graph.patching import Patch, share, share_index
from bilat_kg.graph.register import Register
from bilat_kg.graph.store import ADDED, INDEX, QUADS, READINGS, REMOVED, Build, open_build, published
from bilat_kg.model import Entity, ItemLink, Naming, Reading

if TYPE_CHECKING:
    from bilat_kg.graph.validation import Report

# A build of which one article in so many has changed is patched; indexing all of it anew is faster beyond that.
_SMALL = 10
# Its canonical file is written anew when one byte in so many has changed since it was.
_BESIDE = 10


@dataclass(frozen=True, slots=True)
class _Said:
    """What the canonical lines of a build hold, and their digests: without the self-description, and of all.

    ``files`` are the digests of files that are known from this.
    """

    counts: Counts
    content: str
    digest: str
    files: dict[str, str]


class StoreWriter:
    """Makes one build: ``with StoreWriter(path) as writer: writer.add(reading) …; writer.publish()``.

    Whatever leaves the ``with`` block without ``publish`` leaves the store as it was. Entering raises ``StoreError``
    where another process is building here, or where the directory holds something that is not a store.

    With an ``edition`` (that names whatever a reading depends on besides its source) the build may go on from the one
    before, if that is whole and of the same edition: ``register.known`` tells what it read from a source. ``linking``
    names whatever links depend on besides readings. ``anew`` has the build go on from none.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        edition: str | None = None,
        *,
        linking: str | None = None,
        anew: bool = False,
    ) -> None:
        self.path = Path(path)
        self._edition, self._linking, self._anew = edition, linking, anew
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
        with directory.told(store):
            directory.enter(store)
            self._cleanup.enter_context(lock.writing(store))
            directory.remove_builds(store, keep=published(store))
            self._before = None if self._anew else Before.of(store, self._edition)
            self._build = directory.new_build(store)
            self._cleanup.callback(self._discard)
            self.register = Register(
                self._build / READINGS, self._before.build.path / READINGS if self._before else None
            )
            self._cleanup.callback(self.register.discard)
        self._new = SortedLines(self._build)
        self._added = 0
        self._joined: set[str] = set()
        self._settled = False
        self._patches, self._links_again = False, True

    def add(self, reading: Reading) -> None:
        """Add one article with what was read from it; ``ValueError`` for what cannot be in the graph."""
        self.contribute(contribution(reading))

    def contribute(self, given: Contribution, record: str | None = None, stamp: str | None = None) -> None:
        """Add what one article adds, read from the source of the digest ``record``, a file of that ``stamp``.

        ``ValueError`` if the article is there already.
        """
        with directory.told(self.path):
            self.register.add(given, record, stamp)
            self._new.add(given.lines)
        self._added += 1

    def namings(self) -> Iterator[tuple[str, list[Naming]]]:
        """Whom each article names whose links are to be added, by its IRI, in a fixed order.

        These are all articles but those that the build before linked in the same way. Then none is added any more.
        """
        self._settle()
        return self.register.namings(added=not self._links_again)

    def named(self) -> set[tuple[str, str]]:
        """The entities that articles of the build name, by kind and id; then no article is added any more."""
        self._settle()
        return self.register.named()

    def with_items(self) -> list[Entity]:
        """The entities that the build describes and whose item the gazetteer knows, in a fixed order.

        Then no article is added any more.
        """
        self._settle()
        return with_items(self.register.entities())

    def link(self, links: Iterable[ItemLink]) -> None:
        """Add links of entities to Wikidata: those of the articles that ``namings`` gives, and all that are of none."""
        with directory.told(self.path):
            self._settle()
            shared.keep_links(links, self.register, self._new)

    def join(self, quads: Iterable[Quad]) -> None:
        """Add quads of the user's own, which stand in graphs of their own; ``ValueError`` for a blank node."""
        quads = iter(quads)
        while batch := list(islice(quads, 20_000)):
            with directory.told(self.path):
                self._new.add_quads(batch)
            self._joined |= {quad.graph_name.value for quad in batch if isinstance(quad.graph_name, NamedNode)}

    def publish(self) -> Manifest:
        """Complete the build, put it in the place of the one before it, and say what it holds."""
        with directory.told(self.path):
            self._settle()
            said = self._patched(self._before) if self._before and self._patches else self._written()
            made = self._finish(said, self._edition, self._linking)
        if self._before is None or not self._before.manifest.conforms:
            self._changed = None
        self._before = None
        directory.remove_builds(self.path, keep=made.build)
        return made

    def publish_unlinked(self, old: Build) -> Manifest:
        """Publish what another build holds, but for its links; nothing may have been added."""
        left = {f"<{graph.value}>".encode() for graph in (LINKS_GRAPH, DESCRIPTION_GRAPH)}
        with directory.told(self.path):
            self.register.discard()
            self.register = Register(self._build / READINGS, old.file(READINGS))
            self.register.links.forget(everything=True)
            with old.canonical.open() as lines:
                said = self._all_written(
                    (line for line in lines if line.rsplit(b" ", 2)[1] not in left), old.manifest.graphs
                )
            made = self._finish(said, old.manifest.edition, None)
        directory.remove_builds(self.path, keep=made.build)
        return made

    def validate(self) -> Report:
        """Hold what was published against its shapes, and remember the outcome.

        Where the build before conforms, this looks at what has changed since and at nothing else.
        """
        from bilat_kg.graph.validation import validate_build

        report = validate_build(open_build(self.path, verify=False), self._changed)
        directory.switch(self.path, replace(manifest.read_manifest(self.path), conforms=report.conforms))
        return report

    def _settle(self) -> None:
        """Decide, when all articles are there, what is made anew and what stays as the build before has it."""
        if self._settled:
            return
        self._settled = True
        self.register.settle()
        if self._before:
            was = self._before.manifest
            self._patches = (len(self.register.gone()) + self._added) * _SMALL <= was.articles
            self._links_again = not self._patches or self._linking is None or was.linking != self._linking
            self.register.links.forget(everything=self._links_again)

    def _written(self) -> _Said:
        """Write all lines, and index them."""
        shared.add_all(self.register, self._new)
        self._new.add_quads(ontology_quads())
        lines: Iterable[bytes] = self._new
        with ExitStack() as files:
            if self._before:
                old = files.enter_context(self._before.build.canonical.open())
                lines = heapq.merge(self._before.still_there(old, self.register.gone()), self._new)
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
        digest = out.digest.hexdigest()
        return _Said(counts, out.content, digest, {QUADS: digest})

    def _patched(self, before: Before) -> _Said:
        """Change the lines and the index of the build before by what differs now."""
        old, gone, new = before.build.canonical, SortedLines(self._build), self._new
        gone.add_quads(before.quads(*map(NamedNode, self.register.gone()), *before.joined()))
        shared.add_changes(self.register, before.build.store, gone, new, links_again=self._links_again)
        lost, won, left = (SortedLines(self._build) for _ in range(3))
        lost.extend(without(gone, new))
        won.extend(without(new, gone))
        told = canonical_lines(before.quads(DESCRIPTION_GRAPH))
        left.extend(chain(lost, told))
        counts, written = before.counts(len(told), self._joined), {}
        share_index(before.build.path / INDEX, self._build / INDEX)
        with Patch(self._build / INDEX) as index:
            index.apply(lost, won, counts)
            rest = old.after(left, won, *(self._build / f"{directory.ASIDE}{name}" for name in (REMOVED, ADDED)))
            size, beside = rest.size()
            with CanonicalFile(self._build / QUADS, kept=(anew := beside * _BESIDE > size)) as out:
                rest.write_to(out)
                described = self._describe(counts, out)
            digest = out.digest.hexdigest()
            if anew:
                written[QUADS] = digest
            else:
                share(old.written, self._build / QUADS)
                rest.after((), described, self._build / REMOVED, self._build / ADDED)
            index.apply(without(told, described), without(described, told))
        counts.graphs[DESCRIPTION_GRAPH.value] = len(described)
        self._changed = self._touched(chain(lost, won))
        for path in self._build.glob(f"{directory.ASIDE}*"):
            path.unlink()
        return _Said(counts, out.content, digest, written)

    def _touched(self, lines: Iterable[bytes]) -> set[str]:
        from bilat_kg.graph.validation import touched

        return touched(self._build / INDEX, lines)

    def _describe(self, counts: Counts, out: CanonicalFile) -> list[bytes]:
        of = Described(counts, out.content, self.register.count("article"), self.register.licences())
        lines = canonical_lines(description(of))
        out.finish(lines)
        return lines

    def _finish(self, said: _Said, edition: str | None, linking: str | None) -> Manifest:
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
            linking=linking,
            conforms=None,
            files=manifest.inventory(
                self._build, (self._before.build.path, self._before.manifest) if self._before else None, said.files
            ),
        )
        directory.switch(self.path, made)
        return made

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


def take_back(path: str | os.PathLike[str]) -> Manifest:
    """Publish the build of a store again without its links.

    The build before it stays as it was until the new one is complete. Raises ``StoreError``.
    """
    with StoreWriter(path) as writer:
        old = open_build(path)
        if not old.manifest.graphs[LINKS_GRAPH.value]:
            raise StoreError(f"{path}: the build holds no links; there is nothing to take back")
        return writer.publish_unlinked(old)
