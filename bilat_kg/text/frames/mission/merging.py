"""One fact a mission: what later sentences say of it joins what earlier ones said."""

from __future__ import annotations

from collections.abc import Iterable

from bilat_kg.model import Concept, Entity
from bilat_kg.text.discourse import party
from bilat_kg.text.frames.mission.drafts import OPENED
from bilat_kg.text.frames.mission.infobox import RULE as INFOBOX
from bilat_kg.text.frames.scene import FactDraft, Scene


def settle(scene: Scene, drafts: list[FactDraft]) -> Iterable[FactDraft]:
    """One fact a mission: what later sentences say of it (its city, its opening, its end) joins the first."""
    kept: list[FactDraft] = []
    for draft in drafts:
        if draft.get("sender") is None:
            same = [
                known
                for known in kept
                if (known.type == draft.type or draft.type == "DiplomaticMission")
                and any(abs(s.index - draft.sentences[0].index) <= 1 for s in known.sentences)
            ]
            if same:
                _join(same[0] if draft.rule.endswith(".first") else same[-1], draft)
            continue
        known = next((old for old in kept if _same(old, draft)), None)
        if known is None:
            kept.append(draft)
        elif draft.rule == INFOBOX and known.get("status") != Concept("Open"):
            scene.refuse(INFOBOX, "the text says otherwise", draft.sentences[0])
        else:
            _join(known, draft)
    return kept


def _same(old: FactDraft, new: FactDraft) -> bool:
    if old.type != new.type and {old.type, new.type} != {"Embassy", "HighCommission"}:
        return False
    if any(
        _keeper(a.id) != _keeper(b.id)
        for role in ("sender", "receiver")
        if isinstance(a := old.get(role), Entity) and isinstance(b := new.get(role), Entity)
    ):
        return False
    mine, theirs = old.get("city"), new.get("city")
    return mine is None or theirs is None or mine == theirs


def _keeper(code: str) -> str:
    """Whose mission it is today; East Germany's were closed when it joined the other Germany."""
    return code if code == "DDR" else party(code)


def _join(old: FactDraft, new: FactDraft) -> None:
    """Later words complete earlier ones; a closing outranks a standing, a standing a plan."""
    for role in ("city", "openedOn", "closedOn"):
        value = new.get(role)
        known = old.get(role)
        if value is not None and (
            known is None
            or (role == "openedOn" and len(str(value)) > len(str(known)) and str(value).startswith(str(known)))
        ):
            old.roles[role] = [value]
            if role == "openedOn":
                old.rule = OPENED
    status = new.get("status")
    if isinstance(status, Concept) and isinstance(known := old.get("status"), Concept):
        order = ["Absent", "Planned", "Open", "Closed"]
        if order.index(status.name) > order.index(known.name):
            old.roles["status"] = [status]
    for sentence in new.sentences:
        if sentence not in old.sentences:
            old.sentences.append(sentence)
