"""The tables of tests/data/values: what is read from each text, value by value."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bilat_kg.model import PartialDate, Period
from bilat_kg.text.tokens import tokenize
from bilat_kg.text.values import (
    AmountMention,
    Anchor,
    DateMention,
    NumberMention,
    find_amounts,
    find_dates,
    find_numbers,
    resolve,
)

DATA = Path(__file__).parents[2] / "data" / "values"
FLOOR = {"dates": 280, "relative": 185, "numbers": 135, "amounts": 145}


def cases(name: str) -> list[Any]:
    found = [
        pytest.param(group, case, id=f"{group['about']}: {case[0]}")
        for group in tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))["group"]
        for case in group["cases"]
    ]
    assert len(found) >= FLOOR[name], f"{name}.toml holds {len(found)} cases"
    return found


def words(text: str, start: int, end: int) -> str:
    tokens = tokenize(text)
    return text[tokens.start[start] : tokens.end[end - 1]]


def show_date(mention: DateMention, case: bool = False) -> str:
    said = [str(mention.first) if mention.last is None else f"{mention.first}/{mention.last}"]
    said += [name for name in ("fiscal", "decade", "bare") if getattr(mention, name)]
    said += [mention.boundary] if mention.boundary else []
    return " ".join([*said, mention.case] if case else said)


def show_number(mention: NumberMention) -> str:
    said = [f"{'~' if mention.approximate else ''}{mention.value}{f'-{mention.upper}' if mention.upper else ''}"]
    said += [] if mention.kind == "count" else [mention.kind]
    said += ["cls"] if mention.classifier else []
    return " ".join(said)


def show_amount(mention: AmountMention) -> str:
    currency = mention.currency or ("??" if mention.named else "?")
    said = [f"{'~' if mention.approximate else ''}{mention.value}", currency]
    said += [] if mention.confirmed is None else ["confirmed" if mention.confirmed else "contradicted"]
    said += ["inherited"] if mention.inherited else []
    return " ".join(said)


@pytest.mark.parametrize(("group", "case"), cases("dates"))
def test_date(group: dict[str, Any], case: list[Any]) -> None:
    text, expected, *quotes = case
    found = [mention for mention in find_dates(tokenize(text), "bn") if mention.first is not None]
    assert ", ".join(show_date(mention, group.get("show") == "case") for mention in found) == expected
    if quotes:
        assert [words(text, mention.start, mention.end) for mention in found] == quotes[0]


def anchor_date(written: str) -> tuple[PartialDate | Period | None, bool]:
    if not written:
        return None, False
    first, _, last = written.removesuffix(" fiscal").partition("/")
    date = Period(PartialDate(first), PartialDate(last)) if last else PartialDate(first)
    return date, written.endswith("fiscal")


@pytest.mark.parametrize(("group", "case"), cases("relative"))
def test_relative_date(group: dict[str, Any], case: list[str]) -> None:
    text, written, expected = case
    date, fiscal = anchor_date(written)
    anchor = Anchor(fiscal=fiscal, **{group.get("anchor", "date"): date})
    found = [resolve(mention, anchor) for mention in find_dates(tokenize(text), "bn")]
    assert all(mention.relative is not None for mention in found)
    assert ", ".join(show_date(mention) for mention in found if mention.first is not None) == expected


@pytest.mark.parametrize(("group", "case"), cases("numbers"))
def test_number(group: dict[str, Any], case: list[Any]) -> None:
    text, expected, *quotes = case
    found = find_numbers(tokenize(text), "bn")
    assert ", ".join(map(show_number, found)) == expected
    if quotes:
        assert [words(text, mention.start, mention.end) for mention in found] == quotes[0]


@pytest.mark.parametrize(("group", "case"), cases("amounts"))
def test_amount(group: dict[str, Any], case: list[Any]) -> None:
    text, expected, *countries = case
    found = find_amounts(tokenize(text), "bn", countries[0] if countries else ())
    assert ", ".join(map(show_amount, found)) == expected
