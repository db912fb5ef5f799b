"""What one article adds to a build, made where the article is read and plain enough to be sent, kept and taken back.

Lines of quads belong to one article alone: they stand in its graph. What articles say together (who exists, who is
which item, what conflicts) is made of the entities, pairs, namings and figures of all, when a build is published.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from decimal import Decimal

from bilat_kg.graph.canonical import canonical_lines
from bilat_kg.graph.conflicts import Figure, figure
from bilat_kg.graph.quads import entities, pairs, quads
from bilat_kg.model import Article, Entity, Naming, Reading


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one article adds to a build.

    ``article`` is without hyperlinks and infobox, which no build keeps. ``lines`` are canonical N-Quads, as many as
    ``quads``. ``abstentions`` are (start, end, rule, reason, quote). ``entities`` are those named, as
    JSON arrays in the order of the fields of ``Entity``; ``pairs`` the states that facts are about, as ``MYS RUS``;
    ``namings`` whom the text names, on which ground and how often, as JSON arrays for ``naming``.
    """

    article: Article
    lines: bytes
    quads: int
    abstentions: tuple[tuple[int, int, str, str, str], ...]
    entities: tuple[str, ...]
    pairs: tuple[str, ...]
    figures: tuple[Figure, ...]
    namings: tuple[str, ...]


def contribution(reading: Reading) -> Contribution:
    """What a reading adds to a build; ``ValueError`` for what cannot be in the graph."""
    lines = canonical_lines(quads(reading))
    return Contribution(
        article=replace(reading.article, links=(), infobox=(), body=None),
        lines=b"".join(lines),
        quads=len(lines),
        abstentions=tuple(
            sorted(
                {
                    (each.evidence.start, each.evidence.end, each.rule, each.reason, each.evidence.quote)
                    for each in reading.abstentions
                }
            )
        ),
        entities=tuple(sorted({_written(entity) for entity in set(entities(reading))})),
        pairs=tuple(sorted({" ".join(pair) for fact in reading.facts for pair in pairs(fact)})),
        figures=tuple(sorted({found for fact in reading.facts if (found := figure(fact))})),
        namings=tuple(sorted(map(_told, reading.namings()))),
    )


def _fields(entity: Entity) -> list[str | None]:
    return [entity.kind, entity.id, entity.label_en, entity.label_bn, entity.qid, entity.country]


def _written(entity: Entity) -> str:
    return json.dumps(_fields(entity), ensure_ascii=False)


def entity(written: str) -> Entity:
    """The entity of an element of ``Contribution.entities``."""
    return Entity(*json.loads(written))


def _told(naming: Naming) -> str:
    others = list(map(_fields, naming.others))
    parts = [_fields(naming.entity), naming.ground, others, naming.mentions, str(naming.score)]
    return json.dumps(parts, ensure_ascii=False)


def naming(told: str) -> Naming:
    """The naming of an element of ``Contribution.namings``."""
    entity, ground, others, mentions, score = json.loads(told)
    return Naming(Entity(*entity), ground, tuple(Entity(*each) for each in others), mentions, Decimal(score))
