"""The manifest of a store directory: what stands in it, with sizes and digests, so that damage is told from data.

Oxigraph opens a truncated store, or any folder at all, silently as an empty one; only a record of our own can tell.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from bilat_kg.errors import StoreError
from bilat_kg.graph import lock

KIND = "bilat-kg store"
FORMAT = 4
FILE = "manifest.json"


@dataclass(frozen=True, slots=True)
class FileEntry:
    """The size in bytes and the SHA-256 of one file of a build."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a published build holds.

    ``build`` names its directory below the store, ``made`` says when it was made (UTC); ``sha256`` is the digest of
    the canonical N-Quads, the same for the same sources, and ``content`` that of all but the self-description.
    ``quads`` counts them, ``graphs`` those of each named graph that is not an article's. ``triples``, ``classes`` and
    ``properties`` count distinct triples as the self-description does. ``articles`` and ``abstentions`` are counts.
    ``edition`` names the program, rules and gazetteer that read the articles, where the next build may go on from
    this one, and ``linking`` the decisions by which they were linked; ``conforms`` says whether the graph has its
    shapes, where that was asked. ``files`` are the files of the build by their path in it.
    """

    build: str
    made: str
    sha256: str
    content: str
    quads: int
    triples: int
    graphs: Mapping[str, int]
    classes: Mapping[str, int]
    properties: Mapping[str, int]
    articles: int
    abstentions: int
    edition: str | None
    linking: str | None
    conforms: bool | None
    files: Mapping[str, FileEntry]

    def to_json(self) -> bytes:
        """Give the manifest as the bytes of its file, with a digest of itself."""
        body = {"kind": KIND, "format": FORMAT, **asdict(self)}
        return _dump({**body, "digest": sha256(_dump(body)).hexdigest()})


def _dump(body: Mapping[str, Any]) -> bytes:
    return (json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def inventory(
    build: Path, before: tuple[Path, Manifest] | None = None, known: Mapping[str, str] | None = None
) -> dict[str, FileEntry]:
    """Digest the files of a build that matter, and see each safely on the disk.

    Those that it shares with the build ``before`` (its directory and manifest) are on the disk and digested; ``known``
    are digests of others.
    """
    found = {}
    for path in sorted(build.rglob("*")):
        # Oxigraph's lock and its log of messages hold nothing of the graph
        if path.is_file() and not path.name.startswith("LO"):
            name = path.relative_to(build).as_posix()
            if before and name in before[1].files and path.samefile(before[0] / name):
                found[name] = before[1].files[name]
                continue
            with path.open("rb") as file:
                os.fsync(file.fileno())
                digest = (known or {}).get(name) or file_digest(file, "sha256").hexdigest()
            found[name] = FileEntry(path.stat().st_size, digest)
    for directory in {build, *(path for path in build.rglob("*") if path.is_dir())}:
        sync_directory(directory)
    return found


def sync_directory(path: Path) -> None:
    """See the names in a directory safely on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_manifest(store: Path) -> Manifest:
    """Read the manifest of a store directory; ``StoreError`` where there is none, or it is not ours, or damaged."""
    if not store.exists():
        raise StoreError(f"{store}: there is no such store; `bilat-kg build` makes one")
    if not store.is_dir():
        raise StoreError(f"{store}: a store is a directory, and this is a file")
    try:
        raw = (store / FILE).read_bytes()
    except FileNotFoundError:
        raise StoreError(_without_manifest(store)) from None
    except OSError as error:
        raise StoreError(f"{store}: its {FILE} cannot be read ({error.strerror})") from None
    try:
        body = json.loads(raw)
    except ValueError:
        raise StoreError(f"{store}: its {FILE} is damaged; `bilat-kg build` makes the store anew") from None
    if not isinstance(body, dict) or body.get("kind") != KIND:
        raise StoreError(f"{store}: its {FILE} is not that of a bilat-kg store; name another directory")
    if body.get("format") != FORMAT:
        raise StoreError(
            f"{store}: the store is in format {body.get('format')} and this version reads format {FORMAT}; "
            "`bilat-kg build` makes it anew"
        )
    digest = body.pop("digest", None)
    if sha256(_dump(body)).hexdigest() != digest:
        raise StoreError(f"{store}: its {FILE} is damaged; `bilat-kg build` makes the store anew")
    del body["kind"], body["format"]
    files = {name: FileEntry(**entry) for name, entry in body.pop("files").items()}
    return Manifest(files=files, **body)


def _without_manifest(store: Path) -> str:
    # a first build that fails leaves its lock, one that is killed also what it had made
    if any(store.glob("build-*")) or [path.name for path in store.iterdir()] == [lock.FILE]:
        return f"{store}: the store holds no finished build, or lost its {FILE}; `bilat-kg build` makes it anew"
    return f"{store}: this directory is not a bilat-kg store; name another one"


def check_files(build: Path, entries: Mapping[str, FileEntry]) -> None:
    """Compare files of a build with their entries, byte for byte, several at once."""
    from concurrent.futures import ThreadPoolExecutor  # those who only ask questions need not wait for it

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        for _ in threads.map(lambda name: check_file(build, name, entries[name]), entries):
            pass


def check_file(build: Path, name: str, entry: FileEntry, *, digest: bool = True) -> None:
    """Compare one file of a build with its entry; ``StoreError`` where it is missing or differs."""
    path, shown = build / name, f"{build.parent}: the file {build.name}/{name}"
    try:
        same = path.stat().st_size == entry.size
        if same and digest:
            with path.open("rb") as file:
                same = file_digest(file, "sha256").hexdigest() == entry.sha256
    except OSError:
        raise StoreError(f"{shown} is missing; open the store again, or make it anew with `bilat-kg build`") from None
    if not same:
        raise StoreError(f"{shown} is damaged; `bilat-kg build` makes the store anew")
