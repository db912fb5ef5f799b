"""Reads visits: somebody in office, or a delegation, of one state of the pair in the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bilat_kg.model import Concept
from bilat_kg.text.chunks import Chunk, Sentence, bears, date_of
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.frames.visit.anchors import Anchor, find_anchor
from bilat_kg.text.frames.visit.company import companions, hosts, met
from bilat_kg.text.frames.visit.ellipsis import again, carried_on, only_comes, unsaid
from bilat_kg.text.frames.visit.goals import (
    Place,
    goes_wider,
    held_at,
    last_place,
    meets_them,
    place,
    spelt_otherwise,
    stays_at_home,
    still_there,
    told_after,
)
from bilat_kg.text.frames.visit.leaving import home_before
from bilat_kg.text.frames.visit.lists import fields, goal_of_list, is_caption, is_entry, of_visits, repeated, sender
from bilat_kg.text.frames.visit.manner import kind_in
from bilat_kg.text.frames.visit.mentions import Visitor
from bilat_kg.text.frames.visit.merging import merged
from bilat_kg.text.frames.visit.nobody import are_several, is_anybody, is_some, long_ago, serves_there
from bilat_kg.text.frames.visit.parts import head_anchor, parts
from bilat_kg.text.frames.visit.polarity import refusal
from bilat_kg.text.frames.visit.postponed import held_after
from bilat_kg.text.frames.visit.roles import side, visitors
from bilat_kg.text.frames.visit.sequel import closes, ended, goes_home, only_until, remarks, returned, when
from bilat_kg.text.frames.visit.times import Told, times
from bilat_kg.text.frames.visit.titles import held_by, titled_after
from bilat_kg.text.frames.visit.unplaced import comes, lands, sees_a_thing, went_there
from bilat_kg.text.frames.visit.wording import Part, is_visit, senses_of
from bilat_kg.text.rules import RuleFile
from bilat_kg.text.states import party, state_of
from bilat_kg.text.values import DateMention

_WHO = frozenset({"pronoun", "own", "delegation", "visit.who"})
_NAMED = _WHO | {"person", "office"}
_TELLS = frozenset(
    {"visit", "visit.journey", "visit.go", "visit.stay", "visit.arrival", "visit.attend", "visit.staying", "visit.act",
     "visit.chosen", "visit.welcome", "visit.while", "visit.maker", "visit.host", "visit.banquet", "visit.meeting",
     "visit.seen", "visit.in_stay", "visit.hosting", "visit.boards", "visit.return", "visit.left", "visit.leave",
     "visit.companion", "visit.visiting", "led"}
)  # fmt: skip
_OPENS = _TELLS | {"office", "delegation"}
_POINTING = frozenset({"visit.in_it", "visit.then"})
_NEAR = 2  # sentences back to a visit that somebody comes home from
_BACK = 3  # sentences back to the place that all of them tell of


def read(scene: Scene, sentence: Sentence, rules: RuleFile) -> Iterator[FactDraft]:
    """The visits of one sentence, and remarks on one told before (``visit.remark``), which ``settle`` attaches."""
    chunks = sentence.chunks
    if _OPENS.isdisjoint(sentence.senses) and not (sentence.item and of_visits(sentence)):
        return
    if _TELLS.isdisjoint(sentence.senses) and not of_visits(sentence) and not any(is_visit(chunk) for chunk in chunks):
        titled = {"date", "office"} <= sentence.senses and len(chunks) > 1
        listed = chunks[1].text == "(" or (sentence.item and "person" in sentence.senses)
        titled = titled and (listed or is_caption(chunks))
        if not titled or not any(is_entry(chunks, part) for part in parts(sentence)):
            return
    if (
        "visit" not in sentence.senses
        and (
            _NAMED.isdisjoint(sentence.senses)
            or not any(chunk.kind in {"person", "office"} or not _WHO.isdisjoint(chunk.senses) for chunk in chunks)
        )
        and not (sentence.item and "visit.same" in chunks[0].senses)
        and not ("date" in sentence.senses and ("visit.go" in sentence.senses or goes_home(chunks)))
    ):
        return
    told: list[FactDraft] = []
    for part in fields(chunks, parts(sentence)) if sentence.item else parts(sentence):
        found = list(_of_part(scene, sentence, part, told))
        told.extend(found or remarks(scene, sentence, part, told))
    yield from told


def settle(scene: Scene, drafts: list[FactDraft]) -> Iterable[FactDraft]:
    """One fact a visit, however often it is told."""
    return merged(scene, drafts)


def _of_part(scene: Scene, sentence: Sentence, part: Part, told: list[FactDraft]) -> Iterator[FactDraft]:
    chunks = sentence.chunks
    anchor = _anchor(sentence, part)
    if anchor is None:
        yield from again(scene, sentence, part, told)
        return
    if closes(chunks, part, anchor.noun, anchor.verb) or (anchor.staying and only_until(chunks, part)):
        return
    if anchor.mode == "named" and told and _of_that_visit(chunks, part, anchor.noun):
        return  # …, আর সেই সরকারি সফরে তাঁর মেজবান ছিলেন X
    if anchor.noun is None and _only_along(chunks, part):
        return
    if anchor.mode == "back" and anchor.noun is None and (told or _spoken_of(scene, sentence)):
        return  # who comes home comes from the visit told before
    who = visitors(scene, sentence, part, anchor, _abroadagain(scene, sentence, part, anchor))
    if not who and part.head is not None:
        who = visitors(scene, sentence, Part(*part.head), replace(anchor, mode="made"))
    if not who and told and ended(chunks, part, told[-1]):
        for other in told[:-1]:
            if other.get("startDate") == told[-1].get("startDate"):
                ended(chunks, part, other)
        return
    if not who:
        who = (
            unsaid(chunks, part, anchor, told)
            or repeated(scene, sentence, part)
            or carried_on(scene, sentence, part, anchor)
        )
    if not who:
        return
    rule = f"visit.{anchor.mode}"
    reason = refusal(chunks, part, anchor)
    if reason is None and part.head is not None:
        reason = refusal(chunks, Part(*part.head), replace(anchor, mode="made"))
    if reason == "cancelled" and len(who) == 1 and (held := held_after(chunks, part)) is not None:
        draft = _draft(
            scene, sentence, part, anchor, Told(who[0], held, part.start, part.end), spoken=False, shared=False
        )
        if isinstance(draft, FactDraft):
            yield draft
            return
    if reason is not None:
        scene.refuse(rule, reason, sentence)
        return
    shared = len(who) > 1 and anchor.mode == "made"
    for one in times(chunks, part, anchor, who):
        one = replace(one, when=_of_that(chunks, part)) if one.when is None else one
        draft = _draft(scene, sentence, part, anchor, one, spoken=bool(told), shared=shared)
        if isinstance(draft, FactDraft):
            if anchor.mode in {"made", "there"}:
                ended(chunks, part, draft)
            elif told and one.when is None:
                ended(chunks, part, told[-1])  # …; তাঁর সফর চলে পরদিন পর্যন্ত
            yield draft
        elif anchor.mode != "stub":
            scene.refuse(rule, draft, sentence)


def _of_that_visit(chunks: list[Chunk], part: Part, noun: int | None) -> bool:
    """Whether a part only goes on about the visit told before it."""
    if noun is None or chunks[noun].own != "Loc":
        return False
    return any("visit.that" in chunk.senses for chunk in chunks[max(part.start, noun - 3) : noun])


def _only_along(chunks: list[Chunk], part: Part) -> bool:
    """``তাঁর সঙ্গে এসেছিলেন X``: who came along on a visit told before, with no time nor place of its own."""
    named = any(
        chunk.kind in {"date", "city"} or "visit.there" in chunk.senses for chunk in chunks[part.start : part.end]
    )
    with_him = any(
        "own" in chunks[i].senses and "with" in chunks[i + 1].senses for i in range(part.start, part.end - 1)
    )
    return not named and with_him and bool(companions(chunks, part))


def _of_that(chunks: list[Chunk], part: Part) -> DateMention | None:
    """``অক্টোবরে ভেড়ে জাহাজ; তাতে চেপে আসেন X``: the one date told before, where a part begins with what points to that."""
    if chunks[part.start].senses.isdisjoint(_POINTING):
        return None
    found = [mention for chunk in chunks[: part.start] if (mention := date_of(chunk)) is not None]
    return found[0] if len(found) == 1 and found[0].first is not None and found[0].boundary is None else None


def _spoken_of(scene: Scene, sentence: Sentence) -> bool:
    """Whether the sentences just before tell of visiting."""
    near = scene.sentences[max(0, sentence.index - _NEAR) : sentence.index]
    return any(not other.senses.isdisjoint({"visit", "visit.go"}) for other in near)


def _abroadagain(scene: Scene, sentence: Sentence, part: Part, anchor: Anchor) -> str | None:
    """``তিনি আবার ওয়ারশ আসেন``: who goes somewhere again is of the other state, whoever was named last."""
    senses = senses_of(sentence.chunks, part)
    if anchor.mode != "made" or "also" not in senses or "pronoun" not in senses:
        return None
    goal = place(sentence.chunks, part, anchor, None, scene.pair)
    if not isinstance(goal, Place) or (goal.at >= 0 and sentence.chunks[goal.at].anaphor):
        return None
    return scene.pair.other(goal.state)


def _anchor(sentence: Sentence, part: Part) -> Anchor | None:
    chunks = sentence.chunks
    if part.head is not None:
        return head_anchor(chunks, part)
    anchor = find_anchor(chunks, part)
    if anchor is not None and anchor.mode == "named" and sentence.item and of_visits(sentence):
        span = chunks[part.start : part.end]
        if not any(c.verb is not None or (c.kind in {"person", "office"} and c.case == "Gen") for c in span):
            return Anchor("stub", None, None)  # X – ২০১৪ (সরকারি), ২০১৭ (কর্মসফর)
    if anchor is not None:
        return anchor
    listed = of_visits(sentence) or bears(chunks[part.start : part.end], "visit.while") or is_entry(chunks, part)
    if not listed or any(chunk.verb is not None and chunk.verb.finite for chunk in chunks[part.start : part.end]):
        return None
    return Anchor("stub", None, None)


def _draft(
    scene: Scene, sentence: Sentence, part: Part, anchor: Anchor, one: Told, *, spoken: bool, shared: bool
) -> FactDraft | str:
    """The visit as a draft, or a word on why it is none."""
    chunks, visitor = sentence.chunks, one.visitor
    if visitor.state is None and (state := side(chunks, part) or sender(sentence, scene.pair)) is not None:
        visitor = replace(visitor, state=state)
    if visitor.state is None and anchor.mode == "back" and anchor.verb is not None:
        visitor = replace(visitor, state=home_before(chunks, anchor.verb))
    if visitor.state is not None and visitor.state not in scene.pair:
        return "visitor of a third state"
    visitor = titled_after(scene, sentence, held_by(scene, sentence, visitor))
    if anchor.mode == "named" and visitor.at > 0 and "counterpart" in chunks[visitor.at - 1].senses:
        return "the host"  # সফরের দ্বিতীয় দিনে তাঁর সমকক্ষ Y ঘোষণা করেন
    if visitor.state is None and anchor.mode == "there" and anchor.noun is None:
        return "a meeting, nobody knows of whose state"
    own = Part(max(one.visitor.at, one.start), one.end) if shared else part
    goal = _goal(scene, sentence, own, anchor, visitor, spoken=spoken)
    if isinstance(goal, str) and shared:
        goal = _goal(scene, sentence, part, anchor, visitor, spoken=spoken)
    if isinstance(goal, str):
        return goal
    origin = visitor.state or scene.pair.other(goal.state)
    if origin is None or party(origin) == party(goal.state):
        return "at home"
    if visitor.entity is None and visitor.office is None:
        return "no visitor"
    if anchor.mode == "back" and anchor.noun is None and visitor.office is None:
        return "back from what is no visit"
    if visitor.entity is None and one.when is None and is_anybody(chunks, visitor.at):
        return "a habit"
    spoken_of = anchor.mode == "named" and anchor.noun is not None and chunks[anchor.noun].case == "Gen"
    if (
        visitor.entity is None
        and one.when is None
        and (spoken_of or (anchor.mode == "named" and long_ago(chunks, part)))
    ):
        return "nobody knows who, nor when"
    if visitor.office == "other" and serves_there(scene, sentence, visitor):
        return "a diplomat at his post"
    if visitor.entity is None and one.when is None and are_several(chunks, visitor.at):
        return "more than one, nobody knows when"
    if anchor.mode == "stub" and one.when is None:
        return "no date"
    listed = anchor.mode in {"listed", "stub"}
    span = (one.start, one.end) if listed else (part.start, part.end)
    towns = [c for c in chunks[one.start : one.end] if c.kind in {"city", "country"} and c.own == "Loc"]
    if anchor.mode == "listed" and towns and all(party(state_of(c) or goal.state) == party(origin) for c in towns):
        return "at home"  # of this date somebody else is told, whom nobody knows
    kind = kind_in(chunks, *span, listed=listed)
    if kind == "unspecified" and part.head is not None:
        kind = kind_in(chunks, *part.head)
    hardly = visitor.entity is None and one.when is None and is_some(chunks, visitor.at)
    if hardly and any(date_of(chunk) is not None for chunk in chunks[part.start : part.end]):
        return "a habit"  # কোনো চীনা রাষ্ট্রপতি … ১৯৫০-এর দশকে
    return scene.draft(
        "Visit",
        {
            "visitor": visitor.entity,
            "visitorOffice": Concept(f"office/{visitor.office}") if visitor.office else None,
            "fromCountry": scene.country(origin),
            "toCountry": scene.country(goal.state),
            **(returned(chunks, part, one.when) if anchor.mode == "back" or anchor.closing else when(one.when)),
            "visitKind": Concept(f"visit-kind/{kind}"),
            "host": hosts(chunks, part, visitor.entity)[:1],
            "met": met(chunks, part, visitor.entity),
        },
        "visit.named" if hardly else f"visit.{anchor.mode}",
        sentence,
        "1" if goal.at >= 0 and visitor.at >= 0 and not hardly else "0.8",
    )


def _goal(
    scene: Scene, sentence: Sentence, part: Part, anchor: Anchor, visitor: Visitor, *, spoken: bool
) -> Place | str:
    """The state visited: by its place, by the head of the list, else the other one where only visiting is spoken of."""
    chunks = sentence.chunks
    goal = place(chunks, part, anchor, visitor, scene.pair)
    if goal == "no destination" and (said := told_after(chunks, part)) is not None:
        return said if said.state in scene.pair else "third country"
    if isinstance(goal, str) and part.head is not None:
        goal = place(chunks, Part(*part.head), replace(anchor, mode="listed"), visitor, scene.pair)
    if isinstance(goal, str) and sentence.intro is not None:
        goal = goal_of_list(sentence, visitor, scene.pair)
    if goal == "no destination" and bears(chunks[part.start : part.end], "visit.there"):
        goal = last_place(chunks, part.start, visitor, scene.pair) or goal
    if goal == "no destination" and visitor.state is not None and not spoken:
        goal = (
            still_there(chunks, part, visitor, scene.pair)
            or meets_them(chunks, part, anchor, visitor, scene.pair)
            or goal
        )
    if goal == "no destination":
        goal = spelt_otherwise(scene, chunks, part, anchor, visitor) or goal
    if goal == "no destination" and anchor.staying:
        goal = held_at(chunks, part, visitor, scene.pair) or goal
    if goal not in {"no destination", "at home"} or visitor.state is None:
        return goal
    other = scene.pair.other(visitor.state)
    if other is None or bears(chunks[part.start : part.end], "visit.abroad") or goes_wider(chunks, part, anchor.noun):
        return goal
    if anchor.noun is not None and sees_a_thing(chunks, anchor.noun):
        return goal
    if anchor.noun is not None or anchor.mode == "stub":
        home_only = anchor.mode == "back" and goal == "at home"  # সফর শেষে মাস্কাট ফেরেন
        if home_only and any(c.kind in {"city", "country"} and c.case == "Abl" for c in chunks[part.start : part.end]):
            return goal  # সফর শেষে সোহার থেকে মাস্কাট ফেরেন
        if home_only and stays_at_home(chunks, part, anchor, visitor.state):
            return goal
        return Place(-1, other) if goal == "no destination" or home_only else goal
    near = scene.sentences[max(0, sentence.index - 1) : sentence.index + 2]
    about = spoken or of_visits(sentence) or any("visit" in other.senses for other in near)
    if goal == "no destination" and lands(scene, sentence, part, other):
        return Place(-1, other)
    about = about or went_there(scene.sentences[max(0, sentence.index - _BACK) : sentence.index], other)
    plain = (about and only_comes(chunks, part)) or (goal == "no destination" and comes(chunks, part, anchor))
    return Place(-1, other) if plain or bears(chunks[part.start : part.end], "also") else goal
