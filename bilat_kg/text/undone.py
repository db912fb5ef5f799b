"""Deeds that are only spoken of: wanted, tried, promised, refused, claimed (``করতে চেয়েছিল``, ``করেছে বলে দাবি``).

The verb of a deed that is not done is mostly no finite one: an infinitive, a verbal noun or a conditional, which the
words behind govern. A finite one may be only claimed (``বলে দাবি করে``), or perhaps true (``হয়তো``).
"""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk

_LOOSE = 2  # words that may stand between the deed and what governs it: করার প্রবল আগ্রহ
_UNREAL = frozenset({"habitual", "future"})
_OPEN = frozenset({"cue.undone", "cue.cancelled"})
_WITHOUT = frozenset({"not", "cue.without"})  # সই না করে, সই ছাড়াই
_LINKS = frozenset({"word", "verb"})


def undone(chunks: list[Chunk], at: int) -> bool:
    """Whether the deed at ``at``, a verb or the noun right before its verb, is only spoken of."""
    after = chunks[at + 1] if at + 1 < len(chunks) else None
    if _perhaps(chunks, at) or (after is not None and "cue.perhaps" in after.senses):
        return True
    if chunks[at].kind != "verb" and after is not None and not after.senses.isdisjoint(_WITHOUT):
        return "cue.without" in after.senses or (at + 2 < len(chunks) and chunks[at + 2].verb is not None)
    if chunks[at].kind != "verb" and after is not None and after.verb is not None and "cue.undone" not in after.senses:
        at += 1
    deed = chunks[at].verb
    if deed is None:
        return chunks[at].own in {"Gen", "Loc"} and _governed(chunks, at, infinitive=False)  # স্থাপনের চেষ্টা
    if deed.finite:
        return _claimed(chunks, at)
    if deed.mood == "conditional":
        return _would(chunks, at)
    if deed.mood not in {"infinitive", "noun"}:
        return False
    if at and "not" in chunks[at - 1].senses:
        return True
    return _governed(chunks, at, infinitive=deed.mood == "infinitive")


def _governed(chunks: list[Chunk], at: int, *, infinitive: bool) -> bool:
    """Whether what follows ``at`` leaves it undone, a few words between them or none."""
    loose = 0
    for i in range(at + 1, len(chunks)):
        chunk = chunks[i]
        if chunk.kind not in _LINKS:
            return False
        if not chunk.senses.isdisjoint(_OPEN) or (i == at + 1 and "cue.about" in chunk.senses):
            told_of = "cue.word" in chunk.senses and i + 1 < len(chunks) and "cue.told" in chunks[i + 1].senses
            return not told_of  # করার কথা জানায়
        told = chunks[i + 1].verb if i + 1 < len(chunks) else None
        if "cue.willing" in chunk.senses:
            return told is not None and told.negated
        if "cue.possible" in chunk.senses:
            return told is None or told.mood not in {"done", "present"}
        if chunk.verb is not None:
            return infinitive and _leaves_open(chunk)
        loose += "from" not in chunk.senses
        if loose > _LOOSE:
            return False
    return False


def _leaves_open(chunk: Chunk) -> bool:
    """What a verb says of the infinitive before it: ``করতে পারে``, ``করতে যাচ্ছে``, ``করতে চলেছে``."""
    verb = chunk.verb
    if verb is None:
        return False
    if "cue.able" in chunk.senses:
        return verb.mood != "done" or verb.negated
    if "cue.going" in chunk.senses:
        return verb.mood == "progressive"
    return "cue.bound" in chunk.senses and verb.mood == "done"


def _claimed(chunks: list[Chunk], at: int) -> bool:
    """``করেছে বলে দাবি করে``, ``করেছে এমন কোনো প্রমাণ নেই``: what somebody claims or thinks, or nothing shows."""
    if at + 2 >= len(chunks):
        return False
    if "cue.said" in chunks[at + 1].senses:
        return "cue.claim" in chunks[at + 2].senses
    if "cue.such" in chunks[at + 1].senses:
        return any(chunk.verb is not None and chunk.verb.negated for chunk in chunks[at + 2 : at + 6])
    return False


def _perhaps(chunks: list[Chunk], at: int) -> bool:
    """``হয়তো`` before the deed, in its clause."""
    for i in range(at - 1, -1, -1):
        chunk = chunks[i]
        if "cue.perhaps" in chunk.senses:
            return True
        if chunk.text in {";", "।"} or (chunk.verb is not None and chunk.verb.finite and chunk.kind == "verb"):
            return False
    return False


def _would(chunks: list[Chunk], at: int) -> bool:
    """``সই করলে লাভ হতো``: what would have come, or will come, of a deed."""
    for chunk in chunks[at + 1 :]:
        if chunk.text in {";", "।", ","}:
            return False
        if chunk.verb is not None and chunk.verb.finite:
            return chunk.verb.mood in _UNREAL
    return False
