"""Places that no gazetteer knows by this spelling, told by their locative ending and by what stands beside them.

A place so found is the one city of the pair whose name is spelt nearly so; failing that, a city of unknown country with
a name in Latin letters by transliteration and no QID.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bilat_kg.model import Entity
from bilat_kg.text.chunks import Chunk
from bilat_kg.text.coordination import coordinate
from bilat_kg.text.gazetteer import city_names, slug
from bilat_kg.text.morphology import Morphology
from bilat_kg.text.spelling import fold, near_spelling
from bilat_kg.text.transliteration import romanize

_OPENERS = frozenset({"and", "but", "contrast", "also", "respectively"})
_LONGEST = 3  # words in the name of a place


def find_places(
    chunks: list[Chunk], lang: str, states: Sequence[str], morphology: Morphology, follows: Callable[[Chunk], bool]
) -> bool:
    """Turn unknown names of places among ``chunks`` into city chunks, in place; the list may get shorter.

    Whether any was found: the clauses of the sentence must then be cut anew.

    A run of unknown words whose last has a locative ending is a place where ``follows`` accepts the chunk after it and
    nothing that could belong to it stands before; so is an unknown word that a comma or conjunction ties to a place.
    """
    found = _set_apart(chunks, lang, states, morphology, follows)
    i = len(chunks) - 2
    while i >= 0:
        chunk = chunks[i]
        if "town" in chunks[i + 1].senses and chunks[i + 1].own == "Loc" and _unknown(chunk):
            if i == 0 or _opens(chunks[i - 1]):  # কুসকো শহরে
                _name(chunks, i, i + 2, [chunk.text], lang, states)
                found = True
        elif _unknown(chunk) and follows(chunks[i + 1]):
            stem = _locative(chunk, morphology)
            if stem is not None:
                first = i
                while first > 0 and i - first < _LONGEST - 1 and _unknown(chunks[first - 1]):
                    first -= 1
                if first == 0 or _opens(chunks[first - 1]):
                    _name(chunks, first, i + 1, [*(c.text for c in chunks[first:i]), stem], lang, states)
                    i, found = first, True
        i -= 1
    for i in range(len(chunks) - 3, -1, -1):
        if (
            i + 2 < len(chunks)
            and chunks[i + 2].kind == "city"
            and chunks[i + 2].case == "Loc"
            and _ties(chunks[i + 1])
            and _unknown(chunks[i])
        ):
            first = i
            while first > 0 and i - first < _LONGEST - 1 and _unknown(chunks[first - 1]):
                first -= 1
            if first == 0 or _opens(chunks[first - 1]):
                both = chunks[i + 2].own == "Loc" and "and" in chunks[i + 1].senses  # কোপারে ও মারিবোরে
                stem = (_locative(chunks[i], morphology) if both else None) or chunks[i].text
                _name(chunks, first, i + 1, [*(c.text for c in chunks[first:i]), stem], lang, states)
                chunks[first].case = "Loc" if stem != chunks[first].text else "Nom"
                found = True
    for i in range(len(chunks) - 3, -1, -1):  # নাগোয়া ও ফুকুওকায়
        stem = _locative(chunks[i + 2], morphology) if i + 2 < len(chunks) and _unknown(chunks[i + 2]) else None
        if stem is not None and chunks[i].kind == "city" and "and" in chunks[i + 1].senses and chunks[i].own == "Nom":
            _name(chunks, i + 2, i + 3, [stem], lang, states)
            found = True
    if found:
        for chunk in chunks:
            chunk.group = 0
        coordinate(chunks)
    return found


def _set_apart(
    chunks: list[Chunk], lang: str, states: Sequence[str], morphology: Morphology, follows: Callable[[Chunk], bool]
) -> bool:
    """An unknown place with its ending after a hyphen (কোসিসে-তে)."""
    found = False
    for i in range(len(chunks) - 4, -1, -1):
        if i + 3 >= len(chunks) or chunks[i + 1].text != "-" or not _unknown(chunks[i]) or not follows(chunks[i + 3]):
            continue
        if morphology.apart.get(f"-{chunks[i + 2].text}") == "Loc" and (i == 0 or _opens(chunks[i - 1])):
            _name(chunks, i, i + 3, [chunks[i].text], lang, states)
            found = True
    return found


def namesake(city: Entity) -> Entity:
    """A city that only shares its name with one that the gazetteer knows."""
    return Entity("city", slug(city.label_en), city.label_en, city.label_bn)


def _unknown(chunk: Chunk) -> bool:
    return chunk.kind == "word" and not chunk.senses and not chunk.entries and len(chunk.text) > 1


def _opens(before: Chunk) -> bool:
    """Whether a place can begin after this chunk."""
    return before.kind in {"mark", "date", "verb"} or not before.senses.isdisjoint(_OPENERS)


def _ties(between: Chunk) -> bool:
    return between.text == "," or "and" in between.senses


def _locative(chunk: Chunk, morphology: Morphology) -> str | None:
    stems = [cut.stem for cut in morphology.cuts(chunk.text) if cut.case == "Loc" and len(cut.stem) > 2]
    return min(stems, key=len) if stems else None


def _name(chunks: list[Chunk], first: int, last: int, words: list[str], lang: str, states: Sequence[str]) -> None:
    name = " ".join(words)
    place = Chunk("city", chunks[first].start, chunks[last - 1].end, name, "Loc")
    place.entity = _spelt_nearly(name, lang, states)
    if place.entity is None:
        latin = romanize(name)
        place.entity = Entity("city", slug(latin), latin, name)
    chunks[first:last] = [place]


def _spelt_nearly(name: str, lang: str, states: Sequence[str]) -> Entity | None:
    """The one city of these states whose name differs from ``name`` in no more than one letter of four."""
    folded = fold(name)
    near = {
        city.id: city
        for state in states
        for known, city in city_names(lang).get(state, ())
        if near_spelling(folded, known)
    }
    return next(iter(near.values())) if len(near) == 1 else None
