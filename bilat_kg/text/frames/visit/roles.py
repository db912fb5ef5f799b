"""Who visits, which state, when, how: the roles of one visit, by type, case and place in its part of the sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bilat_kg.model import Entity
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.discourse import Pair, party, state_of
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.frames.visit.parts import Anchor, Part
from bilat_kg.text.people import office_of, state_before
from bilat_kg.text.timeline import date_of
from bilat_kg.text.values import DateMention

_DIPLOMATS = frozenset({"office:ambassador", "office:high_commissioner", "office:deputy_high_commissioner",
    "office:non_resident_ambassador", "office:roving_ambassador", "office:permanent_representative", "office:charge_d_affaires",
    "office:consul_general", "office:consul", "office:honorary_consul", "office:attache", "office:first_secretary",
    "office:counsellor", "office:spokesperson"})  # fmt: skip
_BACK = 3  # sentences that a pronoun may point back over
_KINDS = {"visit.state": "state", "visit.official": "official", "visit.working": "working"}


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who visits: where named, whom, of which office and state; what is not known is ``None``."""

    at: int
    entity: Entity | None
    office: str | None
    state: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """A state that is visited, at chunk ``at``; ``-1`` where no place is named."""

    at: int
    state: str


def visitors(scene: Scene, sentence: Sentence, part: Part, anchor: Anchor) -> list[Visitor]:
    """Who visits in a part; nobody where nobody is named there."""
    chunks = sentence.chunks
    if anchor.mode == "named":
        found = _owner(scene, sentence, part, anchor)
        return [found] if found else []
    honoured = _honoured(scene, sentence, anchor)
    subjects = [v for i in range(part.start, part.end) if (v := _visitor(chunks, i, {"Nom"}))]
    subjects = [v for v in subjects if honoured or v.office == "delegation"]
    if subjects:
        return subjects
    for i in range(part.start, part.end) if honoured else ():
        if "pronoun" in chunks[i].senses or "visit.who" in chunks[i].senses:
            found = antecedent(scene, sentence, i)
            return [found] if found else []
    if anchor.noun is not None:
        found = _owner(scene, sentence, part, anchor)
        return [found] if found else []
    return []


def _honoured(scene: Scene, sentence: Sentence, anchor: Anchor) -> bool:
    """Whether the verb can be said of somebody in office: a finite verb then takes the honorific ending (যান, no যায়)."""
    chunk = sentence.chunks[anchor.verb] if anchor.verb is not None else None
    if chunk is None or chunk.verb is None or not chunk.verb.finite:
        return True
    form = scene.tokens.word[chunk.end - 1]
    return form.rstrip("ওই").endswith(("ন", "ননি", "েনি"))


def _visitor(chunks: list[Chunk], i: int, cases: set[str]) -> Visitor | None:
    """The person, the office without a name, or the delegation at ``i``, where it stands in one of ``cases``."""
    chunk = chunks[i]
    if chunk.case not in cases:
        return None
    following = chunks[i + 1] if i + 1 < len(chunks) else None
    if chunk.kind == "person":
        if i and not chunks[i - 1].senses.isdisjoint(_DIPLOMATS) and chunks[i - 1].kind == "office":
            return None
        return Visitor(i, chunk.entity, chunk.office, chunk.state)
    if chunk.kind == "office":
        named = following is not None and (
            following.kind in {"person", "office"}
            or (
                following.text == ","
                and i + 2 < len(chunks)
                and chunks[i + 2].kind == "person"
                and chunks[i + 2].office is not None
            )
            or "holding" in following.senses
        )
        counted = i > 0 and (chunks[i - 1].kind == "number" or "visit.both" in chunks[i - 1].senses)
        of_person = i > 1 and chunks[i - 1].text == "," and chunks[i - 2].kind == "person"
        of_person = of_person or (
            i > 2 and chunks[i - 1].kind == "country" and chunks[i - 2].text == "," and chunks[i - 3].kind == "person"
        )
        if named or counted or of_person or chunk.plural or not chunk.senses.isdisjoint(_DIPLOMATS):
            return None
        return Visitor(i, None, office_of(chunks, i), state_before(chunks, i))
    if "delegation" in chunk.senses:
        return Visitor(i, None, "delegation", _genitive_state(chunks, i))
    return None


def _genitive_state(chunks: list[Chunk], at: int) -> str | None:
    for i in range(at - 1, max(-1, at - 5), -1):
        if chunks[i].kind == "country" and chunks[i].case == "Gen":
            return state_of(chunks[i])
    return None


def _owner(scene: Scene, sentence: Sentence, part: Part, anchor: Anchor) -> Visitor | None:
    """Whose visit it is: a genitive before the word, with nothing but places, dates and manners between."""
    chunks = sentence.chunks
    assert anchor.noun is not None
    for i in range(anchor.noun - 1, part.start - 1, -1):
        chunk = chunks[i]
        found = _visitor(chunks, i, {"Gen"})
        if found:
            return found
        if "own" in chunk.senses or "pronoun" in chunk.senses:
            return antecedent(scene, sentence, i)
        between = chunk.kind in {"date", "city", "country", "number"} or chunk.text in {",", "(", ")"}
        if not between and not any(sense.startswith("visit.") for sense in chunk.senses) and "also" not in chunk.senses:
            return None
    return None


