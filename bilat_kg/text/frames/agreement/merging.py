"""One fact for one agreement: what later sentences say of an agreement told before joins it."""

from __future__ import annotations

from bilat_kg.model import Concept, PartialDate
from bilat_kg.text.frames.agreement.counting import without_counts
from bilat_kg.text.frames.scene import FactDraft
from bilat_kg.text.values import DateMention

_SIGNED = Concept("Signed")
_LEAD = 2  # sentences of a headline and a lead, which tell first what is told again below
_BEFORE_DATE = 6  # sentences in which an agreement told without a date is told with it
_OPENING = 3  # chunks that may say first that what follows was before
_NEAR = 3  # sentences in which what is still to come is told again
_BACK = 2  # sentences from a count to the list of what it counts
_VAGUE = str(Concept("topic/general_cooperation"))
_SAYS_ONE = frozenset({"one", "agreement.new", "agreement.one_of", "also"})
_AGAIN, _DETAILED = "agreement.again", "agreement.detailed"


def merge(drafts: list[FactDraft]) -> list[FactDraft]:
    """``drafts`` of one article, in order, without repetitions."""
    kept: list[FactDraft] = []
    replaced: dict[tuple[int, str], FactDraft] = {}
    for draft in drafts:
        if draft.rule == _DETAILED:
            _detail(kept, draft, replaced)
            continue
        earlier = next((other for other in reversed(kept) if _same(other, draft)), None)
        if earlier is not None:
            for one in _told_with(earlier, kept, draft):  # এসব স্মারকে সই হয় ২২ মে: all of them
                _join(one, draft)
        elif draft.rule != _AGAIN or draft.get("signedOn") is not None:
            kept.append(draft)
    return without_counts(_without_leads(kept))


def _without_leads(drafts: list[FactDraft]) -> list[FactDraft]:
    """``drafts`` without what a headline or a lead says first, and a later sentence again with the date."""
    kept: list[FactDraft] = []
    for n, draft in enumerate(drafts):
        told = next((later for later in drafts[n + 1 :] if _leads(draft, later)), None)
        if told is None:
            kept.append(draft)
            continue
        told.sentences.extend(draft.sentences)
        said = told.roles.get("topic", ())
        if draft.roles.get("topic") and all(str(topic) == _VAGUE for topic in said):
            told.roles["topic"] = [*draft.roles["topic"], *(one for one in said if one not in draft.roles["topic"])]
        if told.get("count") is None and draft.get("count") is not None:
            told.roles["count"] = draft.roles["count"]
    return kept


def _leads(lead: FactDraft, later: FactDraft) -> bool:
    """Whether ``lead``, signed on no date, is told again by ``later``: the same matter, or none (চুক্তিতে সই করেন …)."""
    if lead.get("signedOn") is not None or later.get("signedOn") is None or _of_another_time(lead):
        return False
    if lead.sentences[0].index > _LEAD and not _of_one_matter(lead, later):
        return False
    if lead.type != later.type or lead.roles["party"] != later.roles["party"]:
        return False
    if lead.sentences[0] is later.sentences[0] or {lead.get("status"), later.get("status")} != {_SIGNED}:
        return False
    if any("visit.before" in chunk.senses for chunk in later.sentences[0].chunks[:_OPENING]):  # এর আগে ২০১৫ সালে …
        return False
    topics = set(map(str, later.roles.get("topic", ())))
    if not lead.roles.get("topic") and lead.get("count") not in {1, None} and lead.get("count") == later.get("count"):
        return True
    if not topics or (set(map(str, lead.roles.get("topic", ()))) <= topics and bool(lead.roles.get("topic"))):
        return True
    headline = lead.sentences[0].index == 0 and later.sentences[0].index <= _LEAD
    return headline and topics == {_VAGUE} and lead.get("count") == later.get("count") == 1


def _of_another_time(lead: FactDraft) -> bool:
    """``গত মাসে দুই দেশের চুক্তি সই হয়``: in a month that nobody can tell, and so no lead of what is dated."""
    for chunk in lead.sentences[0].chunks:
        relative = chunk.value.relative if isinstance(chunk.value, DateMention) and chunk.value.first is None else None
        if relative is not None and relative.base == "now" and relative.unit in {"month", "year"}:
            return not relative.implied
    return False


def _of_one_matter(lead: FactDraft, later: FactDraft) -> bool:
    """``কর্মী নিয়োগের একটি চুক্তি আছে। … কর্মী নিয়োগ চুক্তিটি ২০১৫ সালে সই হয়েছিল``: one each, of the same matter, near."""
    topics = set(map(str, lead.roles.get("topic", ())))
    near = later.sentences[0].index - lead.sentences[0].index <= _BEFORE_DATE
    one = lead.get("count") == later.get("count") == 1 and not _one_more(later)
    return near and one and bool(topics - {_VAGUE}) and topics == set(map(str, later.roles.get("topic", ())))


