"""Reading articles in processes of their own, so that none can stop a build.

Hostile text can keep a parser busy for hours inside C code that no exception reaches. A worker therefore sets the
kernel's timers on itself: past its deadline it is killed, its article is refused, and another worker takes over. A
crash costs an article, too, and not the build. The build itself never imports spaCy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from bilat_kg.sources import Record, Unread
from bilat_kg.workers.crew import Crew
from bilat_kg.workers.reader import PIPELINE, Pipeline, Reader

__all__ = ["PIPELINE", "Pipeline", "Reader", "extract"]


def extract(
    records: Iterable[Record | Unread],
    *,
    jobs: int = 1,
    deadline: float = 8.0,
    pipeline: str = PIPELINE,
    prepare: str = "",
    known: Callable[[Record | Unread], object] = lambda record: None,
) -> Iterator[tuple[Record | Unread, Any]]:
    """Read ``records``, and give each with its reading, or the ``Refusal`` why there is none, in their order.

    Args:
        records: what to read; taken from the iterator as workers become free.
        jobs: how many processes read at once.
        deadline: seconds of processor time that an article may take.
        pipeline: ``module:function``; the function takes a language's code and gives its ``Pipeline``.
        prepare: ``module:function``; the function takes a reading and gives what stands in its place, so that this is
            made where the article is read. It raises ``ValueError`` for one to be refused.
        known: gives what stands in the place of a record's reading, which is then not read, or ``None``; it knows all
            that are ``Unread``.

    Raises:
        BilatError: the pipeline cannot be loaded.
    """
    crew = Crew(iter(records), known, jobs, (pipeline, prepare, str(deadline)))
    try:
        yield from crew.results()
    finally:
        crew.stop()
