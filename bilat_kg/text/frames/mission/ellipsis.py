"""Missions told without their noun, or without their verb: what the words before supply."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bilat_kg.model import Concept, Entity, Value
from bilat_kg.text.chunks import Chunk, Sentence, date_of, dates
from bilat_kg.text.clauses import clause_at, clauses
from bilat_kg.text.frames.mission.closing import MISSIONS
from bilat_kg.text.frames.mission.dating import find_date
from bilat_kg.text.frames.mission.drafts import OPENED, drafts
from bilat_kg.text.frames.mission.segments import Segment
from bilat_kg.text.frames.mission.settings import setting
from bilat_kg.text.frames.mission.status import Status, read_status
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.states import party
from bilat_kg.text.timeline import as_value
from bilat_kg.text.values import DateMention

_STREET = 4  # words from a city to the sender, where a part of the city is named
_FEW = 5  # chunks of a sentence that only says where another one is
_JOINTS = frozenset({"and", "but", "contrast", "also"})
_LONG = frozenset({"from", "mission.earlier", "also"})  # আগে থেকেই


def of_the_last_named(scene: Scene, sentence: Sentence, nouns: list[int]) -> Iterator[tuple[int, FactDraft]]:
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
            draft = scene.draft("DiplomaticMission", {"openedOn": as_value(mention)}, f"{OPENED}.{which}", sentence)
            yield at, draft


def elsewhere(
    scene: Scene, sentence: Sentence, nouns: list[int], before: list[FactDraft]
) -> Iterator[tuple[int, FactDraft]]:
    """``…; বুসানেরটি বন্ধ (২০১৬)``: the same kind of mission in another city, in a clause that names none."""
    chunks = sentence.chunks
    like = [draft for draft in before if draft.get("sender") is not None]
    if not like or not any(chunk.kind == "city" and chunk.own == "Poss" for chunk in chunks):
        return
    for clause in clauses(sentence):
        inside = range(clause.start, clause.end)
        named = [noun for noun in nouns if noun in inside]
        for i in inside:
            city = chunks[i].entity
            if chunks[i].kind != "city" or chunks[i].own != "Poss" or city is None:
                continue
            if named and (named[-1] > i or not _set_off(chunks, named[-1], i)):
                continue
            part = replace(clause, start=i) if named else clause
            status = read_status(sentence, part, i, clause.end)
            gone = like[-1].get("status") == Concept("Closed")  # …টি আর নেই; A-রটি রয়ে গেছে
            if status is not None and (status.opened or status.name != "Open" or gone):
                date = find_date(sentence, part, i, clause.end, status)
                roles = _sides(like[-1], city)
                if roles is None:
                    continue
                dated = {status.dated: as_value(date)} if status.dated else {}
                yield (
                    i,
                    scene.draft(
                        like[-1].type,
                        {**roles, "city": city, **dated, "status": Concept(status.name)},
                        OPENED,
                        sentence,
                        "0.9",
                    ),
                )


def _sides(like: FactDraft, city: Entity) -> dict[str, list[Value]] | None:
    """Who sends and who receives the one in a city: as those of the mission told before, or the other way round."""
    sender, receiver = like.roles["sender"], like.roles["receiver"]
    home = party(city.country or "")
    if home == party(getattr(sender[0], "id", "")):
        return {"sender": receiver, "receiver": sender}
    return {"sender": sender, "receiver": receiver} if home == party(getattr(receiver[0], "id", "")) else None


def _set_off(chunks: list[Chunk], noun: int, city: int) -> bool:
    """``…কনস্যুলেট ২০১৪ সালে চালু হয়, B-রটি ২০১৭ সালে``: a mark between, behind what is said of the mission named."""
    said = any((c.verb is not None and c.verb.finite) or "mission.open" in c.senses for c in chunks[noun + 1 : city])
    return said and (chunks[city - 1].kind == "mark" or "and" in chunks[city - 1].senses)


def left_out(
    scene: Scene, sentence: Sentence, nouns: list[int], told: list[FactDraft]
) -> Iterator[tuple[int, FactDraft]]:
    """``লিমায় X-এর দূতাবাস, নাইরোবিতে Y-এর।``: the same kind of mission, whose noun is left out after its sender."""
    if not nouns or not told or told[-1].get("status") != Concept("Open"):
        return
    yield from _left_out(scene, sentence, nouns[-1] + 2, told)
    index = sentence.index + 1
    following = scene.sentences[index] if index < len(scene.sentences) else None
    if following is not None and _says_where(following.chunks) and following.senses.isdisjoint(MISSIONS):
        for i, draft in _left_out(scene, following, 0, told):
            draft.sentences.append(sentence)
            yield len(sentence.chunks) + i, draft


def _says_where(chunks: list[Chunk]) -> bool:
    """``মিশরের রয়েছে লিউব্লিয়ানায়।``: nothing but a state, a city, when, and that something is there, or not."""
    told = [chunk for chunk in chunks if chunk.kind != "mark" and chunk.senses.isdisjoint(_JOINTS)]
    if len(told) > _FEW or not {"country", "city", "verb"} <= {chunk.kind for chunk in told}:
        return False
    named = any(chunk.kind == "country" and chunk.own == "Poss" for chunk in told)
    return all(
        chunk.kind in {"country", "city", "date", "number"}
        or "mission.is" in chunk.senses
        or (named and not chunk.senses.isdisjoint({"mission.open", "verb.be"}))
        for chunk in told
    )


def _left_out(scene: Scene, sentence: Sentence, start: int, told: list[FactDraft]) -> Iterator[tuple[int, FactDraft]]:
    chunks = sentence.chunks
    for i in range(start, len(chunks)):
        chunk = chunks[i]
        if chunk.kind != "country" or chunk.own not in {"Gen", "Poss"} or chunk.adjective or chunk.entity is None:
            continue
        cities, end = _standing(chunks, i)
        owners = {city.country or scene.pair.other(chunk.entity.id) for city in cities}
        before = chunks[i - 1] if i else chunk
        if before.kind == "country" and before.own == "Loc" and before.entity is not None and _ends(chunks, end):
            owners = {before.entity.id}  # লিমায় X-এর দূতাবাস, Y-তে Z-এর
        absent = _is_absent(chunks, i + 1, end)
        if len(owners) != 1 or not (absent or _is_open(chunks, end) or (chunk.own == "Poss" and _goes_on(chunks, end))):
            continue
        receiver = owners.pop()
        if receiver in scene.pair and scene.pair.other(chunk.entity.id) == party(receiver or ""):
            date = _opened_on(chunks, i, end) or _opened_then(chunks, i, told[-1])
            segment = Segment(cities=cities, sender=chunk.entity.id, date=None if absent else date)
            status = Status("Absent", "") if absent else Status("Open", "openedOn")
            for draft in drafts(scene, sentence, told[-1].type, segment, chunk.entity.id, receiver or "", status):
                yield i, draft


def _standing(chunks: list[Chunk], sender: int) -> tuple[list[Entity], int]:
    """The cities of a mission whose noun is left out, and where the words on it go on.

    They stand before its sender (``লিমায় X-এর``), or behind it, after how many there are (``X-এর একটি আছে লিমায়``,
    ``X-এরটি লিমায়``).
    """
    at = sender + 1
    while at < len(chunks) and (chunks[at].kind == "number" or _stands(chunks[at])):
        at += 1
    behind = at > sender + 1 or chunks[sender].own == "Poss"
    at += at < len(chunks) and "also" in chunks[at].senses
    here = behind and at < len(chunks) and chunks[at].kind == "city" and chunks[at].own == "Loc"
    if here and (_ends(chunks, at + 1) or chunks[at + 1].kind == "date"):
        named = [c.entity for c in chunks[sender:at] if c.group and c.group == chunks[at].group and c.kind == "city"]
        return [city for city in (*named, chunks[at].entity) if city is not None], at + 1
    if (
        behind
        and chunks[sender].own == "Gen"
        and _ends(chunks, at)
        and any(_stands(c) for c in chunks[sender + 1 : at])
    ):
        return _standing_before(chunks, sender), at  # লিমায় Y-এরও একটি আছে
    if chunks[sender].own == "Poss" or _ends(chunks, sender + 1):
        return _standing_before(chunks, sender), sender + 1
    if chunks[sender + 1].kind == "date" and _ends(chunks, sender + 2):
        return _standing_before(chunks, sender), sender + 2  # …, লিমায় Y-এর ১৯৯৪ সালে
    return [], sender + 1


def _is_absent(chunks: list[Chunk], start: int, end: int) -> bool:
    """``লিমায় Y-এর নেই``, ``Y-এর নেই লিমায়``: the one verb of it denies it."""
    last = end + (end < len(chunks) and chunks[end].verb is not None)
    verbs = [chunk for chunk in chunks[start:last] if chunk.verb is not None]
    if len(verbs) != 1 or "mission.is" not in verbs[0].senses or not _ends(chunks, last):
        return False
    return verbs[0].verb is not None and verbs[0].verb.negated


def _opened_then(chunks: list[Chunk], sender: int, like: FactDraft) -> DateMention | None:
    """``লিমায় X-এর দূতাবাস ১৯৭৫ সালে চালু হয় এবং ১৯৯১ সালে নাইরোবিতে Y-এর``: a date of its own, the verb of the one before."""
    at = next((i for i in range(sender - 1, max(sender - 4, -1), -1) if chunks[i].kind != "city"), None)
    if like.get("openedOn") is None or at is None:
        return None
    if sender + 1 < len(chunks) and chunks[sender + 1].kind == "date":
        at = sender + 1
    elif not _ends(chunks, sender + 1):
        return None
    mention = date_of(chunks[at])
    return mention if mention is not None and mention.first is not None else None


def _opened_on(chunks: list[Chunk], sender: int, start: int) -> DateMention | None:
    """``লিমায় X-এরটি ১৯৮৪ সাল থেকে``, ``X-এরটি লিমায় ১৯৮৪ সালে খোলা হয়``: since when, by a date of its own."""
    if chunks[sender].own != "Poss":
        return None
    end = next((i for i in range(start, len(chunks)) if chunks[i].kind == "mark"), len(chunks))
    came = any(c.verb is not None and c.verb.finite and "mission.becomes" in c.senses for c in chunks[start:end])
    if came and end + 1 < len(chunks) and chunks[end].text == "," and chunks[end + 1].kind == "date":
        end += 2  # X-এরটি হয় ঢের পরে, ১৯৮১-র মার্চে
    told = [
        mention for i in range(start, end) if (mention := date_of(chunks[i])) is not None and mention.first is not None
    ]
    opened = came or any("mission.open" in chunk.senses for chunk in chunks[start:end])
    return told[0] if len(told) == 1 and (opened or told[0].boundary == "since") else None


def _ends(chunks: list[Chunk], at: int) -> bool:
    return at >= len(chunks) or chunks[at].kind == "mark" or chunks[at].verb is not None


def _stands(chunk: Chunk) -> bool:
    """Whether a chunk says that something is there, or is not."""
    return chunk.verb is not None and "mission.is" in chunk.senses and chunk.verb.mood == "present"


def _is_there(chunk: Chunk) -> bool:
    verb = chunk.verb
    return verb is not None and "mission.is" in chunk.senses and not verb.negated and verb.mood == "present"


def _goes_on(chunks: list[Chunk], start: int) -> bool:
    """``লিমায় X-এরটিও বেশ পুরোনো``: what is said up to the next mark neither denies nor closes it."""
    end = next((i for i in range(start, len(chunks)) if chunks[i].kind == "mark"), len(chunks))
    over = frozenset({"mission.closed", "not", "cue.planned", "cue.proposed", "mission.changed", "mission.dropped"})
    return all(
        chunk.senses.isdisjoint(over)
        and (
            chunk.verb is None
            or not (chunk.verb.negated or chunk.verb.mood == "future" or "mission.is" in chunk.senses)
        )
        for chunk in chunks[start:end]
    )


def _standing_before(chunks: list[Chunk], sender: int) -> list[Entity]:
    """The cities before a sender: with a verb between (A ও B-তে আছে X-এর), or a part of the city (A-র … সড়কে X-এর)."""
    at = sender - 1
    verb = chunks[at].verb
    if verb is not None and "mission.is" in chunks[at].senses:
        at -= 1
    if chunks[at].kind == "word" and chunks[at].own == "Loc":
        at -= 1
    while sender - at < _STREET and chunks[at].kind == "word" and chunks[at].senses.isdisjoint({"and", "but"}):
        at -= 1
    if chunks[at].kind != "city" or chunks[at].own not in (
        {"Gen"} if chunks[at + 1].kind == "word" else {"Loc", "Gen"}
    ):
        return []
    group = chunks[at].group
    named = [chunk for chunk in chunks[:at] if group and chunk.group == group and chunk.kind == "city"]
    return [chunk.entity for chunk in (*named, chunks[at]) if chunk.entity is not None]


def follow(scene: Scene, sentence: Sentence, nouns: list[int], found: list[tuple[int, FactDraft]]) -> None:
    """``…কনস্যুলেট বন্ধ হয়, A-র X-এর কনস্যুলেটও।``: a mission named last, with no verb, went the way of the one before."""
    chunks = sentence.chunks
    if len(nouns) < 2 or any(chunk.verb is not None for chunk in chunks[nouns[-1] :]):
        return
    end = chunks[nouns[-1]].end - 1
    closed = [draft for noun, draft in found if noun == nouns[-2] and draft.get("status") == Concept("Closed")]
    if not closed or not scene.tokens.word[end].endswith(setting(scene.lang, "also")) or nouns[-1] + 2 < len(chunks):
        return
    for noun, draft in found:
        if noun == nouns[-1]:
            draft.roles["status"] = closed[0].roles["status"]
            if "closedOn" in closed[0].roles:
                draft.roles["closedOn"] = closed[0].roles["closedOn"]


def _is_open(chunks: list[Chunk], start: int) -> bool:
    """Whether the words up to the next mark say no more than that something is there."""
    for chunk in chunks[start:]:
        if chunk.kind == "mark":
            return True
        if not _is_there(chunk) and chunk.senses.isdisjoint(_LONG):
            return False
    return True
