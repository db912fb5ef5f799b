"""A build that takes long, and waiting for it."""

from __future__ import annotations

import time
from pathlib import Path

from bilat_kg import resources
from bilat_kg.sources.limits import MAX_BYTES


def slow_source(folder: Path) -> None:
    """The longest source that is taken: seconds of reading."""
    article = (resources.ARTICLES / "mys-omn.bn.txt").read_text("utf-8")
    times = MAX_BYTES // len(article.encode()) - 1
    (folder / "mys-omn.bn.txt").write_text("\n".join([article] * times), encoding="utf-8")


def wait_for(condition, seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)
