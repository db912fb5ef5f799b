"""Whether an agreement noun brings an agreement of its own or only points at one told before."""

from __future__ import annotations

from bilat_kg.text.clauses import Clause
from bilat_kg.text.frames.agreement.context import Context, Place
from bilat_kg.text.frames.agreement.extent import ABOUT, bracketed_date, closed
from bilat_kg.text.frames.agreement.listing import items_after
from bilat_kg.text.frames.agreement.mentions import AGREEMENT, Head
from bilat_kg.text.frames.agreement.topics import is_topical, topics_of

_NAMED = 12  # sentences within which a name is taken to be that of the same agreement
_BEFORE = 3  # sentences back in which the signing is told of which those who signed are named now
_SAID = 3  # chunks before the first of several that say that they are signed
_PARTICIPLE = 6  # chunks that a participle may stand before the words of an agreement
_GOING = 3  # chunks from talks to the verb that says that they go on


def spoken_of_before(context: Context) -> bool:
    """Any sentence before speaks of an agreement."""
    before = context.scene.sentences[: context.sentence.index]
    return any(AGREEMENT in sentence.senses or AGREEMENT in sentence.heading for sentence in before)


def told_before(context: Context) -> bool:
    """One of the sentences right before tells of a signing."""
    index = context.sentence.index
    return any(
        {AGREEMENT, "agreement.sign"} <= sentence.senses
        for sentence in context.scene.sentences[max(0, index - _BEFORE) : index]
    )


def named_before(context: Context, head: Head) -> bool:
    """A name of its own (আনকন চুক্তি) by which a sentence shortly before called an agreement."""
    lead = [chunk for chunk in context.chunks[head.start : head.at] if chunk.kind != "mark"]
    if not lead or len(lead) > 3 or any(chunk.kind not in {"word", "city"} or chunk.senses for chunk in lead):
        return False
    name = [chunk.text for chunk in lead]
    index = context.sentence.index
    return any(
        [chunk.text for chunk in sentence.chunks[max(0, i - len(name)) : i]] == name
        for sentence in context.scene.sentences[max(0, index - _NAMED) : index]
        if AGREEMENT in sentence.senses
        for i in sentence.having(AGREEMENT)
    )


def topics_before(context: Context) -> tuple[str, ...]:
    """The topics of the agreement spoken of last in the sentences before."""
    index = context.sentence.index
    for sentence in reversed(context.scene.sentences[max(0, index - _BEFORE) : index]):
        if AGREEMENT in sentence.senses and (heads := context.heads_of(sentence)):
            return topics_of(sentence.chunks[heads[-1].start : heads[-1].end], context.lang)
    return ()


def among_those_signed(context: Context, head: Head) -> bool:
    """``এর মধ্যে রয়েছে A, B ও C চুক্তি`` behind a sentence that tells of the signing of several."""
    opening, index = context.chunks[:2], context.sentence.index
    mark = next((i for i in context.sentence.having("agreement.among") if i < head.at), None)
    if mark is not None and any(
        other.plural and other.at < mark and any("agreement.sign" in c.senses for c in context.chunks[other.at : mark])
        for other in context.heads
    ):
        return True
    if index == 0 or head.start < 1 or not any("agreement.among" in chunk.senses for chunk in opening):
        return False
    before = context.scene.sentences[index - 1]
    heads = context.heads_of(before)
    return bool(heads) and heads[-1].plural and "agreement.sign" in before.senses


def in_a_row_behind(context: Context, place: Place) -> bool:
    """``শুক্রবার সই হয়েছে A চুক্তি, B চুক্তি এবং C ঘোষণাপত্র``: the verb stands before the first, and no other behind it."""
    chunks, head = context.chunks, place.head
    first = context.heads[0]
    if head is first or any(chunk.verb is not None and ABOUT not in chunk.senses for chunk in chunks[first.end :]):
        return False
    told = chunks[max(0, first.start - _SAID) : first.start]
    signed = any("agreement.sign" in chunk.senses for chunk in told)
    done = any(chunk.verb is not None and chunk.verb.finite and not chunk.verb.negated for chunk in told[-1:])
    return signed and done


def besides(context: Context, place: Place) -> bool:
    """``২০২৪ সালের ২ মে পানি চুক্তি ছাড়াও … একটি স্মারকে সই হয়``: on the date before it this one was signed as well."""
    chunks, head, following = context.chunks, place.head, place.following
    if following is None or following.at >= place.clause.end or "agreement.besides" not in chunks[head.end].senses:
        return False
    if chunks[head.at].plural or not any(is_topical(chunk, context.lang) for chunk in chunks[head.start : head.at]):
        return False
    known = any("agreement.standing" in chunk.senses for chunk in chunks[max(0, head.start - 1) : head.at])
    dated = any(place.clause.start <= i < head.start for i in context.dates.at)
    signed = any("agreement.sign" in chunk.senses for chunk in chunks[following.end : place.clause.end])
    return dated and signed and not known


