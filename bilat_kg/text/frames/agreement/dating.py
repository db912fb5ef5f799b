"""When an agreement was signed: by its own bracket, its clause, its coordination or its sentence."""

from __future__ import annotations

from bilat_kg.model import PartialDate, Period
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import Clause
from bilat_kg.text.frames.agreement.extent import bracketed_date
from bilat_kg.text.frames.agreement.mentions import Head
from bilat_kg.text.values import DateMention, NumberMention

_YEARS = range(1800, 2100)
_MANY = 3  # years of a span that no longer says when
LABELS = frozenset({":", "—", "–", "-"})
_NO_PARTICIPLE = frozenset({"agreement.sign", "agreement", "agreement.about", "agreement.except"})  # ভিসা ছাড়া
_PARTICIPLE = 4  # chunks from a date to the participle that it belongs to


def value_of(mention: DateMention | None) -> PartialDate | None:
    """The date of a signing; of several days the month that they share, of many years none: it is not known."""
    if mention is None or mention.first is None or mention.decade:
        return None
    first, last = mention.first, mention.last
    if last is None or last == first or mention.boundary is not None:
        return first
    shared = 7 if first.iso[:7] == last.iso[:7] else 4 if first.iso[:4] == last.iso[:4] else 0
    return PartialDate(first.iso[: shared or 7]) if last.year - first.year < _MANY else None


def as_period(mention: DateMention) -> PartialDate | Period | None:
    """Fiscal years stay periods; agreements are rarely dated so."""
    return value_of(mention)


