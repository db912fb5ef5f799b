"""What the text says of one agreement: that it is signed, still talked of or proposed, or why it is no fact."""

from __future__ import annotations

from dataclasses import replace

from bilat_kg.text.clauses import clause_at, is_reported
from bilat_kg.text.frames.agreement.context import Context, Place
from bilat_kg.text.frames.agreement.deeds import dealt_by
from bilat_kg.text.frames.agreement.outsiders import (
    between_others,
    foreign,
    internal,
    only_of_others,
    private,
    sale,
    signed_by_others,
    told_of_many,
)
from bilat_kg.text.frames.agreement.pointing import on_this
from bilat_kg.text.frames.agreement.references import (
    among_those_signed,
    beside_date,
    besides,
    dated_attribute,
    in_a_row_behind,
    introduces,
    named_by_date,
    part_of_total,
    signed_attribute,
    signed_yet,
    talked_of_behind,
    to_be_amended,
)
from bilat_kg.text.frames.agreement.retold import ceremony, is_one_of_many, sums_up, those, titled
from bilat_kg.text.frames.agreement.signing import NEGOTIATED, PROPOSED, SIGNED, Verdict, spoken_of
from bilat_kg.text.frames.agreement.standing import disowned, followed_up, kept_to, replaced_by, there_already
from bilat_kg.text.frames.agreement.status import judge
from bilat_kg.text.frames.agreement.topics import read_topics
from bilat_kg.text.hearsay import hearsay

# Reasons for which an agreement that its own date names was signed all the same.
_KNOWN_BY_DATE = frozenset({"broken off", "anniversary", "proposal refused"})


