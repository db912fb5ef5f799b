"""The parts of a sentence in which visits are told, and what says so in each: the word visit, going, staying.

A part is a clause, or what stands before or after a conditional verb (``সফরে গেলে``), or an item of a list after a
colon whose head (``ফিজি গিয়েছেন:``) holds for every item.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import clauses
from bilat_kg.text.timeline import date_of

Mode = Literal["made", "back", "there", "named", "listed", "stub"]

_GO = frozenset({"visit.go"})
_JOURNEYS = frozenset({"visit.journey", "visit.arrival"})
_TRAVEL = frozenset({"visit.go", "visit.make"})
_SUPPORT = frozenset({"verb.light", "verb.be", "visit.keep", "visit.happen"})
_PRESENT = frozenset({"visit.attend", "visit.act"})
_BOUND = frozenset({"visit.after", "visit.during", "visit.planned", "cue.planned", "cue.proposed", "invited"})
_NAMED = frozenset({"person", "office", "country", "city"})


@dataclass(frozen=True, slots=True)
class Part:
    """Chunks ``[start, end)`` of a sentence; ``head`` is the range before the colon that the part is an item of."""

    start: int
    end: int
    head: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """What tells of a visit: ``noun`` the word visit, ``verb`` the verb of it; one of them may be missing.

    ``staying``: the verb says that somebody is somewhere, not that somebody goes there. ``received``: it says so of
    whom it has as its object (X-কে ঢাকায় স্বাগত জানান). ``passive``: the visitor is its agent (X দ্বারা পরিদর্শিত হয়).
    """

    mode: Mode
    noun: int | None
    verb: int | None
    staying: bool = False
    received: bool = False
    passive: bool = False


def is_visit(chunk: Chunk) -> bool:
    """The word visit, or a date counted from one, which has swallowed it (সফরের প্রথম দিনে)."""
    if "visit" in chunk.senses:
        return True
    mention = date_of(chunk)
    return mention is not None and mention.relative is not None and mention.relative.base == "visit"


def has_manner(chunk: Chunk) -> bool:
    """Whether a chunk only says how, how long or as the how-manieth visit."""
    return chunk.kind in {"date", "number"} or any(sense.startswith("visit.") for sense in chunk.senses)


def senses_of(chunks: list[Chunk], part: Part) -> frozenset[str]:
    """All senses in a part."""
    return frozenset().union(*(chunk.senses for chunk in chunks[part.start : part.end]))


def parts(sentence: Sentence) -> list[Part]:
    """The parts of a sentence, in order."""
    chunks = sentence.chunks
    colon = _list_colon(chunks)
    if colon is not None:
        return [Part(start, end, (0, colon)) for start, end in _items(chunks, colon + 1)]
    found: list[Part] = []
    for clause in clauses(sentence):
        start = clause.start
        for i in range(clause.start, clause.end):
            if i > start and _begins(chunks, i):
                found.append(Part(start, i))
                start = i
            elif i + 1 < clause.end and _ends(chunks, i):
                found.append(Part(start, i + 1))
                start = i + 1
        if start < clause.end:
            found.append(Part(start, clause.end))
    return _with_subjects(chunks, _joined(chunks, found))


def _begins(chunks: list[Chunk], i: int) -> bool:
    """Whether a part begins inside a clause: then, whose, or one more date after the verb (যান, আর ২০২২ সালে আবার)."""
    if "visit.then" in chunks[i].senses:
        return True
    if "visit.whose" in chunks[i].senses and chunks[i - 1].text == ",":
        return True
    return i > 1 and "and" in chunks[i].senses and chunks[i - 1].text == "," and chunks[i - 2].verb is not None


def _ends(chunks: list[Chunk], i: int) -> bool:
    """Whether a part ends inside a clause: after a conditional (সফরে গেলে), ``থাকার পর``, when at its head."""
    chunk = chunks[i]
    if chunk.verb is not None and chunk.verb.mood == "conditional" and not _TRAVEL.isdisjoint(chunk.senses):
        return True
    before = chunks[i - 1] if i else None
    if before is None:
        return False
    if "visit.while" in chunk.senses:
        return before.kind == "mark"
    if "visit.after" not in chunk.senses:
        return False
    travels = not before.senses.isdisjoint({"visit.go", "visit.make", "visit.stay", "visit"})
    return travels and (before.case == "Gen" or (before.verb is not None and before.verb.mood == "noun"))


def _list_colon(chunks: list[Chunk]) -> int | None:
    """The colon after which visits are listed: visiting is spoken of before it, dates or people stand after it."""
    for i, chunk in enumerate(chunks):
        if chunk.kind == "mark" and chunk.text in {":", "—", "–"} and 0 < i < len(chunks) - 1:
            if _head_anchor(chunks, i) is None or not any(c.kind in {"date", "person"} for c in chunks[i + 1 :]):
                return None
            told = any(find_verb(chunks, Part(start, end)) for start, end in _items(chunks, i + 1))
            return None if told else i
        if chunk.text == ";":
            return None
    return None


def _head_anchor(chunks: list[Chunk], colon: int) -> Anchor | None:
    """What the words before a colon say of the visits after it; ``সফরকারী`` (who visited) is enough."""
    found = find_anchor(chunks, Part(0, colon))
    if found is not None:
        return found
    noun = next((i for i in range(colon) if "visit.maker" in chunks[i].senses), None)
    return Anchor("named", noun, None) if noun is not None else None


def head_anchor(chunks: list[Chunk], part: Part) -> Anchor | None:
    """The anchor of a list item: that of its head."""
    assert part.head is not None
    head = _head_anchor(chunks, part.head[1])
    return Anchor("listed", head.noun, head.verb) if head else None


def _items(chunks: list[Chunk], first: int) -> Iterator[tuple[int, int]]:
    start = first
    for i in range(first, len(chunks)):
        if chunks[i].text == ";":
            yield start, i
            start = i + 1
    if start < len(chunks):
        yield start, len(chunks)


def _joined(chunks: list[Chunk], found: list[Part]) -> list[Part]:
    """A fragment without verb and name goes with the part before it: ``প্রাগে আসেন, ১১ সেপ্টেম্বর``."""
    joined: list[Part] = []
    for part in found:
        follows = joined and (chunks[part.start - 1].text == "," or "and" in chunks[part.start].senses)
        if follows and (
            _is_fragment(chunks[part.start : part.end])
            or (_is_company(chunks, joined[-1]) and _names_only(chunks, part))
            or _is_dated_name(chunks, part)
        ):
            joined[-1] = Part(joined[-1].start, part.end)
        else:
            joined.append(part)
    return joined


def _is_company(chunks: list[Chunk], part: Part) -> bool:
    """Whether a part begins with who came along: ``তাঁর সঙ্গে ছিলেন X``."""
    return not senses_of(chunks, Part(part.start, min(part.start + 3, part.end))).isdisjoint(
        {"with", "visit.companion"}
    )


def _names_only(chunks: list[Chunk], part: Part) -> bool:
    """Whether a part has nothing but names and offices: ``ও প্রধানমন্ত্রী Y``."""
    return all(
        chunk.kind in {"person", "office", "country", "mark"} or "and" in chunk.senses
        for chunk in chunks[part.start : part.end]
    )


def _is_dated_name(chunks: list[Chunk], part: Part) -> bool:
    """One more of those who came, with a date in brackets: ``… গেছেন A (১৯৬২), B (১৯৭৫) ও C (১৯৮৫)``."""
    span = chunks[part.start : part.end]
    kinds = [chunk.kind for chunk in span if chunk.kind != "office" and "and" not in chunk.senses]
    return kinds[:3] == ["person", "mark", "date"] and any(chunk.text == "(" for chunk in span) and set(kinds) <= {
        "person", "mark", "date", "country",
    }  # fmt: skip


def _is_fragment(chunks: Sequence[Chunk]) -> bool:
    """Whether chunks have no verb and no name, or only names of company (… হয় A ও B-র সঙ্গে)."""
    named = [chunk for chunk in chunks if chunk.kind in _NAMED]
    company = bool(named) and any(chunk.case == "Com" for chunk in named)
    return (company or not named) and not any(chunk.verb is not None or "also" in chunk.senses for chunk in chunks)


def _with_subjects(chunks: list[Chunk], found: list[Part]) -> list[Part]:
    """``…: D রাজকুমারী A এবং D রাজা B সফর করেন``: a subject after a colon goes with the verb after the conjunction."""
    for n in range(len(found) - 1):
        part, following = found[n], found[n + 1]
        if "and" not in chunks[following.start].senses:
            continue
        colon = next((i for i in range(part.end - 1, part.start, -1) if chunks[i].text == ":"), None)
        if colon is None:
            continue
        tail = chunks[colon + 1 : part.end]
        if any(chunk.kind == "person" for chunk in tail) and not any(chunk.verb is not None for chunk in tail):
            found[n], found[n + 1] = Part(part.start, colon + 1), Part(colon + 1, following.end)
    return found


def find_anchor(chunks: list[Chunk], part: Part) -> Anchor | None:
    """What tells of a visit in a part, if anything does."""
    span = range(part.start, part.end)
    nouns = [i for i in span if is_visit(chunks[i])]
    noun = nouns[0] if nouns else None
    for i in nouns or [i for i in span if "visit.journey" in chunks[i].senses]:
        verb = _verb_of_noun(chunks, i, part)
        if verb is not None:
            return Anchor("made", i, verb)
    back = next((i for i in span if _returns(chunks, i, part)), None)
    if noun is not None and back is not None and noun < back:
        return Anchor("back", noun, back)
    maker = next((i for i in span if "visit.maker" in chunks[i].senses), None)
    if maker is not None and (verb := _copula(chunks, maker, part)) is not None:
        return Anchor("made", maker, verb)
    first = _first_who(chunks, part)
    if first is not None:
        return first
    seen = next((i for i in span if "visit.seen" in chunks[i].senses), None)
    if seen is not None and (verb := _supports_at(chunks, seen, part)) is not None:
        return Anchor("made", seen, verb, passive=True)
    found = find_verb(chunks, part)
    if found is not None:
        return found if noun is None else replace(found, noun=noun)
    if noun is None and not any(_finite(chunks[i]) for i in span):
        noun = next((i for i in span if not _JOURNEYS.isdisjoint(chunks[i].senses) and _owned(chunks, part, i)), None)
    visiting = next((i for i in span if "visit.visiting" in chunks[i].senses), None)
    if noun is None and visiting is not None and any(date_of(chunks[i]) is not None for i in span):
        return Anchor("there", visiting, None)
    return None if noun is None else Anchor("named", noun, None)


def _first_who(chunks: list[Chunk], part: Part) -> Anchor | None:
    """``X ঢাকায় আসা প্রথম প্রধানমন্ত্রী হন``: who is said to be the first who went there."""
    for i in range(part.start, part.end - 1):
        verb, following = chunks[i].verb, chunks[i + 1]
        if verb is None or verb.mood != "noun" or "visit.first" not in following.senses:
            continue
        copula = _copula(chunks, i, part)
        if copula is None or not any(chunk.kind in {"person", "office"} for chunk in chunks[part.start : copula]):
            continue
        if i > part.start and is_visit(chunks[i - 1]) and "visit.make" in chunks[i].senses:
            return Anchor("made", i - 1, copula)
        if not _GO.isdisjoint(chunks[i].senses):
            return Anchor("made", i, copula)
        if (
            i > part.start
            and not chunks[i - 1].senses.isdisjoint(_PRESENT)
            and not chunks[i].senses.isdisjoint(_SUPPORT)
        ):
            return Anchor("made", None, copula, staying=True)
    return None


def _returns(chunks: list[Chunk], i: int, part: Part) -> bool:
    """A finite verb of coming home: ফেরেন, ফিরে যান."""
    if not _finite(chunks[i]):
        return False
    turned = i > part.start and "visit.return" in chunks[i - 1].senses and not _GO.isdisjoint(chunks[i].senses)
    return turned or "visit.return" in chunks[i].senses


def _owned(chunks: list[Chunk], part: Part, noun: int) -> bool:
    """Whether somebody's name stands in the genitive before a journey, with nothing but places and manners between."""
    for i in range(noun - 1, part.start - 1, -1):
        if chunks[i].kind == "person":
            return chunks[i].case == "Gen"
        if chunks[i].kind not in {"city", "country"} and not has_manner(chunks[i]):
            return False
    return False


