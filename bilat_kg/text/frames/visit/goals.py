"""Which state is visited: by the case of a place, and where it stands in the part that tells of the visit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.frames.visit.anchors import Anchor
from bilat_kg.text.frames.visit.leaving import is_bound_for
from bilat_kg.text.frames.visit.mentions import Visitor
from bilat_kg.text.frames.visit.sites import has_site, names_a_summit, stands_at
from bilat_kg.text.frames.visit.wording import Part, has_manner, is_visit
from bilat_kg.text.pair import Pair
from bilat_kg.text.places import misspelt
from bilat_kg.text.states import party, state_of
from bilat_kg.text.values import NumberMention

_TIES = frozenset("-‐‑")  # চীন-যাত্রা
_BESIDE = 3  # chunks from a place to the word that calls it the destination
_SITE = 6  # words of the name of an airport after its city


@dataclass(frozen=True, slots=True)
class Place:
    """A state that is visited, at chunk ``at``; ``-1`` where no place is named."""

    at: int
    state: str


def place(chunks: list[Chunk], part: Part, anchor: Anchor, visitor: Visitor | None, pair: Pair) -> Place | str:
    """Where a visit goes, or a word on why that is not clear.

    What stands right before the word visit counts first, then what stands nearest to the verb.
    """
    home = party(visitor.state) if visitor and visitor.state else None
    near: list[Place] = []
    refused = "no destination"
    for i in _by_distance(part, anchor):
        if chunks[i].kind not in {"city", "country"}:
            continue
        if not _is_goal(chunks, i, part, anchor) and not (home is not None and _is_its_own(chunks, i, anchor)):
            continue
        state = state_of(chunks[i])
        if state is None:
            continue
        if chunks[i].anaphor and home is not None and party(state) == home:
            state = pair.other(state) or state  # X দেশটিতে পৌঁছান: he is not of that state
        if state not in pair:
            refused = "third country"
        elif party(state) == home:
            refused = "at home" if refused == "no destination" else refused
        else:
            near.append(Place(i, state))
    if not near:
        return refused
    direct = [p for p in near if anchor.noun is not None and _adjoins(chunks, p.at, anchor.noun)]
    if home is None and not direct and len({party(p.state) for p in near}) > 1:
        return "direction unclear"
    return (direct or near)[0]


def last_place(chunks: list[Chunk], before: int, visitor: Visitor, pair: Pair) -> Place | None:
    """The place that ``সেখানে`` points back to: the last one named before that is not the visitor's own state."""
    for i in range(before - 1, -1, -1):
        state = state_of(chunks[i]) if chunks[i].kind in {"city", "country"} else None
        if state in pair and state is not None and pair.other(state) == party(visitor.state or ""):
            return Place(i, state)
    return None


def still_there(chunks: list[Chunk], part: Part, visitor: Visitor, pair: Pair) -> Place | None:
    """``X-এর আগে ঘানায় … গিয়েছিলেন Y; তারও আগে যান Z``: who went before whoever the sentence has told of, to that place."""
    opening = chunks[part.start : part.start + 3]
    if not any("before_this" in chunk.senses for chunk in opening):
        return None
    return last_place(chunks, part.start, visitor, pair)


def meets_them(chunks: list[Chunk], part: Part, anchor: Anchor, visitor: Visitor, pair: Pair) -> Place | None:
    """``ওলিভোসে গিয়ে X-এর সঙ্গে …``: to a place that nobody knows, where somebody of the other state is met."""
    other = pair.other(visitor.state)
    town = chunks[anchor.verb - 1] if anchor.verb is not None and anchor.verb > part.start else None
    if other is None or town is None or town.kind != "word" or town.senses:
        return None
    for i in range(part.start, part.end):
        chunk = chunks[i]
        if chunk.kind == "person" and chunk.case == "Com":
            home = chunk.state or (chunk.entity.country if chunk.entity is not None else None)
            if home is not None and party(home) == party(other):
                return Place(-1, other)
    return None


def told_after(chunks: list[Chunk], part: Part) -> Place | None:
    """``প্রথম যে দেশে সফরে যান, সেটি ছিল পেরু``: the country that a clause on it leaves to the next one."""
    span = range(part.start, part.end - 1)
    which = (i for i in span if "which" in chunks[i].senses and _is_a_country(chunks[i + 1 : i + 4]))
    if (at := next(which, None)) is None:
        return None
    for i in range(at + 2, min(part.end + _SITE, len(chunks))):
        state = state_of(chunks[i]) if chunks[i].kind == "country" and chunks[i].own == "Nom" else None
        if state is not None and not chunks[i].adjective:
            return Place(i, state)
    return None


