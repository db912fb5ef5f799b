"""What closes a mission, and what only sounds so: shut for a day, closed on paper, closed once."""

from __future__ import annotations

from itertools import pairwise

from bilat_kg.text.chunks import Chunk, Sentence, date_of
from bilat_kg.text.clauses import Clause

MISSIONS = frozenset({
    "mission.embassy", "mission.high_commission", "mission.deputy_high_commission", "mission.consulate",
    "mission.consulate_general", "mission.honorary_consulate", "mission.trade_office", "mission.interests_section",
})  # fmt: skip
_DAY = len("2000-01-01")


def lifted(chunks: list[Chunk], at: int) -> bool:
    """``দূতাবাসের ঝাঁপ খোলে``, ``তালা খুলল``: what closes is itself opened, or raised."""
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    if following is None or "mission.closed" not in chunks[at].senses:
        return False
    return not following.senses.isdisjoint({"mission.open", "mission.raised"})


def kept_open(chunks: list[Chunk], at: int) -> bool:
    """``কনস্যুলেট খোলা থাকে``: it is open, and nothing says that it was opened then."""
    if at + 1 >= len(chunks) or "mission.open" not in chunks[at].senses or "mission.stays" not in chunks[at + 1].senses:
        return False
    deed = chunks[at].verb
    return deed is not None and deed.mood == "noun"


def not_closed(chunks: list[Chunk], at: int) -> bool:
    """``বন্ধ হয়নি``, ``বন্ধ করতে বলেনি``, ``উঠে যায়নি``, ``বন্ধ করবে``: it was not closed, or is not yet."""
    if "mission.closed" not in chunks[at].senses:
        return False
    own = chunks[at].verb
    verbs = [own] if own is not None and own.finite else [chunk.verb for chunk in chunks[at + 1 : at + 3]]
    verb = verbs[0] if verbs else None
    if verb is not None and verb.mood in {"infinitive", "noun"} and len(verbs) > 1:
        verb = verbs[1]
    return verb is not None and (verb.negated or verb.mood == "future")


def shut_before(chunks: list[Chunk], clause: Clause, noun: int) -> bool:
    """``লিমায় সাময়িকভাবে বন্ধ কেনিয়ার দূতাবাস``: a headline that tells, before the noun, that it is closed."""
    at = next((i for i in range(noun - 1, max(clause.start, noun - 3) - 1, -1) if chunks[i].kind != "country"), noun)
    shut = at < noun and "mission.closed" in chunks[at].senses and chunks[at].own == "Nom"
    return shut and not any(chunk.verb is not None for chunk in chunks[clause.start : clause.end])


def only_kept(chunks: list[Chunk], noun: int, stop: int) -> bool:
    """``দূতাবাসটি যুদ্ধের দিনেও বন্ধ হয়নি``: nothing is denied of it but its closing."""
    verbs = [i for i in range(noun + 1, stop) if (verb := chunks[i].verb) is not None and verb.negated]
    return bool(verbs) and all(any(not_closed(chunks, at) for at in (i, i - 1, i - 2)) for i in verbs)


def only_ordered(sentence: Sentence, clause: Clause, noun: int) -> bool:
    """``কনস্যুলেট বন্ধের আদেশ হয়, কিন্তু তা কেউ মানেনি``, ``বন্ধ করার যে নির্দেশ …, তা কার্যকর হয়নি``: told to close, and open."""
    chunks = sentence.chunks
    at = next((i for i in range(noun + 1, len(chunks)) if "mission.closed" in chunks[i].senses), None)
    if at is None:
        return False
    order = next((i for i in range(at + 1, min(at + 5, len(chunks))) if "mission.order" in chunks[i].senses), None)
    if order is None or not all(chunk.verb is None or chunk.verb.mood == "noun" for chunk in chunks[at:order]):
        return False
    behind = chunks[order + 1 :]
    if "cue.proposed" in chunks[order].senses or any("mission.dropped" in chunk.senses for chunk in behind):
        return True  # বন্ধ করার প্রস্তাব ওঠে, পরে তা বাতিল হয়
    if behind and behind[0].verb is not None and behind[0].verb.mood == "conditional":
        return True  # বন্ধের ঘোষণা দিলেও পরে সিদ্ধান্ত বদলায়
    if any(not chunk.senses.isdisjoint(MISSIONS) for chunk in behind):
        return False
    kept = any("mission.open" in one.senses and "verb.be" in two.senses for one, two in pairwise(behind))
    return kept or any(chunk.verb is not None and chunk.verb.negated for chunk in behind)


def over(chunks: list[Chunk], at: int) -> bool:
    """``বন্ধ থাকার পর``: a closing that is over."""
    if at + 2 >= len(chunks) or "mission.closed" not in chunks[at].senses:
        return False
    verb = chunks[at + 1].verb
    return verb is not None and verb.mood == "noun" and "visit.after" in chunks[at + 2].senses


def shut_for_days(chunks: list[Chunk], clause: Clause, noun: int, at: int) -> bool:
    """``শুক্রবার দূতাবাস বন্ধ থাকবে``, ``তিন দিন বন্ধ রাখা হয়``, ``দূতাবাসের ভিসা সেবা বন্ধ``: it stands, and works again."""
    if "mission.closed" not in chunks[at].senses:
        return False
    if chunks[noun].own == "Gen" and any("mission.service" in chunk.senses for chunk in chunks[noun + 1 : at]):
        return True
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    if following is None or following.verb is None or "mission.keeps" not in following.senses:
        return False
    for chunk in chunks[clause.start : at]:
        mention = date_of(chunk)
        if mention is None:
            if "mission.days" in chunk.senses:
                return True
            continue
        relative, first = mention.relative, mention.first
        of_a_day = relative is not None and relative.unit in {"day", "weekday"}
        if mention.boundary is None and (of_a_day or (first is not None and len(first.iso) == _DAY)):
            return True
    return False


def closes_it(part: list[Chunk]) -> bool:
    """``… ছিল, ১৯৯৪ সালে সেটি বন্ধ করে লিমায় দূতাবাস খোলা হয়``: a clause first closes what was told, then opens another."""
    it = next((i for i, chunk in enumerate(part) if chunk.kind != "date"), len(part))
    if it + 2 >= len(part) or "mission.it" not in part[it].senses or "mission.closed" not in part[it + 1].senses:
        return False
    deed = part[it + 2].verb
    return deed is not None and deed.mood in {"present", "participle"} and not deed.negated
