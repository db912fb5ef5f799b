"""All values of a text in one pass: a date where one begins, else an amount, else a number."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from bilat_kg.text.tokens import Tokens
from bilat_kg.text.values.amounts import AmountMention, CurrencyMention, inherit, read_amount
from bilat_kg.text.values.currencies import Currencies, currencies
from bilat_kg.text.values.dates import DateMention, DateReader
from bilat_kg.text.values.lexicon import Lexicon, lexicon
from bilat_kg.text.values.numbers import NumberMention, Reading, read_count, read_number, stands_alone
from bilat_kg.text.values.view import View, starts, view


@dataclass(frozen=True, slots=True)
class Values:
    """The values of a text, each list in the order of the text.

    A scaled number without a currency (১৬.৭ কোটি) stands both in ``amounts`` and in ``numbers``: what it is, only the
    clause around it can say. So does a bare year in ``dates`` and in ``numbers``. Nothing else overlaps.
    """

    dates: list[DateMention]
    numbers: list[NumberMention]
    amounts: list[AmountMention]
    currencies: list[CurrencyMention]


def find_values(tokens: Tokens, lang: str, countries: Collection[str] = ()) -> Values:
    """The values in ``tokens``; ``countries`` (ISO alpha-3) are those spoken of, for names such as রুপি."""
    return _Finder(view(tokens), lexicon(lang), currencies(lang), countries).find()


class _Finder:
    """One pass over one text."""

    def __init__(self, column: View, words: Lexicon, money: Currencies, countries: Collection[str]) -> None:
        self._view = column
        self._lexicon = words
        self._money = money
        self._countries = countries
        self._dates = DateReader(column, words)
        self._found = Values([], [], [], [])
        # A number that an amount may follow after a conjunction, and where it ends.
        self._open: NumberMention | None = None
        self._open_end = -1

    def find(self) -> Values:
        after = 0
        for at in starts(self._view, self._lexicon, self._money.heads):
            if at >= after:
                after = self._read(at)
        return self._found

    def _read(self, at: int) -> int:
        """Read the value that begins at word ``at``, if any; the word to go on from."""
        bare_year = False
        read = self._dates.read(at)
        if read is not None:
            end, mentions = read
            self._found.dates.extend(mentions)
            bare_year = bool(mentions) and mentions[-1].bare
            if not bare_year:
                return end
        if not stands_alone(self._view, self._lexicon, at):
            return at + 1
        number = read_number(self._view, self._lexicon, at)
        return self._currency(at) if number is None else self._number(at, number, bare_year)

    def _number(self, at: int, number: Reading, bare_year: bool) -> int:
        counted = read_count(self._view, self._lexicon, at, number)
        count = None if counted is None else counted[1]
        paid = None
        if count is None or (count.kind == "count" and not count.classifier):
            paid = read_amount(self._view, self._lexicon, self._money, self._countries, at, number)
        end = number.end
        if paid is not None:
            end, amount = paid
            self._pass_back(at, amount)
            self._found.amounts.append(amount)
            if amount.named:
                return end
        if counted is not None and count is not None:
            self._found.numbers.append(replace(count, bare_year=True) if bare_year else count)
            end = max(end, counted[0])
            self._open = count if count.kind == "count" and not count.classifier else None
            self._open_end = end
        return end

    def _pass_back(self, at: int, amount: AmountMention) -> None:
        """Scale and currency of ``amount`` to the number that a conjunction binds to it (৬.৮ ও ১.৭ বিলিয়ন ডলার)."""
        first = self._open
        self._open = None
        if first is None or self._open_end != at - 1 or self._view.words[at - 1] not in self._lexicon.conjunctions:
            return
        if first.scaled:
            if amount.named:
                self._found.amounts[-1] = inherit(self._found.amounts[-1], amount)
                self._found.numbers.pop()
        elif amount.scale is not None and first.value < 1000 and not first.bare_year:
            bare = AmountMention(first.start, first.end, first.value, approximate=first.approximate, case=first.case)
            self._found.amounts.append(inherit(bare, amount))
            self._found.numbers.pop()

    def _currency(self, at: int) -> int:
        """A currency named on its own at ``at``; the word to go on from."""
        read = self._money.read(self._view, at)
        if read is None:
            return at + 1
        code = read.name.resolve(self._countries)
        if code is not None or read.end > at + 1:
            start, end = self._view.span(at, read.end)
            self._found.currencies.append(CurrencyMention(start, end, code, read.case))
        return read.end


def find_dates(tokens: Tokens, lang: str) -> list[DateMention]:
    """The dates in ``tokens``, in order."""
    return find_values(tokens, lang).dates


def find_numbers(tokens: Tokens, lang: str) -> list[NumberMention]:
    """The numbers in ``tokens`` that are neither dates nor amounts with a currency, in order."""
    return find_values(tokens, lang).numbers


def find_amounts(tokens: Tokens, lang: str, countries: Collection[str] = ()) -> list[AmountMention]:
    """The amounts in ``tokens``, in order; ``countries`` (ISO alpha-3) decide names that several currencies share."""
    return find_values(tokens, lang, countries).amounts
