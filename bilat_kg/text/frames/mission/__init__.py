"""Missions: which state keeps what in which city of which other state, since when, and whether it is there at all.

A mission noun opens the frame. The words before it, back to the mission noun before, fall into segments of place and
sender (``A ও B-তে X-এর এবং C-তে Y-এর দূতাবাস`` has two); what a segment lacks is looked for after the noun, then among
the subjects of the clause. The place tells the receiver, and either state of the pair tells the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from bilat_kg.model import Concept, Value
from bilat_kg.text.chunks import Chunk, Sentence, date_of
from bilat_kg.text.clauses import clause_at
from bilat_kg.text.coordination import coordinate
from bilat_kg.text.frames.mission.another import another
from bilat_kg.text.frames.mission.closing import MISSIONS
from bilat_kg.text.frames.mission.dating import find_date
from bilat_kg.text.frames.mission.dealing import deal_dates, of_another, own_dates, predicate_end, says_since
from bilat_kg.text.frames.mission.drafts import OPENED, STANDS, drafts
from bilat_kg.text.frames.mission.ellipsis import elsewhere, follow, left_out, of_the_last_named
from bilat_kg.text.frames.mission.ends import closed_next
from bilat_kg.text.frames.mission.infobox import read_field
from bilat_kg.text.frames.mission.merging import settle
from bilat_kg.text.frames.mission.moving import MOVED, moved_on, moved_to, only_to_move
from bilat_kg.text.frames.mission.mutual import in_both, mutual_missions, of_both
from bilat_kg.text.frames.mission.nouns import errand, is_inside, is_part, kind_like, kind_of, kind_of_other, stormed
from bilat_kg.text.frames.mission.pairing import paired
from bilat_kg.text.frames.mission.passing import in_passing
from bilat_kg.text.frames.mission.ranks import RAISED, alone, raised, raised_on
from bilat_kg.text.frames.mission.reopening import opened_again_next
from bilat_kg.text.frames.mission.segments import Segment, cut_segments
from bilat_kg.text.frames.mission.settings import mission_types, one_more
from bilat_kg.text.frames.mission.sides import complete_states, find_subject, find_topic, is_owner, opened_by
from bilat_kg.text.frames.mission.sites import (
    after_a_place,
    after_break,
    are_many,
    counted,
    everywhere_else,
    has_own_place,
    in_many_states,
    is_pointed_at,
    own_place,
    past_bracket,
    place_after,
    place_before,
    shares_its_place,
    stands_behind,
)
from bilat_kg.text.frames.mission.status import Status, is_missing, opened_later, read_status
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.places import find_places, name_list
from bilat_kg.text.rules import RuleFile
from bilat_kg.text.seats import SeatsAsCities
from bilat_kg.text.timeline import as_value

__all__ = ["read", "read_field", "settle"]

_BESIDES = frozenset({"mission.besides", "mission.only"})


def read(scene: Scene, sentence: Sentence, _: RuleFile) -> Iterator[FactDraft]:
    """The missions of one sentence."""
    with SeatsAsCities(sentence):
        found = list(_missions(scene, sentence))
    yield from found


def _missions(scene: Scene, sentence: Sentence) -> Iterator[FactDraft]:
    types = mission_types(scene.lang)
    chunks = sentence.chunks
    if find_places(chunks, scene.lang, scene.pair.codes, scene.morphology, after_a_place):
        sentence.clauses = None
    _name_listed(scene, sentence)
    nouns = [i for i, chunk in enumerate(chunks) if not chunk.senses.isdisjoint(MISSIONS)]
    like = {i: of for i in sentence.having("mission.any") if (of := kind_of_other(chunks, i, nouns, types))}
    nouns = sorted([*nouns, *like])
    topic = find_topic(scene, sentence)
    carried: str | None = None
    segments: list[Segment] = []
    found: list[tuple[int, FactDraft]] = []
    begin = last = 0
    dated = own_dates(sentence, nouns)
    ranks = raised(sentence, nouns)
    for noun in nouns:
        kind = like.get(noun) or kind_like(chunks, noun, nouns, types) or kind_of(chunks, noun, types)
        start, begin = begin, past_bracket(chunks, noun)
        if chunks[noun].own == "Gen" and any(noun < other <= noun + 2 for other in nouns):
            begin = start  # হাইকমিশনের কনস্যুলার কার্যালয়: the office is the mission
            continue
        if noun in ranks.values():
            begin = start  # কনস্যুলেটটি … দূতাবাসে উন্নীত হয়: it is an embassy now
            continue
        if noun and "mission.foreign" in chunks[noun - 1].senses:
            scene.refuse(STANDS, "missions of many states", sentence)
            continue
        part = noun not in ranks and is_part(chunks, noun)
        if (
            (part and not is_inside(chunks, noun))
            or only_to_move(chunks, noun)
            or stormed(chunks, noun)
            or errand(chunks, noun)
        ):
            scene.refuse(STANDS, "something of a mission, not the mission", sentence)
            continue
        clause = clause_at(sentence, noun)
        shared = bool(segments) and shares_its_place(chunks, start, noun) and not has_own_place(chunks, noun)
        shared = shared and not stands_behind(chunks, noun)
        if shared and are_many(chunks, noun):
            scene.refuse(STANDS, "missions in many places", sentence)
            continue
        before = segments[-1] if segments and segments[-1].placed else None
        if not shared:
            first = after_break(chunks, max(start, clause.start) if start else 0, noun)
            segments = cut_segments(chunks, first, noun)
            if first < clause.start and "mission.tells" in chunks[clause.start - 2].senses:
                segments = _of_its_clause(chunks, clause.start, noun) or segments
        if part:
            passing = [(noun, draft) for draft in in_passing(scene, sentence, clause, noun, kind, segments[-1])]
            if not passing:
                scene.refuse(STANDS, "something of a mission, not the mission", sentence)
            found += passing
            continue
        end = next((n for n in nouns if n > noun and not _joined(chunks, nouns, noun, n)), clause.end)
        end = next((i for i in sentence.having("first", "last_named") if noun < i < end), end)
        if is_missing(chunks, noun, len(chunks)):
            end = noun + 3  # দূতাবাস না থাকায় …: what follows is told of something else
            begin = max(begin, end)
        if noun + 1 < len(chunks) and not _BESIDES.isdisjoint(chunks[noun + 1].senses):
            end = noun + 2  # দূতাবাস ছাড়া …, ছাড়াও …: what follows is told of others
        if not segments[-1].cities and (segments[-1].sender or segments[-1].subject):
            begin = own_place(chunks, noun, end)
        begin = max(begin, _complete(scene, sentence, segments[-1], noun, begin if begin > noun + 1 else end))
        pointed = is_pointed_at(chunks, noun)
        if pointed:
            segments[-1].cities = []
        if not segments[-1].cities and (there := place_before(scene, sentence, start, noun)):
            segments[-1].cities.append(there)
        if not shared and (
            counted(chunks, noun, segments, scene.pair.codes) or everywhere_else(chunks, clause.start, noun)
        ):
            scene.refuse(STANDS, "missions in many places", sentence)
            continue
        if pointed and segments[-1].sender is None:
            segments[-1].subject = None  # whoever opens it, or what it does, says nothing of another one
        date_at, told_at = dated.get(noun, (noun, noun))
        stop = next((n for n in nouns if n > told_at), clause.end)
        if told_at == noun:
            stop = predicate_end(sentence, nouns, noun, end)
        status = read_status(sentence, clause, told_at, min(stop, len(chunks)))
        if status is None and segments[-1].cities:
            left = segments[-1].cities[0].country
            status = Status("Open", "") if moved_to(sentence, clause.end, len(chunks), left) is not None else None
        if status is None and "mission.is" in sentence.senses and closed_next(scene, sentence):
            status = Status("Closed", "")
        reopened = opened_again_next(scene, sentence) if status is not None and status.name == "Closed" else None
        if reopened is not None:
            status = Status("Open", "openedOn", opened=True, again=reopened[1])
            segments[-1].date = None
        if noun in ranks:
            status = Status("Open", "openedOn", opened=True)
            date = raised_on(sentence, ranks[noun], noun)
            if not segments[-1].placed and before is None:
                before = next((s for s in reversed(cut_segments(chunks, 0, noun)) if s.placed and s.sender), None)
            if not segments[-1].placed and before is None and not alone(chunks, noun):
                scene.refuse(STANDS, "a mission that changed its rank, nobody knows where", sentence)
                continue
            if not segments[-1].placed and before is None:
                told_on = {"openedOn": as_value(date), "status": Concept("Open")}
                found.append((noun, scene.draft(kind, told_on, OPENED + RAISED, sentence, "0.9")))
                continue
            if not segments[-1].placed and before is not None:
                segments = [before]
                found = [(n, draft) for n, draft in found if n != last]
            segments[-1].date = date
        last = noun
        if status is None:
            scene.refuse(STANDS, "a mission of the past, or one that changed its rank", sentence)
            continue
        if "mission.ministry" in chunks[noun].senses and not any(segment.placed for segment in segments):
            scene.refuse(STANDS, "a ministry", sentence)
            continue
        if not any(segment.placed for segment in segments) and in_many_states(chunks, clause.start, noun):
            scene.refuse(STANDS, "missions in many states", sentence)
            continue
        each = any("each_other" in chunk.senses for chunk in chunks[clause.start : clause.end])
        both = not any(s.sender for s in segments) and (each or in_both(scene, segments))
        if both or of_both(scene, sentence, noun, segments):
            found += [(noun, draft) for draft in mutual_missions(scene, sentence, noun, kind, segments, status)]
            continue
        for segment in segments:
            sender, receiver = complete_states(scene, segment, topic or carried)
            moved = moved_to(sentence, noun + 1, clause.end, receiver)
            if moved is not None:
                segment.cities, segment.date = [moved], None
            if not status.opened and segment.date is not None and not says_since(sentence, clause):
                segment.date = None
            if segment.date is not None and of_another(sentence, clause, segment.date):
                segment.date = None
            again = segment.date is None or opened_later(sentence, clause, noun) is not None
            if told_at != noun:
                segment.date, begin = date_of(chunks[date_at]), date_at + 1
            elif status.dated and not segment.dates and again:
                segment.date = find_date(sentence, clause, noun, end, status)
            if sender is not None and receiver is not None:
                carried = sender
                told = list(drafts(scene, sentence, kind, segment, sender, receiver, status))
                if reopened is not None:
                    for draft in told:
                        draft.sentences.append(reopened[0])
                for draft in told if moved is not None else ():
                    draft.rule = STANDS + MOVED
                found += [(noun, draft) for draft in told]
            elif segment.date is not None and status.dated and not segment.placed and segment.sender is None:
                roles: dict[str, Value | None] = {
                    status.dated: as_value(segment.date)
                }  # of a mission named before: settle() finds it
                if status.name == "Closed":
                    roles["status"] = Concept("Closed")
                found.append((noun, scene.draft(kind, roles, OPENED, sentence, "0.8")))
            elif found and not segment.placed and sender is None and _but(chunks, found[-1], noun):
                one = scene.draft(kind, {"status": Concept(status.name)}, STANDS, sentence, "0.8")
                one.roles |= {role: found[-1][1].roles[role] for role in ("sender", "receiver")}
                if kind == types["mission.honorary_consulate"] and "city" in found[-1][1].roles:
                    one.roles["city"] = found[-1][1].roles["city"]
                found.append((noun, one))  # লিমায় X-এর দূতাবাস নেই, তবে কনস্যুলেট আছে
            else:
                scene.refuse(STANDS, "sender or receiver unknown", sentence)
    found = paired(found)
    found += of_the_last_named(scene, sentence, nouns)
    found += elsewhere(scene, sentence, nouns, [draft for _, draft in found])
    found += left_out(scene, sentence, nouns, [draft for _, draft in found])
    follow(scene, sentence, nouns, found)
    deal_dates(sentence, [draft for _, draft in found if draft.get("sender") is not None])
    ordered = [draft for _, draft in sorted(found, key=lambda item: item[0])]
    moved_on(scene, sentence, nouns, ordered)
    yield from ordered
    yield from another(scene, sentence, nouns, ordered, one_more(scene.lang))


def _of_its_clause(chunks: list[Chunk], start: int, noun: int) -> list[Segment]:
    """``ঢাকায় দপ্তর জানায়, লিবিয়ায় বাংলাদেশ দূতাবাস …``: where its own clause says all, the place of telling says nothing."""
    own = cut_segments(chunks, start, noun)
    return own if own[-1].placed and (own[-1].sender or own[-1].subject) else []


def _joined(chunks: list[Chunk], nouns: list[int], noun: int, other: int) -> bool:
    """``A ও B-তে দূতাবাস ও কনস্যুলেট চালু করবে``: what is said behind two nouns with nothing else between is said of both."""
    between = [chunk for i, chunk in enumerate(chunks[noun + 1 : other], noun + 1) if i not in nouns]
    return (
        bool(between) and other < len(chunks) and all(not chunk.senses.isdisjoint({"and", "or"}) for chunk in between)
    )


def _name_listed(scene: Scene, sentence: Sentence) -> None:
    """``* X-এর কনস্যুলেট, A ও B``: places that nobody knows, in an item that is nothing but a mission and its places."""
    chunks = sentence.chunks
    if not sentence.item or any(chunk.verb is not None for chunk in chunks):
        return
    noun = next((i for i, chunk in enumerate(chunks) if not chunk.senses.isdisjoint(MISSIONS)), len(chunks))
    if noun + 2 >= len(chunks) or chunks[noun + 1].text not in {",", ":", "—", "–"}:
        return
    if name_list(chunks, noun + 2, scene.lang, scene.pair.codes):
        coordinate(chunks)
        sentence.clauses = None


def _complete(scene: Scene, sentence: Sentence, segment: Segment, noun: int, end: int) -> int:
    """Look after the noun, and among the subjects, for what the words before it leave out; where its places end."""
    clause = clause_at(sentence, noun)
    begin = noun + 1
    if not segment.cities:
        far = len(sentence.chunks) if "mission.such" in sentence.senses else min(end, clause.end)
        begin = place_after(sentence.chunks, noun, far, segment)  # যেসব শহরে … আছে, সেগুলো হলো A ও B
    if segment.loose and segment.is_at_home:
        segment.sender = None  # কেনিয়ার নির্দেশের পর মোম্বাসায় …: what the receiver does
    if (opener := opened_by(scene, sentence, clause, noun)) is not None and not is_owner(sentence.chunks, noun):
        segment.sender = opener
    if segment.sender is None and segment.subject is None:
        segment.subject = find_subject(scene, sentence, clause, noun, segment)
    return begin


def _but(chunks: list[Chunk], before: tuple[int, FactDraft], noun: int) -> bool:
    """``…, তবে একটি কনস্যুলেট আছে``: nothing but how many stands between the conjunction and the noun."""
    honorary = "mission.honorary_consulate" in chunks[noun].senses
    if honorary and before[1].get("status") == Concept("Absent") and before[1].get("sender") is not None:
        between = chunks[before[0] + 1 : noun]  # X-এর দূতাবাস নেই; একটি অনারারি কনস্যুলেটই ভরসা
        denied = any(chunk.verb is not None and chunk.verb.negated for chunk in chunks[noun + 1 :])
        return not denied and all(chunk.kind != "country" for chunk in between)
    span = range(noun - 1, before[0], -1)
    joint = next((i for i in span if not chunks[i].senses.isdisjoint({"but", "contrast"})), None)
    if joint is None or before[1].get("sender") is None or before[1].get("receiver") is None:
        return False
    return all(
        chunk.kind == "number" or not chunk.senses.isdisjoint({"one", "mission.honorary"})
        for chunk in chunks[joint + 1 : noun]
    )