def _detail(kept: list[FactDraft], draft: FactDraft, replaced: dict[tuple[int, str], FactDraft]) -> None:
    """A list that says what the agreements of a sentence before are about stands in their place."""
    index = draft.sentences[0].index
    key = (index, draft.type)
    if key not in replaced:
        at = next((k for k in range(len(kept) - 1, -1, -1) if _counts(kept[k], draft)), None)
        if at is not None:
            replaced[key] = kept.pop(at)
    whole = replaced.get(key)
    if whole is not None and draft.get("status") == _SIGNED:
        draft.roles["status"] = whole.roles["status"]
        if draft.get("signedOn") is None and whole.get("signedOn") is not None:
            draft.roles["signedOn"] = whole.roles["signedOn"]
    kept.append(draft)


def _counts(whole: FactDraft, detail: FactDraft) -> bool:
    """Whether ``whole`` counts the agreements that ``detail`` is one of: in the sentence before, or two before."""
    back = detail.sentences[0].index - whole.sentences[0].index
    return whole.type == detail.type and (back == 1 or (back == _BACK and whole.get("count") != 1))


def _same(earlier: FactDraft, later: FactDraft) -> bool:
    """Whether two drafts tell of one agreement."""
    first, second = earlier.get("signedOn"), later.get("signedOn")
    if earlier.roles["party"] != later.roles["party"]:
        return False
    if earlier.sentences[0] is later.sentences[0]:  # সংসদ চুক্তিটি অনুসমর্থন করে; সেটি সই হয়েছিল ১৯৯৫ সালে
        dated_now = later.rule == _AGAIN and first is None and second is not None
        return dated_now and earlier.get("status") == _SIGNED and not later.roles.get("topic")
    if later.rule == _AGAIN:
        if second is not None and earlier.get("status") != _SIGNED:
            return False
        near = later.sentences[0].index - earlier.sentences[0].index <= 2
        return near and (_agree(first, second) or first is None or second is None or _lent(earlier, later))
    if _type(earlier) != _type(later) or _listed_apart(earlier, later):
        return False
    if _dated_more_closely(earlier, later):
        return True
    if _counted_again(earlier, later) or _still_to_come(earlier, later) or _spoken_of_again(earlier, later):
        return True
    if _undated_alike(earlier, later):
        return True
    if set(earlier.roles.get("topic", ())) != set(later.roles.get("topic", ())):
        return False
    if not earlier.roles.get("topic") or earlier.get("count") != later.get("count"):
        return False
    if second is None and first is not None and later.get("status") == earlier.get("status") == _SIGNED:
        return True  # told again
    if first is not None and second is not None:
        return first == second or (_agree(first, second) and later.rule == "agreement.again")
    return _SIGNED not in (earlier.get("status"), later.get("status"))


def _counted_again(earlier: FactDraft, later: FactDraft) -> bool:
    """As many as the sentence before counts, which says not of what: ``তিনটি স্মারক সই হয়েছে। কৃষি … এই তিনটি …``."""
    count = later.get("count")
    if not isinstance(count, int) or count < 2 or count != earlier.get("count"):
        return False
    back = later.sentences[0].index - earlier.sentences[0].index
    if back > _NEAR or earlier.get("status") != later.get("status"):
        return False
    first, second = earlier.get("signedOn"), later.get("signedOn")
    dated_alike = (first is None or second is None or first == second) and (back == 1 or second is None)
    said = [one for one in (earlier, later) if any(str(topic) != _VAGUE for topic in one.roles.get("topic", ()))]
    return dated_alike and len(said) < 2 and not _one_more(later)


def _dated_more_closely(earlier: FactDraft, later: FactDraft) -> bool:
    """``১৯৬৩ সালে X ও Y লিমা চুক্তিতে সই করেন। … ৩ মে ১৯৬৩ মৈত্রী চুক্তিতে সই হয়``: one matter or none, a day of that year."""
    first, second = earlier.get("signedOn"), later.get("signedOn")
    if not _agree(first, second) or first == second or {earlier.get("status"), later.get("status")} != {_SIGNED}:
        return False
    if not earlier.get("count") == later.get("count") == 1 or _one_more(later):
        return False
    return not earlier.roles.get("topic") or not later.roles.get("topic")


def _still_to_come(earlier: FactDraft, later: FactDraft) -> bool:
    """What is not signed yet and told again: ``একটি চুক্তির খসড়া অনুমোদন … বিমান চলাচল চুক্তির খসড়া``, ``… এখন চুক্তি হবে``."""
    if earlier.get("status") == _SIGNED or earlier.get("status") != later.get("status"):
        return False
    near = later.sentences[0].index - earlier.sentences[0].index <= _NEAR
    one = earlier.get("count") == later.get("count") == 1
    return near and one and _within(earlier, later) and not _one_more(later)


