"""One sentence's agreements, from nouns to drafts of facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bilat_kg.model import Entity, PartialDate, Value
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import Clause, clause_at
from bilat_kg.text.discourse import party
from bilat_kg.text.frames.agreement.bodies import bodies
from bilat_kg.text.frames.agreement.dating import Dates, carried, value_of
from bilat_kg.text.frames.agreement.listing import items_of, listed, markers
from bilat_kg.text.frames.agreement.mentions import AGREEMENT, Head, Item, bracketed_date, find_heads
from bilat_kg.text.frames.agreement.status import SIGNED, Verdict, attribute, foreign, judge, signed_by_others
from bilat_kg.text.frames.agreement.topics import concepts, is_topical, read_topics, topics_of, topics_under
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.rules import RuleFile
from bilat_kg.model import Concept

AGAIN = "agreement.again"
GENERAL = "general_cooperation"
_LABEL = 8  # chunks that a label before a colon may have
_NAMED = 12  # sentences within which a name is taken to be that of the same agreement
_OPENS_LIST = frozenset({":", "—", "–", ":-", "-"})


class SentenceReader:
    """Reads the agreements of one sentence."""

    def __init__(self, scene: Scene, sentence: Sentence, rules: RuleFile) -> None:
        self.scene = scene
        self.sentence = sentence
        self.chunks = sentence.chunks
        self.rules = rules
        self.dates = Dates(sentence)
        self.heads = find_heads(sentence, rules.settings["types"], scene.lang)
        self.listed = AGREEMENT in sentence.heading or (
            sentence.intro is not None and AGREEMENT in sentence.intro.senses
        )
        self._last: PartialDate | None = None
        self._last_topics: tuple[str, ...] = ()
        self._told = False
        self._colon = next((i for i in range(min(_LABEL, len(self.chunks))) if self.chunks[i].text == ":"), 0)
        self._status = attribute(self.chunks[: self._colon])
        self._list_date, self._list_from = self._label()

    def facts(self) -> Iterator[FactDraft]:
        """Every agreement that the sentence states."""
        inline = self._inline_list()
        for k, head in enumerate(self.heads):
            low = self.heads[k - 1].end if k else 0
            following = self.heads[k + 1] if k + 1 < len(self.heads) else None
            if inline is not None and head is inline[0]:
                yield from self._list(head, low, inline[1])
            elif following is None and self._opens_lines():
                yield from self._lines(head, low)
            else:
                yield from self._one(head, low, following)

    def _label(self) -> tuple[PartialDate | None, int]:
        """The date before a colon that opens the sentence (১৯৯২ সালের ১৭ জুন স্বাক্ষরিত: …) holds for all behind it."""
        chunks, colon = self.chunks, self._colon
        if not colon or any(AGREEMENT in chunk.senses for chunk in chunks[:colon]):
            return None, 0
        if any(chunk.verb is not None and chunk.verb.finite for chunk in chunks[:colon]):
            return None, 0
        dates = [i for i in self.dates.at if i < colon]
        self.listed = self.listed or bool(dates) or any("agreement.sign" in chunk.senses for chunk in chunks[:colon])
        return (value_of(self.dates.mention(dates[-1])), colon) if dates else (None, 0)

    # One noun ---------------------------------------------------------------------------------------------------------

    def _one(self, head: Head, low: int, following: Head | None) -> Iterator[FactDraft]:
        chunks, clause = self.chunks, self._clause(head)
        verdict = self._verdict(head, low, clause, following)
        if self._named_before(head):
            self.scene.refuse("agreement.signed", "mentioned before", self.sentence)
            return
        again = self._again(head)
        if verdict.status is None:
            if again and (found := self._bodies(head, low, clause)):
                yield self._draft(head, (), None, SIGNED, AGAIN, found, "0.9")
                return
            self.scene.refuse("agreement.signed", verdict.reason, self.sentence)
            return
        items = items_of(chunks, head, max(low, clause.start), self.scene.lang)
        plain = len(items) == 1
        for item in items:
            words = chunks[item.start : item.end]
            topics, vague = read_topics(
                [*words, *chunks[head.at : head.end]] if item.end == head.at else words, self.scene.lang
            )
            if not topics and plain:
                topics = self._topics_elsewhere(head, low, clause, following, vague)
            elif not topics and vague:
                topics = (GENERAL,)
            when, source, sure = self._when(head, item, low, clause, following, verdict)
            bare = plain and head.start == head.at and not self.listed
            if again or (bare and when is None):
                if when is None:
                    self.scene.refuse("agreement.signed", "mentioned before", self.sentence)
                    return
                topics = topics or (self._topics_before() if again else ())
            rule = AGAIN if again else "agreement.signed" if verdict.status == SIGNED else "agreement.pending"
            confidence = "1" if sure and verdict.firm else "0.8"
            draft = self._draft(head, topics, when, verdict.status, rule, self._bodies(head, low, clause), confidence)
            if not plain:
                draft.roles["count"] = [1]
            if source is not None and source is not self.sentence:
                draft.sentences.append(source)
            self._last, self._last_topics = when or self._last, topics
            yield draft
            if plain and verdict.status == SIGNED and (renewed := self._renewed(head, clause, following)) is not None:
                yield self._draft(head, topics, renewed, SIGNED, "agreement.renewed", [], "0.9")
        self._told = verdict.told

    def _renewed(self, head: Head, clause: Clause, following: Head | None) -> PartialDate | None:
        """When the agreement was renewed, where a later clause of the sentence says so: it was signed anew."""
        stop = following.start if following is not None else len(self.chunks)
        for i in range(head.end, stop):
            if "agreement.renew" in self.chunks[i].senses:
                own = clause_at(self.sentence, i)
                dates = [j for j in self.dates.at if own.start <= j < own.end]
                if own.start > head.at and own.asserted and dates:
                    return value_of(self.dates.mention(dates[-1]))
        return None

    def _clause(self, head: Head) -> Clause:
        """The clause of a noun; what it is about may begin in the clause before (সই হয় বাণিজ্য ও কৃষি চুক্তি)."""
        clause = clause_at(self.sentence, head.at)
        if head.start >= clause.start:
            return clause
        return replace(clause, start=clause_at(self.sentence, head.start).start)

    def _verdict(self, head: Head, low: int, clause: Clause, following: Head | None) -> Verdict:
        chunks = self.chunks
        start = max(low, min(clause.start, head.start))
        stop = following.start if following is not None and following.at < clause.end else clause.end
        if foreign(self.scene, chunks, start, head, stop) or signed_by_others(self.scene, self.sentence, clause):
            return Verdict(None, "third state")
        label = self._status if head.at > self._colon else None
        verdict = judge(self.sentence, head, clause, following, self.listed, label)
        dated = self._dated(head)
        if verdict.status is not None or verdict.reason != "only mentioned" or (head.weak and not dated):
            return verdict
        if dated and "agreement.mou" in chunks[head.at].senses:
            return Verdict(SIGNED, firm=False)
        if self._told and chunks[head.at].own == "Nom" and self._beside_date(head, clause):
            return Verdict(SIGNED, told=True)
        if dated:
            return Verdict(SIGNED, firm=False)
        return verdict

    def _dated(self, head: Head) -> bool:
        """A date of its own names the agreement (১৯৮৭ সালের রাজস্ব চুক্তি, রাজস্ব চুক্তি (১৯৮৭))."""
        if bracketed_date(self.chunks, head.end) is not None:
            return True
        at = head.start - 1
        while at > 0 and (self.chunks[at].text == "," or "agreement.new" in self.chunks[at].senses):
            at -= 1
        if at < 0 or at not in self.dates.at:
            return False
        mention = self.dates.mention(at)
        if (
            mention is None
            or mention.boundary is not None
            or (mention.last is not None and mention.last != mention.first)
        ):
            return False
        new = any("agreement.new" in chunk.senses for chunk in self.chunks[at + 1 : head.at])
        return mention.case == "Gen" or new

    def _beside_date(self, head: Head, clause: Clause) -> bool:
        """The noun stands beside a date in a clause whose verb is left out, as the one before has it."""
        return any(clause.start <= i < clause.end and (i < head.start or i <= head.end + 1) for i in self.dates.at)

    def _again(self, head: Head) -> bool:
        """The noun only points at an agreement told before (চুক্তিটি, ওই চুক্তি), or names none of its own."""
        chunks = self.chunks
        lead = chunks[head.start : head.at]
        if any(is_topical(chunk, self.scene.lang) for chunk in lead):
            return False
        if any(
            not chunk.senses.isdisjoint({"one", "agreement.new", "agreement.several"}) or chunk.kind == "number"
            for chunk in lead
        ):
            return False
        if any("which" in chunk.senses for chunk in lead):
            return False
        pointed = any("agreement.same" in chunk.senses for chunk in chunks[max(head.start, head.at - 2) : head.at])
        return pointed or (self._definite(head) and not lead)

    def _named_before(self, head: Head) -> bool:
        """A name of its own (মাইপু চুক্তি) by which a sentence shortly before called an agreement."""
        chunks = self.chunks
        lead = [chunk for chunk in chunks[head.start : head.at] if chunk.kind != "mark"]
        if not lead or len(lead) > 3 or any(chunk.kind not in {"word", "city"} or chunk.senses for chunk in lead):
            return False
        name = [chunk.text for chunk in lead]
        for sentence in self.scene.sentences[max(0, self.sentence.index - _NAMED) : self.sentence.index]:
            if AGREEMENT in sentence.senses:
                for i in sentence.having(AGREEMENT):
                    before = sentence.chunks[max(0, i - len(name)) : i]
                    if [chunk.text for chunk in before] == name:
                        return True
        return False

    def _definite(self, head: Head) -> bool:
        chunk = chunks_end = self.chunks[head.at]
        word = self.scene.tokens.word[chunks_end.end - 1]
        stem = chunk.text.rsplit(" ", 1)[-1]
        return word.startswith(stem) and word[len(stem) :].startswith(
            tuple(self.rules.settings["settings"]["definite"])
        )

    # What, when, who --------------------------------------------------------------------------------------------------

    def _topics_elsewhere(
        self, head: Head, low: int, clause: Clause, following: Head | None, vague: bool
    ) -> tuple[str, ...]:
        """What it is about, where the words before the noun do not say: around it, in a label, in a heading.

        ``vague``: they say that it is cooperation, so that only what stands before বিষয়ে, or a label, may say more.
        """
        chunks, lang = self.chunks, self.scene.lang
        left = chunks[max(low, clause.start) : head.start]
        right = chunks[head.end : self._right(head, following)]
        label = chunks[: self._colon]
        parts = (_about(left), label) if vague else (_about(left), right, left, label)
        for part in parts:
            topics, _ = read_topics(part, lang)
            if topics:
                return topics
        if vague:
            return (GENERAL,)
        if self._last_topics and head.type in {"Protocol", "MemorandumOfUnderstanding"}:
            return self._last_topics
        for part in (left, right):
            if topics := topics_of(part, lang):
                return topics
        if head.count == 1 and AGREEMENT not in self.sentence.heading:
            return topics_under(self.sentence.heading)
        return ()

    def _right(self, head: Head, following: Head | None) -> int:
        """Where the words end that may say after the noun what it is about."""
        chunks = self.chunks
        if following is None:
            return len(chunks)
        related = any("which" in chunk.senses for chunk in chunks[head.end : head.end + 3])
        return following.at if related else following.start

    def _topics_before(self) -> tuple[str, ...]:
        """The topics of the agreement spoken of last in the sentence before."""
        if self.sentence.index == 0:
            return ()
        sentence = self.scene.sentences[self.sentence.index - 1]
        heads = find_heads(sentence, self.rules.settings["types"], self.scene.lang)
        return topics_of(sentence.chunks[heads[-1].start : heads[-1].at], self.scene.lang) if heads else ()

    def _when(
        self, head: Head, item: Item, low: int, clause: Clause, following: Head | None, verdict: Verdict
    ) -> tuple[PartialDate | None, Sentence | None, bool]:
        """The date of signing, the sentence that gives it, and whether it stands in the clause."""
        if verdict.status != SIGNED:
            return None, None, True
        dates = self.dates
        if verdict.undated and item.date is None:
            beside = dates.beside(head, clause)
            return value_of(dates.mention(beside)), self.sentence, True
        at = item.date
        if at is None:
            at = dates.beside(head, clause)
        if at is None and verdict.by is not None:
            at = next((i for i in dates.at if verdict.by[0] <= i < verdict.by[1]), None)
        if at is None:
            at = dates.before(low, head, clause)
        if at is None:
            at = dates.after(head, self._stop(head, clause, following))
        if at is None:
            at = dates.closing(clause, following.start if following is not None else len(self.chunks))
        if at is not None:
            return value_of(dates.mention(at)), self.sentence, True
        if self._list_date is not None and head.at > self._list_from:
            return self._list_date, self.sentence, True
        if low and self._last is not None and self._joined(low, head):
            return self._last, self.sentence, True
        if self.sentence.intro is not None or self.sentence.item:
            intro = self._intro_date()
            if intro is not None or self.sentence.intro is not None:
                return intro, self.sentence.intro, True
        if verdict.told:
            at = dates.earlier(head.at)
            if at is not None:
                return value_of(dates.mention(at)), self.sentence, False
            mention, source = carried(self.scene, self.sentence, head)
            return value_of(mention), source, False
        return None, None, True

    def _stop(self, head: Head, clause: Clause, following: Head | None) -> int:
        """Where the dates end that may follow a noun: at its clause's end, or where a coordinated noun begins."""
        if following is None or following.at >= clause.end:
            return clause.end
        verb = any(chunk.verb is not None and chunk.verb.finite for chunk in self.chunks[head.end : following.start])
        if verb:
            return following.start
        return next(
            (i for i in range(head.end, following.at) if self.chunks[i].text == "," or "and" in self.chunks[i].senses),
            following.start,
        )

    def _joined(self, low: int, head: Head) -> bool:
        return not any(self.chunks[i].text in {";", "।"} for i in range(low, head.start))

    def _intro_date(self) -> PartialDate | None:
        intro = self.sentence.intro
        if intro is None:
            return None
        dates = Dates(intro)
        if dates.at:
            return value_of(dates.mention(dates.at[-1]))
        heads = find_heads(intro, self.rules.settings["types"], self.scene.lang)
        return value_of(carried(self.scene, intro, heads[-1])[0]) if heads else None

    def _bodies(self, head: Head, low: int, clause: Clause) -> list[Entity]:
        start = max(low, clause.start)
        return bodies(self.scene, self.chunks, start, clause.end, head, self.rules.settings["bodies"])

    def _parties(self, when: PartialDate | None) -> list[Value]:
        """Both states, as the sentence names them: a former state where it, or the time, says so."""
        named = {
            chunk.entity.id
            for chunk in self.chunks
            if chunk.kind == "country" and chunk.entity is not None and chunk.entity.id in self.scene.pair
        }
        found: list[Value] = []
        for code in self.scene.pair.codes:
            former = sorted(other for other in named if other != code and party(other) == code)
            found.append(self.scene.country(former[0] if former and code not in named else code))
        return found

    def _draft(
        self,
        head: Head,
        topics: tuple[str, ...],
        when: PartialDate | None,
        status: str,
        rule: str,
        signatories: list[Entity],
        confidence: str,
    ) -> FactDraft:
        return self.scene.draft(
            head.type,
            {
                "party": self._parties(when),
                "signatoryOrganization": signatories,
                "signedOn": when,
                "topic": concepts(topics),
                "status": Concept(status),
                "count": head.count,
            },
            rule,
            self.sentence,
            confidence,
        )

    # Lists ------------------------------------------------------------------------------------------------------------

    def _inline_list(self) -> tuple[Head, list[tuple[int, int]]] | None:
        """The noun that opens a list inside the sentence, with the members of the list."""
        chunks = self.chunks
        for k, head in enumerate(self.heads):
            opening = self._opening(head)
            if opening is None:
                continue
            spans = listed(chunks, opening, len(chunks), self._short, self.scene.lang)
            spans = [(a, b) for a, b in spans if any(chunk.kind != "mark" for chunk in chunks[a:b])]
            marked = bool(markers(chunks, opening, len(chunks), self._short))
            named = all(
                any(is_topical(c, self.scene.lang) or AGREEMENT in c.senses for c in chunks[a:b]) for a, b in spans
            )
            if not named and not marked:
                continue
            if (
                (len(spans) > 1 or head.end == opening - 1)
                and spans
                and not any(chunk.verb is not None and chunk.verb.finite for a, b in spans for chunk in chunks[a:b])
            ):
                return head, spans
        return None

    def _opening(self, head: Head) -> int | None:
        chunks = self.chunks
        several = head.plural or any("agreement.those" in chunk.senses for chunk in chunks)
        for i in range(head.end, len(chunks)):
            if AGREEMENT in chunks[i].senses:
                return None
            if "agreement.among" in chunks[i].senses:
                return None
            after = chunks[i + 1] if i + 1 < len(chunks) else None
            if "agreement.exist" in chunks[i].senses and i <= head.end + 1 and "between" in chunks[head.end].senses:
                return i + 1
            if chunks[i].text in _OPENS_LIST and (chunks[i].text != "-" or i == head.end):
                heads = sum(other.at > i for other in self.heads)
                label = not any(c.verb is not None and c.verb.finite for c in chunks)
                marked = bool(markers(chunks, i + 1, len(chunks), self._short))
                return i + 1 if several or heads > 1 or marked or (label and heads == 0) else None
            if not several and chunks[i].verb is not None and chunks[i].verb.negated:
                return None
            if several and "agreement.namely" in chunks[i].senses and after is not None and after.kind == "mark":
                return i + 2 if after.text != "(" else i + 1
        return None

    def _short(self, chunk: Chunk) -> bool:
        return chunk.end - chunk.start == 1 and len(self.scene.tokens.word[chunk.start]) <= 2 and chunk.kind != "mark"

    def _list(self, head: Head, low: int, spans: list[tuple[int, int]]) -> Iterator[FactDraft]:
        """The members of an inline list that have no agreement noun of their own; the others are read by themselves."""
        chunks, clause = self.chunks, clause_at(self.sentence, head.at)
        if foreign(self.scene, chunks, low, head, head.end):
            self.scene.refuse("agreement.listed", "third state", self.sentence)
            return
        verdict = judge(self.sentence, head, clause, None, True)
        status = verdict.status if verdict.status is not None else SIGNED
        if verdict.reason == "not made":
            self.scene.refuse("agreement.listed", verdict.reason, self.sentence)
            return
        single = Head(head.at, head.end, head.type, False, head.start, 1)
        when, source, sure = self._when(
            single, Item(head.start, head.at), low, clause, None, Verdict(status, told=True)
        )
        self._last, self._list_date, self._list_from, self.listed, self._told = when, when, head.at, True, True
        pointed = any("agreement.same" in chunk.senses for chunk in chunks[max(0, head.at - 2) : head.at])
        for start, end in spans:
            if any(AGREEMENT in chunk.senses for chunk in chunks[start:end]):
                continue
            own = next((i for i in self.dates.at if start <= i < end), None)
            date = value_of(self.dates.mention(own)) if own is not None else when
            topics = topics_of(chunks[start:end], self.scene.lang)
            found = bodies(self.scene, chunks, start, end, Head(end, end, "", False), self.rules.settings["bodies"])
            rule = "agreement.detailed" if pointed else "agreement.listed"
            draft = self._draft(single, topics, date, status, rule, found, "1" if sure else "0.8")
            if source is not None and source is not self.sentence:
                draft.sentences.append(source)
            yield draft

    def _opens_lines(self) -> bool:
        following = self.sentence.index + 1
        sentences = self.scene.sentences
        return following < len(sentences) and sentences[following].intro is self.sentence

    def _lines(self, head: Head, low: int) -> Iterator[FactDraft]:
        """The items of a list on lines of its own that have no agreement noun; the others are read by themselves."""
        if foreign(self.scene, self.chunks, low, head, head.end):
            self.scene.refuse("agreement.listed", "third state", self.sentence)
            return
        for item in self.scene.sentences[self.sentence.index + 1 :]:
            if item.intro is not self.sentence:
                break
            if AGREEMENT in item.senses or any(c.verb is not None and c.verb.finite for c in item.chunks):
                continue
            topics = topics_of(item.chunks, self.scene.lang)
            if not topics:
                continue
            reader = SentenceReader(self.scene, item, self.rules)
            when = value_of(reader.dates.mention(reader.dates.at[0])) if reader.dates.at else reader._intro_date()
            single = Head(head.at, head.end, head.type, False, head.start, 1)
            found = bodies(
                self.scene,
                item.chunks,
                0,
                len(item.chunks),
                Head(len(item.chunks), 0, "", False),
                self.rules.settings["bodies"],
            )
            draft = reader._draft(single, topics, when, SIGNED, "agreement.listed", found, "1")
            draft.sentences.append(self.sentence)
            yield draft


