"""Missions: which state keeps what in which city of which other state, since when, and whether it is there at all.

A mission noun opens the frame. The words before it, back to the mission noun before, fall into segments of place and
sender (``A ও B-তে X-এর এবং C-তে Y-এর দূতাবাস`` has two); what a segment lacks is looked for after the noun, then among
the subjects of the clause. The place tells the receiver, and either state of the pair tells the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from bilat_kg.model import Concept, Entity, PartialDate
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import Clause, clause_at, clauses
from bilat_kg.text.discourse import party
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.places import find_places, namesake
from bilat_kg.text.rules import RuleFile
from bilat_kg.text.timeline import as_value, date_of, dates
from bilat_kg.text.values import DateMention, NumberMention

_STANDS, _OPENED = "mission.stands", "mission.opened"


@dataclass(slots=True)
class _Segment:
    """One place-and-sender group before a mission noun."""

    cities: list[Entity] = field(default_factory=list)
    host: str | None = None
    sender: str | None = None
    subject: str | None = None
    pointed: bool = False
    date: DateMention | None = None

    @property
    def placed(self) -> bool:
        return bool(self.cities) or self.host is not None


class _Status(NamedTuple):
    name: str
    dated: str
    opened: bool = False


def read(scene: Scene, sentence: Sentence, rules: RuleFile) -> Iterator[FactDraft]:
    """The missions of one sentence."""
    types: dict[str, str] = dict(rules.settings["types"])
    chunks = sentence.chunks
    if find_places(chunks, 0, len(chunks), scene.morphology, _after_a_place):
        sentence.clauses = None
    nouns = [i for i, chunk in enumerate(chunks) if not chunk.senses.isdisjoint(types)]
    found: list[tuple[int, FactDraft]] = []
    topic = _topic(scene, sentence)
    carried: str | None = None
    segments: list[_Segment] = []
    begin = 0
    for noun in nouns:
        kind = next(types[sense] for sense in sorted(chunks[noun].senses) if sense in types)
        start, begin = begin, noun + 1
        if _is_part(chunks, noun):
            scene.refuse(_STANDS, "something of a mission, not the mission", sentence)
            continue
        if not (segments and _shares_its_place(chunks, start, noun)):
            segments = _segments(chunks, _after_break(chunks, start, noun), noun)
        clause = clause_at(sentence, noun)
        last = segments[-1]
        end = next((n for n in nouns if n > noun), clause.end)
        if not last.placed:
            _place_after(chunks, noun, min(end, clause.end), last)
        if last.sender is None and last.subject is None:
            last.subject = _subject(scene, sentence, clause, noun, last)
        status = _status(sentence, clause, noun, min(end, len(chunks)))
        if status is None:
            scene.refuse(_STANDS, "a mission of the past, or one that changed its rank", sentence)
            continue
        if "each_other" in sentence.senses and not any(s.placed or s.sender for s in segments):
            date = scene.timeline.governing(sentence, noun)
            for code in scene.pair.codes:
                mutual = _Segment(sender=code, date=date)
                found += [
                    (noun, d) for d in _drafts(scene, sentence, kind, mutual, scene.pair.other(code) or "", status)
                ]
            continue
        for segment in segments:
            sender, receiver = _states(scene, segment, topic or carried)
            if segment.date is None and status.dated:
                segment.date = _date(scene, sentence, clause, noun, end, status)
            if sender is None or receiver is None:
                if not segment.placed and segment.sender is None and segment.date is not None and status.dated:
                    roles = {status.dated: as_value(segment.date)}
                    found.append((noun, scene.draft(kind, roles, _OPENED, sentence, "0.8")))
                else:
                    scene.refuse(_STANDS, "sender or receiver unknown", sentence)
                continue
            carried = sender
            found += [(noun, draft) for draft in _drafts(scene, sentence, kind, segment, receiver, status, sender)]
    found += _of_the_last_named(scene, sentence, nouns)
    yield from (draft for _, draft in sorted(found, key=lambda item: item[0]))


def _shares_its_place(chunks: list[Chunk], start: int, noun: int) -> bool:
    """``কনস্যুলেট জেনারেল ও বাণিজ্য কমিশন``: nothing but a conjunction since the mission noun before."""
    between = chunks[start:noun]
    return bool(between) and all("and" in c.senses or c.text == "," or c.kind == "number" for c in between)


def _after_a_place(chunk: Chunk) -> bool:
    """What may stand right after the place of a mission: its sender, the mission, how many, or that there is one."""
    return (
        (chunk.kind == "country" and chunk.case == "Gen")
        or any(sense.startswith("mission.") and sense in _NOUNS for sense in chunk.senses)
        or not chunk.senses.isdisjoint({"one", "any", "own", "also", "mission.open"})
        or (isinstance(chunk.value, NumberMention) and chunk.value.value <= 5)
        or (chunk.verb is not None and chunk.verb.lemma == "আছ")
    )


def _drafts(
    scene: Scene,
    sentence: Sentence,
    kind: str,
    segment: _Segment,
    receiver: str,
    status: _Status,
    sender: str | None = None,
) -> Iterator[FactDraft]:
    sender = sender or segment.sender
    assert sender is not None
    date = as_value(segment.date) if status.dated else None
    for city in segment.cities or [None]:
        yield scene.draft(
            kind,
            {
                "sender": scene.country(sender),
                "receiver": scene.country(receiver),
                "city": city,
                status.dated or "openedOn": date if isinstance(date, PartialDate) else None,
                "status": Concept(status.name),
            },
            _OPENED if date else _STANDS,
            sentence,
            "1" if segment.placed and segment.sender else "0.9",
        )


def _after_break(chunks: list[Chunk], start: int, noun: int) -> int:
    """Words before a semicolon belong to what stands before it."""
    for i in range(noun - 1, start - 1, -1):
        if chunks[i].text in {";", "।"}:
            return i + 1
    return start


def _is_part(chunks: list[Chunk], noun: int) -> bool:
    following = chunks[noun + 1] if noun + 1 < len(chunks) else None
    return following is not None and "mission.part" in following.senses and "mission.open" not in following.senses


def _segments(chunks: list[Chunk], start: int, noun: int) -> list[_Segment]:
    """Place-and-sender groups in the chunks ``[start, noun)``; the last one belongs to the noun itself."""
    segments = [_Segment()]
    complete = False
    for i in range(start, noun):
        chunk = chunks[i]
        now = segments[-1]
        if chunk.kind == "city" and chunk.entity is not None:
            if chunk.case == "Com" or chunk.case == "Abl":
                continue
            if complete or (now.sender and now.cities):
                now = _Segment()
                segments.append(now)
                complete = False
            now.cities.append(chunk.entity)
        elif chunk.kind == "country" and chunk.entity is not None:
            following = chunks[i + 1]
            if "capital" in following.senses or following.kind == "city" and chunk.case == "Gen" and not chunk.adjective:
                continue  # ওমানের রাজধানী মাস্কাটে: whose city it is
            if chunk.case == "Gen" and "mission.territory" in following.senses:
                now.host = chunk.entity.id
            elif chunk.case == "Gen":
                if now.sender and now.placed:
                    now = _Segment()
                    segments.append(now)
                now.sender = chunk.entity.id
                now.pointed = chunk.anaphor
                complete = now.placed
            elif chunk.case == "Loc":
                if complete or (now.sender and now.placed):
                    now = _Segment()
                    segments.append(now)
                    complete = False
                now.host = chunk.entity.id
            elif chunk.case == "Nom" and not _apposed(chunks, i):
                now.subject = chunk.entity.id
        elif chunk.kind == "date":
            mention = date_of(chunk)
            if mention is not None and mention.first is not None:
                if complete:
                    now = _Segment()
                    segments.append(now)
                    complete = False
                now.date = mention
    last = segments[-1]
    if len(segments) > 1 and not last.placed and last.sender is None and last.subject is None:
        tail = segments.pop()
        segments[-1].date = segments[-1].date or tail.date
    return [segment for segment in segments[:-1] if segment.placed] + segments[-1:]


def _apposed(chunks: list[Chunk], at: int) -> bool:
    """A bare country name that only ends another phrase, as in a caption."""
    return at > 0 and chunks[at - 1].kind == "city" and chunks[at - 1].case == "Nom"


def _place_after(chunks: list[Chunk], noun: int, end: int, segment: _Segment) -> None:
    """``X-এর দূতাবাস A-তে অবস্থিত``: the place after the noun."""
    for i in range(noun + 1, end):
        chunk = chunks[i]
        if chunk.text == ";":
            return
        if chunk.kind == "city" and chunk.entity is not None and chunk.case in {"Loc", "Nom", "Gen"}:
            if segment.cities and chunk.group != chunks[i - 2].group:
                return
            segment.cities.append(chunk.entity)
        elif chunk.kind == "country" and chunk.case == "Loc" and chunk.entity is not None and not segment.cities:
            segment.host = chunk.entity.id


def _subject(scene: Scene, sentence: Sentence, clause: Clause, noun: int, segment: _Segment) -> str | None:
    """A state elsewhere in the clause: in the nominative before or after the noun, in the genitive after it.

    A capital stands for its country after the noun.
    """
    here = {city.id for city in segment.cities}
    for i in [*range(noun + 1, clause.end), *range(noun - 1, clause.start - 1, -1)]:
        chunk = sentence.chunks[i]
        if chunk.entity is None or (chunk.case != "Nom" and not (chunk.case == "Gen" and i > noun)):
            continue
        if chunk.kind == "country" and chunk.entity.id in scene.pair:
            return chunk.entity.id
        if chunk.kind == "city" and i > noun and chunk.entity.id not in here and chunk.entity.country in scene.pair:
            return chunk.entity.country
    return None


def _topic(scene: Scene, sentence: Sentence) -> str | None:
    """``কানাডার মিশন: …`` and the line that opens a list say whose missions follow."""
    for line in (sentence, sentence.intro):
        if line is None:
            continue
        for i in line.having("mission.any"):
            before = line.chunks[i - 1] if i else None
            if before is not None and before.kind == "country" and before.case == "Gen" and before.entity is not None:
                return before.entity.id
    return None


def _states(scene: Scene, segment: _Segment, carried: str | None) -> tuple[str | None, str | None]:
    """Sender and receiver: what the text names, completed by the pair."""
    pair = scene.pair
    _settle_namesakes(scene, segment)
    owners = {city.country for city in segment.cities if city.country}
    if len(owners) > 1:
        return None, None
    receiver = next(iter(owners), None) or segment.host
    sender = segment.sender or segment.subject
    if receiver is None:
        if sender is None and segment.cities:
            sender = carried
        if sender is None or (segment.cities and sender not in pair):
            return None, None
        return sender, pair.other(sender)
    if sender is not None and party(sender) == party(receiver):
        # দেশটির may point at either state; a place cannot.
        if not segment.pointed and segment.sender is not None:
            return None, None
        sender = None
    if sender is None:
        if carried is not None and party(carried) != party(receiver):
            sender = carried
        else:
            sender = pair.other(receiver)
    return (sender, receiver) if sender in pair else (None, None)


def _settle_namesakes(scene: Scene, segment: _Segment) -> None:
    """Cities of one coordination stand in one country: one that is known elsewhere only is a namesake, not linked."""
    if len({city.country for city in segment.cities if city.country in scene.pair}) != 1:
        return
    segment.cities = [
        city if city.country is None or city.country in scene.pair else namesake(city) for city in segment.cities
    ]


def _status(sentence: Sentence, clause: Clause, noun: int, end: int) -> _Status | None:
    """What the words after the noun say of the mission, and which role a date fills; ``None`` where it is no more told."""
    chunks = sentence.chunks
    senses: set[str] = set()
    opened = future = past = present = False
    stop = end if end > noun + 1 else clause.end
    for i in range(clause.start, max(stop, noun + 1)):
        chunk = chunks[i]
        if i <= noun and "mission.changed" not in chunk.senses:
            if chunk.senses & {"cue.proposed", "cue.planned"} and i < noun:
                senses |= chunk.senses
            continue
        senses |= chunk.senses
        if chunk.verb is not None:
            opened |= "mission.open" in chunk.senses
            future |= chunk.verb.mood in {"future", "infinitive", "noun"} and chunk.kind == "verb"
            past |= chunk.verb.lemma == "আছ" and chunk.verb.mood == "done"
            present |= chunk.verb.lemma == "আছ" and chunk.verb.mood == "present"
    opened |= "mission.open" in senses
    later = _later(sentence, clause)
    if "mission.changed" in senses:
        return None
    until = any(mention.boundary == "until" for i, mention in dates(sentence) if i > noun)
    if "mission.closed" in senses or "mission.closed" in later or (until and _was(chunks, noun)):
        return _Status("Closed", "closedOn")
    if clause.negated and _denied(chunks, noun, stop):
        return _Status("Planned", "") if opened else _Status("Absent", "")
    if senses & {"cue.planned", "cue.proposed"} or (clause.planned and opened) or _negated(later):
        return _Status("Planned", "")
    if past and not opened:
        return None
    return _Status("Open", "openedOn", opened)


def _was(chunks: list[Chunk], noun: int) -> bool:
    """The sentence ends on a state that is past (…, তা খোলা ছিল)."""
    verbs = [chunk.verb for chunk in chunks[noun:] if chunk.verb is not None]
    return bool(verbs) and verbs[-1].lemma == "আছ" and verbs[-1].mood == "done"


def _denied(chunks: list[Chunk], noun: int, stop: int) -> bool:
    """The negation of a clause denies the mission noun before it, not one that another mission follows.

    ``X-এর বেশি কিছু নেই`` and ``X ছাড়া কিছু নেই`` leave X standing.
    """
    if noun + 1 < len(chunks) and "mission.only" in chunks[noun + 1].senses:
        return False
    return any(
        (chunk.verb is not None and chunk.verb.negated) or "not" in chunk.senses for chunk in chunks[noun + 1 : stop]
    )


def _later(sentence: Sentence, clause: Clause) -> frozenset[str]:
    """Senses of the clauses that follow in the sentence and speak of the same mission by a pronoun only."""
    found: set[str] = set()
    for other in clauses(sentence):
        if other.start < clause.end:
            continue
        part = sentence.chunks[other.start : other.end]
        if any(any(sense.startswith("mission.") and sense in _NOUNS for sense in chunk.senses) for chunk in part):
            break
        if any(chunk.kind == "city" for chunk in part):
            break
        for chunk in part:
            found |= chunk.senses
        if other.negated and "mission.open" in found:
            found.add("negated")
    return frozenset(found)


_NOUNS = frozenset({
    "mission.embassy", "mission.high_commission", "mission.deputy_high_commission", "mission.consulate",
    "mission.consulate_general", "mission.honorary_consulate", "mission.trade_office", "mission.interests_section",
})  # fmt: skip


def _negated(senses: frozenset[str]) -> bool:
    return "negated" in senses


def _date(
    scene: Scene, sentence: Sentence, clause: Clause, noun: int, end: int, status: _Status
) -> DateMention | None:
    """When the mission was opened or closed, where words after the noun or before its place say so.

    A date after the next mission noun belongs to that one; a date in a clause that only says that the mission is there
    must say since when.
    """
    bracketed = _bracketed(sentence.chunks, noun)
    if bracketed is not None:
        return bracketed
    stop = min(end, len(sentence.chunks))
    following = [mention for i, mention in dates(sentence) if noun < i < stop]
    if status.name == "Open" and not status.opened:
        return next((mention for mention in following if mention.boundary == "since"), None)
    if following and (end >= clause.end or status.name == "Closed"):
        return following[0]
    before = [mention for i, mention in dates(sentence) if clause.start <= i < noun]
    if before:
        return before[-1]
    earlier = [mention for i, mention in dates(sentence) if i < noun]
    return following[0] if following else earlier[-1] if earlier else None


def _bracketed(chunks: list[Chunk], noun: int) -> DateMention | None:
    """A date in brackets right after the noun: ``দূতাবাস (১৯৬৩)``, ``(চালু ১৯৭৪)``."""
    if noun + 1 < len(chunks) and chunks[noun + 1].text == "(":
        for chunk in chunks[noun + 2 : noun + 6]:
            if chunk.text == ")":
                return None
            if (mention := date_of(chunk)) is not None and mention.first is not None:
                return mention
    return None


def _of_the_last_named(scene: Scene, sentence: Sentence, nouns: list[int]) -> Iterator[tuple[int, FactDraft]]:
    """``…, যার মধ্যে শেষোক্তটির দরজা খুলেছিল ১৯৬৯ সালে``: the date of the mission named last, or first."""
    for clause in clauses(sentence):
        inside = range(clause.start, clause.end)
        senses = {sense for i in inside for sense in sentence.chunks[i].senses}
        if "mission.open" in senses and senses & {"last_named", "first"} and not any(n in inside for n in nouns):
            mention = scene.timeline.governing(sentence, clause.end - 1)
            which = "last" if "last_named" in senses else "first"
            draft = scene.draft("DiplomaticMission", {"openedOn": as_value(mention)}, f"{_OPENED}.{which}", sentence)
            yield clause.start, draft


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
            known is None or (role == "openedOn" and len(str(value)) > len(str(known)) and str(value).startswith(str(known)))
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
