"""When things happened: dates that lean on others made absolute, and the date that governs a place in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bilat_kg.model import PartialDate, Period
from bilat_kg.text.chunks import Chunk, Sentence, date_of, dates
from bilat_kg.text.clauses import clause_at
from bilat_kg.text.dateline import find_dateline, leave_its_own_day, leave_to_the_report, page_day
from bilat_kg.text.elapsed import is_counted_from, since_dated_event
from bilat_kg.text.values import Anchor, DateMention, resolve

_NOBODY = 5  # chunks from a time counted to কোনো: ৩২ বছর পর চীনের কোনো নেতা
_VISIT = frozenset({"visit", "visit.go", "visit.stay"})
_HOME = 6  # chunks between going home and its day


class Timeline:
    """The dates of one article in reading order. Building it resolves relative dates in the chunks, in place.

    ``written``: the day on which a report was written, where it opens with it.
    """

    def __init__(self, sentences: list[Sentence], reported: PartialDate | None = None) -> None:
        line = find_dateline(sentences)
        written = line.value.first if line is not None and isinstance(line.value, DateMention) else None
        self.written = written
        written = written or reported
        latest = written or page_day(sentences)
        anchor = Anchor(date=written, now=written)
        day: PartialDate | None = None  # the last date told that is no span
        visits: dict[str, list[PartialDate | Period]] = {}  # by visitor, as they are told
        before: Sentence | None = None  # the last sentence that told a date
        for sentence in sentences:
            if "date" not in sentence.senses:
                continue
            told = _tells_of_a_visit(sentence)
            visited: DateMention | None = None
            for at, chunk in enumerate(sentence.chunks):
                if not isinstance(chunk.value, DateMention):
                    if told and visited is not None and not chunk.senses.isdisjoint(_VISIT):
                        anchor = anchor.during(_span(visited))
                    continue
                beside = at > 0 and isinstance(sentence.chunks[at - 1].value, DateMention)  # গতকাল সফরের দ্বিতীয় দিনে
                relative = chunk.value.relative
                if visited is not None and relative is not None and relative.base == "visit" and not beside:
                    if _is_the_day_itself(sentence.chunks, at):
                        continue
                    anchor = anchor.during(_span(visited))
                own = _visit_of(sentence.chunks, at, visits) if at else None
                mention = chunk.value
                if _only_reaches_back(sentence.chunks, at, mention):
                    continue
                if mention.relative is not None and mention.relative.base == "event":
                    mention = since_dated_event(sentence.chunks, at, mention, before)
                known = replace(anchor, date=day) if _that_day(mention, anchor.date, day) else anchor
                if _told_here(sentence.chunks, at, mention, anchor.date):
                    known = replace(known, now=None)
                mention = resolve(mention, known if own is None else known.during(own))
                if relative is not None and relative.base == "event":
                    mention = replace(mention, relative=relative)
                if latest is not None and _is_to_come(mention, latest):
                    continue
                chunk.value = mention
                leans = mention.relative if mention.first is None else None
                if leans is not None and leans.base == "now" and leans.unit in {"year", "fiscal"}:
                    anchor = replace(anchor, date=None)  # গত বছর, of a report without a day; তার আগের বছর
                if is_aside(sentence.chunks, at, mention):
                    continue
                if mention.first is not None and (mention.boundary != "until" or _ends_on(sentence.chunks, at)):
                    anchor = Anchor(_span(mention), anchor.visit, anchor.now, mention.fiscal)
                    day = anchor.date if isinstance(anchor.date, PartialDate) and chunk is not line else day
                    of_visit = mention.relative is not None and mention.relative.base == "visit"
                    chunks = sentence.chunks
                    back = visited is not None and (_goes_back(chunks, at) or _is_one_of(chunks, at, visited))
                    if not (of_visit or back or (chunk is line and "visit.go" not in sentence.senses)):
                        visited = mention
            before = sentence
            if told and visited is not None:
                anchor = anchor.during(_span(visited))
            if visited is not None and (told or _lists_a_visitor(sentence)) and (span := _span(visited)) is not None:
                for chunk in sentence.chunks:
                    if chunk.kind == "person" and chunk.entity:
                        visits.setdefault(chunk.entity.id, []).append(span)

        if line is not None:
            leave_to_the_report(sentences, line)
        if written is not None:
            leave_its_own_day(sentences, written)

    def governing(self, sentence: Sentence, at: int) -> DateMention | None:
        """The date that governs the chunk ``at``.

        The nearest before it in its clause, else the nearest after it there, else the nearest in a clause before, else
        that of a clause behind which only says the day (দিনটা ১৭ আগস্ট); ``None`` where there is none that is absolute.
        """
        clause = clause_at(sentence, at)
        before = after = earlier = later = None
        for i, mention in dates(sentence):
            aside = _names_agreement(sentence.chunks, i, at) or _of_independence(sentence.chunks, i)
            if aside or is_counted_from(mention, i, at) or _of_a_term(sentence.chunks, i, mention):
                continue
            if i < clause.start:
                earlier = mention
            elif i < at - 1 and _in_brackets(sentence.chunks, i):
                earlier = mention  # …, পেরু তাদের একটি (১৯৭১), আর সম্পর্ক স্থাপিত হয় ১৯৭২ সালে
            elif i <= at:
                before = mention
            elif i < clause.end and after is None:
                after = mention
            elif i > clause.end and later is None and "the_day" in sentence.chunks[i - 1].senses:
                later = mention
        return before or after or earlier or later


_PLANS = frozenset({"agreement.plan", "agreement.programme", "event.cooperation"})


def _is_to_come(mention: DateMention, latest: PartialDate) -> bool:
    """``সাত বছর পর খুলল``, in a report that opens with its day: years since something that it has not dated."""
    relative, first = mention.relative, mention.first
    if relative is None or first is None or relative.base != "date" or relative.unit not in {"year", "decade"}:
        return False
    return relative.offset > 0 and first.year > latest.year


def _is_the_day_itself(chunks: list[Chunk], at: int) -> bool:
    """``সই হয় ৮ অক্টোবর, X-এর সফরের দ্বিতীয় দিনে।``: the day of the visit that ends the sentence is the one just told.

    So is the one before it in the clause: ``১ আগস্ট X-এর লিমা সফরের দ্বিতীয় দিনে চুক্তি সই হয়``.
    """
    for chunk in reversed(chunks[:at]):
        if chunk.kind == "mark" or chunk.verb is not None:
            break
        if (mention := date_of(chunk)) is not None:
            return _is_a_day(mention) and chunk.own != "Gen"
    if any(chunk.kind != "mark" for chunk in chunks[at + 1 :]):
        return False
    return all(chunk.senses.isdisjoint(_VISIT) for chunk in chunks[:at])


def _is_a_day(mention: DateMention) -> bool:
    return mention.first is not None and mention.last is None and len(mention.first.iso) == len("2000-01-01")


def is_aside(chunks: list[Chunk], at: int, mention: DateMention) -> bool:
    """``১২ মে X যখন এলেন, তার তিন মাস আগে Y এসেছিলেন।``: what came before the day told is no day to go on from.

    Nor is the last time before it: ``এর আগে শেষ বার গিয়েছিলেন Z, ১৯৬৮ সালে।``
    """
    relative = mention.relative
    if relative is None:
        return any(_last_before(chunks, i) for i in range(at - 1))
    if relative.base != "date" or relative.offset >= 0 or mention.first is None:
        return False
    return any((date := date_of(chunk)) is not None and date.relative is None for chunk in chunks[:at])


def _last_before(chunks: list[Chunk], i: int) -> bool:
    """``(এর, তার) আগে শেষ বার``, and not ``আগে শেষ হয়``."""
    if "visit.before" not in chunks[i].senses or "last_time" not in chunks[i + 1].senses:
        return False
    return i + 2 >= len(chunks) or chunks[i + 2].senses.isdisjoint({"verb.be", "visit.make"})


def _that_day(mention: DateMention, told: PartialDate | Period | None, day: PartialDate | None) -> bool:
    """``বৈঠকের পর একই দিনে`` behind a visit of several days: the day told before them that is one of them."""
    relative = mention.relative
    if relative is None or (relative.unit, relative.offset, relative.base) != ("day", 0, "date") or relative.implied:
        return False
    return isinstance(told, Period) and day is not None and told.first.iso <= day.iso <= told.last.iso


def _told_here(chunks: list[Chunk], at: int, mention: DateMention, told: PartialDate | Period | None) -> bool:
    """``১৯৭৫ সালের ২৫ জুন … স্বাধীন হয়, সেদিনই …``: the day meant is the one that the sentence has just told."""
    relative = mention.relative
    if relative is None or (relative.unit, relative.offset, relative.base) != ("day", 0, "date") or relative.implied:
        return False
    return any(date.first == told for chunk in chunks[:at] if (date := date_of(chunk)) is not None)


def _is_one_of(chunks: list[Chunk], at: int, days: DateMention) -> bool:
    """``২২ ও ২৩ এপ্রিল কাটিয়ে আজ মঙ্গলবার রওনা হন``: the visit began on the first of the days told before.

    So with ``৭ জুলাই পৌঁছান এবং পরদিন বিকেল পর্যন্ত থাকেন``, unless somebody else is named on the way.
    """
    mention, begin = date_of(chunks[at]), days.first
    if mention is None or mention.first is None or begin is None or begin.iso >= mention.first.iso:
        return False
    if days.last is not None and mention.first.iso <= days.last.iso:
        return True
    relative = mention.relative
    if relative is None or (relative.unit, relative.base) != ("day", "date"):
        return False
    return not any(chunk.kind == "person" for chunk in chunks[:at] if chunk.start > days.start)


def _goes_back(chunks: list[Chunk], at: int) -> bool:
    """The day on which whoever came goes home: ``শুক্রবার পৌঁছান, ফিরে গেছেন রোববার``; the visit began before it."""
    for i in range(at - 1, max(-1, at - _HOME), -1):
        if chunks[i].kind in {"mark", "date"}:
            break
        if "visit.return" in chunks[i].senses:
            return True
    for chunk in chunks[at + 1 : at + _HOME]:
        if chunk.kind in {"mark", "date"}:
            break
        if "visit.return" in chunk.senses or "visit.leave" in chunk.senses:
            return True
    return False


def _ends_on(chunks: list[Chunk], at: int) -> bool:
    """``কাজ চলে ২০০৯ সাল পর্যন্ত।``: until when is the last thing said, behind the verb; a year pointed at is that one."""
    verb = at > 0 and chunks[at - 1].verb is not None
    return verb and all(chunk.kind == "mark" or "until" in chunk.senses for chunk in chunks[at + 1 :])


def _only_reaches_back(chunks: list[Chunk], at: int, mention: DateMention) -> bool:
    """``৩২ বছর পর কোনো চীনা নেতার প্রথম সফর``: how long nobody had done what is told, and not when it was."""
    relative = mention.relative
    if relative is None or relative.unit != "year" or relative.offset <= 0:
        return False
    return any("any" in chunk.senses for chunk in chunks[at + 1 : at + _NOBODY])


def _names_agreement(chunks: list[Chunk], i: int, at: int) -> bool:
    """``১৯৭৭ সালের চুক্তির মেয়াদ``: a date that only says which agreement."""
    return chunks[i].own == "Gen" and i + 1 < len(chunks) and i + 1 != at and "agreement" in chunks[i + 1].senses


def _in_brackets(chunks: list[Chunk], i: int) -> bool:
    return 0 < i < len(chunks) - 1 and chunks[i - 1].text == "(" and chunks[i + 1].text == ")"


def _of_independence(chunks: list[Chunk], i: int) -> bool:
    """``১৯৬৩ সালে স্বাধীন হওয়া কেনিয়ার সঙ্গে``: a date that only says since when a state is one."""
    if i + 3 >= len(chunks) or "independent" not in chunks[i + 1].senses or chunks[i + 3].kind != "country":
        return False
    verb = chunks[i + 2].verb
    return verb is not None and verb.mood == "noun" and chunks[i + 2].own == "Nom"


def _of_a_term(chunks: list[Chunk], i: int, mention: DateMention) -> bool:
    """``২০২৪–২০২৯ মেয়াদের কর্মসূচি``: for which years something is to hold, and not when anything was done."""
    if mention.last is None or mention.fiscal or chunks[i].own != "Gen" or i + 1 >= len(chunks):
        return False
    many = mention.first is not None and mention.last.year > mention.first.year + 1
    return many and not chunks[i + 1].senses.isdisjoint(_PLANS)


def _visit_of(
    chunks: list[Chunk], at: int, visits: Mapping[str, list[PartialDate | Period]]
) -> PartialDate | Period | None:
    """The visit of the person who is named before a time counted from it: ``মের্কেলের (প্রথম) সফরের প্রথম দিনে``."""
    first = at > 1 and "visit.first" in chunks[at - 1].senses
    chunk = chunks[at - 1 - first]
    if chunk.kind != "person" or chunk.case != "Gen" or not chunk.entity or chunk.entity.id not in visits:
        return None
    return visits[chunk.entity.id][0 if first else -1]


def _lists_a_visitor(sentence: Sentence) -> bool:
    """The item of a list is somebody in office and the days: ``* রাষ্ট্রপতি উইলিয়াম রুটো – ৪-৬ ডিসেম্বর, ২০২৩``."""
    return sentence.item and {"person", "office"} <= sentence.senses and not any(c.verb for c in sentence.chunks)


def _tells_of_a_visit(sentence: Sentence) -> bool:
    """The sentence speaks of a visit, stands among visits with somebody's name, or somebody in office travels in it."""
    if "visit" in sentence.senses:
        return True
    if "visit" in sentence.heading and "person" in sentence.senses:
        return True
    return not sentence.senses.isdisjoint(_VISIT) and any(c.kind in {"person", "office"} for c in sentence.chunks)


def _span(mention: DateMention) -> PartialDate | Period | None:
    if mention.first is None or mention.last is None:
        return mention.first
    return Period(mention.first, mention.last)


def _season(first: PartialDate, last: PartialDate) -> bool:
    """Two years in a row (২০২১–২২ শিক্ষাবর্ষ) are one season, not a range."""
    return len(first.iso) == len(last.iso) == 4 and last.year == first.year + 1


def as_value(mention: DateMention | None) -> PartialDate | Period | None:
    """A date as a fact carries it: a fiscal year or another span of years as a period, anything else by its start."""
    if mention is None or mention.first is None:
        return None
    if mention.last is not None and (mention.fiscal or _season(mention.first, mention.last)):
        return Period(mention.first, mention.last)
    return mention.first
