"""Visits that leave out what the one told before has said: the visitor, the verb, or all but the date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bilat_kg.model import Concept, Entity, Value
from bilat_kg.text.chunks import Chunk, Sentence, bears, date_of
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.frames.visit.anchors import Anchor
from bilat_kg.text.frames.visit.goals import Place, place
from bilat_kg.text.frames.visit.mentions import Visitor, visitor_at
from bilat_kg.text.frames.visit.roles import in_office, is_honoured, without_consorts
from bilat_kg.text.frames.visit.sequel import when
from bilat_kg.text.frames.visit.times import times
from bilat_kg.text.frames.visit.wording import Part, senses_of
from bilat_kg.text.offices import office_of
from bilat_kg.text.states import state_of

_AGAIN = frozenset({"also", "visit.again"})
_AGAIN_AND = _AGAIN | {"and"}
_SAME = ("visitor", "visitorOffice", "fromCountry", "toCountry")


def unsaid(chunks: list[Chunk], part: Part, anchor: Anchor, told: list[FactDraft]) -> list[Visitor]:
    """The visitor where the part leaves the subject out: that of the visit before, else the sentence's subject."""
    if told and anchor.mode != "named" and bears(chunks[part.start : part.end], "also"):
        before = _visitor_of(told[-1])
        return [in_office(chunks, part, before)] if before else []
    listed = told and anchor.mode in {"named", "stub"} and told[-1].rule == "visit.stub"
    if listed and part.start and chunks[part.start - 1].text == ";" and _is_dated(chunks, part):
        before = _visitor_of(told[-1])
        return [before] if before else []
    if told and anchor.mode == "made" and _comes_once_more(chunks, part, told[-1]):
        before = _visitor_of(told[-1])
        return [before] if before else []
    if anchor.mode == "made" and (resumed := _resumed(chunks, part)) is not None:
        return [resumed]
    if anchor.mode != "made" or not only_comes(chunks, part, places=True):
        return []
    subjects = [
        v
        for i in range(part.start)
        if chunks[i].kind == "person" and "agent" not in chunks[i + 1].senses and (v := visitor_at(chunks, i, {"Nom"}))
    ]
    subjects = without_consorts(chunks, subjects)
    return [replace(subjects[0], at=-1)] if len({visitor.entity for visitor in subjects}) == 1 else []


def carried_on(scene: Scene, sentence: Sentence, part: Part, anchor: Anchor) -> list[Visitor]:
    """``X লিথুয়ানিয়ার পুরোনো বন্ধু। ২০১৫ সালে ভিলনিয়াসে এসেছিলেন।``: who the sentence before was about goes on being so."""
    chunks, at = sentence.chunks, anchor.verb
    if part.start or sentence.item or not sentence.index or anchor.mode != "made" or at is None:
        return []
    verb = chunks[at].verb
    if verb is None or not verb.finite or not is_honoured(scene, chunks[at]):
        return []
    span = chunks[part.start : part.end]
    if not only_comes(chunks, part, places=True) or all(date_of(chunk) is None for chunk in span):
        return []
    if any(chunk.kind in {"person", "office"} or "pronoun" in chunk.senses for chunk in span):
        return []
    goal = place(chunks, part, anchor, None, scene.pair)
    home = scene.pair.other(goal.state) if isinstance(goal, Place) else None
    before = scene.sentences[sentence.index - 1].chunks
    named = [v for i in range(len(before)) if before[i].kind == "person" and (v := visitor_at(before, i, {"Nom"}))]
    if home is None or len(named) != 1 or named[0].state != home:
        return []
    return [replace(named[0], at=-1)]


def _resumed(chunks: list[Chunk], part: Part) -> Visitor | None:
    """``X, যিনি ২০১৩ সালে রাষ্ট্রপতি হন, ২০১৫ সালে লিমায় আসেন``: what is told of X goes on after a clause on X."""
    who = next((i for i in range(part.start - 1, 1, -1) if "visit.who" in chunks[i].senses), None)
    if who is None or chunks[part.start - 1].text != "," or chunks[who - 1].text != ",":
        return None
    if any(chunk.text in {",", ";"} for chunk in chunks[who : part.start - 1]):
        return None
    span = chunks[part.start : part.end]
    if any((c.kind in {"person", "office"} and c.case == "Nom") or "pronoun" in c.senses for c in span):
        return None
    found = visitor_at(chunks, who - 2, {"Nom"}) if chunks[who - 2].kind == "person" else None
    if found is None:
        return None
    offices = [i for i in range(who, part.start - 1) if chunks[i].kind == "office" and _got(chunks, i)]
    return replace(found, at=-1, office=found.office or (office_of(chunks, offices[0]) if offices else None))


def _got(chunks: list[Chunk], at: int) -> bool:
    """Whether somebody is said to have got an office: ``রাষ্ট্রপতি হন``."""
    return at + 1 < len(chunks) and "verb.be" in chunks[at + 1].senses


