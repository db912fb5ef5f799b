"""The flow of goods that was told last, which the next sentence may lean on."""

from __future__ import annotations

from dataclasses import dataclass

from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import clause_at
from bilat_kg.text.frames.cargo import SURE, denied
from bilat_kg.text.frames.flow import Direction, direction, names_third_state
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.frames.vessels import way_of_vessel
from bilat_kg.text.states import state_of

_ASIDE = 2  # sentences since a flow was told, one of which tells nothing of places
_STILL: frozenset[str] = frozenset()


@dataclass(slots=True)
class Memory:
    """The flow told last: in which sentence, which way, whether its goods were told, what moved, and their list."""

    index: int = -2
    way: Direction | None = None
    taken: bool = False
    moved: frozenset[str] = frozenset()
    list: FactDraft | None = None


def goes_on(scene: Scene, sentence: Sentence, memory: Memory) -> bool:
    """Whether a flow was told just before, or before a sentence that names no place (অঙ্কটি দশ বছরে দ্বিগুণ হয়েছে)."""
    since = sentence.index - memory.index
    if since != _ASIDE:
        return since < _ASIDE
    return scene.sentences[sentence.index - 1].senses.isdisjoint({"country", "city", "item"})


def keep_way(scene: Scene, sentence: Sentence, memory: Memory) -> None:
    """Remember the one flow of a sentence without goods: the next may say what they are (এর মধ্যে চা ও কফি প্রধান)."""
    chunks = sentence.chunks
    words = [] if SURE.isdisjoint(sentence.senses) else list(sentence.having(*SURE))
    if not words:
        if "flow.vessel" not in sentence.senses:
            return
        if (brought := way_of_vessel(scene, chunks, range(len(chunks)))) is not None:
            memory.way, memory.index, memory.list, memory.moved = brought, sentence.index, None, _STILL
        elif sentence.index - memory.index == 1:
            memory.index = sentence.index  # the vessels of the sentence before are told of on
        return
    clause = clause_at(sentence, words[0])
    last = memory.way if sentence.index - memory.index == 1 else None
    end = min([clause.end, *words[1:]])
    way = way_told(scene, chunks, range(clause.start, end), words[0], last)
    if way is not None and clause.asserted:
        memory.way, memory.index, memory.list, memory.moved = way, sentence.index, None, _STILL


def way_told(
    scene: Scene, chunks: list[Chunk], region: range, at: int, last: Direction | None = None
) -> Direction | None:
    """``X থেকে Y-এ রপ্তানি হয় ৬ কোটি ডলারের পণ্য, …``: a direction without goods, which the next list may lean on.

    It may itself lean on the one told just before, ``last``: ``দেশটি থেকে আমদানি হয় ৪ কোটি ডলারের পণ্য``.
    """
    if names_third_state(chunks, region, scene.pair) or denied(chunks, region):
        return None
    named = [chunks[i] for i in region if state_of(chunks[i]) in scene.pair]
    if len({state_of(chunk) for chunk in named}) < 2:
        leans = last is not None and len(named) == 1 and named[0].anaphor
        leans = leans or (len(named) == 1 and named[0].case in {"Loc", "Abl"})  # X-এ রপ্তানি হয়েছে …
        leans = leans or (len(named) == 1 and any("pair" in chunk.senses for chunk in chunks[:at]))
        return direction(chunks, region, at, chunks[at].senses, scene.pair, last) if leans else None
    return direction(chunks, region, at, chunks[at].senses, scene.pair, None)
