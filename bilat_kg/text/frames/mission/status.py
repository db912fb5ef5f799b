"""What the words after a mission noun say of it: open, planned, closed or absent."""

from __future__ import annotations

from dataclasses import dataclass

from bilat_kg.text.chunks import Chunk, Sentence, date_of, dates
from bilat_kg.text.clauses import Clause, clauses
from bilat_kg.text.frames.mission.closing import (
    MISSIONS,
    closes_it,
    kept_open,
    lifted,
    not_closed,
    only_kept,
    only_ordered,
    over,
    shut_before,
    shut_for_days,
)
from bilat_kg.text.frames.mission.ends import ended_before, ends_of, no_more, opened_first, still_there
from bilat_kg.text.frames.mission.hearsay import consented, is_rumour, is_wish
from bilat_kg.text.frames.mission.moving import new_house
from bilat_kg.text.frames.mission.prospects import (
    allowed,
    came_to_nothing,
    dealt_with,
    first_opened,
    has_opened,
    may_be,
    only_thought_of,
    to_be,
)
from bilat_kg.text.frames.mission.reopening import opened_again
from bilat_kg.text.frames.mission.sites import not_here
from bilat_kg.text.undone import undone
from bilat_kg.text.values import DateMention


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
    opened = past = kept = False
    stop = end if end > noun + 1 else clause.end
    if stop > clause.end and any(c.verb is not None and c.verb.finite for c in chunks[noun + 1 : clause.end]):
        stop = clause.end
    if is_rumour(chunks, noun, max(stop, clause.end)) or _announced(chunks, clause, noun):
        return None
    for i in range(clause.start, max(stop, noun + 1)):
        chunk = chunks[i]
        if not chunk.senses:
            continue
        counted = i == noun - 2 and (chunks[noun - 1].kind == "number" or "one" in chunks[noun - 1].senses)
        if (i == noun - 1 or counted) and chunk.verb is not None:  # এর আগে সেখানে ছিল একটি কনস্যুলেট
            past |= "mission.is" in chunk.senses and chunk.verb.mood == "done" and chunk.verb.finite
        if i <= noun and "mission.changed" not in chunk.senses:
            heeded = i < noun and "cue.proposed" in chunk.senses and "cue.heeded" in chunks[i + 1].senses
            if i < noun and not heeded and not chunk.senses.isdisjoint({"cue.proposed", "cue.planned"}):
                senses |= chunk.senses
            continue
        closes = "mission.closed" in chunk.senses
        raised = closes and lifted(chunks, i)
        opened |= raised
        stays = (
            raised
            or new_house(chunks, i)
            or (closes and (over(chunks, i) or not_closed(chunks, i) or shut_for_days(chunks, clause, noun, i)))
        )
        if closes and i > noun and undone(chunks, i):
            return Status("Open", "")  # বন্ধ করতে চেয়েছিল
        senses |= chunk.senses - {"mission.closed"} if stays else chunk.senses
        if kept_open(chunks, i):
            senses.discard("mission.open")
            kept = True
            continue
        if "cue.planned" in chunk.senses and "agreement.same" in chunks[i - 1].senses and "time_said" in chunk.senses:
            senses.discard("cue.planned")  # দূতাবাস এ কথা জানিয়েছে
        if "cue.planned" in chunk.senses and has_opened(chunks[noun + 1 : i]):
            senses.discard("cue.planned")  # কনস্যুলেট খোলে, শ্রমিকদের কথা ভেবে
        if "mission.open" in chunk.senses and i > noun and undone(chunks, i):
            senses.add("cue.planned")
        if chunk.verb is not None:
            opened |= "mission.open" in chunk.senses
            past |= "mission.is" in chunk.senses and chunk.verb.mood == "done" and not _aside(chunks, noun, i)
    if {"mission.affair", "mission.settled"} <= senses:
        senses.add("mission.closed")  # কনস্যুলেটের পাট ২০০১ সালে চুকে যায়
    opened |= _came(chunks, noun, stop) or "mission.exchange" in senses
    opened |= "mission.open" in senses or opened_later(sentence, clause, noun) is not None
    later = _later(sentence, clause, noun)
    if "mission.changed" in senses:
        return None
    if "mission.closed" in senses and _closed_until(sentence, clause, noun):
        return Status("Open", "")
    following = next(
        (i for i in range(noun + 1, len(chunks)) if not chunks[i].senses.isdisjoint(MISSIONS)), len(chunks)
    )
    told = (mention for i, mention in dates(sentence) if noun < i < following)
    until = any(mention.boundary == "until" or _spans(mention) for mention in told)
    closed = "mission.closed" in senses or "mission.closed" in later or (until and _was(chunks[:following], noun))
    closed = closed or shut_before(chunks, clause, noun) or _was_until(chunks, clause, noun)
    if closed and only_ordered(sentence, clause, noun):
        return Status("Open", "openedOn", opened)
    opened_after = "mission.open" in senses or ("mission.open" in later and "negated" not in later)
    reopened = {"mission.reopen", "mission.open"} <= senses
    if closed and reopened and "mission.closed" in later and ended_before(sentence, clause):
        return Status("Open", "openedOn", opened=True)
    if closed and "mission.reopen" in senses | later and opened_after:
        again = opened_again(sentence, noun)
        return Status("Open", "openedOn" if again else "", bool(again), again=again)
    if closed:
        elsewhere = "mission.closed" not in senses
        ends = [mention for i, mention in dates(sentence) if i >= clause.end] if elsewhere else []
        ends = ends or ends_of(sentence, clause, noun)
        if not ends and opened_first(sentence, clause, noun):
            return Status("Closed", "openedOn")
        return Status("Closed", "closedOn", opened, later=ends[0] if ends else None)
    if is_wish(chunks, noun, clause, max(stop, clause.end)) or came_to_nothing(chunks, noun):
        return None
    given_up = clause.negated or not senses.isdisjoint({"mission.dropped", "not"})
    if given_up and only_thought_of(chunks, noun, max(stop, clause.end)):
        return None
    if _dates_it(chunks, noun, stop):
        opened = True
    if is_missing(chunks, noun, stop) or _missing_before(chunks, clause, noun):
        return Status("Absent", "")
    if clause.negated and _denied(chunks, noun, stop) and not only_kept(chunks, noun, stop):
        return Status("Planned", "") if opened else Status("Absent", "")
    if (
        senses & {"cue.planned", "cue.proposed"}
        or (clause.planned and opened and not first_opened(chunks, clause, noun))
        or "negated" in later
        or to_be(chunks, noun, stop)
        or allowed(chunks, noun, stop)
        or consented(chunks, noun, max(stop, clause.end))
        or dealt_with(chunks, noun, stop)
        or may_be(chunks, clause, noun, stop)
    ):
        if "mission.open" in later and opened_later(sentence, clause, noun) is not None:
            return Status("Open", "openedOn", opened=True)
        dropped = senses | later | {sense for chunk in chunks[noun + 1 : clause.end] for sense in chunk.senses}
        return None if "mission.dropped" in dropped else Status("Planned", "")
    if past and not opened and no_more(sentence, clause):
        return Status("Closed", "")
    if past and not (opened or kept or still_there(chunks, noun)):
        return None
    return Status("Open", "openedOn", opened)


