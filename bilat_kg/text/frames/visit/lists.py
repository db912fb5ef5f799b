"""Visits in lists: what the heading or the label of a list says of its items, and whom an item repeats."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from bilat_kg.text.chunks import Chunk, Sentence, date_of
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.frames.visit.anchors import Anchor, find_anchor
from bilat_kg.text.frames.visit.goals import Place, place
from bilat_kg.text.frames.visit.mentions import Visitor, visitor_at
from bilat_kg.text.frames.visit.wording import Part
from bilat_kg.text.pair import Pair
from bilat_kg.text.states import state_of

_PLACES = frozenset({"city", "country"})
_GOALS = (["Abl", "Loc"], ["Abl", "All"], ["Abl", "Nom"])
_SIDES = frozenset({"side", "president", "prime_minister", "minister", "visit.leaders"})
_ENTRY = frozenset({"person", "office", "city", "country", "date", "mark"})
_FIELDS = frozenset({"person", "office", "city", "country", "organization", "date", "mark", "word", "number"})


def is_entry(chunks: list[Chunk], part: Part) -> bool:
    """``এরনা সোলবার্গ (প্রধানমন্ত্রী), কলম্বো, ১২ আগস্ট ২০১৬``: who, where and when, and nothing else, as chronicles have it."""
    span = chunks[part.start : part.end]
    kinds = {chunk.kind for chunk in span}
    placed = any(chunk.kind in _PLACES and not chunk.adjective for chunk in span)
    if not placed or not {"person", "date"} <= kinds:
        return False
    return all(chunk.kind in _ENTRY or "and" in chunk.senses for chunk in span)


def is_caption(chunks: list[Chunk]) -> bool:
    """``আঙ্কারায় কাতারের আমির X, ১৫ আগস্ট ২০১৮``: somewhere, in the locative, and no verb."""
    somewhere = any(chunk.kind in _PLACES and chunk.own == "Loc" for chunk in chunks)
    return somewhere and all(chunk.verb is None for chunk in chunks)


def of_visits(sentence: Sentence) -> bool:
    """Whether the heading, or the sentence that opens the list, is about visits."""
    if "visit" in sentence.heading or "visit" in sentence.above:
        return True
    intro = sentence.intro
    if intro is None:
        return False
    goes = "visit.go" in intro.senses and intro.chunks[-1].text == ":"  # ঢাকায় এসেছেন:
    return goes or not intro.senses.isdisjoint({"visit", "visit.maker"}) or _directs(intro.chunks)


def _directs(chunks: list[Chunk]) -> bool:
    """``কেনিয়া থেকে ভারতে:``: from the one country to the other, and nothing else."""
    others = [chunk for chunk in chunks if chunk.kind not in _PLACES]
    if any("from" not in chunk.senses and (chunk.kind != "mark" or chunk.text == ",") for chunk in others):
        return False
    return [chunk.case for chunk in chunks if chunk.kind in _PLACES] in _GOALS


def sender(sentence: Sentence, pair: Pair) -> str | None:
    """The state that those in a list come from, where its label says so: ``বাংলাদেশ থেকে:``, ``কানাডার পক্ষে:``."""
    if sentence.intro is None:
        return None
    chunks = sentence.intro.chunks
    found: set[str] = set()
    for chunk, following in pairwise(chunks):
        state = state_of(chunk) if chunk.kind in _PLACES else None
        if state is None or state not in pair:
            continue
        if chunk.case == "Abl" or (chunk.case == "Gen" and not _SIDES.isdisjoint(following.senses)):
            found.add(state)
    return found.pop() if len(found) == 1 else None


def goal_of_list(sentence: Sentence, visitor: Visitor, pair: Pair) -> Place | str:
    """Where those in a list go, by the sentence or the label that opens it."""
    assert sentence.intro is not None
    whole = Part(0, len(sentence.intro.chunks))
    anchor = find_anchor(sentence.intro.chunks, whole) or Anchor("stub", None, None)
    goal = place(sentence.intro.chunks, whole, anchor, visitor, pair)
    other = pair.other(sender(sentence, pair))
    return Place(-1, other) if goal == "no destination" and other is not None else goal


def repeated(scene: Scene, sentence: Sentence, part: Part) -> list[Visitor]:
    """``ঐ – ২ থেকে ৪ ডিসেম্বর ২০১৪``: who stands in the item above, where one only says that it is the same person."""
    chunks = sentence.chunks
    if not sentence.item or part.start or sentence.index == 0 or "visit.same" not in chunks[0].senses:
        return []
    if any(chunk.kind in {"person", "office"} or chunk.verb is not None for chunk in chunks):
        return []
    index = sentence.index - 1
    while index and scene.sentences[index].item and "visit.same" in scene.sentences[index].chunks[0].senses:
        index -= 1
    above = scene.sentences[index]
    found = [v for i in range(len(above.chunks)) if (v := visitor_at(above.chunks, i, {"Nom"}))]
    alone = above.item and above.intro is sentence.intro and len(found) == 1
    return [replace(found[0], at=-1)] if alone else []


def fields(chunks: list[Chunk], found: list[Part]) -> list[Part]:
    """The parts of an item that are fields of one entry, as one: ``নাম, পদ; তারিখ; উপলক্ষ``.

    The first says who, and not when; the next when, and not who; what follows names nobody and no other time.
    """
    if len(found) < 2 or any(chunks[part.start - 1].text != ";" for part in found[1:]):
        return found
    who, *others = ([_field(chunk) for chunk in chunks[part.start : part.end]] for part in found)
    if "who" not in who or "when" in who or "?" in who or "when" not in others[0]:
        return found
    if any("who" in other for other in others) or any("when" in other for other in others[1:]):
        return found
    return [Part(found[0].start, found[-1].end)]


def _field(chunk: Chunk) -> str:
    if chunk.kind in {"person", "office"}:
        return "who"
    if date_of(chunk) is not None:
        return "when"
    return "" if chunk.kind in _FIELDS else "?"
