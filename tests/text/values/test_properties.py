"""Whatever date, number or amount is written, in whatever order and script, reading gives it back."""

from __future__ import annotations

import datetime as dt
import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat_kg.model import PartialDate
from bilat_kg.text.tokens import tokenize
from bilat_kg.text.values import (
    Anchor,
    DateMention,
    Relative,
    find_amounts,
    find_dates,
    find_numbers,
    find_values,
    resolve,
)
from bilat_kg.text.values.endings import read_table
from bilat_kg.text.values.tables import lexicon

MONTHS = {int(number): names for number, names in read_table("bn", "dates")["months"].items()}
WORDS = {int(number): names for number, names in read_table("bn", "numbers")["words"].items()}
SCALES = {"কোটি": 10_000_000, "লাখ": 100_000, "হাজার": 1_000}
BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")

# Every order in which a day is written; {d} the day, {m} the month, {y} the year.
ORDERS = [
    "{y} সালের {d} {m}",
    "{y} সালের {d} {m} তারিখে",
    "{y} খ্রিষ্টাব্দের {d} {m}",
    "{y}-এর {d} {m}",
    "{y}-র {d} {m}",
    "{d} {m} {y}",
    "{d} {m}, {y}",
    "{d} {m} {y} সালে",
    "{m} {d}, {y}",
    "{y} সালের {m} মাসের {d} তারিখে",
    "(সোমবার, {d} {m} {y})",
    "{y} সালের {d} {m} (সোমবার)",
    "সফরটি হয় {d} {m} {y}।",
]
patient = settings(deadline=None)  # a busy machine is no failure
days = st.dates(dt.date(1800, 1, 1), dt.date(2099, 12, 31))


@st.composite
def digits(draw: st.DrawFn, number: object) -> str:
    """``number`` in Bengali digits, in Latin ones, or in both."""
    written = str(number)
    script = draw(st.sampled_from(["bn", "en", "mixed"]))
    if script == "mixed":
        return "".join(draw(st.sampled_from([digit, digit.translate(BENGALI)])) for digit in written)
    return written.translate(BENGALI) if script == "bn" else written


@st.composite
def with_footnotes(draw: st.DrawFn, text: str) -> str:
    """``text`` with a footnote mark after some of its words."""
    return " ".join(
        word + draw(st.sampled_from(["", "", "", "[১]", "[১২]"])) if word[-1] not in ",।-(" else word
        for word in text.split(" ")
    )


@st.composite
def written_days(draw: st.DrawFn) -> tuple[str, dt.date]:
    date = draw(days)
    text = draw(st.sampled_from(ORDERS)).format(
        y=draw(digits(date.year)), d=draw(digits(date.day)), m=draw(st.sampled_from(MONTHS[date.month]))
    )
    return draw(with_footnotes(text)), date


@patient
@given(written_days())
def test_a_day_in_any_order(case: tuple[str, dt.date]) -> None:
    text, date = case
    assert [(str(found.first), found.last) for found in find_dates(tokenize(text), "bn")] == [(date.isoformat(), None)]


@patient
@given(
    days, st.integers(1, 40), st.sampled_from(["{a} থেকে {b}", "{a} থেকে {b} পর্যন্ত", "{a}–{b}", "{a} - {b}"]), st.data()
)
def test_a_range_of_days(first: dt.date, length: int, joint: str, data: st.DataObject) -> None:
    last = first + dt.timedelta(length)
    name = {month: data.draw(st.sampled_from(names)) for month, names in MONTHS.items()}
    year, other = data.draw(digits(first.year)), data.draw(digits(last.year))
    one, two = data.draw(digits(first.day)), data.draw(digits(last.day))
    if first.month == last.month:
        text = f"{year} সালের {joint.format(a=one, b=two)} {name[first.month]}"
    elif first.year == last.year:
        text = f"{year} সালের {joint.format(a=f'{one} {name[first.month]}', b=f'{two} {name[last.month]}')}"
    else:
        text = joint.format(a=f"{one} {name[first.month]} {year}", b=f"{two} {name[last.month]} {other}")
    text = text.replace(" পর্যন্ত " + name[last.month], f" {name[last.month]} পর্যন্ত")
    (found,) = find_dates(tokenize(text), "bn")
    assert (str(found.first), str(found.last)) == (first.isoformat(), last.isoformat())


def grouped(number: int, indian: bool) -> str:
    """``number`` with commas: 10,12,059 or 1,012,059."""
    if not indian:
        return f"{number:,}"
    head, tail = str(number)[:-3], str(number)[-3:]
    pairs = []
    while head:
        pairs.insert(0, head[-2:])
        head = head[:-2]
    return ",".join([*pairs, tail])


