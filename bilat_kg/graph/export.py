"""The graph in the formats of others. A format is a value; adding one is a function and a line in ``FORMATS``."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from bilat_kg.errors import ExportError, StoreError
from bilat_kg.graph import jsonld, manifest, records, turtle
from bilat_kg.graph.joining import writes
from bilat_kg.graph.namespaces import DATA_NS, FACT, PREFIXES, kebab
from bilat_kg.graph.store import Build
from bilat_kg.graph.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write the graph: its name in commands, what a file of it is called and served as, and who writes it."""

    name: str
    extension: str
    media_type: str
    write: Callable[[Build, BinaryIO], None]


def triples(build: Build, *, joined: bool = True) -> Iterator[Triple]:
    """Yield the union of all graphs, each triple once, sorted by subject, predicate and object.

    Without what was ``joined``, there are only the graphs that bilat-kg writes.
    """
    last: Triple | None = None
    with build.canonical.open() as lines:
        for quad in parse(lines, format=RdfFormat.N_QUADS):
            if not joined and not writes(quad.graph_name):
                continue
            triple = quad.triple
            if triple != last:
                yield triple
                last = triple


def prefixes() -> dict[str, str]:
    """Give the prefixes of exports: those of queries, and one for each fact class."""
    classes = {name: f"{DATA_NS}{name}/" for name in map(kebab, vocabulary().subclasses(FACT))}
    return {**classes, **PREFIXES}


def _turtle(build: Build, out: BinaryIO) -> None:
    turtle.write(triples(build), out, RdfFormat.TURTLE, prefixes())


def _trig(build: Build, out: BinaryIO) -> None:
    def by_graph() -> Iterator[Quad]:
        for graph, _ in build.graphs():
            yield from sorted(build.store.quads_for_pattern(None, None, None, NamedNode(graph)), key=str)

    turtle.write(by_graph(), out, RdfFormat.TRIG, prefixes())


def _ntriples(build: Build, out: BinaryIO) -> None:
    serialize(triples(build), out, format=RdfFormat.N_TRIPLES)


def _rdfxml(build: Build, out: BinaryIO) -> None:
    serialize(triples(build), out, format=RdfFormat.RDF_XML, prefixes=_ONE_NAME_SPACE)


# in RDF/XML only properties take a prefix, and Oxigraph writes the declarations in another order every time
_ONE_NAME_SPACE = {"bilat": PREFIXES["bilat"]}


def _nquads(build: Build, out: BinaryIO) -> None:
    with build.canonical.open() as canonical:
        shutil.copyfileobj(canonical, out, 1 << 20)


def _jsonld(build: Build, out: BinaryIO) -> None:
    jsonld.write(triples(build), out)


def _facts(build: Build, out: BinaryIO) -> None:
    records.write_jsonl(build.store, out)


def _csv(build: Build, out: BinaryIO) -> None:
    records.write_csv(build.store, out)


FORMATS: Mapping[str, Format] = {
    format_.name: format_
    for format_ in (
        Format("turtle", "ttl", "text/turtle", _turtle),
        Format("jsonld", "jsonld", "application/ld+json", _jsonld),
        Format("ntriples", "nt", "application/n-triples", _ntriples),
        Format("nquads", "nq", "application/n-quads", _nquads),
        Format("trig", "trig", "application/trig", _trig),
        Format("rdfxml", "rdf", "application/rdf+xml", _rdfxml),
        Format("facts", "jsonl", "application/jsonl", _facts),
        Format("csv", "csv", "text/csv", _csv),
    )
}


def export_format(name: str) -> Format:
    """Find a format by name; ``ExportError`` lists those there are."""
    if name not in FORMATS:
        raise ExportError(f"there is no export format {name!r}; formats are {', '.join(FORMATS)}")
    return FORMATS[name]


def export(build: Build, name: str, target: str | os.PathLike[str] | BinaryIO) -> None:
    """Write a build in the named format to a file, which is replaced as a whole, or to a binary stream.

    ``ExportError`` for an unknown format, a target that is no regular file or stands in a store, or one that cannot be
    written; ``StoreError`` where the build was damaged or cleared away.
    """
    write(export_format(name), build, target)


def write(format_: Format, build: Build, target: str | os.PathLike[str] | BinaryIO) -> None:
    """Write a build in a format, as ``export`` does by name."""
    if not isinstance(target, str | os.PathLike):
        _write(format_, build, target)
        return
    path = Path(target)
    _check_target(path)
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as out:
            try:
                _write(format_, build, cast(BinaryIO, out))
                out.flush()
                Path(out.name).chmod(0o666 & ~_umask())
                Path(out.name).replace(path)
            except BaseException:
                Path(out.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise ExportError(f"{path}: the export cannot be written ({error.strerror or error})") from None


def _write(format_: Format, build: Build, out: BinaryIO) -> None:
    try:
        format_.write(build, out)
    except RuntimeError as error:  # so Oxigraph calls a damaged block
        raise StoreError(f"{build.path.parent}: {error}; `bilat-kg build` makes the store anew") from None


def _check_target(path: Path) -> None:
    """Refuse to write through a link, over something that is no file, or into a store."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        mode = stat.S_IFREG
    except OSError as error:
        raise ExportError(f"{path}: the export cannot be written ({error.strerror})") from None
    if stat.S_ISLNK(mode):
        raise ExportError(f"{path}: this is a symbolic link; name the file that it leads to")
    if not stat.S_ISREG(mode):
        raise ExportError(f"{path}: this is not a file; name one that an export may replace")
    for folder in path.resolve().parents:
        file = folder / manifest.FILE
        if file.is_file() and manifest.KIND.encode() in file.read_bytes():
            raise ExportError(f"{path}: this is inside the store {folder}; write the export somewhere else")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
