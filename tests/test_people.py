"""Held to its rules: the table of people that came with the project's own Bengali names."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter, defaultdict

import pytest

from bilat_kg.resources import GAZETTEER
from bilat_kg.text.spelling import fold

Row = dict[str, str]

COLUMNS = [
    *["qid", "label_en", "aliases_en", "label_bn", "aliases_bn", "country_iso3", "office", "kind"],
    *["from_year", "to_year", "open_end_as_of", "spans", "qid_sources"],
]
KINDS = {
    "head_of_state",
    "head_of_government",
    "deputy_head_of_government",
    "vice_president",
    "crown_prince",
    "foreign_minister",
    "foreign_secretary",
    "minister",
    "speaker",
    "army_chief",
    "consort",
    "political_leader",
    "international_official",
}
NAMESAKES = {
    ("MMR", "থান সোয়ে"),  # Than Shwe and Than Swe: one letter apart, and folded into one
    ("MNG", "দেনদেভ তেরবিশদাগভা"),  # two items for what may be one man
    ("TWN", "চেন চিয়েন-জেন"),  # a foreign minister and a premier
}
"""Full names that two people of one country bear; a text must tell them apart by office and year."""


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    with (GAZETTEER / "people.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def names(row: Row) -> list[str]:
    return [name for name in [row["label_bn"], *row["aliases_bn"].split("|")] if name]


def test_columns(rows: list[Row]) -> None:
    assert list(rows[0]) == COLUMNS


def test_how_many(rows: list[Row]) -> None:
    named = {(row["country_iso3"], row["label_en"]) for row in rows if row["label_bn"]}
    leaders = [row for row in rows if row["kind"] in {"head_of_state", "head_of_government"}]
    assert len(rows) >= 4850
    assert len(named) >= 4300
    assert sum(len(names(row)) > 1 for row in rows) >= 3000
    assert sum(bool(row["label_bn"]) for row in leaders) == len(leaders) >= 2200


def test_every_sovereign_state_has_leaders(rows: list[Row]) -> None:
    with (GAZETTEER / "countries.csv").open(encoding="utf-8", newline="") as lines:
        members = {row["iso3"] for row in csv.DictReader(lines) if row["type"] == "un_member"}
    leaders = Counter(row["country_iso3"] for row in rows if row["kind"] in {"head_of_state", "head_of_government"})
    assert len(members) == 193
    assert {iso3 for iso3 in members if leaders[iso3] < 3} == {"ERI", "SSD"}  # young states with one president each


def test_every_row_says_who_and_where(rows: list[Row]) -> None:
    nowhere = [row for row in rows if not row["country_iso3"] and row["kind"] != "international_official"]
    assert [row for row in rows if not row["label_en"] or not row["office"]] == []
    assert nowhere == []
    assert {row["country_iso3"] for row in rows if not re.fullmatch(r"[A-Z]{3}|", row["country_iso3"])} == set()


def test_kinds_are_known(rows: list[Row]) -> None:
    assert {row["kind"] for row in rows} == KINDS


def test_text_is_normal(rows: list[Row]) -> None:
    fields = [value for row in rows for value in row.values()]
    assert [value for value in fields if value != unicodedata.normalize("NFC", value).strip()] == []
    letters = re.compile(r"[\u0980-\u09ff\u200c\u200d .,'’-]+")
    odd = [name for row in rows for name in names(row) if not letters.fullmatch(name)]
    broken = re.compile(
        r"[\u09be-\u09cc]{2}|(?:^|[ -])[\u0981-\u0983\u09bc-\u09cd]|\u09cd(?:$|[ -])|\u09cd[\u09be-\u09cc]"
    )
    assert odd == []
    assert [name for row in rows for name in names(row) if broken.search(name)] == []


def test_no_name_stands_twice_in_a_row(rows: list[Row]) -> None:
    assert [names(row) for row in rows if len(set(names(row))) < len(names(row))] == []


def test_qids(rows: list[Row]) -> None:
    assert [row["qid"] for row in rows if not re.fullmatch(r"Q[1-9]\d*|", row["qid"])] == []
    assert [row["label_en"] for row in rows if not row["qid"] and row["qid_sources"] != "unverified"] == []
    assert [row["label_en"] for row in rows if row["qid"] and row["qid_sources"] in {"", "unverified"}] == []


def test_years(rows: list[Row]) -> None:
    for row in rows:
        assert re.fullmatch(r"(\d{4})?", row["from_year"]), row
        assert re.fullmatch(r"(\d{4})?", row["to_year"]), row
        assert not row["to_year"] or row["from_year"] <= row["to_year"], row
        assert re.fullmatch(r"((\d{4})?-(\d{4})?(;(\d{4})?-(\d{4})?)*)?", row["spans"]), row


def test_one_person_of_a_country_has_one_bengali_label(rows: list[Row]) -> None:
    labels: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in rows:
        labels[row["country_iso3"], row["label_en"], row["qid"]].add(row["label_bn"])
    assert {key: found for key, found in labels.items() if len(found) > 1} == {}


def test_one_person_has_one_row_a_kind_of_office(rows: list[Row]) -> None:
    counts = Counter((row["country_iso3"], row["label_en"], row["qid"], row["kind"]) for row in rows)
    assert [key for key, count in counts.items() if count > 1 and key[3] != "international_official"] == []


def test_no_full_name_means_two_people_of_one_country(rows: list[Row]) -> None:
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        for name in names(row):
            bearers[row["country_iso3"], fold(name)].add(row["qid"] or row["label_en"])
    allowed = {(iso3, fold(name)) for iso3, name in NAMESAKES}
    assert {key for key, people in bearers.items() if len(people) > 1} == allowed


@pytest.mark.parametrize(
    ("name", "country", "label"),
    [
        ("খলিফা বিন সালমান আল খলিফা", "BHR", "Khalifa bin Salman Al Khalifa"),
        ("থাকসিন সিনাওয়াত্রা", "THA", "Thaksin Shinawatra"),
        ("এমারসন নানগাগওয়া", "ZWE", "Emmerson Mnangagwa"),
        ("এমারসন এমনানগাগওয়া", "ZWE", "Emmerson Mnangagwa"),
        ("অনিরুদ্ধ জগন্নাথ", "MUS", "Anerood Jugnauth"),
        ("গ্যাব্রিয়েল বোরিক", "CHL", "Gabriel Boric"),
        ("সিরিল রামাফোসা", "ZAF", "Cyril Ramaphosa"),
        ("মুহাম্মদ বিন জায়েদ আল নাহিয়ান", "ARE", "Mohammed bin Zayed Al Nahyan"),
        ("ইমোমালী রাহমোন", "TJK", "Emomali Rahmon"),
        ("ফ্রাঁসোয়া মিতেরাঁ", "FRA", "François Mitterrand"),
        ("জোসে রামোস-হোর্তা", "TLS", "José Ramos-Horta"),
        ("আলেক্সান্ডার লুকাশেনকো", "BLR", "Alexander Lukashenko"),
    ],
)
def test_names_as_newspapers_spell_them(rows: list[Row], name: str, country: str, label: str) -> None:
    found = {r["label_en"] for r in rows if r["country_iso3"] == country and fold(name) in map(fold, names(r))}
    assert found == {label}
