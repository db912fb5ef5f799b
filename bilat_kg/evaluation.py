"""Precision, recall and F1 of extracted facts against gold facts, class by class.

A gold folder holds one ``<article>.jsonl`` an article, in the record of docs/reference.md; beside it may stand the
text. A gold fact marked ``uncertain`` counts neither as found nor as missed. Classes that the gold never uses are left
out, and so are facts of articles without gold.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from bilat_kg.errors import BilatError, SourceError
from bilat_kg.matching import MATCHERS, Record, assign
from bilat_kg.model import Abstention, Reading
from bilat_kg.sources.mediawiki.wikitext import parse as parse_wikitext

Kind = Literal["missed", "inexact", "spurious"]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of facts: in the gold, extracted, right in the core, right in every attribute, not in the text."""

    gold: int = 0
    predicted: int = 0
    core: int = 0
    strict: int = 0
    hallucinated: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Score)))

    def prf(self, figure: Literal["core", "strict"]) -> tuple[float, float, float]:
        """Precision, recall and F1 (0 to 1) of one of the two figures; 0 where there is nothing to divide by."""
        hit = self.core if figure == "core" else self.strict
        precision = hit / self.predicted if self.predicted else 0.0
        recall = hit / self.gold if self.gold else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if hit else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """Where extraction and gold differ: the records, the sentence, and the refused candidate nearest to it, if any.

    Of several in the sentence, one that a rule of the same class refused goes first.
    """

    kind: Kind
    article: str
    gold: Record | None
    found: Record | None
    sentence: str
    refused: Abstention | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores by class in the order of the record's classes, their total, differences, and refusals by reason."""

    scores: Mapping[str, Score]
    misses: tuple[Miss, ...]
    refused: Mapping[str, int]

    @property
    def total(self) -> Score:
        """The sum over all classes."""
        return sum(self.scores.values(), Score())

    def to_json(self) -> dict[str, Any]:
        """The figures as plain values: a class (and ``ALL``) to its counts and F1."""
        rows = {**self.scores, "ALL": self.total}
        return {
            name: {f.name: getattr(score, f.name) for f in fields(Score)}
            | {"core_f1": score.prf("core")[2], "strict_f1": score.prf("strict")[2]}
            for name, score in rows.items()
        }


def score(gold: str | Path, facts: Iterable[Record], readings: Iterable[Reading]) -> Evaluation:
    """Hold extracted facts against a gold folder.

    Args:
        gold: the folder.
        facts: the extracted facts of any number of articles, as ``export facts`` gives them.
        readings: the articles that were read, with what was refused in them.

    Raises:
        BilatError: the gold cannot be read, or names no article that was read.
    """
    folder = Path(gold)
    truth = read_gold(folder)
    read = {reading.article.name: reading for reading in readings}
    if not truth.keys() & read.keys():
        known = ", ".join(sorted(read)[:5]) or "none"
        raise BilatError(f"{folder}: its gold is of none of the articles that were read ({known}); build them first")
    found: dict[tuple[str, str], list[Record]] = {}
    rules: dict[str, set[str]] = {}
    for fact in facts:
        found.setdefault((fact["article"], fact["class"]), []).append(fact)
        rules.setdefault(fact["class"], set()).add(_family(fact.get("rule")))
    scope = {fact["class"] for each in truth.values() for fact in each}
    scores = {cls: Score() for cls in MATCHERS if cls in scope}
    misses: list[Miss] = []
    for article, records in truth.items():
        sentences = _Sentences(folder, article, read.get(article), rules)
        for cls in scores:
            wanted = [record for record in records if record["class"] == cls]
            counts, differences = _score(cls, wanted, found.get((article, cls), []), sentences)
            scores[cls] += counts
            misses += differences
    refused = Counter(each.reason for name, reading in read.items() if name in truth for each in reading.abstentions)
    return Evaluation(scores, tuple(misses), dict(sorted(refused.items(), key=lambda item: (-item[1], item[0]))))


def evaluate(
    gold: str | Path, store: str | Path = "bilat-kg.store", sources: Iterable[str | Path] | None = None
) -> Evaluation:
    """Hold the facts of a store against a gold folder, or those read from ``sources`` for this purpose alone.

    Raises:
        BilatError: the gold or the store cannot be read, they have no article in common, or a source is refused.
    """
    from bilat_kg import graph
    from bilat_kg.building import build
    from bilat_kg.graph.records import records

    if sources is not None:
        read_gold(Path(gold))  # a wrong folder is told before anything is read
        with TemporaryDirectory(prefix="bilat-kg-") as folder:
            own = Path(folder, "store")
            if refused := build(sources, own, validate=False).refused:
                raise BilatError(refused[0].reason)
            return evaluate(gold, own)
    with graph.open(store) as opened:
        kept = opened.build.readings
        articles = [article for name in kept.names() if (article := kept.article(name))]
        readings = [Reading(article, abstentions=kept.abstentions(article.iri)) for article in articles]
        return score(gold, records(opened.build.store), readings)


