from __future__ import annotations

import re
import string
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

import bilat_kg.web.pages
from bilat_kg.graph.query import queries
from bilat_kg.web.pages.language import languages, preferred

PAGES = Path(bilat_kg.web.pages.__file__).parent
BN, EN = languages()["bn"], languages()["en"]


@pytest.mark.parametrize(
    ("iso", "english", "bengali"),
    [
        ("1967", "1967", "১৯৬৭"),
        ("1967-04", "April 1967", "এপ্রিল ১৯৬৭"),
        ("1967-04-03", "April 3, 1967", "৩ এপ্রিল, ১৯৬৭"),
        ("1999/2000", "1999 – 2000", "১৯৯৯ – ২০০০"),
        ("2001-02-30", "2001-02-30", "২০০১-০২-৩০"),
        ("long ago", "long ago", "long ago"),
    ],
)
def test_dates_keep_their_precision(iso, english, bengali):
    assert (EN.date(iso), BN.date(iso)) == (english, bengali)


@pytest.mark.parametrize(
    ("amount", "english", "bengali"),
    [
        (1_060_000_000, "1.06 billion", "১০৬ কোটি"),
        (26_400_000, "26.4 million", "২.৬৪ কোটি"),
        (1903, "1,903", "১,৯০৩"),
        (Decimal("0.5"), "0.5", "০.৫"),
    ],
)
def test_amounts_are_said_as_each_language_says_them(amount, english, bengali):
    assert (EN.short(amount), BN.short(amount)) == (english, bengali)


def test_figures_in_full_are_grouped_as_in_the_language():
    assert (EN.number(10_600_000), BN.number(10_600_000)) == ("10,600,000", "১,০৬,০০,০০০")


def test_one_thing_is_one():
    assert (EN("n.facts", n=1), EN("n.facts", n=2), BN("n.facts", n=1)) == ("1 fact", "2 facts", "১টি তথ্য")


def test_both_languages_have_the_same_words_with_the_same_gaps():
    def gaps(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert {key for key in EN.words if not key.endswith(".one")} == set(BN.words)
    assert len(BN.words) > 120
    for key, text in BN.words.items():
        assert gaps(text) == gaps(EN.words[key]), key
        assert re.search("[ঀ-৿]", text), key


def test_every_word_that_a_page_says_is_there_and_no_other():
    said = "\n".join(path.read_text("utf-8") for path in [*PAGES.glob("templates/*.html"), *PAGES.glob("*.py")])
    asked = set(re.findall(r"""\b(?:t|language)\(\s*['"]([\w. ]+)['"](?!\s*~)""", said))
    begun = set(re.findall(r"""\bt\(\s*['"]([\w.]+\.)['"]\s*~""", said))
    chosen = {"country.missing.own", "country.missing.theirs", "nav.browse", "nav.ask", "nav.conflicts", "nav.wikidata"}
    assert len(asked) > 80
    assert asked <= set(EN.words)
    unused = {key.removesuffix(".one") for key in EN.words} - asked - chosen
    assert {key for key in unused if not key.startswith(tuple(begun))} == set()


def test_columns_of_the_named_queries_have_bengali_names():
    names = {
        name
        for query in queries()
        for name in re.findall(r"[?$](\w+)|AS \?(\w+)", re.search(r"SELECT (.*?) WHERE", query.text, re.DOTALL)[1])
        for name in name
        if name
    }
    parameters = {parameter.name for query in queries() for parameter in query.parameters}
    assert len(names) > 40
    # a query is one file: a column that has no name here yet is shown under its own
    missing = {name for name in names | parameters if name not in BN.columns}
    assert len(missing) <= len(names) // 10, missing


def test_reasons_in_bengali_are_reasons_that_are_given():
    given = "\n".join(
        path.read_text("utf-8")
        for folder, kind in (("text", "*.py"), ("lang", "*.toml"))
        for path in (PAGES.parents[1] / folder).rglob(kind)
    )
    assert len(BN.reasons) > 50
    made = {"towards is a third state", "holder is a third state"}  # put together from a role's name
    assert {reason for reason in BN.reasons if f'"{reason}"' not in given} <= made


@pytest.mark.parametrize(
    ("header", "code"),
    [("bn-BD,bn;q=0.9,en;q=0.8", "bn"), ("de, en;q=0.7, bn;q=0.3", "en"), ("fr", "en"), ("", "en"),
     ("bn;q=x, en", "en"), ("en;q=0.1,bn;q=0.2", "bn")],
)  # fmt: skip
def test_the_first_page_is_in_the_language_that_is_asked_for(header, code):
    assert preferred(header).code == code


def test_words_are_written_as_toml_that_others_can_edit():
    for language in languages().values():
        assert tomllib.loads((PAGES / "words" / f"{language.code}.toml").read_text("utf-8"))["name"] == language.name
