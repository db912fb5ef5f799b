"""Goods with which ships and lorries come: ``চা নিয়ে একটি জাহাজ X থেকে Y-র বন্দরে ভিড়েছে``, ``X-এর জাহাজ নিয়ে আসে চা``."""

from __future__ import annotations

from collections.abc import Iterator

from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import Clause, clauses
from bilat_kg.text.frames.cargo import denied
from bilat_kg.text.frames.flow import Direction, names_third_state
from bilat_kg.text.frames.goods import Item, is_role, listed
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.states import state_of

_ARRIVES = frozenset({"flow.land", "flow.come", "flow.berth"})
_AID = frozenset({"goods.aid", "people.troops"})
_NAMED = 14  # chunks from the goods to the vessel that carries them: its flag, its name
_ADDRESS = 7  # chunks from a state to the last of the places in it that a vessel comes from


def cargoes(scene: Scene, sentence: Sentence) -> Iterator[tuple[Direction, list[Item], int]]:
    """The goods that vessels bring from one state of the pair to the other, and where what tells of them ends."""
    if "flow.vessel" not in sentence.senses or not _AID.isdisjoint(sentence.senses):
        return
    for clause in clauses(sentence):
        told = _with_goods(scene, sentence.chunks, clause) or _brought(scene, sentence.chunks, clause)
        if told is not None:
            yield told


def _with_goods(scene: Scene, chunks: list[Chunk], clause: Clause) -> tuple[Direction, list[Item], int] | None:
    """``X থেকে ৩৫০ বস্তা ডাল নিয়ে একটি ট্রলার Y-র বন্দরে নোঙর করেছে``."""
    inside = range(clause.start, clause.end)
    loaded = next((i for i in inside if "matter" in chunks[i].senses and _carried(chunks, i, clause.end)), None)
    if loaded is None or not clause.asserted:
        return None
    way = way_of_vessel(scene, chunks, inside)
    if way is None or denied(chunks, inside):
        return None
    items = listed(scene, chunks, clause.start, loaded, backwards=True)
    return (way, items, clause.end) if items and all(item.known for item in items) else None


def _brought(scene: Scene, chunks: list[Chunk], clause: Clause) -> tuple[Direction, list[Item], int] | None:
    """``X-এর জাহাজগুলো নিয়ে আসে যন্ত্রপাতি ও ওষুধ``: what the ships of a state bring is its own."""
    for i in range(clause.start + 1, clause.end - 3):
        whose = state_of(chunks[i - 1]) if chunks[i - 1].kind == "country" and chunks[i - 1].case == "Gen" else None
        other = scene.pair.other(whose)
        if whose is None or other is None or "flow.vessel" not in chunks[i].senses or chunks[i].own != "Nom":
            continue
        comes = chunks[i + 2].verb
        if "matter" not in chunks[i + 1].senses or comes is None or "flow.come" not in chunks[i + 2].senses:
            continue
        rest = range(i + 3, len(chunks))
        end = next((at for at in rest if is_role(chunks[at]) or chunks[at].text == ";"), len(chunks))
        items = listed(scene, chunks, i + 3, end)
        if clause.asserted and comes.mood in {"present", "done"} and items and all(item.known for item in items):
            return Direction(whose, other, whose), items, end
    return None


def _carried(chunks: list[Chunk], at: int, end: int) -> bool:
    """Whether a vessel stands behind ``নিয়ে``, be it with its name and flag, before any verb."""
    for chunk in chunks[at + 1 : min(at + _NAMED, end)]:
        if "flow.vessel" in chunk.senses:
            return True
        if chunk.verb is not None or chunk.text in {",", ";"}:
            return False
    return False


def way_of_vessel(scene: Scene, chunks: list[Chunk], inside: range) -> Direction | None:
    """From where a vessel comes, by what stands in the ablative, to the other state; ``None`` where none arrives."""
    if names_third_state(chunks, inside, scene.pair) or not any("flow.vessel" in chunks[i].senses for i in inside):
        return None
    arrives = any(not chunks[i].senses.isdisjoint(_ARRIVES) and _did(chunks[i]) for i in inside)
    origins = {code for i in inside if _leaves(chunks, i) and (code := state_of(chunks[i])) in scene.pair and code}
    if not arrives or len(origins) != 1:
        return None
    origin = origins.pop()
    goal = scene.pair.other(origin)
    return Direction(origin, goal, origin) if goal is not None else None


def _did(chunk: Chunk) -> bool:
    return chunk.verb is None or not chunk.verb.finite or chunk.verb.mood in {"done", "present"}


def _leaves(chunks: list[Chunk], at: int) -> bool:
    """``X থেকে``, ``X-এর Z বন্দর থেকে``, ``X-এর Z শহর থেকে``."""
    chunk = chunks[at]
    if chunk.kind not in {"country", "city"} or chunk.adjective:
        return False
    if chunk.case == "Abl":
        return True
    rest = chunks[at + 1 : at + _ADDRESS]
    last = next((i for i, other in enumerate(rest) if other.case == "Abl" or "from" in other.senses), None)
    return chunk.case == "Gen" and last is not None and all(c.kind in {"word", "city"} for c in rest[:last])
