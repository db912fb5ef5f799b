"""Clauses: where one statement of a sentence ends and the next begins, and what each says of its own truth.

Bengali closes a clause with its finite verb. A clause ends at a semicolon, at a finite verb before a comma or a
conjunction, and before words that oppose (তবে, অপরদিকে) or relate (যা, যেখানে).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile

from bilat_kg.text.chunks import Chunk, Sentence

_DASHES = frozenset({"—", "–"})
_BREAKS = frozenset({";", "।", "?", "!", "॥"})


@dataclass(frozen=True, slots=True)
class Clause:
    """Chunks ``[start, end)`` of a sentence, with the polarity and time that its own words give it.

    ``negated``: denied (নেই, হয়নি). ``planned``: willed, agreed or expected, not done (রাজি হয়, খুলবে). ``proposed``:
    put forward or wished. ``ended``: was and is no more (বন্ধ করে দেয়). ``cancelled``: called off. ``doubted``: hearsay
    or hypothesis.
    """

    start: int
    end: int
    negated: bool = False
    planned: bool = False
    proposed: bool = False
    ended: bool = False
    cancelled: bool = False
    doubted: bool = False

    @property
    def asserted(self) -> bool:
        """Nothing in the clause takes its statement back."""
        return not (self.negated or self.planned or self.proposed or self.cancelled or self.doubted)


def clauses(sentence: Sentence) -> list[Clause]:
    """The clauses of a sentence, in order; together they cover it. Cut anew where chunks have been joined since."""
    if sentence.clauses is None or sentence.clauses[-1].end != len(sentence.chunks):
        plain = bool(sentence.senses) and _JUDGING.isdisjoint(sentence.senses)
        found = [_judged(sentence.chunks, start, end, plain) for start, end in _cut(sentence.chunks)]
        if "cue.report" in sentence.senses:
            found = [replace(c, doubted=True) if is_reported(sentence.chunks, c) else c for c in found]
        sentence.clauses = found
    return sentence.clauses


def clause_at(sentence: Sentence, chunk: int) -> Clause:
    """The clause that the chunk with index ``chunk`` belongs to."""
    for clause in clauses(sentence):
        if clause.start <= chunk < clause.end:
            return clause
    raise IndexError(f"the sentence has no chunk {chunk}")


def is_reported(chunks: list[Chunk], clause: Clause) -> bool:
    """``চুক্তি হয়েছে বলে যে খবর ছড়িয়েছে``, ``চুক্তি সইয়ের যে অভিযোগ``: only reported to be so, by whomever."""
    for i in range(clause.start + 1, min(clause.end, len(chunks) - 1)):
        related = "cue.that" in chunks[i].senses or "cue.that" in chunks[i + 1].senses
        if "cue.said" in chunks[i].senses and chunks[i - 1].verb is not None:
            at = i + 1 + related
        elif "cue.that" in chunks[i].senses and chunks[i - 1].own == "Gen":
            at = i + 1
        else:
            continue
        if at < len(chunks) and "cue.report" in chunks[at].senses and (related or "cue.rumour" in chunks[at].senses):
            return True
    return False


def opposes(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause opposes what was told before it (তবে …, যদিও …, অপরদিকে …)."""
    return not sentence.chunks[clause.start].senses.isdisjoint(_OPPOSING)


def _cut(chunks: list[Chunk]) -> list[tuple[int, int]]:
    return _with_afterthoughts(chunks, cuts(chunks)) or [(0, len(chunks))]


