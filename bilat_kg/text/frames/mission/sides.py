"""Who sends a mission and who receives it: what a segment names, completed by the clause and by the pair."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import Clause
from bilat_kg.text.frames.mission.segments import Segment
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.places import namesake
from bilat_kg.text.states import is_capital, party, state_of

_COUNTS = frozenset({"one", "any", "own", "agreement.new", "mission.honorary"})
_NEAR = 3  # chunks from a mission to the verb that it is the object of
_PLACE = 5  # chunks from a state to a place in it


def find_subject(scene: Scene, sentence: Sentence, clause: Clause, noun: int, segment: Segment) -> str | None:
    """A state elsewhere in the clause: in the nominative before or after the noun, in the genitive after it.

    A capital stands for its country after the noun. A third state that ends the sentence is told where none of the pair
    is: the mission is not the pair's.
    """
    chunks = sentence.chunks
    here = {city.id for city in segment.cities}
    third: str | None = None
    for i in [*range(noun + 1, clause.end), *range(noun - 1, clause.start - 1, -1)]:
        chunk = chunks[i]
        if chunk.entity is None or (chunk.case != "Nom" and not (chunk.case == "Gen" and i > noun)):
            continue
        if chunk.case == "Gen" and i + 1 < clause.end and chunks[i + 1].kind in {"city", "word"} and _within(chunks, i):
            continue  # কনস্যুলেটটি কেনিয়ার মোম্বাসা জেলায় কাজ করে
        code: str | None = state_of(chunk)
        stands = chunk.kind == "country" or (chunk.kind == "city" and i > noun and chunk.entity.id not in here)
        if stands and scene.pair.other(code) is not None:
            return code
        if i > noun and chunk.kind == "country" and chunk.case == "Nom" and not chunk.group and _closes(sentence, i):
            third = code  # … দূতাবাস খুলেছে চিলি
    return third


def opened_by(scene: Scene, sentence: Sentence, clause: Clause, noun: int) -> str | None:
    """``কেনিয়ার উৎসাহে পেরু … কনস্যুলেট খোলে``: the one state in the nominative beside an active verb of opening."""
    chunks = sentence.chunks
    opening = next((i for i in range(noun + 1, clause.end) if "mission.open" in chunks[i].senses), None)
    if opening is None or opening > noun + _NEAR:
        return None
    deed = chunks[opening] if chunks[opening].kind == "verb" or opening + 1 == clause.end else chunks[opening + 1]
    if deed.verb is None or not deed.verb.finite or deed.verb.negated or "mission.becomes" in deed.senses:
        return None
    acting = {
        state_of(chunk)
        for chunk in chunks[clause.start : clause.end]
        if chunk.kind == "country" and chunk.own == chunk.case == "Nom" and not (chunk.adjective or chunk.group)
    }
    code = next(iter(acting)) if len(acting) == 1 else None
    return code if scene.pair.other(code) is not None else None


def is_owner(chunks: list[Chunk], noun: int) -> bool:
    """Whether the mission is called by a state right before it: ``কেনিয়ার একটি কনস্যুলেট``, ``কেনীয় কনস্যুলেট``."""
    at = noun - 1
    while at > 0 and (chunks[at].kind == "number" or not chunks[at].senses.isdisjoint(_COUNTS)):
        at -= 1
    return at >= 0 and chunks[at].kind == "country" and chunks[at].case == "Gen"


def _within(chunks: list[Chunk], at: int) -> bool:
    """Whether a state's name only says where something is that is named behind it, in a place of its own."""
    following = (chunk for chunk in chunks[at + 1 : at + 1 + _PLACE] if chunk.kind in {"city", "word"})
    return any(chunk.own == "Loc" for chunk in following)


def _closes(sentence: Sentence, at: int) -> bool:
    return all(chunk.kind == "mark" for chunk in sentence.chunks[at + 1 :])


def find_topic(scene: Scene, sentence: Sentence) -> str | None:
    """``কানাডার মিশন: …`` and the line that opens a list say whose missions follow."""
    for line in (sentence, sentence.intro):
        if line is None:
            continue
        for i in line.having("mission.any"):
            before = line.chunks[i - 1] if i else None
            if before is not None and before.kind == "country" and before.case == "Gen" and before.entity is not None:
                return before.entity.id
    return None


def complete_states(scene: Scene, segment: Segment, carried: str | None) -> tuple[str | None, str | None]:
    """Sender and receiver: what the text names, completed by the pair."""
    pair = scene.pair
    _settle_namesakes(scene, segment)
    owners = {city.country for city in segment.cities if city.country}
    if len(owners) > 1:
        return None, None
    receiver = next(iter(owners), None) or segment.host
    if not owners and receiver not in pair:
        receiver = next((host for host in segment.hosts if host in pair), receiver)
    sender = segment.sender or segment.subject
    if segment.sender is None and sender not in pair:
        sender = next((one for one in segment.subjects if one in pair), sender)
    if receiver is None:
        if sender is None and segment.cities:
            sender = carried
        if sender is None or (segment.cities and sender not in pair):
            return None, None
        return sender, pair.other(sender)
    if receiver not in pair and segment.sender is None and segment.cities:
        return None, None  # another state's: দিল্লির দূতাবাসই দেখে
    if sender is not None and party(sender) == party(receiver):
        # দেশটির may point at either state; a place cannot.
        if not segment.pointed and segment.sender is not None:
            return None, None
        sender = None
    if sender is None:
        opposite = carried is not None and party(carried) != party(receiver)
        sender = carried if opposite else pair.other(receiver)
    return (sender, receiver) if sender in pair else (None, None)


def _settle_namesakes(scene: Scene, segment: Segment) -> None:
    """Cities of one coordination stand in one country: one that is known elsewhere only is a namesake, not linked."""
    if len({city.country for city in segment.cities if city.country in scene.pair}) != 1:
        return
    segment.cities = [
        city if city.country is None or city.country in scene.pair else namesake(city)
        for city in segment.cities
        if city.country in scene.pair or not is_capital(city)  # ডাবলিন ও লিমায়: one in a third state as well
    ]
