"""An article on a page is its text, whole, with the words of facts and refusals where they are."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilat_kg.model import Abstention, Article, Evidence
from bilat_kg.web.pages.article import blocks
from bilat_kg.web.pages.facts import Fact, Statement
from bilat_kg.web.pages.why import passage


def fact(text: str, start: int, end: int, key: str = "0") -> Fact:
    said = Statement("a", None, "bn", None, None, None, start, end, text[start:end], "rule", Decimal(1))
    return Fact(f"embassy/{key}", "Embassy", "DiplomaticMission", "embassy", {}, None, (said,))


texts = st.text("কখ =\n।a", min_size=1, max_size=80)


@given(texts, st.data())
def test_pieces_are_the_text_and_marks_are_the_words(text, data):
    ends = st.integers(0, len(text))
    spans = [tuple(sorted((data.draw(ends), data.draw(ends)))) for _ in range(3)]
    spans = [(start, end) for start, end in spans if start < end]
    facts = [fact(text, start, end, str(index)) for index, (start, end) in enumerate(spans[:2])]
    refused = [Abstention("a", "rule", "no", Evidence(start, end, text[start:end])) for start, end in spans[2:]]
    made = blocks(Article("a", "urn:a", "bn", text), facts, refused)
    shown = "".join(piece.text for block in made for piece in block.pieces)
    kept = "".join(text.split())
    assert _subsequence("".join(shown.split()), kept)
    assert {letter for letter in kept if letter not in "="} <= set(shown)
    for each in facts:
        (said,) = each.statements
        marked = "".join(piece.text for block in made for piece in block.pieces if each in piece.facts)
        assert _subsequence(marked, said.quote)


def _subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(letter in rest for letter in short)


def test_headings_and_paragraphs_are_told_apart():
    text = "শুরু == বন্ধন == দূতাবাস আছে।\nচুক্তি"
    made = blocks(Article("a", "urn:a", "bn", text), [fact(text, text.index("দূতাবাস"), text.index("।"))], [])
    assert [(block.level, "".join(piece.text for piece in block.pieces)) for block in made] == [
        (0, "শুরু"), (2, "বন্ধন"), (0, "দূতাবাস আছে।"), (0, "চুক্তি"),
    ]  # fmt: skip
    assert [(piece.text, len(piece.facts), len(piece.starts)) for piece in made[2].pieces] == [
        ("দূতাবাস আছে", 1, 1),
        ("।", 0, 0),
    ]


@pytest.mark.parametrize(
    ("before", "quote", "after", "expected"),
    [
        ("আগে। ", "দূতাবাস", " আছে। পরে।", ("", " আছে।")),
        ("আগে। আর ", "দূতাবাস আছে।", " পরে।", ("আর ", "")),
        ("", "দূতাবাস", "", ("", "")),
        ("== বন্ধন == সেই ", "চুক্তি", " হয়?", ("সেই ", " হয়?")),
    ],
)
def test_a_passage_is_the_sentence_around_the_words(before, quote, after, expected):
    text = before + quote + after
    (said,) = fact(text, len(before), len(before) + len(quote)).statements
    found = passage(said, text)
    assert (found.before, found.after) == expected


def test_a_text_that_is_another_is_not_quoted_from():
    (said,) = fact("দূতাবাস আছে", 0, 7).statements
    assert passage(said, "অন্য কথা") == passage(said, None)
