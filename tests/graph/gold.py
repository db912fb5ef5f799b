"""The gold of the seed articles as facts, converted by hand and not through the ontology: a second opinion."""

from __future__ import annotations

import json
import re
import unicodedata
from decimal import Decimal
from pathlib import Path

from bilat_kg.model import (
    Abstention,
    Article,
    Concept,
    Entity,
    Evidence,
    Fact,
    Mention,
    PartialDate,
    Period,
    Reading,
    Text,
    Value,
)
from bilat_kg.resources import ARTICLES

GOLD = Path(__file__).parent.parent / "data" / "gold" / "seeds"
STEMS = ("mys-omn", "mys-rus", "mys-tjk", "mys-tls")

COUNTRIES = {
    "MYS": ("Malaysia", "মালয়েশিয়া", "Q833"),
    "OMN": ("Oman", "ওমান", "Q842"),
    "RUS": ("Russia", "রাশিয়া", "Q159"),
    "SUN": ("Soviet Union", "সোভিয়েত ইউনিয়ন", "Q15180"),
    "TJK": ("Tajikistan", "তাজিকিস্তান", "Q863"),
    "TLS": ("Timor-Leste", "পূর্ব তিমুর", "Q574"),
    "IDN": ("Indonesia", "ইন্দোনেশিয়া", "Q252"),
    "AFG": ("Afghanistan", "আফগানিস্তান", "Q889"),
}
CITIES = {"Kuala Lumpur": "Q1865", "Muscat": "Q3826", "Moscow": "Q649", "Putrajaya": "Q192824", "Dili": "Q9310"}
MISSIONS = {"embassy": "Embassy", "trade_office": "TradeOffice"}
AGREEMENTS = {"agreement": "Agreement", "mou": "MemorandumOfUnderstanding"}
STATUS = {
    "open": "Open",
    "planned": "Planned",
    "none": "Absent",
    "signed": "Signed",
    "in_negotiation": "InNegotiation",
}


def slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def country(code: str) -> Entity:
    english, bengali, qid = COUNTRIES[code]
    return Entity("country", code, english, bengali, qid)


def date(text: str) -> PartialDate | Period:
    if re.fullmatch(r"\d{4}-\d{4}", text):
        return Period(PartialDate(text[:4]), PartialDate(text[5:]))
    return PartialDate(text)


def named(kind: str, name: str) -> Entity:
    return Entity(kind, slug(name), name)  # type: ignore[arg-type]


def roles(record: dict) -> tuple[str, dict[str, tuple[Value, ...]]]:
    def one(field: str, make) -> tuple[Value, ...]:
        return () if record.get(field) is None else (make(record[field]),)

    def each(field: str, make) -> tuple[Value, ...]:
        return tuple(make(value) for value in record.get(field) or ())

    def english(text: str) -> Text:
        return Text(text, "en")

    approximate = {"approximate": (True,) if record.get("approx") else ()}
    match record["class"]:
        case "DiplomaticRelation":
            return "DiplomaticRelation", {
                "party": each("parties", country),
                "establishedOn": one("established", date),
            }
        case "Embassy":
            return MISSIONS[record["kind"]], {
                "sender": one("sender", country),
                "receiver": one("receiver", country),
                "city": one("city", lambda name: Entity("city", CITIES[name], name, qid=CITIES[name])),
                "openedOn": one("opened", date),
                "status": one("status", lambda name: Concept(STATUS[name])),
            }
        case "Agreement":
            return AGREEMENTS[record["kind"]], {
                "party": each("parties", country),
                "signatoryOrganization": each("signatory_orgs", lambda name: named("organization", name)),
                "signedOn": one("signed", date),
                "topic": each("topics", lambda name: Concept(f"topic/{name}")),
                "status": one("status", lambda name: Concept(STATUS[name])),
                "count": one("count", int),
            }
        case "TradeObservation":
            flow = {"total": "TotalTrade", "export": "Export"}
            return "TradeObservation", {
                "flow": one("flow", lambda name: Concept(flow[name])),
                "party": each("parties", country),
                "exporter": one("exporter", country),
                "importer": one("importer", country),
                "period": one("year", date),
                "amount": one("value", Decimal),
                "currency": one("currency", lambda code: Entity("currency", code, "United States dollar", "মার্কিন ডলার")),
                "approximate": (bool(record["approx"]),),
            }
        case "Visit":
            return "Visit", {
                "visitor": one("visitor", lambda name: named("person", name)),
                "visitorOffice": one("visitor_office", lambda name: Concept(f"office/{name}")),
                "fromCountry": one("from", country),
                "toCountry": one("to", country),
                "startDate": one("start", date),
                "endDate": one("end", date),
                "visitKind": one("kind", lambda name: Concept(f"visit-kind/{name}")),
                "host": one("host", lambda name: named("person", name)),
                "met": each("met", lambda name: named("person", name)),
            }
        case "PeopleObservation":
            return "PeopleObservation", {
                "group": one("what", lambda name: Concept(f"people/{name}")),
                "fromCountry": one("from", country),
                "toCountry": one("to", country),
                "period": one("year", date),
                "number": one("value", Decimal),
                **approximate,
            }
        case "CommodityTrade":
            return "CommodityTrade", {
                "exporter": one("exporter", country),
                "importer": one("importer", country),
                "good": each("goods", english),
            }
        case "Position":
            return "Position", {
                "holder": one("holder", country),
                "stance": one("stance", lambda name: Concept(f"stance/{name}")),
                "towards": one("towards", country),
                "about": one("about", english),
            }
        case "Event":
            return "Event", {
                "eventKind": one("kind", lambda name: Concept(f"event-kind/{name}")),
                "party": each("parties", country),
                "date": one("date", date),
                "label": one("label_en", english),
            }
    raise AssertionError(record["class"])


def records(stem: str) -> list[dict]:
    return [json.loads(line) for line in (GOLD / f"{stem}.jsonl").read_text("utf-8").splitlines()]


def article(stem: str) -> Article:
    text = unicodedata.normalize("NFC", (ARTICLES / f"{stem}.bn.txt").read_text("utf-8"))
    iri = f"https://w3id.org/bilat-kg/id/article/{stem}"
    return Article(stem, iri, "bn", text, f"{stem} সম্পর্ক", licence="CC BY-SA 4.0")


def fact(record: dict, of: Article) -> Fact:
    start, end = record["span"]
    kind, filled = roles(record)
    return Fact(
        kind,
        of.name,
        tuple((name, values) for name, values in filled.items() if values),
        (Evidence(start, end, of.text[start:end]),),
        rule=f"gold.{kind}",
        confidence=Decimal("0.5") if record.get("uncertain") else Decimal(1),
    )


def reading(stem: str) -> Reading:
    of = article(stem)
    facts = tuple(fact(record, of) for record in records(stem))
    codes = [code for code in stem.upper().split("-") if code in COUNTRIES]
    mentions = tuple(
        Mention(found.start(), found.end(), country(code), "label")
        for code in codes
        for found in re.finditer(COUNTRIES[code][1], of.text)
    )
    refused = (Abstention(of.name, "embassy.in-city", "no city", Evidence(0, 10, of.text[:10])),)
    return Reading(of, facts, refused, mentions)


def readings() -> list[Reading]:
    return [reading(stem) for stem in STEMS]
