"""What an agreement is about and when it was signed: where to look, nearest first."""

from __future__ import annotations

from bilat_kg.model import PartialDate
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import clause_at
from bilat_kg.text.frames.agreement.carried import carried
from bilat_kg.text.frames.agreement.context import Context, Place
from bilat_kg.text.frames.agreement.dating import LABELS, Dates, value_of
from bilat_kg.text.frames.agreement.extent import ABOUT, DASHES, closed
from bilat_kg.text.frames.agreement.mentions import AGREEMENT, Head, Item
from bilat_kg.text.frames.agreement.signing import SIGNED, Verdict
from bilat_kg.text.frames.agreement.topics import BORDER, GENERAL, OTHER, read_topics, topics_of, topics_under
from bilat_kg.text.values import DateMention

_BROAD = frozenset({GENERAL, "security"})  # topics of a pact whose name says little: friendship, peace
_NUMBERED = 4  # chunks of a pact's number: চুক্তি নং ২২ এর আওতায়
_ENDS = frozenset({"agreement.said", "but"})

When = tuple[PartialDate | None, Sentence | None, bool]


def topics_for(context: Context, place: Place, item: Item, alone: bool) -> tuple[str, ...]:
    """What one agreement is about: by the words before its noun; else, where it is ``alone``, around it."""
    head, chunks = place.head, context.chunks
    words = chunks[item.start : item.end]
    if item.end == head.at:
        words = [*words, *chunks[head.at : head.end]]
    topics, vague = read_topics(words, context.lang)
    if topics and alone and _BROAD.issuperset(topics):
        return tuple(dict.fromkeys((*topics, *_deeds(context, place))))
    if topics:
        return topics
    if head.known or head.signers:
        return (GENERAL,) if vague and not head.known else ()
    if alone:
        return _topics_around(context, place, vague)
    return (GENERAL,) if vague else ()


def _topics_around(context: Context, place: Place, vague: bool) -> tuple[str, ...]:
    """What it is about by its clause, a label or a heading.

    ``vague``: its own words only say cooperation, so that what stands before বিষয়ে, or a label, may say more.
    """
    head, chunks, lang = place.head, context.chunks, context.lang
    left = _without_subject(chunks[max(place.low, place.clause.start) : head.start])
    right = _telling(chunks[head.end : _right(chunks, place)])
    label = chunks[: context.colon]
    behind = [right] if head.plural else []
    for part in (_about(left), *behind, label) if vague else (_about(left), right, left, label):
        topics, _ = read_topics(part, lang)
        if topics:
            return topics
    if vague:
        return (GENERAL, *_deeds(context, place))
    lead = chunks[head.start : head.at]  # যে চুক্তি হয়েছিল, কোনো চুক্তি হয়নি
    bare = any("any" in chunk.senses for chunk in lead) or all("which" in chunk.senses for chunk in lead)
    if bare and place.clause.start > place.low:  # … নির্মাণের বিষয়ে একমত হয় এবং স্মারকে সই করে
        topics, _ = read_topics(_about(chunks[place.low : place.clause.start]), lang)
        if topics:
            return topics
    further = any("agreement.new" in chunk.senses for chunk in chunks[head.start : head.at])
    if context.last_topics and (further or head.type in {"Protocol", "MemorandumOfUnderstanding"}):
        return context.last_topics
    for part in (_matter(left), right):
        if topics := topics_of(part, lang):
            return topics
    single = head.count == 1 and AGREEMENT not in context.sentence.heading
    if topics := _related(context, place, right):
        return topics
    above = topics_under(context.sentence.heading) if single else ()
    named = any(ABOUT in chunk.senses for chunk in chunks[min(place.clause.start, head.start) : head.at])
    return above or ((OTHER,) if named else ())


