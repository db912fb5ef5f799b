"""What is told of a visit after it: until when it went on, whom the visitor met, who received, led or came along."""

from __future__ import annotations

from datetime import date, timedelta

from bilat_kg.model import Concept, Entity, PartialDate, Value
from bilat_kg.text.chunks import Chunk, Sentence, bears, date_of
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.frames.visit.company import companions, hosts, leader, met
from bilat_kg.text.frames.visit.manner import kind_in, kinds_by_ordinal
from bilat_kg.text.frames.visit.wording import Part, is_visit, senses_of
from bilat_kg.text.values import DateMention, NumberMention

_COPULA = 6  # chunks of the longest sentence that only says when: সেটা ছিল ১৯৯২ সালের নভেম্বর
_POINTS = frozenset({"pronoun", "own", "visit.that", "visit.team", "delegation"})
_STAYS = frozenset({"visit.stay", "visit.staying", "visit.go", "visit"})
_HOME = frozenset({"visit.return", "visit.leave"})
_HOMEWARD = _HOME | {"visit.go", "visit.manner", "visit.abroad", "country_noun", "also", "and"}
_DAY = len("2000-01-01")
_LONGEST = timedelta(days=70)
_SAME = ("fromCountry", "toCountry", "startDate", "endDate")


def when(mention: DateMention | None) -> dict[str, Value | None]:
    """The dates of a visit as roles."""
    if mention is None or mention.first is None:
        return {"startDate": None, "endDate": None}
    first, last = mention.first, mention.last
    if last is not None and last.iso.startswith(first.iso):  # ১৯৯৫ — নভেম্বরের ২৫ তারিখে
        first = last
    return {"startDate": first, "endDate": last if last != first else None}


def returned(chunks: list[Chunk], part: Part, mention: DateMention | None) -> dict[str, Value | None]:
    """The dates of a visit that is told by its end: ``দুই দিনের সফর শেষে ৫ মে দেশে ফেরেন``."""
    if mention is None or mention.first is None or mention.last is not None or len(mention.first.iso) < _DAY:
        return when(mention)
    end = date.fromisoformat(mention.first.iso)
    for i in range(part.start, part.end - 1):
        value = chunks[i].value
        if isinstance(value, NumberMention) and value.kind == "duration" and "visit.day" in chunks[i + 1].senses:
            start = end - timedelta(days=max(0, int(value.value) - 1))
            return {"startDate": PartialDate(start.isoformat()), "endDate": mention.first if start < end else None}
    return {"startDate": PartialDate(mention.first.iso[:7]), "endDate": mention.first}


def remarks(scene: Scene, sentence: Sentence, part: Part, told: list[FactDraft]) -> list[FactDraft]:
    """What a part says of visits told before, as ``visit.remark``; the visits of the same sentence are completed."""
    chunks = sentence.chunks
    told = [draft for draft in told if draft.rule != "visit.remark"]
    span = chunks[part.start : part.end]
    visit = next((i for i, chunk in enumerate(span) if is_visit(chunk)), None)
    spoken = visit is not None
    if spoken and len(told) > 1 and (numbered := kinds_by_ordinal(chunks, part.start, part.end)):
        for n, kind in numbered:
            if n < len(told):
                told[n].roles["visitKind"] = [Concept(f"visit-kind/{kind}")]
        return []
    if told:
        ended(chunks, part, told[-1])
        _begun(chunks, part, told[-1])
        _dated(chunks, part, told[-1])
        _stayed(chunks, part, told[-1])
        _identified(chunks, part, told[-1])
    pointed = visit == 0 or any(not chunk.senses.isdisjoint(_POINTS) for chunk in span) or goes_home(span)
    if not (told or spoken or pointed):
        return []
    roles: dict[str, list[Entity] | Concept | PartialDate | None] = {
        "host": hosts(chunks, part, None)[:1],
        "met": met(chunks, part, None),
    }
    if (told or pointed) and not any(chunk.kind in {"city", "country"} and chunk.case == "Acc" for chunk in span):
        roles["leader"] = leader(chunks, part)
        roles["companion"] = companions(chunks, part)
    if pointed and not told:
        roles["endDate"] = _end(chunks, part)
    that = visit is not None and (visit == 0 or any("visit.that" in chunk.senses for chunk in span[:visit]))
    if (
        (that or (spoken and told))
        and not _no_such(span)
        and (kind := kind_in(chunks, part.start, part.end)) != "unspecified"
    ):
        roles["visitKind"] = Concept(f"visit-kind/{kind}")
    if not any(roles.values()):
        return []
    return [scene.draft("Visit", roles, "visit.remark", sentence)]


