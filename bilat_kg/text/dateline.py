"""The day on which a report was written, where it opens with it, and what it dates."""

from __future__ import annotations

from bilat_kg.model import PartialDate
from bilat_kg.text.chunks import Chunk, Sentence, date_of
from bilat_kg.text.values import DateMention

_CLOSES_DATELINE = frozenset({":", "—", "–", "-", "(", "।", ";", "|"})
_DAY = len("2000-01-01")
_DAY_LINE = frozenset({"date", "mark", "number", "word"})
_HEADLINE = 1  # sentences before that in which a report says where it was written
_BYLINE = 5  # chunks before the day in a byline


def leave_to_the_report(sentences: list[Sentence], line: Chunk) -> None:
    """The day of a dateline dates nothing in a sentence that says itself when: ``…, ১১ মে ২০২৪: … শুক্রবার সই হয়``."""
    for sentence in sentences[:4]:
        if line in sentence.chunks:
            told = [
                mention for chunk in sentence.chunks if chunk is not line and (mention := date_of(chunk)) is not None
            ]
            if any(map(_is_told_from_now, told)) or _goes_on_to_arrive(sentences, sentence):
                line.value, line.kind = None, "mark"
            return


def leave_its_own_day(sentences: list[Sentence], written: PartialDate) -> None:
    """``৯ এপ্রিল: … গতকাল চালু হয়েছে``: the day of the report once more, before what happened when it says itself."""
    for sentence in sentences[:4]:
        head = sentence.chunks[0]
        mention = date_of(head)
        if mention is None or mention.first != written or len(sentence.chunks) < 2 or sentence.chunks[1].text != ":":
            continue
        told = [other for chunk in sentence.chunks[1:] if (other := date_of(chunk)) is not None]
        if any(map(_is_told_from_now, told)):
            head.value, head.kind = None, "mark"


def _is_told_from_now(mention: DateMention) -> bool:
    return mention.first is not None and mention.relative is not None and mention.relative.base == "now"


def _goes_on_to_arrive(sentences: list[Sentence], lead: Sentence) -> bool:
    """``…, ১১ মে ২০২৪: … সফর শুরু করেছেন X। শুক্রবার তিনি ঢাকায় পৌঁছান``: the day of a visit that the lead only announces."""
    after = sentences[lead.index + 1] if lead.index + 1 < len(sentences) else None
    if after is None or lead.senses.isdisjoint({"visit", "visit.go"}) or "visit.go" not in after.senses:
        return False
    days = [mention for chunk in after.chunks if (mention := date_of(chunk)) is not None]
    if "pronoun" not in after.senses:  # … গেলেন ভারতের প্রধানমন্ত্রী। নরেন্দ্র মোদী বুধবার, ২ জুলাই আক্রায় নামেন
        named = after.chunks[0].kind == "person" and len(after.chunks) > 1
        return named and bool(days) and days[0].relative is not None and date_of(after.chunks[1]) is days[0]
    return len(days) == 1 and _is_told_from_now(days[0]) and len(days[0].first.iso if days[0].first else "") == _DAY


def find_dateline(sentences: list[Sentence]) -> Chunk | None:
    """The day of writing, where a report opens with it: ``ঢাকা, ১৪ মে ২০২৪: …``, ``প্রকাশ: ১৪ মে ২০২৪``.

    A line that says so goes before one that is nothing but a day, which may be the day on which the page was fetched.
    """
    said = [sentence for sentence in sentences[:4] if "dateline" in sentence.senses and not _tells(sentence)]
    return _dateline(sentences, said) or _dateline(sentences, sentences[:4])


def _tells(sentence: Sentence) -> bool:
    return any(chunk.verb is not None for chunk in sentence.chunks)