def verdict_on(context: Context, place: Place) -> Verdict:
    """What the text says of the agreement of a noun, a mere mention with a date of its own included."""
    head, clause, following = place.head, place.clause, place.following
    start = max(place.low, min(clause.start, head.start))
    stop = following.start if following is not None and following.at < clause.end else clause.end
    scene, chunks = context.scene, context.chunks
    if clause.doubted and "cue.report" in context.sentence.senses and is_reported(chunks, clause):
        return Verdict(None, "hearsay")
    if (
        "cue.hearsay" in context.sentence.senses
        and (said := hearsay(context.sentence))
        and said[0] <= head.at < said[1]
    ):
        return Verdict(None, "hearsay")
    if any("agreement.whether" in chunk.senses for chunk in chunks[head.end : clause.end]):
        return Verdict(None, "only asked")
    if foreign(scene, chunks, start, head, stop) or signed_by_others(scene, context.sentence, clause):
        return Verdict(None, "third state")
    if on_this(context, head) and told_of_many(scene, context.sentence, clause):
        return Verdict(None, "third state")
    if only_of_others(scene, chunks):
        return Verdict(None, "third state")
    if followed_up(chunks, head):
        return Verdict(None, "only mentioned")
    letters = "agreement.notes" in chunks[head.at].senses and not any("agreement.sign" in c.senses for c in chunks)
    if letters and not read_topics(chunks[head.start : head.at], context.lang)[0]:
        return Verdict(None, "only letters")
    if internal(scene, chunks, start, head, stop) or between_others(scene, chunks, head):
        return Verdict(None, "between parties of one state")
    if private(chunks, clause):
        return Verdict(None, "somebody's own contract")
    if sale(chunks, clause, head):
        return Verdict(None, "a sale")
    planned = "agreement.plan" in chunks[head.at].senses and not context.listed
    if planned and not any("agreement.sign" in chunk.senses for chunk in chunks[start:stop]):
        return Verdict(None, "a plan")
    if head.end < len(chunks) and "agreement.member" in chunks[head.end].senses and chunks[head.at].own == "Gen":
        return Verdict(None, "only mentioned")
    if part_of_total(context, place):
        return Verdict(None, "counted before")
    if introduces(context, place):
        context.listed = context.listed or any("agreement.sign" in c.senses for c in chunks[head.start : head.at])
        return Verdict(None, "told one by one behind it")
    if head.signed:
        return Verdict(SIGNED)
    if titled(context, head) or ceremony(context, head) or sums_up(context, head) or is_one_of_many(chunks, head):
        return Verdict(None, "one told before")
    if (whole := those(context)) is not None:
        before, counted = whole
        told = judge(before, counted, clause_at(before, counted.at), None, False, context.lang)
        return replace(told, told=True, by=None) if told.status == SIGNED else replace(told, by=None)
    label = context.label if head.at > context.colon else None
    verdict = judge(context.sentence, head, clause, following, context.listed, context.lang, label)
    if verdict.status == SIGNED and spoken_of(chunks, head, clause.end):
        verdict = Verdict(None, "not made")
    if verdict.status == SIGNED and head.weak and head.at and "agreement.force" in chunks[head.at - 1].senses:
        known = any("own" in chunk.senses for chunk in chunks[head.start : head.at])  # তার অনুসমর্থন দলিল
        return Verdict(None, "mentioned before") if known else Verdict(SIGNED, undated=True)  # চুক্তির অনুসমর্থন দলিল
    if verdict.undated and signed_attribute(context, head):
        return replace(verdict, undated=False)  # ১৯৯৭ সালে হওয়া চুক্তি এখনো কার্যকর
    if verdict.status == NEGOTIATED and among_those_signed(context, head):  # … এবং এফটিএ আলোচনা শুরুর অভিপ্রায়পত্র
        return Verdict(SIGNED, told=True)
    if verdict.reason == "not made" and signed_yet(context, place):
        return Verdict(SIGNED, told=True)  # সই করেও … পারেননি
    if verdict.status == PROPOSED and to_be_amended(context, head):
        return Verdict(SIGNED, firm=False)  # ২০০৫ সালের … চুক্তি সংশোধনের প্রস্তাব
    replaced = verdict.status == SIGNED and chunks[head.at].own == "Gen" and following is not None  # আগের চুক্তির বদলে …
    pending = verdict.status in {PROPOSED, NEGOTIATED}
    if verdict.status == SIGNED and replaced_by(chunks, head) and not dated_attribute(context, head):
        return Verdict(None, "one that there is")
    if ((replaced or pending) and there_already(chunks, head)) or (pending and kept_to(chunks, head)):
        return Verdict(None, "one that there is")
    if (verdict.status == PROPOSED or verdict.reason == "not made") and talked_of_behind(context, place):
        return Verdict(NEGOTIATED, firm=False)
    known = verdict.reason in _KNOWN_BY_DATE or (verdict.reason == "not made" and disowned(chunks, head))
    if verdict.status is None and known and not head.weak and dated_attribute(context, head):
        return Verdict(SIGNED, firm=False)  # ১৯৬৭ সালের … চুক্তি বাতিল করে
    if verdict.reason in {"anniversary", "not made"} and not head.weak and signed_attribute(context, head):
        return Verdict(SIGNED, firm=False)  # ১৯৬২ সালে সই হওয়া … চুক্তির পূর্তি, ২০১৭ সালে করা … চুক্তি এখনো অনুমোদন পায়নি
    if verdict.status is not None or verdict.reason != "only mentioned":
        return verdict
    if among_those_signed(context, head) or besides(context, place) or in_a_row_behind(context, place):
        return Verdict(SIGNED, told=True)
    if dealt_by(context, place):
        return Verdict(SIGNED, firm=False)
    if not head.weak and signed_attribute(context, head):
        return Verdict(SIGNED, firm=False)  # ১৯৮৩ সালে হওয়া চুক্তিতে …
    dated = named_by_date(context, head)
    if head.weak:
        own = chunks[head.start : head.end]
        known = dated and any(not c.senses.isdisjoint({"agreement.mou", "agreement.bilateral"}) for c in own)
        return Verdict(SIGNED, firm=False) if known else verdict
    if context.told and chunks[head.at].own == "Nom" and beside_date(context, head, clause):
        return Verdict(SIGNED, told=True)
    return Verdict(SIGNED, firm=False) if dated else verdict
