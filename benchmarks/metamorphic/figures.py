"""Other years, months, days and amounts in the same written form."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from benchmarks.metamorphic.inflection import Ending, inflection
from bilat_kg.model import PartialDate, Period
from bilat_kg.resources import GAZETTEER, LANG
from bilat_kg.text.language import read_toml

_BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
_DIGITS = re.compile(r"[০-৯0-9]+")
_ORDINALS = ("ই", "লা", "রা", "ঠা", "শে")
_LAST_DAY = 28  # every month has it


def value(digits: str) -> int:
    """The number that Bengali or European digits write."""
    return int(digits)  # int() reads every script


def written(number: int | Decimal, like: str, width: int = 0) -> str:
    """``number`` in the digits of ``like``, grouped by commas where ``like`` is."""
    whole, point, rest = format(Decimal(number), "f").partition(".")
    whole = whole.zfill(width)
    if "," in like:
        head, tail = whole[:-3], whole[-3:]
        while head:
            tail = f"{head[-2:]},{tail}"
            head = head[:-2]
        whole = tail
    text = whole + point + rest
    return text if like.isascii() else text.translate(_BENGALI)


@cache
def _months() -> tuple[dict[str, int], dict[int, str]]:
    data = read_toml(LANG / "bn" / "values" / "dates.toml")["months"]
    return {name: int(n) for n, all_ in data.items() for name in all_}, {int(n): all_[0] for n, all_ in data.items()}


@cache
def names_weekday(text: str) -> bool:
    """Whether a text names a day of the week, which ties its dates to the calendar."""
    weekdays = read_toml(LANG / "bn" / "values" / "dates.toml")["weekdays"]
    return any(name in text for names in weekdays.values() for name in names)


def _month(token: str) -> tuple[str, int] | None:
    """The name of a month that ``token`` begins with, and its number."""
    by_name = _months()[0]
    found = [name for name in by_name if token.startswith(name)]
    name = max(found, key=len, default=None)
    if name is None or inflection("bn").read(token[len(name) :], name) is None:
        return None
    return name, by_name[name]


def _is_year(token: str) -> bool:
    return bool(re.fullmatch(r"[০-৯0-9]{4}", token)) and 1500 <= value(token) <= 2100


def _is_day(token: str) -> bool:
    return bool(re.fullmatch(r"[০-৯0-9]{1,2}", token)) and 1 <= value(token) <= 31


@dataclass(frozen=True, slots=True)
class Shift:
    """Years, months and days to be added to every date of a text, and a factor for every amount."""

    years: int = 0
    months: int = 0
    days: int = 0
    factor: int = 1

    def date(self, date: PartialDate | Period) -> PartialDate | Period:
        """The date after the shift."""
        if isinstance(date, Period):
            return Period(self._partial(date.first), self._partial(date.last))
        return self._partial(date)

    def _partial(self, date: PartialDate) -> PartialDate:
        parts = [int(part) for part in date.iso.split("-")]
        moved = [part + step for part, step in zip(parts, (self.years, self.months, self.days), strict=False)]
        return PartialDate("-".join(f"{part:0{4 if n == 0 else 2}}" for n, part in enumerate(moved)))

    def tokens(self, tokens: Sequence[str]) -> list[str]:
        """The tokens of one date after the shift."""
        found: list[str] = []
        day: int | None = None
        for n, token in enumerate(tokens):
            tail = n > 1 and tokens[n - 1] in "-–—−" and _is_year(tokens[n - 2]) and len(token) == 2
            month = _month(token)
            if _is_year(token):
                token = written(value(token) + self.years, token)
            elif tail and _DIGITS.fullmatch(token):  # ২০১৯-২০
                token = written((value(token) + self.years) % 100, token, 2)
            elif _is_day(token):
                day = value(token) + self.days
                token = written(day, token, len(token) if token[0] in "0০" else 0)
            elif day is not None and token in _ORDINALS and _is_day(tokens[n - 1]):
                token = ordinal(day)
            elif month is not None:
                token = self._month(token, *month)
            found.append(token)
        return found

    def _month(self, token: str, name: str, number: int) -> str:
        ending = inflection("bn").read(token[len(name) :], name)
        if not self.months or ending is None:
            return token
        new = _months()[1][number + self.months]
        if len(new) < 3 and token != name:  # মে takes no ending: মেতে and মেয়ে are other words
            return f"{new} {inflection('bn').put('মাস', ending)}"
        return inflection("bn").put(new, ending)


def ordinal(day: int) -> str:
    """The ending of a day of the month in digits: ১লা, ২রা, ৪ঠা, ৫ই, ১৯শে."""
    return {1: "লা", 2: "রা", 3: "রা", 4: "ঠা"}.get(day, "ই" if day < 19 else "শে")


def shift(
    dates: Sequence[Sequence[str]], amounts: Sequence[Sequence[str]], dice: random.Random, *, whole_weeks: bool = False
) -> Shift:
    """A shift that leaves every date of a text a date in the same written form, and every amount a usual one.

    ``whole_weeks``: it also leaves each date on its day of the week, within its month.
    """
    tokens = [token for date in dates for token in date]
    years = [value(token) for token in tokens if _is_year(token)]
    decades = any(token.startswith(("দশক", "শতক", "শতাব্দী")) for token in tokens)
    steps = [step for step in range(-9, 10) if all(1900 <= year + step <= 2024 for year in years) and step]
    if decades or not years:
        steps = []
    months = [found[1] for token in tokens if (found := _month(token))]
    days = [value(token) for token in tokens if _is_day(token)]
    slashes = any(re.search(r"[০-৯0-9][./][০-৯0-9]", token) or token == "/" for token in tokens)
    month_steps = [] if slashes or not months or max(days, default=0) > _LAST_DAY else _steps(months, 12)
    day_steps = [] if slashes or not days or not months else _steps(days, _LAST_DAY)
    if whole_weeks:
        steps, month_steps, day_steps = [], [], [step for step in day_steps if step % 7 == 0]
    factors = [factor for factor in (2, 3) if all(_scalable(amount, factor) for amount in amounts)]
    return Shift(
        dice.choice(steps) if steps else 0,
        dice.choice(month_steps) if month_steps else 0,
        dice.choice(day_steps) if day_steps else 0,
        dice.choice(factors) if amounts and factors else 1,
    )


def _steps(parts: Sequence[int], last: int) -> list[int]:
    return [step for step in range(1 - min(parts), last - max(parts) + 1) if step]


def _scalable(amount: Sequence[str], factor: int) -> bool:
    """Whether an amount is written in digits, and none of its parts (৮৬ কোটি ৪৫ লাখ) would spill into the next."""
    if any(token in _number_words() for token in amount):  # সাড়ে ৯ হাজার
        return False
    digits = [token for token in amount if _DIGITS.match(token)]
    parts = [Decimal(token.replace(",", "")) for token in digits if re.fullmatch(r"[০-৯0-9.,]+", token)]
    if not parts or len(parts) != len(digits):
        return False
    return len(parts) == 1 or "(" in amount or all(part * factor < 100 for part in parts)


@cache
def _number_words() -> frozenset[str]:
    """Numbers in words, and words that change the number after them."""
    data = read_toml(LANG / "bn" / "values" / "numbers.toml")
    return frozenset(
        word for table in ("words", "fractions", "shifts") for all_ in data[table].values() for word in all_
    )


@cache
def _scales() -> frozenset[str]:
    data = read_toml(LANG / "bn" / "values" / "numbers.toml")
    return frozenset(word for all_ in data["scales"].values() for word in all_)


def scaled(tokens: Sequence[str], factor: int) -> list[str]:
    """The tokens of an amount, every number in digits times ``factor``."""
    return [
        written(Decimal(token.replace(",", "")) * factor, token)
        if factor != 1 and re.fullmatch(r"[০-৯0-9]+(?:[.,][০-৯0-9]+)*", token)
        else token
        for token in tokens
    ]


@cache
def _shared_nouns() -> frozenset[str]:
    """The nouns that several currencies share (ডলার, রুপি, দিরহাম) or that are other words too: the states decide."""
    data = read_toml(LANG / "bn" / "values" / "currencies.toml")
    groups = {noun: group[0] for group in data["spellings"] for noun in group}
    codes: dict[str, set[str]] = {}
    nouns: dict[str, set[str]] = {}
    with (GAZETTEER / "currencies.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for name in filter(None, [row["label_bn"], *row["aliases_bn"].split("|")]):
                noun = name.split()[-1]
                group = groups.get(noun, noun)
                codes.setdefault(group, set()).add(row["iso4217"])
                nouns.setdefault(group, {each for each, of in groups.items() if of == group}).add(noun)
    shared = {noun for group, all_ in nouns.items() if len(codes[group]) > 1 for noun in all_}
    return frozenset(shared | set(data["weak"]))


def money(tokens: Sequence[str], code: str) -> list[str]:
    """The tokens of an amount, a bare noun that several currencies share replaced by the one name that ``code`` has.

    ``৫৬ কোটি টাকায়`` → ``৫৬ কোটি ইউরোতে``; an amount of dollars stays one, by its full name.
    """
    found = []
    for n, token in enumerate(tokens):
        before = tokens[n - 1] if n else ""
        qualified = bool(before) and before not in _scales() and not before[-1].isdigit() and before not in "()"
        noun = None if qualified else _noun(token)
        if noun is not None:
            ending = inflection("bn").read(token[len(noun) :], noun) if token != noun else Ending()
            token = inflection("bn").put("মার্কিন ডলার" if code == "USD" else "ইউরো", ending) if ending else token
        found.append(token)
    return found


def _noun(token: str) -> str | None:
    """The shared noun that ``token`` is a form of."""
    found = (noun for noun in _shared_nouns() if token.startswith(noun))
    fitting = [noun for noun in found if token == noun or inflection("bn").read(token[len(noun) :], noun)]
    return max(fitting, key=len, default=None)
