"""Our facts against Wikidata's, claim by claim: what it confirms, lacks, has more or less precisely, or contradicts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from bilat_kg.graph.store import Build
from bilat_kg.link.wikidata import identity, terms, theirs
from bilat_kg.link.wikidata.claims import Claim, Time, overlap, relation
from bilat_kg.link.wikidata.differences import Comparison, Difference, Outcome
from bilat_kg.link.wikidata.drafts import Draft, Omission, draft
from bilat_kg.link.wikidata.identity import Match, Within
from bilat_kg.link.wikidata.ours import FAMILIES, OurFact, our_facts, words
from bilat_kg.link.wikidata.sources import Source
from bilat_kg.link.wikidata.theirs import Item


def compare(build: Build, source: Source, families: Collection[str] = FAMILIES) -> Comparison:
    """Hold the facts of these families against what the source has of their countries.

    ``WikidataError`` where the source gives no answer.
    """
    facts = our_facts(build, families)
    drafts: list[Draft] = []
    omissions: list[Omission] = []
    for fact in facts:
        made, left_out = draft(fact)
        drafts += made
        omissions += left_out
    absent = [fact for fact in facts if fact.family == "DiplomaticMission" and fact.concept("status") == "Absent"]
    names = {thing.qid: thing.name for fact in facts for some in fact.things.values() for thing in some if thing.qid}
    found = _Comparing(source, drafts, absent, names)
    differences = sorted(
        found.all(), key=lambda each: (each.type, each.about, each.fact, each.item or "", each.property)
    )
    contradicted = {each.fact for each in differences}
    return Comparison(
        source.name,
        source.retrieved,
        tuple(differences),
        tuple(each for each in omissions if each.property or each.fact not in contradicted),
    )


class _Comparing:
    """The drafts of ours and the items of theirs, family by family."""

    def __init__(
        self, source: Source, drafts: Sequence[Draft], absent: Sequence[OurFact], names: Mapping[str, str]
    ) -> None:
        self._source = source
        self._drafts = {family: [each for each in drafts if each.fact.family == family] for family in FAMILIES}
        self._absent = absent
        self._names = names

    def all(self) -> Iterator[Difference]:
        yield from self._relations()
        yield from self._missions()
        yield from self._agreements()
        yield from self._visits()

    def _relations(self) -> Iterator[Difference]:
        drafts = self._drafts["DiplomaticRelation"]
        countries = theirs.relations(self._source, {each.item for each in drafts if each.item})
        for each in drafts:
            (ours,) = each.claims
            known = countries.get(each.item or "")
            same = [
                claim
                for claim in (known.of(terms.DIPLOMATIC_RELATION) if known else ())
                if claim.value in terms.states(str(ours.value))
            ]
            values = tuple(self._shown(claim.value) for claim in same)
            outcome: Outcome = "confirmed" if same else "new"
            yield self._difference(outcome, each, ours.property, self._told(ours), each.item, values)
            if same:
                since = [time for claim in same for time in claim.qualified(terms.START, terms.POINT_IN_TIME)]
                yield from self._dates(each, each.item, terms.START, ours.qualified(terms.START), since)

    def _missions(self) -> Iterator[Difference]:
        drafts = self._drafts["DiplomaticMission"]
        partners: dict[str, set[str]] = {}
        for each in drafts:
            partners.setdefault(_value(each, terms.OPERATOR), set()).add(_value(each, terms.COUNTRY))
        for fact in self._absent:
            sender, receiver = fact.thing("sender"), fact.thing("receiver")
            if sender and receiver and sender.qid and receiver.qid:
                partners.setdefault(terms.SENDERS.get(sender.qid, sender.qid), set()).add(receiver.qid)
        items = theirs.missions(self._source, partners)
        there = _Index(items, terms.COUNTRY)
        cities = {str(claim.value) for each in drafts if (claim := each.claim(terms.LOCATED_IN))}
        within = theirs.places(self._source, cities.union(*(item.items(terms.LOCATED_IN) for item in items)))
        for each in drafts:
            match = identity.mission(each, there.of(_value(each, terms.COUNTRY)), within)
            if match.item is None:
                yield self._whole(each, match)
                continue
            yield from self._mission(each, match.item, within)
        for fact in self._absent:
            yield from self._none(fact, there)

    def _mission(self, ours: Draft, item: Item, within: Within) -> Iterator[Difference]:
        yield self._whole(ours, Match(item))
        ended = item.times(terms.OFFICIAL_CLOSURE, terms.DISSOLVED)
        if ours.fact.concept("status") == "Open" and identity.closed(item):
            told = tuple(f"closed {time}" for time in ended) or ("closed",)
            yield self._difference("conflicting", ours, terms.OFFICIAL_CLOSURE, "open", item.qid, told)
        city = ours.claim(terms.LOCATED_IN)
        if city:
            at = item.items(terms.LOCATED_IN)
            outcome = _place(str(city.value), at, within)
            yield self._claim(outcome, ours, city, item, tuple(sorted(at)))
        yield from self._times(ours, item, terms.INCEPTION, item.times(terms.INCEPTION))
        yield from self._times(ours, item, terms.OFFICIAL_CLOSURE, ended)

    def _none(self, fact: OurFact, there: _Index) -> Iterator[Difference]:
        """There is no mission, our article says: an item of one that is open contradicts it."""
        sender, receiver = fact.thing("sender"), fact.thing("receiver")
        level = terms.LEVELS.get(fact.type, frozenset())
        if not (sender and receiver and sender.qid and receiver.qid):
            return
        for item in there.of(receiver.qid):
            if (
                item.classes & level
                and item.items(terms.OPERATOR) & terms.states(sender.qid)
                and not identity.closed(item)
            ):
                values = tuple(self._shown(qid) for qid in sorted(item.classes & level))
                yield Difference(
                    "conflicting", fact.iri, fact.type, fact.about, terms.INSTANCE_OF, f"no {words(fact.type)}",
                    item.qid, values, (), fact.quotations,
                )  # fmt: skip

    def _agreements(self) -> Iterator[Difference]:
        drafts = self._drafts["Agreement"]
        partners: dict[str, set[str]] = {}
        for each in drafts:
            one, other = _parties(each)
            partners.setdefault(one, set()).add(other)
        there = _Index(theirs.treaties(self._source, partners), terms.SIGNATORY)
        ours: defaultdict[tuple[str, ...], list[Draft]] = defaultdict(list)
        for each in drafts:
            ours[_parties(each)].append(each)
        told = Counter(words for each in drafts for words in set(each.fact.quotations))
        for each in drafts:
            alone = all(told[words] == 1 for words in each.fact.quotations)
            rivals = _rivals(each, ours[_parties(each)])
            match = identity.treaty(each, there.of(_parties(each)[0]), alone=alone, rivals=rivals)
            yield self._whole(each, match)
            if match.item is None:
                continue
            signed = [time for claim in each.claims for time in claim.qualified(terms.POINT_IN_TIME)][:1]
            theirs_signed = identity.signing(match.item)
            yield from self._dates(each, match.item.qid, terms.POINT_IN_TIME, signed, theirs_signed)

    def _visits(self) -> Iterator[Difference]:
        drafts = self._drafts["Visit"]
        items = theirs.visits(self._source, {_value(each, terms.COUNTRY) for each in drafts})
        at = _Index(items, terms.COUNTRY, terms.LOCATION)
        for each in drafts:
            match = identity.visit(each, at.of(_value(each, terms.COUNTRY)))
            yield self._whole(each, match)
            item = match.item
            if item is None:
                continue
            for property_ in (terms.PARTICIPANT, terms.ORGANIZER):
                claim = each.claim(property_)
                if claim:
                    there = item.items(property_)
                    outcome: Outcome = "confirmed" if claim.value in there else "new"  # there may be several
                    yield self._claim(outcome, each, claim, item, tuple(sorted(there)))
            yield from self._times(each, item, terms.START, identity.beginning(item))
            yield from self._times(each, item, terms.POINT_IN_TIME, identity.beginning(item))
            yield from self._times(each, item, terms.END, item.times(terms.END))

    def _whole(self, ours: Draft, match: Match) -> Difference:
        """The item as a whole: it is there, it is not, or which it is stays open."""
        if match.item:
            kinds = tuple(self._shown(qid) for qid in sorted(match.item.classes))
            return self._difference("confirmed", ours, terms.INSTANCE_OF, words(ours.fact.type), match.item.qid, kinds)
        told = [
            f"{terms.LABELS[claim.property]} {self._told(claim)}"
            for claim in ours.claims
            if claim.property != terms.INSTANCE_OF
        ]
        summary = ", ".join([words(ours.fact.type), *told])
        candidates = tuple(item.qid for item in match.candidates)
        outcome: Outcome = "undecided" if candidates else "new"
        return self._difference(outcome, ours, terms.INSTANCE_OF, summary, None, (), candidates)

    def _times(self, ours: Draft, item: Item, property_: str, there: Sequence[Time]) -> Iterator[Difference]:
        claim = ours.claim(property_)
        if claim and not isinstance(claim.value, str):
            yield from self._dates(ours, item.qid, property_, (claim.value,), there)

    def _dates(
        self, ours: Draft, item: str | None, property_: str, dates: Sequence[Time], there: Sequence[Time]
    ) -> Iterator[Difference]:
        values = tuple(sorted({str(each) for each in there}))
        for date in dates:
            yield self._difference(_outcome(date, there), ours, property_, str(date), item, values)

    def _claim(self, outcome: Outcome, ours: Draft, claim: Claim, item: Item, there: Sequence[str]) -> Difference:
        values = tuple(self._shown(each) for each in there)
        return self._difference(outcome, ours, claim.property, self._shown(claim.value), item.qid, values)

    def _difference(
        self, outcome: Outcome, ours: Draft, property_: str, value: str, item: str | None,
        there: tuple[str, ...], candidates: tuple[str, ...] = (),
    ) -> Difference:  # fmt: skip
        fact = ours.fact
        return Difference(
            outcome, fact.iri, fact.type, fact.about, property_, value, item, there, candidates, fact.quotations
        )

    def _told(self, claim: Claim) -> str:
        return " ".join([self._shown(claim.value), *(f"({value})" for _, value in claim.qualifiers)])

    def _shown(self, value: str | Time) -> str:
        name = self._names.get(str(value)) or terms.CLASS_LABELS.get(str(value))
        return f"{name} ({value})" if name else str(value)


class _Index:
    """Items by the items that some of their properties name."""

    def __init__(self, items: Sequence[Item], *properties: str) -> None:
        self._items: defaultdict[str, list[Item]] = defaultdict(list)
        for item in items:
            for qid in item.items(*properties):
                self._items[qid].append(item)

    def of(self, state: str) -> list[Item]:
        """Those that name a state, under whatever item of it."""
        found = (item for qid in terms.states(state) for item in self._items.get(qid, ()))
        return sorted({item.qid: item for item in found}.values(), key=lambda item: item.qid)


def _value(ours: Draft, property_: str) -> str:
    claim = ours.claim(property_)
    assert claim is not None  # a draft without it is none
    return str(claim.value)


def _parties(ours: Draft) -> tuple[str, ...]:
    return tuple(sorted(str(claim.value) for claim in ours.claims if claim.property == terms.SIGNATORY))


def _rivals(ours: Draft, drafts: Sequence[Draft]) -> int:
    """How many others of these may be about the same agreement as this one, by their dates."""
    signed = ours.fact.time("signedOn")
    return sum(
        other.fact.iri != ours.fact.iri
        and signed is not None
        and (when := other.fact.time("signedOn")) is not None
        and overlap(signed, when)
        for other in drafts
    )


def _outcome(ours: Time, there: Sequence[Time]) -> Outcome:
    """How a time of ours stands to theirs; where they have several, to the one that is nearest to it."""
    relations = {relation(ours, each) for each in there}
    if not relations:
        return "new"
    if "same" in relations:
        return "confirmed"
    return "more precise" if "finer" in relations else "less precise" if "coarser" in relations else "conflicting"


def _place(ours: str, there: Collection[str], within: Within) -> Outcome:
    if not there:
        return "new"
    if ours in there:
        return "confirmed"
    if any(ours in within.get(each, ()) for each in there):
        return "less precise"
    return "more precise" if within.get(ours, frozenset()) & frozenset(there) else "conflicting"
