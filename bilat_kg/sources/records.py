"""From paths to records: which files are read, under which name, and in which format.

A record is an article before its markup is read. Finding records is cheap and is done by the build itself; parsing
one may be slow on hostile markup, so that a build does it in a worker that can be stopped.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Literal

from bilat_kg.errors import SourceError
from bilat_kg.sources.decode import decode, read_bytes
from bilat_kg.sources.limits import shown

Format = Literal["text", "wikitext"]

_WIKI_SUFFIXES = frozenset({".wiki", ".wikitext", ".mediawiki"})
_SUFFIXES = _WIKI_SUFFIXES | {".txt"}

# What only wikitext holds. Plain text that was cut from a page keeps == and ''' at times, so that these tell nothing.
_WIKITEXT = re.compile(r"\[\[[^\[\]\n]+\]\]|\{\{[^{}]+\}\}|<ref[\s>/]|^\{\|", re.MULTILINE)
# Formats that are text, but not the text of an article.
_FOREIGN = (
    (re.compile(r"\s*<mediawiki\b"), "a MediaWiki dump"),
    (re.compile(r"\s*(?:<!doctype\s+html|<html)\b", re.IGNORECASE), "HTML"),
    (re.compile(r"\s*<\?xml\b"), "XML"),
    (re.compile(r'\s*(?:\{\s*"|\[\s*[\{"])'), "JSON"),
    (re.compile(r"\s*(?:@prefix|@base|PREFIX)\s", re.IGNORECASE), "Turtle"),
)


@dataclass(frozen=True, slots=True)
class Record:
    """An article before its markup is read.

    ``name``: the file's name up to its first dot. ``where``: the path as it was given, for messages. ``text``: its
    text, NFC, markup still in. ``lang``: the code that the file's name holds, unchecked.
    """

    name: str
    where: str
    format: Format
    text: str
    lang: str | None = None

    @property
    def sha256(self) -> str:
        """Hex digest of all that the article depends on, and of nothing else: not of where it stands."""
        parts = (self.name, self.format, self.lang, self.text)
        return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A source that could not be read: its path as it was given, and the sentence that says why.

    ``lasting``: whether the same source will be refused every time, as it is for what it holds.
    """

    where: str
    reason: str
    lasting: bool = False


@dataclass(slots=True)
class Notes:
    """What else there is to tell of a reading: what was refused, what was passed over and why, and remarks."""

    refused: list[Refusal] = field(default_factory=list)
    passed: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


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
            elif file.suffix.lower() not in _SUFFIXES:
                notes.passed.append((shown(str(file)), "no text or wikitext by its name"))
            else:
                found.append(file)
    if not found:
        raise SourceError(
            f"{shown(str(path))}: holds no article; put text (.txt) or wikitext (.wiki) files there, or name the files"
        )
    return sorted(found)


def record(path: Path, notes: Notes) -> Record:
    """Read the file at ``path``; a text that had to be normalised is remarked on in ``notes``.

    Raises:
        SourceError: the file is no text, or none that can be read; one sentence with path, line or offset.
    """
    where = shown(str(path))
    name = _name(path, where)
    text, changed = decode(read_bytes(path), where)
    for pattern, kind in _FOREIGN:
        if pattern.match(text):
            raise SourceError(f"{where}: looks like {kind}, which is not read; give plain text or wikitext")
    if changed:
        notes.remarks.append(f"{where}: was not in Unicode's normal form C; offsets count in the normalised text")
    wikitext = path.suffix.lower() in _WIKI_SUFFIXES or _WIKITEXT.search(text) is not None
    hint = re.search(r"\.([a-z]{2,3})\.[^.]+$", path.name)
    return Record(name, where, "wikitext" if wikitext else "text", text, hint[1] if hint else None)


def _name(path: Path, where: str) -> str:
    """The article's name; it stands in IRIs, tables and commands, so that it has to be printable."""
    name = path.name.partition(".")[0].strip()
    if not name or not name.isprintable():
        raise SourceError(f"{where}: no article can be named after this file; rename it, as in malaysia-russia.bn.txt")
    return name


def locate(paths: Iterable[Path], notes: Notes) -> list[Path]:
    """The files to read at all of ``paths``, sorted by article name and path, whichever order they were given in."""
    files: list[Path] = []
    for path in paths:
        try:
            files += find(path, notes)
        except SourceError as error:
            notes.refused.append(Refusal(shown(str(path)), str(error)))
    return sorted(files, key=lambda file: (file.name.partition(".")[0], str(file)))


def records(files: Iterable[Path], notes: Notes) -> Iterator[Record]:
    """The records of ``files``; what is refused goes to ``notes`` and the rest goes on.

    Of two files of one name, the first is read and the other is refused.
    """
    read: dict[str, str] = {}
    for file in files:
        try:
            each = record(file, notes)
            if each.name in read:
                raise SourceError(
                    f"{each.where}: an article named {each.name} was read from {read[each.name]} already; "
                    "rename one of them"
                )
        except SourceError as error:
            notes.refused.append(Refusal(shown(str(file)), str(error)))
            continue
        read[each.name] = each.where
        yield each
