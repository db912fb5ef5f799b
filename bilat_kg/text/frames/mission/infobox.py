"""Missions as an infobox names them: a field for each state, with the name of its mission (ফ্রান্সের দূতাবাস, রাবাত)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilat_kg.model import Concept, Field
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.frames.mission.closing import MISSIONS
from bilat_kg.text.frames.mission.settings import mission_types
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.rules import RuleFile
from bilat_kg.text.states import party

RULE = "mission.infobox"

_NUMBERED = re.compile(r"(.*?)[\s_]*(\d)")


def read_field(scene: Scene, field: Field, sentence: Sentence, rules: RuleFile) -> Iterator[FactDraft]:
    """The missions that one field names; ``sentence`` is its line."""
    settings = rules.settings.get("infobox", {})
    numbered = _NUMBERED.fullmatch(field.name)
    name, number = (numbered[1], int(numbered[2])) if numbered else (field.name, 0)
    if name in settings.get("envoys", ()):
        scene.refuse(RULE, "an envoy, of whom no class of facts tells", sentence)
    if name not in settings.get("missions", ()):
        return
    types = mission_types(scene.lang)
    chunks = sentence.chunks
    nouns = [i for i, chunk in enumerate(chunks) if not chunk.senses.isdisjoint(MISSIONS)]
    if not nouns:
        scene.refuse(RULE, "a mission of no kind", sentence)
        return
    begin = 0
    for at, noun in enumerate(nouns):
        end = nouns[at + 1] if at + 1 < len(nouns) else len(chunks)
        around = chunks[begin:noun] + chunks[noun + 1 : end]
        begin = end
        yield from _mission(scene, sentence, around, _kind(chunks[noun], types), number)


def _mission(scene: Scene, sentence: Sentence, around: list[Chunk], kind: str, number: int) -> Iterator[FactDraft]:
    """One mission: who sends it the line says, or the number of its field; where it is, its city or the other state."""
    named = [party(chunk.entity.id) for chunk in around if chunk.kind == "country" and chunk.entity is not None]
    cities = [chunk.entity for chunk in around if chunk.kind == "city" and chunk.entity is not None]
    owners = {party(city.country) for city in cities if city.country}
    senders = [code for code in dict.fromkeys(named) if code in scene.pair and code not in owners]
    sender = senders[0] if len(senders) == 1 else None if senders else _numbered(scene, number)
    receiver = scene.pair.other(sender) if sender else None
    if sender is None or receiver is None:
        scene.refuse(RULE, "sender or receiver unknown", sentence)
    elif owners - {receiver} or any(code not in scene.pair for code in named):
        scene.refuse(RULE, "a mission elsewhere", sentence)
    else:
        yield scene.draft(
            kind,
            {
                "sender": scene.country(sender),
                "receiver": scene.country(receiver),
                "city": cities[0] if cities else None,
                "status": Concept("Open"),
            },
            RULE,
            sentence,
            "1" if senders and cities else "0.9",
        )


def _numbered(scene: Scene, number: int) -> str | None:
    """The state of the pair that the infobox names first, or second."""
    named: list[str] = []
    for _, line in scene.fields:
        codes = {
            party(chunk.entity.id) for chunk in line.chunks if chunk.kind == "country" and chunk.entity is not None
        }
        if len(codes) == 1 and not any(chunk.senses & MISSIONS for chunk in line.chunks):
            named += [code for code in codes if code in scene.pair and code not in named]
    return named[number - 1] if 0 < number <= len(named) == 2 else None


def _kind(noun: Chunk, types: dict[str, str]) -> str:
    return next(types[sense] for sense in sorted(noun.senses) if sense in types)
