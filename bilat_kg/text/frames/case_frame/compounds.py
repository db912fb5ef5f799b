"""A state's name within other names: which policy, war or line it belongs to, and what a bracket says again."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk

TIES = frozenset({"–", "-", "—"})  # ভারত–ইউরোপ করিডর: part of another name
_QUOTES = frozenset({"‘", "’", "'", '"', "“", "”"})
_CRISES = frozenset({"event.plight", "event.rupture", "event.war", "event.quarrel"})


def past_gloss(chunks: list[Chunk], end: int) -> int:
    """Past a bracket right behind a name, which says it again: ``ইউক্রেনের (Ukraine) পাশে``, ``… (বর্তমান রাশিয়া)``."""
    if end >= len(chunks) or chunks[end].text != "(":
        return end
    closed = next((i for i in range(end + 1, min(end + 5, len(chunks))) if chunks[i].text == ")"), None)
    if closed is None or any(chunk.kind not in {"word", "country"} for chunk in chunks[end + 1 : closed]):
        return end
    return closed + 1


def joined(chunks: list[Chunk], i: int, after: Chunk) -> bool:
    """``পেরু-চিলি যুদ্ধের সময়``: the second of two tied names, which say between whom something is."""
    if i < 2 or chunks[i].own != "Nom" or chunks[i - 1].text not in TIES or chunks[i - 2].kind != chunks[i].kind:
        return False
    return after.kind == "word" and after.verb is None and after.own in {"Gen", "Loc"}


def names_crisis(chunks: list[Chunk], end: int) -> bool:
    """``কেনিয়া সংকটে পেরু …``: a bare name right before a crisis or a war in the locative may say which one."""
    after = chunks[end] if end < len(chunks) else None
    return after is not None and after.own == "Loc" and not after.senses.isdisjoint(_CRISES)


def set_up(chunks: list[Chunk], i: int) -> bool:
    """``ফিলিস্তিন রাষ্ট্র প্রতিষ্ঠার পক্ষে``: a state whose founding is spoken of, with no ending between the two."""
    return i + 1 < len(chunks) and chunks[i + 1].own == "Gen" and "event.set_up" in chunks[i + 1].senses


def of_one_state(chunks: list[Chunk], i: int) -> bool:
    """``এক চীন নীতি``, ``‘এক-চীন’ নীতি``: a name within that of a policy, which is that state's."""
    before = next((chunk for chunk in reversed(chunks[max(i - 2, 0) : i]) if chunk.text not in TIES), None)
    after = next((chunk for chunk in chunks[i + 1 : i + 3] if chunk.text not in _QUOTES), None)
    return before is not None and "one" in before.senses and after is not None and "policy" in after.senses
