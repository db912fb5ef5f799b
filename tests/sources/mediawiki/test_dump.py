from __future__ import annotations

import bz2
import gzip
import io
import json
import random
import tarfile
import time
import tracemalloc
from pathlib import Path

import pytest

from benchmarks.dumps.damages import DAMAGES
from benchmarks.dumps.pages import Page, pages
from benchmarks.dumps.writing import HEAD, TAIL, victim, write
from bilat_kg import sources
from bilat_kg.errors import SourceError
from bilat_kg.sources import Notes, locate, parse, records
from bilat_kg.sources.mediawiki import dump
from bilat_kg.sources.reader import Reader

ABOUT = [page for page in pages(40) if page.about]
TEXT = "ওমান ও মালয়েশিয়া ১৯৮৩ সালে কূটনৈতিক সম্পর্ক স্থাপন করে।"


def read(path: Path) -> tuple[list[sources.Record], Notes]:
    notes = Notes()
    return list(records(locate([path], notes), notes)), notes


def split(*chunks: bytes) -> tuple[list[sources.Record], Notes]:
    notes = Notes()
    return list(dump.split(Reader(iter(chunks), "x.xml"), notes)), notes


def whole(*inside: Page | bytes) -> bytes:
    return HEAD + b"".join(each if isinstance(each, bytes) else each.xml() for each in inside) + TAIL


def test_pages_about_two_countries_are_chosen_and_all_others_counted(tmp_path):
    made = write(tmp_path / "x.xml", 100)
    found, notes = read(made.path)
    assert [record.title for record in found] == made.about
    assert len(made.about) == 10
    assert sum(notes.pages_passed.values()) == made.others == 90
    assert notes.pages_passed == {
        "outside the namespace of articles": 10,
        "a redirect": 10,
        "a page that lists others of its name": 10,
        "about relations, but not those of two countries": 10,
        "not about two countries by title, infobox, category or opening": 50,
    }
    assert notes.pages_chosen == {"title": 10}
    assert not notes.refused


def test_what_the_dump_says_of_a_page_reaches_the_article(tmp_path):
    made = write(tmp_path / "x.xml", 10)
    ((record,), _) = read(made.path)
    article = parse(record)
    page = next(page for page in pages(10) if page.about)
    assert article.title == article.name == page.title
    assert (article.lang, article.revision) == ("bn", "5000003")
    assert article.source is not None
    assert article.source.startswith("https://bn.wikipedia.org/w/index.php?title=%E0%A6")
    assert article.source.endswith("&oldid=5000003")
    assert article.source.isascii()
    assert article.licence == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert article.text.startswith(page.title)
    assert record.where == f"{made.path}, page {page.title}"


@pytest.mark.parametrize("size", [1, 7, 64, 1_000, 100_000])
def test_it_does_not_matter_where_the_chunks_end(size):
    data = whole(*ABOUT, DAMAGES["no end of the page"](ABOUT[0]), ABOUT[1], b" junk ", ABOUT[2].xml()[:-12])
    whole_records, whole_notes = split(data)
    found, notes = split(*(data[at : at + size] for at in range(0, len(data), size)))
    assert found == whole_records
    assert notes.refused == whole_notes.refused
    assert len(found) == len(ABOUT) + 1
    assert len(notes.refused) == 3


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_broken_page_is_refused_and_its_neighbours_are_read(kind):
    page = victim(3, random.Random(kind))
    found, notes = split(whole(ABOUT[0], DAMAGES[kind](page), ABOUT[1]))
    told = [refusal.reason for refusal in notes.refused]
    read = []
    for record in found:
        try:
            read.append(parse(record).title)
        except SourceError as error:
            told.append(str(error))
    content = kind in {"one country", "no country"}  # that the pipeline finds out
    assert read == [ABOUT[0].title, *([page.title] if content else []), ABOUT[1].title]
    assert len(told) == (not content)
    assert all(sentence.startswith("x.xml, page ") and "\n" not in sentence for sentence in told)


