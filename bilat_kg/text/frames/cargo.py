"""Goods that move: which words open a list of them, what it holds, which way they go where no state is named."""

from __future__ import annotations

from collections.abc import Iterable

from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.frames.flow import IN, OUT, Direction
from bilat_kg.text.frames.goods import TRIGGERS, Item, all_strange, listed, origin_of
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.states import state_of

SURE = OUT | IN
_MOTION = frozenset({"flow.go", "flow.come"})
_BEFORE_LIST = frozenset({"goods.not", "goods.list", "between", "agreement.among"})
_AGREED = frozenset({"flow.contract", "agreement"})
_TALKED = _AGREED | {"cue.negotiated", "event.spoken"}
_ABOUT, _NEAR = 20, 5  # chunks from goods to the word that says what something is about, and from that to an agreement
_PEOPLE = frozenset(
    {
        "flow.team",
        "people.tourists",
        "people.students",
        "people.workers",
        "people.troops",
        "people.diaspora",
        "he",
    }
)


def motion(senses: frozenset[str]) -> frozenset[str]:
    """``flow.go`` or ``flow.come``, where a word says that goods move."""
    return senses & _MOTION


def onward(senses: frozenset[str], moved: frozenset[str], last: Direction, way: Direction) -> Direction:
    """The way that goods go of which no state is told: ``X থেকে আসে চা; যায় তামা``.

    Beside another movement, told ``last``, the same verb says the same way and the other the way back; else what comes,
    comes to the side that the text speaks from.
    """
    now = motion(senses)
    if len(now) == 1 and moved:
        return last if now == moved else last.turned()
    return last.turned() if "flow.come" in senses else way


def opens(chunks: list[Chunk], at: int, chunk: Chunk) -> bool:
    """Whether a chunk can hold a list of goods; of রপ্তানি করে and বিক্রি করে the noun does, not the verb."""
    if "flow.goods" in chunk.senses and chunk.senses.isdisjoint(TRIGGERS):
        if not 0 < at < len(chunks) - 1 or chunks[at - 1].kind != "country":
            return False
        following = chunks[at + 1]  # চীনা পণ্যের মধ্যে, চীনা পণ্যের তালিকায়, চীনা পণ্য মানে …
        return not following.senses.isdisjoint({"between", "goods.means"}) or (
            "goods.list" in following.senses and following.own == "Loc"
        )
    if chunk.senses.isdisjoint(TRIGGERS) or _attributive(chunks, at):
        return False
    if "flow.batch" in chunk.senses and chunk.own in {"Loc", "Gen"}:
        return False  # প্রথম চালানে ৩৭ টন ইলিশ গেল ভারতে: the verb says which way
    if "flow.batch" in chunk.senses and at + 1 < len(chunks) and not chunks[at + 1].senses.isdisjoint(SURE):
        return False  # সারের চালান আমদানি
    if "flow.give" in chunk.senses and chunk.verb is not None and not chunk.verb.finite:
        return False  # বন্দর দিয়ে
    if chunk.verb is not None and chunk.kind == "verb":
        if chunk.verb.mood == "noun" and at + 1 < len(chunks) and _of_goods(chunks[at + 1]):
            return True  # X থেকে আসা পণ্য, X-এর পাঠানো জিনিসের মধ্যে
        if chunk.verb.mood == "noun" and _done(chunks, at):
            return True  # X থেকে আনা হয় …
        if chunk.verb.negated or chunk.verb.mood in {"future", "infinitive", "conditional", "noun"}:
            return False
        light = chunks[at + 1].verb if at + 1 < len(chunks) else None
        if light is not None and light.mood in {"infinitive", "future"} and not light.finite:
            return False  # পৌঁছে দিতে …: to what end something else is done
        before = chunks[at - 1] if at else None
        if before is not None and "flow.befalls" in before.senses:
            return False  # মারা যান, উল্টে যায়: nothing moves
        if before is not None and before.verb is not None and before.verb.mood == "noun":
            return False  # পাওয়া যায়: nothing moves
        if before is not None and before.kind == "verb" and not chunk.senses.isdisjoint(_MOTION):
            return at > 1 and "flow.load" in chunks[at - 2].senses  # পৌঁছে যায়: one act; ভর্তি করে আসে
        return before is None or before.senses.isdisjoint(SURE)
    return True


