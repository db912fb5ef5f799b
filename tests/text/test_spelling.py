from __future__ import annotations

import csv
import unicodedata
from collections import defaultdict
from time import process_time
from timeit import timeit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilat_kg.resources import GAZETTEER
from bilat_kg.text.spelling import fold, fold_letters, plain

SAME = """
শ্রীলঙ্কা শ্রীলংকা|ভুটান ভূটান|ইসরায়েল ইশরায়েল|ইজরায়েল ইজ়রায়েল|ব্যাঙ্কক ব্যাংকক|ভিয়েতনাম ভিয়েৎনাম|অস্ট্রেলিয়া অষ্ট্রেলিয়া
মোহাম্মদ মোহামদ|যোসেফ জোসেফ|ফিনল্যান্ড ফিনল্যাণ্ড|লুকাশেঙ্কো লুকাশেনকো|হ্যামিল্টন হ্যামিলটন|পুতিন পুটিন|কলম্বিয়া কলোম্বিয়া
সোহ্‌রাওয়ার্দী সোহরাওয়ার্দী|সৌদ সউদ|কৈরালা কইরালা|শারজাহ শারজা|রনি রণি|আফগানিস্তান আফগানিস্থান|বান-কি-মুন বান\u2013কি\u2013মুন
এস.জয়শঙ্কর এস.\u200dজয়শঙ্কর|তাঞ্জানিয়া তান্জানিয়া|মুহাম্মদ মোহামেদ|আহমদ আহমেদ|জোসে হোসে|ফ্রাঁসোয়া ফ্রঁসোয়া
বোগোতা ব\u09be\u09c7গ\u09be\u09c7ত\u09be
"""
DIFFERENT = "দিল্লি দিলি|চাঁদ চাদ|ভাষা ভাসা|ট্রেন তোরেন|মায়া মাযা|গড় গর|জুন জুনো|ঢাকা টাকা|থাই তাই|ইরান ইরাক|নাইজার নাইজেরিয়া|সান স্যান্ড|আর আল|আজ আল"


def pairs(table: str) -> list[tuple[str, str]]:
    return [(a, b) for a, b in (pair.split(" ") for line in table.split("\n") for pair in line.split("|") if pair)]


def test_usual_spellings_meet() -> None:
    cases = pairs(SAME)
    assert len(cases) == 28
    assert [(a, b) for a, b in cases if fold(a) != fold(b)] == []


def test_different_words_stay_apart() -> None:
    cases = pairs(DIFFERENT)
    assert len(cases) == 14
    assert [(a, b) for a, b in cases if fold(a) == fold(b)] == []


@pytest.mark.parametrize(("file", "least"), [("countries.csv", 240), ("cities.csv", 195)])
def test_no_two_countries_or_capitals_meet(file: str, least: int) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    exact: dict[str, set[str]] = defaultdict(set)
    seen = 0
    with (GAZETTEER / file).open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if file == "cities.csv" and row["is_capital"] != "yes":
                continue
            seen += bool(row["label_bn"])
            key = row["qid"] or row["label_en"]
            for name in filter(None, [row["label_bn"], *row["aliases_bn"].split("|")]):
                owners[fold(name)].add(key)
                exact[plain(name)].add(key)
    assert seen >= least
    shared = {frozenset(keys) for keys in exact.values() if len(keys) > 1}
    assert {f: k for f, k in owners.items() if len(k) > 1 and frozenset(k) not in shared} == {}


def test_forms_of_one_name_may_be_kept_apart() -> None:
    assert fold_letters("মুহাম্মদ") != fold_letters("মোহাম্মদ")
    assert fold("মুহাম্মদ") == fold("মোহাম্মদ")


def test_a_latin_name_only_loses_its_case() -> None:
    assert fold("Ban Ki-moon") == "ban ki moon"
    assert fold("") == ""


@given(st.text(alphabet=st.characters(min_codepoint=0x981, max_codepoint=0x9DF), max_size=20))
def test_both_forms_of_a_letter_are_one(name: str) -> None:
    assert fold(name) == fold(unicodedata.normalize("NFC", name)) == fold(unicodedata.normalize("NFD", name))


@given(st.text(max_size=20))
def test_blanks_and_zero_width_characters_do_not_count(name: str) -> None:
    assert fold(f" {name} \u200c") == fold(name)


def test_folding_every_name_of_the_gazetteer_twice_changes_nothing() -> None:
    with (GAZETTEER / "people.csv").open(encoding="utf-8") as lines:
        names = [row["label_bn"] for row in csv.DictReader(lines) if row["label_bn"]]
    assert len(names) > 700
    assert [name for name in names if fold(fold(name)) != fold(name)] == []


def test_a_name_takes_microseconds() -> None:
    names = [a for a, _ in pairs(SAME)]
    fold(names[0])
    unseen = fold.__wrapped__
    best = (
        min(timeit(lambda: [unseen(name) for name in names], number=20, timer=process_time) for _ in range(5))
        / 20
        / len(names)
    )
    assert best < 50e-6
