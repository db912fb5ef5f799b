"""Clauses: where one statement ends and the next begins, and what each says of its own truth."""

from __future__ import annotations

import pytest
from scenes import parts, sentences

from bilat_kg.text.clauses import clause_at, clauses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("পেরু দূতাবাস খোলে।", ["পেরু দূতাবাস খোলে।"]),
        ("পেরু দূতাবাস খোলে; কেনিয়া যায়।", ["পেরু দূতাবাস খোলে;", "কেনিয়া যায়।"]),
        ("পেরু দূতাবাস খোলে, কেনিয়া যায়।", ["পেরু দূতাবাস খোলে,", "কেনিয়া যায়।"]),
        ("পেরু দূতাবাস খোলে এবং কেনিয়া যায়।", ["পেরু দূতাবাস খোলে", "এবং কেনিয়া যায়।"]),
        ("পেরু যায়, তবে কেনিয়া আসে।", ["পেরু যায়,", "তবে কেনিয়া আসে।"]),
        ("লিমায় কেনিয়ার, অপরদিকে নাইরোবিতে পেরুর দূতাবাস।", ["লিমায় কেনিয়ার,", "অপরদিকে নাইরোবিতে পেরুর দূতাবাস।"]),
        ("কেনিয়া ও পেরু, চিলি এবং ঘানা যায়।", ["কেনিয়া ও পেরু, চিলি এবং ঘানা যায়।"]),  # no verb yet
        ("পেরু চুক্তি করে যায়, কেনিয়া আসে।", ["পেরু চুক্তি করে যায়,", "কেনিয়া আসে।"]),
        ("পেরু চুক্তি করে থাকলে, কেনিয়া আসে।", ["পেরু চুক্তি করে থাকলে, কেনিয়া আসে।"]),  # করে is a participle here
        ("পেরু (লিমা যায়, আসে; থাকে) চুক্তি করে।", ["পেরু (লিমা যায়, আসে; থাকে) চুক্তি করে।"]),
        ("পেরু চুক্তি করে, ১৯৯১ সালের ৯ নভেম্বর।", ["পেরু চুক্তি করে, ১৯৯১ সালের ৯ নভেম্বর।"]),  # an afterthought
    ],
)
def test_where_clauses_are_cut(text: str, expected: list[str]) -> None:
    assert [words for words, _ in parts(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("কেনিয়া লিমায় দূতাবাস খোলে।", [set()]),
        ("কেনিয়া লিমায় দূতাবাস খোলেনি।", [{"negated"}]),
        ("লিমায় কেনিয়ার দূতাবাস নেই।", [{"negated"}]),
        ("কেনিয়া দূতাবাস খোলে না।", [{"negated"}]),
        ("না, কেনিয়া দূতাবাস খোলে।", [set()]),  # an answer, no denial of the verb
        ("কেনিয়া দূতাবাস খুলবে।", [{"planned"}]),
        ("কেনিয়া দূতাবাস খুলতে রাজি হয়।", [{"planned"}]),
        ("কেনিয়া চুক্তির প্রস্তাব দেয়।", [{"proposed"}]),
        ("কেনিয়া দূতাবাস বন্ধ করে দেয়।", [{"ended"}]),
        ("কেনিয়া সফর বাতিল করে।", [{"cancelled"}]),
        ("শোনা যায়, কেনিয়া দূতাবাস খোলে।", [{"doubted"}, set()]),
        ("কেনিয়া দূতাবাস খোলে; পেরু খোলেনি।", [set(), {"negated"}]),  # each for itself
        ("কেনিয়া প্রস্তাব দেয়, তবে পেরু সফর বাতিল করে।", [{"proposed"}, {"cancelled"}]),
    ],
)
def test_what_a_clause_says_of_its_own_truth(text: str, expected: list[set[str]]) -> None:
    assert [said for _, said in parts(text)] == expected


def test_only_what_nothing_takes_back_is_asserted() -> None:
    told = [clause.asserted for s in sentences("পেরু যায়; কেনিয়া যায়নি; চিলি যাবে; দূতাবাস বন্ধ হয়।") for clause in clauses(s)]
    assert told == [True, False, False, True]


def test_clauses_cover_their_sentence_and_each_chunk_has_one() -> None:
    (sentence,) = sentences("পেরু দূতাবাস খোলে, কেনিয়া যায়; তবে চিলি আসে।")
    found = clauses(sentence)
    assert len(found) == 3
    assert [clause.start for clause in found] == [0, *(clause.end for clause in found[:-1])]
    assert found[-1].end == len(sentence.chunks)
    for i in range(len(sentence.chunks)):
        clause = clause_at(sentence, i)
        assert clause.start <= i < clause.end
    assert clauses(sentence) is found


def test_clauses_are_cut_anew_where_chunks_have_been_joined() -> None:
    (sentence,) = sentences("পেরু কেনিয়া ও চিলি যায়, আর বলিভিয়া আসে।")
    before = clauses(sentence)
    del sentence.chunks[1:3]  # as two words become one name
    assert [clause.end for clause in clauses(sentence)] == [clause.end - 2 for clause in before]
