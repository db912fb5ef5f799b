"""Where counted people come from and where they are: by cases, adjectives, and what they visit or flee to."""

from __future__ import annotations

from collections.abc import Collection

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.states import party, state_of

_BORN = frozenset({"people.born", "people.birthplace", "people.descent"})


def placed(scene: Scene, chunks: list[Chunk], start: int, end: int) -> bool:
    """Whether the words say in which state of the pair people are."""
    return any(
        c.kind in {"country", "city"} and c.own == "Loc" and state_of(c) in scene.pair for c in chunks[start:end]
    )


def placed_elsewhere(scene: Scene, chunks: list[Chunk], start: int, end: int) -> bool:
    """Whether the words say that people are in a third state, or only that they are abroad."""
    return any(
        (c.kind == "country" and c.own == "Loc" and state_of(c) not in scene.pair) or "people.abroad" in c.senses
        for c in chunks[start:end]
    )


def points_elsewhere(scene: Scene, chunks: list[Chunk], at: int, end: int) -> bool:
    """``সবচেয়ে বেশি যান চীনে, ৯ লাখ কর্মী সে দেশটিতে যান``: the state pointed at is the third one named just before."""
    named = [i for i in range(at) if chunks[i].kind == "country" and not (chunks[i].anaphor or chunks[i].adjective)]
    if not named or not placed_elsewhere(scene, chunks, named[-1], named[-1] + 1):
        return False
    return any(c.kind == "country" and c.anaphor and c.own == "Loc" for c in chunks[named[-1] + 1 : end])


def said_whose(chunks: list[Chunk], origin: str | None, start: int, end: int) -> bool:
    """Whether the words call people by the state they are of, or say that they came from it, and not only where."""
    if origin is None:
        return True
    for chunk in chunks[start:end]:
        if not chunk.senses.isdisjoint(_BORN):
            return True
        called = chunk.kind in {"country", "city"} and (chunk.adjective or chunk.case in {"Gen", "Abl"})
        if called and party(state_of(chunk) or "") == party(origin):
            return True
    return False


def states(scene: Scene, chunks: list[Chunk], at: int, start: int, end: int) -> tuple[str | None, str | None]:
    """Where the people come from (genitive, adjective, ablative) and where they are (locative, or what they visit)."""
    origin = goal = None
    pointed: str | None = None
    if at - start > 2 and "and" in chunks[at - 2].senses:
        one, other = chunks[at - 3], chunks[at - 1]
        if one.adjective and other.adjective and one.entity != other.entity:
            return None, None  # ২০০ পেরুভীয় ও কেনীয় ছাত্র: of both together
    descent = next(
        (i for i in range(start, end - 1) if chunks[i].adjective and "people.descent" in chunks[i + 1].senses), None
    )
    shelters = any("people.shelter" in chunk.senses for chunk in chunks[start:end])
    theirs = _incomers(scene, chunks, at, end)
    for i in range(start, end):
        chunk = chunks[i]
        if i > at and "cue.said" in chunk.senses and (told := chunks[i - 1].verb) is not None and told.finite:
            break  # … যাচ্ছেন বলে জানান X-এর রাষ্ট্রদূত: who says so
        if chunk.kind not in {"country", "city"}:
            continue
        code = state_of(chunk)
        if code not in scene.pair or code is None:
            continue
        if theirs is not None and i < at and chunk.case == "Gen" and not chunk.adjective and code != theirs:
            origin, goal = theirs, code
            continue
        if chunk.own == "Gen" and i + 1 < end and "people.base" in chunks[i + 1].senses and i < at and chunk.adjective:
            origin = code  # মার্কিন ঘাঁটিতে ১৩ হাজার সৈন্য
            continue
        if (
            chunk.own == "Gen"
            and i + 2 < end
            and "people.office" in chunks[i + 1].senses
            and chunks[i + 1].own == "Gen"
        ):
            continue  # X-এর দূতাবাসের হিসাবে
        same = descent is not None and chunk.adjective and chunk.entity == chunks[descent].entity  # X ও X বংশোদ্ভূত
        if descent is not None and i < descent and chunk.kind == "country" and chunk.case == "Gen" and not same:
            goal, pointed = code, code if chunk.anaphor else pointed
            continue  # ফিজির ৩ লাখ বাসিন্দা ভারতীয় বংশোদ্ভূত
        born = i + 1 < end and not chunks[i + 1].senses.isdisjoint({"people.born", "people.descent"})
        born = born or any("people.birthplace" in c.senses for c in chunks[max(start, i - 2) : i])
        if (
            i == at
            or born
            or chunk.case == "Abl"
            or (chunk.kind == "country" and chunk.case == "Gen" and _theirs(scene, chunks, i, at))
        ):
            if chunk.anaphor:
                pointed = code
            origin = code
        elif chunk.case in {"Loc", "Acc"} or (chunk.case == "Nom" and (shelters or _visited(chunks, i, end))):
            goal = code
            if chunk.anaphor:
                pointed = code
        elif (
            chunk.case == "Gen" and goal is None and (i < at or any(_locative(scene, c) for c in chunks[i + 1 : i + 3]))
        ):
            goal = code
            if chunk.anaphor:
                pointed = code  # সে দেশের বিশ্ববিদ্যালয়ে
    if origin is not None and goal is not None and party(origin) == party(goal):
        if pointed is None:
            return None, None
        goal = None
    if origin is None and goal is not None:
        origin = scene.pair.other(goal)
    if goal is None and origin is not None:
        goal = scene.pair.other(origin)
    return origin, goal


