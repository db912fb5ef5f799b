"""Items in Wikidata's JSON, as its dumps and ``Special:EntityData`` have them, as RDF in Wikidata's shape.

Only what a comparison asks for becomes RDF. What lacks a part that it ought to have counts as not there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from pyoxigraph import Literal, NamedNode, Quad

from bilat_kg.graph.namespaces import ALT_LABEL, LABEL, XSD
from bilat_kg.link.wikidata import terms

_SUBCLASS_OF = "P279"
_PROPERTIES = frozenset({*terms.LABELS, _SUBCLASS_OF})
_LANGUAGES = ("bn", "en")
_PROP = "http://www.wikidata.org/prop/"
_WIKIBASE = "http://wikiba.se/ontology#"
_RANK, _PRECISION = NamedNode(f"{_WIKIBASE}rank"), NamedNode(f"{_WIKIBASE}timePrecision")
_DEPRECATED = NamedNode(f"{_WIKIBASE}DeprecatedRank")
_DATE_TIME = NamedNode(f"{XSD}dateTime")


def quads(lines: BinaryIO) -> Iterator[Quad]:
    """The RDF of all items of a file: a JSON object a line, in an array or not, or one object with ``entities``.

    ``ValueError`` says which line is no JSON object.
    """
    for number, entity in _entities(lines):
        if not isinstance(entity, dict):
            raise ValueError(f"line {number}: this is no item of Wikidata")
        if entity.get("type", "item") == "item" and terms.QID.fullmatch(str(entity.get("id"))):
            yield from _item(entity)


def _entities(lines: BinaryIO) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(lines, 1):
        text = line.strip().rstrip(b",")
        if text in {b"", b"[", b"]"}:
            continue
        try:
            entity = json.loads(text)
        except (ValueError, RecursionError):
            if number > 1:
                raise ValueError(f"line {number}: this is not JSON") from None
            entity = _whole(line, lines)  # one object over many lines
        several = entity.get("entities") if isinstance(entity, dict) else None
        if isinstance(several, dict):
            yield from ((number, each) for each in several.values())
        else:
            yield number, entity


def _whole(first: bytes, lines: BinaryIO) -> Any:  # noqa: ANN401  as JSON has it
    try:
        return json.loads(first + lines.read())
    except (ValueError, RecursionError):
        raise ValueError("line 1: this is not JSON") from None


def _item(entity: Mapping[str, Any]) -> Iterator[Quad]:
    item = NamedNode(terms.ENTITY_NS + entity["id"])
    for lang in _LANGUAGES:
        names = [(LABEL, _at(entity, "labels", lang)), *((ALT_LABEL, each) for each in _many(entity, "aliases", lang))]
        for predicate, name in names:
            if isinstance(text := _at(name, "value"), str):
                yield Quad(item, predicate, Literal(text, language=lang))
    for property_ in sorted(_PROPERTIES):
        statements = _many(entity, "claims", property_)
        best = "preferred" if any(_at(each, "rank") == "preferred" for each in statements) else "normal"
        for number, statement in enumerate(statements):
            node = NamedNode(f"{terms.ENTITY_NS}statement/{entity['id']}-{property_}-{number}")
            yield from _statement(item, property_, node, statement, best)


def _statement(item: NamedNode, property_: str, node: NamedNode, statement: object, best: str) -> Iterator[Quad]:
    main = _value(_at(statement, "mainsnak"))
    if main is None:
        return
    value, precision = main
    yield Quad(item, NamedNode(f"{_PROP}{property_}"), node)
    yield from _valued(node, "statement", property_, value, precision)
    if _at(statement, "rank") == "deprecated":
        yield Quad(node, _RANK, _DEPRECATED)
    elif _at(statement, "rank") == best:
        yield Quad(item, NamedNode(f"{_PROP}direct/{property_}"), value)
    for qualifier in sorted(_PROPERTIES):
        for snak in _many(statement, "qualifiers", qualifier):
            if qualified := _value(snak):
                yield from _valued(node, "qualifier", qualifier, *qualified)


def _valued(
    node: NamedNode, kind: str, property_: str, value: NamedNode | Literal, precision: int | None
) -> Iterator[Quad]:
    yield Quad(node, NamedNode(f"{_PROP}{kind}/{property_}"), value)
    if precision is not None:
        full = NamedNode(f"{node.value}/{kind}-{property_}-{value.value}")
        yield Quad(node, NamedNode(f"{_PROP}{kind}/value/{property_}"), full)
        yield Quad(full, _PRECISION, Literal(precision))


def _value(snak: object) -> tuple[NamedNode | Literal, int | None] | None:
    """The item or time of a snak; an unknown value, and a value of another type, is none."""
    value = _at(snak, "datavalue", "value")
    qid, moment, precision = _at(value, "id"), _at(value, "time"), _at(value, "precision")
    if isinstance(qid, str) and terms.QID.fullmatch(qid):
        return NamedNode(terms.ENTITY_NS + qid), None
    if isinstance(moment, str):
        return Literal(moment.removeprefix("+"), datatype=_DATE_TIME), precision if isinstance(precision, int) else None
    return None


def _at(body: object, *path: str) -> Any:  # noqa: ANN401  as JSON has it
    for name in path:
        body = body.get(name) if isinstance(body, dict) else None
    return body


def _many(body: object, *path: str) -> list[Any]:
    found = _at(body, *path)
    return found if isinstance(found, list) else []
