"""What a sentence only passes on, as something that is heard: nothing in it is told as true."""

from __future__ import annotations

from bilat_kg.text.chunks import NAMES, Chunk, Sentence
from bilat_kg.text.clauses import clause_at

_PARTED = frozenset({",", "—", "–", ":"})
_LED_IN = 2  # words before the one that says that it is heard (লোকমুখে এমনও শোনা যায়)
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


def all_hearsay(sentence: Sentence) -> bool:
    """Whether nothing of a sentence is told as true."""
    return "cue.hearsay" in sentence.senses and hearsay(sentence) == (0, len(sentence.chunks))


def _goes_round(chunks: list[Chunk], i: int) -> bool:
    """Whether a verb says that something is about: যায়, রয়েছে, চলছে, রটে."""
    if i >= len(chunks) or "cue.goes_round" not in chunks[i].senses:
        return False
    verb = chunks[i].verb
    return verb is not None and verb.finite and not verb.negated


def _names(chunks: list[Chunk]) -> bool:
    return any(chunk.kind in NAMES for chunk in chunks)
