"""The articles that benchmarks make up are like real ones in what a reader's work depends on."""

from __future__ import annotations

import pytest

from benchmarks.articles import article
from benchmarks.likeness import made, real, traits
from bilat_kg.model import Article
from bilat_kg.text.pipeline import load

MADE = 60
# What is counted in the made-up articles by what is counted in the seeds; a seed has no hyphens to speak of.
NEAR = {
    "words in an article": (0.8, 1.4),
    "letters in a word": (0.85, 1.15),
    "words in a sentence": (0.8, 1.2),
    "different words among 2,000": (0.9, 1.8),
    "commas": (0.7, 1.3),
    "pairs of brackets": (0.4, 1.5),
    "quotation marks and apostrophes": (0.6, 1.8),
    "figures": (0.8, 1.6),
}


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return made(MADE)


def test_they_are_like_the_seeds(articles):
    counted, wanted = traits(articles), traits(real())
    for trait, (least, most) in NEAR.items():
        assert least <= counted[trait] / wanted[trait] <= most, (trait, counted[trait], wanted[trait])


def test_an_article_is_the_same_each_time_and_a_revision_says_one_thing_more():
    for number in range(5):
        name, text = article(number)
        assert (name, text) == article(number)
        again, longer = article(number, revision=1)
        assert again == name
        assert longer.startswith(text.rstrip("\n"))
        assert longer.count("।") == text.count("।") + 1
    assert len({article(number)[0] for number in range(50)}) == 50


def test_no_slot_is_left_and_every_fourth_sentence_or_more_tells_something(articles):
    assert not any(sign in each.text for each in articles for sign in "{}")
    facts = sum(len(load("bn").read(each).facts) for each in articles)
    sentences = sum(each.text.count("।") for each in articles)
    assert 0.25 <= facts / sentences <= 0.6, (facts, sentences)
