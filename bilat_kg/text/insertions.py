"""What is inserted between commas in the middle of a statement is told behind it.

``সেতু, যা জাপানি অনুদানে নির্মিত হয়েছিল, ২০০২ সালে উদ্বোধন করা হয়`` says what ``সেতু ২০০২ সালে উদ্বোধন করা হয়, যা জাপানি অনুদানে
নির্মিত হয়েছিল`` says, and the frames read clauses in a row.
"""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk

OPENERS = frozenset({"which", "that_is"})
_BRIEF = 5  # chunks of an insertion without a verb
_ENDS = frozenset({";", "।", "?", "!", ":"})
_GOES_ON = frozenset({"and", "but", "contrast", "because", "which", "pronoun", "cue.that"})


def move_behind(chunks: list[Chunk]) -> None:
    """Move each relative clause that parts a statement from its verb behind that verb; nothing else changes.

    One about somebody stays: it says who that is, as of when. So does one that alone says when. What explains
    by what was done (…, অর্থাৎ সৈন্যেরা চলে যাওয়ার দুই বছর আগে, …) moves as well.
    """
    marked = [i for i, chunk in enumerate(chunks) if chunk.senses and not chunk.senses.isdisjoint(OPENERS)]
    for opener in reversed(marked):
        comma = opener - 1
        if comma < 1 or chunks[comma].text != ",":
            continue
        explains = "that_is" in chunks[opener].senses
        if explains:
            close = next((i for i in range(opener + 1, len(chunks)) if chunks[i].text in {",", *_ENDS}), None)
        else:
            close = _close(chunks, comma) if _is_alone(chunks, comma) else None
        verb = _verb(chunks, close + 1) if close is not None and chunks[close].text == "," else None
        if close is None or verb is None:
            continue
        inserted, rest = chunks[comma:close], chunks[close + 1 : verb + 1]
        dated = any(chunk.kind == "date" for chunk in inserted)
        if explains:
            moves = any(chunk.verb is not None for chunk in inserted)  # a date or a noun explains where it stands
        else:
            moves = not dated or any(chunk.kind == "date" for chunk in rest)
        if moves:
            chunks[comma : verb + 1] = [*rest, *inserted]


def _is_alone(chunks: list[Chunk], comma: int) -> bool:
    """Whether a thing stands before the comma, and nothing told of it yet: the insertion parts it from its verb."""
    before = chunks[comma - 1]
    thing = before.kind == "word" or (before.kind == "country" and before.own == before.case == "Nom")
    if "cue.that" in chunks[comma + 1].senses or not thing or before.verb is not None:
        return False
    verb = next((i for i in range(comma - 1, -1, -1) if _is_finite(chunks[i]) or chunks[i].text in _ENDS), None)
    return verb is None or chunks[verb].verb is None or chunks[verb + 1].kind == "mark"


def _close(chunks: list[Chunk], comma: int) -> int | None:
    """The comma that ends the insertion: the first behind a verb, or behind a few words of a state without one."""
    brief = chunks[comma - 1].kind == "country"  # কেনিয়া, যার রাজধানী নাইরোবি, …
    for i in range(comma + 2, len(chunks) - 1):
        if chunks[i].text in _ENDS:
            return None
        brief = brief and chunks[i].verb is None and i <= comma + _BRIEF
        if chunks[i].text == "," and (brief or _is_finite(chunks[i - 1])):
            return i if chunks[i + 1].senses.isdisjoint(_GOES_ON) else None
    return None


def _verb(chunks: list[Chunk], start: int) -> int | None:
    """The verb that ends the statement that goes on at ``start``."""
    for i in range(start, len(chunks)):
        if chunks[i].text in _ENDS:
            return None
        behind = i + 1 >= len(chunks) or chunks[i + 1].kind == "mark" or "and" in chunks[i + 1].senses
        if behind and _is_finite(chunks[i]):
            return i
    return None


def _is_finite(chunk: Chunk) -> bool:
    return chunk.verb is not None and chunk.verb.finite
