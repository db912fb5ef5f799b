"""A language of the pages: its words, its digits, and how it writes numbers, amounts, dates and spans of time.

The words are data (``words/<code>.toml``); numbers and dates follow the Unicode CLDR, as Babel has it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as calendar_date
from decimal import Decimal
from functools import cache
from pathlib import Path

from babel.dates import format_date, format_skeleton
from babel.numbers import format_compact_decimal, format_decimal, get_currency_name

_WORDS = Path(__file__).parent / "words"
_DIGITS = {"bn": str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")}
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True)
class Language:
    """One language of the pages.

    Attributes:
        code: its ISO 639-1 code, which is also the first step of every path.
        name: what it calls itself.
        words: the text of the pages by key; ``{…}`` in it takes what a page gives.
        reasons: what the reasons of abstentions, which are told in English, are in it.
        columns: what columns of the named queries are called in it.
    """

    code: str
    name: str
    words: Mapping[str, str]
    reasons: Mapping[str, str]
    columns: Mapping[str, str]

    def __call__(self, key: str, **values: int | str) -> str:
        """The words of a key, with whole numbers in the digits of the language; ``KeyError`` for a key it lacks."""
        shown = {name: self.number(value) if isinstance(value, int) else value for name, value in values.items()}
        chosen = f"{key}.one" if values.get("n") == 1 and f"{key}.one" in self.words else key
        return self.words[chosen].format(**shown)

    def digits(self, text: str) -> str:
        """The text with its digits in those of the language."""
        return text.translate(_DIGITS.get(self.code, {}))

    def number(self, value: Decimal | int) -> str:
        """A number in full: ``1,060,000,000``, ``১,০৬,০০,০০,০০০``."""
        return self.digits(format_decimal(value, locale=self.code, decimal_quantization=False))

    def short(self, value: Decimal | int) -> str:
        """A number as one says it: ``1.06 billion``, ``১০৬ কোটি``."""
        if -100_000 < value < 100_000:
            return self.number(value)
        return self.digits(format_compact_decimal(value, format_type="long", locale=self.code, fraction_digits=2))

    def currency(self, code: str) -> str:
        """What a currency is called after an amount, by its ISO 4217 code; the code where the CLDR has no name."""
        return get_currency_name(code, count=2, locale=self.code)

    def date(self, iso: str) -> str:
        """A date or an interval, as precise as it is given: ``April 1967``, ``1999 – 2000``; other text as it is."""
        first, slash, last = iso.partition("/")
        if slash:
            return f"{self.date(first)} – {self.date(last)}"
        found = _DATE.fullmatch(iso)
        if not found:
            return iso
        year, month, day = (int(part) if part else 0 for part in found.groups())
        try:
            if day:
                return self.digits(format_date(calendar_date(year, month, day), "long", locale=self.code))
            if month:
                return self.digits(format_skeleton("yMMMM", calendar_date(year, month, 1), locale=self.code))
        except ValueError:  # a day that is in no calendar; the graph says what the article says
            return self.digits(iso)
        return self.digits(f"{year:04}")

    def reason(self, reason: str) -> str | None:
        """The reason of an abstention, if the language has words for it."""
        return self.reasons.get(reason)

    def column(self, name: str) -> str:
        """What a column of an answer is called: in the words of the language, else as the query calls it."""
        return self.columns.get(name) or re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", name).lower()


@cache
def languages() -> Mapping[str, Language]:
    """The languages of the pages by code, in the order in which they are offered."""
    found = {}
    for code in ("bn", "en"):
        data = tomllib.loads((_WORDS / f"{code}.toml").read_text("utf-8"))
        found[code] = Language(code, data["name"], data["words"], data.get("reasons", {}), data.get("columns", {}))
    return found


def preferred(accept: str) -> Language:
    """The language that an ``Accept-Language`` header asks for most; English if it asks for none that there is."""
    best, weight = "en", 0.0
    for part in accept.split(",")[:20]:
        tag, _, quality = part.strip().partition(";q=")
        code = tag.split("-")[0].lower()
        try:
            asked = float(quality) if quality else 1.0
        except ValueError:
            continue
        if code in languages() and asked > weight:
            best, weight = code, asked
    return languages()[best]