def is_aim(chunks: list[Chunk], at: int) -> bool:
    """``চা রপ্তানি করতে কেনিয়া একটি জাহাজ কেনে``: to sell something is only why another thing is done."""
    verb = chunks[at + 1].verb if at + 2 < len(chunks) else None
    return verb is not None and verb.mood == "infinitive" and chunks[at + 2].kind in {"country", "city"}


def _done(chunks: list[Chunk], at: int) -> bool:
    """Whether a passive verb makes a deed of the verbal noun ``chunks[at]``: আনা হয়, আনা হয়েছিল."""
    verb = chunks[at + 1].verb if at + 1 < len(chunks) else None
    told = verb is not None and verb.finite and not verb.negated and verb.mood in {"done", "present", "habitual"}
    return told and "verb.be" in chunks[at + 1].senses


def _of_goods(chunk: Chunk) -> bool:
    return "flow.goods" in chunk.senses or ("goods.list" in chunk.senses and chunk.own == "Gen")


def of_people(chunks: list[Chunk], region: Iterable[int]) -> bool:
    """Whether the words before a verb of motion name people: they come, whatever they come for."""
    return any(chunks[i].kind in {"person", "office"} or not chunks[i].senses.isdisjoint(_PEOPLE) for i in region)


def of_buyers(chunks: list[Chunk], region: Iterable[int]) -> bool:
    """``X-এর শ্রমিকেরা Y থেকে গাড়ি কেনেন``: people who buy for themselves."""
    return any(chunks[i].own == "Nom" and not chunks[i].senses.isdisjoint(_PEOPLE - {"he"}) for i in region)


def is_work(chunks: list[Chunk], at: int) -> bool:
    """``খাবার সরবরাহের কাজে নিযুক্ত``: work with goods, and no trade in them."""
    return chunks[at].own == "Gen" and at + 1 < len(chunks) and "people.works" in chunks[at + 1].senses


def brings(scene: Scene, chunks: list[Chunk], at: int) -> bool:
    """``X Y থেকে চা ও কফি নিয়ে আসে``: goods, taken along by one state from the other."""
    if not 0 < at < len(chunks) - 1 or "good" not in chunks[at - 1].senses or chunks[at - 1].own != "Nom":
        return False
    verb = chunks[at + 1].verb
    if verb is None or not verb.finite or verb.negated or motion(chunks[at + 1].senses) == frozenset():
        return False
    named = [chunk for chunk in chunks[:at] if chunk.kind == "country" and state_of(chunk) in scene.pair]
    return sorted(chunk.case for chunk in named) == ["Abl", "Nom"]


def deals(scene: Scene, chunks: list[Chunk], region: range) -> bool:
    """``X পাঠায় তামা; Y দেয় চা``: the other state gives, of which nothing but its name is told."""
    named = [chunks[i] for i in region if chunks[i].kind == "country"]
    return len(named) == 1 and named[0].own == "Nom" and state_of(named[0]) in scene.pair


def points_back(chunks: list[Chunk], region: range) -> bool:
    """``এই চাল``: goods that the text points back to."""
    return any("flow.that" in chunks[i].senses and "good" in chunks[i + 1].senses for i in region)


def denied(chunks: list[Chunk], region: Iterable[int]) -> bool:
    """Whether the words plan, doubt or deny what they tell of goods."""
    return any(
        not chunks[i].senses.isdisjoint(
            {"cue.planned", "cue.proposed", "not", "cue.cancelled", "goods.cut", "flow.may"}
        )
        or ((verb := chunks[i].verb) is not None and (verb.negated or verb.mood == "future"))
        for i in region
    )