def antecedent(scene: Scene, sentence: Sentence, at: int) -> Visitor | None:
    """Whom a pronoun at ``at`` means: the last subject before it, in this sentence or one shortly before."""
    found = _last_subject(sentence.chunks, at)
    index = sentence.index - 1
    while found is None and index >= 0 and index >= sentence.index - _BACK:
        chunks = scene.sentences[index].chunks
        found = _last_subject(chunks, len(chunks))
        index -= 1
    return found


def _last_subject(chunks: list[Chunk], before: int) -> Visitor | None:
    for cases in ({"Nom"}, {"Gen"}):
        for i in range(before - 1, -1, -1):
            if chunks[i].kind == "person" and (found := _visitor(chunks, i, cases)):
                return found
    return None


def place(chunks: list[Chunk], part: Part, anchor: Anchor, visitor: Visitor | None, pair: Pair) -> Place | str:
    """Where a visit goes, or a word on why that is not clear.

    What stands right before the word visit counts first, then what stands nearest to the verb.
    """
    home = party(visitor.state) if visitor and visitor.state else None
    near: list[Place] = []
    third = False
    for i in _by_distance(part, anchor):
        chunk = chunks[i]
        if chunk.kind not in {"city", "country"} or not _is_goal(chunks, i, anchor):
            continue
        state = state_of(chunk)
        if state is None:
            continue
        if state not in pair:
            third = True
            continue
        if party(state) != home:
            near.append(Place(i, state))
    if near:
        direct = [p for p in near if anchor.noun is not None and _adjoins(chunks, p.at, anchor.noun)]
        best = (direct or near)[0]
        if home is None and not direct and len({party(p.state) for p in near}) > 1:
            return "direction unclear"
        return best
    return "third country" if third else "no destination"


def _by_distance(part: Part, anchor: Anchor) -> Iterator[int]:
    at = anchor.verb if anchor.verb is not None else anchor.noun
    if at is None:
        yield from range(part.start, part.end)
        return
    yield from sorted(range(part.start, part.end), key=lambda i: (abs(i - at), i))


def _adjoins(chunks: list[Chunk], place_at: int, noun: int) -> bool:
    """Whether only manners of visiting stand between a place and the word visit."""
    return place_at < noun and all(
        chunk.kind in {"date", "number"} or any(sense.startswith("visit.") for sense in chunk.senses)
        for chunk in chunks[place_at + 1 : noun]
    )


def _is_goal(chunks: list[Chunk], i: int, anchor: Anchor) -> bool:
    """Whether a place can be where somebody goes: in the locative, or bare beside visit or verb."""
    chunk = chunks[i]
    if chunk.adjective or chunk.case in {"Gen", "Com", "Abl"}:
        return False
    if chunk.case in {"Loc", "All"}:
        return True
    following = chunks[i + 1] if i + 1 < len(chunks) else None
    if following is not None and "city_noun" in following.senses:
        return following.case == "Loc"
    if anchor.staying:
        return False
    if anchor.noun is not None and _adjoins(chunks, i, anchor.noun):
        return True
    if anchor.mode in {"stub", "listed"}:
        return True
    if anchor.verb is None:
        return False
    if i > anchor.verb:
        return all(c.kind in {"date", "number"} or "also" in c.senses for c in chunks[anchor.verb + 1 : i])
    return all(
        c.kind in {"date", "number", "person", "office", "country"}
        or c.verb is not None
        or "also" in c.senses
        or any(s.startswith("visit") for s in c.senses)
        for c in chunks[i + 1 : anchor.verb]
    )


def dates(chunks: list[Chunk], start: int, end: int) -> list[tuple[int, DateMention]]:
    """The absolute dates in ``[start, end)`` that can be when something happened."""
    found = []
    for i in range(start, end):
        mention = date_of(chunks[i])
        if mention is None or mention.first is None or mention.decade or mention.fiscal or mention.boundary is not None:
            continue
        found.append((i, mention))
    return found


def of_another(chunks: list[Chunk], i: int) -> bool:
    """Whether a date belongs to a noun after it that is no visit: ``২০০৭ সালের পরিকল্পনা``."""
    mention = date_of(chunks[i])
    if mention is None or mention.case != "Gen" or i + 1 >= len(chunks):
        return False
    for chunk in chunks[i + 1 : i + 6]:
        if "visit" in chunk.senses:
            return False
        if chunk.kind in {"mark", "verb", "date"}:
            return False
        if chunk.kind == "word" and not any(sense.startswith("visit.") for sense in chunk.senses):
            return True
    return False


def kind(chunks: list[Chunk], part: Part, anchor: Anchor) -> str:
    """The kind that the words beside the visit give it."""
    for i in range(part.start, part.end):
        sense = next((s for s in sorted(chunks[i].senses) if s in _KINDS), None)
        if sense is None:
            continue
        if "visit" in chunks[i].senses or anchor.mode in {"stub", "listed"}:
            return _KINDS[sense]
        for j in range(i + 1, min(i + 5, part.end)):
            if "visit" in chunks[j].senses or "visit.journey" in chunks[j].senses:
                return _KINDS[sense]
            if chunks[j].kind not in {"number", "country", "city"} and not any(
                s.startswith("visit.") for s in chunks[j].senses
            ):
                break
        if anchor.noun is not None and anchor.noun < i and i + 1 < len(chunks) and chunks[i + 1].kind == "mark":
            return _KINDS[sense]
    return "unspecified"
