"""Pages of a made wiki: a tenth about two countries, the rest what a wiki is full of. All sentences are our own."""

from __future__ import annotations

import csv
import hashlib
import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from xml.sax.saxutils import escape

from bilat_kg.resources import GAZETTEER

_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
_MONTHS = ("জানুয়ারি", "ফেব্রুয়ারি", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই", "আগস্ট", "সেপ্টেম্বর", "অক্টোবর", "নভেম্বর", "ডিসেম্বর")
_TOPICS = ("বাণিজ্য", "সংস্কৃতি", "শিক্ষা", "কৃষি", "পর্যটন", "বিমান চলাচল", "স্বাস্থ্য", "প্রতিরক্ষা")
_RIVERS = ("শাপলা", "পলাশ", "শিমুল", "কদম", "বকুল", "তমাল", "হিজল", "করচ")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: what a dump says of it. ``about`` is the pair of countries that it is about, where it is about two."""

    title: str
    text: str
    number: int
    ns: int = 0
    redirect: str | None = None
    about: tuple[str, str] | None = None

    def xml(self) -> bytes:
        """The page as a dump writes it."""
        text = self.text.encode()
        leads = f'\n    <redirect title="{escape(self.redirect)}" />' if self.redirect else ""
        return (
            f"  <page>\n    <title>{escape(self.title)}</title>\n    <ns>{self.ns}</ns>\n"
            f"    <id>{self.number}</id>{leads}\n"
            f"    <revision>\n      <id>{5_000_000 + self.number}</id>\n"
            f"      <timestamp>2024-01-01T00:00:00Z</timestamp>\n"
            f"      <contributor>\n        <username>A &amp; B</username>\n        <id>1</id>\n      </contributor>\n"
            f"      <model>wikitext</model>\n      <format>text/x-wiki</format>\n"
            f'      <text bytes="{len(text)}" sha1="{sha1(text)}" xml:space="preserve">{escape(self.text)}</text>\n'
            f"    </revision>\n  </page>\n"
        ).encode()

    def but(self, **changes: object) -> Page:
        """The same page with some of it changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


def sha1(text: bytes) -> str:
    """The digest that a dump gives of a text."""
    number, digits = int(hashlib.sha1(text, usedforsecurity=False).hexdigest(), 16), ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits.rjust(31, "0")


@cache
def states() -> tuple[tuple[str, str], ...]:
    """Code and Bengali name of the members of the United Nations."""
    with (GAZETTEER / "countries.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["type"] == "un_member" and row["label_bn"]]
    return tuple((row["iso3"], unicodedata.normalize("NFC", row["label_bn"])) for row in rows)


def pages(number: int, seed: int = 1) -> Iterator[Page]:
    """So many pages, the same for the same ``seed``; each tenth is about two countries (17,000 pairs at most)."""
    chance = random.Random(seed)
    pairs = list(combinations(states(), 2))
    chance.shuffle(pairs)
    for at in range(number):
        yield relations(pairs[at // 10], at, chance) if at % 10 == 3 else other(at, chance)


def relations(pair: tuple[tuple[str, str], tuple[str, str]], number: int, chance: random.Random) -> Page:
    """An article about two countries: its infobox, an opening, and facts with dates and figures of its own."""
    (_, a), (_, b) = pair

    def figure(low: int, high: int) -> str:
        return str(chance.randint(low, high)).translate(_DIGITS)

    day, month, topic = figure(1, 28), chance.choice(_MONTHS), chance.choice(_TOPICS)
    text = (
        f"{{{{তথ্যছক দ্বিপাক্ষিক সম্পর্ক\n|party1 = {a}\n|party2 = {b}\n}}}}\n"
        f"'''{a}–{b} সম্পর্ক''' হলো [[{a}]] ও [[{b}]] এর মধ্যকার দ্বিপাক্ষিক সম্পর্ক।\n\n== ইতিহাস ==\n"
        f"{figure(1960, 1999)} সালের {day} {month} {a} ও {b} কূটনৈতিক সম্পর্ক স্থাপন করে।"
        f"<ref>{{{{cite web |url=https://example.org/{number} |title={figure(1, 999)}}}}}</ref> "
        f"{figure(2000, 2020)} সালে দুই দেশ {topic} বিষয়ক একটি চুক্তি স্বাক্ষর করে।\n\n== বাণিজ্য ==\n"
        f"{figure(2001, 2022)} সালে দুই দেশের মধ্যে বাণিজ্যের পরিমাণ ছিল {figure(2, 980)} কোটি মার্কিন ডলার।\n\n"
        f"[[বিষয়শ্রেণী:{a}–{b} সম্পর্ক]]"
    )
    return Page(f"{a}–{b} সম্পর্ক", text, number, about=(pair[0][0], pair[1][0]))


def other(number: int, chance: random.Random) -> Page:
    """A page that is about no two countries: a river, a talk, a redirect, a list of names, the relations of one."""
    name = f"{chance.choice(_RIVERS)} নদী {str(number).translate(_DIGITS)}"
    _, a = chance.choice(states())
    match number % 10:
        case 0:
            return Page(f"আলাপ:{name}", f"== কথা ==\n{a} নিয়ে লেখা হোক। ~~~~", number, ns=1)
        case 1:
            return Page(name, f"#পুনর্নির্দেশ [[{a}]]", number, redirect=a)
        case 2:
            return Page(f"{name} (দ্ব্যর্থতা)", f"'''{name}''' বলতে বোঝায়:\n* [[{a}]]\n{{{{দ্ব্যর্থতা নিরসন}}}}", number)
        case 4:
            return Page(
                f"{a} {number} এর বৈদেশিক সম্পর্ক", f"'''{a}''' অনেক দেশের সঙ্গে সম্পর্ক রাখে।\n[[বিষয়শ্রেণী:{a}]]", number
            )
    return Page(
        name,
        f"'''{name}''' একটি নদী, যা [[{a}]] হয়ে সাগরে পড়ে।\n\n== গতিপথ ==\nনদীটি পাহাড় থেকে নামে।\n\n[[বিষয়শ্রেণী:নদী]]",
        number,
    )
