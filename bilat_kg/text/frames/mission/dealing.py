"""Which date belongs to which of several missions: one each, in order, or one for both; and whether one does at all."""

from __future__ import annotations

from bilat_kg.model import PartialDate
from bilat_kg.text.chunks import Chunk, Sentence, date_of, dates
from bilat_kg.text.clauses import Clause, clause_at, opposes
from bilat_kg.text.frames.mission.closing import kept_open
from bilat_kg.text.frames.mission.drafts import OPENED
from bilat_kg.text.frames.scene import FactDraft
from bilat_kg.text.timeline import as_value
from bilat_kg.text.values import DateMention, NumberMention


def says_since(sentence: Sentence, clause: Clause) -> bool:
    """Whether a date before a mission that is only there says since when: by its ending, or where no verb says else."""
    since = any(other.boundary == "since" for _, other in dates(sentence))
    chunks = sentence.chunks
    if since or any("mission.open" in c.senses and not kept_open(chunks, i) for i, c in enumerate(chunks)):
        return True
    return not any(chunk.verb is not None and chunk.verb.finite for chunk in chunks[clause.start : clause.end])


def own_dates(sentence: Sentence, nouns: list[int]) -> dict[int, tuple[int, int]]:
    """``A-তে X-এর দূতাবাস ১৯৬২ সালে ও B-তে Y-এর দূতাবাস ১৯৬৩ সালে খোলা হয়``: a date behind each, one predicate for all.

    By noun: where its date stands, and the last of the nouns, behind which the predicate is. Not for that last one.
    """
    chunks = sentence.chunks
    found: dict[int, tuple[int, int]] = {}
    chain: list[tuple[int, int]] = []
    for place, noun in enumerate(nouns):
        at = noun + 1
        while at < len(chunks) and chunks[at].kind == "city" and chunks[at].own == "Loc":
            at += 1
        mention = date_of(chunks[at]) if at < len(chunks) else None
        if mention is None or mention.first is None or mention.boundary == "until":
            chain = []
            continue
        following = nouns[place + 1] if place + 1 < len(nouns) else len(chunks)
        tied = at + 1 < len(chunks) and (chunks[at + 1].text == "," or "and" in chunks[at + 1].senses)
        if tied and following < clause_at(sentence, noun).end and not any(c.verb for c in chunks[at:following]):
            chain.append((noun, at))
        else:
            found |= {before: (dated, noun) for before, dated in chain}
            chain = []
    return found


def predicate_end(sentence: Sentence, nouns: list[int], noun: int, end: int) -> int:
    """Where what is said of a mission ends: ``A-তে X-এর দূতাবাস ও B-তে Y-এর কনস্যুলেট খোলা হবে`` says one thing of both."""
    chunks = sentence.chunks
    for following in (n for n in nouns if n > noun):
        if following != end or not _named_together(chunks[noun + 1 : following]):
            return end
        noun = following
        clause = clause_at(sentence, noun).end
        end = next(
            (n for n in nouns if n > noun), next((i for i in range(noun, clause) if chunks[i].text == "("), clause)
        )
    return end


def _named_together(between: list[Chunk]) -> bool:
    """Whether nothing but a conjunction, a place, a sender and how many stands between two mission nouns."""
    if not any("and" in chunk.senses or chunk.text == "," for chunk in between[:1]):
        return False
    return all(
        chunk.kind in {"city", "country", "number"}
        or chunk.text == ","
        or not chunk.senses.isdisjoint({"and", "one", "own", "town", "mission.region", "mission.honorary"})
        for chunk in between
    )


def of_another(sentence: Sentence, clause: Clause, mention: DateMention) -> bool:
    """Whether a date only dates what a clause before tells.

    It does where the mission's own clause has a date (``সম্পর্ক হয় ১৯৪৮ সালে, আর X দূতাবাস খোলে ১৯৭২ সালে``) or
    opposes what was told before it (``…, যদিও X দূতাবাস খোলে``).
    """
    if any(chunk.value is mention for chunk in sentence.chunks[clause.start :]):
        return False
    return opposes(sentence, clause) or any(clause.start <= i < clause.end for i, _ in dates(sentence))


def deal_dates(sentence: Sentence, drafts: list[FactDraft]) -> None:
    """``… যথাক্রমে ১৯৮১ ও ১৯৮৩ সালে``: as many dates as missions, one each, in order."""
    both = next((i for i in range(1, len(sentence.chunks) - 1) if _is_both(sentence.chunks, i)), None)
    if both is not None and len(drafts) == 2 and "mission.open" in sentence.senses:
        said = [as_value(mention) for i, mention in dates(sentence) if i > both]
        if len(said) == 1 and isinstance(said[0], PartialDate):
            for draft in drafts:
                draft.roles["openedOn"], draft.rule = [said[0]], OPENED
    mark = next(iter(sentence.having("respectively")), None)
    if mark is None or len(drafts) < 2 or "mission.open" not in sentence.senses:
        return
    values = [as_value(mention) for i, mention in dates(sentence) if i > mark]
    if len(values) == len(drafts):
        for draft, value in zip(drafts, values, strict=True):
            if isinstance(value, PartialDate):
                draft.roles["openedOn"], draft.rule = [value], OPENED


def _is_both(chunks: list[Chunk], at: int) -> bool:
    """``দুটিই ১৯৭৩ সালে খোলা``: a count of two that stands for the missions named."""
    value = chunks[at].value
    two = isinstance(value, NumberMention) and value.value == 2
    return two and chunks[at - 1].kind == "mark" and chunks[at + 1].kind in {"date", "verb"}
