"""Formal relations: that the two states established or restored them, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bilat_kg.model import PartialDate
from bilat_kg.text.chunks import Chunk, Sentence
from bilat_kg.text.clauses import Clause, clause_at, clauses
from bilat_kg.text.discourse import party, state_of
from bilat_kg.text.frames.agreement.dating import bare_year
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.rules import RuleFile
from bilat_kg.text.timeline import as_value, dates
from bilat_kg.text.values import DateMention

_RULE = "relation.established"
_BEGINS = frozenset({"relation.established", "relation.restored", "relation.begun"})


def read(scene: Scene, sentence: Sentence, _: RuleFile) -> Iterator[FactDraft]:
    """The relation that a sentence says was established, at most one a clause."""
    done: set[int] = set()
    for noun in sentence.having("relation"):
        clause = clause_at(sentence, noun)
        if clause.start in done:
            continue
        reason = _refusal(scene, sentence, clause, noun)
        if reason is None:
            date = _date(scene, sentence, clause, noun)
            if isinstance(date, PartialDate):
                done.add(clause.start)
                parties = scene.parties_named(sentence, clause)
                yield scene.draft("DiplomaticRelation", {"party": parties, "establishedOn": date}, _RULE, sentence)
                continue
            reason = "no date"
        if reason:
            scene.refuse(_RULE, reason, sentence)
    if "relation.formal" in sentence.senses and not sentence.senses.isdisjoint(_BEGINS):
        yield from _resumed(scene, sentence, bool(done))
    yield from _told_next(scene, sentence)


def _date(scene: Scene, sentence: Sentence, clause: Clause, noun: int) -> PartialDate | None:
    """When relations began: a date between the noun and the word of beginning is nearer than one before the noun.

    Of a year and a day in it (১৯৭৯ — জানুয়ারির ৩ তারিখে) the day counts.
    """
    chunks = sentence.chunks
    begins = next((i for i in range(noun + 1, clause.end) if not chunks[i].senses.isdisjoint(_BEGINS)), noun)
    within = [mention for i, mention in dates(sentence) if noun < i < begins]
    mention = within[-1] if within else scene.timeline.governing(sentence, noun)
    if mention is not None and mention.last is not None and str(mention.last).startswith(str(mention.first)):
        return mention.last
    if mention is None:  # কূটনৈতিক সম্পর্ক স্থাপিত: ১৯৫১
        mention = next((year for i in range(noun + 1, len(chunks)) if (year := bare_year(chunks, i))), None)
    date = as_value(mention)
    return date if isinstance(date, PartialDate) else None


def _told_next(scene: Scene, sentence: Sentence) -> Iterator[FactDraft]:
    """``… সম্পর্ক ছিন্ন হয়। ২০২১ সালের মে মাসে তা পুনরায় স্থাপিত হয়।``: the next sentence restores what this one broke."""
    index = sentence.index + 1
    if "relation.broken" not in sentence.senses or index >= len(scene.sentences):
        return
    following = scene.sentences[index]
    if "relation" in following.senses or not {"relation.restored", "relation.it"} <= following.senses:
        return
    for clause in clauses(following):
        inside = following.chunks[clause.start : clause.end]
        senses = {sense for chunk in inside for sense in chunk.senses}
        if not {"relation.restored", "relation.it"} <= senses or not clause.asserted:
            continue
        if _with_third_state(scene, following, clause) or _with_third_state(scene, sentence, Clause(0, _end(sentence))):
            continue
        mentions = [mention for i, mention in dates(following) if i < clause.end]
        date = as_value(mentions[-1]) if mentions else None
        if isinstance(date, PartialDate):
            parties = scene.parties_named(sentence, None)
            draft = scene.draft(
                "DiplomaticRelation", {"party": parties, "establishedOn": date}, _RULE, following, "0.9"
            )
            draft.sentences.append(sentence)
            yield draft


def _end(sentence: Sentence) -> int:
    return len(sentence.chunks)


def _resumed(scene: Scene, sentence: Sentence, told: bool) -> Iterator[FactDraft]:
    """``…, আর ১৯৬০ সালের ৮ মে তা আবার জোড়া লাগে``: a clause that goes on about the relations which one before it names.

    It restores them, or establishes them with another of the states that a party was then (…, যেখানে পশ্চিম জার্মানির
    সাথে তা ১৯৭৪ সালে প্রতিষ্ঠিত হয়).
    """
    chunks = sentence.chunks
    named = next(sentence.having("relation.formal"))
    for clause in clauses(sentence):
        inside = chunks[clause.start : clause.end]
        if clause.start <= named or not clause.asserted or any("relation" in chunk.senses for chunk in inside):
            continue
        senses = {sense for chunk in inside for sense in chunk.senses}
        other = _other_state_of_a_party(scene, sentence, clause)
        taken_up = bool(senses & _BEGINS) and "relation.it" in senses and (other or not told)
        if "relation.restored" not in senses and not taken_up:
            continue
        mentions = [mention for i, mention in dates(sentence) if clause.start <= i < clause.end]
        date = as_value(mentions[-1]) if mentions else None
        if isinstance(date, PartialDate):
            parties = scene.parties_named(sentence, clause if other else None)
            yield scene.draft("DiplomaticRelation", {"party": parties, "establishedOn": date}, _RULE, sentence, "0.9")


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


def _refusal(scene: Scene, sentence: Sentence, clause: Clause, noun: int) -> str | None:
    """Why the clause does not say that relations began; ``""`` where it does not even speak of that."""
    chunks = sentence.chunks
    inside = range(clause.start, clause.end)
    senses = {sense for i in inside for sense in chunks[i].senses}
    formal = "relation.formal" in chunks[noun].senses
    begins = formal and any("relation.begun" in chunks[i].senses for i in range(noun + 1, clause.end))
    begun = begins or bool(senses & {"relation.established", "relation.restored"})
    if not begun and not (formal and (_bare(sentence, clause, noun) or _since(sentence, clause, noun))):
        return ""
    if not formal and (_only_mended(sentence, clause) or not _of_the_pair(scene, sentence, clause, noun)):
        return ""
    if (_broken(sentence, clause, noun) and not _anew(sentence, clause, noun)) or clause.negated:
        return "relations broken or refused"
    if senses & {"relation.reference"}:
        return "an anniversary"
    if "relation.level" in senses:
        return "a change of level"
    announced = "relation.announced" in senses
    after = {sense for i in range(noun + 1, clause.end) for sense in chunks[i].senses}
    if clause.proposed or clause.cancelled or (clause.planned and _wished(after) and not announced):
        return "planned or proposed"
    if _looks_back(sentence, noun, clause) and not announced:
        return "mentioned as known"
    if _with_third_state(scene, sentence, clause):
        return "with a third state"
    return None


def _anew(sentence: Sentence, clause: Clause, noun: int) -> bool:
    """Whether words after the noun restore relations, whatever was broken before."""
    return any("relation.restored" in sentence.chunks[i].senses for i in range(noun + 1, clause.end))


def _broken(sentence: Sentence, clause: Clause, noun: int) -> bool:
    """Whether relations are broken off, and these are not others (… সম্পর্ক ছেদ করে … কূটনৈতিক সম্পর্ক স্থাপন করে)."""
    chunks = sentence.chunks
    others = [i for i in range(clause.start, noun) if "relation" in chunks[i].senses]
    start = clause.start
    if others and any("relation.established" in chunks[i].senses for i in range(noun + 1, clause.end)):
        start = noun
    return any("relation.broken" in chunks[i].senses for i in range(start, clause.end))


def _with_third_state(scene: Scene, sentence: Sentence, clause: Clause) -> bool:
    """A state outside the pair is the partner (…-এর সঙ্গে), or stands beside the only party that the clause names."""
    if _names_both(scene, sentence, clause):
        return False
    cases = {True: set[str](), False: set[str]()}
    for chunk in sentence.chunks[clause.start : clause.end]:
        if chunk.kind == "country" and chunk.entity is not None:
            cases[chunk.entity.id in scene.pair].add(chunk.case)
    ours, third = cases[True], cases[False]
    return "Com" in third or ("Gen" in third and "Gen" in ours) or ("Nom" in third and "Com" in ours)


def _bare(sentence: Sentence, clause: Clause, noun: int) -> bool:
    """``কূটনৈতিক সম্পর্ক: <date>`` and ``কূটনৈতিক সম্পর্ক হয় <date>``: the noun with nothing but a date and a copula."""
    following = sentence.chunks[noun + 1 : clause.end]
    if not following or not any(chunk.kind == "date" for chunk in sentence.chunks[clause.start : clause.end]):
        return False
    first = following[0]
    if all(chunk.kind in {"date", "mark"} for chunk in following):
        return True
    if len(following) > 1 and following[1].kind == "date" and first.kind == "word" and not first.senses:
        return not any(chunk.verb is not None for chunk in following)  # কূটনৈতিক সম্পর্ক অবশ্য ১৯৬৮ সালে
    return first.text in {":", "—", "-", "–"} or "relation.is" in first.senses


def _since(sentence: Sentence, clause: Clause, noun: int) -> bool:
    """``১৯৭২ সাল থেকে কূটনৈতিক সম্পর্ক রয়েছে``: relations that are there since a date."""
    since = any(mention.boundary == "since" for i, mention in dates(sentence) if clause.start <= i < clause.end)
    following = sentence.chunks[noun + 1 : clause.end]
    there = any(not chunk.senses.isdisjoint({"relation.there", "relation.stands"}) for chunk in following)
    return since and there


def _wished(senses: set[str]) -> bool:
    return "cue.planned" in senses and "relation.restored" not in senses


def _only_mended(sentence: Sentence, clause: Clause) -> bool:
    """Whether the clause has words that restore formal relations only (সম্পর্ক স্বাভাবিক হয়)."""
    begins = [c for c in sentence.chunks[clause.start : clause.end] if not c.senses.isdisjoint(_BEGINS)]
    return all("relation.mended" in chunk.senses for chunk in begins)


def _of_the_pair(scene: Scene, sentence: Sentence, clause: Clause, noun: int) -> bool:
    """Whether relations of no stated kind are those of both states: named in a clause that a colon may close."""
    chunks = sentence.chunks
    end = next((i for i in range(noun + 1, clause.end) if chunks[i].text == ":"), clause.end)
    part = Clause(clause.start, end)
    if noun == clause.start and end == noun + 2 < clause.end and chunks[end + 1].kind == "date":
        return True  # সম্পর্ক স্থাপন: ১৪ এপ্রিল ১৯৫০
    if end < clause.end and not any(chunk.kind == "date" for chunk in chunks[clause.start : end]):
        return False
    return (
        _names_both(scene, sentence, part)
        or any("pair" in chunk.senses for chunk in chunks[part.start : end])
        or len(chunks) <= 8
    )


def _names_both(scene: Scene, sentence: Sentence, clause: Clause) -> bool:
    named = {
        party(code)
        for chunk in sentence.chunks[clause.start : clause.end]
        if (code := state_of(chunk)) and code in scene.pair
    }
    return len(named) == 2


def _looks_back(sentence: Sentence, noun: int, clause: Clause) -> bool:
    """``সম্পর্ক স্থাপিত হওয়ার পর``: the beginning of relations is only the time of something else."""
    if _dated_right_before(sentence.chunks, noun, clause):
        return False  # ১৯৬৩ সালে সম্পর্ক স্থাপনের এক দশক পর
    after = sentence.chunks[noun + 1 : clause.end]
    if len(after) > 1 and "relation.day" in after[1].senses:
        return False  # সম্পর্ক স্থাপনের তারিখ: …
    declared = next((i for i, chunk in enumerate(after) if "agreement.declaration" in chunk.senses), None)
    if declared is not None and any("agreement.sign" in chunk.senses for chunk in after[declared:]):
        return False  # সম্পর্ক স্থাপনের যৌথ ইশতেহারে স্বাক্ষর করে
    for chunk in after:
        if chunk.verb is not None and chunk.kind == "verb":
            return chunk.verb.mood == "noun" and chunk.text != "" and not chunk.verb.finite
        if "relation.established" in chunk.senses and chunk.case == "Gen":
            return True
    return False


def _dated_right_before(chunks: list[Chunk], noun: int, clause: Clause) -> bool:
    """Whether a time stands before the noun, with nothing but the parties between."""
    for chunk in reversed(chunks[clause.start : noun]):
        if isinstance(chunk.value, DateMention):
            return chunk.value.first is not None and chunk.value.boundary is None and chunk.own == "Loc"
        if chunk.kind != "country" and chunk.senses.isdisjoint({"and", "with", "between", "pair", "relation.formal"}):
            return False
    return False


def settle(scene: Scene, drafts: list[FactDraft]) -> Iterable[FactDraft]:
    """One fact a beginning: the same date told twice is one fact with two sentences, the more precise date stays."""
    del scene
    kept: list[FactDraft] = []
    for draft in drafts:
        date = str(draft.get("establishedOn"))
        for known in kept:
            old = str(known.get("establishedOn"))
            if old.startswith(date) or date.startswith(old):
                if len(date) > len(old):
                    known.roles["establishedOn"] = draft.roles["establishedOn"]
                known.sentences += [s for s in draft.sentences if s not in known.sentences]
                break
        else:
            kept.append(draft)
    return kept
