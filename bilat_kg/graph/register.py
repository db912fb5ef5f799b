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
from typing import Literal

from bilat_kg.graph import linked
from bilat_kg.graph.conflicts import Figure
from bilat_kg.graph.contributions import Contribution, entity, naming
from bilat_kg.graph.linked import Linked
from bilat_kg.model import Entity, Naming

_SCHEMA = """
CREATE TABLE article (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, name TEXT NOT NULL, lang TEXT NOT NULL,
  title TEXT, source TEXT, revision TEXT, licence TEXT, sha256 TEXT NOT NULL, record TEXT UNIQUE, stamp TEXT,
  quads INTEGER NOT NULL, text TEXT NOT NULL);
CREATE INDEX article_name ON article (name);
CREATE INDEX article_sha256 ON article (sha256);
CREATE INDEX article_stamp ON article (stamp);
CREATE INDEX article_licence ON article (licence);
CREATE TABLE abstention (article INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, rule TEXT NOT NULL,
  reason TEXT NOT NULL, quote TEXT NOT NULL, PRIMARY KEY (article, first, last, rule, reason)) WITHOUT ROWID;
CREATE TABLE entity (article INTEGER NOT NULL, entity TEXT NOT NULL, PRIMARY KEY (article, entity)) WITHOUT ROWID;
CREATE INDEX entity_entity ON entity (entity);
CREATE TABLE pair (article INTEGER NOT NULL, pair TEXT NOT NULL, PRIMARY KEY (article, pair)) WITHOUT ROWID;
CREATE INDEX pair_pair ON pair (pair);
CREATE TABLE naming (article INTEGER NOT NULL, naming TEXT NOT NULL, entity TEXT NOT NULL,
  PRIMARY KEY (article, naming)) WITHOUT ROWID;
CREATE INDEX naming_entity ON naming (entity);
CREATE TABLE figure (article INTEGER NOT NULL, fact TEXT NOT NULL, grouping TEXT NOT NULL, singles TEXT NOT NULL,
  PRIMARY KEY (article, fact)) WITHOUT ROWID;
CREATE INDEX figure_grouping ON figure (grouping, fact);
CREATE TABLE refusal (record TEXT PRIMARY KEY, path TEXT NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;
"""
_PARTS = ("abstention", "entity", "pair", "naming", "figure", *linked.PARTS)
_ARTICLE = "name, iri, lang, text, title, source, revision, licence"
_ADDED, _GONE = "(SELECT id FROM added)", "(SELECT id FROM gone)"

