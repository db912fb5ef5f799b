"""From what a user names to what is read: files, the files of folders, and pages of wikis by their address."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from bilat_kg.errors import SourceError
from bilat_kg.sources import rdf
from bilat_kg.sources.formats import FORMATS
from bilat_kg.sources.limits import shown
from bilat_kg.sources.mediawiki.address import Address
from bilat_kg.sources.records import Notes, Refusal

_PACKED = (".gz", ".bz2", ".zst")
_SUFFIXES = frozenset(suffix for each in FORMATS for suffix in each.suffixes) | frozenset(rdf.SUFFIXES)


def locate(sources: Iterable[str | Path], notes: Notes) -> list[Path | Address]:
    """The files and pages to read, sorted by article name and place, whichever order they were given in.

    A name that begins with ``https://`` or ``http://`` is the address of a page: naming it allows the network.
    """
    found: dict[Path | Address, None] = {}
    for source in sources:
        try:
            address = Address.read(source) if isinstance(source, str) else None
            found.update(dict.fromkeys([address] if address else find(Path(source), notes)))
        except SourceError as error:
            notes.refused.append(Refusal(shown(str(source)), str(error)))
    return sorted(found, key=lambda each: (each.name.partition(".")[0], str(each)))


def find(path: Path, notes: Notes) -> list[Path]:
    """The files to read at ``path``: itself, or in a folder every file with a suffix of ours, sorted.

    In a folder symbolic links are not followed and other files are passed over, which ``notes`` tells. A file that is
    named itself is read whatever its suffix.

    Raises:
        SourceError: a folder with no such file.
    """
    if not path.is_dir():
        return [path]
    found: list[Path] = []
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            file = Path(folder, name)
            if name.startswith("."):
                notes.passed.append((shown(str(file)), "hidden"))
            elif file.is_symlink():
                notes.passed.append((shown(str(file)), "a symbolic link"))
            elif not _is_ours(name.lower()):
                notes.passed.append((shown(str(file)), "of no format that is read, by its name"))
            else:
                found.append(file)
    if not found:
        raise SourceError(
            f"{shown(str(path))}: holds no article; put text (.txt), wikitext (.wiki), HTML or dumps (.xml) there, or "
            "name the files"
        )
    return sorted(found)


def _is_ours(name: str) -> bool:
    """Whether a file of a folder is read: by its suffix, and by the one before it where it is compressed."""
    if "multistream-index" in name:
        return False
    for suffix in _PACKED:
        name = name.removesuffix(suffix)
    return name.endswith((".tar", ".tgz")) or Path(name).suffix in _SUFFIXES
