"""A country: its partners, the missions that it sends and receives, and those missing in return."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bilat_kg.graph.namespaces import DATA_NS, ONTOLOGY_NS
from bilat_kg.web.pages import terms
from bilat_kg.web.pages.asking import Ask, Row, named, rows, text, whole
from bilat_kg.web.pages.atlas import Arc, Map, Spot, draw
from bilat_kg.web.pages.language import Language
from bilat_kg.web.pages.render import Page

_RESIDENT = {"Embassy", "HighCommission"}


@dataclass(frozen=True, slots=True)
class Partner:
    """Another country, the pair with it, and the number of facts of each family."""

    code: str
    name: str
    pair: str
    facts: dict[str, int]

    @property
    def total(self) -> int:
        """All facts of the pair."""
        return sum(self.facts.values())


@dataclass(frozen=True, slots=True)
class Mission:
    """A mission as seen from the country: its kind, the other country, where and since when it is, and its status."""

    path: str
    kind: str
    label: str
    sent: bool
    partner: str
    partner_name: str
    city: str
    place: tuple[float, float] | None
    opened: str
    status: str


async def country(ask: Ask, language: Language, code: str) -> Page | None:
    """Give the page of the country with that code, ``None`` where the graph knows none."""
    described = await rows(ask, "country", country=code)
    if not described:
        return None
    first = min(described, key=lambda row: (len(text(row, "capital") or ""), text(row, "capital") or ""))
    missions = _missions(await rows(ask, "country-missions", country=code), code, language)
    capital = (float(first["long"].value), float(first["lat"].value)) if "long" in first else None
    return Page(
        "country.html",
        {
            "code": code,
            "name": named(first, "country", language.code) or code,
            "capital": named(first, "capital", language.code),
            "wikidata": text(first, "wikidata"),
            "existed": (text(first, "from"), text(first, "until")),
            "partners": _partners(await rows(ask, "partners", country=code), language),
            "families": [(name, terms.label(name, language.code)) for name in terms.families()],
            "sent": [mission for mission in missions if mission.sent],
            "received": [mission for mission in missions if not mission.sent],
            "missing": missing(missions),
            "map": mission_map(missions, capital),
        },
    )


def _partners(found: Sequence[Row], language: Language) -> list[Partner]:
    partners: dict[str, Partner] = {}
    for row in found:
        code = row["partner"].value.removeprefix(f"{DATA_NS}country/")
        pair = row["relationship"].value.removeprefix(f"{DATA_NS}relationship/")
        partner = partners.setdefault(code, Partner(code, named(row, "partner", language.code), pair, {}))
        partner.facts[row["class"].value.removeprefix(ONTOLOGY_NS)] = whole(row, "facts")
    return sorted(partners.values(), key=lambda partner: (-partner.total, partner.name))


def _missions(found: Sequence[Row], code: str, language: Language) -> list[Mission]:
    missions: dict[str, Mission] = {}
    for row in found:
        sent = row["sender"].value == f"{DATA_NS}country/{code}"
        partner = "receiver" if sent else "sender"
        kind = row["class"].value.removeprefix(ONTOLOGY_NS)
        path = row["fact"].value.removeprefix(DATA_NS)
        missions[path] = Mission(
            path,
            kind,
            terms.label(kind, language.code),
            sent,
            row[partner].value.removeprefix(f"{DATA_NS}country/"),
            named(row, partner, language.code),
            named(row, "place", language.code),
            (float(row["long"].value), float(row["lat"].value)) if "long" in row else None,
            language.date(row["opened"].value) if "opened" in row else "",
            row["status"].value.removeprefix(ONTOLOGY_NS),
        )
    return sorted(missions.values(), key=lambda mission: (mission.partner_name, mission.label, mission.city))


def missing(missions: Sequence[Mission]) -> list[tuple[Mission, bool]]:
    """Open embassies and high commissions without one the other way; ``True`` where the country's own is missing.

    As far as the articles tell: what no article mentions may be there all the same.
    """
    resident = [mission for mission in missions if mission.kind in _RESIDENT and mission.status == "Open"]
    ways: defaultdict[str, set[bool]] = defaultdict(set)
    for mission in resident:
        ways[mission.partner].add(mission.sent)
    return [(mission, not mission.sent) for mission in resident if len(ways[mission.partner]) == 1]


def mission_map(missions: Sequence[Mission], capital: tuple[float, float] | None) -> Map | None:
    """The open missions on a map, those sent tied to the capital."""
    spots: dict[tuple[str, bool], Spot] = {}
    arcs = []
    for mission in missions:
        if not mission.place or mission.status != "Open":
            continue
        before = spots.get((mission.city, mission.sent))
        note = f"{mission.label}, {mission.partner_name}"
        spots[mission.city, mission.sent] = Spot(
            mission.city,
            mission.place,
            before.weight + 1 if before else 1,
            f"{before.note}; {note}" if before else note,
            f"#m-{mission.path.rsplit('/', 1)[-1]}",
            "sent" if mission.sent else "received",
        )
        if mission.sent and capital and not before:
            arcs.append(Arc(capital, mission.place, "side-1", note))
    return draw(spots.values(), arcs) if spots else None
