"""How far the words reach that say what an agreement noun is about, and the brackets that stand among them."""

from __future__ import annotations

from bilat_kg.text.chunks import NAMES, Chunk, date_of
from bilat_kg.text.frames.agreement.topics import is_topical
from bilat_kg.text.states import is_capital
from bilat_kg.text.values import DateMention, NumberMention

ABOUT = "agreement.about"
DASHES = frozenset({"-", "–", "—", "−"})
_YEARS = range(1800, 2100)
_HARD = frozenset({":", ";", "—", ":-", "।", "?", "!"})


def reach(chunks: list[Chunk], low: int, at: int, lang: str) -> int:
    """How far to the left the words reach that say what the noun at ``at`` is about; not before ``low``.

    A subject, a partner or a place stands between (X বিষয়ে দুই দেশ একটি চুক্তি): it is passed only where a word such as
    বিষয়ে stands before it, because then what it is about still lies to its left.
    """
    i = at
    while i > low:
        chunk = chunks[i - 1]
        if chunk.text == ")":
            opening = opened(chunks, i - 1, low)
            if opening is None or _marker(chunks, opening):
                break
            i = opening
            continue
        if chunk.text in DASHES and i < at and all(only_counts(other) for other in chunks[i:at]):
            i -= 1
            continue
        if chunk.kind == "date" or chunk.text in _HARD:
            break
        if chunk.text == ",":
            if not _enumerates(chunks, low, i - 1):
                break
            i -= 1
            continue
        if ABOUT in chunk.senses and _for_how_long(chunks, i - 1, low):
            break
        if ABOUT not in chunk.senses:
            known = chunk.kind == "word" and is_topical(chunk, lang)  # চাল: rice, and he asked
            if chunk.verb is not None and chunk.verb.mood not in {"noun", "infinitive"} and not known:
                break
            leans = "agreement.lean" in chunk.senses and (chunk.own == "Loc" or " " in chunk.text)  # বৈঠকে, বৈঠক শেষে
            if leans or (
                not chunk.senses.isdisjoint({"agreement.lean", "but", "contrast", "which"})
                and not is_topical(chunk, lang)
            ):
                if "which" in chunk.senses and "cue.that" in chunk.senses:
                    i -= 1
                    continue
                break
            if "visit" in chunk.senses and chunk.own == "Loc":
                break
            start = _actor(chunks, low, i - 1)
            if start is not None:
                before = start - 1
                if before > low and chunks[before].text == ",":
                    before -= 1
                if before < low or not _relates(chunks[before]):
                    break
                i = before + 1
                continue
        i -= 1
    while i < at and (chunks[i].text == "," or "and" in chunks[i].senses or "but" in chunks[i].senses):
        i += 1
    return i


def _for_how_long(chunks: list[Chunk], at: int, low: int) -> bool:
    """``২৫ বছরের জন্য``: a span of time is no matter."""
    return at - 2 >= low and "span_of_time" in chunks[at - 1].senses and chunks[at - 2].kind == "number"


def only_counts(chunk: Chunk) -> bool:
    """Whether a chunk only says how many and that they are apart: ``…—এই তিন বিষয়ে পৃথক``."""
    return (
        chunk.kind == "number"
        or "topic.matter" in chunk.senses
        or not chunk.senses.isdisjoint({ABOUT, "agreement.apart", "agreement.same", "agreement.total"})
    )


def _relates(chunk: Chunk) -> bool:
    return ABOUT in chunk.senses or (chunk.verb is not None and chunk.verb.mood == "infinitive")


def _enumerates(chunks: list[Chunk], low: int, comma: int) -> bool:
    """Whether a comma separates members of a list rather than an adverbial or a subject from what follows."""
    if comma <= low:
        return False
    before = chunks[comma - 1]
    if before.kind in {"date", "person", "office"} or "pair" in before.senses:
        return False
    if before.verb is not None and before.verb.mood != "noun" and ABOUT not in before.senses:
        return False
    if before.kind in {"country", "city", "organization"}:
        return False
    if before.case in {"Com", "Abl", "All"} or not before.senses.isdisjoint({"agreement.lean", "also", "but", "with"}):
        return False
    return not (before.own == "Loc" and "visit" in before.senses)


