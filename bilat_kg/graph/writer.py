"""Making a build: quads, index and texts in a fresh directory beside the build that is served, then one switch."""

from __future__ import annotations

import io
import os
import re
import secrets
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pyoxigraph import Quad, RdfFormat, Store

from bilat_kg.errors import StoreError
from bilat_kg.graph import lock, manifest
from bilat_kg.graph.canonical import CanonicalQuads, indexed, ontology_quads
from bilat_kg.graph.conflicts import Conflicts
from bilat_kg.graph.gazetteer import describe, with_items
from bilat_kg.graph.links import link_quads
from bilat_kg.graph.manifest import Manifest
from bilat_kg.graph.namespaces import LINKS_GRAPH
from bilat_kg.graph.quads import entities, pairs, quads
from bilat_kg.graph.readings import ReadingsWriter
from bilat_kg.graph.store import INDEX, QUADS, READINGS, Build, open_build, published
from bilat_kg.model import Entity, ItemLink, Reading

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BUILD = re.compile(r"build-[0-9a-f]{8}")


class StoreWriter:
    """Makes one build: ``with StoreWriter(path) as writer: writer.add(reading) …; writer.publish()``.

    Whatever leaves the ``with`` block without ``publish`` leaves the store as it was. Entering raises ``StoreError``
    where another process is building here, or where the directory holds something that is not a store.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
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
            self._build = store / f"build-{secrets.token_hex(4)}"
            self._build.mkdir()
            self._cleanup.callback(self._discard)
            self._readings = ReadingsWriter(self._build / READINGS)
            self._cleanup.callback(self._readings.discard)
        self._quads = CanonicalQuads(self._build)
        self._conflicts = Conflicts()
        self._entities: set[Entity] = set()
        self._pairs: set[tuple[str, str]] = set()
        self._counts = [0, 0]

    def add(self, reading: Reading) -> None:
        """Add one article with what was read from it; ``ValueError`` for what cannot be in the graph."""
        with _told(self.path):
            self._quads.add(list(quads(reading)))
            self._readings.add(reading)
        for fact in reading.facts:
            self._conflicts.add(fact)
            self._pairs.update(pairs(fact))
        self._entities.update(entities(reading))
        self._counts[0] += 1
        self._counts[1] += len(set(reading.abstentions))

    def link(self, links: Iterable[ItemLink]) -> None:
        """Add links of entities to Wikidata."""
        with _told(self.path):
            self._quads.add(link_quads(links))

    def with_items(self) -> list[Entity]:
        """The entities that the build describes so far and whose item the gazetteer knows, in a fixed order."""
        return with_items(self._entities)

    def join(self, quads: Iterable[Quad]) -> None:
        """Add quads of the user's own, which stand in graphs of their own; ``ValueError`` for a blank node."""
        with _told(self.path):
            self._quads.add(quads)

    def publish(self) -> Manifest:
        """Complete the build, put it in the place of the one before it, and say what it holds."""
        with _told(self.path):
            for more in (describe(self._entities, self._pairs), self._conflicts.quads(), ontology_quads()):
                self._quads.add(more)
            self._readings.close()
            return self._finish()

    def publish_again(self, old: Build, without: str) -> Manifest:
        """Publish what another build holds, but for one of its named graphs (an IRI); nothing may have been added."""
        graph = f"<{without}>".encode()
        with _told(self.path):
            with old.file(QUADS).open("rb") as lines:
                self._quads.add_lines(line for line in lines if line.rsplit(b" ", 2)[1] != graph)
            self._readings.discard()
            shutil.copyfile(old.file(READINGS), self._build / READINGS)
            self._counts = [old.manifest.articles, old.manifest.abstentions]
            return self._finish()

    def _finish(self) -> Manifest:
        with _told(self.path):
            summary = self._quads.write(self._build / QUADS)
            load(self._build / QUADS, self._build / INDEX)
            made = Manifest(
                build=self._build.name,
                sha256=summary.sha256,
                graphs=summary.graphs,
                articles=self._counts[0],
                abstentions=self._counts[1],
                files=manifest.inventory(self._build),
            )
            _switch(self.path, made)
        _remove_builds(self.path, keep=made.build)
        return made

    def _discard(self) -> None:
        if published(self.path) != self._build.name:
            shutil.rmtree(self._build, ignore_errors=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._cleanup.close()


class Indexed(io.RawIOBase):
    """The lines of an index as a file to read: canonical N-Quads, and each of their triples once in the default graph.

    Oxigraph can also take all graphs together for the default graph, but then a triple of two graphs is there twice.
    """

    def __init__(self, canonical: Path) -> None:
        self._lines = indexed(canonical)
        self._rest = memoryview(b"")
        self.count = 0

    def readable(self) -> bool:
        """Say that this can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer as far as the lines at hand go; 0 is the end."""
        if not self._rest:
            lines = list(islice(self._lines, 1000))
            self.count += len(lines)
            self._rest = memoryview(b"".join(lines))
        target = memoryview(buffer).cast("B")
        size = min(len(target), len(self._rest))
        target[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def load(canonical: Path, index: Path) -> None:
    """Index canonical N-Quads in a new directory for Oxigraph; ``StoreError`` unless as many quads come out."""
    store, lines = Store(str(index)), Indexed(canonical)
    # lenient: Oxigraph wrote the lines itself, and does not need to look at their IRIs again
    store.bulk_load(input=io.BufferedReader(lines, 1 << 20), format=RdfFormat.N_QUADS, lenient=True)
    store.flush()
    if len(store) != lines.count:
        raise StoreError(f"{index}: {len(store)} quads were indexed, and {lines.count} were written")


def take_back(path: str | os.PathLike[str], graph: str = LINKS_GRAPH.value) -> Manifest:
    """Publish the build of a store again without its links, or without another named graph (an IRI).

    The build before it stays as it was until the new one is complete. Raises ``StoreError``.
    """
    with StoreWriter(path) as writer:
        old = open_build(path)
        if graph not in old.manifest.graphs:
            raise StoreError(f"{path}: the build holds no links; there is nothing to take back")
        return writer.publish_again(old, without=graph)


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
