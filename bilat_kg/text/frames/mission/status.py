"""What the words after a mission noun say of it: open, planned, closed or absent."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from bilat_kg.text.chunks import Chunk, Sentence, dates
from bilat_kg.text.clauses import Clause, clauses
from bilat_kg.text.frames.mission.hearsay import is_rumour, is_wish
from bilat_kg.text.frames.mission.reopening import opened_again
from bilat_kg.text.values import DateMention

MISSIONS = frozenset({
    "mission.embassy", "mission.high_commission", "mission.deputy_high_commission", "mission.consulate",
    "mission.consulate_general", "mission.honorary_consulate", "mission.trade_office", "mission.interests_section",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Status:
    """A status of the ontology, the role that a date fills (``""`` for none), and whether the words tell of opening.

    ``later``: the date of a closing that a clause after the one of the opening tells of. ``again``: of a reopening.
    """

    name: str
    dated: str
    opened: bool = False
    later: DateMention | None = None
    again: DateMention | None = None


def read_status(sentence: Sentence, clause: Clause, noun: int, end: int) -> Status | None:
    """What the words after the noun say of the mission; ``None`` where it is past or only changed its rank."""
    chunks = sentence.chunks
    senses: set[str] = set()
    opened = past = False
    stop = end if end > noun + 1 else clause.end
    if stop > clause.end and any(c.verb is not None and c.verb.finite for c in chunks[noun + 1 : clause.end]):
        stop = clause.end
    if is_rumour(chunks, noun, max(stop, clause.end)) or _announced(chunks, clause, noun):
        return None
    for i in range(clause.start, max(stop, noun + 1)):
        chunk = chunks[i]
        counted = i == noun - 2 and (chunks[noun - 1].kind == "number" or "one" in chunks[noun - 1].senses)
        if (i == noun - 1 or counted) and chunk.verb is not None:  # এর আগে সেখানে ছিল একটি কনস্যুলেট
            past |= chunk.verb.lemma == "আছ" and chunk.verb.mood == "done" and chunk.verb.finite
        if i <= noun and "mission.changed" not in chunk.senses:
            if chunk.senses & {"cue.proposed", "cue.planned"} and i < noun:
                senses |= chunk.senses
            continue
        lifted = _lifted(chunks, i)
        opened |= lifted
        stays = lifted or _over(chunks, i) or _not_closed(chunks, i)
        senses |= chunk.senses - {"mission.closed"} if stays else chunk.senses
        if "cue.planned" in chunk.senses and "agreement.same" in chunks[i - 1].senses and "time_said" in chunk.senses:
            senses.discard("cue.planned")  # দূতাবাস এ কথা জানিয়েছে
        if chunk.verb is not None:
            opened |= "mission.open" in chunk.senses
            past |= chunk.verb.lemma == "আছ" and chunk.verb.mood == "done"
    opened |= "mission.open" in senses or opened_later(sentence, clause, noun) is not None
    later = _later(sentence, clause, noun)
    if "mission.changed" in senses:
        return None
    until = any(mention.boundary == "until" or _spans(mention) for i, mention in dates(sentence) if i > noun)
    closed = "mission.closed" in senses or "mission.closed" in later or (until and _was(chunks, noun))
    if closed and _only_ordered(sentence, clause, noun):
        return Status("Open", "openedOn")
    opened_after = "mission.open" in senses or ("mission.open" in later and "negated" not in later)
    if closed and "mission.reopen" in senses | later and opened_after:
        again = opened_again(sentence, noun)
        return Status("Open", "openedOn" if again else "", bool(again), again=again)
    if closed:
        told = "mission.closed" not in senses and opened
        ends = [mention for i, mention in dates(sentence) if i >= clause.end] if told else []
        return Status("Closed", "closedOn", later=ends[0] if ends else None)
    if is_wish(chunks, noun, clause, max(stop, clause.end)):
        return None
    if _dates_it(chunks, noun, stop):
        opened = True
    if _is_missing(chunks, noun, stop):
        return Status("Absent", "")
    if clause.negated and _denied(chunks, noun, stop) and not _only_kept(chunks, noun, stop):
        return Status("Planned", "") if opened else Status("Absent", "")
    if (
        senses & {"cue.planned", "cue.proposed"}
        or (clause.planned and opened)
        or "negated" in later
        or _to_be(chunks, noun, stop)
        or _allowed(chunks, noun, stop)
        or _dealt_with(chunks, noun, stop)
        or _may_be(chunks, clause, noun, stop)
    ):
        if "mission.open" in later and opened_later(sentence, clause, noun) is not None:
            return Status("Open", "openedOn", opened=True)
        dropped = senses | later | {sense for chunk in chunks[noun + 1 : clause.end] for sense in chunk.senses}
        return None if "mission.dropped" in dropped else Status("Planned", "")
    if past and not opened:
        return None
    return Status("Open", "openedOn", opened)


def _announced(chunks: list[Chunk], clause: Clause, noun: int) -> bool:
    """``কলকাতায় কনসুলেটের বার্তা``: a headline that says no more than that somebody speaks of one."""
    if chunks[noun].own != "Gen" or noun + 1 >= clause.end or "mission.message" not in chunks[noun + 1].senses:
        return False
    return not any(chunk.verb is not None for chunk in chunks[noun : clause.end])


def _spans(mention: DateMention) -> bool:
    """From one year to another."""
    first, last = mention.first, mention.last
    return first is not None and last is not None and last.year > first.year and not mention.decade


def _dates_it(chunks: list[Chunk], noun: int, end: int) -> bool:
    """``দূতাবাস ২০০৪ সালের``, ``দূতাবাস ২০০৪ সালে``: a date that nothing follows says since when."""
    if noun + 1 >= end or chunks[noun + 1].kind != "date" or chunks[noun + 1].own not in {"Gen", "Loc", "Nom"}:
        return False
    return noun + 2 >= len(chunks) or chunks[noun + 2].kind == "mark"


def _lifted(chunks: list[Chunk], at: int) -> bool:
    """``দূতাবাসের ঝাঁপ খোলে``, ``তালা খুলল``: what closes is itself opened, or raised."""
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    if following is None or "mission.closed" not in chunks[at].senses:
        return False
    return not following.senses.isdisjoint({"mission.open", "mission.raised"})


def _not_closed(chunks: list[Chunk], at: int) -> bool:
    """``বন্ধ হয়নি``, ``বন্ধ করেনি``: it was not closed."""
    verb = chunks[at + 1].verb if at + 1 < len(chunks) else None
    return "mission.closed" in chunks[at].senses and verb is not None and verb.negated


def _only_kept(chunks: list[Chunk], noun: int, stop: int) -> bool:
    """``দূতাবাসটি যুদ্ধের দিনেও বন্ধ হয়নি``: nothing is denied of it but its closing."""
    verbs = [i for i in range(noun + 1, stop) if (verb := chunks[i].verb) is not None and verb.negated]
    return bool(verbs) and all(_not_closed(chunks, i - 1) for i in verbs)


def _only_ordered(sentence: Sentence, clause: Clause, noun: int) -> bool:
    """``কনস্যুলেট বন্ধের আদেশ হয়, কিন্তু তা কেউ মানেনি``, ``বন্ধ করার যে নির্দেশ …, তা কার্যকর হয়নি``: told to close, and open."""
    chunks = sentence.chunks
    at = next((i for i in range(noun + 1, len(chunks)) if "mission.closed" in chunks[i].senses), None)
    if at is None:
        return False
    order = next((i for i in range(at + 1, min(at + 5, len(chunks))) if "mission.order" in chunks[i].senses), None)
    if order is None or not all(chunk.verb is None or chunk.verb.mood == "noun" for chunk in chunks[at:order]):
        return False
    behind = chunks[order + 1 :]
    if any(not chunk.senses.isdisjoint(MISSIONS) for chunk in behind):
        return False
    kept = any("mission.open" in one.senses and "verb.be" in two.senses for one, two in pairwise(behind))
    return kept or any(chunk.verb is not None and chunk.verb.negated for chunk in behind)


def _over(chunks: list[Chunk], at: int) -> bool:
    """``বন্ধ থাকার পর``: a closing that is over."""
    if at + 2 >= len(chunks) or "mission.closed" not in chunks[at].senses:
        return False
    verb = chunks[at + 1].verb
    return verb is not None and verb.mood == "noun" and "visit.after" in chunks[at + 2].senses


def _to_be(chunks: list[Chunk], noun: int, stop: int) -> bool:
    """``কনস্যুলেট হবে``: the verb right after the noun puts it into the future."""
    verb = chunks[noun + 1].verb if noun + 1 < stop else None
    return verb is not None and verb.mood == "future" and "verb.be" in chunks[noun + 1].senses


def _allowed(chunks: list[Chunk], noun: int, stop: int) -> bool:
    """``কনস্যুলেট খোলার অনুমতি দেয়``: somebody may open it, and has not yet."""
    return any(
        "mission.leave" in two.senses and (one.own == "Gen" if one.verb is None else one.verb.mood == "noun")
        for one, two in pairwise(chunks[noun + 1 : stop])
    )


def _dealt_with(chunks: list[Chunk], noun: int, stop: int) -> bool:
    """``দূতাবাস পুনরায় খোলার বিষয়ে চুক্তি``, ``দূতাবাস চালুর ব্যাপারে কথা``: its opening is only a matter of talks."""
    return any(
        not one.senses.isdisjoint({"mission.open", "mission.reopen"})
        and (one.own == "Gen" if one.verb is None else one.verb.mood == "noun")
        and "matter" in two.senses
        for one, two in pairwise(chunks[noun + 1 : stop])
    )


def _may_be(chunks: list[Chunk], clause: Clause, noun: int, stop: int) -> bool:
    """``ঢাকায় হবে চিলির দূতাবাস``, ``দূতাবাস চালু হতে পারে``, ``খুলতে যাচ্ছে``: in the future, or possible."""
    before = chunks[max(clause.start, noun - 3) : noun]
    if any(chunk.verb is not None and chunk.verb.mood == "future" and "verb.be" in chunk.senses for chunk in before):
        return True
    for one, two in pairwise(chunks[noun + 1 : stop]):
        if two.verb is None or two.verb.negated or one.verb is None or one.verb.mood != "infinitive":
            continue
        going = (two.verb.lemma, two.verb.mood) in {("যা", "progressive"), ("চল", "done")}
        if going or two.verb.lemma == "পার":
            return any("mission.open" in chunk.senses for chunk in chunks[noun + 1 : stop])
    return False


def opened_later(sentence: Sentence, clause: Clause, noun: int) -> DateMention | None:
    """When a clause that goes on about the mission says that it was opened: …, যা ১৯৯৩ সালে খোলা হয়; …, তবে তা ১৯৯৩ সালে."""
    chunks = sentence.chunks
    if any(not chunk.senses.isdisjoint(MISSIONS) for chunk in chunks[noun + 1 : clause.end]):
        return None
    for other in clauses(sentence):
        inside = range(other.start, other.end)
        if other.start < clause.end:
            continue
        if any(chunks[i].kind == "city" or not chunks[i].senses.isdisjoint(MISSIONS) for i in inside):
            return None
        first = other.start + (not chunks[other.start].senses.isdisjoint({"but", "contrast", "and"}))
        opening = next((i for i in inside if "mission.open" in chunks[i].senses), first)
        related = first < other.end and any(
            not chunks[i].senses.isdisjoint({"which", "mission.it"}) for i in {first, max(opening - 1, 0)}
        )
        told = any("mission.open" in chunks[i].senses for i in inside)
        if (
            related
            and other.asserted
            and (told or all(c.kind in {"date", "mark"} for c in chunks[first + 1 : other.end]))
        ):
            return next((mention for i, mention in dates(sentence) if i in inside), None)
    return None


def _was(chunks: list[Chunk], noun: int) -> bool:
    """The sentence ends on a state that is past (…, তা খোলা ছিল)."""
    verbs = [chunk.verb for chunk in chunks[noun:] if chunk.verb is not None]
    return bool(verbs) and verbs[-1].lemma == "আছ" and verbs[-1].mood == "done"


def _is_missing(chunks: list[Chunk], noun: int, stop: int) -> bool:
    """``দূতাবাস না থাকলেও …``: there is none, whatever else there is."""
    if noun + 2 >= stop or "not" not in chunks[noun + 1].senses:
        return False
    verb = chunks[noun + 2].verb
    return verb is not None and verb.lemma == "থাক" and verb.mood in {"conditional", "noun"}


def _denied(chunks: list[Chunk], noun: int, stop: int) -> bool:
    """The negation of a clause denies the mission noun before it, not one that another mission follows.

    ``X-এর বেশি কিছু নেই`` and ``X ছাড়া কিছু নেই`` leave X standing.
    """
    if noun + 1 < len(chunks) and "mission.only" in chunks[noun + 1].senses:
        return False
    for chunk in chunks[noun + 1 : stop]:
        if (chunk.verb is not None and chunk.verb.negated) or "not" in chunk.senses:
            return True
        if chunk.verb is not None and chunk.verb.mood == "conditional":
            return False  # X-এর দূতাবাস থাকলেও Y-এর কোনো মিশন নেই
    return False


def _later(sentence: Sentence, clause: Clause, noun: int) -> frozenset[str]:
    """Senses of the clauses that follow in the sentence and speak of the same mission by a pronoun only."""
    found: set[str] = set()
    if any(not chunk.senses.isdisjoint(MISSIONS) for chunk in sentence.chunks[noun + 1 : clause.end]):
        return frozenset()
    for other in clauses(sentence):
        if other.start < clause.end:
            continue
        part = sentence.chunks[other.start : other.end]
        if any(not chunk.senses.isdisjoint(MISSIONS) for chunk in part):
            break
        if any(chunk.kind == "city" and chunk.own != "Nom" for chunk in part):
            break
        for i, chunk in enumerate(part):
            found |= chunk.senses - ({"mission.closed"} if _not_closed(part, i) else set())
        opening = next((i for i, chunk in enumerate(part) if "mission.open" in chunk.senses), None)
        if opening is not None:
            verb = next((c.verb for c in part[opening:] if c.verb is not None and c.kind == "verb"), None)
            if verb is not None and verb.negated:
                found.add("negated")
    return frozenset(found)
