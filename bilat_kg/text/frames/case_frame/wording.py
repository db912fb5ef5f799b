"""What a fact is about, in words: a phrase of the text, and what English makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bilat_kg.model import Text
from bilat_kg.text.chunks import NAMES, Chunk, Sentence
from bilat_kg.text.clauses import Clause
from bilat_kg.text.frames.case_frame.declaration import Role
from bilat_kg.text.frames.scene import Scene

_LONGEST = 12  # chunks of a phrase
_LINKS = frozenset({"–", "-", "—", "'", "‘", "’", '"', "“", "”", "(", ")", ","})
_TAIL = frozenset({"pair", "between", "with", "matter", "and", "also"})
_STOPS = frozenset({"but", "contrast", "which"})


def words(
    scene: Scene, sentence: Sentence, clause: Clause, at: int, role: Role, english: Mapping[str, str]
) -> list[Text]:
    """The text of a role in the language of the article and in English, the latter first."""
    chunks = sentence.chunks
    end = next((i for i in range(at - 1, clause.start, -1) if not role.over.isdisjoint(chunks[i].senses)), at)
    first, last = _phrase(chunks, clause.start, end)
    translated = list(_translate(scene, chunks[first:last], english))
    if last <= first:
        first, last = at, at + 1
    phrase = scene.article.text[scene.tokens.start[chunks[first].start] : scene.tokens.end[chunks[last - 1].end - 1]]
    text = (
        role.english.format(words=" ".join(translated))
        if translated
        else role.bare or role.english.format(words="").strip()
    )
    return [Text(text, "en"), Text(" ".join(phrase.split()), scene.lang)]


def _phrase(chunks: list[Chunk], start: int, end: int) -> tuple[int, int]:
    """The chunks of the phrase that ends before ``end``: back to a date, a finite verb or the subject before it."""
    while end > start and (
        chunks[end - 1].kind == "mark"
        or not chunks[end - 1].senses.isdisjoint(_TAIL)
        or (chunks[end - 1].kind in NAMES and chunks[end - 1].case in {"Nom", "All", "Com"})
    ):
        end -= 1
    first = end
    while first > start and end - first < _LONGEST:
        chunk = chunks[first - 1]
        if chunk.verb is not None and chunk.kind == "verb" and chunk.verb.mood != "noun":
            break
        if chunk.kind == "date" and chunk.case != "Gen":
            break
        if (chunk.kind == "mark" and chunk.text not in _LINKS) or not chunk.senses.isdisjoint(_STOPS):
            break
        if chunk.kind == "country" and chunk.case == "Nom" and chunks[first].text not in _LINKS:
            break
        first -= 1
    while first < end and (chunks[first].kind == "mark" or not chunks[first].senses.isdisjoint(_TAIL)):
        first += 1
    return first, end


def _translate(scene: Scene, chunks: list[Chunk], english: Mapping[str, str]) -> Iterator[str]:
    """English for the words that are known, in their order: Bengali, like an English compound, puts the head last.

    Nothing where only states and cities are known: they say who, not what.
    """
    known = [(chunk, word) for chunk in chunks if (word := _english(scene, chunk, english))]
    if all(chunk.kind in {"country", "city"} for chunk, _ in known):
        return
    yield from dict.fromkeys(word for _, word in known)


def _english(scene: Scene, chunk: Chunk, english: Mapping[str, str]) -> str | None:
    if chunk.kind in NAMES and chunk.entity is not None:
        return chunk.entity.label_en
    if chunk.kind != "word":
        return None
    known = _known(scene, chunk.text, english)
    if known is None and " " in chunk.text:
        return " ".join(word for part in chunk.text.split() if (word := _known(scene, part, english))) or None
    return known


def _known(scene: Scene, form: str, english: Mapping[str, str]) -> str | None:
    for stem in (form, *(cut.stem for cut in scene.morphology.cuts(form))):
        known = english.get(stem) or scene.goods.get(stem)
        if known is not None:
            return known
    return None
