"""The gazetteer says what its README says, and no name of it leads to two states."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from bilat_kg.resources import GAZETTEER
from bilat_kg.text.gazetteer import slug
from bilat_kg.text.spelling import fold, plain

Row = dict[str, str]

COLUMNS = {
    "countries": "iso2 iso3 qid label_en label_bn aliases_bn weak_aliases_bn aliases_en demonym_bn demonym_en "
    "capital_qids start_year end_year succeeded_by type qid_sources",
    "cities": "qid country_iso3 label_en aliases_en label_bn aliases_bn weak_aliases_bn lat lon is_capital population "
    "qid_sources bn_source",
    "organisations": "qid label_en aliases_en label_bn abbreviations_en abbreviations_bn aliases_bn kind country_iso3 "
    "qid_sources",
    "currencies": "iso4217 qid label_en label_bn aliases_bn symbol symbol_narrow countries_iso3 status qid_sources",
    "offices": "office_id kind qid label_bn variants_bn label_en visitor_office qid_sources",
    "regions": "label_en label_bn aliases_bn kind",
}
# The values of the fact record.
VISITOR_OFFICES = """
president prime_minister monarch crown_prince vice_president deputy_prime_minister foreign_minister minister speaker
army_chief delegation other
"""
# Bare names that several cities bear: the country of the text decides.
SHARED = {
    "কর্দোবা": {"ARG", "ESP"}, "কর্ডোবা": {"ARG", "ESP"}, "কোর্দোবা": {"ARG", "ESP"}, "জর্জ টাউন": {"GUY", "MYS"},
    "হুয়ে": {"RWA", "VNM"},
}  # fmt: skip
CITY_STATES = {"GIB", "HKG", "MAC", "MCO", "SGP", "VAT"}
# Words that a text has on every page and that some city's name is close to: the bare name must not be theirs.
ORDINARY = """
দেশে দেশি উচ্চ শিকার তরুণ বন্যা দেরি কালে টিকা বিদ্যা কলার সেনার ব্যাগে মিনা শীতে ওইটা মানার জাপা কট্টর
করলা করাত শিপিং কপার বালতি হাজার কল্যাণ কোটা বন সাগর তুলা চিতা পারি পারো গালে জামার হারার কান নিম কিল
বাগান সারি বার মান সুর তাস লট টোটাল বশ ভেল বেচার কেইস বয়সে দাওয়াই ফাস সোল লজ জং মার্কো হাজা
"""


def rows(name: str) -> list[Row]:
    with (GAZETTEER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def many(row: Row, *columns: str) -> list[str]:
    return [part for column in columns for part in row[column].split("|") if part]


def strong(name: str, row: Row) -> list[str]:
    """The names of a row that need no context."""
    wanted = ("label_bn", "aliases_bn", "demonym_bn", "variants_bn", "abbreviations_bn")
    return many(row, *(column for column in wanted if column in COLUMNS[name].split()))


def un_members() -> Iterator[Row]:
    return (row for row in rows("countries") if row["type"] == "un_member")


def codes() -> set[str]:
    return {row["iso3"] for row in rows("countries")}


@pytest.mark.parametrize("name", COLUMNS)
def test_columns(name: str) -> None:
    assert list(rows(name)[0]) == COLUMNS[name].split()


@pytest.mark.parametrize("name", COLUMNS)
def test_text_is_clean(name: str) -> None:
    bad = [
        (column, value)
        for row in rows(name)
        for column, value in row.items()
        if value != unicodedata.normalize("NFC", " ".join(value.split()))
        or "" in value.split("|")[1:]
        or value[:1] == "|"
    ]
    assert bad == []


@pytest.mark.parametrize("name", COLUMNS)
def test_bengali_names_are_bengali_and_stand_once_in_a_row(name: str) -> None:
    seen = 0
    for row in rows(name):
        names = strong(name, row) + many(row, *({"weak_aliases_bn"} & row.keys()))
        seen += len(names)
        labels = [text for text in names if text not in many(row, *({"abbreviations_bn"} & row.keys()))]
        assert len(labels) == len(set(labels)), row
        assert [text for text in names if re.search(r"[A-Za-z()/;]", text)] == []
    assert seen > 300


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("countries", lambda row: row["iso3"]),
        ("cities", lambda row: row["qid"] or f"{slug(row['label_en'])}-{row['country_iso3'].lower()}"),
        ("organisations", lambda row: row["qid"] or slug(row["label_en"])),
        ("currencies", lambda row: row["iso4217"]),
        ("offices", lambda row: row["office_id"]),
        ("regions", lambda row: slug(row["label_en"])),
    ],
)
def test_keys_are_unique(name, key) -> None:
    count = Counter(map(key, rows(name)))
    assert "" not in count
    assert [found for found, times in count.items() if times > 1] == []


@pytest.mark.parametrize("name", ["countries", "cities", "organisations", "currencies"])
def test_qids_are_well_formed_and_unique(name: str) -> None:
    qids = [row["qid"] for row in rows(name) if row["qid"]]
    assert [qid for qid in qids if not re.fullmatch(r"Q[1-9]\d*", qid)] == []
    assert len(qids) == len(set(qids)) > 100
    capitals = [qid for row in rows("countries") for qid in many(row, "capital_qids")]
    assert set(capitals) <= {row["qid"] for row in rows("cities")}


def test_counts_of_the_readme() -> None:
    text = (GAZETTEER / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(\w+)\.csv` \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", text, re.MULTILINE)
    assert [name for name, *_ in told] == list(COLUMNS)
    for name, *numbers in told:
        found = rows(name)
        further = {"aliases_bn", "variants_bn", "abbreviations_bn"} & found[0].keys()
        assert [int(number) for number in numbers] == [
            len(found),
            sum(bool(row.get("qid")) for row in found),
            sum(bool(row["label_bn"]) for row in found),
            sum(len(many(row, *further)) for row in found),
        ], name
    assert text.count("un_member (193)") == 1
    assert sum(1 for _ in un_members()) == 193


@pytest.mark.parametrize("key", [plain, fold])
def test_no_name_or_adjective_leads_to_two_states(key) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows("countries"):
        for text in strong("countries", row):
            owners[key(text)].add(row["iso3"])
    assert len(owners) > 1500
    assert {text: found for text, found in owners.items() if len(found) > 1} == {}


def test_every_member_of_the_un_has_adjectives_a_capital_and_a_currency() -> None:
    few = {row["iso3"] for row in un_members() if len(many(row, "demonym_bn")) < 2}
    assert few == {"COD", "COG"}  # they share theirs: কঙ্গোলীয় is a weak name of both
    members = {row["iso3"] for row in un_members()}
    capitals = {
        row["country_iso3"] for row in rows("cities") if row["is_capital"] in {"yes", "de_facto"} and row["label_bn"]
    }
    assert members - capitals == set()
    paid = {code for row in rows("currencies") if row["status"] == "current" for code in many(row, "countries_iso3")}
    assert members - paid == set()


def test_codes_of_countries_exist() -> None:
    known = codes()
    used = {
        "cities": {row["country_iso3"] for row in rows("cities")},
        "organisations": {row["country_iso3"] for row in rows("organisations")} - {""},
        "currencies": {code for row in rows("currencies") for code in many(row, "countries_iso3")},
        "successors": {code for row in rows("countries") for code in many(row, "succeeded_by")},
    }
    assert all(len(found) > 15 for found in used.values())
    assert {name: found - known for name, found in used.items() if found - known} == {}


def test_a_former_state_has_a_successor() -> None:
    former = [row for row in rows("countries") if row["type"] == "historical"]
    assert len(former) == 43
    assert [row["iso3"] for row in former if not row["succeeded_by"] or not row["start_year"] < row["end_year"]] == []


def test_cities_stand_on_the_earth() -> None:
    found = rows("cities")
    assert [row for row in found if not (abs(float(row["lat"])) <= 90 and abs(float(row["lon"])) <= 180)] == []
    assert {row["is_capital"] for row in found} == {"yes", "administrative", "former", "de_facto", "no"}
    sources = {"manual", "NaturalEarth5", "GeoNames", "dr5hn-native"}
    for row in found:
        told = set(row["bn_source"].split("+")) - {""}
        assert bool(told) == bool(row["label_bn"]), row
        assert told <= sources, row


def test_city_names_that_several_cities_bear() -> None:
    bearers: dict[str, list[str]] = defaultdict(list)
    for row in rows("cities"):
        for text in {plain(text) for text in strong("cities", row)}:
            bearers[text].append(row["country_iso3"])
    assert {text: set(found) for text, found in bearers.items() if len(found) > 1} == {
        plain(k): v for k, v in SHARED.items()
    }


def test_only_city_states_share_a_name_with_their_state() -> None:
    states = {plain(text): row["iso3"] for row in rows("countries") for text in strong("countries", row)}
    shared = {row["country_iso3"] for row in rows("cities") for text in strong("cities", row) if plain(text) in states}
    assert shared == CITY_STATES


@pytest.mark.parametrize("name", ["countries", "cities"])
def test_a_weak_name_is_not_a_strong_one_as_well(name: str) -> None:
    weak = 0
    for row in rows(name):
        names = many(row, "weak_aliases_bn")
        weak += len(names)
        assert {plain(text) for text in names}.isdisjoint(plain(text) for text in strong(name, row)), row
    assert weak > 15


def test_ordinary_words_are_no_cities_states_or_organisations() -> None:
    exact: dict[str, str] = {}
    folded: dict[str, str] = {}
    for name in ("countries", "cities", "organisations"):
        for row in rows(name):
            for text in strong(name, row):
                exact[plain(text)] = folded[fold(text)] = f"{text} {row['label_en']}"
    ordinary = ORDINARY.split()
    assert len(ordinary) == 59
    found = {word: exact[plain(word)] for word in ordinary if plain(word) in exact}
    # Up to three characters a word is never looked up by its fold.
    found |= {word: folded[fold(word)] for word in ordinary if len(word) > 3 and fold(word) in folded}
    assert found == {}


def test_offices_count_as_the_record_has_them() -> None:
    found = rows("offices")
    assert {row["visitor_office"] for row in found} == set(VISITOR_OFFICES.split())
    by_id = {row["office_id"]: row["visitor_office"] for row in found}
    expected = {
        "head_of_state": "president", "head_of_government": "prime_minister", "chancellor": "prime_minister",
        "emir": "monarch", "emperor": "monarch", "general_secretary": "other", "princess": "other",
        "former_president": "other", "deputy_foreign_minister": "minister", "ambassador": "other",
    }  # fmt: skip
    assert {office: by_id[office] for office in expected} == expected
    owners: dict[str, set[str]] = defaultdict(set)
    for row in found:
        for text in strong("offices", row):
            owners[plain(text)].add(row["office_id"])
    assert {text: ids for text, ids in owners.items() if len(ids) > 1} == {}


def test_organisations_share_only_known_abbreviations() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows("organisations"):
        for text in strong("organisations", row):
            owners[plain(text)].add(row["label_en"])
    shared = {text: names for text, names in owners.items() if len(names) > 1}
    assert shared == {"আইসিসি": {"International Cricket Council", "International Criminal Court"}}


def test_regions_are_neither_states_nor_cities_nor_organisations() -> None:
    taken = {
        plain(text)
        for name in ("countries", "cities", "organisations")
        for row in rows(name)
        for text in strong(name, row)
    }
    assert [text for row in rows("regions") for text in strong("regions", row) if plain(text) in taken] == []
