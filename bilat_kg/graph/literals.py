"""Literals as the store keeps them: NFC strings, canonical numbers, dates with the precision that they have."""

from __future__ import annotations

import re
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from bilat_kg.graph.namespaces import PREFIXES, XSD
from bilat_kg.normal_form import nfc

INTEGER, DECIMAL, BOOLEAN = (NamedNode(XSD + name) for name in ("integer", "decimal", "boolean"))
ANY_URI = NamedNode(f"{XSD}anyURI")
EDTF = NamedNode(f"{PREFIXES['edtf']}EDTF")
NUMERIC = frozenset((INTEGER.value, DECIMAL.value))
_DATE_TYPES = {4: NamedNode(f"{XSD}gYear"), 7: NamedNode(f"{XSD}gYearMonth"), 10: NamedNode(f"{XSD}date")}
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


def string(text: str, language: str | None = None) -> Literal:
    """Give a string, with its language where it has one."""
    return Literal(nfc(text), language=language) if language else Literal(nfc(text))


def plain(number: Decimal) -> str:
    """Write a decimal in whole digits, without exponent or trailing zeros: the canonical form that the store keeps."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def integer(number: Decimal | int) -> Literal:
    """Give an ``xsd:integer``; ``ValueError`` for a number that is not whole."""
    if number != int(number):
        raise ValueError(f"{number} is no whole number")
    return Literal(str(int(number)), datatype=INTEGER)


def decimal(number: Decimal | int) -> Literal:
    """Give an ``xsd:decimal``."""
    return Literal(plain(Decimal(number)), datatype=DECIMAL)


def boolean(value: bool) -> Literal:
    """Give an ``xsd:boolean``."""
    return Literal("true" if value else "false", datatype=BOOLEAN)


def date(iso: str) -> Literal:
    """Give a year, month or day as the type of its precision; ``ValueError`` for anything else."""
    if not _DATE.fullmatch(iso):
        raise ValueError(f"not a partial ISO date: {iso!r}")
    return Literal(iso, datatype=_DATE_TYPES[len(iso)])


def period(first: str, last: str) -> Literal:
    """Give a span of time between two partial dates as an EDTF interval."""
    return Literal(f"{first}/{last}", datatype=EDTF)
