"""Whether an agreement is signed, proposed or talked about, or is no fact at all, by what the clause says of it."""

from __future__ import annotations

from itertools import pairwise

from bilat_kg.text.chunks import NAMES, Chunk, Sentence, bears
from bilat_kg.text.clauses import Clause, clauses
from bilat_kg.text.frames.agreement.dated import dated_as, dates_in, is_dated, of_a_date
from bilat_kg.text.frames.agreement.extent import ABOUT, closed
from bilat_kg.text.frames.agreement.mentions import Head
from bilat_kg.text.frames.agreement.signing import (
    NEGOTIATED,
    PROPOSED,
    SIGNED,
    WISH,
    Verdict,
    after_sign,
    before_signing,
    conceded,
    is_done,
    is_negated,
    is_progressive,
    is_to_come,
    senses_of,
    tells_signing,
    wanted_before,
)


def judge(
    sentence: Sentence,
    head: Head,
    clause: Clause,
    following: Head | None,
    listed: bool,
    lang: str,
    label: str | None = None,
) -> Verdict:
    """What the sentence says of the agreement at ``head``.

    ``listed``: a list of agreements names it; ``label``: the status that the label of the list gives it.
    """
    chunks = sentence.chunks
    lead = chunks[head.start : head.at]
    tail = chunks[head.end : _predicate_end(chunks, head, clause, following)]
    # A draft or an offer before the noun makes it one (প্রস্তাবিত চুক্তি, আলোচনাধীন: …).
    front = chunks[max(clause.start, head.start - 3) : head.at]
    early = attribute(front) or label
    rest = _rest(sentence, clause, head, following)
    senses = senses_of(tail)
    negated = is_negated(tail) or (bears(lead, "any") and is_negated(rest))
    if "agreement.jubilee" in senses:
        return Verdict(None, "anniversary")
    if conceded(chunks, head, clause, tail):
        return Verdict(SIGNED, told=True)
    if negated and not (chunks[head.at].own != "Nom" and _attributed(chunks, head)):
        later = senses_of(rest)
        if (signed := _later_signing(sentence, clause, following)) is not None and _points(sentence, signed):
            return signed
        if later & {"agreement.refused", "agreement.stalled"}:
            return Verdict(None, "not made")
        if "agreement.doubt" in senses:
            return Verdict(None, "hearsay")
        if _ready(chunks[max(clause.start, head.start - 2) : head.at]):
            return Verdict(PROPOSED, firm=False)
        if {"agreement.talks", "visit.end"} <= later:
            return Verdict(NEGOTIATED, firm=False)  # … নিয়ে আলোচনা শেষ হয়নি
        if later & WISH or early == PROPOSED or "agreement.draft" in senses:
            return Verdict(PROPOSED, firm=False)
        going = (later & {"agreement.ongoing"} or is_progressive(rest) or _goes_on(rest)) and not _no_talks(rest)
        if early == NEGOTIATED or ("agreement.talks" in later and going):
            return Verdict(NEGOTIATED, firm=False)
        if bears(lead, "any") and _talks_began(chunks[: head.start]):
            return Verdict(NEGOTIATED, firm=False)
        return Verdict(None, "not made")
    if _in_the_making(chunks, head, tail):
        return Verdict(NEGOTIATED)
    told = tells_signing(chunks, head, clause, tail)
    discussed = {"agreement.draft", "agreement.talks"} <= senses
    if (
        discussed
        and not (told and "agreement.sign" in senses)
        and ("agreement.ongoing" in senses or is_progressive(tail))
    ):
        return Verdict(NEGOTIATED)
    if told:
        drafted = chunks[head.at].own == "Gen" and bears(tail[:2], "agreement.draft")
        if "agreement.draft" in senses and (not is_done(tail) or (drafted and "agreement.sign" not in senses)):
            return Verdict(PROPOSED)
        wish = after_sign(tail)
        if wish is not None and wish.status == PROPOSED and _came_to_nothing(sentence, clause):
            return Verdict(None, "not made")
        if "agreement.sign" not in senses and (ahead := before_signing(chunks, head, clause)) is not None:
            return ahead
        if wish is None and "agreement.sign" not in senses and not dates_in(chunks, clause):
            return _later_signing(sentence, clause, following) or Verdict(SIGNED, told=True)
        return wish or Verdict(SIGNED, told=True)
    if early is not None:
        refused = senses & {"agreement.refused", "agreement.stalled"}
        return Verdict(None, "proposal refused") if refused else Verdict(early, firm=False)
    where = head.weak and chunks[head.at].own == "Loc" and "agreement.declaration" in chunks[head.at].senses
    if senses & WISH:
        if where:
            return Verdict(None, "only says where something is told")  # এক বিবৃতিতে X প্রস্তাব দেয় …
        if senses & {"agreement.refused", "agreement.stalled"} or _came_to_nothing(sentence, clause):
            return Verdict(None, "proposal refused")
        return Verdict(PROPOSED)
    if not head.weak and (at := of_a_date(chunks, head, following) or dated_as(chunks, head)) is not None:
        return Verdict(SIGNED, by=(at, at + 1))
    below = _later_signing(sentence, clause, following)
    by_date = head.start > clause.start and chunks[head.start - 1].kind == "date"  # ২০০৫ সালের … চুক্তি আছে, আর …
    if below is not None and not (by_date and _exists(tail) and chunks[head.at].own == "Nom"):
        return below
    if chunks[head.at].own == "Gen" and tail and "agreement.process" in tail[0].senses and is_progressive(tail):
        return Verdict(NEGOTIATED)  # চুক্তির চেষ্টা চলছে
    if "agreement.talks" in senses:
        if senses_of(rest) & {"agreement.stalled", "agreement.refused"}:
            return Verdict(None, "talks ended")
        if is_progressive(tail) or senses & {"agreement.ongoing"} or not any(chunk.verb for chunk in tail):
            return Verdict(NEGOTIATED)
        return Verdict(None, "only discussed")
    if senses & {"agreement.broken", "agreement.stalled"}:
        return Verdict(None, "broken off")
    if "agreement.doubt" in senses:
        return Verdict(None, "hearsay")
    wished = bears(tail[: _other_subject(tail)], "agreement.wish") or wanted_before(chunks, head, clause, tail)
    if where and (wished or is_to_come(chunks[head.at], tail)):
        return Verdict(None, "only says where something is told")
    if wished or is_to_come(chunks[head.at], tail):
        return Verdict(None, "not made") if is_negated(rest) else Verdict(PROPOSED, firm=False)
    if "agreement.stuck" in senses and chunks[head.at].own == "Nom" and not head.weak and _exists(tail):
        return Verdict(PROPOSED, firm=False)  # চুক্তি ঝুলে আছে
    own = chunks[head.end - 1].own if chunks[head.end - 1].text != ")" else chunks[head.at].own
    if own == "Nom" and ("agreement.force" in senses or (_exists(tail) and "agreement.member" not in senses)):
        if not head.weak and (it := _dated_behind(tail)) is not None:
            return Verdict(SIGNED, by=(head.end + it, head.end + len(tail)))
        related = next((i for i, chunk in enumerate(tail) if "which" in chunk.senses), len(tail))  # …, যা আজও বলবৎ
        undated = any("agreement.force" in chunk.senses for chunk in _outside(tail[:related]))
        return Verdict(None, "only mentioned") if head.weak else Verdict(SIGNED, undated=undated)
    if head.type == "Treaty" and "agreement.ground" in chunks[min(head.end, len(chunks) - 1)].senses:
        dated = any(chunk.kind == "date" for chunk in chunks[clause.start : head.at])  # not চুক্তির আওতায় ২০১২ সালে
        return Verdict(SIGNED, firm=False) if dated else Verdict(None, "only mentioned")
    verbless = not any(
        chunk.verb is not None and chunk.verb.mood != "noun" and chunk.senses.isdisjoint({ABOUT, "from"})  # নিয়ে, হতে
        for chunk in [
            *chunks[head.start if listed else clause.start : head.end],
            *_outside(chunks[closed(chunks, head.end) : clause.end]),
        ]
    )
    if verbless and own == "Nom" and (listed or is_dated(chunks, head, clause, following, lang)):
        return Verdict(SIGNED)
    return Verdict(None, "only mentioned")


