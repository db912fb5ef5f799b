"""People of many nations in one state, counted nation by nation.

``কেনিয়ায় কর্মরত বিদেশিদের মধ্যে ৬ হাজার চীনা ও ৫ হাজার পেরুভীয়। এ ছাড়া …``: a sentence that speaks of foreigners
somewhere says where all of the list are, and as what; each item names a nation and a number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bilat_kg.text.chunks import Chunk, Sentence, dates
from bilat_kg.text.frames.headcount import GROUPS, is_count
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.frames.tally import Group, observation
from bilat_kg.text.states import state_of
from bilat_kg.text.values import DateMention, NumberMention

_DOING = (("people.studies", "students"), ("people.works", "workers"), ("people.lives", "diaspora"))
_ENDS = frozenset({",", ";", "।", "(", ")"})
_OTHERS = frozenset({"amount", "currency", "date", "person", "office", "organization", "city"})
_PLAIN = frozenset({"also", "but", "contrast", "goods.not", "flow.now", "agreement.among", "own", "verb.be"})
_NOT = frozenset({"people.not", "people.share", "flow.total", "flow.goods", "not"})


@dataclass(slots=True)
class _Host:
    """Where the foreigners of the list are, as what, and since which sentence the list goes on."""

    index: int = -2
    place: str = ""
    group: str = ""
    date: DateMention | None = None


def by_nation(scene: Scene, sentence: Sentence, used: set[int]) -> Iterator[FactDraft]:
    """The items of the list that are of the pair; the numbers that they take are ``used``."""
    host = scene.memory("people.breakdown", _Host)
    chunks = sentence.chunks
    first = 0
    if "people.foreign" in sentence.senses or _incomers(sentence) is not None:
        if not _open(scene, sentence, host):
            return
        among = (i for i in sentence.having("between", "agreement.among"))
        first = next((i + 1 for i in among), len(chunks))
    elif host.index != sentence.index - 1 or "number" not in {chunk.kind for chunk in chunks}:
        return
    for item in _items(chunks, first):
        named = [i for i in item if chunks[i].kind == "country"]
        numbers = [i for i in item if is_count(chunks[i]) and i not in used]
        if len(named) != 1 or len(numbers) != 1 or any(chunks[i].kind in _OTHERS for i in item):
            continue
        nation, value = chunks[named[0]], chunks[numbers[0]].value
        following = chunks[numbers[0] + 1] if numbers[0] + 1 < len(chunks) else None
        if nation.own not in {"Gen", "Nom"} or nation.anaphor or (following is not None and following.text == "%"):
            continue
        if (nation.own == "Nom" and not nation.adjective) or any(_is_thing(chunks[i]) for i in item):
            continue
        host.index = sentence.index  # the list goes on
        taken_back = any(not chunks[i].senses.isdisjoint(_NOT) or _undone(chunks[i]) for i in item)
        if state_of(nation) != scene.pair.other(host.place) or taken_back or not isinstance(value, NumberMention):
            continue
        used.add(numbers[0])
        yield observation(scene, sentence, Group(host.group, state_of(nation) or "", host.place), host.date, value)


def _is_thing(chunk: Chunk) -> bool:
    """Whether a word may be what is counted, and no word for people: পেরুর ১২টি কোম্পানি."""
    if chunk.kind != "word" or chunk.verb is not None or not chunk.senses.isdisjoint(_PLAIN):
        return False
    return not any(sense.startswith("people.") for sense in chunk.senses)


def _undone(chunk: Chunk) -> bool:
    return chunk.verb is not None and (chunk.verb.negated or chunk.verb.mood == "future")


def _open(scene: Scene, sentence: Sentence, host: _Host) -> bool:
    """Take the place and the group of the foreigners that a sentence speaks of."""
    chunks = sentence.chunks
    at = next(sentence.having("people.foreign"), _incomers(sentence))
    if at is None:
        return False
    place = next((c for i, c in enumerate(chunks) if state_of(c) in scene.pair and _somewhere(chunks, i)), None)
    if at + 1 >= len(chunks) or place is None:
        return False
    foreign = "people.foreign" in chunks[at].senses
    people = chunks[at + 1].senses | chunks[at].senses if foreign else chunks[at].senses
    group = next((g for g in GROUPS if f"people.{g}" in people and "people.plain" not in people), None)
    doing = next((g for sense, g in _DOING if any(sense in chunk.senses for chunk in chunks)), None)
    if group is None or group == "diaspora":
        group = doing or group
    if group is None:
        return False
    host.index, host.place, host.group = sentence.index, state_of(place) or "", group
    host.date = next((mention for _, mention in dates(sentence)), None)
    return True


def _incomers(sentence: Sentence) -> int | None:
    """``কেনিয়ার প্রবাসী কর্মীদের মধ্যে …``: where people are told of whom the list that follows tells the nations."""
    chunks = sentence.chunks
    for i in sentence.having("people.incomer"):
        among = i + 1 < len(chunks) and "between" in chunks[i + 1].senses
        if among and i and chunks[i - 1].kind == "country" and chunks[i - 1].own in {"Gen", "Loc"}:
            return i if not chunks[i - 1].adjective else None
    return None


def _somewhere(chunks: list[Chunk], at: int) -> bool:
    """``কেনিয়ায়``, ``কেনিয়ার বিশ্ববিদ্যালয়গুলোতে``."""
    if chunks[at].kind != "country":
        return False
    near = chunks[at + 1 : at + 4]
    if chunks[at].own == "Gen" and near and "people.incomer" in near[0].senses and not chunks[at].adjective:
        return True
    return chunks[at].own == "Loc" or any(c.own == "Loc" and "people.institution" in c.senses for c in near)


def _items(chunks: list[Chunk], first: int) -> Iterator[range]:
    """The runs of words between marks and conjunctions."""
    start = first
    for i in range(first, len(chunks)):
        if chunks[i].text in _ENDS or "and" in chunks[i].senses:
            if start < i:
                yield range(start, i)
            start = i + 1
    if start < len(chunks):
        yield range(start, len(chunks))


def dealt_to_others(scene: Scene, sentence: Sentence) -> set[int]:
    """``X, Y ও Z থেকে যথাক্রমে ৩০, ২০ ও ১০ জন``: the numbers that are not those of the one state of the pair."""
    chunks = sentence.chunks
    at = next(sentence.having("respectively"), None)
    if at is None:
        return set()
    nations: list[int] = []
    for i in range(at - 1, -1, -1):
        if chunks[i].kind == "country":
            nations.insert(0, i)
        elif nations and chunks[i].text != "," and "and" not in chunks[i].senses:
            break
    numbers = [i for i in range(at + 1, len(chunks)) if is_count(chunks[i])]
    ours = [n for n, i in enumerate(nations) if state_of(chunks[i]) in scene.pair]
    if len(numbers) < 2 or len(ours) != 1:
        return set()
    if len(numbers) != len(nations):
        return set(numbers)
    return {i for n, i in enumerate(numbers) if n != ours[0]}
