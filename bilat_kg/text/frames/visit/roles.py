"""Who visits: by type, case and place in the part of the sentence that tells of the visit."""

from __future__ import annotations

from dataclasses import replace

from bilat_kg.text.chunks import Chunk, Sentence, date_of
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.frames.visit.anchors import Anchor
from bilat_kg.text.frames.visit.goals import Place, place
from bilat_kg.text.frames.visit.leaving import is_finite
from bilat_kg.text.frames.visit.mentions import Visitor, is_group, visitor_at
from bilat_kg.text.frames.visit.verbs import is_obliged
from bilat_kg.text.frames.visit.wording import Part, has_manner, is_visit
from bilat_kg.text.offices import office_of
from bilat_kg.text.states import party, state_of

_PLACES = frozenset({"city", "country"})
_CONSORTS = frozenset(
    {"office:queen", "office:empress", "office:crown_princess", "office:first_lady", "office:princess"}
)
_HEADS = frozenset({"monarch", "crown_prince", "president", "prime_minister"})
_SINGLE = frozenset({"monarch", "crown_prince", "president", "prime_minister"})
_BACK = 3  # sentences that a pronoun may point back over


def visitors(scene: Scene, sentence: Sentence, part: Part, anchor: Anchor, home: str | None = None) -> list[Visitor]:
    """Who visits in a part; nobody where nobody is named there. ``home``: the state that a pronoun's person is of."""
    chunks = sentence.chunks
    if anchor.noun is not None and "visit.visiting" in chunks[anchor.noun].senses:
        everywhere = {"Nom", "Gen", "Com", "Acc", "All"}
        found_there = [v for i in range(anchor.noun + 1, part.end) if (v := visitor_at(chunks, i, everywhere))][:1]
        return [v for v in found_there if not _of_a_body(chunks, anchor.noun, v.at)]
    if anchor.noun is not None and anchor.mode == "named":
        found = _owner(scene, sentence, part, anchor.noun)
        return [found] if found else _beside_named(scene, sentence, part, anchor)
    if anchor.passive:
        agents = [i - 1 for i in range(part.start + 1, part.end) if "agent" in chunks[i].senses]
        return [v for i in agents if (v := visitor_at(chunks, i, {"Nom", "Gen"}))]
    if anchor.received and (by := [i for i in range(part.start + 1, part.end) if "agent" in chunks[i].senses]):
        return [v for i in range(part.start, by[0] - 1) if (v := visitor_at(chunks, i, {"Nom"}))][
            :1
        ]  # X … Y দ্বারা গৃহীত হন
    if anchor.received:
        welcomed = [v for i in range(part.start, part.end) if (v := visitor_at(chunks, i, {"Acc"}))]
        at = anchor.verb - 2 if anchor.verb is not None else -1
        if not welcomed and at >= part.start and (guest := visitor_at(chunks, at, {"Gen"})) is not None:
            return [guest]  # X-এর আতিথেয়তা করে
        if not welcomed and anchor.verb is not None and "verb.be" in chunks[anchor.verb].senses:  # X আপ্যায়িত হন
            return [v for i in range(part.start, anchor.verb) if (v := visitor_at(chunks, i, {"Nom"}))][:1]
        return welcomed or _welcomed(scene, sentence, part)
    carried = [i - 1 for i in range(part.start + 1, part.end) if "visit.carrying" in chunks[i].senses]
    if carried:  # X-কে বহনকারী বিমান
        return _object(scene, sentence, carried[0])
    flown = [i for i in range(part.start + 1, part.end) if "visit.plane" in chunks[i].senses and chunks[i].own == "Nom"]
    if flown and (owner := visitor_at(chunks, flown[0] - 1, {"Gen"})) is not None:  # X-এর বিমান লিমায় নামে
        return [owner]
    if anchor.verb is not None and is_obliged(chunks, anchor.verb):  # X-কে ঢাকায় আসতে হয়
        return [v for i in range(part.start, part.end) if (v := visitor_at(chunks, i, {"Acc"}))][:1]
    if anchor.mode == "there" and anchor.noun is None and (guest := _met_at_home(scene, sentence, part, anchor)):
        return [guest]
    honoured = _honoured(scene, sentence, part, anchor)
    subjects = [v for i in range(part.start, part.end) if (v := visitor_at(chunks, i, {"Nom"}))]
    subjects = [visitor for visitor in subjects if honoured or is_group(chunks[visitor.at])]
    if subjects:
        if anchor.noun is not None and "visit.maker" in chunks[anchor.noun].senses:
            subjects = _called_first(subjects)
        return [
            visitor if visitor.office is not None or visitor.entity is None else in_office(chunks, part, visitor)
            for visitor in without_consorts(chunks, _main(chunks, subjects))
        ]
    if (guest := _greeted_there(scene, sentence, part, anchor)) is not None:
        return [guest]
    for i in range(part.start, part.end) if honoured else ():
        if not chunks[i].senses.isdisjoint({"pronoun", "visit.who"}) and chunks[i].case == "Nom":
            found = antecedent(scene, sentence, i, home or (_home(chunks, part) if anchor.mode == "back" else None))
            return [in_office(chunks, part, found)] if found else []
    if anchor.noun is not None:
        found = _owner(scene, sentence, part, anchor.noun)
        return [found] if found else []
    return []


