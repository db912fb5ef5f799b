"""The store directory as those see it who write there: whose it is, what may be cleared away, and the one switch."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bilat_kg.errors import StoreError
from bilat_kg.graph import lock, manifest
from bilat_kg.graph.manifest import Manifest
from bilat_kg.graph.store import ADDED, INDEX, QUADS, READINGS, REMOVED

ASIDE = "run-"
"""What the names of files begin with that a build sets aside while it is being made."""
_BUILD = re.compile(r"build-[0-9a-f]{8}")
_FILES = frozenset({QUADS, REMOVED, ADDED, INDEX, READINGS})


def enter(store: Path) -> None:
    """Make the directory of a store if there is none; ``StoreError`` where there is something else."""
    if store.exists() and not store.is_dir():
        raise StoreError(f"{store}: a store is a directory, and this is a file; name another")
    if store.is_dir() and not _is_ours(store):
        raise StoreError(f"{store}: this directory is not a bilat-kg store; name another or an empty one")
    store.mkdir(parents=True, exist_ok=True)


def new_build(store: Path) -> Path:
    """Make the directory of a new build."""
    build = store / f"build-{secrets.token_hex(4)}"
    build.mkdir()
    return build


def remove_builds(store: Path, keep: str | None) -> None:
    """Clear away the builds that do not count; a reader that has one open keeps what it has."""
    for path in store.iterdir():
        if path.name != keep and _is_build(path):
            shutil.rmtree(path, ignore_errors=True)


def switch(store: Path, made: Manifest) -> None:
    """Make a complete build the one that counts: the only step that a reader can see."""
    new = store / f"{manifest.FILE}.new"
    with new.open("wb") as file:
        file.write(made.to_json())
        file.flush()
        os.fsync(file.fileno())
    new.replace(store / manifest.FILE)
    manifest.sync_directory(store)


@contextmanager
def told(store: Path) -> Iterator[None]:
    """Turn what the disk says into a sentence."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        if "no space left" in reason.lower() or "disk is full" in reason:
            reason = "no space is left on the disk"
        raise StoreError(f"{store}: the build cannot be written ({reason}); the store is as it was") from None


def _is_ours(store: Path) -> bool:
    """Whether we may write here: an empty directory, a store in whatever state, or what a first build left behind."""
    names = {path.name for path in store.iterdir()}
    if manifest.FILE in names and manifest.KIND.encode() in (store / manifest.FILE).read_bytes():
        return True
    return names <= {lock.FILE} or any(_is_build(path) for path in store.iterdir())


def _is_build(path: Path) -> bool:
    names = {child.name for child in path.iterdir()} if _BUILD.fullmatch(path.name) and path.is_dir() else {""}
    return all(name in _FILES or name.startswith(ASIDE) for name in names)
