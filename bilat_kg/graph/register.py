"""The register of a build: what was read from each article, in a file of its own beside the quads (SQLite).

Readers of the graph find texts and refused candidates in it. The next build finds what it need not read again, and what
articles say together is made from it without holding all of them in memory.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from bilat_kg.graph.conflicts import Figure
from bilat_kg.graph.contributions import Contribution, entity, naming
from bilat_kg.model import Entity, Naming

_SCHEMA = """
CREATE TABLE article (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, name TEXT NOT NULL, lang TEXT NOT NULL,
  text TEXT NOT NULL, title TEXT, source TEXT, revision TEXT, licence TEXT, sha256 TEXT NOT NULL, record TEXT UNIQUE,
  quads INTEGER NOT NULL);
CREATE INDEX article_name ON article (name);
CREATE INDEX article_sha256 ON article (sha256);
CREATE TABLE abstention (article INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, rule TEXT NOT NULL,
  reason TEXT NOT NULL, quote TEXT NOT NULL, PRIMARY KEY (article, first, last, rule, reason)) WITHOUT ROWID;
CREATE TABLE entity (article INTEGER NOT NULL, entity TEXT NOT NULL, PRIMARY KEY (article, entity)) WITHOUT ROWID;
CREATE TABLE pair (article INTEGER NOT NULL, pair TEXT NOT NULL, PRIMARY KEY (article, pair)) WITHOUT ROWID;
CREATE TABLE naming (article INTEGER NOT NULL, naming TEXT NOT NULL, PRIMARY KEY (article, naming)) WITHOUT ROWID;
CREATE TABLE figure (article INTEGER NOT NULL, fact TEXT NOT NULL, grouping TEXT NOT NULL, singles TEXT NOT NULL,
  PRIMARY KEY (article, fact)) WITHOUT ROWID;