def _deeds(context: Context, place: Place) -> tuple[str, ...]:
    """What was done by one whose name says little: ``মৈত্রী চুক্তির মাধ্যমে X Y-এর সার্বভৌমত্ব মেনে নেয়``."""
    head, chunks = place.head, context.chunks
    number = head.end
    while number < len(chunks) and chunks[number].senses.isdisjoint({"agreement.ground", "agreement.means"}):
        if number - head.end >= _NUMBERED or chunks[number].kind == "mark" or chunks[number].verb is not None:
            return ()
        number += 1
    stop = place.following.start if place.following is not None else len(chunks)
    if number >= stop or place.following is not None:
        return ()
    told = _telling(chunks[number + 1 : stop])
    land = any("agreement.land" in chunk.senses for chunk in told)
    return (*read_topics(told, context.lang)[0], *((BORDER,) if land else ()))


def _related(context: Context, place: Place, right: list[Chunk]) -> tuple[str, ...]:
    """The matter of a clause before that তার picks up: ``X নিয়ে যে বিরোধ …, … স্বাক্ষরিত এক চুক্তির মাধ্যমে তার অবসান``."""
    before = context.chunks[place.low : place.clause.start]
    if not any("own" in chunk.senses for chunk in right[:2]) or not any("which" in chunk.senses for chunk in before):
        return ()
    return topics_of(_about(before), context.lang)


def _about(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks up to the last word such as বিষয়ে, ``[]`` without one."""
    last = next((i for i in range(len(chunks) - 1, -1, -1) if ABOUT in chunks[i].senses), None)
    return chunks[:last] if last is not None else []


def _without_subject(left: list[Chunk]) -> list[Chunk]:
    """The words behind a subject that a comma sets off: ``X, ছাত্রজীবনের বন্ধু এই দুই রাষ্ট্রপতি, …`` are no matter."""
    for i in range(len(left) - 2, -1, -1):
        if left[i].kind in {"office", "person"} and left[i].own == "Nom" and left[i + 1].text == ",":
            return left[i + 1 :]
    return left


def _matter(left: list[Chunk]) -> list[Chunk]:
    """The words that may say what it is about: not when and where it was signed (বৈঠক শেষে, বৈঠকের সময়)."""
    return [
        chunk
        for chunk, after in zip(left, [*left[1:], None], strict=False)
        if "agreement.lean" not in chunk.senses
        and not (chunk.own == "Gen" and after is not None and "agreement.then" in after.senses)
    ]


def _telling(right: list[Chunk]) -> list[Chunk]:
    """Words that may say what it is about: not whoever reports it, nor তবে …, nor a place at the end (উড়ন্ত বিমানে)."""
    ends = (i for i, c in enumerate(right) if c.senses & _ENDS or (i == 0 and c.text in DASHES))
    stop = next(ends, len(right))
    return [
        chunk
        for chunk, after in zip(right[:stop], [*right[1:], None], strict=False)
        if "body" not in chunk.senses and not (chunk.own == "Loc" and (after is None or after.kind == "mark"))
    ]


def _right(chunks: list[Chunk], place: Place) -> int:
    """Where the words end that may say after the noun what it is about."""
    if place.following is None:
        return len(chunks)
    end = place.head.end
    related = any("which" in chunk.senses for chunk in chunks[end : end + 3])
    return place.following.at if related else place.following.start


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
    if not verdict.told:
        return None, None, True
    at = dates.earlier(place.head)
    if at is None and place.following is None and (behind := _signed_behind(context)) is not None:
        return behind[0], behind[1], False
    if at is not None:
        return value_of(dates.mention(at)), context.sentence, False
    mention, source = carried(context.scene, context.sentence, place.head)
    return value_of(mention), source, False


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
        if "agreement.renew" not in chunk.senses or chunk.own == "Gen":
            continue
        clause = clause_at(context.sentence, i)
        dates = context.dates.left(clause.start, clause.end)
        if clause.asserted and (clause.start > head.at or context.last_date is not None):
            return [when for at in dates if (when := value_of(context.dates.mention(at))) is not None]
    return []
