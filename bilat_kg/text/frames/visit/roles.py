"""Who visits: by type, case and place in the part of the sentence that tells of the visit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bilat_kg.model import Entity
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.discourse import state_of
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.frames.visit.anchors import Anchor
from bilat_kg.text.frames.visit.wording import Part, has_manner, is_visit
from bilat_kg.text.offices import holds, is_apposition, office_of, state_before
from bilat_kg.text.timeline import date_of

_DIPLOMATS = frozenset(
    f"office:{name}"
    for name in (
        "ambassador", "high_commissioner", "deputy_high_commissioner", "non_resident_ambassador", "roving_ambassador",
        "permanent_representative", "charge_d_affaires", "consul_general", "consul", "honorary_consul", "attache",
        "first_secretary", "counsellor", "spokesperson",
    )
)  # fmt: skip
_CONSORTS = frozenset(
    {"office:queen", "office:empress", "office:crown_princess", "office:first_lady", "office:princess"}
)
_HEADS = frozenset({"monarch", "crown_prince", "president", "prime_minister"})
_SINGLE = frozenset({"monarch", "crown_prince", "president", "prime_minister"})
_NOBODY = frozenset({"any", "visit.any", "visit.first"})
_SPOKEN_OF = 2  # sentences
_LED = 9  # chunks between a leader and the delegation
_BACK = 3  # sentences that a pronoun may point back over


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who visits: where named (``-1`` elsewhere), whom, of which office and state; unknown is ``None``."""

    at: int
    entity: Entity | None
    office: str | None
    state: str | None


def visitors(scene: Scene, sentence: Sentence, part: Part, anchor: Anchor, home: str | None = None) -> list[Visitor]:
    """Who visits in a part; nobody where nobody is named there. ``home``: the state that a pronoun's person is of."""
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
        welcomed = [v for i in range(part.start, part.end) if (v := visitor_at(chunks, i, {"Acc"}))]
        return welcomed or _welcomed(scene, sentence, part)
    honoured = _honoured(scene, sentence, part, anchor)
    subjects = [v for i in range(part.start, part.end) if (v := visitor_at(chunks, i, {"Nom"}))]
    subjects = [visitor for visitor in subjects if honoured or _is_group(chunks[visitor.at])]
    if subjects:
        if anchor.noun is not None and "visit.maker" in chunks[anchor.noun].senses:
            subjects = _called_first(subjects)
        return _without_consorts(chunks, subjects)
    for i in range(part.start, part.end) if honoured else ():
        if not chunks[i].senses.isdisjoint({"pronoun", "visit.who"}) and chunks[i].case == "Nom":
            found = antecedent(scene, sentence, i, home or (_home(chunks, part) if anchor.mode == "back" else None))
            return [_in_office(chunks, part, found)] if found else []
    if anchor.noun is not None:
        found = _owner(scene, sentence, part, anchor.noun)
        return [found] if found else []
    return []


def _called_first(who: list[Visitor]) -> list[Visitor]:
    """``ঢাকা সফরকারী প্রথম প্রধানমন্ত্রী ছিলেন X``: the office is that of the one who is named."""
    named = [visitor for visitor in who if visitor.entity is not None]
    others = [visitor for visitor in who if visitor.entity is None]
    if len(named) != 1 or len(others) != 1 or named[0].state not in {None, others[0].state or named[0].state}:
        return who
    return [replace(named[0], office=named[0].office or others[0].office, state=named[0].state or others[0].state)]


def _without_consorts(chunks: list[Chunk], who: list[Visitor]) -> list[Visitor]:
    """``রাজা A ও রানি B``, ``রাষ্ট্রপতি A ও ফার্স্ট লেডি B``: who goes along with a head of state is no visitor beside them."""
    kept = who[:1]
    for visitor in who[1:]:
        before = chunks[visitor.at - 1].senses
        consort = not before.isdisjoint(_CONSORTS) and "and" in chunks[visitor.at - 2].senses
        if not (consort and kept[-1].at == visitor.at - 3 and kept[-1].office in _HEADS):
            kept.append(visitor)
    return kept


def _welcomed(scene: Scene, sentence: Sentence, part: Part) -> list[Visitor]:
    """``২০০৭-এর ১ মার্চ রাষ্ট্রীয় সফরে তাঁকে তিবিলিসি বরণ করে``: whom a pronoun means, where the visit is told and dated."""
    chunks = sentence.chunks
    span = chunks[part.start : part.end]
    if not any(map(is_visit, span)) or not any(date_of(chunk) is not None for chunk in span):
        return []
    at = next((i for i in range(part.start, part.end) if "visit.him" in chunks[i].senses), None)
    found = antecedent(scene, sentence, at) if at is not None else None
    return [found] if found else []


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
        if is_apposition(chunks, i):
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
        between = chunk.kind in {"city", "country"} or chunk.text in {",", "(", ")", "-"} or "also" in chunk.senses
        between = between or ("and" in chunk.senses and chunks[i - 1].kind == chunks[i + 1].kind == "date")
        if not between and not has_manner(chunk):
            return None
    return None


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
