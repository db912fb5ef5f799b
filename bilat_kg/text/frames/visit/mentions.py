"""Who can be a visitor: the person, the office without a name or the delegation at a place in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from bilat_kg.model import Entity
from bilat_kg.text.chunks import Chunk
from bilat_kg.text.offices import holds, is_apposition, office_of, state_before
from bilat_kg.text.states import state_of

_DIPLOMATS = frozenset(
    f"office:{name}"
    for name in (
        "ambassador", "high_commissioner", "deputy_high_commissioner", "non_resident_ambassador", "roving_ambassador",
        "permanent_representative", "charge_d_affaires", "consul_general", "consul", "honorary_consul", "attache",
        "first_secretary", "counsellor", "spokesperson",
    )
)  # fmt: skip
_HEADS = frozenset({"president", "monarch", "crown_prince", "prime_minister"})
_INVITING = 14  # chunks from the first of several hosts to their invitation
_WITH_HIM = 6  # chunks between a delegation and তাঁর সঙ্গে
_LED = 9  # chunks between a leader and the delegation


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who visits: where named (``-1`` elsewhere), whom, of which office and state; unknown is ``None``."""

    at: int
    entity: Entity | None
    office: str | None
    state: str | None


def visitor_at(chunks: list[Chunk], i: int, cases: set[str]) -> Visitor | None:
    """The person, the office without a name, or the delegation at ``i``, where it stands in one of ``cases``."""
    chunk = chunks[i]
    if chunk.case not in cases:
        return None
    if chunk.kind == "person":
        if _site_after(chunks, i, "visit.site" if i and chunks[i - 1].kind == "city" else "visit.airport"):
            return None  # an airport is named after somebody
        if _site_after(chunks, i, "visit.memorial"):
            return None  # X স্মৃতি জাদুঘর
        if chunk.case == "Nom" and (_is_company(chunks, i) or _is_with_him(chunks, i)):
            return None
        return None if is_diplomat(chunks, i) else Visitor(i, chunk.entity, chunk.office, chunk.state)
    if chunk.kind == "office":
        if chunk.plural or not chunk.senses.isdisjoint(_DIPLOMATS) or _names_somebody(chunks, i):
            return None
        if i and chunks[i - 1].kind == "organization" and chunks[i - 1].own == "Gen":
            return None  # চেম্বারের সভাপতি: of a body, and of no state
        if (
            is_apposition(chunks, i)
            or _is_one_more(chunks, i)
            or _invites(chunks, i)
            or (i and "visit.himself" in chunks[i - 1].senses)
        ):
            return None
        return Visitor(i, None, office_of(chunks, i), state_before(chunks, i))
    if is_group(chunk):
        return _delegation(chunks, i)
    return None


def _is_one_more(chunks: list[Chunk], i: int) -> bool:
    """``X, প্রধানমন্ত্রী ও পরে রাষ্ট্রপতি, …``: the second of two titles of somebody named before them."""
    at = next((n for n in range(i - 1, max(i - 3, 0), -1) if "and" in chunks[n].senses), 0)
    return at > 1 and chunks[at - 1].kind == "office" and chunks[at - 2].text == "," and chunks[at - 3].kind == "person"


def _is_company(chunks: list[Chunk], i: int) -> bool:
    """``প্রেসিডেন্ট A ও প্রধানমন্ত্রী B-র সঙ্গে``: whether somebody is one of two with whom something is done."""
    if i + 2 >= len(chunks) or "and" not in chunks[i + 1].senses:
        return False
    other = next((chunk for chunk in chunks[i + 2 : i + 5] if chunk.kind not in {"office", "country"}), None)
    return other is not None and other.kind == "person" and other.case == "Com"


def _is_with_him(chunks: list[Chunk], i: int) -> bool:
    """``X (সঙ্গে রানি Y)``: whether somebody stands in a bracket that says who came along."""
    at = i - 1
    while at > 0 and chunks[at].kind == "office":
        at -= 1
    return at > 0 and "with" in chunks[at].senses and chunks[at - 1].text == "("


def is_diplomat(chunks: list[Chunk], i: int) -> bool:
    """Whether the person at ``i`` is called an ambassador or the like: who serves there neither visits nor receives."""
    if not i or chunks[i - 1].kind != "office" or chunks[i - 1].senses.isdisjoint(_DIPLOMATS):
        return False
    rank = chunks[i - 2] if i > 1 else None  # পররাষ্ট্র সচিব রাষ্ট্রদূত X: of that rank
    return rank is None or rank.kind != "office" or rank.own != "Nom" or not rank.senses.isdisjoint(_DIPLOMATS)