def _finite(chunk: Chunk) -> bool:
    return chunk.verb is not None and chunk.verb.finite


def _copula(chunks: list[Chunk], maker: int, part: Part) -> int | None:
    """The verb of ``X ঢাকা সফরকারী প্রথম রাষ্ট্রপতি হন``: who is said to be the first who visited."""
    for i in range(maker + 1, part.end):
        verb = chunks[i].verb
        if verb is not None:
            return i if "verb.be" in chunks[i].senses and verb.finite else None
    return None


def _verb_of_noun(chunks: list[Chunk], noun: int, part: Part) -> int | None:
    """The verb that makes the visit: সফর করেন, সফর সম্পন্ন করেন."""
    begins = noun + 1 < part.end and "visit.begin" in chunks[noun + 1].senses and chunks[noun].case == "Gen"
    if chunks[noun].case != "Nom" and not begins:
        return None
    for i in range(noun + 1, min(noun + 4, part.end)):
        chunk = chunks[i]
        if "visit.make" in chunk.senses or ("visit.pay" in chunk.senses and i == noun + 1):
            return None if _is_attribute(chunks, i) else i
        if chunk.kind != "date" and chunk.senses.isdisjoint({"visit.done", "visit.begin", "also", "visit.manner"}):
            return None
    return None