class Dates:
    """The dates of one sentence as its agreements take them, from left to right; each is given away once."""

    def __init__(self, sentence: Sentence) -> None:
        self.chunks = sentence.chunks
        self._bare = {i: year for i in range(1, len(self.chunks)) if (year := bare_year(self.chunks, i)) is not None}
        self.at = [
            i
            for i, chunk in enumerate(self.chunks)
            if i in self._bare
            or (isinstance(chunk.value, DateMention) and chunk.value.first is not None and not chunk.value.fiscal)
        ]
        self._taken: set[int] = set()
        depth = 0
        self._inside: set[int] = set()
        for i, chunk in enumerate(self.chunks):
            depth = depth + 1 if chunk.text == "(" else max(0, depth - 1) if chunk.text == ")" else depth
            if depth:
                self._inside.add(i)

    def mention(self, at: int | None) -> DateMention | None:
        """The date at a chunk."""
        if at in self._bare:
            return self._bare[at]
        value = self.chunks[at].value if at is not None else None
        return value if isinstance(value, DateMention) else None

    def beside(self, head: Head, clause: Clause) -> int | None:
        """A date in a bracket that closes the noun or its clause."""
        for i in range(head.end, min(head.end + 2, len(self.chunks))):
            date = bracketed_date(self.chunks, i)
            if date is not None:
                return self._take(date)
        for i in range(head.end, min(clause.end, len(self.chunks))):
            if self.chunks[i].text == "(" and self.chunks[i - 1].verb is not None:
                date = bracketed_date(self.chunks, i)
                if date is not None:
                    return self._take(date)
        return None

    def before(self, low: int, head: Head, clause: Clause) -> int | None:
        """The nearest date between ``low`` and the noun in its clause."""
        start = max(low, clause.start)
        for i in reversed(self.at):
            if i in head.foreign_dates:
                continue
            if start <= i < head.at and i not in self._taken and i not in self._inside and self._dates(i):
                if self._of_another(i, head):
                    continue
                return self._take(i)
        return None

    def after(self, head: Head, stop: int) -> int | None:
        """The nearest date after the noun, before ``stop``."""
        for i in self.at:
            if head.end <= i < stop and i not in self._taken and i not in self._inside and self._dates(i):
                return self._take(i)
        return None

    def behind(self, start: int, stop: int) -> int | None:
        """The first date there, left for others to take."""
        return next((i for i in self.at if start <= i < stop and i not in self._inside and self._dates(i)), None)

    def left(self, start: int, stop: int) -> list[int]:
        """The dates there that nobody took."""
        return [i for i in self.at if start <= i < stop and i not in self._taken and self._dates(i)]

    def unsolved(self, clause: Clause) -> bool:
        """Whether a clause has a time told by one that is not known (স্বাধীনতার পরদিন), and no day of the report's own."""
        told = [chunk.value for chunk in self.chunks[clause.start : clause.end] if isinstance(chunk.value, DateMention)]
        if any(one.relative is not None and one.relative.unit == "weekday" for one in told):
            return False  # বৈঠকের শেষ দিন বৃহস্পতিবার
        return any(
            isinstance(chunk.value, DateMention)
            and chunk.value.first is None
            and chunk.value.relative is not None
            and chunk.value.relative.base not in {"now", "visit"}  # a day of a visit told of without a date
            and (chunk.value.relative.unit != "time" or chunk.value.relative.offset != 0)  # এ সময়
            and not chunk.value.relative.implied  # a day, and no year anywhere: ১৭ সেপ্টেম্বর
            for chunk in self.chunks[clause.start : clause.end]
        )

    def unknown(self, start: int, stop: int) -> bool:
        """Whether a time stands there that is told by one that is not known."""
        return any(
            isinstance(chunk.value, DateMention) and chunk.value.first is None and chunk.value.relative is not None
            for chunk in self.chunks[start:stop]
        )

    def since(self, clause: Clause) -> int | None:
        """A date since when there is something (… চুক্তি আছে ১৯৮৬ সাল থেকে)."""
        for i in self.at:
            mention = self.mention(i)
            if clause.start <= i < clause.end and mention is not None and mention.boundary == "since":
                return self._take(i)
        return None

    def closing(self, clause: Clause, stop: int) -> int | None:
        """A date that stands alone behind the clause, after a dash or a comma (… চুক্তি রয়েছে — ৫ মে ১৯৮৪)."""
        if clause.end == 0 or self.chunks[clause.end - 1].text not in {"—", "–", ",", "-"}:
            return None
        i = clause.end
        if i >= stop or i not in self.at or i in self._taken:
            return None
        return self._take(i) if all(chunk.kind == "mark" for chunk in self.chunks[i + 1 : stop]) else None

    def earlier(self, head: Head) -> int | None:
        """The nearest date of the sentence before a noun."""
        before = (i for i in reversed(self.at) if i < head.at and i not in self._inside)
        return next((i for i in before if not self._of_another(i, head)), None)

    def _dates(self, at: int) -> bool:
        """A date that says since when or until when does not date what happens."""
        mention = self.mention(at)
        due = at + 1 < len(self.chunks) and not self.chunks[at + 1].senses.isdisjoint({"between", "agreement.due"})
        return mention is not None and mention.boundary is None and not due and value_of(mention) is not None

    def _of_another(self, at: int, head: Head) -> bool:
        """The date of what a participle tells of something else: ``২০০৬ সালে খোলা দূতাবাসে … চুক্তি``."""
        for i in range(at + 1, min(head.at, at + _PARTICIPLE)):
            chunk, after = self.chunks[i], self.chunks[i + 1]
            if chunk.kind == "mark" or not chunk.senses.isdisjoint(_NO_PARTICIPLE):
                return False
            if i == at + 1 and "agreement.force" in chunk.senses and chunk.own == "Nom":
                return True  # ২০১৮ সালে স্বাক্ষরিত ও ২০২২ সালে কার্যকর চুক্তি
            if i == at + 1 and "agreement.founded" in chunk.senses:
                return after.kind == "word"
            if chunk.verb is None:
                continue
            object_ = self.chunks[i - 1]
            if i > at + 1 and object_.kind == "word" and chunk.senses.isdisjoint({"verb.light", "verb.be"}):
                return False  # ক্ষমতায় আসার পরই, দাম বাড়ার মুখে: no participle
            if all(c.kind == "word" and c.own == "Nom" for c in self.chunks[i + 1 : head.at]):
                return False  # আদালতে নেওয়ার বিশেষ চুক্তি
            verb = self.chunks[i + 2].verb if i + 2 < head.at else None
            if verb is not None and verb.mood == "infinitive":
                return False  # বাধা দূর করতে
            held = not after.senses.isdisjoint({"visit", "agreement.lean", "agreement.about", "agreement"})
            made = i == at + 1 and "agreement.make" in chunk.senses
            return chunk.verb.mood == "noun" and chunk.own == "Nom" and after.kind == "word" and not (held or made)
        return False

    def _take(self, at: int) -> int:
        self._taken.add(at)
        return at


def bare_year(chunks: list[Chunk], at: int) -> DateMention | None:
    """Four digits that end a line after a colon, a dash or the noun itself: ``বাণিজ্য চুক্তি: ১৯৬৩।``, ``প্রটোকল ১৯৬১।``."""
    number, before = chunks[at].value, chunks[at - 1]
    if not isinstance(number, NumberMention) or number.classifier:
        return None
    joined = "and" in before.senses and at > 1 and bare_year(chunks, at - 2) is not None
    beside = at > 1 and "agreement" in chunks[at - 2].senses
    labelled = beside if before.text in {"-", ",", "("} else before.text in LABELS  # … চুক্তি (১৯৭২; সংশোধিত ১৯৯০)
    if not labelled and "agreement" not in before.senses and not joined:
        return None
    after = chunks[at + 1] if at + 1 < len(chunks) else None
    closed = after is None or after.text in {",", "।", ";", "("} or "and" in after.senses
    if not closed or number.value != int(number.value) or int(number.value) not in _YEARS:
        return None
    return DateMention(chunks[at].start, chunks[at].end, PartialDate(str(int(number.value))))
