"""What our articles state, ready to be held against Wikidata: facts with the items of whom they name, and the words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, QuerySolutions

from bilat_kg.graph.namespaces import DATA_NS, ONTOLOGY_NS, PREFIXES, WIKIDATA_NS
from bilat_kg.graph.records import Facts, Properties
from bilat_kg.graph.store import Build
from bilat_kg.graph.vocabulary import vocabulary
from bilat_kg.link.wikidata.claims import Time
from bilat_kg.model import PartialDate, Period

V = TypeVar("V")

FAMILIES = ("DiplomaticRelation", "DiplomaticMission", "Agreement", "Visit")
"""The families of facts that Wikidata has a way to say."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words of one article for a fact, and where the article is from, as far as it says so itself.

    ``source`` is a URL and ``revision`` the number of the revision that was read; plain text has neither.
    """

    article: str
    lang: str
    text: str
    source: str | None = None
    revision: str | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity of our graph: its IRI, its Wikidata item where exactly one is known, and its names by language."""

    iri: str
    qid: str | None
    labels: tuple[tuple[str, str], ...]

    def label(self, lang: str) -> str | None:
        """Its name in a language."""
        return dict(self.labels).get(lang)

    @property
    def name(self) -> str:
        """Its English name, else whatever names it."""
        return self.label("en") or next((text for _, text in self.labels), self.iri.removeprefix(DATA_NS))

    def __str__(self) -> str:
        return f"{self.name} ({self.qid})" if self.qid else self.name


@dataclass(frozen=True, slots=True)
class OurFact:
    """A fact of the store: its class and family, who plays which role, when, its status and kind, and its words.

    ``count`` is of how many things it tells at once, such as five agreements.
    """

    iri: str
    type: str
    family: str
    things: Mapping[str, tuple[Thing, ...]]
    times: Mapping[str, tuple[Time, ...]]
    concepts: Mapping[str, tuple[str, ...]]
    count: int
    confidence: Decimal
    quotations: tuple[Quotation, ...]

    def thing(self, role: str) -> Thing | None:
        """Who plays a role; ``None`` where nobody is told, or articles tell of several."""
        found = self.things.get(role, ())
        return found[0] if len(found) == 1 else None

    def time(self, role: str) -> Time | None:
        """When; ``None`` where that is not told, or articles differ."""
        found = self.times.get(role, ())
        return found[0] if len(found) == 1 else None

    def concept(self, role: str) -> str | None:
        """The local name of the one concept of a role: ``Open``, ``state``."""
        found = self.concepts.get(role, ())
        return found[0] if len(found) == 1 else None

    @property
    def about(self) -> str:
        """The fact for a reader, without its date: ``embassy of Oman in Malaysia``."""
        match self.family:
            case "DiplomaticMission":
                return f"{words(self.type)} of {self._who('sender')} in {self._who('receiver')}"
            case "Visit":
                return f"visit of {self._who('visitor', 'fromCountry')} to {self._who('toCountry')}"
            case _:
                return f"{words(self.type)} between {self._who('party')}"

    def _who(self, *roles: str) -> str:
        for role in roles:
            if self.things.get(role):
                return " and ".join(thing.name for thing in self.things[role])
        return "somebody"


