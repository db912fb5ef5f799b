"""Lists of goods that go on about a flow told just before, and lists under a label that names a route.

``… রপ্তানি ১৫ কোটি ডলার। এর মধ্যে চা ও কফি প্রধান।``, ``…, যার অর্ধেক চা; এ ছাড়া আছে ফুল``, ``X থেকে Y: চা, কফি``.
"""

from __future__ import annotations

from collections.abc import Iterator

from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import clauses
from bilat_kg.text.frames.cargo import denied
from bilat_kg.text.frames.flow import Direction
from bilat_kg.text.frames.goods import TRIGGERS, Item, listed
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.states import state_of

_OPENS = frozenset({"goods.list", "flow.goods", "flow.of_it", "also", "goods.besides", "agreement.among"})
_SAYS = _OPENS | {"good", "goods.not", "and", "between", "own", "flow.main", "flow.on", "visit.whose", "with"}
_OTHERS = frozenset({"country", "city", "person", "office", "amount", "organization", "currency"})
_STOPS = frozenset({";", "।"})
_LABEL = 5  # chunks before a colon that may name a route


def going_on(scene: Scene, sentence: Sentence, told: set[str]) -> Iterator[list[Item]]:
    """The lists of clauses that name no state, no money and no act, and say that they are of what was told before."""
    chunks = sentence.chunks
    if "good" not in sentence.senses:
        return
    for clause in clauses(sentence):
        end = clause.end
        while end < len(chunks) and chunks[end - 1].text not in _STOPS and _lists_on(chunks[end]):
            end += 1  # … আছে চা | ও ফুল: the list goes on behind the verb
        inside = range(clause.start, end)
        senses = {sense for i in inside for sense in chunks[i].senses}
        if "good" not in senses or not TRIGGERS.isdisjoint(senses):
            continue
        opener = _opener(scene, sentence, clause.start, end)
        if opener is None or any(_is_else(chunks[i]) for i in inside if i > opener):
            continue
        if denied(chunks, range(max(opener, clause.start), end)):
            continue
        first = opener
        while first < end and "good" not in chunks[first].senses:
            first += 1
        items = listed(scene, chunks, first, end) if first > opener else []
        if items and all(item.known for item in items) and told.isdisjoint(item.words for item in items):
            yield items


def _opener(scene: Scene, sentence: Sentence, start: int, end: int) -> int | None:
    """What says that a list is of what was told before; the goods alone, where they answer a question."""
    chunks = sentence.chunks
    opener = next((i for i in range(start, end) if not _OPENS.isdisjoint(chunks[i].senses)), None)
    if opener is not None:
        return None if any(_is_else(chunks[i]) for i in range(start, opener)) else opener
    if "with" in chunks[start].senses:
        return start  # সঙ্গে থাকে কিছু আনারস
    if not answers(scene, sentence) or start or any(chunk.verb is not None for chunk in chunks):
        return None
    first = next(i for i, chunk in enumerate(chunks) if "good" in chunk.senses) - 1
    return first if first < 0 or chunks[first].text == "," else None


def answers(scene: Scene, sentence: Sentence) -> bool:
    """Whether the sentence before is a question, which by itself states nothing."""
    return sentence.index > 0 and scene.sentences[sentence.index - 1].chunks[-1].text == "?"


def _lists_on(chunk: Chunk) -> bool:
    return chunk.kind == "mark" or not chunk.senses.isdisjoint({"good", "and"})


def _is_else(chunk: Chunk) -> bool:
    """Whether a chunk says more than that there are these goods: a name, an act, a word of another matter."""
    if chunk.verb is not None:
        return chunk.senses.isdisjoint({"verb.be", "goods.besides"})
    return chunk.kind in _OTHERS or (chunk.kind == "word" and chunk.senses.isdisjoint(_SAYS))


def routes(scene: Scene, sentence: Sentence) -> Iterator[tuple[Direction, list[Item]]]:
    """``X থেকে Y: চা, কফি; Y থেকে X: তামা``: lists of goods under the way that they go."""
    chunks = sentence.chunks
    heads = [i for i, chunk in enumerate(chunks) if chunk.text == ":"]
    for n, at in enumerate(heads):
        near = range(max(0, at - _LABEL), at)
        start = max([near.start, *(i + 1 for i in near if chunks[i].text in {";", ",", "।"})])
        named = [i for i in range(start, at) if chunks[i].kind == "country"]
        codes = [code for i in named if (code := state_of(chunks[i])) is not None and code in scene.pair]
        if len(named) != 2 or len(codes) != 2 or codes[0] == codes[1]:
            continue
        arrow = any(chunks[i].text in {"→", "⇒", "➝"} for i in range(named[0], named[1]))
        if not (arrow or chunks[named[0]].case == "Abl") or any(chunks[i].kind == "verb" for i in range(start, at)):
            continue
        stop = next((i for i in range(at, len(chunks)) if chunks[i].text in {";", "।"}), len(chunks))
        items = listed(scene, chunks, at + 1, min([stop, *heads[n + 1 : n + 2]]))
        if len(items) > 1 and all(item.known for item in items):
            yield Direction(codes[0], codes[1], codes[0]), items


def headed(scene: Scene, sentence: Sentence, spoken_of: bool) -> Iterator[tuple[Direction, list[Item]]]:
    """``X-এর: a, b ও c; Y: d, e``: lists that stand under the name of the state that sells them.

    The sentence must speak of exports, or the one before it (``spoken_of``).
    """
    chunks = sentence.chunks
    if "flow.export" not in sentence.senses and not spoken_of:
        return
    heads = [
        i - 1
        for i in range(1, len(chunks))
        if chunks[i].text == ":" and chunks[i - 1].kind == "country" and chunks[i - 1].case in {"Nom", "Gen"}
    ]
    first = next((i for i in range(2, len(chunks)) if chunks[i].text == ":"), 0)
    if first and "flow.export" in chunks[first - 1].senses and chunks[first - 2].case == "Gen":
        heads = [first - 2, *heads]  # X-এর রপ্তানি: …; Y-এর: …
    for n, head in enumerate(heads):
        end = heads[n + 1] if n + 1 < len(heads) else len(chunks)
        code = state_of(chunks[head])
        items = listed(scene, chunks, head + (2 if chunks[head + 1].text == ":" else 3), end)
        other = scene.pair.other(code)
        if code is not None and other is not None and any(item.known for item in items):
            yield Direction(code, other, code), items