def _dated_behind(tail: list[Chunk]) -> int | None:
    """``চুক্তি আগে থেকেই কার্যকর ছিল, সেটি ২০০৪ সালের ৯ জুন সম্পাদিত``: where words behind it say when it was signed."""
    it = next((i for i, chunk in enumerate(tail) if "agreement.it" in chunk.senses), None)
    if it is None or not any("agreement.sign" in chunk.senses for chunk in tail[it:]):
        return None
    return it if any(chunk.kind == "date" for chunk in tail[it:]) else None


def _ready(front: list[Chunk]) -> bool:
    """``চূড়ান্ত হওয়া চুক্তি আজও সই হয়নি``: all is agreed but the signing."""
    return any(
        "agreement.conclude" in one.senses and two.verb is not None and two.verb.mood == "noun"
        for one, two in pairwise(front)
    )


def _no_talks(rest: list[Chunk]) -> bool:
    """``কোনো চুক্তি হয়নি, আলোচনাও চলছে না``."""
    talks = next((i for i, chunk in enumerate(rest) if "agreement.talks" in chunk.senses), len(rest))
    verb = next((i for i in range(talks, len(rest)) if rest[i].verb is not None), len(rest))
    return is_negated(rest[talks : verb + 2])


def _goes_on(rest: list[Chunk]) -> bool:
    """``চুক্তি চূড়ান্ত হয়নি, আলোচনা চলবে``."""
    return any(
        "agreement.talks" in one.senses
        and "agreement.about_to" in two.senses
        and two.verb is not None
        and two.verb.mood == "future"
        and not two.verb.negated
        for one, two in pairwise(rest)
    )


