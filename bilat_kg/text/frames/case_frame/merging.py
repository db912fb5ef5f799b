"""One fact for what an article says twice, by the roles that its rule file lists under ``[same]``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from bilat_kg.model import Concept, Entity, PartialDate, Period, Text, Value
from bilat_kg.text.frames.case_frame.declaration import Frames, frames_of
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.gazetteer import countries
from bilat_kg.text.rules import rule_files
from bilat_kg.text.states import party


def settle(scene: Scene, drafts: list[FactDraft]) -> Iterable[FactDraft]:
    """The drafts of an article without repetitions; what repeats adds its sentence and what was missing.

    Drafts come in reading order, so only the last sentence of a known fact can be this one or the one before it.
    """
    kept: list[FactDraft] = []
    alike: dict[object, list[FactDraft]] = {}
    for draft in drafts:
        frames = frames_of(scene.lang, _file(scene.lang)[draft.rule])
        group = alike.setdefault(_group(draft, frames), [])
        known = next((k for k in group if _same(k, draft, frames)), None)
        if known is None:
            kept.append(draft)
            group.append(draft)
            continue
        if draft.sentences[0] is not known.sentences[-1]:
            known.sentences.append(draft.sentences[0])
        for role, values in draft.roles.items():
            old = known.roles.get(role)
            if old is None or _says_more(values[0], old[0]):
                known.roles[role] = values
    return kept


def _says_more(value: Value, old: Value) -> bool:
    """Whether a date is more precise than another, or an English text longer."""
    if isinstance(value, PartialDate | Period):
        return len(str(value)) > len(str(old))
    return isinstance(value, Text) and isinstance(old, Text) and len(value.value.split()) > len(old.value.split())


@cache
def _file(lang: str) -> dict[str, str]:
    """The rule file of every rule, by the rule's name."""
    return {rule.name: file.name for file in rule_files(lang) for rule in file.rules}


def _group(draft: FactDraft, frames: Frames) -> object:
    """What facts must have in common before they can be one: the entities and concepts of the roles that decide."""
    roles = [role for role in frames.in_article if role in frames.in_sentence]
    return (draft.type, *(frozenset(map(_key, draft.roles.get(r, ()))) for r in roles if not _open(draft.roles.get(r))))


def _open(values: list[Value] | None) -> bool:
    """Whether fillings of a role may differ and still be the same: texts, dates, and what is missing."""
    return not values or isinstance(values[0], Text | PartialDate | Period)


def _same(known: FactDraft, draft: FactDraft, frames: Frames) -> bool:
    distance = draft.sentences[0].index - known.sentences[-1].index

    def agree(roles: tuple[str, ...], vague: bool) -> bool:
        return bool(roles) and all(_agree(known.roles.get(r), draft.roles.get(r), vague, frames.vague) for r in roles)

    return (distance == 0 and agree(frames.in_sentence, vague=True)) or agree(frames.in_article, vague=distance <= 1)


def _agree(one: list[Value] | None, two: list[Value] | None, vague: bool, idle: frozenset[str]) -> bool:
    """Whether two fillings of a role may be the same; where one is empty, only if ``vague`` allows it."""
    if not one or not two:
        return vague if bool(one) != bool(two) else True
    first, second = one[0], two[0]
    if isinstance(first, Text):
        return _alike(one, two, vague, idle)
    if isinstance(first, PartialDate | Period) and isinstance(second, PartialDate | Period):
        return str(first).startswith(str(second)) or str(second).startswith(str(first))
    return {_key(value) for value in one} == {_key(value) for value in two}


def _key(value: Value) -> object:
    if isinstance(value, Entity):
        return party(value.id) if value.kind == "country" else value.id
    return value.name if isinstance(value, Concept) else value


def _alike(one: list[Value], two: list[Value], vague: bool, idle: frozenset[str]) -> bool:
    """Half of the words of the shorter text are in the longer one; a text that names no matter may be about any."""
    first, second = (_words(values) - idle for values in (one, two))
    if not first or not second:
        return vague or (bool(idle) and not first and not second)
    return 2 * len(first & second) >= min(len(first), len(second))


def _words(values: list[Value]) -> frozenset[str]:
    return _telling(next((value.value for value in values if isinstance(value, Text) and value.lang == "en"), ""))


@lru_cache(maxsize=1_000)  # each text is held against several others
def _telling(text: str) -> frozenset[str]:
    """The English words of a text but for the names of states, which every text of an article may hold."""
    for name in _state_names():
        text = text.replace(name, "")
    return frozenset(word.casefold() for word in text.split())


@cache
def _state_names() -> tuple[str, ...]:
    return tuple(sorted((country.label_en for country in countries().values()), key=len, reverse=True))
