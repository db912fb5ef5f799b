"""How many facts follow a substitution: by class, by state, and where they do not."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from benchmarks.metamorphic.casts import LANG, states
from benchmarks.metamorphic.substitution import Key, Recast, Unit, article, of_articles, of_rules, recast
from bilat_kg.text.pipeline import load

DEV = Path(__file__).parents[2] / "tests" / "data" / "gold" / "dev"


@dataclass(slots=True)
class Count:
    """Facts that were to follow, those that did, and facts that nobody expected."""

    expected: int = 0
    followed: int = 0
    unexpected: int = 0

    @property
    def share(self) -> float:
        """Those that followed of all expected and unexpected; 1 where there were none."""
        whole = self.expected + self.unexpected
        return self.followed / whole if whole else 1.0


@dataclass(frozen=True, slots=True)
class Failure:
    """A reading in which something did not follow."""

    recast: Recast
    code: str
    missing: tuple[Key, ...]
    unexpected: tuple[Key, ...]


@dataclass(slots=True)
class Tally:
    """The counts of a run."""

    readings: int = 0
    impossible: int = 0
    total: Count = field(default_factory=Count)
    classes: dict[str, Count] = field(default_factory=dict)
    states: dict[str, Count] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)

    def add(self, code: str, made: Recast, found: Sequence[Key]) -> None:
        """Count one reading, with ``code`` as the new state."""
        self.readings += 1
        wanted, got = Counter(made.expected), Counter(found)
        for name in {type_ for type_, _ in wanted | got}:
            expected = sum(n for key, n in wanted.items() if key[0] == name)
            read = sum(n for key, n in got.items() if key[0] == name)
            followed = sum(n for key, n in (wanted & got).items() if key[0] == name)
            # A fact read wrongly is one failure: only what is read beyond the number expected counts as unexpected.
            for count in (self.total, self.classes.setdefault(name, Count()), self.states.setdefault(code, Count())):
                count.expected += expected
                count.followed += followed
                count.unexpected += max(0, read - expected)
        if wanted != got:
            missing, unexpected = (wanted - got).elements(), (got - wanted).elements()
            self.failures.append(Failure(made, code, tuple(missing), tuple(unexpected)))


@cache
def units() -> tuple[Unit, ...]:
    """Every sentence to be recast: the examples of the rules, and those of the development articles with facts."""
    return (*of_rules(), *of_articles(DEV))


def run(units: Sequence[Unit], seed: int, per_state: int | None = None, *, aliases: bool = False) -> Tally:
    """Read every unit once with every state for one of its two, or ``per_state`` units drawn for each state."""
    tally = Tally()
    pipeline = load(LANG)
    for code in sorted(states()):
        dice = random.Random(f"{seed} {code}")
        drawn: Iterable[Unit] = units if per_state is None else dice.sample(units, min(per_state, len(units)))
        for unit in drawn:
            made = recast(unit, code, dice, aliases=aliases)
            if made is None:
                tally.impossible += 1
                continue
            tally.add(code, made, made.keys(pipeline.read(article("recast", made.text), made.pair).facts))
    return tally
