"""What the sentence behind says that an agreement is about."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.frames.agreement.context import Context
from bilat_kg.text.frames.agreement.mentions import AGREEMENT
from bilat_kg.text.frames.agreement.topics import topics_of

_MATTER = frozenset({"agreement.about", "agreement.aim"})
_EFFECT = frozenset({"agreement.ground", "agreement.means", "agreement.aim"})
_THEN = frozenset({"agreement.then", "agreement.said"})  # সইয়ের পর: when, and no matter


def topics_behind(context: Context) -> tuple[str, ...]:
    """What the next sentence says that the last agreement of this one is about, what it says in it, or what it does.

    ``এর বিষয় নিরাপত্তা সহযোগিতা``, ``এতে দুই দেশ সীমান্তে শক্তি প্রয়োগ না করার অঙ্গীকার করে``, ``এর আওতায় চিকিৎসক বিনিময় হবে``,
    ``চুক্তি অনুযায়ী …``, ``লক্ষ্য, দক্ষ কর্মী আনা``.
    """
    index = context.sentence.index + 1
    behind = context.scene.sentences[index] if index < len(context.scene.sentences) else None
    if behind is None or len(behind.chunks) < 3 or behind.heading != context.sentence.heading:
        return ()
    following = behind.chunks
    first, second = following[0], following[1]
    own = "own" in first.senses and "this" not in second.senses
    named = AGREEMENT in first.senses
    one = sum(AGREEMENT in chunk.senses for chunk in following) == named and "agreement.sign" not in behind.senses
    if "agreement.in_it" in first.senses or (named and first.own == "Loc"):
        return topics_of(following[1:], context.lang) if one else ()
    if own and second.own == "Nom" and not second.senses.isdisjoint(_MATTER):
        return topics_of(following[2:], context.lang)
    if "agreement.sign" not in behind.senses and _some_of_them(following):
        return topics_of(following[1:], context.lang)
    if not one:
        return ()
    if named and first.own == "Gen" and not second.senses.isdisjoint(_MATTER):
        return topics_of(following[2:], context.lang)
    by_it = (own or named) and not second.senses.isdisjoint(_EFFECT) and second.senses.isdisjoint(_THEN)
    return topics_of(_told(following), context.lang) if by_it or _aims(first, second) else ()


def _some_of_them(chunks: list[Chunk]) -> bool:
    """Matters of those counted before: ``এর মধ্যে রয়েছে A ও B``, ``চুক্তিগুলোর মধ্যে A অন্যতম``, ``এসব চুক্তি A বিষয়ে``."""
    first, second = chunks[0], chunks[1]
    named = sum(AGREEMENT in chunk.senses for chunk in chunks)
    if "agreement.among" in first.senses:
        return not named
    if AGREEMENT in first.senses and first.plural:
        return named == 1 and "between" in second.senses
    return "agreement.same" in first.senses and AGREEMENT in second.senses and second.own == "Nom" and named == 1


def _aims(first: Chunk, second: Chunk) -> bool:
    """``লক্ষ্য, …``, ``উদ্দেশ্য: …``, ``বিষয়: …``: the aim or the matter of what was told."""
    if "agreement.about" in first.senses and second.text == ":":
        return True
    return "agreement.aim" in first.senses and first.own == "Nom" and second.kind == "mark"


def _told(chunks: list[Chunk]) -> list[Chunk]:
    """The words behind the first two, up to where something else is told (তবে …, আর … করে)."""
    stop = next((i for i, chunk in enumerate(chunks) if i > 1 and "but" in chunk.senses), len(chunks))
    return chunks[2:stop]
