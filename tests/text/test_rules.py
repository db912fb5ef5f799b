"""Every example of every rule is a test: what a rule file promises, the pipeline reads."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from bilat_kg.model import Article, Concept, Entity, Fact, Text, Value
from bilat_kg.sources.mediawiki.writer import Writer
from bilat_kg.text.language import languages
from bilat_kg.text.pair import Pair
from bilat_kg.text.pipeline import load
from bilat_kg.text.rules import Example, Rule, RuleFile, rule_files

CASES = [
    pytest.param(lang, file, rule, example, id=f"{lang}-{file.name}-{rule.name}-{n}")
    for lang in languages()
    for file in rule_files(lang)
    for rule in file.rules
    for n, example in enumerate(rule.examples)
]


def plain(value: Value) -> str:
    """A value as examples write it."""
    match value:
        case Entity(kind="country" | "currency"):
            return value.id
        case Entity():
            return value.label_en
        case Concept():
            return value.name.rsplit("/", 1)[-1]
        case Text():
            return value.value
        case bool():
            return str(value).lower()
        case Decimal():
            return format(value.normalize(), "f")
        case _:
            return str(value)


def agrees(expected: Mapping[str, Any], fact: Fact) -> bool:
    if fact.type != expected["type"]:
        return False
    for role, value in expected.items():
        if role == "type":
            continue
        wanted = value if isinstance(value, list) else [value]
        if sorted(map(plain, fact.role(role))) != sorted(
            str(v).lower() if isinstance(v, bool) else str(v) for v in wanted
        ):
            return False
    return True


def shown(facts: list[Fact]) -> list[object]:
    return [(fact.type, {role: list(map(plain, values)) for role, values in fact.roles}) for fact in facts]


@pytest.mark.parametrize(("lang", "file", "rule", "example"), CASES)
def test_example(lang: str, file: RuleFile, rule: Rule, example: Example) -> None:
    writer = Writer()
    writer.write(example.text)
    page = writer.page(example.infobox.items())
    article = Article("example", "https://example.org/example", lang, page.text, infobox=page.infobox, body=page.body)
    reading = load(lang).read(article, Pair(*sorted(example.pair)))
    prefixes = {other.name.split(".")[0] for other in file.rules}
    facts = [fact for fact in reading.facts if fact.rule.split(".")[0] in prefixes]
    left = list(facts)
    for expected in example.facts:
        match = next((fact for fact in left if agrees(expected, fact)), None)
        assert match is not None, f"{dict(expected)} not among {shown(facts)}"
        left.remove(match)
    assert not left, f"unexpected: {shown(left)}"


def test_every_rule_has_examples_and_one_of_them_is_negative() -> None:
    rules = [(file, rule) for lang in languages() for file in rule_files(lang) for rule in file.rules]
    assert rules
    for file, rule in rules:
        assert len(rule.examples) >= 2, f"{file.name}: {rule.name} has {len(rule.examples)} examples"
        assert any(not example.facts for example in rule.examples), f"{file.name}: {rule.name} has no negative example"
        assert any(example.facts for example in rule.examples), f"{file.name}: {rule.name} has no positive example"
