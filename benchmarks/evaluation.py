"""``python -m benchmarks.evaluation``: all figures of quality, written to docs/evaluation.md and the floor of CI.

``--heldout`` adds the held-out articles. Their figures of the first such run are kept in
``tests/data/evaluation/heldout.json``, are never written again, and stand in the page beside those of today.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from string import Template
from typing import Any

from benchmarks import baseline, linearity
from benchmarks.markdown import table
from benchmarks.metamorphic import __main__ as metamorphic
from benchmarks.metamorphic.casts import states
from benchmarks.metamorphic.following import run, units
from benchmarks.noise import __main__ as noise
from benchmarks.noise.damages import APART, HARMLESS
from benchmarks.noise.measure import clean, measure
from benchmarks.records import records
from bilat_kg import resources, sources
from bilat_kg.evaluation import Evaluation, Miss, Score, score
from bilat_kg.model import Article, Reading
from bilat_kg.text.pipeline import load

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "data" / "gold"
DATA = ROOT / "tests" / "data" / "evaluation"
FLOOR = DATA / "floor.json"
FIRST = DATA / "heldout.json"
PAGE = ROOT / "docs" / "evaluation.md"
TEMPLATE = Path(__file__).with_suffix(".md")
SETS: Mapping[str, Path] = {"seeds": resources.ARTICLES, "dev": GOLD / "dev"}
# scored unread first: first_seen.toml
READ = (
    "mixed", "news", "long", "voices", "affairs", "lexicon", "wire", "gazette", "almanac", "atlas", "courier", "digest",
    "folio", "herald", "ledger", "post", "bulletin", "quill", "quay", "orchard", "parcel", "quarry",
    "harbour", "mosaic", "lantern", "meadow", "cedar", "delta", "ember", "fjord", "garnet", "heron", "iris", "juniper",
    "linden",
    "kestrel",
    "mallow",
    "nettle",
    "osprey",
    "plover",
    "quince",
    "umber",
    "tansy",
    "sable",
    "rowan",
    "willow",
    "hazel",
    "yarrow",
)  # fmt: skip
SEEDS = (1, 2, 3)
_ALIASES = 100  # units a state in the run with any name: it is there to be compared
_SCORED = ["gold", "found", "core P", "R", "F1", "strict P", "R", "F1", "hallucinated"]


def rules(article: Article) -> Reading:
    """What the extractor reads."""
    return load(article.lang).read(article)


def by_distance(article: Article) -> Reading:
    """What the baseline reads."""
    return baseline.load(article.lang).read(article)


def evaluate(name: str, read: Callable[[Article], Reading] = rules) -> Evaluation:
    """The scores of one set by name."""
    readings = [read(article) for article in sources.read(SETS.get(name, GOLD / name))]
    return score(GOLD / name, records(readings), readings)


def floor(evaluations: Mapping[str, Evaluation]) -> dict[str, dict[str, dict[str, float]]]:
    """The figures below which nothing may fall: core and strict F1 by set and class, rounded down."""
    return {
        name: {
            cls: {figure: int(row[figure] * 10_000) / 10_000 for figure in ("core_f1", "strict_f1")}
            for cls, row in evaluation.to_json().items()
        }
        for name, evaluation in evaluations.items()
    }


def scores(found: Evaluation, base: Evaluation) -> str:
    """The table of one set."""
    rows: list[list[object]] = []
    for name, each in {**found.scores, "**all**": found.total}.items():
        other = base.scores.get(name, base.total)
        rows.append([name, *_figures(each), other.prf("core")[2], other.prf("strict")[2]])
    return table(["class", *_SCORED, "baseline core F1", "strict F1"], rows)


def _figures(each: Score) -> list[object]:
    return [each.gold, each.predicted, *each.prf("core"), *each.prf("strict"), each.hallucinated]


def totals(found: Mapping[str, Evaluation]) -> str:
    """One row a set: what the rules read of articles that they have learnt from since."""
    return table(["articles", *_SCORED], ([name, *_figures(each.total)] for name, each in found.items()))


def refusals(found: Evaluation) -> str:
    """The reasons for which candidates were refused."""
    return table(["reason", "times"], found.refused.items())


def errors(evaluations: Mapping[str, Evaluation]) -> str:
    """What remains, by class and cause, with the articles that it is of."""
    grouped: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for evaluation in evaluations.values():
        for miss in evaluation.misses:
            grouped[(miss.gold or miss.found or {})["class"], cause(miss)].append(miss.article)
    if not grouped:
        return "None."
    rows = [
        (cls, why, ", ".join(sorted(set(articles))), len(articles))
        for (cls, why), articles in sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
    return table(["class", "cause", "articles", "times"], rows, left=3)


def cause(miss: Miss) -> str:
    """Why a fact was missed, inexact or spurious, as far as the reading itself tells."""
    if miss.kind == "missed":
        return f"missed; refused there: {miss.refused.reason}" if miss.refused else "missed; no candidate there"
    if miss.kind == "inexact":
        gold, found = miss.gold or {}, miss.found or {}
        scored = ("kind", "city", "opened", "status", "visitor", "visitor_office", "start", "end", "currency", "approx",
                  "year", "established", "signed", "goods")  # fmt: skip
        wrong = [name for name in scored if gold.get(name) and gold.get(name) != found.get(name)]
        return f"found, but not exact: {', '.join(wrong)}"
    return f"not in the gold; by {(miss.found or {}).get('rule')}"


def first_seen() -> str:
    """The rounds of cross-validation, as they were entered."""
    rounds = tomllib.loads((DATA / "first_seen.toml").read_text(encoding="utf-8")).get("round", [])
    if not rounds:
        return "*Not yet entered: `tests/data/evaluation/first_seen.toml` says how.*"
    columns = ["articles", "rules written from", "gold", "core F1", "strict F1"]
    fields = ("articles", "seen", "gold", "core_f1", "strict_f1")
    intro = "What articles scored when rules that were not written from them first read them, as it was then:"
    return f"{intro}\n\n{table(columns, ([each[f] for f in fields] for each in rounds), left=2)}"


def first_held_out(found: Evaluation | None) -> dict[str, Any] | None:
    """The held-out figures of the first run that had them; this run's, and kept, if it is the first."""
    if not FIRST.is_file():
        if found is None:
            return None
        FIRST.write_text(json.dumps(found.to_json(), indent=1) + "\n", encoding="utf-8")
    kept: dict[str, Any] = json.loads(FIRST.read_text(encoding="utf-8"))
    return kept