def _talks_began(before: list[Chunk]) -> bool:
    """``X নিয়ে আলোচনা শুরু হয়েছে, যদিও এখনো কোনো চুক্তি হয়নি``."""
    about = next((i for i, chunk in enumerate(before) if ABOUT in chunk.senses), None)
    if about is None:
        return False
    talks = next((i for i in range(about, len(before)) if "agreement.talks" in before[i].senses), len(before))
    behind = before[talks + 1 :]  # not বিশেষজ্ঞ পর্যায়ের আলোচনা
    return talks < len(before) and (bears(behind, "agreement.ongoing") or is_progressive(behind))


def _predicate_end(chunks: list[Chunk], head: Head, clause: Clause, following: Head | None) -> int:
    """Where the words end that may say something of a noun: at a verb of its own (সই হলেও …), else with the clause."""
    for i in range(head.end, clause.end):
        if not chunks[i].senses.isdisjoint({"agreement.except", "agreement.besides"}):
            return i
    if following is None or following.at >= clause.end:
        return clause.end
    signed = False
    for i in range(head.end, following.start):
        signed = signed or "agreement.sign" in chunks[i].senses
        verb = chunks[i].verb
        if signed and verb is not None and (verb.mood != "noun" or "agreement.then" in chunks[i + 1].senses):
            return i + 1
    return clause.end


def _points(sentence: Sentence, verdict: Verdict) -> bool:
    """The clause that tells of the signing says of what: ``…; ১৯৯৬ সালে তাতে সই করেন …``."""
    return verdict.by is not None and bears(sentence.chunks[slice(*verdict.by)], "agreement.in_it")


def _other_subject(tail: list[Chunk]) -> int:
    """Where somebody else begins behind a headline without a verb: ``তিন সমঝোতা স্মারক, নাইরোবি চায় …``."""
    for i, chunk in enumerate(tail[:-1]):
        if chunk.verb is not None:
            break
        if chunk.text == "," and tail[i + 1].kind in NAMES and tail[i + 1].own == "Nom":
            return i
    return len(tail)


