"""Glued names come apart, and no word that is one does."""

from __future__ import annotations

import csv
import re

import pytest

from bilat_kg.resources import GAZETTEER
from bilat_kg.text.gluing import Gluing
from bilat_kg.text.lexicon import lexicon
from bilat_kg.text.tokens import tokenize


@pytest.fixture(scope="module")
def gluing() -> Gluing:
    return Gluing(lexicon("bn"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("মাস্কাটমালয়েশিয়ার দূতাবাস", ["মাস্কাট", "মালয়েশিয়ার", "দূতাবাস"]),
        ("পেরুরনাইরোবিতে", ["পেরুর", "নাইরোবিতে"]),
        ("লাউটোকায়অস্ট্রেলীয়", ["লাউটোকায়", "অস্ট্রেলীয়"]),
        ("মালয়েশিয়াওমান", ["মালয়েশিয়া", "ওমান"]),
        ("কেনিয়াটা স্পেনসার তাজিকিস্তানের", ["কেনিয়াটা", "স্পেনসার", "তাজিকিস্তানের"]),
        ("মালয়েশিয়া\u200cওমান", ["মালয়েশিয়া", "ওমান"]),
        ("মাস্\u200bকাট\u200dমাল\u200cয়েশিয়ার", ["মাস্কাট", "মালয়েশিয়ার"]),
        ("বুয়েনোস আইরেসেচিলির", ["বুয়েনোস", "আইরেসে", "চিলির"]),
        ("কেনিয়ায়দক্ষিণ আফ্রিকার", ["কেনিয়ায়", "দক্ষিণ", "আফ্রিকার"]),
        ("শেখ হাসিনাকলকাতায় যান", ["শেখ", "হাসিনা", "কলকাতায়", "যান"]),
        ("প্রধানমন্ত্রী তুরাগ ভেলমানাকেনিয়ায়", ["প্রধানমন্ত্রী", "তুরাগ", "ভেলমানা", "কেনিয়ায়"]),
        ("প্রধানমন্ত্রী ভেলমানাকেনিয়ায়", ["প্রধানমন্ত্রী", "ভেলমানাকেনিয়ায়"]),
        ("তুরাগ ভেলমানাকেনিয়ায়", ["তুরাগ", "ভেলমানাকেনিয়ায়"]),
    ],
)
def test_two_names_in_one_word(gluing, text, words):
    tokens = gluing.part(tokenize(text))
    assert tokens.word == words
    cut = [text[start:end] for start, end in zip(tokens.start, tokens.end, strict=True)]
    assert [re.sub("[\u200b-\u200d]", "", each) for each in cut] == words


def test_no_name_of_a_person_or_body_is_cut(gluing):
    words = set()
    for file in ("people.csv", "organisations.csv", "cities.csv", "countries.csv"):
        with (GAZETTEER / file).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                words |= set(tokenize(f"{row['label_bn']} {row['aliases_bn'].replace('|', ' ')}").word)
    assert len(words) > 10_000
    assert [word for word in sorted(words) if len(gluing.part(tokenize(word)).word) > 1] == []
