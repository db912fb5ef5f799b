"""Who is named: the extent and the ending of unknown names, titles, later mentions."""

from __future__ import annotations

import csv
import re
import unicodedata

import pytest

from bilat_kg.model import Article
from bilat_kg.resources import GAZETTEER, LANG
from bilat_kg.text.chunks import Chunk
from bilat_kg.text.language import read_words
from bilat_kg.text.pair import Pair
from bilat_kg.text.pipeline import load


def people(pair: str, text: str) -> list[Chunk]:
    pipeline = load("bn")
    first, second = sorted(pair.split())
    doc = pipeline.nlp.make_doc(text)
    article = Article("example", "https://example.org/example", "bn", text)
    scene = pipeline.scene(article, doc.user_data["tokens"], Pair(first, second))
    return [chunk for sentence in scene.sentences for chunk in sentence.chunks if chunk.kind == "person"]


@pytest.mark.parametrize(
    ("text", "name", "case", "office", "state"),
    [
        # unknown words after a title, up to a date, a place or a mark
        ("পেরুর রাষ্ট্রপতি মানুয়েল ওদ্রিসকা ১৯৫৫ সালে ওয়ারশ যান।", "মানুয়েল ওদ্রিসকা", "Nom", "president", "PER"),
        ("পেরুর অর্থমন্ত্রী রাউল ওবান্দো ওয়ারশ সফর করেন।", "রাউল ওবান্দো", "Nom", "minister", "PER"),
        # up to a common word
        ("পেরুর অর্থমন্ত্রী রাউল ওবান্দো আস্থা বাড়াতে ওয়ারশ সফর করেন।", "রাউল ওবান্দো", "Nom", "minister", "PER"),
        # joined by hyphens, with initials, with particles and regnal numbers
        ("পোলিশ প্রধানমন্ত্রী আনা চান-ওচকা লিমা যান।", "আনা চান-ওচকা", "Nom", "prime_minister", "POL"),
        ("পোলিশ মন্ত্রী এ. বি. কোভালিক লিমা যান।", "এ. বি. কোভালিক", "Nom", "minister", "POL"),
        ("পেরুর রাজা অষ্টম ইনকারি ১৭৮০ সালে ওয়ারশ যান।", "অষ্টম ইনকারি", "Nom", "monarch", "PER"),
        ("পেরুর মন্ত্রী হাসান বিন ওমেদ আল তারুকি লিমায় ছিলেন।", "হাসান বিন ওমেদ আল তারুকি", "Nom", "minister", "PER"),
        # an ending is cut where what follows asks for it, and stays where it does not
        ("রাষ্ট্রপতি মানুয়েল ওদ্রিসকার সঙ্গে বৈঠক হয়।", "মানুয়েল ওদ্রিসকা", "Com", "president", None),
        ("রাষ্ট্রপতি মানুয়েল ওদ্রিসকার ১৯৫৫ সালের ওয়ারশ সফরে চুক্তি সই হয়।", "মানুয়েল ওদ্রিসকা", "Gen", "president", None),
        ("রাষ্ট্রপতি পাবলো ভালেনের ১৯৫৫ সালে ওয়ারশ সফর করেন।", "পাবলো ভালেনের", "Nom", "president", None),
        ("প্রধানমন্ত্রী রাউল ওবান্দোকে স্বাগত জানানো হয়।", "রাউল ওবান্দো", "Acc", "prime_minister", None),
        ("প্রধানমন্ত্রী ইভান পেত্রভও লিমা যান।", "ইভান পেত্রভ", "Nom", "prime_minister", None),
        # the title after the name
        ("কামিল নোভাকভস্কা, পোল্যান্ডের রাষ্ট্রপতি, লিমা যান।", "কামিল নোভাকভস্কা", "Nom", "president", "POL"),
        ("কামিল নোভাকভস্কা প্রধানমন্ত্রী হওয়ার পর লিমা যান।", "কামিল নোভাকভস্কা", "Nom", "prime_minister", None),
    ],
)
def test_an_unknown_name(text: str, name: str, case: str, office: str, state: str | None) -> None:
    (person,) = people("PER POL", text)
    assert (person.text, person.case, person.office, person.state) == (name, case, office, state)
    assert person.entity is not None
    assert person.entity.qid is None
    assert person.entity.label_en.isascii()


@pytest.mark.parametrize(
    "text",
    [
        "রাষ্ট্রপতি গভীর শোক প্রকাশ করেন।",
        "প্রধানমন্ত্রী সস্ত্রীক লিমা যান।",
        "দুই দেশের প্রধানমন্ত্রীরা ওয়ারশ বৈঠকে মিলিত হন।",
        "রাষ্ট্রপতি পরে আনুষ্ঠানিকভাবে লিমা যান।",
    ],
)
def test_words_beside_a_title_that_name_nobody(text: str) -> None:
    assert people("PER POL", text) == []


def test_initials_at_the_very_end_of_a_sentence() -> None:
    (person,) = people("BGD POL", "লিমায় যান পররাষ্ট্রমন্ত্রী এ কে আব্দুল মোমেন")
    assert (person.text, person.office) == ("আব্দুল মোমেন", "foreign_minister")


def test_a_surname_after_the_first_mention_is_the_same_person() -> None:
    first, second, third = people("PER POL", "রাষ্ট্রপতি মানুয়েল ওদ্রিসকা লিমা থেকে আসেন। ওদ্রিসকা ফিরে যান। ওদ্রিসকার সফর সফল হয়।")
    assert first.entity == second.entity == third.entity
    assert (second.office, third.case) == ("president", "Gen")


def test_a_name_near_one_of_the_gazetteer_is_that_person_where_the_office_fits() -> None:
    (person,) = people("IND SRB", "ভারতের উপরাষ্ট্রপতি বেঙ্কাইয়া নায়ডু বেলগ্রেডে যান।")
    assert person.entity is not None
    assert person.entity.label_en == "Venkaiah Naidu"


def test_names_in_a_list_that_an_office_opens() -> None:
    found = people("PER POL", "লিমা সফরকারী পোল্যান্ডের রাষ্ট্রপতিগণ: কামিল নোভাকভস্কা (২০০১), ইয়ান বারতোশ (২০০৫)।")
    assert [(p.text, p.office, p.state) for p in found] == [
        ("কামিল নোভাকভস্কা", "president", "POL"),
        ("ইয়ান বারতোশ", "president", "POL"),
    ]


def test_nobody_in_the_gazetteer_is_called_by_a_common_word() -> None:
    words = read_words(LANG / "bn" / "common_words.txt")
    assert len(words) > 2_500
    with (GAZETTEER / "people.csv").open(encoding="utf-8", newline="") as rows:
        people = [row for row in csv.DictReader(rows) if row["label_bn"]]
    assert len(people) > 1_000
    named = {word for row in people for word in re.split(r"[ .-]", unicodedata.normalize("NFC", row["label_bn"]))}
    assert named & words == set()
