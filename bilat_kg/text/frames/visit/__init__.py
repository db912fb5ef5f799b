"""Reads visits: somebody in office, or a delegation, of one state of the pair in the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bilat_kg.model import Concept, Entity, PartialDate, Value
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.discourse import party
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.frames.visit.company import hosts, met
from bilat_kg.text.frames.visit.merging import merged
from bilat_kg.text.frames.visit.parts import Anchor, Part, find_anchor, parts, refusal
from bilat_kg.text.frames.visit.roles import Place, Visitor, kind, place, visitors
from bilat_kg.text.frames.visit.times import times
from bilat_kg.text.rules import RuleFile
from bilat_kg.text.values import DateMention

_WHO = frozenset({"pronoun", "own", "delegation", "visit.who"})


def read(scene: Scene, sentence: Sentence, rules: RuleFile) -> Iterator[FactDraft]:
    """The visits of one sentence, and remarks on one told before (``visit.remark``), which ``settle`` attaches."""
    del rules
    chunks = sentence.chunks
    if not any(chunk.kind in {"person", "office"} or not _WHO.isdisjoint(chunk.senses) for chunk in chunks):
        return
    told: list[FactDraft] = []
    for part in parts(sentence):
        found = list(_of_part(scene, sentence, part, told))
        if not found:
            remark = _remark(scene, sentence, part, told)
            if remark is not None:
                found = [remark]
        told.extend(found)
    yield from told


def settle(scene: Scene, drafts: list[FactDraft]) -> Iterable[FactDraft]:
    """One fact a visit, however often it is told."""
    return merged(scene, drafts)


def _of_part(scene: Scene, sentence: Sentence, part: Part, told: list[FactDraft]) -> Iterator[FactDraft]:
    chunks = sentence.chunks
    anchor = _anchor(sentence, part)
    if anchor is None:
        yield from _again(scene, sentence, part, told)
        return
    who = visitors(scene, sentence, part, anchor)
    place_part = part
    if part.head is not None:
        place_part = Part(*part.head)
        who = who or visitors(scene, sentence, place_part, anchor)
    if not who and told and anchor.mode != "named" and _goes_on(chunks, part):
        yield from _same_visitor(scene, sentence, part, anchor, told[-1])
        return
    if not who:
        return
    rule = f"visit.{anchor.mode}"
    reason = refusal(chunks, part, anchor)
    if reason is None and part.head is not None:
        reason = refusal(chunks, place_part, Anchor("made", anchor.noun, anchor.verb))
    if reason is not None:
        scene.refuse(rule, reason, sentence)
        return
    for visitor, whens in times(chunks, part, anchor, who):
        yield from _drafts(scene, sentence, part, anchor, visitor, whens)


def _anchor(sentence: Sentence, part: Part) -> Anchor | None:
    chunks = sentence.chunks
    if part.head is not None:
        head = find_anchor(chunks, Part(*part.head))
        return Anchor("listed", head.noun, head.verb) if head else None
    anchor = find_anchor(chunks, part)
    if anchor is not None:
        return anchor
    senses = frozenset().union(*(chunk.senses for chunk in chunks[part.start : part.end]))
    listed = "visit" in sentence.heading or (sentence.intro is not None and "visit" in sentence.intro.senses)
    if not listed and "visit.while" not in senses:
        return None
    if any(chunk.verb is not None and chunk.verb.finite for chunk in chunks[part.start : part.end]):
        return None
    return Anchor("stub", None, None)


def _drafts(
    scene: Scene, sentence: Sentence, part: Part, anchor: Anchor, visitor: Visitor, whens: list[DateMention | None]
) -> Iterator[FactDraft]:
    chunks = sentence.chunks
    rule = f"visit.{anchor.mode}"
    goal = _goal(scene, sentence, part, anchor, visitor)
    if isinstance(goal, str):
        if anchor.mode != "stub":
            scene.refuse(rule, goal, sentence)
        return
    origin = visitor.state or scene.pair.other(goal.state)
    if origin is None or origin not in scene.pair or party(origin) == party(goal.state):
        scene.refuse(rule, "visitor of a third state" if origin not in scene.pair else "at home", sentence)
        return
    if visitor.entity is None and visitor.office is None:
        scene.refuse(rule, "no visitor", sentence)
        return
    if anchor.mode == "stub" and not any(whens):
        return
    for when in whens:
        yield scene.draft(
            "Visit",
            {
                "visitor": visitor.entity,
                "visitorOffice": Concept(f"office/{visitor.office}") if visitor.office else None,
                "fromCountry": scene.country(origin),
                "toCountry": scene.country(goal.state),
                **_when(when),
                "visitKind": Concept(f"visit-kind/{kind(chunks, part, anchor)}"),
                "host": hosts(chunks, part, visitor.entity)[:1],
                "met": met(chunks, part, visitor.entity),
            },
            rule,
            sentence,
            "1" if goal.at >= 0 and part.start <= visitor.at < part.end else "0.8",
        )


def _goal(scene: Scene, sentence: Sentence, part: Part, anchor: Anchor, visitor: Visitor) -> Place | str:
    """The state visited: by its place, by the head of the list, else the other one where only a visit is spoken of."""
    chunks = sentence.chunks
    goal = place(chunks, part, anchor, visitor, scene.pair)
    if isinstance(goal, str) and part.head is not None:
        goal = place(chunks, Part(*part.head), Anchor("made", anchor.noun, anchor.verb), visitor, scene.pair)
    if isinstance(goal, str) and sentence.intro is not None:
        intro = Part(0, len(sentence.intro.chunks))
        goal = place(
            sentence.intro.chunks, intro, find_anchor(sentence.intro.chunks, intro) or anchor, visitor, scene.pair
        )
    if goal != "no destination" or visitor.state is None:
        return goal
    senses = frozenset().union(*(chunk.senses for chunk in chunks[part.start : part.end]))
    other = scene.pair.other(visitor.state)
    if other is None or "visit.abroad" in senses or (anchor.noun is None and "also" not in senses):
        return goal
    return Place(-1, other)


def _when(mention: DateMention | None) -> dict[str, Value | None]:
    if mention is None or mention.first is None:
        return {"startDate": None, "endDate": None}
    last: PartialDate | None = mention.last if mention.last != mention.first else None
    return {"startDate": mention.first, "endDate": last}


def _goes_on(chunks: list[Chunk], part: Part) -> bool:
    """Whether a part without a subject tells of one more visit of the same person: আবার, ফের."""
    return any("also" in chunk.senses for chunk in chunks[part.start : part.end])


def _same_visitor(
    scene: Scene, sentence: Sentence, part: Part, anchor: Anchor, before: FactDraft
) -> Iterator[FactDraft]:
    office, person, origin = before.get("visitorOffice"), before.get("visitor"), before.get("fromCountry")
    if not isinstance(origin, Entity):
        return
    name = office.name.removeprefix("office/") if isinstance(office, Concept) else None
    visitor = Visitor(-1, person if isinstance(person, Entity) else None, name, origin.id)
    if refusal(sentence.chunks, part, anchor) is not None:
        return
    for same, whens in times(sentence.chunks, part, anchor, [visitor]):
        yield from _drafts(scene, sentence, part, anchor, same, whens)


def _again(scene: Scene, sentence: Sentence, part: Part, told: list[FactDraft]) -> Iterator[FactDraft]:
    """``আর ২০২২ সালের ৫ থেকে ৮ সেপ্টেম্বর আবার``: a date and again, nothing else: the visit before, at another time."""
    chunks = sentence.chunks[part.start : part.end]
    plain = all(chunk.kind in {"date", "mark"} or {"also", "and"} & chunk.senses for chunk in chunks)
    if not told or told[-1].rule == "visit.remark" or not plain or not _goes_on(sentence.chunks, part):
        return
    anchor = Anchor("listed", None, None)
    for _, whens in times(sentence.chunks, part, anchor, [Visitor(part.start, None, None, None)]):
        for when in whens:
            if when is not None:
                before = {
                    k: v
                    for k, v in told[-1].roles.items()
                    if k in {"visitor", "visitorOffice", "fromCountry", "toCountry"}
                }
                yield scene.draft(
                    "Visit",
                    {**before, **_when(when), "visitKind": Concept("visit-kind/unspecified")},
                    "visit.made",
                    sentence,
                    "0.8",
                )


def _remark(scene: Scene, sentence: Sentence, part: Part, told: list[FactDraft]) -> FactDraft | None:
    """What a part says of the visit told before: who received the visitor, whom he met, what kind of visit it was."""
    chunks = sentence.chunks
    noun = next((i for i in range(part.start, part.end) if "visit" in chunks[i].senses), None)
    roles: dict[str, list[Entity] | Concept | None] = {
        "host": hosts(chunks, part, None)[:1],
        "met": met(chunks, part, None),
    }
    if noun is not None:
        found = kind(chunks, part, Anchor("named", noun, None))
        if found != "unspecified":
            roles["visitKind"] = Concept(f"visit-kind/{found}")
    if not any(roles.values()):
        return None
    if (
        not told
        and noun is None
        and not any({"pronoun", "own"} & chunk.senses for chunk in chunks[part.start : part.end])
    ):
        return None
    return scene.draft("Visit", roles, "visit.remark", sentence)
