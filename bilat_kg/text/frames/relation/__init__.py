"""Formal relations: that the two states established or restored them, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bilat_kg.model import PartialDate
from bilat_kg.text.chunks import Chunk, Sentence, bears, date_of, dates
from bilat_kg.text.clauses import Clause, clause_at
from bilat_kg.text.frames.agreement.dating import bare_year
from bilat_kg.text.frames.relation.dating import date_of_beginning, dated_between, dated_right_before, not_before
from bilat_kg.text.frames.relation.pair import of_the_pair, with_third_state
from bilat_kg.text.frames.relation.resumed import BEGINS, DOCUMENTS, RULE, resumed, signed_next, told_next
from bilat_kg.text.frames.scene import FactDraft, Scene
from bilat_kg.text.rules import RuleFile
from bilat_kg.text.undone import undone

_BROUGHT = BEGINS | {"relation.brought"}
_BESIDE = frozenset({"adverb", "also", "and", "relation.official", "relation.established", "pair", "span_of_time"})


def read(scene: Scene, sentence: Sentence, _: RuleFile) -> Iterator[FactDraft]:
    """The relation that a sentence says was established, at most one a clause."""
    done: set[int] = set()
    for noun in sentence.having("relation"):
        clause = _told_without_verb(sentence.chunks, clause_at(sentence, noun), noun)
        if clause.start in done:
            continue
        reason = _refusal(scene, sentence, clause, noun)
        if reason is None:
            date = date_of_beginning(scene, sentence, clause, noun) or signed_next(scene, sentence, clause)
            if isinstance(date, PartialDate):
                done.add(clause.start)
                parties = scene.parties_named(sentence, clause)
                yield scene.draft("DiplomaticRelation", {"party": parties, "establishedOn": date}, RULE, sentence)
                continue
            reason = "no date"
        if reason:
            scene.refuse(RULE, reason, sentence)
    yield from resumed(scene, sentence, bool(done))
    yield from told_next(scene, sentence)


def _told_without_verb(chunks: list[Chunk], clause: Clause, noun: int) -> Clause:
    """``…সম্পর্কের সূচনা ১৯৬৮ সালে, তখন …``: the word of beginning and its date say all; what follows is told of else."""
    at = noun + 1
    since = date_of(chunks[at]) if at + 1 < clause.end and chunks[at + 1].text in {",", "—", "–"} else None
    if since is not None and since.boundary == "since":
        return Clause(clause.start, at + 1)  # কূটনৈতিক সম্পর্ক ১৯৫৮ সাল থেকে, যখন …
    if at + 3 >= clause.end or chunks[at].senses.isdisjoint(BEGINS) or chunks[at + 1].kind != "date":
        return clause
    if chunks[at + 2].text not in {",", "—", "–"} or chunks[at + 3].kind == "date":
        return clause
    return Clause(clause.start, at + 3)


def _held_to_be(chunks: list[Chunk], clause: Clause, noun: int) -> bool:
    """``১৮ জানুয়ারিকে সম্পর্ক স্থাপনের দিন হিসেবে উদ্‌যাপন করে``: the day itself, in the objective case right before."""
    return noun > clause.start and chunks[noun - 1].kind == "date" and chunks[noun - 1].own == "Acc"


def _grown(chunks: list[Chunk], noun: int) -> bool:
    """``১৯৫২-তে গড়ে ওঠা কূটনৈতিক সম্পর্কের সত্তর বছর``: relations that began on a date, told in passing."""
    deed = next((i for i in range(noun - 1, max(noun - 3, 0), -1) if "relation.established" in chunks[i].senses), None)
    return deed is not None and chunks[deed - 1].kind == "date"


def _refusal(scene: Scene, sentence: Sentence, clause: Clause, noun: int) -> str | None:
    """Why the clause does not say that relations began; ``""`` where it does not even speak of that."""
    chunks = sentence.chunks
    inside = chunks[clause.start : clause.end]
    formal = "relation.formal" in chunks[noun].senses
    if "relation.dealings" in chunks[noun].senses and not _between_the_two(chunks, clause, noun):
        return ""
    dated = formal and _dated_behind(chunks, clause, noun)
    begins = dated or (formal and _begins(chunks, noun, clause.end))
    begun = begins or any(_says(sentence, inside, sense) for sense in ("relation.established", "relation.restored"))
    brought = noun + 1 < clause.end and "relation.brought" in chunks[noun + 1].senses
    begun = begun or (formal and brought and chunks[noun].own == "Nom")
    bare = formal and not begun and _bare(sentence, clause, noun)
    if not (begun or bare or (formal and _since(sentence, clause, noun))):
        return ""
    if not formal and (_only_mended(sentence, clause) or not of_the_pair(scene, sentence, clause, noun)):
        return ""
    if _of_something_in_them(chunks, clause, noun):
        return "a foundation of relations"
    if not formal and any("relation.basis" in chunk.senses for chunk in chunks[noun + 1 : noun + 3]):
        return "a foundation of relations"
    if (_broken(sentence, clause, noun) and not _anew(sentence, clause, noun)) or (
        clause.negated and not (dated or _conceded(chunks, clause, noun) or not_before(sentence, clause))
    ):
        return "relations broken or refused"
    if _says(sentence, inside, "relation.shut") and _only_shut(chunks, clause):
        return "relations broken or refused"
    if any("relation.delayed" in chunks[i].senses for i in range(noun + 1, clause.end)):
        return "delayed"
    if _only_attempted(chunks, clause, noun) or any(
        not chunks[i].senses.isdisjoint(BEGINS) and undone(chunks, i) for i in range(noun + 1, clause.end)
    ):
        return "planned or proposed"
    known = _grown(chunks, noun) or _held_to_be(chunks, clause, noun)
    if not known and _says(sentence, inside, "relation.reference"):
        return "an anniversary"
    if _says(sentence, inside, "relation.level"):
        return "a change of level"
    announced = _says(sentence, inside, "relation.announced") or _recalled(chunks, clause, noun)
    after = {sense for i in range(noun + 1, clause.end) for sense in chunks[i].senses}
    if clause.proposed or clause.cancelled or (clause.planned and _wished(after) and not announced):
        return "planned or proposed"
    if _looks_back(sentence, noun, clause) and not announced and not bare:
        return "mentioned as known"
    if with_third_state(scene, sentence, clause):
        return "with a third state"
    return None


def _says(sentence: Sentence, inside: list[Chunk], sense: str) -> bool:
    """Whether a chunk of a part of a sentence bears a sense; most sentences have none that does."""
    return sense in sentence.senses and bears(inside, sense)


def _begins(chunks: list[Chunk], noun: int, end: int) -> bool:
    """``সম্পর্কের শুরু``, ``সম্পর্ক ১৯৬৪ সালে তৈরি হয়``: relations begin, and not a new chapter or a dispute about them."""
    if chunks[noun].own == "Loc":
        return False
    for i in range(noun + 1, end):
        if not chunks[i].senses.isdisjoint({"relation.begun", "relation.opened"}):
            return True
        if chunks[i].kind == "word" and chunks[i].own != "Gen" and chunks[i].senses.isdisjoint(_BESIDE):
            return False
    return False


def _dated_behind(chunks: list[Chunk], clause: Clause, noun: int) -> bool:
    """``সম্পর্কের বয়স কম নয়, শুরু ১৯৭২ সালে``: the beginning and its date alone, behind what else is said of them."""
    for i in range(noun + 2, clause.end - 1):
        if "relation.begun" in chunks[i].senses and chunks[i - 1].text in {",", "—", "–"}:
            return all(chunk.kind in {"date", "mark"} for chunk in chunks[i + 1 : clause.end])
    return False


def _recalled(chunks: list[Chunk], clause: Clause, noun: int) -> bool:
    """``… সালের ৫ মে সম্পর্ক স্থাপনের কথা স্মরণ করে``: both know the day."""
    return any("relation.recalled" in chunks[i].senses for i in range(noun + 1, min(noun + 5, clause.end)))


def _conceded(chunks: list[Chunk], clause: Clause, noun: int) -> bool:
    """``১৯৯২ সালে সম্পর্ক শুরু করলেও কোনো রাষ্ট্রদূত নেই``: relations began on a date; what is denied is something else."""
    begun = next((i for i in range(noun + 1, clause.end - 1) if not chunks[i].senses.isdisjoint(BEGINS)), None)
    deed = chunks[begun + 1].verb if begun is not None else None
    dated = any(chunk.kind == "date" for chunk in chunks[clause.start : begun])
    return dated and deed is not None and deed.mood == "conditional" and not deed.negated


def _only_attempted(chunks: list[Chunk], clause: Clause, noun: int) -> bool:
    """``সম্পর্ক স্থাপনের শর্ত দেয়``, ``পুনঃস্থাপনে আলোচনা চালায়``, ``স্থাপন হলে লাভ হতো``: they have not begun yet."""
    begun = next((i for i in range(noun + 1, clause.end) if not chunks[i].senses.isdisjoint(_BROUGHT)), None)
    if begun is None:
        return False
    if begun + 1 < clause.end and "not" in chunks[begun + 1].senses:
        return True
    deed = chunks[begun + 1].verb if begun + 1 < clause.end else None
    rest = chunks[begun + 1 : clause.end]
    if rest and "matter" in rest[0].senses and not any("agreement.sign" in chunk.senses for chunk in rest):
        return True  # সম্পর্ক পুনঃস্থাপন নিয়ে কথা হয়
    if any(chunk.verb is not None and chunk.verb.mood == "future" for chunk in rest[:2]):
        return True
    if deed is not None and deed.mood == "conditional":
        return any(c.verb is not None and c.verb.mood in {"habitual", "future"} for c in chunks[begun + 2 :])
    if rest and "relation.purpose" in rest[0].senses and not any("agreement.sign" in chunk.senses for chunk in rest):
        return True  # সম্পর্ক স্থাপনের জন্য তাঁর দূত আসেন
    far = clause.end if chunks[begun].own == "Loc" else begun + 2 if chunks[begun].own == "Gen" else begun
    far = begun + 3 if deed is not None and deed.mood == "noun" and not deed.finite else far  # স্বাভাবিক করার আলোচনা
    far = begun + 3 if "relation.brought" in chunks[begun].senses else far  # ফিরিয়ে আনার চেষ্টা
    return any("relation.attempt" in chunk.senses for chunk in chunks[begun + 1 : min(far, clause.end)])


def _only_shut(chunks: list[Chunk], clause: Clause) -> bool:
    """``১৯৯৮ সালে শুরু হওয়া যুদ্ধে বন্ধ হয় সম্পর্ক``: nothing is begun behind what is shut."""
    shut = max(i for i in range(clause.start, clause.end) if "relation.shut" in chunks[i].senses)
    return not any(not chunks[i].senses.isdisjoint(BEGINS) for i in range(shut + 1, clause.end))


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


def _bare(sentence: Sentence, clause: Clause, noun: int) -> bool:
    """``কূটনৈতিক সম্পর্ক: <date>`` and ``কূটনৈতিক সম্পর্ক হয় <date>``: the noun with nothing but a date and a copula."""
    following = sentence.chunks[noun + 1 : clause.end]
    if not following:
        return False
    inside = range(clause.start, clause.end)
    if not any(sentence.chunks[i].kind == "date" or bare_year(sentence.chunks, i) for i in inside):
        return False
    first = following[0]
    if all(chunk.kind in {"date", "mark"} for chunk in following):
        return True
    if len(following) > 1 and following[1].kind == "date" and first.text in {",", ";"}:
        before = sentence.chunks[clause.start : noun]  # ১৯৭৯ সালে কূটনৈতিক সম্পর্ক, পরের বছর …
        return len(before) == 1 and before[0].kind == "date"
    if len(following) > 1 and following[1].kind == "date" and first.kind == "word" and first.senses <= {"relation.old"}:
        return not any(
            chunk.verb is not None and chunk.verb.mood != "noun" for chunk in following
        )  # কূটনৈতিক সম্পর্ক অবশ্য ১৯৬৮ সালে
    return first.text in {":", "—", "-", "–"} or "relation.is" in first.senses


def _since(sentence: Sentence, clause: Clause, noun: int) -> bool:
    """``১৯৭২ সাল থেকে কূটনৈতিক সম্পর্ক রয়েছে``: relations that are there since a date."""
    since = any(mention.boundary == "since" for i, mention in dates(sentence) if clause.start <= i < clause.end)
    following = sentence.chunks[noun + 1 : clause.end]
    if since and sentence.chunks[noun].own == "Nom" and _only_old(following):
        return True
    there = any(not chunk.senses.isdisjoint({"relation.there", "relation.stands"}) for chunk in following)
    return since and there


def _between_the_two(chunks: list[Chunk], clause: Clause, noun: int) -> bool:
    """``দুই দেশের দৌত্য``, ``পেরু ও কেনিয়ার দৌত্য``: those of two states, named right before."""
    before = chunks[noun - 1] if noun > clause.start else None
    return before is not None and (
        bool(before.group) or not before.senses.isdisjoint({"pair", "between", "each_other"})
    )


def _only_old(following: list[Chunk]) -> bool:
    """``সম্পর্ক তো আরও পুরনো, ১৯৪৮ সাল থেকেই``: nothing but their age between them and the date that ends the clause."""
    told = [chunk for chunk in following if chunk.kind != "mark"]
    return len(told) > 1 and told[-1].kind == "date" and all("relation.old" in chunk.senses for chunk in told[:-1])


def _wished(senses: set[str]) -> bool:
    return "cue.planned" in senses and "relation.restored" not in senses


def _only_mended(sentence: Sentence, clause: Clause) -> bool:
    """Whether the clause has words that restore formal relations only (সম্পর্ক স্বাভাবিক হয়)."""
    chunks = sentence.chunks
    begins = [i for i in range(clause.start, clause.end) if not chunks[i].senses.isdisjoint(BEGINS)]
    return all("relation.mended" in chunks[i].senses or _sets_in(chunks, i) for i in begins)


def _sets_in(chunks: list[Chunk], at: int) -> bool:
    """``স্বাভাবিক হতে শুরু করে``: what begins is what the verb before says."""
    verb = chunks[at - 1].verb if at and "relation.begun" in chunks[at].senses else None
    return verb is not None and verb.mood == "infinitive"


def _of_something_in_them(chunks: list[Chunk], clause: Clause, noun: int) -> bool:
    """``সম্পর্কে নতুন অধ্যায়ের সূচনা হয়``: what begins is something in relations that are there."""
    if chunks[noun].own != "Loc":
        return False
    begun = next((i for i in range(noun + 1, clause.end) if not chunks[i].senses.isdisjoint(BEGINS)), noun)
    owner = chunks[begun - 1] if begun > noun + 1 else None
    return owner is not None and owner.kind == "word" and owner.own == "Gen"


def _looks_back(sentence: Sentence, noun: int, clause: Clause) -> bool:
    """``সম্পর্ক স্থাপিত হওয়ার পর``: the beginning of relations is only the time of something else."""
    if _of_years(sentence.chunks[noun + 1 : clause.end]):
        return True
    if dated_right_before(sentence.chunks, noun, clause) or dated_between(sentence.chunks, noun, clause):
        return False  # ১৯৬৩ সালে সম্পর্ক স্থাপনের এক দশক পর
    after = sentence.chunks[noun + 1 : clause.end]
    if len(after) > 1 and "relation.day" in after[1].senses:
        return False  # সম্পর্ক স্থাপনের তারিখ: …
    declared = next((i for i, chunk in enumerate(after) if not chunk.senses.isdisjoint(DOCUMENTS)), None)
    if declared is not None and any("agreement.sign" in chunk.senses for chunk in after[declared:]):
        return False  # সম্পর্ক স্থাপনের যৌথ ইশতেহারে স্বাক্ষর করে
    for i, chunk in enumerate(after):
        following = after[i + 1] if i + 1 < len(after) else None
        if chunk.verb is not None and chunk.kind == "verb":
            if following is not None and following.verb is not None:
                continue  # গড়ে তোলার, স্থাপন করা হয়: the last of the verbs decides
            return chunk.verb.mood == "noun" and not chunk.verb.finite
        if "relation.established" in chunk.senses and chunk.case == "Gen":
            return following is None or "relation.means" not in following.senses
    return False


def _of_years(after: list[Chunk]) -> bool:
    """``সম্পর্ক স্থাপনের ৫০ বছর পূর্ণ হয়``: years since the beginning are full."""
    begun = next((i for i, c in enumerate(after) if "relation.established" in c.senses and c.case == "Gen"), len(after))
    return any("relation.jubilee" in chunk.senses for chunk in after[begun + 1 :])


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
