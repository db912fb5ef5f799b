"""A date that says by itself that an agreement was signed: as its predicate, or with nothing else in the clause."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.clauses import Clause
from bilat_kg.text.frames.agreement.dating import LABELS, bare_year
from bilat_kg.text.frames.agreement.extent import bracketed_date, closed
from bilat_kg.text.frames.agreement.mentions import Head
from bilat_kg.text.frames.agreement.topics import is_topical

_FAR = 6  # chunks between an agreement and the date that is said of it


def of_a_date(chunks: list[Chunk], head: Head, following: Head | None) -> int | None:
    """A date that is the predicate: ``চুক্তিটি আরও পুরোনো, ১৯৯৫ সালের ৯ জানুয়ারির, …``."""
    stop = following.start if following is not None else len(chunks)
    if chunks[head.at].own != "Nom":
        return None
    for i in range(head.end, min(stop, head.end + _FAR)):
        chunk = chunks[i]
        if chunk.kind == "date":
            ends = i + 1 if i + 1 < len(chunks) and "own" in chunks[i + 1].senses else i  # ১২ই এপ্রিল এর
            closed = ends + 1 >= len(chunks) or chunks[ends + 1].kind == "mark"
            closed = closed or (following is not None and "and" in chunks[ends + 1].senses)  # A ১৯৫৬ সালের আর B …
            return i if closed and (chunk.own == "Gen" or ends > i) else None
        if "flow.than" in chunk.senses:
            continue  # তার চেয়ে পুরোনো
        if chunk.verb is not None or chunk.kind not in {"word", "mark"} or chunk.text in {";", "।", "("}:
            return None
    return None


def dated_as(chunks: list[Chunk], head: Head) -> int | None:
    """A date that is said to be that of the agreement: ``চুক্তির তারিখ ৩ মে ১৯৯৯``, ``চুক্তির তারিখ: ৩ মে ১৯৯৯``."""
    at = head.end + 1
    if at >= len(chunks) or chunks[head.at].own != "Gen" or "agreement.day" not in chunks[head.end].senses:
        return None
    at += chunks[at].text in LABELS
    return at if at < len(chunks) and chunks[at].kind == "date" and chunks[at].own == "Nom" else None


def dates_in(chunks: list[Chunk], clause: Clause) -> bool:
    """Whether a clause has a date."""
    return any(chunk.kind == "date" for chunk in chunks[clause.start : clause.end])


def is_dated(chunks: list[Chunk], head: Head, clause: Clause, following: Head | None, lang: str) -> bool:
    """A clause without a verb that consists of a date and the agreement, as wires and lists put it.

    A noun that is often something else (কনভেনশন, ঘোষণা) must be all of it, with the date right behind, or a line of its
    own: ``২ – দ্বৈত কর পরিহার কনভেনশন – ৩ মে ১৯৮২``.
    """
    when = [i for i in range(clause.start, clause.end) if chunks[i].kind == "date" or bare_year(chunks, i)]
    stop = clause.end
    labelled = head.end + 1 in when and chunks[head.end].text in LABELS  # A চুক্তি – ১৯৭৫, B চুক্তি – …
    if following is not None and (labelled or head.start - 1 in when):  # ১৯৭৫ সালে A চুক্তি, ১৯৮১ সালে B চুক্তি
        stop = min(stop, max(following.start, head.end))
    if not when or (
        head.weak and (head.start > clause.start or when[0] != head.end) and not _fills_line(chunks, head, lang)
    ):
        return False
    counted = head.end < clause.end and chunks[head.end].kind == "number"  # চুক্তি দুটি: ১৯৬৪ ও ১৯৮৬
    end = closed(chunks, head.end) if bracketed_date(chunks, head.end) is None else head.end  # স্মারক (কৃষি), ২০১৪
    return all(
        i in when
        or chunks[i].kind in {"mark", "city", "country"}
        or not chunks[i].senses.isdisjoint({"and", "agreement.next"})
        for i in range(end + counted, stop)
    )


def _fills_line(chunks: list[Chunk], head: Head, lang: str) -> bool:
    """Nothing in the sentence but what it is about, the noun, and a date behind a mark; a number may stand first."""
    lead, behind = chunks[head.start : head.at], chunks[head.end :]
    if "agreement.declaration" in chunks[head.at].senses or not any(is_topical(chunk, lang) for chunk in lead):
        return False
    if any(chunk.kind not in {"number", "mark", "country"} for chunk in chunks[: head.start]) or len(behind) < 2:
        return False
    return behind[0].kind == "mark" and behind[1].kind == "date" and all(c.kind in {"mark", "city"} for c in behind[2:])
