"""One sentence's agreements, from nouns to drafts of facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bilat_kg.model import PartialDate
from bilat_kg.text.chunks import Sentence
from bilat_kg.text.frames.agreement.ahead import topics_ahead
from bilat_kg.text.frames.agreement.behind import topics_behind
from bilat_kg.text.frames.agreement.context import Context, Place
from bilat_kg.text.frames.agreement.dating import value_of
from bilat_kg.text.frames.agreement.extent import ABOUT, reach
from bilat_kg.text.frames.agreement.listing import (
    Spans,
    items_after,
    items_apart,
    items_before,
    items_of,
    items_summed,
    items_wide,
    matters_counted,
)
from bilat_kg.text.frames.agreement.lists import inline_list, lines, members, opens_lines
from bilat_kg.text.frames.agreement.matter import topics_for
from bilat_kg.text.frames.agreement.mentions import Head, Item, is_one
from bilat_kg.text.frames.agreement.pointing import points_back
from bilat_kg.text.frames.agreement.references import (
    named_before,
    spoken_of_before,
    told_before,
    topics_before,
)
from bilat_kg.text.frames.agreement.signed_on import renewed_on, when_signed
from bilat_kg.text.frames.agreement.signing import SIGNED, Verdict
from bilat_kg.text.frames.agreement.standing import original
from bilat_kg.text.frames.agreement.topics import is_topical, topics_of
from bilat_kg.text.frames.agreement.verdict import verdict_on
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.rules import RuleFile
from bilat_kg.text.values import DateMention

_SIGNED, _PENDING, _AGAIN, _RENEWED, _DETAILED = (
    f"agreement.{name}" for name in ("signed", "pending", "again", "renewed", "detailed")
)


def read_sentence(scene: Scene, sentence: Sentence, rules: RuleFile) -> Iterator[FactDraft]:
    """Every agreement that a sentence states, and the items of the list that it opens."""
    context = Context(scene, sentence, rules)
    inline = inline_list(context)
    if inline is not None:
        _part(context, inline[1])
    for place in context.places():
        if inline is not None and place.head is inline[0]:
            yield from members(context, place, inline[1])
        elif place.following is None and opens_lines(context):
            yield from lines(context, place)
        else:
            first = _first_of_two(context, place)
            if first is not None:
                yield first[0]
                place = replace(place, low=first[1])
                place.head.start = max(place.head.start, first[1])
            told = list(_read(context, place))
            if told and told[-1].rule == _PENDING and _never_made(context, place):
                context.refuse(_PENDING, "talked of, and never made")
            else:
                yield from told
                yield from _second_of_two(context, place, told)
            if place.following is None:
                yield from _gapped(context, place)


def _never_made(context: Context, place: Place) -> bool:
    """``চুক্তি নিয়ে কথা শুরু হয়েছিল; সে চুক্তি আর হয়নি``: a clause behind denies the agreement that it points back at."""
    chunks = context.chunks
    for i in range(place.clause.end, len(chunks) - 1):
        pointed = "agreement" in chunks[i].senses and not chunks[i - 1].senses.isdisjoint(
            {"visit.that", "this", "pronoun"}
        )
        if not pointed:
            continue
        verb = next((chunk.verb for chunk in chunks[i + 1 :] if chunk.verb is not None), None)
        return verb is not None and verb.negated
    return False


def _part(context: Context, spans: Spans) -> None:
    """What a member of a list is about begins with the member: ``চুক্তিগুলো হলো: A, B ও C বিষয়ক চুক্তি``."""
    for head in context.heads:
        start = next((a for a, b in spans if a <= head.at < b), None)
        if start is not None and head.count == 1:
            head.start = max(head.start, start)


def _first_of_two(context: Context, place: Place) -> tuple[FactDraft, int] | None:
    """An agreement whose noun stands with the other: ``X এড়াতে ১৯৭৩ সালে একটি এবং Y নিয়ে ১৯৯৯ সালে আরেকটি চুক্তি হয়``.

    With it, where what belongs to the other begins.
    """
    chunks, head = context.chunks, place.head
    start = max(place.low, place.clause.start)
    if not any("also" in chunk.senses or "agreement.one_of" in chunk.senses for chunk in chunks[head.start : head.at]):
        return None
    for i in range(start + 2, head.at):
        before = chunks[i - 2]
        if "and" not in chunks[i].senses or not is_one(chunks[i - 1]):
            continue
        if before.kind != "date" and ABOUT not in before.senses:
            continue
        item = Item(start if before.kind == "date" else reach(chunks, start, i - 1, context.lang), i - 2)
        topics = topics_of(chunks[item.start : i - 2], context.lang)
        told = any("agreement.sign" in c.senses or c.verb is not None for c in chunks[head.end : place.clause.end])
        if not topics or not told:
            continue
        if before.kind == "date":
            when, status = value_of(context.dates.mention(i - 2)), SIGNED
        else:  # X বিষয়ে একটি এবং Y বিষয়ে আরেকটি স্মারক সই হয়
            verdict = verdict_on(context, place)
            if verdict.status is None:
                continue
            own = context.dates.behind(start, i) if context.dates.behind(i, head.at) is not None else None
            when = value_of(context.dates.mention(own)) if own is not None else None
            when, status = when or when_signed(context, place, item, verdict)[0], verdict.status
        if when is None and before.kind == "date":
            continue
        draft = context.draft(head, topics, when, status, _SIGNED if status == SIGNED else _PENDING, [], "0.9")
        draft.roles["count"] = [1]
        return draft, i + 1
    return None


def _second_of_two(context: Context, place: Place, told: list[FactDraft]) -> Iterator[FactDraft]:
    """An agreement whose noun stands with the one before: ``X নিয়ে একটি স্মারক ও Y নিয়ে আরেকটি সই হয়``."""
    chunks, start = context.chunks, place.head.end
    if len(told) != 1 or start >= len(chunks) or "and" not in chunks[start].senses:
        return
    for i in range(start + 2, len(chunks)):
        verb = chunks[i].verb
        if "agreement" in chunks[i].senses or chunks[i].text == ";" or (verb is not None and verb.finite):
            return
        one = not chunks[i].senses.isdisjoint({"agreement.one_of", "agreement.new"}) and ABOUT in chunks[i - 1].senses
        if not one or (i + 1 < len(chunks) and "agreement" in chunks[i + 1].senses):
            continue
        if topics := topics_of(chunks[start + 1 : i - 1], context.lang):
            draft = context.draft(place.head, topics, None, SIGNED, told[0].rule, [], "0.9")
            draft.roles |= {role: told[0].roles[role] for role in ("signedOn", "status") if role in told[0].roles}
            draft.roles["count"] = [1]
            yield draft
        return


def _gapped(context: Context, place: Place) -> Iterator[FactDraft]:
    """An agreement whose noun and verb are left out.

    ``X নিয়ে ২০০৪ সালে চুক্তি করে, আর Y নিয়ে ২০০২ সালে``, ``…; ২০০২ সালে Y নিয়ে আরেকটি``.
    """
    chunks, start = context.chunks, place.clause.end
    end = next((i for i in range(start, len(chunks)) if chunks[i].text in {"।", ";"}), len(chunks))
    part = chunks[start:end]
    about = next((i for i, chunk in enumerate(part) if ABOUT in chunk.senses), None)
    if context.last_date is None or about is None:
        return
    behind = [chunk for chunk in part[about + 1 :] if "agreement.one_of" not in chunk.senses]
    if "and" not in part[0].senses and part[0].kind != "date" and len(behind) == len(part[about + 1 :]):
        return
    if any(chunk.kind not in {"date", "city", "mark"} for chunk in behind) or any(
        chunk.verb is not None and ABOUT not in chunk.senses for chunk in part
    ):
        return
    topics = topics_of(part[:about], context.lang)
    when = next((value_of(chunk.value) for chunk in [*behind, *part] if isinstance(chunk.value, DateMention)), None)
    if topics and when is not None:
        draft = context.draft(place.head, topics, when, SIGNED, _SIGNED, [], "0.9")
        draft.roles["count"] = [1]
        yield draft


def _read(context: Context, place: Place) -> Iterator[FactDraft]:
    """The agreements of one noun."""
    head = place.head
    again = points_back(context, head)
    verdict = verdict_on(context, place)
    counted = head.count is not None and head.count > 1
    listed = items_before(context.chunks, head, place.low, context.lang) if counted else []
    if listed and verdict.reason == "only mentioned":
        verdict = Verdict(SIGNED)
    if named_before(context, head):
        verdict = Verdict(None, "mentioned before")
    programme = "agreement.programme" in context.chunks[head.at].senses
    signed = head.end < len(context.chunks) and "agreement.sign" in context.chunks[head.end].senses
    if programme and (verdict.status != SIGNED or (context.chunks[head.at].own == "Gen" and not signed)):
        verdict = Verdict(None, "a programme that nobody signed")
    found = context.bodies_in(max(place.low, place.clause.start), place.clause.end, head.at)
    if verdict.status is None:
        if again and found and verdict.reason == "only mentioned":
            yield context.draft(head, (), None, SIGNED, _AGAIN, found, "0.9")
        else:
            context.refuse(_SIGNED, verdict.reason)
        return
    matters = matters_counted(context.chunks, head)
    head.count = matters or head.count
    items = listed or items_of(context.chunks, head, max(place.low, place.clause.start), context.lang)
    if matters and len(items) != matters:
        head.count = 1
    if counted and len(items) == 1:
        low = max(place.low, place.clause.start)
        items = (
            items_after(context.chunks, head, context.lang)
            or items_summed(context.chunks, head, low, context.lang)
            or items_apart(context.chunks, head, low, context.lang)
            or items_wide(context.chunks, head, low, context.lang)
            or items
        )
    alone = len(items) == 1
    if alone and head.count is not None and head.count == len(context.run) and len(context.heads) == 1:
        items = items * head.count
        head.count = 1
    bare = alone and head.start == head.at and not context.listed
    first = verdict.told and place.following is None and not spoken_of_before(context)
    behind = context.chunks[head.end : head.end + 1]
    renewal = verdict.status != SIGNED and any("agreement.renew" in chunk.senses for chunk in behind)
    again = again and not renewal
    if renewal or (verdict.status != SIGNED and is_topical(context.chunks[head.at], context.lang)):  # পিটিএ নিয়ে আলোচনা
        bare = False
    repeated = not found and told_before(context)
    shared: PartialDate | None = None  # … দুটি চুক্তি হয় ১৯৭৬ সালে: the date of all
    for item in items:
        topics = topics_for(context, place, item, alone)
        when, source, sure = when_signed(context, place, item, verdict)
        if when is None and not alone:
            when = shared
        shared = shared or when
        carried = source is not None and source is not context.sentence
        known = bare and (_passing(context, head) or (carried and repeated))
        own = "which" in context.chunks[head.at - 1].senses or not spoken_of_before(context)
        to_come = verdict.status != SIGNED and bool(topics) and own
        if known or (when is None and (again or (bare and not first and not to_come))):
            context.refuse(_SIGNED, "mentioned before")
            return
        if when is None and verdict.told and alone and context.dates.unsolved(place.clause):
            context.refuse(_SIGNED, "at a time that is not known")
            return
        if (again or head.adds or renewal or original(context.chunks, head)) and not topics:
            topics = topics_before(context)
        if alone and not topics:
            topics = topics_behind(context) or topics_ahead(context, head)
        rule = _AGAIN if again else _SIGNED if verdict.status == SIGNED else _PENDING
        if context.detailed and head.at > context.list_from:
            rule = _DETAILED
        confidence = "1" if sure and verdict.firm else "0.8"
        draft = context.draft(_typed(context, head, item, alone), topics, when, verdict.status, rule, found, confidence)
        if not alone:
            draft.roles["count"] = [1]
        if source is not None and source is not context.sentence:
            draft.sentences.append(source)
        context.last_date, context.last_topics = when or context.last_date, topics
        yield draft
    if alone and verdict.status == SIGNED:
        for renewed in renewed_on(context, place):
            yield context.draft(head, context.last_topics, renewed, SIGNED, _RENEWED, [], "0.9")
    context.told = verdict.told


def _typed(context: Context, head: Head, item: Item, alone: bool) -> Head:
    """``head`` as one of its items has it: of ``প্রত্যর্পণ ও শ্রমিক নিয়োগ বিষয়ে দুটি চুক্তি`` only the first is a treaty."""
    if alone or head.type != "Treaty" or "agreement.treaty" in context.chunks[head.at].senses:
        return head
    if any("agreement.solemn" in chunk.senses for chunk in context.chunks[item.start : item.end]):
        return head
    return replace(head, type="Agreement")


def _passing(context: Context, head: Head) -> bool:
    """``২০১৫ সালে, চুক্তি সইয়ের বছরে``: the signing only says when something else was."""
    after = context.chunks[head.end] if head.end < len(context.chunks) else None
    return after is not None and "agreement.sign" in after.senses and after.own == "Gen"
