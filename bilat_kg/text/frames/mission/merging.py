"""One fact a mission: what later sentences say of it joins what earlier ones said."""

from __future__ import annotations

from collections.abc import Iterable

from bilat_kg.model import Concept, Entity, PartialDate
from bilat_kg.text.chunks import Sentence, date_of, dates
from bilat_kg.text.frames.mission.drafts import OPENED
from bilat_kg.text.frames.mission.infobox import RULE as INFOBOX
from bilat_kg.text.frames.mission.moving import MOVED
from bilat_kg.text.frames.mission.ranks import raise_last
from bilat_kg.text.frames.mission.settings import setting
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.states import party


def settle(scene: Scene, drafts: list[FactDraft]) -> Iterable[FactDraft]:
    """One fact a mission: what later sentences say of it (its city, its opening, its end) joins the first."""
    kept: list[FactDraft] = []
    for draft in drafts:
        if raise_last(kept, draft):
            continue
        if draft.get("sender") is None:
            same = [
                known
                for known in kept
                if (known.type == draft.type or draft.type == "DiplomaticMission")
                and any(abs(s.index - draft.sentences[0].index) <= 1 for s in known.sentences)
            ]
            if same:
                _join(scene, same[0] if draft.rule.endswith(".first") else same[-1], draft)
            continue
        known = _left(kept, draft) or next((old for old in kept if _same(old, draft)), None)
        if known is None:
            kept.append(draft)
        elif draft.rule == INFOBOX and known.get("status") != Concept("Open"):
            scene.refuse(INFOBOX, "the text says otherwise", draft.sentences[0])
        else:
            _join(scene, known, draft)
    return kept


def _left(kept: list[FactDraft], draft: FactDraft) -> FactDraft | None:
    """The mission told before that moved to the city of a draft, now there: one mission, where it is today."""
    if not draft.rule.endswith(MOVED):
        return None
    draft.rule = draft.rule.removesuffix(MOVED)
    city = draft.roles["city"]
    for old in reversed(kept):
        if old.type == draft.type and all(old.roles.get(side) == draft.roles[side] for side in ("sender", "receiver")):
            old.roles["city"] = city
            return old
    return None


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


def _reopened(scene: Scene, old: FactDraft, known: str, new: FactDraft, status: str) -> bool:
    """Whether one of the two closes a mission that the other opens again, or will: ``… বন্ধ করে দিয়েছিল``, ``আবার চালু``.

    What was closed before the opening that is told first is told by looking back.
    """
    if "Closed" not in {known, status} or known == status:
        return False
    opening, closing = (old, new) if status == "Closed" else (new, old)
    told, closed = opening.sentences[0], closing.sentences[0]
    senses = frozenset().union(*(sentence.senses for sentence in opening.sentences))
    if told is closed or "mission.open" not in senses:
        return False
    opened, ended = opening.get("openedOn"), closing.get("closedOn")
    if "mission.reopen" in senses:
        return not (isinstance(ended, PartialDate) and _all_before(opening.sentences, ended))
    if isinstance(opened, PartialDate) and isinstance(ended, PartialDate):
        return str(opened) > str(ended)
    return told.index < closed.index and (
        _looks_back(scene, closed) or (ended is not None and _reported(scene.sentences[told.index : closed.index]))
    )


def _all_before(opening: list[Sentence], end: PartialDate) -> bool:
    """``২০০৪ সালে আবার খোলা হয়। ২০১৫ সালে বন্ধ হয়``: what was opened again before it was closed."""
    told = [mention.first for sentence in opening for _, mention in dates(sentence) if mention.first is not None]
    return bool(told) and all(date < end for date in told)


def _reported(opening: list[Sentence]) -> bool:
    """``সোমবার চালু হয়েছে``, ``৩২ বছর পর খুলল``, ``বন্ধ থাকার পর``: an opening as a report tells it, the last thing done."""
    telling = [sentence for sentence in opening if "mission.open" in sentence.senses]
    if any({"mission.closed", "visit.after"} <= sentence.senses for sentence in telling):
        return True
    dated = (date_of(chunk) for sentence in telling for chunk in sentence.chunks)
    return any(mention is not None and mention.relative is not None for mention in dated)


def _looks_back(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence tells of what came before (এর আগে …, … বন্ধ করে দিয়েছিল)."""
    if "mission.earlier" in sentence.senses:
        return True
    verb = next((chunk for chunk in reversed(sentence.chunks) if chunk.verb is not None and chunk.kind == "verb"), None)
    if verb is None or verb.verb is None or "mission.is" in verb.senses:
        return False
    return scene.tokens.word[verb.end - 1].endswith(setting(scene.lang, "earlier"))


def _join(scene: Scene, old: FactDraft, new: FactDraft) -> None:
    """Later words complete earlier ones; a closing outranks a standing, that a plan, a state one that is no more."""
    for role in ("sender", "receiver"):
        was, now = old.get(role), new.get(role)
        if isinstance(was, Entity) and isinstance(now, Entity) and was.id != now.id and party(was.id) == now.id:
            old.roles[role] = [now]
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
        if _reopened(scene, old, known.name, new, status.name):
            old.roles["status"] = [known if status.name == "Closed" else status]
            old.roles.pop("closedOn", None)
        elif order.index(status.name) > order.index(known.name):
            old.roles["status"] = [status]
    for sentence in new.sentences:
        if sentence not in old.sentences:
            old.sentences.append(sentence)
