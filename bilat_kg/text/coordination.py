"""Cases that pass from chunk to chunk: from a preposition to its noun, and among the members of a coordination."""

from __future__ import annotations

from collections.abc import Mapping

from bilat_kg.text.chunks import NAMES, Chunk
from bilat_kg.text.morphology import Case


def introduce(chunks: list[Chunk], cases: Mapping[str, Case]) -> None:
    """A preposition gives its case to the first noun after it that has none, and to what is coordinated with that."""
    case: Case | None = None
    noun: Chunk | None = None
    for chunk in chunks:
        said = cases.get(chunk.text.lower())
        if said is not None:
            case, noun = said, None
        elif chunk.kind in {"mark", "verb"}:
            case = None
        elif chunk.case != "Nom" or "determiner" in chunk.senses:
            continue
        elif noun is not None and noun.group and noun.group == chunk.group:
            chunk.case = noun.case
        elif case is not None:
            chunk.case, noun, case = case, chunk, None


def coordinate(chunks: list[Chunk], names: list[int] | None = None) -> None:
    """Members of a coordination with a conjunction before the last share a group number and the last one's case.

    ``names`` are the indices of all names among ``chunks``, for who knows them.
    """
    if names is None:
        names = [i for i, chunk in enumerate(chunks) if chunk.kind in NAMES]
    if len(names) < 2:
        return
    group = after = 0
    for i in names:
        if i < after or chunks[i].adjective:
            continue
        kind = chunks[i].kind
        members = [i]
        j = i
        joined = False
        while j + 2 < len(chunks) and chunks[j + 2].kind == kind and not chunks[j + 2].adjective:
            link = chunks[j + 1]
            if link.text == "," and chunks[j].case == "Nom":
                j += 2
            elif "and" in link.senses and link.end - link.start == 1:
                j += 2
                joined = True
            else:
                break
            members.append(j)
            if joined and chunks[j].case != "Nom":
                break
        if joined and len(members) > 1:
            group += 1
            for m in members:
                chunks[m].group = group
                if chunks[m].case == "Nom":
                    chunks[m].case = chunks[members[-1]].case
        after = members[-1] + 1