def cuts(chunks: list[Chunk]) -> list[tuple[int, int]]:
    """Where clauses begin and end by their verbs and marks alone; afterthoughts stand apart."""
    found = []
    begin = 0
    n = len(chunks)
    finite = False
    depth = 0
    for i, chunk in enumerate(chunks):
        if chunk.verb is None and not chunk.senses and len(chunk.text) != 1:
            continue  # most chunks: a name or a value, a word that says nothing here
        if chunk.text == "(":
            depth += 1
        elif chunk.text == ")":
            depth = max(0, depth - 1)
        if depth:
            continue
        if len(chunk.text) == 1 and chunk.text in _BREAKS:
            found.append((begin, i + 1))
            begin, finite = i + 1, False
        elif chunk.verb is not None and chunk.verb.finite:
            finite = not _is_participle(chunks, i)
        elif (
            finite
            and i > begin
            and not _lists(chunks, i)
            and (
                chunk.text == ","
                or (chunk.text in _DASHES and not _joins(chunks, i))
                or not chunk.senses.isdisjoint(_DIVIDES)
            )
        ) or (
            i > begin
            and i + 1 < n
            and (
                (chunk.senses and "but" in chunk.senses and not _is_particle(chunks, begin, i))
                or (chunk.senses and "contrast" in chunk.senses and any(c.kind not in _WHEN for c in chunks[begin:i]))
                or (chunk.text == "," and (_ends_afterthought(chunks, begin, i) or _goes_on_in(chunks, begin, i)))
            )
        ):
            end = i + 1 if chunk.kind == "mark" else i
            found.append((begin, end))
            begin, finite = end, False
    if begin < n:
        found.append((begin, n))
    return found


def _is_particle(chunks: list[Chunk], begin: int, i: int) -> bool:
    """``কলকাতায় কিন্তু কোনও কনসুলেট নেই``, ``সম্পর্ক কিন্তু স্থাপিত হয় …``: what only stresses the words before it.

    No clause ends with these: they stand in an oblique case, or are the first noun of a clause.
    """
    if any(chunk.verb is not None for chunk in chunks[begin:i]):
        return False
    if chunks[i - 1].own in _OBLIQUE:
        return True
    named = all(chunk.kind in _NAMING and chunk.own in {"Nom", "Gen"} for chunk in chunks[begin:i])
    return i - begin <= _TOPIC and named and chunks[i - 1].own == "Nom"


def _ends_afterthought(chunks: list[Chunk], begin: int, i: int) -> bool:
    """``… গিয়েছিলেন, ২০১৩ সালের ৩ মে, আর …``, ``…, ততদিনে …``: a date alone before a comma, then what was next."""
    return (
        begin > 0
        and not chunks[i + 1].senses.isdisjoint({"and", "tenure"})
        and all(chunk.kind == "date" for chunk in chunks[begin:i])
    )


def _goes_on_in(chunks: list[Chunk], begin: int, i: int) -> bool:
    """``সুরাবায়ায় কনস্যুলেট এখনও চালু, মেদানেরটি বন্ধ``: what is said of the one in the next city is another clause."""
    following = chunks[i + 1]
    if following.kind != "city" or following.own != "Poss":
        return False
    return not any(chunk.own == "Poss" for chunk in chunks[begin:i])


def _lists(chunks: list[Chunk], tie: int) -> bool:
    """Whether a comma or conjunction after the verb ties two cities of a list: ``আছে এরবিল (২০১০), বসরা ও মসুলে``.

    So does one between states that close the sentence: ``সমর্থন করে পেরু, চিলি ও কেনিয়া``, or stand before what they
    share: ``শুরু হয় পেরু ও কেনিয়ার কূটনৈতিক সম্পর্ক``.
    """
    if _share(chunks, tie):
        return True
    if tie + 1 < len(chunks) and chunks[tie + 1].kind == "country" and chunks[tie - 1].kind == "country":
        rest = chunks[tie + 1 :]
        named = all(c.kind in {"country", "mark"} or "and" in c.senses for c in rest)
        return named and any("and" in c.senses for c in (chunks[tie], *rest))
    if tie + 1 < len(chunks) and chunks[tie + 1].kind == "office":
        return tie > 1 and chunks[tie - 1].kind == "word" and chunks[tie - 2].kind == "country"  # X-এর তেল ও গ্যাসমন্ত্রী
    if tie + 1 >= len(chunks) or chunks[tie + 1].kind != "city":
        return False
    before = tie - 1
    if chunks[before].text == ")":
        before = next((i for i in range(before, max(before - 5, 0), -1) if chunks[i].text == "("), tie) - 1
    return chunks[before].kind == "city" and chunks[before].own == "Nom"


