"""What one article adds to a build, made where the article is read and plain enough to be sent, kept and taken back.

Lines of quads belong to one article alone: those in its graph, and its links. What articles say together (who exists,
what conflicts) is made of the entities, pairs and figures of all, once, when a build is published.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from bilat_kg.graph.canonical import canonical_lines
from bilat_kg.graph.conflicts import Figure, figure
from bilat_kg.graph.quads import entities, pairs, quads
from bilat_kg.model import Article, Entity, Reading


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one article adds to a build.

    ``article`` is without links and infobox, which no build keeps. ``lines`` are canonical N-Quads, ``quads`` of them
    in the article's own graph. ``abstentions`` are (start, end, rule, reason, quote). ``entities`` are those named, as
    JSON arrays in the order of the fields of ``Entity``; ``pairs`` the states that facts are about, as ``MYS RUS``.
    ``mentions`` counts the entities named in the text, ``linked`` those of them with a Wikidata item.
    """

    article: Article
    lines: bytes
    quads: int
    abstentions: tuple[tuple[int, int, str, str, str], ...]
    entities: tuple[str, ...]
    pairs: tuple[str, ...]
    figures: tuple[Figure, ...]
    mentions: int
    linked: int


def contribution(reading: Reading) -> Contribution:
    """What a reading adds to a build; ``ValueError`` for what cannot be in the graph."""
    lines = canonical_lines(quads(reading))
    ending = f" <{reading.article.iri}> .\n".encode()
    return Contribution(
        article=replace(reading.article, links=(), infobox=()),
        lines=b"".join(lines),
        quads=sum(line.endswith(ending) for line in lines),
        abstentions=tuple(
            sorted(
                {
                    (each.evidence.start, each.evidence.end, each.rule, each.reason, each.evidence.quote)
                    for each in reading.abstentions
                }
            )
        ),
        entities=tuple(sorted({_written(entity) for entity in entities(reading)})),
        pairs=tuple(sorted({" ".join(pair) for fact in reading.facts for pair in pairs(fact)})),
        figures=tuple(sorted({found for fact in reading.facts if (found := figure(fact))})),
        mentions=len(reading.mentions),
        linked=sum(mention.entity.qid is not None for mention in reading.mentions),
    )


def _written(entity: Entity) -> str:
    fields = [entity.kind, entity.id, entity.label_en, entity.label_bn, entity.qid, entity.country]
    return json.dumps(fields, ensure_ascii=False)


def entity(written: str) -> Entity:
    """The entity of an element of ``Contribution.entities``."""
    return Entity(*json.loads(written))
