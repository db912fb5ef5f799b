"""Amounts of money: a number, its repetition in brackets, and a currency."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from bilat_kg.text.values.currencies import Currencies, Name
from bilat_kg.text.values.endings import Case
from bilat_kg.text.values.numbers import Numbers, Reading, plain
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


class _Bracket(NamedTuple):
    end: int
    value: Decimal
    currency: str | None
    named: bool


def inherit(first: AmountMention, second: AmountMention) -> AmountMention:
    """``first`` with the currency of ``second``, and with its scale where ``first`` has none."""
    if first.scale is None and second.scale is not None and not first.named:
        first = replace(first, value=plain(first.value * second.scale), scale=second.scale, inherited=True)
    if not first.named and second.named:
        first = replace(first, currency=second.currency, named=True, inherited=True)
    return first


class Amounts:
    """Reads the amounts of one text; ``countries`` (ISO alpha-3) are those spoken of."""

    def __init__(self, view: View, numbers: Numbers, money: Currencies, countries: Collection[str]) -> None:
        self._view = view
        self._numbers = numbers
        self._money = money
        self._countries = countries

    def read(self, at: int, reading: Reading) -> tuple[int, AmountMention] | None:
        """The amount whose number is ``reading``, at word ``at``, and the word after it.

        ``None`` where nothing says that it is more than a number: neither a currency nor a scale.
        """
        start, currency, named = self._symbol_before(at)
        end, case = reading.end, reading.case
        bracket = self._bracket(end, named, currency)
        after = end if bracket is None else bracket.end
        if not named and (not reading.closed or reading.approximate):
            noun = self._money.read(self._view, after)
            if noun is not None:
                after, case, named, currency = noun.end, noun.case, True, noun.name.resolve(self._countries)
            else:
                behind, code, named = self._symbol(after)
                after, currency = (behind, code) if named else (after, currency)
        if not named and bracket is not None and bracket.named:
            currency, named = bracket.currency, True
        if not named and reading.scale is None:
            return None
        if named and bracket is None:
            bracket = self._bracket(after, named, currency)
            after = after if bracket is None else bracket.end
        confirmed, warnings = self._confirmed(reading.value, bracket)
        before, tail = self._numbers.before(start), self._numbers.after(after)
        approximate = reading.approximate or before < start or tail > after
        first, last = self._view.span(before, tail)
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

    def alone(self, at: int) -> tuple[int, CurrencyMention] | None:
        """The currency whose noun is word ``at``, named without an amount, and the word after it."""
        read = self._money.read_back(self._view, at)
        if read is None:
            return None
        holders = read.name.holders
        if read.end == read.start + 1 and holders and holders.keys().isdisjoint(self._countries):
            return None  # many a noun is another word as well (কর্দোবা, a city)
        currency = read.name.resolve(self._countries)
        start, end = self._view.span(read.start, read.end)
        return read.end, CurrencyMention(start, end, currency, read.case)

    def _confirmed(self, value: Decimal, bracket: _Bracket | None) -> tuple[bool | None, tuple[str, ...]]:
        if bracket is None:
            return None, ()
        if abs(bracket.value - value) <= max(bracket.value, value) * _ROUNDING:
            return True, ()
        return False, (f"the bracket repeats {plain(value)} as {plain(bracket.value)}",)

    def _bracket(self, at: int, named: bool, currency: str | None) -> _Bracket | None:
        """The amount repeated in brackets at ``at``, ``(২.৮১ কোটি)``, unless it is one in another currency."""
        words = self._view.words
        if words[at] != "(":
            return None
        begin = self._numbers.past_approximate(at + 1)
        reading = self._numbers.read(begin)
        if reading is None or (reading.scale is None and "," not in words[begin]):
            return None
        end, code, bears = reading.end, None, False
        if words[end] != ")":
            noun = self._money.read(self._view, end)
            if noun is None:
                return None
            end, code, bears = noun.end, noun.name.resolve(self._countries), True
            if named and code != currency:
                return None
        return _Bracket(end + 1, reading.value, code, bears) if words[end] == ")" else None

    def _symbol(self, at: int) -> tuple[int, str | None, bool]:
        """A symbol or code at ``at``, alone or behind letters (US$): the word after it, its currency."""
        words, symbols = self._view.words, self._money.symbols
        if self._view.glued[at + 1] and (name := symbols.get(words[at] + words[at + 1])) is not None:
            return at + 2, name.resolve(self._countries), True
        name = symbols.get(words[at])
        return (at, None, False) if name is None else (at + 1, name.resolve(self._countries), True)

    def _symbol_before(self, at: int) -> tuple[int, str | None, bool]:
        """Where the amount whose number is at ``at`` begins, and the currency that a symbol before it names."""
        words, symbols = self._view.words, self._money.symbols
        name = symbols.get(words[at - 1]) if at > 0 else None
        if name is None:
            return at, None, False
        start = at - 1
        if start > 0 and self._view.glued[start] and words[start - 1].isalpha():  # US$, and letters not known
            name = symbols.get(words[start - 1] + words[start], Name())
            start -= 1
        elif start > 0 and words[start - 1] + words[start] in symbols:  # US $12
            start -= 1
        return start, name.resolve(self._countries), True
