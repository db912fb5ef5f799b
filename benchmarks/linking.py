"""Links against gold, by kind of entity, and what linking costs of a build.

``tests/data/gold/links`` says of the words of each mention which item they mean, or that the gazetteer has none.
"""

from __future__ import annotations

import csv
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from benchmarks.timing import side_by_side
from bilat_kg import resources, sources
from bilat_kg.building import build
from bilat_kg.graph.canonical import canonical_lines
from bilat_kg.graph.links import link_quads
from bilat_kg.link.linker import Linker
from bilat_kg.model import Article, ItemLink, Reading
from bilat_kg.text import grounds
from bilat_kg.text.pipeline import load
from bilat_kg.text.tokens import tokenize

GOLD = Path(__file__).parents[1] / "tests" / "data" / "gold"
SETS = {"seeds": resources.ARTICLES, "dev": GOLD / "dev"}
ROUNDS = 5

Words = tuple[str, str, str]
"""An article's name, a kind of entity, and words as they stand there."""


@dataclass
class Score:
    """How the links of a set do, by kind of entity.

    ``mentions`` have a link, ``right`` of them the one of the gold. ``known`` are the entities of an article (by item)
    that the gold knows, ``found`` those of them that some mention of the article was linked to. ``wrong`` lists each
    link that the gold contradicts, with its item, and ``missed`` each entity not found.
    """

    mentions: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[Words, str]] = field(default_factory=list)
    missed: list[tuple[str, str, str]] = field(default_factory=list)

    def precision(self, kind: str | None = None) -> float:
        """The share of links that are right, of one kind or of all."""
        return _share(self.right, self.mentions, kind)

    def recall(self, kind: str | None = None) -> float:
        """The share of the entities with an item that were linked to it in their article."""
        return _share(self.found, self.known, kind)


def _share(part: Counter[str], whole: Counter[str], kind: str | None) -> float:
    many, all_ = (part[kind], whole[kind]) if kind else (part.total(), whole.total())
    return many / all_ if all_ else 1.0


@cache
def gold(name: str) -> dict[Words, str]:
    """The items that a set's words mean, "" for none, as somebody read them."""
    with (GOLD / "links" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return {(row["article"], row["kind"], row["words"]): row["qid"] for row in csv.DictReader(lines)}


@cache
def articles(name: str) -> tuple[Article, ...]:
    """The articles of a set."""
    return tuple(sources.read(SETS[name]))


@cache
def readings(name: str) -> tuple[Reading, ...]:
    """What is read from the articles of a set."""
    return tuple(load("bn").read(article) for article in articles(name))


def score(name: str) -> Score:
    """Hold the links of a set against its gold. Words that the gold does not list are a link that is wrong."""
    truth, made = gold(name), Score()
    found: set[tuple[str, str, str]] = set()
    for reading in readings(name):
        items = {(link.entity, link.item.ground): link.item.qid for link in _linked(Linker(), reading) if link.item}
        for mention in reading.mentions:
            qid = items.get((mention.entity, mention.ground)) if mention.ground else None
            if qid is None:
                continue
            kind = mention.entity.kind
            words = (reading.article.name, kind, " ".join(reading.article.text[mention.start : mention.end].split()))
            made.mentions[kind] += 1
            found.add((reading.article.name, kind, qid))
            if truth.get(words) == qid:
                made.right[kind] += 1
            else:
                made.wrong.append((words, qid))
    for entity in sorted({(article, kind, qid) for (article, kind, _), qid in truth.items() if qid}):
        made.known[entity[1]] += 1
        made.found[entity[1]] += entity in found
        if entity not in found:
            made.missed.append(entity)
    return made


def _linked(linker: Linker, reading: Reading) -> tuple[ItemLink, ...]:
    return linker.link(reading.article.iri, reading.namings())


def cost() -> float:
    """The share of a build of both sets, without SHACL, that goes into mentions, links and their quads."""
    pipeline = load("bn")
    scenes = [pipeline.scene(article, tokenize(article.text)) for name in SETS for article in articles(name)]
    read = [reading for name in SETS for reading in readings(name)]
    with tempfile.TemporaryDirectory() as folder:

        def linking() -> None:
            for table in (grounds._bearers, grounds._names):
                table.cache_clear()  # a build begins without them
            linker = Linker()
            for scene in scenes:
                list(pipeline.mentions(scene))
            for reading in read:
                canonical_lines(link_quads(_linked(linker, reading)))

        def building() -> None:
            build(SETS.values(), Path(folder) / "store", validate=False, anew=True)

        took, whole = side_by_side(linking, building, ROUNDS)
    return took / whole


def main() -> None:
    """Print precision and recall by kind, then the cost."""
    for name in SETS:
        made = score(name)
        print(f"links of {name}: {made.mentions.total()} mentions linked, {made.known.total()} entities with an item")
        for kind in [*made.known, None]:
            links, entities = (
                (made.mentions[kind], made.known[kind]) if kind else (made.mentions.total(), made.known.total())
            )
            print(
                f"  {kind or 'all':<14} precision {made.precision(kind):.4f} of {links:>5}"
                f"   recall {made.recall(kind):.4f} of {entities:>4}"
            )
        for words, qid in made.wrong:
            print(f"  wrong   {' '.join(words)}: {qid}, gold {gold(name).get(words, 'has no such words') or 'none'}")
        for entity in made.missed:
            print(f"  missed  {' '.join(entity)}")
    share = cost()
    print(f"{'linking / a build without SHACL, seeds and dev':<74} {share:7.3f}  (at most 0.05)")
