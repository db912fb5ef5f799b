"""Agreements: what the examples of the rule file cannot show one by one."""

from __future__ import annotations

import pytest

from bilat_kg.model import Article, Fact, PartialDate
from bilat_kg.text.frames.agreement.dating import value_of
from bilat_kg.text.frames.agreement.topics import topics_of
from bilat_kg.text.pair import Pair
from bilat_kg.text.pipeline import load
from bilat_kg.text.rules import rule_files
from bilat_kg.text.values import DateMention

TOPICS = {
    "trade", "investment", "taxation", "defence", "security", "cyber_security", "health", "education", "culture",
    "tourism", "energy", "oil_gas", "agriculture", "labour", "visa", "transport", "aviation", "shipping",
    "science_technology", "space", "sports", "environment", "border", "water", "nuclear", "finance",
    "general_cooperation", "legal", "media", "other",
}  # fmt: skip


def read(text: str, pair: str = "KEN PER") -> list[Fact]:
    first, second = sorted(pair.split())
    article = Article("example", "https://example.org/example", "bn", text)
    return [fact for fact in load("bn").read(article, Pair(first, second)).facts if fact.rule.startswith("agreement.")]


def refusals(text: str) -> list[str]:
    article = Article("example", "https://example.org/example", "bn", text)
    found = load("bn").read(article, Pair("KEN", "PER")).abstentions
    return [abstention.reason for abstention in found if abstention.rule.startswith("agreement.")]


def signed(facts: list[Fact]) -> list[str]:
    return [str(fact.role("signedOn")[0]) if fact.role("signedOn") else "" for fact in facts]


def test_every_topic_has_words() -> None:
    rules = next(file for file in rule_files("bn") if file.name == "agreement")
    assert rules.reader == "agreement"
    words = {
        "trade": "বাণিজ্য", "investment": "বিনিয়োগ", "taxation": "দ্বৈত কর", "defence": "প্রতিরক্ষা",
        "security": "নিরাপত্তা", "cyber_security": "সাইবার নিরাপত্তা", "health": "স্বাস্থ্য", "education": "শিক্ষা",
        "culture": "সাংস্কৃতিক", "tourism": "পর্যটন", "energy": "বিদ্যুৎ", "oil_gas": "গ্যাস",
        "agriculture": "কৃষি", "labour": "শ্রমিক", "visa": "ভিসা", "transport": "রেলপথ",
        "aviation": "বিমান চলাচল", "shipping": "জাহাজ", "science_technology": "প্রযুক্তি", "space": "মহাকাশ",
        "sports": "ক্রীড়া", "environment": "পরিবেশ", "border": "সীমান্ত", "water": "নদী",
        "nuclear": "পারমাণবিক", "finance": "ব্যাংকিং", "general_cooperation": "মৈত্রী", "legal": "প্রত্যর্পণ",
        "media": "সম্প্রচার", "other": "খনিজ",
    }  # fmt: skip
    assert set(words) == TOPICS
    for topic, word in words.items():
        facts = read(f"২০০৪ সালে দুই দেশের মধ্যে {word} বিষয়ক একটি চুক্তি স্বাক্ষরিত হয়।")
        assert len(facts) == 1, word
        assert f"topic/{topic}" in [concept.name for concept in facts[0].role("topic")], word  # type: ignore[union-attr]


def test_a_topic_is_found_inside_a_compound() -> None:
    (fact,) = read("২০০৪ সালে দুই দেশ কৃষিগবেষণা চুক্তি সই করে।")
    assert "topic/agriculture" in [concept.name for concept in fact.role("topic")]  # type: ignore[union-attr]
    assert topics_of([], "bn") == ()


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2015-06-06", "2015-06-07", "2015-06"),
        ("2014-12-30", "2015-01-02", "2014-12"),
        ("2015-05-30", "2015-06-02", "2015"),
        ("2015-06-06", None, "2015-06-06"),
        ("2015", None, "2015"),
    ],
)
def test_of_several_days_the_month_is_known(first: str, last: str | None, expected: str) -> None:
    mention = DateMention(0, 1, PartialDate(first), PartialDate(last) if last else None)
    assert str(value_of(mention)) == expected


