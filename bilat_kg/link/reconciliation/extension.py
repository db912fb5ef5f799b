"""Data extension: what is known of entities, to be fetched as columns once a table is reconciled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bilat_kg.link.reconciliation.dialects import QUERY, RefusalError
from bilat_kg.link.reconciliation.entities import PROPERTIES, Known, kind_of, property_of
from bilat_kg.link.reconciliation.index import Index
from bilat_kg.link.reconciliation.messages import Version, fault

IDS = 100  # entities of one request
COLUMNS = 20  # properties of one request
_ALL = frozenset({"country", "city", "person", "organization", "currency", "relationship"})


@dataclass(frozen=True, slots=True)
class Column:
    """Something that can be fetched: its id and name, which kinds of entities have it, and how it is read off one."""

    id: str
    name: str
    kinds: frozenset[str]
    read: Callable[[Known], tuple[str, ...]]
    lang: str | None = None


def _values(name: str) -> Callable[[Known], tuple[str, ...]]:
    return lambda each: each.properties.get(name, ())


def _label(lang: str) -> Callable[[Known], tuple[str, ...]]:
    return lambda each: (each.labels[lang],) if lang in each.labels else ()


_KINDS = {
    "country": _ALL - {"country"},
    "capital": frozenset({"country"}),
    "office": frozenset({"person"}),
    "iso3": frozenset({"country"}),
    "iso2": frozenset({"country"}),
    "iso4217": frozenset({"currency"}),
}
_MORE = (
    Column("item", "Wikidata item", _ALL, lambda each: (each.qid,) if each.qid else ()),
    Column("label_en", "name in English", _ALL, _label("en"), "en"),
    Column("label_bn", "name in Bengali", _ALL, _label("bn"), "bn"),
    Column("alias", "other names", _ALL, lambda each: each.aliases),
)
COLUMNS_OFFERED: Mapping[str, Column] = {
    each.id: each
    for each in (*_MORE, *(Column(id_, PROPERTIES[id_].name, kinds, _values(id_)) for id_, kinds in _KINDS.items()))
}


def column_of(id_: str) -> Column | None:
    """The column of that id; properties may be named as in queries (``P17``)."""
    known = property_of(id_)
    return COLUMNS_OFFERED.get(known.id if known else id_)


def propose(type_: str, limit: int | None) -> dict[str, Any]:
    """The columns that entities of a type have."""
    if len(type_) > QUERY or (limit is not None and limit < 1):
        raise RefusalError("give the id of a type, such as City, and a limit of 1 or more")
    kind = kind_of(type_)
    found = [{"id": each.id, "name": each.name} for each in COLUMNS_OFFERED.values() if kind in each.kinds]
    return {"properties": found[:limit], "type": type_, **({} if limit is None else {"limit": limit})}


class Extension:
    """Answers data extension queries; ``id_of`` gives the id of an entity in the service's space."""

    def __init__(self, index: Index, id_of: Callable[[Known], str | None]) -> None:
        self.index = index
        self.id_of = id_of

    def answer(self, query: object, version: Version) -> dict[str, Any]:
        """Answer a query in its version; what is not known is an empty list. ``RefusalError`` as for batches."""
        if wrong := fault(query, "extension_query", version):
            raise RefusalError(f"this is no data extension query: {wrong}")
        assert isinstance(query, dict)
        ids = list(dict.fromkeys(query["ids"]))
        wanted = {each["id"]: each.get("settings", {}) for each in query["properties"]}
        if len(ids) > IDS or len(wanted) > COLUMNS:
            raise RefusalError(f"ask for at most {IDS} entities and {COLUMNS} properties at once", 413)
        if max(map(len, (*ids, *wanted, ""))) > QUERY:
            raise RefusalError(f"an id has more than {QUERY} characters")
        meta = [{"id": id_, "name": column.name if (column := column_of(id_)) else id_} for id_ in wanted]
        rows = {id_: {each: self._cells(id_, each, version) for each in wanted} for id_ in ids}
        if version == "0.2":
            return {"meta": meta, "rows": rows}
        listed = [
            {"id": id_, "properties": [{"id": each, "values": cells} for each, cells in row.items()]}
            for id_, row in rows.items()
        ]
        return {"meta": meta, "rows": listed}

    def _cells(self, id_: str, wanted: str, version: Version) -> list[dict[str, Any]]:
        column = column_of(wanted)
        named = [self.index.entities[at] for at in self.index.by_id(id_)]
        known = [each for each in named if self.id_of(each) == id_]  # two where a country and a city are one item
        if column is None:
            return []
        values = dict.fromkeys(value for each in known for value in column.read(each))
        return [self._cell(column, value, version) for value in values]

    def _cell(self, column: Column, value: str, version: Version) -> dict[str, Any]:
        of = PROPERTIES[column.id].of if column.id in PROPERTIES else None
        if of:
            other = next((self.index.entities[at] for at in self.index.by_id(value)), None)
            if other is None:
                return {"str": value}
            id_ = self.id_of(other)
            return {"id": id_, "name": other.name()} if id_ else {"str": other.name()}
        lang = {"lang": column.lang} if column.lang and version == "1.0-draft" else {}
        return {"str": value, **lang}
