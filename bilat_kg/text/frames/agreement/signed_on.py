"""When an agreement was signed: where to look, nearest first."""

from __future__ import annotations

from bilat_kg.model import PartialDate
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import clause_at
from bilat_kg.text.frames.agreement.carried import carried, that_visit
from bilat_kg.text.frames.agreement.context import Context, Place
from bilat_kg.text.frames.agreement.dating import LABELS, Dates, value_of
from bilat_kg.text.frames.agreement.extent import closed
from bilat_kg.text.frames.agreement.mentions import AGREEMENT, Head, Item
from bilat_kg.text.frames.agreement.signing import SIGNED, Verdict
from bilat_kg.text.frames.agreement.terms import extended
from bilat_kg.text.values import DateMention

When = tuple[PartialDate | None, Sentence | None, bool]


def when_signed(context: Context, place: Place, item: Item, verdict: Verdict) -> When:
    """The date of signing, the sentence that gives it, and whether it stands beside the noun."""
    if verdict.status != SIGNED:
        return None, None, True
    dates = context.dates
    if context.run:
        return value_of(dates.mention(context.run.pop(0))), context.sentence, True
    if verdict.undated and item.date is None:
        return value_of(dates.mention(dates.beside(place.head, place.clause))), context.sentence, True
    at = _own(context, place, item, verdict)
    if at is None and not verdict.told:
        at = dates.since(place.clause)
    if at is not None:
        return value_of(dates.mention(at)), context.sentence, True
    if context.list_date is not None and place.head.at > context.list_from:
        return context.list_date, context.sentence, True
    if place.low and context.last_date is not None and (context.signed_label or _joined(context.chunks, place)):
        unknown = dates.unknown(place.low, place.head.at)
        return None if unknown else context.last_date, context.sentence, True
    at = _shared(context, place) if verdict.told else None
    if at is not None:
        return value_of(dates.mention(at)), context.sentence, True
    intro = context.sentence.intro
    if intro is not None:
        return intro_date(context), intro, True
    if not verdict.told and not that_visit(context.chunks[place.head.end :]):
        return None, None, True
    at = _day_told(context, place)
    at = dates.earlier(place.head) if at is None else at
    if at is None and place.following is None and (behind := _signed_behind(context)) is not None:
        return behind[0], behind[1], False
    if at is not None:
        return value_of(dates.mention(at)), context.sentence, False
    mention, source = carried(context.scene, context.sentence, place.head)
    return value_of(mention), source, False


def _day_told(context: Context, place: Place) -> int | None:
    """``চুক্তি করে লিমা; দিনটি ছিল ১৯৬১ সালের ২৪ এপ্রিল``: a date that is said to be that day."""
    chunks = context.chunks
    stop = place.following.at if place.following is not None else len(chunks)
    for i in range(place.clause.end, stop - 1):
        if "agreement.day" in chunks[i].senses and chunks[i].own == "Nom":
            return next((k for k in context.dates.at if i < k <= i + 2), None)
    return None


def _own(context: Context, place: Place, item: Item, verdict: Verdict) -> int | None:
    """The chunk of the date that stands with the noun: in a bracket, before it, after it, behind its clause."""
    dates, head, clause, following = context.dates, place.head, place.clause, place.following
    at = item.date
    if at is None:
        at = dates.beside(head, clause)
    if at is None and verdict.by is not None:
        at = next((i for i in dates.at if verdict.by[0] <= i < verdict.by[1]), None)
    stop = min(clause.end, following.start) if following is not None else clause.end
    if at is None and not verdict.told and _ends_line(context, head, stop):
        at = dates.after(head, stop)
    if at is None:
        at = dates.before(place.low, head, clause)
    if at is None:
        at = dates.after(head, _stop(context.chunks, place))
    if at is None:
        at = dates.closing(clause, following.start if following is not None else len(context.chunks))
    return at


def _shared(context: Context, place: Place) -> int | None:
    """The date behind nouns that are coordinated, which is that of all: ``A চুক্তি ও B চুক্তি দুটিই ৪ মে সই হয়``."""
    end = place.head.end
    for other in context.heads:
        if place.head.at < other.at < place.clause.end:
            between = context.chunks[closed(context.chunks, end) : other.at]
            joined = bool(between) and (between[0].text == "," or "and" in between[0].senses)
            if not joined or any(c.kind == "date" or (c.verb is not None and c.verb.finite) for c in between):
                break
            end = other.end
    return context.dates.behind(end, place.clause.end) if end > place.head.end else None