@patient
@given(st.integers(1000, 999_999_999), st.booleans(), st.sampled_from([" জন", "টি", " শ্রমিক"]), st.data())
def test_digits_in_groups(number: int, indian: bool, noun: str, data: st.DataObject) -> None:
    text = "সেখানে " + data.draw(digits(grouped(number, indian))) + noun
    assert [found.value for found in find_numbers(tokenize(text), "bn")] == [number]


@patient
@given(st.integers(1, 99), st.sampled_from(["", " হাজার", " লাখ", " লক্ষ", " কোটি"]), st.data())
def test_numbers_in_words(number: int, scale: str, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(WORDS[number]))
    factor = {"": 1, " লক্ষ": 100_000}.get(scale) or SCALES[scale.strip()]
    found = find_numbers(tokenize(f"{word}{scale} জন"), "bn")
    assert [mention.value for mention in found] == [number * factor]


@patient
@given(
    st.integers(1, 99_999), st.integers(0, 99), st.integers(0, 99), st.sampled_from(["", "ে", "ের", "েরও"]), st.data()
)
def test_an_amount_in_crore_lakh_and_thousand(
    crore: int, lakh: int, thousand: int, ending: str, data: st.DataObject
) -> None:
    parts = [f"{data.draw(digits(crore))} কোটি"]
    parts += [f"{data.draw(digits(lakh))} লাখ"] if lakh else []
    parts += [f"{data.draw(digits(thousand))} হাজার"] if thousand else []
    text = data.draw(with_footnotes(f"ছিল {' '.join(parts)} মার্কিন ডলার{ending}"))
    (found,) = find_amounts(tokenize(text), "bn")
    assert found.value == crore * 10_000_000 + lakh * 100_000 + thousand * 1_000
    assert found.currency == "USD"


@patient
@given(st.decimals(Decimal("0.01"), Decimal("9999.99"), places=2), st.data())
def test_a_bracket_that_repeats_an_amount_confirms_it(millions: Decimal, data: st.DataObject) -> None:
    crore = (millions / 10).normalize()
    text = f"{data.draw(digits(millions))} মিলিয়ন ({data.draw(digits(format(crore, 'f')))} কোটি) মার্কিন ডলার"
    (found,) = find_amounts(tokenize(text), "bn")
    assert (found.value, found.confirmed) == (millions * 1_000_000, True)
    (doubled,) = find_amounts(tokenize(text.replace(" কোটি)", " বিলিয়ন)")), "bn")
    assert doubled.confirmed is False
    assert doubled.warnings


@patient
@given(days, st.integers(1, 400), st.sampled_from(["day", "month", "year"]), st.sampled_from([4, 7, 10]))
def test_a_step_gives_no_more_than_it_knows(date: dt.date, offset: int, unit: str, size: int) -> None:
    anchor = PartialDate(date.isoformat()[:size])
    mention = DateMention(0, 1, None, relative=Relative(unit, offset))  # type: ignore[arg-type]
    first = resolve(mention, Anchor(date=anchor)).first
    if first is None:
        assert size < {"day": 10, "month": 7, "year": 4}[unit]
        return
    assert len(first.iso) <= {"day": 10, "month": 7, "year": 4}[unit]
    assert len(first.iso) <= size or unit == "year"
    if unit == "day" and size == 10:
        assert dt.date.fromisoformat(first.iso) == date + dt.timedelta(offset)
    if unit == "year":
        assert first.year == date.year + offset


MARKS = ["০১৯২৫৯", "1974", *".,-–()[]:।'", "\n", "ও", "থেকে", "সালে", "মে", "কোটি", "ডলার"]
PIECES = [*sorted(lexicon("bn").starters)[::37], *MARKS]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(["", " "]))
def test_no_text_breaks_the_reader(pieces: list[str], space: str) -> None:
    text = space.join(pieces)
    tokens = tokenize(text)
    values = find_values(tokens, "bn", ("BGD", "IND"))
    for mentions in (values.dates, values.numbers, values.amounts, values.currencies):
        spans = [(mention.start, mention.end) for mention in mentions]
        assert all(0 <= start < end <= len(tokens) for start, end in spans)
        assert spans == sorted(spans)
        assert all(one[1] <= two[0] for one, two in pairwise(spans))


HOSTILE = ["১৯৯৬, ", "১০ ও ", "১ লাখ ", "সে ", "একই ", "( ", "১৯৯৬ থেকে ", "১০, ১২, ", "[১]", "মে ", "'", "ডলার ", "১-১-"]


@pytest.mark.parametrize("unit", HOSTILE)
def test_the_cost_grows_with_the_text_and_no_faster(unit: str) -> None:
    def cost(times: int) -> float:
        tokens = tokenize(unit * times)
        start = time.process_time()
        find_values(tokens, "bn")
        return time.process_time() - start

    cost(100)
    assert min(cost(8_000) for _ in range(2)) < 12 * max(min(cost(2_000) for _ in range(3)), 0.002)
