"""The kind of a visit, by the words beside it."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.frames.visit.wording import is_visit

_KINDS = {"visit.state": "state", "visit.official": "official", "visit.working": "working"}
_AFTER = 5  # chunks that may stand between a kind and the word visit


def kind_in(chunks: list[Chunk], start: int, end: int, *, listed: bool = False) -> str:
    """The kind that is said of the visit told in ``[start, end)``: before the word visit, or as its predicate.

    ``listed``: in a list or a stub the kind may stand alone (১৬–১৯ অক্টোবর, সরকারি).
    """
    noun = next((i for i in range(start, end) if is_visit(chunks[i])), None)
    for i in range(start, end):
        kind = _kind(chunks[i])
        if kind is None:
            continue
        alone = i + 1 >= len(chunks) or chunks[i + 1].kind != "word"  # and not রাষ্ট্রীয় অন্ত্যেষ্টি
        if (listed and alone) or is_visit(chunks[i]) or _describes(chunks, i, end):
            return kind
        if noun is not None and noun < i and _closes(chunks, i + 1):
            return kind
    return "unspecified"


def _closes(chunks: list[Chunk], i: int) -> bool:
    """Whether a predicate ends before ``i``: ``সফরটি ছিল রাষ্ট্রীয়``, ``… রাষ্ট্রীয় এবং চার দিনের``."""
    return i >= len(chunks) or chunks[i].kind in {"mark", "verb"} or "and" in chunks[i].senses


def kinds_by_ordinal(chunks: list[Chunk], start: int, end: int) -> list[tuple[int, str]]:
    """``প্রথম সফরটি ছিল আনুষ্ঠানিক, দ্বিতীয়টি কর্ম সফর``: kinds with the number of the visit that each is said of."""
    found: list[tuple[int, str]] = []
    number: int | None = None
    for chunk in chunks[start:end]:
        for n, sense in enumerate(("visit.first", "visit.second", "visit.third")):
            if sense in chunk.senses:
                number = n
        kind = _kind(chunk)
        if kind is not None and number is not None and (not found or found[-1][0] != number):
            found.append((number, kind))
    return found


def _kind(chunk: Chunk) -> str | None:
    return next((kind for sense, kind in _KINDS.items() if sense in chunk.senses), None)


def _describes(chunks: list[Chunk], i: int, end: int) -> bool:
    """Whether the word visit follows, with nothing between but other manners and the place."""
    for chunk in chunks[i + 1 : min(i + _AFTER, end)]:
        if is_visit(chunk) or not chunk.senses.isdisjoint({"visit.journey", "visit.guest"}):
            return True
        if chunk.kind not in {"number", "country", "city"} and not any(s.startswith("visit.") for s in chunk.senses):
            return False
    return False
