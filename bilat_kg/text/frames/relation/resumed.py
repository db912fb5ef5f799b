"""Relations that a later clause or the next sentence goes on about: broken off, then restored."""

from __future__ import annotations

from collections.abc import Iterator

from bilat_kg.model import PartialDate
from bilat_kg.text.chunks import Chunk, Sentence, dates
from bilat_kg.text.clauses import Clause, clauses
from bilat_kg.text.frames.relation.pair import unqualified, with_third_state
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.states import party
from bilat_kg.text.timeline import as_value

RULE = "relation.established"
BEGINS = frozenset({"relation.established", "relation.restored", "relation.begun"})
DOCUMENTS = frozenset({"agreement.declaration", "relation.document"})
_IT_IS = frozenset({"relation.it", "relation.is"})
_TAKEN_UP = frozenset({"relation.formal", "relation.broken"})


def told_next(scene: Scene, sentence: Sentence) -> Iterator[FactDraft]:
    """``… সম্পর্ক ছিন্ন হয়। ২০২১ সালের মে মাসে তা পুনরায় স্থাপিত হয়।``: the next sentence restores what this one broke.

    Or what it broke itself: ``… সম্পর্ক স্থাপিত হয়। যুদ্ধে তা ছিন্ন হয়; ১৯৫৭ সালে ফের স্থাপিত হয়।``
    """
    index = sentence.index + 1
    following = scene.sentences[index] if index < len(scene.sentences) else None
    if following is None or "relation.restored" not in following.senses or "relation.formal" in following.senses:
        return
    lost = {"relation.broken", "relation.it"} <= following.senses and "relation" not in following.senses
    if "relation.broken" not in sentence.senses and not lost:
        return
    for clause in clauses(following):
        inside = following.chunks[clause.start : clause.end]
        senses = {sense for chunk in inside for sense in chunk.senses}
        if "relation.restored" not in senses or not clause.asserted or "relation.broken" in senses:
            continue
        nouns = [i for i in range(clause.start, clause.end) if "relation" in following.chunks[i].senses]
        if nouns and not all(unqualified(following.chunks, clause, noun) for noun in nouns):
            continue
        if not nouns and "relation.it" not in senses and not lost:
            continue
        if with_third_state(scene, following, clause) or with_third_state(scene, sentence, Clause(0, _end(sentence))):
            continue
        mentions = [mention for i, mention in dates(following) if i < clause.end]
        date = as_value(mentions[-1]) if mentions else None
        if isinstance(date, PartialDate):
            parties = scene.parties_named(sentence, None)
            draft = scene.draft("DiplomaticRelation", {"party": parties, "establishedOn": date}, RULE, following, "0.9")
            draft.sentences.append(sentence)
            yield draft


def signed_next(scene: Scene, sentence: Sentence, clause: Clause) -> PartialDate | None:
    """``… সম্পর্ক স্থাপন করেছে। ১৬ ফেব্রুয়ারি … এ সংক্রান্ত যৌথ বিবৃতিতে সই করেন``: the day of the paper that did it."""
    index = sentence.index + 1
    if not clause.asserted or index >= len(scene.sentences):
        return None
    senses = scene.sentences[index].senses
    if not {"relation.concerning", "agreement.sign"} <= senses or senses.isdisjoint(DOCUMENTS):
        return None
    mentions = [as_value(mention) for _, mention in dates(scene.sentences[index])]
    return mentions[0] if len(mentions) == 1 and isinstance(mentions[0], PartialDate) else None


def _end(sentence: Sentence) -> int:
    return len(sentence.chunks)