def _ends_line(context: Context, head: Head, stop: int) -> bool:
    """Whether a date right after the noun ends a clause without a verb, or a member of a list of such.

    ``সীমানা নিয়ে চুক্তি ১৯৭৬-এর ২৮ ডিসেম্বর``, ``বাণিজ্য চুক্তি – ১৯৭৫, বিমান চলাচল চুক্তি – ১৯৮১``.
    """
    after = range(head.end, stop)
    if after and context.chunks[after[0]].text in LABELS:
        after = after[1:]
    marks = all(i in context.dates.at or context.chunks[i].kind == "mark" for i in after)
    return marks and bool(after) and after[0] in context.dates.at


def _stop(chunks: list[Chunk], place: Place) -> int:
    """Where the dates end that may follow a noun: at its clause's end, or where a coordinated noun begins."""
    head, following = place.head, place.following
    over = _once_signed(chunks, head.end, place.clause.end)
    if over is not None:
        return over
    if following is None or following.at >= place.clause.end:
        return place.clause.end
    if any(chunk.verb is not None and chunk.verb.finite for chunk in chunks[head.end : following.start]):
        return following.start
    joints = (i for i in range(head.end, following.at) if chunks[i].text == "," or "and" in chunks[i].senses)
    return next(joints, following.start)


def _once_signed(chunks: list[Chunk], start: int, stop: int) -> int | None:
    """Where a signing ends that only says when something else was: ``সইয়ের পর ২০০৫ সালে``, ``সই হওয়ার এক বছর পর``."""
    for i in range(start, stop - 1):
        if "agreement.sign" not in chunks[i].senses:
            continue
        verb = chunks[i + 1].verb
        behind = i + 2 if verb is not None and verb.mood == "noun" else i + 1
        if behind < stop and (behind == i + 2 or chunks[i].own == "Gen"):
            value = chunks[behind].value
            counted = isinstance(value, DateMention) and value.relative is not None and value.relative.base == "event"
            if counted or "agreement.then" in chunks[behind].senses:
                return behind
        return None
    return None


def _joined(chunks: list[Chunk], place: Place) -> bool:
    return not any(chunks[i].text in {";", "।"} for i in range(place.low, place.head.start))


def _signed_behind(context: Context) -> tuple[PartialDate, Sentence] | None:
    """When the next sentence says that it was signed: ``একটি স্মারক হয়েছে। শুক্রবার তাতে সই করেন …``."""
    index = context.sentence.index + 1
    if index >= len(context.scene.sentences):
        return None
    behind = context.scene.sentences[index]
    if not {"agreement.in_it", "agreement.sign"} <= behind.senses or AGREEMENT in behind.senses:
        return None
    dates = Dates(behind)
    when = value_of(dates.mention(dates.at[0])) if len(dates.at) == 1 else None
    if when is None or not clause_at(behind, dates.at[0]).asserted:
        return None
    return when, behind


def intro_date(context: Context) -> PartialDate | None:
    """The date that the sentence gives which opens the list of this one."""
    intro = context.sentence.intro
    if intro is None:
        return None
    dates = Dates(intro)
    if dates.at:
        return value_of(dates.mention(dates.at[-1]))
    heads = context.heads_of(intro)
    return value_of(carried(context.scene, intro, heads[-1])[0]) if heads else None


def renewed_on(context: Context, place: Place) -> list[PartialDate]:
    """When the agreement was renewed, where the sentence says so on other dates than its own: it was signed anew."""
    head, following = place.head, place.following
    stop = following.start if following is not None else len(context.chunks)
    for i in range(head.end, stop):
        chunk = context.chunks[i]
        renewed = "agreement.renew" in chunk.senses and chunk.own != "Gen"
        if not renewed and not extended(context.chunks, i):
            continue
        clause = clause_at(context.sentence, i)
        dates = context.dates.left(clause.start, clause.end)
        if clause.asserted and (clause.start > head.at or context.last_date is not None):
            return [when for at in dates if (when := value_of(context.dates.mention(at))) is not None]
    return []