def _invites(chunks: list[Chunk], i: int) -> bool:
    """Whether a title is one of those at whose invitation somebody comes: ``উপরাষ্ট্রপতি এবং প্রধানমন্ত্রী X-এর আমন্ত্রণে``."""
    if i + 1 >= len(chunks) or ("and" not in chunks[i + 1].senses and chunks[i + 1].text != ","):
        return False
    for at in range(i + 2, min(i + _INVITING, len(chunks))):
        chunk = chunks[at]
        if "invited" in chunk.senses:
            inviter = chunks[at - 1]
            return inviter.case == "Gen" or (inviter.kind == "word" and not inviter.senses)  # a name nobody knows
        named = chunk.kind in {"office", "person", "country", "city", "organization", "number"} or chunk.text == ","
        if not named and (chunk.kind != "word" or chunk.verb is not None):
            return False
    return False


def is_group(chunk: Chunk) -> bool:
    """Whether a chunk is a delegation or a team."""
    return not chunk.senses.isdisjoint({"delegation", "visit.team"})


def _delegation(chunks: list[Chunk], i: int) -> Visitor | None:
    """A delegation, told as whoever leads it (X-এর নেতৃত্বে একটি প্রতিনিধিদল); none that somebody takes along."""
    if _taken_along(chunks, i):
        return None
    near = range(max(0, i - _WITH_HIM), min(i + _WITH_HIM, len(chunks)))
    if any("own" in chunks[n].senses and "with" in chunks[min(n + 1, len(chunks) - 1)].senses for n in near):
        return None  # তাঁর সঙ্গে একটি প্রতিনিধিদল এসেছে: those who came along
    for at in range(i - 1, max(0, i - _LED), -1):
        leader = chunks[at - 1]
        if "led" in chunks[at].senses and leader.kind in {"person", "office"} and leader.case == "Gen":
            state = leader.state or _genitive_state(chunks, at - 1) or _genitive_state(chunks, i)
            office = leader.office if leader.kind == "person" else office_of(chunks, at - 1)
            return Visitor(i, leader.entity if leader.kind == "person" else None, office, state)
        if chunks[at].kind in {"mark", "verb"}:
            break
    return Visitor(i, None, "delegation", _genitive_state(chunks, i)) if "delegation" in chunks[i].senses else None


def _taken_along(chunks: list[Chunk], i: int) -> bool:
    """``একটি প্রতিনিধিদল নিয়ে``, ``একটি প্রতিনিধিদল ও স্ত্রীকে নিয়ে``: somebody brings the delegation."""
    for at in range(i + 1, min(i + _WITH_HIM, len(chunks))):
        chunk = chunks[at]
        if "visit.along" in chunk.senses:
            return True
        if chunk.verb is not None or chunk.text in {";", "।"}:
            return False
        if at == i + 1 and "and" not in chunk.senses and chunk.text != "," and "with" not in chunk.senses:
            return False
    return False


def _site_after(chunks: list[Chunk], i: int, sense: str) -> bool:
    """Whether a place named after the person at ``i`` follows: ``দিল্লির ইন্দিরা গান্ধী আন্তর্জাতিক বিমানবন্দরে``."""
    following = chunks[i + 1 : i + 3]
    at = next((n for n, chunk in enumerate(following) if sense in chunk.senses), None)
    return at is not None and all(chunk.kind == "word" for chunk in following[:at])


def _names_somebody(chunks: list[Chunk], i: int) -> bool:
    """Whether an office title goes with a name beside it, is one of several, or tells what somebody became."""
    after = chunks[i + 1] if i + 1 < len(chunks) else None
    if after is not None and (after.kind in {"person", "office"} or holds(after) or "seat" in after.senses):
        return True
    if after is not None and "and" in after.senses and _double(chunks, i):
        return True
    if after is not None and after.text == "," and i + 2 < len(chunks) and chunks[i + 2].kind == "person":
        return chunks[i + 2].office is not None
    before = i - 1
    if before >= 0 and (chunks[before].kind == "number" or "visit.both" in chunks[before].senses):
        return True
    if before >= 0 and chunks[before].kind == "country":
        before -= 1
    return before > 0 and chunks[before].text == "," and chunks[before - 1].kind == "person"


def _double(chunks: list[Chunk], i: int) -> bool:
    """``উপপ্রধানমন্ত্রী ও পররাষ্ট্রমন্ত্রী X``: two titles of one person, where a head of state is none of them."""
    titles = chunks[i : i + 3 : 2]
    return (
        i + 3 < len(chunks)
        and all(chunk.kind == "office" and chunk.own == "Nom" for chunk in titles)
        and chunks[i + 3].kind == "person"
        and chunks[i].senses.isdisjoint(_HEADS)
        and not (i and chunks[i - 1].kind == "person")
    )


def _genitive_state(chunks: list[Chunk], at: int) -> str | None:
    for i in range(at - 1, max(-1, at - 5), -1):
        if chunks[i].kind == "country" and chunks[i].case == "Gen":
            return state_of(chunks[i])
    return None
