"""Articles for measuring, as many as are wanted: every one another pair of states, another length, other facts.

The sentences are the project's own. What is around facts in real articles is there, too: background that states none,
headings, figures of other things, names that no gazetteer knows.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bilat_kg import resources

_FACTS = (
    "{year} সালে {a} ও {b} কূটনৈতিক সম্পর্ক স্থাপন করে।",
    "{b} {year} সালের {day} {month} {capital_a} শহরে একটি দূতাবাস খোলে।",
    "{capital_b} শহরে {a} রাষ্ট্রের একটি দূতাবাস রয়েছে।",
    "{year} সালে দুই দেশের মধ্যে মোট বাণিজ্যের পরিমাণ ছিল {amount} মিলিয়ন মার্কিন ডলার।",
    "{year} সালে {a} থেকে {b} রাষ্ট্রে রপ্তানির পরিমাণ ছিল {amount} মিলিয়ন মার্কিন ডলার।",
    "{year} সালের {day} {month} দুই দেশ {topic} বিষয়ে একটি চুক্তি স্বাক্ষর করে।",
    "{year} সালে {topic} নিয়ে দুই দেশের মধ্যে একটি সমঝোতা স্মারক স্বাক্ষরিত হয়।",
    "{year} সালের {month} মাসে {a} রাষ্ট্রের প্রধানমন্ত্রী {b} সফর করেন।",
    "{b} রাষ্ট্রের রাষ্ট্রপতি {year} সালে {a} সফরে আসেন।",
    "{amount} জন শিক্ষার্থী {b} থেকে {a} রাষ্ট্রে পড়তে গিয়েছেন।",
)
_BACKGROUND = (
    "দুই দেশের মানুষের যোগাযোগ বহু পুরোনো, আর তার অনেকটাই নদী ও সমুদ্রপথে গড়ে উঠেছে।",
    "সরকারি কাগজপত্রে এই সময়ের বিবরণ সামান্যই পাওয়া যায়।",
    "বন্দরের কাছে পুরোনো একটি গুদামঘর এখনো সেই দিনের কথা মনে করিয়ে দেয়।",
    "এ নিয়ে পত্রপত্রিকায় বিস্তর লেখালেখি হলেও কোনো সিদ্ধান্ত হয়নি।",
    "উৎসবের দিনে প্রবাসীরা নিজেদের রান্না ও গান নিয়ে একত্র হন।",
    "গবেষকেরা মনে করেন, ভাষা শেখার সুযোগ বাড়লে সম্পর্ক আরও সহজ হবে।",
    "প্রকল্পটির ব্যয় ধরা হয়েছিল {amount} কোটি টাকা, তবে কাজ শুরু হতে দেরি হয়।",
    "{year} সালের বন্যার পরে ত্রাণ পাঠানোর কথা উঠেছিল।",
    "নতুন সেতুটি {amount} মিটার দীর্ঘ এবং দুটি শহরকে যুক্ত করেছে।",
    "ক্রিকেট ও ফুটবলের খেলাগুলোতে দর্শকের ভিড় থাকে।",
    "অনেকে একে বন্ধুত্বের নতুন অধ্যায় বলে উল্লেখ করেন।",
    "স্থানীয় এক দোকানি বলেন, আগের মতো ব্যবসা আর নেই।",
)
_HEADINGS = ("ইতিহাস", "কূটনৈতিক সম্পর্ক", "অর্থনীতি", "সংস্কৃতি", "শিক্ষা", "সফর")
_MONTHS = ["জানুয়ারি", "ফেব্রুয়ারি", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই", "আগস্ট", "সেপ্টেম্বর", "অক্টোবর", "নভেম্বর", "ডিসেম্বর"]
_TOPICS = ("বাণিজ্য", "শিক্ষা", "বিমান চলাচল", "প্রতিরক্ষা", "কৃষি", "পর্যটন", "সংস্কৃতি")
_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


@cache
def _states() -> list[tuple[str, str, str]]:
    """The code, name and capital of every state whose names are known."""

    def rows(file: str) -> list[dict[str, str]]:
        with (resources.GAZETTEER / file).open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    cities = {row["qid"]: row["label_bn"] for row in rows("cities.csv")}
    found = []
    for row in rows("countries.csv"):
        capital = cities.get(row["capital_qids"].split("|")[0])
        if row["label_bn"] and capital and len(row["iso3"]) == 3 and row["type"] != "historical":
            found.append((row["iso3"].lower(), row["label_bn"], capital))
    return sorted(found)


def article(number: int, revision: int = 0) -> tuple[str, str]:
    """The name and text of an article; another ``revision`` of it says one thing more."""
    chance = random.Random(f"article {number}")
    (code_a, a, capital_a), (code_b, b, capital_b) = chance.sample(_states(), 2)

    def filled(sentence: str) -> str:
        words = {"a": a, "b": b, "capital_a": capital_a, "capital_b": capital_b, "topic": chance.choice(_TOPICS)}
        figures = {"year": chance.randint(1946, 2023), "day": chance.randint(1, 28), "amount": chance.randint(11, 9999)}
        told = {name: str(figure).translate(_DIGITS) for name, figure in figures.items()}
        return sentence.format(**words, **told, month=chance.choice(_MONTHS))

    paragraphs = [f"{a} ও {b} রাষ্ট্রের দ্বিপাক্ষিক সম্পর্কের কথা এখানে বলা হলো।"]
    # from some hundred characters to ten thousand, most about two thousand, as articles on two countries are
    for _ in range(max(1, min(24, round(chance.lognormvariate(1.6, 0.6))))):
        facts = [filled(chance.choice(_FACTS)) for _ in range(chance.randint(1, 4))]
        rest = [filled(chance.choice(_BACKGROUND)) for _ in range(chance.randint(2, 6))]
        sentences = facts + rest
        chance.shuffle(sentences)
        paragraphs += [chance.choice(_HEADINGS), " ".join(sentences)]
    paragraphs += [filled("{year} সালে দুই দেশ {topic} বিষয়ে একটি চুক্তি স্বাক্ষর করে।") for _ in range(revision)]
    return f"{code_a}-{code_b}-{number:07}", "\n\n".join(paragraphs) + "\n"


def write(folder: Path, count: int) -> Iterator[Path]:
    """Write ``count`` articles below a folder, a thousand in each folder of it."""
    for number in range(count):
        name, text = article(number)
        path = folder / f"{number // 1000:04}" / f"{name}.bn.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        yield path