def test_there_are_more_than_a_hundred_kinds_of_damage():
    page = victim(3, random.Random(1))
    assert len({damage(page) for damage in DAMAGES.values()}) == len(DAMAGES) == 110


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".zst"])
def test_compressed_dumps_hold_the_same(tmp_path, suffix):
    plain, packed = write(tmp_path / "x.xml", 300), write(tmp_path / f"x.xml{suffix}", 300)
    here, there = read(plain.path), read(packed.path)
    assert [record.sha256 for record in here[0]] == [record.sha256 for record in there[0]]
    assert len(here[0]) == 30
    assert not here[1].refused + there[1].refused


@pytest.mark.parametrize("suffix", ["", ".gz", ".bz2", ".zst"])
@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_what_stands_before_the_end_of_a_truncated_dump_is_read(tmp_path, suffix, share):
    made = write(tmp_path / f"x.xml{suffix}", 1_500)
    data = made.path.read_bytes()
    made.path.write_bytes(data[: int(len(data) * share)])
    found, notes = read(made.path)
    assert [record.title for record in found] == made.about[: len(found)]
    assert found or suffix == ".zst"  # of which a whole block has to be there
    assert len(found) < len(made.about) or share == 0.999
    assert 1 <= len(notes.refused) <= 3
    assert any("ends" in refusal.reason or "breaks off" in refusal.reason for refusal in notes.refused)


@pytest.mark.parametrize("suffix", [".gz", ".bz2"])
def test_behind_a_damaged_member_the_reading_goes_on(tmp_path, suffix):
    rows = [page.xml() for page in pages(400)]
    pack = gzip.compress if suffix == ".gz" else bz2.compress
    members = [pack(HEAD), *(pack(b"".join(rows[at : at + 100])) for at in range(0, 400, 100)), pack(TAIL)]
    broken = bytearray(members[2])
    broken[len(broken) // 2 : len(broken) // 2 + 8] = b"\xff" * 8
    members[2] = bytes(broken)
    path = tmp_path / f"x.xml{suffix}"
    path.write_bytes(b"".join(members))
    found, notes = read(path)
    about = [page.title for page in pages(400) if page.about]
    assert [record.title for record in found][:10] == about[:10]
    assert [record.title for record in found][-20:] == about[20:]
    assert any("is damaged at byte" in refusal.reason for refusal in notes.refused)
    assert len(notes.refused) <= 3


def test_nothing_joins_across_a_damaged_place(tmp_path):
    """The head of one page and the tail of another would make a page, with a text that nobody wrote."""
    first, second = (page.xml() for page in ABOUT[:2])
    middle = first.index("== ইতিহাস ==".encode())
    lost = bytearray(bz2.compress(b"x" * 500))
    lost[20] ^= 0xFF
    rest = bz2.compress(second[second.index("== ইতিহাস ==".encode()) :] + ABOUT[2].xml() + TAIL)
    path = tmp_path / "x.xml.bz2"
    path.write_bytes(bz2.compress(HEAD + first[:middle]) + bytes(lost) + rest)
    found, notes = read(path)
    good = []
    for record in found:
        try:
            good.append(parse(record).title)
        except SourceError as error:
            notes.refuse(record.where, str(error))
    assert good == [ABOUT[2].title]
    assert any(ABOUT[0].title in refusal.reason for refusal in notes.refused)


BOMB = b"<!DOCTYPE a [" + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)) + b"]>"


@pytest.mark.parametrize(
    "head", [b'<?xml version="1.0"?>' + BOMB, BOMB, b'<!DOCTYPE mediawiki SYSTEM "http://127.0.0.1:9/x">']
)
def test_a_doctype_is_refused(tmp_path, head):
    path = tmp_path / "x.xml"
    path.write_bytes(head + whole(ABOUT[0]))
    found, notes = read(path)
    assert not found
    assert [refusal.reason for refusal in notes.refused] == [
        f"{path}: declares a DOCTYPE, as no dump of MediaWiki does; take it out, entities are not read"
    ]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress])
