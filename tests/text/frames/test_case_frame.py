"""The reader of case frames: what a rule file can ask of it, what it refuses, and what it says of a wrong rule."""

from __future__ import annotations

import pytest

from bilat_kg.model import Article, Concept, Entity, Fact, PartialDate, Reading, Text
from bilat_kg.text.frames import case_frame
from bilat_kg.text.frames.case_frame import reader
from bilat_kg.text.frames.case_frame.declaration import _parse
from bilat_kg.text.frames.scene import Scene
from bilat_kg.text.pair import Pair
from bilat_kg.text.pipeline import load
from bilat_kg.text.rules import Rule, RuleFile

PAIR = Pair("KEN", "PER")


def reading(text: str) -> Reading:
    return load("bn").read(Article("example", "https://example.org/example", "bn", text), PAIR)


def facts(text: str, type_: str) -> list[Fact]:
    return [fact for fact in reading(text).facts if fact.type == type_]


def scene(text: str) -> Scene:
    pipeline = load("bn")
    article = Article("example", "https://example.org/example", "bn", text)
    return pipeline.scene(article, pipeline.nlp.make_doc(text).user_data["tokens"], PAIR)


def rule_file(**settings: object) -> RuleFile:
    return RuleFile("gift", "case_frame", frozenset({"good"}), (Rule("gift.given", "", (), settings),), {})


GIFT = {
    "type": "Gift",
    "trigger": ["good"],
    "act": ["flow.give"],
    "role": {
        "giver": {"kind": "state", "cases": ["Nom"], "required": True},
        "taker": {"kind": "state", "cases": ["Acc"], "other": "giver", "required": True},
        "host": {"kind": "name", "of": ["city"], "cases": ["Loc"]},
        "date": {"kind": "date"},
        "amount": {"kind": "amount"},
        "currency": {"kind": "currency"},
        "what": {"kind": "text", "english": "gift of {words}", "bare": "gift"},
    },
}


def gifts(text: str, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What a class that no Python module knows reads from a text."""
    file = rule_file(**GIFT)
    monkeypatch.setattr(reader, "frames_of", lambda lang, name: _parse(file))
    here = scene(text)
    found = [draft for sentence in here.sentences for draft in case_frame.read(here, sentence, file)]
    return [{"type": draft.type, **{role: values[0] for role, values in draft.roles.items()}} for draft in found]


def name(value: object) -> str:
    assert isinstance(value, Entity)
    return value.label_en if value.kind == "city" else value.id


def test_a_new_class_needs_no_python(monkeypatch: pytest.MonkeyPatch) -> None:
    (gift,) = gifts("২০১১ সালে কেনিয়া লিমায় পেরুকে চা দেয়।", monkeypatch)
    assert gift["type"] == "Gift"
    assert [name(gift[role]) for role in ("giver", "taker", "host")] == ["KEN", "PER", "Lima"]
    assert gift["date"] == PartialDate("2011")
    assert isinstance(gift["what"], Text)


def test_a_default_is_the_other_party(monkeypatch: pytest.MonkeyPatch) -> None:
    (gift,) = gifts("২০১১ সালে নাইরোবি চা দেয়।", monkeypatch)
    assert name(gift["taker"]) == "PER"


def test_a_third_state_fills_no_role(monkeypatch: pytest.MonkeyPatch) -> None:
    assert gifts("২০১১ সালে কেনিয়া চিলিকে চা দেয়।", monkeypatch) == []


def test_a_rule_with_a_wrong_word_is_told_so() -> None:
    with pytest.raises(ValueError, match=r"gift.toml, rule gift.given: unknown setting 'triger'"):
        _parse(rule_file(triger=["good"], **GIFT))
    with pytest.raises(ValueError, match=r"rule gift.given, role giver: unknown setting 'case'"):
        _parse(rule_file(**{**GIFT, "role": {"giver": {"kind": "state", "case": "Nom"}}}))


def test_a_rule_without_a_type_is_told_so() -> None:
    with pytest.raises(ValueError, match="'type'"):
        _parse(rule_file(trigger=["good"]))


def test_lists_of_a_rule_become_what_the_reader_keeps() -> None:
    frames = _parse(rule_file(**GIFT))
    frame = frames.rules[0]
    assert frame.trigger == frozenset({"good"})
    assert frame.roles[0].of == ("country", "capital", "government", "leader")
    assert frame.roles[1].cases == ("Acc",)


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("পেরুর দাবিকে কেনিয়া সমর্থন করে।", "KEN"),
        ("কেনিয়ার দাবিকে সমর্থন করে পেরু।", "PER"),
        ("কেনিয়ার দাবিকে পেরু সরকার সমর্থন করে।", "PER"),
        ("পেরুর পক্ষ থেকে কেনিয়ার দাবিকে সমর্থন জানানো হয়।", "PER"),
        ("নাইরোবির দাবিকে লিমা সমর্থন করে।", "PER"),
        ("পেরু কেনিয়া দাবিকে সমর্থন করে।", "PER"),
    ],
)
def test_cases_and_places_tell_who_supports_whom(text: str, holder: str) -> None:
    (fact,) = facts(text, "Position")
    assert [value.id for value in fact.role("holder") if isinstance(value, Entity)] == [holder]
    assert [value.id for value in fact.role("towards") if isinstance(value, Entity)] == [PAIR.other(holder)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("পেরু কেনিয়ার দাবিকে সমর্থন করেনি।", "negated"),
        ("পেরু কেনিয়ার দাবিকে সমর্থন করবে।", "future"),
        ("পেরু চিলির দাবিকে সমর্থন করে।", "third state"),
        ("২০০৫ সালে কেনিয়া উগান্ডার সঙ্গে কূটনৈতিক সম্পর্ক ছিন্ন করে।", "third state"),
        ("দুই দেশের মধ্যে বিরোধ দেখা দেয়।", "no date"),
        ("২০০৫ সালে দলগুলির মধ্যে বিরোধ দেখা দেয়।", "inside one state"),
    ],
)
def test_a_refusal_keeps_its_reason(text: str, reason: str) -> None:
    read = reading(text)
    assert not [fact for fact in read.facts if fact.type in {"Position", "Event"}]
    assert any(reason in abstention.reason for abstention in read.abstentions), read.abstentions


def test_what_is_said_twice_is_one_fact_with_two_sentences() -> None:
    text = "জাতিসংঘে কেনিয়ার সদস্যপদের আবেদনে পেরু সমর্থন জানায়। জাতিসংঘে কেনিয়ার আবেদন পেরু সমর্থন করেছে।"
    (fact,) = facts(text, "Position")
    assert len(fact.evidence) == 2
    assert len(facts(text + " কেনিয়ার গণতন্ত্র প্রতিষ্ঠাকেও পেরু সমর্থন করে।", "Position")) == 2


def test_an_event_is_told_in_both_languages() -> None:
    (fact,) = facts("১৯৯৮ সালে মাছ ধরা নিয়ে দুই দেশের মধ্যে বিরোধ দেখা দেয়।", "Event")
    texts = {value.lang: value.value for value in fact.role("label") if isinstance(value, Text)}
    assert texts == {"en": "dispute over fishing rights", "bn": "মাছ ধরা"}
    assert fact.role("eventKind") == (Concept("event-kind/dispute"),)
