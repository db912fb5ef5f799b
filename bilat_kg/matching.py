"""Whether an extracted fact is the one that a gold fact means, class by class, on the flat record (docs/reference.md).

Two answers: *core*, the fact is there (who, with whom, when, how much), and *strict*, every attribute that the gold
states is right as well.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

Record = Mapping[str, Any]
Verdict = tuple[bool, bool]

# The state that a code stands for today: a text may name either.
_SUCCESSOR = {"SUN": "RUS", "SCG": "SRB", "YUG": "SRB", "CSK": "CZE", "DDR": "DEU", "ZAR": "COD"}
_RESIDENT = {"embassy", "high_commission"}
_GENERIC_AGREEMENT = {"agreement", "treaty", "other", "protocol", "declaration"}
_VAGUE_TOPICS = {"other", "general_cooperation"}
_TOLERANCE = Decimal("0.005")


def _state(code: str | None) -> str | None:
    return _SUCCESSOR.get(code, code) if code else code


def _same_states(gold: Record, found: Record, *fields: str) -> bool:
    return all(_state(gold[field]) == _state(found.get(field)) for field in fields)


def _same_parties(gold: Record, found: Record) -> bool:
    return {_state(code) for code in gold["parties"] or ()} == {_state(code) for code in found.get("parties") or ()}


def _letters(name: str | None) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name or "") if c.isalnum()).casefold()


def same_name(one: str | None, other: str | None) -> bool:
    """Whether one name's letters are among the other's, but for one letter in five; no name is only no name."""
    a, b = _letters(one), _letters(other)
    if not a or not b:
        return a == b
    return a in b or b in a or _distance(a, b) <= max(len(a), len(b)) // 5


def _distance(a: str, b: str) -> int:
    """The edit distance after Levenshtein."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        diagonal, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (x != y))
    return row[-1]


def _dates_agree(gold: object, found: object) -> bool:
    """Partial dates agree if one begins with the other; two absent dates agree."""
    if not gold or not found:
        return not gold and not found
    return str(gold).startswith(str(found)) or str(found).startswith(str(gold))


def _date_right(gold: object, found: object) -> bool:
    """At least as precise as the gold, and the same; a gold without a date asks for nothing."""
    return not gold or (bool(found) and str(found).startswith(str(gold)))


def _number(value: object) -> Decimal | None:
    try:
        return Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return None


def _amounts_agree(gold: object, found: object) -> bool:
    a, b = _number(gold), _number(found)
    if a is None or b is None:
        return a is b
    return a == b or (a != 0 and abs(a - b) / abs(a) <= _TOLERANCE)


def _topics_agree(gold: Iterable[str] | None, found: Iterable[str] | None) -> bool:
    """One topic in common; "other" and "general_cooperation" ask for no more than each other or none."""
    a, b = set(gold or ()), set(found or ())
    return a <= {"other"} or bool(a & b) or (a <= _VAGUE_TOPICS and b <= _VAGUE_TOPICS)


def _family(kind: str | None) -> str | None:
    return "resident" if kind in _RESIDENT else "consular" if "consul" in str(kind) else kind


def _diplomatic_relation(gold: Record, found: Record) -> Verdict:
    core = _same_parties(gold, found) and _dates_agree(gold["established"], found.get("established"))
    return core, core and _date_right(gold["established"], found.get("established"))


def _embassy(gold: Record, found: Record) -> Verdict:
    city, found_city = gold.get("city"), found.get("city")
    core = (
        _same_states(gold, found, "sender", "receiver")
        and gold["status"] == found.get("status")
        and _family(gold["kind"]) == _family(found.get("kind"))
        and (not city or not found_city or same_name(city, found_city))
    )
    strict = (
        core
        and gold["kind"] == found.get("kind")
        and (not city or same_name(city, found_city))
        and _date_right(gold.get("opened"), found.get("opened"))
    )
    return core, strict


def _agreement(gold: Record, found: Record) -> Verdict:
    core = (
        _same_parties(gold, found)
        and _dates_agree(gold.get("signed"), found.get("signed"))
        and _topics_agree(gold.get("topics"), found.get("topics"))
    )
    kinds = {gold["kind"], found.get("kind")}
    same_kind = len(kinds) == 1 or kinds <= _GENERIC_AGREEMENT
    return core, core and same_kind and gold.get("status") == found.get("status")


def _trade(gold: Record, found: Record) -> Verdict:
    if gold["flow"] != found.get("flow"):
        return False, False
    who = _same_parties(gold, found) if gold["flow"] == "total" else _same_states(gold, found, "exporter", "importer")
    core = (
        who and _dates_agree(gold.get("year"), found.get("year")) and _amounts_agree(gold["value"], found.get("value"))
    )
    same_money = gold["currency"] == found.get("currency") and bool(gold.get("approx")) == bool(found.get("approx"))
    return core, core and same_money


def _visit(gold: Record, found: Record) -> Verdict:
    same_visitor = same_name(gold.get("visitor"), found.get("visitor"))
    same_office = gold.get("visitor_office") == found.get("visitor_office")
    core = (
        _same_states(gold, found, "from", "to")
        and _dates_agree(gold.get("start"), found.get("start"))
        and (same_visitor or same_office)
    )
    strict = (
        core
        and (not gold.get("visitor") or same_visitor)
        and same_office
        and _date_right(gold.get("start"), found.get("start"))
        and _date_right(gold.get("end"), found.get("end"))
        and gold.get("kind") == found.get("kind")
    )
    return core, strict


def _people(gold: Record, found: Record) -> Verdict:
    core = (
        gold["what"] == found.get("what")
        and _same_states(gold, found, "from", "to")
        and _amounts_agree(gold.get("value"), found.get("value"))
    )
    return core, core and _date_right(gold.get("year"), found.get("year"))


def _commodity(gold: Record, found: Record) -> Verdict:
    core = _same_states(gold, found, "exporter", "importer")
    return core, core and abs(len(gold["goods"]) - len(found.get("goods") or ())) <= 1


def _position(gold: Record, found: Record) -> Verdict:
    core = _same_states(gold, found, "holder", "towards") and gold["stance"] == found.get("stance")
    return core, core


def _event(gold: Record, found: Record) -> Verdict:
    core = (
        gold["kind"] == found.get("kind")
        and _same_parties(gold, found)
        and _dates_agree(gold.get("date"), found.get("date"))
    )
    return core, core


MATCHERS: Mapping[str, Callable[[Record, Record], Verdict]] = {
    "DiplomaticRelation": _diplomatic_relation,
    "Embassy": _embassy,
    "Agreement": _agreement,
    "TradeObservation": _trade,
    "Visit": _visit,
    "PeopleObservation": _people,
    "CommodityTrade": _commodity,
    "Position": _position,
    "Event": _event,
}


def assign(cls: str, gold: list[Record], found: list[Record]) -> dict[int, tuple[int, bool]]:
    """Pair gold with extracted facts of one class, each used once: strict matches first, nearest evidence first.

    Returns:
        For the index of each gold fact that was found: the index of the extracted fact, and whether it is strict.
    """
    options = []
    for i, one in enumerate(gold):
        for j, other in enumerate(found):
            core, strict = MATCHERS[cls](one, other)
            if core:
                far = abs((other.get("evidence") or {}).get("start", 0) - one.get("span", [0])[0])
                options.append((not strict, bool(one.get("uncertain")), far, i, j))
    pairs: dict[int, tuple[int, bool]] = {}
    used: set[int] = set()
    for loose, _, _, i, j in sorted(options):
        if i not in pairs and j not in used:
            pairs[i] = (j, not loose)
            used.add(j)
    return pairs
