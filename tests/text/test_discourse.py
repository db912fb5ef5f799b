"""Who দেশটি is, by the text around it."""

from __future__ import annotations

import pytest
from scenes import names, sentences

from bilat_kg.text.pair import Pair


@pytest.mark.parametrize(
    ("text", "pair", "expected"),
    [
        ("পেরু চুক্তি করে। দেশটি যায়।", Pair("KEN", "PER"), ["PER Nom", "PER Nom"]),
        ("পেরু যায়। কেনিয়া যায়। দেশটির চুক্তি।", Pair("KEN", "PER"), ["PER Nom", "KEN Nom", "KEN Gen"]),
        (
            "পেরু যায়। চিলি আসে। দেশটিতে যায়।",
            Pair("KEN", "PER"),
            ["PER Nom", "CHL Nom", "CHL Loc"],
        ),  # a third state, of which alone was spoken
        ("পেরু যায়। চিলি আসে। কেউ যায়। দেশটিতে যায়।", Pair("KEN", "PER"), ["PER Nom", "CHL Nom", "PER Loc"]),  # once
        ("সোভিয়েত ইউনিয়ন যায়। দেশটি আসে।", Pair("MYS", "RUS"), ["SUN Nom", "SUN Nom"]),
        ("দেশটি যায়। পেরু আসে।", Pair("KEN", "PER"), ["PER Nom"]),  # nothing to point at yet
        ("পেরু যায়। দেশটিতে যায় পেরুর", Pair("KEN", "PER"), ["PER Nom", "KEN Loc", "PER Gen"]),  # cut off
    ],
)
def test_that_country_is_the_one_spoken_of(text: str, pair: Pair, expected: list[str]) -> None:
    assert names(text, pair) == expected


def test_that_country_is_told_from_a_name() -> None:
    found = [c for s in sentences("পেরু যায়। দেশটি আসে।") for c in s.chunks if c.kind == "country"]
    assert [chunk.anaphor for chunk in found] == [False, True]
