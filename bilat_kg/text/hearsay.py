"""Sentences that somebody only heard: nothing in them is told as true."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk, Sentence

_PARTED = frozenset({",", "—", "–", ":"})
_LEAD = 6  # chunks of a clause that says no more than that people say so
_PLAIN = frozenset({"word", "verb"})


def is_hearsay(sentence: Sentence) -> bool:
    """``শোনা যায়, …``, ``জনশ্রুতি আছে যে …``, ``…, এমন গুঞ্জন রয়েছে``: a clause of hearsay before or behind all the rest."""
    if "cue.heard" not in sentence.senses:
        return False
    chunks = sentence.chunks
    if any(chunk.text == ";" for chunk in chunks):
        return False
    lead = next(
        (i for i, chunk in enumerate(chunks[:_LEAD]) if chunk.text in _PARTED or "cue.that" in chunk.senses), None
    )
    if lead and _only_heard(chunks[:lead]):
        return True
    end = len(chunks)
    while end and chunks[end - 1].kind == "mark":
        end -= 1
    tail = next((i for i in range(end - 1, max(end - _LEAD, 0), -1) if chunks[i].text in _PARTED), None)
    return tail is not None and _only_heard(chunks[tail + 1 : end])


def _only_heard(said: list[Chunk]) -> bool:
    """Whether nobody and nothing is named in a clause but that something is heard."""
    if any(chunk.kind not in _PLAIN for chunk in said) or not any("cue.heard" in chunk.senses for chunk in said):
        return False
    last = said[-1]
    if last.verb is None or last.verb.negated:
        return "cue.heard" in last.senses and last.verb is None
    return "cue.goes_round" in last.senses
