"""``python -m benchmarks.metamorphic``: the share of facts that follow, by class and by state."""

from __future__ import annotations

import argparse

from benchmarks.markdown import table
from benchmarks.metamorphic.following import Tally, run, units
from benchmarks.metamorphic.forms import misread

GOAL = 0.99


def by_class(tally: Tally) -> str:
    """The table by class."""
    rows = [*sorted(tally.classes.items()), ("all", tally.total)]
    return table(
        ["class", "expected", "followed", "unexpected", "share"],
        [(name, c.expected, c.followed, c.unexpected, f"{c.share:.4f}") for name, c in rows],
    )


def by_state(tally: Tally, most: int | None = None) -> str:
    """The table of the states for which something did not follow, the worst first."""
    worst = sorted(tally.states.items(), key=lambda item: (item[1].share, item[0]))[:most]
    rows = [(code, c.expected, c.followed, c.unexpected, f"{c.share:.4f}") for code, c in worst if c.share < 1]
    return table(["state", "expected", "followed", "unexpected", "share"], rows)


def summary(tally: Tally, aliases: Tally) -> str:
    """What the page says: the two tables of a run, and what any name instead of the label changes."""
    count, wrong = misread()
    forms = ", ".join(sorted({each.form for each in wrong})) or "none"
    return (
        f"{tally.readings:,} readings, {tally.total.expected:,} facts; {tally.impossible:,} substitutions could not be "
        f"made (too few cities or leaders in the gazetteer, a date that no calendar has).\n\n{by_class(tally)}\n\n"
        f"Of {len(tally.states)} states, {sum(each.share == 1 for each in tally.states.values())} lose nothing and "
        f"{sum(each.share >= GOAL for each in tally.states.values())} keep {GOAL} or more. Those that lose most:\n\n"
        f"{by_state(tally, most=12)}\n\nWith any name of the gazetteer in place of its label ({aliases.readings:,} "
        f"readings) the share is {aliases.total.share:.4f}.\n\nOf {count:,} forms of the names of states, cities and "
        f"their adjectives in four cases, {len(wrong)} are misread: {forms}."
    )


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.metamorphic", description=__doc__)
    parser.add_argument("--per-state", type=int, metavar="N", help="units a state (default: every unit)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--aliases", action="store_true", help="take any name of the gazetteer, not its label alone")
    parser.add_argument("--failures", action="store_true", help="print every sentence that lost a fact")
    options = parser.parse_args()
    tally = run(units(), options.seed, options.per_state, aliases=options.aliases)
    if options.failures:
        for failure in tally.failures:
            made = failure.recast
            print(f"{failure.code} {made.unit.origin} {made.pair.codes}\n  was: {made.unit.text}\n  now: {made.text}")
            print(
                "".join([*(f"  - {key}\n" for key in failure.missing), *(f"  + {key}\n" for key in failure.unexpected)])
            )
    print(f"{tally.readings} readings; {tally.impossible} substitutions could not be made\n")
    print(f"{by_class(tally)}\n\n{len(tally.states)} states; those with a loss:\n\n{by_state(tally)}\n")
    count, wrong = misread()
    print(f"{count} forms of names, {len(wrong)} misread: " + ", ".join(f"{m.form} ({m.got})" for m in wrong))


if __name__ == "__main__":
    main()
