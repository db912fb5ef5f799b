from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest

from benchmarks.records import records
from bilat_kg import sources
from bilat_kg.evaluation import score
from bilat_kg.model import Article
from bilat_kg.sources.mediawiki.wikitext import parse
from bilat_kg.sources.page import Page
from bilat_kg.text.pipeline import load

DATA = Path(__file__).parents[2] / "data" / "sources"


def text(source: str) -> str:
    return parse(source, "x.wiki").text


def values(page: Page | Article) -> tuple[tuple[str, str], ...]:
    """The fields of an infobox; each stands as a line at the end of the text."""
    for each in page.infobox:
        assert page.text[each.start : each.end] == f"{each.name} = {each.value}"
    return tuple((each.name, each.value) for each in page.infobox)


def test_a_page_as_a_whole():
    (article,) = sources.read(DATA / "fra-mar.wiki")
    assert article.text[: article.body] == (DATA / "fra-mar.txt").read_text(encoding="utf-8")
    assert values(article) == (
        ("1", "ফ্রান্স–মরক্কো"),
        ("2", "ফ্রান্স"),
        ("3", "মরক্কো"),
        ("map", "France Morocco Locator.svg"),
        ("mission1", "ফ্রান্সের দূতাবাস, রাবাত"),
        ("mission2", "মরক্কোর দূতাবাস, প্যারিস"),
    )
    words = {article.text[link.start : link.end]: link.target for link in article.links}
    assert len(words) == len(article.links) == 16
    assert words["রাবাতে"] == "রাবাত"
    assert words["ষষ্ঠ মুহাম্মাদ"] == "ষষ্ঠ মুহাম্মাদ (মরক্কো)"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[[ওমান]]ের [[মাস্কাট|মাস্কাটে]]", "ওমানের মাস্কাটে"),
        ("ক{{তথ্যসূত্র প্রয়োজন}} খ {{cite|x={{y}}}} গ", "ক খ গ"),
        ('ক<ref>খ</ref><ref name="a" />। গ<references/>', "ক। গ"),
        ("ক\n\n{| class=x\n|-\n| ১ || ২\n|}\n\nখ", "ক\n\nখ"),
        ("[[চিত্র:a.jpg|thumb|[[ওমান]] ছবি]]\nক [[File:b.png]]খ", "ক খ"),
        ("ক\n[[বিষয়শ্রেণী:ওমান| ]]\n[[en:Oman]]", "ক"),
        ("[[:বিষয়শ্রেণী:ওমান]] [[#ইতিহাস|ইতিহাস]]", "বিষয়শ্রেণী:ওমান ইতিহাস"),
        ("'''ক''' ''খ'' '''''গ'''''", "ক খ গ"),
        ("ক\n==ইতিহাস==\nখ\n=== '''সফর''' [[ওমান]] ===\nগ", "ক\n== ইতিহাস ==\nখ\n=== সফর ওমান ===\nগ"),
        ("* ক\n** [[খ]]\n# গ\n#ঘ", "* ক\n** খ\n# গ\n#ঘ"),
        ("ক<br />খ<div>গ</div>ঘ", "ক\nখ\nগ\nঘ"),
        ("ক&nbsp;খ&amp;গ&zwj;ঘ&#x1;ঙ&#xd800;চ", "ক খ&গ\u200dঘ ঙ চ"),
        ("ক<!-- খ -->গ__NOTOC__ {{{1|ঘ}}}", "কগ"),
        ("<nowiki>[[ক]]</nowiki> [https://x.org খ] [https://x.org] https://y.org", "[[ক]] খ https://y.org"),
        ("{{lang|ms|Hubungan}} {{nowrap|২ [[কোটি]]}}", "Hubungan ২ কোটি"),
        ("কিমি<sup>২</sup> <math>x^2</math> <gallery>\na.jpg|ক\n</gallery>", "কিমি২"),
    ],
)
def test_markup_is_read_away(source, expected):
    assert text(source) == expected


@pytest.mark.parametrize(
    "source", ["{{ক", "[[ক", "<ref>ক", "'''ক", "{|\n|ক", "[[]]", "[[|ক]]", "{{}}", "== ==", "</b>"]
)
def test_broken_markup_is_text_or_nothing(source):
    page = parse(source, "x.wiki")
    assert len(page.text) <= len(source)
    assert all(0 <= link.start < link.end <= len(page.text) for link in page.links)


def test_links_are_found_behind_what_was_left_out():
    page = parse("{{x}}  ক <ref>y</ref> [[ ওমান |  ওমানের ]] খ\n\n\n\n[[মালয়েশিয়া_দেশ#ইতিহাস]]", "x.wiki")
    assert [(page.text[link.start : link.end], link.target) for link in page.links] == [
        ("ওমানের", "ওমান"),
        ("মালয়েশিয়া দেশ#ইতিহাস", "মালয়েশিয়া দেশ"),
    ]


def test_text_stays_nfc_where_markup_stood_inside_a_letter():
    page = parse("[[ক\u09c7]]\u09beরিয়া [[ওমান]]", "x.wiki")
    assert unicodedata.is_normalized("NFC", page.text)
    assert page.text[page.links[1].start : page.links[1].end] == "ওমান"


def test_infobox_values_are_plain():
    page = parse(
        "{{Infobox bilateral relations\n|party1 = '''[[ওমান]]'''<ref>x</ref>\n| Mission_1 = {{flag|y}} ক\n}} খ", "x.wiki"
    )
    assert values(page) == (("party1", "ওমান"), ("mission 1", "ক"))
    assert page.text == "খ\n\nparty1 = ওমান\nmission 1 = ক"
    assert page.text[: page.body] == "খ"


def test_title_comes_from_the_infobox():
    assert parse("{{তথ্যছক দ্বিপাক্ষিক সম্পর্ক|শিরোনাম=ওমান–মালয়েশিয়া সম্পর্ক}}ক", "x").title == "ওমান–মালয়েশিয়া সম্পর্ক"


def test_format_is_chosen_by_content(tmp_path):
    (tmp_path / "a.txt").write_text("[[ওমান]] ও [[মালয়েশিয়া]]", encoding="utf-8")
    (article,) = sources.read(tmp_path / "a.txt")
    assert (article.text, len(article.links)) == ("ওমান ও মালয়েশিয়া", 2)


def test_wikitext_scores_no_lower_than_plain_text(tmp_path):
    """The development articles in wikitext, infobox and all, beside the plain ones."""
    figures = {}
    for suffix, number in ((".wiki", 3), (".bn.txt", 23)):
        gold = tmp_path / suffix
        gold.mkdir()
        paths = sorted((DATA.parent / "gold" / "dev").glob(f"*{suffix}"))
        assert len(paths) == number
        for path in paths:
            shutil.copy(path.with_name(path.name.removesuffix(suffix) + ".jsonl"), gold)
        readings = [load("bn").read(article) for path in paths for article in sources.read(path)]
        scored = score(gold, records(readings), readings).total
        assert scored.hallucinated == 0
        figures[suffix] = scored.prf("core")[2], scored.prf("strict")[2]
        quoted = [e for reading in readings for fact in reading.facts for e in fact.evidence if reading.article.body]
        boxed = [e.quote for e in quoted if e.quote.startswith("mission")]
        assert len(boxed) == (6 if suffix == ".wiki" else 0)
    assert figures[".wiki"] >= figures[".bn.txt"]
    assert figures[".wiki"][1] >= figures[".bn.txt"][1]