def agreed(chunks: list[Chunk], region: range) -> bool:
    """Whether an agreement or talks are about the goods: ``গম সরবরাহ ও পরিবহন নিয়ে একটি চুক্তি``."""
    if any(not chunks[i].senses.isdisjoint(_AGREED) for i in region):
        return True
    for i in range(region.stop, min(region.stop + _ABOUT, len(chunks))):
        if chunks[i].text in {";", "।"} or (chunks[i].verb is not None and chunks[i].kind == "verb"):
            return False
        if "matter" in chunks[i].senses:
            near = chunks[i + 1 : i + 1 + _NEAR]
            return any(not chunk.senses.isdisjoint(_TALKED) for chunk in near)
    return False


def weighed(scene: Scene, chunks: list[Chunk], region: range) -> bool:
    """``X থেকে পৌঁছেছে ৫২ হাজার টন গম``: so much of goods, and the state that it came from."""
    comes = any(chunks[i].case == "Abl" and state_of(chunks[i]) in scene.pair for i in region)
    return comes and any(
        "goods.measure" in chunks[i].senses and "good" in chunks[i + 1].senses for i in region if i + 1 < len(chunks)
    )


def alone_with_money(chunks: list[Chunk], region: range, at: int) -> bool:
    """``X-এর পোশাক রপ্তানি ছিল ৩ হাজার কোটি ডলার``: what one state sells or buys of a good, with nobody named."""
    told = range(region.start, close(chunks, at, len(chunks)))
    states = {state_of(chunks[i]) for i in told if chunks[i].kind in {"country", "city"}}
    pair = any(not chunks[i].senses.isdisjoint({"pair", "between", "that_country"}) for i in told)
    owns = any(chunks[i].kind == "country" and chunks[i].own in {"Gen", "Nom"} for i in told)
    return len(states) == 1 and owns and not pair and any(chunks[i].kind == "amount" for i in told)


def by_subject(scene: Scene, chunks: list[Chunk], end: int, senses: frozenset[str]) -> Direction | None:
    """The direction from the side of the state that is the subject of the words before: what comes, comes to it."""
    subject = next(
        (c.entity.id for c in chunks[:end] if c.kind == "country" and c.case == "Nom" and c.entity is not None), None
    )
    other = scene.pair.other(subject)
    if subject is None or other is None:
        return None
    if senses & IN or "flow.come" in senses or "flow.take" in senses:
        return Direction(other, subject, subject)
    return Direction(subject, other, subject)


def _attributive(chunks: list[Chunk], at: int) -> bool:
    """``X-এ আমদানি করা তামার ৪০ শতাংশ আসে Y থেকে``: goods that are bought, of which a verb of motion tells more."""
    done = chunks[at + 1].verb if at + 2 < len(chunks) else None
    if done is None or done.mood != "noun" or chunks[at].senses.isdisjoint(SURE):
        return False
    rest = range(at + 2, len(chunks))
    end = next((i for i in rest if chunks[i].kind == "verb" or chunks[i].text in {";", "।", ":"}), at)
    return not chunks[end].senses.isdisjoint(_MOTION)


def close(chunks: list[Chunk], at: int, stop: int) -> int:
    """The end of the words right after a trigger that may still name its states."""
    for i in range(at + 1, stop):
        if chunks[i].text in {",", ";"} or not chunks[i].senses.isdisjoint({"and", "but", "contrast"}):
            return i
    return stop


