"""When relations began: which of the dates about a clause is that of the beginning."""

from __future__ import annotations

from bilat_kg.model import PartialDate
from bilat_kg.text.chunks import Chunk, Sentence, date_of, dates
from bilat_kg.text.clauses import Clause
from bilat_kg.text.frames.agreement.dating import bare_year
from bilat_kg.text.frames.relation.resumed import BEGINS
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.timeline import as_value
from bilat_kg.text.values import DateMention


def date_of_beginning(scene: Scene, sentence: Sentence, clause: Clause, noun: int) -> PartialDate | None:
    """When relations began: a date between the noun and the word of beginning is nearer than one before the noun.

    Of a year and a day in it (১৯৭৯ — জানুয়ারির ৩ তারিখে) the day counts.
    """
    chunks = sentence.chunks
    begins = next((i for i in range(noun + 1, clause.end) if not chunks[i].senses.isdisjoint(BEGINS)), noun)
    within = [mention for i, mention in dates(sentence) if noun < i < begins]
    mention = within[-1] if within else scene.timeline.governing(sentence, noun)
    mention = _told_again(
        sentence, _by_means_of(chunks, noun, begins) or _since_the_break(chunks, clause, noun) or mention
    )
    at = begins + 1
    if not within and at < clause.end and isinstance(following := chunks[at].value, DateMention):
        closed = any(chunk.kind == "mark" for chunk in _since_last_date(chunks, clause.start, noun))
        mention = following if closed and following.first is not None else mention  # …, সম্পর্কের শুরু তার এক বছর পর
    if not within and at == noun + 1 and at + 1 < clause.end and "relation.is" in chunks[at].senses:
        mention = _told_again(sentence, date_of(chunks[at + 1])) or mention  # … স্বীকৃতি দিলেও কূটনৈতিক সম্পর্ক হয় ১৯৯২ সালে
    if mention is not None and mention.last is not None and str(mention.last).startswith(str(mention.first)):
        return mention.last
    if mention is None:  # কূটনৈতিক সম্পর্ক স্থাপিত: ১৯৫১
        mention = next((year for i in range(noun + 1, len(chunks)) if (year := bare_year(chunks, i))), None)
    if mention is None:  # …, পেরু তাদের একটি; তারিখটা ১৯৭১ সালের ২ নভেম্বর
        told = (i for i in sentence.having("relation.day") if i >= clause.end and i + 1 < len(chunks))
        mention = next((day for i in told if (day := date_of(chunks[i + 1])) is not None), None)
    date = as_value(mention)
    return date if isinstance(date, PartialDate) else None


def _by_means_of(chunks: list[Chunk], noun: int, begins: int) -> DateMention | None:
    """``সূচনাটি ঘটে ১৯৪৮ সালে, সম্পর্ক স্থাপনের মধ্য দিয়ে, …``: the date right before what began by relations."""
    means = begins > noun and begins + 1 < len(chunks) and "relation.means" in chunks[begins + 1].senses
    return date_of(chunks[noun - 2]) if means and noun > 1 and chunks[noun - 1].text in {",", "—", "–"} else None


def _since_the_break(chunks: list[Chunk], clause: Clause, noun: int) -> DateMention | None:
    """``২০০৬ সালে ছিন্ন হওয়া সম্পর্ক জোড়া লাগে ২০০৯ সালের নভেম্বরে``: the date behind what was broken on one before."""
    if not any("relation.broken" in chunk.senses for chunk in chunks[clause.start : noun]):
        return None
    return next((told for i in range(noun + 1, clause.end) if (told := date_of(chunks[i])) is not None), None)


def _told_again(sentence: Sentence, mention: DateMention | None) -> DateMention | None:
    """``পরের বছর, ১৯৬৩ সালের মে মাসে``: a date told again behind the comma, more exactly."""
    last: tuple[int, DateMention] | None = None
    for i, told in dates(sentence):
        between = sentence.chunks[last[0] + 1 : i] if last is not None and last[1] is mention else []
        beside = bool(between) and between[-1].kind == "mark"
        beside = beside and all("visit.part_of_time" in chunk.senses for chunk in between[:-1])  # সে বছরের শেষ দিকে, …
        if beside and mention is not None and str(told.first).startswith(str(mention.first)):
            return told
        last = i, told
    return mention


def not_before(sentence: Sentence, clause: Clause) -> bool:
    """``২৩ ডিসেম্বর পর্যন্ত স্থাপিত হয় নাই``: denied up to a day, so they began on it."""
    inside = range(clause.start, clause.end)
    told = [mention for i, mention in dates(sentence) if i in inside]
    return (
        clause.negated
        and len(told) == 1
        and told[0].boundary == "until"
        and len(str(told[0].first)) == len("2000-01-01")
    )


def _since_last_date(chunks: list[Chunk], start: int, noun: int) -> list[Chunk]:
    last = next((i for i in range(noun - 1, start - 1, -1) if chunks[i].kind == "date"), noun)
    return chunks[last:noun]


def dated_right_before(chunks: list[Chunk], noun: int, clause: Clause) -> bool:
    """Whether a time stands before the noun, with nothing but the parties between."""
    for chunk in reversed(chunks[clause.start : noun]):
        if isinstance(chunk.value, DateMention):
            first = chunk.value.first
            return first is not None and chunk.value.boundary is None and (chunk.own == "Loc" or len(first.iso) == 10)
        if chunk.kind != "country" and chunk.senses.isdisjoint({"and", "with", "between", "pair", "relation.formal"}):
            return False
    return False


def dated_between(chunks: list[Chunk], noun: int, clause: Clause) -> bool:
    """``সম্পর্ক ১৯৭৫ সালের ৪ মে স্থাপিত হওয়ার পর``: a day right before the word of beginning."""
    begins = next((i for i in range(noun + 1, clause.end) if not chunks[i].senses.isdisjoint(BEGINS)), noun)
    value = chunks[begins - 1].value if begins > noun + 1 else None
    return isinstance(value, DateMention) and value.first is not None and value.boundary is None
