"""People counted: how many students, tourists, workers and so on of one state were in the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from bilat_kg.text.chunks import Chunk, Sentence, date_of, dates
from bilat_kg.text.frames.breakdown import by_nation, dealt_to_others
from bilat_kg.text.frames.destinations import by_place
from bilat_kg.text.frames.halves import DOING, REFUGE, around, doing_shared, told_of
from bilat_kg.text.frames.headcount import (
    WORDS,
    counts_some,
    granted,
    group_of,
    is_count,
    number_of,
    of_a_force,
    of_a_share,
    of_all,
    of_many_states,
    only_tells_as_what,
    only_thought_of,
    unreal,
)
from bilat_kg.text.frames.heads import heads
from bilat_kg.text.frames.nationals import named_by_state
from bilat_kg.text.frames.repetition import told_once
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.frames.tally import RULE, Group, Memory, going_to, later_figures, observation, remember, spoken_of
from bilat_kg.text.frames.whereabouts import (
    named_by,
    of_anywhere,
    placed,
    placed_elsewhere,
    points_elsewhere,
    said_whose,
    states,
)
from bilat_kg.text.frames.years import census_of, in_our_era, reached, season_before, take_figures
from bilat_kg.text.rules import RuleFile
from bilat_kg.text.states import state_of
from bilat_kg.text.timeline import as_value
from bilat_kg.text.values import NumberMention

_TOLD = frozenset({*WORDS, "people.number", "people.it", *(sense for sense, _ in DOING)})
_RESCUE = frozenset({"event.disaster", "event.rescue"})
_SAME_TIME = frozenset({"contrast", "also", "people.of_them"})
_PLACED = frozenset({"country", "date"})  # what stands with a number that counts people without a word for them
_HYPHENS = frozenset({"-", "–", "—"})
_GROUPED = frozenset(WORDS)


def read(scene: Scene, sentence: Sentence, _: RuleFile) -> Iterator[FactDraft]:
    """The counts of people in one sentence; each number serves once."""
    used: set[int] = set()
    if _TOLD.isdisjoint(sentence.senses) and _PLACED.isdisjoint(sentence.senses):
        return
    take_figures(scene, sentence)
    yield from by_nation(scene, sentence, used)
    yield from by_place(scene, sentence, used)
    used |= dealt_to_others(scene, sentence)
    grouped = not _GROUPED.isdisjoint(sentence.senses)
    members = "people.member" in sentence.senses
    for at, chunk in enumerate(sentence.chunks):
        group = group_of(chunk) if grouped and not _GROUPED.isdisjoint(chunk.senses) else None
        if group is None and members and "people.member" in chunk.senses and of_a_force(sentence.chunks, at):
            group = "troops"
        if group is None and chunk.adjective:
            group = named_by_state(scene, sentence, at)
        if group is not None:
            yield from _count(scene, sentence, at, group, used)
        elif chunk.adjective and chunk.plural:
            _speak_of(scene, sentence, at)
    yield from heads(scene, sentence, used)
    yield from later_figures(scene, sentence, used)


def _count(scene: Scene, sentence: Sentence, at: int, group: str, used: set[int]) -> Iterator[FactDraft]:
    chunks = sentence.chunks
    start, end = around(sentence, at)
    senses = {sense for chunk in chunks[start : told_of(chunks, at, end)] for sense in chunk.senses}
    senses |= doing_shared(sentence, at, end)
    if at + 1 < end and chunks[at + 1].text == ":" and any(chunk.adjective for chunk in chunks[at + 1 : end]):
        return  # প্রবাসী: X-এ ৮০০ Y
    if "people.plain" in chunks[at].senses:
        doing = next((found for sense, found in DOING if sense in senses), None)
        called = {"people.called", "own"} <= senses  # পেরুভীয় হিসেবে নিজেদের পরিচয় দিয়েছেন … মানুষ
        told = (
            _named_only(chunks, at, start, end)
            or (called or not senses.isdisjoint({"people.number", "people.census"}))
            or ("verb.be" in senses and at > 0 and chunks[at - 1].adjective)
        )
        if doing is None and not (told and placed(scene, chunks, start, end)):
            return
        group = doing or "diaspora"
    elif group == "diaspora" and at + 1 < end and chunks[at + 1].adjective and "people.works" in senses:
        group = "workers"  # প্রবাসী কেনীয়রা কর্মরত
    elif "people.incomer" in chunks[at].senses and any(
        "people.works" in c.senses for c in chunks[max(start, at - 2) : at]
    ):
        group = "workers"  # কর্মরত কেনীয় অভিবাসী
    number = number_of(chunks, at, start, end, used)
    batch = number is None and "people.batch" in senses and "date" in senses | {c.kind for c in chunks[start:end]}
    if number is None and not batch:
        if scene.memory("people", Memory).spoken != sentence.index:  # of two groups not counted, the first is meant
            remember(scene, sentence, group, *states(scene, chunks, at, start, end))
        return
    related = next((i for i in range(at + 1, end) if "which" in chunks[i].senses), end)
    if related < end:  # …, চীনাদের পরেই যাদের অবস্থান
        related = next((i for i in range(related, at, -1) if chunks[i].text == ","), related)
    near = range(max(start, (at if number is None else min(at, number)) - 2), related)
    many = of_many_states(chunks, range(start, max(at, number or at)))
    if (
        many
        or counts_some(chunks, at, near, group)
        or of_all(chunks, at, number, end)
        or of_a_share(chunks, at, number)
    ):
        if not many and group != "tourists" and "people.foreign" not in senses:
            remember(scene, sentence, group, *states(scene, chunks, at, start, end))  # … এ বছর মে পর্যন্ত গেছেন
        scene.refuse(RULE, "people of any country, of a part of a year, or on duty", sentence)
        return
    if (
        any("people.not" in chunks[i].senses and not only_tells_as_what(chunks, i, senses) for i in near)
        or "flow.may" in senses
        or unreal(chunks, at, related)
        or only_thought_of(chunks, at, related)
        or granted(chunks, start, related)
    ):
        scene.refuse(RULE, "people planned, denied, or counted for something else", sentence)
        return
    if any(
        (code := state_of(chunks[i])) is not None and code not in scene.pair
        for i in range(near.start, _outdoing(chunks, near))
        if chunks[i].kind == "country"
    ):
        scene.refuse(RULE, "people of or in a third state", sentence)
        return
    pointed = points_elsewhere(scene, chunks, at, end)
    if pointed or (not placed(scene, chunks, start, end) and placed_elsewhere(scene, chunks, start, related)):
        scene.refuse(RULE, "people in a third state", sentence)
        return
    origin, goal = going_to(scene, sentence, group, start, end) or states(scene, chunks, at, start, end)
    last = at if number is None else max(at, number)
    if origin is None and goal is None and (comma := _comma(chunks, last, end)) < end:
        origin, goal = states(scene, chunks, at, start, comma)  # X-এ থাকেন Y-র ৯০০ নাগরিক, Y-এ X-এর ৭০০
    if (
        "own" not in senses
        and of_anywhere(chunks, at, group, senses)
        and not named_by(chunks, origin, start, last, end)
    ):
        scene.refuse(RULE, "whose people is not told", sentence)
        return
    if group == "diaspora" and "people.plain" in chunks[at].senses and not said_whose(chunks, origin, start, end):
        scene.refuse(RULE, "whose people is not told", sentence)
        return
    if origin is None and goal is None and (known := _leans_on(scene, sentence, group, start, senses)) is not None:
        origin, goal = known.origin, known.goal
    if origin is None and goal is None and "people.sends" in senses:
        origin = _sender(scene, sentence, at)
        goal = scene.pair.other(origin)
    if origin is None or goal is None:
        scene.refuse(RULE, "whose people, or where, is unclear", sentence)
        return
    if number is not None:
        used.add(number)
    value = chunks[number].value if number is not None else None
    count = value if isinstance(value, NumberMention) else None
    memory = scene.memory("people", Memory)
    mention = in_our_era(scene.timeline.governing(sentence, last), scene.pair)
    mention = reached(mention, chunks, last, end)
    mention = mention or season_before(scene, sentence) or census_of(sentence)
    if mention is None and sentence.index == memory.index + 1 and sentence.chunks[0].senses & _SAME_TIME:
        mention = memory.date  # অপরদিকে, …: the figures of one time, side by side
    if (number or at) < related < end and any(told is mention for i, told in dates(sentence) if i >= related):
        mention = None  # …, যাঁদের পূর্বপুরুষেরা ১৮৫০ সালে আসেন
    if mention is not None and any(_is_now(chunk) for chunk in chunks[start:last]):
        behind = any(told is mention for i, told in dates(sentence) if i < start) and census_of(sentence) is not mention
        mention = None if behind else mention  # ১৯৬৫ সালে পৌঁছায়; আজ সেখানে ২৩ হাজার …
    memory.index, memory.date = sentence.index, mention
    remember(scene, sentence, group, origin, goal)
    period = as_value(mention)
    if count is None and (period is None or not sentence.senses.isdisjoint(_RESCUE)):
        return  # চিকিৎসক ও উদ্ধারকর্মীর একটি দল: help, and no number of people
    if period is None and any(_some_month(chunk, group) for chunk in chunks[start:end]):
        scene.refuse(RULE, "people of any country, of a part of a year, or on duty", sentence)
        return
    yield observation(scene, sentence, Group(group, origin, goal), mention, count)


def _named_only(chunks: list[Chunk], at: int, start: int, end: int) -> bool:
    """``পেরুতে নিবন্ধিত কেনীয় নাগরিক ৯০০ জন``, ``পেরুতে ৯০০ জন কেনীয় নাগরিক``: no verb, and nothing behind the count."""
    last = at + 1 if at + 1 < end and is_count(chunks[at + 1]) else at
    whose = at > start and chunks[at - 1].kind == "country" and chunks[at - 1].case == "Gen"
    closed = last + 1 >= len(chunks) or chunks[last + 1].kind == "mark"
    counted = last > at or (at - 2 >= start and is_count(chunks[at - 2]))
    return whose and closed and counted and not any(chunk.verb is not None for chunk in chunks[start:end])


def _is_now(chunk: Chunk) -> bool:
    """``এখন``, ``আজ``: the time of the text, whatever year was told before."""
    mention = date_of(chunk)
    told = mention.relative if mention is not None else None
    return "people.now" in chunk.senses or (told is not None and told.unit == "day" and told.offset == 0)


def _comma(chunks: list[Chunk], start: int, end: int) -> int:
    return next((i for i in range(start, end) if chunks[i].text == ","), end)


def _outdoing(chunks: list[Chunk], near: range) -> int:
    """Where words behind a comma begin that only rank the count: ``…, রুশদের অনেক পিছনে ফেলে``, ``…, অর্থাৎ …``."""
    said_again = next((i for i in near if "that_is" in chunks[i].senses and chunks[i - 1].text == ","), None)
    if said_again is not None:
        return said_again
    if not any("flow.outdone" in chunks[i].senses for i in near):
        return near.stop
    return next((i for i in reversed(near) if chunks[i].text == ","), near.stop)


def _some_month(chunk: Chunk, group: str) -> bool:
    """``গত মাসে``, of tourists ``জানুয়ারি মাসে``, where nothing tells which: the figure of a part of a year."""
    mention = date_of(chunk)
    told = mention.relative if mention is not None else None
    return told is not None and (told.unit in {"month", "week"} or (group == "tourists" and told.implied))


def _speak_of(scene: Scene, sentence: Sentence, at: int) -> None:
    """``কেনিয়ায় কর্মরতদের মধ্যে পেরুভীয়রাই সংখ্যাগরিষ্ঠ``: people whom the next clause may count (তাঁদের সংখ্যা …)."""
    start, end = around(sentence, at)
    senses = {sense for chunk in sentence.chunks[start:end] for sense in chunk.senses}
    group = next((found for sense, found in (*DOING, REFUGE) if sense in senses), None)
    if group is not None and ("people.shelter" in senses or placed(scene, sentence.chunks, start, end)):
        remember(scene, sentence, group, *states(scene, sentence.chunks, at, start, end))


def _leans_on(scene: Scene, sentence: Sentence, group: str, start: int, senses: Collection[str]) -> Group | None:
    """The people told of before whom a clause without states counts on (আরও …), counts some of or counts besides."""
    beside = "and" in sentence.chunks[start].senses and scene.memory("people", Memory).spoken == sentence.index
    while sentence.chunks[start].kind == "date":
        start += 1
    among = not sentence.chunks[start].senses.isdisjoint({"own", "people.of_them"}) and (
        "between" in sentence.chunks[start + 1].senses or sentence.chunks[start + 1].kind == "number"
    )  # এদের মধ্যে ছাত্র ৩০০ জন; তাঁদের ৩০০ জন ছাত্র
    if "which" in senses or beside or among:
        return spoken_of(scene, sentence)
    return spoken_of(scene, sentence, group) if "also" in senses else None


def _sender(scene: Scene, sentence: Sentence, before: int) -> str | None:
    """The state that is the subject of the clauses before and goes on as it: ``X Y-কে সমর্থন জানায় এবং ৯০ সৈন্য পাঠায়``."""
    chunks = sentence.chunks
    for i, chunk in enumerate(chunks[:before]):
        subject = chunk.kind == "country" and chunk.case == "Nom" and "event.war" not in chunks[i + 1].senses
        if {chunks[i + 1].text, chunks[i - 1].text if i else ""} & _HYPHENS:
            continue  # the X–Z border
        if subject and (code := state_of(chunk)) in scene.pair:
            return code
    return None


def settle(scene: Scene, drafts: list[FactDraft]) -> Iterable[FactDraft]:
    """One fact a count: the same one told twice has two sentences."""
    del scene
    return told_once(drafts)
