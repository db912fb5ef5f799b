"""What the server gives a stranger, and no more."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass, field

MEBIBYTE = 1 << 20


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of an answer and of the server as a whole.

    Attributes:
        seconds: from the arrival of a query to its answer, waiting included.
        rows: rows of a table, or triples of a graph; what is left out is told.
        answer: bytes of an answer.
        query: bytes of a query's text.
        nesting: brackets that may be open at once in a query.
        body: bytes of a request's body.
        memory: bytes that a query may take beyond what an idle worker has.
        quick: seconds after which a query is a long one, and makes way for others.
        places: quick queries that run at once, and as many long ones.
        queue: quick queries that wait, and long ones; the next is refused.
    """

    seconds: float = 10.0
    rows: int = 10_000
    answer: int = 50_000_000
    query: int = 16_000
    nesting: int = 100
    body: int = 1_000_000
    memory: int = 1024 * MEBIBYTE
    quick: float = 0.1
    places: int = field(default_factory=cores)
    queue: int = 16

    def to_json(self) -> dict[str, float]:
        """The limits by name."""
        return asdict(self)
