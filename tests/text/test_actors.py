"""Who acts is told by the nominative, whatever else is said of the other state before it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

import pytest

from bilat_kg.model import Article, Entity, Fact
from bilat_kg.text.pair import Pair
from bilat_kg.text.pipeline import load

# {n} is the other state, {g} its genitive, {l} its locative.
ABOUT_THE_OTHER = (
    "{g} অনুরোধে", "{g} সহায়তায়", "{g} রাষ্ট্রপতির উপস্থিতিতে", "{g} প্রস্তাবে সাড়া দিয়ে", "{g} সঙ্গে আলোচনার পর",
    "{g} অর্থনৈতিক সংকটের সময়", "{g} স্বাধীনতার পর", "{n} স্বাধীন হওয়ার পর", "{n} স্বাধীন হলে", "{g} রাষ্ট্রদূতের আমন্ত্রণে",
    "{g} জনগণের পাশে দাঁড়াতে", "{g} বাজার ধরতে", "{g} ওপর নির্ভরতা কমাতে", "{g} সঙ্গে সম্পর্ক জোরদার করতে", "{g} আহ্বানে",
    "{g} নতুন সরকারের সঙ্গে বোঝাপড়ার পর", "{l} গৃহযুদ্ধ শেষ হলে", "{l} গণতন্ত্র ফিরলে", "{n} চাইলে", "{g} চাপের মুখে",
    "{g} আপত্তি সত্ত্বেও", "{g} আগেই",
)  # fmt: skip
# What is then told of the one that acts ({A}, genitive {G}), with the roles of it and of the other (its capital {c}).
DEEDS = (
    ("{A} ২০১০ সালে {cl} একটি কনস্যুলেট খোলে।", ("sender", "receiver")),
    ("{A} ২০১০ সালে সেখানে একটি কনস্যুলেট খোলে।", ("sender", "receiver")),
    ("{G} রাষ্ট্রপতি ২০১৫ সালের মে মাসে {c} সফর করেন।", ("fromCountry", "toCountry")),
    ("{G} প্রধানমন্ত্রী ২০১৫ সালের মে মাসে দেশটি সফর করেন।", ("fromCountry", "toCountry")),
    ("{A} ১৯৭২ সালে দেশটিকে স্বীকৃতি দেয়।", ("holder", "towards")),
    ("{A} জাতিসংঘে দেশটিকে সমর্থন করে।", ("holder", "towards")),
    ("{A} ২০২০ সালে দেশটিতে ৫ কোটি ডলারের পণ্য রপ্তানি করে।", ("exporter", "importer")),
    ("{A} ২০২০ সালে দেশটি থেকে ৫ কোটি ডলারের পণ্য আমদানি করে।", ("importer", "exporter")),
    ("{A} সেখানে চা ও কফি রপ্তানি করে।", ("exporter", "importer")),
    ("{A} দেশটি থেকে চা ও কফি আমদানি করে।", ("importer", "exporter")),
)
STATES = {
    "KEN": {"n": "কেনিয়া", "g": "কেনিয়ার", "l": "কেনিয়ায়", "c": "নাইরোবি", "cl": "নাইরোবিতে"},
    "PER": {"n": "পেরু", "g": "পেরুর", "l": "পেরুতে", "c": "লিমা", "cl": "লিমায়"},
}
CASES = [*product(ABOUT_THE_OTHER, DEEDS, (("KEN", "PER"), ("PER", "KEN")))]
# A request, an appeal or a proposal makes deeds of trade no more than asked for, which is refused.
UNREAD = 12


def roles(fact: Fact, names: Iterable[str]) -> tuple[str | None, ...]:
    """The codes of the states that play these roles in a fact."""
    played = dict(fact.roles)
    values = (next(iter(played.get(name, ())), None) for name in names)
    return tuple(value.id if isinstance(value, Entity) else None for value in values)


def read(before: str, deed: str, actor: str, other: str) -> list[Fact]:
    """The facts of one sentence."""
    text = f"{before} {deed}".format(**STATES[other], A=STATES[actor]["n"], G=STATES[actor]["g"])
    return list(load("bn").read(Article("x", "x:x", "bn", text), Pair("KEN", "PER")).facts)


def test_there_are_as_many_cases_as_meant() -> None:
    assert len(CASES) == 22 * 10 * 2


@pytest.mark.parametrize("before", ABOUT_THE_OTHER)
def test_nobody_takes_the_part_of_the_one_who_acts(before: str) -> None:
    for (deed, names), (actor, other) in product(DEEDS, (("KEN", "PER"), ("PER", "KEN"))):
        for fact in read(before, deed, actor, other):
            assert roles(fact, names) == (actor, other), (before, deed)


def test_most_of_them_are_read() -> None:
    unread = [case for case in CASES if not read(case[0], case[1][0], *case[2])]
    assert len(unread) <= UNREAD
