"""Facts follow when states, cities, people, dates and amounts are others: a sample of ``benchmarks.metamorphic``."""

from __future__ import annotations

import pytest

from benchmarks.metamorphic.casts import states
from benchmarks.metamorphic.figures import Shift, money, ordinal, scaled
from benchmarks.metamorphic.following import Tally, run, units
from benchmarks.metamorphic.forms import misread
from benchmarks.metamorphic.inflection import inflection
from bilat_kg.text.pair import Pair


@pytest.mark.parametrize(
    ("old", "stem", "new", "expected"),
    [
        ("কেনিয়ার", "কেনিয়া", "জাপান", "জাপানের"),
        ("জাপানের", "জাপান", "পেরু", "পেরুর"),
        ("জাপানে", "জাপান", "কেনিয়া", "কেনিয়ায়"),
        ("জাপানে", "জাপান", "পেরু", "পেরুতে"),
        ("পেরুতে", "পেরু", "জাপান", "জাপানে"),
        ("পেরুতে", "পেরু", "বেইজিং", "বেইজিংয়ে"),
        ("পেরুর", "পেরু", "ব্রুনাই", "ব্রুনাইয়ের"),
        ("পেরুকে", "পেরু", "জাপান", "জাপানকে"),
        ("থাইরা", "থাই", "রুশ", "রুশেরা"),
        ("রুশদের", "রুশ", "থাই", "থাইদের"),
        ("কেনিয়ায়ও", "কেনিয়া", "জাপান", "জাপানেও"),
        ("ওমান-এর", "ওমান", "পেরু", "পেরু-এর"),
        ("পেরু-র", "পেরু", "ওমান", "ওমান-এর"),
        ("মালয়েশিয়া এর", "মালয়েশিয়া", "ওমান", "ওমান এর"),
        ("ঢাকারটি", "ঢাকা", "বুসান", "বুসানেরটি"),
    ],
)
def test_an_ending_changes_with_the_sound_before_it(old, stem, new, expected):
    ending = inflection("bn").read(old[len(stem) :], stem)
    assert ending is not None
    assert inflection("bn").put(new, ending) == expected


def test_what_is_no_ending_is_not_read_as_one():
    assert inflection("bn").read("টাউন", "কেপ") is None
    assert inflection("bn").read("ের", "পেরু") is None


def test_dates_and_amounts_keep_their_written_form():
    assert Shift(years=-3, months=2, days=1).tokens(["১৯৭২", "সালের", "৪", "ঠা", "মার্চের"]) == [
        "১৯৬৯", "সালের", "৫", "ই", "মে মাসের",
    ]  # fmt: skip
    assert Shift(years=2).tokens(["২০১৯", "-", "২০", "অর্থবছরে"]) == ["২০২১", "-", "২২", "অর্থবছরে"]
    assert [ordinal(day) for day in (1, 2, 3, 4, 5, 18, 19, 31)] == ["লা", "রা", "রা", "ঠা", "ই", "ই", "শে", "শে"]
    assert scaled(["২,৩০০", "কোটি", "ডলার"], 3) == ["৬,৯০০", "কোটি", "ডলার"]
    assert scaled(["৫.৫", "বিলিয়ন", "(", "৫৫০", "কোটি", ")"], 2) == ["১১.০", "বিলিয়ন", "(", "১১০০", "কোটি", ")"]
    assert money(["৫৬", "কোটি", "টাকায়"], "INR") == ["৫৬", "কোটি", "ইউরোয়"]
    assert money(["৫৬", "কোটি", "ভারতীয়", "রুপি"], "INR") == ["৫৬", "কোটি", "ভারতীয়", "রুপি"]


def test_every_state_of_the_united_nations_has_a_part():
    assert len(states()) >= 190
    assert {"BGD", "IND", "MYS", "RUS", "USA", "XKX", "SGP"} <= states().keys()


@pytest.fixture(scope="module")
def tally() -> Tally:
    return run(units(), seed=20, per_state=12)


def test_facts_follow_the_substitution(tally):
    assert len(units()) >= 600
    assert tally.readings >= 2_000
    assert tally.total.expected >= tally.readings  # each of them states something
    assert len(tally.states) >= 190
    assert tally.total.share >= 0.99, [(f.code, f.recast.text, f.missing, f.unexpected) for f in tally.failures]
    for name, count in tally.classes.items():
        assert count.share >= 0.97 or count.expected - count.followed <= 1, name


def test_a_reader_that_knows_some_states_only_would_be_told(monkeypatch):
    from bilat_kg.text.gazetteer import countries

    blind = frozenset(code for n, code in enumerate(countries()) if n % 3 == 0)
    other = Pair.other
    monkeypatch.setattr(Pair, "other", lambda pair, code: None if code in blind else other(pair, code))
    assert run(units(), seed=20, per_state=1).total.share < 0.97


def test_nearly_every_form_of_a_name_is_read_in_its_case():
    count, wrong = misread()
    assert count > 40_000
    assert len(wrong) <= count // 1000, [each.form for each in wrong]
