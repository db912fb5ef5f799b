"""Missions: which state keeps what in which city of which other state, since when, and whether it is there at all.

A mission noun opens the frame. The words before it, back to the mission noun before, fall into segments of place and
sender (``A ও B-তে X-এর এবং C-তে Y-এর দূতাবাস`` has two); what a segment lacks is looked for after the noun, then among
the subjects of the clause. The place tells the receiver, and either state of the pair tells the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bilat_kg.model import Concept, Entity, PartialDate
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import clause_at, clauses
from bilat_kg.text.discourse import party
from bilat_kg.text.frames.mission.dealing import OPENED as _OPENED
from bilat_kg.text.frames.mission.dealing import deal_dates, says_since
from bilat_kg.text.frames.mission.infobox import RULE as INFOBOX
from bilat_kg.text.frames.mission.infobox import read_field
from bilat_kg.text.frames.mission.segments import (
    Segment,
    after_a_place,
    after_break,
    complete_states,
    cut_segments,
    find_subject,
    find_topic,
    own_place,
    place_after,
    shares_its_place,
)
from bilat_kg.text.frames.mission.status import MISSIONS, Status, find_date, opened_later, read_status
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.places import find_places
from bilat_kg.text.rules import RuleFile
from bilat_kg.text.timeline import as_value, dates

__all__ = ["read", "read_field", "settle"]

_STANDS = "mission.stands"


def read(scene: Scene, sentence: Sentence, rules: RuleFile) -> Iterator[FactDraft]:
    """The missions of one sentence."""
    types: dict[str, str] = dict(rules.settings["types"])
    chunks = sentence.chunks
    if find_places(chunks, scene.lang, scene.pair.codes, scene.morphology, after_a_place):
        sentence.clauses = None
    nouns = [i for i, chunk in enumerate(chunks) if not chunk.senses.isdisjoint(types)]
    topic = find_topic(scene, sentence)
    carried: str | None = None
    segments: list[Segment] = []
    found: list[tuple[int, FactDraft]] = []
    begin = 0
    for noun in nouns:
        kind = _kind(chunks, noun, types)
        start, begin = begin, noun + 1
        if _is_part(chunks, noun):
            scene.refuse(_STANDS, "something of a mission, not the mission", sentence)
            continue
        clause = clause_at(sentence, noun)
        if not (segments and shares_its_place(chunks, start, noun)):
            first = after_break(chunks, max(start, clause.start) if start else 0, noun)
            segments = cut_segments(chunks, first, noun)
        end = next((n for n in nouns if n > noun), clause.end)
        end = next((i for i in sentence.having("first", "last_named") if noun < i < end), end)
        if not segments[-1].cities and (segments[-1].sender or segments[-1].subject):
            begin = own_place(chunks, noun, end)
        _complete(scene, sentence, segments[-1], noun, begin if begin > noun + 1 else end)
        status = read_status(sentence, clause, noun, min(end, len(chunks)))
        if status is None:
            scene.refuse(_STANDS, "a mission of the past, or one that changed its rank", sentence)
            continue
        if not any(s.sender for s in segments) and ("each_other" in sentence.senses or _in_both(scene, segments)):
            found += [(noun, draft) for draft in _mutual(scene, sentence, noun, kind, segments, status)]
            continue
        for segment in segments:
            sender, receiver = complete_states(scene, segment, topic or carried)
            if not status.opened and segment.date is not None and not says_since(sentence, clause):
                segment.date = None
            if status.dated and (segment.date is None or opened_later(sentence, clause, noun) is not None):
                segment.date = find_date(sentence, clause, noun, end, status)
            if sender is not None and receiver is not None:
                carried = sender
                found += [(noun, draft) for draft in _drafts(scene, sentence, kind, segment, sender, receiver, status)]
            elif segment.date is not None and status.dated and not segment.placed and segment.sender is None:
                roles = {status.dated: as_value(segment.date)}  # of a mission named before: settle() finds it
                found.append((noun, scene.draft(kind, roles, _OPENED, sentence, "0.8")))
            else:
                scene.refuse(_STANDS, "sender or receiver unknown", sentence)
    found += _of_the_last_named(scene, sentence, nouns)
    found += _elliptical(scene, sentence, nouns, [draft for _, draft in found])
    found += _left_out(scene, sentence, nouns, [draft for _, draft in found])
    deal_dates(sentence, [draft for _, draft in found if draft.get("sender") is not None])
    yield from (draft for _, draft in sorted(found, key=lambda item: item[0]))


def _complete(scene: Scene, sentence: Sentence, segment: Segment, noun: int, end: int) -> None:
    """Look after the noun, and among the subjects, for what the words before it leave out."""
    clause = clause_at(sentence, noun)
    if not segment.cities:
        place_after(sentence.chunks, noun, min(end, clause.end), segment)
    if segment.sender is None and segment.subject is None:
        segment.subject = find_subject(scene, sentence, clause, noun, segment)


def _in_both(scene: Scene, segments: list[Segment]) -> bool:
    """Whether the cities named are one of each state (X ও Y যথাক্রমে A ও B-তে), with no subject of its own."""
    if len({segment.subject for segment in segments if segment.subject}) > 1:
        return False
    owners = {party(city.country) for segment in segments for city in segment.cities if city.country}
    return owners == set(scene.pair.codes)


def _mutual(
    scene: Scene, sentence: Sentence, noun: int, kind: str, segments: list[Segment], status: Status
) -> Iterator[FactDraft]:
    """``একে অপরের রাজধানীতে``: one mission each way, in the cities that are named, one of each state, or in none."""
    cities = {party(city.country): city for segment in segments for city in segment.cities if city.country}
    date = find_date(sentence, clause_at(sentence, noun), noun, len(sentence.chunks), status) if status.dated else None
    for sender in scene.pair.codes:
        receiver = scene.pair.other(sender) or sender
        place = cities.get(receiver)
        if place is not None or not cities:
            segment = Segment(cities=[place] if place else [], date=date)
            yield from _drafts(scene, sentence, kind, segment, sender, receiver, status)


def _drafts(
    scene: Scene,
    sentence: Sentence,
    kind: str,
    segment: Segment,
    sender: str,
    receiver: str,
    status: Status,
) -> Iterator[FactDraft]:
    """A fact for each city of the segment, or one without a city."""
    date = as_value(segment.date) if status.dated else None
    since = None
    if status.later:
        since, date = date, as_value(status.later)
    cities: list[Entity] | list[None] = segment.cities or [None]
    for city in cities:
        yield scene.draft(
            kind,
            {
                "sender": scene.country(sender),
                "receiver": scene.country(receiver),
                "city": city,
                **({"openedOn": since} if isinstance(since, PartialDate) else {}),
                status.dated or "openedOn": date if isinstance(date, PartialDate) else None,
                "status": Concept(status.name),
            },
            _OPENED if date else _STANDS,
            sentence,
            "1" if segment.placed and segment.sender else "0.9",
        )


def _kind(chunks: list[Chunk], noun: int, types: dict[str, str]) -> str:
    """The type that a mission noun opens; the adjective of honour before it makes a consulate an honorary one."""
    kind = next(types[sense] for sense in sorted(chunks[noun].senses) if sense in types)
    honorary = noun > 0 and "mission.honorary" in chunks[noun - 1].senses
    return types["mission.honorary_consulate"] if honorary else kind


def _is_part(chunks: list[Chunk], noun: int) -> bool:
    """Whether the noun is only a part of what is spoken of (দূতাবাসের নতুন ভবনের উদ্বোধন), or becomes another mission."""
    following = chunks[noun + 1 : noun + 3]
    if any("mission.changed" in c.senses for c in chunks[noun:]) and chunks[noun].own in {"Acc", "Gen"}:
        return True
    part = bool(following) and "mission.part" in following[0].senses and "mission.open" not in following[0].senses
    if part or chunks[noun].own != "Gen" or len(following) < 2:
        return part
    return following[0].kind == "word" and not following[0].senses & MISSIONS and "mission.part" in following[1].senses


def _of_the_last_named(scene: Scene, sentence: Sentence, nouns: list[int]) -> Iterator[tuple[int, FactDraft]]:
    """``…, যার মধ্যে শেষোক্তটির দরজা খুলেছিল ১৯৬৯ সালে``: the date of the mission named last, or first.

    What is said of the first is said of the last as well (প্রথমটি খোলা হয় ১৯৪৮ সালে, দ্বিতীয়টি ১৯৫০ সালে).
    """
    chunks = sentence.chunks
    pointers = [
        i for i in sentence.having("first", "last_named") if not any(i < n < clause_at(sentence, i).end for n in nouns)
    ]
    if not pointers or not any("mission.open" in chunk.senses for chunk in chunks[pointers[0] :]):
        return
    found = list(dates(sentence))
    for at in pointers:
        end = min([len(chunks), *(i for i in (*pointers, *nouns) if i > at)])
        mention = next((mention for i, mention in found if at < i < end), None)
        if mention is None and len(pointers) == 1:
            mention = scene.timeline.governing(sentence, at)
        which = "last" if "last_named" in chunks[at].senses else "first"
        if mention is not None:
            draft = scene.draft("DiplomaticMission", {"openedOn": as_value(mention)}, f"{_OPENED}.{which}", sentence)
            yield at, draft


def _elliptical(
    scene: Scene, sentence: Sentence, nouns: list[int], before: list[FactDraft]
) -> Iterator[tuple[int, FactDraft]]:
    """``…; বুসানেরটি বন্ধ (২০১৬)``: the same kind of mission in another city, in a clause that names none."""
    chunks = sentence.chunks
    for clause in clauses(sentence):
        inside = range(clause.start, clause.end)
        like = [draft for draft in before if draft.get("sender") is not None]
        if not like or any(noun in inside for noun in nouns):
            continue
        for i in inside:
            city = chunks[i].entity
            if chunks[i].kind != "city" or chunks[i].own != "Poss" or city is None:
                continue
            status = read_status(sentence, clause, i, clause.end)
            if status is not None and (status.opened or status.name != "Open"):
                date = find_date(sentence, clause, i, clause.end, status)
                roles = {role: like[-1].roles[role] for role in ("sender", "receiver")}
                dated = {status.dated: as_value(date)} if status.dated else {}
                yield (
                    i,
                    scene.draft(
                        like[-1].type,
                        {**roles, "city": city, **dated, "status": Concept(status.name)},
                        _OPENED,
                        sentence,
                        "0.9",
                    ),
                )


def _left_out(
    scene: Scene, sentence: Sentence, nouns: list[int], before: list[FactDraft]
) -> Iterator[tuple[int, FactDraft]]:
    """``লিমায় X-এর দূতাবাস, নাইরোবিতে Y-এর।``: the same kind of mission, whose noun is left out after its sender."""
    chunks = sentence.chunks
    if not nouns or not before or before[-1].get("status") != Concept("Open"):
        return
    for i in range(nouns[-1] + 2, len(chunks)):
        chunk, place = chunks[i], chunks[i - 1]
        if place.kind == "word" and not place.senses and chunks[i - 2].own == "Gen":
            place = chunks[i - 2]  # নাইরোবির গিগিরিতে: a part of the city
        ends = i + 1 == len(chunks) or chunks[i + 1].kind == "mark" or chunks[i + 1].verb is not None
        city = place.entity
        if (
            place.kind != "city"
            or place.own not in {"Loc", "Gen"}
            or chunk.kind != "country"
            or chunk.own != "Gen"
            or not ends
        ):
            continue
        if chunk.adjective or chunk.entity is None or city is None or not _is_open(chunks, i + 1):
            continue
        receiver = city.country or scene.pair.other(chunk.entity.id)
        if receiver in scene.pair and scene.pair.other(chunk.entity.id) == party(receiver or ""):
            segment = Segment(cities=[city], sender=chunk.entity.id)
            status = Status("Open", "openedOn")
            for draft in _drafts(scene, sentence, before[-1].type, segment, chunk.entity.id, receiver or "", status):
                yield i, draft


def _is_open(chunks: list[Chunk], start: int) -> bool:
    """Whether the words up to the next mark say no more than that something is there."""
    for chunk in chunks[start:]:
        if chunk.kind == "mark":
            return True
        if chunk.verb is None or chunk.verb.lemma != "আছ" or chunk.verb.negated or chunk.verb.mood != "present":
            return False
    return True


def settle(scene: Scene, drafts: list[FactDraft]) -> Iterable[FactDraft]:
    """One fact a mission: what later sentences say of it (its city, its opening, its end) joins the first."""
    kept: list[FactDraft] = []
    for draft in drafts:
        if draft.get("sender") is None:
            same = [
                known
                for known in kept
                if (known.type == draft.type or draft.type == "DiplomaticMission")
                and any(abs(s.index - draft.sentences[0].index) <= 1 for s in known.sentences)
            ]
            if same:
                _join(same[0] if draft.rule.endswith(".first") else same[-1], draft)
            continue
        known = next((old for old in kept if _same(old, draft)), None)
        if known is None:
            kept.append(draft)
        elif draft.rule == INFOBOX and known.get("status") != Concept("Open"):
            scene.refuse(INFOBOX, "the text says otherwise", draft.sentences[0])
        else:
            _join(known, draft)
    return kept


def _same(old: FactDraft, new: FactDraft) -> bool:
    if old.type != new.type and {old.type, new.type} != {"Embassy", "HighCommission"}:
        return False
    if any(
        _keeper(a.id) != _keeper(b.id)
        for role in ("sender", "receiver")
        if isinstance(a := old.get(role), Entity) and isinstance(b := new.get(role), Entity)
    ):
        return False
    mine, theirs = old.get("city"), new.get("city")
    return mine is None or theirs is None or mine == theirs


def _keeper(code: str) -> str:
    """Whose mission it is today; East Germany's were closed when it joined the other Germany."""
    return code if code == "DDR" else party(code)


def _join(old: FactDraft, new: FactDraft) -> None:
    """Later words complete earlier ones; a closing outranks a standing, a standing a plan."""
    for role in ("city", "openedOn", "closedOn"):
        value = new.get(role)
        known = old.get(role)
        if value is not None and (
            known is None
            or (role == "openedOn" and len(str(value)) > len(str(known)) and str(value).startswith(str(known)))
        ):
            old.roles[role] = [value]
            if role == "openedOn":
                old.rule = _OPENED
    status = new.get("status")
    if isinstance(status, Concept) and isinstance(known := old.get("status"), Concept):
        order = ["Absent", "Planned", "Open", "Closed"]
        if order.index(status.name) > order.index(known.name):
            old.roles["status"] = [status]
    for sentence in new.sentences:
        if sentence not in old.sentences:
            old.sentences.append(sentence)