def resumed(scene: Scene, sentence: Sentence, told: bool) -> Iterator[FactDraft]:
    """``…, আর ১৯৬০ সালের ৮ মে তা আবার জোড়া লাগে``: a clause that goes on about the relations which one before it names.

    It restores them, or establishes them with another of the states that a party was then (…, যেখানে পশ্চিম জার্মানির
    সাথে তা ১৯৭৪ সালে প্রতিষ্ঠিত হয়).
    """
    if sentence.senses.isdisjoint(_TAKEN_UP) or not (sentence.senses & BEGINS or sentence.senses >= _IT_IS):
        return
    chunks = sentence.chunks
    named = next(_named(sentence), len(chunks))
    for clause in clauses(sentence):
        inside = chunks[clause.start : clause.end]
        if clause.start <= named or not clause.asserted or any("relation" in chunk.senses for chunk in inside):
            continue
        senses = {sense for chunk in inside for sense in chunk.senses}
        other = _other_state_of_a_party(scene, sentence, clause)
        taken_up = bool(senses & BEGINS) and ("relation.it" in senses or _after_aside(sentence, clause))
        is_so = senses >= _IT_IS and (other or (not told and _is_plain(inside)))
        taken_up = taken_up or is_so  # …; Y-এর সঙ্গে তা হয় ১৯৯৩ সালে
        if "relation.restored" not in senses and not taken_up:
            continue
        mentions = [mention for i, mention in dates(sentence) if clause.start <= i < clause.end]
        date = as_value(mentions[-1]) if mentions else None
        if "relation.restored" not in senses and told and not other and not _nearer(sentence, clause, date):
            continue
        if isinstance(date, PartialDate):
            parties = scene.parties_named(sentence, clause if other else None)
            yield scene.draft("DiplomaticRelation", {"party": parties, "establishedOn": date}, RULE, sentence, "0.9")


def _is_plain(chunks: list[Chunk]) -> bool:
    """``সেটি হয় ১৯৭৪ সালে``: nothing but what stands for the relations, a date and the verb."""
    plain = {"relation.it", "relation.is", "but", "adverb", "visit.part_of_time"}
    return all(c.kind in {"date", "mark"} or not c.senses.isdisjoint(plain) for c in chunks)


def _after_aside(sentence: Sentence, clause: Clause) -> bool:
    """``কূটনৈতিক সম্পর্ক, যার জন্য কোনো দলিল সই হয়নি, স্থাপিত হয় …``: the verb behind what is told aside of the noun."""
    chunks = sentence.chunks
    first = next((i for i in range(clause.start, clause.end) if chunks[i].kind != "mark"), clause.start)
    if chunks[first].senses.isdisjoint(BEGINS):
        return False
    aside = next((i for i in range(first) if "which" in chunks[i].senses and chunks[i - 1].text == ","), 0)
    return aside > 1 and "relation.formal" in chunks[aside - 2].senses and chunks[aside - 2].own == "Nom"


def _nearer(sentence: Sentence, clause: Clause, date: object) -> bool:
    """Whether a date tells more exactly when it was than one before its clause (…, ওই মাসের ২১ তারিখে তা কার্যকর হয়)."""
    before = (str(as_value(mention)) for i, mention in dates(sentence) if i < clause.start)
    return any(str(date) != known and str(date).startswith(known) for known in before)


def _named(sentence: Sentence) -> Iterator[int]:
    """Where a sentence names relations that a clause may go on about: formal ones, or those broken off."""
    for noun in sentence.having("relation"):
        chunks = sentence.chunks[noun:]
        if "relation.formal" in chunks[0].senses or any("relation.broken" in chunk.senses for chunk in chunks):
            yield noun


def _other_state_of_a_party(scene: Scene, sentence: Sentence, clause: Clause) -> bool:
    """Whether the clause names a party by another code than the words before it (East, then West Germany)."""

    def named(start: int, end: int) -> dict[str, str]:
        return {
            party(chunk.entity.id): chunk.entity.id
            for chunk in sentence.chunks[start:end]
            if chunk.kind == "country" and chunk.entity is not None and chunk.entity.id in scene.pair
        }

    before, here = named(0, clause.start), named(clause.start, clause.end)
    return any(before.get(state, code) != code for state, code in here.items())