CREATE INDEX figure_grouping ON figure (grouping, fact);
CREATE TABLE refusal (record TEXT PRIMARY KEY, path TEXT NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;
"""
_PARTS = ("abstention", "entity", "pair", "naming", "figure")
_ARTICLE = "name, iri, lang, text, title, source, revision, licence"


@dataclass(frozen=True, slots=True)
class Kept:
    """An article of the build before whose source has not changed: its number there, IRI, name, and text's digest."""

    id: int
    iri: str
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """That the build before refused a source, and why; it has not changed."""

    reason: str


class Register:
    """Keeps what was read in a new file, which may begin as that of the build ``before``; it counts from ``close`` on.

    What came from there stays only if it is kept again.
    """

    def __init__(self, path: Path, before: Path | None = None) -> None:
        if before:
            shutil.copyfile(before, path)
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;"
            f"{'' if before else _SCHEMA}"
            "CREATE TEMP TABLE here (id INTEGER PRIMARY KEY); CREATE TEMP TABLE told (record TEXT PRIMARY KEY);"
            "CREATE TEMP TABLE gone (iri TEXT PRIMARY KEY); BEGIN"
        )
        self._ask = self._connection.execute

    def add(self, given: Contribution, record: str | None = None) -> None:
        """Keep what an article adds; ``record`` is the digest of its source.

        It takes the place of an article of that IRI in the build before. ``ValueError`` for one that is there already.
        """
        article = given.article
        for id_, here in self._ask(
            "SELECT id, EXISTS (SELECT 1 FROM here WHERE here.id = article.id) FROM article WHERE iri = ?",
            (article.iri,),
        ).fetchall():
            if here:
                raise ValueError(f"the article {article.iri} was added twice")
            self._remove(id_, article.iri)
        row = (article.name, article.iri, article.lang, article.text)
        more = (article.title, article.source, article.revision, article.licence)
        counts = (article.sha256, record, given.quads)
        marks = ",".join("?" * 11)
        id_ = self._ask(
            f"INSERT INTO article ({_ARTICLE}, sha256, record, quads) VALUES ({marks})", row + more + counts
        ).lastrowid
        self._ask("INSERT INTO here VALUES (?)", (id_,))
        for table, rows in (
            ("abstention", given.abstentions),
            ("entity", [(each,) for each in given.entities]),
            ("pair", [(each,) for each in given.pairs]),
            ("naming", [(each,) for each in given.namings]),
            ("figure", [(each.fact, each.group, each.singles) for each in given.figures]),
        ):
            if rows:
                insert = f"INSERT OR IGNORE INTO {table} VALUES (?{',?' * len(rows[0])})"
                self._connection.executemany(insert, [(id_, *each) for each in rows])

    def known(self, record: str, path: str) -> Kept | Remembered | None:
        """What the build before read from a source with that digest: its article, or why it was refused at ``path``."""
        for row in self._ask("SELECT id, iri, name, sha256 FROM article WHERE record = ?", (record,)):
            return Kept(*row)
        for (reason,) in self._ask("SELECT reason FROM refusal WHERE record = ? AND path = ?", (record, path)):
            return Remembered(str(reason))
        return None

    def keep(self, article: Kept) -> None:
        """Keep an article of the build before as it is."""
        self._ask("INSERT INTO here VALUES (?)", (article.id,))

    def refuse(self, record: str, path: str, reason: str) -> None:
        """Remember that a source is refused, and will be every time."""
        self._ask("INSERT OR REPLACE INTO refusal VALUES (?,?,?)", (record, path, reason))
        self._ask("INSERT OR IGNORE INTO told VALUES (?)", (record,))

    def twin(self, sha256: str) -> str | None:
        """The name of the article of this build with that text, if there is one."""
        for (name,) in self._ask("SELECT name FROM article JOIN here USING (id) WHERE sha256 = ?", (sha256,)):
            return str(name)
        return None

    def settle(self) -> None:
        """Let go of what came from the build before and was not kept; nothing is added any more."""
        for id_, iri in self._ask("SELECT id, iri FROM article WHERE id NOT IN (SELECT id FROM here)").fetchall():
            self._remove(id_, iri)
        self._ask("DELETE FROM refusal WHERE record NOT IN (SELECT record FROM told)")

    def _remove(self, id_: int, iri: str) -> None:
        for table in _PARTS:
            self._ask(f"DELETE FROM {table} WHERE article = ?", (id_,))
        self._ask("DELETE FROM article WHERE id = ?", (id_,))
        self._ask("INSERT INTO gone VALUES (?)", (iri,))

    def gone(self) -> Iterator[str]:
        """The IRIs of the articles of the build before that are not there any more, or not as they were; sorted."""
        return (str(iri) for (iri,) in self._ask("SELECT iri FROM gone ORDER BY iri"))

    def count(self, what: str) -> int:
        """How many rows a table has."""
        return int(self._ask(f"SELECT count(*) FROM {what}").fetchone()[0])

    def licences(self) -> list[str]:
        """The licences that articles state."""
        asked = self._ask("SELECT DISTINCT licence FROM article WHERE licence IS NOT NULL ORDER BY licence")
        return [licence for (licence,) in asked]

    def entities(self) -> Iterator[Entity]:
        """Every entity that articles name, each way of naming it once."""
        return (entity(written) for (written,) in self._ask("SELECT DISTINCT entity FROM entity"))

    def pairs(self) -> list[tuple[str, str]]:
        """Every pair of states that facts are about."""
        found = (pair.split() for (pair,) in self._ask("SELECT DISTINCT pair FROM pair"))
        return [(one, other) for one, other in found]

    def namings(self) -> Iterator[tuple[str, list[Naming]]]:
        """Whom each article names, by its IRI, sorted."""
        rows = self._ask("SELECT iri, naming FROM article JOIN naming ON article = id ORDER BY iri, naming")
        for iri, found in groupby(rows, key=lambda row: str(row[0])):
            yield iri, [naming(told) for _, told in found]

    def figures(self) -> Iterator[Figure]:
        """The figures of which there are several in a group, sorted by group."""
        rows = self._ask(
            "SELECT DISTINCT grouping, fact, singles FROM figure WHERE grouping IN "
            "(SELECT grouping FROM figure GROUP BY grouping HAVING min(fact) < max(fact)) ORDER BY grouping, fact"
        )
        return (Figure(*row) for row in rows)

    def close(self) -> None:
        """Finish the file."""
        self._ask("COMMIT")
        self._connection.close()

    def discard(self) -> None:
        """Close without finishing."""
        self._connection.close()
