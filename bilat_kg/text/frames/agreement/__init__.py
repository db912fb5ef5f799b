"""Agreements: what two states, or bodies of theirs, signed, proposed or negotiate.

An agreement noun opens a candidate (``mentions``); the text says how many it stands for (``listing``), what they are about
(``topics``), when they were signed (``dating``), whether they were (``status``) and who signed besides the states (``bodies``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bilat_kg.text.chunks import Sentence
from bilat_kg.text.frames.agreement.reader import SentenceReader, under_heading
from bilat_kg.text.frames.agreement.merging import merge
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.rules import RuleFile, rule_files

__all__ = ["read", "settle"]


def read(scene: Scene, sentence: Sentence, rules: RuleFile) -> Iterator[FactDraft]:
    """The agreements of one sentence, and those of the list that it opens."""
    return SentenceReader(scene, sentence, rules).facts()


def settle(scene: Scene, drafts: list[FactDraft]) -> Iterable[FactDraft]:
    """One fact for what several sentences say of one agreement, and the bare items of lists headed as agreements."""
    rules = next(file for file in rule_files(scene.lang) if file.reader == "agreement")
    headed = [draft for sentence in scene.sentences for draft in under_heading(scene, sentence, rules)]
    return merge(sorted([*drafts, *headed], key=lambda draft: draft.sentences[0].index))
