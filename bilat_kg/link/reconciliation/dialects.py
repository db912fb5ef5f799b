"""Queries and results between plain values and the messages of the two versions of the protocol, in both directions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bilat_kg.errors import ReconciliationError
from bilat_kg.link.reconciliation.messages import Version, fault
from bilat_kg.link.reconciliation.scoring import Condition, Query

BATCH = 50
QUERY = 256  # characters of a name, an id or a value
CONDITIONS = 10  # of one query; also the values of one condition, and the types
TEXTS = 500  # names, ids and values of a whole batch


class RefusalError(ReconciliationError):
    """A request that is refused: ``status`` is that of HTTP, the text one sentence for a person."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


Queries = Mapping[str, Query]


def queries_of(batch: object, version: Version) -> Queries:
    """Read a query batch: the queries by their keys, in order (in 1.0-draft "0", "1" …).

    Raises ``RefusalError`` for what is no query batch and for what is beyond the limits of this module.
    """
    size = len(batch) if version == "0.2" and isinstance(batch, dict) else 0
    if version == "1.0-draft" and isinstance(batch, dict) and isinstance(batch.get("queries"), list):
        size = len(batch["queries"])
    if size > BATCH:  # before the schema, which would read them all
        raise RefusalError(f"the batch has {size} queries; send at most {BATCH} at once", 413)
    if wrong := fault(batch, "query_batch", version):
        raise RefusalError(f"this is no query batch of version {version}: {wrong}")
    assert isinstance(batch, dict)
    if version == "0.2":
        read = {key: _query_02(each) for key, each in batch.items()}
    else:
        read = {str(at): _query_10(each) for at, each in enumerate(batch["queries"])}
    texts = 0
    for key, query in read.items():
        texts += _within_limits(key, query)
    if texts > TEXTS:
        raise RefusalError(f"the batch has {texts} names and values; send at most {TEXTS} at once", 413)
    return read


def _within_limits(key: str, query: Query) -> int:
    counts = (len(query.conditions), len(query.types), *(len(each.values) for each in query.conditions))
    if max(counts) > CONDITIONS:
        raise RefusalError(f"query {key[:20]!r} has more than {CONDITIONS} conditions, types or values of a condition")
    texts = [value for each in query.conditions for value in (each.property, *each.values)]
    longest = max(map(len, (key, query.lang or "", *texts, *query.types)))
    if longest > QUERY:
        raise RefusalError(f"query {key[:20]!r} has a text of {longest} characters; at most {QUERY} are read")
    return len(texts)


def _values(given: Any) -> tuple[str, ...]:  # noqa: ANN401  the schema was asked
    return tuple(_text(each) for each in (given if isinstance(given, list) else [given]))


def _text(value: Any) -> str:  # noqa: ANN401  as above
    if isinstance(value, dict):
        return str(value["id"])
    if isinstance(value, bool):
        return "true" if value else "false"
    whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
    return str(int(value)) if whole else str(value)


def _query_02(given: Mapping[str, Any]) -> Query:
    conditions = [Condition("name", (given["query"],))] if "query" in given else []
    conditions += [Condition("property", _values(each["v"]), each["pid"]) for each in given.get("properties", ())]
    types = given.get("type", [])
    limit = given.get("limit")
    return Query(
        tuple(conditions),
        tuple([types] if isinstance(types, str) else types),
        given.get("type_strict", "any"),
        None if limit is None else int(limit),
    )


def _query_10(given: Mapping[str, Any]) -> Query:
    conditions = tuple(
        Condition(
            each["matchType"],
            _values(each["propertyValue"]),
            each.get("propertyId", ""),
            each.get("matchQuantifier", "any"),
            each.get("required", False),
        )
        for each in given["conditions"]
    )
    limit = given.get("limit")
    types = (given["type"],) if "type" in given else ()
    return Query(conditions, types, "any", None if limit is None else int(limit), given.get("lang"))


def batch_of(queries: Sequence[Query], version: Version) -> dict[str, Any]:
    """Write a query batch; in 0.2 the keys are "q0", "q1" … Version 0.2 knows a single name and no ids."""
    if version == "0.2":
        return {f"q{at}": _written_02(each) for at, each in enumerate(queries)}
    return {"queries": [_written_10(each) for each in queries]}


def _single(values: tuple[str, ...]) -> str | list[str]:
    return values[0] if len(values) == 1 else list(values)


def _written_02(query: Query) -> dict[str, Any]:
    names = [value for each in query.conditions if each.on != "property" for value in each.values]
    properties = [
        {"pid": each.property, "v": _single(each.values)} for each in query.conditions if each.on == "property"
    ]
    return {
        **({"query": " ".join(names)} if names else {}),
        **({"type": _single(query.types)} if query.types else {}),
        **({"limit": query.limit} if query.limit else {}),
        **({"properties": properties} if properties else {}),
        **({"type_strict": query.strict} if query.types else {}),
    }


def _written_10(query: Query) -> dict[str, Any]:
    conditions = [
        {
            "matchType": each.on,
            **({"propertyId": each.property} if each.on == "property" else {}),
            "propertyValue": _single(each.values),
            **({"required": True} if each.required else {}),
            **({"matchQuantifier": each.quantifier} if each.quantifier != "any" else {}),
        }
        for each in query.conditions
    ]
    return {
        "conditions": conditions,
        **({"type": query.types[0]} if query.types else {}),
        **({"limit": query.limit} if query.limit else {}),
        **({"lang": query.lang} if query.lang else {}),
    }


Candidates = Sequence[Mapping[str, Any]]


def result_batch(results: Iterable[tuple[str, Candidates]], version: Version) -> dict[str, Any]:
    """Write a result batch from the candidates for each key, in the order of the queries."""
    if version == "0.2":
        return {key: {"result": list(found)} for key, found in results}
    return {"results": [{"candidates": list(found)} for _, found in results]}


def results_of(answer: object, version: Version, count: int) -> list[Candidates]:
    """Read the answer to a ``batch_of`` that many queries: their candidates, in order.

    Raises ``ReconciliationError`` for what is no result batch or does not answer just these queries.
    """
    if wrong := fault(answer, "result_batch", version):
        raise ReconciliationError(f"the answer is no result batch of version {version}: {wrong}")
    assert isinstance(answer, dict)
    if version == "0.2":
        keys = [f"q{at}" for at in range(count)]
        if answer.keys() != set(keys):
            raise ReconciliationError(f"the answer is to other queries than the {count} that were asked")
        return [answer[key]["result"] for key in keys]
    if len(answer["results"]) != count:
        raise ReconciliationError(f"the answer has {len(answer['results'])} results for {count} queries")
    return [each["candidates"] for each in answer["results"]]