def _greeted_there(scene: Scene, sentence: Sentence, part: Part, anchor: Anchor) -> Visitor | None:
    """``লিমায় গেলে X-কে (তাঁকে) অভ্যর্থনা জানানো হয়``: whom a welcome behind a conditional without a subject is for."""
    chunks = sentence.chunks
    form = chunks[anchor.verb].verb if anchor.verb is not None else None
    if form is None or form.mood != "conditional" or part.end >= len(chunks):
        return None
    for i in range(part.end, len(chunks)):
        if chunks[i].kind == "mark" or is_finite(chunks[i]):
            return None
        if (chunks[i].kind == "person" and chunks[i].own == "Acc") or "visit.him" in chunks[i].senses:
            welcomes = any("visit.welcome" in chunk.senses for chunk in chunks[i + 1 :])
            return next(iter(_object(scene, sentence, i)), None) if welcomes else None
    return None


def _met_at_home(scene: Scene, sentence: Sentence, part: Part, anchor: Anchor) -> Visitor | None:
    """``বুদাপেস্টে হাঙ্গেরির রাষ্ট্রপতি সার্বিয়ার প্রধানমন্ত্রীর সঙ্গে সাক্ষাৎ করেন``: whom somebody meets at home has come."""
    goal = place(sentence.chunks, part, anchor, None, scene.pair)
    if not isinstance(goal, Place):
        return None
    here = [v for i in range(part.start, part.end) if (v := visitor_at(sentence.chunks, i, {"Nom"}))]
    met = [v for i in range(part.start, part.end) if (v := visitor_at(sentence.chunks, i, {"Com"}))]
    if len(here) != 1 or len(met) != 1 or party(here[0].state or "") != party(goal.state):
        return None
    return met[0] if met[0].state is not None and party(met[0].state) != party(goal.state) else None


def _of_a_body(chunks: list[Chunk], start: int, at: int) -> bool:
    """``সফররত বিশ্বব্যাংকের প্রেসিডেন্ট``: who visits for a body, and for no state."""
    before = chunks[start + 1 : at]
    return any(c.kind == "organization" or (c.kind == "word" and c.own == "Gen" and not c.senses) for c in before)


def _object(scene: Scene, sentence: Sentence, at: int) -> list[Visitor]:
    """The person in the objective at ``at``, or whom a pronoun there means."""
    found = visitor_at(sentence.chunks, at, {"Acc"})
    if found is None and "visit.him" in sentence.chunks[at].senses:
        found = antecedent(scene, sentence, at)
    return [found] if found else []


def _called_first(who: list[Visitor]) -> list[Visitor]:
    """``ঢাকা সফরকারী প্রথম প্রধানমন্ত্রী ছিলেন X``: the office is that of the one who is named."""
    named = [visitor for visitor in who if visitor.entity is not None]
    others = [visitor for visitor in who if visitor.entity is None]
    if len(named) != 1 or len(others) != 1 or named[0].state not in {None, others[0].state or named[0].state}:
        return who
    return [replace(named[0], office=named[0].office or others[0].office, state=named[0].state or others[0].state)]


def _main(chunks: list[Chunk], who: list[Visitor]) -> list[Visitor]:
    """Without the subject of a verbal noun, where another one follows: ``A ফেরার দু’মাস পরে … আসেন B``."""
    kept = []
    for visitor in who:
        after = chunks[visitor.at + 1] if visitor.at + 1 < len(chunks) else None
        nominal = after is not None and after.verb is not None and after.verb.mood == "noun" and after.own == "Gen"
        if not nominal:
            kept.append(visitor)
    return kept or who


