"""The messages of the W3C Reconciliation Service API, versions 0.2 and 1.0-draft, held against schemas.

The schemas are ours (``schemas/<version>.json``), one definition a message: what the specification's prose says and its
examples show.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

Version = Literal["0.2", "1.0-draft"]
VERSIONS: tuple[Version, ...] = ("0.2", "1.0-draft")
_SCHEMAS = Path(__file__).parent / "schemas"


@cache
def definitions(version: Version) -> dict[str, Any]:
    """The schema of one version: ``$defs`` has the definition of each message."""
    schema: dict[str, Any] = json.loads((_SCHEMAS / f"{version}.json").read_text(encoding="utf-8"))
    return schema


@cache
def _validator(version: Version, message: str) -> Draft202012Validator:
    from jsonschema import Draft202012Validator  # costs 0.1 s: only who speaks the protocol pays it

    schema = definitions(version)
    if message not in schema["$defs"]:
        raise KeyError(f"version {version} has no message {message}")
    return Draft202012Validator({**schema, "$ref": f"#/$defs/{message}"})


def fault(value: object, message: str, version: Version) -> str | None:
    """What is wrong with ``value`` as a ``message``, in a few words with the place; ``None`` where nothing is.

    Messages: ``manifest``, ``query_batch``, ``result_batch``, ``suggested_entities``, ``suggested_properties``,
    ``suggested_types`` and the other definitions of the schema.
    """
    from jsonschema.exceptions import best_match

    error = best_match(_validator(version, message).iter_errors(value))
    if error is None:
        return None
    place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.absolute_path).lstrip(".")
    said = " ".join(str(error.message).split())
    if len(said) > 160:
        said = f"{said[:60]} … {said[-90:]}"
    return f"{place[:120]}: {said}" if place else said