def test_a_bomb_is_stopped(tmp_path, pack):
    path = tmp_path / "x.xml"
    path.write_bytes(pack(whole(ABOUT[0])[: -len(TAIL)]) + pack(b" " * 1_000_000) * 2_000)
    started = time.monotonic()
    found, notes = read(path)
    assert time.monotonic() - started < 10
    assert [record.title for record in found] == [ABOUT[0].title]
    (refusal,) = notes.refused
    assert "grow to more than" in refusal.reason


def test_a_bomb_of_zstandard_is_stopped(tmp_path):
    import zstandard

    path = tmp_path / "x.xml"
    compressor = zstandard.ZstdCompressor().compressobj()
    pieces = [compressor.compress(HEAD), *(compressor.compress(b" " * 1_000_000) for _ in range(300))]
    path.write_bytes(b"".join(pieces) + compressor.flush())
    assert path.stat().st_size < 100_000
    assert "grow to more than" in read(path)[1].refused[0].reason


def peak(path: Path) -> tuple[list[sources.Record], Notes, int]:
    """What is read, and the bytes held at most."""
    tracemalloc.start()
    try:
        return *read(path), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_page_of_100_megabytes_is_refused_in_little_memory(tmp_path):
    path = tmp_path / "x.xml"
    with path.open("wb") as out:
        begin, end = ABOUT[1].xml().split("== ইতিহাস ==".encode())
        out.write(HEAD + ABOUT[0].xml() + begin)
        for _ in range(100):
            out.write("ওমান ও মালয়েশিয়া।\n".encode() * 20_000)
        out.write(end + ABOUT[2].xml() + TAIL)
    assert path.stat().st_size > 100_000_000
    found, notes, held = peak(path)
    assert [record.title for record in found] == [ABOUT[0].title, ABOUT[2].title]
    assert held < 30_000_000
    (refusal,) = notes.refused
    assert refusal.reason.startswith(f"{path}, page {ABOUT[1].title}: is larger than 4,000,000 bytes at byte ")


def test_a_line_without_end_is_not_kept(tmp_path):
    path = tmp_path / "x.xml"
    path.write_bytes(HEAD + b"x" * 50_000_000 + ABOUT[0].xml() + TAIL)
    found, notes, held = peak(path)
    assert [record.title for record in found] == [ABOUT[0].title]
    assert [refusal.reason for refusal in notes.refused] == [
        f"{path}, page at byte {len(HEAD) - 1}: holds something that is no page; fetch the file again"
    ]
    assert held < 10_000_000


def test_of_several_revisions_the_last_is_read():
    old = ABOUT[0].xml()
    new = ABOUT[0].but(text=ABOUT[0].text + "\nনতুন কথা।", number=77).xml()
    revision = new[new.index(b"    <revision>") : new.index(b"  </page>")]
    (record,), notes = split(whole(old.replace(b"  </page>", revision + b"  </page>")))
    assert parse(record).text.rstrip().endswith("সম্পর্ক") is False
    assert "নতুন কথা।" in parse(record).text
    assert record.revision == "5000077"
    assert not notes.refused


def test_pages_cut_out_of_a_dump_need_no_head():
    found, notes = split(ABOUT[0].xml() + ABOUT[1].xml())
    assert [(record.title, record.source, record.lang) for record in found] == [
        (page.title, None, None) for page in ABOUT[:2]
    ]
    assert not notes.refused


def test_a_dump_without_its_end_is_told():
    found, notes = split(HEAD + ABOUT[0].xml())
    assert len(found) == 1
    assert [refusal.reason for refusal in notes.refused] == [
        "x.xml: ends without </mediawiki>, so that pages are missing; fetch the file again"
    ]


def test_two_pages_of_one_title_are_one_article(tmp_path):
    path = tmp_path / "x.xml"
    path.write_bytes(whole(ABOUT[0], ABOUT[0].but(number=9)))
    found, notes = read(path)
    assert len(found) == len(notes.refused) == 1
    assert "was read from" in notes.refused[0].reason


