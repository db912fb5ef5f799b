from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bilat_kg import resources, sources
from bilat_kg.errors import SourceError
from bilat_kg.sources import Notes, locate, records

BENGALI = "মালয়েশিয়া এবং ওমান দুই দেশ।"
BENGALI_NFC = "মালয়েশিয়া এবং ওমান দুই দেশ।".replace("\u09df", "\u09af\u09bc")


def write(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def only(path: Path) -> sources.Record:
    notes = Notes()
    (record,) = records(locate([path], notes), notes)
    assert not notes.refused
    return record


def refusal(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        list(sources.read(path))
    message = str(caught.value)
    assert str(path) in message
    assert "\n" not in message
    return message.replace(str(path), "FILE")


def test_seeds_are_read_byte_for_byte():
    articles = list(sources.read(resources.ARTICLES))
    assert [article.name for article in articles] == ["mys-omn", "mys-rus", "mys-tjk", "mys-tls"]
    for article in articles:
        assert article.text.encode() == (resources.ARTICLES / f"{article.name}.bn.txt").read_bytes()
        assert article.iri == f"https://w3id.org/bilat-kg/id/article/{article.name}"
        assert (article.lang, article.links, article.infobox) == ("bn", (), ())


@pytest.mark.parametrize(
    ("file", "name", "lang"),
    [
        ("mys-omn.bn.txt", "mys-omn", "bn"),
        ("mys-omn.txt", "mys-omn", "bn"),
        ("mys-omn.old.txt", "mys-omn", "bn"),  # "old" is no language of ours: the letters tell
        ("মালয়েশিয়া–ওমান সম্পর্ক.txt", "মালয়েশিয়া–ওমান সম্পর্ক", "bn"),
    ],
)
def test_name_and_language(tmp_path, file, name, lang):
    article = next(sources.read(write(tmp_path, file, BENGALI)))
    assert (article.name, article.lang) == (name, lang)
    assert article.iri.isascii()
    assert " " not in article.iri


def test_what_reading_changes_and_nothing_else(tmp_path):
    body = "'''দুই''' দেশ,  ওমান\t== ইতিহাস == ক\u200dখ\u200cগ [১] &nbsp; \u00a0।\n\n\n শেষ "
    path = write(tmp_path, "a.txt", b"\xef\xbb\xbf" + body.replace("\n", "\r\n").encode() + b"\r")
    record = only(path)
    assert record.format == "text"
    assert record.text == body + "\n"


def test_text_that_is_not_nfc_is_normalised_and_remarked_on(tmp_path):
    composed, decomposed = "কোরিয়া", "ক\u09c7\u09beরিয\u09bc\u09be"
    path = write(tmp_path, "a.txt", f"{decomposed} দেশ")
    notes = Notes()
    (record,) = records(locate([path], notes), notes)
    assert record.text == f"{composed} দেশ".replace("\u09df", "\u09af\u09bc")
    assert len(notes.remarks) == 1
    assert str(path) in notes.remarks[0]
    assert not notes.refused


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "FILE: is empty; give an article's text"),
        (b" \n\n", "FILE: is empty; give an article's text"),
        (
            "ক\nখ\0গ",
            "FILE, line 2: holds the control character U+0000, so it is no text file; give plain text or wikitext",
        ),
        ("ক\x1b[2Jখ", "FILE, line 1: holds the control character U+001B"),
        (b"\x7fELF\x02\x01\x01\x00\xff\xfe", "FILE: is a binary file"),
        (
            b"\x1f\x8b\x08\x00",
            "FILE: ends in the middle of its gzip data at byte 4; what follows is lost, fetch the file again",
        ),
        (BENGALI.encode("utf-16"), "FILE: is UTF-16 text"),
        ("ক\nখ".encode() + b"\xe0\xa6", "FILE, line 2: byte 7 (0xE0) is not valid UTF-8; save the file as UTF-8"),
        (b"\xef\xbb\xbf" + "ক\n".encode() + b"\xff", "FILE, line 2: byte 7 (0xFF) is not valid UTF-8"),
        ("ক".encode() + b"\xed\xa0\x80", "FILE, line 1: byte 3 (0xED) is not valid UTF-8"),  # a lone surrogate
        ("ক" * 700_000, "FILE: is larger than 2,000,000 bytes"),
        (
            "ক\n" + "।" * 100_000,
            "FILE, line 2: repeats '।' 100,000 times in a row; take the repetition out, at most 1,000",
        ),
        ("ক " + "।(" * 50_000, "FILE, line 1: 100,000 characters without a space are no word"),
        ("The two countries signed a treaty.", "FILE: is written in Latin letters; give an article in Bengali (bn)"),
        ("भारत और नेपाल के बीच संबंध", "FILE: is written in Devanagari letters; give an article in Bengali (bn)"),
        ("দুয়োখন দেশৰ মাজৰ সম্পৰ্ক ভাৰত", "FILE: is written in Assamese; give an article in Bengali (bn)"),
        ("১২৩ … ৪৫৬", "FILE: holds no letters"),
        (
            '<mediawiki xml:lang="bn">',
            "FILE: ends without </mediawiki>, so that pages are missing; fetch the file again",
        ),
        ("<!DOCTYPE html><html>", "FILE: holds no letters"),
        ("<?xml version='1.0'?><tei>", "FILE: looks like XML, which is not read; give plain text, wikitext, HTML"),
        ('{"title": "ওমান"}', "FILE: looks like JSON"),
        ("@prefix a: <http://a/> .", "FILE: is RDF and no article; `bilat-kg build` joins it"),
        ("#REDIRECT [[ওমান–মালয়েশিয়া]]", "FILE: is a redirect to 'ওমান–মালয়েশিয়া'; give the page that it leads to"),
    ],
)
def test_refusals_say_where_what_and_what_would_be_right(tmp_path, data, message):
    assert refusal(write(tmp_path, "x.bn.txt", data)).startswith(message)


