"""A second language is a folder of tables: English, in the smallest tables that show it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bilat_kg.model import PartialDate
from bilat_kg.text.tokens import tokenize
from bilat_kg.text.values import Anchor, endings, find_values, finder, resolve
from bilat_kg.text.values.currencies import currencies
from bilat_kg.text.values.tables import lexicon

LANGUAGES = Path(__file__).parents[2] / "data" / "values" / "languages"


@pytest.fixture
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    caches = (lexicon, currencies, finder.starters)
    for cache in caches:
        cache.cache_clear()
    monkeypatch.setattr(endings, "LANG", LANGUAGES)
    yield
    for cache in caches:
        cache.cache_clear()


@pytest.mark.usefixtures("_english")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 3 April 1967", "1967-04-03"),
        ("on April 3, 1967", "1967-04-03"),
        ("on 3rd April 1967", "1967-04-03"),
        ("on 22–25 June 2014", "2014-06-22/2014-06-25"),
        ("from 30 April to 5 June 2016", "2016-04-30/2016-06-05"),
        ("in April 1967", "1967-04"),
        ("in 1967", "1967"),
        ("fiscal year 2018-19", "2018/2019"),
        ("1967 workers", ""),
        ("the following year", "1968"),
        ("two years later", "1969"),
        ("12 June of the same year", "1967-06-12, 1967"),
    ],
)
def test_dates(text: str, expected: str) -> None:
    anchor = Anchor(date=PartialDate("1967"))
    found = [resolve(mention, anchor) for mention in find_values(tokenize(text), "en").dates]
    shown = [str(date.first) if date.last is None else f"{date.first}/{date.last}" for date in found if not date.bare]
    assert ", ".join(shown) == expected


@pytest.mark.usefixtures("_english")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US$ 21.2 million", (21_200_000, "USD", False)),
        ("about US$21.2 million", (21_200_000, "USD", True)),
        ("21.2 million dollars", (21_200_000, "USD", False)),
        ("1.37 billion ringgit", (1_370_000_000, "MYR", False)),
        ("2 million Malaysian ringgit", (2_000_000, "MYR", False)),
        ("3 million Canadian dollars", (3_000_000, "CAD", False)),
    ],
)
def test_amounts(text: str, expected: tuple[int, str, bool]) -> None:
    (found,) = find_values(tokenize(text), "en").amounts
    assert (found.value, found.currency, found.approximate) == expected
