"""The day of writing of a report without a dateline: what it calls yesterday, or the weekday that it dates.

``গতকাল শুক্রবার (২২ সেপ্টেম্বর ২০২৩)`` tells it to the day; ``সোমবার, ১৭ মার্চ ২০২৫`` near enough for a report that
counts in weekdays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from bilat_kg.model import PartialDate
from bilat_kg.text.chunks import Sentence
from bilat_kg.text.values import DateMention

_DAY = len("2000-01-01")


def day_of_report(sentences: Sequence[Sentence], words: Sequence[str], weekdays: Collection[str]) -> PartialDate | None:
    """The day of writing, ``words`` being the tokens; ``None`` where no date is counted from it, or none told."""
    leaning = False
    told: list[PartialDate] = []
    for sentence in sentences:
        chunks = sentence.chunks
        for at, chunk in enumerate(chunks):
            mention = chunk.value
            if not isinstance(mention, DateMention):
                continue
            relative = mention.relative
            if relative is not None and relative.base == "now" and relative.unit in {"day", "weekday"}:
                leaning = True
                beside = chunks[at + 2].value if at + 2 < len(chunks) and chunks[at + 1].text == "(" else None
                if isinstance(beside, DateMention) and _is_day(beside):
                    told += _moved(beside, -relative.offset if relative.unit == "day" else 0)
            elif _is_day(mention) and any(word in weekdays for word in words[mention.start : mention.end]):
                told += _moved(mention, 0)
    return max(told) if leaning and told else None


def _is_day(mention: DateMention) -> bool:
    return mention.first is not None and mention.last is None and len(mention.first.iso) == _DAY


def _moved(mention: DateMention, days: int) -> Iterator[PartialDate]:
    if mention.first is not None:
        yield PartialDate((date.fromisoformat(mention.first.iso) + timedelta(days=days)).isoformat())