def goes_wider(chunks: list[Chunk], part: Part, noun: int | None) -> bool:
    """``ইউরোপ সফরে যান``, ``২৫টি দেশ সফর করেন``: to a part of the world, or to many states that nobody names."""
    if noun is None:
        return False
    for i in range(noun - 1, max(part.start, noun - _BESIDE) - 1, -1):
        if not chunks[i].senses.isdisjoint({"region", "visit.continent"}):
            return True
        if "country_noun" in chunks[i].senses and chunks[i].kind == "word":
            count = chunks[i - 1].value if i > part.start else None
            several = i > part.start and not chunks[i - 1].senses.isdisjoint({"many", "visit.various"})
            return chunks[i].plural or several or (isinstance(count, NumberMention) and count.value > 1)
        if not has_manner(chunks[i]):
            break
    behind = chunks[noun + 1 : part.end]
    return any(
        "region" in one.senses and "country_noun" in two.senses for one, two in zip(behind, behind[2:], strict=False)
    )


def stays_at_home(chunks: list[Chunk], part: Part, anchor: Anchor, home: str) -> bool:
    """``X মোম্বাসা সফর শেষ করে নাইরোবি ছাড়েন``: a visit of a town of one's own state, or the leaving of one."""
    for i in range(part.start, part.end):
        state = state_of(chunks[i]) if chunks[i].kind in {"city", "country"} else None
        if state is None or party(state) != party(home):
            continue
        toured = anchor.noun is not None and chunks[i].case in {"Nom", "Loc"} and _adjoins(chunks, i, anchor.noun)
        left = anchor.verb == i + 1 and chunks[i].case == "Nom" and "visit.leave" in chunks[i + 1].senses
        if toured or left:
            return True
    return False


def _is_a_country(chunks: list[Chunk]) -> bool:
    return any("country_noun" in chunk.senses for chunk in chunks)


def held_at(chunks: list[Chunk], part: Part, visitor: Visitor, pair: Pair) -> Place | None:
    """Where something is attended that is told by whose it is: ``পেরুর স্বাধীনতা দিবসে প্রধান অতিথি হন``."""
    for i in range(part.start, part.end):
        chunk = chunks[i]
        named = chunk.kind in {"country", "city"} and chunk.case == "Gen" and not chunk.adjective
        state = state_of(chunk) if named else None
        foreign = state is not None and state in pair and party(state) != party(visitor.state or state)
        if state is None or not foreign or i + 1 >= part.end:
            continue
        if chunks[i + 1].kind == "word" and "matter" not in chunks[i + 1].senses:
            return Place(-1, state)
    return None


def spelt_otherwise(scene: Scene, chunks: list[Chunk], part: Part, anchor: Anchor, visitor: Visitor) -> Place | None:
    """``ভিলনিয়ুসে গিয়ে``, ``মিলানোয় সফর করেন``: an unknown word before the verb or visit that spells a city nearly so."""
    before = anchor.noun if anchor.noun is not None and anchor.noun > part.start else anchor.verb
    at = before - 1 if before is not None else part.start
    while at > part.start and has_manner(chunks[at]):
        at -= 1
    if before is None or chunks[at].kind != "word":
        return None
    city = misspelt(chunks[at], scene.lang, scene.pair.codes, scene.morphology)
    if city is None or city.country is None or party(city.country) == party(visitor.state or ""):
        return None
    return Place(at, city.country)


def _by_distance(part: Part, anchor: Anchor) -> Iterator[int]:
    at = anchor.verb if anchor.verb is not None else anchor.noun
    span = range(part.start, part.end)
    yield from span if at is None else sorted(span, key=lambda i: (abs(i - at), i))


def _adjoins(chunks: list[Chunk], at: int, noun: int) -> bool:
    """Whether only manners of visiting stand between a place and the word visit."""
    return at < noun and all(has_manner(chunk) or chunk.text in _TIES for chunk in chunks[at + 1 : noun])


def _is_goal(chunks: list[Chunk], i: int, part: Part, anchor: Anchor) -> bool:
    """Whether a place can be where somebody goes: in the locative, or bare beside visit or verb."""
    chunk = chunks[i]
    if anchor.leaving:
        return is_bound_for(chunks, i)
    if not chunk.adjective and chunk.case in {"Gen", "Nom"} and has_site(chunks, i, part):
        return True
    if anchor.staying and chunk.kind == "city" and chunk.own == "Nom" and names_a_summit(chunks, i, part):
        return True
    if chunk.adjective and i + 2 < part.end and "city_noun" in chunks[i + 1].senses and chunks[i + 1].own == "Nom":
        return chunks[i + 2].kind == "word" and chunks[i + 2].own in {"Loc", "Nom"}  # হাঙ্গেরীয় শহর সেচেনিতে
    if anchor.noun is not None and stands_at(chunks, i, anchor.noun):
        return True
    if anchor.mode == "back" and not chunk.adjective and (chunk.case == "Abl" or _is_left(chunks, i, part)):
        return True
    if anchor.mode == "named" and chunk.case == "Nom" and not chunk.adjective and _is_named_goal(chunks, i, part):
        return True
    if chunk.adjective or chunk.case in {"Gen", "Com", "Abl"} or _is_via(chunks, i, part):
        return False
    if chunk.case in {"Loc", "All"}:
        return True
    following = chunks[i + 1] if i + 1 < part.end else None
    if following is not None and "city_noun" in following.senses:
        return following.case == "Loc"
    if chunk.case == "Acc":
        return "visit.chosen" in (following.senses if following else ())
    if anchor.mode in {"stub", "listed"} or anchor.passive or (following is not None and "until" in following.senses):
        return True
    if anchor.received and chunk.kind == "city" and following is not None and "visit.welcome" in following.senses:
        return True  # তাঁকে তিবিলিসি বরণ করে
    if anchor.received and chunk.own == "Nom" and _is_host(chunks, i, part):
        return True
    if anchor.staying:
        return anchor.noun is not None and is_visit(chunks[anchor.noun]) and _adjoins(chunks, i, anchor.noun)
    if anchor.noun is not None and anchor.noun < part.end and _reaches(chunks, i, anchor.noun):
        return True
    return anchor.verb is not None and _reaches(chunks, i, anchor.verb)


