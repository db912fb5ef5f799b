"""Answers of a query service, kept in files with the time of each, so that nobody is asked twice for one thing."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

MAX_AGE = timedelta(days=7)
MAX_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """The bytes of an answer and when it was retrieved."""

    body: bytes
    retrieved: datetime


class Cache:
    """A folder of answers: one older than ``max_age`` does not count, and beyond ``max_bytes`` the oldest go.

    A file that is damaged counts as absent, and a folder that cannot be written as one that keeps nothing.
    """

    def __init__(self, folder: Path, *, max_age: timedelta = MAX_AGE, max_bytes: int = MAX_BYTES) -> None:
        self._folder = folder
        self._max_age = max_age
        self._max_bytes = max_bytes

    def get(self, service: str, query: str) -> Answer | None:
        """What the service answered to the query, unless that is too long ago."""
        try:
            head, _, body = self._file(service, query).read_bytes().partition(b"\n")
            about = json.loads(head)
            retrieved = datetime.fromisoformat(about["retrieved"])
            if about["sha256"] != sha256(body).hexdigest() or datetime.now(UTC) - retrieved > self._max_age:
                return None
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return Answer(body, retrieved)

    def put(self, service: str, query: str, answer: Answer) -> None:
        """Keep an answer, replacing the one before as a whole."""
        about = {
            "service": service,
            "retrieved": answer.retrieved.isoformat(),
            "sha256": sha256(answer.body).hexdigest(),
        }
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._folder, delete=False) as out:
                try:
                    out.write(json.dumps(about).encode() + b"\n" + answer.body)
                    out.flush()
                    Path(out.name).replace(self._file(service, query))
                except BaseException:
                    Path(out.name).unlink(missing_ok=True)
                    raise
            self._trim()

    def _file(self, service: str, query: str) -> Path:
        key = sha256(f"{service} {query}".encode()).hexdigest()
        return self._folder / f"{key}.answer"

    def _trim(self) -> None:
        files = sorted(
            ((path.stat(), path) for path in self._folder.glob("*.answer")), key=lambda each: each[0].st_mtime
        )
        surplus = sum(stat.st_size for stat, _ in files) - self._max_bytes
        for stat, path in files:
            if surplus <= 0:
                break
            path.unlink(missing_ok=True)
            surplus -= stat.st_size


def default_folder() -> Path:
    """Where the operating system's users expect such files: below ``XDG_CACHE_HOME``, by default ``~/.cache``."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "bilat-kg" / "answers"
