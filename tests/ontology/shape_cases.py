"""Every way in which a node can be spoilt, and what the shapes have to say of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rdflib import RDF, RDFS, SKOS, Literal, Namespace, URIRef
from rdflib.namespace import OWL, XSD
from rdflib.term import Node

BILAT = Namespace("https://w3id.org/bilat-kg/ontology#")
BSH = Namespace("https://w3id.org/bilat-kg/shapes#")
KG = Namespace("https://w3id.org/bilat-kg/id/")
EX = Namespace("https://w3id.org/bilat-kg/id/example/")
QB = Namespace("http://purl.org/linked-data/cube#")
OA = Namespace("http://www.w3.org/ns/oa#")
GEO = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")

FAMILIES = (
    "DiplomaticRelation",
    "DiplomaticMission",
    "Agreement",
    "TradeObservation",
    "Visit",
    "PeopleObservation",
    "CommodityTrade",
    "Position",
    "Event",
)
ENTITIES = ("Country", "City", "Person", "Organization", "Currency", "Relationship")


class Case(NamedTuple):
    """A copy of the valid node ``of`` without the values of ``path`` (or without ``drop``), but with ``put`` instead.

    ``keep`` leaves the values of ``path`` in place, ``blank`` makes the copy a blank node. ``fails`` lists the
    constraints broken on ``path`` (none: on the node itself) by their SHACL names, ``elsewhere`` those that the same
    fault breaks on another path.
    """

    of: str
    path: URIRef | None
    put: tuple[Node, ...] = ()
    fails: tuple[str, ...] = ()
    elsewhere: tuple[tuple[URIRef | None, str], ...] = ()
    drop: tuple[URIRef, ...] = ()
    keep: bool = False
    blank: bool = False


def literal(text: str, datatype: URIRef = XSD.string) -> Literal:
    return Literal(text, datatype=datatype, normalize=False)


def decimal(text: str) -> Literal:
    return literal(text, XSD.decimal)


def english(text: str) -> Literal:
    return Literal(text, lang="en")


TEXT = Literal("words")
NOBODY = EX.Link  # of no class that a role asks for


def missing(of: str, path: URIRef, least: int) -> Iterator[Case]:
    if least:
        yield Case(of, path, (), ("MinCount",))


def several(of: str, path: URIRef, other: Node | None) -> Iterator[Case]:
    if other is not None:
        yield Case(of, path, (other,), ("MaxCount",), keep=True)


def link(of: str, path: URIRef, least: int = 0, other: Node | None = None) -> Iterator[Case]:
    """A role filled by an entity; ``other`` is one that would be right, had there not been one already."""
    yield Case(of, path, (NOBODY,), ("Class",))
    yield Case(of, path, (TEXT,), ("Class",))
    yield from missing(of, path, least)
    yield from several(of, path, other)


def parties(of: str, most: bool) -> Iterator[Case]:
    yield Case(of, BILAT.party, (EX.Country, NOBODY), ("Class",))
    yield Case(of, BILAT.party, (EX.Country,), ("MinCount",))
    yield from several(of, BILAT.party, EX.Third if most else None)


def directed(of: str, origin: URIRef, goal: URIRef) -> Iterator[Case]:
    """From one country to another, as of a visit or an export."""
    yield from link(of, origin, 1, EX.Third)
    yield from link(of, goal, 1, EX.Third)
    yield Case(of, origin, (EX.Country, EX.Other), ("MaxCount", "Disjoint"))


def choice(of: str, path: URIRef, wrong: Node, least: int = 0, other: Node | None = None) -> Iterator[Case]:
    """A role filled from a closed list."""
    yield Case(of, path, (wrong,), ("In",))
    yield from missing(of, path, least)
    yield from several(of, path, other)


def string(of: str, path: URIRef, *wrong: str, least: int = 0, good: str = "", most: bool = True) -> Iterator[Case]:
    """A plain string; ``wrong`` do not fit its pattern, ``good`` is one that does."""
    if wrong:
        yield from (Case(of, path, (Literal(text),), ("Pattern",)) for text in wrong)
    else:
        yield Case(of, path, (Literal(""),), ("MinLength",))
    yield Case(of, path, (english(good or "words"),), ("Datatype",))
    yield from missing(of, path, least)
    yield from several(of, path, Literal(good or "words") if most else None)


def words(of: str, path: URIRef, unique: bool = True, empty: bool = True) -> Iterator[Case]:
    """Words in a language."""
    yield Case(of, path, (TEXT,), ("Datatype",))
    if empty:
        yield Case(of, path, (english(""),), ("MinLength",))
    if unique:
        yield Case(of, path, (english("other words"),), ("UniqueLang",), keep=True)


def number(
    of: str, path: URIRef, low: str, high: str | None, wrong: Node, least: int = 0, other: Node | None = None
) -> Iterator[Case]:
    """A number whose datatype is that of ``low``, the greatest that is too small."""
    datatype = XSD.decimal if "." in low else XSD.integer
    yield Case(of, path, (literal(low, datatype),), ("MinInclusive",))
    if high:
        yield Case(of, path, (literal(high, datatype),), ("MaxInclusive",))
    yield Case(of, path, (wrong,), ("Datatype",))
    yield from missing(of, path, least)
    yield from several(of, path, other)


def flag(of: str, path: URIRef, least: int = 0, most: bool = False) -> Iterator[Case]:
    yield Case(of, path, (TEXT,), ("Datatype",))
    yield from missing(of, path, least)
    if most:
        yield Case(of, path, (Literal(True), Literal(False)), ("MaxCount",))


def date(of: str, path: URIRef, most: bool = True) -> Iterator[Case]:
    wrong = (
        literal("1970"),
        literal("70", XSD.gYear),
        literal("1970-13", XSD.gYearMonth),
        literal("1970-1-1", XSD.date),
        literal("1970-01-01Z", XSD.date),
        literal("1970-1971", EDTF),
        literal("1970-01", XSD.gYear),
        literal("1970-01", XSD.string),
        literal("1970-01-01", XSD.string),
        literal("1970/1971", XSD.string),
        Literal("1970-01-01T00:00:00", datatype=XSD.dateTime),
        Literal(1970),
    )
    yield from (Case(of, path, (value,), ("Node",)) for value in wrong)
    yield from several(of, path, literal("1970", XSD.gYear) if most else None)


def fact(of: str) -> Iterator[Case]:
    yield Case(of, RDF.type, (), ("HasValue",), drop=(BILAT.Fact,))
    yield Case(of, None, (), fails=("NodeKind",), blank=True)
    yield from link(of, BILAT.relationship, 1)
    yield from link(of, BILAT.evidence, 1)
    yield from missing(of, BILAT.confidence, 1)
    yield from missing(of, BILAT.rule, 1)


def kind(of: str, extra: URIRef) -> Iterator[Case]:
    yield Case(of, RDF.type, (extra,), ("QualifiedMaxCount",), keep=True)
    yield Case(of, RDF.type, (), ("HasValue",), drop=(BILAT[of],))


WD = "http://www.wikidata.org/entity/"


def item(of: str, path: URIRef) -> Iterator[Case]:
    """An item of Wikidata, by the IRI that it has there."""
    yield Case(of, path, (URIRef("https://www.wikidata.org/wiki/Q833"),), ("Pattern",))
    yield Case(of, path, (Literal(f"{WD}Q833"),), ("NodeKind",))


def entity(of: str) -> Iterator[Case]:
    yield Case(of, None, (), ("NodeKind",), blank=True)
    yield Case(of, RDFS.label, (), ("QualifiedMinCount",))
    yield Case(of, RDFS.label, (Literal("নাম", lang="bn"),), ("QualifiedMinCount",))
    yield Case(of, RDFS.label, (TEXT, english("words")), ("Datatype",))
    yield Case(of, RDFS.label, (english("other words"),), ("UniqueLang",), keep=True)
    if of != "Relationship":
        yield from item(of, OWL.sameAs)
        yield Case(of, OWL.sameAs, (URIRef(f"{WD}Q1"), URIRef(f"{WD}Q2")), ("MaxCount",))


XONE = ((None, "Xone"),)

CASES = [
    *(case for family in FAMILIES for case in fact(family)),
    *number("Visit", BILAT.year, "0", "2201", decimal("1987.5"), other=Literal(1988)),
    Case("Visit", BILAT.confidence, (decimal("0.0"),), ("MinExclusive",)),
    Case("Visit", BILAT.confidence, (decimal("1.1"),), ("MaxInclusive",)),
    Case("Visit", BILAT.confidence, (Literal(1),), ("Datatype",)),
    *string("Visit", BILAT.rule, most=False),
    *link("DiplomaticRelation", BILAT.conflictsWith),
    *string("DiplomaticRelation", BILAT.warning, most=False),

    *parties("DiplomaticRelation", most=True),
    *date("DiplomaticRelation", BILAT.establishedOn),

    *kind("DiplomaticMission", BILAT.Consulate),
    Case("DiplomaticMission", RDF.type, (), ("QualifiedMinCount",), drop=(BILAT.Embassy,)),
    *directed("DiplomaticMission", BILAT.sender, BILAT.receiver),
    *link("DiplomaticMission", BILAT.city, other=EX.Town),
    *choice("DiplomaticMission", BILAT.status, BILAT.Signed, 1, BILAT.Open),
    *date("DiplomaticMission", BILAT.openedOn),
    *date("DiplomaticMission", BILAT.closedOn, most=False),

    *kind("Agreement", BILAT.Treaty),
    *parties("Agreement", most=False),
    *link("Agreement", BILAT.signatoryOrganization),
    *choice("Agreement", BILAT.topic, KG["topic/fishing"]),
    *choice("Agreement", BILAT.status, BILAT.Open, 1, BILAT.Proposed),
    *number("Agreement", BILAT["count"], "0", None, decimal("1.5")),
    *date("Agreement", BILAT.signedOn),

    *(Case("TradeObservation", None, (), ("Xone",), drop=(path,)) for path in (BILAT.exporter, BILAT.importer)),
    Case("TradeObservation", BILAT.party, (EX.Country,), (), XONE),
    Case("TradeObservation", BILAT.party, (EX.Country, EX.Other), (), XONE),
    *(Case("Total", path, (EX.Country,), (), XONE) for path in (BILAT.exporter, BILAT.importer, BILAT.party)),
    Case("Total", BILAT.party, (EX.Third,), (), XONE, keep=True),
    Case("Total", BILAT.party, (EX.Country, NOBODY), ("Class",)),
    Case("Total", BILAT.flow, (BILAT.Export,), (), XONE),
    Case("TradeObservation", BILAT.flow, (BILAT.TotalTrade,), (), XONE),
    Case("TradeObservation", BILAT.flow, (), ("MinCount",), XONE),
    Case("TradeObservation", BILAT.flow, (BILAT.Export, BILAT.Open), ("In", "MaxCount")),
    *link("TradeObservation", BILAT.exporter, other=EX.Third),
    *link("TradeObservation", BILAT.importer, other=EX.Third),
    Case("TradeObservation", BILAT.exporter, (EX.Other,), ("Disjoint",)),
    *number("TradeObservation", BILAT.amount, "-0.5", None, Literal(5), 1, decimal("5.0")),
    *link("TradeObservation", BILAT.currency, 1, EX.Ruble),
    *flag("TradeObservation", BILAT.approximate),
    *link("TradeObservation", QB.dataSet, 1, KG["dataset/people"]),
    *date("TradeObservation", BILAT.period),

    Case("Visit", None, (), ("Or",), drop=(BILAT.visitor, BILAT.visitorOffice)),
    *link("Visit", BILAT.visitor, other=EX.Guest),
    *choice("Visit", BILAT.visitorOffice, KG["office/poet"], other=KG["office/monarch"]),
    *directed("Visit", BILAT.fromCountry, BILAT.toCountry),
    *choice("Visit", BILAT.visitKind, english("state")),
    *link("Visit", BILAT.host),
    *link("Visit", BILAT.met),
    *date("Visit", BILAT.startDate),
    *date("Visit", BILAT.endDate, most=False),

    *choice("PeopleObservation", BILAT.group, KG["people/poets"], 1, KG["people/troops"]),
    *directed("PeopleObservation", BILAT.fromCountry, BILAT.toCountry),
    *number("PeopleObservation", BILAT.number, "-1", None, decimal("1.5"), other=Literal(2)),
    *flag("PeopleObservation", BILAT.approximate),
    *link("PeopleObservation", QB.dataSet, 1, KG["dataset/exports"]),
    *date("PeopleObservation", BILAT.period),

    *directed("CommodityTrade", BILAT.exporter, BILAT.importer),
    *missing("CommodityTrade", BILAT.good, 1),
    *words("CommodityTrade", BILAT.good, unique=False),

    *directed("Position", BILAT.holder, BILAT.towards),
    *choice("Position", BILAT.stance, KG["stance/likes"], 1, KG["stance/supports"]),
    *missing("Position", BILAT.about, 1),
    *words("Position", BILAT.about),

    *choice("Event", BILAT.eventKind, BILAT.Open, 1, KG["event-kind/war"]),
    *parties("Event", most=False),
    *date("Event", BILAT.date),
    *missing("Event", RDFS.label, 1),
    *words("Event", RDFS.label),

    Case("Evidence", None, (), ("NodeKind",), blank=True),
    *link("Evidence", BILAT.article, 1, EX.Second),
    *number("Evidence", BILAT.start, "-1", None, decimal("0.5"), 1, Literal(1)),
    Case("Evidence", BILAT.start, (Literal(8),), ("LessThan",)),
    Case("Evidence", BILAT.end, (), ("MinCount",)),
    Case("Evidence", BILAT.end, (Literal(9),), ("MaxCount",), keep=True),
    Case("Evidence", BILAT.end, (decimal("8.5"),), ("Datatype",)),
    Case("Evidence", BILAT.quote, (english(""),), ("MinLength",)),
    Case("Evidence", BILAT.quote, (EX.Article,), ("NodeKind",)),
    *missing("Evidence", BILAT.quote, 1),
    *several("Evidence", BILAT.quote, TEXT),

    Case("Article", None, (), ("NodeKind",), blank=True),
    *string("Article", BILAT.name, "a/b", least=1, good="mys-rus"),
    *(case for path in (BILAT["title"], BILAT.licence) for case in several("Article", path, TEXT)),
    *(Case("Article", path, (EX.Article,), ("NodeKind",)) for path in (BILAT["title"], BILAT.licence)),
    *(Case("Article", path, (english(""),), ("MinLength",)) for path in (BILAT["title"], BILAT.licence)),
    *string("Article", BILAT.language, "Bengali", least=1, good="en"),
    Case("Article", BILAT.source, (Literal("https://bn.wikipedia.org/"),), ("Datatype",)),
    Case("Article", BILAT.source, (literal("bn.wikipedia.org", XSD.anyURI),), ("Pattern",)),
    *several("Article", BILAT.source, literal("https://bn.wikipedia.org/", XSD.anyURI)),
    *string("Article", BILAT.revision),
    *string("Article", BILAT.sha256, "E3B0" * 16, "e3b0", least=1, good="e3b0" * 16),

    *link("Naming", OA.hasTarget, 1, EX.Second),
    *missing("Naming", OA.hasBody, 1),
    *several("Naming", OA.hasBody, EX.Other),
    Case("Naming", OA.hasBody, (TEXT,), ("NodeKind",)),
    *number("Naming", BILAT.mentions, "0", None, decimal("1.5"), 1, Literal(4)),

    Case("Link", None, (), ("NodeKind",), blank=True),
    *missing("Link", BILAT.entity, 1),
    *several("Link", BILAT.entity, EX.Other),
    Case("Link", BILAT.entity, (TEXT,), ("NodeKind",)),
    *link("Link", OA.hasTarget, 0, EX.Second),
    *(case for path in (BILAT.item, BILAT.candidate) for case in item("Link", path)),
    *several("Link", BILAT.item, URIRef(f"{WD}Q334")),
    *string("Link", BILAT.ground, "guess", good="alias"),
    *number("Link", BILAT.score, "-0.5", "1.5", Literal(1), 0, decimal("0.5")),
    *number("Link", BILAT.mentions, "0", None, decimal("1.5"), 0, Literal(4)),

    *(case for name in ENTITIES for case in entity(name)),
    *string("Country", BILAT.iso3, "M", "mys", "GB-", least=1, good="SGP"),
    *words("Country", SKOS.altLabel, unique=False, empty=False),
    *link("Country", BILAT.capital),
    *link("Country", BILAT.succeededBy),
    *date("Country", BILAT.existedFrom),
    *date("Country", BILAT.existedUntil, most=False),
    Case("Other", BILAT.existedUntil, (literal("1992", XSD.gYear),), ("MaxCount",), keep=True),
    *link("City", BILAT.country),
    *number("City", GEO.lat, "-90.5", "90.5", Literal(3), other=decimal("3.5")),
    *number("City", GEO.long, "-180.5", "180.5", Literal(3), other=decimal("3.5")),
    *link("Person", BILAT.country),
    *link("Person", BILAT.office),
    *link("Organization", BILAT.country),
    *string("Currency", SKOS.notation, "dollar", least=1, good="BDT"),
    *parties("Relationship", most=True),

    *link("Concept", SKOS.inScheme, 1, KG.topic),
    *string("Concept", SKOS.notation, "In Negotiation", least=1, good="talks"),
    Case("Concept", SKOS.prefLabel, (), ("MinCount", "Equals", "Equals")),
    Case("Concept", SKOS.prefLabel, (english("talks"),), ("UniqueLang", "Equals"), keep=True),
    Case("Concept", RDFS.label, (), ("QualifiedMinCount",), ((SKOS.prefLabel, "Equals"),) * 2),
    *several("Family", BILAT.recordClass, TEXT),
    Case("Family", BILAT.recordClass, (english("words"),), ("Datatype",)),
    Case("Family", BILAT.kindField, (TEXT, Literal("other words")), ("MaxCount",)),
    Case("Family", BILAT.kindField, (english("words"),), ("Datatype",)),
    *link("Family", BILAT.dataSet, other=KG["dataset/exports"]),
    *missing("Family", BILAT.role, 1),
    Case("Family", BILAT.role, (NOBODY,), ("Class",), keep=True),
    *missing("Role", BILAT.property, 1),
    *several("Role", BILAT.property, BILAT.party),
    Case("Role", BILAT.property, (TEXT,), ("NodeKind",)),
    *number("Role", BILAT.order, "0", None, decimal("1.5"), 1, Literal(7)),
    *string("Role", BILAT.recordField, "Two Words", good="word"),
    Case("Role", BILAT.recordLanguage, (Literal("English"),), ("Pattern",)),
    Case("Role", BILAT.recordLanguage, (english("en"),), ("Datatype",)),
    Case("Role", BILAT.recordLanguage, (Literal("en"), Literal("bn")), ("MaxCount",)),
    *(case for path in (BILAT.key, BILAT.list) for case in flag("Role", path, 1, most=True)),
    *(case for path in (BILAT.dating, BILAT.single) for case in flag("Role", path, most=True)),
]  # fmt: skip
