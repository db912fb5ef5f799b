"""Headings that no markup marks: a short line of its own, without a verb and without what facts are made of."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk, Value
from bilat_kg.text.tokens import Tokens
from bilat_kg.text.values import DateMention

_LONGEST = 6  # chunks of a heading
_ENUMERATOR = 3  # letters of the number or letter before one: ২। সফর
_FACTUAL = frozenset({"date", "amount", "number", "person", "currency"})


def is_heading(tokens: Tokens, first: int, last: int, chunks: list[Chunk]) -> bool:
    """Whether the tokens ``[first, last)``, read as ``chunks``, are a line that heads what follows; a title is none."""
    word = tokens.word
    if len(chunks) > _LONGEST or first == 0 or last >= len(word) or word[last] != "\n":
        return False
    if word[first - 1] != "\n":
        begin = first - 2
        if begin < 1 or word[begin - 1] != "\n" or len(word[begin]) > _ENUMERATOR:
            return False
    return not any(
        chunk.kind in _FACTUAL or chunk.text in {":", ",", ";"} or (chunk.verb is not None and chunk.verb.finite)
        for chunk in chunks
    )


def date_of_heading(first: int, last: int, value: Value) -> DateMention | None:
    """``== ১৯৭৬ ==``: the date that the heading ``[first, last)`` is, where ``value`` is all that it says."""
    if not isinstance(value, DateMention) or value.first is None or value.last is not None or value.decade:
        return None
    return value if value.start == first and value.end == last else None
