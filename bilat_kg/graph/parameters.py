"""The parameters of a query: declared in its header, given as text or values, bound as RDF terms.

A parameter is a variable written with a dollar, ``$country``; binding sets the term in its place, in the syntax in
which Oxigraph itself writes terms. Nothing that a user gives ever becomes text of the query.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode

from bilat_kg.errors import QueryError
from bilat_kg.graph import literals
from bilat_kg.graph.namespaces import DATA_NS, ONTOLOGY_NS, PREFIXES
from bilat_kg.normal_form import nfc

Term = NamedNode | Literal

ANY = "*"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One ``# param:`` line: ``# param: country country = MYS — whose missions are asked for``.

    ``type`` is one of ``types()``; ``default`` is text as a user would give it, ``*`` for one that stays a variable
    (anything matches), or ``None`` for one that must be given. An ``iri`` parameter whose name, or the path of whose
    default, is a kind of thing takes the bare name of such a thing: ``country=MYS``.
    """

    name: str
    type: str
    default: str | None = None
    explanation: str = ""

    def term(self, value: object) -> Term | None:
        """The RDF term for a value, ``None`` for ``*``; ``QueryError`` for one that is not of the type."""
        if isinstance(value, NamedNode | Literal):
            return value
        text = nfc(value if isinstance(value, str) else _text(value)).strip()
        if text == ANY:
            return None
        kind = self._kind if ":" not in text and "/" not in text else self.type
        try:
            return _READERS.get(kind, _entity(kind))(text)
        except (ValueError, InvalidOperation):
            raise QueryError(f"{self.name}={_shown(text)}: this has to be {_EXPECTED[kind]}") from None

    @property
    def _kind(self) -> str:
        if self.type == "iri":
            for kind in (self.name, (self.default or "").partition("/")[0]):
                if kind in _EXPECTED:
                    return kind
        return self.type


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    if isoformat := getattr(value, "isoformat", None):  # a date; importing datetime to ask would cost every start
        return str(isoformat())
    raise QueryError(f"a parameter can be text, a number, a date or an RDF term, not a {type(value).__name__}")


def _shown(text: str) -> str:
    flat = re.sub(r"[\x00-\x1f\x7f]+", " ", text)
    return repr(flat if len(flat) <= 60 else flat[:57] + "…")


def _iri(text: str) -> NamedNode:
    if text.startswith("<") and text.endswith(">"):
        text = text[1:-1]
    prefix, colon, local = text.partition(":")
    if colon and prefix in PREFIXES and not local.startswith("//"):
        return NamedNode(PREFIXES[prefix] + local)
    if colon:
        if prefix.lower() not in {"http", "https", "urn"}:
            raise ValueError(text)
        return NamedNode(text)
    if _PATH.fullmatch(text):
        return NamedNode(DATA_NS + text)
    raise ValueError(text)


def _entity(kind: str) -> Callable[[str], NamedNode]:
    def read(text: str) -> NamedNode:
        if ":" in text or "/" in text:
            return _iri(text)
        if not _SEGMENT.fullmatch(text):
            raise ValueError(text)
        return NamedNode(f"{DATA_NS}{kind}/{text}")

    return read


def _code(kind: str, pattern: str) -> Callable[[str], NamedNode]:
    def read(text: str) -> NamedNode:
        if ":" not in text and "/" not in text:
            text = text.upper()
            if not re.fullmatch(pattern, text):
                raise ValueError(text)
        return _entity(kind)(text)

    return read


def _class(text: str) -> NamedNode:
    if ":" in text:
        return _iri(text)
    if not re.fullmatch(r"[A-Z][A-Za-z]*", text):
        raise ValueError(text)
    return NamedNode(ONTOLOGY_NS + text)


def _integer(text: str) -> Term:
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", text):
        raise ValueError(text)
    return literals.integer(int(text))


