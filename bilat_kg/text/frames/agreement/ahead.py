"""What the sentence before says that an agreement is about, where this one points at it."""

from __future__ import annotations

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.frames.agreement.context import Context
from bilat_kg.text.frames.agreement.extent import ABOUT
from bilat_kg.text.frames.agreement.mentions import AGREEMENT, Head
from bilat_kg.text.frames.agreement.topics import read_topics

_OPENING = 2  # chunks that may say that the sentence ends what was told: অবশেষে, শেষ পর্যন্ত
_MOST = 2  # topics that one quarrel has


def topics_ahead(context: Context, head: Head) -> tuple[str, ...]:
    """The matter of the sentence before: ``জলসীমা নিয়ে বিরোধ চলে। … চুক্তিতে সেই বিরোধ মেটে``.

    Or what rests on it: ``কৃষি গবেষণা চলে। এর ভিত্তি একটি স্মারক``.
    """
    index = context.sentence.index - 1
    if index < 0 or head.known:
        return ()
    before = context.scene.sentences[index]
    if before.heading != context.sentence.heading or "agreement.sign" in before.senses:
        return ()
    chunks = context.chunks
    based = "own" in chunks[0].senses and len(chunks) > 1 and "agreement.basis" in chunks[1].senses
    if based:
        return _few(before.chunks, context.lang)
    ended = any("agreement.atlast" in chunk.senses for chunk in chunks[:_OPENING])
    quarrel = any(
        "agreement.quarrel" in chunk.senses and i and "agreement.same" in chunks[i - 1].senses
        for i, chunk in enumerate(chunks)
    )
    settled = {AGREEMENT, "agreement.quarrel"} <= before.senses  # সীমান্ত বিরোধ একটি চুক্তিতেই শেষ হয়। …
    if not (ended or quarrel or settled):
        return ()
    return _few(_quarrelled_over(before.chunks), context.lang)


def _quarrelled_over(chunks: list[Chunk]) -> list[Chunk]:
    """The words up to নিয়ে, or up to the word for the quarrel."""
    last = next((i for i in range(len(chunks) - 1, -1, -1) if ABOUT in chunks[i].senses), None)
    if last is None:
        last = next((i for i, chunk in enumerate(chunks) if "agreement.quarrel" in chunk.senses), None)
    return chunks[: last + 1] if last is not None else []


def _few(chunks: list[Chunk], lang: str) -> tuple[str, ...]:
    topics = read_topics(chunks, lang)[0]
    return topics if len(topics) <= _MOST else ()
