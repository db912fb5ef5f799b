"""Who visits and which state: by type, case and place in the part of the sentence that tells of the visit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bilat_kg.model import Entity
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.discourse import Pair, party, state_of
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.frames.visit.anchors import Anchor
from bilat_kg.text.frames.visit.wording import Part, has_manner, is_visit
from bilat_kg.text.offices import holds, office_of, state_before

_DIPLOMATS = frozenset(
    f"office:{name}"
    for name in (
        "ambassador", "high_commissioner", "deputy_high_commissioner", "non_resident_ambassador", "roving_ambassador",
        "permanent_representative", "charge_d_affaires", "consul_general", "consul", "honorary_consul", "attache",
        "first_secretary", "counsellor", "spokesperson",
    )
)  # fmt: skip
_LED = 9  # chunks between a leader and the delegation
_SITE = 6  # words of the name of an airport after its city
_BACK = 3  # sentences that a pronoun may point back over


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who visits: where named (``-1`` elsewhere), whom, of which office and state; unknown is ``None``."""

    at: int
    entity: Entity | None
    office: str | None
    state: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """A state that is visited, at chunk ``at``; ``-1`` where no place is named."""

    at: int
    state: str


def visitors(scene: Scene, sentence: Sentence, part: Part, anchor: Anchor) -> list[Visitor]:
    """Who visits in a part; nobody where nobody is named there."""
    chunks = sentence.chunks
    if anchor.noun is not None and "visit.visiting" in chunks[anchor.noun].senses:
        everywhere = {"Nom", "Gen", "Com", "Acc", "All"}
        return [v for i in range(anchor.noun + 1, part.end) if (v := visitor_at(chunks, i, everywhere))][:1]
    if anchor.noun is not None and anchor.mode == "named":
        found = _owner(scene, sentence, part, anchor.noun)
        return [found] if found else _beside_named(chunks, part, anchor.noun)
    if anchor.passive:
        agents = [i - 1 for i in range(part.start + 1, part.end) if "agent" in chunks[i].senses]
        return [v for i in agents if (v := visitor_at(chunks, i, {"Nom", "Gen"}))]
    if anchor.received and (by := [i for i in range(part.start + 1, part.end) if "agent" in chunks[i].senses]):
        return [v for i in range(part.start, by[0] - 1) if (v := visitor_at(chunks, i, {"Nom"}))][
            :1
        ]  # X … Y দ্বারা গৃহীত হন
    if anchor.received:
        return [v for i in range(part.start, part.end) if (v := visitor_at(chunks, i, {"Acc"}))]
    honoured = _honoured(scene, sentence, part, anchor)
    subjects = [v for i in range(part.start, part.end) if (v := visitor_at(chunks, i, {"Nom"}))]
    subjects = [visitor for visitor in subjects if honoured or _is_group(chunks[visitor.at])]
    if subjects:
        return subjects
    for i in range(part.start, part.end) if honoured else ():
        if not chunks[i].senses.isdisjoint({"pronoun", "visit.who"}) and chunks[i].case == "Nom":
            found = antecedent(scene, sentence, i, _home(chunks, part) if anchor.mode == "back" else None)
            return [_in_office(chunks, part, found)] if found else []
    if anchor.noun is not None:
        found = _owner(scene, sentence, part, anchor.noun)
        return [found] if found else []
    return []


def _in_office(chunks: list[Chunk], part: Part, visitor: Visitor) -> Visitor:
    """The visitor with the office that the part says it was made in: ``সম্রাট হিসেবে তিনি আসেন``."""
    for i in range(part.start, part.end - 1):
        if chunks[i].kind == "office" and chunks[i].own == "Nom" and "holding" in chunks[i + 1].senses:
            return replace(visitor, office=office_of(chunks, i) or visitor.office)
    return visitor


def _beside_named(chunks: list[Chunk], part: Part, noun: int) -> list[Visitor]:
    """Subjects where a visit is only named: in a stub without a verb, or who does something on the visit."""
    subjects = [v for i in range(part.start, part.end) if (v := visitor_at(chunks, i, {"Nom"}))]
    if any(chunk.verb is not None for chunk in chunks[part.start : part.end]):
        return subjects if chunks[noun].case == "Loc" and len(subjects) == 1 else []
    return subjects


