"""The first page: what is in the graph, in numbers and on a map of the world."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from bilat_kg.graph.namespaces import DATA_NS, ONTOLOGY_NS
from bilat_kg.web.pages import terms
from bilat_kg.web.pages.asking import Ask, named, rows, text, whole
from bilat_kg.web.pages.atlas import Map, Spot, draw
from bilat_kg.web.pages.charts import Columns, columns
from bilat_kg.web.pages.language import Language
from bilat_kg.web.pages.render import Page, address


@dataclass(frozen=True, slots=True)
class Pair:
    """Two countries, how many facts there are of them, and from when to when."""

    key: str
    first: str
    second: str
    facts: int
    since: int | None
    until: int | None


@dataclass(frozen=True, slots=True)
class Country:
    """A country with the number of facts that it takes part in."""

    code: str
    name: str
    facts: int


@dataclass(frozen=True, slots=True)
class Article:
    """An article that was read, with the number of facts that it states and one pair that it is about."""

    name: str
    title: str | None
    lang: str
    facts: int
    pair: str | None


async def home(ask: Ask, language: Language) -> Page:
    """Give the first page."""
    (figures,) = await rows(ask, "figures")
    counted = {row["class"].value.removeprefix(ONTOLOGY_NS): whole(row, "facts") for row in await rows(ask, "classes")}
    classes = [(name, terms.label(name, language.code), counted.get(name, 0)) for name in terms.families()]
    known = await pairs(ask, language)
    return Page(
        "home.html",
        {
            "figures": {name: whole(figures, name) for name in ("articles", "relationships", "countries", "conflicts")},
            "span": (text(figures, "first"), text(figures, "last")),
            "facts": sum(number for _, _, number in classes),
            "classes": classes,
            "most": max((number for _, _, number in classes), default=1) or 1,
            "map": await missions(ask, language),
            "years": await years(ask),
            "pairs": known[:12],
            "all_pairs": len(known),
        },
    )


async def browse(ask: Ask, language: Language) -> Page:
    """Give the page of all pairs, countries and articles."""
    return Page(
        "browse.html",
        {
            "pairs": sorted(await pairs(ask, language), key=lambda pair: (pair.first, pair.second)),
            "countries": await countries(ask, language),
            "articles": await articles(ask),
        },
    )


async def pairs(ask: Ask, language: Language) -> list[Pair]:
    """All pairs, those with most facts first."""
    found = []
    for row in await rows(ask, "pairs"):
        one, other = sorted(named(row, side, language.code) for side in ("a", "b"))
        key = row["relationship"].value.removeprefix(f"{DATA_NS}relationship/")
        found.append(
            Pair(key, one, other, whole(row, "facts"), whole(row, "first") or None, whole(row, "last") or None)
        )
    return found


async def countries(ask: Ask, language: Language) -> list[Country]:
    """All countries that facts are about, by name."""
    found = [
        Country(
            row["country"].value.removeprefix(f"{DATA_NS}country/"),
            named(row, "country", language.code),
            whole(row, "facts"),
        )
        for row in await rows(ask, "countries")
    ]
    return sorted(found, key=lambda country: country.name)


async def articles(ask: Ask) -> list[Article]:
    """All articles by name."""
    return [
        Article(
            row["name"].value,
            text(row, "title"),
            row["lang"].value,
            whole(row, "facts"),
            row["relationship"].value.removeprefix(f"{DATA_NS}relationship/") if "relationship" in row else None,
        )
        for row in await rows(ask, "articles")
    ]


async def missions(ask: Ask, language: Language) -> Map:
    """A map of the world with all cities in which missions are open, the more the larger."""
    senders: defaultdict[str, set[str]] = defaultdict(set)
    spots: dict[str, Spot] = {}
    for row in await rows(ask, "missions"):
        city = row["place"].value
        senders[city].add(named(row, "sender", language.code))
        code = row["receiver"].value.removeprefix(f"{DATA_NS}country/")
        spots[city] = Spot(
            named(row, "place", language.code),
            (float(row["long"].value), float(row["lat"].value)),
            len(senders[city]),
            ", ".join(sorted(senders[city])),
            address(language, "country", code),
        )
    return draw(spots.values(), (), whole=True)


async def years(ask: Ask) -> Columns | None:
    """How many facts there are of each year, from the year on before which there is but one in a hundred."""
    counts = [(whole(row, "year"), whole(row, "facts")) for row in await rows(ask, "years")]
    few = sum(number for _, number in counts) / 100
    while len(counts) > 2 and (few := few - counts[0][1]) >= 0:
        del counts[0]
    return columns(counts)
