"""What tells of a visit in a part of a sentence: the word visit with its verb, going, staying, being received."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from bilat_kg.text.chunks import Chunk, bears, date_of
from bilat_kg.text.frames.visit.leaving import (
    GO,
    SUPPORT,
    is_bound_for,
    is_finite,
    is_over,
    leaves_later,
    returns_at,
    sets_out_at,
)
from bilat_kg.text.frames.visit.meetings import meets
from bilat_kg.text.frames.visit.verbs import gives_at, is_attribute, is_said_of, supports_at, verb_of_noun
from bilat_kg.text.frames.visit.wording import Part, has_manner, is_visit

Mode = Literal["made", "back", "there", "named", "listed", "stub"]

_JOURNEYS = frozenset({"visit.journey", "visit.arrival"})
_PRESENT = frozenset({"visit.attend", "visit.act"})


@dataclass(frozen=True, slots=True)
class Anchor:
    """What tells of a visit: ``noun`` the word visit, ``verb`` the verb of it; one of them may be missing.

    ``staying``: the verb says that somebody is somewhere, not that somebody goes there. ``received``: it says so of
    whom it has as its object (X-কে ঢাকায় স্বাগত জানান). ``passive``: the visitor is its agent (X দ্বারা পরিদর্শিত হয়).
    ``closing``: the date is that of its end (সফর শেষ হয়). ``leaving``: the verb says that somebody sets out for a place
    (পেরুর উদ্দেশে নাইরোবি ছেড়েছেন X).
    """

    mode: Mode
    noun: int | None
    verb: int | None
    staying: bool = False
    received: bool = False
    passive: bool = False
    closing: bool = False
    leaving: bool = False


def find_anchor(chunks: list[Chunk], part: Part) -> Anchor | None:
    """What tells of a visit in a part, if anything does."""
    span = [i for i in range(part.start, part.end) if chunks[i].senses or chunks[i].value is not None]
    nouns = [i for i in span if is_visit(chunks[i])]
    noun = nouns[0] if nouns else None
    ended = _ended(chunks, part, noun) if noun is not None else None
    if ended is not None:
        return ended
    for i in nouns or [i for i in span if "visit.journey" in chunks[i].senses]:
        verb = verb_of_noun(chunks, i, part)
        if verb is not None:
            return Anchor("made", i, verb)
    over = noun is not None and noun + 1 < part.end and {"visit.end"} <= chunks[noun + 1].senses
    over = over and noun is not None and chunks[noun + 1].case == "Loc"  # সফর শেষে
    verbs = [i for i in range(part.start, part.end) if is_finite(chunks[i])]
    back = next((i for i in verbs if returns_at(chunks, i, part) or (over and sets_out_at(chunks, i, part))), None)
    if noun is not None and back is not None and noun < back:
        return Anchor("back", noun, back)
    maker = next((i for i in span if "visit.maker" in chunks[i].senses), None)
    if maker is not None and (verb := _copula(chunks, maker, part)) is not None:
        return Anchor("made", maker, verb)
    first = _first_who(chunks, part)
    if first is not None:
        return first
    seen = next((i for i in span if "visit.seen" in chunks[i].senses), None)
    if seen is not None and (verb := supports_at(chunks, seen, part)) is not None:
        return Anchor("made", seen, verb, passive=True)
    visiting = next((i for i in span if "visit.visiting" in chunks[i].senses), None)
    if visiting is not None and not any(date_of(chunks[i]) is not None for i in span):
        visiting = None
    found = find_verb(chunks, part)
    if found is not None and visiting is not None and found.mode == "there":
        return Anchor("there", visiting, None)  # X সফররত Y-এর সঙ্গে বৈঠক করেন: it is Y who came
    if found is not None and noun is not None and chunks[noun].case == "Gen" and _owned(chunks, part, noun):
        return found  # X-এর সফরের ছ'মাস পরে আসেন Y
    if found is not None and noun is None:
        closing = _closes(chunks, found, part)
        return found if closing == found.closing else replace(found, closing=closing)
    if found is not None:
        return replace(found, noun=noun)
    stay = next((i for i in span if "visit.in_stay" in chunks[i].senses and i > part.start), None)
    if noun is None and stay is not None and chunks[stay - 1].kind in {"city", "country"}:
        return Anchor("there", stay, None, staying=True)
    if noun is None and not any("verb.be" not in chunks[i].senses for i in verbs):
        noun = next((i for i in span if not _JOURNEYS.isdisjoint(chunks[i].senses) and _owned(chunks, part, i)), None)
    if noun is None and visiting is not None:
        return Anchor("there", visiting, None)
    if noun is None and _comes_from(chunks, part):
        home = next((i for i in verbs if returns_at(chunks, i, part)), None)
        if home is not None and any(date_of(chunks[i]) is not None for i in span):
            return Anchor("back", None, home)  # মিশর থেকে ফেরেন
    return None if noun is None else Anchor("named", noun, None, closing=over)


def _ended(chunks: list[Chunk], part: Part, noun: int) -> Anchor | None:
    """``সফর শেষ করে দেশে ফেরেন``, ``X-এর সফর শেষ হয় ৩০ নভেম্বর``: a visit that is told by its end."""
    if noun + 2 >= part.end or "visit.end" not in chunks[noun + 1].senses or chunks[noun].case != "Nom":
        return None
    verb = chunks[noun + 2].verb
    if verb is None or chunks[noun + 2].senses.isdisjoint(SUPPORT | {"visit.make"}):
        return None
    if verb.finite and "verb.be" in chunks[noun + 2].senses:
        return Anchor("named", noun, None, closing=True)
    if verb.finite and verb.mood == "done":  # সফর শেষ করেছেন
        return Anchor("made", noun, noun + 2, closing=True)
    behind, before = range(noun + 3, part.end), range(part.start, noun)
    back = next((i for i in (*behind, *before) if returns_at(chunks, i, part) or sets_out_at(chunks, i, part)), None)
    return Anchor("back", noun, back) if back is not None else None


def _comes_from(chunks: list[Chunk], part: Part) -> bool:
    """``মিশর থেকে``, ``কায়রোয় সম্মেলন শেষে``: where somebody has been who comes home."""
    for i in range(part.start, part.end - 1):
        if chunks[i].kind in {"city", "country"} and chunks[i].case == "Abl":
            return True
        if "visit.gathering" in chunks[i].senses and "visit.end" in chunks[i + 1].senses:
            return chunks[i + 1].own == "Loc"
    return False


def _closes(chunks: list[Chunk], found: Anchor, part: Part) -> bool:
    """Whether the day that is told is that of leaving."""
    return found.mode == "made" and found.verb is not None and leaves_later(chunks, found.verb, part)


def _first_who(chunks: list[Chunk], part: Part) -> Anchor | None:
    """``X ঢাকায় আসা প্রথম প্রধানমন্ত্রী হন``: who is said to be the first who went there."""
    for i in range(part.start, part.end - 1):
        verb, following = chunks[i].verb, chunks[i + 1]
        if verb is None or verb.mood != "noun" or "visit.first" not in following.senses:
            continue
        copula = _copula(chunks, i, part)
        if copula is None or not any(chunk.kind in {"person", "office"} for chunk in chunks[part.start : copula]):
            continue
        if i > part.start and is_visit(chunks[i - 1]) and "visit.make" in chunks[i].senses:
            return Anchor("made", i - 1, copula)
        if not GO.isdisjoint(chunks[i].senses):
            return Anchor("made", i, copula)
        if (
            i > part.start
            and not chunks[i - 1].senses.isdisjoint(_PRESENT)
            and not chunks[i].senses.isdisjoint(SUPPORT)
        ):
            return Anchor("made", None, copula, staying=True)
    return None


def _owned(chunks: list[Chunk], part: Part, noun: int) -> bool:
    """Whether somebody's name stands in the genitive before a journey, with nothing but places and manners between."""
    for i in range(noun - 1, part.start - 1, -1):
        if chunks[i].kind == "person" or "own" in chunks[i].senses:
            return chunks[i].case == "Gen" or chunks[i].kind == "word"
        if chunks[i].kind not in {"city", "country"} and chunks[i].text != "-" and not has_manner(chunks[i]):
            return False
    return False


