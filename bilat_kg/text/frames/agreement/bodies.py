"""Bodies other than the states that sign an agreement: ministries, universities, chambers, companies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bilat_kg.model import Entity
from bilat_kg.text.chunks import Chunk
from bilat_kg.text.frames.agreement.extent import ABOUT
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.gazetteer import slug
from bilat_kg.text.transliteration import romanize

_LONGEST = 8
_NO_NAME = frozenset(
    {
        ABOUT,
        "with",
        "between",
        "pair",
        "own",
        "agreement",
        "visit",
        "agreement.both",
        "agreement.lean",
        "one",
        "from",
        "body.by",
    }
)


def bodies(
    scene: Scene, chunks: list[Chunk], span: tuple[int, int], noun: int, words: Mapping[str, Any]
) -> list[Entity]:
    """The signing bodies that the chunks of ``span`` name, in order: partners, members of a pair, agents, subjects.

    ``noun`` is where the agreement noun stands; ``words`` gives English for the words of names.
    """
    found: dict[str, Entity] = {}
    for i in range(span[0], min(span[1], len(chunks))):
        chunk = chunks[i]
        if "body" not in chunk.senses or chunk.kind not in {"word", "organization"} or not _signs(chunks, i, noun):
            continue
        for entity in _named(scene, chunks, i, span[0], words):
            found.setdefault(entity.id, entity)
    return list(found.values())


def _signs(chunks: list[Chunk], at: int, noun: int) -> bool:
    """Whether the body at ``at`` stands where a signatory stands."""
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    if following is None or ABOUT in following.senses:
        return False
    if not following.senses.isdisjoint({"with", "between", "body.by"}):
        return True
    if "and" in following.senses or following.text == ",":
        for i in range(at + 2, min(at + 2 + _LONGEST, len(chunks))):
            if not chunks[i].senses.isdisjoint({"with", "between", "body.by"}):
                return True
            if chunks[i].kind in {"date", "mark"} and chunks[i].text != ",":
                return False
            if chunks[i].text == "," and following.text == ",":
                break
    if chunks[at].own != "Nom" or following.kind not in {"country", "city", "date", "mark", "word"}:
        return False
    if following.kind == "date":
        return True
    if any("body.joins" in chunk.senses for chunk in chunks[at + 1 : at + 3]):
        return True
    return any("body" in c.senses and c.case == "Com" for c in chunks[at + 1 : noun]) or (
        following.text == "," and any("with" in chunk.senses for chunk in chunks[at:noun])
    )


def _named(scene: Scene, chunks: list[Chunk], at: int, low: int, words: Mapping[str, Any]) -> list[Entity]:
    """The body whose name ends at ``at``; one of each state for what both have (দুই দেশের চেম্বার)."""
    entity = chunks[at].entity
    if entity is not None:
        return [entity]
    first = at
    while first > low and at - first < _LONGEST and _part(chunks, first - 1):
        first -= 1
    while first < at and "and" in chunks[first].senses:
        first += 1
    label = _english(chunks[first:at], chunks[at].text, words)
    native = " ".join(chunk.text for chunk in chunks[first : at + 1])
    before = chunks[first - 1] if first > low else None
    if before is not None and not before.senses.isdisjoint({"pair", "agreement.both"}):
        states = [scene.country(code) for code in scene.pair.codes]
        return [_body(f"{label} of {state.label_en}", native, state.id) for state in states]
    owner = before.entity if before is not None and before.kind == "country" and before.case == "Gen" else None
    if owner is not None:
        common = first == at or label in words["bare"] or label.startswith("Ministry")
        return [_body(f"{label} of {owner.label_en}" if common else label, native, owner.id)]
    return [_body(label, native, None)] if first < at else []


def _part(chunks: list[Chunk], at: int) -> bool:
    """Whether a chunk can be a word of a body's name."""
    chunk = chunks[at]
    if chunk.kind in {"country", "city"} and chunk.own == "Nom" and not chunk.adjective:
        return True
    if "and" in chunk.senses:
        return (
            at > 0
            and chunks[at - 1].kind == "word"
            and "body" not in chunks[at - 1].senses
            and chunks[at - 1].own == "Nom"
        )
    return chunk.kind == "word" and chunk.own == "Nom" and chunk.senses.isdisjoint(_NO_NAME) and chunk.verb is None


def _english(parts: list[Chunk], noun: str, words: Mapping[str, Any]) -> str:
    pattern: str = words["noun"].get(noun, "{} " + romanize(noun))
    names = [
        part.entity.label_en if part.entity is not None else words["word"].get(part.text) or romanize(part.text)
        for part in parts
        if "and" not in part.senses
    ]
    joined = " ".join(names)
    if "of {}" in pattern and len(names) > 1:
        joined = ", ".join(names[:-1]) + " and " + names[-1]
    if not joined:
        return pattern.replace(" of {}", "").replace("{} ", "").replace("{}", "").strip()
    return pattern.format(joined)


def _body(label: str, native: str, country: str | None) -> Entity:
    return Entity("organization", slug(label), label, native, None, country)