def _honoured(scene: Scene, sentence: Sentence, part: Part, anchor: Anchor) -> bool:
    """Whether the verb can be said of somebody in office: a finite verb then takes the honorific ending (যান, no যায়)."""
    chunk = sentence.chunks[anchor.verb] if anchor.verb is not None else None
    if chunk is None or chunk.verb is None or not chunk.verb.finite:
        return True
    if chunk.verb.mood == "present" and any(
        later.verb is not None and later.verb.finite for later in sentence.chunks[(anchor.verb or 0) + 1 : part.end]
    ):  # a participle: পৌঁছে তিন দিন থাকেন
        return True
    return scene.tokens.word[chunk.end - 1].rstrip("ওই").endswith(("ন", "নি"))


def visitor_at(chunks: list[Chunk], i: int, cases: set[str]) -> Visitor | None:
    """The person, the office without a name, or the delegation at ``i``, where it stands in one of ``cases``."""
    chunk = chunks[i]
    if chunk.case not in cases:
        return None
    if chunk.kind == "person":
        if i and chunks[i - 1].kind == "city" and _site_after(chunks, i):
            return None  # an airport is named after somebody
        diplomat = i > 0 and chunks[i - 1].kind == "office" and not chunks[i - 1].senses.isdisjoint(_DIPLOMATS)
        return None if diplomat else Visitor(i, chunk.entity, chunk.office, chunk.state)
    if chunk.kind == "office":
        if chunk.plural or not chunk.senses.isdisjoint(_DIPLOMATS) or _names_somebody(chunks, i):
            return None
        return Visitor(i, None, office_of(chunks, i), state_before(chunks, i))
    if _is_group(chunk):
        return _delegation(chunks, i)
    return None


def _is_group(chunk: Chunk) -> bool:
    return not chunk.senses.isdisjoint({"delegation", "visit.team"})


def _delegation(chunks: list[Chunk], i: int) -> Visitor | None:
    """A delegation, told as whoever leads it (X-এর নেতৃত্বে একটি প্রতিনিধিদল); none that somebody takes along."""
    following = chunks[i + 1] if i + 1 < len(chunks) else None
    if following is not None and "visit.along" in following.senses:
        return None
    for at in range(i - 1, max(0, i - _LED), -1):
        leader = chunks[at - 1]
        if "led" in chunks[at].senses and leader.kind in {"person", "office"} and leader.case == "Gen":
            state = leader.state or _genitive_state(chunks, at - 1) or _genitive_state(chunks, i)
            office = leader.office if leader.kind == "person" else office_of(chunks, at - 1)
            return Visitor(i, leader.entity if leader.kind == "person" else None, office, state)
        if chunks[at].kind in {"mark", "verb"}:
            break
    return Visitor(i, None, "delegation", _genitive_state(chunks, i)) if "delegation" in chunks[i].senses else None


def _site_after(chunks: list[Chunk], i: int) -> bool:
    """Whether a place named after the person at ``i`` follows: ``দিল্লির ইন্দিরা গান্ধী আন্তর্জাতিক বিমানবন্দরে``."""
    following = chunks[i + 1 : i + 3]
    at = next((n for n, chunk in enumerate(following) if "visit.site" in chunk.senses), None)
    return at is not None and all(chunk.kind == "word" for chunk in following[:at])


def _names_somebody(chunks: list[Chunk], i: int) -> bool:
    """Whether an office title goes with a name beside it, is one of several, or tells what somebody became."""
    after = chunks[i + 1] if i + 1 < len(chunks) else None
    if after is not None and (after.kind in {"person", "office"} or holds(after) or "seat" in after.senses):
        return True
    if after is not None and after.text == "," and i + 2 < len(chunks) and chunks[i + 2].kind == "person":
        return chunks[i + 2].office is not None
    before = i - 1
    if before >= 0 and (chunks[before].kind == "number" or "visit.both" in chunks[before].senses):
        return True
    if before >= 0 and chunks[before].kind == "country":
        before -= 1
    return before > 0 and chunks[before].text == "," and chunks[before - 1].kind == "person"