Side = Literal["main", "before"]
"""This build, or the one before it, as SQLite calls their files."""


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

    What came from there stays only if it is kept again. What is asked of the side ``before``, and whatever has changed,
    is only asked where there is such a build, and when the register is settled.
    """

    def __init__(self, path: Path, before: Path | None = None) -> None:
        if before:
            shutil.copyfile(before, path)
        self._connection = sqlite3.connect(path.resolve().as_uri(), isolation_level=None, uri=True)
        self._connection.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -4000;"
            f"{'' if before else _SCHEMA + linked.SCHEMA}"
            "CREATE TEMP TABLE here (id INTEGER PRIMARY KEY); CREATE TEMP TABLE added (id INTEGER PRIMARY KEY);"
            "CREATE TEMP TABLE gone (iri TEXT PRIMARY KEY, id INTEGER);"
            "CREATE TEMP TABLE told (record TEXT PRIMARY KEY)"
        )
        self._ask = self._connection.execute
        if before:
            self._ask("ATTACH ? AS before", (f"{before.resolve().as_uri()}?mode=ro&immutable=1",))
        self._ask("BEGIN")
        self.links = Linked(self._connection)

    def add(self, given: Contribution, record: str | None = None, stamp: str | None = None) -> None:
        """Keep what an article adds; ``record`` is the digest of its source, ``stamp`` that of its file.

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
        counts = (article.sha256, record, stamp, given.quads)
        marks = ",".join("?" * 12)
        id_ = self._ask(
            f"INSERT INTO article ({_ARTICLE}, sha256, record, stamp, quads) VALUES ({marks})", row + more + counts
        ).lastrowid
        self._ask("INSERT INTO here VALUES (?)", (id_,))
        self._ask("INSERT INTO added VALUES (?)", (id_,))
        for table, rows in (
            ("abstention", given.abstentions),
            ("entity", [(each,) for each in given.entities]),
            ("pair", [(each,) for each in given.pairs]),
            ("naming", [(each, _path(naming(each).entity)) for each in given.namings]),
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

    def unchanged(self, stamp: str) -> Kept | None:
        """The article that the build before read from the file with that stamp."""
        for row in self._ask("SELECT id, iri, name, sha256 FROM article WHERE stamp = ?", (stamp,)):
            return Kept(*row)
        return None

    def keep(self, article: Kept, stamp: str | None) -> None:
        """Keep an article of the build before as it is; ``stamp`` is that of its file by now."""
        self._ask("INSERT INTO here VALUES (?)", (article.id,))
        self._ask("UPDATE article SET stamp = ? WHERE id = ? AND stamp IS NOT ?", (stamp, article.id, stamp))

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
        self._ask("INSERT INTO gone VALUES (?,?)", (iri, id_))

    def gone(self) -> list[str]:
        """The IRIs of the articles of the build before that are not there any more, or not as they were; sorted."""
        return [str(iri) for (iri,) in self._ask("SELECT iri FROM gone ORDER BY iri")]

    def count(self, what: str) -> int:
        """How many rows a table has."""
        return int(self._ask(f"SELECT count(*) FROM {what}").fetchone()[0])

    def licences(self) -> list[str]:
        """The licences that articles state."""
        asked = self._ask("SELECT DISTINCT licence FROM article WHERE licence IS NOT NULL ORDER BY licence")
        return [licence for (licence,) in asked]

    def entities(self, of: Side = "main") -> Iterator[Entity]:
        """Every entity that articles name, each way of naming it once."""
        return (entity(written) for (written,) in self._ask(f"SELECT DISTINCT entity FROM {of}.entity"))

    def pairs(self, of: Side = "main") -> list[tuple[str, str]]:
        """Every pair of states that facts are about."""
        found = (pair.split() for (pair,) in self._ask(f"SELECT DISTINCT pair FROM {of}.pair"))
        return [(one, other) for one, other in found]

    def names_others(self) -> bool:
        """Whether the articles, taken together, name other entities than before, or are about other pairs of states."""
        return any(
            self._ask(
                f"SELECT EXISTS (SELECT 1 FROM {one}.{what} AS here WHERE article IN {articles} "
                f"AND NOT EXISTS (SELECT 1 FROM {other}.{what} AS there WHERE here.{what} = there.{what}))"
            ).fetchone()[0]
            for what in ("entity", "pair")
            for one, other, articles in (("main", "before", _ADDED), ("before", "main", _GONE))
        )

    def namings(self, *, added: bool = False) -> Iterator[tuple[str, list[Naming]]]:
        """Whom each article names, or each that was ``added``, by its IRI, sorted."""
        rows = self._ask(
            "SELECT iri, naming FROM article JOIN naming ON article = id "
            f"{f'WHERE id IN {_ADDED} ' if added else ''}ORDER BY iri, naming"
        )
        for iri, found in groupby(rows, key=lambda row: str(row[0])):
            yield iri, [naming(told) for _, told in found]

    def named(self) -> set[tuple[str, str]]:
        """The entities that articles name, by kind and id."""
        parts = (path.partition("/") for (path,) in self._ask("SELECT DISTINCT entity FROM naming"))
        return {(kind, id_) for kind, _, id_ in parts}

    def figures(self, of: Side = "main", *, changed: bool = False) -> Iterator[Figure]:
        """The figures of groups with several, or of those where something has ``changed``; sorted by group."""
        groups = f"SELECT grouping FROM {of}.figure GROUP BY grouping HAVING min(fact) < max(fact)"
        if changed:
            groups = (
                f"SELECT grouping FROM main.figure WHERE article IN {_ADDED} "
                f"UNION SELECT grouping FROM before.figure WHERE article IN {_GONE}"
            )
        rows = self._ask(
            f"SELECT DISTINCT grouping, fact, singles FROM {of}.figure WHERE grouping IN ({groups}) "
            "ORDER BY grouping, fact, singles"
        )
        return (Figure(*row) for row in rows)

    def close(self) -> None:
        """Finish the file."""
        self._ask("COMMIT")
        self._connection.close()

    def discard(self) -> None:
        """Close without finishing."""
        self._connection.close()


def _path(named: Entity) -> str:
    return f"{named.kind}/{named.id}"
