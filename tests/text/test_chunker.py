"""Sentences and chunks: where each begins and ends, and in which case a name stands."""

from __future__ import annotations

import pytest
from scenes import names, said, sentences


def cut(text: str) -> list[str]:
    return [said(text, sentence) for sentence in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("পেরু যায়। কেনিয়া আসে।", ["পেরু যায়।", "কেনিয়া আসে।"]),
        ("পেরু যায়।কেনিয়া আসে", ["পেরু যায়।", "কেনিয়া আসে"]),
        ("পেরু কি যায়? যায়! কেনিয়া আসে॥", ["পেরু কি যায়?", "যায়!", "কেনিয়া আসে॥"]),
        ("পেরু যায়\n\nকেনিয়া আসে\n", ["পেরু যায়", "কেনিয়া আসে"]),
        ("মূল্য ২.১ কোটি ডলার। পেরু যায়।", ["মূল্য ২.১ কোটি ডলার।", "পেরু যায়।"]),
        ("  পেরু যায় ।  ", ["পেরু যায় ।"]),
        ("", []),
        ("\n \n", []),
    ],
)
def test_a_sentence_ends_at_a_danda_or_a_line_feed(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_a_heading_in_the_running_line_is_no_sentence_and_heads_those_that_follow() -> None:
    text = "পেরু যায়। == বাণিজ্য == কেনিয়া আসে। পেরু যায়।\n=== সফর ===\nকেনিয়া আসে।"
    found = sentences(text)
    assert [said(text, s) for s in found] == ["পেরু যায়।", "কেনিয়া আসে।", "পেরু যায়।", "কেনিয়া আসে।"]
    assert not found[0].heading
    assert "topic.trade" in found[1].heading & found[2].heading
    assert "visit" in found[3].heading
    assert "topic.trade" not in found[3].heading


@pytest.mark.parametrize("text", ["পেরু == কেনিয়া।", "পেরু যায়। == কেনিয়া আসে। পেরু যায়। == কেনিয়া।"])
def test_marks_that_close_no_heading_are_none(text: str) -> None:
    assert all(not sentence.heading for sentence in sentences(text))
    assert "".join(cut(text)).count("কেনিয়া") == text.count("কেনিয়া")


BULLETS = ["* ", "# ", "• ", "- ", "– ", "১. ", "২) ", "(গ) ", "ক. ", "12) "]


@pytest.mark.parametrize("bullet", BULLETS)
def test_a_bullet_is_passed_over_and_makes_an_item(bullet: str) -> None:
    text = f"দুই দেশের চুক্তি:\n{bullet}বাণিজ্য চুক্তি\n{bullet}কৃষি চুক্তি"
    intro, first, second = sentences(text)
    assert [said(text, s) for s in (first, second)] == ["বাণিজ্য চুক্তি", "কৃষি চুক্তি"]
    assert first.item
    assert second.item
    assert first.intro is second.intro is intro
    assert not intro.item
    assert intro.intro is None


@pytest.mark.parametrize("text", ["১৯৮৩. পেরু যায়", "পেরু. যায়", "পেরু - কেনিয়া"])
def test_what_only_looks_like_a_bullet_is_none(text: str) -> None:
    assert not any(sentence.item for sentence in sentences(text))
    assert cut(text)[0].startswith(text[:3])


def test_a_list_ends_with_the_paragraph_after_it() -> None:
    text = "চুক্তি:\n* বাণিজ্য\nকেনিয়া আসে। পেরু যায়।\n* কৃষি"
    intro, trade, prose, more, farming = sentences(text)
    assert trade.intro is intro
    assert prose.intro is more.intro is farming.intro is None
    assert farming.item


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("কেনিয়ার সাথে পেরু", ["KEN Com", "PER Nom"]),
        ("কেনিয়ার সঙ্গে", ["KEN Com"]),
        ("কেনিয়া থেকে পেরুতে", ["KEN Abl", "PER Loc"]),
        ("পেরুর প্রতি", ["PER All"]),
        ("পেরুর কাছে", ["PER All"]),
        ("পেরু, সাথে কেনিয়া", ["PER Nom", "KEN Nom"]),  # a mark stands between
        ("সাথে কেনিয়া", ["KEN Nom"]),  # nothing stands before
    ],
)
def test_a_postposition_gives_its_case_to_the_noun_before_it(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("মালয়েশিয়া এর দূতাবাস", ["MYS Gen"]),
        ("কেনিয়া-এর দূতাবাস", ["KEN Gen"]),
        ("লিমা-য় দূতাবাস", ["Lima Loc"]),
        ("পেরু তে দূতাবাস", ["PER Loc"]),
        ("পেরু কে ধন্যবাদ", ["PER Acc"]),
        ("কেনিয়া-পেরু সম্পর্ক", ["KEN Nom", "PER Nom"]),
        ("কেনিয়া - এর", ["KEN Nom"]),  # a dash between blanks is no hyphen
    ],
)
def test_an_ending_that_stands_apart_joins_its_name(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("কেনিয়া ও পেরুর মধ্যে", ["KEN Gen", "PER Gen"]),
        ("কেনিয়া এবং পেরুকে", ["KEN Acc", "PER Acc"]),
        ("চিলি, কেনিয়া ও পেরুকে", ["CHL Acc", "KEN Acc", "PER Acc"]),
        ("নাইরোবি ও মোম্বাসায়", ["Nairobi Loc", "Mombasa Loc"]),
        ("কেনিয়ার ও পেরু", ["KEN Gen", "PER Nom"]),
        ("কেনিয়া, পেরুতে", ["KEN Nom", "PER Loc"]),  # no conjunction
        ("কেনিয়া ও লিমায়", ["KEN Nom", "Lima Loc"]),  # not of one kind
        ("কেনিয়া ও পেরুর সাথে", ["KEN Com", "PER Com"]),
    ],
)
def test_members_of_a_coordination_share_the_case_of_the_last(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_members_of_a_coordination_share_a_number_of_their_own() -> None:
    (sentence,) = sentences("কেনিয়া ও পেরু আর চিলি যায়, নাইরোবি ও লিমায় থাকে")
    groups = [chunk.group for chunk in sentence.chunks if chunk.entity is not None]
    assert len(groups) == 5
    assert len(set(groups[:3])) == len(set(groups[3:])) == 1
    assert 0 not in groups
    assert groups[0] != groups[3]


def test_an_adjective_of_a_country_stands_in_the_genitive() -> None:
    chunk = sentences("কেনীয় দল যায়।")[0].chunks[0]
    assert (chunk.entity and chunk.entity.id, chunk.case, chunk.adjective) == ("KEN", "Gen", True)


TEXT = """কেনিয়া ও পেরু ১৯৮৩ সালের ৩ এপ্রিল ২.১ কোটি ডলারের চুক্তি করে। == সফর ==
* (২০১৪-এ) হাই-কমিশন; পেরু এর রাজধানী লিমা-য়: "দু'দেশ" — ৫০০ জন।"""


def test_every_token_is_in_one_chunk_at_most_and_chunks_are_in_order() -> None:
    found = [chunk for sentence in sentences(TEXT) for chunk in sentence.chunks]
    assert len(found) > 20
    assert all(chunk.start < chunk.end for chunk in found)
    for sentence in sentences(TEXT):
        for before, after in zip(sentence.chunks, sentence.chunks[1:], strict=False):
            assert before.end == after.start, (before, after)


def test_the_senses_of_a_sentence_are_those_of_its_chunks() -> None:
    (sentence,) = sentences("কেনিয়া লিমায় দূতাবাস খোলে।")
    assert sentence.senses >= {"mission.embassy", "mission.open", "country", "city", "verb"}
    assert [sentence.chunks[i].text for i in sentence.having("mission.embassy")] == ["দূতাবাস"]
    assert [sentence.chunks[i].text for i in sentence.of("country", "city")] == ["কেনিয়া", "লিমা"]
