"""Years of counts: figures that look like one, and a school year that the sentence before has told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bilat_kg.model import PartialDate, Period
from bilat_kg.text.chunks import Chunk, Sentence, dates
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.pair import Pair
from bilat_kg.text.timeline import as_value
from bilat_kg.text.values import DateMention, NumberMention

_HYPHENED = 3  # tokens of ১৮৫৬-তে
# Calendars whose years count trade: whose they are, their years that are none of ours, what turns them into ours.
_CALENDARS = (("NPL", range(2055, 2100), -57), ("IRN", range(1330, 1430), 621), ("AFG", range(1330, 1430), 621))
_SPAN = ("first", "last")
_AGAINST = frozenset({"flow.than", "flow.fold"})
_SEASONS = frozenset({"season", "fiscal"})


def take_figures(scene: Scene, sentence: Sentence) -> None:
    """``২০২০ সালে সংখ্যাটি ১৮৫৬-তে পৌঁছায়``: digits behind the year, right before the verb that reaches them, count."""
    chunks = sentence.chunks
    for i in range(1, len(chunks) - 1):
        chunk, value = chunks[i], chunks[i].value
        if chunk.kind != "date" or not isinstance(value, DateMention) or not _is_bare(scene, chunk, value):
            continue
        if any(later.kind in {"amount", "number"} for later in chunks[i + 1 :]):
            continue  # … ২০২১-এ দাঁড়ায় ৬ কোটিতে
        dated = any(date.kind == "date" for date in chunks[:i])
        it = chunks[i - 1].kind == "date" or "people.it" in chunks[i - 1].senses
        counts = dated and it and any("people.it" in word.senses and word.own == "Nom" for word in chunks[:i])
        if counts and not chunks[i + 1].senses.isdisjoint({"flow.on", "people.reach"}) and value.first is not None:
            chunk.kind, chunk.other = "number", None
            chunk.value = NumberMention(value.start, value.end, Decimal(value.first.year), classifier=True, case="Loc")


def _is_bare(scene: Scene, chunk: Chunk, value: DateMention) -> bool:
    """Whether nothing but digits and a locative ending makes a year of it."""
    words = scene.tokens.word[chunk.start : chunk.end]
    if value.first is None or value.last is not None or len(value.first.iso) != len("2000") or chunk.own != "Loc":
        return False
    return len(words) == 1 or (len(words) == _HYPHENED and words[1] == "-")


def season_before(scene: Scene, sentence: Sentence) -> DateMention | None:
    """``এই শিক্ষাবর্ষে``: the one that the sentence before has told, where it tells no other."""
    leans = any(
        isinstance(value := chunk.value, DateMention)
        and value.first is None
        and value.relative is not None
        and value.relative.unit in _SEASONS
        and value.relative.offset == 0
        for chunk in sentence.chunks
    )
    if not leans or not sentence.index:
        return None
    told = [mention for _, mention in dates(scene.sentences[sentence.index - 1]) if mention.last is not None]
    return told[0] if len(told) == 1 else None


def census_of(sentence: Sentence) -> DateMention | None:
    """``…, ২০১৮ সালের জনগণনা বলছে``: the year of the census that is said to tell it."""
    if "people.census" not in sentence.senses:
        return None
    chunks = sentence.chunks
    return next(
        (m for i, m in dates(sentence) if i + 1 < len(chunks) and "people.census" in chunks[i + 1].senses), None
    )


def spanned(mention: DateMention | None) -> PartialDate | Period | None:
    """The period of a count: of years told from one to another (``১৮৭৯ থেকে ১৯১৬ সালে``) all of them, not the first."""
    if mention is None or mention.first is None or mention.last is None:
        return as_value(mention)
    whole = len(mention.first.iso) == len(mention.last.iso) == len("2000")
    return Period(mention.first, mention.last) if whole and not mention.decade else as_value(mention)


def reached(mention: DateMention | None, chunks: list[Chunk], number: int, end: int) -> DateMention | None:
    """``২০১৯ থেকে ২০২৩ সালের মধ্যে … বেড়ে ৯ লাখ হয়``: a figure that people came to is of the last year of a span."""
    if mention is None or mention.last is None or spanned(mention) == as_value(mention):
        return mention
    rose = any("flow.on" in c.senses and c.verb is not None for c in chunks[max(number - 2, 0) : end])
    return replace(mention, first=mention.last, last=None) if rose else mention


def ends_of_span(
    chunks: list[Chunk], at: int, end: int, mention: DateMention
) -> tuple[DateMention, DateMention] | None:
    """``২০১৭ থেকে ২০২২ সালের মধ্যে বাণিজ্য … ৫ কোটি ডলারে পৌঁছায়``: the first and the last year of a figure that rose."""
    years = [date for date in (mention.first, mention.last) if date is not None and len(date.iso) == len("2000")]
    reached = chunks[at].own == "Loc" and any(
        not chunks[i].senses.isdisjoint({"flow.on", "flow.raised"}) for i in range(at + 1, end)
    )
    if not reached or len(years) != len(_SPAN) or mention.decade:
        return None
    first, last = (replace(mention, first=year, last=None) for year in years)
    return first, last


def is_compared(chunks: list[Chunk], at: int) -> bool:
    """``আগের বছরের তুলনায়``, ``২০২১ সালের দ্বিগুণ``, ``গত বছরকে ছাড়িয়ে``: a time that a figure is held against."""
    if chunks[at].own == "Acc":
        return True
    after = at + 2 if at + 2 < len(chunks) and chunks[at + 1].kind == "number" else at + 1
    return chunks[at].own == "Gen" and after < len(chunks) and not chunks[after].senses.isdisjoint(_AGAINST)


def in_our_era(mention: DateMention | None, pair: Pair) -> DateMention | None:
    """``২০৮০-৮১ অর্থবছর`` of Nepal, ``১৪০২ সাল`` of Iran: the two years in which a year of their own calendar lies."""
    if mention is None or mention.first is None or len(mention.first.iso) != len("2000"):
        return mention
    own = next((by for state, years, by in _CALENDARS if state in pair and mention.first.year in years), None)
    if own is None or (mention.last is not None and mention.last.year != mention.first.year + 1):
        return mention
    begins = mention.first.year + own
    return replace(mention, first=PartialDate(str(begins)), last=PartialDate(str(begins + 1)), fiscal=True)
