"""Agreements: what two states, or bodies of theirs, signed, proposed or negotiate.

An agreement noun opens a candidate (``mentions``). The text says how many it stands for (``listing``, ``lists``), what
they are about (``matter``, by ``topics``) and when they were signed (``signed_on``, by ``dating``), whether they were
signed at all (``status``) or told before (``references``), and who signed besides the states (``bodies``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bilat_kg.model import Concept
from bilat_kg.text.chunks import Sentence
from bilat_kg.text.frames.agreement.context import Context
from bilat_kg.text.frames.agreement.lists import told_apart, told_one_by_one, under_heading
from bilat_kg.text.frames.agreement.mentions import AGREEMENT
from bilat_kg.text.frames.agreement.merging import merge
from bilat_kg.text.frames.agreement.reader import read_sentence
from bilat_kg.text.frames.agreement.topics import GENERAL, concepts
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.rules import RuleFile, rule_files

__all__ = ["read", "settle"]

_SIGNED = Concept("Signed")
_DATED = frozenset({"Treaty", "Protocol", "Declaration"})  # which are never told without a date
_FEW = 9  # agreements that a text may give a sentence each
_OCCASION = frozenset({"visit", "visit.gathering"})


def read(scene: Scene, sentence: Sentence, rules: RuleFile) -> Iterator[FactDraft]:
    """The agreements of one sentence, and those of the list that it opens."""
    return read_sentence(scene, sentence, rules)


def settle(scene: Scene, drafts: list[FactDraft]) -> Iterable[FactDraft]:
    """One fact for what several sentences say of one agreement, and the bare items of lists headed as agreements."""
    rules = next(file for file in rule_files(scene.lang) if file.reader == "agreement")
    headed = [
        draft
        for sentence in scene.sentences
        if sentence.item and AGREEMENT in sentence.heading and AGREEMENT not in sentence.senses
        for draft in under_heading(Context(scene, sentence, rules))
    ]
    told = [one for draft in drafts for one in _apart(scene, draft, rules)]
    found = merge(sorted([*told, *headed], key=lambda draft: draft.sentences[0].index))
    for draft in found:
        if draft.type == "Declaration" and draft.get("count") == 1 and not draft.roles.get("topic"):
            draft.roles["topic"] = concepts((GENERAL,))  # nothing but that both are at one
    return [draft for draft in found if _is_told(scene, draft)]


def _is_told(scene: Scene, draft: FactDraft) -> bool:
    """Whether an agreement is more than spoken of: one that was signed has a date.

    An agreement or a memorandum may be told without one, where neither the day of a report nor the visit or meeting of
    which it came says when: of such as were read without a date, from articles that nobody had seen, not one was right.
    """
    if draft.get("status") != _SIGNED or draft.get("signedOn") is not None:
        return True
    if _is_headline(draft.sentences[0]):
        scene.refuse(draft.rule, "only a headline", draft.sentences[0])
        return False
    dated = draft.type in _DATED or scene.timeline.written is not None
    if dated or not _OCCASION.isdisjoint(draft.sentences[0].senses):
        scene.refuse(draft.rule, "no date", draft.sentences[0])
        return False
    return True


def _is_headline(sentence: Sentence) -> bool:
    """``… বৈঠকের পর সমঝোতা স্মারক স্বাক্ষর``: a first line without a verb, which says what is told below it."""
    return sentence.index == 0 and sentence.chunks[-1].text != "।" and all(c.verb is None for c in sentence.chunks)


def _apart(scene: Scene, draft: FactDraft, rules: RuleFile) -> list[FactDraft]:
    """Several agreements one by one, where the next sentence tells them apart, or as many sentences as they are."""
    following = draft.sentences[0].index + 1
    count = draft.get("count")
    if not isinstance(count, int) or count < 2 or following >= len(scene.sentences):
        return [draft]
    behind = [Context(scene, sentence, rules) for sentence in scene.sentences[following : following + min(count, _FEW)]]
    return told_apart(behind[0], draft) or (len(behind) == count and told_one_by_one(behind, draft)) or [draft]
