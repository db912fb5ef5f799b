"""In which form the text wing runs: compiled by mypyc, as most wheels bring it, or as the Python that stands here."""

from __future__ import annotations

from importlib.util import find_spec


def form() -> str:
    """``compiled`` or ``pure Python``; asks where a module would come from, and loads none of the text wing."""
    spec = find_spec("bilat_kg.text.chunks")
    return "pure Python" if spec is None or (spec.origin or "").endswith(".py") else "compiled"