def _copula(chunks: list[Chunk], maker: int, part: Part) -> int | None:
    """The verb of ``X ঢাকা সফরকারী প্রথম রাষ্ট্রপতি হন``: who is said to be the first who visited."""
    for i in range(maker + 1, part.end):
        verb = chunks[i].verb
        if verb is not None:
            return i if "verb.be" in chunks[i].senses and verb.finite else None
    return None


def find_verb(chunks: list[Chunk], part: Part) -> Anchor | None:
    """A verb that tells of a visit without the word: going, arriving, staying, taking part, paying respect."""
    for i in range(part.start, part.end):
        if chunks[i].verb is None or is_attribute(chunks, i):
            continue
        if not GO.isdisjoint(chunks[i].senses) and not _is_auxiliary(chunks, i, part):
            return Anchor("made", None, _last_of_chain(chunks, i, part))
        if "visit.stay" in chunks[i].senses and _stays(chunks, i, part):
            return Anchor("made", None, i, staying=True)
    if any(is_bound_for(chunks, i) for i in range(part.start, part.end - 1)) and not is_over(chunks, part):
        for i in range(part.start, part.end):
            if sets_out_at(chunks, i, part):
                return Anchor("made", None, i, leaving=True)
    return _find_presence(chunks, part)


def _find_presence(chunks: list[Chunk], part: Part) -> Anchor | None:
    """A noun and its verb that say that somebody is there: being welcomed, taking part, speaking, meeting somebody."""
    for i in range(part.start, part.end):
        chunk = chunks[i]
        senses = chunk.senses
        if "visit.welcome" in senses and (verb := supports_at(chunks, i, part)) is not None:
            return Anchor("made", None, verb, staying=True, received=True)
        if "visit.hosting" in senses and i + 1 < part.end and "visit.accepts" in chunks[i + 1].senses:
            verb = i + 1 if chunks[i + 1].verb is not None else gives_at(chunks, i + 1, part)
            if verb is not None:
                return Anchor("made", None, verb, staying=True)  # কায়রোয় X-এর আতিথ্য গ্রহণ করেন
        if "visit.hosting" in senses and (verb := gives_at(chunks, i, part)) is not None:
            return Anchor("made", None, verb, staying=True, received=True)
        if not senses.isdisjoint({"visit.arrival", "visit.attend", "visit.staying", "visit.act", "visit.chosen"}):
            verb = supports_at(chunks, i, part)
            if verb is not None and "visit.arrival" in senses and is_said_of(chunks, verb) and _owned(chunks, part, i):
                return Anchor("named", i, None)  # X-এর লিমায় পদার্পণ ছিল …
            if verb is not None:
                return Anchor("made", None, verb, staying=senses.isdisjoint({"visit.chosen", "visit.arrival"}))
        if "led" in senses and i > part.start and "delegation" in chunks[i - 1].senses and chunk.own == "Nom":
            verb = gives_at(chunks, i, part)
            if verb is not None:  # লিমায় একটি প্রতিনিধিদলের নেতৃত্ব দেন
                return Anchor("made", None, verb, staying=True)
        if "visit.meeting" in senses and (verb := supports_at(chunks, i, part)) is not None and meets(chunks, i, part):
            return Anchor("there", None, verb, staying=True)
    return None