def without_consorts(chunks: list[Chunk], who: list[Visitor]) -> list[Visitor]:
    """``রাজা A ও রানি B``, ``রাষ্ট্রপতি A ও ফার্স্ট লেডি B``: who goes along with a head of state is no visitor beside them."""
    kept = who[:1]
    for visitor in who[1:]:
        before = chunks[visitor.at - 1].senses
        consort = not before.isdisjoint(_CONSORTS) and "and" in chunks[visitor.at - 2].senses
        if not (consort and kept[-1].at == visitor.at - 3 and kept[-1].office in _HEADS):
            kept.append(visitor)
    return kept


def _welcomed(scene: Scene, sentence: Sentence, part: Part) -> list[Visitor]:
    """``২০০৭-এর ১ মার্চ রাষ্ট্রীয় সফরে তাঁকে তিবিলিসি বরণ করে``: whom a pronoun means, where the visit is told and dated."""
    chunks = sentence.chunks
    span = chunks[part.start : part.end]
    if not any(is_visit(chunk) for chunk in span) or not any(date_of(chunk) is not None for chunk in span):
        return []
    at = next((i for i in range(part.start, part.end) if "visit.him" in chunks[i].senses), None)
    found = antecedent(scene, sentence, at) if at is not None else None
    return [found] if found else []


def in_office(chunks: list[Chunk], part: Part, visitor: Visitor) -> Visitor:
    """The visitor with the office that the part says it was made in: ``সম্রাট হিসেবে তিনি আসেন``."""
    for i in range(part.start, part.end - 1):
        if chunks[i].kind == "office" and chunks[i].own == "Nom" and _holds(chunks[i + 1]):
            return replace(visitor, office=office_of(chunks, i) or visitor.office)
    return visitor


def _holds(chunk: Chunk) -> bool:
    """``রাষ্ট্রপতি হিসেবে``, ``প্রধানমন্ত্রী হয়ে``."""
    became = chunk.verb is not None and chunk.verb.mood == "participle" and "verb.be" in chunk.senses
    return became or "holding" in chunk.senses


def _beside_named(scene: Scene, sentence: Sentence, part: Part, anchor: Anchor) -> list[Visitor]:
    """Subjects where a visit is only named: in a stub without a verb, or who does something on the visit."""
    chunks, noun = sentence.chunks, anchor.noun
    assert noun is not None
    subjects = [v for i in range(part.start, part.end) if (v := visitor_at(chunks, i, {"Nom"}))]
    if any(chunk.verb is not None for chunk in chunks[part.start : part.end]):
        if not _on_it(chunks, noun, part):
            return []
        goal = place(chunks, part, anchor, None, scene.pair)
        if isinstance(goal, Place):  # নাইরোবি সফরে X ও কেনিয়ার প্রেসিডেন্ট Y বৈঠক করেন
            subjects = [v for v in subjects if v.state is None or party(v.state) != party(goal.state)]
        if len(subjects) > 1:
            return []
        he = next(
            (i for i in range(part.start, part.end) if "he" in chunks[i].senses and chunks[i].case == "Nom"), None
        )
        if not subjects and he is not None and "visit.meanwhile" in chunks[noun].senses:  # সফরকালে তিনি বলেন
            found = antecedent(scene, sentence, part.start)
            return [found] if found else []
    return subjects


def _on_it(chunks: list[Chunk], noun: int, part: Part) -> bool:
    """``সফরে``, ``সফরের সময়``: what follows was done on the visit."""
    if chunks[noun].case == "Loc":
        return True
    if noun + 1 < part.end and "visit.end" in chunks[noun + 1].senses and chunks[noun + 1].own == "Loc":
        return True  # সফর শেষে
    return chunks[noun].case == "Gen" and noun + 1 < part.end and "visit.during" in chunks[noun + 1].senses


def _honoured(scene: Scene, sentence: Sentence, part: Part, anchor: Anchor) -> bool:
    """Whether the verb can be said of somebody in office: a finite verb then takes the honorific ending (যান, no যায়)."""
    chunk = sentence.chunks[anchor.verb] if anchor.verb is not None else None
    if chunk is None or chunk.verb is None or not chunk.verb.finite:
        return True
    if chunk.verb.mood == "present" and any(
        (later.verb is not None and later.verb.finite) or _does_something(scene, later)
        for later in sentence.chunks[(anchor.verb or 0) + 1 : part.end]
    ):  # a participle: পৌঁছে তিন দিন থাকেন
        return True
    return is_honoured(scene, chunk)


