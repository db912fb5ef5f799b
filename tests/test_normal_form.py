"""Normalisation form C, told without a look at each letter, as Python itself tells it."""

from __future__ import annotations

from itertools import product
from unicodedata import is_normalized, normalize

from bilat_kg.normal_form import _SETTLED, is_nfc, nfc

_COVERED = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000 and _SETTLED.fullmatch(chr(code))]
_MEETING = ["ক", "\u09c7", "\u09be", "\u09bc", "\u09cd", "\u09d7", "\u09cb", "\u09df", "a", "\u0301"]


def test_two_letters_of_those_covered_are_as_python_has_them() -> None:
    assert len(_COVERED) == 452
    wrong = [one + two for one, two in product(_COVERED, repeat=2) if nfc(one + two) != normalize("NFC", one + two)]
    assert not wrong


def test_signs_that_meet_are_composed_and_ordered() -> None:
    told = ["".join(signs) for signs in product(_MEETING, repeat=5)]
    assert len(told) == 100_000
    assert [text for text in told if nfc(text) != normalize("NFC", text)] == []
    assert [text for text in told if is_nfc(text) != is_normalized("NFC", text)] == []
    assert 1_000 < sum(map(is_nfc, told)) < 90_000
