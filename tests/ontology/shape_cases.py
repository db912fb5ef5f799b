"""Every way in which a node can be spoilt, and what the shapes have to say of it."""

from __future__ import annotations

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

COUNTRY, PERSON = EX.Country, EX.Person
ENTITIES = ("Country", "City", "Person", "Organization", "Currency", "Relationship")
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


class Case(NamedTuple):
    """A copy of the valid node ``of`` without the values of ``path`` (or of ``drop``), but with ``put`` instead.

    ``fails`` lists the constraints broken on ``path`` (none: on the node itself) by their SHACL names, ``elsewhere``
    those that the same fault breaks on another path.
    """

    of: str
    path: URIRef | None
    put: tuple[Node, ...]
    fails: tuple[str, ...]
    elsewhere: tuple[tuple[URIRef | None, str], ...] = ()
    drop: tuple[URIRef, ...] = ()
    keep: bool = False
    blank: bool = False


def literal(text: str, datatype: URIRef = XSD.string) -> Literal:
    return Literal(text, datatype=datatype, normalize=False)


TEXT = Literal("words")
EN = Literal("words", lang="en")
YEAR = literal("1970", XSD.gYear)
WIKI_PAGE = URIRef("https://www.wikidata.org/wiki/Q833")


def missing(of: str, *paths: URIRef) -> list[Case]:
    return [Case(of, path, (), ("MinCount",)) for path in paths]


def wrong(of: str, path: URIRef, value: Node, *fails: str) -> Case:
    return Case(of, path, (value,), fails)


def twice(of: str, path: URIRef, other: Node) -> Case:
    return Case(of, path, (other,), ("MaxCount",), keep=True)


def dates(of: str, path: URIRef) -> list[Case]:
    bad = (
        literal("1970"),
        literal("70", XSD.gYear),
        literal("1970-13", XSD.gYearMonth),
        literal("1970-1-1", XSD.date),
        literal("1970-1971", EDTF),
        Literal("1970-01-01T00:00:00", datatype=XSD.dateTime),
        Literal(1970),
    )
    return [wrong(of, path, value, "Node") for value in bad]


