"""Two missions and two cities told together: which one stands where."""

from __future__ import annotations

from bilat_kg.model import Entity
from bilat_kg.text.frames.scene import FactDraft
from bilat_kg.text.states import is_capital

RESIDENT = frozenset({"Embassy", "HighCommission"})
_SIDES = ("sender", "receiver", "status")


def paired(found: list[tuple[int, FactDraft]]) -> list[tuple[int, FactDraft]]:
    """``রিয়াদ ও জেদ্দায় দূতাবাস ও কনস্যুলেট``: the embassy is in the capital, the consulate in the other city."""
    if len(found) < 2:
        return found
    wrong: list[FactDraft] = []
    for noun, draft in found:
        if draft.type not in RESIDENT:
            continue
        mine = [one for at, one in found if at == noun and _alike(one, draft)]
        cities = {city.id: city for one in mine if isinstance(city := one.get("city"), Entity)}
        seats = [city for city in cities.values() if is_capital(city)]
        if len(cities) != 2 or len(seats) != 1:
            continue
        for at, other in found:
            if at != noun and other.type not in RESIDENT and _alike(other, draft) and other.get("city") == seats[0]:
                both = {city.id for n, one in found if n == at and isinstance(city := one.get("city"), Entity)}
                if both == set(cities):
                    wrong.append(other)
                    wrong += [one for one in mine if one.get("city") != seats[0]]
    return [(at, draft) for at, draft in found if not any(draft is one for one in wrong)]


def _alike(one: FactDraft, other: FactDraft) -> bool:
    return all(one.get(role) == other.get(role) for role in _SIDES)
