"""Whom a sentence on a visit speaks of without telling of one: anybody in an office, several, an envoy at his post."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk, Sentence, date_of
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.frames.visit.mentions import Visitor, is_diplomat
from bilat_kg.text.frames.visit.wording import Part
from bilat_kg.text.values import NumberMention

_BACK = 3  # sentences back to where somebody is called an ambassador


def is_anybody(chunks: list[Chunk], at: int) -> bool:
    """``নতুন প্রধানমন্ত্রী প্রথম সফরে যান রাবাতে``: an office that stands for whoever holds it."""
    return at > 0 and not chunks[at - 1].senses.isdisjoint({"any", "visit.any"})


def is_some(chunks: list[Chunk], at: int) -> bool:
    """``১৩ বছর পর কোনো চীনা রাষ্ট্রপতির রাষ্ট্রীয় সফর``: somebody whose visit is told elsewhere, or not at all."""
    return at > 1 and chunks[at - 1].adjective and is_anybody(chunks, at - 1)


def serves_there(scene: Scene, sentence: Sentence, visitor: Visitor) -> bool:
    """``রাষ্ট্রদূত X … । X ৫ মে লিমায় পৌঁছান``: who takes up a post, called an ambassador just before."""
    near = scene.sentences[max(0, sentence.index - _BACK) : sentence.index + 1]
    return visitor.entity is not None and any(
        chunk.entity == visitor.entity and is_diplomat(other.chunks, i)
        for other in near
        for i, chunk in enumerate(other.chunks)
        if chunk.kind == "person"
    )


def are_several(chunks: list[Chunk], at: int) -> bool:
    """``প্রায় ৭৫টি প্রতিনিধিদল এসেছে``: how many came."""
    number = chunks[at - 1].value if at > 0 else None
    return isinstance(number, NumberMention) and number.value > 1 and "delegation" in chunks[at].senses


def long_ago(chunks: list[Chunk], part: Part) -> bool:
    """``শেষ প্রধানমন্ত্রীর সফর ছিল ৪৩ বছর আগে``: counted from a day that is not told."""
    dated = (date_of(chunk) for chunk in chunks[part.start : part.end])
    return any(mention is not None and mention.relative is not None and mention.relative.offset for mention in dated)
