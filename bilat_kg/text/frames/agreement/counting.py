"""A report first counts what was signed, and then tells each: the count is then no fact of its own."""

from __future__ import annotations

from bilat_kg.model import Concept
from bilat_kg.text.frames.scene import FactDraft

_SIGNED = Concept("Signed")
_NEAR = 4  # sentences in which a sum is told by its kinds

_FAR = 8  # sentences from a count to the last of what it counts
_VAGUE = "topic/general_cooperation"


def without_counts(drafts: list[FactDraft]) -> list[FactDraft]:
    """``drafts`` without those that only count as many as are told one by one near them; the date goes to those."""
    kept: list[FactDraft] = []
    for n, draft in enumerate(drafts):
        told = _told(draft, drafts[n + 1 :]) or _told(draft, kept) or _summed(draft, drafts[n + 1 :])
        if not told:
            kept.append(draft)
            continue
        for one in told:
            if one.get("signedOn") is None and draft.get("signedOn") is not None:
                one.roles["signedOn"] = draft.roles["signedOn"]
                one.sentences.extend(draft.sentences)
    return kept


def _told(whole: FactDraft, others: list[FactDraft]) -> list[FactDraft]:
    """The agreements told one by one that ``whole`` counts: all of its type, or of any type; else nothing."""
    count = whole.get("count")
    if not isinstance(count, int) or count < 2:
        return []
    first = whole.sentences[0].index
    ones = [one for one in others if 0 < abs(one.sentences[0].index - first) <= _FAR and _one_of(whole, one)]
    alike = [one for one in ones if _kind(one) == _kind(whole)]
    if _heads_report(whole) and len({str(one.get("signedOn")) for one in ones}) > 1:
        return []
    if _matters(whole):  # বিনিয়োগ সুরক্ষাসহ বিভিন্ন বিষয়ে পাঁচটি চুক্তি
        return alike if len(alike) == count and any(_alike(whole, one) for one in alike) else []
    return alike if len(alike) == count else ones if len(ones) == count and whole.type == "Agreement" else []


def _summed(whole: FactDraft, others: list[FactDraft]) -> list[FactDraft]:
    """``১২টি চুক্তি ও স্মারক সই হয়। … সাতটি চুক্তি ও পাঁচটি স্মারকে সই করেন``: the kinds of one sentence that make up the sum."""
    count, first = whole.get("count"), whole.sentences[0].index
    if not isinstance(count, int) or count < 2 or whole.get("status") != _SIGNED:
        return []
    for index in range(first + 1, first + _NEAR + 1):
        parts = [one for one in others if one.sentences[0].index == index and one.get("status") == _SIGNED]
        counts = [n for one in parts if isinstance(n := one.get("count"), int)]
        if len(parts) > 1 and len(counts) == len(parts) and sum(counts) == count:
            return parts if all(_same_day(whole, one) for one in parts) else []
    return []


def _same_day(whole: FactDraft, one: FactDraft) -> bool:
    first, second = whole.get("signedOn"), one.get("signedOn")
    return first is None or second is None or str(first) == str(second)


def _alike(whole: FactDraft, one: FactDraft) -> bool:
    """Whether the topics of one agreement are among those that the count names."""
    return not set(map(str, whole.roles.get("topic", ()))).isdisjoint(map(str, one.roles.get("topic", ())))


def _one_of(whole: FactDraft, one: FactDraft) -> bool:
    if one.get("count") != 1 or not _matters(one) or one.get("status") != whole.get("status"):
        return False
    when = one.get("signedOn")
    dated = when is None or str(when) == str(whole.get("signedOn")) or _heads_report(whole)
    return dated and one.roles["party"] == whole.roles["party"]


def _heads_report(whole: FactDraft) -> bool:
    """``দুই দেশের মধ্যে তিনটি দলিল স্বাক্ষর``: a headline, whose day the report tells."""
    return whole.sentences[0].index == 0 and whole.get("signedOn") is None


def _matters(draft: FactDraft) -> bool:
    return any(_VAGUE not in str(topic) for topic in draft.roles.get("topic", ()))


def _kind(draft: FactDraft) -> str:
    return "Agreement" if draft.type == "Treaty" else draft.type