def goes_home(chunks: list[Chunk]) -> bool:
    """``ফেরেন ১৪ অক্টোবর``, ``পরদিন ফিরে যান``: that somebody goes home and when, and nothing else."""
    if len(chunks) > _COPULA or all(chunk.senses.isdisjoint(_HOME) for chunk in chunks):
        return False
    return all(chunk.kind in {"date", "mark"} or not chunk.senses.isdisjoint(_HOMEWARD) for chunk in chunks)


def closes(chunks: list[Chunk], part: Part, noun: int | None, verb: int | None) -> bool:
    """``সেই সফর সেরে … দেশে ফেরেন``, ``এ সফর শেষ করে …``: what is said of a visit told before, which is over then."""
    if noun is None or verb is None or not (form := chunks[verb].verb) or form.finite:
        return False
    that = any("visit.that" in chunk.senses for chunk in chunks[max(part.start, noun - 3) : noun])
    return that and form.mood in {"participle", "present"}


def only_until(chunks: list[Chunk], part: Part) -> bool:
    """``২ জুন পর্যন্ত তিনি পেরুতে ছিলেন``: until when somebody stayed who is not named, and no other date."""
    span = chunks[part.start : part.end]
    mentions = [mention for chunk in span if (mention := date_of(chunk)) is not None]
    until = len(mentions) == 1 and mentions[0].boundary == "until"
    return until and bears(chunks[part.start : part.end], "pronoun") and all(chunk.kind != "person" for chunk in span)


def _stayed(chunks: list[Chunk], part: Part, draft: FactDraft) -> None:
    """``২০১৯ সালে লিমা যান; থাকেন ২৯ জুন থেকে ১৩ জুলাই``: the days of a visit that the part before dates by less."""
    start = draft.get("startDate")
    inside = chunks[part.start : part.end]
    if "endDate" in draft.roles or not bears(inside, "visit.stay") or not isinstance(start, PartialDate):
        return
    found = [mention for chunk in inside if (mention := date_of(chunk)) is not None]
    first, last = (found[0].first, found[0].last) if len(found) == 1 else (None, None)
    if first is not None and last is not None and first.iso.startswith(start.iso) and lasts(first, last):
        draft.roles.update({"startDate": [first], "endDate": [last]})


def _no_such(span: list[Chunk]) -> bool:
    """``সেই সফর কোনো রাষ্ট্রীয় সফর ছিল না``: what a visit is said not to have been."""
    last = max((i for i, chunk in enumerate(span) if is_visit(chunk)), default=len(span))
    after = span[last + 1 : last + 3]
    return any("not" in chunk.senses or (chunk.verb is not None and chunk.verb.negated) for chunk in after)


def ended(chunks: list[Chunk], part: Part, draft: FactDraft) -> bool:
    """``… পৌঁছান এবং ৩ জানুয়ারি পর্যন্ত ভারতে থাকেন``: until when a visit told before went on, where a part says so."""
    if "endDate" in draft.roles:
        return False
    end, start = _end(chunks, part), draft.get("startDate")
    if isinstance(start, PartialDate) and end is not None and end < start and _is_weekday(chunks, part, end):
        week = date.fromisoformat(end.iso) + timedelta(days=7)
        end = PartialDate(week.isoformat())  # বৃহস্পতিবার আসেন এবং শনিবার রওনা হন
    if end is None or not lasts(start, end):
        return False
    draft.roles["endDate"] = [end]
    return True


