"""Which item of Wikidata a fact of ours is about. Where several may be, none is taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bilat_kg.link.wikidata import terms
from bilat_kg.link.wikidata.claims import Time, overlap, span
from bilat_kg.link.wikidata.drafts import Draft
from bilat_kg.link.wikidata.theirs import Item
from bilat_kg.model import PartialDate
from bilat_kg.normal_form import nfc

Within = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Match:
    """The item that a fact is about, where exactly one can be; else those that may be it."""

    item: Item | None = None
    candidates: tuple[Item, ...] = ()


def _match(candidates: Sequence[Item]) -> Match:
    return Match(candidates[0]) if len(candidates) == 1 else Match(candidates=tuple(candidates))


def near(one: str, other: str, within: Within) -> bool:
    """Whether two places are the same or one lies within the other."""
    return one == other or one in within.get(other, ()) or other in within.get(one, ())


def mission(draft: Draft, items: Sequence[Item], within: Within) -> Match:
    """The mission of the sender in the receiver, of the same level.

    A state keeps one embassy in another, so that one elsewhere or closed is a conflict and not another embassy; it
    may keep consulates in many cities, so that only the city tells which is meant.
    """
    level = terms.LEVELS[draft.fact.type]
    sender, receiver = draft.claim(terms.OPERATOR), draft.claim(terms.COUNTRY)
    assert sender is not None
    assert receiver is not None
    found = [
        item
        for item in items
        if item.classes & level
        and item.items(terms.OPERATOR) & terms.states(str(sender.value))
        and item.items(terms.COUNTRY) & terms.states(str(receiver.value))
    ]
    city = draft.claim(terms.LOCATED_IN)
    if city:
        here = [item for item in found if any(near(str(city.value), at, within) for at in item.items(terms.LOCATED_IN))]
        if here:
            return _open_one(here)
        if level is terms.CONSULAR_LEVEL:
            return Match(candidates=tuple(item for item in found if not item.items(terms.LOCATED_IN)))
    return _open_one(found) if level is terms.EMBASSY_LEVEL else Match(candidates=tuple(found))


def closed(item: Item) -> bool:
    """Whether a mission was dissolved or closed."""
    return bool(item.of(terms.DISSOLVED, terms.OFFICIAL_CLOSURE))


def _open_one(items: Sequence[Item]) -> Match:
    still = [item for item in items if not closed(item)]
    return _match(still if len(items) > 1 and len(still) == 1 else items)


def treaty(draft: Draft, items: Sequence[Item], *, alone: bool, rivals: int) -> Match:
    """The treaty of both parties that our sentence calls by its name, or that was signed in the same month.

    A name in the sentence tells only if the fact is ``alone`` in it: it may be the name of the other one.
    Two states sign several treaties in a year, so that a year alone says nothing; memoranda and the like are signed
    beside treaties, so that a month does not tell them; and where ``rivals`` facts of ours fit as well, it stays open.
    """
    parties = [str(claim.value) for claim in draft.claims if claim.property == terms.SIGNATORY]
    found = [item for item in items if all(item.items(terms.SIGNATORY) & terms.states(party) for party in parties)]
    named = [item for item in found if alone and any(_names(item, words.text) for words in draft.fact.quotations)]
    if named:
        return _match(named)
    ours = draft.fact.time("signedOn")
    if ours is None:
        return Match(candidates=tuple(found))
    times = {item.qid: signing(item) for item in found}
    fitting = [
        item for item in found if not times[item.qid] or any(overlap(ours, theirs) for theirs in times[item.qid])
    ]
    same = [item for item in fitting if any(_to_the_month(ours) and _to_the_month(t) for t in times[item.qid])]
    if len(fitting) == len(same) == 1 and not rivals and draft.fact.type in {"Agreement", "Treaty"}:
        return Match(same[0])
    return Match(candidates=tuple(fitting))


def signing(item: Item) -> tuple[Time, ...]:
    """When a treaty was signed, as far as its item says."""
    signed = tuple(time for claim in item.of(terms.SIGNATORY) for time in claim.qualified(terms.POINT_IN_TIME))
    return signed or item.times(terms.POINT_IN_TIME) or item.times(terms.INCEPTION)


def visit(draft: Draft, items: Sequence[Item]) -> Match:
    """The state visit of the same visitor, else of the same state, to the same country in the same year."""
    place, visitor = draft.claim(terms.COUNTRY), draft.claim(terms.PARTICIPANT)
    assert place is not None
    state = draft.fact.thing("fromCountry")
    who = {str(visitor.value)} if visitor else terms.states(state.qid) if state and state.qid else frozenset()
    ours = draft.fact.time("startDate")
    found = [
        item
        for item in items
        if item.items(terms.COUNTRY, terms.LOCATION) & terms.states(str(place.value))
        and item.items(terms.PARTICIPANT) & who
    ]
    if ours is None:
        return Match(candidates=tuple(found))
    year = span(ours)[0].year
    then = [item for item in found if any(span(time)[0].year == year for time in beginning(item))]
    return _match(then) if then else Match(candidates=tuple(item for item in found if not beginning(item)))


def beginning(item: Item) -> tuple[Time, ...]:
    """When a visit began, as far as its item says."""
    return item.times(terms.START) or item.times(terms.POINT_IN_TIME)


def _to_the_month(time: Time) -> bool:
    return isinstance(time, PartialDate) and len(time.iso) >= len("2000-01")


def _names(item: Item, text: str) -> bool:
    # a short label (the name of a city, say) stands in many sentences
    return any(len(label) >= _NAME and nfc(label) in text for label in item.labels)


_NAME = 12
