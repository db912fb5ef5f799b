"""Numbers beside words for people: which of them counts the people, and what takes a count back."""

from __future__ import annotations

from collections.abc import Collection

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.undone import undone
from bilat_kg.text.values import NumberMention

GROUPS = ("students", "tourists", "workers", "troops", "diaspora")
WORDS = tuple(f"people.{group}" for group in GROUPS)
_WORDS = frozenset(WORDS)
_COUNTED = frozenset({"Nom", "Loc"})  # what a number counts: ৫ লাখ রাত, চার দলিলে
_HANDED = frozenset({"flow.take", "flow.give", "event.receive", "position.give"})
_TIES = frozenset(
    {
        "from",
        "until",
        "and",
        "or",
        "but",
        "contrast",
        "which",
        "also",
        "not",
        "between",
        "matter",
        "goods.not",
        "flow.on",
    }
)


def group_of(chunk: Chunk) -> str | None:
    """As what a word counts people, where it is a word for people."""
    return next((group for group in GROUPS if f"people.{group}" in chunk.senses), None)


def number_of(chunks: list[Chunk], at: int, start: int, end: int, used: set[int]) -> int | None:
    """The number that counts the people at ``at``: the nearest before, else the first after it."""
    for i in range(at - 1, start - 1, -1):
        if i not in used and _counts(chunks, i, end):
            double = i + 1 < end and chunks[i + 1].kind == "number" and is_count(chunks[i + 1])
            return None if double or ("people.unit" in chunks[at].senses and not _of_men(chunks[i])) else i
        if _of_the_figure(chunks[i]):
            break
        other = not _WORDS.isdisjoint(chunks[i].senses)
        if other and "people.plain" not in chunks[at].senses | (chunks[i].senses if chunks[at].adjective else set()):
            break
    for i in range(at + 1, end):
        if i not in used and _counts(chunks, i, end):
            double = i + 1 < end and chunks[i + 1].kind == "number"
            return None if double or _counts_others(chunks, i, end) else i
        if not _WORDS.isdisjoint(chunks[i].senses):
            break
    return None


def _of_the_figure(chunk: Chunk) -> bool:
    """``…, যা দেশটির মোট কর্মীর ১৪ শতাংশ``: what tells more of the figure before it, which counts others."""
    return {"which", "people.it"} <= chunk.senses


def _counts(chunks: list[Chunk], at: int, end: int) -> bool:
    """Whether a number may count people, by what stands before ``end``."""
    if not is_count(chunks[at]):
        return False
    following = chunks[at + 1] if at + 1 < end else None
    if following is None:
        return True
    value = chunks[at].value
    if not isinstance(value, NumberMention) or "from" in following.senses:
        return False  # ২০০ থেকে বেড়ে
    if value.case == "Nom" and "flow.change" in following.senses:
        return False  # ৩ হাজার কমে যায়: by how many
    return following.kind != "date" or value.case != "Gen"  # দুই হাজার তেইশের ১ জানুয়ারি


def _of_men(chunk: Chunk) -> bool:
    """``৭৭৫ জনের একটি ব্যাটালিয়ন``."""
    value = chunk.value
    return isinstance(value, NumberMention) and value.classifier and value.case == "Gen"


def _counts_others(chunks: list[Chunk], number: int, end: int) -> bool:
    """``কেনিয়ার সেনাদের প্রশিক্ষণ দিতে ৬০ জন পেরুভীয় সৈন্য``, ``পর্যটকেরা ৫ লাখ রাত``: it counts what stands after it."""
    following = chunks[number + 1] if number + 1 < end else None
    if following is not None and following.kind == "word" and following.own in _COUNTED and not _goes_with(following):
        value = chunks[number].value
        return isinstance(value, NumberMention) and value.case == "Nom"
    for i in range(number + 1, min(number + 3, end)):
        if not chunks[i].senses.isdisjoint(WORDS):
            return True
        if not chunks[i].adjective:
            return False
    return False


def _goes_with(chunk: Chunk) -> bool:
    """Whether a word may stand behind a count of people: more words for them, or what ties clauses."""
    return not chunk.senses.isdisjoint(_TIES) or any(sense.startswith("people.") for sense in chunk.senses)


def is_count(chunk: Chunk) -> bool:
    """Whether a chunk is a number that may count people."""
    value = chunk.value
    return (
        chunk.kind == "number"
        and isinstance(value, NumberMention)
        and value.kind == "count"
        and value.value == int(value.value)
        and value.value > 1
    )


def of_a_force(chunks: list[Chunk], at: int) -> bool:
    """``সেনাবাহিনীর সাড়ে ৪ হাজার সদস্য``: the members of a force, counted between the two words or behind them."""
    i = at - 1
    while i >= 0 and chunks[i].kind == "number":
        i -= 1
    return i >= 0 and "people.force" in chunks[i].senses and chunks[i].own == "Gen"


def of_many_states(chunks: list[Chunk], region: range) -> bool:
    """``X-সহ নানা দেশের ৫ হাজার পর্যটক``, ``বিভিন্ন দেশ থেকে``: people of more states than are told of."""
    return any(
        "country_noun" in chunks[i].senses
        and chunks[i].own in {"Gen", "Abl"}
        and not chunks[i - 1].senses.isdisjoint({"agreement.several", "people.other"})
        for i in region
        if i > 0
    )