def _incomers(scene: Scene, chunks: list[Chunk], at: int, end: int) -> str | None:
    """``পেরুর বৃহত্তম অভিবাসী গোষ্ঠী কেনীয়রা``: whose people those are who came to the state in the genitive."""
    if "people.incomer" not in chunks[at].senses:
        return None
    named = (chunk for chunk in chunks[at + 1 : end] if chunk.kind == "country")
    first = next(named, None)
    return state_of(first) if first is not None and first.adjective and state_of(first) in scene.pair else None


def of_anywhere(chunks: list[Chunk], at: int, group: str, senses: Collection[str]) -> bool:
    """Whether the people at ``at`` may be of any state where none is named: tourists, incomers, or all in an army."""
    if group == "tourists" or "people.number" in senses:  # শ্রমিকের সংখ্যা ২০ লাখ: those of all countries
        return True
    if group == "troops" and any("event.forces" in chunk.senses and chunk.own == "Loc" for chunk in chunks[:at]):
        return True
    return not chunks[at].senses.isdisjoint({"people.refugee", "people.incomer"})


def named_by(chunks: list[Chunk], code: str | None, start: int, last: int, end: int) -> bool:
    """Whether the words up to the comma after ``last`` name the state with this code, or a city of it."""
    comma = next((i for i in range(last + 1, end) if chunks[i].text == ","), end)
    return code is not None and any(state_of(chunk) == code for chunk in chunks[start:comma])


def _locative(scene: Scene, chunk: Chunk) -> bool:
    """Whether a chunk stands in the locative; of a word that nobody knows, by its ending."""
    if chunk.own == "Loc":
        return True
    unknown = chunk.kind == "word" and not chunk.senses
    return unknown and any(cut.case == "Loc" and len(cut.stem) > 3 for cut in scene.morphology.cuts(chunk.text))


def _theirs(scene: Scene, chunks: list[Chunk], owner: int, people: int) -> bool:
    """Whether a genitive or adjective belongs to the people: nothing but their number and qualities stands between."""
    if owner > people:
        return False
    return not any(
        chunks[i].kind in {"country", "city", "verb", "date"}
        or "people.institution" in chunks[i].senses
        or _locative(scene, chunks[i])
        for i in range(owner + 1, people)
    )


def _visited(chunks: list[Chunk], place: int, end: int) -> bool:
    """``মালয়েশিয়া ভ্রমণে``, ``চিলি ঘুরে গেছেন``: a bare name before a word of travel or a verb of motion."""
    return any("people.travel" in chunk.senses or moves(chunk) for chunk in chunks[place + 1 : min(place + 4, end)])


def moves(chunk: Chunk) -> bool:
    """Whether a chunk is a verb of coming or going."""
    return chunk.verb is not None and "people.moves" in chunk.senses
