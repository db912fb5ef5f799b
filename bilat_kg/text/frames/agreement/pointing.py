"""Whether an agreement noun points at what was told before: this agreement, one on this matter, both of them."""

from __future__ import annotations

from itertools import pairwise

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.clauses import clause_at
from bilat_kg.text.frames.agreement.context import Context
from bilat_kg.text.frames.agreement.extent import ABOUT
from bilat_kg.text.frames.agreement.mentions import AGREEMENT, Head
from bilat_kg.text.frames.agreement.references import told_before
from bilat_kg.text.frames.agreement.signers import told_behind
from bilat_kg.text.frames.agreement.topics import is_topical
from bilat_kg.text.values import NumberMention

_BEFORE = 3  # sentences back in which the signing is told of which those who signed are named now
_OWN = frozenset({"one", "agreement.new", "agreement.several", "which"})


def points_back(context: Context, head: Head) -> bool:
    """The noun says nothing of its own but that it is known (চুক্তিটি, ওই চুক্তি)."""
    chunks = context.chunks
    actor = next((i + 1 for i in range(head.at - 1, head.start - 1, -1) if "chamber" in chunks[i].senses), head.start)
    lead = chunks[actor : head.at]  # পেরুর সংসদ চুক্তিটি অনুসমর্থন করে
    if _both_again(context, head):
        return not any(ABOUT in chunk.senses for chunk in lead)
    if told_behind(chunks, head.end):
        return False
    if head.known or (head.single is False and _this(context, head)):
        return True
    if on_this(context, head) and told_before(context):
        return True
    if any("cue.that" in c.senses for c in context.chunks[max(0, head.at - 2) : head.at]) and told_before(context):
        return True  # যে ঐতিহাসিক চুক্তিতে সই করেন, …
    for chunk in lead:
        if chunk.kind == "number" or not chunk.senses.isdisjoint(_OWN) or is_topical(chunk, context.lang):
            return False
    near = chunks[max(head.start, head.at - 2) : head.at]
    if head.plural and head.count is None and told_before(context) and _bare_noun(context, head):  # চুক্তিগুলো সই হয়
        return True
    if lead and all(_signed(chunk) for chunk in lead) and told_before(context):  # স্বাক্ষরিত চুক্তিতে, সই হওয়া চুক্তিতে
        return not any(i == head.start - 1 for i in context.dates.at)
    if any("agreement.same" in chunk.senses for chunk in near) or (not lead and _definite(context, head)):
        return True
    return head.signers and told_before(context)


def _signed(chunk: Chunk) -> bool:
    return "agreement.sign" in chunk.senses or (chunk.verb is not None and chunk.verb.mood == "noun")


def _both_again(context: Context, head: Head) -> bool:
    """``সমঝোতা স্মারক দুটি সই হয়``, ``দুটি দলিলেই সই করেন``: as many as a sentence before counts, or tells one by one."""
    counter = context.chunks[head.at + 1].value if head.at + 1 < len(context.chunks) else None
    if head.count is None or head.count < 2:
        return False
    index = context.sentence.index
    before = context.scene.sentences[max(0, index - _BEFORE) : index]
    signed = [context.heads_of(sentence) for sentence in before if {AGREEMENT, "agreement.sign"} <= sentence.senses]
    if isinstance(counter, NumberMention):
        return any(other.count == head.count for heads in signed for other in heads)
    lead = context.chunks[head.start : head.at]
    if not head.weak or len(lead) > 1:
        return False
    return any(sum(other.count or 0 for other in heads) == head.count for heads in signed)


def _bare_noun(context: Context, head: Head) -> bool:
    """Nothing right before the noun qualifies it or says how many."""
    before = context.chunks[head.at - 1] if head.at else None
    if before is None or before.kind == "mark":
        return context.chunks[head.at].plural
    qualified = is_topical(before, context.lang) or "agreement.several" in before.senses or before.own == "Gen"
    return context.chunks[head.at].plural and not qualified and before.kind != "number" and ABOUT not in before.senses


def _this(context: Context, head: Head) -> bool:
    """``দুই দেশের এই বাণিজ্য চুক্তি`` behind a sentence that tells of the signing of a trade agreement."""
    chunks, i = context.chunks, head.at - 1
    while i >= head.start and (is_topical(chunks[i], context.lang) or ABOUT in chunks[i].senses):
        i -= 1
    if i < 0 or i == head.at - 1 or "agreement.same" not in chunks[i].senses or not told_before(context):
        return False
    matter = {sense for chunk in chunks[i + 1 : head.at] for sense in chunk.senses if sense.startswith("topic.")}
    before = context.scene.sentences[max(0, context.sentence.index - _BEFORE) : context.sentence.index]
    matter |= {"topic.general_cooperation", "relation.level"}  # any matter may be that of a strategic partnership
    return any(not matter.isdisjoint(sentence.senses) for sentence in before)


def on_this(context: Context, head: Head) -> bool:
    """``এ ব্যাপারে একটি চুক্তি``, ``এ সংক্রান্ত চুক্তি``: on what was told before, and not one more (আরেকটি)."""
    if "this" not in context.sentence.senses:
        return False
    chunks, low = context.chunks, clause_at(context.sentence, head.at).start
    if any(not chunk.senses.isdisjoint({"agreement.new", "also"}) for chunk in chunks[low : head.at]):
        return False
    return any("this" in one.senses and ABOUT in two.senses for one, two in pairwise(chunks[low : head.at]))


def _definite(context: Context, head: Head) -> bool:
    chunk = context.chunks[head.at]
    word = context.scene.tokens.word[chunk.end - 1]
    stem = chunk.text.rsplit(" ", 1)[-1]
    articles: list[str] = context.rules.settings["settings"]["definite"]
    return word.startswith(stem) and word[len(stem) :].startswith(tuple(articles))
