"""Reads the facts of one sentence by the rules of a file: a trigger opens a rule, cases and places fill its roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bilat_kg.model import Value
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import Clause, clause_at
from bilat_kg.text.frames.case_frame.act import VERBLESS, Act
from bilat_kg.text.frames.case_frame.candidate import Candidate, RefusedError
from bilat_kg.text.frames.case_frame.declaration import Frame, frames_of
from bilat_kg.text.frames.case_frame.gapped import later_dates
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.rules import RuleFile


@dataclass(slots=True)
class _Memory:
    index: int = -2
    rule: str = ""


def prepare(lang: str, rules: RuleFile) -> None:
    """Parse the rules of a file."""
    frames_of(lang, rules.name)


def read(scene: Scene, sentence: Sentence, rules: RuleFile) -> Iterator[FactDraft]:
    """The facts of one sentence: each trigger by the first rule that accepts it."""
    frames = frames_of(scene.lang, rules.name)
    opened = frames.opened_by(sentence.senses)
    if not opened:
        return
    memory = scene.memory(f"case_frame.{rules.name}", _Memory)
    before = memory.rule if sentence.index - memory.index == 1 else ""
    possible = [frame for frame in opened if _possible(frame, sentence.senses, before)]
    if not possible:
        return
    triggers = possible[0].trigger if len(possible) == 1 else frozenset().union(*(each.trigger for each in possible))
    for at in [i for i, chunk in enumerate(sentence.chunks) if not triggers.isdisjoint(chunk.senses)]:
        clause = clause_at(sentence, at)
        act = Act(sentence.chunks, at, clause)
        for frame in possible:
            if not _opens(frame, sentence.chunks, at, clause, act):
                continue
            try:
                drafts = Candidate(scene, sentence, frame, frames, at, clause, act).drafts()
            except RefusedError as refused:
                scene.refuse(frame.name, str(refused), sentence)
                continue
            memory.index, memory.rule = sentence.index, frame.name
            yield from drafts
            yield from _gapped(scene, sentence, frame, at, drafts)
            break


def _gapped(scene: Scene, sentence: Sentence, frame: Frame, at: int, drafts: list[FactDraft]) -> Iterator[FactDraft]:
    """The same of other things that the sentence goes on to name with a date alone."""
    dated = next((role.name for role in frame.roles if role.kind == "date"), None)
    if not frame.gapped or dated is None or len(drafts) != 1:
        return
    for date in later_dates(sentence.chunks, at, frame.gapped):
        roles: dict[str, Value | list[Value] | None] = {**drafts[0].roles, dated: date}
        yield scene.draft(frame.type, roles, frame.name, sentence, "0.8")


def _possible(frame: Frame, senses: frozenset[str], before: str) -> bool:
    """Whether a sentence that has a trigger, after a fact of the rule ``before``, has all else that the rule wants."""
    if frame.follows and before not in frame.follows:
        return False
    for wanted in (*frame.beside, *frame.within):
        if wanted.isdisjoint(senses):
            return False
    return not (frame.act and VERBLESS not in frame.act and frame.act.isdisjoint(senses))


def _opens(frame: Frame, chunks: list[Chunk], at: int, clause: Clause, act: Act) -> bool:
    """Whether the trigger and the words that must stand with it are there."""
    if frame.trigger.isdisjoint(chunks[at].senses) or not frame.needs <= act.flags:
        return False
    if frame.cases and chunks[at].case not in frame.cases:
        return False
    if frame.act and frame.act.isdisjoint(act.senses) and frame.act.isdisjoint(chunks[at].senses):
        return False
    if "nominal" in frame.refuse and not frame.act.isdisjoint(act.nominal):
        return False
    if frame.before and (at == 0 or frame.before.isdisjoint({*chunks[at - 1].senses, chunks[at - 1].kind})):
        return False
    return all(
        any(not wanted.isdisjoint(chunk.senses) or chunk.kind in wanted for chunk in chunks[clause.start : clause.end])
        for wanted in frame.beside
    )
