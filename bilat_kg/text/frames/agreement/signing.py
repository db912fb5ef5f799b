"""How the words of a clause tell that an agreement is made: signing and its negations, wishes and plans of it."""

from __future__ import annotations

from dataclasses import dataclass

from bilat_kg.text.chunks import Chunk, all_senses
from bilat_kg.text.clauses import Clause
from bilat_kg.text.frames.agreement.coming import (
    about_to_be,
    aimed_at,
    by_way_of,
    demanded,
    meant,
    only_meant,
    only_thought_of,
    still_to_do,
    supposed,
    to_be,
)
from bilat_kg.text.frames.agreement.extent import ABOUT
from bilat_kg.text.frames.agreement.making import done_before, passive, takes_noun, will_be
from bilat_kg.text.frames.agreement.mentions import Head
from bilat_kg.text.frames.agreement.terms import extended
from bilat_kg.text.undone import undone

SIGNED, PROPOSED, NEGOTIATED = "Signed", "Proposed", "InNegotiation"
_DEEDS = frozenset({"agreement.sign", "agreement.conclude", "agreement.renew"})
_CONCLUDING = frozenset({"agreement.conclude", "agreement.renew"})
_AFTER = 2  # chunks behind a clause: … চুক্তি আসে পরে, ৯ জুন ১৯৭০
_CLOSE = 2  # chunks between one and what it has replaced
_UNDONE = frozenset({"future", "infinitive", "conditional", "noun"})
WISH = frozenset({"agreement.draft", "cue.proposed"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the text says of an agreement: a status, or the reason why it is refused.

    ``told``: signing itself is told here, so that the sentence may be dated by the ones before it. ``by``: the chunk
    range that says so, where that is not the clause of the noun. ``firm``: the words leave no doubt. ``undated``: the
    dates of the clause are not those of a signing (কার্যকর হয়).
    """

    status: str | None
    reason: str = ""
    told: bool = False
    by: tuple[int, int] | None = None
    firm: bool = True
    undated: bool = False


def is_progressive(chunks: list[Chunk]) -> bool:
    """Whether something is still going on there."""
    return any(chunk.verb is not None and chunk.verb.mood == "progressive" for chunk in chunks)


def senses_of(chunks: list[Chunk]) -> frozenset[str]:
    """All senses of a stretch of chunks."""
    return all_senses(chunks)


def is_negated(chunks: list[Chunk]) -> bool:
    """Whether a verb there is denied."""
    for i, chunk in enumerate(chunks):
        if chunk.verb is not None and chunk.verb.negated:
            return True
        if "not" in chunk.senses and i > 0:
            before = chunks[i - 1]
            if before.verb is not None or "agreement.sign" in before.senses:  # সই না করেই
                return True
        after = chunks[i + 1] if "not" in chunk.senses and i + 1 < len(chunks) else None
        if after is not None and "agreement.exist" in after.senses:
            return True  # চুক্তি না থাকায়, না থাকলেও
    return False


def _held_on(chunks: list[Chunk], head: Head, tail: list[Chunk], at: int) -> bool:
    """``বাঁধ গড়ার কনভেনশন হয় ১৯৪৬ সালের ৩০ ডিসেম্বর``: what it is about, and the day right behind the verb."""
    about = any(sense.startswith("topic.") for chunk in chunks[head.start : head.at] for sense in chunk.senses)
    treaty = "agreement.treaty" in chunks[head.at].senses and "agreement.declaration" not in chunks[head.at].senses
    return about and treaty and at == 0 and len(tail) > 1 and tail[1].kind == "date"


def tells_signing(chunks: list[Chunk], head: Head, clause: Clause, tail: list[Chunk]) -> bool:
    """Whether the clause tells that the agreement is made: signed after the noun, before it, or simply done."""
    if "agreement.bound" in chunks[head.at].senses:  # চুক্তিবদ্ধ হয়
        verb = tail[0].verb if tail else None
        return verb is not None and verb.finite and verb.mood != "future"
    last = max((i for i, chunk in enumerate(tail) if "agreement" in chunk.senses), default=-1)
    ground = bool(tail) and "agreement.ground" in tail[0].senses and chunks[head.at].own == "Gen"
    for i, chunk in enumerate(tail if last < 0 or not ground else ()):  # চুক্তির অধীনে একটি প্রটোকল সই হয়
        if "agreement.sign" in chunk.senses or ("agreement.renew" in chunk.senses and not _spoken_of(tail, i)):
            return True
        if i == last + 1 and extended(tail, i):
            return True
        if "agreement.arrive" in chunk.senses and i == last + 1 and _arrives(chunks, head, clause):
            return chunk.verb is not None and chunk.verb.finite and chunk.verb.mood != "future"
        if "agreement.replace" in chunk.senses and i <= _CLOSE and any("agreement.means" in c.senses for c in tail[:i]):
            return True  # নতুন একটি চুক্তি দ্বারা প্রতিস্থাপিত হয়
        if "agreement.pen" in chunk.senses and (chunks[head.at].own == "Loc" or chunk.own == "Gen"):
            return ABOUT not in tail[0].senses
        if (
            "agreement.conclude" in chunk.senses
            and not (i > 0 and "agreement.wish" in tail[i - 1].senses)  # আগ্রহ প্রকাশ করে
            and sum(c.kind not in {"date", "city", "country"} for c in tail[last + 1 : i]) <= 3
            and (i + 1 == len(tail) or tail[i + 1].verb is not None)
        ):
            return True
        if "agreement.seal" in chunk.senses and i == last + 1:
            done = chunk.verb is not None and chunk.verb.mood == "done" and not chunk.verb.negated  # সেরেছে
            if done or (i + 1 < len(tail) and tail[i + 1].verb is not None):
                return chunks[head.at].own == "Nom" and not head.weak
        if "agreement.reach" in chunk.senses and i <= 1 and chunks[head.at].own == "Loc":
            return chunk.verb is None or chunk.verb.mood not in {"future", "infinitive", "conditional"}
        if chunk.verb is not None:
            undone = (chunk.verb.mood in _UNDONE or will_be(tail, i)) and not (
                passive(tail, i) or done_before(chunks[clause.start : head.at], tail, i)
            )
            if (
                "agreement.make" in chunk.senses
                and not undone
                and (not head.weak or _another(chunks, head) or _held_on(chunks, head, tail, i))
                and chunks[head.at].own == "Nom"
                and takes_noun(tail, i)
            ):
                return True
            if chunk.verb.finite:
                break
    for i in range(head.at - 1, clause.start - 1, -1):
        chunk = chunks[i]
        if "agreement.sign" in chunk.senses:
            taken = i > clause.start and "agreement" in chunks[i - 1].senses  # স্মারক সই করার পর … চুক্তি নিয়ে
            return not (taken and chunks[i + 1].verb is not None)
        if "agreement" in chunk.senses:
            break
        placed = i > clause.start and "agreement.place" in chunks[i - 1].senses  # তার জায়গা নেয় আরেকটি চুক্তি
        comes = "agreement.come" in chunk.senses or (placed and "agreement.take" in chunk.senses)
        if comes and chunk.verb is not None and chunk.verb.finite and not chunk.verb.negated:
            return not head.weak and chunks[head.at].own == "Nom"
    return False


def _arrives(chunks: list[Chunk], head: Head, clause: Clause) -> bool:
    """``৯ সেপ্টেম্বর একটি যৌথ বিবৃতিও আসে``, ``২০০৫ সালে শ্রম চুক্তি আসে``, ``ভিসা চুক্তিতে আসে``: on a date."""
    noun = chunks[head.at]
    if noun.own == "Loc":
        return not head.weak
    declared = noun.own == "Nom" and (not head.weak or "agreement.joint" in noun.senses)
    return declared and any(chunk.kind == "date" for chunk in chunks[clause.start : clause.end + _AFTER])


def _spoken_of(tail: list[Chunk], at: int) -> bool:
    """``চুক্তি নবায়ন নিয়ে আলোচনা``, ``নবায়নের প্রস্তাব``, ``নবায়নে সম্মত``: nothing is renewed."""
    behind = tail[at + 1].senses if at + 1 < len(tail) else frozenset()
    wished = tail[at].own == "Loc" and not behind.isdisjoint({"agreement.wish", "agreement.urged"})
    return tail[at].own == "Gen" or wished or ABOUT in behind


def _another(chunks: list[Chunk], head: Head) -> bool:
    """One more document beside those told before (আরেকটি দলিল হয়), or so many on a matter (দুটি সমঝোতা হয়)."""
    lead = chunks[head.start : head.at]
    if any("agreement.one_of" in chunk.senses for chunk in lead):
        return True
    counted = head.single or (head.count is not None and head.count > 1)
    understood = counted and "agreement.mou" in chunks[head.at].senses
    return understood and any(sense.startswith("topic.") for chunk in lead for sense in chunk.senses)


def conceded(chunks: list[Chunk], head: Head, clause: Clause, tail: list[Chunk]) -> bool:
    """``২০০৯ সালে … সই হলেও``, ``… চুক্তি ২০০৯ সালে হলেও``: signed on a date, whatever became of it then."""
    first = next(((i, chunk.verb) for i, chunk in enumerate(tail) if chunk.verb is not None), None)
    if first is not None and not head.weak and chunks[head.at].own == "Nom":
        at, verb = first
        held = verb.mood == "conditional" and not verb.negated and "agreement.make" in tail[at].senses
        if held and takes_noun(tail, at) and any(c.kind == "date" for c in chunks[clause.start : head.end + at]):
            return not any(chunk.verb is not None and chunk.verb.mood == "future" for chunk in tail)
    sign = next((i for i, chunk in enumerate(tail) if "agreement.sign" in chunk.senses), None)
    if sign is None or sign + 1 >= len(tail) or tail[sign].own == "Gen":
        return False
    signing = tail[sign + 1].verb
    dated = any(chunk.kind == "date" for chunk in chunks[clause.start : head.end + sign])
    again = any("agreement.sign" in chunk.senses for chunk in tail[sign + 2 :])  # অনুস্বাক্ষরিত হলেও স্বাক্ষরিত হয়নি
    if signing is None or signing.negated or again or not dated:
        return False
    then = signing.mood == "noun" and sign + 2 < len(tail) and "agreement.then" in tail[sign + 2].senses  # সই করার পরও
    return signing.mood == "conditional" or then


def is_done(tail: list[Chunk]) -> bool:
    """Whether something was done there."""
    return any(c.verb is not None and c.verb.mood in {"done", "present"} and not c.verb.negated for c in tail)


def after_sign(tail: list[Chunk]) -> Verdict | None:
    """What follows the signing may make it a wish (স্বাক্ষরের প্রস্তাব, স্বাক্ষর করতে রাজি) or a plan (স্বাক্ষর করবে)."""
    at = next((i for i, chunk in enumerate(tail) if "agreement.sign" in chunk.senses), None)
    concluding = at is None
    if at is None:
        at = next((i for i, chunk in enumerate(tail) if not _CONCLUDING.isdisjoint(chunk.senses)), None)
        if at is None or at + 1 >= len(tail) or not only_meant(tail, at + 1):
            return None
    if supposed(tail, at):
        return Verdict(None, "only supposed")
    if demanded(tail, at):
        return Verdict(None, "only demanded")
    if aimed_at(tail, at) or only_thought_of(tail, at) or by_way_of(tail, at):
        return Verdict(PROPOSED, firm=False)
    done = any(
        chunk.verb is not None and chunk.verb.mood == "done" and not chunk.verb.negated and i <= at + 2
        for i, chunk in enumerate(tail)
        if i > at
    )
    after = tail[at + 1 :]
    senses = senses_of(after)
    if done and tail[at].own == "Gen" and not after[0].senses.isdisjoint({"agreement.wish", "cue.proposed"}):
        return Verdict(PROPOSED, firm=False)  # সইয়ের সিদ্ধান্ত নিয়েছে
    if done:
        return None
    if senses & {"agreement.stalled", "agreement.refused"}:
        return Verdict(None, "not made")
    if senses & WISH or "agreement.waiting" in senses:
        return Verdict(PROPOSED)
    if "agreement.talks" in senses:
        return Verdict(NEGOTIATED)
    if any("agreement.process" in chunk.senses for chunk in after[:3]) and is_progressive(after):
        return Verdict(NEGOTIATED)  # স্বাক্ষরের প্রক্রিয়া চলছে
    if meant(after[:4]):
        return Verdict(None, "not made")
    near = senses_of(after[:4])
    if to_be(after[:4]):
        return Verdict(PROPOSED, firm=False)
    if "agreement.wish" in near or any(chunk.verb is not None and chunk.verb.mood == "future" for chunk in after[:4]):
        return Verdict(PROPOSED, firm=False)
    if "agreement.doubt" in near:
        return Verdict(None, "hearsay")
    return Verdict(NEGOTIATED, firm=False) if concluding and still_to_do(tail, at + 1) else None


def spoken_of(chunks: list[Chunk], head: Head, end: int) -> bool:
    """``চুক্তি সই করতে চেয়েছিল``, ``চুক্তি করলে লাভ হতো``: the signing, or making, is only spoken of."""
    made = head.end < end and "agreement.make" in chunks[head.end].senses
    deeds = (i for i in range(head.end, end) if not chunks[i].senses.isdisjoint(_DEEDS))
    deed = head.end if made else next(deeds, None)
    return deed is not None and undone(chunks, deed)


def before_signing(chunks: list[Chunk], head: Head, clause: Clause) -> Verdict | None:
    """What a verb before the noun says of its signing, where it is none yet: ``সই হবে ১৪টি চুক্তি``, ``সই হয়নি``."""
    for i in range(head.at - 1, clause.start - 1, -1):
        if "agreement" in chunks[i].senses:
            return None
        if "agreement.sign" not in chunks[i].senses:
            continue
        verb = chunks[i + 1].verb
        if verb is None:
            return None
        if verb.negated:
            return Verdict(None, "not made")
        further = chunks[i + 2].senses
        coming = verb.mood == "infinitive" and not further.isdisjoint({"agreement.able", "agreement.about_to"})
        return Verdict(PROPOSED, firm=False) if verb.mood == "future" or coming else None
    return None


def is_to_come(noun: Chunk, tail: list[Chunk]) -> bool:
    """The agreement itself is to be made: ``চুক্তি হবে``, not ``চুক্তি বাণিজ্য বাড়াবে``, ``চুক্তির ফলে … হবে``."""
    for i, chunk in enumerate(tail):
        if noun.own == "Nom" and about_to_be(tail, i) and takes_noun(tail, i):
            return True
        if chunk.verb is None or chunk.verb.mood != "future":
            continue
        before = tail[i - 1].senses if i else frozenset()
        if before & {"agreement.conclude", "agreement.force", "agreement.renew"}:
            return True
        if noun.own == "Loc" and not chunk.senses.isdisjoint({"agreement.reach", "agreement.make"}):
            return "agreement.weak" not in noun.senses
        if noun.own == "Nom" and takes_noun(tail, i):
            return True
    return False


def wanted_before(chunks: list[Chunk], head: Head, clause: Clause, tail: list[Chunk]) -> bool:
    """``লিমা চাইছে নাইরোবির সঙ্গে একটি পানি চুক্তি করতে``: the wish stands first, what is wished for ends the clause."""
    verbs = [chunk for chunk in tail if chunk.verb is not None]
    if len(verbs) != 1 or verbs[0].verb is None or verbs[0].verb.mood != "infinitive" or chunks[head.at].own != "Nom":
        return False
    done = "agreement.make" in verbs[0].senses
    lead = chunks[clause.start : head.start]
    return done and any("agreement.wish" in chunk.senses for chunk in lead) and not is_negated(lead)
