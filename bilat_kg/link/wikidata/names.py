"""What a new item is called: as such items are in English, and in Bengali where that takes no inflection."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import QuerySolutions

from bilat_kg.graph.namespaces import ONTOLOGY_NS, PREFIXES
from bilat_kg.graph.store import Build
from bilat_kg.link.wikidata.ours import OurFact

Kinds = Mapping[str, Mapping[str, str]]
_KINDS = "SELECT ?class ?label WHERE { ?class rdfs:subClassOf+ bilat:Fact ; rdfs:label ?label }"


def kinds(build: Build) -> Kinds:
    """What the classes of facts are called, by local name and language, as the ontology of the build has it."""
    answer = build.store.query(_KINDS, prefixes=dict(PREFIXES))
    assert isinstance(answer, QuerySolutions)
    found: dict[str, dict[str, str]] = {}
    for class_, label in answer:
        found.setdefault(class_.value.removeprefix(ONTOLOGY_NS), {})[label.language] = label.value
    return found


def labels(fact: OurFact, kinds: Kinds) -> list[tuple[str, str]]:
    """The labels of the item that a fact would make, by language; none where too little is known to tell it by."""
    kind = kinds[fact.type]
    match fact.family:
        case "DiplomaticMission":
            sender, at = fact.thing("sender"), fact.thing("city") or fact.thing("receiver")
            if not sender or not at:
                return []
            english = f"{kind['en'][:1].upper()}{kind['en'][1:]} of {sender.name}, {at.name}"
            # as missions call themselves: বাংলাদেশ দূতাবাস, টোকিও
            bengali = sender.label("bn"), at.label("bn")
            return [("en", english), *([("bn", f"{bengali[0]} {kind['bn']}, {bengali[1]}")] if all(bengali) else [])]
        case "Agreement" if signed := fact.time("signedOn"):
            one, other = sorted(party.name for party in fact.things["party"])
            return [("en", f"{one}–{other} {kind['en']} of {signed}")]
        case "Visit" if (start := fact.time("startDate")) and fact.thing("visitor"):
            return [("en", f"state {fact.about}, {start}")]
    return []
