"""Counts that go on about the people spoken of last: their later figures, and those who go the other way."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bilat_kg.model import Concept
from bilat_kg.text.chunks import Chunk, Sentence, dates
from bilat_kg.text.clauses import Clause, clauses
from bilat_kg.text.frames.headcount import WORDS, is_count, willed
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.frames.whereabouts import moves
from bilat_kg.text.frames.years import spanned
from bilat_kg.text.states import state_of
from bilat_kg.text.values import DateMention, NumberMention

RULE = "people.counted"
_OTHERS = frozenset({*WORDS, "people.not", "people.share", "which", "flow.total", "flow.goods"})
_BACK = frozenset({"flow.reverse", "and", "contrast", "but", "from", "also"})
_NEAR = 4  # sentences in which দেশটি may be the state that people were said to go to


@dataclass(frozen=True, slots=True)
class Group:
    """Whose people, as what, and where: what a later figure may be of."""

    name: str
    origin: str
    goal: str


@dataclass(slots=True)
class Memory:
    """Whom the text spoke of last, in which sentence, and the time of the last figure."""

    index: int = -2
    date: DateMention | None = None
    spoken: int = -2
    group: Group | None = None


def observation(
    scene: Scene, sentence: Sentence, group: Group, mention: DateMention | None, count: NumberMention | None
) -> FactDraft:
    """The fact that so many people of a group were counted then."""
    return scene.draft(
        "PeopleObservation",
        {
            "group": Concept(f"people/{group.name}"),
            "fromCountry": scene.country(scene.as_named(sentence, group.origin)),
            "toCountry": scene.country(scene.as_named(sentence, group.goal)),
            "period": spanned(mention),
            "number": int(count.value) if count is not None else None,
            "approximate": count.approximate if count is not None else None,
        },
        RULE,
        sentence,
        "1" if count is not None else "0.9",
    )


def remember(scene: Scene, sentence: Sentence, group: str, origin: str | None, goal: str | None) -> None:
    """Keep whom the text speaks of, where it says whose people they are, and where."""
    if origin is not None and goal is not None:
        memory = scene.memory("people", Memory)
        memory.group, memory.spoken = Group(group, origin, goal), sentence.index


def spoken_of(scene: Scene, sentence: Sentence, group: str | None = None) -> Group | None:
    """The people that this sentence or the one before spoke of, where they are ``group``."""
    memory = scene.memory("people", Memory)
    known = memory.group if sentence.index - memory.spoken <= 1 else None
    return known if known is not None and group in {None, known.name} else None


def going_to(scene: Scene, sentence: Sentence, group: str, start: int, end: int) -> tuple[str, str] | None:
    """``২০০৭ সালে দেশটিতে গেছেন ২ লাখ কর্মী``: workers go where those went who were told of a few sentences before."""
    known = scene.memory("people", Memory)
    chunks = sentence.chunks
    named = [chunk for chunk in chunks[start:end] if chunk.kind in {"country", "city"}]
    if known.group is None or known.group.name != group or sentence.index - known.spoken > _NEAR:
        return None
    if (
        len(named) != 1
        or not named[0].anaphor
        or named[0].own != "Loc"
        or not any(moves(chunk) for chunk in chunks[start:end])
    ):
        return None
    return known.group.origin, known.group.goal


def later_figures(scene: Scene, sentence: Sentence, used: set[int]) -> Iterator[FactDraft]:
    """``…, ২০২২ সালে তা নেমে যায় ৯ হাজার ৫৯৯ জনে``, ``…; ২০২২ সালে ৯,৫৯৯``: a dated figure of the people spoken of last."""
    group = spoken_of(scene, sentence)
    if group is None:
        return
    chunks = sentence.chunks
    for clause in clauses(sentence):
        inside = range(clause.start, clause.end)
        if clause.asserted and (other := _back(scene, sentence, clause, group, used)) is not None:
            yield other
            continue
        goes_on = scene.memory("people", Memory).spoken == sentence.index and bool(used) and max(used) < clause.start
        if clause.asserted and (again := _figures_again(sentence, clause, used, goes_on=goes_on)):
            yield from (observation(scene, sentence, group, *figure) for figure in again)
            continue
        numbers = [i for i in inside if i not in used and is_count(chunks[i])]
        if not numbers:
            continue
        mention = next((mention for i, mention in dates(sentence) if i in inside), None)
        said = {sense for i in inside for sense in chunks[i].senses}
        it = next((i for i in inside if "people.it" in chunks[i].senses and not _of_things(chunks, i)), None)
        if it is None and all(chunks[i].kind in {"date", "number", "mark"} for i in inside):
            it = clause.start
        if it is None and _only_counts(sentence, clause, numbers, group.goal):
            it = clause.start
        theirs = "people.number" in said and not said.isdisjoint({"own", "flow.now"})  # তাঁদের সংখ্যা …; বর্তমানে এ সংখ্যা …
        if it is None and inside and _goes_on(scene, sentence, clause.start, said):
            it = clause.start
        if it is None or not (mention or theirs) or not said.isdisjoint({*WORDS, "people.not"}):
            continue
        if not clause.asserted or numbers[-1] < it or any(willed(chunks[i]) for i in inside):
            continue
        near = range(_after_comma(chunks, clause.start, it), clause.end)
        if any(
            chunks[i].kind == "amount" or (chunks[i].kind == "country" and not _is_at(chunks[i], group.goal))
            for i in near
        ):
            continue
        value = chunks[numbers[-1]].value
        if isinstance(value, NumberMention):
            if it == clause.start:  # the next row of a list goes on
                scene.memory("people", Memory).spoken = sentence.index
            yield observation(scene, sentence, group, mention, value)


def _of_things(chunks: list[Chunk], at: int) -> bool:
    """``বিশ্ববিদ্যালয়ের সংখ্যা``: the number of something else than the people spoken of."""
    owner = chunks[at - 1] if at and "people.number" in chunks[at].senses else None
    if owner is None or owner.kind != "word" or owner.own != "Gen" or "own" in owner.senses:
        return False
    return not any(sense.startswith("people.") and sense != "people.institution" for sense in owner.senses)


def _after_comma(chunks: list[Chunk], start: int, at: int) -> int:
    """Where the words since the last comma before ``at`` begin."""
    return next((i + 1 for i in range(at - 1, start - 1, -1) if chunks[i].text == ","), start)


def _figures_again(
    sentence: Sentence, clause: Clause, used: set[int], *, goes_on: bool
) -> list[tuple[DateMention, NumberMention]]:
    """``২০১৩ সালে ১৩ হাজার হলেও ২০২০ সালে কমে ১০ হাজার হয়``, ``২০১৩ সালে ১৩ হাজার, ২০২০ সালে ১০ হাজার``.

    Dated figures that follow the first of the clause (or, where the sentence goes on about them, of the clause before),
    with nothing else there.
    """
    chunks = sentence.chunks
    first = max((i for i in used if clause.start <= i < clause.end), default=None)
    if first is None and goes_on:
        first = clause.start - 1
    if first is None:
        return []
    behind = next((i for i in range(first + 1, clause.end) if chunks[i].text == ","), first)
    if all(chunks[i].kind in {"country", "word"} and chunks[i].verb is None for i in range(first + 1, behind)):
        first = behind  # … ৮০ লাখ কেনীয়, পরের বছর ৪১ লাখ
    rest = range(first + 1, clause.end)
    numbers = [value for i in rest if is_count(chunks[i]) and isinstance(value := chunks[i].value, NumberMention)]
    mentions = [mention for i, mention in dates(sentence) if i in rest]
    plain = all(chunks[i].kind in {"date", "number", "verb", "word", "mark"} for i in rest)
    said = {sense for i in rest for sense in chunks[i].senses}
    if not plain or not said.isdisjoint(_OTHERS) or not 0 < len(numbers) == len(mentions):
        return []
    listed = all(chunks[i].verb is None and (chunks[i].kind != "word" or _of_time(chunks[i])) for i in rest)
    ordered = [chunks[i].kind for i in rest if chunks[i].kind in {"date", "number"}] == ["date", "number"] * len(
        numbers
    )
    if not ordered or not (listed or "flow.on" in said):
        return []
    return list(zip(mentions, numbers, strict=True))


def _of_time(chunk: Chunk) -> bool:
    return not chunk.senses.isdisjoint({"visit.part_of_time", "goods.not", "people.only", "but"})


def _goes_on(scene: Scene, sentence: Sentence, start: int, said: Collection[str]) -> bool:
    """``…, কিন্তু ২০১৬ সালে আসেন মাত্র ৫৪ হাজার``: a clause that opposes its figure to the one before, with its verb."""
    opposed = any(not c.senses.isdisjoint({"but", "contrast"}) for c in sentence.chunks[max(start - 1, 0) : start + 2])
    same = scene.memory("people", Memory).spoken == sentence.index
    return opposed and same and not {"people.moves", "people.lives"}.isdisjoint(said)


def _only_counts(sentence: Sentence, clause: Clause, numbers: list[int], goal: str) -> bool:
    """``…; ২০১৮ সালে গিয়েছিলেন ১,৯৫০ জন``, ``…, ২০২৩ সালে তাঁরা ছিলেন ১৫ হাজার``: a date, a number and that they were."""
    chunks = sentence.chunks
    inside = range(clause.start, clause.end)
    verbs = [chunks[i] for i in inside if chunks[i].verb is not None]
    if len(numbers) != 1 or len(verbs) != 1 or not any(chunks[i].kind == "date" for i in inside):
        return False
    value = chunks[numbers[0]].value
    they = any("people.they" in chunks[i].senses for i in inside)
    counted = isinstance(value, NumberMention) and (value.classifier or they)
    there = moves(verbs[0]) or not verbs[0].senses.isdisjoint({"verb.be", "people.lives", "people.studies"})
    return counted and there and all(_is_plain(chunks[i]) or _is_at(chunks[i], goal) for i in inside)


def _is_at(chunk: Chunk, goal: str) -> bool:
    """``২০২৪ সালে সেখানে X-এ গিয়েছেন ৩৯ জন``: where they go, said again."""
    return chunk.kind == "country" and chunk.own == "Loc" and state_of(chunk) == goal


def _is_plain(chunk: Chunk) -> bool:
    if chunk.kind in {"date", "number", "mark", "verb"}:
        return True
    return chunk.kind == "word" and not chunk.senses.isdisjoint(
        {"people.they", "people.census", "goods.not", "visit.part_of_time"}
    )


def _back(scene: Scene, sentence: Sentence, clause: Clause, group: Group, used: set[int]) -> FactDraft | None:
    """``…, সেখান থেকে আসেন ৩০ জন``, ``…, Y থেকে গিয়েছিল ৩ হাজার``: who goes the other way, told with no word for them."""
    chunks = sentence.chunks
    inside = range(clause.start, clause.end)
    numbers = [i for i in inside if i not in used and is_count(chunks[i])]
    if scene.memory("people", Memory).spoken != sentence.index or len(numbers) != 1 or not used:
        return None
    if max(used) >= clause.start or not any(moves(chunks[i]) for i in inside):
        return None
    turned = any("flow.reverse" in chunks[i].senses for i in inside)
    named = [chunks[i] for i in inside if chunks[i].kind in {"country", "city"}]
    plain = all(_is_plain(c) or c in named or not c.senses.isdisjoint(_BACK) for c in chunks[clause.start : clause.end])
    if not plain or len(named) + turned != 1:
        return None
    origin: str | None = group.goal
    if named:
        code = state_of(named[0])
        origin = code if named[0].case == "Abl" else scene.pair.other(code) if named[0].own == "Loc" else None
    if origin != group.goal:
        return None
    value = chunks[numbers[0]].value
    mention = scene.timeline.governing(sentence, numbers[0])
    used.add(numbers[0])
    return observation(
        scene,
        sentence,
        Group(group.name, group.goal, group.origin),
        mention,
        value if isinstance(value, NumberMention) else None,
    )
