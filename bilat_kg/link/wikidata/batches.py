"""A batch of QuickStatements: what of our facts Wikidata may be given, and how much had to be left out and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from bilat_kg.graph.namespaces import CONFLICTS_GRAPH, term
from bilat_kg.graph.store import Build
from bilat_kg.graph.vocabulary import vocabulary
from bilat_kg.link.wikidata import names, quickstatements, terms
from bilat_kg.link.wikidata.claims import Claim, Time, relation, span
from bilat_kg.link.wikidata.differences import Comparison, Difference, Outcome
from bilat_kg.link.wikidata.drafts import Draft, draft
from bilat_kg.link.wikidata.ours import FAMILIES, OurFact, Quotation, our_facts
from bilat_kg.link.wikidata.quickstatements import LAST, InexpressibleError
from bilat_kg.link.wikidata.references import references
from bilat_kg.model import PartialDate

_KEPT: Mapping[Outcome, str] = {
    "confirmed": "Wikidata says the same",
    "more precise": "Wikidata says it less precisely: a batch can only add, so that an editor has to change it",
    "less precise": "Wikidata says it more precisely",
    "conflicting": "Wikidata contradicts it: an editor has to decide",
    "undecided": "Wikidata has items that may be the one that is meant",
}
_NO_TRADE = "Wikidata has no property for the trade between two countries"
_NO_WAY = "Wikidata has no way to say it that was checked"
_ONE_VALUE = {terms.LOCATED_IN}
"""Properties of which a batch gives an item but one value; times are such everywhere."""


@dataclass
class Batch:
    """Commands, how many statements and new items they make, and by reason what was left out or is said with less."""

    commands: list[str] = field(default_factory=list)
    statements: int = 0
    items: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    remarks: Counter[str] = field(default_factory=Counter)

    def text(self) -> bytes:
        """The commands as a file has them."""
        return "".join(f"{command}\n" for command in self.commands).encode()


def batch(build: Build, retrieved: PartialDate | None, comparison: Comparison | None = None) -> Batch:
    """Make the batch of a build; ``retrieved`` is the day on which its articles were retrieved.

    With a comparison it holds only what Wikidata does not say. Without one nobody knows whether an item is there
    already, so that no item is made.
    """
    making = _Making(build, retrieved, comparison)
    for fact in our_facts(build, [*vocabulary().families]):
        making.add(fact)
    making.write()
    return making.batch


@dataclass(frozen=True, slots=True)
class _Stated:
    """A claim that a fact of ours makes."""

    claim: Claim
    fact: OurFact

    @property
    def time(self) -> Time | None:
        times = [
            value for value in (self.claim.value, *dict(self.claim.qualifiers).values()) if not isinstance(value, str)
        ]
        return times[0] if times else None


class _Making:
    """Gathers what our facts say item by item, so that none is made twice, and then writes it."""

    def __init__(self, build: Build, retrieved: PartialDate | None, comparison: Comparison | None) -> None:
        self.batch = Batch()
        self._retrieved = retrieved
        self._kinds = names.kinds(build)
        conflicts = build.store.quads_for_pattern(None, term("conflictsWith"), None, CONFLICTS_GRAPH)
        self._disputed = {quad.subject.value for quad in conflicts if isinstance(quad.subject, NamedNode)}
        self._compares = comparison is not None
        self._differences: defaultdict[str, list[Difference]] = defaultdict(list)
        for each in comparison.differences if comparison else ():
            self._differences[each.fact].append(each)
        self._items: defaultdict[str, list[_Stated]] = defaultdict(list)
        self._new: defaultdict[tuple[object, ...], list[Draft]] = defaultdict(list)

    def add(self, fact: OurFact) -> None:
        if fact.family not in FAMILIES:
            self._leave(_NO_TRADE if fact.family == "TradeObservation" else _NO_WAY)
            return
        if fact.iri in self._disputed:
            self._leave("our own articles contradict each other")
            return
        drafts, omissions = draft(fact)
        for omission in omissions:
            self._leave(omission.reason)
        for each in drafts:
            if self._compares:
                self._compared(each)
            elif each.item:
                self._items[each.item] += [_Stated(claim, fact) for claim in each.claims]
            else:
                self._leave("whether Wikidata has an item for it is not known: compare with --against")

    def _leave(self, reason: str) -> None:
        self.batch.left_out[reason] += 1

    def _compared(self, ours: Draft) -> None:
        """Take what Wikidata lacks: claims of an item that it has, or an item."""
        known = self._differences[ours.fact.iri]
        if any(each.property == terms.INSTANCE_OF and each.outcome == "new" for each in known):
            self._new[_key(ours)].append(ours)
            return
        for each in known:
            if ours.item and each.item != ours.item:
                continue  # that is the other country's side of the relation
            if each.outcome != "new" or each.item is None:
                self._leave(_KEPT.get(each.outcome, _NO_WAY))
                continue
            lacking = [
                claim
                for claim in ours.claims
                if claim.property == each.property or each.property in dict(claim.qualifiers)
            ]
            self._items[each.item] += [_Stated(claim, ours.fact) for claim in lacking]

    def write(self) -> None:
        """Write the claims of items that are there, then the new items."""
        for item in sorted(self._items, key=lambda qid: int(qid[1:])):
            self.batch.statements += self._state(item, self._items[item])
        for key in sorted(self._new, key=str):
            self._create(self._new[key])

    def _create(self, drafts: Sequence[Draft]) -> None:
        fact = max(drafts, key=lambda each: len(each.claims)).fact  # the one that says most of it
        labels = names.labels(fact, self._kinds)
        if fact.type not in terms.CLASSES:
            self._leave("no class of Wikidata was checked for such a new item")
            return
        if not labels:
            self._leave("too little is known of a new item to tell it from others")
            return
        before = len(self.batch.commands)
        try:
            self.batch.commands += quickstatements.create(labels, [("en", fact.about)])
        except InexpressibleError as error:
            del self.batch.commands[before:]
            self._leave(f"the name of a new item cannot be written: {error}")
            return
        stated = self._state(LAST, [_Stated(claim, each.fact) for each in drafts for claim in each.claims])
        if stated:
            self.batch.items += 1
            self.batch.statements += stated
        else:
            del self.batch.commands[before:]

    def _state(self, item: str, stated: Sequence[_Stated]) -> int:
        """Write claims of one item, each once and with the references of all that state it; how many were written."""
        written = 0
        for claim, quotations in self._settled(stated):
            found = list(references(quotations, self._retrieved, self.batch.remarks))
            try:
                commands = list(quickstatements.statement(item, claim, found))
            except InexpressibleError as error:
                self._leave(f"{terms.shown(claim.property)} cannot be written: {error}")
                continue
            if not commands:
                self._leave("no reference is left for it")
            self.batch.commands += commands
            written += bool(commands)
        return written

    def _settled(self, stated: Sequence[_Stated]) -> Iterator[tuple[Claim, list[Quotation]]]:
        """The claims of an item as one set: of times that lie within each other the most precise."""
        groups: dict[tuple[str, str], list[_Stated]] = {}
        for each in stated:
            one_value = each.claim.property in _ONE_VALUE or not isinstance(each.claim.value, str)
            groups.setdefault((each.claim.property, "" if one_value else str(each.claim.value)), []).append(each)
        for group in groups.values():
            best = min(group, key=_width)
            rest = [each for each in group if each.claim != best.claim]
            if any(not _within(best, each) for each in rest):
                self._leave("our own facts differ on it")
                continue
            same = [each for each in group if each.claim == best.claim]
            yield best.claim, list(dict.fromkeys(words for each in same for words in each.fact.quotations))


def _width(stated: _Stated) -> int:
    """Over how many days its time goes; one without a time says the least."""
    if stated.time is None:
        return 10**6
    first, last = span(stated.time)
    return (last - first).days


def _within(best: _Stated, other: _Stated) -> bool:
    if best.time and other.time:
        return relation(best.time, other.time) in {"same", "finer"}
    return best.claim.value == other.claim.value


def _key(ours: Draft) -> tuple[object, ...]:
    """What tells a new item of ours from another: facts that agree in it are about one item."""
    fact = ours.fact
    who = tuple(claim.value for claim in ours.claims if isinstance(claim.value, str))
    match fact.family:
        case "DiplomaticMission":
            level = terms.LEVELS[fact.type]
            acting = tuple(claim.value for claim in ours.claims if claim.property in {terms.OPERATOR, terms.COUNTRY})
            city = ours.claim(terms.LOCATED_IN) if level is terms.CONSULAR_LEVEL else None
            return fact.family, sorted(level)[0], acting, city.value if city else None
        case "Visit":
            start = fact.time("startDate")
            return fact.family, who, span(start)[0].year if start else None
        case _:
            return fact.family, fact.type, who, str(fact.time("signedOn"))
