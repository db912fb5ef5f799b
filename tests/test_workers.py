from __future__ import annotations

import threading
import time

import pytest

from bilat_kg.errors import BilatError
from bilat_kg.model import Reading
from bilat_kg.sources import Record, Refusal, Unread
from bilat_kg.workers import extract

WORDS = "ওমান ও মালয়েশিয়া দুই দেশ "


def record(name: str, script: str = "") -> Record:
    return Record(name, f"in/{name}.txt", "text", WORDS + script)


def outcome(result: Reading | Refusal) -> str:
    return result.article.name if isinstance(result, Reading) else result.reason


def run(*records: Record, **more) -> list[str]:
    return [outcome(result) for _, result in extract(records, pipeline="pipelines:scripted", **more)]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_records(jobs):
    names = ["a", "b", "c", "d", "e"]
    assert run(*(record(name, "LATE" if name == "a" else "") for name in names), jobs=jobs) == names


def test_reading_comes_back_whole():
    ((of, reading),) = extract([record("a")], pipeline="pipelines:scripted")
    assert of == record("a")
    assert isinstance(reading, Reading)
    assert reading.facts[0].evidence[0].quote == reading.article.text[:4]
    assert len(reading.abstentions) == 1
    assert reading.mentions[0].entity.qid == "Q842"


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("SPIN", "in/b.txt: took longer than 0.5 s to read; shorten it, or give a later --deadline"),
        ("SLEEP", "in/b.txt: took longer than 0.5 s to read; shorten it, or give a later --deadline"),
        ("CRASH", "in/b.txt: the process that read it ended (signal 11); leave the article out, and please report it"),
        ("BUG", "in/b.txt: reading it failed (KeyError: 'a\\nb'); leave it out, and please report it"),
        ("STATELESS", "in/b.txt: names no country; give an article about two"),
    ],
)
def test_what_happens_to_one_article_happens_to_no_other(script, reason):
    assert run(record("a"), record("b", script), record("c"), deadline=0.5) == ["a", reason, "c"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_crash_costs_one_of_all_articles_that_a_worker_was_given(jobs):
    names = [str(n) for n in range(60)]
    found = run(*(record(name, "CRASH" if name == "40" else "") for name in names), jobs=jobs)
    assert found[:40] + found[41:] == names[:40] + names[41:]
    assert "signal 11" in found[40]


def test_neither_waits_for_the_other_where_both_have_more_to_say_than_pipes_hold():
    names = [str(n) for n in range(40)]
    assert run(*(record(name, "দেশ " * (100_000 if int(name) % 4 == 3 else 5_000)) for name in names)) == names


def test_markup_that_parses_for_ever_is_stopped_at_the_deadline():
    hostile = Record("b", "b.wiki", "wikitext", WORDS + "[http://a " * 30_000)
    started = time.monotonic()
    assert run(record("a"), hostile, record("c"), deadline=1) == [
        "a",
        "b.wiki: took longer than 1 s to read; shorten it, or give a later --deadline",
        "c",
    ]
    assert time.monotonic() - started < 30


def test_pipeline_that_cannot_be_loaded_ends_the_build_with_a_sentence():
    with pytest.raises(BilatError, match=r"the reader of bn cannot be loaded \(ImportError: No module named 'spacy'\)"):
        list(extract([record("a")], pipeline="pipelines:missing"))


def test_records_are_taken_as_they_are_needed():
    taken = []

    def endless():
        while True:
            taken.append(record(str(len(taken))))
            yield taken[-1]

    results = extract(endless(), pipeline="pipelines:scripted")
    assert [outcome(next(results)[1]) for _ in range(3)] == ["0", "1", "2"]
    results.close()
    assert len(taken) < 10


def test_what_was_not_opened_waits_for_no_article():
    taken = []

    def records():
        yield record("a", "LATE")
        for n in range(500):
            taken.append(n)
            yield Unread(f"b{n}", f"in/b{n}.txt", "stamp")

    results = extract(records(), pipeline="pipelines:scripted", known=lambda each: "kept" if each.name != "a" else None)
    assert outcome(next(results)[1]) == "a"
    assert len(taken) == 500
    assert [result for _, result in results] == ["kept"] * 500


def test_works_outside_the_main_thread():
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.extend(run(record("a"), record("b", "CRASH"), jobs=2)))
    thread.start()
    thread.join(60)
    assert found[0] == "a"
    assert len(found) == 2