def _dateline(sentences: list[Sentence], lines: list[Sentence]) -> Chunk | None:
    for sentence in lines:
        for i, chunk in enumerate(sentence.chunks[:8]):
            if chunk.verb is not None:
                break
            mention = date_of(chunk)
            if mention is None or mention.first is None or len(mention.first.iso) < 10 or mention.last is not None:
                continue
            before = sentence.chunks[:i]
            said = any(c.kind == "city" or "dateline" in c.senses for c in before) or _byline(before, sentence, i)
            placed = _after_town(before) and sentence.index <= _HEADLINE and not sentence.item
            said = said or placed
            said = said or (sentence.index <= _HEADLINE and not sentence.item and _agency(sentence.chunks, i))
            said = said or (i == 0 and _below_byline(sentences, sentence))
            said = said or (len(sentence.chunks) == 1 and _only_day_line(sentence, sentences))
            said = said or (not i and sentence.index > 0 and _is_byline(sentences[sentence.index - 1]))
            after = sentence.chunks[i + 1].text if i + 1 < len(sentence.chunks) else "।"
            clock = _clock(sentence.chunks, i)
            said = said or (i == 0 and clock and sentence.index <= _HEADLINE)
            if (
                said
                and (clock or after in _CLOSES_DATELINE)
                and (placed or all(c.kind != "country" or c.adjective for c in before[:1]))
            ):
                return chunk
            break
    return None


def _clock(chunks: list[Chunk], at: int) -> bool:
    """``১৪ মে ২০২৪, ০৪:০২``, ``১৪ মে ২০২৪ ০৪:০২``: the hour behind the day."""
    at += 2 if at + 1 < len(chunks) and chunks[at + 1].text == "," else 1
    hour = chunks[at].kind == "number" if at < len(chunks) else False
    return hour and (chunks[at - 1].text == "," or (at + 1 < len(chunks) and chunks[at + 1].text == ":"))


def page_day(sentences: list[Sentence]) -> PartialDate | None:
    """The day at the head of a page, in a line of its own: nothing that the page tells of as done came after it."""
    for sentence in sentences[:4]:
        if sentence.item or any(chunk.kind not in _DAY_LINE or chunk.senses for chunk in sentence.chunks):
            continue
        mention = date_of(sentence.chunks[0]) if sentence.chunks else None
        if mention is not None and mention.first is not None and len(mention.first.iso) == _DAY:
            return mention.first
    return None


def _after_town(before: list[Chunk]) -> bool:
    """``সোল, ৮ অগস্ট ২০০৯: …``: where the place of a report stands, a name that nobody knows, or a state's."""
    if len(before) != 2 or before[1].text != ",":
        return False
    place = before[0]
    if place.kind == "country":
        return place.own == "Nom" and not place.adjective
    return place.kind == "word" and not place.senses


def _below_byline(sentences: list[Sentence], sentence: Sentence) -> bool:
    """``নিজস্ব সংবাদদাতা, নয়াদিল্লি`` on a line of its own, and below it ``২৬ অগস্ট, ২০২৫: …``."""
    at = sentence.index - 1
    above = sentences[at] if at >= 0 else None
    return above is not None and "dateline" in above.senses and not any(c.verb for c in above.chunks)


def _agency(chunks: list[Chunk], at: int) -> bool:
    """``২৪ নভেম্বর, ২০১৭ (ইউএনবি): …``: a report that opens with the day and whose it is."""
    if at or len(chunks) < at + 4 or chunks[at + 1].text != "(":
        return False
    closed = next((i for i in range(at + 2, min(at + 6, len(chunks))) if chunks[i].text == ")"), None)
    named = closed is not None and all(chunk.kind in {"word", "mark", "number"} for chunk in chunks[at + 2 : closed])
    return named and closed is not None and closed + 1 < len(chunks) and chunks[closed + 1].text == ":"


def _byline(before: list[Chunk], sentence: Sentence, at: int) -> bool:
    """A line that is nothing but somebody's desk and the day: ``আন্তর্জাতিক ডেস্ক, ২২ জুন ২০২৩``."""
    alone = 0 < at <= _BYLINE and at + 1 == len(sentence.chunks) and before[-1].text in {",", "|"}
    return alone and all(chunk.kind in {"word", "mark"} for chunk in before)


def _is_byline(line: Sentence) -> bool:
    """``নিজস্ব সংবাদদাতা, নয়াদিল্লি``: a line of its own that says who wrote, before the day and what happened."""
    return "dateline" in line.senses and len(line.chunks) <= _BYLINE and not any(c.verb for c in line.chunks)


def _only_day_line(line: Sentence, sentences: list[Sentence]) -> bool:
    """A line that is nothing but a day, below a headline or a byline; of several such lines each heads what follows."""
    alone = [other for other in sentences if len(other.chunks) == 1 and date_of(other.chunks[0]) is not None]
    return not line.item and alone == [line]
