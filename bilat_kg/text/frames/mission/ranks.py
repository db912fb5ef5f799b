"""A mission that becomes one of another rank: ``কনস্যুলেটটি ১৯৬৫ সালে দূতাবাসে উন্নীত হয়``."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk, Sentence, dates
from bilat_kg.text.clauses import Clause, clause_at
from bilat_kg.text.values import DateMention


def raised(sentence: Sentence, nouns: list[int]) -> dict[int, int | None]:
    """By the noun that says what a mission has become: the one that says what it was.

    ``None`` where a word that is no mission noun of ours says that (লিয়াজোঁ অফিসটি, মিশনটি).
    """
    chunks = sentence.chunks
    found: dict[int, int | None] = {}
    for place, noun in enumerate(nouns):
        becomes = noun + 1 < len(chunks) and "mission.changed" in chunks[noun + 1].senses
        clause = clause_at(sentence, noun)
        if not becomes or chunks[noun].own != "Loc" or not clause.asserted or clause.ended:
            continue
        first = clause_at(sentence, clause.start - 2).start if _goes_on(chunks, clause) else clause.start
        before = nouns[place - 1] if place and nouns[place - 1] >= first else None
        others = before is not None and any(_elsewhere(chunk) for chunk in chunks[before + 1 : noun])
        found[noun] = None if others else before
    return found


def _goes_on(chunks: list[Chunk], clause: Clause) -> bool:
    """``X লিমায় বাণিজ্য দপ্তর খোলে, যা ১৯৪৯ সালে দূতাবাসে উন্নীত হয়``: a clause on the mission that was told before it."""
    opens = clause.start > 1 and chunks[clause.start - 1].text == ","
    return opens and not chunks[clause.start].senses.isdisjoint({"which", "mission.it"})


def _elsewhere(chunk: Chunk) -> bool:
    return chunk.kind == "city" or (chunk.kind == "country" and chunk.case != "Gen")


def raised_on(sentence: Sentence, old: int | None, new: int) -> DateMention | None:
    """When it did: a date after what it was, the nearest before what it became; else the first that follows."""
    clause = clause_at(sentence, new)
    told = list(dates(sentence))
    first = clause.start - 1 if old is None else old
    between = [mention for i, mention in told if first < i < new]
    after = [mention for i, mention in told if new < i < clause.end]
    return between[-1] if between else after[0] if after else None
