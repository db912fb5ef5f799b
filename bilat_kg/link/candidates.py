"""Whom of the gazetteer a name may mean that nothing links: suggestions for a person, never links.

A suggestion shares a whole word with the name, or is spelt nearly like all of it, and is of the same kind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cache

from bilat_kg.model import Candidate, Entity
from bilat_kg.text.gazetteer import names
from bilat_kg.text.spelling import fold

_ALIKE = 0.7  # the least that two names share of their letters
_MOST = 5
_SHORT = 3  # letters of the shortest word by which names are found

_Name = tuple[str, Entity]


@cache
def _index(lang: str) -> dict[tuple[str, str], tuple[_Name, ...]]:
    """The names of all entities that have an item, by kind and by each folded word and beginning of a word."""
    found: defaultdict[tuple[str, str], dict[_Name, None]] = defaultdict(dict)
    for name in names(lang):
        if name.entity is not None and name.entity.qid:
            folded = fold(name.text)
            for word in folded.split():
                if len(word) >= _SHORT:
                    found[name.entity.kind, word][folded, name.entity] = None
                    found[name.entity.kind, word[:_SHORT]][folded, name.entity] = None
    return {key: tuple(entries) for key, entries in found.items()}


@cache
def _known(lang: str) -> frozenset[str]:
    """The paths of all entities that the gazetteer has."""
    return frozenset(f"{name.entity.kind}/{name.entity.id}" for name in names(lang) if name.entity is not None)


def suggest(entity: str, labels: Iterable[str], lang: str) -> tuple[Candidate, ...]:
    """The entities of the gazetteer, of the same kind, whose names are most like one of ``labels``, best first.

    There are five at most, and none for an ``entity`` (kind and id) that the gazetteer knows to be somebody else.

    The score of a suggestion is how many letters the two names share in the same order; its ground is ``spelling``.
    """
    kind = entity.partition("/")[0]
    if entity in _known(lang):
        return ()
    best: dict[str, tuple[float, Entity]] = {}
    for label in labels:
        folded = fold(label)
        words = {part for word in folded.split() for part in (word, word[:_SHORT]) if len(part) >= _SHORT}
        matcher = SequenceMatcher(autojunk=False, b=folded)
        for name, other in {entry for word in words for entry in _index(lang).get((kind, word), ())}:
            matcher.set_seq1(name)
            if other.qid and matcher.quick_ratio() >= _ALIKE and (score := matcher.ratio()) >= _ALIKE:
                best[other.qid] = max(best.get(other.qid, (0.0, other)), (score, other), key=lambda found: found[0])
    ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))[:_MOST]
    return tuple(
        Candidate(qid, other.label_en, "spelling", Decimal(f"{score:.2f}").normalize())
        for qid, (score, other) in ranked
    )
