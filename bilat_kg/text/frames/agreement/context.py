"""What the reading of one sentence knows: its agreement nouns, its dates, its label, and what was read last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bilat_kg.model import Concept, Entity, PartialDate, Value
from bilat_kg.text.chunks import Sentence
from bilat_kg.text.clauses import Clause, clause_at
from bilat_kg.text.frames.agreement.bodies import bodies
from bilat_kg.text.frames.agreement.dating import Dates, value_of
from bilat_kg.text.frames.agreement.mentions import AGREEMENT, Head, find_heads
from bilat_kg.text.frames.agreement.status import attribute
from bilat_kg.text.frames.agreement.topics import concepts
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.gazetteer import lifetimes
from bilat_kg.text.rules import RuleFile
from bilat_kg.text.states import has_former, party

_NEAR = 3  # sentences back that may tell under which name the text speaks of a state
_LABEL = 8  # chunks that a label before a colon may have


@dataclass(frozen=True, slots=True)
class Place:
    """An agreement noun in its sentence: what it may use begins at chunk ``low``; ``following`` is the next noun."""

    head: Head
    low: int
    clause: Clause
    following: Head | None


class Context:
    """The state of the reading of one sentence."""

    def __init__(self, scene: Scene, sentence: Sentence, rules: RuleFile) -> None:
        self.scene = scene
        self.lang = scene.lang
        self.sentence = sentence
        self.chunks = sentence.chunks
        self.rules = rules
        self.dates = Dates(sentence)
        self.heads = self.heads_of(sentence)
        intro = sentence.intro
        self.listed = AGREEMENT in sentence.heading or (intro is not None and AGREEMENT in intro.senses)
        self.last_date: PartialDate | None = None
        self.last_topics: tuple[str, ...] = ()
        self.told = False
        self.detailed = False  # a list here tells apart what was counted before
        self.colon = next((i for i in range(min(_LABEL, len(self.chunks))) if self.chunks[i].text == ":"), 0)
        self.label = attribute(self.chunks[: self.colon])
        self.signed_label = any("agreement.sign" in chunk.senses for chunk in self.chunks[: self.colon])
        self.list_date, self.list_from = self._label_date(), self.colon
        self.run = self._dates_in_turn()

    def heads_of(self, sentence: Sentence) -> list[Head]:
        """The agreement nouns of a sentence."""
        return find_heads(sentence, self.rules.settings["types"], self.lang)

    def places(self) -> list[Place]:
        """The agreement nouns of this sentence with what each may use."""
        heads = self.heads
        return [
            Place(head, heads[k - 1].end if k else 0, self._clause(head), heads[k + 1] if k + 1 < len(heads) else None)
            for k, head in enumerate(heads)
        ]

    def _clause(self, head: Head) -> Clause:
        """The clause of a noun; what it is about may begin in the clause before (সই হয় বাণিজ্য ও কৃষি চুক্তি)."""
        clause = clause_at(self.sentence, head.at)
        if head.start >= clause.start:
            return clause
        return replace(clause, start=clause_at(self.sentence, head.start).start)

    def _label_date(self) -> PartialDate | None:
        """The date before a colon that opens the sentence (৯ এপ্রিল ১৯৮৭ স্বাক্ষরিত: …) holds for all behind it."""
        label = self.chunks[: self.colon]
        if any(AGREEMENT in chunk.senses or (chunk.verb is not None and chunk.verb.finite) for chunk in label):
            return None
        dates = [i for i in self.dates.at if i < self.colon]
        self.listed = self.listed or bool(dates) or any("agreement.sign" in chunk.senses for chunk in label)
        return value_of(self.dates.mention(dates[-1])) if dates else None

    def _dates_in_turn(self) -> list[int]:
        """Dates side by side that go to the agreements one by one (১৯৮৩ ও ১৯৯৯ সালে যথাক্রমে … ও …); else none."""
        if len(self.dates.at) < 2:
            return []
        run = [self.dates.at[0]]
        for at in self.dates.at[1:]:
            between = self.chunks[run[-1] + 1 : at]
            if not between or not all(chunk.text == "," or "and" in chunk.senses for chunk in between):
                break
            run.append(at)
        shared = "respectively" in self.sentence.senses and len(self.heads) == len(run)
        if "respectively" in self.sentence.senses and len(self.heads) == 1 and not self.heads[0].single:
            self.heads[0].count = len(run)  # ২০০৩ ও ২০০৭ সালে যথাক্রমে A ও B চুক্তি
        single = len(self.heads) == 1 and self.heads[0].count == len(run)
        return run if len(run) > 1 and (shared or single) else []

    def bodies_in(self, start: int, stop: int, noun: int) -> list[Entity]:
        """The bodies that sign, among the chunks ``[start, stop)``; the agreement noun stands at ``noun``."""
        return bodies(self.scene, self.chunks, (start, stop), noun, self.rules.settings["bodies"])

    def draft(
        self,
        head: Head,
        topics: Iterable[str],
        when: PartialDate | None,
        status: str,
        rule: str,
        signatories: list[Entity],
        confidence: str,
    ) -> FactDraft:
        """A fact of this sentence."""
        roles: dict[str, Value | Iterable[Value] | None] = {
            "party": self._parties(when),
            "signatoryOrganization": list(signatories),
            "signedOn": when,
            "topic": concepts(topics),
            "status": Concept(status),
            "count": head.count,
        }
        return self.scene.draft(head.type, roles, rule, self.sentence, confidence)

    def refuse(self, rule: str, reason: str) -> None:
        """Keep a candidate of this sentence that was refused."""
        self.scene.refuse(rule, reason, self.sentence)

    def _parties(self, when: PartialDate | None) -> list[Value]:
        """Both states, a former state where the text speaks of it and it was there at that date."""
        return [self.scene.country(self._named_state(code, when)) for code in self.scene.pair.codes]

    def _named_state(self, code: str, when: PartialDate | None) -> str:
        """The name under which the text last spoke of a state, in this sentence or shortly before."""
        if not has_former(code):
            return code
        index = self.sentence.index
        for sentence in reversed(self.scene.sentences[max(0, index - _NEAR) : index + 1]):
            named = {
                chunk.entity.id
                for chunk in sentence.chunks
                if chunk.kind == "country" and chunk.entity is not None and party(chunk.entity.id) == code
            }
            if code in named:
                return code
            for former in sorted(named):
                ended = lifetimes().get(former, (None, None))[1]
                if when is None or ended is None or when.year <= ended:
                    return former
        return code
