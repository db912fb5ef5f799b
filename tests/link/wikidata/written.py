"""Stores and Wikidata-shaped files written for a test, a line a fact or claim."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "graph"))
import gold

from bilat_kg.graph import StoreWriter
from bilat_kg.graph.store import Build, open_build
from bilat_kg.link.linker import Linker
from bilat_kg.link.wikidata.comparison import compare
from bilat_kg.link.wikidata.differences import Comparison
from bilat_kg.link.wikidata.sources import source
from bilat_kg.model import Article, Concept, Entity, Evidence, Fact, PartialDate, Reading, Value

DATA = Path(__file__).parents[2] / "data" / "wikidata"
SAMPLE = DATA / "sample.ttl"
GOLDEN: dict[str, tuple[str, ...]] = {
    "differences.csv": ("diff", str(SAMPLE), "--format", "csv"),
    "all.quickstatements.txt": ("export", "quickstatements", "--retrieved", "2026-01-31"),
    "lacking.quickstatements.txt": (
        "export", "quickstatements", "--retrieved", "2026-01-31", "--against", str(SAMPLE),
    ),
}  # fmt: skip
"""The golden files, and the commands that write them on the gold of the seeds."""
COUNTRIES = {"MYS": "Q833", "OMN": "Q842", "NLD": "Q55", "VAT": "Q237", "SUR": "Q730", "IND": "Q668", "BGD": "Q902"}
OPEN = Concept("Open")
PREFIXES = """
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wds: <http://www.wikidata.org/entity/statement/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX p: <http://www.wikidata.org/prop/>
PREFIX ps: <http://www.wikidata.org/prop/statement/>
PREFIX psv: <http://www.wikidata.org/prop/statement/value/>
PREFIX pq: <http://www.wikidata.org/prop/qualifier/>
PREFIX pqv: <http://www.wikidata.org/prop/qualifier/value/>
PREFIX wikibase: <http://wikiba.se/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


_VISITORS = {"emomali-rahmon": "Q57366", "mahathir-mohamad": "Q181383"}
_PLACES = {
    "mys-omn": {"source": "https://bn.wikipedia.org/wiki/ওমান–মালয়েশিয়া_সম্পর্ক", "revision": "7654321"},
    "mys-rus": {"source": "https://example.org/mys-rus"},
}
"""Where two of the articles are said to be from; the other two are plain text."""


def _with_item(value: object) -> object:
    known = isinstance(value, Entity) and _VISITORS.get(value.id)
    return replace(value, id=known, qid=known) if isinstance(value, Entity) and known else value


def gold_store(path: Path) -> Path:
    """Publish the gold of the seeds: what a careful reader has, so that no rule of reading changes what is expected."""
    with StoreWriter(path) as writer:
        for reading in gold.readings():
            facts = tuple(
                replace(fact, roles=tuple((role, tuple(map(_with_item, values))) for role, values in fact.roles))
                for fact in reading.facts
            )
            article = replace(reading.article, **_PLACES.get(reading.article.name, {}))
            writer.add(replace(reading, article=article, facts=facts))
        _publish(writer)
    return path


def state(code: str) -> Entity:
    """A state by its code; one such as ``A07`` or ``B07`` is made up."""
    made_up = f"Q90000002{code[1:]}" if code[0] == "B" else f"Q90000003{code[1:]}"
    return Entity("country", code, code, qid=COUNTRIES.get(code) or made_up)


def city(label: str, qid: str | None, country: str) -> Entity:
    return Entity("city", qid or label.lower(), label, qid=qid, country=country)


def fact(kind: str, quote: str, **roles: Value | tuple[Value, ...]) -> tuple[str, str, dict]:
    return kind, quote, roles


def mission(kind: str, sender: str, receiver: str, quote: str, **roles: Value) -> tuple[str, str, dict]:
    return fact(kind, quote, sender=state(sender), receiver=state(receiver), **({"status": OPEN} | roles))


def relation(one: str, other: str, quote: str, **roles: Value) -> tuple[str, str, dict]:
    return fact("DiplomaticRelation", quote, party=(state(one), state(other)), **roles)


def store(folder: Path, *articles: tuple[dict, list[tuple[str, str, dict]]]) -> Build:
    """Publish articles, each as what there is to say of it and its facts, whose quotes are its text."""
    path = folder / "bilat-kg.store"
    with StoreWriter(path) as writer:
        for number, (about, facts) in enumerate(articles):
            writer.add(_reading(f"article-{number}", about, facts))
        _publish(writer)
    return open_build(path)


def _publish(writer: StoreWriter) -> None:
    """Link all entities whose item is known, mentioned or not, and publish."""
    writer.link(Linker().complete(writer.with_items()))
    writer.publish()


def _reading(name: str, about: dict, facts: Iterable[tuple[str, str, dict]]) -> Reading:
    text, made = "", []
    for kind, quote, roles in facts:
        evidence = Evidence(len(text), len(text) + len(quote), quote)
        text += quote + " "
        values = tuple((role, value if isinstance(value, tuple) else (value,)) for role, value in roles.items())
        made.append(Fact(kind, name, values, (evidence,), "made", Decimal(1)))
    return Reading(Article(name, f"https://w3id.org/bilat-kg/id/article/{name}", "bn", text, **about), tuple(made))


def day(iso: str) -> PartialDate:
    return PartialDate(iso)


def compared(build: Build, folder: Path, turtle: str) -> Comparison:
    """Hold a build against claims in Turtle."""
    file = folder / "theirs.ttl"
    file.write_text(PREFIXES + turtle, encoding="utf-8")
    return compare(build, source(str(file)))


def said(comparison: Comparison) -> list[tuple[str, str, str | None]]:
    """Outcome, property and item of each difference."""
    return [(each.outcome, each.property, each.item) for each in comparison.differences]
