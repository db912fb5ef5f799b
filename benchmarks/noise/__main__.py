"""``python -m benchmarks.noise``: recall under each kind of damage as a share of recall without."""

from __future__ import annotations

import argparse

from benchmarks.markdown import table
from benchmarks.noise.damages import APART, HARMLESS
from benchmarks.noise.measure import Loss, clean, measure


def report(losses: list[Loss], recall: float) -> str:
    """The table by kind of damage."""
    rows = []
    for loss in losses:
        precision, found, _ = loss.evaluation.total.prf("core")
        rows.append((loss.kind, found, found / recall, precision, loss.evaluation.total.hallucinated))
    return table(["damage", "core recall", "share kept", "core precision", "hallucinated"], rows)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.noise", description=__doc__)
    parser.add_argument("--seeds", type=int, default=3, metavar="N", help="how often each text is damaged (default: 3)")
    parser.add_argument("--errors", metavar="KIND", help="print what one kind of damage lost")
    options = parser.parse_args()
    seeds = range(1, options.seeds + 1)
    kinds = {**HARMLESS, **APART}
    if options.errors:
        before = {(miss.article, str(miss.gold)) for miss in clean().misses if miss.kind == "missed"}
        for miss in measure(options.errors, kinds[options.errors], seeds).evaluation.misses:
            if miss.kind == "missed" and (miss.article, str(miss.gold)) not in before:
                print(miss.article, dict(miss.gold or {}))
                if miss.refused:
                    print(f"  {miss.refused.reason}: {miss.refused.evidence.quote}")
        return
    recall = clean().total.prf("core")[1]
    print(f"core recall without damage: {recall:.3f}\n")
    print(report([measure(kind, damage, seeds) for kind, damage in kinds.items()], recall))


if __name__ == "__main__":
    main()
