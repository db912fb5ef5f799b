"""The file of decisions: what it says, and what one wrong line gets."""

from __future__ import annotations

import pytest

from bilat_kg.errors import DecisionError
from bilat_kg.link.decisions import COLUMNS, Decision, Decisions, add, read
from bilat_kg.link.linker import Linker
from bilat_kg.model import Article, Candidate, Entity, Mention, Reading

HEAD = "entity,decision,qid,who,when,note\n"
KING = Entity("person", "badsah-abdullah", "Badsah Abdullah", "বাদশাহ আবদুল্লাহ")
TWO = (Entity("person", "Q1", "One", qid="Q1"), Entity("person", "Q2", "Two", qid="Q2"))
OMAN = Entity("country", "OMN", "Oman", "ওমান", "Q842")
READING = Reading(
    Article("made", "https://example.org/made", "bn", "ওমানের বাদশাহ আবদুল্লাহ"),
    mentions=(Mention(0, 6, OMAN, "label"), Mention(7, 23, KING, None, TWO), Mention(7, 23, KING, None, TWO)),
)


def linked(*decisions: Decision) -> dict[str, tuple[str | None, str | None, set[str]]]:
    links = Linker(Decisions(decisions)).link(READING.article.iri, READING.namings())
    return {
        link.entity.id: (link.item and link.item.qid, link.item and link.item.ground, {c.qid for c in link.candidates})
        for link in links
    }


def test_without_decisions_what_may_be_two_is_open():
    assert linked() == {"OMN": ("Q842", "label", set()), KING.id: (None, None, {"Q1", "Q2"})}


@pytest.mark.parametrize(
    ("decision", "entity", "expected"),
    [
        (Decision("person/badsah-abdullah", "accept", "Q2"), KING.id, ("Q2", "decision", set())),
        (Decision("person/badsah-abdullah", "accept", "Q9"), KING.id, ("Q9", "decision", set())),
        (Decision("person/badsah-abdullah", "refuse", "Q2"), KING.id, (None, None, {"Q1"})),
        (Decision("country/OMN", "refuse", "Q842"), "OMN", (None, None, set())),
        (Decision("country/OMN", "refuse", "Q1"), "OMN", ("Q842", "label", set())),
        (Decision("country/OMN", "open"), "OMN", (None, None, {"Q842"})),
    ],
)
def test_a_decision_comes_before_everything_else(decision, entity, expected):
    assert linked(decision)[entity] == expected


def test_a_link_says_who_decided():
    linker = Linker(Decisions((Decision("country/OMN", "accept", "Q842", "Rima", "2026-01-31", "sure"),)))
    assert {link.note for link in linker.link(READING.article.iri, READING.namings())} == {
        None,
        "Rima; 2026-01-31; sure",
    }
    assert linker.unused() == ()
    assert Linker(Decisions((Decision("city/x", "open"),))).unused() == ("city/x",)


def test_what_no_article_names_the_gazetteer_links_unless_somebody_refused():
    muscat = Entity("city", "Q3826", "Muscat", "মাস্কাট", "Q3826")
    (link,) = Linker().complete([muscat, KING])
    assert link.item == Candidate("Q3826", "Muscat", "gazetteer", link.item.score)
    (link,) = Linker(Decisions((Decision("city/Q3826", "refuse", "Q3826"),))).complete([muscat])
    assert link.item is None
    linker = Linker()
    linker.link(READING.article.iri, READING.namings())
    assert not list(linker.complete([OMAN]))


def test_a_qid_that_is_none_is_no_link():
    odd = Reading(
        READING.article,
        mentions=tuple(
            Mention(0, 6, Entity("person", q, q, qid=q), "label") for q in ("Q12> <http://evil", "Q012", "")
        ),
    )
    assert [link.item for link in Linker().link(odd.article.iri, odd.namings())] == [None, None, None]


