"""Every currency of the gazetteer is read by its own name, and by its noun beside the country that has it."""

from __future__ import annotations

import csv

import pytest

from bilat_kg.resources import GAZETTEER
from bilat_kg.text.tokens import tokenize
from bilat_kg.text.values import find_amounts, find_values
from bilat_kg.text.values.currencies import currencies
from bilat_kg.text.values.endings import normal


def rows(name: str) -> list[dict[str, str]]:
    with (GAZETTEER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


NAMED = [row for row in rows("currencies.csv") if row["label_bn"] and "(" not in row["label_bn"]]
HELD = [
    (row, country)
    for row in NAMED
    if row["status"] == "current"
    for country in row["countries_iso3"].split("|")
    if country
]


def test_the_gazetteer_is_read() -> None:
    assert len(NAMED) >= 150
    assert len(HELD) >= 200


@pytest.mark.parametrize("row", NAMED, ids=lambda row: row["iso4217"])
@pytest.mark.parametrize("ending", ["", "-এর"])
def test_a_currency_by_its_whole_name(row: dict[str, str], ending: str) -> None:
    (amount,) = find_amounts(tokenize(f"৫ কোটি {row['label_bn']}{ending}"), "bn", row["countries_iso3"].split("|"))
    assert (amount.value, amount.currency) == (50_000_000, row["iso4217"])


def test_a_noun_beside_one_country_that_has_it() -> None:
    """The noun alone, with only that country spoken of; where a noun is fixed (ডলার), the country changes nothing."""
    money = currencies("bn")
    wrong = []
    for row, country in HELD:
        noun = normal(row["label_bn"]).split()[-1]
        usual = money.names[(noun,)].resolve(())
        (amount,) = find_amounts(tokenize(f"৫ কোটি {noun}"), "bn", [country])
        if amount.currency not in {row["iso4217"], usual}:
            wrong.append((row["iso4217"], country, noun, amount.currency))
    assert wrong == []


def test_a_noun_that_several_currencies_share_needs_a_country() -> None:
    money = currencies("bn")
    shared = [noun for (noun, *more), name in money.names.items() if not more and len(set(name.holders.values())) > 1]
    assert len(shared) >= 15
    guessed = [noun for noun in shared if money.names[(noun,)].default is not None]
    assert guessed == ["টাকা", "taka"]


def test_a_currency_without_an_amount() -> None:
    text = "মোট বাণিজ্য (মার্কিন ডলারে) এবং শেকেলের হিসেবে; কর্দোবা শহরে"
    found = find_values(tokenize(text), "bn", ["ISR", "KEN"]).currencies
    assert [(mention.currency, mention.case) for mention in found] == [("USD", "Loc"), ("ILS", "Gen")]