def _in_the_making(chunks: list[Chunk], head: Head, tail: list[Chunk]) -> bool:
    """A draft that goes to and fro or lies between both sides: ``স্মারকের খসড়া দুই পক্ষের টেবিলে ঘুরছে``."""
    drafted = chunks[head.at].own == "Gen" or bears(tail[:2], "own")  # মউ-এর
    at = next((i for i, chunk in enumerate(tail) if "agreement.draft" in chunk.senses), None)
    return drafted and at is not None and any("agreement.to_and_fro" in chunk.senses for chunk in tail[at + 1 :])


def _rest(sentence: Sentence, clause: Clause, head: Head, following: Head | None) -> list[Chunk]:
    stop = following.start if following is not None else len(sentence.chunks)
    return sentence.chunks[head.end : max(stop, clause.end)]


def attribute(front: list[Chunk]) -> str | None:
    """The status that stands before the noun as an attribute or as the label of a list."""
    for chunk in reversed(front):
        if chunk.verb is not None and (chunk.verb.finite or chunk.verb.mood == "conditional"):
            return None
        if "agreement.draft" in chunk.senses and chunk.own == "Nom":
            return PROPOSED
        if (
            not chunk.senses.isdisjoint({"agreement.ongoing"})
            and "agreement.talks" in chunk.senses
            and chunk.own == "Nom"
        ):
            return NEGOTIATED
    return None


def _attributed(chunks: list[Chunk], head: Head) -> bool:
    """A participle before the noun says that it is signed (স্বাক্ষরিত চুক্তি), whatever the sentence goes on to deny."""
    return any("agreement.sign" in chunk.senses for chunk in chunks[head.start : head.at])


def _came_to_nothing(sentence: Sentence, clause: Clause) -> bool:
    """``… সই হওয়ার কথা ছিল, কিন্তু তা হয়নি``, ``… তা ফিরিয়ে দেয়``: a clause behind takes the plan back."""
    following = next((other for other in clauses(sentence) if other.start == clause.end), None)
    if following is None:
        return False
    part = sentence.chunks[following.start : following.end]
    senses = senses_of(part)
    given_up = following.negated or following.cancelled or "agreement.refused" in senses
    return "agreement.it" in senses and given_up


def _outside(tail: list[Chunk]) -> list[Chunk]:
    """The chunks that stand in no bracket: ``চুক্তি — ২০১৯ (পরে কার্যকর)``."""
    depth, found = 0, []
    for chunk in tail:
        depth += (chunk.text == "(") - (chunk.text == ")")
        if depth == 0:
            found.append(chunk)
    return found


def _exists(tail: list[Chunk]) -> bool:
    last = max((i for i, chunk in enumerate(tail) if "agreement" in chunk.senses), default=-1)
    near = tail[last + 1 : last + 6]
    words = [chunk for chunk in near if chunk.kind != "mark"]
    if len(words) == 1 and "agreement.standing" in words[0].senses and len(near) == len(tail) - last - 1:
        return True  # … চুক্তি বিদ্যমান।
    return any(
        "agreement.exist" in chunk.senses and chunk.verb is not None and not chunk.verb.negated for chunk in near
    )


def _later_signing(sentence: Sentence, clause: Clause, following: Head | None) -> Verdict | None:
    """A later clause without an agreement noun of its own tells of the signing (চুক্তি, যা নিয়ে …, সই হয়)."""
    stop = following.at if following is not None else len(sentence.chunks)
    for other in clauses(sentence):
        if other.start < clause.end or other.start >= stop:
            continue
        part = sentence.chunks[other.start : min(other.end, stop)]
        senses = senses_of(part)
        if "agreement.sign" in senses and not is_negated(part):
            wish = after_sign(part)
            if wish is None:
                return Verdict(SIGNED, told=True, by=(other.start, other.end))
        if sentence.chunks[other.end - 1].text == ";":
            break
    return None