def find_verb(chunks: list[Chunk], part: Part) -> Anchor | None:
    """A verb that tells of a visit without the word: going, arriving, staying, taking part, paying respect."""
    for i in range(part.start, part.end):
        if chunks[i].verb is None or _is_attribute(chunks, i):
            continue
        if not _GO.isdisjoint(chunks[i].senses) and not _is_auxiliary(chunks, i, part):
            return Anchor("made", None, _last_of_chain(chunks, i, part))
        if "visit.stay" in chunks[i].senses and _stays(chunks, i, part):
            return Anchor("made", None, i, staying=True)
    return _find_presence(chunks, part)


def _find_presence(chunks: list[Chunk], part: Part) -> Anchor | None:
    """A noun and its verb that say that somebody is there: being welcomed, taking part, speaking, meeting somebody."""
    for i in range(part.start, part.end):
        chunk = chunks[i]
        senses = chunk.senses
        if "visit.welcome" in senses and _supports_at(chunks, i, part) is not None:
            return Anchor("made", None, _supports_at(chunks, i, part), staying=True, received=True)
        if not senses.isdisjoint({"visit.arrival", "visit.attend", "visit.staying", "visit.act", "visit.chosen"}):
            verb = _supports_at(chunks, i, part)
            if verb is not None:
                return Anchor("made", None, verb, staying="visit.chosen" not in senses)
        if "visit.meeting" in senses and _meets(chunks, i, part):
            return Anchor("there", None, _supports_at(chunks, i, part), staying=True)
    return None


