"""``দা নাংয়ে আরেকটি``: one more mission of the kind told last, in another city, here or in the sentence that follows."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bilat_kg.model import Concept
from bilat_kg.text.chunks import Chunk, Sentence, dates
from bilat_kg.text.clauses import clause_at
from bilat_kg.text.frames.mission.closing import MISSIONS
from bilat_kg.text.frames.mission.drafts import OPENED
from bilat_kg.text.frames.mission.settings import setting
from bilat_kg.text.frames.mission.status import Status, read_status
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.states import party
from bilat_kg.text.timeline import as_value
from bilat_kg.text.values import DateMention

_TOWN = frozenset({"town", "city_noun"})
_GONE = frozenset({"mission.closed", "not", "cue.ended", "cue.cancelled"})
_STANDS = frozenset({"Open", "Planned"})


def another(
    scene: Scene, sentence: Sentence, nouns: list[int], found: list[FactDraft], words: Collection[str]
) -> Iterator[FactDraft]:
    """The mission that ``words`` (আরেকটি, চতুর্থটি) stand for behind a city of the same receiver, if there is one."""
    like = next((draft for draft in reversed(found) if draft.get("receiver") is not None), None)
    if like is None or not nouns or like.get("sender") is None:
        return
    draft = _in(scene, sentence, nouns[-1] + 1, like, words)
    if draft is not None:
        yield draft
        return
    index = sentence.index + 1
    following = scene.sentences[index] if index < len(scene.sentences) else None
    if following is None or following.index != index or not following.senses.isdisjoint(MISSIONS):
        return
    draft = _in(scene, following, 0, like, words)
    if draft is not None:
        draft.sentences.append(sentence)
        yield draft


def _in(scene: Scene, sentence: Sentence, start: int, like: FactDraft, words: Collection[str]) -> FactDraft | None:
    chunks = sentence.chunks
    for at in range(max(start, 1), len(chunks)):
        if start and chunks[at].kind == "city" and chunks[at].own == "Poss":
            draft = _possessed(scene, sentence, at, like)
            if draft is not None:
                return draft
        also = bool(start) and _too(scene, chunks, at)
        if not also and (not _alone(chunks, at) or not _points(scene, chunks[at], words)):
            continue
        town = at > 1 and chunks[at - 1].own == "Loc" and not _TOWN.isdisjoint(chunks[at - 1].senses)
        city = chunks[at] if also else chunks[at - 2] if town else chunks[at - 1]
        if not also and _there(chunks, at):
            town, city = False, chunks[at + 2]
        receiver, sender = like.roles["receiver"], like.roles["sender"]
        if (
            city.kind != "city"
            or not (town or city.own == "Loc")
            or city.entity is None
            or city.entity == like.get("city")
        ):
            continue
        if party(city.entity.country or "") not in {party(getattr(state, "id", "")) for state in receiver}:
            continue
        clause = clause_at(sentence, at)
        planned = like.get("status") == Concept("Planned") and not any(c.verb for c in chunks[at : clause.end])
        status = read_status(sentence, clause, at, clause.end) or Status("Open", "openedOn")
        status = Status("Planned", "") if planned else status  # A-তে একটি কনস্যুলেট হবে; B-তেও আর একটি
        if status.name not in _STANDS:
            continue
        date = _date(sentence, max(start, clause.start), at, clause.end) if status.dated else None
        dated = {status.dated: as_value(date)} if status.dated and date is not None else {}
        roles = {"sender": sender, "receiver": receiver, "city": city.entity, **dated, "status": Concept(status.name)}
        return scene.draft(like.type, roles, OPENED, sentence, "0.9")
    return None


def _possessed(scene: Scene, sentence: Sentence, at: int, like: FactDraft) -> FactDraft | None:
    """``…, গুয়াহাটিরটি তারও তিন বছর আগে``: the one in another city, with a date or nothing said of it, and no verb."""
    chunks, city, clause = sentence.chunks, sentence.chunks[at].entity, clause_at(sentence, at)
    rest = chunks[at + 1 : clause.end]
    if city is None or like.get("status") != Concept("Open") or clause.negated or clause.planned or clause.proposed:
        return None
    if any(c.verb is not None or c.kind in {"city", "country"} or not c.senses.isdisjoint(_GONE) for c in rest):
        return None
    if party(city.country or "") not in {party(getattr(state, "id", "")) for state in like.roles["receiver"]}:
        return None
    date = next((mention for i, mention in dates(sentence) if at < i < clause.end), None)
    dated = {"openedOn": as_value(date)} if date is not None else {}
    roles = {role: like.roles[role] for role in ("sender", "receiver")}
    return scene.draft(like.type, {**roles, "city": city, **dated, "status": Concept("Open")}, OPENED, sentence, "0.9")


def _too(scene: Scene, chunks: list[Chunk], at: int) -> bool:
    """``কোমোতিনিতে X-এর কনস্যুলেট আছে, রোডসেও``: a city behind the verb and a mark, in the locative, and nothing more."""
    if chunks[at].kind != "city" or chunks[at].own != "Loc" or chunks[at - 1].kind != "mark" or at < 2:
        return False
    if chunks[at - 2].verb is None or not all(chunk.kind == "mark" for chunk in chunks[at + 1 :]):
        return False
    return scene.tokens.word[chunks[at].end - 1].endswith(setting(scene.lang, "also"))


def _there(chunks: list[Chunk], at: int) -> bool:
    """``তেমন দপ্তর আছে কুসকোতে``: the city behind the verb."""
    if at + 2 >= len(chunks) or chunks[at + 2].kind != "city" or chunks[at + 2].own != "Loc":
        return False
    verb = chunks[at + 1].verb
    return verb is not None and not verb.negated and "verb.be" in chunks[at + 1].senses


def _points(scene: Scene, chunk: Chunk, words: Collection[str]) -> bool:
    """Whether a chunk is one of ``words``, alone or with the word before it (আর একটি)."""
    token = scene.tokens.word
    last = chunk.end - 1
    return token[last] in words or (last > 0 and f"{token[last - 1]} {token[last]}" in words)


def _alone(chunks: list[Chunk], at: int) -> bool:
    """Whether no other noun follows: ``আরেকটি চুক্তি`` is no mission."""
    if at + 1 >= len(chunks):
        return True
    after = chunks[at + 1]
    return after.kind in {"mark", "date", "verb"} or "mission.open" in after.senses


def _date(sentence: Sentence, start: int, at: int, end: int) -> DateMention | None:
    """The date nearest before the words, behind the mission told last, else the first one after them."""
    near = [(i, mention) for i, mention in dates(sentence) if start <= i < end]
    before = [mention for i, mention in near if i < at]
    return before[-1] if before else next((mention for _, mention in near), None)