def _aside(chunks: list[Chunk], noun: int, at: int) -> bool:
    """``দূতাবাস (আগে জেদ্দায় ছিল)``: what brackets right behind the noun tell."""
    return noun + 1 < at and chunks[noun + 1].text == "(" and all(chunk.text != ")" for chunk in chunks[noun + 2 : at])


def _closed_until(sentence: Sentence, clause: Clause, noun: int) -> bool:
    """``১৯৯২ থেকে ২০০৬ সাল পর্যন্ত দূতাবাস বন্ধ ছিল``: it was closed for a time that is over."""
    inside = [mention for i, mention in dates(sentence) if clause.start <= i < clause.end]
    over = len(inside) == 1 and (inside[0].boundary == "until" or _spans(inside[0]))
    return over and _was(sentence.chunks[: clause.end], noun)


def _came(chunks: list[Chunk], noun: int, stop: int) -> bool:
    """``কুয়েতের দূতাবাস এল ১৯৯৬ সালে``, ``কনস্যুলেট বসিয়েছে``: the verb right after the noun says when it came to be there."""
    verb = chunks[noun + 1].verb if noun + 1 < stop and chunks[noun].own == "Nom" else None
    if verb is None or verb.negated:
        return False
    if verb.mood == "infinitive" and noun + 2 < stop:
        return "mission.set" in chunks[noun + 1].senses and chunks[noun + 2].kind == "date"  # বসতে আরও দুই বছর লাগে
    if verb.mood == "noun" and "mission.set" in chunks[noun + 1].senses:
        return noun + 2 < len(chunks) and chunks[noun + 2].kind in {"date", "mark"}  # দূতাবাস বসায় ১৯৭৬ সালে
    return verb.finite and not chunks[noun + 1].senses.isdisjoint({"visit.come", "mission.set"})


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
    at = noun + 1
    while at < end and ("capital" in chunks[at].senses or (chunks[at].kind == "city" and chunks[at].own == "Loc")):
        at += 1
    if at >= end or chunks[at].kind != "date" or chunks[at].own not in {"Gen", "Loc", "Nom"}:
        return False
    return at + 1 >= len(chunks) or chunks[at + 1].kind == "mark"


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


