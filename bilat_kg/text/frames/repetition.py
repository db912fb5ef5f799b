"""Figures that an article tells more than once."""

from __future__ import annotations

from collections.abc import Iterable

from bilat_kg.text.frames.scene import FactDraft


def told_once(drafts: list[FactDraft]) -> Iterable[FactDraft]:
    """One fact for each figure, with all sentences that tell it; whether it is approximate makes no other figure."""
    kept: dict[tuple[object, ...], FactDraft] = {}
    for draft in drafts:
        key = tuple((role, tuple(values)) for role, values in draft.roles.items() if role != "approximate")
        known = kept.setdefault(key, draft)
        if known is not draft:
            known.sentences += [s for s in draft.sentences if s not in known.sentences]
    return kept.values()