def _is_auxiliary(chunks: list[Chunk], i: int, part: Part) -> bool:
    """``হয়ে যায়``, ``ফিরে আসেন``: going that is no journey."""
    before = chunks[i - 1] if i > part.start else None
    if before is None:
        return False
    back = "visit.return" in before.senses and i > part.start + 1
    if "visit.power" in before.senses or (back and "visit.power" in chunks[i - 2].senses):
        return True  # ক্ষমতায় আসেন, কর্মস্থলে ফিরে আসেন
    if "visit.see" in before.senses:  # ভারত দেখে যান
        return i < part.start + 2 or chunks[i - 2].kind not in {"city", "country"}
    if "visit.touched" in before.senses:
        return False  # দিল্লি ছুঁয়ে যান
    if "visit.return" in before.senses and not bears(chunks[part.start : part.end], "also"):
        return True
    return (
        before.kind == "verb"
        and before.verb is not None
        and before.verb.mood in {"present", "participle"}
        and GO.isdisjoint(before.senses)
    )


def _last_of_chain(chunks: list[Chunk], i: int, part: Part) -> int:
    """The last of verbs in a row: এসে পৌঁছান, ঘুরে দেখেন."""
    while i + 1 < part.end and chunks[i + 1].kind == "verb" and not chunks[i + 1].senses.isdisjoint(GO | {"visit.see"}):
        i += 1
    return i


def _is_place_at_end(chunks: list[Chunk], at: int, part: Part) -> bool:
    if at >= part.end or chunks[at].kind not in {"city", "country"} or chunks[at].own != "Loc":
        return False
    return at + 1 == part.end or chunks[at + 1].kind == "mark" or "and" in chunks[at + 1].senses


def _stays(chunks: list[Chunk], verb: int, part: Part) -> bool:
    """Whether somebody is somewhere: a place in the locative right before the verb, but for dates and a length.

    It may stand behind the verb and end its words: ``২৫ থেকে ২৭ জানুয়ারি তিনি ছিলেন ভারতে``.
    """
    if is_finite(chunks[verb]) and _is_place_at_end(chunks, verb + 1, part):
        return True
    for i in range(verb - 1, part.start - 1, -1):
        chunk = chunks[i]
        if chunk.kind in {"city", "country"} or "city_noun" in chunk.senses:
            return chunk.case == "Loc"
        if chunk.kind not in {"person", "office"} and not has_manner(chunk):
            return False
    return False
