"""The lexicon: names and words in their inflected forms, phrases, and spellings that stand for one another."""

from __future__ import annotations

import pytest

from bilat_kg.text.lexicon import lexicon
from bilat_kg.text.tokens import tokenize

BN = lexicon("bn")


def known(form: str) -> tuple[str | None, str, str]:
    """Who is meant by a form (or nobody), its stem and case."""
    word = BN.word(form)
    entity = word.entries[0].entity if word.entries else None
    return entity.id if entity else None, word.stem, word.case


@pytest.mark.parametrize(
    ("form", "entity", "stem", "case"),
    [
        ("পেরুর", "PER", "পেরু", "Gen"),
        ("কাতার", "QAT", "কাতার", "Nom"),
        ("কাতারের", "QAT", "কাতার", "Gen"),
        ("মিশরে", "EGY", "মিশর", "Loc"),
        ("মিয়ানমারেরও", "MMR", "মিয়ানমার", "Gen"),
        ("ইন্দোনেশিয়াতে", "IDN", "ইন্দোনেশিয়া", "Loc"),
        ("ঢাকারটি", "Q1354", "ঢাকা", "Poss"),
        ("কেনিয়াটা", None, "কেনিয়াটা", "Nom"),  # Jomo Kenyatta, not "the Kenya"
        ("লম্ফঝম্প", None, "লম্ফঝম্প", "Nom"),
    ],
)
def test_a_name_is_cut_only_where_the_rest_is_known(form: str, entity: str | None, stem: str, case: str) -> None:
    assert known(form) == (entity, stem, case)


@pytest.mark.parametrize(
    ("form", "entity"),
    [("মালয়েশীয়া", "MYS"), ("শ্রীলংকায়", "LKA"), ("তাজিকিস্থান", "TJK"), ("কুয়ালালামপূরে", "Q1865"), ("ভরতা", None), ("করিয়া", None)],
)
def test_usual_misspellings_of_a_name_are_folded_and_others_are_not(form: str, entity: str | None) -> None:
    assert known(form)[0] == entity


@pytest.mark.parametrize(
    ("text", "length", "stem", "case", "sense"),
    [
        ("হাই কমিশন", 2, "হাই কমিশন", "Nom", "mission.high_commission"),
        ("হাই কমিশনের পাশে", 2, "হাই কমিশন", "Gen", "mission.high_commission"),
        ("হাই-কমিশনে", 3, "হাই - কমিশন", "Loc", "mission.high_commission"),
        ("উপ-হাই-কমিশনে", 5, "উপ - হাই - কমিশন", "Loc", "mission.deputy_high_commission"),
        ("উপ হাই কমিশন", 3, "উপ হাই কমিশন", "Nom", "mission.deputy_high_commission"),  # the longest, not its parts
        ("অনারারি কনস্যুলেট জেনারেলে", 3, "অনারারি কনস্যুলেট জেনারেল", "Loc", "mission.honorary_consulate"),
        ("দুই দেশের মধ্যে", 2, "দুই দেশ", "Gen", "pair"),
        ("প্রাকৃতিক গ্যাস", 2, "প্রাকৃতিক গ্যাস", "Nom", "topic.oil_gas"),
    ],
)
def test_a_phrase_may_be_inflected_and_hyphenated(text: str, length: int, stem: str, case: str, sense: str) -> None:
    found = BN.phrase(tokenize(text).word, 0)
    assert found is not None
    assert (found.length, found.stem, found.case) == (length, stem, case)
    assert sense in frozenset().union(*(entry.senses for entry in found.entries))


@pytest.mark.parametrize(
    ("text", "entity"),
    [("দক্ষিণ কোরিয়ার", "KOR"), ("সংযুক্ত আরব আমিরাতে", "ARE"), ("কুয়ালা লামপুরে", "Q1865"), ("সোভিয়েত ইউনিয়নকে", "SUN")],
)
def test_a_name_of_several_words_is_a_phrase(text: str, entity: str) -> None:
    words = tokenize(text).word
    found = BN.phrase(words, 0)
    assert found is not None
    assert (found.length, found.entries[0].entity and found.entries[0].entity.id) == (len(words), entity)


@pytest.mark.parametrize("text", ["হাই", "হাই তোলে", "দক্ষিণ দিকে", "দুই হাজার"])
def test_the_beginning_of_a_phrase_is_no_phrase(text: str) -> None:
    words = tokenize(text).word
    assert words[0] in BN.starts
    assert BN.phrase(words, 0) is None


def test_a_phrase_that_only_names_goods_means_what_its_words_mean() -> None:
    found = BN.phrase(tokenize("কোকো বীজ").word, 0)
    assert found is not None
    assert [entry.senses for entry in found.entries] == [{"good", "topic.agriculture"}]
    assert BN.goods["কোকো বীজ"] == "cocoa beans"


def test_a_fixed_word_takes_no_ending() -> None:
    assert "and" in BN.word("এবং").senses
    assert not BN.word("এবংকে").entries
    assert "between" in BN.word("মধ্যে").senses
    assert "between" not in BN.word("মধ্যেকে").senses


def test_a_fixed_form_is_also_a_form_of_its_stem() -> None:
    assert {"visit"} < BN.word("সফরে").senses
    assert BN.word("সফরে").case == "Loc"
    assert BN.word("সফরে").senses >= BN.word("সফরের").senses


@pytest.mark.parametrize(
    ("form", "sense"),
    [("খোলে", "mission.open"), ("খুলেছিল", "mission.open"), ("নেই", "verb.be"), ("করেও", "verb.light")],
)
def test_a_verb_has_the_senses_of_its_lemma(form: str, sense: str) -> None:
    word = BN.word(form)
    assert word.verb is not None
    assert sense in word.senses
    assert sense in BN.verb_senses(word.verb.lemma)


@pytest.mark.parametrize(
    ("words", "mood", "negated"),
    [
        ("উঠে যায়", "present", False),
        ("উঠে গিয়েছিল", "done", False),
        ("উঠে যাবে", "future", False),
        ("উঠে যায়নি", "done", True),
    ],
)
def test_a_phrase_that_ends_with_a_verb_is_met_in_each_form_of_it(words: str, mood: str, negated: bool) -> None:
    phrase = BN.phrase(words.split(), 0)
    assert phrase is not None
    assert phrase.verb is not None
    assert (phrase.verb.lemma, phrase.verb.mood, phrase.verb.negated) == ("যা", mood, negated)
    assert any("mission.closed" in entry.senses for entry in phrase.entries)


def test_a_phrase_with_another_verb_is_another() -> None:
    assert BN.phrase(["উঠে", "আসে"], 0) is None
