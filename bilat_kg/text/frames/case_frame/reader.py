"""Reads the facts of one sentence by the rules of a file: a trigger opens a rule, cases and places fill its roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bilat_kg.model import Concept, Entity, PartialDate, Period, Value
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import Clause, clause_at, clauses
from bilat_kg.text.discourse import party
from bilat_kg.text.frames.case_frame.declaration import Frame, Frames, Role, frames_of
from bilat_kg.text.frames.case_frame.parties import ANYBODY, Parties
from bilat_kg.text.frames.case_frame.states import Standing, choose, standings
from bilat_kg.text.frames.case_frame.wording import words
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.rules import RuleFile
from bilat_kg.text.values import AmountMention, NumberMention

_VERBLESS = "verbless"
_ACT = 6  # chunks between a trigger and the verb that says what is done with it
_OF_THE_VERB = frozenset({"negated", "future", "nominal"})
_CALENDAR = range(1000, 2200)


class _RefusedError(Exception):
    """A candidate that the rule refuses, with the reason."""


@dataclass(slots=True)
class _Memory:
    index: int = -2
    rule: str = ""


def read(scene: Scene, sentence: Sentence, rules: RuleFile) -> Iterator[FactDraft]:
    """The facts of one sentence: each trigger by the first rule that accepts it."""
    frames = frames_of(scene.lang, rules.name)
    memory = scene.memory(f"case_frame.{rules.name}", _Memory)
    before = memory.rule if sentence.index - memory.index == 1 else ""
    possible = [frame for frame in frames.opened_by(sentence.senses) if _possible(frame, sentence.senses, before)]
    if not possible:
        return
    for at in sentence.having(*frozenset().union(*(frame.trigger for frame in possible))):
        clause = clause_at(sentence, at)
        act = _Act(sentence.chunks, at, clause)
        for frame in possible:
            if not _opens(frame, sentence.chunks, at, clause, act):
                continue
            try:
                drafts = _Candidate(scene, sentence, frame, frames, at, clause, act).drafts()
            except _RefusedError as refused:
                scene.refuse(frame.name, str(refused), sentence)
                continue
            memory.index, memory.rule = sentence.index, frame.name
            yield from drafts
            break


def _possible(frame: Frame, senses: frozenset[str], before: str) -> bool:
    """Whether a sentence that has a trigger, after a fact of the rule ``before``, has all else that the rule wants."""
    return (
        not any(wanted.isdisjoint(senses) for wanted in (*frame.beside, *frame.within))
        and not (frame.act and _VERBLESS not in frame.act and frame.act.isdisjoint(senses))
        and not (frame.follows and before not in frame.follows)
    )


class _Act:
    """What is done with a trigger: the chunks from it to the end of its verb, and what the verb's form says."""

    def __init__(self, chunks: list[Chunk], at: int, clause: Clause) -> None:
        verb = next((i for i in range(at + 1, min(at + 2 + _ACT, clause.end)) if _is_verb(chunks[i])), None)
        if chunks[at].verb is not None and chunks[at].kind == "verb":
            verb = at
        end = at + 1 if verb is None else verb + 1
        while verb is not None and end < clause.end and _is_verb(chunks[end]):
            end += 1
        self.flags: set[str] = set()
        self.end = end if verb is not None and _goes_on(chunks, end, clause) else clause.end
        self.senses = frozenset().union(*(chunk.senses for chunk in chunks[at + 1 : end]))
        told = chunks[at + 1 : max(end, min(at + 2, clause.end))]
        nouns = [chunk.senses for chunk in told if chunk.kind == "word" and chunk.verb is None and chunk.case == "Gen"]
        self.nominal = frozenset().union(*nouns)  # যুদ্ধ শুরুর পর
        if verb is None:
            self.flags.add(_VERBLESS)
            self.senses |= {_VERBLESS} | _closing(chunks, at, clause)
            return
        forms = [form for chunk in chunks[verb:end] if (form := chunk.verb) is not None]
        if any(form.negated for form in forms) or (end < clause.end and "not" in chunks[end].senses):
            self.flags.add("negated")
        if forms[-1].mood == "future":
            self.flags.add("future")
        if forms[-1].mood in {"noun", "infinitive"}:
            self.flags.add("nominal")
        if forms[-1].mood == "conditional":
            self.flags.add("conditional")


def _closing(chunks: list[Chunk], at: int, clause: Clause) -> frozenset[str]:
    """The senses of a word that closes the clause after the trigger and may be a verb: যুদ্ধে নামে, of নাম or নামা."""
    if at + 1 >= clause.end or chunks[at + 1].kind != "word" or chunks[at + 1].case != "Loc":
        return frozenset()
    return chunks[at + 1].senses if all(chunk.kind == "mark" for chunk in chunks[at + 2 : clause.end]) else frozenset()


