"""Articles and facts made for a test: short texts, any roles."""

from __future__ import annotations

from decimal import Decimal

from bilat_kg.model import Article, Evidence, Fact, Reading, Value


def article(name: str, text: str = "মালয়েশিয়া ও রাশিয়া।", **more) -> Article:
    return Article(name, f"https://w3id.org/bilat-kg/id/article/{name}", "bn", text, **more)


def fact(
    kind: str, of: Article, *, rule: str = "made", confidence: str = "1", span=None, **roles: Value | tuple
) -> Fact:
    start, end = span or (0, len(of.text))
    return Fact(
        kind,
        of.name,
        tuple((name, value if isinstance(value, tuple) else (value,)) for name, value in roles.items()),
        (Evidence(start, end, of.text[start:end]),),
        rule,
        Decimal(confidence),
    )


def reading(of: Article, *facts: Fact) -> Reading:
    return Reading(of, facts)
