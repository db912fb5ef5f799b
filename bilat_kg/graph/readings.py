"""The texts and the refused candidates of a published build, read by key from its register (SQLite)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from bilat_kg.errors import StoreError
from bilat_kg.model import Abstention, Article, Evidence

_ARTICLE = "name, iri, lang, text, title, source, revision, licence"


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

    def reasons(self) -> dict[str, int]:
        """How many candidates were refused for each reason, the most frequent first."""
        rows = "SELECT reason, count(*) FROM abstention GROUP BY reason ORDER BY count(*) DESC, reason"
        return dict(self._rows(rows))

    def graphs(self) -> Iterator[tuple[str, int]]:
        """The IRI of each article, sorted, with the number of quads in its graph."""
        return ((str(iri), int(quads)) for iri, quads in self._rows("SELECT iri, quads FROM article ORDER BY iri"))

    def abstentions(self, iri: str) -> tuple[Abstention, ...]:
        """The refused candidates of an article, in the order of its text."""
        rows = self._rows(
            "SELECT first, last, rule, reason, quote FROM abstention "
            "WHERE article = (SELECT id FROM article WHERE iri = ?) ORDER BY first, last, rule, reason",
            iri,
        )
        return tuple(
            Abstention(iri, rule, reason, Evidence(first, last, quote)) for first, last, rule, reason, quote in rows
        )

    def _rows(self, sql: str, *values: str) -> Iterator[tuple[Any, ...]]:
        try:
            with closing(sqlite3.connect(self._uri, uri=True)) as connection:
                yield from connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise StoreError(f"the texts of the build cannot be read ({error}); open the store again") from None
