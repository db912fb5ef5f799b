"""A mission that becomes one of another rank: ``কনস্যুলেটটি ১৯৬৫ সালে দূতাবাসে উন্নীত হয়``."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk, Sentence, dates
from bilat_kg.text.clauses import Clause, clause_at
from bilat_kg.text.frames.scene import FactDraft
from bilat_kg.text.values import DateMention

RAISED = ".raised"  # ends the rule of a draft until it is settled


def raised(sentence: Sentence, nouns: list[int]) -> dict[int, int | None]:
    """By the noun that says what a mission has become: the one that says what it was.

    ``None`` where a word that is no mission noun of ours says that (লিয়াজোঁ অফিসটি, মিশনটি).
    """
    chunks = sentence.chunks
    found: dict[int, int | None] = {}
    for place, noun in enumerate(nouns):
        clause = clause_at(sentence, noun)
        if not _becomes(chunks, clause, noun) or not clause.asserted or clause.ended:
            continue
        first = clause_at(sentence, clause.start - 2).start if _goes_on(chunks, clause) else clause.start
        before = nouns[place - 1] if place and nouns[place - 1] >= first else None
        others = before is not None and any(_elsewhere(chunk) for chunk in chunks[before + 1 : noun])
        found[noun] = None if others else before
    return found


def _becomes(chunks: list[Chunk], clause: Clause, noun: int) -> bool:
    """``দূতাবাসে উন্নীত হয়``, ``দূতাবাসের মর্যাদা পায়``, ``লেগেশনটি … দূতাবাস হয়``: what the noun says is the new rank."""
    following = chunks[noun + 1] if noun + 1 < len(chunks) else None
    if following is None:
        return False
    if chunks[noun].own == "Loc":
        return "mission.changed" in following.senses
    if chunks[noun].own == "Gen":
        got = chunks[noun + 2 : noun + 5]
        return "mission.rank" in following.senses and any("mission.got" in chunk.senses for chunk in got)
    if chunks[noun].own != "Nom" or "verb.be" not in following.senses or following.verb is None:
        return False
    if (
        following.verb.negated
        or following.verb.mood not in {"done", "present"}
        or "mission.becomes" not in following.senses
    ):
        return False
    return any(not chunk.senses.isdisjoint({"mission.lesser", "mission.it"}) for chunk in chunks[clause.start : noun])


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


def alone(chunks: list[Chunk], noun: int) -> bool:
    """``১৯৭১ সালে তা দূতাবাসে উন্নীত হয়``: nothing but a pronoun and a date, so it is of the mission told last."""
    return all(chunk.kind in {"word", "date", "mark"} for chunk in chunks[:noun])


def raise_last(kept: list[FactDraft], draft: FactDraft) -> bool:
    """Whether a draft only says what the mission told last has become: it takes that rank, and is told once."""
    if not draft.rule.endswith(RAISED):
        return False
    near = (old for old in reversed(kept) if any(abs(s.index - draft.sentences[0].index) <= 1 for s in old.sentences))
    old = next(near, None)
    if old is not None:
        old.type = draft.type
        old.roles |= draft.roles
        old.rule = draft.rule.removesuffix(RAISED)
        old.sentences += [sentence for sentence in draft.sentences if sentence not in old.sentences]
    return True