def _was_until(chunks: list[Chunk], clause: Clause, noun: int) -> bool:
    """``২০২১ সাল অবধি লিমাতেই ছিল কেনিয়ার দূতাবাস``: it was there until a day told before it."""
    told = any((mention := date_of(c)) is not None and mention.boundary == "until" for c in chunks[clause.start : noun])
    return told and _was(chunks[:noun], clause.start)


def _was(chunks: list[Chunk], noun: int) -> bool:
    """The sentence ends on a state that is past (…, তা খোলা ছিল)."""
    last = next((chunk for chunk in reversed(chunks[noun:]) if chunk.verb is not None), None)
    return last is not None and last.verb is not None and "mission.is" in last.senses and last.verb.mood == "done"


def is_missing(chunks: list[Chunk], noun: int, stop: int) -> bool:
    """``দূতাবাস না থাকলেও …``: there is none, whatever else there is."""
    if noun + 2 >= stop or "not" not in chunks[noun + 1].senses:
        return False
    verb = chunks[noun + 2].verb
    if verb is None or "mission.stay" not in chunks[noun + 2].senses:
        return False
    return verb.mood == "noun" or (verb.mood == "conditional" and not _is_condition(chunks, noun + 3))


def _is_condition(chunks: list[Chunk], start: int) -> bool:
    """``দূতাবাস না থাকলে পাসপোর্ট মেলে না``: what would not be, if there were none, says nothing of one."""
    told = [i for i in range(start, len(chunks)) if (verb := chunks[i].verb) is not None and verb.finite]
    if not told:
        return False
    last, verb = told[-1], chunks[told[-1]].verb
    denied = last + 1 < len(chunks) and "not" in chunks[last + 1].senses
    return denied or (verb is not None and (verb.negated or verb.mood in {"future", "habitual"}))


def _missing_before(chunks: list[Chunk], clause: Clause, noun: int) -> bool:
    """``কুসকোয় নেই কোনো কনস্যুলেট``: what denies it stands right before the noun, and nothing behind it."""
    at = noun - 1
    while at > clause.start and (chunks[at].kind == "number" or not chunks[at].senses.isdisjoint({"any", "one"})):
        at -= 1
    verb = chunks[at].verb if at > clause.start else None
    ends = noun + 1 >= len(chunks) or chunks[noun + 1].kind == "mark"
    return ends and verb is not None and verb.negated and "mission.is" in chunks[at].senses


def _denied(chunks: list[Chunk], noun: int, stop: int) -> bool:
    """The negation of a clause denies the mission noun before it, not one that another mission follows.

    ``X-এর বেশি কিছু নেই`` and ``X ছাড়া কিছু নেই`` leave X standing.
    """
    if noun + 1 < len(chunks) and "mission.only" in chunks[noun + 1].senses:
        return False
    if chunks[noun].own == "Acc":
        return False  # দূতাবাসকে যা করতে হয়, তা কম নয়
    for i in range(noun + 1, stop):
        chunk = chunks[i]
        if (chunk.verb is not None and chunk.verb.negated) or "not" in chunk.senses:
            if not_here(chunks, i - 1):
                return False  # দূতাবাস ভ্যালেটায় নয়, স্লিমায়
            return chunks[i - 1].kind != "city" or "people.moves" not in chunk.senses  # দূতাবাস নেপিডোয় যায়নি
        if "flow.of_it" in chunk.senses:
            return False  # দূতাবাস, যার নিজস্ব ভবন নেই
        if "visit.after" in chunk.senses:
            return False  # দূতাবাস খোলার পর বাণিজ্য কমেনি
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
            if closes_it(part):
                found.add("mission.closed")
            break
        if any(chunk.kind == "city" and chunk.own != "Nom" for chunk in part):
            break
        words = frozenset(sense for chunk in part for sense in chunk.senses)
        if {"mission.affair", "mission.settled"} <= words:
            found.add("mission.closed")  # কনস্যুলেট ছিল, সে পাট কবে চুকেছে
        for i, chunk in enumerate(part):
            found |= chunk.senses - ({"mission.closed"} if not_closed(part, i) else set())
        opening = next((i for i, chunk in enumerate(part) if "mission.open" in chunk.senses), None)
        if opening is not None:
            verb = next((c.verb for c in part[opening:] if c.verb is not None and c.kind == "verb"), None)
            if part[opening].own == "Gen" or (verb is not None and (verb.negated or verb.mood == "future")):
                found.add("negated")
    return frozenset(found)
