"""Which Wikidata item each entity of a build is: by its mentions, by the gazetteer, by what people decided.

Nothing is guessed here. Where the words of an article may mean two entities, reading left them open, and both stay as
candidates; an entity that the gazetteer has without an item has no link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from bilat_kg.link.decisions import QID, Decisions
from bilat_kg.model import Candidate, Entity, ItemLink, Naming

_SAME = Decimal(1)


class Linker:
    """Links the articles of one build; ``decisions`` come before everything else.

    ``named`` are the entities that articles named so far, by kind and id.
    """

    def __init__(self, decisions: Decisions | None = None) -> None:
        self._decisions = decisions or Decisions()
        self.named: set[tuple[str, str]] = set()

    def link(self, article: str, namings: Iterable[Naming]) -> tuple[ItemLink, ...]:
        """The links of one article (an IRI): one for each entity that it names and each ground on which it does."""
        links = []
        for naming in namings:
            entity, item = naming.entity, None
            if naming.ground is not None and (qid := _item(entity)):
                item = Candidate(qid, entity.label_en, naming.ground, naming.score)
            self.named.add((entity.kind, entity.id))
            links.append(self._decide(entity, article, naming.mentions, item, _candidates(naming.others)))
        return tuple(links)

    def complete(self, entities: Iterable[Entity]) -> Iterator[ItemLink]:
        """The links of entities that no article names, such as the country of a city: the gazetteer has their items."""
        for entity in entities:
            if (entity.kind, entity.id) not in self.named and (qid := _item(entity)):
                item = Candidate(qid, entity.label_en, "gazetteer", _SAME)
                yield self._decide(entity, None, 0, item, ())

    def unused(self) -> tuple[str, ...]:
        """The entities that something was decided about and that no article so far names, sorted."""
        named = {f"{kind}/{id_}" for kind, id_ in self.named}
        return tuple(sorted(self._decisions.entities() - named))

    def _decide(
        self, entity: Entity, article: str | None, mentions: int, item: Candidate | None, others: tuple[Candidate, ...]
    ) -> ItemLink:
        path = f"{entity.kind}/{entity.id}"
        if accepted := self._decisions.accepted.get(path):
            item = Candidate(accepted.qid, entity.label_en, "decision", _SAME)
            return ItemLink(entity, article, mentions, item, (), accepted.told() or None)
        if opened := self._decisions.opened.get(path):
            kept = tuple(filter(None, (item, *others)))
            return ItemLink(entity, article, mentions, None, kept, opened.told() or None)
        refused = self._decisions.refused.get(path, {})
        left = tuple(each for each in others if each.qid not in refused)
        if item is not None and item.qid in refused:
            return ItemLink(entity, article, mentions, None, left, refused[item.qid].told() or None)
        return ItemLink(entity, article, mentions, item, left)


def _item(entity: Entity) -> str | None:
    """The QID of an entity, if it is one."""
    return entity.qid if entity.qid and QID.fullmatch(entity.qid) else None


def _candidates(others: tuple[Entity, ...]) -> tuple[Candidate, ...]:
    return tuple(Candidate(qid, each.label_en, "label", _SAME) for each in others if (qid := _item(each)))