def _does_something(scene: Scene, chunk: Chunk) -> bool:
    """Whether an unknown word has the honorific ending of a verb: ``দলিলে সই করান``."""
    return chunk.kind == "word" and not chunk.senses and scene.tokens.word[chunk.end - 1].endswith(("ান", "েন"))


def is_honoured(scene: Scene, verb: Chunk) -> bool:
    """Whether a finite verb has the honorific ending (যান, no যায়)."""
    return scene.tokens.word[verb.end - 1].rstrip("ওই").endswith(("ন", "নি"))


def _owner(scene: Scene, sentence: Sentence, part: Part, noun: int) -> Visitor | None:
    """Whose visit it is: a genitive before the word, with nothing but places, dates and manners between."""
    chunks = sentence.chunks
    for i in range(noun - 1, part.start - 1, -1):
        chunk = chunks[i]
        found = visitor_at(chunks, i, {"Gen"})
        if found:
            return found
        if not chunk.senses.isdisjoint({"own", "pronoun"}):
            return antecedent(scene, sentence, i)
        between = chunk.kind in {"city", "country"} or chunk.text in {",", "(", ")", "-"} or "also" in chunk.senses
        between = between or "which" in chunk.senses  # X-এর যে সফর
        between = between or ("and" in chunk.senses and {chunks[i - 1].kind, chunks[i + 1].kind} <= _PLACES)
        between = between or ("and" in chunk.senses and chunks[i - 1].kind == chunks[i + 1].kind == "date")
        if not between and not has_manner(chunk):
            return None
    return None


def _home(chunks: list[Chunk], part: Part) -> str | None:
    """The state where somebody comes home to: ``তিনি মাস্কাট ফেরেন``."""
    towns = [chunk for chunk in chunks[part.start : part.end] if chunk.kind in {"city", "country"}]
    return next((state_of(chunk) for chunk in towns if chunk.case in {"Nom", "Loc"} and not chunk.adjective), None)


def antecedent(scene: Scene, sentence: Sentence, at: int, home: str | None = None) -> Visitor | None:
    """Whom a pronoun at ``at`` means: the last subject before it, in this sentence or one shortly before.

    ``home``: the state that it has to be somebody of, where that is known.
    """
    found = _last_subject(sentence.chunks, at, home)
    index = sentence.index - 1
    while found is None and index >= max(0, sentence.index - _BACK):
        chunks = scene.sentences[index].chunks
        found = _last_subject(chunks, len(chunks), home)
        index -= 1
    return found


def _last_subject(chunks: list[Chunk], before: int, home: str | None) -> Visitor | None:
    for cases in ({"Nom"}, {"Gen"}, {"Acc"}):
        for i in range(before - 1, -1, -1):
            if "invited" in chunks[min(i + 1, before - 1)].senses:
                continue  # X-এর আমন্ত্রণে … যান তিনি
            if home is not None and chunks[i].state not in {None, home}:
                continue
            if chunks[i].kind == "person" and (found := visitor_at(chunks, i, cases)):
                return Visitor(-1, found.entity, found.office, found.state)
    for i in range(before - 1, -1, -1):  # পেরুর রাষ্ট্রপতি … যান। তিনি …
        if chunks[i].kind != "office" or (found := visitor_at(chunks, i, {"Nom"})) is None:
            continue
        if found.office in _SINGLE and found.state is not None and home in {None, found.state}:
            return Visitor(-1, None, found.office, found.state)
    return None


def side(chunks: list[Chunk], part: Part) -> str | None:
    """The state on whose part visitors come, by a label before the list: ``অ্যাঙ্গোলার পক্ষে:``."""
    for i in range(part.start - 1, 0, -1):
        if "side" in chunks[i].senses and chunks[i - 1].kind == "country" and chunks[i - 1].case == "Gen":
            return state_of(chunks[i - 1])
    for i in range(part.start, part.end):
        if is_visit(chunks[i]):
            return None
        if "side" in chunks[i].senses and i > part.start and chunks[i - 1].kind == "country":
            return state_of(chunks[i - 1])
    return None