def _is_weekday(chunks: list[Chunk], part: Part, day: PartialDate) -> bool:
    """Whether a day is told by its weekday alone: who was there before it, goes home on the next such day."""
    found = [mention for chunk in chunks[part.start : part.end] if (mention := date_of(chunk)) and mention.first == day]
    return any(mention.relative is not None and mention.relative.unit == "weekday" for mention in found)


def lasts(start: Value | None, end: Value | None) -> bool:
    """Whether a visit can have begun and ended then."""
    if not isinstance(start, PartialDate) or not isinstance(end, PartialDate) or end <= start:
        return False
    one, other = start.iso, end.iso
    if len(one) != len(other) or len(one) < _DAY:
        return one[:4] == other[:4]
    return date.fromisoformat(other) - date.fromisoformat(one) <= _LONGEST


def _end(chunks: list[Chunk], part: Part) -> PartialDate | None:
    """The date until which somebody stays, or on which somebody goes home: ১২ মার্চ পর্যন্ত থাকেন, ১২ মার্চ ফেরেন."""
    senses = senses_of(chunks, part)
    for i in range(part.start, part.end):
        mention = date_of(chunks[i])
        if mention is None or mention.first is None or mention.last is not None:
            continue
        if _reaches_until(chunks, i, part) and not senses.isdisjoint(_STAYS):
            return mention.first
        if i == part.start and mention.boundary is None and {"visit.there", "visit.stay"} <= senses:
            return mention.first  # …; পরদিনও সেখানে ছিলেন
        if mention.boundary is None and (_leaves(chunks, part, i) or _is_its_end(chunks, part)):
            return mention.first
    return None


def _is_its_end(chunks: list[Chunk], part: Part) -> bool:
    """``…, শেষ হয় ২২ আগস্ট``: when a visit told before was over."""
    at = next((i for i in range(part.start, part.end - 1) if "visit.end" in chunks[i].senses), None)
    if at is None or chunks[at].own != "Nom" or chunks[at + 1].senses.isdisjoint({"verb.be", "visit.make"}):
        return False
    before = chunks[part.start : at]
    return all(c.kind in {"date", "mark"} or not c.senses.isdisjoint({"and", "relation.it"}) for c in before)


def _begun(chunks: list[Chunk], part: Part, draft: FactDraft) -> None:
    """``… সফর শেষ করেছেন, যা শুরু হয়েছিল শুক্রবার``: when a visit began that its end has told of."""
    span = chunks[part.start : part.end]
    if "endDate" not in draft.roles or "which" not in span[0].senses:
        return
    if not {"visit.starts", "verb.be"} <= senses_of(chunks, part):
        return
    found = [mention.first for chunk in span if (mention := date_of(chunk)) is not None and mention.first is not None]
    if len(found) == 1 and len(found[0].iso) == _DAY and lasts(found[0], draft.get("endDate")):
        draft.roles["startDate"] = [found[0]]


def _reaches_until(chunks: list[Chunk], i: int, part: Part) -> bool:
    """``১২ মার্চ পর্যন্ত``, ``পরদিন বিকেল পর্যন্ত``."""
    mention = date_of(chunks[i])
    if mention is not None and mention.boundary == "until":
        return True
    hour = i + 2 < part.end and chunks[i + 1].kind == "word" and not chunks[i + 1].senses
    at = i + 2 if hour else i + 1
    return at < part.end and "until" in chunks[at].senses


