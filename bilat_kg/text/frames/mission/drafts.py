"""Facts of missions, from what a segment and the words of its status say."""

from __future__ import annotations

from collections.abc import Iterator

from bilat_kg.model import Concept, Entity, PartialDate
from bilat_kg.text.chunks import Sentence
from bilat_kg.text.frames.mission.segments import Segment
from bilat_kg.text.frames.mission.status import Status
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.timeline import as_value

STANDS, OPENED = "mission.stands", "mission.opened"


def drafts(
    scene: Scene,
    sentence: Sentence,
    kind: str,
    segment: Segment,
    sender: str,
    receiver: str,
    status: Status,
) -> Iterator[FactDraft]:
    """A fact for each city of the segment, or one without a city."""
    told = segment.date if segment.date is None or not segment.date.decade else None  # in some year of ten
    date = as_value(told) if status.dated else None
    since = None
    if status.later:
        since, date = date if status.opened else None, as_value(status.later)
    cities: list[Entity] | list[None] = segment.cities or [None]
    for city in cities:
        if city is not None and city.id in segment.dates and status.dated:
            date = as_value(segment.dates[city.id])
        elif segment.dates:
            date = None
        yield scene.draft(
            kind,
            {
                "sender": scene.country(sender),
                "receiver": scene.country(receiver),
                "city": city,
                **({"openedOn": since} if isinstance(since, PartialDate) else {}),
                status.dated or "openedOn": date if isinstance(date, PartialDate) else None,
                "status": Concept(status.name),
            },
            OPENED if date else STANDS,
            sentence,
            "1" if segment.placed and segment.sender else "0.9",
        )
