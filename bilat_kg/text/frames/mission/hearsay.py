"""Missions that are only spoken of: asked for, demanded, rumoured, or said not to be true."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.clauses import Clause

_NEAR = 4  # chunks between a mission, its opening and the talk of it
_SUCH = frozenset({"cue.such"})


def is_rumour(chunks: list[Chunk], noun: int, end: int) -> bool:
    """Whether the mission is only said to be there, or somebody says that there is nothing to it."""
    if _rumoured(chunks, noun, end) or _talked_of(chunks, noun) or _disowned(chunks, noun):
        return True
    return _went_round(chunks, noun) or _came_up(chunks, noun, end)


def is_wish(chunks: list[Chunk], noun: int, clause: Clause, end: int) -> bool:
    """Whether somebody asks for the mission, no more, or nobody knows whether it will be there."""
    after = chunks[noun + 1 : max(end, noun + 1)]
    asked = any("mission.asked" in chunk.senses for chunk in after) and _asked(chunks, noun, end)
    asked = asked and not consented(chunks, noun, end)
    keen = next((i for i, chunk in enumerate(after) if "mission.keen" in chunk.senses), 0)
    eager = any("mission.open" in chunk.senses for chunk in after[max(keen - 2, 0) : keen])  # খুলতে আগ্রহী
    return (
        asked or eager or _demanded(chunks, noun, clause.end) or _whether(chunks, noun, clause) or _would(chunks, noun)
    )


def consented(chunks: list[Chunk], noun: int, end: int) -> bool:
    """``কনস্যুলেট খোলার অনুরোধে সম্মতি দিয়েছে``: what was asked for was granted, and is to come."""
    asked = next((i for i in range(noun + 1, end) if "mission.asked" in chunks[i].senses), end)
    if asked + 2 >= len(chunks) or chunks[asked].own != "Loc" or "mission.leave" not in chunks[asked + 1].senses:
        return False
    verb = chunks[asked + 2].verb
    return verb is not None and verb.finite and not verb.negated


def _asked(chunks: list[Chunk], noun: int, end: int) -> bool:
    """Somebody asks for the mission (খোলার আবেদন), not it or from it for something (দূতাবাস দিনে যত আবেদন নেয়)."""
    asked = next((i for i in range(noun + 1, end) if "mission.asked" in chunks[i].senses), None)
    if asked is None or chunks[noun].own != "Nom":
        return True
    return any(chunk.verb is not None or "mission.open" in chunk.senses for chunk in chunks[noun + 1 : asked])


def _would(chunks: list[Chunk], noun: int) -> bool:
    """``দূতাবাস খুললে পেরুও খুলবে``, ``দূতাবাস থাকলে ভালো হতো``: if it were there."""
    moods = [chunk.verb.mood for chunk in chunks[noun + 1 :] if chunk.verb is not None]
    return bool(moods) and moods[0] == "conditional" and not {"habitual", "future"}.isdisjoint(moods)


def _demanded(chunks: list[Chunk], noun: int, end: int) -> bool:
    """``কনস্যুলেট খোলার দাবি``, ``কনস্যুলেট চান``: somebody wants it, no more."""
    if any("mission.bid" in chunk.senses for chunk in chunks[noun + 1 : min(noun + _NEAR, end)]):
        return True  # দূতাবাস খুলুন, চালু হোক
    wants = chunks[noun + 1].verb if noun + 1 < end else None
    if wants is not None and "mission.wants" in chunks[noun + 1].senses:
        return True
    for i in range(noun + 2, end):
        before = chunks[i - 1]
        opening = "mission.open" in before.senses or (before.verb is not None and before.verb.mood == "noun")
        if "mission.demand" in chunks[i].senses and opening:
            return True
    return False


def _whether(chunks: list[Chunk], noun: int, clause: Clause) -> bool:
    """``দূতাবাস খুলবে কি না, জানা নেই``, ``কবে খুলবে``: nothing is said of it, not even that it is planned."""
    if any("mission.whether" in chunk.senses for chunk in chunks[noun + 1 : clause.end]):
        return True
    if not any("mission.when" in chunk.senses for chunk in chunks[clause.start : clause.end]):
        return False
    for chunk in chunks[noun + 1 : clause.end]:
        if chunk.verb is not None and chunk.verb.finite:
            return chunk.verb.mood != "done"
    return False


def _rumoured(chunks: list[Chunk], noun: int, end: int) -> bool:
    """``কনস্যুলেট আছে বলে যে কথা শোনা যায়``: something that is only said."""
    said = next((i for i in range(noun + 1, min(end + 1, len(chunks))) if "mission.said" in chunks[i].senses), None)
    return said is not None and any("mission.rumour" in chunk.senses for chunk in chunks[said + 1 : said + 4])


def _talked_of(chunks: list[Chunk], noun: int) -> bool:
    """``কনস্যুলেট খোলা নিয়ে যে কানাঘুষো``: its opening is only what people talk of."""
    near = range(noun + 1, min(noun + _NEAR, len(chunks)))
    opening = next((i for i in near if "mission.open" in chunks[i].senses), None)
    if opening is None:
        return False
    such = chunks[opening + 1 : opening + 3] if chunks[opening].own == "Gen" or chunks[opening].verb is not None else []
    if any(not chunk.senses.isdisjoint({"cue.hearsay", "cue.rumour"}) for chunk in such):
        return True  # কনস্যুলেট খোলার যে গুঞ্জন, …
    about = next((i for i in range(opening + 1, min(opening + 3, len(chunks))) if "matter" in chunks[i].senses), None)
    return about is not None and any("cue.hearsay" in chunk.senses for chunk in chunks[about + 1 : about + _NEAR])


def _went_round(chunks: list[Chunk], noun: int) -> bool:
    """``কনস্যুলেট বসাচ্ছে, এমন গুজব …``: what was told is called a rumour behind the comma."""
    named = next((i for i in range(noun + 4, len(chunks)) if "cue.rumour" in chunks[i].senses), None)
    if named is None or chunks[named - 2].text != "," or chunks[named - 3].verb is None:
        return False
    such = chunks[named - 1]
    return such.kind == "word" and such.own == "Nom" and such.senses <= _SUCH


def _came_up(chunks: list[Chunk], noun: int, end: int) -> bool:
    """``কনস্যুলেটের কথা একবার উঠেছিল``: it was talked of, which is no plan."""
    if chunks[noun].own != "Gen" or noun + 1 >= end or "mission.rumour" not in chunks[noun + 1].senses:
        return False
    verb = next((chunk for chunk in chunks[noun + 2 : end] if chunk.verb is not None), None)
    return verb is not None and "cue.goes_round" in verb.senses


def _disowned(chunks: list[Chunk], noun: int) -> bool:
    """``কনস্যুলেট খোলার যে খবর …, তা ভিত্তিহীন``: somebody says that there is nothing to it."""
    report = next((i for i in range(noun + 1, len(chunks)) if "mission.rumour" in chunks[i].senses), None)
    if report is None or not any("mission.untrue" in chunk.senses for chunk in chunks[report + 1 :]):
        return False
    return any("mission.open" in c.senses or "verb.be" in c.senses for c in chunks[noun + 1 : report])  # not its staff
