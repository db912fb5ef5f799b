"""A reconciliation service over the graph and the gazetteer: request values in, plain answer objects out.

>>> service = Service(Index(gazetteer()))
>>> answer = service.match({"q": {"query": "মস্কোতে"}}, "0.2")
>>> answer["q"]["result"][0]["id"]
'city/Q649'

Knows no web framework; ``application`` puts it on the web. A service answers from memory and changes nothing, so that
threads may share it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from typing import Any, Literal

from bilat_kg.link.reconciliation.dialects import (
    BATCH,
    QUERY,
    RefusalError,
    queries_of,
    result_batch,
)
from bilat_kg.link.reconciliation.entities import ID, KINDS, PROPERTIES, WIKIDATA, Kind, Known, Property
from bilat_kg.link.reconciliation.extension import Extension, propose
from bilat_kg.link.reconciliation.index import Index
from bilat_kg.link.reconciliation.messages import Version
from bilat_kg.link.reconciliation.names import bengali, key
from bilat_kg.link.reconciliation.preview import HEIGHT, WIDTH, page
from bilat_kg.link.reconciliation.scoring import FEATURES, Candidate, Query, candidates

LIMIT = 10  # candidates and suggestions, where the client does not say
MOST = 100  # and where it does
Suggested = Literal["entity", "property", "type"]


@dataclass(frozen=True, slots=True)
class Space:
    """Which ids a service speaks: those of this graph, or Wikidata's."""

    name: str
    identifiers: str
    schema: str
    wikidata: bool

    def id(self, each: Known) -> str | None:
        """The id of an entity in this space, ``None`` where it has none."""
        return each.qid if self.wikidata else each.id

    def type_id(self, kind: str) -> str:
        """The id of a type."""
        return (KINDS[kind].item or KINDS[kind].id) if self.wikidata else KINDS[kind].id

    def property_id(self, each: Property) -> str:
        """The id of a property."""
        return each.item if self.wikidata else each.id


GRAPH = Space("bilat_kg", ID, "https://w3id.org/bilat-kg/ontology#", wikidata=False)
ITEMS = Space("bilat_kg: items of Wikidata", WIKIDATA, "http://www.wikidata.org/prop/direct/", wikidata=True)