def part_of_total(context: Context, place: Place) -> bool:
    """``১১টি দলিল সই হয়, যার মধ্যে ৬টি চুক্তি ও ৫টি স্মারক``: counted among those before, and nothing else is told of it."""
    chunks, head = context.chunks, place.head
    if head.count is None or any(is_topical(c, context.lang) for c in chunks[head.start : head.at]):
        return False
    if head.count == 1 and not head.single:
        return False
    if head.count > 1 and items_after(chunks, head, context.lang):
        return False  # এর মধ্যে দুটি চুক্তি—একটি A নিয়ে, অন্যটি B নিয়ে
    index = context.sentence.index
    if index and _opens_among(context, head):
        before = context.scene.sentences[max(0, index - _BEFORE) : index]
        return any(other.plural for sentence in before for other in context.heads_of(sentence))
    return any(
        other.at < head.at
        and other.count is not None
        and other.count > head.count
        and any("agreement.among" in chunk.senses for chunk in chunks[other.end : head.at])
        for other in context.heads
    )


def _opens_among(context: Context, head: Head) -> bool:
    """``এর মধ্যে একটি চুক্তি ও দুটি স্মারক রয়েছে``, ``নথিগুলোর মধ্যে রয়েছে …``: the sentence begins with those told before."""
    chunks = context.chunks
    among = any("agreement.among" in chunk.senses for chunk in chunks[:2])
    first = context.heads[0]
    told = first.start <= 1 and first.plural and first.count is None and first.at < head.at
    return among or (told and first.end < len(chunks) and "between" in chunks[first.end].senses)


def introduces(context: Context, place: Place) -> bool:
    """``প্রধান চুক্তি হলো ১৯৭২ সালের মৈত্রী চুক্তি``: the noun says nothing but that those behind it are agreements."""
    chunks, head, following = context.chunks, place.head, place.following
    if following is None:
        return False
    if head.plural and head.count is None and _examples(context, place, following):
        return True
    behind = chunks[head.end : head.end + 2]
    if len(behind) == 2 and "between" in behind[0].senses and "agreement.among" in behind[1].senses:
        return True  # স্বাক্ষরিত চুক্তির মধ্যে উল্লেখযোগ্য …
    if head.end >= following.start or "agreement.namely" not in chunks[head.end].senses:
        return False
    lead = chunks[head.start : head.at]
    if any("agreement.among" in chunk.senses for chunk in lead):  # জ্বালানি খাতের অন্যতম চুক্তি হলো একটি স্মারক
        return True
    return head.count in {1, None} and not any(is_topical(chunk, context.lang) for chunk in lead)


def _examples(context: Context, place: Place, following: Head) -> bool:
    """``বেশ কয়েকটি চুক্তি সই করেছে, যেমন কৃষি চুক্তি (১৯৯৮), …``: some that are told one by one, and no date of all."""
    chunks, head = context.chunks, place.head
    if any(is_topical(chunk, context.lang) for chunk in chunks[head.start : head.at]):
        return False
    among = any("agreement.among" in chunk.senses for chunk in chunks[head.end : following.at])
    dated = any(i < following.at for i in context.dates.at)
    return among and not dated and bracketed_date(chunks, following.end) is not None


def named_by_date(context: Context, head: Head) -> bool:
    """A date of its own names the agreement (১৯৮৭ সালের রাজস্ব চুক্তি, রাজস্ব চুক্তি (১৯৮৭))."""
    chunks, dates = context.chunks, context.dates
    if bracketed_date(chunks, head.end) is not None:
        return True
    at = head.start - 1
    if at == head.at - 1 and chunks[at].kind == "city" and chunks[at].own == "Nom":  # ১৯৬৯ সালের মোম্বাসা চুক্তি
        at -= 1
    while at > 0 and (chunks[at].text == "," or "agreement.new" in chunks[at].senses):
        at -= 1
    mention = dates.mention(at) if at in dates.at else None
    if mention is None or mention.boundary is not None or mention.last not in {None, mention.first}:
        return False
    return mention.case == "Gen" or any("agreement.new" in chunk.senses for chunk in chunks[at + 1 : head.at])