def words(name: str) -> str:
    """The name of a class in words: ``HighCommission`` → ``high commission``."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()


def our_facts(build: Build, families: Collection[str] = FAMILIES) -> tuple[OurFact, ...]:
    """Read the facts of these families, each once with the words of all articles that state it, sorted by IRI."""
    things, articles, facts = _things(build), _articles(build), Facts(build.store)
    found: dict[str, OurFact] = {}
    for name, iri in facts.articles():
        lang, source, revision = articles[iri]
        for stated in facts.of(iri):
            family = vocabulary().family(stated.type).name
            if family not in families:
                continue
            quotations = tuple(Quotation(name, lang, text, source, revision) for _, _, text in stated.evidence)
            fact = _fact(stated, family, things, quotations)
            found[fact.iri] = _merged(found[fact.iri], fact) if fact.iri in found else fact
    return tuple(found[iri] for iri in sorted(found))


def _fact(stated: Properties, family: str, things: Mapping[str, Thing], quotations: tuple[Quotation, ...]) -> OurFact:
    entities: dict[str, tuple[Thing, ...]] = {}
    times: dict[str, tuple[Time, ...]] = {}
    concepts: dict[str, tuple[str, ...]] = {}
    for role in vocabulary().families[family].roles:
        values = stated.values.get(role.iri.value, [])
        nodes = [value.value for value in values if isinstance(value, NamedNode)]
        entities[role.name] = tuple(things[iri] for iri in nodes if iri in things)
        concepts[role.name] = tuple(
            iri.removeprefix(ONTOLOGY_NS).rpartition("/")[2] for iri in nodes if iri not in things
        )
        times[role.name] = tuple(time for value in values if (time := _time(value)))
    count, confidence = int(stated.first("count") or 1), Decimal(stated.first("confidence") or 0)
    return OurFact(stated.iri, stated.type, family, entities, times, concepts, count, confidence, quotations)


def _time(value: Literal | NamedNode) -> Time | None:
    if not isinstance(value, Literal):
        return None
    first, slash, last = value.value.partition("/")
    try:
        return Period(PartialDate(first), PartialDate(last)) if slash else PartialDate(first)
    except ValueError:  # no date: a number, or words
        return None


def _merged(one: OurFact, other: OurFact) -> OurFact:
    return replace(
        one,
        things=_both(one.things, other.things),
        times=_both(one.times, other.times),
        concepts=_both(one.concepts, other.concepts),
        confidence=max(one.confidence, other.confidence),
        quotations=(*one.quotations, *other.quotations),
    )


def _both(these: Mapping[str, tuple[V, ...]], those: Mapping[str, tuple[V, ...]]) -> dict[str, tuple[V, ...]]:
    return {role: tuple(dict.fromkeys((*these[role], *those[role]))) for role in these}


_ENTITIES = """
SELECT ?entity ?label ?same WHERE {
  VALUES ?class { bilat:Country bilat:City bilat:Person bilat:Organization }
  ?entity a ?class ; rdfs:label ?label . OPTIONAL { ?entity owl:sameAs ?same }
}
"""
_ARTICLES = """
SELECT ?article ?language ?source ?revision WHERE {
  ?article a bilat:Article ; bilat:language ?language .
  OPTIONAL { ?article bilat:source ?source } OPTIONAL { ?article bilat:revision ?revision }
}
"""


def _rows(build: Build, query: str) -> Iterator[tuple[Literal | NamedNode | None, ...]]:
    answer = build.store.query(query, prefixes=dict(PREFIXES))
    assert isinstance(answer, QuerySolutions)
    for row in answer:
        yield tuple(row)


def _things(build: Build) -> dict[str, Thing]:
    labels: dict[str, set[tuple[str, str]]] = {}
    items: dict[str, set[str]] = {}
    for entity, label, same in _rows(build, _ENTITIES):
        assert isinstance(entity, NamedNode)
        assert isinstance(label, Literal)
        labels.setdefault(entity.value, set()).add((label.language or "", label.value))
        if same is not None and same.value.startswith(WIKIDATA_NS):
            items.setdefault(entity.value, set()).add(same.value.removeprefix(WIKIDATA_NS))
    return {
        # two items for one entity: which of them is meant stays open
        iri: Thing(iri, next(iter(items[iri])) if len(items.get(iri, ())) == 1 else None, tuple(sorted(names)))
        for iri, names in labels.items()
    }


def _articles(build: Build) -> dict[str, tuple[str, str | None, str | None]]:
    return {
        article.value: (language.value, source.value if source else None, revision.value if revision else None)
        for article, language, source, revision in _rows(build, _ARTICLES)
        if article is not None and language is not None
    }
