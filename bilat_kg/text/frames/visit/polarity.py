"""Whether a visit that a part tells of took place: denied, planned, cancelled and supposed visits are no facts."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk, date_of
from bilat_kg.text.frames.visit.anchors import Anchor
from bilat_kg.text.frames.visit.verbs import is_obliged
from bilat_kg.text.frames.visit.wording import Part, is_visit, senses_of
from bilat_kg.text.undone import undone

_INTENT = frozenset({"cue.planned", "cue.proposed", "cue.doubted", "invited", "visit.planned", "visit.asked"})


def refusal(chunks: list[Chunk], part: Part, anchor: Anchor) -> str | None:
    """Why the visit did not happen, or is not said to have; ``None`` where nothing speaks against it."""
    senses = senses_of(chunks, part)
    if "visit.remote" in senses and anchor.noun is None:
        return "from afar"
    if "visit.no" in senses:
        return "no visit of state"
    if "visit.often" in senses and not any(_is_told(chunk) for chunk in chunks[part.start : part.end]):
        return "more than one, nobody knows when"
    reason = _of_verb(chunks, part, anchor.verb) if anchor.verb is not None else None
    if reason is not None:
        return reason
    if anchor.noun is not None and chunks[anchor.noun].own == "Nom" and undone(chunks, anchor.noun):
        return "planned"
    if "cue.cancelled" in senses and _cancels(chunks, part, anchor):
        return "cancelled"
    if "cue.doubted" in senses or _only_said(chunks, part, anchor):
        return "doubted"
    if anchor.mode in {"named", "stub"} and _then_cancelled(chunks, part):
        return "cancelled"
    if anchor.mode == "named" and anchor.noun is not None and _which_was_not(chunks, part, anchor.noun):
        return "cancelled"
    if anchor.noun is None or anchor.mode == "listed":
        return None
    if anchor.mode == "named" and (_is_to_come(chunks, part, anchor.noun) or _hoped_for(chunks, anchor.noun)):
        return "planned"
    if anchor.mode == "named" and _denied(chunks, part, anchor.noun):
        return "denied"
    if anchor.mode == "named" and _would_be(chunks, part, anchor.noun):
        return "supposed"
    if anchor.mode == "named" and (_due(chunks, anchor.noun) or _ahead(chunks, part, anchor.noun)):
        return "planned"
    return "planned" if _only_meant(chunks, part, anchor) else None


def _hoped_for(chunks: list[Chunk], noun: int) -> bool:
    """``X-এর লিমা সফরের আশা করছেন``: somebody looks forward to it."""
    return chunks[noun].own == "Gen" and noun + 1 < len(chunks) and "visit.hoped" in chunks[noun + 1].senses


def _is_told(chunk: Chunk) -> bool:
    """Whether a chunk says when, and no decade."""
    mention = date_of(chunk)
    return mention is not None and not mention.decade


def _only_said(chunks: list[Chunk], part: Part, anchor: Anchor) -> bool:
    """``সফর বলে যা প্রচারিত, তা হয়নি``, ``গেছেন বলে যে খবর``: what somebody says, whoever it is."""
    at = anchor.verb if anchor.verb is not None else anchor.noun
    if at is None or at + 2 >= len(chunks):
        return False
    return "mission.said" in chunks[at + 1].senses and "which" in chunks[at + 2].senses


def _then_cancelled(chunks: list[Chunk], part: Part) -> bool:
    """``X-এর সফর; স্থগিত, নতুন তারিখ দেওয়া হয়নি``: what an entry says of it behind a mark, and of nothing else."""
    at = part.end
    while at < len(chunks) and chunks[at].kind == "mark":
        at += 1
    return part.end > part.start and at < len(chunks) and chunks[at - 1].kind == "mark" and _is_over(chunks, at)


def _which_was_not(chunks: list[Chunk], part: Part, noun: int) -> bool:
    """``X-এর যে সফর পাকা হয়েছিল, তা বাতিল হয়``: what the main clause says of the visit that a relative one names."""
    if not any("which" in chunk.senses for chunk in chunks[max(part.start, noun - 3) : noun]):
        return False
    told = chunks[noun + 1 :]
    return any("cue.cancelled" in c.senses or (c.verb is not None and c.verb.finite and c.verb.negated) for c in told)


def _is_over(chunks: list[Chunk], at: int) -> bool:
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    return "cue.cancelled" in chunks[at].senses and (following is None or following.kind == "mark")


def _of_verb(chunks: list[Chunk], part: Part, at: int) -> str | None:
    verb = chunks[at].verb
    if verb is None:
        return None
    after = chunks[at + 1] if at + 1 < part.end else None
    if verb.negated or (after is not None and "not" in after.senses):
        return "denied"
    if verb.mood == "noun" and after is not None and after.verb is not None and after.verb.negated:
        return "denied"  # সফর করা হয়নি
    if verb.mood == "future" or (verb.mood == "progressive" and not _goes_on(chunks, part, at)):  # যাবেন, যাচ্ছেন
        return "planned"
    for chunk in chunks[at + 1 : at + 5]:  # সফর করেছেন বলে যে গুজব
        if chunk.kind == "mark":
            break
        if "cue.doubted" in chunk.senses:
            return "doubted"
    if verb.mood == "habitual" or (verb.mood == "conditional" and _would(chunks, part, at)):
        return "supposed"
    if undone(chunks, at):
        return "planned"
    if verb.mood in {"infinitive", "noun"}:
        following = chunks[at + 1 : min(at + 4, part.end)]
        if any(not chunk.senses.isdisjoint(_INTENT) for chunk in following) or (
            after is not None and "visit.before" in after.senses
        ):
            return "planned"
        if verb.mood == "infinitive" and not is_obliged(chunks, at):
            return "only a purpose"
    return None


def _would(chunks: list[Chunk], part: Part, at: int) -> bool:
    """``লিমা সফর করলে সম্পর্ক বাড়ত``: what would have come of a visit."""
    return any(chunk.verb is not None and chunk.verb.mood in {"habitual", "future"} for chunk in chunks[at + 1 :])


def _goes_on(chunks: list[Chunk], part: Part, at: int) -> bool:
    """``১১ মে থেকে ঢাকায় অবস্থান করছেন``, ``এখন ঢাকা সফর করছেন``: who is there now, and is not only to come."""
    if "visit.staying" in chunks[at - 1].senses:
        return True
    makes = "visit.make" in chunks[at].senses and at > part.start and is_visit(chunks[at - 1])
    return makes and any(
        "visit.now" in chunk.senses
        or ((date := date_of(chunk)) is not None and date.first is not None and date.boundary == "since")
        for chunk in chunks[part.start : at]
    )


def _cancels(chunks: list[Chunk], part: Part, anchor: Anchor) -> bool:
    """Whether it is the visit that is called off, and not something before it (সম্মেলন বাতিল হওয়ায়)."""
    if anchor.noun is None:
        return anchor.mode in {"stub", "listed"}
    first = next(i for i in range(part.start, part.end) if "cue.cancelled" in chunks[i].senses)
    return anchor.noun < first


def _is_to_come(chunks: list[Chunk], part: Part, noun: int) -> bool:
    """``দুই দিনের সফরে তিনি চুক্তি সই করবেন``: what will be done on a visit that is not dated, or during one.

    A visit that is the subject of what will be (``এটি হবে তাঁর প্রথম সফর``) is itself to come.
    """
    if chunks[noun].case == "Nom" and (_supposed_to_be(chunks, part, noun) or _will_be(chunks, part, noun)):
        return True
    if chunks[noun].case == "Loc" and _can_be(chunks[noun + 1 : part.end]):
        return True
    near = chunks[part.start : part.end] if chunks[noun].case == "Nom" else chunks[noun + 1 : part.end]
    verbs = [chunk for chunk in near if chunk.verb is not None and chunk.verb.finite]
    if not verbs or verbs[-1].verb is None:
        return False
    possible = verbs[-1].verb.lemma == "পার" and verbs[-1].verb.mood == "present" and chunks[noun].case == "Loc"
    if verbs[-1].verb.mood != "future" and not possible:
        return False
    if chunks[noun].case == "Nom":
        return "verb.be" in verbs[-1].senses
    during = chunks[noun].case == "Gen" and "visit.during" in chunks[min(noun + 1, part.end - 1)].senses
    dated = any(date_of(chunk) is not None for chunk in chunks[part.start : part.end])
    return chunks[noun].case in {"Loc", "Gen"} and (during or not dated)


def _can_be(following: list[Chunk]) -> bool:
    """``সফরে কী কী হতে পারে``: what may come of a visit."""
    first = next((chunk.verb for chunk in following if chunk.verb is not None and chunk.verb.finite), None)
    return first is not None and first.lemma == "পার" and first.mood == "present"


def _will_be(chunks: list[Chunk], part: Part, noun: int) -> bool:
    """``সফর ২০১৩ সালে হবে বলে আশা করা হয়``: what the first verb behind it says, whatever is said of that."""
    verb = next((chunk for chunk in chunks[noun + 1 : part.end] if chunk.verb is not None), None)
    return verb is not None and verb.verb is not None and verb.verb.mood == "future" and "verb.be" in verb.senses


def _supposed_to_be(chunks: list[Chunk], part: Part, noun: int) -> bool:
    """``ফিরতি সফর আগামী বছর হওয়ার কথা``: what is only to be at a time."""
    for i in range(noun + 1, part.end - 1):
        if (verb := chunks[i].verb) is not None:
            to_be = verb.mood == "noun" and "verb.be" in chunks[i].senses
            return to_be and "visit.planned" in chunks[i + 1].senses
    return False


def _denied(chunks: list[Chunk], part: Part, noun: int) -> bool:
    """Whether the first verb after a visit that is only named denies it: সফর হয়নি."""
    verbs = [i for i in range(noun + 1, part.end) if chunks[i].verb is not None]
    told = [verb for i in verbs if (verb := chunks[i].verb) is not None]
    if not told or chunks[noun].case != "Nom":
        return False
    if verbs[0] + 1 < part.end and "not" in chunks[verbs[0] + 1].senses:
        return True  # সফর হচ্ছে না
    beside = len(told) > 1 and told[0].mood == "participle" and told[1].negated  # হয়ে ওঠেনি
    return told[0].negated or beside


def _would_be(chunks: list[Chunk], part: Part, noun: int) -> bool:
    """``সফর হলে তা হত প্রথম``: what would have been, had there been a visit."""
    verb = next((i for i in range(noun + 1, part.end) if chunks[i].verb is not None), None)
    if verb is None or chunks[noun].case != "Nom":
        return False
    form = chunks[verb].verb
    return form is not None and form.mood == "conditional" and _would(chunks, part, verb)


def _due(chunks: list[Chunk], noun: int) -> bool:
    """Whether a relative clause after a visit says that it was only to be: ``সফর, যা মার্চে হওয়ার কথা ছিল, হয়নি``."""
    following = chunks[noun + 1 : noun + 3]
    if len(following) < 2 or following[0].text != "," or "which" not in following[1].senses:
        return False
    for i in range(noun + 3, len(chunks) - 1):
        if chunks[i].kind == "mark":
            return False
        if not chunks[i].senses.isdisjoint({"visit.planned", "cue.planned"}):
            return True
    return False


def _ahead(chunks: list[Chunk], part: Part, noun: int) -> bool:
    """``সফর সামনে রেখে``, ``সফরের তারিখ ঠিক হয়``, ``সফর অনিশ্চিত``: what is done about a visit before it.

    ``সফর ঘিরে``, ``সফরের আগে``: of one that nothing dates, nobody knows whether it came to that.
    """
    following = chunks[noun + 1 : min(noun + 3, part.end)]
    at = next((noun + 1 + n for n, chunk in enumerate(following) if "visit.ahead" in chunk.senses), None)
    if at is not None:
        told = "visit.its_day" in chunks[at].senses and any(c.kind == "date" for c in chunks[at + 1 : at + 3])
        unset = any(c.verb is not None and c.verb.negated for c in chunks[at + 1 : part.end])
        return not told or unset  # সফরের তারিখ ছিল ২০১৯-এর ১ ডিসেম্বর
    if any(
        not chunk.senses.isdisjoint({"matter", "visit.about"}) for chunk in following
    ):  # সফর নিয়ে ২০১৮ সালে কথা ওঠে: when that was
        return not any(chunk.kind == "date" for chunk in chunks[part.start : noun])
    spoken_of = bool(following) and "visit.before" in following[0].senses
    return spoken_of and not any(chunk.kind == "date" for chunk in chunks[part.start : part.end])


def _only_meant(chunks: list[Chunk], part: Part, anchor: Anchor) -> bool:
    """Whether a visit is only planned, or somebody invited to it."""
    noun = anchor.noun
    assert noun is not None
    before = chunks[max(part.start, noun - 4) : noun]
    if any(not chunk.senses.isdisjoint({"visit.planned", "cue.proposed"}) for chunk in before):
        return True
    if anchor.verb is not None or "visit.meanwhile" in chunks[noun].senses:
        return False
    following = chunks[noun + 1 : part.end]
    if len(following) > 1 and chunks[noun].case == "Gen" and "visit.recalled" in following[1].senses:
        return False  # সফরের কথা স্মরণ করেন
    if any(not chunk.senses.isdisjoint(_INTENT) for chunk in following[:2]):
        return True
    verb = next((n for n, chunk in enumerate(following) if chunk.verb is not None), None)
    if not verb or "verb.be" not in following[verb].senses:
        return False
    return "visit.planned" in following[verb - 1].senses  # যা ২০২০-এ নির্ধারিত ছিল
