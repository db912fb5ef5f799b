"""Visits whose place nobody names: when they go to the other state all the same."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.frames.visit.anchors import Anchor
from bilat_kg.text.frames.visit.wording import Part, is_visit
from bilat_kg.text.states import party, state_of

_SEEN = frozenset({"visit.memorial", "visit.thing"})


def sees_a_thing(chunks: list[Chunk], noun: int) -> bool:
    """``একটি কারখানা পরিদর্শন করেন``: what is seen is a thing without a name, which may stand anywhere."""
    if noun < 2:
        return False
    seen, named = chunks[noun - 1], chunks[noun - 2]
    if is_visit(chunks[noun]):  # একটি শরণার্থী শিবির সফর করেন
        return "visit.thing" in seen.senses
    told = any(sense.startswith("visit") and sense not in _SEEN for sense in seen.senses)
    if seen.kind != "word" or seen.case != "Nom" or told:
        return False
    if not seen.senses.isdisjoint({"town", "city_noun", "country_noun", "that_country"}):
        return False
    return named.kind != "word" or bool(named.senses)


def lands(scene: Scene, sentence: Sentence, part: Part, state: str) -> bool:
    """``… ঢাকায় এসেছেন X। ১১ মে দুপুরে শাহজালাল আন্তর্জাতিক বিমানবন্দরে পৌঁছান তিনি``: an airport of the state just gone to."""
    chunks, at = sentence.chunks, sentence.index
    port = any("visit.airport" in c.senses and c.own == "Loc" for c in chunks[part.start : part.end])
    if not port or not at or "visit.return" in sentence.senses:
        return False
    before = scene.sentences[at - 1]
    if before.senses.isdisjoint({"visit", "visit.go"}) or not before.senses.isdisjoint({"visit.return", "visit.left"}):
        return False
    towns = [c for c in before.chunks if c.kind in {"city", "country"} and c.own in {"Loc", "Nom"} and not c.adjective]
    return any(party(state_of(town) or "") == party(state) for town in towns)


def went_there(before: list[Sentence], state: str) -> bool:
    """Whether one of the sentences before tells of somebody who went to the state, and those since of who else went.

    ``… গেলেন ঢাকায়। তার ৩৪ বছর পরে গেলেন X।``
    """
    for sentence in reversed(before):
        senses = sentence.senses
        if "visit.go" not in senses or senses.isdisjoint({"person", "office", "date"}):
            return False
        if any(
            c.kind in {"city", "country"} and c.own in {"Loc", "Nom"} and state_of(c) == state for c in sentence.chunks
        ):
            return True
    return False


def comes(chunks: list[Chunk], part: Part, anchor: Anchor) -> bool:
    """``তুলকানে বৈঠক করতে আসেন``, ``রাজধানীতে নামেন``: who comes, comes to the other state, whatever the town is called."""
    if any("capital" in chunk.senses and chunk.own == "Loc" for chunk in chunks[part.start : part.end]):
        return True
    chunk = chunks[anchor.verb] if anchor.verb is not None else None
    return chunk is not None and "visit.come" in chunk.senses and chunk.verb is not None and chunk.verb.finite
