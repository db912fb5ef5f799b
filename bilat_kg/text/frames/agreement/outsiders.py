"""Agreements of others: a third state, or a body of states, is a party."""

from __future__ import annotations

from itertools import pairwise

from bilat_kg.text.chunks import NAMES, Chunk, Sentence, bears
from bilat_kg.text.clauses import Clause, clauses
from bilat_kg.text.frames.agreement.extent import DASHES
from bilat_kg.text.frames.agreement.mentions import Head
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.gazetteer import homes
from bilat_kg.text.states import state_of
from bilat_kg.text.values import NumberMention

_QUOTES = frozenset({'"', "“", "”", "‘", "’", "'", "«", "»"})
_HOW_MANY = frozenset({"one", "also", "agreement.new", "agreement.same", "agreement.bilateral", "agreement.several"})
_BOTH = 2
_PLAYER = 3  # chunks before সঙ্গে: a club, or what somebody is and the name
_NAME = 4  # chunks of a body's name
_POINTING = frozenset({"pair", "that_country", "pronoun", "agreement.both", "agreement.bilateral"})
_STATES = frozenset({"country_noun", "agreement.powers"})
_SIDES = frozenset({"word", "country", "number"})  # what names two sides: সুদান সরকার ও একটি বিদ্রোহী গোষ্ঠী
_NOBODYS = frozenset({"ATA"})  # no state, though it has a code


def foreign(scene: Scene, chunks: list[Chunk], low: int, head: Head, stop: int) -> bool:
    """A third state, or a body of states, is a party: beside সঙ্গে or মধ্যে, as a subject, or in the agreement's name."""
    pair = scene.pair
    behind = head.end + 1  # চুক্তি উনিশটি দেশের সই করা
    if behind < len(chunks) and "country_noun" in chunks[behind].senses and _many(chunks, behind, before=False):
        return True
    for i in range(low, min(stop, len(chunks))):
        chunk = chunks[i]
        if chunk.senses:
            if "agreement.many" in chunk.senses and i < head.end and not _aside(chunks, i, head):
                return True
            if not chunk.senses.isdisjoint(_STATES) and _many(chunks, i, i < head.at):
                return True
            if "region" in chunk.senses and head.start <= i < head.at and chunks[i + 1].text in DASHES:
                return True  # আফ্রিকা–লাতিন আমেরিকা সহযোগিতা সনদ
        if chunk.kind == "office" and chunk.case == "Com" and _many(chunks, i, before=False):
            return True  # পাঁচ রাষ্ট্রপতির সঙ্গে
        if "agreement.witness" in chunk.senses and i > head.at:
            return False  # সাক্ষী ছিলেন …
        if chunk.kind not in NAMES:
            continue
        if "agreement.world" in chunk.senses:
            return True
        if chunk.kind == "organization":
            near = head.start <= i < head.at and chunk.case == "Nom"
            known = chunk.entity is not None and chunk.entity.qid is not None
            if chunk.entity is not None and (chunk.entity.country or homes().get(chunk.entity.id)) in pair:
                continue
            before = chunks[i - 1] if i else None  # ভারতীয় রিজার্ভ ব্যাঙ্ক
            if before is not None and before.kind == "country" and before.case == "Gen" and state_of(before) in pair:
                continue
            if chunk.case == "Com" and chunk.entity is not None and chunk.entity.country is not None:
                return True  # চীনের এক্সিম ব্যাংকের সঙ্গে
            margin = i + 1 < len(chunks) and "agreement.margin" in chunks[i + 1].senses  # … পরিষদের ফাঁকে
            owns = chunk.case == "Gen" and head.start - 1 <= i < head.at and not margin
            joined = owns or (i > 0 and "and" in chunks[i - 1].senses and chunk.case == "Nom")
            if (known and chunk.case == "Com") or near or (known and (joined or _before_between(chunks, i))):
                return True
            continue
        code = state_of(chunk)
        if code is None or code in pair or code in _NOBODYS:
            continue
        if chunk.case == "Com":
            return True
        if chunk.kind == "person":
            continue
        if (
            chunk.case == "Gen"
            and i < head.at
            and (_with_its_leader(chunks, i) or (not chunk.adjective and _partner_of(chunks, i)))
        ):
            return True
        if chunk.case == "Loc" and i < head.at and _gone_there(chunks, i) and not _partner(chunks[i + 1 : stop]):
            return True  # ব্রাজিলে গিয়ে তিনটি চুক্তি সই করেন
        if chunk.case == "Gen" and (_before_between(chunks, i) or _owns(scene, chunks, low, i, head, stop)):
            return True
        if chunk.case == "Nom" and chunk.kind == "country" and not chunk.adjective and not _bracketed(chunks, i):
            if _told_aside(chunks, i, head) or _in_dateline(chunks, i):
                continue
            return True
        if chunk.case == "Nom" and i in {head.start - 1, head.start, head.at - 1} and i < head.at:
            if chunk.kind == "city" and i == head.at - 1 and _both_named(scene, chunks, low, stop):
                continue  # দুই দেশের মধ্যে আলজিয়ার্স চুক্তি
            return True
        beside = (i > 0 and chunks[i - 1].text in DASHES) or (i + 1 < len(chunks) and chunks[i + 1].text in DASHES)
        if chunk.kind == "country" and beside and i < head.at:
            return True
    return False