def test_a_decade_dates_nothing() -> None:
    assert value_of(None) is None
    assert signed(read("১৯৮০-এর দশকে দুই দেশের মধ্যে একটি সাংস্কৃতিক চুক্তি স্বাক্ষরিত হয়।")) == [""]


@pytest.mark.parametrize(
    ("verb", "count"),
    [
        ("স্বাক্ষরিত হয়", 1),
        ("স্বাক্ষরিত হয়েছে", 1),
        ("সই হয়েছিল", 1),
        ("সম্পাদিত হয়", 1),
        ("সাক্ষর করে", 1),
        ("হয়", 1),
        ("স্বাক্ষর করে দুই দেশ", 1),
        ("স্বাক্ষরিত হয়নি", 0),
        ("সই হয় না", 0),
        ("পর্যালোচনা করে", 0),
        ("লঙ্ঘন করে", 0),
    ],
)
def test_what_makes_an_agreement(verb: str, count: int) -> None:
    assert len(read(f"২০০৪ সালের ৩ মে নাইরোবিতে একটি বাণিজ্য চুক্তি {verb}।")) == count


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("২০০৪ সালে কেনিয়া চীনের সঙ্গে একটি বাণিজ্য চুক্তি সই করে।", "third state"),
        ("২০০৪ সালে কেনিয়া, পেরু ও চীনের মধ্যে একটি বাণিজ্য চুক্তি সই হয়।", "third state"),
        ("কেনিয়া প্রতিরক্ষা চুক্তির প্রস্তাব প্রত্যাখ্যান করে।", "proposal refused"),
        ("দুই দেশের মধ্যে কোনো শ্রম চুক্তি নেই।", "not made"),
        ("চুক্তিটি অনুযায়ী কফি আমদানি করা হয়।", "only mentioned"),
        ("২০১৯ সালে বাণিজ্য চুক্তির ৫০ বছর পূর্তি উদ্‌যাপিত হয়।", "anniversary"),
    ],
)
def test_a_refused_candidate_keeps_its_reason(text: str, reason: str) -> None:
    assert read(text) == []
    assert reason in refusals(text)


@pytest.mark.parametrize("second", ["UGA", "NPL", "ISL", "CHE", "BGD", "ZMB", "JPN"])
def test_other_states_read_the_same(second: str) -> None:
    names = {
        "UGA": "উগান্ডার", "NPL": "নেপালের", "ISL": "আইসল্যান্ডের", "CHE": "সুইজারল্যান্ডের", "BGD": "বাংলাদেশের", "ZMB": "জাম্বিয়ার",
        "JPN": "জাপানের",
    }  # fmt: skip
    text = f"পেরু ও {names[second]} মধ্যে ১৯৯৮ সালের ৩ জুন সাংস্কৃতিক চুক্তি এবং ২০০১ সালে বিমান চলাচল চুক্তি স্বাক্ষরিত হয়।"
    facts = read(text, f"PER {second}")
    assert signed(facts) == ["1998-06-03", "2001"]
    assert {entity.id for fact in facts for entity in fact.role("party")} == {"PER", second}  # type: ignore[union-attr]


def test_one_agreement_told_twice_is_one_fact_with_both_sentences() -> None:
    facts = read("দুই দেশের মধ্যে একটি দ্বৈত কর পরিহার চুক্তি আছে। চুক্তিটি সই হয় ১৯৯৯ সালের ২ মে।")
    assert signed(facts) == ["1999-05-02"]
    assert len(facts[0].evidence) == 2
    text = "২০১০ সালের ৩ মে প্রতিরক্ষা চুক্তি সই হয়। ২০১০ সালের ৩ মে সই হওয়া প্রতিরক্ষা চুক্তি এখনো চালু আছে।"
    assert signed(read(text)) == ["2010-05-03"]


def test_evidence_is_the_sentence() -> None:
    text = "কেনিয়া ও পেরু প্রতিবেশী নয়। ২০১০ সালে দুই দেশ একটি বাণিজ্য চুক্তি করে। আর কিছু নেই।"
    (fact,) = read(text)
    (evidence,) = fact.evidence
    assert text[evidence.start : evidence.end] == evidence.quote == "২০১০ সালে দুই দেশ একটি বাণিজ্য চুক্তি করে।"
