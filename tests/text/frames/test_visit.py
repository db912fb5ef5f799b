"""How visits told in several ways, or several times, come together."""

from __future__ import annotations

import pytest

from bilat_kg.model import Article, Concept, Entity, Fact, Reading, Value
from bilat_kg.text.pair import Pair
from bilat_kg.text.pipeline import load


def read(pair: str, text: str) -> Reading:
    first, second = sorted(pair.split())
    return load("bn").read(Article("example", "https://example.org/example", "bn", text), Pair(first, second))


def visits(pair: str, text: str) -> list[Fact]:
    return [fact for fact in read(pair, text).facts if fact.type == "Visit"]


def plain(value: Value) -> str:
    if isinstance(value, Entity):
        return value.id if value.kind == "country" else value.label_en
    return value.name.rsplit("/", 1)[-1] if isinstance(value, Concept) else str(value)


def role(fact: Fact, name: str) -> list[str]:
    return [plain(value) for value in fact.role(name)]


def test_one_visit_told_twice_is_one_fact_with_two_pieces_of_evidence() -> None:
    text = (
        "২০১৫ সালের ৪-৬ মার্চ তানজানিয়ার রাষ্ট্রপতি জাকায়া কিকওয়েতে লুসাকা সফর করেন। "
        "২০১৫ সালে তানজানিয়ার রাষ্ট্রপতির জাম্বিয়া সফরে রাষ্ট্রপতি এডগার লুঙ্গুর সঙ্গে বৈঠক হয়।"
    )
    (visit,) = visits("ZMB TZA", text)
    assert (role(visit, "startDate"), role(visit, "endDate")) == (["2015-03-04"], ["2015-03-06"])
    assert role(visit, "met") == ["Edgar Lungu"]
    assert len(visit.evidence) == 2


def test_two_visits_of_one_person_stay_two() -> None:
    text = "রাষ্ট্রপতি কেনেথ কাউন্ডা ১৯৭০ সালে দোদোমা সফর করেন। তিনি ১৯৮১ সালে আবার তানজানিয়ায় যান।"
    found = visits("ZMB TZA", text)
    assert [role(visit, "startDate") for visit in found] == [["1970"], ["1981"]]
    assert [role(visit, "visitor") for visit in found] == [["Kenneth Kaunda"], ["Kenneth Kaunda"]]


def test_a_remark_in_the_next_sentence_names_the_host() -> None:
    text = "২০২২ সালের ১৫ মার্চ ঢাকায় আসেন সৌদি পররাষ্ট্রমন্ত্রী ফয়সাল বিন ফারহান। তাঁকে স্বাগত জানান পররাষ্ট্রমন্ত্রী আব্দুল মোমেন।"
    (visit,) = visits("BGD SAU", text)
    assert role(visit, "fromCountry") == ["SAU"]
    assert len(visit.role("host")) == 1


def test_kinds_are_told_by_ordinals() -> None:
    text = "প্রধানমন্ত্রী কির বিজান ১৯৯৮ ও ২০০৪ সালে লিমা সফর করেন; প্রথম সফরটি ছিল রাষ্ট্রীয়, দ্বিতীয়টি কর্ম সফর।"
    assert [role(visit, "visitKind") for visit in visits("PER POL", text)] == [["state"], ["working"]]


def test_until_ends_the_visit_told_before() -> None:
    text = "পোল্যান্ডের রাষ্ট্রপতি লেখ ভাওয়েন্সা ১৯৯৪ সালের ৩০ ডিসেম্বর লিমা পৌঁছান এবং ২ জানুয়ারি ১৯৯৫ পর্যন্ত পেরুতে থাকেন।"
    (visit,) = visits("PER POL", text)
    assert role(visit, "endDate") == ["1995-01-02"]


def test_the_office_said_elsewhere_in_the_article_is_the_visitors() -> None:
    text = "২০১৯ সালের ২১ জানুয়ারি আবি আহমেদ রোম সফর করেন। প্রধানমন্ত্রী আবি আহমেদ পরে নোবেল পুরস্কার পান।"
    (visit,) = visits("ETH ITA", text)
    assert role(visit, "visitorOffice") == ["prime_minister"]


def test_a_visitor_without_office_has_none() -> None:
    (visit,) = visits("ETH ITA", "২০১৯ সালের ২১ জানুয়ারি আবি আহমেদ রোম সফর করেন।")
    assert role(visit, "visitorOffice") == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("প্রধানমন্ত্রী এরনা সোলবার্গ ২০১৯ সালে নাইরোবি সফর করেননি।", "denied"),
        ("প্রধানমন্ত্রী এরনা সোলবার্গ আগামী মার্চে নাইরোবি সফর করবেন।", "planned"),
        ("প্রধানমন্ত্রী এরনা সোলবার্গের ২০২০ সালের নাইরোবি সফর বাতিল হয়।", "cancelled"),
        ("জাপানের সম্রাট নারুহিতো ২০১৯ সালে নাইরোবি সফর করেন।", "visitor of a third state"),
        ("প্রধানমন্ত্রী এরনা সোলবার্গ ২০১৯ সালে টোকিও সফর করেন।", "third country"),
    ],
)
def test_what_was_no_visit_between_the_two_is_refused_with_a_reason(text: str, reason: str) -> None:
    reading = read("KEN NOR", text)
    assert not [fact for fact in reading.facts if fact.type == "Visit"]
    assert reason in {x.reason for x in reading.abstentions if x.rule.startswith("visit.")}
