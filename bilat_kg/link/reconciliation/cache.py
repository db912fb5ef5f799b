"""Answers kept on disk, each with the time at which it was retrieved."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bilat_kg.link.reconciliation import strict_json
from bilat_kg.link.reconciliation.exchange import as_json

_LARGEST = 1_000_000  # bytes of an entry that is worth reading
_FIELDS = {"asked", "retrieved", "answer"}


def default_folder() -> Path:
    """Where caches of this user belong: ``$XDG_CACHE_HOME`` or ``~/.cache``; on macOS ``~/Library/Caches``."""
    told = os.environ.get("XDG_CACHE_HOME", "")
    if Path(told).is_absolute():
        return Path(told) / "bilat-kg"
    return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "bilat-kg"


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer, and when it was retrieved (UTC, to the second)."""

    answer: object
    retrieved: datetime


def now() -> datetime:
    """The time to the second, in UTC."""
    return datetime.now(UTC).replace(microsecond=0)


class Cache:
    """Answers by what was asked (any value of JSON), one file each.

    An entry that cannot be read, or is not for what it stands under, is passed over and told by ``note``; so is a
    folder that cannot be written. What is older than ``lasting`` is asked for again.
    """

    def __init__(
        self,
        folder: Path | None = None,
        note: Callable[[str], None] = lambda sentence: None,
        lasting: timedelta = timedelta(days=30),
    ) -> None:
        self.folder = (folder or default_folder()) / "reconciliation"
        self.note = note
        self.lasting = lasting

    def path(self, asked: object) -> Path:
        """The file of the answer to ``asked``, whether or not it is there."""
        digest = hashlib.sha256(as_json(asked)).hexdigest()
        return self.folder / digest[:2] / f"{digest[2:]}.json"

    def get(self, asked: object) -> Kept | None:
        """The kept answer, if there is one and it is not too old."""
        path = self.path(asked)
        try:
            with path.open("rb") as file:
                data = file.read(_LARGEST + 1)
        except FileNotFoundError:
            return None
        except OSError as error:
            self.note(f"{path}: cannot be read ({error.strerror}); the service is asked instead")
            return None
        kept = _kept(data, asked)
        if kept is None:
            self.note(f"{path}: is no entry of this cache, or a damaged one; the service is asked instead")
            return None
        return kept if timedelta(0) <= now() - kept.retrieved <= self.lasting else None

    def put(self, asked: object, answer: object, retrieved: datetime) -> None:
        """Keep an answer; whoever reads meanwhile sees the old entry or the new one."""
        path = self.path(asked)
        entry = as_json({"asked": asked, "retrieved": retrieved.isoformat(), "answer": answer})
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(entry)
                Path(name).replace(path)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise
        except OSError as error:
            self.note(f"{path}: cannot be written ({error.strerror}); the answer is not kept")


def _kept(data: bytes, asked: object) -> Kept | None:
    try:
        entry = strict_json.read(data) if len(data) <= _LARGEST else None
        if not isinstance(entry, dict) or entry.keys() != _FIELDS or entry["asked"] != asked:
            return None
        retrieved = datetime.fromisoformat(entry["retrieved"])
    except (ValueError, TypeError):
        return None
    return Kept(entry["answer"], retrieved) if retrieved.tzinfo else None
