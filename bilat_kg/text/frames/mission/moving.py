"""Missions that moved: one mission, where it is now, open since it was first opened."""

from __future__ import annotations

from collections.abc import Iterator

from bilat_kg.model import Entity
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import Clause, clause_at
from bilat_kg.text.frames.mission.closing import MISSIONS
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.gazetteer import capitals, cities
from bilat_kg.text.states import party

MOVED = ".moved"  # ends the rule of a draft until it is settled
_MOVES = frozenset({"mission.moved", "mission.up", "mission.goes", "mission.now", "people.moves"})
_IT = frozenset({"mission.it", "mission.any", "own", "which"})
_FAR = 8  # chunks from those who are moved to the word that says so
_NEAR = 3  # chunks from the new place to the word that says that it went there


def new_house(chunks: list[Chunk], at: int) -> bool:
    """``নতুন ভবনে উঠে যায়``, ``আস্তানায় উঠে গেছে``: what else closes a mission says here where it went."""
    if "mission.up" not in chunks[at].senses or not at:
        return False
    place = chunks[at - 1]
    return place.own == "Loc" and (place.kind == "city" or not place.senses.isdisjoint({"mission.site", "capital"}))


def only_to_move(chunks: list[Chunk], noun: int) -> bool:
    """``দূতাবাস আবুজায় সরানোর পরিকল্পনা``: where it may go one day is not where it is."""
    return any("mission.removal" in chunk.senses for chunk in chunks[noun + 1 : noun + 1 + _NEAR])


def moved_to(sentence: Sentence, start: int, end: int, receiver: str | None) -> Entity | None:
    """The city to which a mission of ``receiver`` went, as the chunks ``[start, end)`` say: ``আস্তানায় উঠে আসে``."""
    if sentence.senses and sentence.senses.isdisjoint(_MOVES):
        return None
    chunks = sentence.chunks
    for i in range(start, end):
        if _is_now_in(chunks, i):
            place = chunks[i + 1]
            return place.entity if receiver is None or _lies_in(place.entity, receiver) else None
        if not _moves(chunks, i) or not _done(chunks, clause_at(sentence, i), i):
            continue
        before = chunks[max(start, i - _FAR) : i]
        if any("mission.within" in chunk.senses and chunk.own in {"Acc", "Gen"} for chunk in before):
            continue  # কর্মীদের সরিয়ে আনা হয়
        for place in reversed(chunks[max(start, i - _NEAR) : i]):
            if place.kind == "city" and place.entity is not None and (place.own == "Loc" or place.case == "Loc"):
                return place.entity if receiver is None or _lies_in(place.entity, receiver) else None
            if place.own == "Loc" and "capital" in place.senses:
                return _seat_of(receiver)
            if place.verb is not None or place.kind == "mark":
                break
    return None


def _lies_in(city: Entity | None, state: str) -> bool:
    return city is not None and party(city.country or "") == party(state)


def _is_now_in(chunks: list[Chunk], at: int) -> bool:
    """``আলমাতিতে খোলা দূতাবাস এখন আস্তানায়``: where it is today ends the clause, and another town stands before it."""
    if "mission.now" not in chunks[at].senses or at + 1 >= len(chunks) or chunks[at - 1].senses.isdisjoint(MISSIONS):
        return False
    place = chunks[at + 1]
    ends = at + 2 == len(chunks) or chunks[at + 2].kind == "mark"
    elsewhere = any(chunk.kind == "city" and chunk.entity != place.entity for chunk in chunks[:at])
    return ends and elsewhere and place.kind == "city" and place.own == "Loc"


def moved_on(scene: Scene, sentence: Sentence, nouns: list[int], found: list[FactDraft]) -> None:
    """``…; ২০০৭ সালে তা আস্তানায় স্থানান্তরিত হয়``: a clause or a sentence behind says where the mission told last is now."""
    told = [
        draft for draft in found if isinstance(draft.get("city"), Entity) and isinstance(draft.get("receiver"), Entity)
    ]
    if not told or not nouns:
        return
    for following, start in _behind(scene, sentence, nouns[-1]):
        for draft in reversed(told):
            receiver = draft.get("receiver")
            city = moved_to(
                following, start, len(following.chunks), receiver.id if isinstance(receiver, Entity) else None
            )
            if city is not None and city != draft.get("city"):
                draft.roles["city"] = [city]
                if following not in draft.sentences:
                    draft.sentences.append(following)
                return


def _behind(scene: Scene, sentence: Sentence, noun: int) -> Iterator[tuple[Sentence, int]]:
    """The clauses behind that of the mission named last, and the next sentence where it only points at the mission."""
    end = clause_at(sentence, noun).end
    if end < len(sentence.chunks) and not sentence.senses.isdisjoint(_MOVES):
        yield sentence, end
    index = sentence.index + 1
    following = scene.sentences[index] if index < len(scene.sentences) else None
    if following is None or following.senses.isdisjoint(_MOVES) or not following.senses.isdisjoint(MISSIONS):
        return
    if not following.senses.isdisjoint(_IT):
        yield following, 0


def _moves(chunks: list[Chunk], at: int) -> bool:
    """Whether a chunk says that something went elsewhere: ``স্থানান্তরিত``, ``সরিয়ে``, ``উঠে যায়``, ``উঠে আসে``."""
    senses = chunks[at].senses
    if "mission.moved" in senses:
        return chunks[at].own == "Nom"
    if "mission.up" in senses:
        return True
    if "people.moves" in senses and at > 1 and chunks[at - 1].kind == "city" and chunks[at - 1].own == "Loc":
        before = chunks[at - 3 if chunks[at - 2].kind == "date" else at - 2]
        return "mission.it" in before.senses and before.own == "Nom"  # তা বার্লিনে এসেছে
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    if "mission.goes" not in senses or following is None or following.verb is None:
        return False
    return not following.senses.isdisjoint({"people.moves", "mission.goes"})


def _done(chunks: list[Chunk], clause: Clause, at: int) -> bool:
    """Whether it did move: not planned, nor denied."""
    verb = next((chunk.verb for chunk in reversed(chunks[at : clause.end]) if chunk.verb is not None), None)
    return clause.asserted and (
        verb is None or (not verb.negated and verb.mood not in {"future", "infinitive", "progressive"})
    )


def _seat_of(code: str | None) -> Entity | None:
    """The capital of a state that has one."""
    seats = capitals().get(code or "", frozenset())
    known = cities().get(next(iter(seats))) if len(seats) == 1 else None
    return known[0] if known else None