def under_heading(scene: Scene, sentence: Sentence, rules: RuleFile) -> Iterator[FactDraft]:
    """An item of a list under a heading of agreements that names a topic and a date and nothing else (* ভিসা, ১৯৯৯)."""
    if not sentence.item or AGREEMENT not in sentence.heading or AGREEMENT in sentence.senses:
        return
    if sentence.intro is not None and AGREEMENT in sentence.intro.senses:
        return
    chunks = sentence.chunks
    if "visit" in sentence.senses or any(c.verb is not None and c.verb.finite or c.kind == "amount" for c in chunks):
        return
    reader = SentenceReader(scene, sentence, rules)
    topics = topics_of(chunks, scene.lang)
    end = len(chunks)
    head = Head(end, end, "Agreement", False, 0, 1)
    if topics and len(reader.dates.at) == 1 and not foreign(scene, chunks, 0, head, end):
        when = value_of(reader.dates.mention(reader.dates.at[0]))
        found = bodies(scene, chunks, 0, end, head, rules.settings["bodies"])
        yield reader._draft(head, topics, when, SIGNED, "agreement.listed", found, "0.8")


def _about(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks up to the last word such as বিষয়ে, ``[]`` without one."""
    last = next((i for i in range(len(chunks) - 1, -1, -1) if "agreement.about" in chunks[i].senses), None)
    return chunks[:last] if last is not None else []
