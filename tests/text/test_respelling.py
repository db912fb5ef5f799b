"""Common words that are spelt otherwise than the lexicon has them are the words they are; names stay names."""

from __future__ import annotations

import pytest

from bilat_kg.text.lexicon import lexicon

SPELT = {
    "কারিগরী": "কারিগরি",
    "পন্য": "পণ্য",
    "দফতরে": "দপ্তরে",
    "মন্ত্রনালয়ের": "মন্ত্রণালয়ের",
    "চিংড়ী": "চিংড়ি",
    "আমদানীর": "আমদানির",
    "রফতানী": "রপ্তানি",
    "উত্পাদন": "উৎপাদন",
    "ইষ্পাত": "ইস্পাত",
    "কোম্পানীগুলো": "কোম্পানিগুলো",
    "ঘোষনা": "ঘোষণা",
}


@pytest.mark.parametrize(("spelt", "usual"), SPELT.items())
def test_a_word_spelt_otherwise_has_the_senses_of_its_usual_form(spelt: str, usual: str) -> None:
    known = lexicon("bn").word(usual)
    assert known.senses
    found = lexicon("bn").word(spelt)
    assert (found.senses, found.case) == (known.senses, known.case)


@pytest.mark.parametrize("name", ["ভীমা", "মীনা", "রাণু", "কর্ণিয়া", "হালীনা", "ৎসেরিং"])
def test_an_unknown_name_stays_unknown(name: str) -> None:
    assert not lexicon("bn").word(name).senses


@pytest.mark.parametrize("phrase", ["বাণিজ্য দফতর", "বানিজ্য দফতরে", "তৈরী পোশাক"])
def test_a_phrase_is_found_by_any_spelling_of_its_words(phrase: str) -> None:
    words = phrase.split()
    for word in words:
        lexicon("bn").word(word)
    assert lexicon("bn").phrase(words, 0) is not None
