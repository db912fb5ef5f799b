"""Who stands in a clause for a state: countries, capitals, governments and leaders, each with the case that counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.frames.case_frame.compounds import TIES, joined, names_crisis, of_one_state, past_gloss, set_up
from bilat_kg.text.frames.case_frame.declaration import Role
from bilat_kg.text.morphology import Case
from bilat_kg.text.pair import Pair
from bilat_kg.text.states import is_capital

_LEADERS = frozenset({
    "president", "prime_minister", "monarch", "foreign_minister", "crown_prince", "vice_president",
    "deputy_prime_minister", "minister",
})  # fmt: skip
_TIED = 4  # chunks of a name tied to a government: সরকার ও শাইনিং পাথ গেরিলাদের
_WHICH = frozenset({"many", "tenure"})  # words between a state and its government
_WHO = frozenset({"person", "word"})  # a person, or a pronoun for one


@dataclass(frozen=True, slots=True)
class Standing:
    """A mention, chunks ``[at, end)``, that stands for the state ``code`` in ``case``.

    ``pointed``: by ``দেশটি``, which may mean either. ``matter``: what the statement is about rather than whom.
    ``agent``: who does it, in the passive (কর্তৃক).
    """

    at: int
    end: int
    code: str
    case: Case
    pointed: bool = False
    matter: bool = False
    agent: bool = False


def standings(chunks: list[Chunk], region: Iterable[int], role: Role) -> Iterator[Standing]:
    """The mentions of ``region`` that may fill a role of kind ``state``, in order."""
    taken = -1
    for i in region:
        if i <= taken or (chunks[i].entity is None and chunks[i].state is None):
            continue
        found = _standing(chunks, i, role.of) or _owner(chunks, i, role.owned)
        if found is None:
            continue
        if (end := past_gloss(chunks, found.end)) != found.end:
            found = replace(found, end=end)
        taken = found.end - 1
        after = chunks[found.end] if found.end < len(chunks) else None
        tied = role.kind == "state" and after is not None and (after.text in TIES or joined(chunks, i, after))
        if after is not None and (tied or not role.skip.isdisjoint(after.senses)):
            found = replace(found, matter=True)
        yield found


def _owner(chunks: list[Chunk], i: int, owned: frozenset[str]) -> Standing | None:
    """``পেরুর সাবেক মন্ত্রী রাউল দিয়াজের প্রার্থিতা``: what somebody stands for is what the state wants.

    So is whom it puts forward (``পেরুর প্রার্থী রাউল দিয়াজকে``).
    """
    chunk = chunks[i]
    if not owned or chunk.kind != "country" or chunk.entity is None or chunk.case != "Gen":
        return None
    end = i + 1
    put_forward = end + 1 < len(chunks) and chunks[end + 1].kind == "person" and chunks[end].own == "Nom"
    if put_forward and not owned.isdisjoint(chunks[end].senses):
        return Standing(i, i + 3, chunk.entity.id, chunks[end + 1].case)
    while end < len(chunks) and chunks[end].kind in {"office", "person"}:
        end += 1
    held = (
        end > i + 1 and end < len(chunks) and chunks[end - 1].own == "Gen" and not owned.isdisjoint(chunks[end].senses)
    )
    return Standing(i, end, chunk.entity.id, "Gen") if held else None


def _standing(chunks: list[Chunk], i: int, of: tuple[str, ...]) -> Standing | None:
    chunk = chunks[i]
    code = _code(chunk, of)
    if code is None or chunk.own == "All":
        return None  # রাশিয়াগামী রেলপথ: only where it leads
    after = chunks[i + 1] if i + 1 < len(chunks) else None
    if after is not None and "agent" in after.senses:
        return Standing(i, i + 2, code, "Nom", chunk.anaphor, agent=True)
    if after is not None and chunk.case in {"Gen", "Nom"}:
        if chunk.kind == "city" and (
            "court_seat" in after.senses or (chunk.case == "Nom" and "bears_name" in after.senses)
        ):
            return None  # লিমা চুক্তি, হেগের আদালত
        last = _speaker(chunks, i)
        if last is not None:
            if last + 1 < len(chunks) and chunks[last].case == "Gen" and "spokesman" in chunks[last + 1].senses:
                named = last + 2 < len(chunks) and chunks[last + 2].kind == "person"
                last += 2 if named else 1
            behalf = last + 1 < len(chunks) and "on_behalf" in chunks[last + 1].senses
            case: Case = "Nom" if behalf else "Gen" if _is_of_both(chunks, last) else chunks[last].case
            return Standing(i, last + 1, code, case, chunk.anaphor) if "government" in of else None
        if chunk.case == "Gen" and "on_behalf" in after.senses:
            return Standing(i, i + 2, code, "Nom", chunk.anaphor)
        if chunk.kind == "country" and chunk.case == "Gen" and "leader" in of and _person_follows(chunks, i):
            return _office(chunks, i, code)  # whose office it is: who holds it speaks
    if chunk.kind == "country" and chunk.own == "Nom" and (of_one_state(chunks, i) or set_up(chunks, i)):
        return Standing(i, i + 1, code, "Gen")
    if chunk.kind == "word" and "government" in chunk.senses and "government" in of:
        return Standing(i, i + 1, code, chunk.case)  # তাঁর সরকার
    if chunk.kind in _WHO and "person" not in of and ("leader" not in of or chunk.office not in _LEADERS):
        return None  # whose government it may be, no more
    return Standing(i, i + 1, code, chunk.case, chunk.anaphor)


def _is_of_both(chunks: list[Chunk], government: int) -> bool:
    """``পেরুর সরকার ও গেরিলাদের শান্তিপ্রক্রিয়া``: a government tied to others in the genitive, which is its case as well."""
    if chunks[government].own != "Nom" or government + 1 >= len(chunks) or "and" not in chunks[government + 1].senses:
        return False
    for chunk in chunks[government + 2 : government + 2 + _TIED]:
        if chunk.kind not in {"word", "organization"} or chunk.verb is not None:
            return False
        if chunk.own == "Gen":
            return True
    return False


def _speaker(chunks: list[Chunk], i: int) -> int | None:
    """Where the government, the leaders or the foreign ministry of the state ``i`` stand, right behind it."""
    after = chunks[i + 1]
    if i + 2 < len(chunks) and "government" in chunks[i + 2].senses:
        which = after.kind == "word" and after.own == "Nom" and after.verb is None and "good" not in after.senses
        which = which and (chunks[i].own == "Gen" or chunks[i].adjective)  # পেরু গুয়াইদোর সরকারকে …: not Peru's
        if which or not after.senses.isdisjoint(_WHICH):
            return i + 2  # ভানুয়াতুর সকল সরকার, পেরুর তৎকালীন সরকার, পেরুর অন্তর্বর্তী সরকার
    if "government" in after.senses or ("leadership" in after.senses and after.case != "Loc"):
        return i + 1
    joined = i + 3 < len(chunks) and "and" in chunks[i + 2].senses and "government" in chunks[i + 3].senses
    if joined and after.kind == "word" and after.own == "Nom" and after.verb is None:
        return i + 3  # পেরুর জনগণ ও সরকার
    foreign = i + 2 < len(chunks) and "foreign" in chunks[i + 1].senses and "ministry" in chunks[i + 2].senses
    return i + 2 if foreign else None


def _code(chunk: Chunk, of: tuple[str, ...]) -> str | None:
    """The state that a chunk stands for, by itself or by its government."""
    if chunk.kind == "country" and chunk.entity is not None and "country" in of:
        return chunk.entity.id
    if chunk.kind == "city" and chunk.entity is not None and "capital" in of and is_capital(chunk.entity):
        return chunk.entity.country
    if chunk.kind == "organization" and chunk.entity is not None and "person" in of:
        return chunk.entity.country
    return chunk.state if chunk.kind in _WHO else None


def _person_follows(chunks: list[Chunk], i: int) -> bool:
    """``ফিজির সামরিক শাসক ফ্র্যাঙ্ক বাইনিমারামা``: up to two words between a state and its person."""
    for chunk in chunks[i + 1 : i + 4]:
        if chunk.kind in {"person", "office"}:
            return True
        if chunk.kind != "word" or chunk.case != "Nom":
            return False
    return False


def _office(chunks: list[Chunk], i: int, code: str) -> Standing | None:
    """``পেরুর রাষ্ট্রপতি``: a leader by the office alone, with up to two words before it."""
    at = next((j for j in range(i + 1, min(i + 4, len(chunks))) if chunks[j].kind == "office"), None)
    if at is None or any(chunk.kind == "person" for chunk in chunks[i + 1 : at + 2]):
        return None
    if chunks[at].senses.isdisjoint(_LEADERS):
        return None
    return Standing(i, at + 1, code, chunks[at].case)


def choose(chunks: list[Chunk], found: list[Standing], role: Role, at: int, pair: Pair) -> Standing | None:
    """The mention that fills ``role`` of the trigger ``at``: the best case, then the nearest.

    A subject right beside the trigger or after it is nearer than one before; of the others the first one counts, for
    a name that has lost its ending looks like a subject.
    """
    near = next((s for s in reversed(found) if s.case in role.beside and _beside(chunks, s.end, at, role)), None)
    if role.closing:
        last = next((s for s in found if s.at > at and s.case in role.closing and _ends(chunks, s)), None)
        if last is not None:
            return last
    ranks = (
        [s for s in found if not s.matter and not s.pointed],
        [s for s in found if s.matter and s.code in pair and s.case != "Nom"],
        [s for s in found if s.pointed],
    )
    for rank in ranks:
        for case in role.cases:
            here = [s for s in rank if s.case == case]
            if case == "Nom":
                here = [s for s in here if not _reports(chunks, found, s, at)]
                here = [s for s in here if not names_crisis(chunks, s.end)] or here
            here = ([s for s in here if s.code in pair] or here) if case == "Nom" else here
            if not here:
                continue
            if case != "Nom":
                return _of_the_pair(chunks, min(here, key=lambda s: abs(s.at - at)), here, pair)
            after = [s for s in here if s.at > at]
            if any(s.case == "Nom" and s.at < at for s in found):
                # পেরু প্রস্তাব দিলেও কেনিয়া …: whose verb comes later did not do it
                after = [s for s in after if not _subordinate(chunks, at, s.at)]
                here = [s for s in here if s.at < at] or after
                if not here:
                    continue
            beside = [s for s in here if s.end == at]
            main = [s for s in here if not _subordinate(chunks, s.end, at)]
            main = [s for s in main if not _closed(chunks, s.end, at)] or main
            if not (after or beside or main) and any(s.case == "Nom" and s.code not in pair for s in found):
                continue  # ইরাক কুয়েত দখল করলে …: whose deed it is, another says
            late = [s for s in main if s is not main[0] and _nominal(chunks, main[0].end, s.at)]
            return (after or beside or late or main or here)[0]
    return near


def _reports(chunks: list[Chunk], found: list[Standing], standing: Standing, at: int) -> bool:
    """``X Y-কে সমর্থন করেছে বলে Z জানায়``: who only says so, where the words that are said have a subject."""
    if standing.at < at or not any(s.case == "Nom" and s.at < at for s in found):
        return False
    verbs = (i for i in range(at, standing.at - 1) if (verb := chunks[i].verb) is not None and verb.finite)
    return any("as" in chunks[i + 1].senses for i in verbs)


def of_the_object(chunks: list[Chunk], found: list[Standing], role: Role, start: int, at: int) -> list[Standing]:
    """``X-এর হামলাকে … Y-এর সার্বভৌমত্বে হস্তক্ষেপ হিসেবে নিন্দা``: whose deed it is stands before its object, not after.

    What stands between an object in -কে and হিসেবে only says what it is called. The subject may stand anywhere.
    """
    called = next((i for i in range(at - 1, start, -1) if "as" in chunks[i].senses), None)
    if called is None or "Gen" not in role.cases:
        return found
    named = (i for i in range(called - 1, start, -1) if chunks[i].kind == "word" and chunks[i].own == "Acc")
    target = next(named, None)
    if target is None:
        return found
    return [s for s in found if s.case != "Gen" or not target < s.at < called]


def suffers(chunks: list[Chunk], standing: Standing, harm: frozenset[str], at: int) -> bool:
    """``পাকিস্তানে হামলার নিন্দা``, ``পাকিস্তানের সেনাদের ওপর হামলা``: it befell the state, which did nothing.

    Not where another state's place is named (ইসরায়েলের গাজায় হামলা).
    """
    end = next((i for i in range(standing.end, at) if not harm.isdisjoint(chunks[i].senses)), None)
    if end is None:
        return False
    between = chunks[standing.end : end]
    if any(chunk.kind == "country" for chunk in between):
        return False
    if standing.case == "Loc" or any("upon" in chunk.senses for chunk in between):
        return True
    places = (c for c in between if c.own == "Loc" and c.kind in {"city", "word"} and "matter" not in c.senses)
    return any(c.entity is None or c.entity.country in {None, standing.code} for c in places)


def _ends(chunks: list[Chunk], standing: Standing) -> bool:
    """Whether nothing but those of its coordination stands behind a mention."""
    group = chunks[standing.at].group
    return all(
        chunk.kind == "mark" or "and" in chunk.senses or (group and chunk.group == group)
        for chunk in chunks[standing.end :]
    )


def crowd_acts(chunks: list[Chunk], region: Iterable[int]) -> bool:
    """``১১৩টি দেশ``, ``বহু রাষ্ট্র``: states that nobody names are the subject."""
    for i in region:
        chunk = chunks[i]
        if "country_noun" not in chunk.senses or chunk.case != "Nom" or chunk.kind != "word" or not i:
            continue
        many = chunks[i - 1].kind == "number" or "many" in chunks[i - 1].senses
        if many and (i + 1 == len(chunks) or "as" not in chunks[i + 1].senses):
            return True
    return False


def _of_the_pair(chunks: list[Chunk], nearest: Standing, here: list[Standing], pair: Pair) -> Standing:
    """``পেরু, চিলি ও ঘানার সমালোচনা``: of several states named together, the one of the pair."""
    group = chunks[nearest.at].group
    if nearest.code in pair or not group:
        return nearest
    return next((s for s in here if s.code in pair and chunks[s.at].group == group), nearest)


def _subordinate(chunks: list[Chunk], start: int, at: int) -> bool:
    """``কেনিয়া স্বাধীন হলে পেরু …``: a subject whose own verb, a conditional, stands before the trigger."""
    return any(chunk.verb is not None and chunk.verb.mood == "conditional" for chunk in chunks[start:at])


def _closed(chunks: list[Chunk], start: int, end: int) -> bool:
    """``যে খনি পেরু খুলেছে, কেনিয়া তার বিরোধী``: a subject that has a finite verb of its own before the trigger.

    One in the present counts right behind the subject, where a comma ends its words: ``লিমা চায় …, কেনিয়া তার বিরোধী``.
    """
    for i in range(start, end):
        verb = chunks[i].verb
        if verb is None or not verb.finite or verb.mood == "participle":
            continue
        if verb.mood != "present" or (i == start and any(chunk.text == "," for chunk in chunks[i:end])):
            return True
    return False


def _nominal(chunks: list[Chunk], start: int, end: int) -> bool:
    """``কেনিয়া স্বাধীন হওয়ার দিনই পেরু …``: a verbal noun in the genitive stands between two subjects."""
    return any(chunk.verb is not None and chunk.verb.mood == "noun" for chunk in chunks[start:end])


def _beside(chunks: list[Chunk], start: int, at: int, role: Role) -> bool:
    return start <= at and all(not role.between.isdisjoint(chunk.senses) for chunk in chunks[start:at])
