"""Dates that one sentence gives another: ``১৯৭৬`` as a line of its own, ``সেটি ছিল ১৯৭২ সাল``, ``ঘটনাটি ২০০৫ সালের``.

A date that is lent stands as a chunk of no width before the first word of the sentence that takes it, so that every
frame finds it there; the sentence remembers who lent it, which makes that one evidence as well. Who has a time of its
own takes none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bilat_kg.model import PartialDate
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import cuts
from bilat_kg.text.values import DateMention

_LONGEST = 7  # chunks of a sentence that says no more than when
_BULLET = 8  # letters that a bullet and its blanks may have
_BELOW = 6  # lines that a date on a line of its own may govern
_SPOKEN_OF = frozenset({"time_said", "event_said", "visit", "agreement"})
_MONTH = len("2000-01")


def lend_dates(sentences: list[Sentence], text: str) -> None:
    """Give the sentences without a time the date that the text states for them elsewhere; needs absolute dates."""
    chronicle = sum(map(_alone, sentences)) > 1
    for at, sentence in enumerate(sentences):
        if sentence.dated is not None and _timeless(sentence):
            _lend(sentence.dated, None, sentence)
        if "then" in sentence.chunks[0].senses and at and _timeless(sentence):
            _lend(_only_date(sentences[at - 1], _MONTH), sentences[at - 1], sentence)
        if "date" not in sentence.senses:
            continue
        mention = _only_date(sentence) if len(sentence.chunks) <= _LONGEST else None
        if mention is None or not all(_says_when(chunk) for chunk in sentence.chunks):
            if "time_said" in sentence.senses:
                _sharpen_within(sentence)
            continue
        if at and sentence.chunks[0].kind not in {"date", "city"}:
            _sharpen(sentences[at - 1].chunks, mention)
        for taker in _takers(sentences, at, text, chronicle):
            _lend(mention, sentence, taker)


def _alone(sentence: Sentence) -> bool:
    """A date on a line of its own."""
    return len(sentence.chunks) == 1 and sentence.chunks[0].kind == "date"


def _takers(sentences: list[Sentence], at: int, text: str, chronicle: bool) -> Iterator[Sentence]:
    """The sentences that a sentence which only says when may speak of."""
    sentence = sentences[at]
    pointing = sentence.chunks[0].kind not in {"date", "city"}
    if (
        not pointing
        and "city" in sentence.senses
        and text[sentence.end : sentence.end + _BULLET].lstrip(" ")[:1] in {"", "\n"}
    ):
        return  # where and when a report was written
    labelled = ":" in [chunk.text for chunk in sentence.chunks[1:2]]
    if at == 1 and labelled and not any(chunk.verb for chunk in sentences[0].chunks):
        return  # below a letterhead: তারিখ: ১৮ মে ২০২৪
    if pointing and at and _timeless(sentences[at - 1]):
        yield sentences[at - 1]
    alone = _alone(sentence)
    if alone and not chronicle:
        return  # the day of writing
    for taker in sentences[at + 1 : at + 1 + (_BELOW if alone else 1)]:
        if taker.heading != sentence.heading or (pointing and "time_said" not in sentence.chunks[0].senses):
            return
        if _timeless(taker) and (
            not alone or text[max(0, taker.start - _BULLET) : taker.start].rstrip(" *#•·–-")[-1:] == "\n"
        ):
            yield taker
        elif _alone(taker):
            return


def _timeless(sentence: Sentence) -> bool:
    return "date" not in sentence.senses


def _says_when(chunk: Chunk) -> bool:
    """A word of a sentence that says nothing but when: the date, what points at it, the copula."""
    return (
        chunk.kind in {"date", "mark"}
        or (chunk.kind == "city" and chunk.own == "Nom")
        or not chunk.senses.isdisjoint(_SPOKEN_OF)
        or (chunk.verb is not None and "verb.be" in chunk.senses and not chunk.verb.negated)
    )


def _sharpen_within(sentence: Sentence) -> None:
    """``… স্থাপন করে ১৯৭২ সালে, দিনটি ছিল ২৪ ফেব্রুয়ারি``: a clause that only says when, more precisely."""
    chunks = sentence.chunks
    for start, end in cuts(chunks)[1:]:
        part = chunks[start:end]
        dates = [chunk.value for chunk in part if isinstance(chunk.value, DateMention)]
        if len(dates) == 1 and "time_said" in part[0].senses and all(_says_when(chunk) for chunk in part):
            _sharpen(chunks[:start], dates[0])


def _sharpen(chunks: list[Chunk], mention: DateMention) -> None:
    """Make the only date of ``chunks`` as precise as ``mention``, where that is the same."""
    dated = [chunk for chunk in chunks if isinstance(chunk.value, DateMention)]
    value = dated[0].value if len(dated) == 1 else None
    if not isinstance(value, DateMention) or value.first is None or mention.first is None:
        return
    if mention.first.iso.startswith(value.first.iso) and value.last is None and value.boundary is None:
        dated[0].value = replace(value, first=mention.first, last=mention.last)


def _only_date(sentence: Sentence, precision: int | None = None) -> DateMention | None:
    """The date of a sentence that has just one, no span of years; cut to ``precision`` letters."""
    found = [chunk.value for chunk in sentence.chunks if isinstance(chunk.value, DateMention)]
    if len(found) != 1 or found[0].first is None or found[0].boundary is not None:
        return None
    first, last = found[0].first, found[0].last
    if found[0].decade or found[0].fiscal or (last is not None and last.iso[:4] != first.iso[:4]):
        return None
    return replace(found[0], first=PartialDate(first.iso[:precision]), last=last if precision is None else None)


def _lend(mention: DateMention | None, lender: Sentence | None, taker: Sentence) -> None:
    if mention is None:
        return
    start = taker.chunks[0].start
    chunk = Chunk("date", start, start, "", "Loc")
    chunk.value = replace(mention, start=start, end=start, case="Loc", relative=None)
    taker.chunks.insert(0, chunk)
    taker.senses |= {"date"}
    taker.clauses, taker.lender = None, lender
