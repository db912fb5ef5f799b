"""Articles about the relations between two countries become a knowledge graph with evidence.

>>> import bilat_kg
>>> report = bilat_kg.build()                       # the four seed articles, into bilat-kg.store
>>> with bilat_kg.open() as graph:
...     rows = graph.query("embassies-of", country="MYS").rows()

Importing this package is cheap: spaCy is only ever imported by the processes that read articles, pyoxigraph by what
touches a graph.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bilat_kg.building import Report, build
    from bilat_kg.errors import BilatError
    from bilat_kg.evaluation import Evaluation, evaluate
    from bilat_kg.graph import Graph, open, queries  # noqa: A004  the noun of the command line
    from bilat_kg.sources import read

__all__ = ["BilatError", "Evaluation", "Graph", "Report", "build", "evaluate", "open", "queries", "read"]

_HOMES = {
    "BilatError": "errors",
    "Evaluation": "evaluation",
    "Graph": "graph",
    "Report": "building",
    "build": "building",
    "evaluate": "evaluation",
    "open": "graph",
    "queries": "graph",
    "read": "sources",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
