"""The plain values of a reading in progress: records, refusals, and what else there is to tell.

A record is an article before its markup is read. Finding records is cheap and is done by the build itself; parsing
one may be slow on hostile markup, so that a build does it in a worker that can be stopped.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Record:
    """An article before its markup is read.

    ``name``: the file's name up to its first dot, or a page's title made fit for a path. ``where``: where it stands,
    for messages: the path as it was given, and the page. ``format``: what ``text`` is written in, a key of
    ``formats.PARSERS``. ``text``: what was read, NFC where it is a file of its own, as it stands for all else.
    ``lang``: the code that the source tells, unchecked. ``title``, ``source``, ``revision``, ``licence``: as an article
    has them, where the source tells them apart from the text. ``stamp``: that of its file (see ``stamps``), where the
    file is this record and nothing else, and there is nothing to tell of it.
    """

    name: str
    where: str
    format: str
    text: str
    lang: str | None = None
    title: str | None = None
    source: str | None = None
    revision: str | None = None
    licence: str | None = None
    stamp: str | None = None

    @property
    def sha256(self) -> str:
        """Hex digest of all that the article depends on, and of nothing else: not of where it stands."""
        parts = (self.name, self.format, self.lang, self.title, self.source, self.revision, self.licence, self.text)
        return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Unread:
    """What stands for the record of a file that was not opened, for its ``stamp`` is known."""

    name: str
    where: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A source that could not be read: where it stands, as it was given, and the sentence that says why.

    ``lasting``: whether the same source will be refused every time, as it is for what it holds.
    """

    where: str
    reason: str
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of RDF, which is no article: its path, and its syntax by the extension that RDF knows it by."""

    path: Path
    where: str
    syntax: str


@dataclass(slots=True)
class Notes:
    """What else there is to tell of a reading.

    ``refused``: what could not be read. ``passed``: files of folders that are of no format of ours, with the reason.
    ``remarks``: what was changed at reading. ``pages_passed``: how many pages of dumps and categories were not chosen,
    by reason. ``pages_chosen``: how many were, by what told that they are about two countries. ``data``: files of RDF,
    to be taken into the graph as they are.
    """

    refused: list[Refusal] = field(default_factory=list)
    passed: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    pages_passed: Counter[str] = field(default_factory=Counter)
    pages_chosen: Counter[str] = field(default_factory=Counter)
    data: list[DataFile] = field(default_factory=list)

    def refuse(self, where: str, reason: str) -> None:
        """Refuse the source or page at ``where``; ``reason`` goes on after it in one sentence."""
        self.refused.append(Refusal(where, f"{where}{reason}" if reason[:1] in ",:" else f"{where}: {reason}"))