def test_limits_are_not_crossed_by_a_text_within_them(tmp_path):
    text = f"{BENGALI} {'।' * 1000} {'ক।' * 2500}"
    assert next(sources.read(write(tmp_path, "x.txt", text))).text == text


def test_missing_path(tmp_path):
    assert refusal(tmp_path / "none.txt") == "FILE: there is no such file or folder; check the path"


def test_file_that_is_not_regular(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert refusal(tmp_path / "pipe.txt") == "FILE: is no regular file; give a file or a folder of them"


def test_names_that_cannot_stand_in_a_table(tmp_path):
    with pytest.raises(SourceError, match=r"a\\nb\.txt: no article can be named after this file"):
        list(sources.read(write(tmp_path, "a\nb.txt", BENGALI)))
    assert "rename it" in refusal(write(tmp_path, ".txt", BENGALI))


def test_folder_is_read_sorted_and_tells_what_it_passed_over(tmp_path):
    outside = write(tmp_path, "outside.txt", BENGALI)
    folder = tmp_path / "in"
    for name in ("b.txt", "a.bn.txt", "deep/c.wiki", "README.md", "a.jsonl", ".hidden.txt", ".git/d.txt"):
        write(folder, name, f"{BENGALI} {name}")
    (folder / "link.txt").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    notes = Notes()
    assert [record.name for record in records(locate([folder], notes), notes)] == ["a", "b", "c"]
    assert not notes.refused
    passed = {Path(path).name: why for path, why in notes.passed}
    assert passed == {
        ".hidden.txt": "hidden",
        "README.md": "of no format that is read, by its name",
        "a.jsonl": "of no format that is read, by its name",
        "link.txt": "a symbolic link",
    }


def test_folder_without_articles(tmp_path):
    assert refusal(tmp_path).startswith(
        "FILE: holds no article; put text (.txt), wikitext (.wiki), HTML or dumps (.xml) there"
    )


def test_one_bad_source_does_not_stop_the_others(tmp_path):
    good, bad = write(tmp_path, "good.txt", BENGALI), write(tmp_path, "bad.txt", b"\xff")
    notes = Notes()
    found = [record.name for record in records(locate([tmp_path / "none", bad, good], notes), notes)]
    assert found == ["good"]
    assert sorted(each.where for each in notes.refused) == sorted([str(bad), str(tmp_path / "none")])


def test_the_same_name_twice_is_refused_whatever_the_order(tmp_path):
    one, two = write(tmp_path, "1/x.bn.txt", BENGALI), write(tmp_path, "2/x.txt", BENGALI + BENGALI)
    for order in ([one, two], [two, one]):
        notes = Notes()
        assert [record.where for record in records(locate(order, notes), notes)] == [str(one)]
        (refused,) = notes.refused
        assert refused.reason == f"{two}: an article named x was read from {one} already; rename one of them"


def test_the_build_itself_imports_no_parser_and_no_client():
    heavy = ("spacy", "mwparserfromhell", "httpx", "zstandard", "rdflib")
    code = f"import sys, bilat_kg.building; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
