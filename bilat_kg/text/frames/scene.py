"""The scene of one article: what every reader may ask of the text, and where it leaves facts and refusals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import TypeVar

from bilat_kg.model import Abstention, Article, Entity, Evidence, Fact, Field, PartialDate, Period, Value
from bilat_kg.text.chunks import Sentence
from bilat_kg.text.clauses import Clause
from bilat_kg.text.former import of_their_time
from bilat_kg.text.gazetteer import countries, successors
from bilat_kg.text.lending import lend_dates
from bilat_kg.text.lexicon import lexicon
from bilat_kg.text.morphology import morphology
from bilat_kg.text.pair import Pair
from bilat_kg.text.reporting import day_of_report
from bilat_kg.text.states import party
from bilat_kg.text.timeline import Timeline
from bilat_kg.text.tokens import Tokens
from bilat_kg.text.values.tables import lexicon as value_words

M = TypeVar("M")
_TIMES = (PartialDate, Period)
_decimal = cache(Decimal)  # there are few confidences


@dataclass(slots=True, eq=False)
class FactDraft:
    """A fact in the making: readers fill it, ``settle`` may merge it with others, then it is frozen."""

    type: str
    roles: dict[str, list[Value]]
    rule: str
    sentences: list[Sentence]
    confidence: Decimal = Decimal(1)
    warnings: list[str] = field(default_factory=list)

    def get(self, role: str) -> Value | None:
        """The first value of a role."""
        values = self.roles.get(role)
        return values[0] if values else None


class Scene:
    """One article as the readers see it; ``fields`` are those of its infobox, each with its line as a sentence."""

    def __init__(
        self,
        article: Article,
        lang: str,
        tokens: Tokens,
        sentences: list[Sentence],
        pair: Pair,
        fields: Sequence[tuple[Field, Sentence]] = (),
    ) -> None:
        self.article = article
        self.lang = lang
        self.tokens = tokens
        self.sentences = sentences
        self.pair = pair
        self.fields = fields
        self.morphology = morphology(lang)
        self.goods = lexicon(lang).goods
        self.timeline = Timeline(sentences, day_of_report(sentences, tokens.word, value_words(lang).weekdays))
        lend_dates(sentences, article.text)
        self.abstentions: list[Abstention] = []
        self._countries = countries()
        self._successors = successors()
        self._memories: dict[str, object] = {}

    def country(self, code: str) -> Entity:
        """The country with this ISO alpha-3 code, or the successor of a former one whose name facts do not keep."""
        heir, keeps_name = self._successors.get(code, (code, True))
        return self._countries[code if keeps_name else heir]

    def parties(self) -> list[Value]:
        """Both states of the article's pair, by code."""
        return [self.country(code) for code in self.pair.codes]

    def parties_named(self, sentence: Sentence, clause: Clause | None = None) -> list[Value]:
        """Both states of the pair as the sentence (or one clause of it) names them: the Soviet Union, not Russia."""
        first, last = (clause.start, clause.end) if clause else (0, len(sentence.chunks))
        named = {code: code for code in self.pair.codes}
        for chunk in sentence.chunks[first:last]:
            if chunk.kind == "country" and chunk.entity is not None and party(chunk.entity.id) in named:
                named[party(chunk.entity.id)] = chunk.entity.id
        return [self.country(code) for code in sorted(named.values())]

    def as_named(self, sentence: Sentence, code: str) -> str:
        """The code by which the sentence names a party: ``SUN`` where it speaks of the Soviet Union, not ``RUS``."""
        for chunk in sentence.chunks:
            if chunk.kind == "country" and chunk.entity is not None and party(chunk.entity.id) == party(code):
                return chunk.entity.id
        return code

    def memory(self, name: str, new: Callable[[], M]) -> M:
        """What a reader keeps between the sentences of this article."""
        known = self._memories.get(name)
        if known is None:
            known = self._memories[name] = new()
        return known  # type: ignore[return-value]  # each name has one type

    def draft(
        self,
        type_: str,
        roles: Mapping[str, Value | Iterable[Value] | None],
        rule: str,
        sentence: Sentence,
        confidence: str = "1",
    ) -> FactDraft:
        """A fact of ``sentence``; roles without a value are left out."""
        filled: dict[str, list[Value]] = {}
        for name, value in roles.items():
            if value is None:
                continue
            values = list(value) if isinstance(value, list | tuple) else [value]
            if values:
                filled[name] = values  # type: ignore[assignment]  # a list or tuple of values, by the signature
        lender = sentence.lender
        told = lender is not None and not {type(value) for values in filled.values() for value in values}.isdisjoint(
            _TIMES
        )
        sentences = [sentence, lender] if told and lender is not None else [sentence]
        return FactDraft(type_, filled, rule, sentences, _decimal(confidence))

    def refuse(self, rule: str, reason: str, sentence: Sentence) -> None:
        """Keep a candidate that was opened and refused, with the reason (a short phrase, the same for like cases)."""
        self.abstentions.append(Abstention(self.article.name, rule, reason, self.evidence(sentence)))

    def evidence(self, sentence: Sentence) -> Evidence:
        """The words of a sentence."""
        return Evidence(sentence.start, sentence.end, self.article.text[sentence.start : sentence.end])

    def freeze(self, draft: FactDraft) -> Fact:
        """The finished fact with its evidence."""
        of_their_time(draft.roles, draft.sentences)
        evidence = [self.evidence(sentence) for sentence in draft.sentences]
        return Fact(
            draft.type,
            self.article.name,
            tuple([(name, tuple(values)) for name, values in draft.roles.items()]),
            tuple(evidence if len(evidence) == 1 else dict.fromkeys(evidence)),
            draft.rule,
            draft.confidence,
            tuple(draft.warnings),
        )
