"""Lists of agreements: inside a sentence, on lines of their own, and under a heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.frames.agreement.context import Context, Place
from bilat_kg.text.frames.agreement.dating import bare_year, value_of
from bilat_kg.text.frames.agreement.extent import ABOUT
from bilat_kg.text.frames.agreement.listing import Spans, listed, markers
from bilat_kg.text.frames.agreement.mentions import AGREEMENT, Head, Item
from bilat_kg.text.frames.agreement.outsiders import foreign
from bilat_kg.text.frames.agreement.signed_on import intro_date, when_signed
from bilat_kg.text.frames.agreement.signing import PROPOSED, SIGNED, Verdict, senses_of
from bilat_kg.text.frames.agreement.status import attribute, judge
from bilat_kg.text.frames.agreement.topics import concepts, is_topical, topics_of
from bilat_kg.text.frames.scene import FactDraft
from bilat_kg.text.values import DateMention, NumberMention

_OPENS = frozenset({":", "—", "–", ":-", "-"})
_RULE, _DETAILED = "agreement.listed", "agreement.detailed"
_PAIR = 2
_MOST = 3  # members of a list with a topic, beside one whose words nobody knows
_BACK = 2  # sentences in which agreements are counted of which a list tells what they are
_THOSE = frozenset({"agreement.those", "agreement.of_those", "agreement.matters"})
_NAMELY = frozenset({ABOUT, "agreement.aim", "agreement.namely"})
_ONE_OF = frozenset({"agreement.one_of", "last_named"})


def inline_list(context: Context) -> tuple[Head, Spans] | None:
    """The noun that opens a list inside the sentence, and the chunk ranges of the members of the list."""
    chunks = context.chunks
    for head in context.heads:
        opening = _opening(context, head)
        if opening is None:
            continue
        spans = _each(chunks, opening, head) or listed(chunks, opening, len(chunks), context.scene.tokens.word)
        spans = [(a, b) for a, b in spans if any(chunk.kind != "mark" for chunk in chunks[a:b])]
        if not head.plural and len(spans) == 2 and all(_has_body(chunks, a, b) for a, b in spans):
            spans = [(spans[0][0], spans[1][1])]  # সমঝোতা স্মারক: A কাউন্সিল ও B ইনস্টিটিউট
        if not spans or (len(spans) == 1 and head.end != opening - 1):
            continue
        if any(_ends(chunk) for a, b in spans for chunk in chunks[a:b]):
            continue
        marked = bool(markers(chunks, opening, len(chunks), context.scene.tokens.word))
        named = sum(any(_named(chunk, context.lang) for chunk in chunks[a:b]) for a, b in spans)
        if marked or named == len(spans) or (named >= _MOST and named == len(spans) - 1 and _namely(context, head)):
            return head, spans
    return None


def _each(chunks: list[Chunk], opening: int, head: Head) -> Spans:
    """``দুটি স্মারক: A নিয়ে একটি, B ও C নিয়ে আরেকটি``: each ends with the word that counts it."""
    ones = [i for i in range(opening + 1, len(chunks)) if "agreement.one_of" in chunks[i].senses or _is_one(chunks[i])]
    if len(ones) < _PAIR or len(ones) != head.count or any(chunk.kind != "mark" for chunk in chunks[ones[-1] + 1 :]):
        return []
    if any(ABOUT not in chunks[i - 1].senses for i in ones):
        return []
    return [(a, b) for a, b in zip([opening, *(i + 1 for i in ones[:-1])], ones, strict=True)]


def _namely(context: Context, head: Head) -> bool:
    """``চুক্তিগুলো হলো …``: all that follow are agreements, whatever they are about."""
    chunks = context.chunks
    return head.plural and head.end < len(chunks) and "agreement.namely" in chunks[head.end].senses


def _has_body(chunks: list[Chunk], start: int, end: int) -> bool:
    return any("body" in chunk.senses or chunk.kind == "organization" for chunk in chunks[start:end])


def _opening(context: Context, head: Head) -> int | None:
    """Where the list begins that ``head`` opens: after a colon or a dash, after হলো, after চুক্তির মধ্যে রয়েছে."""
    chunks = context.chunks
    several = head.plural or any("agreement.those" in chunk.senses for chunk in chunks)
    for i in range(head.end, len(chunks)):
        chunk = chunks[i]
        if chunk.text == ";":  # ১৯৭৫: বাণিজ্য চুক্তি; ১৯৮১: …
            return None
        if several and "agreement.among" in chunk.senses and (colon := _colon(chunks, i + 1)) is not None:
            return colon + 1
        if not chunk.senses.isdisjoint({AGREEMENT, "agreement.among"}):
            return None
        if "agreement.exist" in chunk.senses and i <= head.end + 1 and "between" in chunks[head.end].senses:
            return i + 1
        if chunk.text in _OPENS and (chunk.text != "-" or i == head.end):
            dated = i + 1 < len(chunks) and (chunks[i + 1].kind == "date" or bare_year(chunks, i + 1) is not None)
            if i == head.end and not several and dated:
                return None  # বন্দি হস্তান্তর চুক্তি — ২০১৯ (পরে কার্যকর)
            heads = sum(other.at > i for other in context.heads)
            label = heads == 0 and not any(_ends(chunk) for chunk in chunks)
            marked = bool(markers(chunks, i + 1, len(chunks), context.scene.tokens.word))
            return i + 1 if several or heads > 1 or marked or label else None
        if several and _matter_of_all(chunks, i):
            return i + 2
        if not several and chunk.verb is not None and chunk.verb.negated:
            return None
        if several and "agreement.namely" in chunk.senses and i + 1 < len(chunks) and chunks[i + 1].kind == "mark":
            return i + 1 if chunks[i + 1].text == "(" else i + 2
        if head.plural and "agreement.namely" in chunk.senses and i == head.end and _enumerates(chunks, i + 1):
            return i + 1
    return None


def _matter_of_all(chunks: list[Chunk], at: int) -> bool:
    """``যে তিনটি মউ সই হয়েছে, তাদের বিষয় যথাক্রমে A, B ও C``."""
    before, after = chunks[at - 1].senses, chunks[at + 1].senses if at + 1 < len(chunks) else frozenset()
    matter = not chunks[at].senses.isdisjoint({ABOUT, "agreement.aim"}) and chunks[at].own == "Nom"
    named = not after.isdisjoint({"respectively", "agreement.namely"})
    return matter and named and not before.isdisjoint({"them", "own", "agreement.those"})


def _enumerates(chunks: list[Chunk], at: int) -> bool:
    """Nothing but the members of a list follows: ``চুক্তিগুলো হলো A, B, C ও D``."""
    behind = chunks[at:]
    comma = next((i for i, chunk in enumerate(behind) if chunk.text == ","), None)
    joined = comma is not None and any(c.text == "," or "and" in c.senses for c in behind[comma + 1 :])
    return joined and not any(_ends(chunk) for chunk in behind)


def _colon(chunks: list[Chunk], at: int) -> int | None:
    """The colon that follows at ``at``, behind a verb at most: যার মধ্যে রয়েছে: …."""
    if at < len(chunks) and _ends(chunks[at]):
        at += 1
    return at if at < len(chunks) and chunks[at].text in _OPENS else None


def _ends(chunk: Chunk) -> bool:
    return chunk.verb is not None and chunk.verb.finite and "good" not in chunk.senses  # চাল is rice


def _named(chunk: Chunk, lang: str) -> bool:
    return AGREEMENT in chunk.senses or is_topical(chunk, lang)


def members(context: Context, place: Place, spans: Spans) -> Iterator[FactDraft]:
    """The members of an inline list that have no agreement noun of their own; the others are read by themselves."""
    chunks, head = context.chunks, place.head
    verdict = judge(context.sentence, head, place.clause, None, True, context.lang)
    if foreign(context.scene, chunks, place.low, head, head.end) or verdict.reason == "not made":
        context.refuse(_RULE, verdict.reason or "third state")
        return
    status = _pending(chunks, head, spans[0][0]) or verdict.status or SIGNED
    single = Head(head.at, head.end, head.type, False, head.start)
    before = max(head.end, min(place.clause.end, spans[0][0]))  # dates inside the list are its members' own
    alone = Place(single, place.low, replace(place.clause, end=before), None)
    if status != SIGNED:
        context.label = status
    when, source, sure = when_signed(context, alone, Item(head.start, head.at), Verdict(status, told=True))
    context.last_date = context.list_date = when
    context.list_from, context.listed, context.told = head.at, True, True
    context.detailed = _tells_apart(context, head)
    rule = _DETAILED if context.detailed else _RULE
    shared = [a for a, b in spans if any(AGREEMENT in chunk.senses for chunk in chunks[a:b])]
    for start, end in spans:
        if start in shared or (shared and start < shared[-1] and _counts(context, shared[-1])):
            continue
        if any("agreement.loan" in chunk.senses for chunk in chunks[start:end]):
            continue
        own = next((i for i in context.dates.at if start <= i < end), None)
        date = value_of(context.dates.mention(own)) if own is not None else when
        topics = topics_of(chunks[start:end], context.lang)
        found = context.bodies_in(start, end, end)
        draft = context.draft(single, topics, date, status, rule, found, "1" if sure else "0.8")
        if source is not None and source is not context.sentence:
            draft.sentences.append(source)
        yield draft


def _tells_apart(context: Context, head: Head) -> bool:
    """The list tells apart what was counted before: ``এই স্মারকগুলো হলো …``, or ``স্মারকগুলো হলো …`` behind a count."""
    chunks, index = context.chunks, context.sentence.index
    if any("agreement.same" in chunk.senses for chunk in chunks[max(0, head.at - 2) : head.at]):
        return True
    if not head.plural or head.count is not None:
        return False
    if any(chunk.kind == "date" or is_topical(chunk, context.lang) for chunk in chunks[: head.at]):
        return False
    before = context.scene.sentences[max(0, index - _BACK) : index]
    return any(other.plural for sentence in before for other in context.heads_of(sentence))


def _pending(chunks: list[Chunk], head: Head, stop: int) -> str | None:
    """What the words before the list say that is still to come: ``প্রস্তাবিত চুক্তিগুলো``, ``যেসব চুক্তি হতে পারে সেগুলো``."""
    early = attribute(chunks[max(0, head.at - 2) : head.at])
    if early is not None:
        return early
    behind = chunks[head.end : stop]
    planned = {"agreement.doubt", "agreement.wish"} & senses_of(behind)
    return PROPOSED if planned or any(c.verb is not None and c.verb.mood == "future" for c in behind) else None


def _counts(context: Context, member: int) -> bool:
    """Whether the agreement noun in the member that begins there counts several: it stands for those before it too."""
    head = next((head for head in context.heads if head.at >= member), None)
    return head is not None and head.count != 1


def opens_lines(context: Context) -> bool:
    """Whether the sentence after this one is an item of a list that this one opens."""
    following, sentences = context.sentence.index + 1, context.scene.sentences
    return following < len(sentences) and sentences[following].intro is context.sentence


def lines(context: Context, place: Place) -> Iterator[FactDraft]:
    """The items of a list on lines of its own that have no agreement noun; the others are read by themselves."""
    head = place.head
    if foreign(context.scene, context.chunks, place.low, head, head.end):
        context.refuse(_RULE, "third state")
        return
    if head.weak and "visit" in context.sentence.senses and "agreement.sign" not in context.sentence.senses:
        return  # দপ্তরের নথিতে যেসব সফরের উল্লেখ আছে: …
    for sentence in context.scene.sentences[context.sentence.index + 1 :]:
        if sentence.intro is not context.sentence:
            break
        if AGREEMENT in sentence.senses or any(_ends(chunk) for chunk in sentence.chunks):
            continue
        topics = topics_of(sentence.chunks, context.lang)
        if topics:
            item = Context(context.scene, sentence, context.rules)
            dates = (item.dates.mention(i) for i in item.dates.at)
            own = next((value_of(date) for date in dates if date is not None and not _term(date)), None)
            when = own or intro_date(item)
            end = len(item.chunks)
            single = Head(head.at, head.end, head.type, False, head.start)
            draft = item.draft(single, topics, when, SIGNED, _RULE, item.bodies_in(0, end, end), "1")
            draft.sentences.append(context.sentence)
            yield draft


def _term(mention: DateMention) -> bool:
    """For which years it holds, not when it was signed: ``২০২৩–২০২৭ মেয়াদের``."""
    return mention.first is not None and mention.last is not None and mention.last.year != mention.first.year


def under_heading(context: Context) -> Iterator[FactDraft]:
    """An item of a list headed as agreements that gives a topic and a date and nothing else (* ভিসা, ১৯৯৯)."""
    sentence, chunks = context.sentence, context.chunks
    if sentence.intro is not None and AGREEMENT in sentence.intro.senses:
        return
    if "visit" in sentence.senses or any(_ends(chunk) or chunk.kind == "amount" for chunk in chunks):
        return
    topics = topics_of(chunks, context.lang)
    end = len(chunks)
    head = Head(end, end, "Agreement", False)
    if topics and len(context.dates.at) == 1 and not foreign(context.scene, chunks, 0, head, end):
        when = value_of(context.dates.mention(context.dates.at[0]))
        yield context.draft(head, topics, when, SIGNED, _RULE, context.bodies_in(0, end, end), "0.8")


def told_apart(context: Context, draft: FactDraft) -> list[FactDraft]:
    """The agreements of ``draft``, which counts several, as this next sentence tells them: ``একটি X, আরেকটি Y নিয়ে``.

    Nothing where it does not name a topic for each.
    """
    chunks, count = context.chunks, draft.get("count")
    if len(chunks) > 1 and not chunks[0].senses.isdisjoint(_THOSE) and not chunks[1].senses.isdisjoint(_NAMELY):
        return _named_ones(context, draft)
    ones = [i for i, chunk in enumerate(chunks) if not chunk.senses.isdisjoint(_ONE_OF) or _is_one(chunk)]
    if len(ones) != count or any(_ends(chunk) for chunk in chunks):
        return []
    found: list[FactDraft] = []
    for start, end in zip(ones, [*ones[1:], len(chunks)], strict=True):
        topics = topics_of(chunks[start:end], context.lang)
        if not topics:
            return []
        found.append(_one_of(context, draft, topics))
    return found


def told_one_by_one(contexts: Sequence[Context], draft: FactDraft) -> list[FactDraft]:
    """The same in as many sentences without a verb: ``একটি X বিষয়ে। অন্যটি Y বিষয়ে।``."""
    found: list[FactDraft] = []
    for context in contexts:
        chunks = context.chunks
        opened = not chunks[0].senses.isdisjoint(_ONE_OF) or _is_one(chunks[0])
        topics = topics_of(chunks, context.lang)
        if not opened or not topics or context.heads or any(_ends(chunk) for chunk in chunks):
            return []
        found.append(_one_of(context, draft, topics))
    return found


def _named_ones(context: Context, draft: FactDraft) -> list[FactDraft]:
    """``সেগুলো হলো কৃষি, স্বাস্থ্য ও ক্রীড়া বিষয়ে``: as many topics as agreements, one each."""
    chunks = context.chunks
    spans = listed(chunks, 2, len(chunks), context.scene.tokens.word)
    topics = [topics_of(chunks[a:b], context.lang) for a, b in spans]
    if len(spans) != draft.get("count") or not all(topics) or context.heads:
        return []
    if any(_ends(chunk) for chunk in chunks[2:]):
        return []
    return [_one_of(context, draft, own) for own in topics]


def _one_of(context: Context, draft: FactDraft, topics: tuple[str, ...]) -> FactDraft:
    """One of the agreements that ``draft`` counts."""
    one = context.scene.draft(draft.type, {}, _RULE, draft.sentences[0])
    one.roles = {**draft.roles, "topic": concepts(topics), "count": [1]}
    one.sentences.append(context.sentence)
    return one


def _is_one(chunk: Chunk) -> bool:
    value = chunk.value
    return isinstance(value, NumberMention) and value.value == 1
