"""What is done with a trigger: the verb after it, and what the verb's form says."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk, all_senses
from bilat_kg.text.clauses import Clause
from bilat_kg.text.morphology import VerbForm
from bilat_kg.text.undone import undone

VERBLESS = "verbless"
_ACT = 6  # chunks between a trigger and the verb that says what is done with it
_BEFORE = 4  # chunks between such a verb and the trigger behind it
_PARTICIPLES = frozenset({("কর", "present")})  # লক্ষ্য করে গুলি: having aimed
_GOING = frozenset({("যা", "progressive"), ("চল", "done")})


class Act:
    """What is done with a trigger: the chunks from it to the end of its verb, and what the verb's form says."""

    def __init__(self, chunks: list[Chunk], at: int, clause: Clause) -> None:
        verb = next((i for i in range(at + 1, min(at + 2 + _ACT, clause.end)) if _is_verb(chunks[i])), None)
        if chunks[at].verb is not None and chunks[at].kind == "verb":
            verb = at
        end = at + 1 if verb is None else verb + 1
        while verb is not None and end < clause.end and _is_verb(chunks[end]):
            end += 1
        self.flags: set[str] = set()
        self.end = end if verb is not None and _goes_on(chunks, end, clause) else clause.end
        self.senses = all_senses(chunks[at + 1 : end])
        told = chunks[at + 1 : max(end, min(at + 2, clause.end))]
        nouns = [chunk.senses for chunk in told if chunk.kind == "word" and chunk.verb is None and chunk.case == "Gen"]
        self.nominal = frozenset().union(*nouns)  # যুদ্ধ শুরুর পর
        if verb is None:
            self.flags.add(VERBLESS)
            self.senses |= {VERBLESS} | _closing(chunks, at, clause) | _turned(chunks, at, clause)
            return
        forms = [form for chunk in chunks[verb:end] if (form := chunk.verb) is not None]
        if any(form.negated for form in forms) or (end < clause.end and "not" in chunks[end].senses):
            self.flags.add("negated")
        if verb > at + 1 and "not" in chunks[verb - 1].senses:
            self.flags.add("negated")  # সমর্থন না করে, স্বীকৃতি না দেওয়ায়
        if forms[-1].mood == "future" or _about_to(forms):
            self.flags.add("future")
        if forms[-1].mood in {"noun", "infinitive"}:
            self.flags.add("nominal")
        if forms[-1].mood == "conditional":
            self.flags.add("conditional")
        if undone(chunks, verb) or undone(chunks, at):
            self.flags.add("undone")


def _about_to(forms: list[VerbForm]) -> bool:
    """``দিতে যাচ্ছে``, ``দিতে চলেছে``: an infinitive before a verb of going says that it is about to happen."""
    if len(forms) < 2 or forms[-2].mood != "infinitive":
        return False
    return (forms[-1].lemma, forms[-1].mood) in _GOING


def _closing(chunks: list[Chunk], at: int, clause: Clause) -> frozenset[str]:
    """The senses of a word that closes the clause after the trigger and may be a verb: যুদ্ধে নামে, of নাম or নামা.

    So may a noun where a headline leaves its verb out (সমর্থন পুনর্ব্যক্ত).
    """
    if at + 1 >= clause.end or chunks[at + 1].kind != "word" or chunks[at + 1].case not in {"Loc", "Nom"}:
        return frozenset()
    return chunks[at + 1].senses if all(chunk.kind == "mark" for chunk in chunks[at + 2 : clause.end]) else frozenset()


def _turned(chunks: list[Chunk], at: int, clause: Clause) -> frozenset[str]:
    """The senses of a verb that stands before a trigger which ends the clause: ``… চলে রক্তক্ষয়ী যুদ্ধ``."""
    if any(chunk.kind != "mark" for chunk in chunks[at + 1 : clause.end]):
        return frozenset()
    for i in range(at - 1, max(at - _BEFORE, clause.start) - 1, -1):
        verb = chunks[i].verb
        if verb is not None and _is_verb(chunks[i]):
            told = verb.finite and not verb.negated and verb.mood in {"done", "present"}
            told = told and (verb.lemma, verb.mood) not in _PARTICIPLES
            return all_senses(chunks[max(i - 1, clause.start) : i + 1]) if told else frozenset()
        if chunks[i].kind != "word" or chunks[i].own != "Nom":
            return frozenset()
    return frozenset()


def _goes_on(chunks: list[Chunk], end: int, clause: Clause) -> bool:
    """Whether the verb before ``end`` is a participle (সমর্থন জানিয়ে …): what follows has a verb of its own."""
    verb = chunks[end - 1].verb
    if verb is None or verb.negated or verb.mood not in {"participle", "present"}:
        return False
    return any(_is_verb(c) and c.verb is not None and c.verb.mood != "noun" for c in chunks[end : clause.end])


def _is_verb(chunk: Chunk) -> bool:
    return chunk.verb is not None and (chunk.kind == "verb" or "verb.be" in chunk.senses)
