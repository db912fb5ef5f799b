"""The edition of the program: a digest of whatever a reading depends on besides its source.

An article that has not changed is read again only by another edition. What belongs to one is drawn wide: all code and
rules, the gazetteer, the ontology, and the versions of the libraries that text passes through.
"""

from __future__ import annotations

import platform
import unicodedata
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from bilat_kg.resources import GAZETTEER, ONTOLOGY, PACKAGE

_SUFFIXES = frozenset({".py", ".toml", ".csv", ".ttl", ".txt"})
_LIBRARIES = ("mwparserfromhell", "pyoxigraph", "spacy")


@cache
def edition(*more: str) -> str:
    """The digest of this edition; ``more`` is what else the readings of a build depend on."""
    digest = sha256()
    for folder in (PACKAGE, ONTOLOGY, GAZETTEER):
        for path in _files(folder):
            digest.update(f"{folder.name}/{path.relative_to(folder).as_posix()}\n".encode())
            digest.update(sha256(path.read_bytes()).digest())
    versions = [f"{name} {version(name)}" for name in _LIBRARIES]
    told = [platform.python_version(), unicodedata.unidata_version, *versions, *more]
    digest.update("\n".join(told).encode())
    return digest.hexdigest()


def _files(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in _SUFFIXES and path.is_file())
