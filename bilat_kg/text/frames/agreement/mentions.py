"""Where a sentence speaks of agreements: the nouns, what each is about, and how many it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.frames.agreement.extent import ABOUT, DASHES, closed, reach
from bilat_kg.text.frames.agreement.signers import is_known, past_signers, told_behind
from bilat_kg.text.frames.agreement.topics import is_topical
from bilat_kg.text.values import NumberMention

AGREEMENT = "agreement"
_QUOTES = frozenset({"'", "''", '"', "‘", "’", "“", "”"})
_OF_A_NAME = frozenset({"mark", "word", "number"})  # chunks between a name and the noun that it is the name of
_NEAR = 3  # chunks that may stand between an agreement noun and the noun that it qualifies


@dataclass(slots=True)
class Head:
    """An agreement noun at chunk ``at``; what belongs to it ends before ``end`` (চুক্তি ও স্মারক, এফটিএ (মুক্ত বাণিজ্য চুক্তি)).

    ``start``: where the words that qualify it begin. ``count``: how many agreements, ``None`` for an unknown number.
    ``single``: the text says that it is one (একটি চুক্তি). ``adds``: to another agreement (চুক্তিটির একটি সম্পূরক প্রটোকল).
    ``known``: told before (এ চুক্তি). ``signers``: those who sign are named before it.
    ``signed``: its own words say that it is (… চুক্তি হলো দুই দেশের মধ্যে স্বাক্ষরিত চুক্তি).
    """

    at: int
    end: int
    type: str
    weak: bool
    start: int = 0
    count: int | None = 1
    single: bool = False
    plural: bool = False
    adds: bool = False
    known: bool = False
    signers: bool = False
    signed: bool = False
    foreign_dates: frozenset[int] = frozenset()
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Item:
    """One agreement of those that a noun stands for: the chunks of what it is about, and that of a date of its own."""

    start: int
    end: int
    date: int | None = None


def find_heads(sentence: Sentence, types: Mapping[str, str], lang: str) -> list[Head]:
    """The agreement nouns of a sentence with the words that qualify them, from left to right."""
    chunks = sentence.chunks
    heads: list[Head] = []
    for at in sentence.having(AGREEMENT):
        if not _is_noun(chunks, at):
            continue
        head = Head(at, at + 1, _type(chunks[at], types), "agreement.weak" in chunks[at].senses)
        if heads and _short_form(chunks, heads[-1], at):
            continue
        if heads and _defines(chunks, heads[-1], at, lang):
            heads[-1].signed = any("agreement.sign" in chunk.senses for chunk in chunks[heads[-1].end : at])
            heads[-1].end = at + 1
            continue
        if heads and _describes(chunks, heads[-1], at):
            heads[-1].end = at + 1
            continue
        if heads and _qualifies(chunks, heads[-1], at):
            head.start = heads[-1].start
            head.foreign_dates = _dates_of(chunks, heads[-1])
            head.adds = chunks[heads[-1].at].own == "Gen"
            heads.pop()
        elif heads and _same(chunks, heads[-1], at):
            heads[-1].end = at + 2 if at + 1 < len(chunks) and chunks[at + 1].text == ")" else at + 1
            heads[-1].weak = heads[-1].weak and head.weak
            continue
        heads.append(head)
    low = 0
    for head in heads:
        head.start = reach(chunks, low, head.at, lang)
        head.known = is_known(chunks, head.at) and not told_behind(chunks, head.end)
        if head.known and (head.at < 2 or ABOUT not in chunks[head.at - 2].senses):
            head.start = max(head.start, head.at - 1)
        signed_by = past_signers(chunks, low, head.at)
        if signed_by is not None:
            head.start, head.signers = max(head.start, signed_by), True
        if any("agreement.solemn" in chunks[i].senses for i in range(head.start, head.at)) and head.type == "Agreement":
            head.type = "Treaty"
        _count(chunks, head)
        low = closed(chunks, head.end)
    _count_together(chunks, heads)
    return heads


def _short_form(chunks: list[Chunk], before: Head, at: int) -> bool:
    """``সমঝোতা স্মারক স্বাক্ষরের (এমওইউ)``: an abbreviation in brackets that comes late."""
    alone = chunks[at - 1].text == "(" and at + 1 < len(chunks) and chunks[at + 1].text == ")"
    between = chunks[before.end : at - 1]
    return alone and bool(between) and all("agreement.sign" in c.senses and c.own == "Gen" for c in between)


def _dates_of(chunks: list[Chunk], inner: Head) -> frozenset[int]:
    """The dates of an agreement that only qualifies another: ``২০০০ সালের চুক্তিটির সংশোধনী প্রোটোকল`` is not of 2000."""
    i = inner.at - 1
    while i >= 0 and chunks[i].kind == "word" and chunks[i].own == "Nom" and chunks[i].verb is None:
        i -= 1
    dated = i >= 0 and chunks[i].kind == "date" and chunks[i].case == "Gen" and chunks[inner.at].own == "Gen"
    return frozenset({i}) if dated else frozenset()


def _is_noun(chunks: list[Chunk], at: int) -> bool:
    """``ঘোষণা করে`` is a verb, ``স্মারক ডাকটিকিট`` a stamp, ``চুক্তি-শ্রমিক`` a worker."""
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    if following is not None and following.text == "-" and at + 2 < len(chunks) and chunks[at + 2].kind == "word":
        behind = chunks[at + 2]
        return behind.case != behind.own or not behind.senses.isdisjoint({AGREEMENT, "agreement.ending"})
    if following is None or "agreement.weak" not in chunks[at].senses:
        return True
    if "agreement.jubilee" in following.senses:
        return False
    declared = following.verb is not None and "agreement.declaration" in chunks[at].senses
    return not declared or ("agreement.joint" in chunks[at].senses and "agreement.arrive" in following.senses)


def _type(chunk: Chunk, types: Mapping[str, str]) -> str:
    return next((name for sense, name in types.items() if sense in chunk.senses), "Agreement")


def _qualifies(chunks: list[Chunk], before: Head, at: int) -> bool:
    """The noun before only says what this one is about (চুক্তি সংশোধনের প্রটোকল, চুক্তির রূপরেখা সংক্রান্ত স্মারক)."""
    between = chunks[closed(chunks, before.end) : at]
    if any("named" in c.senses for c in between[:_NEAR]) and all(c.kind in _OF_A_NAME for c in between):
        return True  # ‘লিমা ঘোষণা’ নামের একটি যৌথ ঘোষণাপত্র
    counter = _counter(between)
    if counter is not None and any(ABOUT in c.senses for c in between[:counter]):
        lead = [c for c in between[:counter] if c.kind != "date"]  # চুক্তি নিয়ে বৃহস্পতিবার একটি স্মারক
        if lead:
            return len(lead) <= _NEAR and not any(_parts(chunk) for chunk in lead)
    between = chunks[before.end : at]
    if before.weak and chunks[before.at].own == "Nom" and _dealt_with(between):
        return True
    if len(between) > _NEAR or any(c.kind == "mark" or c.verb is not None or "and" in c.senses for c in between):
        return False
    own = chunks[before.at].own == "Gen" and bool(between) and is_one(between[0])  # চুক্তিটির একটি প্রটোকল
    changed = bool(between) and _changes(between[0]) and all(is_one(c) for c in between[1:])  # চুক্তি সংশোধনের প্রটোকল
    if any(c.kind in {"date", "number"} or "one" in c.senses for c in between[own:]) and not changed:
        return False
    if changed or chunks[before.at].own == "Gen" or any(ABOUT in c.senses for c in between):
        return True
    talks = bool(between) and "agreement.talks" in between[0].senses  # এফটিএ আলোচনা শুরুর অভিপ্রায়পত্র
    return talks and between[-1].own == "Gen" and chunks[before.at].own == "Nom"


def _dealt_with(between: list[Chunk]) -> bool:
    """A paper, or a word, that one is about: ``হালাল সনদ মেনে নেওয়ার একটি চুক্তি``, ``সমঝোতা ও সদ্ভাবের চুক্তি``."""
    lead = [chunk for chunk in between if not is_one(chunk)]
    if not 0 < len(lead) <= _NEAR or len(between) - len(lead) > 1:
        return False
    last = lead[-1]  # an unknown word may hide its ending
    if not (last.own == "Gen" or not last.senses or (last.verb is not None and last.verb.mood == "noun")):
        return False
    return all(
        chunk.kind in {"word", "verb"}
        and chunk.senses.isdisjoint({"agreement.sign", "agreement.conclude", "which"})
        and (chunk.verb is None or chunk.verb.mood == "noun" or not chunk.verb.finite)
        for chunk in lead
    )


def _changes(chunk: Chunk) -> bool:
    """``সংশোধনের``, ``হালনাগাদের``: what is done with an agreement by another one."""
    return chunk.own == "Gen" and not chunk.senses.isdisjoint({"agreement.amend", "agreement.renew"})


def _parts(chunk: Chunk) -> bool:
    """A verb, a mark or a conjunction sets nouns apart; a word such as নিয়ে does not."""
    return (chunk.verb is not None and ABOUT not in chunk.senses) or chunk.kind == "mark" or "and" in chunk.senses


def _counter(between: list[Chunk]) -> int | None:
    """Where the number stands that counts the noun behind ``between``: একটি, ৫টি দ্বিপক্ষীয়."""
    for i in range(len(between) - 1, -1, -1):
        value = between[i].value
        if is_one(between[i]) or (isinstance(value, NumberMention) and value.kind == "count"):
            return i
        if between[i].kind != "word" or between[i].own != "Nom" or ABOUT in between[i].senses:
            return None
    return None


def is_one(chunk: Chunk) -> bool:
    """Whether a chunk says that it is one: একটি, ১টি."""
    return "one" in chunk.senses or (isinstance(chunk.value, NumberMention) and chunk.value.value == 1)


def _describes(chunks: list[Chunk], before: Head, at: int) -> bool:
    """The second noun only says what the first is: ``২০১৫ সালে স্বাক্ষরিত চুক্তিটি দেশটির প্রথম মুক্ত বাণিজ্য চুক্তি``."""
    if at + 1 < len(chunks) and chunks[at + 1].kind != "mark":
        return False
    if chunks[at].own != "Nom" or chunks[before.at].own != "Nom" or before.plural:
        return False
    between = chunks[before.end : at]
    told = any(
        c.kind in {"date", "number", "mark"}
        or "and" in c.senses
        or "agreement.sign" in c.senses
        or (c.verb is not None and "verb.be" not in c.senses)
        for c in between
    )
    owned = any(c.kind == "country" or "pair" in c.senses for c in between)
    return owned and not told


def _defines(chunks: list[Chunk], before: Head, at: int, lang: str) -> bool:
    """The second noun only says what the first is: ``X মৈত্রী চুক্তি হলো দুই দেশের মধ্যে স্বাক্ষরিত একটি চুক্তি``."""
    defined = before.end < at and "agreement.namely" in chunks[before.end].senses
    if not defined or before.plural or not is_topical(chunks[before.at - 1], lang):
        return False
    between = (chunk for chunk in chunks[before.end + 1 : at] if not is_one(chunk))
    return not any(c.kind in {"date", "number", "mark"} or is_topical(c, lang) for c in between)


def _same(chunks: list[Chunk], before: Head, at: int) -> bool:
    """Both nouns name the same agreements: joined without words of their own, or one explains the other in brackets."""
    between = chunks[before.end : at]
    if not between:
        return True
    if between[0].text == "(" and not any(c.text == ")" for c in between):
        return not any(c.kind == "date" for c in between)
    if len(between) == 1 and between[0].text == "/":  # ছয়টি স্মারক/চুক্তি
        return True
    bare = all("and" in c.senses or "or" in c.senses or c.text in DASHES for c in between)
    glossed = any(c.text == "(" for c in [*between, *chunks[at + 1 : at + 2]])
    named_again = "or" in between[0].senses and glossed  # চুক্তি বা পার্টনারশিপ … (ইপিএ)
    if named_again and not any(c.verb is not None or c.kind in {"date", "number"} for c in between):
        return True
    if not bare:
        return False
    return chunks[before.at].plural or "or" in between[0].senses or _several(chunks, before.at) is not None


def _several(chunks: list[Chunk], at: int) -> Chunk | None:
    """The number, or the word for an unknown number, that counts the noun at ``at``; it may follow it (চুক্তি দুটি)."""
    after = chunks[at + 1].value if at + 1 < len(chunks) else None
    states = at + 2 < len(chunks) and "country_noun" in chunks[at + 2].senses  # চুক্তি উনিশটি দেশের সই করা
    counts = isinstance(after, NumberMention) and after.classifier and after.kind == "count"
    if counts and not states and chunks[at].own != "Gen":
        return chunks[at + 1]
    i = at - 1
    while i >= 0:
        chunk = chunks[i]
        if isinstance(chunk.value, NumberMention):
            return chunk if chunk.value.kind == "count" and chunk.own != "Loc" else None
        if not chunk.senses.isdisjoint({"agreement.several", "one"}):
            return chunk
        if chunk.text in _QUOTES:
            i -= 1
            continue
        if chunk.kind not in {"word", "country"} or ABOUT in chunk.senses:
            return None
        if chunk.kind == "word" and chunk.case in {"Gen", "Loc", "Com", "Abl"} and not _adjective(chunk):
            return None
        i -= 1
    return None


def _adjective(chunk: Chunk) -> bool:
    """An ending of an unknown word may be no ending at all (ঐতিহাসিকের is, পৃথক is not)."""
    return not chunk.senses and chunk.own == "Nom"


def _count_together(chunks: list[Chunk], heads: list[Head]) -> None:
    """A number behind the last of several nouns counts them all: ``A প্রটোকল এবং B প্রটোকল দুটিই``."""
    for k, head in enumerate(heads):
        counter = chunks[head.at + 1].value if head.at + 1 < len(chunks) else None
        first = k + 1 - head.count if head.count is not None else k
        if not isinstance(counter, NumberMention) or counter.value != head.count or not 0 <= first < k:
            continue
        between = chunks[heads[first].end : head.start]
        if all(other.count == 1 for other in heads[first:k]) and not any(c.verb or c.kind == "date" for c in between):
            head.count, head.plural = 1, False


def _count(chunks: list[Chunk], head: Head) -> None:
    counter = _several(chunks, head.at)
    if counter is None:
        head.plural = chunks[head.at].plural
        if head.plural:
            head.count = None
    elif isinstance(counter.value, NumberMention):
        value = counter.value.value
        head.count = int(value) if value == int(value) and 0 < value < 10_000 else None
        head.plural, head.single = head.count != 1, head.count == 1
    elif "one" in counter.senses:
        head.single = True
    else:
        head.count, head.plural = None, True
