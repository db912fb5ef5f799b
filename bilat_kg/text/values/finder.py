"""All values of a text in one pass: a date where one begins, else an amount, else a number."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache

from bilat_kg.text.tokens import Tokens
from bilat_kg.text.values.amounts import AmountMention, Amounts, CurrencyMention, inherit
from bilat_kg.text.values.counts import Counts, NumberMention
from bilat_kg.text.values.currencies import currencies
from bilat_kg.text.values.dates import DateMention
from bilat_kg.text.values.numbers import Numbers, Reading
from bilat_kg.text.values.phrases import DatePhrases
from bilat_kg.text.values.tables import lexicon
from bilat_kg.text.values.view import Starters, view

_LARGEST_BARE = 1000  # a number without scale that shares the scale of the next one is smaller (৬.৮ ও ১.৭ বিলিয়ন)


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
    return _Finder(tokens, lang, countries).find()


def find_dates(tokens: Tokens, lang: str) -> list[DateMention]:
    """The dates in ``tokens``, in order."""
    return find_values(tokens, lang).dates


def find_numbers(tokens: Tokens, lang: str) -> list[NumberMention]:
    """The numbers in ``tokens`` that are neither dates nor amounts with a currency, in order."""
    return find_values(tokens, lang).numbers


def find_amounts(tokens: Tokens, lang: str, countries: Collection[str] = ()) -> list[AmountMention]:
    """The amounts in ``tokens``, in order; ``countries`` (ISO alpha-3) decide names that several currencies share."""
    return find_values(tokens, lang, countries).amounts


@lru_cache(maxsize=8)
def starters(lang: str) -> Starters:
    """The words at which a value, or a currency on its own, may begin."""
    return Starters(lexicon(lang).starters.union(currencies(lang).nouns))


class _Finder:
    """One pass over one text."""

    def __init__(self, tokens: Tokens, lang: str, countries: Collection[str]) -> None:
        self._view = view(tokens)
        self._lexicon = lexicon(lang)
        self._money = currencies(lang)
        self._starters = starters(lang)
        self._numbers = Numbers(self._view, self._lexicon)
        self._counts = Counts(self._view, self._lexicon, self._numbers)
        self._amounts = Amounts(self._view, self._numbers, self._money, countries)
        self._dates = DatePhrases(self._view, self._lexicon, self._numbers)
        self._found = Values([], [], [], [])
        # A number that may share scale and currency with the next amount, and the word after it.
        self._open: NumberMention | None = None
        self._open_end = -1
        self._currency_end = -1  # the word after a currency that was named on its own

    def find(self) -> Values:
        after = 0
        for at in self._view.starts(self._starters):
            if at >= after:
                after = self._read(at)
        return self._found

    def _read(self, at: int) -> int:
        """Read the value that begins at word ``at``, if any; the word to go on from."""
        if self._view.words[at] in self._money.nouns:
            return self._currency(at)
        bare: DateMention | None = None
        read = self._dates.read(at)
        if read is not None:
            end, mentions = read
            if not (mentions and mentions[-1].bare):
                self._found.dates.extend(mentions)
                return end
            bare = mentions[-1]
        if not self._counts.stands_alone(at):
            return at + 1
        number = self._numbers.read(at)
        return at + 1 if number is None else self._number(at, number, bare)

    def _number(self, at: int, number: Reading, bare: DateMention | None) -> int:
        """The number at word ``at`` as an amount or a count, or as both where nothing tells them apart."""
        counted = self._counts.count(at, number, ranges=not self._grows(number))
        count = None if counted is None else counted[1]
        paid = None
        if count is None or (count.kind == "count" and not count.classifier):
            paid = self._amounts.read(at, number)
        end = number.end
        if paid is not None:
            end, amount = paid
            amount = self._name_before(at, amount)
            self._pass_back(at, amount)
            self._found.amounts.append(amount)
            if amount.named:
                return end
        if bare is not None:
            self._found.dates.append(bare)
        if counted is not None and count is not None:
            end = max(end, counted[0])
            self._found.numbers.append(count if bare is None else replace(count, bare_year=True))
            self._open = count if count.kind == "count" and not count.classifier and bare is None else None
            self._open_end = end
        return end

    def _grows(self, number: Reading) -> bool:
        """Whether the number goes from one to another (১৫ কোটি থেকে ৫০ কোটি ডলারে) and is no range of guesses."""
        at = number.end + 1
        if number.scale is None or self._view.words[number.end] not in self._lexicon.to:
            return False
        second = self._numbers.read(at)
        if second is None or second.scale is None:
            return False
        paid = self._amounts.read(at, second)
        return paid is not None and paid[1].case == "Loc"

    def _name_before(self, at: int, amount: AmountMention) -> AmountMention:
        """``amount`` with a currency that is named right before it: ডলার ৫০ কোটি, মার্কিন ডলারে ৫০ কোটি."""
        if amount.named or self._currency_end != at or self._found.currencies[-1].case == "Gen":
            return amount
        name = self._found.currencies.pop()
        return replace(amount, start=name.start, currency=name.currency, named=True)

    def _pass_back(self, at: int, amount: AmountMention) -> None:
        """Scale and currency of ``amount`` to the number that is joined to it (৬.৮ ও ১.৭ বিলিয়ন ডলার)."""
        first, self._open = self._open, None
        joint = self._view.words[at - 1] if at > 0 else ""
        if first is None or self._open_end != at - 1:
            return
        if joint not in self._lexicon.conjunctions and not (first.scaled and joint in self._lexicon.to):
            return
        if first.scaled:
            if amount.named:
                self._found.amounts[-1] = inherit(self._found.amounts[-1], amount)
                self._found.numbers.pop()
        elif amount.scale is not None and first.value < _LARGEST_BARE:
            alone = AmountMention(first.start, first.end, first.value, approximate=first.approximate, case=first.case)
            self._found.amounts.append(inherit(alone, amount))
            self._found.numbers.pop()

    def _currency(self, at: int) -> int:
        """A currency named on its own, whose noun is word ``at``; the word to go on from."""
        read = self._amounts.alone(at)
        if read is None:
            return at + 1
        end, mention = read
        if mention.currency is not None or mention.end > mention.start + 1:
            self._found.currencies.append(mention)
            self._currency_end = end
        return end
