"""Dates, numbers and amounts of money in a text.

``find_values`` reads all of them in one pass, without overlap; ``find_dates``, ``find_numbers`` and ``find_amounts``
are its parts. Words are data (``lang/<code>/values``), reading is code; the cost is linear in the text.
"""

from __future__ import annotations

from bilat_kg.text.values.amounts import AmountMention, CurrencyMention, inherit
from bilat_kg.text.values.counts import NumberMention
from bilat_kg.text.values.dates import DateMention, resolve
from bilat_kg.text.values.finder import Values, find_amounts, find_dates, find_numbers, find_values
from bilat_kg.text.values.relative import Anchor, Parts, Relative

__all__ = [
    "AmountMention",
    "Anchor",
    "CurrencyMention",
    "DateMention",
    "NumberMention",
    "Parts",
    "Relative",
    "Values",
    "find_amounts",
    "find_dates",
    "find_numbers",
    "find_values",
    "inherit",
    "resolve",
]
