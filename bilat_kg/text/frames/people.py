"""People counted: how many students, tourists, workers and so on of one state were in the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from bilat_kg.model import Concept
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import clause_at, clauses
from bilat_kg.text.discourse import party, state_of
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.rules import RuleFile
from bilat_kg.text.timeline import as_value, dates
from bilat_kg.text.values import DateMention, NumberMention

_RULE = "people.counted"
_DOING = (
    ("people.studies", "students"), ("people.works", "workers"), ("people.lives", "diaspora"),
    ("people.travel", "tourists"),
)  # fmt: skip
_GROUPS = ("students", "tourists", "workers", "troops", "diaspora")
_WORDS = tuple(f"people.{group}" for group in _GROUPS)
_STANDS_ALONE = frozenset({"people.number", "and", "also", "matter", "between", *(sense for sense, _ in _DOING)})


@dataclass(frozen=True, slots=True)
class _Group:
    """Whose people, as what, and where: what a later figure may be of."""

    name: str
    origin: str
    goal: str


@dataclass(slots=True)
class _Memory:
    index: int = -2
    date: DateMention | None = None
    spoken: int = -2
    group: _Group | None = None


def read(scene: Scene, sentence: Sentence, _: RuleFile) -> Iterator[FactDraft]:
    """The counts of people in one sentence; each number serves once."""
    used: set[int] = set()
    for at, chunk in enumerate(sentence.chunks):
        group = next((g for g in _GROUPS if f"people.{g}" in chunk.senses), None)
        if group is None and chunk.adjective:
            group = _named_by_state(scene, sentence, at)
        if group is not None:
            yield from _count(scene, sentence, at, group, used)
    yield from _later_figures(scene, sentence, used)


def _count(scene: Scene, sentence: Sentence, at: int, group: str, used: set[int]) -> Iterator[FactDraft]:
    chunks = sentence.chunks
    start, end = _around(sentence, at)
    inside = range(start, end)
    senses = {sense for i in inside for sense in chunks[i].senses}
    if "people.plain" in chunks[at].senses:
        doing = next((found for sense, found in _DOING if sense in senses), None)
        if doing is None and not ("people.number" in senses and _placed(scene, chunks, start, end)):
            return
        group = doing or "diaspora"
    number = _number(chunks, at, start, end, used)
    batch = number is None and "people.batch" in senses and "date" in senses | {c.kind for c in chunks[start:end]}
    if number is None and not batch:
        if scene.memory("people", _Memory).spoken != sentence.index:  # of two groups not counted, the first is meant
            _remember(scene, sentence, group, *_states(scene, chunks, at, start, end))
        return
    related = next((i for i in range(at + 1, end) if "which" in chunks[i].senses), end)
    near = range(max(start, (at if number is None else min(at, number)) - 2), related)
    if any("people.not" in chunks[i].senses for i in near) or _unreal(chunks, at, end):
        scene.refuse(_RULE, "people planned, denied, or counted for something else", sentence)
        return
    if any(
        (code := state_of(chunks[i])) is not None and code not in scene.pair
        for i in near
        if chunks[i].kind == "country"
    ):
        scene.refuse(_RULE, "people of or in a third state", sentence)
        return
    if not _placed(scene, chunks, start, end) and _placed_elsewhere(scene, chunks, start, related):
        scene.refuse(_RULE, "people in a third state", sentence)
        return
    origin, goal = _states(scene, chunks, at, start, end)
    if origin is None and goal is None and (known := _leans_on(scene, sentence, group, start, senses)) is not None:
        origin, goal = known.origin, known.goal
    if origin is None and goal is None and "people.sends" in senses:
        origin = _sender(scene, sentence, start)
        goal = scene.pair.other(origin)
    if origin is None or goal is None:
        scene.refuse(_RULE, "whose people, or where, is unclear", sentence)
        return
    if number is not None:
        used.add(number)
    value = chunks[number].value if number is not None else None
    count = value if isinstance(value, NumberMention) else None
    memory = scene.memory("people", _Memory)
    mention = scene.timeline.governing(sentence, at)
    if mention is None and sentence.index == memory.index + 1 and sentence.chunks[0].senses & {"contrast", "also"}:
        mention = memory.date  # অপরদিকে, …: the figures of one time, side by side
    memory.index, memory.date = sentence.index, mention
    _remember(scene, sentence, group, origin, goal)
    period = as_value(mention)
    if count is None and period is None:
        return
    yield _draft(scene, sentence, _Group(group, origin, goal), mention, count)


def _draft(
    scene: Scene, sentence: Sentence, group: _Group, mention: DateMention | None, count: NumberMention | None
) -> FactDraft:
    return scene.draft(
        "PeopleObservation",
        {
            "group": Concept(f"people/{group.name}"),
            "fromCountry": scene.country(scene.as_named(sentence, group.origin)),
            "toCountry": scene.country(scene.as_named(sentence, group.goal)),
            "period": as_value(mention),
            "number": int(count.value) if count is not None else None,
            "approximate": count.approximate if count is not None else None,
        },
        _RULE,
        sentence,
        "1" if count is not None else "0.9",
    )


def _remember(scene: Scene, sentence: Sentence, group: str, origin: str | None, goal: str | None) -> None:
    if origin is not None and goal is not None:
        memory = scene.memory("people", _Memory)
        memory.group, memory.spoken = _Group(group, origin, goal), sentence.index


def _spoken_of(scene: Scene, sentence: Sentence, group: str | None = None) -> _Group | None:
    """The people that this sentence or the one before spoke of, where they are ``group``."""
    memory = scene.memory("people", _Memory)
    known = memory.group if sentence.index - memory.spoken <= 1 else None
    return known if known is not None and group in {None, known.name} else None


def _leans_on(scene: Scene, sentence: Sentence, group: str, start: int, senses: Collection[str]) -> _Group | None:
    """The people told of before whom a clause without states counts on (আরও …), counts some of or counts besides."""
    beside = "and" in sentence.chunks[start].senses and scene.memory("people", _Memory).spoken == sentence.index
    if "which" in senses or beside:
        return _spoken_of(scene, sentence)
    return _spoken_of(scene, sentence, group) if "also" in senses else None


def _sender(scene: Scene, sentence: Sentence, before: int) -> str | None:
    """The state that is the subject of the clauses before and goes on as it: ``X Y-কে সমর্থন জানায় এবং ৯০ সৈন্য পাঠায়``."""
    for chunk in sentence.chunks[:before]:
        if chunk.kind == "country" and chunk.case == "Nom" and (code := state_of(chunk)) in scene.pair:
            return code
    return None


def _later_figures(scene: Scene, sentence: Sentence, used: set[int]) -> Iterator[FactDraft]:
    """``…, ২০২২ সালে তা নেমে যায় ৯ হাজার ৫৯৯ জনে``, ``…; ২০২২ সালে ৯,৫৯৯``: a dated figure of the people spoken of last."""
    group = _spoken_of(scene, sentence)
    if group is None:
        return
    chunks = sentence.chunks
    for clause in clauses(sentence):
        inside = range(clause.start, clause.end)
        mention = next((mention for i, mention in dates(sentence) if i in inside), None)
        numbers = [i for i in inside if i not in used and _is_count(chunks[i])]
        said = {sense for i in inside for sense in chunks[i].senses}
        it = next((i for i in inside if "people.it" in chunks[i].senses), None)
        if it is None and all(chunks[i].kind in {"date", "number", "mark"} for i in inside):
            it = clause.start
        if it is None or mention is None or not numbers or not said.isdisjoint({*_WORDS, "people.not"}):
            continue
        if not clause.asserted or numbers[-1] < it or any(chunks[i].kind in {"amount", "country"} for i in inside):
            continue
        value = chunks[numbers[-1]].value
        if isinstance(value, NumberMention):
            yield _draft(scene, sentence, group, mention, value)


def _named_by_state(scene: Scene, sentence: Sentence, at: int) -> str | None:
    """``২৭,০০০ ব্রাজিলীয় বসবাস করেন``: the adjective of a state stands for its people, the verb says as what.

    Where they are only counted (ব্রাজিলীয়দের সংখ্যা ২৭,০০০), they live there. Who goes the other way (উল্টো পথে গেছেন
    ১ লাখ কেনীয়) goes as those did who were told of before.
    """
    chunks = sentence.chunks
    before = chunks[at - 1] if at else None
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    numbered = following is not None and ("people.number" in following.senses or following.text == ":")
    if not numbered and (before is None or before.kind != "number"):
        return None
    if following is not None and following.kind == "word" and following.senses.isdisjoint(_STANDS_ALONE):
        return None  # it only qualifies the noun after it
    start, end = _around(sentence, at)
    inside = chunks[start:end]
    doing = {sense for chunk in inside for sense in chunk.senses}
    group = next((group for sense, group in _DOING if sense in doing), None)
    if group is None and numbered and _placed(scene, chunks, start, end):
        return "diaspora"
    if group is None and any(map(_moves, inside)) and (known := _spoken_of(scene, sentence)):
        return known.name
    return group


def _around(sentence: Sentence, at: int) -> tuple[int, int]:
    """The clause of the word for people, or its half where a conjunction after a comma joins two counts."""
    clause = clause_at(sentence, at)
    chunks, start, end = sentence.chunks, clause.start, clause.end
    for i in range(clause.start + 1, clause.end):
        if chunks[i - 1].text == "," and not chunks[i].senses.isdisjoint({"and", "contrast"}):
            if i > at:
                return start, i
            start = i
    return start, end


def _number(chunks: list[Chunk], at: int, start: int, end: int, used: set[int]) -> int | None:
    """The number that counts the people at ``at``: the nearest before, else the first after it."""

    def counts(i: int) -> bool:
        return i not in used and _is_count(chunks[i])

    for i in range(at - 1, start - 1, -1):
        if counts(i):
            return i
        if any(f"people.{group}" in chunks[i].senses for group in _GROUPS) and "people.plain" not in chunks[at].senses:
            break
    for i in range(at + 1, end):
        if counts(i):
            return None if _counts_others(chunks, i, end) else i
        if any(f"people.{group}" in chunks[i].senses for group in _GROUPS):
            break
    return None


def _counts_others(chunks: list[Chunk], number: int, end: int) -> bool:
    """``কেনিয়ার সেনাদের প্রশিক্ষণ দিতে ৬০ জন পেরুভীয় সৈন্য``: the number belongs to the word for people after it."""
    for i in range(number + 1, min(number + 3, end)):
        if not chunks[i].senses.isdisjoint(_WORDS):
            return True
        if not chunks[i].adjective:
            return False
    return False


def _is_count(chunk: Chunk) -> bool:
    value = chunk.value
    return (
        chunk.kind == "number"
        and isinstance(value, NumberMention)
        and value.kind == "count"
        and value.value == int(value.value)
        and value.value > 1
    )


def _placed(scene: Scene, chunks: list[Chunk], start: int, end: int) -> bool:
    """Whether the words say in which state of the pair people are."""
    return any(
        c.kind in {"country", "city"} and c.own == "Loc" and state_of(c) in scene.pair for c in chunks[start:end]
    )


def _placed_elsewhere(scene: Scene, chunks: list[Chunk], start: int, end: int) -> bool:
    """Whether the words say that people are in a third state."""
    return any(c.kind == "country" and c.own == "Loc" and state_of(c) not in scene.pair for c in chunks[start:end])


def _unreal(chunks: list[Chunk], at: int, end: int) -> bool:
    return any(
        ((verb := chunk.verb) is not None and (verb.negated or verb.mood == "future")) or "not" in chunk.senses
        for chunk in chunks[at:end]
    )


def _states(scene: Scene, chunks: list[Chunk], at: int, start: int, end: int) -> tuple[str | None, str | None]:
    """Where the people come from (genitive, adjective, ablative) and where they are (locative, or what they visit)."""
    origin = goal = None
    pointed: str | None = None
    shelters = any("people.shelter" in chunk.senses for chunk in chunks[start:end])
    for i in range(start, end):
        chunk = chunks[i]
        if chunk.kind not in {"country", "city"}:
            continue
        code = state_of(chunk)
        if code not in scene.pair or code is None:
            continue
        born = i + 1 < end and "people.born" in chunks[i + 1].senses
        if (
            i == at
            or born
            or chunk.case == "Abl"
            or (chunk.kind == "country" and chunk.case == "Gen" and _theirs(scene, chunks, i, at))
        ):
            if chunk.anaphor:
                pointed = code
            origin = code
        elif chunk.case in {"Loc", "Acc"} or (chunk.case == "Nom" and (shelters or _visited(chunks, i, end))):
            goal = code
            if chunk.anaphor:
                pointed = code
        elif (
            chunk.case == "Gen" and goal is None and (i < at or any(_locative(scene, c) for c in chunks[i + 1 : i + 3]))
        ):
            goal = code
    if origin is not None and goal is not None and party(origin) == party(goal):
        if pointed is None:
            return None, None
        goal = None
    if origin is None and goal is not None:
        origin = scene.pair.other(goal)
    if goal is None and origin is not None:
        goal = scene.pair.other(origin)
    return origin, goal


def _locative(scene: Scene, chunk: Chunk) -> bool:
    """Whether a chunk stands in the locative; of a word that nobody knows, by its ending."""
    if chunk.own == "Loc":
        return True
    unknown = chunk.kind == "word" and not chunk.senses
    return unknown and any(cut.case == "Loc" and len(cut.stem) > 3 for cut in scene.morphology.cuts(chunk.text))


def _theirs(scene: Scene, chunks: list[Chunk], owner: int, people: int) -> bool:
    """Whether a genitive or adjective belongs to the people: nothing but their number and qualities stands between."""
    if owner > people:
        return False
    return not any(
        chunks[i].kind in {"country", "city", "verb", "date"}
        or "people.institution" in chunks[i].senses
        or _locative(scene, chunks[i])
        for i in range(owner + 1, people)
    )


def _visited(chunks: list[Chunk], place: int, end: int) -> bool:
    """``মালয়েশিয়া ভ্রমণে``, ``চিলি ঘুরে গেছেন``: a bare name before a word of travel or a verb of motion."""
    return any("people.travel" in chunk.senses or _moves(chunk) for chunk in chunks[place + 1 : min(place + 4, end)])


def _moves(chunk: Chunk) -> bool:
    return chunk.verb is not None and "people.moves" in chunk.senses


def settle(scene: Scene, drafts: list[FactDraft]) -> Iterable[FactDraft]:
    """One fact a count: the same one told twice has two sentences."""
    del scene
    kept: dict[tuple[object, ...], FactDraft] = {}
    for draft in drafts:
        key = tuple((role, tuple(values)) for role, values in draft.roles.items() if role != "approximate")
        known = kept.setdefault(key, draft)
        if known is not draft:
            known.sentences += [s for s in draft.sentences if s not in known.sentences]
    return kept.values()