def dated_attribute(context: Context, head: Head) -> bool:
    """A past date in the genitive right before its words: ``১৯৬৭ সালের মৎস্য চুক্তি``; nothing signed is denied of it."""
    chunks, at = context.chunks, head.start - 1
    mention = context.dates.mention(at) if at in context.dates.at else None
    if mention is None or mention.case != "Gen" or mention.boundary is not None:
        return False
    return (at == head.at - 1 or is_topical(chunks[head.at - 1], context.lang)) and not any(
        "agreement.sign" in chunk.senses for chunk in chunks[head.end : head.end + 2]
    )


def _first_of_a_row(context: Context, head: Head) -> int:
    """Where the first noun of several stands that conjunctions tie: ``১৯৯৭ সালে হওয়া A চুক্তি ও B চুক্তি``."""
    at = head.at
    for other in reversed(context.heads):
        if other.at < at and "and" in context.chunks[other.end].senses and other.end < at:
            between = context.chunks[other.end + 1 : at]
            if all(chunk.kind == "word" and chunk.verb is None for chunk in between):
                at = other.at
    return at


def signed_attribute(context: Context, head: Head) -> bool:
    """``১৯৬২ সালে সই হওয়া দুই দেশের মৈত্রী চুক্তি``, ``২০১৭ সালে করা …``: a participle before its words dates the signing."""
    chunks = context.chunks
    last = _first_of_a_row(context, head)
    for i in range(last - 1, max(last - _PARTICIPLE, 0), -1):
        verb = chunks[i].verb
        if "agreement.sign" in chunks[i].senses:
            undone = "not" in chunks[i + 1].senses
            return chunks[i].own == "Nom" and i - 1 in context.dates.at and not undone
        if verb is not None and verb.mood == "noun" and chunks[i].own == "Nom" and "agreement.make" in chunks[i].senses:
            before = i - 1
            while before > 0 and not chunks[before].senses.isdisjoint({"pair", "between"}):
                before -= 1  # ১৯৯৭ সালে দুই দেশের মধ্যে হওয়া
            if before in context.dates.at:
                return not verb.negated
            continue
        if chunks[i].kind in {"mark", "date"} or (verb is not None and verb.mood != "noun"):
            return False
    return False


def to_be_amended(context: Context, head: Head) -> bool:
    """A change is asked for of what its date names: ``২০০৫ সালের বিনিয়োগ চুক্তি সংশোধনের প্রস্তাব``."""
    chunks, at = context.chunks, head.start - 1
    mention = context.dates.mention(at) if at in context.dates.at else None
    if mention is None or mention.case != "Gen" or mention.boundary is not None or head.end >= len(chunks):
        return False
    revived = any("agreement.force" in chunk.senses for chunk in chunks[head.end : head.end + _GOING])  # ফের চালু করতে
    return revived or "agreement.amend" in chunks[head.end].senses


def signed_yet(context: Context, place: Place) -> bool:
    """``স্মারকে সই করেও বিরোধ মেটাতে পারেননি``: what is denied is what should have followed."""
    chunks = context.chunks
    for i in range(place.head.end, place.clause.end - 1):
        if "agreement.sign" in chunks[i].senses:
            verb = chunks[i + 1].verb
            word = context.scene.tokens.word[chunks[i + 1].end - 1]
            return verb is not None and not verb.negated and verb.mood == "present" and word.endswith("ও")
    return False


def talked_of_behind(context: Context, place: Place) -> bool:
    """The next sentence says that they still talk about it: ``… চুক্তি এবারও হয়নি। দর-কষাকষি চলছে``."""
    following, head = context.sentence.index + 1, place.head
    if place.following is not None or following >= len(context.scene.sentences):
        return False
    behind = context.scene.sentences[following]
    if (
        AGREEMENT in behind.senses
        or "agreement.talks" not in behind.senses
        or behind.heading != context.sentence.heading
    ):
        return False
    at = next(iter(behind.having("agreement.talks")))
    verb = next((chunk.verb for chunk in behind.chunks[at + 1 : at + _GOING] if chunk.verb is not None), None)
    if verb is None or verb.negated or verb.mood not in {"progressive", "future", "present"}:
        return False
    own = set(topics_of(context.chunks[place.low : head.end], context.lang))
    matter = set(topics_of(behind.chunks[:at], context.lang))
    return bool(own) and (not matter or not own.isdisjoint(matter))


def beside_date(context: Context, head: Head, clause: Clause) -> bool:
    """The noun stands beside a date in its clause."""
    end = closed(context.chunks, head.end)
    return any(clause.start <= i < clause.end and (i < head.start or i <= end + 1) for i in context.dates.at)