def _genitive_state(chunks: list[Chunk], at: int) -> str | None:
    for i in range(at - 1, max(-1, at - 5), -1):
        if chunks[i].kind == "country" and chunks[i].case == "Gen":
            return state_of(chunks[i])
    return None


def _owner(scene: Scene, sentence: Sentence, part: Part, noun: int) -> Visitor | None:
    """Whose visit it is: a genitive before the word, with nothing but places, dates and manners between."""
    chunks = sentence.chunks
    for i in range(noun - 1, part.start - 1, -1):
        chunk = chunks[i]
        found = visitor_at(chunks, i, {"Gen"})
        if found:
            return found
        if not chunk.senses.isdisjoint({"own", "pronoun"}):
            return antecedent(scene, sentence, i)
        between = chunk.kind in {"city", "country"} or chunk.text in {",", "(", ")"} or "also" in chunk.senses
        between = between or ("and" in chunk.senses and chunks[i - 1].kind == chunks[i + 1].kind == "date")
        if not between and not has_manner(chunk):
            return None
    return None


def _home(chunks: list[Chunk], part: Part) -> str | None:
    """The state where somebody comes home to: ``তিনি মাস্কাট ফেরেন``."""
    towns = [chunk for chunk in chunks[part.start : part.end] if chunk.kind in {"city", "country"}]
    return next((state_of(chunk) for chunk in towns if chunk.case in {"Nom", "Loc"} and not chunk.adjective), None)


def antecedent(scene: Scene, sentence: Sentence, at: int, home: str | None = None) -> Visitor | None:
    """Whom a pronoun at ``at`` means: the last subject before it, in this sentence or one shortly before.

    ``home``: the state that it has to be somebody of, where that is known.
    """
    found = _last_subject(sentence.chunks, at, home)
    index = sentence.index - 1
    while found is None and index >= max(0, sentence.index - _BACK):
        chunks = scene.sentences[index].chunks
        found = _last_subject(chunks, len(chunks), home)
        index -= 1
    return found


def _last_subject(chunks: list[Chunk], before: int, home: str | None) -> Visitor | None:
    for cases in ({"Nom"}, {"Gen"}):
        for i in range(before - 1, -1, -1):
            if home is not None and chunks[i].state not in {None, home}:
                continue
            if chunks[i].kind == "person" and (found := visitor_at(chunks, i, cases)):
                return Visitor(-1, found.entity, found.office, found.state)
    return None


def place(chunks: list[Chunk], part: Part, anchor: Anchor, visitor: Visitor | None, pair: Pair) -> Place | str:
    """Where a visit goes, or a word on why that is not clear.

    What stands right before the word visit counts first, then what stands nearest to the verb.
    """
    home = party(visitor.state) if visitor and visitor.state else None
    near: list[Place] = []
    refused = "no destination"
    for i in _by_distance(part, anchor):
        if chunks[i].kind not in {"city", "country"} or not _is_goal(chunks, i, part, anchor):
            continue
        state = state_of(chunks[i])
        if state is None:
            continue
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


def held_at(chunks: list[Chunk], part: Part, visitor: Visitor, pair: Pair) -> Place | None:
    """Where something is attended that is told by whose it is: ``পেরুর স্বাধীনতা দিবসে প্রধান অতিথি হন``."""
    for i in range(part.start, part.end):
        chunk = chunks[i]
        named = chunk.kind in {"country", "city"} and chunk.case == "Gen" and not chunk.adjective
        state = state_of(chunk) if named else None
        foreign = state is not None and state in pair and party(state) != party(visitor.state or state)
        if state is not None and foreign and i + 1 < part.end and chunks[i + 1].kind == "word":
            return Place(-1, state)
    return None


def _by_distance(part: Part, anchor: Anchor) -> Iterator[int]:
    at = anchor.verb if anchor.verb is not None else anchor.noun
    span = range(part.start, part.end)
    yield from span if at is None else sorted(span, key=lambda i: (abs(i - at), i))