def test_a_tar_file_is_read_from_front_to_back(tmp_path):
    path = tmp_path / "all.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, data in {"../a/x.xml": whole(*ABOUT), "b.bn.txt": TEXT.encode(), "c.pdf": b"%PDF-1.4"}.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
        link = tarfile.TarInfo("d.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    found, notes = read(path)
    assert [record.name for record in found] == [*(page.title for page in ABOUT), "b"]
    assert [refusal.reason for refusal in notes.refused] == [
        f"{path}, c.pdf: is a PDF document, not UTF-8 text; give the article as plain text or wikitext"
    ]
    assert sorted(tmp_path.iterdir()) == [path]
    path.write_bytes(path.read_bytes()[:-40])
    assert [record.name for record in read(path)[0]]


def test_enterprise_lines_are_read_and_refused_one_by_one(tmp_path):
    lines = [json.dumps(enterprise(page), ensure_ascii=False).encode() for page in pages(40)]
    broken = [b"{", lines[3][:-5], b"[]", b'{"name": 3}', b"{" * 100_000, lines[3].replace(b"\xe0", b"\xff", 1)]
    path = tmp_path / "x.ndjson.gz"
    path.write_bytes(gzip.compress(b"\n".join([*lines[:20], *broken, *lines[20:]])))
    found, notes = read(path)
    assert [record.title for record in found] == [page.title for page in ABOUT]
    assert len(notes.refused) == len(broken)
    assert {refusal.where.partition(", ")[2] for refusal in notes.refused} == {f"line {n}" for n in range(21, 27)}
    article = parse(found[0])
    assert (article.revision, article.licence) == ("5000003", "https://creativecommons.org/licenses/by-sa/4.0/")
    assert article.source is not None
    assert article.source.startswith("https://bn.wikipedia.org/w/index.php?title=")
    assert sum(notes.pages_passed.values()) == 36


def enterprise(page: Page) -> dict[str, object]:
    """The page as Wikimedia Enterprise has it, its HTML made of its words alone."""
    return {
        "name": page.title,
        "identifier": page.number,
        "url": f"https://bn.wikipedia.org/wiki/{page.title}",
        "version": {"identifier": 5_000_000 + page.number},
        "namespace": {"identifier": page.ns},
        "in_language": {"identifier": "bn"},
        "article_body": {"html": f"<html><body><p>{TEXT} {page.title}</p></body></html>"},
        "categories": [{"name": "বিষয়শ্রেণী:নদী"}],
        "license": [{"identifier": "CC-BY-SA-4.0", "url": "https://creativecommons.org/licenses/by-sa/4.0/"}],
    }


def test_a_wiki_in_a_language_that_is_not_read_is_refused_as_a_whole(tmp_path):
    path = tmp_path / "x.xml"
    path.write_bytes(whole(*ABOUT).replace(b'xml:lang="bn"', b'xml:lang="en"'))
    found, notes = read(path)
    assert not found
    sentence = "is of a wiki in the language 'en'; give one in Bengali (bn)"
    assert [refusal.reason for refusal in notes.refused] == [f"{path}: {sentence}"]
    path.write_text(json.dumps(enterprise(ABOUT[0]) | {"in_language": {"identifier": "en"}}), encoding="utf-8")
    assert [refusal.reason for refusal in read(path)[1].refused] == [f"{path}: {sentence}"]


def test_json_that_would_fill_the_memory_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "x.ndjson"
    page = json.dumps(enterprise(ABOUT[0])).encode()
    path.write_bytes(page + b'\n{"article_body": [' + b"[]," * 2_000_000 + b"[]]}\n")
    found, notes, held = peak(path)
    assert len(found) == 1
    assert [refusal.reason for refusal in notes.refused] == [
        f"{path}, line 2: is no page in JSON (it holds more than 2,000,000 values); fetch the file again"
    ]
    assert held < 60_000_000
