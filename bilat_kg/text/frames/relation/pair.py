"""Whose relations a clause speaks of: those of the pair, or of one of them with a third state."""

from __future__ import annotations

from itertools import pairwise

from bilat_kg.text.chunks import Chunk, Sentence, all_senses
from bilat_kg.text.clauses import Clause
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.states import party, state_of

_UNQUALIFIED = frozenset({"pair", "and", "this", "relation.broken", "visit.after"})
_OF_RELATIONS = frozenset({"relation", "between", "with", "and"})


def with_third_state(scene: Scene, sentence: Sentence, clause: Clause) -> bool:
    """A state outside the pair is the partner (…-এর সঙ্গে), or stands beside the only party that the clause names."""
    chunks = sentence.chunks[_told_of_both(sentence.chunks, clause) : clause.end]
    if _beside_a_third(scene, chunks) or _only_with_a_third(scene, chunks) or _with_many(scene, chunks):
        return True
    if names_both(scene, sentence, clause):
        return False
    cases = {True: set[str](), False: set[str]()}
    for chunk in chunks:
        if chunk.kind == "country" and chunk.entity is not None:
            cases[chunk.entity.id in scene.pair].add(chunk.case)
    ours, third = cases[True], cases[False]
    groups = {chunk.group for chunk in chunks if chunk.group and _is_third(scene, chunk)}
    if any(chunk.group in groups and state_of(chunk) in scene.pair for chunk in chunks):
        return True  # পেরু ও উগান্ডা
    if "Com" in ours and any(_is_third(scene, one) and "relation" in two.senses for one, two in pairwise(chunks)):
        return True  # পেরুর সঙ্গে উগান্ডার কূটনৈতিক সম্পর্ক
    return "Com" in third or ("Gen" in third and "Gen" in ours) or ("Nom" in third and "Com" in ours)


def _told_of_both(chunks: list[Chunk], clause: Clause) -> int:
    """``উগান্ডার সঙ্গে জোট ভাঙার দুই বছর পর রাষ্ট্র দুটি …``: where words behind another deed name the two as its subject."""
    done = False
    for i in range(clause.start, clause.end):
        verb = chunks[i].verb
        if done and "pair" in chunks[i].senses and chunks[i].own == "Nom":
            return i
        done |= verb is not None and not verb.finite
    return clause.start


def _is_third(scene: Scene, chunk: Chunk) -> bool:
    return chunk.kind == "country" and chunk.entity is not None and chunk.entity.id not in scene.pair


def _with_many(scene: Scene, chunks: list[Chunk]) -> bool:
    """``কেনিয়া ৩০টি দেশের সঙ্গে …``: the partners are counted, and the other of the two is not named beside them."""
    if len({party(code) for chunk in chunks if (code := state_of(chunk)) in scene.pair and code}) == 2:
        return False
    return any(
        "country_noun" in two.senses
        and two.case == "Com"
        and (one.kind == "number" or "agreement.several" in one.senses)
        for one, two in pairwise(chunks)
    )


def _only_with_a_third(scene: Scene, chunks: list[Chunk]) -> bool:
    """``কেনিয়ার মধ্যস্থতায় পেরু উগান্ডার সঙ্গে …``: the partner is a third state, whoever else has a part in it."""
    named = [i for i, chunk in enumerate(chunks) if chunk.kind == "country" and chunk.case == "Com"]
    # কেনিয়ার সঙ্গে জোট ভেঙে পেরু উগান্ডার সঙ্গে …: the first is of the other deed
    with_whom = [chunks[i] for i in named if all(chunk.verb is None for chunk in chunks[i : named[-1]])]
    if not with_whom or not all(_is_third(scene, chunk) and not chunk.group for chunk in with_whom):
        return False
    ours = [chunk for chunk in chunks if chunk.kind == "country" and chunk.entity and chunk.entity.id in scene.pair]
    acting = [chunk for chunk in ours if chunk.case == "Nom"]
    if len(acting) == len(ours) == 2:
        return True  # পেরু ও কেনিয়া উভয়েই চীনের সঙ্গে …
    return len(acting) == 1 and not acting[0].group and not any("pair" in chunk.senses for chunk in chunks)


def _beside_a_third(scene: Scene, chunks: list[Chunk]) -> bool:
    """``পেরু ও উগান্ডার কূটনৈতিক সম্পর্ক …, কেনিয়ার সঙ্গে …``: one party in the genitive with a third state, the other not."""
    groups = {chunk.group for chunk in chunks if chunk.group and chunk.case == "Gen" and _is_third(scene, chunk)}
    named = {party(code) for c in chunks if c.group in groups and (code := state_of(c)) and code in scene.pair}
    return len(named) == 1


