"""Places that are named by something in them: an airport, a town, a gathering held there, a thing to be seen."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.frames.visit.wording import Part, is_visit

_SITE = 6  # words of the name of an airport after its city
_GATHERING = 4  # words from a city to what a gathering there is called


def has_site(chunks: list[Chunk], i: int, part: Part) -> bool:
    """Whether a place is named by its airport or soil: ``ঢাকার হযরত শাহজালাল আন্তর্জাতিক বিমানবন্দরে``."""
    if _has_town(chunks, i, part):
        return True
    for chunk in chunks[i + 1 : min(i + _SITE, part.end)]:
        if "visit.site" in chunk.senses:
            return chunk.case == "Loc"
        if (
            chunk.kind not in {"word", "person", "organization", "office"}
            or chunk.verb is not None
            or "matter" in chunk.senses
        ):
            return False
    return False


def _has_town(chunks: list[Chunk], i: int, part: Part) -> bool:
    """Whether an unknown place of a country stands between it and the verb of going: ``সার্বিয়ার পালিচে গিয়ে``."""
    if i + 2 >= part.end or chunks[i].kind != "country" or chunks[i].case != "Gen":
        return False
    town, verb = chunks[i + 1], chunks[i + 2]
    return town.kind == "word" and not town.senses and verb.kind == "verb" and "visit.go" in verb.senses


def names_a_summit(chunks: list[Chunk], i: int, part: Part) -> bool:
    """``তাসখন্দ শান্তি সম্মেলনে ভাষণ দেন``: a city that a gathering held there is called by."""
    for n, chunk in enumerate(chunks[i + 1 : min(i + _GATHERING + 1, part.end)]):
        if "visit.gathering" in chunk.senses:
            return chunk.own == "Loc"
        if chunk.kind not in {"word", "organization"} or chunk.verb is not None or chunk.own != "Nom":
            return False
        if "agreement" in chunk.senses or ("and" in chunk.senses and not n):
            return False
    return False


def stands_at(chunks: list[Chunk], i: int, noun: int) -> bool:
    """``মোম্বাসার বন্দর পরিদর্শন করেন``: a place in whose name or genitive a thing stands that somebody goes to see."""
    chunk = chunks[i]
    if is_visit(chunks[noun]) or chunk.adjective or chunk.case not in {"Gen", "Nom"} or not i + 2 <= noun <= i + 3:
        return False
    return all(c.kind == "word" and c.own == "Nom" and c.verb is None for c in chunks[i + 1 : noun])
