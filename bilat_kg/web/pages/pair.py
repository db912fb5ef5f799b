"""A pair of countries: all that articles say of the two, by time, on a map, in figures, and word by word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bilat_kg.graph.namespaces import DATA_NS, ONTOLOGY_NS
from bilat_kg.web.pages import terms
from bilat_kg.web.pages.asking import Ask, Row, named, rows, text
from bilat_kg.web.pages.atlas import Arc, Map, Spot, draw
from bilat_kg.web.pages.charts import Chart, Lanes, Mark, Point, chart, lanes
from bilat_kg.web.pages.facts import MOST, Fact, facts
from bilat_kg.web.pages.language import Language
from bilat_kg.web.pages.render import Page

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two: code, name, where its capital is, and its Wikidata item."""

    code: str
    name: str
    capital: Place | None
    wikidata: str | None


@dataclass(frozen=True, slots=True)
class Trade:
    """The figures of one currency, drawn."""

    currency: str
    drawn: Chart
    facts: tuple[Fact, ...]


async def pair(ask: Ask, language: Language, key: str) -> Page | None:
    """Give the page of the pair ``MYS-RUS``, ``None`` where the graph tells of no such pair."""
    parties = _parties(await rows(ask, "parties", relationship=f"{DATA_NS}relationship/{key}"), language)
    if len(parties) != 2:
        return None
    found = await facts(ask, language, "pair", relationship=f"{DATA_NS}relationship/{key}")
    by_family: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in found:
        by_family[fact.family].append(fact)
    missions = by_family["DiplomaticMission"]
    return Page(
        "pair.html",
        {
            "key": key,
            "parties": parties,
            "facts": found,
            "most": MOST,
            "dated": [fact for fact in found if fact.year is not None],
            "by_family": by_family,
            "articles": sorted({said.article for fact in found for said in fact.statements}),
            "since": next((fact.when for fact in by_family["DiplomaticRelation"] if fact.when), None),
            "timeline": timeline(found, language),
            "map": mission_map(missions, parties),
            "trade": trade(by_family["TradeObservation"], language),
            "topics": topics(by_family["Agreement"], language),
        },
    )


def _parties(found: Sequence[Row], language: Language) -> tuple[Party, ...]:
    parties: dict[str, Party] = {}
    # of several capitals the item that Wikidata has had longest: La Paz, not Sucre, but Amsterdam, too
    for row in sorted(found, key=lambda row: (len(text(row, "capital") or ""), text(row, "capital") or "")):
        code = row["country"].value.removeprefix(f"{DATA_NS}country/")
        capital = (float(row["long"].value), float(row["lat"].value)) if "long" in row else None
        parties.setdefault(code, Party(code, named(row, "country", language.code), capital, text(row, "wikidata")))
    return tuple(sorted(parties.values(), key=lambda party: party.name))


def timeline(found: Sequence[Fact], language: Language) -> Lanes | None:
    """All dated facts on lanes of time, one for each family; each mark leads to its fact on the page."""
    marks = [
        Mark(fact.family, fact.year, f"{fact.when.words if fact.when else fact.year}: {fact.label}", f"#f-{fact.key}")
        for fact in found
        if fact.year is not None
    ]
    names = [(name, terms.label(name, language.code)) for name in terms.families()]
    return lanes(marks, names) if marks else None


def mission_map(missions: Sequence[Fact], parties: Sequence[Party]) -> Map | None:
    """The missions of the two on a map, tied to the capital that sends them."""
    capitals = {f"country/{party.code}": party for party in parties}
    spots: dict[str, Spot] = {}
    arcs = []
    for fact in missions:
        city, sender, receiver = fact.first("city"), fact.first("sender"), fact.first("receiver")
        home = capitals.get(sender.path or "") if sender else None
        away = capitals.get(receiver.path or "") if receiver else None
        place = city.place if city and city.place else away.capital if away else None
        if not place or not sender:
            continue
        name = city.words if city else receiver.words if receiver else ""
        state = fact.raw("status").removeprefix(ONTOLOGY_NS).lower()
        before = spots.get(name)
        note = f"{fact.label}, {sender.words}"
        spots[name] = Spot(
            name,
            place,
            (before.weight if before else 0) + (2 if fact.type in {"Embassy", "HighCommission"} else 1),
            f"{before.note}; {note}" if before else note,
            f"#f-{fact.key}",
            f"{state} side-{parties.index(home) + 1}" if home else state,
        )
        if home and home.capital and home.capital != place:
            arcs.append(Arc(home.capital, place, f"side-{parties.index(home) + 1}", note))
    if not spots:
        return None
    for party in parties:  # where a capital holds no mission, its country is named there
        if party.capital and party.capital not in {spot.place for spot in spots.values()}:
            spots[party.code] = Spot(party.name, party.capital, 1, "", None, "capital")
    return draw(spots.values(), arcs)


def trade(found: Sequence[Fact], language: Language) -> tuple[Trade, ...]:
    """Trade over the years by direction, a chart for each currency."""
    by_currency: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in found:
        by_currency[fact.raw("currency")].append(fact)
    drawn = []
    for own in by_currency.values():
        points = [_point(fact, language) for fact in own if fact.year is not None]
        order = (language("trade.total"), *sorted({point.series for point in points} - {language("trade.total")}))
        if len({point.year for point in points}) > 1:
            currency = own[0].first("currency")
            drawn.append(Trade(currency.words if currency else "", chart(points, order), tuple(own)))
    return tuple(sorted(drawn, key=lambda each: -len(each.facts)))


def _point(fact: Fact, language: Language) -> Point:
    exporter, importer = fact.first("exporter"), fact.first("importer")
    series = f"{exporter.words} → {importer.words}" if exporter and importer else language("trade.total")
    amount, currency = Decimal(fact.raw("amount")), fact.first("currency")
    when = fact.when.words if fact.when else ""
    note = f"{series}, {when}: {language.short(amount)} {currency.words if currency else ''}"
    return Point(series, fact.year or 0, amount, note, f"#f-{fact.key}", fact.raw("approximate") == "true")


def topics(agreements: Sequence[Fact], language: Language) -> list[tuple[str, list[Fact]]]:
    """Agreements by topic, the topic with most agreements first; one on two topics stands under both."""
    by_topic: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in agreements:
        for topic in fact.roles.get("topic", ()):
            by_topic[topic.words].append(fact)
        if not fact.roles.get("topic"):
            by_topic[language("topic.none")].append(fact)
    return sorted(by_topic.items(), key=lambda item: (-len(item[1]), item[0]))
