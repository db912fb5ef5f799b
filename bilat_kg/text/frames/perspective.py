"""The side from which a text tells of the trade of two states: what ``রপ্তানি`` and ``আমদানি`` alone are then of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.discourse import Pair, state_of
from bilat_kg.text.frames.flow import Direction
from bilat_kg.text.frames.scene import Scene

_LABELS_REACH = 8  # sentences under the same heading that a head may speak for


@dataclass(slots=True)
class Perspective:
    """From which side the text last told of the trade of the two: ``X-এর সঙ্গে Y-এর বাণিজ্য`` is told from that of Y.

    ``index`` and ``heading``: the sentence, and the heading it stands under.
    """

    index: int = -100
    heading: frozenset[str] = frozenset()
    side: Direction | None = None


def look(scene: Scene, sentence: Sentence, frame: str) -> Perspective:
    """The perspective of the text at ``sentence``, as ``frame`` has read so far."""
    view = scene.memory(f"perspective of {frame}", Perspective)
    if not {"flow.total", "flow.balance"}.isdisjoint(sentence.senses):
        side = _side_of(sentence.chunks, range(len(sentence.chunks)), scene.pair)
        if side is not None:
            view.index, view.heading, view.side = sentence.index, sentence.heading, side
    return view


def told_from(view: Perspective, sentence: Sentence, label: bool = False) -> Direction | None:
    """The side that this sentence, or the one before, speaks from; for a label, any under the same heading."""
    far = sentence.index - view.index
    reach = _LABELS_REACH if label and view.heading == sentence.heading else 1
    return view.side if 0 <= far <= reach else None


def _side_of(chunks: list[Chunk], region: Iterable[int], pair: Pair) -> Direction | None:
    """``X-এর সঙ্গে Y-এর বাণিজ্য``: what Y sells to X."""
    partner: str | None = None
    for i in region:
        chunk = chunks[i]
        code = state_of(chunk) if chunk.kind == "country" else None
        if code is None or code not in pair:
            continue
        if chunk.case == "Com":
            partner = code
        elif partner is not None and chunk.case == "Gen" and code != partner:
            near = chunks[i + 1 : i + 4]
            told = any(not c.senses.isdisjoint({"flow.total", "flow.balance"}) for c in near)
            return Direction(code, partner, code) if told else None
    return None
