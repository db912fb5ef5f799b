"""People whom a number alone counts, with no word for them: ``X থেকে ৬৫০ জন Y-তে পড়তে যান``."""

from __future__ import annotations

from collections.abc import Iterator

from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import clauses
from bilat_kg.text.frames.halves import DOING
from bilat_kg.text.frames.headcount import WORDS, is_count, unreal
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.frames.tally import Group, observation, remember
from bilat_kg.text.frames.years import in_our_era
from bilat_kg.text.states import party, state_of
from bilat_kg.text.values import NumberMention

_NOT = frozenset({*WORDS, "people.not", "people.share", "people.permit", "flow.part", "until", "which", "also"})
_DOES = frozenset(sense for sense, _ in DOING)
_OTHERS = frozenset({"person", "office", "organization", "amount"})


def heads(scene: Scene, sentence: Sentence, used: set[int]) -> Iterator[FactDraft]:
    """The one count of a clause that says from which of the two states people came to the other, and to do what."""
    chunks = sentence.chunks
    if "number" not in sentence.senses or _DOES.isdisjoint(sentence.senses):
        return
    for clause in clauses(sentence):
        inside = chunks[clause.start : clause.end]
        senses = {sense for chunk in inside for sense in chunk.senses}
        groups = {group for sense, group in DOING if sense in senses}
        if groups == {"tourists"} and "visit" in senses:
            continue  # ৪০ জন সফরে যান: whoever they are
        if len(groups) != 1 or not clause.asserted or not _NOT.isdisjoint(senses):
            continue
        if any(chunk.kind in _OTHERS or chunk.adjective for chunk in inside) or unreal(
            chunks, clause.start, clause.end
        ):
            continue
        counted = [i for i in range(clause.start, clause.end) if is_count(chunks[i])]
        if len(counted) != 1 or counted[0] in used or not _alone(chunks, counted[0]):
            continue
        way = _way(scene, inside, chunks[counted[0] - 1] if counted[0] > clause.start else None)
        if way is None:
            continue
        value = chunks[counted[0]].value
        if not isinstance(value, NumberMention) or not value.classifier:
            continue
        used.add(counted[0])
        told = Group(groups.pop(), *way)
        remember(scene, sentence, told.name, told.origin, told.goal)
        mention = in_our_era(scene.timeline.governing(sentence, counted[0]), scene.pair)
        yield observation(scene, sentence, told, mention, value)


def _way(scene: Scene, inside: list[Chunk], owner: Chunk | None) -> tuple[str, str] | None:
    """From which state to which: one in the ablative or right before the number, one in the locative, and no third."""
    named = [chunk for chunk in inside if chunk.kind in {"country", "city"}]
    left = [c for c in named if c.case == "Abl" or (c is owner and c.own == "Gen" and c.kind == "country")]
    origins = [code for chunk in left if (code := state_of(chunk)) in scene.pair and code]
    goals = [code for chunk in named if chunk.own == "Loc" and (code := state_of(chunk)) in scene.pair and code]
    if len(origins) != 1 or len(goals) != 1 or len(named) != 2 or party(origins[0]) == party(goals[0]):
        return None
    return origins[0], goals[0]


def _alone(chunks: list[Chunk], at: int) -> bool:
    """Whether nothing that it counts stands behind a number: ``৬৫০ জন কেনিয়ায়``, and not ``৬৫০ জন সাংবাদিক``."""
    following = chunks[at + 1]
    doing = any(sense in following.senses for sense, _ in DOING)
    return doing or following.kind in {"country", "city", "verb", "mark", "date"}
