"""Gapping: ``A ১৯৭৪ সালে B-তে দূতাবাস খোলে, আর B পরের বছর A-তে`` leaves out what the clause before has said.

A clause of names and dates alone, which says who and where, takes the predicate of the clause before it, which said who
and where as well: copies of its chunks, which keep their tokens, so that frames read both clauses alike.
"""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import cuts

_JOINTS = frozenset({"and", "contrast", "but", "also"})
_MARKS = frozenset({",", ";", "।", "—", "–"})
_PLACES = frozenset({"city", "country"})
_PERSONS = frozenset({"pronoun", "we"})
_LONGEST = 6  # chunks of a predicate that is taken over


def fill_gaps(sentence: Sentence) -> None:
    """Give the clauses of a sentence that lack a predicate that of the clause before."""
    chunks = sentence.chunks
    if sentence.senses.isdisjoint(_PLACES) or not any(c.verb is not None and c.verb.finite for c in chunks[:-2]):
        return
    parts = cuts(chunks)
    predicate: tuple[int, int] | None = None
    found: list[tuple[int, tuple[int, int]]] = []
    for start, end in parts:
        last = end
        while last > start and chunks[last - 1].kind == "mark":
            last -= 1
        if any(chunk.verb is not None for chunk in chunks[start:last]):
            while last > start and chunks[last - 1].kind in {"date", "mark"}:
                last -= 1  # … খোলে ১৯৭৮ সালে
            if predicate is not None and _lacks_object(chunks, start, last, predicate):
                found.append((last - 1, (predicate[0], predicate[1] - 1)))
            else:
                predicate = _predicate(chunks, start, last)
        elif predicate is not None and _says_who_and_where(chunks, start, last, alone=True):
            found.append((last, predicate))
    for at, (first, end) in reversed(found):
        chunks[at:at] = [chunk.copied() for chunk in chunks[first:end]]
        sentence.clauses = None


def _predicate(chunks: list[Chunk], start: int, end: int) -> tuple[int, int] | None:
    """What stands behind the names and dates of a clause that ends in its verb, where these say who and where."""
    verb = chunks[end - 1].verb
    if verb is None or not verb.finite:
        return None
    first = next((i + 1 for i in range(end - 1, start - 1, -1) if _is_slot(chunks[i])), end)
    plain = 0 < end - first <= _LONGEST and not any(chunk.kind == "mark" for chunk in chunks[first:end])
    return (first, end) if plain and _says_who_and_where(chunks, start, first) else None


def _lacks_object(chunks: list[Chunk], start: int, last: int, predicate: tuple[int, int]) -> bool:
    """``A লিমায় দূতাবাস খোলে, B নাইরোবিতে খোলে ২০১৪ সালে``: the same verb, without what it has as its object before."""
    first, end = predicate
    same = chunks[last - 1].verb is not None and chunks[last - 1].text == chunks[end - 1].text
    if not same or end - first < 2 or not all(chunk.kind == "word" for chunk in chunks[first : end - 1]):
        return False
    return _says_who_and_where(chunks, start, last - 1, alone=True)


def _is_slot(chunk: Chunk) -> bool:
    return chunk.kind in {"city", "country", "person", "office", "date"}


def _says_who_and_where(chunks: list[Chunk], start: int, end: int, *, alone: bool = False) -> bool:
    """A subject and a place, and, if ``alone``, nothing but dates beside them."""
    subject = place = False
    for chunk in chunks[start:end]:
        if chunk.kind in _PLACES and not chunk.adjective and chunk.case != "Gen":
            if chunk.own == "Nom" and not subject:
                subject = True
            else:
                place = place or chunk.own in {"Loc", "All"} or (subject and chunk.own == "Nom")
        elif (chunk.kind in {"person", "office"} and chunk.own == "Nom") or not chunk.senses.isdisjoint(_PERSONS):
            subject = True
        elif alone and not (_is_slot(chunk) or chunk.text in _MARKS or _passes(chunk)):
            return False
    return subject and place


def _passes(chunk: Chunk) -> bool:
    """A conjunction, or an adverb that no rule knows (আজও)."""
    return not chunk.senses.isdisjoint(_JOINTS) or (chunk.kind == "word" and not chunk.senses and chunk.own == "Nom")