def test_a_file_is_read_back_as_it_was_written(tmp_path):
    file = tmp_path / "d.csv"
    first = Decision("person/john-smith", "refuse", "Q5", "Rima", "2026-01-31", 'not "him", the other')
    add(file, first)
    add(file, Decision("person/john-smith", "accept", "Q7"))
    assert read(file).all == (first, Decision("person/john-smith", "accept", "Q7"))
    assert file.read_text(encoding="utf-8").splitlines()[0] == ",".join(COLUMNS)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.csv"]


def test_the_last_word_on_a_matter_counts(tmp_path):
    file = tmp_path / "d.csv"
    for each in (("accept", "Q1"), ("open", ""), ("accept", "Q2"), ("refuse", "Q2"), ("refuse", "Q3")):
        add(file, Decision("city/x", *each))
    assert [(each.decision, each.qid) for each in read(file).all] == [("refuse", "Q2"), ("refuse", "Q3")]


def test_a_file_from_a_spreadsheet_is_read(tmp_path):
    file = tmp_path / "d.csv"
    file.write_bytes("\ufeffentity,decision,qid\r\nperson/x, accept ,Q7\r\n".encode())
    assert read(file).all == (Decision("person/x", "accept", "Q7"),)


BAD = [
    ("", "line 1: no column 'entity'"),
    ("entity;decision;qid\n", "line 1: no column 'entity'"),
    (HEAD + "john smith,accept,Q7,,,\n", "line 2: 'john smith' is no entity"),
    (HEAD + "planet/x,accept,Q7,,,\n", "line 2: 'planet/x' is no entity"),
    (HEAD + "person/x,yes,Q7,,,\n", "line 2: 'yes' is no decision; write accept, refuse or open"),
    (HEAD + "person/x,accept,,,,\n", "line 2: '' is no Wikidata item"),
    (HEAD + "person/x,accept,Q07,,,\n", "line 2: 'Q07' is no Wikidata item"),
    (HEAD + "person/x,accept,Q7,,,\nperson/y,refuse,P31,,,\n", "line 3: 'P31' is no Wikidata item"),
    (HEAD + "person/x,open,Q7,,,\n", "line 2: open takes no QID"),
    (HEAD + "person/x,accept,Q7,,31.1.2026,\n", "line 2: '31.1.2026' is no date"),
    (HEAD + "person/x,accept,Q7,,,\nperson/x,accept,Q8,,,\n", "is to be accepted as Q7 and accepted as Q8"),
    (HEAD + "person/x,open,,,,\nperson/x,accept,Q8,,,\n", "is to be left open and accepted as Q8"),
    (HEAD + "person/x,accept,Q7,,,\nperson/x,refuse,Q7,,,\n", "both is and is not Q7"),
    (HEAD + '"person/x,accept\n', "is no CSV"),
]


@pytest.mark.parametrize(("text", "sentence"), BAD)
def test_a_wrong_line_gets_one_sentence(tmp_path, text, sentence):
    file = tmp_path / "d.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DecisionError) as told:
        read(file)
    assert str(told.value).startswith(str(file))
    assert sentence in str(told.value)
    assert "\n" not in str(told.value)


def test_there_are_wrong_lines():
    assert len(BAD) == 14


def test_a_decision_that_cannot_be_written_leaves_the_file_as_it_was(tmp_path):
    file = tmp_path / "d.csv"
    add(file, Decision("person/x", "accept", "Q7"))
    before = file.read_bytes()
    for wrong in (Decision("person/x", "refuse", "Q7 "), Decision("x", "open"), Decision("person/x", "open", "Q7")):
        with pytest.raises(DecisionError):
            add(file, wrong)
    assert file.read_bytes() == before
    with pytest.raises(DecisionError, match="cannot be written"):
        add(tmp_path / "none" / "d.csv", Decision("person/x", "open"))


def test_bytes_that_are_no_utf8_and_a_missing_file_are_told(tmp_path):
    file = tmp_path / "d.csv"
    with pytest.raises(DecisionError, match="there is no such file"):
        read(file)
    file.write_bytes(HEAD.encode() + b"person/\xff,open,,,,\n")
    with pytest.raises(DecisionError, match="not valid UTF-8"):
        read(file)
