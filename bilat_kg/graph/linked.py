"""What links say in common, beside what was read: lines that several articles say or none, and how much is linked.

An article's links are nodes of its own, but which item an entity is, and what a candidate is called, each article says
anew that names it. A line is there as long as one of them says it.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from bilat_kg.model import ItemLink

SCHEMA = """
CREATE TABLE line (id INTEGER PRIMARY KEY, line BLOB NOT NULL UNIQUE);
CREATE TABLE said (article INTEGER NOT NULL, line INTEGER NOT NULL, PRIMARY KEY (article, line)) WITHOUT ROWID;
CREATE INDEX said_line ON said (line);
CREATE TABLE linked (article INTEGER NOT NULL, kind TEXT NOT NULL, mentions INTEGER NOT NULL, linked INTEGER NOT NULL,
  PRIMARY KEY (article, kind)) WITHOUT ROWID;
"""
PARTS = ("said", "linked")
_NOBODY = 0  # stands for the article of what no article says


class Linked:
    """Keeps it in the tables of a register, whose ``gone`` and ``added`` articles are known when it is asked."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._ask = connection.execute

    def forget(self, *, everything: bool) -> None:
        """Forget what the build before said of links, or only what no article said."""
        if everything:
            for table in ("said", "line", "linked"):
                self._ask(f"DELETE FROM {table}")
        else:
            self._ask("DELETE FROM said WHERE article = ?", (_NOBODY,))

    def add(self, article: str | None, links: Iterable[ItemLink], lines: Sequence[bytes]) -> None:
        """Keep what the links of an article (an IRI), or of none, say in common, and count them."""
        asked = self._ask("SELECT id FROM article WHERE iri = ?", (article,)).fetchone() if article else None
        id_ = asked[0] if asked else _NOBODY
        self._connection.executemany("INSERT OR IGNORE INTO line (line) VALUES (?)", [(line,) for line in lines])
        say = "INSERT OR IGNORE INTO said SELECT ?, id FROM line WHERE line = ?"
        self._connection.executemany(say, [(id_, line) for line in lines])
        mentions, linked = Counter[str](), Counter[str]()
        for link in links:
            mentions[link.entity.kind] += link.mentions
            linked[link.entity.kind] += link.mentions if link.item else 0
        counted = [(id_, kind, mentions[kind], linked[kind]) for kind in mentions if mentions[kind]]
        self._connection.executemany(
            "INSERT INTO linked VALUES (?,?,?,?) ON CONFLICT DO UPDATE SET mentions = mentions + excluded.mentions, "
            "linked = linked + excluded.linked",
            counted,
        )

    def lines(self) -> Iterator[bytes]:
        """All lines."""
        return (line for (line,) in self._ask("SELECT line FROM line WHERE id IN (SELECT line FROM said)"))

    def changed(self) -> tuple[list[bytes], list[bytes]]:
        """Those lines that the build before had, and those that this one has, of which one is said by what changed."""
        self._ask("DELETE FROM line WHERE id NOT IN (SELECT line FROM said)")
        self._ask("CREATE TEMP TABLE touched (line BLOB PRIMARY KEY)")
        for schema, articles in (("before", "gone"), ("main", "added")):
            self._ask(
                f"INSERT OR IGNORE INTO touched SELECT line.line FROM {schema}.said JOIN {schema}.line "
                f"ON said.line = id WHERE article = ? OR article IN (SELECT id FROM {articles})",
                (_NOBODY,),
            )
        found = [
            [line for (line,) in self._ask(f"SELECT line FROM touched WHERE line IN (SELECT line FROM {schema}.line)")]
            for schema in ("before", "main")
        ]
        self._ask("DROP TABLE touched")
        return found[0], found[1]

    def counts(self) -> tuple[Counter[str], Counter[str]]:
        """How many mentions there are, and how many of them are linked, by kind of entity."""
        rows = self._ask("SELECT kind, sum(mentions), sum(linked) FROM linked GROUP BY kind").fetchall()
        return Counter({row[0]: row[1] for row in rows}), Counter({row[0]: row[2] for row in rows})
