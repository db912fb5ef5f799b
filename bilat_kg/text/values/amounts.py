"""Amounts of money: a number, its repetition in brackets, and a currency."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal

from bilat_kg.text.values.currencies import Currencies
from bilat_kg.text.values.lexicon import Case, Lexicon
from bilat_kg.text.values.numbers import (
    Reading,
    approximate_after,
    approximate_before,
    plain,
    read_number,
)
from bilat_kg.text.values.view import View

_ROUNDING = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class AmountMention:
    """An amount in the text, ``tokens[start:end]``: ``value`` in whole units of ``currency`` (ISO 4217).

    ``currency`` is ``None`` where the text names none here or the name is ambiguous; ``named`` tells the two apart.
    ``scale`` is the largest scale that was written (10000000 for কোটি), ``None`` where there was none: a caller may
    take it from a coordinated amount with ``inherit``. ``inherited`` says that this was already done. ``confirmed`` is
    whether a repetition in brackets gives the same amount, ``None`` where there is none.
    """

    start: int
    end: int
    value: Decimal
    currency: str | None = None
    approximate: bool = False
    confirmed: bool | None = None
    scale: Decimal | None = None
    named: bool = False
    inherited: bool = False
    case: Case = "Nom"
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CurrencyMention:
    """A currency named without an amount (মার্কিন ডলারে, শেকেলের হিসেবে), ``tokens[start:end]``."""

    start: int
    end: int
    currency: str | None
    case: Case = "Nom"


def inherit(first: AmountMention, second: AmountMention) -> AmountMention:
    """``first`` with the currency of ``second``, and with its scale where ``first`` has none."""
    if first.scale is None and second.scale is not None and not first.named:
        first = replace(first, value=plain(first.value * second.scale), scale=second.scale, inherited=True)
    if not first.named and second.named:
        first = replace(first, currency=second.currency, named=True, inherited=True)
    return first


def read_amount(
    view: View, lexicon: Lexicon, money: Currencies, countries: Collection[str], at: int, reading: Reading
) -> tuple[int, AmountMention] | None:
    """The amount whose number was read at ``at``, and the word after it; ``None`` where it is a number only."""
    start, currency, named = _symbol_before(view, money, countries, at)
    end, case = reading.end, reading.case
    bracket = _bracket(view, lexicon, end)
    after_number = bracket[0] if bracket is not None else end
    if not named and (not reading.closed or reading.approximate):
        name = money.read(view, after_number)
        if name is not None:
            after_number, case, named = name.end, name.case, True
            currency = name.name.resolve(countries)
        else:
            symbol_end, symbol = _symbol(view, money, countries, after_number)
            if symbol_end > after_number:
                after_number, currency, named = symbol_end, symbol, True
    if not named and reading.scale is None:
        return None
    end = after_number
    if named and bracket is None and (bracket := _bracket(view, lexicon, end)) is not None:
        end = bracket[0]
    confirmed: bool | None = None
    warnings: tuple[str, ...] = ()
    if bracket is not None:
        repeated = bracket[1]
        confirmed = abs(repeated - reading.value) <= max(repeated, reading.value) * _ROUNDING
        if not confirmed:
            warnings = (f"the bracket repeats {plain(reading.value)} as {plain(repeated)}",)
    before = approximate_before(view, lexicon, start)
    tail = approximate_after(view, lexicon, end)
    first, last = view.span(before, tail)
    approximate = reading.approximate or before < start or tail > end
    mention = AmountMention(
        first,
        last,
        plain(reading.value),
        currency,
        approximate,
        confirmed,
        reading.scale,
        named,
        case=case,
        warnings=warnings,
    )
    return tail, mention


def _bracket(view: View, lexicon: Lexicon, at: int) -> tuple[int, Decimal] | None:
    """The amount repeated in brackets at ``at``: ``(২.৮১ কোটি)``; the word after the bracket, and its value."""
    if view.words[at] != "(":
        return None
    reading = read_number(view, lexicon, at + 1)
    if reading is None or view.words[reading.end] != ")":
        return None
    if reading.scale is None and "," not in view.words[at + 1]:
        return None
    return reading.end + 1, reading.value


def _symbol(view: View, money: Currencies, countries: Collection[str], at: int) -> tuple[int, str | None]:
    """A symbol or code at ``at``, alone or glued to its country's letters (US$)."""
    words = view.words
    if view.glued[at + 1]:
        name = money.symbols.get(words[at] + words[at + 1])
        if name is not None:
            return at + 2, name.resolve(countries)
    name = money.symbols.get(words[at])
    return (at, None) if name is None else (at + 1, name.resolve(countries))


def _symbol_before(view: View, money: Currencies, countries: Collection[str], at: int) -> tuple[int, str | None, bool]:
    """Where the amount whose number stands at ``at`` begins, and the currency that a symbol before it names."""
    words = view.words
    if at == 0 or words[at - 1] not in money.symbols:
        return at, None, False
    start = at - 1
    if start > 0 and view.glued[start]:
        name = money.symbols.get(words[start - 1] + words[start])
        if name is not None:
            return start - 1, name.resolve(countries), True
    return start, money.symbols[words[start]].resolve(countries), True
