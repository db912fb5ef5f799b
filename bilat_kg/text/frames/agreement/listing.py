"""Several agreements under one noun: coordinated topics, bracketed dates, numbered and lettered lists."""

from __future__ import annotations

from collections.abc import Sequence

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.frames.agreement.extent import ABOUT, DASHES, bracketed_date, only_counts, opened, reach
from bilat_kg.text.frames.agreement.mentions import Head, Item, is_one
from bilat_kg.text.frames.agreement.topics import is_topical
from bilat_kg.text.values import DateMention, NumberMention

Spans = list[tuple[int, int]]
_VERB = 3  # chunks of a verb behind a noun: সই করা হয়
_COUNTED, _MOST = 5, 10  # chunks that two matters and their number have; matters told one by one
_CLOSES = frozenset({"।", ";", ")"})
_MATTER = frozenset({ABOUT, "agreement.aim"})
_POINTS = frozenset({"which", "agreement.those", "agreement.of_those"})
_NAMELY = frozenset({ABOUT, "agreement.aim", "agreement.namely"})
_SET_APART = frozenset({"pair", "and", "between"})
_COUNTS = frozenset({"agreement.apart", "agreement.total"})


def items_of(chunks: list[Chunk], head: Head, low: int, lang: str) -> list[Item]:
    """The agreements that ``head`` stands for: one, or several where the text names what each is about."""
    start, end = head.start, head.at
    end = _content(chunks, start, end)
    joints = _joints(chunks, start, end)
    dated = [joint for joint in joints if chunks[joint - 1].text == ")" and _bracket(chunks, joint, start) is not None]
    spans: Spans = [(start, end)]
    if dated:
        spans = _cut(joints if len(dated) == len(joints) else dated, start, end)
    elif (head.count is not None and head.count > 1) or (
        not head.single and any("agreement.apart" in chunk.senses for chunk in chunks[start : head.at])
    ):
        alike = [
            [k for k in joints if chunks[k].text == text] for text in dict.fromkeys(chunks[k].text for k in joints)
        ]
        choices = [*_outer(chunks, joints), joints, *(alike if head.count else [])]
        cuts = [cut for cut in (_cut(choice, start, end) for choice in choices) if _fits(cut, head)]
        spans = next((cut for cut in cuts if _topical(chunks, cut, lang)), cuts[0] if cuts else spans)
    else:
        repeated = [joint for joint in joints if ABOUT in chunks[joint - 1].senses]
        if repeated and any(ABOUT in chunk.senses for chunk in chunks[repeated[-1] : end]):
            spans = _cut(repeated, start, end)
    spans[-1] = (spans[-1][0], head.at)
    found = [Item(a, b, _own_date(chunks, a, b)) for a, b in spans]
    gapped = _gapped(chunks, low, start, lang)
    return [*gapped, *found]


def matters_counted(chunks: list[Chunk], head: Head) -> int | None:
    """On how many matters: ``A, B ও C, এই তিন বিষয়ে চুক্তি`` are three, where nothing else counts them."""
    if head.count != 1 or head.single or head.at - head.start < _COUNTED or ABOUT not in chunks[head.at - 1].senses:
        return None
    number = chunks[head.at - 2].value
    if not isinstance(number, NumberMention) or number.kind != "count" or not 1 < number.value < _MOST:
        return None
    return int(number.value)


def items_after(chunks: list[Chunk], head: Head, lang: str) -> list[Item]:
    """What each is about, told behind: ``তিনটি স্মারকে সই হয়, যার বিষয় A, B ও C``, ``চুক্তি (A ও B)``."""
    for start in _lists_behind(chunks, head):
        ends = (i for i in range(start, len(chunks)) if chunks[i].text in _CLOSES or _tells(chunks[i]))
        end = next(ends, len(chunks))
        if end > start and ABOUT in chunks[end - 1].senses:  # সেগুলো A, B ও C নিয়ে
            end -= 1
        if found := _members(chunks, start, end, head, lang):
            return found
    return _told_apart(chunks, head, lang)


def _lists_behind(chunks: list[Chunk], head: Head) -> list[int]:
    """Where a list may begin behind a noun: in its bracket, behind its matter (চুক্তির বিষয়), behind a pointer."""
    if head.end >= len(chunks):
        return []
    first = chunks[head.end]
    if first.text == "(":
        return [head.end + 1]
    if chunks[head.at].own == "Gen" and first.own == "Nom" and not first.senses.isdisjoint(_MATTER):
        return [head.end + 1]
    found: list[int] = []
    for i in range(head.end, len(chunks) - 1):
        after = chunks[i + 1].senses
        if not chunks[i].senses.isdisjoint(_POINTS):
            found.append(i + 2 if not after.isdisjoint(_NAMELY) else i + 1)
        elif chunks[i].text == "(" and chunks[i - 1].verb is not None and i <= head.end + _VERB:
            found.append(i + 1)  # দুটি চুক্তি সই হয় (A ও B)
        elif "agreement.namely" in chunks[i].senses and chunks[i - 1].text == ",":  # …, যথা A, B ও C
            found.append(i + 1)
    return found


