"""Offices and names that are told apart: an office for somebody named just before, a title just behind a name."""

from __future__ import annotations

from dataclasses import replace

from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.frames.visit.mentions import Visitor
from bilat_kg.text.offices import office_of, state_before

_SINGLE = frozenset({"monarch", "crown_prince", "president", "prime_minister"})
_NOBODY = frozenset({"any", "visit.any", "visit.first"})
_OTHERS = _NOBODY | {"tenure"}
_SPOKEN_OF = 2  # sentences


def held_by(scene: Scene, sentence: Sentence, visitor: Visitor) -> Visitor:
    """``মুম্বইয়ে নামেন তৎকালীন প্রধানমন্ত্রী``: an office of no state, and of nobody named, is his who held it just before."""
    chunks, at = sentence.chunks, visitor.at
    if visitor.entity is not None or at < 0 or chunks[at].kind != "office" or visitor.office not in _SINGLE:
        return visitor
    if state_before(chunks, at) is not None or any(chunk.kind == "person" for chunk in chunks):
        return visitor
    if at and not chunks[at - 1].senses.isdisjoint(_NOBODY):
        return visitor
    near = scene.sentences[max(0, sentence.index - _SPOKEN_OF) : sentence.index]
    people = [c for other in near for c in other.chunks if c.kind == "person" and c.office == visitor.office]
    if len({chunk.entity for chunk in people}) != 1 or visitor.state not in {None, people[-1].state}:
        return visitor
    return replace(visitor, entity=people[-1].entity, state=people[-1].state)


def titled_after(scene: Scene, sentence: Sentence, visitor: Visitor) -> Visitor:
    """``নওয়াজ শরিফ তেহরান যান। পাকিস্তানের প্রধানমন্ত্রী সেখানে …``: who is called by the office alone just behind the name."""
    if visitor.entity is None or visitor.office is not None or visitor.state is None or visitor.at < 0:
        return visitor
    chunks, first = sentence.chunks, visitor.at + 1
    for ahead in range(1, _SPOKEN_OF + 2):
        for i in range(first, len(chunks)):
            if chunks[i].kind == "person" and chunks[i].state == visitor.state and chunks[i].entity != visitor.entity:
                return visitor
            if chunks[i].kind != "office" or chunks[i].plural or state_before(chunks, i) != visitor.state:
                continue
            beside = [*chunks[max(i - 1, 0) : i], *(c for c in chunks[i + 1 : i + 2] if not _is_foreign(c, visitor))]
            office = office_of(chunks, i)
            alone = all(
                c.kind != "person" and _NOBODY.isdisjoint(c.senses) and "tenure" not in c.senses for c in beside
            )
            if alone and office in _SINGLE:
                return replace(visitor, office=office)
        if sentence.index + ahead >= len(scene.sentences) or scene.sentences[sentence.index + ahead].item:
            return visitor
        chunks, first = scene.sentences[sentence.index + ahead].chunks, 0
    return visitor


def _is_foreign(chunk: Chunk, visitor: Visitor) -> bool:
    """Whether somebody is of another state than a visitor: ``কানাডার প্রধানমন্ত্রী মাও সে তুংয়ের সঙ্গে …``."""
    return chunk.kind == "person" and chunk.case != "Nom" and chunk.state not in {None, visitor.state}