def _meets(chunks: list[Chunk], noun: int, part: Part) -> bool:
    """``ঢাকায় X-এর সঙ্গে বৈঠক করেন``: a meeting of two people with a date and a place tells that one of them came."""
    span = chunks[part.start : noun]
    return (
        _supports_at(chunks, noun, part) is not None
        and (any(chunk.kind in {"person", "office"} and chunk.case == "Com" for chunk in span) or _two_meet(span))
        and any(chunk.kind == "city" and chunk.case == "Loc" for chunk in span)
        and any(date_of(chunk) is not None for chunk in span)
    )


def _two_meet(span: Sequence[Chunk]) -> bool:
    """``রাষ্ট্রপতি A ও প্রধানমন্ত্রী B … বৈঠক করেন``: two people of different states, and nobody else."""
    people = [i for i, chunk in enumerate(span) if chunk.kind == "person"]
    if len(people) != 2 or any(span[i].case != "Nom" for i in people):
        return False
    states = {span[i].state for i in people}
    between = span[people[0] + 1 : people[1]]
    return (
        None not in states
        and len(states) > 1
        and any("and" in chunk.senses for chunk in between)
        and all(chunk.kind in {"office", "country"} or "and" in chunk.senses for chunk in between)
    )


def _is_attribute(chunks: list[Chunk], i: int) -> bool:
    """Whether a verbal noun only describes what follows it (প্রশিক্ষণ নিতে যাওয়া নভোচারী), and tells no time by it."""
    verb = chunks[i].verb
    if verb is None or verb.mood != "noun":
        return False
    following = chunks[i + 1] if i + 1 < len(chunks) else None
    if following is not None and "verb.be" in following.senses:  # করা হয়
        return False
    return following is None or following.senses.isdisjoint(_BOUND)


def _supports_at(chunks: list[Chunk], noun: int, part: Part) -> int | None:
    """The verb that a noun of arriving or taking part makes one verb with, where it is more than a purpose."""
    verb = next((i for i in range(noun + 1, min(noun + 3, part.end)) if chunks[i].verb is not None), None)
    if verb is None or chunks[verb].senses.isdisjoint(_SUPPORT):
        return None
    form = chunks[verb].verb
    return None if form is None or form.mood == "infinitive" else verb


def _is_auxiliary(chunks: list[Chunk], i: int, part: Part) -> bool:
    """``হয়ে যায়``, ``ফিরে আসেন``, ``ক্ষমতায় আসেন``: going that is no journey."""
    before = chunks[i - 1] if i > part.start else None
    if before is None:
        return False
    if "visit.power" in before.senses:
        return True
    if "visit.return" in before.senses and "also" not in senses_of(chunks, part):
        return True
    return (
        before.kind == "verb"
        and before.verb is not None
        and before.verb.mood in {"present", "participle"}
        and _GO.isdisjoint(before.senses)
    )


def _last_of_chain(chunks: list[Chunk], i: int, part: Part) -> int:
    """The last of verbs in a row: এসে পৌঁছান, ঘুরে দেখেন."""
    while (
        i + 1 < part.end and chunks[i + 1].kind == "verb" and not chunks[i + 1].senses.isdisjoint(_GO | {"visit.see"})
    ):
        i += 1
    return i


def _stays(chunks: list[Chunk], verb: int, part: Part) -> bool:
    """Whether somebody is somewhere: a place in the locative right before the verb, but for dates and a length."""
    for i in range(verb - 1, part.start - 1, -1):
        chunk = chunks[i]
        if chunk.kind in {"city", "country"} or "city_noun" in chunk.senses:
            return chunk.case == "Loc"
        if chunk.kind not in {"person", "office"} and not has_manner(chunk):
            return False
    return False
