"""The adjective of a state that stands for its people: ``২৭,০০০ ব্রাজিলীয়``, ``ব্রাজিলীয়দের সংখ্যা``."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.frames.halves import DOING, REFUGE, around, doing_shared, told_of
from bilat_kg.text.frames.headcount import group_of, is_count, labels
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.frames.tally import Group, spoken_of
from bilat_kg.text.frames.whereabouts import moves, placed
from bilat_kg.text.states import party, state_of
from bilat_kg.text.values import NumberMention

_THOUSAND = 1000
_STAYS = frozenset({"people.lives", "people.works", "people.studies"})
_STANDS_ALONE = frozenset(
    {
        "people.number",
        "people.tallied",
        "people.shelter",
        "and",
        "also",
        "matter",
        "between",
        *(sense for sense, _ in DOING),
    }
)


def named_by_state(scene: Scene, sentence: Sentence, at: int) -> str | None:
    """``২৭,০০০ ব্রাজিলীয় বসবাস করেন``: the adjective of a state stands for its people, the verb says as what.

    Where they are only counted (ব্রাজিলীয়দের সংখ্যা ২৭,০০০), they live there. Who goes the other way (উল্টো পথে গেছেন
    ১ লাখ কেনীয়) goes as those did who were told of before.
    """
    chunks = sentence.chunks
    before = chunks[at - 1] if at else None
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    counted = following is not None and _counts_alone(chunks, at + 1)
    counted = counted or (
        following is not None
        and "verb.be" in following.senses
        and at + 2 < len(chunks)
        and (_counts_alone(chunks, at + 2) or _is_large(chunks, at + 2))
    )  # X-এ Y ছিল ৪ লাখ জন
    counted = counted or (
        following is not None
        and not following.senses.isdisjoint({sense for sense, _ in DOING})
        and at + 3 < len(chunks)
        and chunks[at + 2].verb is not None
        and _counts_alone(chunks, at + 3)
    )  # X-এ Y বাস করে ৪০০ জন
    counted = counted or (
        before is not None
        and not before.senses.isdisjoint(_STAYS)
        and at + 2 < len(chunks)
        and is_count(chunks[at + 1])
        and chunks[at + 2].kind == "mark"
    )  # X-এ বসবাসকারী Y ৪ লাখ
    numbered = counted or (following is not None and ("people.number" in following.senses or labels(chunks, at + 1)))
    if before is not None and "own" in before.senses and following is not None and "people.called" in following.senses:
        return "diaspora"  # … মানুষ নিজেদের পেরুভীয় বলে জানিয়েছেন
    if before is not None and before.kind == "word" and not before.senses and at > 1:
        before = chunks[at - 2]  # ১৫ হাজার জাতিগত জার্মান
    if not numbered and (before is None or before.kind != "number"):
        return None
    if following is not None and following.kind == "word" and following.senses.isdisjoint(_STANDS_ALONE):
        return None  # it only qualifies the noun after it
    start, end = around(sentence, at)
    inside = chunks[start : told_of(chunks, at, end)]
    doing = {sense for chunk in inside for sense in chunk.senses} | doing_shared(sentence, at, end)
    group = next((group for sense, group in (*DOING, REFUGE) if sense in doing), None)
    there = placed(scene, chunks, start, end) or _in_its_census(chunks, start, at)
    if group is None and _at_school(inside) and not doing.isdisjoint({"verb.be", "people.enrolled", "people.number"}):
        return "students"
    if group is None and there and "people.census" in doing:
        return "diaspora"
    if group is None and there and all(chunk.verb is None for chunk in chunks) and sentence.chunks[1].text == ":":
        return group_of(chunks[0])
    if group is None and there and (numbered or ("verb.be" in doing and _settled(chunks, at, start))):
        return "diaspora"
    known = spoken_of(scene, sentence) if group is None else None
    if known is not None and (
        any(moves(chunk) for chunk in inside) or (there and _mirrored(known, chunks[at], inside))
    ):
        return known.name
    return group


def _in_its_census(chunks: list[Chunk], start: int, at: int) -> bool:
    """``কেনিয়ার ২০১৭ সালের জনশুমারিতে পেরুভীয়দের সংখ্যা``: in the state whose census it is."""
    census = next((i for i in range(start, at) if "people.census" in chunks[i].senses), start)
    return any(chunk.kind == "country" and chunk.own == "Gen" and not chunk.adjective for chunk in chunks[start:census])


def _is_large(chunks: list[Chunk], at: int) -> bool:
    """``X-এ Y ছিলেন ৯১,৭০৭।``: thousands, and nothing behind them."""
    value = chunks[at].value
    if not is_count(chunks[at]) or not isinstance(value, NumberMention) or value.value < _THOUSAND:
        return False
    return at + 1 == len(chunks) or chunks[at + 1].kind == "mark"


def _counts_alone(chunks: list[Chunk], at: int) -> bool:
    """``X-এ Y ৪০০ জন, …``: a number with its classifier, and nothing that it counts behind it."""
    value = chunks[at].value
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    alone = following is None or following.kind in {"mark", "verb"} or "and" in following.senses
    return alone and is_count(chunks[at]) and isinstance(value, NumberMention) and value.classifier


def _at_school(chunks: list[Chunk]) -> bool:
    """``কেনিয়ার বিশ্ববিদ্যালয়ে ৩০০ জন পেরুভীয় আছেন``: who is somewhere to learn."""
    return any("people.institution" in chunk.senses and chunk.own == "Loc" for chunk in chunks)


def _settled(chunks: list[Chunk], at: int, start: int) -> bool:
    """``কেনিয়ায় সাত লাখ পেরুভীয় আছেন``: between the state and them stand a date and a number, so they live there."""
    place = next(
        (i for i in range(at - 1, start - 1, -1) if chunks[i].own == "Loc" and chunks[i].kind == "country"), at
    )
    between = range(place + 1, at)
    return place < at and all(chunks[i].kind in {"date", "number"} or chunks[i].own == "Nom" for i in between)


def _mirrored(known: Group, people: Chunk, inside: list[Chunk]) -> bool:
    """``কেনিয়ায় বেড়াতে যান ৯০০ পেরুভীয়, আর পেরুতে ৪০০ কেনীয়``: those who go the other way, told without the verb."""
    turned = party(state_of(people) or "") == party(known.goal)
    return turned and "and" in inside[0].senses and all(chunk.verb is None for chunk in inside)
