"""Tokens: where they stand, what they leave out, and that no text takes more than its length."""

from __future__ import annotations

import time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from bilat_kg.text.documents import Tokenizer
from bilat_kg.text.tokens import tokenize

CUT = Tokenizer(spacy.blank("bn").vocab)
LETTERS = st.sampled_from(list("কখগমরা্িে।,.-'’=*()০১৯19aZ \n\t\u200c\u200d\u00a0é😀"))
UNSEEN = " \t\n\u00a0\u200c\u200d'"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("লিমায় দূতাবাস।", ["লিমায়", "দূতাবাস", "।"]),
        ("করেন।পরে", ["করেন", "।", "পরে"]),
        ("১৯৭৪-এ", ["১৯৭৪", "-", "এ"]),
        ("২০১৪তে", ["২০১৪", "তে"]),
        ("২.১২ কোটি", ["২.১২", "কোটি"]),
        ("১,০৬০,০০০ ডলার", ["১,০৬০,০০০", "ডলার"]),
        ("১৯৮৩, ১৯৮৫।", ["১৯৮৩", ",", "১৯৮৫", "।"]),
        ("দু'দেশের", ["দু'দেশের"]),
        ("দু’দেশের", ["দু’দেশের"]),
        ("=== ইতিহাস ===", ["===", "ইতিহাস", "==="]),
        ("'''লিমা'''", ["লিমা"]),
        ("'''লিমা'''র ''পেরু''।", ["লিমার", "পেরু", "।"]),
        ("মাস্কাট'''মালয়েশিয়ার'''", ["মাস্কাট", "'''", "মালয়েশিয়ার"]),
        ("১৯৭২[১] সালের ৪[২][টীকা ১২] মে।[ক]পরে", ["১৯৭২", "সালের", "৪", "মে", "।", "পরে"]),
        ("[১৯৭২] [১] ক[১২৩৪]", ["[", "১৯৭২", "]", "[", "১", "]", "ক", "[", "১২৩৪", "]"]),
        (
            "উপ–হাই‑কমিশন, ১৪‐১৬, ১৪–১৬, ১৪−১৬ — পরে",
            [
                "উপ",
                "-",
                "হাই",
                "-",
                "কমিশন",
                ",",
                "১৪",
                "-",
                "১৬",
                ",",
                "১৪",
                "–",
                "১৬",
                ",",
                "১৪",
                "–",
                "১৬",
                "—",
                "পরে",
            ],
        ),
        ("বাং\u00adলা\ufeff", ["বাংলা"]),
        ("?!", ["?", "!"]),
        ("US$২১", ["US", "$", "২১"]),
        ("Malaysia's", ["Malaysia's"]),
        ("ক\nখ", ["ক", "\n", "খ"]),
        ("", []),
        (" \t ", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert tokenize(text).word == words


def test_glued_says_where_no_white_space_stands_before() -> None:
    tokens = tokenize("১৯৭৪-এ (লিমা)\nপেরু")
    assert [word for word, glued in zip(tokens.word, tokens.glued, strict=True) if glued] == [
        "-",
        "এ",
        "লিমা",
        ")",
        "\n",
    ]


def test_zero_width_characters_are_in_the_text_and_not_in_the_word() -> None:
    text = "র\u200d্যাব ও পে\u200cরু"
    tokens = tokenize(text)
    assert tokens.word == ["র্যাব", "ও", "পেরু"]
    assert text[tokens.start[2] : tokens.end[2]] == "পে\u200cরু"


def test_offsets_count_in_the_text_whatever_is_left_out_of_the_words() -> None:
    text = "'''লিমা'''র\u200c[১] ও\u200d ১৯৭২[২]-এ।[৩]পরে"
    tokens = tokenize(text)
    assert tokens.word == ["লিমার", "ও", "১৯৭২", "-", "এ", "।", "পরে"]
    spans = [text[start:end] for start, end in zip(tokens.start, tokens.end, strict=True)]
    assert spans == ["লিমা'''র", "ও", "১৯৭২", "-", "এ", "।", "পরে"]


def test_a_token_of_nothing_but_zero_width_characters_stays_as_it_is() -> None:
    assert all(tokenize("ক \u200c\u200d খ").word)


@given(st.text(LETTERS, max_size=60))
def test_tokens_cover_all_but_white_space_in_order(text: str) -> None:
    tokens = tokenize(text)
    at = 0
    for start, end in zip(tokens.start, tokens.end, strict=True):
        assert at <= start < end
        assert not text[at:start].strip(UNSEEN)
        at = end
    assert not text[at:].strip(UNSEEN)


@settings(deadline=None)  # on a busy machine one document may take long; that all are fast is shown below
@given(st.text(LETTERS, max_size=60))
def test_the_document_of_spacy_is_the_text(text: str) -> None:
    doc = CUT(text)
    assert doc.text == text
    tokens = doc.user_data["tokens"]
    starts = {token.idx for token in doc}
    assert set(tokens.start) <= starts


@pytest.mark.parametrize(
    "mark", ["।", "(", "[", "{", "'", "=", ".", "-", "ক", "১", " ", "\n", "।(", "ক-", "১.", "\u200c", "[১]", "ক'", "–"]
)
def test_a_run_of_a_hundred_thousand_takes_a_moment(mark: str) -> None:
    def took(size: int) -> float:
        text = "কেনিয়া " + mark * (size // len(mark)) + " পেরু"
        best = 9.0
        for _ in range(3):
            began = time.process_time()
            tokenize(text)
            best = min(best, time.process_time() - began)
        return best

    short, long = took(10_000), took(100_000)
    assert long < 0.5
    assert long < 40 * max(short, 1e-4)  # ten times as much; a hundred times would be quadratic
