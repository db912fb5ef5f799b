"""The amounts of a sentence, and the currency that one shares with another."""

from __future__ import annotations

from dataclasses import replace

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.states import state_of
from bilat_kg.text.values import AmountMention, CurrencyMention, inherit
from bilat_kg.text.values.currencies import currencies
from bilat_kg.text.values.endings import normal

_NEAR = 3  # chunks between two forms of one amount
_OFFICE = 5  # chunks from a state to the last word of the name of its office
_UNIT = 4  # letters that tell the name of one currency from another


def amount_of(chunk: Chunk) -> AmountMention | None:
    """The amount that a chunk is, or may be."""
    if isinstance(chunk.value, AmountMention):
        return chunk.value
    return chunk.other if isinstance(chunk.other, AmountMention) else None


def amounts_in(chunks: list[Chunk]) -> list[int]:
    """The amounts of a sentence; of one told in two currencies (৫ কোটি ডলার বা ৬০০ কোটি টাকার) only the first.

    That takes the case of the other, behind which the words go on.
    """
    found: list[int] = []
    for i, chunk in enumerate(chunks):
        if amount_of(chunk) is None:
            continue
        if found and _is_the_same(chunks, found[-1], i):
            if chunks[found[-1]].case == "Nom":
                chunks[found[-1]].case = chunk.case
            continue
        found.append(i)
    return found


def _is_the_same(chunks: list[Chunk], first: int, second: int) -> bool:
    """Whether two amounts are one in two currencies: ``বা``, ``অর্থাৎ`` or a bracket between, ``যা … টাকার সমান``."""
    one, other = amount_of(chunks[first]), amount_of(chunks[second])
    if one is None or other is None or one.currency is None or other.currency in {None, one.currency}:
        return False
    if second - first == _NEAR - 1 and chunks[first + 1].text == "(":
        return True  # ২৭০ কোটি রুপি (প্রায় ২ কোটি ডলার)
    between = [chunk for chunk in chunks[first + 1 : second] if chunk.kind != "mark"]
    if len(between) != 1 or "flow.that_is" not in between[0].senses or second - first > _NEAR:
        return False
    following = chunks[second + 1] if second + 1 < len(chunks) else None
    return "which" not in between[0].senses or (following is not None and "flow.equal" in following.senses)


def money_of(scene: Scene, chunks: list[Chunk], amounts: list[int], n: int) -> AmountMention:
    """The amount with the currency of a neighbour, or of who tells it, where it has none or one that others share."""
    money = amount_of(chunks[amounts[n]])
    assert money is not None
    if money.currency is None and money.named:
        unit = scene.tokens.word[money.end - 1][:_UNIT]
        for m in amounts:
            other = amount_of(chunks[m])
            if other is not None and other.currency and scene.tokens.word[other.end - 1].startswith(unit):
                return replace(money, currency=other.currency)
        return replace(money, currency=_of_teller(scene, chunks, scene.tokens.word[money.end - 1]))
    if money.currency is None and not money.named and not strange_unit(chunks, amounts[n]):
        for m in [*range(n + 1, len(amounts)), *range(n - 1, -1, -1)]:
            other = amount_of(chunks[amounts[m]])
            if other is not None and other.currency is not None:
                return inherit(money, other)
        for chunk in chunks:
            if isinstance(chunk.value, CurrencyMention) and chunk.value.currency:
                return AmountMention(
                    money.start, money.end, money.value, chunk.value.currency, money.approximate, named=True
                )
    return money


def strange_unit(chunks: list[Chunk], at: int) -> bool:
    """``৩৪০ কোটি জ্বোতি।``: a word that nobody knows behind an amount is a currency, not that of another."""
    following = chunks[at + 1] if at + 2 < len(chunks) and chunks[at].kind == "number" else None
    strange = following is not None and following.kind == "word" and not following.senses
    ends = chunks[at + 2] if strange else None
    return ends is not None and ((ends.kind == "mark" and ends.text != "(") or "and" in ends.senses)


def _of_teller(scene: Scene, chunks: list[Chunk], unit: str) -> str | None:
    """``কেনিয়ার পরিসংখ্যান ব্যুরো জানায়, … শিলিং``: what both states call alike is that of the state whose office tells."""
    tellers = {
        code
        for i, chunk in enumerate(chunks)
        if chunk.kind == "country" and (code := state_of(chunk)) in scene.pair and _has_office(chunks, i)
    }
    names = currencies(scene.lang)
    noun = names.nouns.get(normal(unit))
    held = names.holders.get(noun.value, {}) if noun is not None else {}
    return held.get(tellers.pop() or "") if len(tellers) == 1 else None


def _has_office(chunks: list[Chunk], at: int) -> bool:
    """Whether an office that counts is named by the state at ``at``: ``X-এর কেন্দ্রীয় ব্যাংক``, ``X রাজস্ব কর্তৃপক্ষ``."""
    for chunk in chunks[at + 1 : at + _OFFICE]:
        if "flow.office" in chunk.senses:
            return True
        if chunk.kind != "word" or chunk.own != "Nom":
            return False
    return False