def of_the_pair(scene: Scene, sentence: Sentence, clause: Clause, noun: int) -> bool:
    """Whether relations of no stated kind are those of both states: named in a clause that a colon may close."""
    chunks = sentence.chunks
    if noun > clause.start and (_of_a_kind(chunks[noun - 1]) or _of_others(chunks, clause, noun)):
        return False
    end = next((i for i in range(noun + 1, clause.end) if chunks[i].text == ":"), clause.end)
    part = Clause(clause.start, end)
    if noun == clause.start and end == noun + 2 < clause.end and chunks[end + 1].kind == "date":
        return True  # সম্পর্ক স্থাপন: ১৪ এপ্রিল ১৯৫০
    if end < clause.end and not any(chunk.kind == "date" for chunk in chunks[clause.start : end]):
        return False
    return (
        names_both(scene, sentence, part)
        or _spoken_of(scene, sentence, clause, noun)
        or any("pair" in chunk.senses for chunk in chunks[part.start : end])
        or len(chunks) <= 8
    )


def _of_a_kind(chunk: Chunk) -> bool:
    """Whether a word says that relations are those of a field, as সাংস্কৃতিক does."""
    fields = (sense for sense in chunk.senses if sense.startswith("topic.") and sense != "topic.vague")
    return chunk.kind == "word" and chunk.case == "Nom" and any(fields)


def _of_others(chunks: list[Chunk], clause: Clause, noun: int) -> bool:
    """``দুই বিশ্ববিদ্যালয়ের সম্পর্ক``, ``গির্জার সঙ্গে সম্পর্ক``: what stands right before has relations, and is no state."""
    for i in range(noun - 1, clause.start - 1, -1):
        chunk = chunks[i]
        if chunk.kind == "date":
            continue
        if chunk.kind == "word" and chunk.case in {"Gen", "Com"} and chunk.own == "Gen":
            return "relation.others" in chunk.senses
        if chunk.kind != "word" or chunk.verb is not None:
            return False
    return False


def _spoken_of(scene: Scene, sentence: Sentence, clause: Clause, noun: int) -> bool:
    """Whether relations that nothing qualifies are those told of: restored, or begun by both named before.

    ``…, সম্পর্কও পাতল সেই দিনই``, ``সম্পর্কটা আবার জোড়া লাগে``, ``ছিন্ন সম্পর্ক আবার চালু হয়``.
    """
    chunks = sentence.chunks
    definite = "relation.definite" in chunks[noun].senses
    if not (definite or unqualified(chunks, clause, noun)) or _third_around(scene, chunks):
        return False
    senses = all_senses(chunks[noun + 1 : clause.end])
    mended = all(
        "relation.mended" in c.senses for c in chunks[noun + 1 : clause.end] if "relation.restored" in c.senses
    )
    if "relation.restored" in senses and not mended:
        return True
    broken = any("relation.broken" in chunk.senses for chunk in chunks[clause.start : noun])
    if "relation.restored" in senses and (broken or definite or noun == clause.start):
        return True
    if "relation.established" not in senses or any(state_of(c) for c in chunks[noun : clause.end]):
        return False
    if "relation.official" in senses:
        return True  # সম্পর্কটির আনুষ্ঠানিক সূচনাও সেদিন
    if any(chunk.kind != "date" and "and" not in chunk.senses for chunk in chunks[clause.start : noun]):
        return False
    before = Clause(0, clause.start)
    return names_both(scene, sentence, before) or any("pair" in chunk.senses for chunk in chunks[: clause.start])


def unqualified(chunks: list[Chunk], clause: Clause, noun: int) -> bool:
    """Whether no word before ``সম্পর্ক`` says which relations, as বাণিজ্যিক does."""
    if noun == clause.start:
        return True
    before = chunks[noun - 1]
    return before.kind in {"mark", "verb", "date"} or not before.senses.isdisjoint(_UNQUALIFIED)


def _third_around(scene: Scene, chunks: list[Chunk]) -> bool:
    """Whether a third state takes part: with, by or beside somebody, not as a place or a word before another noun."""
    return any(
        _is_third(scene, one)
        and (one.case in {"Com", "Nom", "Acc"} or (one.case == "Gen" and not two.senses.isdisjoint(_OF_RELATIONS)))
        for one, two in pairwise(chunks)
    )


def names_both(scene: Scene, sentence: Sentence, clause: Clause) -> bool:
    """Whether the clause names both states of the pair."""
    named = {
        party(code)
        for chunk in sentence.chunks[clause.start : clause.end]
        if (code := state_of(chunk)) and code in scene.pair
    }
    return len(named) == 2
