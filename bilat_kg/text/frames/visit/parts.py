"""The parts of a sentence in which visits are told.

A part is a clause, or what stands before or after a conditional verb (``সফরে গেলে``), or an item of a list after a
colon whose head (``ফিজি গিয়েছেন:``) holds for every item.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bilat_kg.text.chunks import Chunk, Sentence, date_of
from bilat_kg.text.clauses import clauses
from bilat_kg.text.frames.visit.anchors import Anchor, find_anchor, find_verb
from bilat_kg.text.frames.visit.wording import Part, is_visit, senses_of

_TRAVEL = frozenset({"visit.go", "visit.make"})
_UNCERTAIN = frozenset(
    {"cue.cancelled", "cue.planned", "cue.proposed", "cue.doubted", "visit.planned", "visit.ahead", "matter"}
)
_BESIDE = 12  # chunks from a visit to another that stands beside it
_NAMED = frozenset({"person", "office", "country", "city"})


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
    """Whether a part begins inside a clause: then, whose, after a verb a colon, or one more date (আর ২০২২ সালে আবার)."""
    if "visit.then" in chunks[i].senses:
        return chunks[i - 1].text not in {",", "("} or not any(c.kind == "office" for c in chunks[i + 1 : i + 3])
    if "visit.whose" in chunks[i].senses and chunks[i - 1].text == ",":
        return True
    if chunks[i - 1].text == "," and (_is_gapped(chunks, i) or _is_once_more(chunks, i)):
        return True
    if chunks[i - 1].text == ":":
        if all(c.kind in {"date", "number", "mark"} or "and" in c.senses for c in chunks[i:]):
            return False  # তিনবার লিমায় যান: ১৯৬৪, ১৯৬৬ ও ১৯৬৯ সালে
        return i > 1 and (((verb := chunks[i - 2].verb) is not None and verb.finite) or comes_a_day(chunks, i - 1))
    if "and" in chunks[i].senses and is_visit(chunks[i - 1]):
        return _is_beside_another(chunks, i)
    return i > 1 and "and" in chunks[i].senses and chunks[i - 1].text == "," and chunks[i - 2].verb is not None


def _is_beside_another(chunks: list[Chunk], i: int) -> bool:
    """``X-এর ঢাকা সফর এবং Y-এর দিল্লি সফর …``: two visits of two people, of which nothing is said but that they were."""
    owner = False
    for at in range(i + 1, min(i + _BESIDE, len(chunks))):
        chunk = chunks[at]
        if chunk.kind == "mark" or chunk.verb is not None:
            return False
        owner = owner or (chunk.kind in {"person", "office"} and chunk.case == "Gen")
        if is_visit(chunk):
            return owner and all(c.senses.isdisjoint(_UNCERTAIN) and _has_been(c) for c in chunks[at + 1 :])
    return False


def _has_been(chunk: Chunk) -> bool:
    return chunk.verb is None or not (chunk.verb.negated or chunk.verb.mood in {"future", "habitual"})


def comes_a_day(chunks: list[Chunk], colon: int) -> bool:
    """``এল ২০২৫ সালের ১২ মার্চ: …``: before the colon a day comes, and nobody."""
    day = date_of(chunks[colon - 1]) if colon > 1 and chunks[colon - 1].own == "Nom" else None
    if day is None or chunks[colon - 2].senses.isdisjoint({"visit.come", "verb.be"}):
        return False
    return all(chunk.kind in {"word", "verb", "date", "mark"} for chunk in chunks[:colon])


def _is_once_more(chunks: list[Chunk], i: int) -> bool:
    """``… সফর করেন X, ২০০৯-এ আবার``: behind a verb one more date, and that it was again."""
    if date_of(chunks[i]) is None or i + 1 >= len(chunks) or "visit.again" not in chunks[i + 1].senses:
        return False
    ends = i + 2 >= len(chunks) or chunks[i + 2].kind == "mark"
    return ends and any(chunk.verb is not None for chunk in chunks[:i])


def _is_gapped(chunks: list[Chunk], i: int) -> bool:
    """``A গিয়েছিলেন ১৯৮৩-র মার্চে, B ২০০৪-এর ২৪ এপ্রিল, …``: after a date one more name, its date, and nothing else."""
    if i < 3 or date_of(chunks[i - 2]) is None or all(chunk.verb is None for chunk in chunks[:i]):
        return False
    while i + 1 < len(chunks) and chunks[i].kind == "office" and chunks[i].own == "Nom":
        i += 1
    if chunks[i].kind != "person" or chunks[i].own != "Nom" or i + 1 >= len(chunks) or date_of(chunks[i + 1]) is None:
        return False
    return i + 2 == len(chunks) or chunks[i + 2].kind == "mark" or "and" in chunks[i + 2].senses


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


def _goes_on_with_dates(chunks: list[Chunk], i: int) -> bool:
    """``X দিল্লি এসেছেন; ২০০৮-এর নভেম্বরে রাষ্ট্রীয় সফরে, ২০১৫-য় …``: no date before, one right behind, and no more verb."""
    if i + 1 >= len(chunks) or date_of(chunks[i + 1]) is None:
        return False
    return all(date_of(c) is None for c in chunks[:i]) and all(
        c.verb is None or not c.verb.finite for c in chunks[i + 1 :]
    )


def _list_colon(chunks: list[Chunk]) -> int | None:
    """The colon after which visits are listed: visiting is spoken of before it, dates or people stand after it."""
    for i, chunk in enumerate(chunks):
        opens = chunk.text in {":", "—", "–"} or (chunk.text == ";" and _goes_on_with_dates(chunks, i))
        if chunk.kind == "mark" and opens and 0 < i < len(chunks) - 1:
            if comes_a_day(chunks, i) or _head_anchor(chunks, i) is None:
                return None
            if not any(c.kind in {"date", "person"} for c in chunks[i + 1 :]):
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