def read_gold(folder: Path) -> dict[str, list[Record]]:
    """The gold records by article.

    Raises:
        BilatError: no folder, no gold in it, or a line that is no record; names file and line.
    """
    files = sorted(folder.glob("*.jsonl")) if folder.is_dir() else []
    if not files:
        raise BilatError(f"{folder}: holds no gold; give a folder with one ARTICLE.jsonl an article")
    return {file.stem: [_record(line, f"{file}, line {n}") for n, line in _lines(file)] for file in files}


def _family(rule: str | None) -> str:
    """The group of a rule: ``visit`` of ``visit.made``."""
    return (rule or "").partition(".")[0]


def _lines(file: Path) -> list[tuple[int, str]]:
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BilatError(f"{file}: cannot be read ({error}); give JSON Lines in UTF-8") from None
    return [(n, line) for n, line in enumerate(lines, 1) if line.strip()]


def _record(line: str, where: str) -> Record:
    try:
        record: dict[str, Any] = json.loads(line)
    except ValueError as error:
        raise BilatError(f"{where}: is no JSON ({error}); give one object a line") from None
    cls = record.get("class") if isinstance(record, dict) else None
    if not isinstance(cls, str) or cls not in MATCHERS:
        raise BilatError(f"{where}: its class is {cls!r}; give one of {', '.join(MATCHERS)}")
    try:
        MATCHERS[cls](record, record)
    except (KeyError, TypeError, AttributeError) as error:
        raise BilatError(
            f"{where}: is no {cls} record ({type(error).__name__}: {error}); see docs/reference.md"
        ) from None
    return record


class _Sentences:
    """Where the facts of one article stand: spans of the gold as sentences, and what was refused near them."""

    def __init__(
        self, folder: Path, article: str, reading: Reading | None, rules: Mapping[str, Collection[str]]
    ) -> None:
        self.article = article
        self._rules = rules  # the rules by which facts of each class were read
        self.text = reading.article.text if reading else ""
        self.abstentions = reading.abstentions if reading else ()
        # The spans of wikitext gold count in the source, markup and all.
        source = folder / f"{article}.wiki"
        self._source = source.read_text(encoding="utf-8") if source.is_file() else None

    def span(self, record: Record) -> tuple[int, int]:
        """Where in the text a gold or extracted record stands; ``(0, 0)`` where it does not say."""
        if evidence := record.get("evidence"):
            return evidence["start"], evidence["end"]
        start, end = record.get("span") or (0, 0)
        if self._source is None:
            return start, end
        try:
            words = parse_wikitext(self._source[start:end], self.article).text
        except SourceError:
            return 0, 0
        at = self.text.find(words)
        return (at, at + len(words)) if at >= 0 else (0, 0)

    def miss(self, kind: Kind, gold: Record | None, found: Record | None) -> Miss:
        start, end = self.span(gold or found or {})
        near = [each for each in self.abstentions if each.evidence.start < end and start < each.evidence.end]
        kin = self._rules.get((gold or found or {}).get("class", ""), ())
        refused = min(
            near, key=lambda each: (_family(each.rule) not in kin, abs(each.evidence.start - start)), default=None
        )
        return Miss(kind, self.article, gold, found, self.text[start:end], refused)

    def hallucinated(self, record: Record) -> bool:
        evidence = record.get("evidence")
        return not evidence or self.text[evidence["start"] : evidence["end"]] != evidence["quote"]


def _score(cls: str, gold: list[Record], found: list[Record], sentences: _Sentences) -> tuple[Score, list[Miss]]:
    """The counts of one class in one article, and where the two differ: missed, then inexact, then spurious."""
    pairs = assign(cls, gold, found)
    sure = [i for i, record in enumerate(gold) if not record.get("uncertain")]
    excused = sum(1 for i in pairs if gold[i].get("uncertain"))
    right = [pairs[i] for i in sure if i in pairs]
    counts = Score(
        gold=len(sure),
        predicted=len(found) - excused,
        core=len(right),
        strict=sum(strict for _, strict in right),
        hallucinated=sum(map(sentences.hallucinated, found)),
    )
    used = {j for j, _ in pairs.values()}
    misses = [sentences.miss("missed", gold[i], None) for i in sure if i not in pairs]
    misses += [sentences.miss("inexact", gold[i], found[pairs[i][0]]) for i in sure if i in pairs and not pairs[i][1]]
    misses += [sentences.miss("spurious", None, record) for j, record in enumerate(found) if j not in used]
    return counts, misses