CASES = [
    # every fact
    *(Case(family, RDF.type, (), ("HasValue",), drop=(BILAT.Fact,)) for family in FAMILIES),
    *(case for family in FAMILIES for case in missing(family, BILAT.relationship, BILAT.evidence)),
    *(case for family in FAMILIES for case in missing(family, BILAT.confidence, BILAT.rule)),
    *(Case(family, None, (), ("NodeKind",), blank=True) for family in FAMILIES),
    wrong("Visit", BILAT.relationship, COUNTRY, "Class"),
    wrong("Visit", BILAT.evidence, EX.Article, "Class"),
    wrong("Visit", BILAT.year, Literal(0), "MinInclusive"),
    wrong("Visit", BILAT.year, Literal(3000), "MaxInclusive"),
    wrong("Visit", BILAT.year, literal("1987.5", XSD.decimal), "Datatype"),
    twice("Visit", BILAT.year, Literal(1988)),
    wrong("Visit", BILAT.confidence, literal("0.0", XSD.decimal), "MinExclusive"),
    wrong("Visit", BILAT.confidence, literal("1.1", XSD.decimal), "MaxInclusive"),
    wrong("Visit", BILAT.confidence, Literal(1), "Datatype"),
    wrong("Visit", BILAT.rule, Literal(""), "MinLength"),
    wrong("DiplomaticRelation", BILAT.conflictsWith, COUNTRY, "Class"),
    wrong("DiplomaticRelation", BILAT.warning, EN, "Datatype"),
    # DiplomaticRelation
    *missing("DiplomaticRelation", BILAT.party),
    wrong("DiplomaticRelation", BILAT.party, COUNTRY, "MinCount"),
    twice("DiplomaticRelation", BILAT.party, EX.Third),
    twice("DiplomaticRelation", BILAT.establishedOn, YEAR),
    *dates("DiplomaticRelation", BILAT.establishedOn),
    # DiplomaticMission
    Case("DiplomaticMission", RDF.type, (), ("QualifiedMinCount",), drop=(BILAT.Embassy,)),
    Case("DiplomaticMission", RDF.type, (BILAT.Consulate,), ("QualifiedMaxCount",), keep=True),
    Case("DiplomaticMission", RDF.type, (), ("HasValue",), drop=(BILAT.DiplomaticMission,)),
    *missing("DiplomaticMission", BILAT.sender, BILAT.receiver, BILAT.status),
    wrong("DiplomaticMission", BILAT.sender, COUNTRY, "Disjoint"),
    wrong("DiplomaticMission", BILAT.sender, EX.City, "Class"),
    wrong("DiplomaticMission", BILAT.receiver, TEXT, "Class", "NodeKind"),
    wrong("DiplomaticMission", BILAT.city, COUNTRY, "Class"),
    wrong("DiplomaticMission", BILAT.status, BILAT.Signed, "In"),
    twice("DiplomaticMission", BILAT.status, BILAT.Open),
    twice("DiplomaticMission", BILAT.openedOn, YEAR),
    *dates("DiplomaticMission", BILAT.openedOn),
    *dates("DiplomaticMission", BILAT.closedOn),
    # Agreement
    Case("Agreement", RDF.type, (BILAT.Treaty,), ("QualifiedMaxCount",), keep=True),
    Case("Agreement", RDF.type, (), ("HasValue",), drop=(BILAT.Agreement,)),
    wrong("Agreement", BILAT.party, COUNTRY, "MinCount"),
    wrong("Agreement", BILAT.signatoryOrganization, COUNTRY, "Class"),
    wrong("Agreement", BILAT.topic, KG["topic/fishing"], "In"),
    *missing("Agreement", BILAT.status),
    wrong("Agreement", BILAT.status, BILAT.Open, "In"),
    wrong("Agreement", BILAT["count"], Literal(0), "MinInclusive"),
    *dates("Agreement", BILAT.signedOn),
    # TradeObservation
    Case("TradeObservation", None, (), ("Xone",), drop=(BILAT.importer,)),
    Case("TradeObservation", None, (COUNTRY,), ("Xone",), drop=(BILAT.party,)),
    Case("Total", None, (), ("Xone",), drop=(BILAT.party,)),
    Case("TradeObservation", BILAT.flow, (), ("MinCount",), elsewhere=((None, "Xone"),)),
    Case("TradeObservation", BILAT.flow, (BILAT.Open,), ("In",), elsewhere=((None, "Xone"),)),
    Case("Total", BILAT.party, (EX.City,), ("Class",), elsewhere=((None, "Xone"),)),
    wrong("TradeObservation", BILAT.exporter, EX.Other, "Disjoint"),
    wrong("TradeObservation", BILAT.exporter, EX.City, "Class"),
    twice("TradeObservation", BILAT.importer, EX.Third),
    *missing("TradeObservation", BILAT.amount, BILAT.currency, QB.dataSet),
    wrong("TradeObservation", BILAT.amount, Literal(5), "Datatype"),
    wrong("TradeObservation", BILAT.amount, literal("-5.0", XSD.decimal), "MinInclusive"),
    twice("TradeObservation", BILAT.amount, literal("5.0", XSD.decimal)),
    wrong("TradeObservation", BILAT.currency, COUNTRY, "Class"),
    wrong("TradeObservation", BILAT.approximate, Literal("true"), "Datatype"),
    wrong("TradeObservation", QB.dataSet, COUNTRY, "Class"),
    *dates("TradeObservation", BILAT.period),
    # Visit
    Case("Visit", None, (), ("Or",), drop=(BILAT.visitor, BILAT.visitorOffice)),
    wrong("Visit", BILAT.visitor, COUNTRY, "Class"),
    wrong("Visit", BILAT.visitorOffice, KG["office/poet"], "In"),
    *missing("Visit", BILAT.fromCountry, BILAT.toCountry),
    wrong("Visit", BILAT.fromCountry, EX.Other, "Disjoint"),
    wrong("Visit", BILAT.toCountry, EX.City, "Class"),
    wrong("Visit", BILAT.visitKind, EN, "In"),
    wrong("Visit", BILAT.host, COUNTRY, "Class"),
    wrong("Visit", BILAT.met, TEXT, "Class", "NodeKind"),
    *dates("Visit", BILAT.startDate),
    *dates("Visit", BILAT.endDate),
    # PeopleObservation
    *missing("PeopleObservation", BILAT.group, BILAT.fromCountry, BILAT.toCountry, QB.dataSet),
    wrong("PeopleObservation", BILAT.group, KG["people/poets"], "In"),
    wrong("PeopleObservation", BILAT.fromCountry, EX.Other, "Disjoint"),
    wrong("PeopleObservation", BILAT.toCountry, EX.City, "Class"),
    wrong("PeopleObservation", BILAT.number, Literal(-1), "MinInclusive"),
    wrong("PeopleObservation", BILAT.number, literal("1.5", XSD.decimal), "Datatype"),
    wrong("PeopleObservation", BILAT.approximate, Literal(1), "Datatype"),
    *dates("PeopleObservation", BILAT.period),
    # CommodityTrade, Position, Event
    *missing("CommodityTrade", BILAT.exporter, BILAT.importer, BILAT.good),
    wrong("CommodityTrade", BILAT.exporter, EX.Other, "Disjoint"),
    wrong("CommodityTrade", BILAT.importer, EX.City, "Class"),
    wrong("CommodityTrade", BILAT.good, TEXT, "Datatype"),
    *missing("Position", BILAT.holder, BILAT.stance, BILAT.towards, BILAT.about),
    wrong("Position", BILAT.holder, EX.Other, "Disjoint"),
    wrong("Position", BILAT.stance, KG["stance/likes"], "In"),
    wrong("Position", BILAT.towards, EX.City, "Class"),
    Case("Position", BILAT.about, (EN,), ("UniqueLang",), keep=True),
    *missing("Event", BILAT.eventKind, BILAT.party, RDFS.label),
    wrong("Event", BILAT.eventKind, BILAT.Open, "In"),
    wrong("Event", BILAT.party, COUNTRY, "MinCount"),
    wrong("Event", RDFS.label, TEXT, "Datatype"),
    *dates("Event", BILAT.date),
    # evidence, articles, links
    *missing("Evidence", BILAT.article, BILAT.quote),
    Case("Evidence", BILAT.start, (), ("MinCount",)),
    Case("Evidence", BILAT.end, (), ("MinCount",)),
    Case("Evidence", None, (), ("NodeKind",), blank=True),
    wrong("Evidence", BILAT.article, COUNTRY, "Class"),
    wrong("Evidence", BILAT.start, Literal(-1), "MinInclusive"),
    wrong("Evidence", BILAT.start, Literal(8), "LessThan"),
    wrong("Evidence", BILAT.end, literal("9.0", XSD.decimal), "Datatype"),
    wrong("Evidence", BILAT.quote, Literal(""), "MinLength"),
    twice("Evidence", BILAT.quote, EN),
    *missing("Article", BILAT.name, BILAT.language, BILAT.sha256),
    Case("Article", None, (), ("NodeKind",), blank=True),
    wrong("Article", BILAT.name, Literal("a/b"), "Pattern"),
    wrong("Article", BILAT["title"], COUNTRY, "NodeKind"),
    wrong("Article", BILAT.language, Literal("Bengali"), "Pattern"),
    wrong("Article", BILAT.source, Literal("https://bn.wikipedia.org/"), "Datatype"),
    wrong("Article", BILAT.revision, Literal(123), "Datatype"),
    twice("Article", BILAT.licence, TEXT),
    wrong("Article", BILAT.sha256, Literal("E3B0"), "Pattern"),
    *missing("Link", OA.hasTarget, OA.hasBody, BILAT.ground, BILAT.mentions),
    wrong("Link", OA.hasTarget, COUNTRY, "Class"),
    wrong("Link", OA.hasBody, TEXT, "NodeKind"),
    wrong("Link", BILAT.ground, Literal(""), "MinLength"),
    wrong("Link", BILAT.mentions, Literal(0), "MinInclusive"),
    # entities
    *(Case(kind, RDFS.label, (), ("QualifiedMinCount",)) for kind in ENTITIES),
    *(wrong(kind, RDFS.label, TEXT, "Datatype", "QualifiedMinCount") for kind in ENTITIES),
    *(wrong(kind, OWL.sameAs, WIKI_PAGE, "Pattern") for kind in ENTITIES if kind != "Relationship"),
    Case("Country", RDFS.label, (EN,), ("UniqueLang",), keep=True),
    *missing("Country", BILAT.iso3),
    wrong("Country", BILAT.iso3, Literal("MY"), "Pattern"),
    wrong("Country", SKOS.altLabel, TEXT, "Datatype"),
    wrong("Country", BILAT.capital, COUNTRY, "Class"),
    wrong("Country", BILAT.succeededBy, EX.City, "Class"),
    *dates("Country", BILAT.existedFrom),
    *dates("Country", BILAT.existedUntil),
    wrong("City", BILAT.country, EX.City, "Class"),
    wrong("City", GEO.lat, literal("91.0", XSD.decimal), "MaxInclusive"),
    wrong("City", GEO.long, literal("-181.0", XSD.decimal), "MinInclusive"),
    wrong("Person", BILAT.country, TEXT, "Class", "NodeKind"),
    wrong("Person", BILAT.office, COUNTRY, "Class"),
    wrong("Organization", BILAT.country, PERSON, "Class"),
    *missing("Currency", SKOS.notation),
    wrong("Currency", SKOS.notation, Literal("dollar"), "Pattern"),
    wrong("Relationship", BILAT.party, COUNTRY, "MinCount"),
    twice("Relationship", BILAT.party, EX.Third),
    # the closed lists and the description of records
    *missing("Concept", SKOS.inScheme, SKOS.notation),
    wrong("Concept", SKOS.inScheme, COUNTRY, "Class"),
    wrong("Concept", SKOS.notation, Literal("In Negotiation"), "Pattern"),
    Case("Concept", SKOS.prefLabel, (), ("MinCount", "Equals", "Equals")),
    Case("Concept", RDFS.label, (), ("QualifiedMinCount",), elsewhere=((SKOS.prefLabel, "Equals"),) * 2),
    Case("Family", BILAT.recordClass, (TEXT,), ("MaxCount",), keep=True),
    Case("Family", BILAT.kindField, (TEXT, EN), ("MaxCount", "Datatype")),
    wrong("Family", BILAT.dataSet, COUNTRY, "Class"),
    Case("Family", BILAT.role, (), ("MinCount",)),
    Case("Family", BILAT.role, (COUNTRY,), ("Class",), keep=True),
    *missing("Role", BILAT.property, BILAT.order, BILAT.key, BILAT.list),
    wrong("Role", BILAT.property, TEXT, "NodeKind"),
    wrong("Role", BILAT.order, Literal(0), "MinInclusive"),
    wrong("Role", BILAT.recordField, Literal("Two Words"), "Pattern"),
    wrong("Role", BILAT.recordLanguage, Literal("English"), "Pattern"),
    *(wrong("Role", path, TEXT, "Datatype") for path in (BILAT.key, BILAT.list, BILAT.dating, BILAT.single)),
]  # fmt: skip
