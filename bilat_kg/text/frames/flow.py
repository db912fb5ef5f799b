"""Which way goods go: exporter and importer, told by cases, verbs and what was said just before.

Shared by the frames that read trade in money and trade in goods. The origin of a movement stands in the ablative
(X থেকে), its goal in the locative; an export or a sale belongs to the state in whose genitive or nominative it stands,
an import or a purchase likewise to the buyer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.morphology import Case
from bilat_kg.text.pair import Pair
from bilat_kg.text.states import state_of

OUT = frozenset({"flow.export", "flow.sell"})
IN = frozenset({"flow.import", "flow.buy"})
MOVES = OUT | IN | {"flow.go", "flow.come"}


_MOTION = frozenset({"flow.go", "flow.come"})
_GIVES = OUT | {"flow.send", "flow.give"}
_REACHES = frozenset({"flow.go", "flow.come", "flow.land"})
_RELATIVE = frozenset({"flow.whence", "flow.whither"})
_OUTDONE = frozenset({"flow.next", "flow.outdone", "flow.than", "flow.flag"})
_DEALS = frozenset({"Nom", "Abl", "All", "Acc"})
_LONGEST_WAY = 6  # chunks from a state to what goods do with its port or road
_OBLIQUE = frozenset({"Abl", "Loc", "All", "Acc", "Com"})
_OWNED = OUT | IN | {"good", "flow.goods", "flow.main", "goods.list", "flow.total", "flow.need", "people.for"}


@dataclass(frozen=True, slots=True)
class Direction:
    """Goods go from ``exporter`` to ``importer``, codes of states; ``subject`` is the one the text speaks of."""

    exporter: str
    importer: str
    subject: str

    def turned(self) -> Direction:
        """The way back."""
        return Direction(
            self.importer, self.exporter, self.importer if self.subject == self.exporter else self.exporter
        )


@dataclass(frozen=True, slots=True)
class Flow:
    """What an amount measures: the total, or one direction."""

    way: Direction | None


@dataclass(slots=True)
class _States:
    origin: str | None = None
    goal: str | None = None
    owner: str | None = None
    actor: str | None = None
    dealer: str | None = None  # whose people or firms act: পেরুর ব্যবসায়ীরা
    made: str | None = None  # whose goods they are called: রুশ তেল
    market: str | None = None  # onto whose market they come: কেনিয়ার বাজারে


def direction(
    chunks: list[Chunk],
    region: Iterable[int],
    noun: int | None,
    senses: frozenset[str],
    pair: Pair,
    before: Direction | None,
) -> Direction | None:
    """The direction of the flow whose word is the chunk ``noun`` with ``senses``, from the chunks of ``region``.

    ``before`` is the direction read last: what an elliptical clause (…, আমদানি ১.৭ কোটি) leans on. ``None`` where the
    words do not tell or contradict each other.
    """
    region = list(region)
    found = _states(chunks, region, noun, pair)
    origin, goal = found.origin or (found.made if senses & IN else None), found.goal
    found.owner = found.owner or (found.made if not senses & IN else None)
    if before is not None and not senses.isdisjoint(OUT | IN) and _points_across(chunks, region):
        partner = pair.other(before.subject)  # X-এর রপ্তানি ছিল …; দেশটি থেকে আমদানি …
        origin, goal = (partner, None) if origin else (None, partner)
    if goal is None and found.actor is not None and not senses.isdisjoint(_MOTION):
        goal, found.actor = found.actor, None  # goods go, not states: a bare name is where they go
    found.actor = found.actor or found.dealer
    if senses & IN and found.owner and found.actor and found.owner != found.actor and origin is None:
        origin, found.owner = found.owner, None  # X Y-এর চা কেনে
    back = any("flow.reverse" in chunks[i].senses for i in region)
    acts = back and noun is not None and chunks[noun].verb is not None and found.actor is not None
    if not senses & IN and senses & OUT and _exports_behind(chunks, noun, found):
        goal, found.owner = goal or found.owner, None  # Y-র বাঙালিদের জন্য ইলিশ রপ্তানি করেছে X
    if "flow.provide" in senses and found.owner and found.actor not in {None, found.owner} and _needs(chunks, region):
        goal, found.owner = goal or found.owner, None  # Y-এর গ্যাসের অর্ধেক জোগায় X
    if "flow.take" in senses and found.market is not None and found.actor not in {None, found.market}:
        return Direction(str(found.actor), found.market, str(found.actor))  # Y-এর বাজারে সাবান আনে X
    agent = found.actor if acts else found.owner or found.actor  # X-এর চিনির বিনিময়ে Y পাঠায় …
    if origin is None and goal is None and agent is None and before is not None:
        agent = before.subject
        if back and not senses & IN:
            return before.turned()
    if senses & IN:
        importer = agent if agent != origin else None
        taken = agent is None and not senses.isdisjoint({"flow.take", "flow.buy"})  # Y-এর কাছে সে নেয় চা
        exporter = origin or (goal if taken else None)
        if importer is None and exporter is None:
            importer = goal
        if importer is None:
            importer = pair.other(exporter)
        if exporter is None:
            exporter = pair.other(importer)
        subject = importer
    else:
        exporter = origin or (agent if agent != goal else None)
        importer = goal
        if exporter is None:
            exporter = pair.other(importer)
        if importer is None or importer == exporter:
            importer = pair.other(exporter)
        subject = exporter
    if exporter is None or importer is None or pair.other(exporter) is None or subject is None:
        return None
    return Direction(exporter, importer, subject) if pair.other(exporter) == pair.other(pair.other(importer)) else None


def _exports_behind(chunks: list[Chunk], noun: int | None, found: _States) -> bool:
    """Whether the state that exports stands in the nominative right behind the verb of its export."""
    if noun is None or found.owner is None or found.actor is None or found.owner == found.actor:
        return False
    last = noun + 2
    verb = chunks[noun + 1].verb if last < len(chunks) else None
    return verb is not None and verb.finite and chunks[last].own == "Nom" and state_of(chunks[last]) == found.actor


def _needs(chunks: list[Chunk], region: Iterable[int]) -> bool:
    """``Y-এর গ্যাসের অর্ধেক``, ``Y-এর তেলের চাহিদা``: goods in the genitive, of which a state needs so much."""
    return any("good" in chunks[i].senses and chunks[i].own == "Gen" for i in region)


def _states(chunks: list[Chunk], region: Iterable[int], noun: int | None, pair: Pair) -> _States:
    found = _States()
    owner = actor = 0
    for i in region:
        chunk = chunks[i]
        code = state_of(chunk) if chunk.kind in {"country", "city"} else None
        if not chunk.senses.isdisjoint(_RELATIVE) and (named := _just_named(chunks, i, pair)) is not None:
            found = _States(origin=named) if "flow.whence" in chunk.senses else _States(goal=named)
        if code is None or code not in pair:
            continue
        following = chunks[i + 1] if i + 1 < len(chunks) else None
        case = _place_case(chunks, i) or chunk.case
        if case == "Abl" or (following is not None and _from_beside(following)):
            found.origin = code
        elif case in {"Loc", "All", "Acc"}:
            found.goal = code
        elif case == "Gen":
            if following is not None and not following.senses.isdisjoint({"flow.market", "flow.towards"}):
                found.goal = code
                found.market = code if following.own == "Loc" else None
            elif chunk.kind == "city" and following is not None and following.own == "Loc" and noun is not None:
                if not chunks[noun].senses.isdisjoint(_REACHES):
                    found.goal = code  # লন্ডনের টেবিলে পৌঁছায়
            elif following is not None and not following.senses.isdisjoint({"people.for", "flow.need"}):
                found.goal = code
            elif following is not None and "flow.dealer" in following.senses and following.case in _DEALS:
                _deal(found, code, following.case)
            elif chunk.adjective and found.origin is None and _before_goods(chunks, i):
                found.made = code
            elif chunk.kind == "country" and (noun is None or i < noun or found.owner is None):
                found.owner, owner = code, i
        elif chunk.case == "Nom" and (found.actor is None or any(map(_is_aside, chunks[actor:i]))):
            found.actor, actor = code, i
            if found.owner not in {None, code} and all(c.senses.isdisjoint(_OWNED) for c in chunks[owner:i]):
                found.owner = None  # Y-এর সহায়তায় X চা রপ্তানি করে
        elif chunk.case == "Nom" and found.actor != code and chunks[i - 1].kind == "country":
            found.goal = found.goal or code  # X Y পণ্য রপ্তানি করে: the second name has lost its ending
    return found


def _is_aside(chunk: Chunk) -> bool:
    """``Y স্বাধীন হলে X …``, ``Y স্বাধীন হওয়ার পর X …``: a verb whose subject is not that of the clause it stands in."""
    return chunk.verb is not None and chunk.verb.mood in {"conditional", "noun"} and not chunk.verb.finite


def _deal(found: _States, code: str, case: Case) -> None:
    """``X-এর ব্যবসায়ীরা``, ``X-এর ক্রেতাদের কাছে``, ``X-এর কৃষকদের কাছ থেকে``: those of a state stand for it."""
    if case == "Nom":
        found.dealer = code
    elif case == "Abl":
        found.origin = code
    else:
        found.goal = code


def _before_goods(chunks: list[Chunk], at: int) -> bool:
    """``ভারতীয় পেঁয়াজ``, ``ভারতীয় ২৯ ট্রাক পেঁয়াজ``: goods stand behind the adjective of a state, but for how many."""
    i = at + 1
    while i < len(chunks) and chunks[i].kind == "number":
        i += 1
    return i < len(chunks) and "good" in chunks[i].senses


def _place_case(chunks: list[Chunk], at: int) -> Case | None:
    """``X-এর কালাও বন্দর থেকে``, ``মোম্বাসা বন্দরে``: the case of the place for which the state or city stands."""
    if chunks[at].adjective or chunks[at].case not in {"Gen", "Nom"}:
        return None
    for i in range(at + 1, min(at + 4, len(chunks))):
        chunk = chunks[i]
        place = chunk.kind == "city" or "flow.place" in chunk.senses
        if place and chunk.case in {"Abl", "Loc"}:
            return chunk.case if chunks[at].kind == "city" or chunks[at].case == "Gen" else None
        if chunk.kind != "city" and (chunk.kind != "word" or chunk.senses - {"flow.place"}) and not place:
            return None
    return None


def _points_across(chunks: list[Chunk], region: Iterable[int]) -> bool:
    """Whether the only state of the words is ``দেশটি`` in an oblique case: the partner of whom the text speaks."""
    named = [chunks[i] for i in region if chunks[i].kind in {"country", "city"}]
    return len(named) == 1 and named[0].anaphor and named[0].case in _OBLIQUE


def turns(chunks: list[Chunk], region: range) -> bool:
    """``X থেকে এসেছে ৫ কোটি ডলারের পণ্য, গেছে ২ কোটি ডলারের``: goods come where they went before, or go."""
    if any("flow.take" in chunks[i].senses and (verb := chunks[i].verb) is not None and verb.finite for i in region):
        acts = (i for i in range(region.start - 1, -1, -1) if chunks[i].verb is not None)
        return any(not chunks[i].senses.isdisjoint(_GIVES) for i in list(acts)[:1])  # X পাঠিয়েছে …, এনেছে …
    now = {sense for i in region for sense in chunks[i].senses} & _MOTION
    if len(now) != 1:
        return False
    earlier = next((move for i in range(region.start - 1, -1, -1) if (move := chunks[i].senses & _MOTION)), now)
    return earlier.isdisjoint(now)


def _just_named(chunks: list[Chunk], at: int, pair: Pair) -> str | None:
    """``…, বাজার X, যেখান থেকে আসে …``: the state right before the comma."""
    if at < 2 or chunks[at - 1].text != "," or chunks[at - 2].kind != "country":
        return None
    code = state_of(chunks[at - 2])
    return code if code in pair else None


def _from_beside(chunk: Chunk) -> bool:
    """``X-এর কাছ থেকে``: from X."""
    return "flow.from" in chunk.senses or (chunk.case == "Abl" and "flow.beside" in chunk.senses)


def names_party(chunks: list[Chunk], region: Iterable[int], pair: Pair) -> bool:
    """Whether the words name a state of the pair."""
    return any(state_of(chunks[i]) in pair for i in region)


def names_third_state(chunks: list[Chunk], region: Iterable[int], pair: Pair) -> bool:
    """Whether the words speak of a flow with a state or region outside the pair."""
    for i in region:
        chunk = chunks[i]
        if not chunk.senses and chunk.kind in {"word", "mark", "verb"}:
            continue  # most chunks
        if chunk.own in {"Gen", "Acc"} and i + 1 < len(chunks) and not chunks[i + 1].senses.isdisjoint(_OUTDONE):
            continue  # X-এর পরেই, X-কে টপকে, X-এর চেয়ে: another is ranked beside the two; X-এর পতাকাবাহী
        if "flow.region" in chunk.senses or "region" in chunk.senses:
            if i + 1 < len(chunks) and chunks[i + 1].anaphor:
                continue  # উপসাগরীয় রাজ্যটিতে: which of the two
            return True
        if chunk.kind == "organization" and chunk.case in {"Com", "Loc", "Abl"}:
            return True  # আসিয়ানের সঙ্গে, আসিয়ানে: whose states are many
        if chunk.kind in {"country", "city"}:
            code = state_of(chunk)
            if code is not None and code not in pair:
                return True
    return False


def outdoes(chunks: list[Chunk], region: Iterable[int], pair: Pair) -> bool:
    """``চা রপ্তানিতে X-এর চেয়ে এগিয়ে Y``: the two are compared as sellers, and do not sell to one another."""
    ranked = {"flow.outdone", "flow.than"}
    return any(
        chunks[i].kind == "country"
        and state_of(chunks[i]) in pair
        and chunks[i].case != "Abl"  # দেশটি থেকেও
        and i + 1 < len(chunks)
        and not chunks[i + 1].senses.isdisjoint(ranked)
        for i in region
    )


def passes(chunks: list[Chunk], region: Iterable[int], pair: Pair) -> bool:
    """``X Y-এর বন্দর দিয়ে চা রপ্তানি করে``, ``X ভারতীয় রুট ব্যবহার করে …``: goods only pass the other, to nobody named."""
    named = [i for i in region if state_of(chunks[i]) in pair]
    through = {j for i in named for j in range(i, _end_of_way(chunks, i))}
    others = [chunks[i] for i in named if i not in through]
    if not through or any(chunk.case not in {"Nom", "Gen"} for chunk in others):
        return False
    return len({state_of(chunk) for chunk in others}) < 2


def _end_of_way(chunks: list[Chunk], at: int) -> int:
    """Where the words end that say of a state only through what goods go: its port, its land, its roads, itself."""
    if chunks[at].kind == "city" and chunks[at].own == "Nom" and at + 1 < len(chunks):
        following = chunks[at + 1]  # জাঞ্জিবার হয়ে
        over = following.verb is not None and not following.verb.finite and "relation.is" in following.senses
        return at + 1 if over else at
    if chunks[at].kind != "country" or chunks[at].own != "Gen":
        return at
    for i in range(at + 1, min(at + _LONGEST_WAY, len(chunks))):
        chunk = chunks[i]
        if "flow.through" in chunk.senses or ("relation.is" in chunk.senses and chunk.verb and not chunk.verb.finite):
            return i
        if chunk.kind != "city" and chunk.senses.isdisjoint({"flow.way", "flow.place"}):
            break
    return at
