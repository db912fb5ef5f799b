"""JSON from strangers: what cannot be meant, or could not be written again, is refused with the reason."""

from __future__ import annotations

import json
import math


class NotJsonError(ValueError):
    """Why a text is not taken as JSON, in a few words: "it is nested too deep"."""


def read(data: bytes | str) -> object:
    """The value of a JSON text; ``NotJsonError`` for what is none, and for all that readers of JSON disagree on.

    That is: other encodings than UTF-8, a key twice in an object, NaN, infinity and numbers beyond those, lone
    surrogates, and nesting that would exhaust the stack.
    """
    try:
        text = data if isinstance(data, str) else data.decode()
        value: object = json.loads(
            text, parse_constant=_not_finite, parse_float=_finite, object_pairs_hook=_without_doubles
        )
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeDecodeError as error:
        raise NotJsonError(f"byte {error.start} is not UTF-8") from None
    except UnicodeEncodeError:
        raise NotJsonError("it holds half a character (a lone surrogate)") from None
    except RecursionError:
        raise NotJsonError("it is nested too deep") from None
    except json.JSONDecodeError as error:
        raise NotJsonError(f"it is not JSON at line {error.lineno}, column {error.colno}") from None
    except NotJsonError:
        raise
    except ValueError:
        raise NotJsonError("it holds a number of too many digits") from None
    return value


def _not_finite(name: str) -> float:
    raise NotJsonError(f"it holds {name}, which is no number")


def _finite(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise NotJsonError("it holds a number that is too large")
    return value


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise NotJsonError(f"it has the key {double[:40]!r} twice in one object")
    return found
