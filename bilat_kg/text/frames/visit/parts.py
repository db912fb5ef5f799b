"""The parts of a sentence in which visits are told, and what says so in each: the word visit, going, staying, attending.

A part is a clause, or what stands before or after a conditional verb (``সফরে গেলে``), or an item of a list after a colon
whose head (``ফিজি গিয়েছেন:``) holds for every item.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import clauses

Mode = Literal["made", "named", "listed", "stub"]

GO = frozenset({"visit.go"})
_ABSENT = frozenset({"not"})
_NAMED = frozenset({"person", "office", "country", "city"})


@dataclass(frozen=True, slots=True)
class Part:
    """Chunks ``[start, end)`` of a sentence; ``head`` is the range before the colon that the part is an item of."""

    start: int
    end: int
    head: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """What tells of a visit: ``noun`` the word visit, ``verb`` the verb of it; one of them may be missing."""

    mode: Mode
    noun: int | None
    verb: int | None
    staying: bool = False


def parts(sentence: Sentence) -> list[Part]:
    """The parts of a sentence, in order."""
    chunks = sentence.chunks
    colon = _list_colon(chunks)
    found: list[Part] = []
    if colon is not None:
        items = list(_items(chunks, colon + 1))
        return [Part(start, end, (0, colon)) for start, end in items]
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
    """Whether a part begins inside a clause: then, or one more date after the verb (যান, আর ২০২২ সালে আবার)."""
    if "visit.then" in chunks[i].senses:
        return True
    return "and" in chunks[i].senses and chunks[i - 1].text == "," and chunks[i - 2].verb is not None


def _ends(chunks: list[Chunk], i: int) -> bool:
    """Whether a part ends inside a clause: after a conditional (সফরে গেলে), after when at the head of its clause."""
    return _is_conditional(chunks[i]) or ("visit.while" in chunks[i].senses and i > 0 and chunks[i - 1].kind == "mark")


def _list_colon(chunks: list[Chunk]) -> int | None:
    """The colon after which visits are listed: a verb or noun of visiting stands before it, dates or people after it."""
    for i, chunk in enumerate(chunks):
        if chunk.text in {":", "—", "–"} and chunk.kind == "mark" and 0 < i < len(chunks) - 1:
            if find_anchor(chunks, Part(0, i)) is None:
                return None
            return i if any(later.kind in {"date", "person"} for later in chunks[i + 1 :]) else None
        if chunk.text == ";":
            return None
    return None


def _items(chunks: list[Chunk], first: int) -> Iterator[tuple[int, int]]:
    start = first
    for i in range(first, len(chunks)):
        if chunks[i].text == ";":
            yield start, i
            start = i + 1
    if start < len(chunks):
        yield start, len(chunks)


def _is_conditional(chunk: Chunk) -> bool:
    return (
        chunk.verb is not None
        and chunk.verb.mood == "conditional"
        and not chunk.senses.isdisjoint({"visit.go", "visit.make"})
    )


def _with_subjects(chunks: list[Chunk], found: list[Part]) -> list[Part]:
    """``…: D রাজকুমারী A এবং D রাজা B লাওস সফর করেন``: a subject after a colon goes with the verb after the conjunction."""
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


def _joined(chunks: list[Chunk], found: list[Part]) -> list[Part]:
    """A fragment without verb and name goes with the part before it: ``প্রাগে আসেন, ১১ সেপ্টেম্বর``."""
    joined: list[Part] = []
    for part in found:
        first = chunks[part.start]
        if joined and (chunks[part.start - 1].text == "," or "and" in first.senses) and _is_fragment(chunks, part):
            joined[-1] = Part(joined[-1].start, part.end)
        else:
            joined.append(part)
    return joined


def _is_fragment(chunks: list[Chunk], part: Part) -> bool:
    return not any(
        chunk.verb is not None or chunk.kind in _NAMED or "also" in chunk.senses
        for chunk in chunks[part.start : part.end]
    )


def find_anchor(chunks: list[Chunk], part: Part) -> Anchor | None:
    """What tells of a visit in a part, if anything does."""
    noun = next((i for i in range(part.start, part.end) if "visit" in chunks[i].senses), None)
    journey = noun
    if journey is None:
        journey = next((i for i in range(part.start, part.end) if "visit.journey" in chunks[i].senses), None)
    if journey is not None:
        verb = _verb_of_noun(chunks, journey, part)
        if verb is not None:
            return Anchor("made", journey, verb)
    verb = _verb_alone(chunks, part)
    if verb is not None:
        return verb if noun is None else Anchor("made", noun, verb.verb, verb.staying)
    return None if noun is None else Anchor("named", noun, None)


def _verb_of_noun(chunks: list[Chunk], noun: int, part: Part) -> int | None:
    """The verb that makes the visit: সফর করেন, সফর সম্পন্ন করেন."""
    if chunks[noun].case != "Nom":
        return None
    for i in range(noun + 1, min(noun + 5, part.end)):
        senses = chunks[i].senses
        if "visit.make" in senses:
            return i
        if chunks[i].kind == "mark" or chunks[i].verb is not None:
            return None
        if chunks[i].kind == "word" and senses.isdisjoint({"visit.done", "also", "visit.manner"}) and i > noun + 1:
            return None
    return None


def _verb_alone(chunks: list[Chunk], part: Part) -> Anchor | None:
    """A verb that tells of a visit without the word: going, arriving, staying somewhere, taking part."""
    for i in range(part.start, part.end):
        chunk = chunks[i]
        senses = chunk.senses
        if not GO.isdisjoint(senses) and chunk.verb is not None and not _is_auxiliary(chunks, i, part):
            return Anchor("made", None, _last_of_chain(chunks, i, part))
        if "visit.stay" in senses and chunk.verb is not None and _stays(chunks, i, part):
            return Anchor("made", None, i, staying=True)
        if not senses.isdisjoint({"visit.arrival", "visit.attend", "visit.staying"}) and i + 1 < part.end:
            verb = next((j for j in range(i + 1, min(i + 3, part.end)) if chunks[j].verb is not None), None)
            if verb is not None and _supports(chunks[verb]):
                return Anchor("made", None, verb, staying=True)
    return None


def _supports(chunk: Chunk) -> bool:
    """Whether a verb makes one verb with a noun of arriving or taking part, and is more than its purpose."""
    return chunk.verb is not None and chunk.verb.mood != "infinitive" and not chunk.senses.isdisjoint(_SUPPORT)


_SUPPORT = frozenset({"verb.light", "verb.be", "visit.keep", "visit.decorate"})


def _is_auxiliary(chunks: list[Chunk], i: int, part: Part) -> bool:
    """``হয়ে যায়``, ``ফিরে আসেন``, ``চলে যান``: a verb of going after the participle of another verb tells of no journey."""
    before = chunks[i - 1] if i > part.start else None
    return (
        before is not None
        and before.verb is not None
        and before.senses.isdisjoint({"visit.go"})
        and before.kind == "verb"
        and before.verb.mood in {"present", "participle"}
    )


def _last_of_chain(chunks: list[Chunk], i: int, part: Part) -> int:
    while i + 1 < part.end and chunks[i + 1].verb is not None and not GO.isdisjoint(chunks[i + 1].senses):
        i += 1
    return i


def _stays(chunks: list[Chunk], verb: int, part: Part) -> bool:
    """Whether somebody is somewhere: a place in the locative stands right before the verb, but for dates and a purpose."""
    for i in range(verb - 1, part.start - 1, -1):
        chunk = chunks[i]
        if chunk.kind in {"city", "country"}:
            return chunk.case == "Loc"
        if "city_noun" in chunk.senses and chunk.case == "Loc":
            return True
        if chunk.kind not in {"date", "number"} and "visit.manner" not in chunk.senses:
            return False
    return False


def refusal(chunks: list[Chunk], part: Part, anchor: Anchor) -> str | None:
    """Why the visit that an anchor tells of did not happen, or is not said to have."""
    verb = chunks[anchor.verb] if anchor.verb is not None else None
    senses = frozenset().union(*(chunk.senses for chunk in chunks[part.start : part.end]))
    if "visit.no" in senses:
        return "no visit of state"
    if verb is not None and verb.verb is not None:
        after = chunks[anchor.verb + 1] if anchor.verb + 1 < part.end else None  # type: ignore[operator]
        if verb.verb.negated or (after is not None and "not" in after.senses):
            return "denied"
        if verb.verb.mood == "future":
            return "planned"
        if verb.verb.mood == "habitual" and "cue.doubted" in senses:
            return "supposed"
        if verb.verb.mood in {"infinitive", "noun"} and _only_intended(chunks, anchor.verb or 0, part):
            return "planned"
    if "cue.cancelled" in senses:
        return "cancelled"
    if (
        any(chunk.verb is not None and chunk.verb.negated for chunk in chunks[part.start : part.end])
        and anchor.mode == "named"
    ):
        return "denied"
    if not senses.isdisjoint({"cue.doubted"}):
        return "doubted"
    if anchor.noun is not None and anchor.mode == "named":
        return _named_only(chunks, anchor.noun, part)
    if anchor.noun is not None and "visit.planned" in senses:
        return "planned"
    return None


def _only_intended(chunks: list[Chunk], verb: int, part: Part) -> bool:
    """``যেতে চান``, ``যাওয়ার কথা ছিল``, ``আসতে রাজি হন``."""
    for chunk in chunks[verb + 1 : min(verb + 4, part.end)]:
        if not chunk.senses.isdisjoint(_INTENT):
            return True
    mood = chunks[verb].verb.mood if chunks[verb].verb is not None else None  # type: ignore[union-attr]
    return mood == "infinitive"


_INTENT = frozenset({"cue.planned", "cue.proposed", "cue.doubted", "invited", "visit.planned", "visit.before"})


def _named_only(chunks: list[Chunk], noun: int, part: Part) -> str | None:
    """Why a visit that is only named is none: its plan, an invitation to it, its date set."""
    for chunk in chunks[noun + 1 : min(noun + 3, part.end)]:
        if not chunk.senses.isdisjoint(_INTENT):
            return "planned"
    for chunk in chunks[max(part.start, noun - 3) : noun]:
        if not chunk.senses.isdisjoint({"visit.planned", "cue.proposed"}):
            return "planned"
    return None