def _tells(chunk: Chunk) -> bool:
    return chunk.verb is not None and ABOUT not in chunk.senses


def _told_apart(chunks: list[Chunk], head: Head, lang: str) -> list[Item]:
    """``দুটি দলিলে সই করে; প্রথমটি A আর দ্বিতীয়টি B নিয়ে``: one after the other, and no verb of their own."""
    ones = [i for i in range(head.end, len(chunks)) if "agreement.one_of" in chunks[i].senses or is_one(chunks[i])]
    if len(ones) < 2 or len(ones) != head.count:
        return []
    if any(chunk.verb is not None and chunk.verb.finite and ABOUT not in chunk.senses for chunk in chunks[ones[0] :]):
        return []
    spans = [(a + 1, b) for a, b in zip(ones, [*ones[1:], len(chunks)], strict=True)]
    return [Item(a, b) for a, b in spans] if _topical(chunks, spans, lang) else []


def items_apart(chunks: list[Chunk], head: Head, low: int, lang: str) -> list[Item]:
    """What each is about, set apart by a date: ``শিক্ষা ও ক্রীড়া নিয়ে ২০২৪ সালের এপ্রিলে দুটি চুক্তিতে``; else nothing."""
    end = head.start
    while end > low and (
        chunks[end - 1].kind in {"date", "city", "country"} or not chunks[end - 1].senses.isdisjoint(_SET_APART)
    ):
        end -= 1
    if end == head.start or end <= low:
        return []
    last = chunks[end - 1]
    in_it = last.own == "Loc" and last.kind == "word" and any(is_topical(c, lang) for c in chunks[end - 2 : end])
    if ABOUT not in last.senses and not in_it:  # …, কৃষি গবেষণায় দুই দেশের মধ্যে তিনটি চুক্তি
        return []
    return _members(chunks, reach(chunks, low, end, lang), end, head, lang)


def items_summed(chunks: list[Chunk], head: Head, low: int, lang: str) -> list[Item]:
    """A list that a dash closes and its count sums up: ``A, B ও C—এই তিন ক্ষেত্রে … তিনটি স্মারক``; else nothing."""
    for i in range(head.at - 3, low, -1):
        if chunks[i].text not in DASHES or chunks[i + 1].senses.isdisjoint({"this", "agreement.same"}):
            continue
        value = chunks[i + 2].value
        if isinstance(value, NumberMention) and value.value == head.count:
            return _members(chunks, low, i, head, lang)
    return []


def items_wide(chunks: list[Chunk], head: Head, low: int, lang: str) -> list[Item]:
    """Members with places and states among their words: ``A ও B-র মধ্যে X, Y এবং B-তে Z নির্মাণ সংক্রান্ত তিনটি চুক্তি``."""
    stops = (
        i + 1
        for i in range(head.at - 1, low - 1, -1)
        if chunks[i].kind == "date" or not chunks[i].senses.isdisjoint({"between", "with", "agreement.lean"})
    )
    start = next(stops, low)
    end = _content(chunks, start, head.at)
    return _members(chunks, start, end, head, lang) if start < head.start else []


def items_before(chunks: list[Chunk], head: Head, low: int, lang: str) -> list[Item]:
    """A list with a date each that a colon closes: ``বাণিজ্য (১৯৯৭) এবং কৃষি (১৯৯৮): এই দুটি চুক্তি …``; else nothing."""
    colon = next((i for i in range(head.at - 1, low, -1) if chunks[i].text == ":"), None)
    if colon is None or not all(only_counts(chunk) for chunk in chunks[colon + 1 : head.at]):
        return []
    found = _members(chunks, low, colon, head, lang)
    return found if all(item.date is not None for item in found) else []


def _fits(cut: Spans, head: Head) -> bool:
    return len(cut) == head.count or (head.count in {None, 1} and len(cut) > 1)


def _topical(chunks: list[Chunk], spans: Spans, lang: str) -> bool:
    return all(any(is_topical(chunk, lang) for chunk in chunks[a:b]) for a, b in spans)


def _members(chunks: list[Chunk], start: int, end: int, head: Head, lang: str) -> list[Item]:
    """The members of a list, where they are as many as ``head`` counts and each names a topic."""
    joints = _joints(chunks, start, end)
    for choice in (*_outer(chunks, joints), joints):
        spans = _cut(choice, start, end)
        if len(spans) == head.count and _topical(chunks, spans, lang):
            return [Item(a, b, _own_date(chunks, a, b)) for a, b in spans]
    return []


def _content(chunks: list[Chunk], start: int, end: int) -> int:
    """Where the members of a list end before a noun: a number set off by a comma only counts them (…, দুটি চুক্তি)."""
    for marks in (DASHES, {","}):
        mark = next((i for i in range(end - 1, start, -1) if chunks[i].text in marks), None)
        if mark is not None and all(only_counts(chunk) for chunk in chunks[mark + 1 : end]):  # … —এই তিন বিষয়ে পৃথক
            return mark
    i = end
    while i > start and (chunks[i - 1].kind == "number" or not chunks[i - 1].senses.isdisjoint(_COUNTS)):
        i -= 1
    return i - 1 if i < end and i - 1 > start and chunks[i - 1].text == "," else end


