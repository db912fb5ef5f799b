"""The damage that texts of the web carry, done to a text on purpose. Every kind is seeded and leaves the facts in it.

All but one: a lost case ending takes away who did what to whom, so that kind is measured apart.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Mapping
from itertools import pairwise

from benchmarks.metamorphic.substitution import slots
from bilat_kg.text.gazetteer import countries
from bilat_kg.text.pair import Pair

Damage = Callable[[str, Pair, random.Random], str]

_BENGALI = "\u0980-\u09ff"
_END = re.compile(r"(?<=[।?!]) ")
_WORD = re.compile(rf"[{_BENGALI}]+")
_HEADING = re.compile(r"^(=+) *(.*?) *=+$", re.MULTILINE)
_DATE_NUMBER = re.compile(
    rf"(?<![{_BENGALI}])([০-৯]{{1,4}})(?= (?:সাল|খ্রি|জানু|ফেব্রু|মার্চ|এপ্রিল|মে |জুন|জুলাই|আগস্ট|সেপ্টে|অক্টো|নভে|ডিসে))"
)
_DASH = re.compile(r"(?<=[^\s=|])[-‐‑–−](?=[^\s=|])")
_SPACED_DASH = re.compile(r"(?<= )[-–—−](?= )")
_COMPOSED = {"য়": "\u09df", "ড়": "\u09dc", "ঢ়": "\u09dd"}


def _mark(dice: random.Random) -> str:
    number = "".join(chr(ord("০") + int(digit)) for digit in str(dice.randint(1, 24)))
    return dice.choice([f"[{number}]", f"[{number}]", f"[{number}][{number}]", f"[টীকা {number}]"])


def _some(pattern: re.Pattern[str], text: str, share: float, dice: random.Random, put: Callable[[str], str]) -> str:
    return pattern.sub(lambda match: put(match.group()) if dice.random() < share else match.group(), text)


def footnotes(text: str, pair: Pair, dice: random.Random) -> str:
    """Footnote marks after sentences, commas and words."""
    text = re.sub(r"[।,](?=[ \n])", lambda m: m.group() + (_mark(dice) if dice.random() < 0.4 else ""), text)
    return _some(_WORD, text, 0.03, dice, lambda word: word + _mark(dice))


def footnotes_in_dates(text: str, pair: Pair, dice: random.Random) -> str:
    """Footnote marks inside dates: ``১৯৭২[১] সালের``."""
    return _some(_DATE_NUMBER, text, 0.5, dice, lambda number: number + _mark(dice))


def edit_links(text: str, pair: Pair, dice: random.Random) -> str:
    """What is left of the link beside a heading: ``সফরসম্পাদনা``, ``সফর[সম্পাদনা]``."""

    def heading(match: re.Match[str]) -> str:
        marks, words = match.groups()
        return dice.choice(
            [
                f"{words}সম্পাদনা",
                f"{words}[সম্পাদনা]",
                f"{words} [সম্পাদনা | উৎস সম্পাদনা]",
                f"{marks} {words} {marks} সম্পাদনা",
            ]
        )

    return _HEADING.sub(heading, text)


def missing_spaces(text: str, pair: Pair, dice: random.Random) -> str:
    """No space after the danda: ``করেন।পরে``."""
    return _some(_END, text, 0.6, dice, lambda _: "")


def doubled_spaces(text: str, pair: Pair, dice: random.Random) -> str:
    """Two spaces, no-break spaces, a space before a danda or comma."""
    text = _some(re.compile(" "), text, 0.15, dice, lambda _: dice.choice(["  ", "   ", "\u00a0", " \u00a0"]))
    return _some(re.compile(r"।|,(?=\s)"), text, 0.2, dice, lambda sign: " " + sign)


def zero_width(text: str, pair: Pair, dice: random.Random) -> str:
    """Joiners and non-joiners, spaces without width, inside and after words."""

    def sprinkle(word: str) -> str:
        at = dice.randint(1, len(word))
        return word[:at] + dice.choice("\u200c\u200d\u200c\u200d\u200b") + word[at:]

    return _some(_WORD, text, 0.15, dice, sprinkle)


def letters_of_two_forms(text: str, pair: Pair, dice: random.Random) -> str:
    """ড় ঢ় য় as one character and as two, side by side."""
    text = unicodedata.normalize("NFC", text)
    return _some(re.compile("|".join(_COMPOSED)), text, 0.5, dice, lambda letter: _COMPOSED[letter])


def dashes(text: str, pair: Pair, dice: random.Random) -> str:
    """Hyphens, dashes and minus signs for one another."""
    text = _some(_DASH, text, 0.7, dice, lambda _: dice.choice("-‐‑–−"))
    return _some(_SPACED_DASH, text, 0.7, dice, lambda _: dice.choice("-–—"))


def quote_marks(text: str, pair: Pair, dice: random.Random) -> str:
    """What is left of bold and italics, around a word or between a word and its ending."""

    def bold(word: str) -> str:
        marks = dice.choice(["'''", "'''", "''"])
        return marks + word + dice.choice([marks, marks, ""])

    return _some(_WORD, text, 0.05, dice, bold)


def glued_names(text: str, pair: Pair, dice: random.Random) -> str:
    """A name run together with the name before or after it: ``মাস্কাটমালয়েশিয়ার``."""
    found = [slot for slot in slots(text, pair, set()) if slot is not None and slot.entity is not None]
    for one, other in reversed(list(pairwise(found))):
        if other.start - one.end == 1 and text[one.end] == " " and dice.random() < 0.5:
            text = text[: one.end] + text[other.start :]
    return text


def half_sentences(text: str, pair: Pair, dice: random.Random) -> str:
    """The end of a sentence before the text and the beginning of one after it, as at a cut."""
    sentences = [part for part in re.split(r"[।\n]", text) if len(part.split()) > 8]
    first, last = dice.choice(sentences).split(), dice.choice(sentences).split()
    return f"{' '.join(first[len(first) // 2 :])}\n{text}\n{' '.join(last[: len(last) // 2])}"


def infobox(text: str, pair: Pair, dice: random.Random) -> str:
    """What is left of a box at the top: the states, labels without values, parameters."""
    one, other = (countries()[code].label_bn for code in pair.codes)
    rows = [
        f"{one}–{other} সম্পর্ক", "মানচিত্র নির্দেশ করছে অবস্থান", f"{one}", f"{other}", "কূটনৈতিক মিশন",
        "| map = Locator.png", "| চিত্র_আকার = 250px", f"| party1 = {one}", f"|party2={other}", "}}",
    ]  # fmt: skip
    kept = [row for row in rows if dice.random() < 0.7]
    return "\n".join([*kept, text])


def captions(text: str, pair: Pair, dice: random.Random) -> str:
    """Captions of pictures between paragraphs and sentences."""
    one, other = (countries()[code].label_bn for code in pair.codes)

    def caption() -> str:
        return dice.choice(
            [
                f"thumb|right|{one} ও {other}র পতাকা",
                "thumb|250px|left|দুই নেতার করমর্দন",
                f"চিত্র:Flags.jpg|thumb|{other}র মানচিত্র",
                f"{one}র একটি সড়কের নাম ফলক",
            ]
        )

    text = _some(re.compile(r"\n(?==)"), text, 0.6, dice, lambda _: f"\n{caption()}\n")
    return _some(_END, text, 0.05, dice, lambda _: f"\n{caption()}\n")


def lost_endings(text: str, pair: Pair, dice: random.Random) -> str:
    """Names without their case endings, as where a link was stripped: ``মাস্কাট মালয়েশিয়ার দূতাবাস``."""
    found = [slot for slot in slots(text, pair, set()) if slot is not None and slot.entity is not None]
    for slot in reversed(found):
        if slot.ending.case is not None and dice.random() < 0.3:
            text = text[: slot.start] + slot.stem + text[slot.end :]
    return text


def everything(text: str, pair: Pair, dice: random.Random) -> str:
    """All kinds at once, but for lost endings."""
    order = list(HARMLESS.values())
    order.insert(0, order.pop(order.index(glued_names)))  # it needs a text that can still be read
    for damage in order:
        text = damage(text, pair, dice)
    return text


HARMLESS: Mapping[str, Damage] = {
    "footnote marks": footnotes,
    "footnote marks in dates": footnotes_in_dates,
    "“সম্পাদনা” at headings": edit_links,
    "no space after the danda": missing_spaces,
    "doubled and odd spaces": doubled_spaces,
    "zero-width characters": zero_width,
    "ড় ঢ় য় in both forms": letters_of_two_forms,
    "hyphens and dashes": dashes,
    "leftover '''": quote_marks,
    "glued names": glued_names,
    "half sentences at a cut": half_sentences,
    "remnants of an infobox": infobox,
    "captions": captions,
}
APART: Mapping[str, Damage] = {"all of these at once": everything, "lost case endings": lost_endings}
