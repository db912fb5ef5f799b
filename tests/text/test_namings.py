"""The states that a text names most."""

from __future__ import annotations

from bilat_kg.text.lexicon import lexicon
from bilat_kg.text.namings import Namings
from bilat_kg.text.tokens import tokenize

BN = Namings(lexicon("bn"))


def test_the_two_states_named_most_are_told() -> None:
    words = tokenize("পেরু ও কেনিয়া। কেনিয়ার দল চিলি হয়ে পেরুতে যায়। পেরুভীয় পণ্য কেনিয়ায় আসে।").word
    assert set(BN.most(words)) == {"PER", "KEN"}
    assert BN.most([]) == ()
    two = tokenize("পাপুয়া নিউ গিনি ও সলোমন দ্বীপপুঞ্জ").word
    assert set(BN.most(two)) == {"PNG", "SLB"}