def _is_left(chunks: list[Chunk], i: int, part: Part) -> bool:
    """``থাইল্যান্ড ত্যাগ করেন``: a place that somebody leaves."""
    if chunks[i].own != "Nom" or i + 1 >= part.end:
        return False
    return not chunks[i + 1].senses.isdisjoint({"visit.left", "visit.leave"})


def _is_its_own(chunks: list[Chunk], i: int, anchor: Anchor) -> bool:
    """``কাস্ত্রোর সোভিয়েত সফর``: an adjective right before the visit; else a state whose visit it is called."""
    if anchor.noun is not None and i + 1 == anchor.noun and chunks[i].adjective and is_visit(chunks[i + 1]):
        return True
    return _is_its_object(chunks, i, anchor)


def _is_host(chunks: list[Chunk], i: int, part: Part) -> bool:
    """``থাইল্যান্ড X-কে স্বাগত জানায়``, ``X-এর আতিথেয়তা করে মরিশাস``: a state that receives somebody."""
    before = chunks[i - 1] if i > part.start else None
    if chunks[i].kind == "city":
        return before is None and i + 1 < part.end and chunks[i + 1].kind in {"date", "country"}
    if before is not None and before.kind != "mark" and before.verb is None and before.kind != "date":
        return "and" in before.senses or "also" in before.senses
    following = chunks[i + 1] if i + 1 < part.end else None
    return following is None or "from" not in following.senses


def _is_its_object(chunks: list[Chunk], i: int, anchor: Anchor) -> bool:
    """``X পেরুর একটি গুরুত্বপূর্ণ সফর শেষ করেছেন``: a state in the genitive, and nothing but adjectives before the visit."""
    noun = anchor.noun
    if anchor.mode != "made" or noun is None or not i < noun <= i + _SITE or not is_visit(chunks[noun]):
        return False
    if chunks[i].case != "Gen" or chunks[i].adjective:
        return False
    return all(c.kind in {"word", "number"} and c.own == "Nom" and c.verb is None for c in chunks[i + 1 : noun])


def _is_named_goal(chunks: list[Chunk], i: int, part: Part) -> bool:
    """``প্রথম বিদেশ সফরের গন্তব্য ছিল জাকার্তা``: what is called the destination of a visit."""
    beside = chunks[max(part.start, i - _BESIDE) : min(i + _BESIDE, part.end)]
    return any("visit.destination" in chunk.senses for chunk in beside)


def _is_via(chunks: list[Chunk], i: int, part: Part) -> bool:
    """``ইরান হয়ে তুরস্কে যান``: a bare place that somebody only comes through."""
    if chunks[i].case != "Nom" or i + 1 >= part.end or "verb.be" not in chunks[i + 1].senses:
        return False
    verb = chunks[i + 1].verb
    return verb is not None and verb.mood == "participle"


def _reaches(chunks: list[Chunk], at: int, target: int) -> bool:
    """Whether a bare place belongs to the visit or verb at ``target``: only what goes with either stands between."""
    if at > target:
        return all(has_manner(chunk) or "also" in chunk.senses for chunk in chunks[target + 1 : at])
    return all(
        chunk.kind in {"person", "office", "country", "city"}
        or chunk.text == ","
        or (chunk.text in _TIES and n + 1 == target)
        or chunk.verb is not None
        or not chunk.senses.isdisjoint({"also", "and", "until", "he"})
        or has_manner(chunk)
        or (chunk.kind == "word" and not chunk.senses and chunk.own == "Nom" and n and _enumerates(chunks, n))
        for n, chunk in enumerate(chunks[at + 1 : target], at + 1)
    )


def _enumerates(chunks: list[Chunk], i: int) -> bool:
    """Whether an unknown word is one more place of an enumeration: ``ড্রেসডেন ও মরিৎসবুর্গ``."""
    return chunks[i - 1].text == "," or "and" in chunks[i - 1].senses
