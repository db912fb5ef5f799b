"""What a mention rests on, and what stays open: whole texts through the real pipeline."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bilat_kg.link.linker import Linker
from bilat_kg.model import Article, ItemLink, Link, Mention
from bilat_kg.text.pipeline import load

IRI = "https://w3id.org/bilat-kg/id/article/made"


def mentions(text: str, *links: Link) -> dict[str, Mention]:
    reading = load("bn").read(Article("made", IRI, "bn", text, links=links))
    return {text[mention.start : mention.end]: mention for mention in reading.mentions}


def links(text: str) -> dict[str, ItemLink]:
    reading = load("bn").read(Article("made", IRI, "bn", text))
    return {link.entity.label_en: link for link in Linker().link(reading)}


PAIR = "জাপান ও ভারত দুই দেশ। জাপান ও ভারতের সম্পর্ক ভালো। "


@pytest.mark.parametrize(
    ("text", "words", "qid", "ground"),
    [
        (PAIR, "জাপান", "Q17", "label"),
        (PAIR, "ভারতের", "Q668", "label"),
        (f"{PAIR}জাপানি দল টোকিওতে ফেরে।", "জাপানি", "Q17", "alias"),
        (f"{PAIR}জাপানি দল টোকিওতে ফেরে।", "টোকিওতে", "Q1490", "label"),
        (f"{PAIR}দলটি বোম্বাই-এ যায়।", "বোম্বাই-এ", "Q1156", "alias"),
        (f"{PAIR}ভারতের প্রধানমন্ত্রী নরেন্দ্র মোদী টোকিও যান।", "নরেন্দ্র মোদী", "Q1058", "label"),
        (f"{PAIR}ভারতের প্রধানমন্ত্রী নরেন্দ্র মোদী টোকিও যান। মোদীর সফর সফল।", "মোদীর", "Q1058", "context"),
        (f"{PAIR}ভারতের প্রধানমন্ত্রী নরেন্দ্র মোদী টোকিও যান।", "প্রধানমন্ত্রী", "Q14212", "label"),
        (f"{PAIR}তারা জাতিসংঘে যোগ দেয়।", "জাতিসংঘে", "Q1065", "label"),
        (f"{PAIR}বাণিজ্য ছিল ২ কোটি মার্কিন ডলারের।", "মার্কিন ডলারের", "Q4917", "label"),
        (f"{PAIR}ঋণ ছিল ২ কোটি রুপি।", "রুপি", "Q80524", "context"),
        ("জার্মানি ও ভিয়েতনামের সম্পর্ক। জার্মানি বন থেকে দূতাবাস সরায়।", "বন", "Q586", "context"),
        ("পাকিস্তান ও চীনের সম্পর্ক। পাকিস্তান ও চীন হায়দ্রাবাদে বৈঠক করে।", "হায়দ্রাবাদে", "Q1640079", "context"),
        ("উত্তর কোরিয়া ও চীনের সম্পর্ক। উত্তর কোরিয়া ও চীন বন্ধু। চীন কোরিয়াকে সাহায্য করে।", "কোরিয়াকে", "Q423", "context"),
        ("শ্রীলংকা ও ভারতের সম্পর্ক। শ্রীলংকা ও ভারত বন্ধু।", "শ্রীলংকা", "Q854", "alias"),
        ("আর্জেন্টিনা ও চিলির সম্পর্ক। আর্জেন্টিনা কর্দোবায় কনস্যুলেট খোলে।", "কর্দোবায়", "Q44210", "context"),
    ],
)
def test_a_link_has_its_ground(text: str, words: str, qid: str, ground: str) -> None:
    found = mentions(text)
    assert words in found, list(found)
    assert (found[words].entity.qid, found[words].ground, found[words].others) == (qid, ground, ())


def test_a_wikilink_is_the_surest_ground_of_words():
    text = f"{PAIR}দলটি কলকাতায় থামে।"
    at = text.index("কলকাতা")
    assert mentions(text, Link(at, at + 6, "কলকাতা"))["কলকাতায়"].ground == "sitelink"
    assert mentions(text, Link(at, at + 6, "কলকাতার ইতিহাস"))["কলকাতায়"].ground == "label"
    assert mentions(text)["কলকাতায়"].ground == "label"


def test_a_name_spelt_otherwise_says_how_alike_it_is():
    found = mentions("তাজিকিস্তান ও ওমানের সম্পর্ক। তাজকিস্তানে ওমানের দূতাবাস নেই।")["তাজকিস্তানে"]
    assert (found.entity.qid, found.ground) == ("Q863", "spelling")
    assert Decimal("0.8") < found.score < 1


@pytest.mark.parametrize(
    ("text", "words", "candidates"),
    [
        (f"{PAIR}দলটি কর্দোবায় থামে।", "কর্দোবায়", {"Q44210", "Q5818"}),
        ("ভারত ও পাকিস্তানের সম্পর্ক। ভারত ও পাকিস্তান হায়দ্রাবাদে বৈঠক করে।", "হায়দ্রাবাদে", {"Q1361", "Q1640079"}),
        (f"{PAIR}তারা আইসিসিতে যোগ দেয়।", "আইসিসিতে", {"Q47488"}),
        (f"{PAIR}বাদশাহ আবদুল্লাহ ভারত সফর করেন।", "আবদুল্লাহ", {"Q57464", "Q57298"}),
        (f"{PAIR}চালক পেম্বা তামাং গাড়ি চালান।", "পেম্বা", {"Q498048"}),
    ],
)
def test_what_may_be_two_stays_open_and_keeps_both(text: str, words: str, candidates: set[str]) -> None:
    reading = load("bn").read(Article("made", IRI, "bn", text))
    (mention,) = [each for each in reading.mentions if text[each.start : each.end].startswith(words)]
    assert (mention.entity.qid, mention.ground) == (None, None)
    (link,) = [each for each in Linker().link(reading) if each.entity == mention.entity]
    assert link.item is None
    assert {candidate.qid for candidate in link.candidates} == candidates


@pytest.mark.parametrize(
    ("text", "words", "qid"),
    [
        ("জর্ডান ও ওমানের সম্পর্ক। জর্ডান ও ওমান বন্ধু। বাদশাহ আবদুল্লাহ মাস্কাটে যান।", "Abdullah II of Jordan", "Q57464"),
        ("সোভিয়েত ইউনিয়ন ও ভারতের সম্পর্ক। সোভিয়েত ইউনিয়ন ও ভারত বন্ধু।", "Soviet Union", "Q15180"),
        ("চেকোস্লোভাকিয়া ও ভারতের সম্পর্ক। চেকোস্লোভাকিয়া ও ভারত বন্ধু।", "Czechoslovakia", "Q33946"),
    ],
)
def test_the_states_of_the_article_and_of_the_time_tell(text: str, words: str, qid: str) -> None:
    link = links(text)[words]
    assert link.item is not None
    assert link.item.qid == qid


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("টাঙ্গানিকা ও ভারতের সম্পর্ক। টাঙ্গানিকা ও ভারত বন্ধু।", "Tanganyika"),
        ("নাৎসি জার্মানি ও জাপানের সম্পর্ক। নাৎসি জার্মানি ও জাপান বন্ধু।", "Nazi Germany"),
        (f"{PAIR}রাষ্ট্রপতি হরেন্দ্রনাথ বটব্যাল টোকিও যান।", "Horendronath Botbal"),
    ],
)
def test_what_the_gazetteer_has_no_item_for_has_no_link(text: str, label: str) -> None:
    found = links(text)
    assert label in found, list(found)
    assert (found[label].item, found[label].candidates) == (None, ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{PAIR}দুই দেশের নীতি ভিন্ন।", "ভিন্ন"),  # different, and not Vinh
        (f"{PAIR}জাহাজটি মালে ভরা ছিল।", "মালে"),  # with goods, and not Malé
        (f"{PAIR}মালয়েশীয় প্রতিষ্ঠান আইরিস কাজ পায়।", "আইরিস"),  # a firm, and not Irish
        (f"{PAIR}গাজার যুদ্ধ শুরু হয়।", "গাজার"),  # the strip, and not the city
        ("উত্তর কোরিয়া ও দক্ষিণ কোরিয়ার সম্পর্ক। উত্তর কোরিয়া ও দক্ষিণ কোরিয়া দুই দেশ। কোরিয়া ভাগ হয়।", "কোরিয়া"),
        ("কঙ্গো প্রজাতন্ত্র ও গণতান্ত্রিক কঙ্গো প্রজাতন্ত্রের সম্পর্ক। কঙ্গো নদী।", "কঙ্গো"),
        ("কানাডা ও জ্যামাইকার সম্পর্ক। কানাডা ৪ কোটি ডলার দেয়।", "ডলার"),  # each of the two has one
    ],
)
def test_words_that_only_look_like_a_name_are_no_mention(text: str, words: str) -> None:
    assert words not in mentions(text)


def test_nobody_is_taken_for_a_namesake_by_particles():
    text = "সৌদি আরব ও বাংলাদেশের সম্পর্ক। সৌদি পররাষ্ট্রমন্ত্রী আহমেদ আল-রাজি ঢাকায় আসেন।"
    (found,) = [mention for mention in mentions(text).values() if mention.entity.kind == "person"]
    assert found.entity.qid is None


def test_a_name_that_begins_with_bin_is_nobody_met_before():
    text = "সৌদি আরব ও বাংলাদেশের সম্পর্ক। বাদশাহ সালমান বিন আবদুল আজিজ ঢাকায় আসেন। প্রিন্স সুলতান বিন আবদুল আজিজ ঢাকায় আসেন।"
    items = [mention.entity.qid for mention in mentions(text).values() if mention.entity.kind == "person"]
    assert items == ["Q367825", None]