def _leaves(chunks: list[Chunk], part: Part, at: int) -> bool:
    """Whether the date at ``at`` is the day of going home."""
    for i in range(part.start, part.end):
        chunk = chunks[i]
        if at < i and "visit.plane" in chunk.senses and _boards(chunks, i):
            return not any(date_of(later) is not None for later in chunks[at + 1 : i])
        if chunk.senses.isdisjoint({"visit.return", "visit.left", "visit.leave"}):
            continue
        if (chunk.verb is not None and chunk.verb.mood == "noun") or chunk.own == "Gen":
            following = chunks[i + 1].senses if i + 1 < part.end else frozenset()
            if "visit.plane" in following and at < i:
                return not any(
                    date_of(later) is not None for later in chunks[at + 1 : i]
                )  # ২১ তারিখ রাতে দেশে ফেরার বিমান ধরেন
            day = "visit.day" in following
            if day and all(chunks[k].kind == "mark" or k in {i, i + 1} for k in range(min(at, i) + 1, max(at, i + 1))):
                return True
        elif chunk.verb is None or chunk.verb.finite or (i + 1 < part.end and "visit.go" in chunks[i + 1].senses):
            last = not any(date_of(later) is not None for later in chunks[at + 1 : i])
            turned = i + 1 < part.end and chunks[i].verb is not None and "visit.go" in chunks[i + 1].senses
            return (at < i and last) or at == i + 1 + turned  # ফিরে গেছেন রোববার
    return False


def _boards(chunks: list[Chunk], plane: int) -> bool:
    """``আজ দুপুরে নাদির বিমান ধরেন``, ``ফিরতি উড়ান ধরেন``: who takes a plane to a place leaves the one visited."""
    to, following = chunks[plane - 1], chunks[plane + 1] if plane + 1 < len(chunks) else None
    bound = (to.kind in {"city", "country"} and to.case == "Gen") or "visit.homeward" in to.senses
    bound = bound or ("country_noun" in to.senses and to.own == "Gen")  # দেশের বিমান ধরেন
    return bound and following is not None and "visit.boards" in following.senses


def _dated(chunks: list[Chunk], part: Part, draft: FactDraft) -> None:
    """``…; সেটা ছিল ১৯৯২ সালের নভেম্বর``: when a visit was that a part before told without a date."""
    span = chunks[part.start : part.end]
    found = [mention for chunk in span if (mention := date_of(chunk)) is not None and mention.first is not None]
    senses = senses_of(chunks, part)
    plain = len(span) <= _COPULA and all(chunk.kind in {"date", "mark", "word", "verb"} for chunk in span)
    told = plain and not senses.isdisjoint({"verb.be", "visit.happen"})
    told = told or {"visit.him", "visit.welcome"} <= senses  # …; ৯ মার্চ তাঁকে স্বাগত জানান X
    if "startDate" not in draft.roles and len(found) == 1 and told:
        draft.roles.update({role: [value] for role, value in when(found[0]).items() if value is not None})


def _identified(chunks: list[Chunk], part: Part, draft: FactDraft) -> None:
    """``…; তিনি রাজীব গান্ধী``: who the visitor was whom a part before told by the office alone."""
    span = [chunk for chunk in chunks[part.start : part.end] if chunk.kind != "mark"]
    if "visitor" in draft.roles or len(span) < 2 or "he" not in span[0].senses:
        return
    person, home = span[1], draft.get("fromCountry")
    plain = person.kind == "person" and person.case == "Nom" and all("verb.be" in chunk.senses for chunk in span[2:])
    if plain and person.entity is not None and isinstance(home, Entity) and person.state in {None, home.id}:
        draft.roles["visitor"] = [person.entity]


def accompanied(scene: Scene, visit: FactDraft, remark: FactDraft, companion: Entity) -> FactDraft:
    """The visit of somebody who came along."""
    roles: dict[str, Value | list[Value] | None] = {role: visit.roles.get(role) for role in _SAME}
    offices = [
        c.office for c in remark.sentences[0].chunks if c.kind == "person" and c.entity == companion and c.office
    ]
    roles["visitor"] = companion
    roles["visitorOffice"] = Concept(f"office/{offices[0]}") if offices else None
    roles["visitKind"] = Concept("visit-kind/unspecified")
    return scene.draft("Visit", roles, "visit.made", remark.sentences[0], "0.9")
