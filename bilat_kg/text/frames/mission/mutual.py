"""Missions that two states keep with each other, told of both together."""

from __future__ import annotations

from collections.abc import Iterator

from bilat_kg.text.chunks import Sentence
from bilat_kg.text.clauses import clause_at
from bilat_kg.text.frames.mission.dating import find_date
from bilat_kg.text.frames.mission.drafts import drafts
from bilat_kg.text.frames.mission.pairing import RESIDENT
from bilat_kg.text.frames.mission.segments import Segment
from bilat_kg.text.frames.mission.status import Status
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.states import party


def in_both(scene: Scene, segments: list[Segment]) -> bool:
    """Whether the cities named are one of each state (X ও Y যথাক্রমে A ও B-তে), with no subject of its own."""
    if len({segment.subject for segment in segments if segment.subject}) > 1:
        return False
    owners = {party(city.country) for segment in segments for city in segment.cities if city.country}
    return owners == set(scene.pair.codes)


def of_both(scene: Scene, sentence: Sentence, noun: int, segments: list[Segment]) -> bool:
    """``X ও Y-এর দূতাবাস একে অপরের দেশে``, ``দূতাবাসগুলো খুলতে X ও Y রাজি``: both in one coordination, and no place."""
    chunks = sentence.chunks
    if any(segment.placed for segment in segments):
        return False
    named: dict[int, set[str]] = {}
    for chunk in chunks:
        if chunk.group and chunk.kind == "country" and chunk.entity is not None:
            named.setdefault(chunk.group, set()).add(party(chunk.entity.id))
    both = [group for group, codes in named.items() if codes == set(scene.pair.codes)]
    if noun and chunks[noun - 1].group in both:
        in_both = any("pair" in chunk.senses and chunk.case == "Loc" for chunk in chunks[:noun])
        return "each_other" in sentence.senses or chunks[noun].plural or in_both
    acting = any(chunk.group in both and chunk.case == "Nom" for chunk in chunks)
    exchanged = noun + 1 < len(chunks) and "mission.exchange" in chunks[noun + 1].senses  # দূতাবাস বিনিময় করে
    return acting and (chunks[noun].plural or exchanged) and chunks[noun - 1].kind != "country"


def mutual_missions(
    scene: Scene, sentence: Sentence, noun: int, kind: str, segments: list[Segment], status: Status
) -> Iterator[FactDraft]:
    """``একে অপরের রাজধানীতে``: one mission each way, in the cities that are named, one of each state, or in none."""
    cities = {party(city.country): city for segment in segments for city in segment.cities if city.country}
    date = find_date(sentence, clause_at(sentence, noun), noun, len(sentence.chunks), status) if status.dated else None
    acting = kind not in RESIDENT and not any(c.kind == "city" and c.case == "Loc" for c in sentence.chunks[:noun])
    for sender in scene.pair.codes:
        receiver = scene.pair.other(sender) or sender
        place = None if acting else cities.get(receiver)  # রিয়াদ ও তেহরান … কনস্যুলেট খোলে: the governments do
        if place is not None or not cities or acting:
            segment = Segment(cities=[place] if place else [], date=date)
            yield from drafts(scene, sentence, kind, segment, sender, receiver, status)
