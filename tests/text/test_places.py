"""Places that no gazetteer knows, by their locative ending and what stands beside them."""

from __future__ import annotations

import pytest
from scenes import PAIR, sentences

from bilat_kg.text.chunks import Chunk
from bilat_kg.text.morphology import morphology
from bilat_kg.text.places import find_places, namesake


def mission(chunk: Chunk) -> bool:
    return "mission.embassy" in chunk.senses


def places(text: str) -> tuple[bool, list[tuple[str, str]]]:
    (sentence,) = sentences(text)
    chunks = sentence.chunks
    found = find_places(chunks, "bn", PAIR.codes, morphology("bn"), mission)
    cities = [chunk for chunk in chunks if chunk.kind == "city"]
    return found, [(chunk.text, chunk.entity.label_en if chunk.entity else "?") for chunk in cities]


@pytest.mark.parametrize(
    ("text", "found", "named"),
    [
        ("১৯৮৩ সালে কিসুতপুরে দূতাবাস খোলে।", True, [("কিসুতপুর", "Kisutpur")]),
        ("১৯৮৩ সালে বিলকা কিসুতপুরে দূতাবাস খোলে।", True, [("বিলকা কিসুতপুর", "Bilka Kisutpur")]),
        ("১৯৮৩ সালে বিলকানা ও কিসুতপুরে দূতাবাস খোলে।", True, [("বিলকানা", "Bilkana"), ("কিসুতপুর", "Kisutpur")]),
        ("১৯৮৩ সালে লিমায় দূতাবাস খোলে।", False, [("লিমা", "Lima")]),  # known already
        ("১৯৮৩ সালে কিসুতপুর দূতাবাস খোলে।", False, []),  # no locative
        ("১৯৮৩ সালে কিসুতপুরে কার্যালয় খোলে।", False, []),  # nothing that stands in places
        ("কেনিয়ার কিসুতপুরে দূতাবাস খোলে।", False, []),  # what stands before may belong to it
    ],
)
def test_an_unknown_word_in_the_locative_before_what_stands_there_is_a_place(
    text: str, found: bool, named: list[tuple[str, str]]
) -> None:
    assert places(text) == (found, named)


def test_a_place_so_found_claims_nothing() -> None:
    (sentence,) = sentences("১৯৮৩ সালে কিসুতপুরে দূতাবাস খোলে।")
    length = len(sentence.chunks)
    find_places(sentence.chunks, "bn", PAIR.codes, morphology("bn"), mission)
    (place,) = (chunk.entity for chunk in sentence.chunks if chunk.kind == "city")
    assert place is not None
    assert (place.qid, place.country, place.id) == (None, None, "kisutpur")
    assert len(sentence.chunks) == length


def test_a_namesake_is_not_the_city_that_the_gazetteer_knows() -> None:
    (lima,) = (chunk.entity for s in sentences("লিমায় যায়।") for chunk in s.chunks if chunk.kind == "city")
    assert lima is not None
    other = namesake(lima)
    assert (other.label_en, other.qid, other.country) == ("Lima", None, None)
    assert other.id != lima.id