def _share(chunks: list[Chunk], tie: int) -> bool:
    """Whether a conjunction joins two in the genitive before a noun of theirs that ends the clause without a verb."""
    if tie + 2 >= len(chunks):
        return False
    one, two = chunks[tie - 1], chunks[tie + 1]
    if not two.group or one.group != two.group or two.own != "Gen":
        return False
    rest = takewhile(lambda chunk: chunk.kind != "mark", chunks[tie + 2 :])
    return all(chunk.verb is None or not chunk.verb.finite for chunk in rest)


def _joins(chunks: list[Chunk], dash: int) -> bool:
    """Whether a dash ties two places together: ``চালু হয় ইয়াশ–উংগেনি পাইপলাইন``."""
    if dash == 0 or dash + 1 >= len(chunks):
        return False
    kinds = {chunks[dash - 1].kind, chunks[dash + 1].kind}
    return kinds <= {"city", "country", "word"} and "city" in kinds and chunks[dash - 1].own == "Nom"


def _with_afterthoughts(chunks: list[Chunk], parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A few words without a verb after a clause (…, ১৯৯১ সালের ৯ নভেম্বর।) belong to it."""
    joined: list[tuple[int, int]] = []
    for start, end in parts:
        if (
            joined
            and end - start <= _AFTERTHOUGHT
            and chunks[start - 1].text == ","
            and not any(chunk.verb is not None for chunk in chunks[start:end])
            and chunks[start].senses.isdisjoint(_OPENERS)
            and not any(chunk.senses & _PREDICATES for chunk in chunks[start:end])
        ):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


_AFTERTHOUGHT = 6
_WHEN = frozenset({"date", "mark"})  # … সালে, উল্টো পথে …: when, and no clause yet
_TOPIC = 3  # chunks of what a clause begins with
_NAMING = frozenset({"word", "country", "person"})
_PREDICATES = frozenset({"cue.ended", "cue.cancelled"})  # words that say something on their own: …, X বন্ধ
_OBLIQUE = frozenset({"Gen", "Loc", "Acc"})
_OPPOSING = frozenset({"but", "contrast"})
_OPENERS = frozenset({"but", "contrast", "which"})
_DIVIDES = _OPENERS | {"and", "because"}


def _is_participle(chunks: list[Chunk], at: int) -> bool:
    """``করে`` and ``খোলে`` are finite and participle alike: a form in -ে before another verb phrase is a participle."""
    verb = chunks[at].verb
    assert verb is not None
    if verb.mood != "present" or verb.negated:
        return False
    if "invited" in chunks[at].senses and chunks[at].own == "Loc":
        return True  # X-এর ডাকে: the noun
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    return following is not None and following.verb is not None and following.kind == "verb"


_JUDGING = frozenset({"not", "cue.planned", "cue.proposed", "cue.ended", "cue.cancelled", "cue.doubted"})


def _judged(chunks: list[Chunk], start: int, end: int, plain: bool) -> Clause:
    """A clause of a sentence; ``plain``: no word of which bears a sense that judges."""
    negated = planned = proposed = ended = cancelled = doubted = False
    for i in range(start, end):
        chunk = chunks[i]
        verb = chunk.verb
        if verb is not None:
            if verb.negated:
                negated = True
            elif verb.mood == "future":
                planned = True
        if not plain and chunk.senses:
            senses = chunk.senses
            if "not" in senses and i > start and (chunks[i - 1].verb is not None):
                negated = True
            if "cue.planned" in senses:
                planned = True
            if "cue.proposed" in senses and not (i + 1 < end and "cue.heeded" in chunks[i + 1].senses):
                proposed = True
            if "cue.ended" in senses:
                ended = True
            if "cue.cancelled" in senses:
                cancelled = True
            if "cue.doubted" in senses:
                doubted = True
    return Clause(start, end, negated, planned, proposed, ended, cancelled, doubted)
