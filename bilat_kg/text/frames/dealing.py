"""``যথাক্রমে``: amounts that go, one by one, to the flows or the states named before them."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk, Sentence, dates
from bilat_kg.text.frames.flow import IN, OUT, Direction, Flow, direction
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.values import DateMention


def dealt_before(scene: Scene, sentence: Sentence, amounts: list[int], earlier: tuple[Flow, ...]) -> dict[int, Flow]:
    """``যথাক্রমে``: the amounts after it go, one by one, to the flows named before it, or measured before."""
    chunks = sentence.chunks
    mark = next(iter(sentence.having("respectively")), None)
    if mark is None:
        return {}
    after = [i for i in amounts if i > mark]
    begin = max((i for i in amounts if i < mark), default=-1) + 1
    words = [i for i in range(begin, mark) if not chunks[i].senses.isdisjoint(OUT | IN) and chunks[i].kind == "word"]
    flows: list[Flow] = []
    owners = _owners(scene, chunks, range(begin, mark)) if len(words) == 1 else []
    if len(owners) == len(after) > 1:
        for owner in owners:
            other = scene.pair.other(owner) or owner
            bought = not chunks[words[0]].senses.isdisjoint(IN)
            flows.append(Flow(Direction(other, owner, owner) if bought else Direction(owner, other, owner)))
    elif len(words) == len(after):
        last: Direction | None = None
        for word in words:
            stop = next((i for i in range(word, mark) if "and" in chunks[i].senses or chunks[i].text == ","), mark)
            last = direction(chunks, range(begin, stop), word, chunks[word].senses, scene.pair, last)
            begin = stop
            if last is None:
                return {}
            flows.append(Flow(last))
    elif not words:
        flows = list(earlier[-len(after) :])
        if len([i for i in amounts if i < mark]) >= len(after):
            return {}  # the flows are measured in this sentence: they are dealt when they are known
    return dict(zip(after, flows, strict=True)) if len(flows) == len(after) else {}


def dealt_dates(sentence: Sentence, amounts: list[int]) -> dict[int, DateMention]:
    """``২০২৩ ও ২০২৪ সালে … ছিল যথাক্রমে …``: the amounts go, one by one, to the dates before them."""
    mark = next(iter(sentence.having("respectively")), None)
    if mark is None:
        return {}
    after = [i for i in amounts if i > mark]
    before = [mention for i, mention in dates(sentence) if i < mark]
    if len(after) < 2 or len(after) < len(amounts) or len(before) != len(after):
        return {}
    return dict(zip(after, before, strict=True))


def _owners(scene: Scene, chunks: list[Chunk], region: range) -> list[str]:
    """``X ও Y-এর রপ্তানি``: the states of a coordination in the genitive, in order."""
    found = [chunks[i] for i in region if chunks[i].kind == "country" and chunks[i].case == "Gen" and chunks[i].group]
    return [chunk.entity.id for chunk in found if chunk.entity is not None and chunk.entity.id in scene.pair]


def dealt_here(sentence: Sentence, amounts: list[int], n: int, flows: list[Flow]) -> dict[int, Flow]:
    """The same, where the flows were measured earlier in the sentence."""
    mark = next(iter(sentence.having("respectively")))
    after = [i for i in amounts if i > mark]
    if n + 1 < len(amounts) and amounts[n + 1] == after[0] and len(flows) >= len(after):
        return dict(zip(after, flows[-len(after) :], strict=True))
    return {}