def listed(chunks: list[Chunk], start: int, end: int, word: Sequence[str]) -> Spans:
    """The members of an inline list in ``chunks[start:end]``: after (ক) … (খ) …, or between commas and semicolons."""
    marked = markers(chunks, start, end, word)
    if marked:
        stops = [*(a for a, _ in marked[1:]), end]
        return [_trim(chunks, b, stop) for (_, b), stop in zip(marked, stops, strict=True)]
    semicolons = [i for i in range(start, end) if chunks[i].text == ";"]
    joints = semicolons or _outer(chunks, _joints(chunks, start, end))[0]
    spans = [_trim(chunks, a, b) for a, b in _cut(joints, start, end)]
    return [(a, b) for a, b in spans if a < b]


def markers(chunks: list[Chunk], start: int, end: int, word: Sequence[str]) -> Spans:
    """The letters or numbers in brackets, or with a point, that open the members of a list; two at least."""
    found: Spans = []
    numbered: Spans = []
    for i in range(start, end - 1):
        if chunks[i + 1].text == "." and _counts_to(chunks[i], len(numbered) + 1):  # ১. …, ২. …
            numbered.append((i, i + 2))
        if chunks[i + 1].text != ")" or not _short(chunks[i], word):
            continue
        if i > start and chunks[i - 1].text == "(":
            found.append((i - 1, i + 2))
        elif chunks[i].text != ")" and (i == start or chunks[i - 1].kind == "mark"):
            found.append((i, i + 2))
    found = found if len(found) > 1 else numbered
    return found if len(found) > 1 else []


def _counts_to(chunk: Chunk, number: int) -> bool:
    value = chunk.value
    return isinstance(value, NumberMention) and not value.classifier and value.value == number


def _short(chunk: Chunk, word: Sequence[str]) -> bool:
    return chunk.kind != "mark" and chunk.end - chunk.start == 1 and len(word[chunk.start]) <= 2


def _trim(chunks: list[Chunk], start: int, end: int) -> tuple[int, int]:
    while start < end and (
        (chunks[start].kind == "mark" and chunks[start].text != "(") or "and" in chunks[start].senses
    ):
        start += 1
    while end > start and (chunks[end - 1].text in {",", ";", "।", ":"} or "and" in chunks[end - 1].senses):
        end -= 1
    return start, end


def _joints(chunks: list[Chunk], start: int, end: int) -> list[int]:
    """Commas and conjunctions outside brackets, those that stand between words."""
    found: list[int] = []
    depth = 0
    for i in range(start, end):
        text = chunks[i].text
        if text == "(":
            depth += 1
        elif text == ")":
            depth = max(0, depth - 1)
        elif depth == 0 and start < i < end - 1 and (text == "," or "and" in chunks[i].senses):
            if found and found[-1] == i - 1:
                found[-1] = i
            else:
                found.append(i)
    return found


def _outer(chunks: list[Chunk], joints: list[int]) -> list[list[int]]:
    """The commas of a list and a conjunction before its last member, likeliest first; others stand inside members."""
    commas = [joint for joint in joints if "," in (chunks[joint].text, chunks[joint - 1].text)]
    if not commas:
        return [joints]
    return [[*commas, joint] for joint in reversed(joints) if joint > commas[-1]] or [commas]


def _cut(joints: list[int], start: int, end: int) -> Spans:
    edges = [start, *(joint + 1 for joint in joints)]
    stops = [*joints, end]
    return [(a, b) for a, b in zip(edges, stops, strict=True) if a < b]


def _bracket(chunks: list[Chunk], joint: int, low: int) -> int | None:
    opening = opened(chunks, joint - 1, low)
    return None if opening is None else bracketed_date(chunks, opening)


def _own_date(chunks: list[Chunk], start: int, end: int) -> int | None:
    return next((date for i in range(start, end) if (date := bracketed_date(chunks, i)) is not None), None)


def _gapped(chunks: list[Chunk], low: int, start: int, lang: str) -> list[Item]:
    """Members before the last that share its noun and bring a date each (DATE X বিষয়ক এবং DATE Y বিষয়ক চুক্তি)."""
    found: list[Item] = []
    while True:
        date = start - 1
        while date > low and chunks[date].kind != "date" and chunks[date].text != ",":
            date -= 1
        if start - date > 2 or date <= low or not isinstance(chunks[date].value, DateMention):
            return found
        joint = date - 1
        if not (chunks[joint].text == "," or "and" in chunks[joint].senses):
            return found
        if joint > low and chunks[joint - 1].text == ",":
            joint -= 1
        first = joint
        while first > low and chunks[first - 1].kind != "date":
            before = chunks[first - 1]
            if (before.verb is not None and before.verb.finite) or before.text in {";", ":"}:
                return found
            first -= 1
        if first <= low and (first == 0 or chunks[first - 1].kind != "date"):
            return found
        if not any(is_topical(chunk, lang) for chunk in chunks[first:joint]):
            return found
        found.insert(0, Item(first, joint, first - 1))
        start = first
