"""Who stands in a clause for a state: countries, capitals, governments and leaders, each with the case that counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.discourse import Pair, is_capital
from bilat_kg.text.frames.case_frame.declaration import Role
from bilat_kg.text.morphology import Case

_LEADERS = frozenset({"president", "prime_minister", "monarch", "foreign_minister", "crown_prince", "vice_president"})


@dataclass(frozen=True, slots=True)
class Standing:
    """A mention, chunks ``[at, end)``, that stands for the state ``code`` in ``case``.

    ``pointed``: by ``দেশটি``, which may mean either. ``matter``: what the statement is about rather than whom.
    """

    at: int
    end: int
    code: str
    case: Case
    pointed: bool = False
    matter: bool = False


def standings(chunks: list[Chunk], region: Iterable[int], role: Role) -> Iterator[Standing]:
    """The mentions of ``region`` that may fill a role of kind ``state``, in order."""
    taken = -1
    for i in region:
        if i <= taken:
            continue
        found = _standing(chunks, i, role.of)
        if found is None:
            continue
        taken = found.end - 1
        after = chunks[found.end] if found.end < len(chunks) else None
        if after is not None and not role.skip.isdisjoint(after.senses):
            found = replace(found, matter=True)
        yield found


def _standing(chunks: list[Chunk], i: int, of: tuple[str, ...]) -> Standing | None:
    chunk = chunks[i]
    after = chunks[i + 1] if i + 1 < len(chunks) else None
    if chunk.kind == "country" and chunk.entity is not None and "country" in of:
        code, pointed = chunk.entity.id, chunk.anaphor
        if after is not None and (chunk.case == "Gen" or chunk.case == "Nom"):
            if "government" in after.senses:
                return Standing(i, i + 2, code, after.case, pointed) if "government" in of else None
            if (
                chunk.case == "Gen"
                and "leader" in of
                and (after.kind in {"office", "person"} or _person_follows(chunks, i))
            ):
                return None  # whose office it is: the person speaks
        return Standing(i, i + 1, code, chunk.case, pointed)
    if chunk.kind == "city" and chunk.entity is not None and "capital" in of:
        if chunk.entity.country and is_capital(chunk.entity):
            return Standing(i, i + 1, chunk.entity.country, chunk.case)
        return None
    if (
        chunk.kind == "person"
        and chunk.state is not None
        and ("person" in of or "leader" in of and chunk.office in _LEADERS)
    ):
        return Standing(i, i + 1, chunk.state, chunk.case)
    return None


def _person_follows(chunks: list[Chunk], i: int) -> bool:
    """``ফিজির সামরিক শাসক ফ্র্যাঙ্ক বাইনিমারামা``: up to two words between a state and its person."""
    for chunk in chunks[i + 1 : i + 4]:
        if chunk.kind in {"person", "office"}:
            return True
        if chunk.kind != "word" or chunk.case != "Nom":
            return False
    return False


def choose(found: list[Standing], role: Role, at: int, pair: Pair) -> Standing | None:
    """The mention that fills ``role`` of the trigger ``at``: the best case, then the nearest.

    A subject right beside the trigger or after it is nearer than one before; of the others the first one counts, for
    a name that has lost its ending looks like a subject.
    """
    near = next((s for s in reversed(found) if s.end == at and s.case in role.beside), None)
    ranks = (
        [s for s in found if not s.matter and not s.pointed],
        [s for s in found if s.matter and s.code in pair and s.case != "Nom"],
        [s for s in found if s.pointed],
    )
    for rank in ranks:
        for case in role.cases:
            here = [s for s in rank if s.case == case]
            here = ([s for s in here if s.code in pair] or here) if case == "Nom" else here
            if not here:
                continue
            if case != "Nom":
                return min(here, key=lambda s: abs(s.at - at))
            after = [s for s in here if s.at > at]
            beside = [s for s in here if s.end == at]
            return (after or beside or here)[0]
    return near
