"""The pair of states that an article is about."""

from __future__ import annotations

from dataclasses import dataclass

from bilat_kg.errors import SourceError
from bilat_kg.text.chunks import Sentence
from bilat_kg.text.gazetteer import countries
from bilat_kg.text.states import is_capital, party

_LEAD = 60  # tokens of the opening, where an article names what it is about


@dataclass(frozen=True, slots=True)
class Pair:
    """The two states that an article is about, as today's codes; ``names`` gives the entity for every code met."""

    first: str
    second: str

    def other(self, code: str | None) -> str | None:
        """The opposite party of ``code``; ``None`` for a third state."""
        if code is None:
            return None
        today = code if code == self.first or code == self.second else party(code)
        if today == self.first:
            return self.second
        if today == self.second:
            return self.first
        return None

    def __contains__(self, code: str | None) -> bool:
        if code is None:
            return False
        if code == self.first or code == self.second:
            return True
        today = party(code)
        return today == self.first or today == self.second

    @property
    def codes(self) -> tuple[str, str]:
        """Both codes."""
        return (self.first, self.second)


def find_pair(sentences: list[Sentence], article: str) -> Pair:
    """The two states that the text is about: those named most, with a lead for the opening.

    Raises:
        SourceError: the text names no state, or only one.
    """
    votes: dict[str, int] = {}
    opening: list[str] = []
    for sentence in sentences:
        for chunk in sentence.chunks:
            if chunk.entity is None or chunk.kind not in {"country", "city"}:
                continue
            if chunk.kind == "country":
                code = party(chunk.entity.id)
                votes[code] = votes.get(code, 0) + 2
                if chunk.start < _LEAD and code not in opening and not chunk.adjective:
                    opening.append(code)
            elif chunk.entity.country and is_capital(chunk.entity):
                code = party(chunk.entity.country)
                votes[code] = votes.get(code, 0) + 1
    for code in opening[:2]:
        votes[code] += 6
    if len(votes) < 2:
        named = next(iter(votes), None)
        found = f"names only one country ({countries()[named].label_en})" if named else "names no country"
        raise SourceError(f"{article}: the text {found}; an article about the relations of two countries is needed")
    (first, _), (second, _) = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:2]
    return Pair(*sorted((first, second)))
