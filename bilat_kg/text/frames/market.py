"""Goods told by a noun: who buys them (ক্রেতা), who supplies them (সরবরাহকারী, উৎস), where they have a market (বাজার).

``X-এর চায়ের ক্রেতা Y``, ``Y-তে X-এর চায়ের বাজার``, ``X Y-এর চা সরবরাহকারী``, ``চায়ের জন্য Y X-এর উপর নির্ভরশীল``,
``X-এর চা Y-এর দোকানে মেলে``. Both states must be named, and the goods known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import Clause, clause_at
from bilat_kg.text.frames.flow import Direction, names_third_state
from bilat_kg.text.frames.goods import Item, listed
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.states import state_of

RULE = "commodity.market"
NOUNS = frozenset({"flow.buyer", "flow.outlet", "flow.supplier", "flow.depends", "flow.shop"})
_NEAR = 7  # chunks between the last of the goods and the noun: সবচেয়ে বড় একক


@dataclass(frozen=True, slots=True)
class _Named:
    at: int
    code: str


def told(scene: Scene, sentence: Sentence) -> Iterator[tuple[Direction, list[Item]]]:
    """The directions that the nouns of a sentence tell, with the goods."""
    chunks = sentence.chunks
    for at in sentence.having(*NOUNS):
        clause = clause_at(sentence, at)
        region = range(clause.start, clause.end)
        named = [_Named(i, code) for i in region if (code := _party(scene, chunks[i])) is not None]
        if len({state.code for state in named}) != 2:
            continue
        found = _read(scene, chunks, at, region, named)
        if found is None or not all(item.known for item in found[1][-1:]):
            continue
        if chunks[-1].kind != "mark" and not any(chunk.verb for chunk in chunks):
            continue  # a headline: লিমার বাজারে কেনিয়ার চা, …
        lost = not chunks_of(chunks, region).isdisjoint(
            {"goods.cut", "flow.contract", "agreement", "goods.aid", "not", "flow.may"}
        )
        if lost or not (clause.asserted or ("flow.shop" in chunks[at].senses and _to_be_had(chunks, clause))):
            scene.refuse(RULE, "goods planned, proposed or denied", sentence)
        elif names_third_state(chunks, region, scene.pair):
            scene.refuse(RULE, "goods of a third state or a region", sentence)
        else:
            yield found


def _to_be_had(chunks: list[Chunk], clause: Clause) -> bool:
    """``খুঁজলেই পাবেন``: a future that says what there is."""
    found = chunks[clause.start : clause.end]
    future = [chunk for chunk in found if chunk.verb is not None and chunk.verb.mood == "future"]
    planned = any(not chunk.senses.isdisjoint({"cue.planned", "cue.proposed"}) for chunk in found)
    taken_back = clause.negated or clause.proposed or clause.cancelled or clause.doubted or planned
    return not taken_back and len(future) == 1 and "flow.take" in future[0].senses


def chunks_of(chunks: list[Chunk], region: range) -> set[str]:
    """All senses of some chunks."""
    return {sense for i in region for sense in chunks[i].senses}


def _party(scene: Scene, chunk: Chunk) -> str | None:
    code = state_of(chunk) if chunk.kind in {"country", "city"} else None
    return code if code in scene.pair else None


def _read(
    scene: Scene, chunks: list[Chunk], at: int, region: range, named: list[_Named]
) -> tuple[Direction, list[Item]] | None:
    senses = chunks[at].senses
    place = next((state for state in named if state.at == at - 1), None)
    if chunks[at].own == "Loc" and place is not None and senses & {"flow.shop", "flow.outlet"}:
        return _sold_at(scene, chunks, region, place, named)
    if "flow.depends" in senses:
        return _needed(scene, chunks, at, region, named)
    if "flow.shop" in senses or chunks[at].own == "Loc":
        return None
    owner = next((state for state in reversed(named) if state.at < at and chunks[state.at].case == "Gen"), None)
    if owner is None and "flow.supplier" in senses:  # X Y-তে চালের বড় সরবরাহকারী
        owner = next((state for state in named if state.at < at and chunks[state.at].own == "Loc"), None)
    if owner is None:
        return None
    items = _between(scene, chunks, owner.at + 1, at)
    if not items and "flow.supplier" in senses and "matter" in chunks[owner.at + 1].senses:
        items = listed(scene, chunks, region.start, owner.at, backwards=True)  # চায়ের ক্ষেত্রে X-এর জন্য বড় উৎস Y
    other = next((s for s in named if s.code != owner.code and chunks[s.at].case in {"Nom", "Loc"}), None)
    if other is None or not items:
        return None
    met = next((i for i in range(at + 1, region.stop) if chunks[i].kind in {"verb", "country"}), at)
    meets = "flow.need" in senses and any("flow.provide" in chunks[i].senses for i in range(at + 1, met + 1))
    if meets:  # Y-এর পাম তেলের চাহিদার বড় অংশ মেটায় X
        return None if chunks[other.at].case == "Loc" else (Direction(other.code, owner.code, other.code), items)
    if "flow.supplier" in senses:
        return None if chunks[other.at].case == "Loc" else (Direction(other.code, owner.code, other.code), items)
    if "flow.buyer" in senses and chunks[other.at].case == "Loc":
        return None
    return Direction(owner.code, other.code, owner.code), items


def _between(scene: Scene, chunks: list[Chunk], start: int, noun: int) -> list[Item]:
    """The goods from ``start`` on, the last of them not far before the noun and nothing done in between."""
    last = next((i for i in range(noun - 1, start - 1, -1) if "good" in chunks[i].senses), None)
    if last is None or noun - last > _NEAR or any(chunks[i].kind in {"verb", "amount"} for i in range(start, noun)):
        return []
    return listed(scene, chunks, start, last + 1)


def _sold_at(
    scene: Scene, chunks: list[Chunk], region: range, place: _Named, named: list[_Named]
) -> tuple[Direction, list[Item]] | None:
    """``X-এর চা Y-এর দোকানে মেলে``, ``Y-এর দোকানে মেলে X-এর চা``."""
    owner = next((s for s in named if s.code != place.code and chunks[s.at].case in {"Gen", "Abl"}), None)
    if owner is None:
        return None
    stop = place.at if owner.at < place.at else len(chunks)  # a list after the verb ends with its words
    way = Direction(owner.code, place.code, owner.code)
    first = owner.at + 1
    if first >= stop:
        return None
    if "flow.goods" in chunks[first].senses and owner.at and "goods.like" in chunks[owner.at - 1].senses:
        return way, listed(scene, chunks, region.start, owner.at, backwards=True)  # চায়ের মতো X-এর পণ্য Y-এর দোকানে
    if _main_goods(chunks, first, stop):
        return way, listed(scene, chunks, first + 2, stop)  # Y-এর বাজারে X-এর প্রধান পণ্য চা ও কফি
    if "good" not in chunks[first].senses | chunks[min(first + 1, stop - 1)].senses:
        return None
    last = next(i for i in range(stop - 1, first - 1, -1) if "good" in chunks[i].senses)
    return way, listed(scene, chunks, first, last + 1)  # X-এর চায়ের কদর Y-এর বাজারে


def _main_goods(chunks: list[Chunk], at: int, stop: int) -> bool:
    if at + 2 >= stop or "flow.main" not in chunks[at].senses or "flow.goods" not in chunks[at + 1].senses:
        return False
    return chunks[at + 1].own == "Nom" and any("good" in chunk.senses for chunk in chunks[at + 2 : stop])


def _needed(
    scene: Scene, chunks: list[Chunk], at: int, region: range, named: list[_Named]
) -> tuple[Direction, list[Item]] | None:
    """``চায়ের জন্য Y X-এর উপর নির্ভরশীল``, ``Y X-এর চায়ের উপর নির্ভরশীল``."""
    needs = next((state for state in named if chunks[state.at].case == "Nom"), None)
    given = next((s for s in named if needs and s.code != needs.code and s.at < at), None)
    reason = next(
        (i for i in range(at, region.start, -1) if "matter" in chunks[i].senses and _wants(chunks[i - 1])), None
    )
    if needs is None or given is None or reason is None:
        return None
    start, backwards = (given.at + 1, False) if needs.at < given.at < reason else (region.start, True)
    return Direction(given.code, needs.code, needs.code), listed(scene, chunks, start, reason, backwards=backwards)


def _wants(chunk: Chunk) -> bool:
    return "good" in chunk.senses and chunk.own == "Gen"
