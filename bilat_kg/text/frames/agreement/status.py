"""Whether an agreement is signed, proposed or talked about, or is no fact at all, by what the clause says of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import Clause, clauses
from bilat_kg.text.frames.agreement.dating import bare_year
from bilat_kg.text.frames.agreement.extent import ABOUT
from bilat_kg.text.frames.agreement.mentions import Head

SIGNED, PROPOSED, NEGOTIATED = "Signed", "Proposed", "InNegotiation"
_WISH = frozenset({"agreement.draft", "cue.proposed"})


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


def judge(
    sentence: Sentence, head: Head, clause: Clause, following: Head | None, listed: bool, label: str | None = None
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
    senses = _senses(tail)
    negated = _negated(tail) or ("any" in _senses(lead) and _negated(rest))
    if "agreement.jubilee" in senses:
        return Verdict(None, "anniversary")
    if _conceded(chunks, head, clause, tail):
        return Verdict(SIGNED, told=True)
    if negated and not (chunks[head.at].own != "Nom" and _attributed(chunks, head)):
        later = _senses(rest)
        if later & {"agreement.refused", "agreement.stalled"}:
            return Verdict(None, "not made")
        if later & _WISH or early == PROPOSED or "agreement.draft" in senses:
            return Verdict(PROPOSED, firm=False)
        going = later & {"agreement.ongoing"} or _progressive(rest)
        if early == NEGOTIATED or ("agreement.talks" in later and going):
            return Verdict(NEGOTIATED, firm=False)
        return Verdict(None, "not made")
    told = _signing(chunks, head, clause, tail)
    discussed = {"agreement.draft", "agreement.talks"} <= senses
    if discussed and not told and ("agreement.ongoing" in senses or _progressive(tail)):
        return Verdict(NEGOTIATED)
    if told:
        if "agreement.draft" in senses and not _done(tail):
            return Verdict(PROPOSED)
        wish = _after_sign(tail)
        if wish is not None and wish.status == PROPOSED and _came_to_nothing(sentence, clause):
            return Verdict(None, "not made")
        return wish or Verdict(SIGNED, told=True)
    if early is not None:
        refused = senses & {"agreement.refused", "agreement.stalled"}
        return Verdict(None, "proposal refused") if refused else Verdict(early, firm=False)
    if senses & _WISH:
        if senses & {"agreement.refused", "agreement.stalled"}:
            return Verdict(None, "proposal refused")
        return Verdict(PROPOSED)
    below = _later_signing(sentence, clause, following)
    if below is not None:
        return below
    if "agreement.talks" in senses:
        if _senses(rest) & {"agreement.stalled", "agreement.refused"}:
            return Verdict(None, "talks ended")
        if _progressive(tail) or senses & {"agreement.ongoing"} or not any(chunk.verb for chunk in tail):
            return Verdict(NEGOTIATED)
        return Verdict(None, "only discussed")
    if senses & {"agreement.broken", "agreement.stalled"}:
        return Verdict(None, "broken off")
    if "agreement.doubt" in senses:
        return Verdict(None, "hearsay")
    if "agreement.wish" in senses or any(chunk.verb is not None and chunk.verb.mood == "future" for chunk in tail):
        return Verdict(None, "not made") if _negated(rest) else Verdict(PROPOSED, firm=False)
    own = chunks[head.end - 1].own if chunks[head.end - 1].text != ")" else chunks[head.at].own
    if own == "Nom" and ("agreement.force" in senses or _exists(tail)):
        undated = "agreement.force" in senses
        return Verdict(None, "only mentioned") if head.weak else Verdict(SIGNED, undated=undated)
    if head.type == "Treaty" and "agreement.ground" in chunks[min(head.end, len(chunks) - 1)].senses:
        dated = any(chunk.kind == "date" for chunk in chunks[clause.start : clause.end])
        return Verdict(SIGNED, firm=False) if dated else Verdict(None, "only mentioned")
    verbless = not any(
        chunk.verb is not None and chunk.verb.mood != "noun" and ABOUT not in chunk.senses  # নিয়ে
        for chunk in chunks[clause.start : clause.end]
    )
    if verbless and own == "Nom" and (listed or _dated(chunks, head, clause)):
        return Verdict(SIGNED)
    return Verdict(None, "only mentioned")


def _predicate_end(chunks: list[Chunk], head: Head, clause: Clause, following: Head | None) -> int:
    """Where the words end that may say something of a noun: at a verb of its own (সই হলেও …), else with the clause."""
    for i in range(head.end, clause.end):
        if "agreement.except" in chunks[i].senses:
            return i
    if following is None or following.at >= clause.end:
        return clause.end
    signed = False
    for i in range(head.end, following.start):
        signed = signed or "agreement.sign" in chunks[i].senses
        verb = chunks[i].verb
        if signed and verb is not None and verb.mood != "noun":
            return i + 1
    return clause.end


def _progressive(chunks: list[Chunk]) -> bool:
    return any(chunk.verb is not None and chunk.verb.mood == "progressive" for chunk in chunks)


def _senses(chunks: list[Chunk]) -> frozenset[str]:
    return frozenset().union(*(chunk.senses for chunk in chunks)) if chunks else frozenset()


def _rest(sentence: Sentence, clause: Clause, head: Head, following: Head | None) -> list[Chunk]:
    stop = following.start if following is not None else len(sentence.chunks)
    return sentence.chunks[head.end : max(stop, clause.end)]


def _negated(chunks: list[Chunk]) -> bool:
    for i, chunk in enumerate(chunks):
        if chunk.verb is not None and chunk.verb.negated:
            return True
        if "not" in chunk.senses and i > 0 and chunks[i - 1].verb is not None:
            return True
    return False


def attribute(front: list[Chunk]) -> str | None:
    """The status that stands before the noun as an attribute or as the label of a list."""
    for chunk in reversed(front):
        if chunk.verb is not None and chunk.verb.finite:
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


def _signing(chunks: list[Chunk], head: Head, clause: Clause, tail: list[Chunk]) -> bool:
    """Whether the clause tells that the agreement is made: signed after the noun, before it, or simply done."""
    if "agreement.bound" in chunks[head.at].senses:  # চুক্তিবদ্ধ হয়
        verb = tail[0].verb if tail else None
        return verb is not None and verb.finite and verb.mood != "future"
    last = max((i for i, chunk in enumerate(tail) if "agreement" in chunk.senses), default=-1)
    for i, chunk in enumerate(tail):
        if not chunk.senses.isdisjoint({"agreement.sign", "agreement.renew"}):
            return True
        if (
            "agreement.conclude" in chunk.senses
            and sum(c.kind not in {"date", "city", "country"} for c in tail[last + 1 : i]) <= 3
            and (i + 1 == len(tail) or tail[i + 1].verb is not None)
        ):
            return True
        if "agreement.reach" in chunk.senses and i <= 1 and chunks[head.at].own == "Loc":
            return True
        if chunk.verb is not None:
            undone = chunk.verb.mood in {"future", "infinitive", "conditional", "noun"}
            if (
                "agreement.make" in chunk.senses
                and not undone
                and not head.weak
                and chunks[head.at].own == "Nom"
                and _light(tail, i)
            ):
                return True
            if chunk.verb.finite:
                break
    for i in range(head.at - 1, clause.start - 1, -1):
        chunk = chunks[i]
        if "agreement.sign" in chunk.senses:
            return True
        if "agreement" in chunk.senses:
            break
        if chunk.verb is not None and chunk.verb.finite and not chunk.verb.negated and "agreement.come" in chunk.senses:
            return not head.weak and chunks[head.at].own == "Nom"
    return False


def _conceded(chunks: list[Chunk], head: Head, clause: Clause, tail: list[Chunk]) -> bool:
    """``২০০৯ সালে … সই হলেও``: signed on a date, whatever became of it then."""
    at = next((i for i, chunk in enumerate(tail) if "agreement.sign" in chunk.senses), None)
    if at is None or at + 1 >= len(tail) or tail[at].own == "Gen":
        return False
    verb = tail[at + 1].verb
    dated = any(chunk.kind == "date" for chunk in chunks[clause.start : head.end + at])
    again = any("agreement.sign" in chunk.senses for chunk in tail[at + 2 :])  # অনুস্বাক্ষরিত হলেও স্বাক্ষরিত হয়নি
    return verb is not None and verb.mood == "conditional" and not verb.negated and dated and not again


def _came_to_nothing(sentence: Sentence, clause: Clause) -> bool:
    """``… সই হওয়ার কথা ছিল, কিন্তু তা হয়নি``: a clause behind takes the plan back."""
    following = next((other for other in clauses(sentence) if other.start == clause.end), None)
    if following is None:
        return False
    part = sentence.chunks[following.start : following.end]
    return following.negated and any("agreement.it" in chunk.senses for chunk in part)


def _light(tail: list[Chunk], verb: int) -> bool:
    """The verb takes the noun itself, not another noun beside it (চুক্তি করে, but চুক্তি পর্যালোচনা করে)."""
    if verb == 0:
        return True
    before = tail[verb - 1]
    if "agreement" in before.senses and before.own == "Nom":
        return True
    if all(chunk.kind == "country" or "and" in chunk.senses for chunk in tail[:verb]):  # চুক্তি পেরু ও কেনিয়া করে
        return True
    if before.kind in {"date", "number"} or before.text in {")", ","}:
        return True
    if before.kind in {"country", "city"} and before.case == "Loc":
        return True
    return not before.senses.isdisjoint({"between", "with", "agreement.light", "also"})


def _dated(chunks: list[Chunk], head: Head, clause: Clause) -> bool:
    """A clause without a verb that consists of a date and the agreement, as wires and lists put it.

    A noun that is often something else (কনভেনশন, ঘোষণা) must be all of it, with the date right behind.
    """
    when = [i for i in range(clause.start, clause.end) if chunks[i].kind == "date" or bare_year(chunks, i)]
    if not when or (head.weak and (head.start > clause.start or when[0] != head.end)):
        return False
    counted = head.end < clause.end and chunks[head.end].kind == "number"  # চুক্তি দুটি: ১৯৬৪ ও ১৯৮৬
    return all(
        i in when or chunks[i].kind in {"mark", "city", "country"} or "and" in chunks[i].senses
        for i in range(head.end + counted, clause.end)
    )


def _done(tail: list[Chunk]) -> bool:
    return any(c.verb is not None and c.verb.mood in {"done", "present"} and not c.verb.negated for c in tail)


def _exists(tail: list[Chunk]) -> bool:
    last = max((i for i, chunk in enumerate(tail) if "agreement" in chunk.senses), default=-1)
    near = tail[last + 1 : last + 6]
    return any(
        "agreement.exist" in chunk.senses and chunk.verb is not None and not chunk.verb.negated for chunk in near
    )


def _after_sign(tail: list[Chunk]) -> Verdict | None:
    """What follows the signing may make it a wish (স্বাক্ষরের প্রস্তাব, স্বাক্ষর করতে রাজি) or a plan (স্বাক্ষর করবে)."""
    at = next((i for i, chunk in enumerate(tail) if "agreement.sign" in chunk.senses), None)
    if at is None:
        return None
    done = any(
        chunk.verb is not None and chunk.verb.mood == "done" and not chunk.verb.negated and i <= at + 2
        for i, chunk in enumerate(tail)
        if i > at
    )
    after = tail[at + 1 :]
    senses = _senses(after)
    if done:
        return None
    if senses & {"agreement.stalled", "agreement.refused"}:
        return Verdict(None, "not made")
    if senses & _WISH or "agreement.waiting" in senses:
        return Verdict(PROPOSED)
    if "agreement.talks" in senses:
        return Verdict(NEGOTIATED)
    if _meant(after[:4]):
        return Verdict(None, "not made")
    near = _senses(after[:4])
    if _to_be(after[:4]):
        return Verdict(PROPOSED, firm=False)
    if "agreement.wish" in near or any(chunk.verb is not None and chunk.verb.mood == "future" for chunk in after[:4]):
        return Verdict(PROPOSED, firm=False)
    if "agreement.doubt" in near:
        return Verdict(None, "hearsay")
    return None


def _to_be(after: list[Chunk]) -> bool:
    """``সই হওয়ার কথা``: it is to be signed."""
    return any(
        chunk.verb is not None and chunk.verb.mood == "noun" and {"cue.planned", "visit.planned"} <= behind.senses
        for chunk, behind in pairwise(after)
    )


def _meant(after: list[Chunk]) -> bool:
    """``সইয়ের কথা থাকলেও``: it was only meant to be signed."""
    return any(
        "cue.planned" in chunk.senses and behind.verb is not None and behind.verb.mood == "conditional"
        for chunk, behind in pairwise(after)
    )


def _later_signing(sentence: Sentence, clause: Clause, following: Head | None) -> Verdict | None:
    """A later clause without an agreement noun of its own tells of the signing (চুক্তি, যা নিয়ে …, সই হয়)."""
    stop = following.at if following is not None else len(sentence.chunks)
    for other in clauses(sentence):
        if other.start < clause.end or other.start >= stop:
            continue
        part = sentence.chunks[other.start : min(other.end, stop)]
        senses = _senses(part)
        if "agreement.sign" in senses and not _negated(part):
            wish = _after_sign(part)
            if wish is None:
                return Verdict(SIGNED, told=True, by=(other.start, other.end))
        if sentence.chunks[other.end - 1].text == ";":
            break
    return None
