"""The way of one article: what is read is the same every time, and stands where it says."""

from __future__ import annotations

import subprocess
import sys

import pytest
from scenes import PAIR, article

from bilat_kg.errors import SourceError
from bilat_kg.model import Article
from bilat_kg.resources import ARTICLES
from bilat_kg.text.language import languages
from bilat_kg.text.pipeline import Pipeline, load, sentences_of
from bilat_kg.text.tokens import tokenize

TEXT = (
    "কেনিয়া ও পেরুর মধ্যে সম্পর্ক ভালো। ১৯৮৩ সালের মার্চে কেনিয়া লিমায় তাদের দূতাবাস স্থাপন করে।\n"
    "== বাণিজ্য ==\n২০১১ সালে দেশ দুটির মধ্যে বাণিজ্যের পরিমাণ ছিল ২.৮১ কোটি মার্কিন ডলার। "
    "নাইরোবিতে পেরুর দূতাবাসের জন্য জমি কেনা হয়।"
)
SEEDS = sorted(ARTICLES.glob("*.txt"))


def seed(name: str) -> Article:
    path = next(path for path in SEEDS if path.name.startswith(name))
    return article(path.read_text(encoding="utf-8"), path.name.partition(".")[0])


def test_facts_mentions_and_refusals_are_read() -> None:
    reading = load("bn").read(article(TEXT))
    assert sorted(fact.type for fact in reading.facts) == ["Embassy", "TradeObservation"]
    assert reading.abstentions
    named = [(TEXT[m.start : m.end], m.entity.id, m.ground) for m in reading.mentions]
    assert named[:3] == [("কেনিয়া", "KEN", "label"), ("পেরুর", "PER", "label"), ("কেনিয়া", "KEN", "label")]
    assert ("লিমায়", "Q2868", "label") in named


def test_what_is_only_pointed_at_is_no_mention() -> None:
    text = "কেনিয়া ও পেরুর সম্পর্ক। দেশটি লিমায় যায়।"
    reading = load("bn").read(article(text))
    assert "দেশটি" not in {text[m.start : m.end] for m in reading.mentions}


def test_there_are_seeds() -> None:
    assert len(SEEDS) == 4


@pytest.mark.parametrize("name", [path.name.partition(".")[0] for path in SEEDS])
def test_every_quote_is_what_the_text_says_there(name: str) -> None:
    read = seed(name)
    reading = load("bn").read(read)
    pieces = [e for fact in reading.facts for e in fact.evidence] + [a.evidence for a in reading.abstentions]
    assert len(reading.facts) > 5
    assert all(read.text[e.start : e.end] == e.quote and e.quote.strip() == e.quote for e in pieces)
    assert all(fact.article == read.name and fact.evidence for fact in reading.facts)


@pytest.mark.parametrize("name", ["mys-omn", "mys-tjk"])
def test_reading_is_the_same_every_time_and_keeps_nothing_of_other_articles(name: str) -> None:
    fresh = Pipeline("bn").read(seed(name))
    used = load("bn")
    for path in SEEDS:
        used.read(seed(path.name.partition(".")[0]))
    assert used.read(seed(name)) == fresh
    assert used.read(seed(name)) == fresh


def test_the_states_can_be_given() -> None:
    text = "চিলি ও ব্রাজিল। ২০১১ সালে দেশ দুটির মধ্যে বাণিজ্যের পরিমাণ ছিল ২.৮১ কোটি মার্কিন ডলার।"
    told = {pair: load("bn").read(article(text), pair).facts for pair in (None, PAIR)}
    parties = {pair: [value.id for value in facts[0].role("party")] for pair, facts in told.items()}
    assert parties == {None: ["BRA", "CHL"], PAIR: ["KEN", "PER"]}


def test_an_article_without_two_states_is_refused() -> None:
    with pytest.raises(SourceError):
        load("bn").read(article("আবহাওয়া ভালো।"))


def test_the_document_of_spacy_shows_what_was_read() -> None:
    pipeline, read = load("bn"), article(TEXT)
    reading = pipeline.read(read)
    found = pipeline.scene(read, tokenize(read.text))
    doc = pipeline.doc(read)
    assert doc.text == read.text
    assert [span.text for span in doc.spans["sentences"]] == [read.text[s.start : s.end] for s in sentences_of(found)]
    assert [(s.text, s.label_) for s in doc.spans["mentions"]][:2] == [("কেনিয়া", "country"), ("পেরুর", "country")]
    assert len(doc.spans["mentions"]) == len(reading.mentions)
    facts = {(span.label_, span.text) for span in doc.spans["facts"]}
    assert facts == {(fact.type, e.quote) for fact in reading.facts for e in fact.evidence}


def test_a_language_is_supported_where_it_has_rules_and_loaded_once() -> None:
    assert languages() == ("bn",)
    assert load("bn") is load("bn")


def test_the_collector_leaves_alone_what_reading_is_done_with() -> None:
    code = (
        "import gc; from bilat_kg import sources; from bilat_kg.resources import ARTICLES; "
        "from bilat_kg.text.pipeline import load; pipeline = load('bn'); "
        "[pipeline.read(article) for article in sources.read(ARTICLES)]; gc.collect(); "
        "print(len(gc.get_objects()), gc.get_freeze_count())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    walked, left_alone = map(int, done.stdout.split())
    assert walked * 10 < left_alone  # built at the first reading, the tables would be a quarter of all


def test_only_a_document_waits_for_spacy() -> None:
    code = (
        "import sys; from bilat_kg import sources; from bilat_kg.resources import ARTICLES; "
        "from bilat_kg.text.pipeline import load; article = next(iter(sources.read(ARTICLES))); "
        "print(len(load('bn').read(article).facts) > 0, 'spacy' in sys.modules); "
        "print(len(load('bn').doc(article).spans['facts']) > 0, 'spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True False\nTrue True\n"
