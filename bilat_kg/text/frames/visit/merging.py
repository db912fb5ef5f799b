"""One fact a visit: what several sentences tell of the same visit is brought together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from bilat_kg.model import Concept, Entity, PartialDate, Value
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.frames.visit.sequel import accompanied, lasts
from bilat_kg.text.states import party

_UNSPECIFIED = Concept("visit-kind/unspecified")
_DAY = len("2000-01-01")
_STAY = timedelta(days=3)
_FLIGHT = timedelta(days=1)
_BELOW = 3  # sentences below a headline
_NEAR = 1  # sentences between a visit and a remark on it


def merged(scene: Scene, drafts: list[FactDraft]) -> Iterable[FactDraft]:
    """The visits of an article, each told once; remarks joined to the visit before them."""
    kept: list[FactDraft] = []
    for draft in drafts:
        if draft.rule == "visit.remark":
            _attach(kept, draft)
            kept.extend(_companions(scene, kept, draft))
            continue
        if draft.rule == "visit.there" and (known := next((k for k in kept if _during(k, draft)), None)) is not None:
            draft.roles.pop("startDate", None)
            _join(known, draft)
            continue
        met = next(
            (k for k in kept if k.rule == "visit.there" and draft.rule == "visit.made" and _during(draft, k)), None
        )
        if met is not None:  # the visit on which somebody met somebody is told later
            met.roles.pop("startDate", None)
            met.rule = draft.rule
        same = met or next((other for other in kept if _same(other, draft)), None)
        if same is not None:
            _join(same, draft)
        elif draft.rule == "visit.named" and draft.get("startDate") is None and draft.confidence < 1:
            scene.refuse(draft.rule, "neither place nor date", draft.sentences[0])
        else:
            kept.append(draft)
    return [draft for draft in kept if not _only_announced(scene, draft) and _is_dated(scene, draft)]


def _is_dated(scene: Scene, draft: FactDraft) -> bool:
    """Whether an article tells when a visit was: of one that it only speaks of, nobody could say which it is."""
    if draft.get("startDate") is None and draft.get("endDate") is None:
        scene.refuse(draft.rule, "no date", draft.sentences[0])
        return False
    return True


def _only_announced(scene: Scene, draft: FactDraft) -> bool:
    """``পেরু সফরে X``, a headline, where the lines below it tell of a visit that is to come: ``X পেরু সফর করবেন``."""
    line = draft.sentences[0]
    headline = len(draft.sentences) == 1 and line.index <= _NEAR and not any(chunk.verb for chunk in line.chunks)
    if draft.rule != "visit.named" or draft.get("startDate") is not None or not headline:
        return False
    below = scene.sentences[line.index + 1 : line.index + 1 + _BELOW]
    starts = {sentence.start for sentence in below}
    return any(
        refused.rule.startswith("visit.") and refused.reason == "planned" and refused.evidence.start in starts
        for refused in scene.abstentions
    )


def _attach(kept: list[FactDraft], remark: FactDraft) -> None:
    if not kept:
        return
    far = remark.sentences[0].index - kept[-1].sentences[-1].index - _NEAR
    if far > 1 or (far == 1 and set(remark.roles) != {"visitKind"}):  # সফরটি ছিল রাষ্ট্রীয়, said after who received
        return
    visit = kept[-1]
    to, visitor = visit.get("toCountry"), visit.get("visitor")
    code = party(to.id) if isinstance(to, Entity) else None
    for role in ("host", "met"):
        people = [
            person
            for person in remark.roles.get(role, ())
            if isinstance(person, Entity)
            and person != visitor
            and (person.country is None or party(person.country) == code)
        ]
        if people and role not in visit.roles:
            visit.roles[role] = list(people)
    described = remark.get("visitKind")
    told_there = remark.sentences[0] is visit.sentences[-1]
    if isinstance(described, Concept) and (told_there or visit.get("visitKind") == _UNSPECIFIED):
        visit.roles["visitKind"] = [described]
    if "endDate" not in visit.roles and lasts(visit.get("startDate"), remark.get("endDate")):
        visit.roles["endDate"] = remark.roles["endDate"]
    left = remark.get("endDate")
    if visit.rule == "visit.back" and "startDate" not in visit.roles and isinstance(left, PartialDate):
        visit.roles.update(startDate=[PartialDate(left.iso[:7])], endDate=[left])  # সফর শেষে …; ১৫ মে ঢাকা ছাড়েন
    if "leader" in remark.roles and visitor is None and visit.get("visitorOffice") == Concept("office/delegation"):
        _lead(visit, remark)


def _lead(visit: FactDraft, remark: FactDraft) -> None:
    leader = remark.get("leader")
    offices = [c.office for c in remark.sentences[0].chunks if c.kind == "person" and c.entity == leader and c.office]
    visit.roles["visitor"] = remark.roles["leader"]
    if offices:
        visit.roles["visitorOffice"] = [Concept(f"office/{offices[0]}")]
    if remark.sentences[0] not in visit.sentences:
        visit.sentences.append(remark.sentences[0])


def _companions(scene: Scene, kept: list[FactDraft], remark: FactDraft) -> list[FactDraft]:
    """The visits of those who came along on the visit told last."""
    if not kept or not 0 <= remark.sentences[0].index - kept[-1].sentences[-1].index <= _NEAR:
        return []
    visit = kept[-1]
    home = visit.get("fromCountry")
    code = party(home.id) if isinstance(home, Entity) else None
    return [
        accompanied(scene, visit, remark, person)
        for person in remark.roles.get("companion", ())
        if isinstance(person, Entity)
        and person != visit.get("visitor")
        and (person.country is None or party(person.country) == code)
    ]


def _during(visit: FactDraft, meeting: FactDraft) -> bool:
    """Whether somebody met somebody on a visit that is told already."""
    if visit.get("visitor") != meeting.get("visitor") or visit.get("visitor") is None:
        return False
    for role in ("fromCountry", "toCountry"):
        a, b = visit.get(role), meeting.get(role)
        if not isinstance(a, Entity) or not isinstance(b, Entity) or party(a.id) != party(b.id):
            return False
    one, other = visit.get("startDate"), meeting.get("startDate")
    return _agree(one, other, visit.get("endDate")) or lasts(one, other)


def _same(one: FactDraft, other: FactDraft) -> bool:
    for role in ("fromCountry", "toCountry"):
        a, b = one.get(role), other.get(role)
        if not isinstance(a, Entity) or not isinstance(b, Entity) or party(a.id) != party(b.id):
            return False
    a, b = one.get("visitor"), other.get("visitor")
    if not _agree(one.get("startDate"), other.get("startDate"), one.get("endDate")):
        office = one.get("visitorOffice")
        unnamed = b is None and office is not None and office == other.get("visitorOffice")
        if a is None or (a != b and not unnamed):
            return False
        first, then = one.get("startDate"), other.get("startDate")
        return (a == b and _goes_on(first, then)) or _goes_on(then, first, _FLIGHT)
    if a is not None and b is not None:
        return a == b
    offices = one.get("visitorOffice"), other.get("visitorOffice")
    return offices[0] == offices[1] or (a is None and offices[0] is None) or (b is None and offices[1] is None)


def _goes_on(one: Value | None, other: Value | None, longest: timedelta = _STAY) -> bool:
    """Whether a day is one of the few after another: who is somewhere in the same state then, is still there.

    The other way round, the day on which somebody set out is told after that of arriving.
    """
    if (
        not isinstance(one, PartialDate)
        or not isinstance(other, PartialDate)
        or len(one.iso) + len(other.iso) < 2 * _DAY
    ):
        return False
    return timedelta(0) < date.fromisoformat(other.iso) - date.fromisoformat(one.iso) <= longest


def _agree(one: Value | None, other: Value | None, end: Value | None) -> bool:
    """Whether two dates can be those of one visit: one lies in the other, or one is not known."""
    if not isinstance(one, PartialDate) or not isinstance(other, PartialDate):
        return True
    if one.iso.startswith(other.iso) or other.iso.startswith(one.iso):
        return True
    return isinstance(end, PartialDate) and len(other.iso) == len(end.iso) and one.iso <= other.iso <= end.iso


def _arrived_before(visit: FactDraft, other: FactDraft) -> bool:
    """Whether a visit that was only named, on a day of it, is told to have begun some days before."""
    one, two = visit.get("startDate"), other.get("startDate")
    named = visit.rule in {"visit.named", "visit.there"} and other.rule == "visit.made" and "endDate" not in visit.roles
    return named and _goes_on(two, one)


def _join(visit: FactDraft, other: FactDraft) -> None:
    """Add to a visit what another sentence tells of it."""
    one, two = visit.get("startDate"), other.get("startDate")
    if isinstance(two, PartialDate) and (not isinstance(one, PartialDate) or len(two.iso) > len(one.iso)):
        visit.roles["startDate"] = [two]
        for role in ("endDate",):
            if role in other.roles:
                visit.roles[role] = other.roles[role]
    elif _arrived_before(visit, other):
        visit.roles["startDate"] = other.roles["startDate"]  # তিনি এখন সফরে রয়েছেন; শনিবার তিনি পৌঁছান
    elif visit.rule == "visit.back" and isinstance(one, PartialDate) and isinstance(two, PartialDate) and two < one:
        visit.roles["startDate"] = [two]  # দুই দিনের সফর শেষে ১৭ মে …; ১৫ মে তিনি আসেন
    elif "endDate" not in visit.roles and "endDate" in other.roles and (one == two or lasts(one, other.get("endDate"))):
        visit.roles["endDate"] = other.roles["endDate"]
    for role in ("visitor", "visitorOffice", "host", "met"):
        if role not in visit.roles and role in other.roles:
            visit.roles[role] = other.roles[role]
    if visit.get("visitKind") == _UNSPECIFIED and other.get("visitKind") not in (None, _UNSPECIFIED):
        visit.roles["visitKind"] = other.roles["visitKind"]
    visit.sentences.extend(sentence for sentence in other.sentences if sentence not in visit.sentences)
    visit.confidence = max(visit.confidence, other.confidence)
