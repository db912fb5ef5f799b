"""One fact for what an article says twice, by the roles that its rule file lists under ``[same]``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from bilat_kg.model import Concept, Entity, PartialDate, Period, Text, Value
from bilat_kg.text.discourse import party
from bilat_kg.text.frames.case_frame.declaration import Frames, frames_of
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.gazetteer import countries
from bilat_kg.text.rules import rule_files


def settle(scene: Scene, drafts: list[FactDraft]) -> Iterable[FactDraft]:
    """The drafts of an article without repetitions; what repeats adds its sentence and a date that was missing."""
    kept: list[FactDraft] = []
    for draft in drafts:
        known = next((k for k in kept if _same(k, draft, _frames(scene, draft))), None)
        if known is None:
            kept.append(draft)
            continue
        known.sentences += [s for s in draft.sentences if s not in known.sentences]
        for role, values in draft.roles.items():
            old = known.roles.get(role)
            if old is None or (isinstance(values[0], PartialDate) and len(str(values[0])) > len(str(old[0]))):
                known.roles[role] = values
    return kept


def _frames(scene: Scene, draft: FactDraft) -> Frames:
    name = next(f.name for f in rule_files(scene.lang) if any(rule.name == draft.rule for rule in f.rules))
    return frames_of(scene.lang, name)


def _same(known: FactDraft, draft: FactDraft, frames: Frames) -> bool:
    if known.type != draft.type:
        return False
    told_together = bool(frames.in_sentence) and draft.sentences[0] in known.sentences
    if told_together and all(_agree(known.roles.get(role), draft.roles.get(role)) for role in frames.in_sentence):
        return True
    near = any(0 <= draft.sentences[0].index - s.index <= 1 for s in known.sentences)
    return bool(frames.in_article) and all(
        _agree(known.roles.get(role), draft.roles.get(role), vague=near) for role in frames.in_article
    )


def _agree(one: list[Value] | None, two: list[Value] | None, vague: bool = True) -> bool:
    """Whether two fillings of a role may be the same; where one is empty, only if ``vague`` allows it."""
    if not one or not two:
        return vague if bool(one) != bool(two) else True
    first, second = one[0], two[0]
    if isinstance(first, Text):
        return _alike(one, two, vague)
    if isinstance(first, PartialDate | Period) and isinstance(second, PartialDate | Period):
        return str(first).startswith(str(second)) or str(second).startswith(str(first))
    return {_key(value) for value in one} == {_key(value) for value in two}


def _key(value: Value) -> object:
    if isinstance(value, Entity):
        return party(value.id) if value.kind == "country" else value.id
    return value.name if isinstance(value, Concept) else value


def _alike(one: list[Value], two: list[Value], vague: bool) -> bool:
    """Half of the words of the shorter text are in the longer one; a text that names no matter may be about any."""
    first, second = (_words(values) for values in (one, two))
    if not first or not second:
        return vague
    return 2 * len(first & second) >= min(len(first), len(second))


def _words(values: list[Value]) -> set[str]:
    """The English words of a text but for the names of states, which every text of an article may hold."""
    text = next((value.value for value in values if isinstance(value, Text) and value.lang == "en"), "")
    for name in _state_names():
        text = text.replace(name, "")
    return {word.casefold() for word in text.split()}


@cache
def _state_names() -> tuple[str, ...]:
    return tuple(sorted((country.label_en for country in countries().values()), key=len, reverse=True))
