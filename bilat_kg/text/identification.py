"""Whom the words of a name mean, and the one chunk that they become."""

from __future__ import annotations

from collections.abc import Collection

from bilat_kg.model import Entity
from bilat_kg.text.acquaintances import SHORT, Acquaintances
from bilat_kg.text.chunks import Chunk
from bilat_kg.text.gazetteer import slug
from bilat_kg.text.morphology import Case
from bilat_kg.text.namesakes import Namesakes
from bilat_kg.text.personal_names import PersonalNames
from bilat_kg.text.spelling import fold
from bilat_kg.text.tokens import Tokens
from bilat_kg.text.transliteration import romanize


def put(chunks: list[Chunk], first: int, last: int, text: str, case: Case, entity: Entity) -> Entity:
    """Put one person in the place of the chunks ``[first, last)``, and give him back."""
    chunk = Chunk("person", chunks[first].start, chunks[last - 1].end, text, case)
    chunk.entity = entity
    if case == "Nom" and chunks[last - 1].case != chunks[last - 1].own:
        chunk.case = chunks[last - 1].case  # a postposition follows
    elif case == "Gen" and chunks[last - 1].case in {"Com", "All", "Abl"}:
        chunk.case = chunks[last - 1].case
    chunks[first:last] = [chunk]
    return entity


def unknown(name: str) -> Entity:
    """Somebody of this name, whoever that is."""
    latin = romanize(name)
    return Entity("person", slug(latin), latin, name)


class Identification:
    """Identifies the persons of one article by their names.

    ``names`` knows how far a name reaches, ``namesakes`` the gazetteer, ``met`` whom the article has named so far.
    """

    def __init__(self, lang: str, states: Collection[str], tokens: Tokens) -> None:
        self.namesakes = Namesakes(lang, states)
        self.names = PersonalNames(lang, tokens, frozenset(states), self.is_part)
        self.met = Acquaintances(self.names.particle)

    def is_part(self, word: str) -> bool:
        """Whether a word is part of the name of somebody met, or whom the gazetteer knows."""
        key = fold(word)
        return len(word) >= SHORT and (bool(self.met.of_part(key)) or self.namesakes.has_part(key))

    def name(self, chunks: list[Chunk], first: int, last: int, office: Chunk) -> None:
        """Make one person of the chunks ``[first, last)``."""
        stem, case = self.names.cut(chunks, last)
        if chunks[last - 1].kind == "person":
            stem, case = chunks[last - 1].text, chunks[last - 1].case
        text = self.names.text(chunks, first, last, stem)
        words = text.split()
        self.met.meet(put(chunks, first, last, text, case, self._resolve(words, office)), words)

    def _resolve(self, words: list[str], office: Chunk) -> Entity:
        """The one person of the article or the gazetteer whom these words and this office fit, or a new one."""
        if self.names.patronymic(words[0]):  # the name itself was read as a title: সুলতান বিন আবদুল আজিজ
            return unknown(" ".join(words))
        folded = fold(" ".join(words)).split()
        met = [k for k in self.met.of_part(folded[-1]) if set(folded) <= set(fold(" ".join(k.parts)).split())]
        if len({known.entity.id for known in met}) == 1:
            return met[0].entity
        found = self.namesakes.find(folded, office)
        if found is not None:
            return found
        return unknown(" ".join(words))