def _goes_on(chunks: list[Chunk], end: int, clause: Clause) -> bool:
    """Whether the verb before ``end`` is a participle (সমর্থন জানিয়ে …): what follows has a verb of its own."""
    verb = chunks[end - 1].verb
    if verb is None or verb.negated or verb.mood not in {"participle", "present"}:
        return False
    return any(_is_verb(chunk) for chunk in chunks[end : clause.end])


def _is_verb(chunk: Chunk) -> bool:
    return chunk.verb is not None and (chunk.kind == "verb" or "verb.be" in chunk.senses)


def _opens(frame: Frame, chunks: list[Chunk], at: int, clause: Clause, act: _Act) -> bool:
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


class _Candidate:
    """One trigger under one rule; ``draft`` fills the roles or says why not."""

    def __init__(
        self, scene: Scene, sentence: Sentence, frame: Frame, frames: Frames, at: int, clause: Clause, act: _Act
    ) -> None:
        self._scene, self._sentence, self._frame, self._frames = scene, sentence, frame, frames
        self._chunks, self._at, self._clause, self._act = sentence.chunks, at, clause, act
        self._states: dict[str, Standing | str] = {}
        self._distant = False

    def drafts(self) -> list[FactDraft]:
        """The fact, or both facts where each state does so to the other.

        Raises:
            _RefusedError: the words refuse it, or a required role stays empty.
        """
        self._check()
        chunks, clause = self._chunks, self._clause
        if any(not self._frame.mutual.isdisjoint(chunk.senses) for chunk in chunks[clause.start : clause.end]):
            names = [role.name for role in self._frame.roles if role.kind == "state"]
            found = []
            for codes in (self._scene.pair.codes, self._scene.pair.codes[::-1]):
                self._states = dict(zip(names, codes, strict=True))
                found.append(self._draft())
            return found
        self._find_states()
        return [self._draft()]

    def _draft(self) -> FactDraft:
        frame = self._frame
        roles: dict[str, list[Value]] = {name: [Concept(value)] for name, value in frame.constants}
        for role in frame.roles:
            values = self._fill(role)
            if values:
                roles[role.name] = values
            elif role.required:
                raise _RefusedError(f"no {role.name}")
        return self._scene.draft(frame.type, roles, frame.name, self._sentence, "0.9" if self._distant else "1")

    def _check(self) -> None:
        for flag in sorted(self._frame.refuse):
            said_by_verb = flag in _OF_THE_VERB and _VERBLESS not in self._act.flags
            if flag in self._act.flags or (not said_by_verb and getattr(self._clause, flag, False)):
                raise _RefusedError(f"the words are {flag}")
        at, chunks = self._at, self._chunks
        for item in self._frame.without:
            if item.reach == "clause":
                region = range(self._clause.start, self._clause.end)
            elif item.reach == "sentence":
                region = range(len(chunks))
            elif item.reach == "rest":
                region = range(at + 1, self._act.end)
            elif item.reach == "before":
                region = range(max(at - 1, 0), at)
            else:
                region = range(at + 1, min(at + 2, len(chunks)))
            if any(not item.senses.isdisjoint(chunks[i].senses) or chunks[i].kind in item.senses for i in region):
                raise _RefusedError(item.reason)

    def _find_states(self) -> None:
        roles = [role for role in self._frame.roles if role.kind == "state"]
        taken: set[str] = set()
        for role in roles:
            found = self._search(role, taken)
            if found is not None:
                if found.code not in self._scene.pair:
                    raise _RefusedError(f"{role.name} is a third state")
                self._states[role.name] = found
                taken.add(party(found.code))
        self._settle_pointed(roles)
        for role in roles:
            if role.name not in self._states and role.other in self._states and self._hinted(role):
                known = self._states[role.other]
                code = self._scene.pair.other(known if isinstance(known, str) else known.code)
                if code is not None and (not role.told or self._told_before(code)):
                    self._states[role.name] = code
                    self._distant = True

    def _hinted(self, role: Role) -> bool:
        """Whether the words that a default asks for stand in the clause."""
        region = self._chunks[self._clause.start : self._clause.end]
        return not role.hint or any(not role.hint.isdisjoint(chunk.senses) for chunk in region)

    def _search(self, role: Role, taken: set[str]) -> Standing | None:
        clause, chunks = self._clause, self._chunks
        for first, last in self._regions(role):
            found = [s for s in standings(chunks, range(first, last), role) if party(s.code) not in taken]
            if first == clause.start:  # after a participle only the subject that it shares with the main verb counts
                found = [s for s in found if s.at < self._act.end or s.case == "Nom"]
            at = self._at if (first, last) == (clause.start, clause.end) else last
            if role.agent:
                found = [s for s in found if s.agent]
            chosen = choose(chunks, found, role, at, self._scene.pair)
            if chosen is not None:
                self._distant |= first != clause.start
                return chosen
        return None

    def _regions(self, role: Role) -> Iterator[tuple[int, int]]:
        """Where to look: the clause, then the clauses before it, the nearest first, then the one after it."""
        yield self._clause.start, self._clause.end
        if role.reach == "sentence":
            all_ = clauses(self._sentence)
            here = all_.index(self._clause)
            for clause in (*reversed(all_[:here]), *all_[here + 1 : here + 2]):
                yield clause.start, clause.end

    def _settle_pointed(self, roles: list[Role]) -> None:
        """``দেশটি`` may point at either state of the pair: what another role names by name decides."""
        for role in roles:
            mine = self._states.get(role.name)
            if isinstance(mine, Standing) and mine.pointed:
                for other in self._states.values():
                    if isinstance(other, Standing) and other is not mine and party(other.code) == party(mine.code):
                        del self._states[role.name]
                        break

    def _told_before(self, code: str) -> bool:
        """Whether the words before have one state as their subject, else the sentence before, and it is ``code``."""
        chunks = self._chunks
        told = next((i for i in range(self._at, -1, -1) if (verb := chunks[i].verb) is not None and verb.finite), 0)
        earlier = {party(s.code) for s in standings(chunks, range(told), ANYBODY) if s.case == "Nom"}
        if earlier:
            return earlier == {party(code)}
        at = self._sentence.index
        if not at or self._scene.sentences[at - 1].index != at - 1:
            return False
        before = self._scene.sentences[at - 1].chunks
        found = list(standings(before, range(len(before)), ANYBODY))
        acting = {party(s.code) for s in found if s.case == "Nom"}
        return (acting or {party(s.code) for s in found}) == {party(code)}

    def _fill(self, role: Role) -> list[Value]:
        match role.kind:
            case "state":
                state = self._states.get(role.name)
                if state is None:
                    return []
                code = state if isinstance(state, str) else state.code
                return [self._scene.country(self._scene.as_named(self._sentence, code))]
            case "pair":
                return self._pair(role)
            case "date":
                date = self._date()
                return [date] if date is not None else []
            case "name":
                return self._name(role)
            case "text":
                return list(words(self._scene, self._sentence, self._clause, self._at, role, self._frames.english))
            case _:
                return self._value(role)

    def _pair(self, role: Role) -> list[Value]:
        """Both parties, where the sentence names as many as the rule asks for and no third state in their place."""
        parties = Parties(self._scene, self._sentence, self._clause)
        reason = parties.refusal(role, self._at, conditional="conditional" in self._act.flags)
        if reason is not None:
            raise _RefusedError(reason)
        self._distant |= not parties.both
        return self._scene.parties_named(self._sentence)

    def _date(self) -> PartialDate | Period | None:
        mention = self._scene.timeline.governing(self._sentence, self._at)
        if mention is None and self._sentence.intro is not None:
            intro = self._sentence.intro
            mention = self._scene.timeline.governing(intro, len(intro.chunks) - 1)
        if mention is None or mention.first is None:
            return self._bare_year()
        return Period(mention.first, mention.last) if mention.last is not None else mention.first

    def _bare_year(self) -> PartialDate | None:
        """``২০০৬ পূর্ব তিমুর সংকট``: four digits before a name, where nothing else tells the time."""
        for i in range(self._clause.start, min(self._clause.end, len(self._chunks) - 1)):
            value = self._chunks[i].value
            if not isinstance(value, NumberMention) or self._chunks[i + 1].kind != "country":
                continue
            if value.value == int(value.value) and int(value.value) in _CALENDAR:
                return PartialDate(f"{int(value.value):04d}")
        return None

    def _name(self, role: Role) -> list[Value]:
        found: list[tuple[int, int, Entity]] = []
        for i in range(self._clause.start, self._clause.end):
            chunk = self._chunks[i]
            if chunk.kind in role.of and chunk.entity is not None and chunk.case in role.cases:
                found.append((role.cases.index(chunk.case), abs(i - self._at), chunk.entity))
        return [min(found, key=lambda item: item[:2])[2]] if found else []

    def _value(self, role: Role) -> list[Value]:
        values = [chunk.value for chunk in self._chunks[self._clause.start : self._clause.end]]
        for value in values:
            if isinstance(value, AmountMention) and role.kind == "amount":
                return [value.value]
            if isinstance(value, AmountMention) and role.kind == "currency" and value.currency is not None:
                return [Entity("currency", value.currency, value.currency)]
            if isinstance(value, NumberMention) and role.kind == "number":
                return [Decimal(value.value)]
        return []
