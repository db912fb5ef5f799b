"""Where sentences, headings and items begin and end, also where the lines of a list have run together."""

from __future__ import annotations

import pytest
from scenes import said, sentences


def cut(text: str) -> list[tuple[str, bool]]:
    return [(said(text, sentence), sentence.item) for sentence in sentences(text)]


def test_bullets_inside_a_line_part_items() -> None:
    text = "== সফর == পেরু থেকে কেনিয়ায় === * মে ১৯৯১, রাজা * জুন ১৯৯২, রানি কেনিয়া থেকে পেরুতে === * মে ২০০১, রাজা"
    assert cut(text) == [
        ("পেরু থেকে কেনিয়ায়", False),
        ("মে ১৯৯১, রাজা", True),
        ("জুন ১৯৯২, রানি", True),
        ("কেনিয়া থেকে পেরুতে", False),
        ("মে ২০০১, রাজা", True),
    ]
    there, first, second, back, third = sentences(text)
    assert first.intro is second.intro is there
    assert third.intro is back
    assert all("visit" in sentence.heading for sentence in (first, second, third))


def test_a_list_whose_heading_is_lost_has_no_intro() -> None:
    text = "পেরু থেকে কেনিয়ায়: * মে ১৯৯১, রাজা * জুন ১৯৯২, রানি সফর === * মে ২০০১, রাজা"
    *_, last = sentences(text)
    assert said(text, last) == "মে ২০০১, রাজা"
    assert last.item
    assert last.intro is None


@pytest.mark.parametrize(
    "text", ["দাম ৫ * ৩ * ২ টাকা।", "পেরু* যায়, কেনিয়া* আসে।", "পেরু * যায়।", "ঢাকা • ১২ মে • রাজা আসেন।", "পেরু === কেনিয়া।"]
)
def test_what_only_looks_like_a_bullet_parts_nothing(text: str) -> None:
    assert cut(text) == [(text, False)]


def test_a_heading_that_says_where_to_heads_its_list_as_a_sentence() -> None:
    text = "=== পেরু থেকে কেনিয়ায় ===\n* রাজা\n=== বাণিজ্য ===\n* কফি\n=== পেরুর সফর, ১৯৯১ ===\n* রানি"
    there, king, coffee, queen = sentences(text)
    assert king.intro is there
    assert coffee.intro is queen.intro is None