def _comes_once_more(chunks: list[Chunk], part: Part, before: FactDraft) -> bool:
    """``… এবং ২০২৩ সালের ১১ মে মোম্বাসায় এসে পদক নেন``: one more date and place of the state just visited, nobody else."""
    span, goal = chunks[part.start : part.end], before.get("toCountry")
    if not isinstance(goal, Entity) or before.rule != "visit.made" or not span or "and" not in span[0].senses:
        return False
    if not any(date_of(chunk) is not None for chunk in span):
        return False
    if any(chunk.kind in {"person", "office"} and chunk.case == "Nom" for chunk in span):
        return False
    return any(chunk.kind in {"city", "country"} and state_of(chunk) == goal.id for chunk in span)


def _is_dated(chunks: list[Chunk], part: Part) -> bool:
    """A date, and nobody else and no verb: ``…; ১০–১২ জানুয়ারি ২০১৭, রাষ্ট্রীয় সফর``."""
    span = chunks[part.start : part.end]
    dated = any(date_of(chunk) is not None for chunk in span)
    return dated and not any(chunk.verb is not None or chunk.kind in {"person", "office"} for chunk in span)


def only_comes(chunks: list[Chunk], part: Part, *, places: bool = False) -> bool:
    """``চ্যান্সেলর আঙ্গেলা মের্কেল আসেন ২০১১-র অক্টোবরে``: who comes and when (and where to), nothing else."""
    return all(
        chunk.kind in {"person", "office", "date", "number", "mark"}
        or chunk.adjective
        or (chunk.kind == "country" and (places or chunk.case == "Gen"))
        or (chunk.kind == "city" and places)
        or any(sense.startswith("visit") for sense in chunk.senses)
        or not chunk.senses.isdisjoint({"and", "also", "pronoun", "contrast", "but"})
        for chunk in chunks[part.start : part.end]
    )


def _likewise(scene: Scene, sentence: Sentence, part: Part, told: list[FactDraft]) -> Iterator[FactDraft]:
    """The visits of others that leave out the verb of the one told before."""
    chunks = sentence.chunks
    span = chunks[part.start : part.end]
    who = [
        v for i in range(part.start, part.end) if chunks[i].kind == "person" and (v := visitor_at(chunks, i, {"Nom"}))
    ]
    plain = all(
        chunk.kind in {"person", "office", "date", "number", "mark"}
        or (chunk.kind == "country" and chunk.case == "Gen")
        or not chunk.senses.isdisjoint({"and", "also", "visit.manner", "tenure", "visit.first", "holding"})
        for chunk in span
    )
    before = told[-1] if told else None
    dated = any(date_of(chunk) is not None for chunk in span)
    if before is None or before.rule != "visit.made" or not (plain and dated) or len(who) != 1:
        return
    origin, goal = before.get("fromCountry"), before.get("toCountry")
    if not isinstance(origin, Entity) or who[0].state not in {None, origin.id} or goal is None:
        return
    for one in times(chunks, part, Anchor("listed", None, None), who):
        office = Concept(f"office/{one.visitor.office}") if one.visitor.office else None
        roles = {"visitor": one.visitor.entity, "visitorOffice": office, "fromCountry": origin, "toCountry": goal}
        kind = Concept("visit-kind/unspecified")
        yield scene.draft("Visit", {**roles, **when(one.when), "visitKind": kind}, "visit.made", sentence, "0.9")


def _visitor_of(draft: FactDraft) -> Visitor | None:
    """The visitor of a visit told before."""
    office, person, origin = (draft.get(role) for role in ("visitorOffice", "visitor", "fromCountry"))
    if not isinstance(origin, Entity):
        return None
    name = office.name.removeprefix("office/") if isinstance(office, Concept) else None
    return Visitor(-1, person if isinstance(person, Entity) else None, name, origin.id)


def again(scene: Scene, sentence: Sentence, part: Part, told: list[FactDraft]) -> Iterator[FactDraft]:
    """``আর ২০২২ সালের ৫ থেকে ৮ সেপ্টেম্বর আবার``: a date and again, nothing else: the visit before, at another time.

    ``এবং শিরাক ১৯৯৮-এর জানুয়ারিতে``: a date and somebody else: what was told before is told of both.
    """
    chunks = sentence.chunks
    yield from _likewise(scene, sentence, part, told)
    before = _visitor_of(told[-1]) if told else None
    if before is None or senses_of(chunks, part).isdisjoint(_AGAIN):
        return
    span = chunks[part.start : part.end]
    if not all(chunk.kind in {"date", "mark"} or not chunk.senses.isdisjoint(_AGAIN_AND) for chunk in span):
        return
    for one in times(chunks, part, Anchor("listed", None, None), [before]):
        if one.when is not None:
            roles: dict[str, list[Value]] = {role: told[-1].roles[role] for role in _SAME if role in told[-1].roles}
            kind = Concept("visit-kind/unspecified")
            yield scene.draft("Visit", {**roles, **when(one.when), "visitKind": kind}, "visit.made", sentence, "0.8")