def _aside(chunks: list[Chunk], at: int, head: Head) -> bool:
    """Whether brackets or quotation marks set a word apart from what is told of the agreement."""
    return _bracketed(chunks, at) or _quoted(chunks, at, head)


def _partner_of(chunks: list[Chunk], at: int) -> bool:
    """``চিলির একটি বিশ্ববিদ্যালয়ের সঙ্গে``: what is somebody's is whom the agreement is with."""
    for chunk in chunks[at + 1 : at + 1 + _PLAYER]:
        if chunk.kind not in {"word", "number", "organization"} or chunk.verb is not None:
            return False
        if chunk.case == "Com":
            return True
    return False


def told_of_many(scene: Scene, sentence: Sentence, clause: Clause) -> bool:
    """``কেনিয়া, পেরু ও চাদ একমত হয়। এ সংক্রান্ত একটি চুক্তি সই হয়``: the sentence before has a third state act as well.

    Only where the clause itself names no party.
    """
    part = sentence.chunks[clause.start : clause.end]
    if any(chunk.kind in {"country", "person"} or "pair" in chunk.senses for chunk in part) or not sentence.index:
        return False
    before = scene.sentences[sentence.index - 1].chunks
    acting = {state_of(c) for c in before if c.kind == "country" and c.own == "Nom" and not c.adjective}
    return acting > set(scene.pair.codes)


def only_of_others(scene: Scene, chunks: list[Chunk]) -> bool:
    """``১৯১৩ সালের চুক্তিতে পূর্বাংশ স্পেনের ও পশ্চিমাংশ ফ্রান্সের হয়``: two other states are named, neither of the pair."""
    if any(not chunk.senses.isdisjoint(_POINTING) for chunk in chunks):
        return False
    if any((chunk.state or state_of(chunk)) in scene.pair for chunk in chunks):
        return False
    return len({state_of(chunk) for chunk in chunks if chunk.kind == "country" and not chunk.adjective}) >= _BOTH


def _many(chunks: list[Chunk], at: int, before: bool) -> bool:
    """``১০টি দেশের সঙ্গে``: more than the two, and neither is named among them (``পেরুসহ ১০টি দেশের``).

    ``পেরুসহ পাঁচ দেশ চুক্তি করে``, ``চার দেশের মধ্যে চুক্তি``: all of them are parties, whoever is named. ``before``: it
    stands before the noun.
    """
    number = chunks[at - 1].value if at else None
    if not isinstance(number, NumberMention) or number.kind != "count" or number.value <= _BOTH:
        return False
    if chunks[at].case == "Com":
        return at < 2 or chunks[at - 2].kind != "word"
    if chunks[at].case == "Gen" and at + 1 < len(chunks) and "agreement.sign" in chunks[at + 1].senses:
        return True  # উনিশটি দেশের সই করা
    return before and (chunks[at].case == "Nom" or (chunks[at].case == "Gen" and _before_between(chunks, at)))


def _in_dateline(chunks: list[Chunk], at: int) -> bool:
    """``কুয়ালালামপুর, মালয়েশিয়া: …``: where a report was written."""
    opens = at == 2 and chunks[0].kind == "city" and chunks[1].text == ","
    return opens and at + 1 < len(chunks) and chunks[at + 1].text in {":", *DASHES}


