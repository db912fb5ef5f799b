"""Which nouns stand for a mission, and which only for a part of one or for what was done there."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.frames.mission.closing import MISSIONS

_DEED = 6  # chunks from a mission to what is done there


def kind_of(chunks: list[Chunk], noun: int, types: dict[str, str]) -> str:
    """The type that a mission noun opens; the adjective of honour before it makes a consulate an honorary one."""
    kind = next(types[sense] for sense in sorted(chunks[noun].senses) if sense in types)
    before = noun - 2 if noun > 1 and chunks[noun - 1].adjective else noun - 1  # সম্মানসূচক মাল্টীয় কনস্যুলেট
    honorary = before >= 0 and "mission.honorary" in chunks[before].senses
    return types["mission.honorary_consulate"] if honorary else kind


def kind_of_other(chunks: list[Chunk], at: int, nouns: list[int], types: dict[str, str]) -> str | None:
    """``লিমায় X তার মিশন চালু করে …, আর নাইরোবিতে Y-এর দূতাবাস``: a mission of the kind that the other one has."""
    opened = at + 1 < len(chunks) and "mission.open" in chunks[at + 1].senses
    if at > 0 and "any" in chunks[at - 1].senses:  # …, কিন্তু লিমায় Y-এর কোনো মিশন নেই
        opened = any(chunk.verb is not None and chunk.verb.negated for chunk in chunks[at + 1 : at + 3])
    if not opened or at in nouns or chunks[at].own not in {"Nom", "Acc"}:
        return None
    if any("mission.alike" in chunk.senses for chunk in chunks[max(0, at - 2) : at]):  # অনুরূপ আরেকটি মিশন
        return next((kind_of(chunks, n, types) for n in reversed(nouns) if n < at), None)
    resident = (n for n in nouns if not chunks[n].senses.isdisjoint({"mission.embassy", "mission.high_commission"}))
    return next((kind_of(chunks, n, types) for n in resident), None)


def kind_like(chunks: list[Chunk], noun: int, nouns: list[int], types: dict[str, str]) -> str | None:
    """``অনারারি কনস্যুলেট রয়েছে, আর কুসকোয় অনুরূপ একটি কনস্যুলেট``: of the kind of the one told before it."""
    before = next((n for n in reversed(nouns) if n < noun), None)
    if before is None or not any("mission.like_it" in chunk.senses for chunk in chunks[max(before, noun - 2) : noun]):
        return None
    return kind_of(chunks, before, types)


def stormed(chunks: list[Chunk], noun: int) -> bool:
    """``লিমায় দূতাবাস ও কুসকোর কনস্যুলেটে বিক্ষোভকারীদের হামলার পর``: what was done to it, not that it is there today."""
    at = next(
        (i for i in range(noun, len(chunks)) if chunks[i].own == "Loc" and not chunks[i].senses.isdisjoint(MISSIONS)),
        len(chunks),
    )
    if any(not i.verb.negated for i in chunks[noun:at] if i.verb is not None):
        return False
    for chunk in chunks[at + 1 : at + _DEED]:
        if chunk.verb is not None or chunk.kind == "mark":
            return False
        if "event.stormed" in chunk.senses:
            return True
    return False


def errand(chunks: list[Chunk], noun: int) -> bool:
    """``আসন্ন বাণিজ্য মিশন স্থগিত``: people who are sent, and no office that stands."""
    if "mission.trade_office" not in chunks[noun].senses:
        return False
    near = chunks[max(0, noun - 2) : noun + 3]
    return any("mission.errand" in chunk.senses for chunk in near)


def is_part(chunks: list[Chunk], noun: int) -> bool:
    """Whether the noun is only a part of what is spoken of (দূতাবাসের নতুন ভবনের উদ্বোধন), or becomes another mission."""
    following = chunks[noun + 1 : noun + 3]
    if following and "relation.means" in following[0].senses and _is_placed(chunks, noun):
        return False
    if any("mission.changed" in c.senses for c in chunks[noun:]) and chunks[noun].own in {"Acc", "Gen"}:
        return True
    meant = bool(following) and chunks[noun].own == "Gen" and "agreement.purpose" in following[0].senses
    if meant and any("mission.part" in chunk.senses for chunk in chunks[noun + 2 : noun + _DEED]):
        return True  # দূতাবাসের জন্য ২০১৯ সালে জমি
    if len(following) > 1 and following[0].own == "Gen" and "mission.cause" in following[1].senses:
        return False  # দূতাবাস নিরাপত্তার কারণে বন্ধ
    part = bool(following) and "mission.part" in following[0].senses and "mission.open" not in following[0].senses
    if part or chunks[noun].own != "Gen" or len(following) < 2:
        return part
    return following[0].kind == "word" and not following[0].senses & MISSIONS and "mission.part" in following[1].senses


def _is_placed(chunks: list[Chunk], noun: int) -> bool:
    """``লিমায় অবস্থিত নিজ দূতাবাসের মাধ্যমে``: where it stands is told of it, whatever is done by its means."""
    return any("mission.located" in chunk.senses for chunk in chunks[max(noun - 2, 0) : noun])


def is_inside(chunks: list[Chunk], noun: int) -> bool:
    """Whether the part named is one that only a mission that stands has: its gate, its staff, its word."""
    return any("mission.within" in chunk.senses for chunk in chunks[noun + 1 : noun + 3])