def _actor(chunks: list[Chunk], low: int, at: int) -> int | None:
    """Where the phrase of a subject, a partner or a place begins that ends at ``at``; ``None`` where there is none."""
    chunk = chunks[at]
    if not chunk.senses.isdisjoint({"between", "with"}):
        at -= 1
    elif "pair" in chunk.senses or "pronoun" in chunk.senses:
        if chunk.own not in {"Nom", "Loc"}:
            return None
    elif chunk.kind in {"country", "city"}:
        if chunk.kind == "city" and chunk.case == "Nom" and _attributive(chunks, at):
            return None
        if chunk.adjective or chunk.case not in {"Nom", "Loc"} or (chunk.own == "Gen"):
            return None
    elif chunk.kind not in {"person", "organization", "office"} or chunk.case != "Nom":
        return None
    start = at
    while start > low:
        before = chunks[start - 1]
        joined = "and" in before.senses or before.text == "," or before.text in DASHES
        if joined and start - 1 > low and _named(chunks[start - 2]):
            start -= 2
        elif before.kind in {"office"} or (
            _named(before) and before.case in {"Gen", "Nom"} and before.kind != "organization"
        ):
            start -= 1
        else:
            break
    return max(start, low)


def _attributive(chunks: list[Chunk], at: int) -> bool:
    """Whether a lesser city only says which: ``উংগেনি সেতু নির্মাণ``."""
    city, following = chunks[at].entity, chunks[at + 1] if at + 1 < len(chunks) else None
    if city is None or is_capital(city) or following is None or following.kind != "word":
        return False
    matter = following.own == "Nom" or (following.own == "Loc" and " " in chunks[at].text)
    return matter and following.verb is None and any(s.startswith("topic.") for s in following.senses)


def _named(chunk: Chunk) -> bool:
    return chunk.kind in NAMES or "pair" in chunk.senses or "that_country" in chunk.senses


def _marker(chunks: list[Chunk], opening: int) -> bool:
    """A letter or a number in brackets opens the member of a list."""
    inner = chunks[opening + 1]
    single = chunks[opening + 2].text == ")" and inner.end - inner.start == 1
    return single and (inner.kind == "number" or 0 < len(inner.text) <= 2)


def opened(chunks: list[Chunk], close: int, low: int) -> int | None:
    """The index of the bracket that the one at ``close`` closes."""
    for i in range(close - 1, low - 1, -1):
        if chunks[i].text == "(":
            return i
        if chunks[i].text == ")":
            return None
    return None


def bracketed_date(chunks: list[Chunk], at: int) -> int | None:
    """The chunk of the date that stands first or alone in the bracket that opens at ``at``."""
    if at >= len(chunks) or chunks[at].text != "(":
        return None
    end = next((i for i in range(at, len(chunks)) if chunks[i].text == ")"), at)
    last = date_of(chunks[end - 1]) if end > at + 2 and chunks[end - 2].text == "," else None
    if last is not None and last.first is not None:
        return end - 1  # (A ও B অধিদপ্তর, ২০১৪)
    for i in range(at + 1, min(at + 5, len(chunks))):
        value = chunks[i].value
        if isinstance(value, DateMention) and value.first is not None:
            return i
        year = i == at + 1 and isinstance(value, NumberMention) and value.value in _YEARS
        if year and i + 1 < len(chunks) and chunks[i + 1].text == ";":  # (১৯৭২; সংশোধিত ১৯৯০)
            return i
        if chunks[i].text == ")":
            return None
    return None


def closed(chunks: list[Chunk], at: int) -> int:
    """Past the bracket that opens at ``at``, where one does."""
    if at < len(chunks) and chunks[at].text == "(":
        return next((i + 1 for i in range(at, len(chunks)) if chunks[i].text == ")"), at)
    return at