def _told_aside(chunks: list[Chunk], at: int, head: Head) -> bool:
    """``গ্রান কলম্বিয়া ভেঙে … পরে, … দুই দেশের মধ্যে চুক্তি``: behind a verb and a comma, the parties are the two."""
    verb = next((i for i in range(at + 1, head.at) if chunks[i].verb is not None), head.at)
    comma = next((i for i in range(verb, head.at) if chunks[i].text == ","), head.at)
    return any("pair" in chunk.senses for chunk in chunks[comma : head.at])


def _gone_there(chunks: list[Chunk], i: int) -> bool:
    """``ব্রাজিলে গিয়ে``, ``ব্রাজিল সফরে``: who goes to a third state, right before the verb."""
    return i + 1 < len(chunks) and not chunks[i + 1].senses.isdisjoint({"visit.go", "visit"})


def _partner(chunks: list[Chunk]) -> bool:
    """Whether words there say with whom, or between whom."""
    return any(not chunk.senses.isdisjoint({"with", "between", "pair"}) for chunk in chunks)


def _with_its_leader(chunks: list[Chunk], i: int) -> bool:
    """``উগান্ডার রাষ্ট্রপতির সঙ্গে``: somebody who speaks for a third state is the partner."""
    for chunk in chunks[i + 1 : i + 4]:
        if chunk.kind in {"office", "person"} or not chunk.senses.isdisjoint(
            {"visit.leaders", "government", "leadership", "body"}
        ):
            if chunk.case == "Com":
                return True
        elif chunk.kind != "word":
            return False
    return False


def _owns(scene: Scene, chunks: list[Chunk], low: int, i: int, head: Head, stop: int) -> bool:
    """``কেনিয়ার সঙ্গে উগান্ডার চুক্তি``: a third state whose agreement it is, with one of the pair; the other is not named."""
    if chunks[i].kind != "country" or i > head.at or chunks[i].adjective:
        return False
    ours = [chunk for chunk in chunks[low:stop] if (chunk.state or state_of(chunk)) in scene.pair]
    one = len({chunk.state or state_of(chunk) for chunk in ours}) == 1
    partner = any(chunk.kind == "country" and chunk.case == "Com" for chunk in ours)
    return one and partner and all(_qualifies(chunk) for chunk in chunks[i + 1 : head.at])


def _qualifies(chunk: Chunk) -> bool:
    """Whether a chunk before an agreement noun says how many it stands for, or what it is about."""
    if chunk.kind == "number" or not chunk.senses or not chunk.senses.isdisjoint(_HOW_MANY):
        return True
    return any(sense.startswith("topic.") for sense in chunk.senses)


def _both_named(scene: Scene, chunks: list[Chunk], low: int, stop: int) -> bool:
    """Both states are named there, or those who speak for them."""
    part = chunks[low:stop]
    if any("pair" in chunk.senses for chunk in part):
        return True
    named = {code for chunk in part if (code := chunk.state or state_of(chunk)) is not None}
    return named >= set(scene.pair.codes)


def _quoted(chunks: list[Chunk], i: int, head: Head) -> bool:
    """``"কৌশলগত ও বৈশ্বিক অংশীদারিত্ব" শীর্ষক বিবৃতি``: a word of a title, which ends before the noun."""
    opened = sum(chunk.text in _QUOTES for chunk in chunks[:i]) % 2 == 1
    return opened and any(chunk.text in _QUOTES for chunk in chunks[i + 1 : head.at])


def internal(scene: Scene, chunks: list[Chunk], low: int, head: Head, stop: int) -> bool:
    """A government and others at home are the parties: ``সরকার ও বিদ্রোহীদের মধ্যে``."""
    for i in range(low, min(stop, len(chunks))):
        if "with" in chunks[i].senses and i > low and "agreement.insider" in chunks[i - 1].senses:
            return not _both_named(scene, chunks, low, head.at)  # সরকার বিদ্রোহীদের সঙ্গে …
        if "between" not in chunks[i].senses:
            continue
        first = i
        while first > low and chunks[first - 1].kind in _SIDES and chunks[first - 1].verb is None:
            first -= 1
        phrase = chunks[first:i]
        joint = next((k for k in range(len(phrase) - 1, 0, -1) if "and" in phrase[k].senses), None)
        if joint is None or any("pair" in chunk.senses for chunk in phrase):
            continue
        states = {state_of(chunk) for chunk in phrase if chunk.kind == "country"} & set(scene.pair.codes)
        sides = phrase[:joint], phrase[joint + 1 :]
        governed = [any("government" in chunk.senses for chunk in side) for side in sides]
        plain = [all(chunk.kind in {"word", "number"} for chunk in side) for side in sides]
        if len(states) < 2 and ((governed[0] and plain[1]) or (governed[1] and plain[0])) and not all(governed):
            return True
    return False


