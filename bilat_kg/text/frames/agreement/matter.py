"""What an agreement is about: by the words before its noun, else by its clause, a label, a heading, or what it did."""

from __future__ import annotations

from itertools import pairwise

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.frames.agreement.context import Context, Place
from bilat_kg.text.frames.agreement.extent import ABOUT, DASHES
from bilat_kg.text.frames.agreement.mentions import AGREEMENT, Item
from bilat_kg.text.frames.agreement.topics import (
    BORDER,
    GENERAL,
    OTHER,
    read_topics,
    topic_names,
    topics_of,
    topics_under,
)

_BROAD = frozenset({GENERAL, "security"})  # topics of a pact whose name says little: friendship, peace
_NAMED_AFTER = _BROAD | {"water", BORDER}  # what a declaration may only be named after
_NUMBERED = 4  # chunks of a pact's number: চুক্তি নং ২২ এর আওতায়
_FEW = 2  # topics that a sentence has that is of one matter
_RELATED = 7  # chunks between a noun and the comma before যাতে
_FURTHER = frozenset({"agreement.new", "agreement.supplement"})
_OFFICE, _MINISTER = "office:", "_minister"
_ENDS = frozenset({"agreement.said", "but"})


def topics_for(context: Context, place: Place, item: Item, alone: bool) -> tuple[str, ...]:
    """What one agreement is about: by the words before its noun; else, where it is ``alone``, around it."""
    head, chunks = place.head, context.chunks
    words = chunks[item.start : item.end]
    if item.end == head.at:
        words = [*words, *chunks[head.at : head.end]]
    topics, vague = read_topics(words, context.lang)
    named = head.type == "Declaration" and _NAMED_AFTER.issuperset(topics)  # মানো নদী ঘোষণাপত্র
    if topics and alone and (named or _BROAD.issuperset(topics)):
        settled = (BORDER,) if _settled(chunks[max(place.low, place.clause.start) : head.start]) else ()
        return tuple(dict.fromkeys((*topics, *settled, *_deeds(context, place))))
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
            gives = part is right and BORDER not in topics and _gives_land(right)
            return (*topics, BORDER) if gives else topics
    if topics := _pointed_at(context, place):
        return topics
    if vague:
        return tuple(dict.fromkeys((GENERAL, *_deeds(context, place), *_field(left, lang))))
    lead = chunks[head.start : head.at]  # যে চুক্তি হয়েছিল, কোনো চুক্তি হয়নি
    bare = any("any" in chunk.senses for chunk in lead) or all("which" in chunk.senses for chunk in lead)
    if bare and place.clause.start > place.low:  # … নির্মাণের বিষয়ে একমত হয় এবং স্মারকে সই করে
        topics, _ = read_topics(_about(chunks[place.low : place.clause.start]), lang)
        if topics:
            return topics
    further = any(not chunk.senses.isdisjoint(_FURTHER) for chunk in chunks[head.start : head.at])
    if context.last_topics and (further or head.type in {"Protocol", "MemorandumOfUnderstanding"}):
        return context.last_topics
    for part in (_matter(left), right):
        if topics := topics_of(part, lang):
            return topics
    if _gives_land(chunks[place.low : _right(chunks, place)]):
        return (BORDER,)
    single = head.count == 1 and AGREEMENT not in context.sentence.heading
    if topics := _related(context, place, right):
        return topics
    above = topics_under(context.sentence.heading) if single else ()
    named = any(ABOUT in chunk.senses for chunk in chunks[min(place.clause.start, head.start) : head.at])
    if above or named:
        return above or (OTHER,)
    earlier = _about(chunks[place.low : place.clause.start]) if len(context.heads) == 1 else []
    return read_topics(earlier, lang)[0] or _ministers(left, lang)  # X নিয়ে আলোচনা শেষ হয় …, … সই করা চুক্তিতে


def _ministers(left: list[Chunk], lang: str) -> tuple[str, ...]:
    """The field of the ministers who sign one of which nothing is told: ``স্বাস্থ্যমন্ত্রীরা একটি স্মারকে সই করেন``."""
    offices = {sense for chunk in left for sense in chunk.senses if sense.startswith(_OFFICE)}
    field = next(iter(offices)).removeprefix(_OFFICE).removesuffix(_MINISTER) if len(offices) == 1 else ""
    return (field,) if field in topic_names(lang) else ()


def _deeds(context: Context, place: Place) -> tuple[str, ...]:
    """What was done by one whose name says little: ``মৈত্রী চুক্তির মাধ্যমে X Y-এর সার্বভৌমত্ব মেনে নেয়``."""
    head, chunks = place.head, context.chunks
    number = head.end
    comma = next((i for i in range(head.end, min(head.end + _RELATED, len(chunks) - 1)) if chunks[i].text == ","), None)
    if comma is not None and "which" in chunks[comma + 1].senses and place.following is None:
        return read_topics(_telling(chunks[comma + 1 :]), context.lang)[0]  # একটি সন্ধি, যাতে সীমান্তরেখা ঠিক করা হয়
    while number < len(chunks) and chunks[number].senses.isdisjoint({"agreement.ground", "agreement.means"}):
        if number - head.end >= _NUMBERED or chunks[number].kind == "mark" or chunks[number].verb is not None:
            return ()
        number += 1
    stop = place.following.start if place.following is not None else len(chunks)
    if number >= stop or place.following is not None:
        return ()
    told = _telling(chunks[number + 1 : stop])
    return (*read_topics(told, context.lang)[0], *((BORDER,) if _gives_land(told) else ()))


