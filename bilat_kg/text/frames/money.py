"""The amounts of a sentence, and the currency that one shares with another."""

from __future__ import annotations

from dataclasses import replace

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.values import AmountMention, CurrencyMention, inherit

_UNIT = 4  # letters that tell the name of one currency from another


def amount_of(chunk: Chunk) -> AmountMention | None:
    """The amount that a chunk is, or may be."""
    if isinstance(chunk.value, AmountMention):
        return chunk.value
    return chunk.other if isinstance(chunk.other, AmountMention) else None


def money_of(scene: Scene, chunks: list[Chunk], amounts: list[int], n: int) -> AmountMention:
    """The amount with the currency of a neighbour where it has none of its own, or one that others share (ক্রোন)."""
    money = amount_of(chunks[amounts[n]])
    assert money is not None
    if money.currency is None and money.named:
        unit = scene.tokens.word[money.end - 1][:_UNIT]
        for m in amounts:
            other = amount_of(chunks[m])
            if other is not None and other.currency and scene.tokens.word[other.end - 1].startswith(unit):
                return replace(money, currency=other.currency)
    if money.currency is None and not money.named:
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
