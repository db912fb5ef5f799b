"""The texts and the refused candidates of a build, in a file of their own beside the quads (SQLite, read by key)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from bilat_kg.errors import StoreError
from bilat_kg.model import Abstention, Article, Evidence, Reading

_SCHEMA = """
CREATE TABLE article (iri TEXT PRIMARY KEY, name TEXT NOT NULL, lang TEXT NOT NULL, text TEXT NOT NULL,
  title TEXT, source TEXT, revision TEXT, licence TEXT) WITHOUT ROWID;
CREATE INDEX article_name ON article (name);
CREATE TABLE abstention (article TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, rule TEXT NOT NULL,
  reason TEXT NOT NULL, quote TEXT NOT NULL, PRIMARY KEY (article, first, last, rule, reason)) WITHOUT ROWID;
"""
_ARTICLE = "name, iri, lang, text, title, source, revision, licence"


class ReadingsWriter:
    """Keeps readings in a new file; nothing of it counts before ``close``."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_SCHEMA} BEGIN")

    def add(self, reading: Reading) -> None:
        """Keep the text and the abstentions of one reading; ``ValueError`` for an article that is there already."""
        article = reading.article
        row = (article.name, article.iri, article.lang, article.text)
        more = (article.title, article.source, article.revision, article.licence)
        try:
            self._connection.execute(f"INSERT INTO article ({_ARTICLE}) VALUES (?,?,?,?,?,?,?,?)", row + more)
        except sqlite3.IntegrityError:
            raise ValueError(f"the article {article.iri} was added twice") from None
        self._connection.executemany(
            "INSERT OR IGNORE INTO abstention VALUES (?,?,?,?,?,?)",
            [
                (article.iri, words.start, words.end, refused.rule, refused.reason, words.quote)
                for refused in reading.abstentions
                for words in (refused.evidence,)
            ],
        )

    def close(self) -> None:
        """Finish the file."""
        self._connection.execute("COMMIT")
        self._connection.close()

    def discard(self) -> None:
        """Close without finishing."""
        self._connection.close()


class Readings:
    """The kept readings of a published build; each call opens the file for itself, so any thread may ask."""

    def __init__(self, path: Path) -> None:
        self._uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"

    def article(self, iri_or_name: str) -> Article | None:
        """The article with that IRI, or the first by IRI with that name."""
        rows = self._rows(
            f"SELECT {_ARTICLE} FROM article WHERE iri = ?1 OR name = ?1 ORDER BY iri = ?1 DESC, iri LIMIT 1",
            iri_or_name,
        )
        for name, iri, lang, text, title, source, revision, licence in rows:
            return Article(name, iri, lang, text, title, source, revision, licence)
        return None

    def names(self) -> list[str]:
        """The names of all articles, sorted."""
        return [name for (name,) in self._rows("SELECT name FROM article ORDER BY name, iri")]

    def abstentions(self, iri: str) -> tuple[Abstention, ...]:
        """The refused candidates of an article, in the order of its text."""
        rows = self._rows("SELECT * FROM abstention WHERE article = ? ORDER BY first, last, rule, reason", iri)
        return tuple(
            Abstention(article, rule, reason, Evidence(first, last, quote))
            for article, first, last, rule, reason, quote in rows
        )

    def count_abstentions(self) -> int:
        """How many candidates were refused in all articles."""
        return int(next(self._rows("SELECT count(*) FROM abstention"))[0])

    def _rows(self, sql: str, *values: str) -> Iterator[tuple[Any, ...]]:
        try:
            with closing(sqlite3.connect(self._uri, uri=True)) as connection:
                yield from connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise StoreError(f"the texts of the build cannot be read ({error}); open the store again") from None
