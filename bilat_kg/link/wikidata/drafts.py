"""A fact of ours as Wikidata would say it: claims of an item. What it cannot say is left out, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bilat_kg.link.wikidata import terms
from bilat_kg.link.wikidata.claims import Claim, Time
from bilat_kg.link.wikidata.ours import OurFact, Thing, words


@dataclass(frozen=True, slots=True)
class Draft:
    """Claims that say a fact: of the item ``item`` (a country), or of one that is the mission, treaty or visit."""

    fact: OurFact
    item: str | None
    claims: tuple[Claim, ...]

    def claim(self, *properties: str) -> Claim | None:
        """The first claim of one of the properties."""
        return next((claim for claim in self.claims if claim.property in properties), None)


@dataclass(frozen=True, slots=True)
class Omission:
    """A fact (IRI), or one property of it, that cannot be said in Wikidata or held against it, and why."""

    fact: str
    reason: str
    property: str | None = None


def draft(fact: OurFact) -> tuple[tuple[Draft, ...], tuple[Omission, ...]]:
    """Say a fact as Wikidata would: a draft for each item that says it, and what had to be left out."""
    try:
        made = tuple(_DRAFTS[fact.family](fact))
    except _Unsayable as unsayable:
        return (), (Omission(fact.iri, str(unsayable)),)
    left_out = tuple(
        Omission(fact.iri, "it points at something that has no item of its own", property_)
        for property_, role in _OPTIONAL.get(fact.family, {}).items()
        if any(thing.qid is None for thing in fact.things.get(role, ()))
    )
    return made, left_out


class _Unsayable(Exception):  # noqa: N818  a reason, not an error
    """Why a fact cannot be said."""


_OPTIONAL: Mapping[str, Mapping[str, str]] = {
    "DiplomaticMission": {terms.LOCATED_IN: "city"},
    "Visit": {terms.PARTICIPANT: "visitor", terms.ORGANIZER: "host"},
}


def _relation(fact: OurFact) -> Iterator[Draft]:
    first, second = _two(fact)
    since = fact.time("establishedOn")
    qualifiers = ((terms.START, since),) if since else ()
    for one, other in ((first, second), (second, first)):
        yield Draft(fact, one, (Claim(terms.DIPLOMATIC_RELATION, other, qualifiers),))


def _mission(fact: OurFact) -> Iterator[Draft]:
    status = fact.concept("status")
    if status == "Planned":
        raise _Unsayable("the mission is planned")
    if status == "Absent":
        raise _Unsayable("the article says that there is no mission, and Wikidata has no way to say so")
    if fact.type not in terms.LEVELS:
        raise _Unsayable(f"no class of Wikidata was checked for a {words(fact.type)}")
    sender, receiver = _item(fact, "sender"), _item(fact, "receiver")
    sender = terms.SENDERS.get(sender, sender)
    yield Draft(
        fact,
        None,
        (
            *_class(fact),
            Claim(terms.OPERATOR, sender),
            Claim(terms.COUNTRY, receiver),
            *_at(terms.LOCATED_IN, fact.thing("city")),
            *_on(terms.INCEPTION, fact.time("openedOn")),
            *_on(terms.OFFICIAL_CLOSURE, fact.time("closedOn")),
        ),
    )


def _agreement(fact: OurFact) -> Iterator[Draft]:
    if fact.concept("status") != "Signed":
        raise _Unsayable("the agreement is proposed or being negotiated")
    if fact.things["signatoryOrganization"]:
        raise _Unsayable("the agreement was signed by organizations and not by the states")
    if fact.count != 1:
        raise _Unsayable("several agreements are told of at once")
    signed = fact.time("signedOn")
    qualifiers = ((terms.POINT_IN_TIME, signed),) if signed else ()
    parties = [Claim(terms.SIGNATORY, terms.SENDERS.get(party, party), qualifiers) for party in _two(fact)]
    yield Draft(fact, None, (*_class(fact), *parties))


def _visit(fact: OurFact) -> Iterator[Draft]:
    if fact.concept("visitKind") != "state":
        raise _Unsayable("no class of Wikidata was checked for a visit that is no state visit")
    start, end = fact.time("startDate"), fact.time("endDate")
    when = _on(terms.START, start) + _on(terms.END, end) if end else _on(terms.POINT_IN_TIME, start)
    yield Draft(
        fact,
        None,
        (
            *_class(fact),
            *_at(terms.PARTICIPANT, fact.thing("visitor")),
            Claim(terms.COUNTRY, _item(fact, "toCountry")),
            *when,
            *_at(terms.ORGANIZER, fact.thing("host")),
        ),
    )


_DRAFTS: Mapping[str, Callable[[OurFact], Iterator[Draft]]] = {
    "DiplomaticRelation": _relation,
    "DiplomaticMission": _mission,
    "Agreement": _agreement,
    "Visit": _visit,
}


def _two(fact: OurFact) -> tuple[str, str]:
    parties = fact.things["party"]
    if len(parties) != 2:
        raise _Unsayable("it is not between two states")
    first, second = parties
    return _qid(first), _qid(second)


def _item(fact: OurFact, role: str) -> str:
    thing = fact.thing(role)
    if thing is None:
        raise _Unsayable("a state is missing")
    return _qid(thing)


def _qid(thing: Thing) -> str:
    if thing.qid is None:
        raise _Unsayable("a state has no item that is known for sure")
    return thing.qid


def _class(fact: OurFact) -> tuple[Claim, ...]:
    known = terms.CLASSES.get(fact.type)
    return (Claim(terms.INSTANCE_OF, known),) if known else ()


def _at(property_: str, thing: Thing | None) -> tuple[Claim, ...]:
    return (Claim(property_, thing.qid),) if thing and thing.qid else ()


def _on(property_: str, time: Time | None) -> tuple[Claim, ...]:
    return (Claim(property_, time),) if time else ()
