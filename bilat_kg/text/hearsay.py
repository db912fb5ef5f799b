"""What a sentence only passes on, as something that is heard: nothing in it is told as true."""

from __future__ import annotations

from bilat_kg.text.chunks import NAMES, Chunk, Sentence
from bilat_kg.text.clauses import clause_at

_PARTED = frozenset({",", "—", "–", ":"})
_LED_IN = 2  # words before the one that says that it is heard (লোকমুখে এমনও শোনা যায়)
_CUES = frozenset({"cue.perhaps", "cue.suppose", "cue.fiction", "cue.false", "cue.proof", "cue.rumour"})
_SUPPOSED = frozenset({"cue.perhaps", "cue.suppose"})
_OPENING = 4  # chunks of a sentence that may say where it is told: ২০১২ সালের এক জনপ্রিয় উপন্যাসে
_REPORT = 4  # chunks between a report and what is said of it: খবর ছড়ায়, তা মিথ্যা
_BEHIND = 6  # chunks of a clause behind, with the mark before it


def hearsay(sentence: Sentence) -> tuple[int, int] | None:
    """The chunks told as heard: ``শোনা যায়, …`` up to a turn, ``… বলে শোনা যায়``, ``…, এমন গুঞ্জন রয়েছে``."""
    chunks = sentence.chunks
    for i in sentence.having("cue.hearsay"):
        after = i + 1 + _goes_round(chunks, i + 1)
        if after >= len(chunks):
            continue
        clause = clause_at(sentence, i)
        if "cue.said" in chunks[i - 1].senses and after > i + 1 and chunks[after].kind == "mark":
            return clause.start, clause.end
        leads = chunks[after].text in _PARTED or "cue.that" in chunks[after].senses
        if leads and i - clause.start <= _LED_IN and not _names(chunks[clause.start : i]):
            turn = (k for k in range(i, len(chunks)) if chunks[k].text == ";" or "but" in chunks[k].senses)
            return clause.start, next(turn, len(chunks))
        behind = clause.start and chunks[clause.start - 1].text in _PARTED and i - clause.start < _BEHIND
        if behind and after > i + 1 and chunks[after].kind == "mark" and not _names(chunks[clause.start : i]):
            return 0, len(chunks)
    return None


def untold(sentence: Sentence) -> bool:
    """Whether nothing of a sentence is told as true: all of it heard, supposed, made up, or said to be false."""
    senses = sentence.senses
    if "cue.hearsay" in senses and hearsay(sentence) == (0, len(sentence.chunks)):
        return True
    if senses.isdisjoint(_CUES):
        return False
    chunks = sentence.chunks
    if not chunks[0].senses.isdisjoint(_SUPPOSED):
        return True  # হয়তো …; ধরা যাক, …
    if any("cue.fiction" in chunk.senses and chunk.own == "Loc" for chunk in chunks[:_OPENING]):
        return True  # এক উপন্যাসে …
    return any(_is_false(chunks, i) for i in sentence.having("cue.false", "cue.proof", "cue.rumour"))


def _is_false(chunks: list[Chunk], i: int) -> bool:
    """``এমন খবর সত্য নয়``, ``এটা সত্য নয় যে …``, ``যার কোনো প্রমাণ নেই``, ``বলে একটি গুজব ছড়ায়``."""
    near = chunks[max(i - _REPORT, 0) : i]
    if "cue.proof" in chunks[i].senses:
        return any(chunk.verb is not None and chunk.verb.negated for chunk in chunks[i + 1 : i + 3])
    if "cue.false" in chunks[i].senses:
        that = i + 1 < len(chunks) and "cue.that" in chunks[i + 1].senses
        return that or any("cue.report" in chunk.senses for chunk in near)
    return any("cue.said" in chunk.senses for chunk in near)


def _goes_round(chunks: list[Chunk], i: int) -> bool:
    """Whether a verb says that something is about: যায়, রয়েছে, চলছে, রটে."""
    if i >= len(chunks) or "cue.goes_round" not in chunks[i].senses:
        return False
    verb = chunks[i].verb
    return verb is not None and verb.finite and not verb.negated


def _names(chunks: list[Chunk]) -> bool:
    return any(chunk.kind in NAMES for chunk in chunks)
