"""Suggestions for names that nothing links."""

from __future__ import annotations

import pytest

from bilat_kg.link.candidates import suggest


@pytest.mark.parametrize(
    ("entity", "name", "qid"),
    [
        ("person/bhladimir-putin", "ভলাদিমীর পুটিন", "Q7747"),
        ("city/kuyalampur", "কুয়ালামপুর", "Q1865"),
        ("person/nana", "নানা আকুফো-আদ্দো", "Q718601"),
    ],
)
def test_a_name_spelt_alike_is_suggested(entity: str, name: str, qid: str) -> None:
    found = suggest(entity, [name], "bn")
    assert found[0].qid == qid
    assert 0.7 <= found[0].score <= 1
    assert found[0].ground == "spelling"
    assert len(found) <= 5
    assert list(found) == sorted(found, key=lambda each: (-each.score, each.qid))


def test_what_the_gazetteer_knows_to_be_somebody_else_gets_no_suggestion() -> None:
    assert suggest("country/FLK", ["ফকল্যান্ড দ্বীপপুঞ্জ"], "bn") == ()
    assert suggest("country/somewhere", ["ফকল্যান্ড দ্বীপপুঞ্জ"], "bn")


def test_a_name_like_nobodys_and_another_kind_get_none() -> None:
    assert suggest("person/x", ["ঝড়ঝঞ্ঝা"], "bn") == ()
    assert suggest("person/x", ["মালয়েশিয়া"], "bn") == ()
    assert suggest("person/x", [""], "bn") == ()
