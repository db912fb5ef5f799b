"""When a mission was opened or closed: by its bracket, its clause, or one that goes on about it."""

from __future__ import annotations

from bilat_kg.model import PartialDate
from bilat_kg.text.chunks import Chunk, Sentence, date_of, dates
from bilat_kg.text.clauses import Clause, clause_at, opposes
from bilat_kg.text.frames.mission.status import Status, opened_later
from bilat_kg.text.values import DateMention, NumberMention

_OPENING = frozenset({"mission.open", "mission.year"})
_YEARS = range(1800, 2100)


def find_date(sentence: Sentence, clause: Clause, noun: int, end: int, status: Status) -> DateMention | None:
    """When the mission was opened or closed, where words after the noun or before its place say so.

    A date after the next mission noun belongs to that one; a date in a clause that only says that the mission is there
    must say since when.
    """
    bracketed = _bracketed(sentence.chunks, noun) or _bare_year(sentence.chunks, noun)
    if bracketed is not None:
        return bracketed
    if status.name == "Open" and (later := opened_later(sentence, clause, noun)) is not None:
        return later
    stop = min(end, len(sentence.chunks))
    if status.again is not None:
        return status.again
    if status.opened and (late := _year_it_came_to(sentence.chunks, noun, clause.end)) is not None:
        return late
    following = [mention for i, mention in dates(sentence) if noun < i < stop and mention is not status.later]
    if status.name == "Open" and not status.opened:
        at = next((i for i, mention in dates(sentence) if noun < i < stop and mention.boundary == "since"), None)
        if at is None or any("mission.cares" in chunk.senses for chunk in sentence.chunks[at : clause.end]):
            return None  # ২০১৫ সাল থেকে … লাটভিয়ায়ও স্বীকৃত
        return date_of(sentence.chunks[at])
    if following and (end >= clause.end or status.name == "Closed"):
        return following[0]
    before = [mention for i, mention in dates(sentence) if clause.start <= i < noun]
    if before:
        return before[-1]
    if opposes(sentence, clause):
        return following[0] if following else None
    bounded = _has_subject(sentence.chunks, clause.start, noun)
    earlier = [mention for i, mention in dates(sentence) if i < noun and not (bounded and _of_a_subject(sentence, i))]
    return following[0] if following else earlier[-1] if earlier else None


def _has_subject(chunks: list[Chunk], start: int, end: int) -> bool:
    return any(
        c.kind == "country" and c.own == "Nom" and c.case == "Nom" and not c.adjective for c in chunks[start:end]
    )


def _of_a_subject(sentence: Sentence, at: int) -> bool:
    """``A ১৯৫৬ সালে …, এবং B …``: a date behind the subject of a clause says nothing of another's deed."""
    return _has_subject(sentence.chunks, clause_at(sentence, at).start, at)


def _bracketed(chunks: list[Chunk], noun: int) -> DateMention | None:
    """A date in brackets right after the noun or its city: ``দূতাবাস (১৯৬৩)``, ``(চালু ১৯৭৪)``, ``দূতাবাস লিমায় (১৯৬৩)``."""
    at = noun + 1
    if at < len(chunks) and chunks[at].kind == "city" and chunks[at].own in {"Loc", "Nom"}:
        at += 1
    if at < len(chunks) and chunks[at].text == "(":
        for chunk in chunks[at + 1 : at + 5]:
            if chunk.text == ")":
                return None
            if (mention := date_of(chunk)) is not None and mention.first is not None:
                return mention
    return None


def _year_it_came_to(chunks: list[Chunk], noun: int, end: int) -> DateMention | None:
    """Four digits until which it took: ``দূতাবাসের দরজা খুলতে ১৯৬৯ হয়ে গিয়েছিল``."""
    for i in range(noun + 1, min(end, len(chunks)) - 1):
        number, verb = chunks[i].value, chunks[i + 1].verb
        if verb is None or "verb.be" not in chunks[i + 1].senses or verb.negated:
            continue
        if isinstance(number, NumberMention) and not number.classifier and number.value in _YEARS:
            return DateMention(chunks[i].start, chunks[i].end, PartialDate(str(int(number.value))))
    return None


def _bare_year(chunks: list[Chunk], noun: int) -> DateMention | None:
    """Four digits that end a line: ``দূতাবাস: ১৯৭৫``, ``দূতাবাস, খোলা ১৯৬১``."""
    at = next((i for i in range(noun + 1, min(noun + 4, len(chunks))) if chunks[i].kind == "number"), None)
    if at is None or any(c.kind != "mark" and c.senses.isdisjoint(_OPENING) for c in chunks[noun + 1 : at]):
        return None
    number = chunks[at].value
    opened = chunks[at - 1].text in {":", "—", "–"} or not chunks[at - 1].senses.isdisjoint(_OPENING)
    closed = at + 1 == len(chunks) or chunks[at + 1].text in {"।", ";", ","}
    if not isinstance(number, NumberMention) or number.classifier or not opened or not closed:
        return None
    year = int(number.value)
    if number.value != year or year not in _YEARS:
        return None
    return DateMention(chunks[at].start, chunks[at].end, PartialDate(str(year)))