class Service:
    """Answers the requests of both versions of the protocol.

    ``view`` is where a person can look at an entity, a template with ``{id}`` in it, by default the preview (of
    Wikidata's items their page).
    """

    def __init__(self, index: Index, space: Space = GRAPH, view: str | None = None) -> None:
        self.index = index
        self.space = space
        self.view = view or ("https://www.wikidata.org/wiki/{id}" if space.wikidata else None)

    def manifest(self, version: Version, root: str) -> dict[str, Any]:
        """What the service offers; ``root`` is the absolute URL of the endpoint, without a slash at its end."""
        view = self.view or f"{root}/preview?id={{id}}"
        common: dict[str, Any] = {
            "versions": [version],
            "name": self.space.name,
            "defaultTypes": [self._type(kind) for kind in KINDS],
            "documentation": "https://w3id.org/bilat-kg/docs/wikidata#reconciliation",
            "serviceVersion": _version(),
            "batchSize": BATCH,
        }
        if version == "1.0-draft":
            return {
                **common,
                "lang": "en",
                "view": {"url": view},
                "preview": {"width": WIDTH, "height": HEIGHT},
                "suggest": {"entity": True, "property": True, "type": True},
                "extend": {"proposeProperties": True},
                "standardizedScore": True,
            }
        suggested: tuple[Suggested, ...] = ("entity", "property", "type")
        return {
            **common,
            "identifierSpace": self.space.identifiers,
            "schemaSpace": self.space.schema,
            "view": {"url": view.replace("{id}", "{{id}}")},
            "preview": {"url": f"{root}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
            "suggest": {each: {"service_url": root, "service_path": f"/suggest/{each}"} for each in suggested},
            "extend": {"propose_properties": {"service_url": root, "service_path": "/extend/propose"}},
        }

    def match(self, batch: object, version: Version) -> dict[str, Any]:
        """Answer a query batch, each query for itself; ``RefusalError`` for one that is wrong or too large."""
        read = queries_of(batch, version)
        return result_batch(((name, self._candidates(query, version)) for name, query in read.items()), version)

    def candidates(self, query: Query) -> tuple[Candidate, ...]:
        """Who may be meant, best first, as values of Python: those that have an id here, an id once."""
        found: dict[str, Candidate] = {}
        for each in candidates(self.index, query, self.space.id):
            id_ = self.space.id(each.entity)
            if id_ is not None:
                found.setdefault(id_, each)
        return tuple(found.values())[: min(query.limit or LIMIT, MOST)]

    def _candidates(self, query: Query, version: Version) -> list[dict[str, Any]]:
        lang = language(query)
        return [self._written(each, lang, version) for each in self.candidates(query)]

    def _written(self, each: Candidate, lang: str, version: Version) -> dict[str, Any]:
        features = [{"id": name, "value": value} for name, value in each.features.items()]
        if version == "1.0-draft":
            features = [{**feature, "name": FEATURES[str(feature["id"])]} for feature in features]
        name, spoken = _label(each.entity, lang)
        return {
            "id": self.space.id(each.entity),
            "name": name,
            "description": each.entity.description,
            "score": each.score,
            "match": each.match,
            "type": [self._short_type(each.entity.kind)],
            "features": features,
            **({"lang": spoken} if version == "1.0-draft" else {}),
        }

    def suggest(
        self, what: Suggested, prefix: str, version: Version, *, limit: int | None = None, offset: int = 0
    ) -> dict[str, Any]:
        """Complete what somebody types: entities by prefix, id or inflected name; all types and properties for ""."""
        if len(prefix) > QUERY:
            raise RefusalError(f"the prefix has {len(prefix)} characters; at most {QUERY} are read")
        if offset < 0 or (limit is not None and limit < 1):
            raise RefusalError("limit has to be 1 or more, and offset or cursor 0 or more")
        part = slice(offset, offset + min(limit or LIMIT, MOST))
        if what == "entity":
            lang = "bn" if bengali(prefix) else "en"
            begun = self._once(self.index.entities[at] for at in self.index.beginning(prefix))
            return {"result": [self._suggested(each, lang, version) for each in list(begun.values())[part]]}
        start = key(prefix)
        offered = [self._type(kind) for kind in KINDS] if what == "type" else self._properties()
        found = [each for each in offered if any(key(each[field]).startswith(start) for field in ("id", "name"))]
        return {"result": found[part]}

    def _once(self, entities: Iterable[Known]) -> dict[str, Known]:
        """The entities that have an id here, the first of each id."""
        found: dict[str, Known] = {}
        for each in entities:
            if id_ := self.space.id(each):
                found.setdefault(id_, each)
        return found

    def extend(self, query: object, version: Version) -> dict[str, Any]:
        """What is known of entities, for a data extension query; ``RefusalError`` for a wrong or too large one."""
        return Extension(self.index, self.space.id).answer(query, version)

    def propose(self, type_: str, limit: int | None = None) -> dict[str, Any]:
        """The properties that data extension offers for entities of a type."""
        return propose(type_, limit)

    def _suggested(self, each: Known, lang: str, version: Version) -> dict[str, Any]:
        name, spoken = _label(each, lang)
        return {
            "id": self.space.id(each),
            "name": name,
            "description": each.description,
            "notable": [self._short_type(each.kind)],
            **({"lang": spoken} if version == "1.0-draft" else {}),
        }

    def _short_type(self, kind: str) -> dict[str, str]:
        return {"id": self.space.type_id(kind), "name": KINDS[kind].name}

    def _type(self, kind: str) -> dict[str, Any]:
        return _described(self.space.type_id(kind), KINDS[kind])

    def _properties(self) -> list[dict[str, Any]]:
        return [_described(self.space.property_id(each), each) for each in PROPERTIES.values()]

    def entity(self, id_: str) -> Known:
        """The entity of that id; ``RefusalError`` (404) where there is none or the id says too little."""
        found = [self.index.entities[at] for at in self.index.by_id(id_)] if len(id_) <= QUERY else []
        exact = [each for each in found if self.space.id(each) == id_] or found
        if not exact:
            raise RefusalError(f"there is no entity {id_[:60]!r}; ids look like {self._example()}", 404)
        return exact[0]

    def _example(self) -> str:
        return "Q833" if self.space.wikidata else "country/MYS"

    def preview(self, id_: str) -> str:
        """A small page of HTML on an entity; ``RefusalError`` (404) where there is none."""
        each = self.entity(id_)
        states = [
            self.index.entities[at] for state in each.properties.get("country", ()) for at in self.index.by_id(state)
        ]
        return page(each, tuple(state.name() for state in states))


def language(query: Query) -> str:
    """The language of an answer: as asked for, or that of the letters of the query."""
    if query.lang:
        return query.lang.lower().partition("-")[0]
    return "bn" if any(bengali(value) for each in query.conditions for value in each.values) else "en"


def _label(each: Known, lang: str) -> tuple[str, str]:
    """The name to show, and the language that it is in."""
    spoken = lang if lang in each.labels else next(iter(each.labels), "en")
    return each.name(spoken), spoken


def _described(id_: str, each: Kind | Property) -> dict[str, Any]:
    return {"id": id_, "name": each.name, "description": f"{each.description} ({each.label_bn})"}


@cache
def _version() -> str:
    try:
        return version_of("bilat-kg")
    except PackageNotFoundError:  # run from a folder that was never installed
        return "unknown"
