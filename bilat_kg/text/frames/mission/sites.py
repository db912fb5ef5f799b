"""Where a mission stands, as the words beside its noun say: before it, right behind it, or by pointing back."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from bilat_kg.model import Entity
from bilat_kg.text.chunks import Chunk, Sentence, date_of
from bilat_kg.text.frames.mission.closing import MISSIONS
from bilat_kg.text.frames.mission.segments import Segment
from bilat_kg.text.frames.mission.settings import setting
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.states import is_capital, party
from bilat_kg.text.values import NumberMention

_BOTH = 2
_NAMES = 5  # chunks of names before a city in a list
_IS = frozenset({"mission.is", "mission.located"})
_OPENS = frozenset({"(", ":", "—", "–", ","})


def own_place(chunks: list[Chunk], noun: int, end: int) -> int:
    """Where the places right after a mission noun end (X-এর দূতাবাস A-তে, …), or ``noun + 1`` where none stand there."""
    i = noun + 1
    if has_own_place(chunks, noun):
        return next((j + 1 for j in range(i + 2, end) if chunks[j].text == ")"), i)
    if i < end and (street := _in_a_street(chunks, i)):
        return min(street, end)
    if i >= end or not (_in_a_city(chunks[i]) or (chunks[i].kind == "country" and chunks[i].own == "Loc")):
        return noun + 1
    if not_here(chunks, i):  # নাইরোবিতে নয়, মোম্বাসায়
        i = next(k for k in range(i + 3, len(chunks)) if chunks[k].kind == "city")
    group = chunks[i].group
    while group and i + 2 < end and chunks[i + 2].group == group:
        i += 2
    after = chunks[i + 1] if i + 1 < len(chunks) else None
    return noun + 1 if after is not None and after.kind == "country" and after.case == "Gen" else i + 1


def _in_a_street(chunks: list[Chunk], at: int) -> int:
    """``দূতাবাস রোমের এসকুইলিনো চত্বরে, …``: the end of words that name a part of the city behind the noun, or 0."""
    if chunks[at].kind != "city" or chunks[at].own != "Gen":
        return 0
    comma = next((i for i in range(at + 2, min(at + _NAMES, len(chunks))) if chunks[i].text == ","), 0)
    named = all(chunk.kind == "word" and chunk.verb is None for chunk in chunks[at + 1 : comma])
    return comma if comma and named else 0


def _in_a_city(chunk: Chunk) -> bool:
    return chunk.kind == "city" and chunk.case in {"Loc", "Nom"}


def place_after(chunks: list[Chunk], noun: int, end: int, segment: Segment) -> int:
    """``X-এর দূতাবাস A-তে অবস্থিত``: the places after the noun, each perhaps with its own date in brackets.

    Where a list of them ends, or ``noun + 1``.
    """
    last = noun
    listed = own_place(chunks, noun, end) if has_own_place(chunks, noun) else noun + 1
    for i in range(noun + 1, end):
        chunk = chunks[i]
        if chunk.text == ";":
            break
        if chunk.kind == "city" and chunk.entity is not None and chunk.case in {"Loc", "Nom", "Gen"}:
            if segment.host and party(segment.host) != party(chunk.entity.country or ""):
                break
            if _acts_behind(chunks, i) or not_here(chunks, i):
                continue
            if _of_the_next(chunks, i):
                break
            if i + 1 < end < len(chunks) and all(c.kind == "country" for c in chunks[i + 1 : end]):
                break  # কুসকোর কনস্যুলেট লিমায় কেনীয় দূতাবাসের মাধ্যমে …: where the next one is
            grouped = chunk.group and chunk.group == chunks[i - 2].group
            if segment.cities and not grouped and not _goes_on(chunks, noun, last, i):
                break
            segment.cities.append(chunk.entity)
            if last > noun:
                listed = i + 1
            last = i
            if i + 3 < len(chunks) and chunks[i + 1].text == "(" and chunks[i + 3].text == ")":
                mention = date_of(chunks[i + 2])
                if mention is not None and mention.first is not None:
                    segment.dates[chunk.entity.id] = mention
                    listed = i + 4
        elif chunk.kind == "country" and chunk.case == "Loc" and chunk.entity is not None and not segment.cities:
            segment.host = chunk.entity.id
    return listed


def not_here(chunks: list[Chunk], at: int) -> bool:
    """``ভ্যালেটায় নয়, স্লিমায়``: a town that is named only to say that another one is meant, which follows."""
    if at + 3 >= len(chunks) or chunks[at].own != "Loc" or chunks[at + 2].text != ",":
        return False
    verb = chunks[at + 1].verb
    denied = verb is not None and verb.negated and "mission.becomes" in chunks[at + 1].senses
    return denied and any(chunk.kind == "city" and chunk.case == "Loc" for chunk in chunks[at + 3 : at + 3 + _NAMES])


def everywhere_else(chunks: list[Chunk], start: int, noun: int) -> bool:
    """``কেনিয়া ছাড়া আফ্রিকার সব দেশে … দূতাবাস``: in all places but the one that is named, and no other is."""
    places = [i for i in range(start, noun) if chunks[i].kind in {"city", "country"} and not chunks[i].adjective]
    but = [i for i in places if chunks[i].own == "Nom" and "mission.only" in chunks[i + 1].senses]
    return bool(but) and not any(i > but[0] and chunks[i].own == "Loc" for i in places)


def _of_the_next(chunks: list[Chunk], at: int) -> bool:
    """``…দূতাবাস, A ও B-তে কনস্যুলেট``: the list of cities that begins here has a mission of its own behind it."""
    while chunks[at].group and at + 2 < len(chunks) and chunks[at + 2].group == chunks[at].group:
        at += 2
    return chunks[at].own == "Loc" and at + 1 < len(chunks) and not chunks[at + 1].senses.isdisjoint(MISSIONS)


def _acts_behind(chunks: list[Chunk], at: int) -> bool:
    """``কনস্যুলেট খুলবে লিমা``: a capital right behind the verb stands for its government, not for a place."""
    chunk, verb = chunks[at], chunks[at - 1].verb
    if (
        verb is None
        or not verb.finite
        or not chunks[at - 1].senses.isdisjoint({"mission.is", "mission.becomes"})
        or chunk.own != "Nom"
        or chunk.group
    ):
        return False
    closed = at + 1 == len(chunks) or chunks[at + 1].kind == "mark"
    return closed and chunk.entity is not None and is_capital(chunk.entity)


def _goes_on(chunks: list[Chunk], noun: int, last: int, at: int) -> bool:
    """Whether a list of cities goes on: in the brackets right after the noun, or over those of the city before."""
    between = [chunk.text for chunk in chunks[last + 1 : at] if "and" not in chunk.senses]
    if chunks[noun + 1].text in _OPENS and (between == [","] or not between):
        return True
    if chunks[noun + 1].text == "(":
        return False
    closed = between[-1:] == [")"] or between[-2:] == [")", ","]
    return chunks[last].own == "Nom" and between[:1] == ["("] and closed


def shares_its_place(chunks: list[Chunk], start: int, noun: int) -> bool:
    """``কনস্যুলেট জেনারেল ও বাণিজ্য কমিশন``: nothing but a conjunction since the mission noun before."""
    between = chunks[start:noun]
    return bool(between) and all(
        not c.senses.isdisjoint({"and", "or"}) or c.text == "," or c.kind == "number" for c in between
    )


def are_many(chunks: list[Chunk], noun: int) -> bool:
    """``দূতাবাস ও তিনটি কনস্যুলেট``: more than one, which cannot all be where the embassy is."""
    count = chunks[noun - 1].value if noun else None
    return isinstance(count, NumberMention) and count.value > 1


def counted(chunks: list[Chunk], noun: int, segments: list[Segment], pair: Collection[str]) -> bool:
    """``ফ্রান্সে আলজেরিয়ার আঠারোটি কনস্যুলেট``: how many there are in all of a state, and no city of one."""
    if any(segment.cities for segment in segments) or not are_many(chunks, noun):
        return False
    return any(segment.host in pair and segment.sender in pair for segment in segments)


def has_own_place(chunks: list[Chunk], noun: int) -> bool:
    """``দূতাবাস (A) ও কনস্যুলেট (B)``: a city in brackets right after the noun."""
    return noun + 2 < len(chunks) and chunks[noun + 1].text == "(" and chunks[noun + 2].kind == "city"


def stands_behind(chunks: list[Chunk], noun: int) -> bool:
    """``একটি দূতাবাস A-তে এবং একটি কনস্যুলেট B-তে অবস্থিত``: a town right behind the noun, and nothing more of it."""
    at = noun + 1
    while at < len(chunks) - 1 and at < noun + _NAMES and (_is_name(chunks[at]) or _ties(chunks[at])):
        at += 1  # a name that nobody knows, first in the list
    if at >= len(chunks) or chunks[at].kind != "city" or _ties(chunks[noun + 1]):
        return False
    while chunks[at].group and at + 2 < len(chunks) and chunks[at + 2].group == chunks[at].group:
        at += 2  # … A, B ও C-তে
    if chunks[at].own != "Loc":
        return False
    if at + 1 < len(chunks) and not chunks[at + 1].senses.isdisjoint(_IS):
        at += 1
    return at + 1 == len(chunks) or chunks[at + 1].kind == "mark" or "and" in chunks[at + 1].senses


def _is_name(chunk: Chunk) -> bool:
    return chunk.kind == "word" and chunk.own == "Nom" and not chunk.senses and chunk.verb is None


def _ties(chunk: Chunk) -> bool:
    return chunk.text == "," or "and" in chunk.senses


def place_before(scene: Scene, sentence: Sentence, start: int, noun: int) -> Entity | None:
    """The city that ``সেখানে``, ``এ শহরে`` points back to: the one named last, here or just before.

    It stands before the noun, or right behind it: ``একটি কনস্যুলেট সেখানে কাজ করে``.
    """
    chunks = sentence.chunks
    at = next(
        (i for i in sentence.having("visit.there", "town") if start <= i <= noun + 1 and _points(scene, chunks, i)),
        None,
    )
    if at is None:
        return None
    before = scene.sentences[sentence.index - 1].chunks if sentence.index else []
    named = [c.entity for c in (*reversed(chunks[:at]), *reversed(before)) if c.kind == "city" and c.entity is not None]
    if _is_the_town(scene, chunks[at]):
        return next((city for city in named if city.country in scene.pair), None)
    return named[0] if named else None


def _points(scene: Scene, chunks: list[Chunk], at: int) -> bool:
    if "visit.there" in chunks[at].senses or _is_the_town(scene, chunks[at]):
        return True
    return at > 0 and chunks[at].own == "Loc" and "agreement.same" in chunks[at - 1].senses


def _is_the_town(scene: Scene, chunk: Chunk) -> bool:
    """``শহরটিতে``: with the article, the town that is spoken of."""
    if chunk.own != "Loc" or "town" not in chunk.senses:
        return False
    ending = scene.tokens.word[chunk.end - 1][len(chunk.text) :]
    return any(article in ending for article in setting(scene.lang, "article"))


def is_pointed_at(chunks: list[Chunk], noun: int) -> bool:
    """``এ দূতাবাস``, ``এই নতুন কনস্যুলেট``: a mission told before, whose place is known."""
    before = chunks[noun - 2 : noun] if noun > 1 else chunks[:noun]
    if before and before[-1].kind == "word" and "agreement.same" not in before[-1].senses:
        return len(before) > 1 and "agreement.same" in before[0].senses and before[-1].case == "Nom"
    return bool(before) and "agreement.same" in before[-1].senses


def past_bracket(chunks: list[Chunk], noun: int) -> int:
    """Past a bracket with a date right behind the noun, which says nothing of the next one: ``দূতাবাস (১৯৭২ সালে …)``."""
    i = noun + 1
    if i >= len(chunks) or chunks[i].text != "(":
        return i
    end = next((k for k in range(i, len(chunks)) if chunks[k].text == ")"), None)
    if end is None or any(chunk.kind in {"city", "country"} for chunk in chunks[i:end]):
        return i
    return end + 1


def in_many_states(chunks: list[Chunk], start: int, noun: int) -> bool:
    """``৫৬টি দেশে কেনিয়ার ৭২টি দূতাবাস``: places that nobody names, more than the two."""
    return any(
        "country_noun" in here.senses
        and here.own == "Loc"
        and isinstance(count.value, NumberMention)
        and count.value.value > _BOTH
        for count, here in pairwise(chunks[start:noun])
    )


def after_break(chunks: list[Chunk], start: int, noun: int) -> int:
    """Words before a semicolon belong to what stands before it; so does a date before a comma, with no place yet."""
    if start:
        comma = next((i for i in range(start, noun) if chunks[i].text == ","), None)
        before = chunks[start:comma] if comma is not None else []
        if any(c.kind == "date" for c in before) and not any(c.kind in {"city", "country"} for c in before):
            start = (comma or start) + 1
    for i in range(noun - 1, start - 1, -1):
        if chunks[i].text in {";", "।"}:
            return i + 1
    return start


def after_a_place(chunk: Chunk) -> bool:
    """What may stand right after the place of a mission: its sender, the mission, how many, or that there is one."""
    return (
        (chunk.kind == "country" and chunk.case == "Gen")
        or not chunk.senses.isdisjoint(MISSIONS)
        or not chunk.senses.isdisjoint({"one", "any", "own", "also", "mission.open"})
        or (isinstance(chunk.value, NumberMention) and chunk.value.value <= 5)
        or "mission.is" in chunk.senses
    )
