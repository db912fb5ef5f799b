"""Nouns that tell of agreements told just before: the title of one, the ceremony for one, a list of all of them."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.frames.agreement.context import Context
from bilat_kg.text.frames.agreement.extent import closed
from bilat_kg.text.frames.agreement.mentions import AGREEMENT, Head
from bilat_kg.text.frames.agreement.references import spoken_of_before, told_before
from bilat_kg.text.frames.agreement.signing import senses_of
from bilat_kg.text.frames.agreement.topics import is_topical
from bilat_kg.text.values import NumberMention


def titled(context: Context, head: Head) -> bool:
    """``চুক্তির শিরোনাম ‘… প্রটোকল’``: it is the title of one that the sentence has just named."""
    chunks = context.chunks
    at = next((i for i in context.sentence.having("agreement.title") if 0 < i < head.at), None)
    if at is None or any(c.verb is not None and "verb.be" not in c.senses for c in chunks[at : head.at]):
        return False
    before = chunks[at - 1]
    if "own" in before.senses and at > 1:  # চুক্তিটির, স্মারক-এর
        before = chunks[at - 2]
    return AGREEMENT in before.senses and (told_before(context) or spoken_of_before(context))


def ceremony(context: Context, head: Head) -> bool:
    """``চুক্তি সই অনুষ্ঠানে উপস্থিত ছিলেন …``: where one told before was signed, and nothing of what it is about."""
    chunks = context.chunks
    if head.end + 1 >= len(chunks) or not told_before(context):
        return False
    signed = "agreement.sign" in chunks[head.end].senses and "agreement.ceremony" in chunks[head.end + 1].senses
    return signed and not any(is_topical(chunk, context.lang) for chunk in chunks[head.start : head.at])


def those(context: Context) -> tuple[Sentence, Head] | None:
    """``এগুলো হচ্ছে A চুক্তি ও B স্মারক``: the noun of the sentence before that says of all of them what became of them."""
    chunks, index = context.chunks, context.sentence.index
    if index == 0 or len(chunks) < 2 or "agreement.those" not in chunks[0].senses:
        return None
    if "agreement.namely" not in chunks[1].senses and chunks[1].text not in {":", "—", "–", "-"}:
        return None
    before = context.scene.sentences[index - 1]
    heads = context.heads_of(before)
    plural = heads and (heads[-1].plural or len(heads) > 1)
    return (before, heads[-1]) if plural else None


def sums_up(context: Context, head: Head) -> bool:
    """``A চুক্তি (২০০০) ও B প্রটোকল (২০০৪) দুই দেশের মধ্যে সম্পাদিত দলিল``: a last noun that says what those are."""
    chunks = context.chunks
    earlier = [other for other in context.heads if other.at < head.at]
    if not earlier or any(chunk.kind != "mark" for chunk in chunks[head.end :]):
        return False
    between = chunks[closed(chunks, earlier[-1].end) : head.at]
    senses = senses_of(between)
    named = "agreement.sign" in senses and not senses.isdisjoint({"pair", "between"})
    return named and all(chunk.verb is None and chunk.kind == "word" for chunk in between)


def is_one_of_many(chunks: list[Chunk], head: Head) -> bool:
    """``…, যা প্রাচীনতম দলিলগুলোর একটি, …``: only what one is among, with nothing that says which."""
    noun, one = chunks[head.at], chunks[head.end] if head.end < len(chunks) else None
    if not noun.plural or noun.own != "Gen" or one is None or head.end + 1 >= len(chunks):
        return False
    counted = "one" in one.senses or (isinstance(one.value, NumberMention) and one.value.value == 1)
    following = chunks[head.end + 1]
    return counted and (following.kind == "mark" or "verb.be" in following.senses)
