"""The part of a clause that counts some people, where it counts others as well, and what both parts say."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import clause_at
from bilat_kg.text.frames.headcount import WORDS, is_count

DOING = (
    ("people.studies", "students"), ("people.works", "workers"), ("people.lives", "diaspora"),
    ("people.travel", "tourists"),
)  # fmt: skip
REFUGE = ("people.shelter", "diaspora")
_SHORT = 30  # chunks of a clause that may count people on both sides of a comma


def around(sentence: Sentence, at: int) -> tuple[int, int]:
    """The clause of the word for people, or its half where a conjunction joins two counts."""
    clause = clause_at(sentence, at)
    chunks, start, end = sentence.chunks, clause.start, clause.end
    for i in range(start + 1, end):
        if _joins(chunks, start, i, end, short=end - clause.start <= _SHORT):
            if i > at:
                return start, i
            start = i
    return start, end


def _joins(chunks: list[Chunk], start: int, at: int, end: int, *, short: bool) -> bool:
    """Whether what begins at ``at`` counts people beside what stands before it."""
    ties = not chunks[at].senses.isdisjoint({"and", "contrast"})
    after_comma = chunks[at - 1].text == ","
    if after_comma and ties:
        return True
    onward = after_comma or ("and" in chunks[at].senses and _is_place(chunks, at + 1))  # X-এ ৯০০ Y এবং Y-তে ৩ হাজার X
    return short and onward and _counts(chunks[start:at]) and _counts(chunks[at:end])


def _counts(found: list[Chunk]) -> bool:
    """Whether the words say how many people of a state there are in another."""
    people = any(chunk.adjective or not chunk.senses.isdisjoint(WORDS) for chunk in found)
    states_named = sum(chunk.kind == "country" for chunk in found)
    return people and states_named > 1 and any(is_count(each) for each in found)


def _is_place(chunks: list[Chunk], at: int) -> bool:
    return at < len(chunks) and chunks[at].kind == "country" and chunks[at].own == "Loc"


def doing_shared(sentence: Sentence, at: int, end: int) -> set[str]:
    """What the people of the first half of a clause do, where its verb stands at the end of the other half."""
    clause = clause_at(sentence, at)
    chunks = sentence.chunks
    if end >= clause.end or "and" not in chunks[end].senses or not _is_place(chunks, end + 1):
        return set()
    half, last = chunks[clause.start : end], [chunk for chunk in chunks[end : clause.end] if chunk.kind != "mark"][-1]
    if last.verb is None or any(chunk.verb is not None or "people.number" in chunk.senses for chunk in half):
        return set()
    told = {sense for chunk in chunks[end : clause.end] for sense in chunk.senses}
    return told & {"verb.be", *(sense for sense, _ in DOING)}


def told_of(chunks: list[Chunk], at: int, end: int) -> int:
    """Where what is said of all the people at ``at`` ends: ``… ৭ লাখ Y-র বাস, যাঁদের বেশির ভাগ শ্রমিক``."""
    related = (
        i
        for i in range(at + 2, end)
        if "which" in chunks[i].senses
        and chunks[i - 1].text == ","
        and "people.some" in chunks[min(i + 1, end - 1)].senses
    )
    return next(related, end)
