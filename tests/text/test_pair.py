"""Which two states an article is about."""

from __future__ import annotations

import pytest
from scenes import scene

from bilat_kg.errors import SourceError
from bilat_kg.text.pair import Pair


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("পেরু ও কেনিয়ার সম্পর্ক ভালো।", ("KEN", "PER")),
        ("কেনিয়া ও পেরুর সম্পর্ক ভালো। চিলি, চিলির, চিলিতে।", ("KEN", "PER")),  # the opening counts
        ("লিমা ও নাইরোবি।", ("KEN", "PER")),  # capitals stand for their states
        ("সোভিয়েত ইউনিয়ন ও মালয়েশিয়ার সম্পর্ক।", ("MYS", "RUS")),  # as today's states
    ],
)
def test_the_pair_is_found(text: str, pair: tuple[str, str]) -> None:
    assert scene(text, None).pair.codes == pair


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("আবহাওয়া ভালো।", "names no country"),
        ("পেরু সুন্দর। পেরুতে পাহাড় আছে।", "names only one country (Peru)"),
        ("রাশিয়া ও সোভিয়েত ইউনিয়ন।", "names only one country (Russia)"),  # one state under two names
    ],
)
def test_without_two_states_an_article_is_refused(text: str, reason: str) -> None:
    with pytest.raises(SourceError, match=r"^ken-per: the text ") as refused:
        scene(text, None)
    assert reason in str(refused.value)
    assert "is needed" in str(refused.value)


def test_a_pair_knows_its_parties_under_former_names_too() -> None:
    pair = Pair("MYS", "RUS")
    assert (pair.other("SUN"), pair.other("RUS"), pair.other("MYS")) == ("MYS", "MYS", "RUS")
    assert pair.other("PER") is pair.other(None) is None
    assert "SUN" in pair
    assert "PER" not in pair
    assert None not in pair