def _pointed_at(context: Context, place: Place) -> tuple[str, ...]:
    """What তা, or এ, stands for, here or in the sentence before: ``X কে নেবে, তা নিয়ে …``, ``X হয়; এ বিষয়ে …``."""
    chunks, lang = context.chunks, context.lang
    for i in range(place.low, place.head.at - 1):
        one, two = chunks[i], chunks[i + 1]
        settled = not two.senses.isdisjoint({"agreement.settle", "agreement.fixed"})  # তা ঠিক করতে
        purpose = settled or (two.verb is not None and two.verb.mood == "infinitive")
        it = "agreement.it" in one.senses and (ABOUT in two.senses or purpose)
        if not it and not ("this" in one.senses and ABOUT in two.senses):
            continue
        if topics := read_topics(chunks[place.low : i], lang)[0]:
            return topics
        index = context.sentence.index - 1
        before = context.scene.sentences[index] if index >= 0 and i == 0 else None
        if before is None or before.heading != context.sentence.heading or AGREEMENT in before.senses:
            return ()
        topics = read_topics(before.chunks, lang)[0]
        return topics if len(topics) <= _FEW else ()
    return ()


def _settled(left: list[Chunk]) -> bool:
    """``সীমানা মেনে নিয়ে শান্তি চুক্তি``: what is settled by one whose name says little."""
    return any("topic.border" in one.senses and "agreement.settle" in two.senses for one, two in pairwise(left))


def _gives_land(told: list[Chunk]) -> bool:
    """Whether words say whose land it is, or that some is given up: ``সার্বভৌমত্ব মেনে নেয়``, ``উত্তর তীর ছেড়ে দেয়``."""
    if any("agreement.land" in chunk.senses for chunk in told):
        return True
    first = told[0] if len(told) > 1 and "agreement.back" in told[1].senses and told[0].own == "Nom" else None
    if first is not None and (first.kind == "city" or (first.kind == "word" and not first.senses)):
        return True  # ইফনি ফেরত যায়
    for one, two in pairwise(told):
        if "agreement.cede" in one.senses and "agreement.give" in two.senses:
            return True
        if "agreement.back" in two.senses and one.kind == "country" and one.own in {"Gen", "Acc"}:
            return True  # চিলির হাতে যায়, পেরুকে ফেরত দেওয়া হয়
    return False


def _field(left: list[Chunk], lang: str) -> tuple[str, ...]:
    """The field of the bodies that sign, where nothing says more: ``গোয়েন্দা সংস্থা``, ``বার্তা সংস্থার মধ্যে``."""
    names = (
        left[max(i - 1, 0) : i]
        for i, chunk in enumerate(left)
        if not chunk.senses.isdisjoint({"body", "between"}) and i and left[i - 1].kind == "word"
    )
    return tuple(topic for name in names for topic in read_topics(name, lang)[0])


def _related(context: Context, place: Place, right: list[Chunk]) -> tuple[str, ...]:
    """The matter of a clause before that তার picks up: ``X নিয়ে যে বিরোধ …, … স্বাক্ষরিত এক চুক্তির মাধ্যমে তার অবসান``."""
    before = context.chunks[place.low : place.clause.start]
    if not any("own" in chunk.senses for chunk in right[:2]) or not any("which" in chunk.senses for chunk in before):
        return ()
    return topics_of(_about(before), context.lang)


def _about(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks up to the last word such as বিষয়ে, ``[]`` without one; ``নদীর উপর সেতু`` is where, not about what."""
    last = None
    for i in range(len(chunks) - 1, -1, -1):
        if ABOUT not in chunks[i].senses:
            continue
        upon = "agreement.upon" in chunks[i].senses and i + 1 < len(chunks)
        if not upon or not any(sense.startswith("topic.") for sense in chunks[i + 1].senses):
            last = i
            break
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
    """Words that may say what it is about: not whoever reports it, nor তবে …, nor a place at the end (উড়ন্ত বিমানে).

    Nor what happened at another time: ``চুক্তি সই হয়, আর পরের বছর একটি মন্দির খোলা হয়``, or in
    spite of it: ``সই করলেও চোরাচালান থামেনি``.
    """
    ends = (
        i
        for i, c in enumerate(right)
        if (c.senses & _ENDS and not (i and "which" in right[i - 1].senses))  # যার বলে: by which
        or (i == 0 and c.text in DASHES)
        or (c.verb is not None and c.verb.mood == "conditional")
        or _at_another(right, i)
    )
    stop = next(ends, len(right))
    return [
        chunk
        for chunk, after in zip(right[:stop], [*right[1:], None], strict=False)
        if "body" not in chunk.senses and not (chunk.own == "Loc" and (after is None or after.kind == "mark"))
    ]


def _at_another(right: list[Chunk], at: int) -> bool:
    """Whether a date begins what is told besides a signing: by আর or এবং, behind a verb."""
    if at < 2 or right[at].kind != "date" or "and" not in right[at - 1].senses:
        return False
    verb = right[at - 3 if right[at - 2].text == "," and at > 2 else at - 2].verb
    return verb is not None and verb.finite


def _right(chunks: list[Chunk], place: Place) -> int:
    """Where the words end that may say after the noun what it is about."""
    if place.following is None:
        return len(chunks)
    end = place.head.end
    related = any("which" in chunk.senses for chunk in chunks[end : end + 3])
    return place.following.at if related else place.following.start