def between_others(scene: Scene, chunks: list[Chunk], head: Head) -> bool:
    """``যে শান্তি চুক্তি হলো, তার পক্ষ ছিল সরকার ও বিদ্রোহীরা``: those named as its parties are not the two states."""
    for i in range(head.end, len(chunks) - 2):
        named = "own" in chunks[i].senses and "side" in chunks[i + 1].senses and chunks[i + 1].own == "Nom"
        if named and "verb.be" in chunks[i + 2].senses:
            end = next((k for k in range(i + 3, len(chunks)) if chunks[k].kind == "mark"), len(chunks))
            parties = chunks[i + 3 : end]
            states = {state_of(chunk) for chunk in parties if chunk.kind == "country"} & set(scene.pair.codes)
            return len(states) < _BOTH and not any("pair" in chunk.senses for chunk in parties)
    return False


def private(chunks: list[Chunk], clause: Clause) -> bool:
    """Somebody takes up work: ``একটি ক্লাবের সঙ্গে তিন বছরের চুক্তি``, ``এক অভিনেত্রী … ছবির চুক্তি করেন``."""
    inside = chunks[clause.start : clause.end]
    if not (bears(inside, "agreement.employer") or bears(inside, "agreement.trader")):
        return False
    for one, two in pairwise(inside):
        person = not two.senses.isdisjoint({"agreement.employer", "agreement.trader"}) and two.own == "Nom"
        if person and ("one" in one.senses or (isinstance(one.value, NumberMention) and one.value.value == 1)):
            return True
    return any(
        "with" in chunks[i].senses
        and any("agreement.employer" in chunk.senses for chunk in chunks[max(clause.start, i - _PLAYER) : i])
        for i in range(max(clause.start, 1), clause.end)
    )


def sale(chunks: list[Chunk], clause: Clause, head: Head) -> bool:
    """A company buys or sells: ``এয়ারবাসের সঙ্গে বিমান কেনার চুক্তি``."""
    lead = chunks[head.start : head.at]
    if not any("topic.trade" in chunk.senses and chunk.verb is not None for chunk in lead):
        return False
    return any(
        "with" in chunks[i].senses
        and chunks[i - 1].kind in {"word", "organization"}
        and chunks[i - 1].senses.isdisjoint({"pair", "each_other", "government", "that_country", "own"})
        and not _named_for_a_state(chunks[max(clause.start, i - _NAME) : i])
        for i in range(max(clause.start, 1), head.at)
    )


def _named_for_a_state(chunks: list[Chunk]) -> bool:
    """``ওমান ট্রেডিং ইন্টারন্যাশনালের সঙ্গে``: a body with the name of its state in its own."""
    at = next((i for i, c in enumerate(chunks) if c.kind == "country" and c.own == "Nom" and not c.adjective), None)
    return at is not None and at + 1 < len(chunks) and all(c.kind == "word" and not c.verb for c in chunks[at + 1 :])


def signed_by_others(scene: Scene, sentence: Sentence, clause: Clause) -> bool:
    """The clause that follows says that a third state signed it (যে চুক্তি হয়, তাতে সই করে …)."""
    for other in clauses(sentence):
        if other.start == clause.end:
            part = sentence.chunks[other.start : other.end]
            if not any("agreement.sign" in chunk.senses for chunk in part) or any(
                "agreement" in c.senses for c in part
            ):
                return False
            return any(
                chunk.kind == "country"
                and chunk.case == "Nom"
                and not chunk.adjective
                and state_of(chunk) not in scene.pair
                for chunk in part
            )
    return False


def _bracketed(chunks: list[Chunk], at: int) -> bool:
    return at > 0 and chunks[at - 1].text == "(" and at + 1 < len(chunks) and chunks[at + 1].text == ")"


def _before_between(chunks: list[Chunk], at: int) -> bool:
    i = at + 1
    while i < len(chunks) and (chunks[i].kind in NAMES or "and" in chunks[i].senses or chunks[i].text == ","):
        i += 1
    return i < len(chunks) and "between" in chunks[i].senses
