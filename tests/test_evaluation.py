from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from bilat_kg import sources
from bilat_kg.errors import BilatError
from bilat_kg.evaluation import Score, read_gold, score
from bilat_kg.matching import MATCHERS
from bilat_kg.model import Abstention, Article, Evidence, Reading

SCORE = Path(__file__).parent / "data" / "score"
TEXT = "ওমানে মালয়েশিয়ার দূতাবাস আছে। মালয়েশিয়ায় ওমানের দূতাবাস নেই।"


def lines(file: Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def reading(name: str, text: str = TEXT, abstentions: tuple[Abstention, ...] = ()) -> Reading:
    return Reading(Article(name, f"https://w3id.org/bilat-kg/id/article/{name}", "bn", text), abstentions=abstentions)


def embassy(**more) -> dict:
    record = {"class": "Embassy", "kind": "embassy", "sender": "MYS", "receiver": "OMN", "status": "open"}
    return record | {"city": None, "opened": None} | more


@pytest.fixture
def gold(tmp_path):
    def write(*records: dict) -> Path:
        file = tmp_path / "gold" / "x.jsonl"
        file.parent.mkdir()
        file.write_text("\n".join(json.dumps(record) for record in records) + "\n\n", encoding="utf-8")
        return file.parent

    return write


def test_figures_are_those_of_the_reference_scorer():
    """``expected.*`` is what gold/score.py prints for these gold and predicted facts, many of them damaged."""
    facts = lines(SCORE / "predicted.jsonl")
    evaluation = score(SCORE / "gold", facts, [reading(file.stem) for file in (SCORE / "gold").glob("*.jsonl")])
    expected = json.loads((SCORE / "expected.json").read_text(encoding="utf-8"))
    ours = evaluation.to_json()
    assert list(ours) == list(expected) == [*MATCHERS, "ALL"]
    for name, figures in expected.items():
        assert {key: ours[name][key] for key in figures} == figures
    assert 0 < ours["ALL"]["strict"] < ours["ALL"]["core"] < ours["ALL"]["predicted"]


def test_differences_are_those_of_the_reference_scorer():
    facts = lines(SCORE / "predicted.jsonl")
    evaluation = score(SCORE / "gold", facts, [reading(file.stem) for file in (SCORE / "gold").glob("*.jsonl")])
    ours = [
        f"{miss.kind} {miss.article} "
        + " ".join(json.dumps(record, ensure_ascii=False) for record in (miss.gold, miss.found) if record)
        for miss in evaluation.misses
    ]
    expected = (SCORE / "expected.txt").read_text(encoding="utf-8").splitlines()
    expected = [line for line in expected if line.startswith(("missed ", "inexact ", "spurious "))]
    assert len(expected) > 100
    assert Counter(ours) == Counter(expected)


def test_precision_recall_and_f1():
    assert Score(gold=4, predicted=2, core=2, strict=1).prf("core") == (1.0, 0.5, pytest.approx(2 / 3))
    assert Score(gold=4, predicted=2, core=2, strict=1).prf("strict") == (0.5, 0.25, pytest.approx(1 / 3))
    assert Score(gold=4).prf("core") == (0.0, 0.0, 0.0)


def test_a_quote_that_is_not_the_text_is_a_hallucination(gold):
    folder = gold(embassy(span=[0, 31]))
    right = {"start": 0, "end": 31, "quote": TEXT[:31]}
    for evidence, expected in ((right, 0), (right | {"end": 30}, 1), (right | {"start": 1}, 1), (None, 1)):
        fact = embassy(article="x", evidence=evidence)
        assert score(folder, [fact], [reading("x")]).total.hallucinated == expected


def test_a_miss_shows_its_sentence_and_what_was_refused_there(gold):
    far = Abstention("x", "embassy", "no receiver", Evidence(0, 31, TEXT[:31]))
    near = Abstention("x", "embassy", "negated", Evidence(40, 50, TEXT[40:50]))
    folder = gold(embassy(sender="OMN", receiver="MYS", status="none", span=[32, len(TEXT)]))
    evaluation = score(folder, [], [reading("x", abstentions=(far, near))])
    (miss,) = evaluation.misses
    assert (miss.kind, miss.article, miss.sentence, miss.refused) == ("missed", "x", TEXT[32:], near)
    assert evaluation.refused == {"no receiver": 1, "negated": 1}


def test_of_two_refused_candidates_the_one_of_the_same_class_is_shown(gold):
    nearer = Abstention("x", "trade.total", "no amount", Evidence(32, len(TEXT), TEXT[32:]))
    kin = Abstention("x", "mission.stands", "negated", Evidence(40, 50, TEXT[40:50]))
    folder = gold(embassy(span=[0, 31]), embassy(sender="OMN", receiver="MYS", status="none", span=[32, len(TEXT)]))
    read = embassy(article="x", rule="mission.opened", evidence={"start": 0, "end": 31, "quote": TEXT[:31]})
    (miss,) = score(folder, [read], [reading("x", abstentions=(nearer, kin))]).misses
    assert miss.refused == kin
    (_, miss) = score(folder, [], [reading("x", abstentions=(nearer, kin))]).misses
    assert miss.refused == nearer


def test_a_gold_span_of_wikitext_is_found_in_the_text():
    (article,) = sources.read(SCORE / "gold" / "fra-mar.wiki")
    evaluation = score(SCORE / "gold", [], [Reading(article)])
    misses = [miss for miss in evaluation.misses if miss.article == "fra-mar"]
    assert len(misses) >= 25
    assert all(miss.sentence and "[[" not in miss.sentence and "<ref" not in miss.sentence for miss in misses)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: is no JSON"),
        ("[]", "line 2: its class is None; give one of DiplomaticRelation, Embassy"),
        ('{"class": "Treaty"}', "line 2: its class is 'Treaty'"),
        ('{"class": "Embassy", "sender": "MYS"}', "line 2: is no Embassy record (KeyError: 'receiver')"),
        ('{"class": "DiplomaticRelation", "parties": 3}', "line 2: is no DiplomaticRelation record (TypeError"),
    ],
)
def test_bad_gold_is_named_by_file_and_line(tmp_path, line, message):
    (tmp_path / "x.jsonl").write_text(json.dumps(embassy()) + "\n" + line, encoding="utf-8")
    with pytest.raises(BilatError) as caught:
        read_gold(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path / 'x.jsonl'}, {message}")


def test_gold_that_is_missing_or_of_other_articles(tmp_path, gold):
    with pytest.raises(BilatError, match=r"holds no gold; give a folder with one ARTICLE.jsonl an article"):
        score(tmp_path / "none", [], [reading("x")])
    with pytest.raises(BilatError, match=r"none of the articles that were read \(y\); build them first"):
        score(gold(embassy()), [], [reading("y")])
