"""Pages by the API of a wiki on the loopback. Nothing here reaches any other address."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest
from wikis import Wiki, serving

from bilat_kg.errors import SourceError
from bilat_kg.sources import Notes, Record, locate, parse
from bilat_kg.sources.mediawiki import live
from bilat_kg.sources.mediawiki.address import Address

TITLE = "ওমান–মালয়েশিয়া সম্পর্ক"
TEXT = "'''ওমান–মালয়েশিয়া সম্পর্ক''' হলো [[ওমান]] ও [[মালয়েশিয়া]]র সম্পর্ক।"
BUSY = {"error": {"code": "maxlag", "info": "Waiting for a database server: 7 seconds lagged."}}


@pytest.fixture
def wiki() -> Iterator[Wiki]:
    with serving(Wiki(pages={TITLE: TEXT, "পদ্মা": "'''পদ্মা''' একটি নদী।"})) as served:
        yield served


def fetch(*addresses: str) -> tuple[list[Record], Notes, list[float]]:
    notes, waits = Notes(), list[float]()
    found = locate(addresses, notes)
    assert all(isinstance(each, Address) for each in found)
    return list(live.records(found, notes, waits.append)), notes, waits


def test_a_page_with_all_that_is_known_of_it(wiki):
    (record,), notes, waits = fetch(f"{wiki.address}/wiki/{TITLE}")
    article = parse(record)
    assert (article.title, article.lang, article.revision) == (TITLE, "bn", "1000")
    assert article.licence == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert article.source is not None
    assert article.source.startswith(f"{wiki.address}/w/index.php?title=%E0%A6%93")
    assert article.text == "ওমান–মালয়েশিয়া সম্পর্ক হলো ওমান ও মালয়েশিয়ার সম্পর্ক।"
    assert not notes.refused + waits


def test_the_wiki_is_told_who_asks_and_asked_politely(wiki, monkeypatch):
    monkeypatch.setenv("BILAT_KG_CONTACT", "someone@example.org")
    fetch(f"{wiki.address}/wiki/{TITLE}")
    (headers,), (asked,) = wiki.headers, wiki.asked
    assert headers["user-agent"].startswith("bilat-kg/")
    assert "(someone@example.org) python-httpx/" in headers["user-agent"]
    assert "gzip" in headers["accept-encoding"]
    assert (asked["maxlag"], asked["formatversion"], asked["redirects"]) == ("5", "2", "1")


def test_titles_go_in_batches_of_fifty_one_request_after_the_other(wiki):
    wiki.pages |= {f"পাতা {n:03}": TEXT for n in range(120)}
    found, notes, _ = fetch(*(f"{wiki.address}/wiki/{title}" for title in wiki.pages))
    assert {record.title for record in found} == set(wiki.pages)
    assert [asked["titles"].count("|") + 1 for asked in wiki.asked] == [50, 50, 22]
    assert not notes.refused


def test_what_does_not_fit_into_one_answer_is_asked_for_again(wiki):
    wiki.pages |= {f"পাতা {n:03}": TEXT for n in range(7)}
    wiki.batch = 3
    found, notes, _ = fetch(*(f"{wiki.address}/wiki/{title}" for title in wiki.pages))
    assert len(found) == len({record.title for record in found}) == 9
    assert len(wiki.asked) == 3
    assert not notes.refused


def test_redirects_lead_to_the_page_and_missing_pages_are_refused(wiki):
    wiki.redirects["ওমান ও মালয়েশিয়া"] = TITLE
    found, notes, _ = fetch(f"{wiki.address}/wiki/ওমান_ও_মালয়েশিয়া", f"{wiki.address}/wiki/নেই")
    assert [record.title for record in found] == [TITLE]
    assert [refusal.reason for refusal in notes.refused] == [
        f"{wiki.address}, page নেই: there is no such page; check the title"
    ]


def test_of_a_category_the_pages_about_two_countries_are_taken(wiki):
    wiki.categories["বিষয়শ্রেণী:সম্পর্ক"] = [TITLE, "পদ্মা"]
    found, notes, _ = fetch(f"{wiki.address}/wiki/বিষয়শ্রেণী:সম্পর্ক")
    assert [record.title for record in found] == [TITLE]
    assert (notes.pages_chosen, sum(notes.pages_passed.values())) == ({"title": 1}, 1)
    assert wiki.asked[0]["gcmnamespace"] == "0"


def test_an_empty_category_is_refused(wiki):
    found, notes, _ = fetch(f"{wiki.address}/wiki/Category:X")
    assert not found
    assert "holds no pages" in notes.refused[0].reason


def test_a_busy_wiki_is_left_alone_for_as_long_as_it_asks(wiki):
    wiki.before = [
        (200, {"Retry-After": "7"}, b'{"error": {"code": "maxlag", "info": "lagged"}}'),
        (429, {"Retry-After": "30"}, b"slow down"),
        (503, {}, b"later"),
    ]
    found, notes, waits = fetch(f"{wiki.address}/wiki/{TITLE}")
    assert len(found) == 1
    assert waits == [7, 30, 4]
    assert not notes.refused


@pytest.mark.parametrize(
    ("before", "message", "asked"),
    [
        ([BUSY] * 5, "gave no answer in 5 tries (maxlag: the wiki is busy); try again later", 5),
        ([None] * 5, "gave no answer in 5 tries", 5),
        ([(503, {"Retry-After": "86400"}, b"")], "asks to be left alone for 86,400 s (status 503); try again then", 1),
        ([(302, {"Location": "http://127.0.0.1:9/"}, b"")], "sends on to http://127.0.0.1:9/; give the address", 1),
        ([(403, {}, b"")], "answers with status 403; look at the page in a browser", 1),
        ([(200, {}, b"<html>")], "answers with something that is no answer of MediaWiki's API", 1),
        ([(200, {}, b"[" * 200_000)], "answers with something that is no answer of MediaWiki's API", 1),
        ([(200, {}, b"[3]")], "answers with something that is no answer of MediaWiki's API", 1),
        ([{"query": {"pages": 3}}], "is not what MediaWiki's API answers", 1),
        ([{"query": "x"}], "is not what MediaWiki's API answers", 1),
        ([{"error": {"code": "badvalue", "info": "no"}}], "reports an error (badvalue: no); ask again", 1),
        (
            [(200, {"Content-Encoding": "gzip"}, gzip.compress(b" " * 40_000_000))],
            "answers with more than 32,000,000 bytes; ask for less",
            1,
        ),
    ],
)
def test_a_wiki_that_does_not_answer_is_refused_in_a_sentence(wiki, before, message, asked):
    wiki.before = list(before)
    found, notes, _ = fetch(f"{wiki.address}/wiki/{TITLE}")
    assert not found
    (refusal,) = notes.refused
    assert refusal.reason.startswith(f"{wiki.address}: {message}")
    assert "\n" not in refusal.reason
    assert len(wiki.asked) == asked


def test_another_place_of_the_api_is_found(wiki):
    wiki.path = "/api.php"
    found, _, _ = fetch(f"{wiki.address}/wiki/{TITLE}")
    assert len(found) == 1
    wiki.path = "/elsewhere"
    _, notes, _ = fetch(f"{wiki.address}/wiki/{TITLE}")
    assert "has no MediaWiki API at /w/api.php or /api.php" in notes.refused[0].reason


def test_a_wiki_that_is_not_there(wiki):
    _, notes, waits = fetch("http://127.0.0.1:9/wiki/x")
    assert waits == [1, 2, 4, 8]
    assert notes.refused[0].reason.startswith("http://127.0.0.1:9: gave no answer in 5 tries (")


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("https://bn.wikipedia.org/wiki/A_b", ("https://bn.wikipedia.org", "A b")),
        ("HTTPS://BN.Wikipedia.org/wiki/%E0%A6%95%E0%A7%8B#x", ("https://bn.wikipedia.org", "কো")),
        ("https://x.org/w/index.php?title=A&oldid=3", ("https://x.org", "A")),
        ("https://x.org:8080/wiki/A/b?x=1", ("https://x.org:8080", "A/b")),
        ("http://[::1]:80/wiki/A", ("http://[::1]:80", "A")),
    ],
)
def test_addresses(given, meant):
    address = Address.read(given)
    assert address is not None
    assert (address.server, address.title) == meant
    assert Address.read(str(address)) == address


@pytest.mark.parametrize(
    "given",
    [
        "https://bn.wikipedia.org/",
        "https://x.org/wiki/",
        "https://x.org/wiki/%5Ba",
        "https://user:secret@x.org/wiki/A",
        "https://x.org:99999/wiki/A",
        "https:///wiki/A",
    ],
)
def test_what_is_no_page_of_a_wiki_is_refused(given):
    with pytest.raises(SourceError, match="is no page of a wiki; give its address"):
        Address.read(given)


def test_files_are_no_addresses():
    assert Address.read("ftp/x") is None
    assert Address.read("wiki/https.txt") is None
