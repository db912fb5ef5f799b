"""The side from which a text tells of the trade of two states: what ``রপ্তানি`` and ``আমদানি`` alone are then of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import clause_at
from bilat_kg.text.frames.flow import IN, OUT, Direction, direction, names_third_state
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.pair import Pair
from bilat_kg.text.states import state_of

_NEVER = -100
_TITLES = 3  # sentences that may be the title of a fact sheet
_LABELS_REACH = 8  # sentences under the same heading that a head may speak for


@dataclass(slots=True)
class Perspective:
    """From which side the text last told of the trade of the two: ``X-এর সঙ্গে Y-এর বাণিজ্য`` is told from that of Y.

    ``index`` and ``heading``: the sentence, and the heading it stands under. ``sheet``: the side of a fact sheet, which
    is that of the state that its title names first; ``titled``: whether the title was looked at.
    """

    index: int = _NEVER
    heading: frozenset[str] = frozenset()
    side: Direction | None = None
    sheet: Direction | None = None
    titled: bool = False


def look(scene: Scene, sentence: Sentence, frame: str) -> Perspective:
    """The perspective of the text at ``sentence``, as ``frame`` has read so far."""
    view = scene.memory(f"perspective of {frame}", Perspective)
    if not view.titled:
        view.titled, view.sheet = True, _side_of_sheet(scene.sentences[:_TITLES], scene.pair)
    side: Direction | None = None
    if not {"flow.total", "flow.balance"}.isdisjoint(sentence.senses):
        side = _side_of(sentence.chunks, range(len(sentence.chunks)), scene.pair)
    if side is None and not OUT.isdisjoint(sentence.senses) and not IN.isdisjoint(sentence.senses):
        side = _side_of_dealer(sentence, scene.pair)
    goes_on = sentence.index == view.index + 1 and not (OUT | IN).isdisjoint(sentence.senses)
    if side is None and goes_on and not any(chunk.kind in {"country", "city"} for chunk in sentence.chunks):
        view.index = sentence.index  # পরের বছর রপ্তানি বাড়ে: of the same side
    if side is not None:
        view.index, view.heading, view.side = sentence.index, sentence.heading, side
    return view


def told_from(view: Perspective, sentence: Sentence, label: bool = False) -> Direction | None:
    """The side that this sentence, or the one before, speaks from; for a label, any under the same heading."""
    far = sentence.index - view.index
    reach = _LABELS_REACH if label and view.heading == sentence.heading else 1
    if 0 <= far <= reach and view.side is not None:
        return view.side
    return view.sheet if is_line(sentence) else None


def flow_before(scene: Scene, sentence: Sentence) -> Direction | None:
    """``X Y-এ চা রপ্তানি করে। এই রপ্তানির মূল্য …``: the one flow between the two of which the sentence before tells."""
    if not sentence.index:
        return None
    before = scene.sentences[sentence.index - 1]
    words = list(before.having(*OUT, *IN))
    clause = clause_at(before, words[0]) if len(words) == 1 else None
    if clause is None or not clause.asserted:
        return None
    inside, chunks = range(clause.start, clause.end), before.chunks
    codes = {state_of(chunks[i]) for i in inside if state_of(chunks[i]) in scene.pair}
    if len(codes) < 2 or names_third_state(chunks, inside, scene.pair):
        return None
    return direction(chunks, inside, words[0], chunks[words[0]].senses, scene.pair, None)


def is_line(sentence: Sentence) -> bool:
    """``রপ্তানি: …``, ``অর্থবছর ২০২০-২১: রপ্তানি …; আমদানি …``: a line of a fact sheet, which names no state."""
    chunks = sentence.chunks
    label = any(chunk.text in {":", "—"} for chunk in chunks[:6])
    return label and not any(chunk.verb is not None or chunk.kind in {"country", "city"} for chunk in chunks)


def _side_of_sheet(titles: Iterable[Sentence], pair: Pair) -> Direction | None:
    """``তথ্যপত্র: X–Y সম্পর্ক``: what X sells to Y."""
    for title in titles:
        if "flow.sheet" not in title.senses or any(chunk.verb is not None for chunk in title.chunks):
            continue
        code = next((state_of(chunk) for chunk in title.chunks if chunk.kind == "country"), None)
        other = pair.other(code)
        if code is not None and other is not None:
            return Direction(code, other, code)
    return None


def _side_of_dealer(sentence: Sentence, pair: Pair) -> Direction | None:
    """``X বেচেছে …, কিনেছে …``: what X sells, where it is the only state named; ``X Y-এ রপ্তানি করে …, আমদানি …``."""
    chunks = sentence.chunks
    named = [i for i, chunk in enumerate(chunks) if chunk.kind == "country"]
    subject = next((i for i in named if chunks[i].case == "Nom"), None)
    dealer: int | None = subject if len(named) == 1 else None
    if len(named) == 2 and subject is not None and any(chunks[i].case == "Loc" for i in named):
        clause = clause_at(sentence, subject)
        deals = any(not chunk.senses.isdisjoint(OUT | IN) for chunk in chunks[clause.start : clause.end])
        dealer = subject if deals else None
    elif len(named) == 2:
        owners = [i for i in named if chunks[i].case == "Gen" and i + 1 < len(chunks)]
        dealer = owners[0] if len(owners) == 1 and not chunks[owners[0] + 1].senses.isdisjoint(OUT) else None
    code = state_of(chunks[dealer]) if dealer is not None else None
    other = pair.other(code)
    return Direction(code, other, code) if code is not None and other is not None else None


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