def _decimal(text: str) -> Term:
    if not re.fullmatch(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?", text):
        raise ValueError(text)
    return literals.decimal(Decimal(text))


def _boolean(text: str) -> Term:
    if text not in {"true", "false"}:
        raise ValueError(text)
    return literals.boolean(text == "true")


_SEGMENT = re.compile(r"[^\s/?#<>\"{}|\\^`%]{1,200}")
_PATH = re.compile(rf"[a-z][a-z-]*(?:/(?!\.\.?(?:/|$)){_SEGMENT.pattern})+")
_READERS: Mapping[str, Callable[[str], Term]] = {
    "iri": _iri,
    "country": _code("country", r"[A-Z]{3}|[A-Z]{2,3}-[A-Z]{1,3}"),
    "currency": _code("currency", r"[A-Z]{3}"),
    "class": _class,
    "string": literals.string,
    "integer": _integer,
    "decimal": _decimal,
    "boolean": _boolean,
    "date": literals.date,
}
_EXPECTED: Mapping[str, str] = {
    "iri": "an IRI, or its path such as country/MYS",
    "country": "an ISO 3166-1 alpha-3 code such as MYS",
    "currency": "an ISO 4217 code such as USD",
    "class": "a class of the ontology such as Embassy",
    "string": "text",
    "integer": "a whole number",
    "decimal": "a number such as 12.5",
    "boolean": "true or false",
    "date": "a date such as 1967, 1967-04 or 1967-04-03",
    "city": "a Wikidata id such as Q1865, or an IRI",
    "person": "a Wikidata id such as Q57641, a slug, or an IRI",
    "organization": "a Wikidata id such as Q7768, a slug, or an IRI",
    "relationship": "two codes such as MYS-RUS, or an IRI",
    "article": "the name of an article such as mys-rus, or an IRI",
    "topic": "a topic such as trade",
    "office": "an office such as prime_minister",
    "visit-kind": "a kind of visit such as state",
    "people": "a group of people such as students",
    "stance": "a stance such as supports",
    "event-kind": "a kind of event such as peacekeeping",
}


def types() -> tuple[str, ...]:
    """The types that a ``# param:`` line may name."""
    return tuple(_EXPECTED)


_LINE = re.compile(
    r"(?P<name>\w+)\s+(?P<type>[\w-]+)\s*(?:=\s*(?P<default>.*?))?\s*(?:(?:—|--)\s*(?P<explanation>.*))?"
)


def parse_parameter(line: str, where: str) -> Parameter:
    """Read what stands after ``# param:``; ``QueryError`` names ``where`` it is wrong."""
    found = _LINE.fullmatch(line.strip())
    if not found:
        raise QueryError(f"{where}: a parameter is written “# param: name type = default — explanation”")
    name, kind, default, explanation = found.group("name", "type", "default", "explanation")
    if kind not in _EXPECTED:
        raise QueryError(f"{where}: {kind!r} is no type of parameter; types are {', '.join(_EXPECTED)}")
    return Parameter(name, kind, default or None, explanation or "")


def bind(parameters: tuple[Parameter, ...], given: Mapping[str, object], where: str) -> dict[str, Term]:
    """Turn the values given into terms, with defaults for the others; those that stay variables are left out.

    ``QueryError`` for a name that is not declared, a value of another type, or one that is missing.
    """
    declared = {parameter.name: parameter for parameter in parameters}
    for name, value in given.items():
        if name not in declared and not isinstance(value, NamedNode | Literal):
            names = ", ".join(declared) or "none"
            raise QueryError(f"{where} has no parameter {_shown(name)}; it has {names}")
    terms = {name: value for name, value in given.items() if isinstance(value, NamedNode | Literal)}
    for name, parameter in declared.items():
        value = given.get(name, parameter.default)
        if value is None:
            raise QueryError(f"{where} needs {name}: {parameter.explanation or _EXPECTED[parameter.type]}")
        term = parameter.term(value)
        if term is not None:
            terms[name] = term
    return terms