def counts_some(chunks: list[Chunk], at: int, near: range, group: str) -> bool:
    """Whether the people are of any country or the place, of some months, at a fair, embassy staff, or a crew."""
    if at > near.start and not chunks[at - 1].senses.isdisjoint({"people.foreign", "people.local"}):
        return True
    if at + 1 < len(chunks) and chunks[at].own == "Gen" and "people.for" in chunks[at + 1].senses:
        return True  # ৫০০ শিক্ষার্থীর জন্য স্কুল
    if group == "tourists" and any("flow.fair" in chunks[i].senses for i in range(max(near.start - 3, 0), near.stop)):
        return True  # মেলার স্টলে ৫ হাজার দর্শনার্থী
    if group == "tourists":
        return any(
            "flow.part" in chunks[i].senses or "until" in chunks[i].senses
            for i in range(max(near.start - 3, 0), near.stop)
        )
    if group == "workers" and any("people.moves" in chunks[i].senses for i in near):
        if any("until" in chunks[i].senses for i in near):
            return True  # আগস্ট পর্যন্ত গেছেন
        if any("flow.part" in chunks[i].senses for i in range(max(near.start - 1, 0), near.stop)):
            return True  # প্রথম ছয় মাসে গেছেন
    if at + 1 < near.stop and "people.aboard" in chunks[at + 1].senses:
        return True
    return group == "workers" and any(
        "people.office" in chunks[i].senses and chunks[i].own in {"Loc", "Gen"} for i in near
    )


def of_a_share(chunks: list[Chunk], at: int, number: int | None) -> bool:
    """``৭ লাখ মানুষের ৪০ শতাংশ পেরুভীয় বংশোদ্ভূত``: a count of all, of whom so many in a hundred."""
    if number is None:
        return False
    after = chunks[at + 1 : at + 4] if number + 1 == at and chunks[at].own == "Gen" else []
    return any("people.share" in chunk.senses for chunk in (*chunks[number + 1 : at], *after))


def only_thought_of(chunks: list[Chunk], at: int, end: int) -> bool:
    """``৫০ হাজার কর্মী নেওয়ার কথা ভাবছে``: what they have in mind to do."""
    deed = chunks[at + 1].verb if at + 2 < end else None
    return deed is not None and deed.mood == "noun" and not deed.finite and "cue.planned" in chunks[at + 2].senses


def of_all(chunks: list[Chunk], at: int, number: int | None, end: int) -> bool:
    """``১৭ হাজার পর্যটকের মধ্যে``: a count of all, of whom the rest of the clause tells some."""
    if number is None or number > at or at + 1 >= end or "between" not in chunks[at + 1].senses:
        return False
    first = number if "people.plain" in chunks[at].senses else max(number - 1, 0)
    return all(chunks[i].kind != "country" for i in range(first, at + 1))


def unreal(chunks: list[Chunk], at: int, end: int) -> bool:
    """Whether the words from ``at`` on deny what they count, put it off, or only speak of it."""
    told = next((i for i in range(at, end) if (verb := chunks[i].verb) is not None and verb.finite), end)
    return any(
        ((verb := chunk.verb) is not None and (verb.negated or verb.mood == "future"))
        or "not" in chunk.senses
        or willed(chunk)
        for chunk in chunks[at:end]
    ) or any(
        (chunks[i].verb is not None or "event.deployed" in chunks[i].senses) and undone(chunks, i)
        for i in range(at, min(told + 1, end))
    )


def granted(chunks: list[Chunk], start: int, end: int) -> bool:
    """``বসবাসের অনুমতি পেয়েছেন``, ``নাগরিকত্ব দেয়``: how many were let in or made citizens, not how many live there."""
    return any(
        "people.permit" in chunks[i].senses and not chunks[i + 1].senses.isdisjoint(_HANDED)
        for i in range(start, end - 1)
    )


def only_tells_as_what(chunks: list[Chunk], at: int, senses: Collection[str]) -> bool:
    """``প্রশিক্ষক হিসেবে যান``, ``বৃত্তি নিয়ে পড়ছেন``: a word that may count something else says here in what quality."""
    following = chunks[at + 1].senses if at + 1 < len(chunks) else frozenset()
    if "people.role" in chunks[at].senses:
        return "people.called" in following
    if "people.grant" not in chunks[at].senses or "people.studies" not in senses:
        return False
    return chunks[at].own == "Loc" or not following.isdisjoint({"people.aboard", "flow.take"})


def willed(chunk: Chunk) -> bool:
    """``উন্নীত করতে চান``."""
    return "flow.wish" in chunk.senses and chunk.verb is not None and chunk.verb.finite


def labels(chunks: list[Chunk], at: int) -> bool:
    """``X-এ Y-রা: ৮০০``, ``X-এ Y-রা (২০২১): ৮০০``: what stands before ``at`` is a label."""
    dated = chunks[at].text == "(" and at + 3 < len(chunks) and chunks[at + 1].kind == "date"
    return chunks[at + 3 if dated else at].text in {":", "—"}