def list_after(chunks: list[Chunk], at: int, stop: int) -> tuple[int, int]:
    """Where a list after a trigger begins and ends: at a semicolon, an opposing word, or what is the next trigger's."""
    first = next((i + 1 for i in range(at + 1, stop) if {"flow.of_it", "which"} <= chunks[i].senses), at + 1)
    while first < stop and (
        chunks[first].kind != "word"
        or (not chunks[first].senses.isdisjoint(_BEFORE_LIST) and "good" not in chunks[first].senses)
        or ("flow.of_it" in chunks[first].senses and chunks[min(first + 1, stop - 1)].kind == "number")  # এর ৯০ শতাংশ
        or ("own" in chunks[first].senses and "between" in chunks[min(first + 1, stop - 1)].senses)  # তার মধ্যে
        or "from" in chunks[first].senses
        or (chunks[first].case == "Abl" and "from" in chunks[min(first + 1, stop - 1)].senses)  # X-এর দিক থেকে
    ):
        if chunks[first].text in {";", "।"} and chunks[first - 1].kind == "verb":
            return at + 1, at + 1
        ties = chunks[first].text in {",", ";"} or "and" in chunks[first].senses
        if stop < len(chunks) and ties and chunks[first + 1].kind == "country":
            return at + 1, at + 1  # … রপ্তানি করে, X থেকে …: the next trigger's
        first += 1
    rows = first < stop and chunks[first - 1].text == ":" and stop == len(chunks) and _of_rows(chunks, first)
    end = next(
        (
            i
            for i in range(first, stop)
            if (chunks[i].text in {";", "।"} and not rows)
            or not chunks[i].senses.isdisjoint({"but", "contrast", "flow.reverse"})
        ),
        stop,
    )
    if stop < len(chunks):  # words before the next trigger that cannot be goods are its own
        for i in range(first, end):
            if chunks[i].kind in {"country", "city"} and i > first and not origin_of(chunks, i, end):
                cut = i
                while cut > first and (chunks[cut - 1].text == "," or "and" in chunks[cut - 1].senses):
                    cut -= 1
                return first, cut
    return first, end


def _of_rows(chunks: list[Chunk], first: int) -> bool:
    """``রপ্তানির মধ্যে রয়েছে: চা; কফি; ফুল``: goods behind a colon that only semicolons part, and nothing else follows."""
    return all(chunk.kind == "word" or chunk.text in {",", ";", "।", "(", ")"} for chunk in chunks[first:])


def list_of(scene: Scene, chunks: list[Chunk], begin: int, at: int, stop: int) -> tuple[list[Item], int]:
    """The goods that belong to the trigger ``at``, and where what belongs to it ends."""
    sure = not chunks[at].senses.isdisjoint(SURE)
    first, after_end = list_after(chunks, at, stop)
    after = listed(scene, chunks, first, after_end)
    before = listed(scene, chunks, begin, at, backwards=True)
    known_before, known_after = (sum(item.known for item in items) for items in (before, after))
    announced = _announces(chunks, at, stop)
    if announced and after and (sure or known_after):
        if known_after:
            return after, after_end
        if len(after) > 1 and not known_before:
            strange = all_strange(chunks, first, after_end)
            return ([Item(item.words, item.parts, known=True) for item in after] if strange else after), after_end
        if not known_before:
            return [], at
    if known_before and known_after and _parted(chunks, begin, at):
        return after, after_end  # …; Y থেকে পাঠানো হয় সার: what stands before the semicolon is another's
    if known_before and (known_before >= known_after or not known_after):
        return before, at
    if known_after:
        return after, after_end
    if sure and len(after) > 1 and not before and all_strange(chunks, first, after_end):
        return [Item(item.words, item.parts, known=True) for item in after], after_end
    if sure and len(before) > 1 and chunks[at].kind == "word":
        return [Item(item.words, item.parts, known=True) for item in before], at
    return [], at


def _parted(chunks: list[Chunk], begin: int, at: int) -> bool:
    """Whether a state, and no goods, is named between a semicolon and the trigger."""
    first = next((i for i in range(at - 1, begin, -1) if chunks[i].text == ";"), at)
    here = chunks[first:at]
    return any(chunk.kind == "country" for chunk in here) and all("good" not in chunk.senses for chunk in here)


def _announces(chunks: list[Chunk], at: int, stop: int) -> bool:
    """Whether a list is announced right after the trigger: ``রপ্তানি পণ্য হল …``, ``রপ্তানি: …``."""
    for i in range(at, min(at + 4, stop)):
        if chunks[i].kind == "verb" and i > at:
            return False
        if chunks[i].text in {":", ";"} or "goods.list" in chunks[i].senses:
            return True
    return False


def afterthought(sentence: Sentence, start: int) -> range:
    """``…, মূলত চিলি থেকে।``: the words behind a comma that end a sentence without a verb or goods of their own."""
    chunks = sentence.chunks
    rest = chunks[start:]
    if not rest or any(chunk.verb is not None or "good" in chunk.senses or chunk.kind == "amount" for chunk in rest):
        return range(0)
    return range(start, len(chunks))
