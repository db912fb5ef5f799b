"""One trigger under one rule of a file: what fills the roles of its fact, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bilat_kg.model import Concept, Entity, Value
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import Clause, clauses
from bilat_kg.text.frames.case_frame.act import VERBLESS, Act
from bilat_kg.text.frames.case_frame.declaration import Frame, Frames, Role
from bilat_kg.text.frames.case_frame.parties import ANYBODY, Parties
from bilat_kg.text.frames.case_frame.states import Standing, choose, crowd_acts, of_the_object, standings, suffers
from bilat_kg.text.frames.case_frame.times import when
from bilat_kg.text.frames.case_frame.wording import words
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.states import party, state_of
from bilat_kg.text.values import AmountMention, NumberMention

_OF_THE_VERB = frozenset({"negated", "future", "nominal"})

_ABOUT = frozenset({"Loc", "Acc", "All"})


class RefusedError(Exception):
    """A candidate that the rule refuses, with the reason."""


class Candidate:
    """One trigger under one rule; ``draft`` fills the roles or says why not."""

    def __init__(
        self, scene: Scene, sentence: Sentence, frame: Frame, frames: Frames, at: int, clause: Clause, act: Act
    ) -> None:
        self._scene, self._sentence, self._frame, self._frames = scene, sentence, frame, frames
        self._chunks, self._at, self._clause, self._act = sentence.chunks, at, clause, act
        self._states: dict[str, Standing | str] = {}
        self._distant = False

    def drafts(self) -> list[FactDraft]:
        """The fact, or both facts where each state does so to the other.

        Raises:
            RefusedError: the words refuse it, or a required role stays empty.
        """
        self._check()
        chunks, clause = self._chunks, self._clause
        mutual = self._frame.mutual
        if mutual and any(not mutual.isdisjoint(chunk.senses) for chunk in chunks[clause.start : clause.end]):
            if not self._of_both():
                raise RefusedError("not said of both states")
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
                raise RefusedError(f"no {role.name}")
        return self._scene.draft(frame.type, roles, frame.name, self._sentence, "0.9" if self._distant else "1")

    def _check(self) -> None:
        if "undone" in self._act.flags and not self._frame.spoken:
            raise RefusedError("only spoken of")
        for flag in sorted(self._frame.refuse):
            said_by_verb = flag in _OF_THE_VERB and VERBLESS not in self._act.flags
            if flag in self._act.flags or (not said_by_verb and getattr(self._clause, flag, False)):
                raise RefusedError(f"the words are {flag}")
        at, chunks = self._at, self._chunks
        for item in self._frame.without:
            if self._sentence.senses and item.senses.isdisjoint(self._sentence.senses):
                continue
            if item.reach == "clause":
                region = range(self._clause.start, self._clause.end)
            elif item.reach == "sentence":
                region = range(len(chunks))
            elif item.reach == "rest":
                region = range(at + 1, self._act.end)
            elif item.reach == "left":
                region = range(self._clause.start, at)
            elif item.reach == "before":
                region = range(max(at - 1, 0), at)
            else:
                region = range(at + 1, min(at + 2, len(chunks)))
            if any(not item.senses.isdisjoint(chunks[i].senses) or chunks[i].kind in item.senses for i in region):
                raise RefusedError(item.reason)

    def _find_states(self) -> None:
        roles = [role for role in self._frame.roles if role.kind == "state"]
        taken: set[str] = set()
        for role in roles:
            found = self._search(role, taken)
            if found is not None:
                if found.code not in self._scene.pair:
                    raise RefusedError(f"{role.name} is a third state")
                self._states[role.name] = found
                taken.add(party(found.code))
                if len(roles) > 1 and self._jointly(found):
                    raise RefusedError("both together, not one towards the other")
        self._settle_pointed(roles)
        self._point_across(roles)
        for role in roles:
            if role.name not in self._states and role.other in self._states and self._hinted(role):
                known = self._states[role.other]
                code = self._scene.pair.other(known if isinstance(known, str) else known.code)
                if code is not None and not self._aside() and (not role.told or self._told_before(code, role.harm)):
                    self._states[role.name] = code
                    self._distant = True

        for role in roles:
            if role.deed and role.name not in self._states and (code := self._doer(role)) is not None:
                self._states[role.name] = code
                self._distant = True

    def _of_both(self) -> bool:
        """Whether both states, and they alone, are the subject of the clause or of what stands before it."""
        chunks = self._chunks[: self._clause.end]
        acting = {party(s.code) for s in standings(chunks, range(len(chunks)), ANYBODY) if s.case == "Nom"}
        return any("pair" in chunk.senses for chunk in chunks) or acting == set(self._scene.pair.codes)

    def _jointly(self, subject: Standing) -> bool:
        """``পেরু ও কেনিয়া প্রস্তাবটির বিরোধিতা করে``: the other state is a subject as well, in one coordination."""
        chunks, other = self._chunks, self._scene.pair.other(subject.code)
        group = chunks[subject.at].group
        if not group or subject.case != "Nom":
            return False
        inside = range(self._clause.start, self._clause.end)
        mates = (s for s in standings(chunks, inside, ANYBODY) if chunks[s.at].group == group and s.case == "Nom")
        return any(s.at != subject.at and party(s.code) == party(other or "") for s in mates)

    def _doer(self, role: Role) -> str | None:
        """``কেনিয়া উগান্ডায় হামলা চালায়। এর নিন্দা জানায় পেরু``: who did what the sentence before tells, of the pair."""
        before, chunks = self._before(), self._chunks
        known = {party(code) for s in self._states.values() if (code := s if isinstance(s, str) else s.code)}
        inside = range(self._clause.start, self._clause.end)
        named = {party(s.code) for s in standings(chunks, inside, ANYBODY)}
        told = chunks[self._at - 1] if self._at > self._clause.start else None
        of_else = told is not None and told.kind == "word" and told.own == "Gen" and "position.that" not in told.senses
        if before is None or not known or named != known or of_else:
            return None
        deed = next(before.having(*role.deed), None)
        if deed is None:
            return None
        found = [s for s in standings(before.chunks, range(deed), role) if s.case == "Gen"]
        found = [s for s in found if not suffers(before.chunks, s, role.harm, deed + 1)]
        doer = found[-1].code if found else None
        return doer if doer in self._scene.pair and party(doer or "") not in known else None

    def _aside(self) -> bool:
        """``কেনিয়া হাইতিতে পুলিশ পাঠানোর প্রস্তাব দেয়``: a third state is the one that the deed is about."""
        chunks = self._chunks[self._clause.start : self._at]
        return any(
            chunk.kind == "country" and chunk.own in _ABOUT and state_of(chunk) not in self._scene.pair
            for chunk in chunks
        )

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
            if (first, last) == (clause.start, clause.end):  # পেরু স্বাধীন হলে যে কয়টি দেশ …: theirs is the deed
                found = [s for s in found if s.case != "Nom" or not crowd_acts(chunks, range(s.end, at))]
            if role.agent:
                found = [s for s in found if s.agent]
            if role.tied:
                found = [s for s in found if s.end < last and not role.tied.isdisjoint(chunks[s.end].senses)]
            if role.harm:
                found = [s for s in found if not suffers(chunks, s, role.harm, self._at)]
            if (first, last) == (clause.start, clause.end):
                found = of_the_object(chunks, found, role, first, at)
            if first != clause.start and any("which" in chunk.senses for chunk in chunks[first:last]):
                acting = [s for s in found if s.case == "Nom" and s.code in self._scene.pair]
                found = acting or found  # যে দাবি পেরু চিলির কাছে জানায়, কেনিয়া তা সমর্থন করে
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
            named_next = here + 1 < len(all_) and crowd_acts(self._chunks, range(self._clause.start, self._at))
            if named_next:  # যে কয়টি দেশ তাকে স্বীকৃতি দেয়, পেরু তাদের একটি
                yield all_[here + 1].start, all_[here + 1].end
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

    def _point_across(self, roles: list[Role]) -> None:
        """``হাইতি দেশটির স্বাধীনতাকে …``: who points at a state means the other one, where no third is spoken of."""
        missing = [role for role in roles if role.name not in self._states]
        if len(roles) != 2 or len(missing) != 1 or "that_country" not in self._sentence.senses:
            return
        known = next(iter(self._states.values()))
        code = self._scene.pair.other(known if isinstance(known, str) else known.code)
        inside = self._chunks[self._clause.start : self._clause.end]
        pointed = next((c for c in inside if "that_country" in c.senses and c.case in missing[0].cases), None)
        before = self._before()
        around = [*self._chunks, *(before.chunks if before is not None else ())]
        third = any(c.kind == "country" and c.entity and c.entity.id not in self._scene.pair for c in around)
        if code is not None and pointed is not None and not third:
            self._states[missing[0].name] = code
            pointed.entity = self._scene.country(code)
            self._distant = True

    def _told_before(self, code: str, harm: frozenset[str]) -> bool:
        """Whether the words before have one state as their subject, else the sentence before, and it is ``code``."""
        chunks = self._chunks
        if crowd_acts(chunks, range(self._clause.start, self._at)):
            return False  # ১১৩টি দেশ তাকে স্বীকৃতি দেয়
        told = next((i for i in range(self._at, -1, -1) if _tells(chunks[i])), 0)
        acting = [s for s in standings(chunks, range(told), ANYBODY) if s.case == "Nom"]
        if any(not harm.isdisjoint(chunks[s.end].senses) for s in acting):
            return False  # চিলির সেনারা লিমা আক্রমণ করে, কেনিয়া তার নিন্দা জানায়
        earlier = {party(s.code) for s in acting}
        if earlier:
            others = any("them" in chunk.senses for chunk in chunks[self._clause.start : self._clause.end])
            ours = {known for known in earlier if known in self._scene.pair} if others else earlier
            return ours == {party(code)}
        at = self._sentence.index
        if not at or self._scene.sentences[at - 1].index != at - 1:
            return False
        before = self._scene.sentences[at - 1].chunks
        found = list(standings(before, range(len(before)), ANYBODY))
        named = {party(s.code) for s in found if s.case == "Nom"} or {party(s.code) for s in found}
        if any("them" in chunk.senses for chunk in chunks[self._clause.start : self._clause.end]):
            named = {known for known in named if known in self._scene.pair}
        return named == {party(code)}

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
                date = when(self._scene, self._sentence, self._clause, self._at, role, self._before())
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
            raise RefusedError(reason)
        self._distant |= not parties.both
        return self._scene.parties_named(self._sentence)

    def _before(self) -> Sentence | None:
        """The sentence right before, unless a heading or another paragraph's list comes between."""
        at = self._sentence.index
        before = self._scene.sentences[at - 1] if at else None
        return before if before is not None and before.heading == self._sentence.heading else None

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


def _tells(chunk: Chunk) -> bool:
    """A verb that tells what somebody did before: ``পেরু … যোগ দেয়, কেনিয়া তার …``, ``পেরু … যোগ দিলে কেনিয়া সেই …``."""
    return chunk.verb is not None and (chunk.verb.finite or chunk.verb.mood == "conditional")
