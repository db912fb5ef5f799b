"""When an agreement was signed: by its own bracket, its clause, its coordination, its sentence, or the one before."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from bilat_kg.model import PartialDate, Period
from bilat_kg.text.chunks import NAMES, Chunk, Sentence
from bilat_kg.text.clauses import Clause
from bilat_kg.text.frames.agreement.extent import bracketed_date
from bilat_kg.text.frames.agreement.mentions import Head
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.values import DateMention, NumberMention

_YEARS = range(1800, 2100)
_MANY = 3  # years of a span that no longer says when
LABELS = frozenset({":", "—", "–", "-"})
_PARTICIPLE = 4  # chunks from a date to the participle that it belongs to
_BACK = 4  # sentences that a visit may lie back


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
        """Whether a clause has a time told by one that is not known (স্বাধীনতার পরদিন)."""
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
            if chunk.kind == "mark" or not chunk.senses.isdisjoint({"agreement.sign", "agreement", "agreement.about"}):
                return False
            if i == at + 1 and "agreement.founded" in chunk.senses:
                return after.kind == "word"
            if chunk.verb is None:
                continue
            held = not after.senses.isdisjoint({"visit", "agreement.lean", "agreement.about", "agreement"})
            made = i == at + 1 and "agreement.make" in chunk.senses
            return chunk.verb.mood == "noun" and chunk.own == "Nom" and after.kind == "word" and not (held or made)
        return False

    def _take(self, at: int) -> int:
        self._taken.add(at)
        return at


def carried(scene: Scene, sentence: Sentence, head: Head) -> tuple[DateMention | None, Sentence | None]:
    """The date that a sentence without one takes from those before it, and the sentence that gives it.

    It must say that it leans on them: on a visit told before (ওই সফরে), on the time before (তখন, এছাড়া).
    """
    chunks = sentence.chunks
    opening = chunks[: head.end]
    if any("agreement.lately" in chunk.senses for chunk in opening):
        return None, None
    first = sentence.index - 1
    visit = next((i for i, chunk in enumerate(opening) if "visit" in chunk.senses), None)
    former = any("agreement.former_visit" in chunk.senses for chunk in opening)
    latter = any("agreement.latter_visit" in chunk.senses for chunk in opening)
    if visit is not None or former or latter:
        found, source = _visited(scene, first, opening, former)
        if found is not None or visit is None or visit == 0 or "agreement.same" not in opening[visit - 1].senses:
            return found, source
        if first >= 0 and {"agreement", "agreement.sign"} <= scene.sentences[first].senses:  # একই সফরে
            return _last_date(scene.sentences[first]), scene.sentences[first]
        return None, None
    if any(_unsolved(chunk) for chunk in opening):
        for index in range(first, max(first - 3, -1), -1):
            found = _last_date(scene.sentences[index], scene.timeline.written)
            if found is not None and found.first is not None:
                return replace(found, first=PartialDate(found.first.iso[:4]), last=None), scene.sentences[index]
        return None, None
    if (
        any("agreement.lean" in chunk.senses for chunk in opening)
        or _after_talks(opening)
        or _same_time(opening)
        or _among(opening)
    ):
        for index in range(first, max(first - 3, -1), -1):
            found = _last_date(scene.sentences[index], scene.timeline.written)
            if found is not None:
                return found, scene.sentences[index]
        written = scene.timeline.written
        return (DateMention(0, 0, written), None) if written is not None else (None, None)
    if first >= 0 and _one_more(opening) and {"agreement", "agreement.sign"} <= scene.sentences[first].senses:
        return _last_date(scene.sentences[first]), scene.sentences[first]
    if first >= 0 and scene.sentences[first].heading != sentence.heading:
        return None, None
    if first >= 0 and _travels(scene.sentences[first], opening) and _told_next(chunks, head):
        found = _last_date(scene.sentences[first])
        return found, scene.sentences[first] if found else None
    return None, None


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


def _visited(
    scene: Scene, first: int, opening: list[Chunk], former: bool
) -> tuple[DateMention | None, Sentence | None]:
    """The date of the visit that is meant: that of the visitor named here, else the last one told."""
    named = {chunk.entity.id for chunk in opening if chunk.kind == "person" and chunk.entity is not None}
    for index in range(first, max(first - (_BACK if not named else 3 * _BACK), -1), -1):
        sentence = scene.sentences[index]
        travels = "visit.go" in sentence.senses and "office" in sentence.senses
        if not travels and sentence.senses.isdisjoint({"visit", "person"}):
            continue
        if named and not any(
            c.kind in NAMES and c.entity is not None and c.entity.id in named for c in sentence.chunks
        ):
            continue
        dates = [c.value for c in sentence.chunks if isinstance(c.value, DateMention) and c.value.first is not None]
        if not dates:
            continue
        if named:
            return _nearest(sentence, named), sentence
        return dates[0] if former else dates[-1], sentence
    return None, None


def _travels(before: Sentence, opening: list[Chunk]) -> bool:
    """The sentence before tells of a visit, in which somebody now does something (তিনি … স্বাক্ষর করেন)."""
    if "visit" in before.senses:
        return True
    goes = any("visit.go" in chunk.senses or "visit.arrival" in chunk.senses for chunk in before.chunks)
    told = any("pronoun" in chunk.senses and chunk.case == "Nom" for chunk in opening)
    return goes and (told or _comes_to_town(before))


def _comes_to_town(before: Sentence) -> bool:
    """``মনমোহন সিংহ ২০১১-র সেপ্টেম্বরে ঢাকা গেলেন``: somebody, one day and one town, and the verb of going."""
    kinds = [chunk.kind for chunk in before.chunks]
    finite = any("visit.go" in c.senses and c.verb is not None and c.verb.finite for c in before.chunks)
    return finite and "person" in kinds and kinds.count("date") == 1 and kinds.count("city") == 1


def _nearest(sentence: Sentence, named: set[str]) -> DateMention | None:
    """The date nearest to the person of that sentence; of two as near, the one after the name."""
    chunks = sentence.chunks
    at = next(i for i, c in enumerate(chunks) if c.entity is not None and c.entity.id in named)
    dates = [
        (abs(i - at), i < at, chunk.value)
        for i, chunk in enumerate(chunks)
        if isinstance(chunk.value, DateMention) and chunk.value.first is not None
    ]
    return min(dates, key=lambda date: date[:2])[2] if dates else None


def _last_date(sentence: Sentence, written: PartialDate | None = None) -> DateMention | None:
    """The last date of a sentence; the day of a dateline only where there is no other."""
    dates = [c.value for c in sentence.chunks if isinstance(c.value, DateMention) and c.value.first is not None]
    dates = [date for date in dates if date.first != written] or dates
    return _latest(dates) if dates else None


def _latest(dates: list[DateMention]) -> DateMention:
    """The last date told; of days of one month (মঙ্গলবার শেষ হয়, সোমবার পৌঁছান) the later one."""
    days = [date for date in dates if date.first is not None and len(date.first.iso) == len("2019-06-25")]
    if len(days) == len(dates) and len({date.first.iso[:7] for date in days if date.first is not None}) == 1:
        return max(days, key=lambda date: date.first.iso if date.first is not None else "")
    return dates[-1]


def _unsolved(chunk: Chunk) -> bool:
    """A time some days from another one that is not known to the day (এর পরবর্তী দিনে): the year may still be told."""
    value = chunk.value
    if not isinstance(value, DateMention) or value.first is not None or value.relative is None:
        return False
    return value.relative.base == "date" and value.relative.unit in {"day", "week", "time"}


def _after_talks(opening: list[Chunk]) -> bool:
    """``বৈঠকের শেষে``, ``আলোচনার পর``: when the talks told of before were over."""
    return any(
        "visit.meeting" in one.senses
        and one.own == "Gen"
        and not two.senses.isdisjoint({"visit.end", "agreement.then"})
        for one, two in pairwise(opening)
    )


def _same_time(opening: list[Chunk]) -> bool:
    """The sentence begins with a word that points back (ওই, সেই, একই, এর)."""
    return bool(opening) and not opening[0].senses.isdisjoint({"agreement.same", "own", "also"})


def _among(opening: list[Chunk]) -> bool:
    """The sentence begins with what stands among those told before (এর মধ্যে, তন্মধ্যে)."""
    return any("agreement.among" in chunk.senses for chunk in opening[:2])


def _one_more(opening: list[Chunk]) -> bool:
    """More than those told before: ``আরও ১১১টি স্মারক``."""
    return any("also" in chunk.senses and after.kind == "number" for chunk, after in pairwise(opening))


def _told_next(chunks: list[Chunk], head: Head) -> bool:
    """The sentence goes on to tell of a signing: it has no time of its own and a verb that ends it in the past."""
    return any("agreement.sign" in chunk.senses for chunk in chunks) and head.at < len(chunks)