def _adjoins(chunks: list[Chunk], at: int, noun: int) -> bool:
    """Whether only manners of visiting stand between a place and the word visit."""
    return at < noun and all(has_manner(chunk) for chunk in chunks[at + 1 : noun])


def _is_goal(chunks: list[Chunk], i: int, part: Part, anchor: Anchor) -> bool:
    """Whether a place can be where somebody goes: in the locative, or bare beside visit or verb."""
    chunk = chunks[i]
    if not chunk.adjective and chunk.case in {"Gen", "Nom"} and _has_site(chunks, i, part):
        return True
    if anchor.mode == "back" and not chunk.adjective and chunk.case == "Abl":
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
    if anchor.staying:
        return False
    if anchor.noun is not None and anchor.noun < part.end and _reaches(chunks, i, anchor.noun):
        return True
    return anchor.verb is not None and _reaches(chunks, i, anchor.verb)


def _is_via(chunks: list[Chunk], i: int, part: Part) -> bool:
    """``ইরান হয়ে তুরস্কে যান``: a bare place that somebody only comes through."""
    if chunks[i].case != "Nom" or i + 1 >= part.end or "verb.be" not in chunks[i + 1].senses:
        return False
    verb = chunks[i + 1].verb
    return verb is not None and verb.mood == "participle"


def _has_site(chunks: list[Chunk], i: int, part: Part) -> bool:
    """Whether a place is named by its airport or soil: ``ঢাকার হযরত শাহজালাল আন্তর্জাতিক বিমানবন্দরে``."""
    if _has_town(chunks, i, part):
        return True
    for chunk in chunks[i + 1 : min(i + _SITE, part.end)]:
        if "visit.site" in chunk.senses:
            return chunk.case == "Loc"
        if chunk.kind not in {"word", "person", "organization"} or chunk.verb is not None:
            return False
    return False


def _has_town(chunks: list[Chunk], i: int, part: Part) -> bool:
    """Whether an unknown place of a country stands between it and the verb of going: ``সার্বিয়ার পালিচে গিয়ে``."""
    if i + 2 >= part.end or chunks[i].kind != "country" or chunks[i].case != "Gen":
        return False
    town, verb = chunks[i + 1], chunks[i + 2]
    return town.kind == "word" and not town.senses and verb.kind == "verb" and "visit.go" in verb.senses


def _reaches(chunks: list[Chunk], at: int, target: int) -> bool:
    """Whether a bare place belongs to the visit or verb at ``target``: only what goes with either stands between."""
    if at > target:
        return all(has_manner(chunk) or "also" in chunk.senses for chunk in chunks[target + 1 : at])
    return all(
        chunk.kind in {"person", "office", "country", "city"}
        or chunk.text == ","
        or chunk.verb is not None
        or not chunk.senses.isdisjoint({"also", "and", "until"})
        or has_manner(chunk)
        or (chunk.kind == "word" and not chunk.senses and chunk.own == "Nom" and n and _enumerates(chunks, n))
        for n, chunk in enumerate(chunks[at + 1 : target], at + 1)
    )


def _enumerates(chunks: list[Chunk], i: int) -> bool:
    """Whether an unknown word is one more place of an enumeration: ``ড্রেসডেন ও মরিৎসবুর্গ``."""
    return chunks[i - 1].text == "," or "and" in chunks[i - 1].senses


def side(chunks: list[Chunk], part: Part) -> str | None:
    """The state on whose part visitors come, by a label before the list: ``অ্যাঙ্গোলার পক্ষে:``."""
    for i in range(part.start - 1, 0, -1):
        if "side" in chunks[i].senses and chunks[i - 1].kind == "country" and chunks[i - 1].case == "Gen":
            return state_of(chunks[i - 1])
    for i in range(part.start, part.end):
        if is_visit(chunks[i]):
            return None
        if "side" in chunks[i].senses and i > part.start and chunks[i - 1].kind == "country":
            return state_of(chunks[i - 1])
    return None