def _undated_alike(earlier: FactDraft, later: FactDraft) -> bool:
    """``পেরুর সঙ্গে মৎস্য চুক্তি করল কেনিয়া। … মৎস্য ও কৃষি খাতে চুক্তি সই করেছে কেনিয়া``: near, neither dated, none one more."""
    if {earlier.get("status"), later.get("status")} != {_SIGNED} or not earlier.get("count") == later.get("count") == 1:
        return False
    if earlier.get("signedOn") is not None or later.get("signedOn") is not None or not later.roles.get("topic"):
        return False
    near = later.sentences[0].index - earlier.sentences[0].index <= _NEAR
    return near and bool(earlier.roles.get("topic")) and _within(earlier, later) and not _one_more(later)


def _within(one: FactDraft, other: FactDraft) -> bool:
    """The matters of one are among those of the other, or it tells none."""
    first, second = set(map(str, one.roles.get("topic", ()))), set(map(str, other.roles.get("topic", ())))
    return first <= second or second <= first


def _spoken_of_again(earlier: FactDraft, later: FactDraft) -> bool:
    """``একটি চুক্তিতে সই করেছে কেনিয়া। … ওই বৈঠকের পরেই চুক্তি হয়।``: no matter, no day, and nothing that says one more."""
    near = later.sentences[0].index - earlier.sentences[0].index <= _NEAR
    if not near or {earlier.get("status"), later.get("status")} != {_SIGNED} or later.get("signedOn") is not None:
        return False
    if not earlier.get("count") == later.get("count") == 1 or not later.sentences[0].senses.isdisjoint(_SAYS_ONE):
        return False
    return not _one_more(later) and all(str(topic) == _VAGUE for topic in later.roles.get("topic", ()))


def _one_more(draft: FactDraft) -> bool:
    """``আরও তিনটি``, ``এর আগে …``: others than those told before."""
    opening = draft.sentences[0].chunks[:_OPENING]
    return any(not chunk.senses.isdisjoint({"also", "visit.before"}) for chunk in opening)


def _listed_apart(earlier: FactDraft, later: FactDraft) -> bool:
    """Two items of one list are two agreements."""
    intro = earlier.sentences[0].intro
    return intro is not None and intro is later.sentences[0].intro


def _told_with(earlier: FactDraft, kept: list[FactDraft], later: FactDraft) -> list[FactDraft]:
    """``earlier``, and what its sentence tells beside it where ``later`` gives all of them a date that none had."""
    if later.rule != _AGAIN or earlier.get("signedOn") is not None or later.get("signedOn") is None:
        return [earlier]
    status = earlier.get("status")
    return [
        one
        for one in kept
        if one.sentences[0] is earlier.sentences[0] and one.get("signedOn") is None and one.get("status") == status
    ]


def _lent(earlier: FactDraft, later: FactDraft) -> bool:
    """The day of the report was lent to ``earlier``, and ``later`` says which day it was (সোমবার এই চুক্তি সই হয়)."""
    first, second = earlier.get("signedOn"), later.get("signedOn")
    if not isinstance(first, PartialDate) or not isinstance(second, PartialDate) or len(earlier.sentences) < 2:
        return False
    report = earlier.sentences[1].index < earlier.sentences[0].index <= _LEAD
    return report and len(later.sentences) == 1 and first.iso[:4] == second.iso[:4] and second.iso < first.iso


def _type(draft: FactDraft) -> str:
    return "Agreement" if draft.type == "Treaty" else draft.type


def _agree(first: object, second: object) -> bool:
    if not isinstance(first, PartialDate) or not isinstance(second, PartialDate):
        return False
    return first.iso.startswith(second.iso) or second.iso.startswith(first.iso)


def _join(earlier: FactDraft, later: FactDraft) -> None:
    """What the later sentence adds: a date, or a more precise one, a signing, who signed."""
    first, second = earlier.get("signedOn"), later.get("signedOn")
    newer = not isinstance(first, PartialDate) or _lent(earlier, later)
    if isinstance(second, PartialDate) and (newer or len(second.iso) > len(str(first))):
        earlier.roles["signedOn"] = [second]
        earlier.sentences.extend(later.sentences)
    told = any(str(topic) != _VAGUE for topic in later.roles.get("topic", ()))
    if told and not earlier.roles.get("topic") and earlier.get("count") == later.get("count"):
        earlier.roles["topic"] = later.roles["topic"]
        earlier.sentences.extend(one for one in later.sentences if one not in earlier.sentences)
    if later.roles.get("signatoryOrganization") and not earlier.roles.get("signatoryOrganization"):
        earlier.roles["signatoryOrganization"] = later.roles["signatoryOrganization"]
        earlier.sentences.extend(later.sentences)
