"""The date that a sentence without one takes from those before it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from bilat_kg.model import PartialDate
from bilat_kg.text.chunks import NAMES, Chunk, Sentence, dates
from bilat_kg.text.frames.agreement.mentions import Head
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.timeline import is_aside
from bilat_kg.text.values import DateMention

_BACK = 4  # sentences that a visit may lie back
_EARLY = 5  # chunks that open a sentence


def carried(scene: Scene, sentence: Sentence, head: Head) -> tuple[DateMention | None, Sentence | None]:
    """The date that a sentence without one takes from those before it, and the sentence that gives it.

    It must say that it leans on them: on a visit told before (ওই সফরে), on the time before (তখন, এছাড়া).
    """
    chunks = sentence.chunks
    opening = chunks[: head.end]
    if any("agreement.lately" in chunk.senses for chunk in opening):
        return None, None
    first = sentence.index - 1
    visit = next((i for i, chunk in enumerate(opening) if "visit" in chunk.senses), None)
    if visit is None and that_visit(chunks[head.end :]):
        return _visited(scene, first, opening, former=False)
    former = any("agreement.former_visit" in chunk.senses for chunk in opening)
    latter = any("agreement.latter_visit" in chunk.senses for chunk in opening)
    if visit is not None or former or latter:
        pointed = visit is not None and visit > 0 and "agreement.same" in opening[visit - 1].senses
        # উক্ত সফরে রাষ্ট্রপতি X-এর উপস্থিতিতে …: who is named behind says nothing of which visit
        found, source = _visited(scene, first, opening[:visit] if pointed else opening, former)
        if found is not None or not pointed:
            return found, source
        if first >= 0 and {"agreement", "agreement.sign"} <= scene.sentences[first].senses:  # একই সফরে
            return _last_date(scene.sentences[first]), scene.sentences[first]
        return None, None
    if any(_unsolved(chunk) for chunk in opening):
        for index in range(first, max(first - 3, -1), -1):
            found = _last_date(scene.sentences[index], scene.timeline.written)
            if found is not None and found.first is not None:
                return replace(found, first=PartialDate(found.first.iso[:4]), last=None), scene.sentences[index]
        return None, None
    if (meeting := _over(opening)) is not None:
        for index in range(first, max(first - _BACK - 1, -1), -1):
            held = scene.sentences[index]
            found = _last_date(held)
            if found is not None and any(chunk.text == meeting for chunk in held.chunks):
                return found, held
    if (
        meeting is not None
        or any("agreement.lean" in chunk.senses for chunk in opening)
        or _after_talks(opening)
        or _same_time(opening)
        or _among(opening)
    ):
        for index in range(first, max(first - 3, -1), -1):
            found = _last_date(scene.sentences[index], scene.timeline.written)
            if found is not None:
                return found, scene.sentences[index]
        written = scene.timeline.written
        return (DateMention(0, 0, written), None) if written is not None else (None, None)
    if first >= 0 and _one_more(opening) and {"agreement", "agreement.sign"} <= scene.sentences[first].senses:
        return _last_date(scene.sentences[first]), scene.sentences[first]
    if first >= 0 and scene.sentences[first].heading != sentence.heading:
        return None, None
    if first >= 0 and _travels(scene.sentences[first], opening) and _told_next(chunks, head):
        found = _last_date(scene.sentences[first])
        return found, scene.sentences[first] if found else None
    return None, None


def _visited(
    scene: Scene, first: int, opening: list[Chunk], former: bool
) -> tuple[DateMention | None, Sentence | None]:
    """The date of the visit that is meant: that of the visitor named here, else the last one told."""
    named = {chunk.entity.id for chunk in opening if chunk.kind == "person" and chunk.entity is not None}
    for index in range(first, max(first - (_BACK if not named else 3 * _BACK), -1), -1):
        sentence = scene.sentences[index]
        travels = "visit.go" in sentence.senses and "office" in sentence.senses
        if not travels and sentence.senses.isdisjoint({"visit", "person"}):
            continue
        if named and not any(
            c.kind in NAMES and c.entity is not None and c.entity.id in named for c in sentence.chunks
        ):
            continue
        told = _dates(sentence)
        if not told:
            continue
        if named:
            return _nearest(sentence, named), sentence
        return told[0] if former else told[-1], sentence
    return None, None


def that_visit(rest: list[Chunk]) -> bool:
    """``… ছিল সেই সফরের ফসল``, ``… সই হয় ওই সফরেই``: a visit told before, pointed at behind what came of it."""
    return any("agreement.same" in one.senses and "visit" in two.senses for one, two in pairwise(rest))


def _travels(before: Sentence, opening: list[Chunk]) -> bool:
    """The sentence before tells of a visit, in which somebody now does something (তিনি … স্বাক্ষর করেন)."""
    if "visit" in before.senses:
        return True
    goes = any("visit.go" in chunk.senses or "visit.arrival" in chunk.senses for chunk in before.chunks)
    told = any("pronoun" in chunk.senses and chunk.case == "Nom" for chunk in opening)
    return goes and (told or _comes_to_town(before))


def _comes_to_town(before: Sentence) -> bool:
    """``মনমোহন সিংহ ২০১১-র সেপ্টেম্বরে ঢাকা গেলেন``: somebody, one day and one town, and the verb of going."""
    kinds = [chunk.kind for chunk in before.chunks]
    finite = any("visit.go" in c.senses and c.verb is not None and c.verb.finite for c in before.chunks)
    return finite and "person" in kinds and kinds.count("date") == 1 and kinds.count("city") == 1


def _nearest(sentence: Sentence, named: set[str]) -> DateMention | None:
    """The date nearest to the person of that sentence; of two as near, the one after the name."""
    chunks = sentence.chunks
    at = next(i for i, c in enumerate(chunks) if c.entity is not None and c.entity.id in named)
    dates = [
        (abs(i - at), i < at, chunk.value)
        for i, chunk in enumerate(chunks)
        if isinstance(chunk.value, DateMention) and chunk.value.first is not None
    ]
    return min(dates, key=lambda date: date[:2])[2] if dates else None


def _last_date(sentence: Sentence, written: PartialDate | None = None) -> DateMention | None:
    """The last date of a sentence; the day of a dateline only where there is no other."""
    told = _dates(sentence)
    told = [date for date in told if date.first != written] or told
    return _latest(told) if told else None


def _dates(sentence: Sentence) -> list[DateMention]:
    """The dates on which a sentence tells something; what it says to have come before them is told aside."""
    return [date for i, date in dates(sentence) if date.first is not None and not is_aside(sentence.chunks, i, date)]


def _latest(dates: list[DateMention]) -> DateMention:
    """The last date told; of days of one month (মঙ্গলবার শেষ হয়, সোমবার পৌঁছান) the later one."""
    days = [date for date in dates if date.first is not None and len(date.first.iso) == len("2019-06-25")]
    if len(days) == len(dates) and len({date.first.iso[:7] for date in days if date.first is not None}) == 1:
        return max(days, key=lambda date: date.first.iso if date.first is not None else "")
    return dates[-1]


def _unsolved(chunk: Chunk) -> bool:
    """A time some days from another one that is not known to the day (এর পরবর্তী দিনে): the year may still be told."""
    value = chunk.value
    if not isinstance(value, DateMention) or value.first is not None or value.relative is None:
        return False
    return value.relative.base == "date" and value.relative.unit in {"day", "week", "time"}


def _after_talks(opening: list[Chunk]) -> bool:
    """``বৈঠকের শেষে``, ``আলোচনার পর``: when the talks told of before were over."""
    return any(
        "visit.meeting" in one.senses
        and one.own == "Gen"
        and not two.senses.isdisjoint({"visit.end", "agreement.then"})
        for one, two in pairwise(opening)
    )


def _over(opening: list[Chunk]) -> str | None:
    """``সভা শেষে``, ``অধিবেশনের শেষে``: the word for the meeting that was over."""
    for one, two in pairwise(opening[:_EARLY]):
        held = not one.senses.isdisjoint({"visit.meeting", "agreement.ceremony"})
        if held and one.own in {"Nom", "Gen"} and "visit.end" in two.senses and two.own == "Loc":
            return one.text
    return None


def _same_time(opening: list[Chunk]) -> bool:
    """The sentence begins with a word that points back (ওই, সেই, একই, এর)."""
    return bool(opening) and not opening[0].senses.isdisjoint({"agreement.same", "own", "also"})


def _among(opening: list[Chunk]) -> bool:
    """The sentence begins with what stands among those told before (এর মধ্যে, তন্মধ্যে)."""
    return any("agreement.among" in chunk.senses for chunk in opening[:2])


def _one_more(opening: list[Chunk]) -> bool:
    """More than those told before: ``আরও ১১১টি স্মারক``."""
    return any("also" in chunk.senses and after.kind == "number" for chunk, after in pairwise(opening))


def _told_next(chunks: list[Chunk], head: Head) -> bool:
    """The sentence goes on to tell of a signing: it has no time of its own and a verb that ends it in the past."""
    if any("agreement.sign" in chunk.senses for chunk in chunks) and head.at < len(chunks):
        return True
    verb = chunks[head.end].verb if head.end < len(chunks) else None  # সেবার ১৯টি চুক্তি হয়
    return verb is not None and verb.finite and "agreement.make" in chunks[head.end].senses
