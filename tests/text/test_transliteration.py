from __future__ import annotations

import csv
import unicodedata
from collections.abc import Callable
from time import process_time
from timeit import timeit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bilat_kg.resources import GAZETTEER
from bilat_kg.text.transliteration import iso15919, romanize

PRINTED = """
আব্দুল হামিদ = Abdul Hamid
আবদুল হামিদ = Abdul Hamid
ইমোমালি রাহমোন = Imomali Rahmon
মাহাথির মোহাম্মদ = Mahathir Mohammad
খলিফা বিন সালমান আল খলিফা = Khalifa bin Salman Al Khalifa
বাশার আল-আসাদ = Bashar al-Asad
শেখ হাসিনা = Sheikh Hasina
হামিদ রাজা = Hamid Raja
হাকান ফিদান = Hakan Fidan
ভ্লাদিমির পুতিন = Vladimir Putin
সের্গেই লাভরভ = Sergei Lavrov
গাব্রিয়েল বোরিচ = Gabriel Boric
এদি রামা = Edi Rama
পাবলো মোরালেস = Pablo Morales
নাদিয়া ইউসেফ = Nadia Yusef
উইলিয়াম রুটো = William Ruto
ওয়াইদা নাকামুরা = Waida Nakamura
মিলোশ জেমান = Milosh Jeman
নেলসন ম্যান্ডেলা = Nelson Mandela
টনি ব্লেয়ার = Tony Bleyar
টমাস জনসন = Thomas Johnson
জেমস মারাপে = James Marape
কে. নটবর সিং = K. Notbar Singh
এনগেসো = Ngeso
মিনহ = Minh
এডমন্ডস = Edmonds
কের্ন = Kern
আলেক্সান্ডার মিলার = Alexander Miler
কে পি শর্মা ওলি = K P Sharma Oli
এস জয়শঙ্কর = S Jayshankar
এস. এম. কৃষ্ণ = S. M. Krishna
লি কুয়ান ইউ = Li Kuan Yu
কিম জং-উন = Kim Jong-Un
দ্বিতীয় এলিজাবেথ = Elizabeth II
রাজা তৃতীয় চার্লস = Raja Charles III
চাঁদ = Chand
দুঃখ = Duhkh
জ়িয়া = Zia
১২ = 12
José Ramos-Horta = Jose Ramos-Horta
Łukasz Øster = Lukasz Oster
"""

EXACT = """
আব্দুল হামিদ = Ābdula Hāmida
ঢাকা = Ḍhākā
কৃষ্ণ = Kr̥ṣṇa
বাংলাদেশ = Bāṁlādēśa
চাঁদ = Cām̐da
দুঃখ = Duḥkha
কইরালা = Ka:irālā
কৈরালা = Kairālā
জ়িয়া = Ziẏā
জিয়া = Jiẏā
ভিয়েৎনাম = Bhiẏētnāma
অ্যালবানিজ = Ælabānija
সোহ্‌রাওয়ার্দী = Sōhrāōẏārdī
গড় = Gaṛa
২০২৪ = 2024
Oman = Oman
"""


def cases(table: str) -> list[tuple[str, str]]:
    return [(name, latin) for name, latin in (line.split(" = ") for line in table.strip().splitlines())]


def test_names_as_newspapers_print_them() -> None:
    assert len(cases(PRINTED)) == 41
    assert [(name, romanize(name)) for name, latin in cases(PRINTED) if romanize(name) != latin] == []


def test_names_by_the_standard() -> None:
    assert len(cases(EXACT)) == 16
    wrong = [(n, iso15919(n)) for n, latin in cases(EXACT) if iso15919(n) != unicodedata.normalize("NFC", latin)]
    assert wrong == []


def near(a: str, b: str) -> bool:
    """Whether two names agree but for one letter in five."""
    a, b = ("".join(c for c in unicodedata.normalize("NFKD", name) if c.isalnum()).casefold() for name in (a, b))
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1] <= max(len(a), len(b)) // 5


@pytest.mark.parametrize(("file", "least", "share"), [("people.csv", 4200, 0.765), ("cities.csv", 4000, 0.67)])
def test_the_share_of_the_gazetteer_that_comes_out_near_its_english_name(file: str, least: int, share: float) -> None:
    with (GAZETTEER / file).open(encoding="utf-8") as lines:
        pairs = {(row["label_bn"], row["label_en"]) for row in csv.DictReader(lines) if row["label_bn"]}
    assert len(pairs) >= least
    assert sum(near(romanize(bengali), english) for bengali, english in pairs) / len(pairs) >= share


bengali = st.text(alphabet=st.characters(min_codepoint=0x980, max_codepoint=0x9FF), min_size=1, max_size=20)


@given(st.one_of(bengali, st.text(min_size=1, max_size=20)))
def test_always_something_in_ascii(name: str) -> None:
    latin = romanize(name)
    assert latin
    assert latin.isascii()


def test_no_name_is_an_error() -> None:
    with pytest.raises(ValueError, match="empty"):
        romanize("")


@given(st.one_of(bengali, st.text(min_size=1, max_size=20)))
def test_what_is_latin_stays(name: str) -> None:
    latin = romanize(name)
    assert romanize(latin) == latin


@given(bengali)
@example("\u09fe\u09bc")  # signs without a letter, in an order that NFC turns around
def test_both_unicode_forms_come_out_the_same(name: str) -> None:
    assert romanize(name) == romanize(unicodedata.normalize("NFC", name))
    assert iso15919(name) == iso15919(unicodedata.normalize("NFC", name))


def test_a_letter_that_is_not_known_is_named() -> None:
    assert romanize("Ж") == "U+0416"


def test_a_name_takes_no_longer_than_a_hundred_lookups_of_its_letters() -> None:
    names = [name for name, _ in cases(PRINTED)]
    unseen = romanize.__wrapped__
    unseen(names[0])
    letters: dict[str, str] = {}

    def look_up() -> list[str]:
        return ["".join([letters.get(letter, letter) for letter in name]) for name in names]

    def taken(work: Callable[[], list[str]]) -> float:
        return min(timeit(work, number=10, timer=process_time) for _ in range(7))

    assert taken(lambda: [unseen(name) for name in names]) < 100 * taken(look_up)
