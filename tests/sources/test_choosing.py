from __future__ import annotations

import pytest

from bilat_kg.sources.choosing import DISAMBIGUATION, OTHER, OTHER_RELATIONS, choose

RIVER = "'''পদ্মা''' একটি নদী, যা [[ভারত]] ও [[বাংলাদেশ|বাংলাদেশে]] বয়।"
LEAD = "'''এই দুই দেশের সম্পর্ক''' বলতে [[ওমান]] ও [[মালয়েশিয়া]]র দ্বিপাক্ষিক সম্পর্ককে বোঝায়।"

CASES = [
    ("ওমান–মালয়েশিয়া সম্পর্ক", "", "title"),
    ("ওমান-মালয়েশিয়া সম্পর্ক", "", "title"),
    ("ওমান — মালয়েশিয়া দ্বিপাক্ষিক সম্পর্ক", "", "title"),
    ("ওমান ও মালয়েশিয়ার মধ্যকার সম্পর্ক", "", "title"),
    ("গিনি-বিসাউ–পর্তুগাল সম্পর্ক", "", "title"),
    ("সংযুক্ত আরব আমিরাত–ভারত সম্পর্ক", "", "title"),
    ("বাংলাদেশ ও ভারতের সম্পর্ক (ইতিহাস)", "", "title"),
    ("চীন-ভারত যুদ্ধ", RIVER, OTHER),
    ("ভারত–বাংলাদেশ সীমান্ত", RIVER, OTHER),
    ("মালয়েশিয়ার বৈদেশিক সম্পর্ক", "'''মালয়েশিয়া''' অনেক দেশের বন্ধু।", OTHER_RELATIONS),
    ("ইউরোপীয় ইউনিয়ন–ভারত সম্পর্ক", "", OTHER_RELATIONS),
    ("ওমান–ওমান সম্পর্ক", "", OTHER_RELATIONS),
    ("মালয়েশিয়া", f"{RIVER} কূটনৈতিক সম্পর্ক ওমান", OTHER),
    ("পদ্মা", RIVER, OTHER),
    ("বন্ধু", "{{তথ্যছক দ্বিপাক্ষিক সম্পর্ক\n|party1=x}}", "infobox"),
    ("বন্ধু", "{{ তথ্যছক_দ্বিপাক্ষিক_সম্পর্ক |x}}", "infobox"),
    ("Friends", "{{Infobox bilateral relations|x}}", "infobox"),
    ("বন্ধু", "{{তথ্যছক দ্বিপাক্ষিক সম্পর্কের তালিকা|x}}", OTHER),
    ("বন্ধু", "ক\n[[বিষয়শ্রেণী:ওমান–মালয়েশিয়া সম্পর্ক| ]]", "category"),
    ("বন্ধু", "ক\n[[Category:ওমান–মালয়েশিয়া সম্পর্ক]]", "category"),
    ("বন্ধু", f"{LEAD}\n[[বিষয়শ্রেণী:মালয়েশিয়ার দ্বিপাক্ষিক সম্পর্ক]]", "opening"),
    ("বন্ধু", f"{RIVER}\n[[বিষয়শ্রেণী:মালয়েশিয়ার দ্বিপাক্ষিক সম্পর্ক]]", OTHER),
    ("দুই দেশের সম্পর্ক", LEAD, "opening"),
    ("দুই দেশের সম্পর্ক", LEAD.replace("দ্বিপাক্ষিক", "ভালো"), OTHER_RELATIONS),
    ("দুই দেশের সম্পর্ক", LEAD.replace("[[ওমান]] ও", "[[ওমান]], [[কাতার]] ও"), OTHER_RELATIONS),
    ("ওমান–মালয়েশিয়া সম্পর্ক", "* [[ক]]\n{{দ্ব্যর্থতা নিরসন}}", DISAMBIGUATION),
    ("Oman–Malaysia relations", "", "title"),
]


@pytest.mark.parametrize(("title", "text", "by"), CASES)
def test_what_tells_that_a_page_is_about_two_countries(title, text, by):
    choice = choose(title, text, None if title.isascii() or "–M" in title else "bn")
    assert choice.by == by
    assert choice.chosen == (by in {"title", "infobox", "category", "opening"})


def test_categories_may_be_known_apart_from_the_text():
    assert choose("বন্ধু", "", "bn", ["ওমান–মালয়েশিয়া সম্পর্ক"]).by == "category"
    assert choose("বন্ধু", "[[বিষয়শ্রেণী:ওমান–মালয়েশিয়া সম্পর্ক]]", "bn", []).by == OTHER
