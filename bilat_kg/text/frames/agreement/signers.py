"""Who puts a name to an agreement, told before its noun: their titles are no matter of it (সংস্কৃতি বিষয়ক প্রতিমন্ত্রী)."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk

_BEHALF = frozenset({"body.by", "on_behalf"})
_KNOWN = frozenset({"agreement.same", "agreement.every"})


def past_signers(chunks: list[Chunk], low: int, at: int) -> int | None:
    """Where those end who sign for their states before the noun at ``at``: ``A-র পক্ষে X ও B-র পক্ষে Y … চুক্তিতে``."""
    behalf = None
    for i in range(at - 1, low, -1):
        chunk = chunks[i]
        if chunk.verb is not None and chunk.verb.finite:
            break
        if not chunk.senses.isdisjoint(_BEHALF) and chunks[i - 1].case == "Gen":
            behalf = i
            break
    if behalf is None:
        return None
    named = (i for i in range(at - 1, behalf, -1) if chunks[i].kind in {"person", "office"})
    return next(named, behalf) + 1


def is_known(chunks: list[Chunk], at: int) -> bool:
    """A word right before the noun says that it was told: ``এ চুক্তি``, ``সকল স্মারকে``."""
    if at == 0 or chunks[at - 1].senses.isdisjoint(_KNOWN):
        return False
    return at < 2 or chunks[at - 2].kind != "number"  # ২০১৯ এ চুক্তি


def told_behind(chunks: list[Chunk], end: int) -> bool:
    """``সীমা নির্ধারণের সেই চুক্তি, যা সই হয় ১৯৭১ সালে``: which one is meant, a relative clause behind says."""
    at = end + 1 if end < len(chunks) and chunks[end].text == "," else end
    return at < len(chunks) and "which" in chunks[at].senses
