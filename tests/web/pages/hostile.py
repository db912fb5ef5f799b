"""A store in which every word that came from outside tries to be more than a word."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from bilat_kg.graph import StoreWriter
from bilat_kg.model import (
    Abstention,
    Article,
    Concept,
    Entity,
    Evidence,
    Fact,
    PartialDate,
    Period,
    Reading,
    Text,
    Value,
)

SCRIPT = "<script>window.got=1</script>"
HANDLER = "\" onmouseover='window.got=1' x=\""
CLOSING = "</title></svg></textarea><img src=x onerror=window.got=1>"
TEMPLATE = "{{ 7 * 7 }}{% raw %}"
ADDRESS = "javascript:window.got=1"
ALL = (SCRIPT, HANDLER, CLOSING, TEMPLATE)

TEXT = f"== {CLOSING} ==\n{SCRIPT} দূতাবাস {HANDLER} আছে। {CLOSING} চুক্তি {TEMPLATE}।\n"

ONE = Entity("country", "MYS", f"Malaysia {SCRIPT}", f"মালয়েশিয়া {HANDLER}", "Q833")
OTHER = Entity("country", "RUS", f"Russia {CLOSING}", f"রাশিয়া {TEMPLATE}", "Q159")
CITY = Entity("city", "Q649", f"Moscow {HANDLER}", f"মস্কো {SCRIPT}", "Q649", "RUS")
PERSON = Entity("person", "somebody", f"Somebody {SCRIPT}", f"কেউ {CLOSING}", None, "MYS")
BODY = Entity("organization", "a-body", f"Body {CLOSING}", f"সংস্থা {HANDLER}")
DOLLAR = Entity("currency", "USD", f"Dollar {SCRIPT}", f"ডলার {CLOSING}")


def facts(article: Article) -> list[Fact]:
    def made(kind: str, **roles: Value | tuple[Value, ...]) -> Fact:
        values = tuple((name, value if isinstance(value, tuple) else (value,)) for name, value in roles.items())
        evidence = Evidence(0, len(article.text), article.text)
        return Fact(kind, article.name, values, (evidence,), f"rule{SCRIPT}", Decimal("0.5"), (f"warning {HANDLER}",))

    trade = {"flow": Concept("Export"), "exporter": ONE, "importer": OTHER, "currency": DOLLAR}
    return [
        made("DiplomaticRelation", party=(ONE, OTHER), establishedOn=PartialDate("1967-04-03")),
        made("DiplomaticRelation", party=(ONE, OTHER), establishedOn=PartialDate("1968")),
        made("Embassy", sender=ONE, receiver=OTHER, city=CITY, status=Concept("Open"), openedOn=PartialDate("1968")),
        made("Agreement", party=(ONE, OTHER), signatoryOrganization=BODY, topic=Concept("topic/trade"),
             signedOn=PartialDate("1999-12"), status=Concept("Signed")),
        made("TradeObservation", **trade, period=PartialDate("2006"), amount=Decimal(1000), approximate=True),
        made("TradeObservation", **trade, period=Period(PartialDate("2007"), PartialDate("2008")),
             amount=Decimal(2000), approximate=False),
        made("CommodityTrade", exporter=ONE, importer=OTHER,
             good=(Text(f"oil {SCRIPT}", "en"), Text(f"তেল {HANDLER}", "bn"))),
        made("Visit", visitor=PERSON, visitorOffice=Concept("office/president"), fromCountry=ONE, toCountry=OTHER,
             startDate=PartialDate("2002"), host=PERSON, met=(PERSON,)),
        made("PeopleObservation", group=Concept("people/students"), fromCountry=ONE, toCountry=OTHER, number=5),
        made("Position", holder=ONE, stance=Concept("stance/supports"), towards=OTHER,
             about=Text(f"it {CLOSING}", "en")),
        made("Event", eventKind=Concept("event-kind/war"), party=(ONE, OTHER), date=PartialDate("1980"),
             label=(Text(f"event {SCRIPT}", "en"), Text(f"ঘটনা {CLOSING}", "bn"))),
    ]  # fmt: skip


def publish(path: Path) -> None:
    article = Article(
        "hostile", "https://w3id.org/bilat-kg/id/article/hostile", "bn", TEXT, f"Title {CLOSING}{SCRIPT}", ADDRESS,
        f"1{HANDLER}", f"licence {SCRIPT}",
    )  # fmt: skip
    refused = Abstention(article.name, f"rule{HANDLER}", f"because {SCRIPT}{CLOSING}", Evidence(3, 30, TEXT[3:30]))
    with StoreWriter(path) as writer:
        writer.add(Reading(article, tuple(facts(article)), (refused,)))
        writer.publish()
