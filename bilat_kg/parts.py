"""An extraction that was made elsewhere, as files: what Spark writes, and ``build`` takes in the place of articles.

::

    extraction/          one line of JSON: what this is, and which edition made it
    quads/part-00000     the quads of articles (N-Quads), for ``build`` or for any bulk loader
    readings/part-00000  one line of JSON an article, in the order of its quads: text, refused candidates, what it names
    shared/part-00000    what the articles say together (N-Quads), for other loaders; ``build`` makes it itself
    refusals/part-00000  one line of JSON a source that could not be read

Files may be compressed by gzip, where their names say so.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import asdict, fields
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

from bilat_kg.errors import SourceError
from bilat_kg.graph.conflicts import Figure
from bilat_kg.graph.contributions import Contribution
from bilat_kg.model import Article
from bilat_kg.sources import Refusal

KIND = "bilat-kg extraction"
MARK, QUADS, READINGS, SHARED, REFUSALS = "extraction", "quads", "readings", "shared", "refusals"
_ARTICLE = ("name", "iri", "lang", "text", "title", "source", "revision", "licence")
assert set(_ARTICLE) <= {field.name for field in fields(Article)}


def mark(edition: str) -> str:
    """The line that says what a folder holds."""
    return json.dumps({"kind": KIND, "edition": edition})


def to_json(given: Contribution, record: str) -> str:
    """All of a contribution but its quads, as a line; ``record`` is the digest of its source."""
    body = {
        "article": {name: getattr(given.article, name) for name in _ARTICLE},
        "record": record,
        "quads": given.quads,
        "abstentions": given.abstentions,
        "entities": given.entities,
        "pairs": given.pairs,
        "figures": [asdict(figure) for figure in given.figures],
        "namings": given.namings,
    }
    return json.dumps(body, ensure_ascii=False)


def is_extraction(path: str | Path) -> bool:
    """Whether a path is the folder of an extraction."""
    return (Path(path) / MARK).is_dir()


def edition_of(path: Path) -> str:
    """The edition that made an extraction; ``SourceError`` where it does not say, or did not end."""
    try:
        (file,) = (file for file in _files(path / MARK) if file.stat().st_size)
        with _open(file) as rows:
            body = json.loads(rows.read())
        if body["kind"] == KIND:
            return str(body["edition"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise SourceError(f"{path}: is no extraction that came to its end; run `bilat-kg spark` again")


def contributions(path: Path) -> Iterator[tuple[str, Contribution]]:
    """What the articles of an extraction add, each with the digest of its source; ``SourceError`` for damaged files."""
    for readings in _files(path / READINGS):
        quads = path / QUADS / readings.name
        try:
            with _open(readings) as rows, _open(quads) as lines:
                for number, row in enumerate(rows, 1):
                    try:
                        yield _contribution(json.loads(row), lines)
                    except (ValueError, KeyError, TypeError) as error:
                        told = f"{type(error).__name__}: {error}"
                        raise SourceError(f"{readings}, line {number}: is damaged ({told}); fetch it again") from None
                if next(lines, None) is not None:
                    raise SourceError(f"{quads}: holds more than its readings say; fetch the extraction again")
        except (OSError, EOFError) as error:
            raise SourceError(f"{quads}: cannot be read ({error}); fetch the extraction again") from None


def refusals(path: Path) -> Iterator[Refusal]:
    """The sources that an extraction refused."""
    for file in _files(path / REFUSALS):
        with _open(file) as rows:
            yield from (Refusal(**json.loads(row)) for row in rows)


def _contribution(row: dict[str, Any], quads: IO[bytes]) -> tuple[str, Contribution]:
    lines = list(islice(quads, row["quads"]))
    article = Article(**row["article"])
    ending = f" <{article.iri}> .\n".encode()
    if len(lines) != row["quads"] or not all(line.endswith(ending) for line in lines):
        raise ValueError("its quads are not beside it")
    return row["record"], Contribution(
        article=article,
        lines=b"".join(lines),
        quads=row["quads"],
        abstentions=tuple(tuple(each) for each in row["abstentions"]),
        entities=tuple(row["entities"]),
        pairs=tuple(row["pairs"]),
        figures=tuple(Figure(**each) for each in row["figures"]),
        namings=tuple(row["namings"]),
    )


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.glob("part-*") if file.is_file())


def _open(path: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path)) if path.suffix == ".gz" else path.open("rb")