def _first_table(kept: Mapping[str, Any]) -> str:
    rows = [
        (name, row["gold"], row["predicted"], row["core"], row["core_f1"], row["strict"], row["strict_f1"])
        for name, row in kept.items()
    ]
    return table(["class", "gold", "found", "core", "core F1", "strict", "strict F1"], rows)


def page(evaluations: Mapping[str, Evaluation], *, per_state: int | None) -> str:
    """The page: the template with every table filled in."""
    sections = [
        f"### {name}\n\n{scores(found, evaluate(name, by_distance))}"
        for name, found in evaluations.items()
        if name not in READ
    ]
    kept = first_held_out(evaluations.get("heldout"))
    if kept:
        sections.append(f"### held out, when first scored\n\n{_first_table(kept)}")
    tally = run(units(), 1, per_state)
    aliases = run(units(), 1, min(per_state or _ALIASES, _ALIASES), aliases=True)
    recall = clean().total.prf("core")[1]
    losses = [measure(kind, damage, SEEDS) for kind, damage in {**HARMLESS, **APART}.items()]
    words = "- **heldout**: ten more, which nobody read while rules were written.\n" if kept else ""
    own = {name: found for name, found in evaluations.items() if name in SETS}
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        held_out_word=words,
        scores="\n\n".join(sections),
        totals=totals({name: found for name, found in evaluations.items() if name in READ}),
        first_seen=first_seen(),
        refusals=refusals(evaluations["dev"]),
        states=len(states()),
        metamorphic=metamorphic.summary(tally, aliases),
        clean_recall=f"{recall:.3f}",
        noise=noise.report(losses, recall),
        linearity=linearity.report(linearity.steps(), linearity.slowest()),
        errors=errors(own),
    )


def write_floor(evaluations: Mapping[str, Evaluation]) -> None:
    """Record the figures that CI holds every later change against."""
    FLOOR.write_text(json.dumps(floor(evaluations), indent=1) + "\n", encoding="utf-8")


def main(arguments: Iterable[str] | None = None) -> None:
    """Evaluate, and write the page and the floor."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.evaluation", description=__doc__)
    parser.add_argument("--heldout", action="store_true", help="score the held-out articles too")
    parser.add_argument("--per-state", type=int, metavar="N", help="metamorphic units a state (default: all)")
    options = parser.parse_args(None if arguments is None else list(arguments))
    evaluations = {name: evaluate(name) for name in (*SETS, *READ)}
    write_floor(evaluations)
    if options.heldout:
        evaluations["heldout"] = evaluate("heldout")
    PAGE.write_text(page(evaluations, per_state=options.per_state), encoding="utf-8")
    print(f"written: {PAGE.relative_to(ROOT)}, {FLOOR.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
